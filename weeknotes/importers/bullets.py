"""Lists of the old site, and those that somebody typed with bullets, hyphens or Word."""

from __future__ import annotations

import re
from itertools import groupby

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from weeknotes.importers.embeds import holds, is_gone
from weeknotes.importers.nodes import new
from weeknotes.importers.tidy import BLOCKS

# Bullets that somebody typed, or that Word wrote as letters.
BULLET = re.compile(r"\s*[•·◦▪▫‣●○■□\uf0b7§]\s*")
# A hyphen may begin a line of its own; two lines make a list.
HYPHEN = re.compile(r"\s*[-–—*]\s+")
LISTS = ("ul", "ol")


def settle(root: Tag) -> None:
    """Bullets that were typed make lists; lists that hang outside an item go into the one before."""
    for each in list(root.find_all(["p", "div"])):
        if not holds(each, BLOCKS):
            _typed_list(each)
    for each in list(root.find_all("ul", typed=True)):
        if not is_gone(each):
            _join(each)
    for each in root.find_all(LISTS):
        _hang(each)
    for each in root.find_all(LISTS):
        for loose in [child for child in each.children if _is_loose(child)]:
            loose.wrap(new("li"))
    for each in root.find_all("li"):
        if each.parent is None or each.parent.name not in LISTS:
            each.wrap(new("ul"))


def _is_loose(child: PageElement) -> bool:
    """Whether something that is no item stands right in a list."""
    return child.name != "li" if isinstance(child, Tag) else bool(str(child).strip())


def _hang(inner: Tag) -> None:
    """A list that stands right in another belongs to the item before it."""
    if inner.parent is None or inner.parent.name not in LISTS:
        return
    before = inner.find_previous_sibling()
    if isinstance(before, Tag) and before.name == "li":
        before.append(inner.extract())
    else:
        inner.wrap(new("li"))


def _typed_list(paragraph: Tag) -> None:
    rows = _rows(paragraph)
    sure = any(BULLET.match(_words(row)) for row in rows)
    signs = [_is_item(row) for row in rows]
    # One hyphen alone may be a dash.
    if not (sure or sum(signs) > 1):
        return
    for is_item, group in groupby(rows, key=_is_item):
        made = list(group)
        paragraph.insert_before(_list(made) if is_item else _paragraph(made))
    paragraph.decompose()


def _is_item(row: list[PageElement]) -> bool:
    words = _words(row)
    return bool(BULLET.match(words) or HYPHEN.match(words))


def _list(rows: list[list[PageElement]]) -> Tag:
    block = new("ul", *(new("li", *_without_bullet(row)) for row in rows))
    block["typed"] = ""
    return block


def _paragraph(rows: list[list[PageElement]]) -> Tag:
    block = new("p")
    for number, row in enumerate(rows):
        block.extend([*([new("br")] if number else []), *row])
    return block


def _rows(paragraph: Tag) -> list[list[PageElement]]:
    """The lines of a paragraph, as its line breaks part them."""
    rows: list[list[PageElement]] = [[]]
    for node in list(paragraph.children):
        if isinstance(node, Tag) and node.name == "br":
            rows.append([])
        else:
            rows[-1].append(node)
    return [row for row in rows if _words(row).strip() or any(isinstance(each, Tag) for each in row)]


def _words(row: list[PageElement]) -> str:
    return "".join(each.get_text() if isinstance(each, Tag) else str(each) for each in row)


def _without_bullet(row: list[PageElement]) -> list[PageElement]:
    for each in row:
        texts = [each] if not isinstance(each, Tag) else list(each.find_all(string=True))
        for text in texts:
            if not str(text).strip():
                continue
            sign = BULLET if BULLET.match(str(text)) else HYPHEN
            plain = sign.sub("", str(text), count=1)
            if text in row:
                return [NavigableString(plain) if other is text else other for other in row]
            text.replace_with(NavigableString(plain))
            return row
    return row


def _join(first: Tag) -> None:
    """Bulleted paragraphs that follow one another are one list."""
    after = first.find_next_sibling()
    while isinstance(after, Tag) and after.name == "ul" and after.has_attr("typed") and _adjacent(first, after):
        following = after.find_next_sibling()
        first.extend(list(after.children))
        after.decompose()
        after = following


def _adjacent(first: Tag, second: Tag) -> bool:
    node = first.next_sibling
    while node is not None and node is not second:
        if str(node).strip():
            return False
        node = node.next_sibling
    return True
