"""Numbered lists of an exported text: ``1)`` is one here, as CommonMark has it, but not in Jekyll and Pelican."""

from __future__ import annotations

import re

from weeknotes.export.links import CODES, Read

# A number with a bracket at the beginning of a line, in quotations and lists, too.
BRACKET = re.compile(r"^((?:[ \t]*>)*[ \t]*(?:[-*+][ \t]+)*\d{1,9})\)(?=[ \t])", re.MULTILINE)


def dotted(body: str, read: Read) -> str:
    """`body` with ``1.`` for ``1)``, where it is read as the same text then; else as it was typed."""
    if not BRACKET.search(body):
        return body
    was = read(body).body
    made = (_replaced(body, code) for code in CODES)
    return next((each for each in made if read(each).body == was), body)


def _replaced(body: str, codes: re.Pattern[str]) -> str:
    pieces = []
    end = 0
    for code in codes.finditer(body):
        pieces += [BRACKET.sub(r"\1.", body[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*pieces, BRACKET.sub(r"\1.", body[end:])])
