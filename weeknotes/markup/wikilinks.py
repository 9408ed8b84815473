"""``[[Title]]``, ``[[Title#Heading]]`` and ``[[Title|words]]`` in running text."""

from __future__ import annotations

import re

from lxml import etree

from weeknotes.markup.tree import Element

WIKILINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
# Text in these stays as it is typed, and a link cannot hold another.
VERBATIM = frozenset(("code", "pre", "a", "kbd", "samp"))
TARGET = "data-wiki"


def link(root: Element) -> None:
    """Turn wikilinks in the text of `root` into elements that carry their target in ``data-wiki``."""
    # A list, since links are put into the tree on the way.
    for element in list(root.iter()):
        if element.text and "[[" in element.text and not _verbatim(element):
            element.text = _spread(element, 0, element.text)
        parent = element.getparent()
        if element.tail and "[[" in element.tail and parent is not None and not _verbatim(parent):
            element.tail = _spread(parent, parent.index(element) + 1, element.tail)


def _verbatim(element: Element) -> bool:
    return element.tag in VERBATIM or any(each.tag in VERBATIM for each in element.iterancestors())


def _spread(parent: Element, place: int, text: str) -> str:
    """Put the links that `text` holds into `parent` from `place` on; the text before the first one."""
    pieces = list(WIKILINK.finditer(text))
    if not pieces:
        return text
    ends = [*(piece.start() for piece in pieces[1:]), len(text)]
    for count, (piece, end) in enumerate(zip(pieces, ends, strict=True)):
        made = etree.Element("a", {TARGET: piece[1].strip()})
        made.text = (piece[2] or piece[1]).strip()
        made.tail = text[piece.end() : end]
        parent.insert(place + count, made)
    return text[: pieces[0].start()]
