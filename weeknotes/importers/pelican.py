"""Headers without fences, as Pelican and MultiMarkdown have them: lines of ``Title: …`` up to the first blank one."""

from __future__ import annotations

import re

FIELD = re.compile(r"[A-Za-z][\w -]{0,30}:(?:[ \t].*)?|[ \t]+\S.*")
TITLE = re.compile(r"^title:[ \t]*\S", re.IGNORECASE | re.MULTILINE)


def fenced(text: str) -> str:
    """`text` with a fence round such a header; as it is where it has none.

    Only what has a title is a header: a text may well begin with “Note: …”.
    """
    head, blank, body = text.lstrip("\n").partition("\n\n")
    is_header = bool(TITLE.search(head)) and all(map(FIELD.fullmatch, head.rstrip("\n").split("\n")))
    return f"---\n{head.rstrip(chr(10))}\n---\n{blank[:1]}{body}" if is_header else text
