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
AROUND = ("p", "div", "section", "aside", "dd", "td")
BOX = re.compile(r"_?(?:ftn|edn|footnote|note|fn)[-_]?\d+")


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
    if known:
        _end(root)
    return found


def _end(root: Tag) -> None:
    """Take out the rules that parted the text from its footnotes, and now part it from nothing."""
    for rule in reversed(root.find_all("hr")):
        if rule.find_next("img") or any(str(each).strip() for each in rule.find_all_next(string=True)):
            return
        rule.decompose()


def _listed(link: Tag, root: Tag, found: list[Tag], known: dict[str, int]) -> None:
    """A footnote that stands at the end; the second mention of one has the number of the first."""
    name = str(link["href"])[1:]
    place = link.parent if link.parent is not None and link.parent.name == "sup" else link
    if name in known:
        _mark(place, known[name])
        return
    note = _note(link, place, root)
    if note is not None and not any(each is note for each in link.parents):
        known[name] = len(found) + 1
        backs = {f"#{each}" for each in _names(link, place)}
        found.append(new("div", *_note_words(note, backs)))
        _mark(place, len(found))
        _remove(note)


def _names(link: Tag, place: Tag) -> set[str]:
    """The names by which a footnote leads back to where it is mentioned."""
    return {str(each.get(name)) for each in (link, place) for name in ("id", "name") if each.get(name)}


def _note(link: Tag, place: Tag, root: Tag) -> Tag | None:
    """The whole of the footnote that a link leads to: an item of a list, or what leads back to the link."""
    name = str(link["href"])[1:]
    target = root.find(id=name) or root.find("a", attrs={"name": name})
    if not isinstance(target, Tag) or target.name == "li":
        return target if isinstance(target, Tag) else None
    block = target if target.name in AROUND else target.find_parent(AROUND)
    # Word and Substack put a box round every note, which may have several paragraphs.
    box = block.parent if block is not None else None
    block = box if box is not None and BOX.fullmatch(str(box.get("id", ""))) else block
    if block is None:
        return None
    backs = (str(each["href"])[1:] for each in block.find_all("a", href=True))
    return block if _names(link, place).intersection(backs) else None


def _mark(where: Tag, number: int) -> None:
    mark = new("mark-note")
    mark.string = str(number)
    where.replace_with(mark)


def _note_words(item: Tag, backs: set[str]) -> list[PageElement]:
    for back in list(item.find_all("a", href=re.compile("^#"))):
        words = BACK.sub("", back.get_text()).strip()
        if not words or (back["href"] in backs and NUMBER.fullmatch(words)):
            back.decompose()
    return list(item.children)


def _remove(item: Tag) -> None:
    """Take a note out of its list, and the list with its heading when it was the last."""
    around, before = item.parent, item.find_previous_sibling()
    is_last = item.find_next_sibling() is None
    item.decompose()
    if around is not None and around.name in ("ol", "ul") and not around.find("li"):
        before = around.find_previous_sibling()
        around.decompose()
    elif not is_last:
        return
    if isinstance(before, Tag) and before.get_text().strip().casefold() in TITLES:
        before.decompose()
