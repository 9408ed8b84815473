"""Blocks of WordPress without words of their own: those written once for many texts, and those that it fills itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

# ``<!-- wp:block {"ref":190} /-->``: the block has nothing between its marks.
EMPTY = re.compile(r"<!--\s+wp:([\w/-]+)\s+(\{(?:(?!-->).)*\}\s+)?/-->", re.DOTALL)
NUMBER = re.compile(r'"ref":\s*(\d+)')
# Where these stand nothing was to be read, or what was comes along in another way.
SILENT = frozenset(
    ("footnotes", "more", "nextpage", "spacer", "separator", "post-content", "post-title", "social-link"),
)
DEEPEST = 4  # blocks that stand inside one another
LARGEST = 1_000_000  # characters that such blocks may put into one text: one that shows itself twice has no end


def replace(html: str, shared: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """`html` with the words of the blocks in `shared` (by their number) where they are shown; names of all others."""
    left: list[str] = []
    room = LARGEST

    def put(found: re.Match[str]) -> str:
        nonlocal room
        number = NUMBER.search(found[2] or "")
        words = shared.get(number[1], "") if found[1] == "block" and number else ""
        if words and len(words) <= room:
            room -= len(words)
            return words
        left.extend([] if found[1] in SILENT else [f"wp:{found[1]}"])
        return ""

    for _ in range(DEEPEST):
        if not EMPTY.search(html):
            break
        html = EMPTY.sub(put, html)
    return EMPTY.sub("", html), tuple(dict.fromkeys(left))
