"""Lines that part a header from its text: what they look like as people type them, doubled, or too early."""

from __future__ import annotations

import re
from collections.abc import Sequence

from weeknotes.errors import Problem
from weeknotes.faults import fault
from weeknotes.header import KEY, bare, key_of

# Phones and word processors turn hyphens into dashes of every kind.
DASHES = re.compile(r"[-‐‑‒–—―−](?:[ \t]*[-‐‑‒–—―−])*")
FENCE = re.compile(r"-{3,}\s*|\.\.\.\s*")
# Other lines that part a page, a full stop after any of them, and what forms, pages and chats make of hyphens.
LIKE_FENCE = re.compile(
    rf"(?:{DASHES.pattern}|[_*=~](?:[ \t]*[_*=~]){{2,}})[ \t]*[.:,;]?"
    r"|\\?-(?:\\?-){2,}|([\"'`])-{3,}\1|[“‘]-{3,}[”’]|(?:&[mn]dash;)+|<hr ?/?>|…",
    re.IGNORECASE,
)
# What nobody writes in the first line of a text, and everybody in a header.
TELLING = re.compile(r"(?:draft|state|date)[ \t]*:")
MARK = re.compile(r"[ \t]*>[ \t]?")


def doubled(lines: Sequence[str], top: int) -> int:
    """The index of the fence that opens the header, where `top` is one: the last of several in a row."""
    below = next((index for index in range(top + 1, len(lines)) if bare(lines[index])), top)
    has_field = below + 1 < len(lines) and bool(key_of(lines[below + 1]))
    return below if below > top and FENCE.fullmatch(lines[below]) and has_field else top


def twice_closed(lines: Sequence[str], close: int) -> list[Problem]:
    """A hint where directly below the closing fence there is another, which would be shown as a line."""
    below = close + 1
    if below < len(lines) and FENCE.fullmatch(lines[close]) and FENCE.fullmatch(lines[below]):
        return [fault("two-fences", below + 1, lines[below])]
    return []


def too_early(lines: Sequence[str], body: int) -> list[Problem]:
    """An error where fields go on below the closing fence: readers would see them, and a draft be published."""
    top = next((index for index in range(body, len(lines)) if bare(lines[index])), len(lines))
    end = next((index for index in range(top, len(lines)) if not _is_field(lines[index])), len(lines))
    if end == top or top > body + 1:
        return []
    is_closed = end < len(lines) and FENCE.fullmatch(lines[end]) is not None
    if end - top > 1 or is_closed or TELLING.match(lines[top]):
        return [fault("below", top + 1, "\n".join(lines[top:end]))]
    return []


def _is_field(line: str) -> bool:
    # With a capital letter it may be the first line of a text: “Author: Ada Byron”.
    return line[:1].islower() and KEY.match(line) is not None and bool(key_of(line))


def marked(lines: Sequence[str], top: int) -> list[Problem]:
    """An error where every line of a header begins with the sign of a quotation."""
    found = [line for line in lines[top : top + 3] if MARK.match(line)]
    inner = [MARK.sub("", line) for line in found]
    if len(found) < 3 or not FENCE.fullmatch(inner[0]) or not key_of(inner[1]):
        return []
    end = next((index for index in range(top, len(lines)) if not MARK.match(lines[index])), len(lines))
    typed = lines[top:end]
    return [fault("marked", top + 1, "\n".join(typed).strip(), "\n".join(MARK.sub("", line) for line in typed))]
