"""Headings: which one is the title, their levels without gaps, their ids; and places named otherwise."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import count
from urllib.parse import unquote

from weeknotes import digest
from weeknotes.markup.marks import mark
from weeknotes.markup.tree import SPACES, Element, cut, is_blank, take, words_of
from weeknotes.model import Heading
from weeknotes.text import plain_spaces, slugify
from weeknotes.values import Record

TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TOP, LOWEST = 2, 6  # levels of HTML: the first is the title’s of the page
ODD = re.compile(r"[^\w-]+")


class Outline(Record):
    """The headings of a body; `places` maps every name by which a link may call a place to its id."""

    title: str
    headings: tuple[Heading, ...]
    places: dict[str, str]


def outline(root: Element, found: Sequence[Element], title: str) -> Outline:
    """Settle the headings `found` in `root`, in their order.

    The first one goes when it equals `title`, or serves as the title where none is given. The others get
    levels from 2 on without gaps, and ids made of their words.
    """
    shown: list[Element] = []
    for each in found:
        if words_of(each):
            shown.append(each)
        else:
            cut(each)
    if shown and _is_title(root, shown, title):
        title = title or words_of(shown[0])
        cut(shown.pop(0))
    # Names that a link may use for a heading, first come first served.
    places: dict[str, str] = {}
    headings: list[Heading] = []
    for each, level in zip(shown, _levels(shown), strict=True):
        words = words_of(each)
        headings.append(Heading(level, _name(each, words, places), words))
        each.tag = f"h{level}"
        _trim(each)
    return Outline(title, tuple(headings), places)


def name_places(elements: Iterable[Element], places: dict[str, str]) -> dict[str, str]:
    """`places` with the ids (and names of anchors) that the writer gave to `elements`, safe and unique."""
    named = dict(places)
    for each in elements:
        given = each.get("id") or (take(each, "name") if each.tag == "a" else "")
        # Headings have their names already.
        if given and not given.startswith(mark("p")):
            name = _unique(ODD.sub("-", given).strip("-") or "place", set(named.values()))
            named[given] = name
            each.set("id", mark("p") + name)
    return named


def place_of(name: str, places: dict[str, str]) -> str:
    """The id of the place that a link calls `name`, or the empty string where there is none."""
    for spelling in (name, unquote(name), unquote(name).lower(), slugify(unquote(name))):
        if spelling in places:
            return places[spelling]
    return ""


def _is_title(root: Element, shown: Sequence[Element], title: str) -> bool:
    first = shown[0]
    if title:
        return plain_spaces(title).casefold() == words_of(first).casefold()
    # One hash means the title, wherever notes are written.
    if first.tag == "h1":
        return True
    return root[0] is first and is_blank(root.text) and all(each.tag > first.tag for each in shown[1:])


def _levels(headings: Sequence[Element]) -> list[int]:
    """The level of each heading: one more than the heading it stands under, however it was typed."""
    above: list[str] = []
    levels: list[int] = []
    for each in headings:
        # Tags compare as their levels do: h1 < h2 < … < h6.
        while above and above[-1] >= each.tag:
            above.pop()
        above.append(each.tag)
        levels.append(min(TOP - 1 + len(above), LOWEST))
    return levels


def _name(heading: Element, words: str, places: dict[str, str]) -> str:
    given = heading.get("id", "")
    slug = slugify(given or words)
    if not (slug and slug.isascii()):
        # Made of the words and not counted, so that it stays when headings are added above.
        slug = f"section-{digest.of_bytes(words.encode())[:6]}"
    name = _unique(slug, set(places.values()))
    heading.set("id", mark("p") + name)
    for call in (name, given, _unique(_github(words), places.keys())):
        places.setdefault(call, name)
    return name


def _github(words: str) -> str:
    """The name that GitHub gives to a heading, so that links made for its pages work here."""
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")


def _unique(name: str, taken: Container[str]) -> str:
    if name not in taken:
        return name
    return next(each for each in (f"{name}-{number}" for number in count(2)) if each not in taken)


def _trim(heading: Element) -> None:
    heading.text = (heading.text or "").lstrip(SPACES)
    if len(heading):
        heading[-1].tail = (heading[-1].tail or "").rstrip(SPACES)
    else:
        heading.text = heading.text.rstrip(SPACES)
