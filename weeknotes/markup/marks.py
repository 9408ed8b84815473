"""Marks: places in safe HTML whose content only the page that shows it can tell.

A finished body holds them between the control characters 2 and 3. No text can hold these,
since both flavours of Markdown get it without control characters. While the HTML is a tree
two noncharacters of Unicode stand for them, because lxml admits no control characters.

    l3      the address of link 3, as the whole value of ``href``
    i3      the address of image 3, as the whole value of ``src``; ``i3,200``: 200 pixels wide, as typed
    x3      after the words of link 3: what tells that it leaves the site
    p       before every id and every address of a place in the same body
    h2      the level of a heading
"""

from __future__ import annotations

import re

START, END = "\ufdd0", "\ufdd1"
UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def mark(kind: str, number: int | str = "") -> str:
    """A mark as it stands in a tree."""
    return f"{START}{kind}{number}{END}"


def without_marks(text: str) -> str:
    """`text` without anything that could be taken for a mark, and without what XML does not admit.

    Line breaks become single line feeds; a vertical tab (a line break of Word) becomes a space.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", " ").replace("\f", " ")
    return UNUSABLE.sub("", lines)


def finish(html: str) -> str:
    """`html` with its marks in their final form."""
    return html.replace(START, "\x02").replace(END, "\x03")
