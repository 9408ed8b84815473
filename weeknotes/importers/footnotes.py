"""Footnotes of the old site, in the forms that editors and plug-ins give them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bs4 import Tag
from bs4.element import PageElement

from weeknotes.importers.embeds import is_gone
from weeknotes.importers.nodes import new
from weeknotes.importers.tidy import parse

NUMBER = re.compile(r"\[?\(?\d{1,3}\)?\]?|[*†‡]")
BACK = re.compile(r"[\s\u21a9\ufe0e\u2191^↩⏎]+$")
TITLES = ("footnotes", "notes")


def settle(root: Tag, notes: Mapping[str, str]) -> list[Tag]:
    """The text of every footnote in order, taken out of `root`; where it was stands ``<mark-note>`` with its number.

    `notes` has the texts that the export keeps apart, as HTML by their id.
    """
    found: list[Tag] = []
    known: dict[str, int] = {}
    for each in list(root.find_all("footnote")):
        found.append(new("div", *list(each.children)))
        _mark(each, len(found))
    for each in list(root.find_all("sup", attrs={"data-fn": True})):
        if (key := str(each["data-fn"])) in notes:
            found.append(parse(notes[key]))
            _mark(each, len(found))
    for link in list(root.find_all("a", href=re.compile("^#."))):
        if not is_gone(link) and NUMBER.fullmatch(link.get_text().strip()):
            _listed(link, root, found, known)
    return found


def _listed(link: Tag, root: Tag, found: list[Tag], known: dict[str, int]) -> None:
    """A footnote that stands in a list at the end; the second mention of one has the number of the first."""
    name = str(link["href"])[1:]
    place = link.parent if link.parent is not None and link.parent.name == "sup" else link
    if name in known:
        _mark(place, known[name])
        return
    target = root.find(id=name)
    if isinstance(target, Tag) and target.name == "li" and target not in link.parents:
        found.append(new("div", *_note_words(target)))
        known[name] = len(found)
        _mark(place, len(found))
        _remove(target)


def _mark(where: Tag, number: int) -> None:
    mark = new("mark-note")
    mark.string = str(number)
    where.replace_with(mark)


def _note_words(item: Tag) -> list[PageElement]:
    for back in list(item.find_all("a", href=re.compile("^#"))):
        if not BACK.sub("", back.get_text()):
            back.decompose()
    return list(item.children)


def _remove(item: Tag) -> None:
    """Take a note out of its list, and the list with its heading when it was the last."""
    around = item.parent
    item.decompose()
    if around is not None and not around.find("li"):
        before = around.find_previous_sibling()
        words = before.get_text().strip().casefold() if isinstance(before, Tag) else ""
        if isinstance(before, Tag) and (before.name == "hr" or words in ("footnotes", "notes")):
            before.decompose()
        around.decompose()
