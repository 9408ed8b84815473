"""HTML as a tree, and the few moves that the transformations make in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from weeknotes.markup.marks import END, START, finish, without_marks
from weeknotes.text import plain_spaces

VOID = frozenset(("br", "hr", "img", "input", "col", "wbr"))
HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
Element: TypeAlias = etree._Element
SPACES = " \t\n\u00a0\u200b\ufeff"

Elements = Mapping[str, list[Element]]


def parse(html: str) -> Element:
    """A ``div`` that holds `html`, which has been through the sanitiser."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    # Character references of the text may have become marks or unfit characters by now.
    document = etree.fromstring(f"<div>{without_marks(html)}</div>", parser)
    return document[0][0]


def serialise(root: Element) -> str:
    """The HTML of what `root` holds, with marks in their final form."""
    # As XML: the HTML form of lxml would percent-encode the marks in addresses.
    # In XML an empty element closes itself, which HTML allows to a few only.
    for element in root.iter():
        if element.text is None and not len(element) and element.tag not in VOID:
            element.text = ""
    text = etree.tostring(root, encoding="unicode", method="xml", with_tail=False)
    inner = text[len("<div>") : -len("</div>")].replace("/>", ">")
    return finish(HEADING.sub(rf"<\1h{START}h\2{END}", inner))


def by_tag(root: Element) -> Elements:
    """All elements below `root` in their order, by their tag."""
    found: dict[str, list[Element]] = defaultdict(list)
    for element in root.iter():
        found[element.tag].append(element)
    return found


def words_of(element: Element) -> str:
    """The text inside `element` in one line; where there is none, what its images show."""
    text = plain_spaces(text_of(element))
    return text or plain_spaces(" ".join(image.get("alt", "") for image in element.iter("img")))


def text_of(element: Element) -> str:
    """The text inside `element` as it stands."""
    return "".join(map(str, element.itertext()))


def take(element: Element, name: str) -> str:
    """The value of the attribute `name`, which `element` has no more; empty where it had none."""
    value = element.get(name)
    if value is None:
        return ""
    del element.attrib[name]
    return value


def is_blank(text: str | None) -> bool:
    """Whether `text` shows nothing."""
    return not text or not text.strip(SPACES)


def add_text(element: Element, text: str) -> None:
    """Put `text` at the end of what `element` holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def cut(element: Element) -> None:
    """Take `element` out of its tree; what follows it stays."""
    _leave_behind(element, element.tail or "")


def unwrap(element: Element) -> None:
    """Take `element` out of its tree; what it holds stays in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    add_text(element, element.tail or "")
    element.tail = None
    lead, children = element.text or "", list(element)
    parent[place : place + 1] = children
    _add_before(parent, place, lead)


def wrap(element: Element, tag: str, attributes: Mapping[str, str]) -> None:
    """Put a new element round `element`."""
    outer = etree.Element(tag, dict(attributes))
    outer.tail, element.tail = element.tail, None
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, outer)
    outer.append(element)


def _leave_behind(element: Element, text: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    element.tail = None
    parent.remove(element)
    _add_before(parent, place, text)


def _add_before(parent: Element, place: int, text: str) -> None:
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
