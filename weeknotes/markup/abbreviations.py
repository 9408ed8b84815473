"""Abbreviations of the site's own list: in every text the first use of each tells what it stands for.

Headings, links and code stay as they are: what they are called is the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from weeknotes.markup.headings import TAGS as HEADINGS
from weeknotes.markup.tree import Element, text_of

UNTOUCHED = frozenset((*HEADINGS, "a", "code", "pre", "kbd", "samp", "var", "abbr", "dfn"))
# Words of the interface, which are the same in all texts.
FURNITURE = frozenset(("alert-title",))


def expand(root: Element, known: Mapping[str, str]) -> tuple[str, ...]:
    """Tell at the first use of each abbreviation what it stands for; which of `known` the text uses, by name.

    One that the writer explains, with ``<abbr title>`` or in brackets after its long form, is left as it is.
    """
    whole = text_of(root) if known else ""
    pattern = _pattern(tuple(known))
    used = {found[0] for found in pattern.finditer(whole)} if whole else set()
    if not used:
        return ()
    explained = {text_of(each) for each in root.iter("abbr") if each.get("title")}
    waiting = {short: known[short] for short in used - explained}
    for element, slot in list(_slots(root)) if waiting else ():
        _expand(element, slot, pattern, waiting)
    return tuple(sorted(used))


@lru_cache(maxsize=8)
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these as a word of its own, the longest first; its plural has an s."""
    either = "|".join(re.escape(each) for each in sorted(shorts, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?=(?:['’]?s)?(?!\w))")


def _slots(root: Element) -> Iterator[tuple[Element, str]]:
    """Every piece of running text in its order: the element that holds it, and as its ``text`` or its ``tail``."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element is not root:
                yield element, "tail"
        elif element.tag in UNTOUCHED or element.get("class") in FURNITURE:
            walk.skip_subtree()
        else:
            yield element, "text"


def _expand(element: Element, slot: str, pattern: re.Pattern[str], waiting: dict[str, str]) -> None:
    """Mark what is still `waiting` for its first use in one piece of text."""
    while found := _first(getattr(element, slot) or "", pattern, waiting):
        text, long = found.string, waiting.pop(found[0])
        if text[: found.start()].casefold().endswith(f"{long.casefold()} ("):
            continue
        explained = etree.Element("abbr", {"title": long})
        explained.text, explained.tail = found[0], text[found.end() :]
        setattr(element, slot, text[: found.start()])
        _put(explained, element, slot)
        element, slot = explained, "tail"


def _first(text: str, pattern: re.Pattern[str], waiting: Mapping[str, str]) -> re.Match[str] | None:
    return next((each for each in pattern.finditer(text) if each[0] in waiting), None) if text and waiting else None


def _put(new: Element, element: Element, slot: str) -> None:
    """`new` at the beginning of `element`, or after it."""
    parent = element.getparent()
    if slot == "text" or parent is None:
        element.insert(0, new)
    else:
        parent.insert(parent.index(element) + 1, new)
