"""A tree of HTML within bounds that nobody oversteps on purpose: not too deep, not too wide.

To take one element out of a tree takes as long as the tree is deep and its neighbours are many; what oversteps the
bounds is therefore written anew, before anything else is done with it.
"""

from __future__ import annotations

from html import escape

from bs4 import Tag
from bs4.element import PageElement

DEEPEST = 60  # elements inside one another
WIDEST = 500  # nodes in one element, before it is parted at the next line break or block
LAST = 3  # times as many, and it is parted wherever that is
# What may be two as well as one; a list or a table may not.
PARTED = frozenset(("body", "div", "p", "section", "article", "main", "blockquote", "td", "center", "span", "font"))
# Between these a paragraph may end. (A line break that parts two goes.)
BREAKS = frozenset(("br", "p", "div", "table", "ul", "ol", "blockquote", "pre", "hr", "figure", "h1", "h2", "h3", "h4"))


def is_over(soup: Tag) -> bool:
    """Whether a tree oversteps the bounds."""
    depths = {id(soup): 0}
    for each in soup.find_all(True):
        depths[id(each)] = depths.get(id(each.parent), 0) + 1
        if depths[id(each)] > DEEPEST or (each.name in PARTED and len(each.contents) > WIDEST):
            return True
    return False


def within(soup: Tag, gone: tuple[str, ...]) -> str:
    """The HTML of a tree within the bounds, without the elements named in `gone`; what is in them stays."""
    parts: list[str] = []
    waiting: list[tuple[PageElement | str, int]] = [(each, 1) for each in reversed(soup.contents)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, Tag):
            is_kept = depth <= DEEPEST and node.name not in gone
            opening = _opening(node) if is_kept else ""
            closing = f"</{node.name}>" if is_kept and not node.is_empty_element else ""
            parts.append(opening)
            inner = _parted(node, f"{closing}{opening}") if closing and node.name in PARTED else node.contents
            waiting.append((closing, depth))
            waiting.extend((each, depth + 1) for each in reversed(inner))
        else:
            parts.append(escape(str(node), quote=False) if isinstance(node, PageElement) else node)
    return "".join(parts)


def _opening(element: Tag) -> str:
    given = "".join(f' {name}="{escape(_joined(value))}"' for name, value in element.attrs.items())
    return f"<{element.name}{given}>"


def _joined(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _parted(element: Tag, between: str) -> list[PageElement | str]:
    """The nodes of an element, with what ends it and begins it anew wherever they have become too many."""
    nodes: list[PageElement | str] = []
    count = 0
    for each in element.contents:
        count += 1
        is_break = isinstance(each, Tag) and each.name in BREAKS
        if (count > WIDEST and is_break) or count > WIDEST * LAST:
            nodes.append(between)
            count = 0
            if isinstance(each, Tag) and each.name == "br":
                continue
        nodes.append(each)
    return nodes
