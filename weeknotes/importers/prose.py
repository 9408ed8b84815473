"""HTML -> Markdown as a person would write it for this site, by markdownify; nothing of it can run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from bs4 import Tag

from weeknotes.importers import bullets, captions, footnotes, grids, shapes, tidy
from weeknotes.importers.converter import markdown
from weeknotes.importers.embeds import is_gone, within
from weeknotes.importers.nodes import new
from weeknotes.text import plain_spaces, slugify
from weeknotes.values import Record, field

# Addresses that lead somewhere; others run programs, or hold whole files.
LEADS = re.compile(r"(?:https?:|mailto:|tel:)|(?![a-z][a-z0-9+.-]*:)[^\s]", re.IGNORECASE)
# Where scripts that load pictures late keep the address of the real one.
SOURCES = ("data-full", "src", "data-src", "data-orig-file")
FILE_NAME = re.compile(
    r"(?:img|dsc|dscn|image|photo|screen ?shot|pxl|p)?[\s_-]*[\d\s_.:-]*(?:\.\w{3,4})?|\S+\.(?:jpe?g|png|gif|webp)",
    re.I,
)


def _as_it_is(address: str) -> str:
    return address


def _a_picture(address: str, _words: str) -> tuple[str, bool]:
    return address, True


def _unknown(_address: str, _number: str) -> tuple[str, str]:
    return "", ""


class Ways(Record):
    """Where the addresses of a text lead now.

    `link` gives the new address of a link, empty where its words are to stand alone. `image` takes the address of
    a picture and what is known to be on it; it gives the new one, and whether that is a picture or only a link to one.
    `known` takes its address and its number and gives the alternative text and the caption that the export has.
    """

    link: Callable[[str], str] = _as_it_is
    image: Callable[[str, str], tuple[str, bool]] = _a_picture
    known: Callable[[str, str], tuple[str, str]] = _unknown


class Prose(Record):
    """A text in Markdown; `lost` counts what did not come along, or needs a look, by its code."""

    text: str
    lost: Mapping[str, int] = field(default_factory=dict)


def write(html: str, title: str = "", ways: Ways | None = None, notes: Mapping[str, str] | None = None) -> Prose:
    """The Markdown of `html`, a text with this `title`. Nothing is raised, whatever the HTML."""
    ways = ways or Ways()
    root = tidy.parse(html)
    lost = tidy.clean(root)
    shapes.code(root)
    captions.settle(root)
    found = footnotes.settle(root, notes or {})
    for note in found:
        _settle(note, "", ways, lost)
    _settle(root, title, ways, lost)
    marks = [f"[^{number}]: {_indented(markdown(note))}" for number, note in enumerate(found, 1)]
    return Prose("\n\n".join(filter(None, [markdown(root), "\n".join(marks)])), dict(lost))


def _settle(root: Tag, title: str, ways: Ways, lost: Counter[str]) -> None:
    grids.free(root)
    tidy.dress(root)
    tidy.headings(root, title)
    bullets.settle(root)
    shapes.lines(root)
    _lead(root, ways, lost)
    grids.settle(root)
    shapes.empties(root)


def _lead(root: Tag, ways: Ways, lost: Counter[str]) -> None:
    """Give every picture and link its new address, and its place to what links lead to in the same text."""
    links = [(each, str(each.get("href", "")).strip()) for each in root.find_all("a")]
    # First, while the anchors without an address are still there that they lead to.
    for link, address in links:
        if address.startswith("#"):
            _within(link, address[1:], root, lost)
    for link, address in links:
        if address.startswith("#") or is_gone(link):
            continue
        if new := ways.link(address) if LEADS.match(re.sub(r"[\s\x00-\x1f]", "", address)) else "":
            link["href"] = new
        else:
            link.unwrap()
    # Last, since a link that stands for a picture leads where it should already.
    for image in list(root.find_all("img")):
        _picture(image, ways, lost)


def _picture(image: Tag, ways: Ways, lost: Counter[str]) -> None:
    source = _source(image)
    number = re.search(r"wp-image-(\d+)", str(image.get("class", "")))
    words, shown = _said(image, ways.known(source, number[1] if number else ""))
    new_source, is_picture = ways.image(source, words) if source else ("", True)
    if not is_picture:
        image.replace_with(_pointer(image, new_source, f"{words} ({shown})" if shown else words))
    elif new_source:
        lost.update([] if words else ["no alt"])
        image.attrs = {"src": new_source, "alt": words, "title": shown}
    else:
        image.decompose()


def _said(image: Tag, known: tuple[str, str]) -> tuple[str, str]:
    """The alternative text and the caption of a picture: its own first, then those that are known."""
    typed = (plain_spaces(str(each or "")) for each in (image.get("alt"), known[0]))
    words = next((each for each in typed if not FILE_NAME.fullmatch(each)), "")
    shown = plain_spaces(str(image.get("title") or "") or known[1])
    return words, "" if slugify(shown) == slugify(words) else shown


def _source(image: Tag) -> str:
    """Where a picture is: not the empty one that stands for it until it is loaded."""
    found = [str(image[name]).strip() for name in SOURCES if image.get(name)]
    return next((each for each in found if not each.startswith("data:")), found[0] if found else "")


def _pointer(image: Tag, address: str, words: str) -> Tag:
    """What stands in the place of a picture that is not at hand: words that say so, with its address."""
    can_lead = address and not within(image, ("a",))
    pointer = new("a", href=address) if can_lead else new("span")
    # A caption alone stands in brackets; it does not say what the picture shows.
    pointer.string = f"Picture: {words}" if words and not words.startswith(" (") else f"Picture{words}"
    return pointer


def _within(link: Tag, name: str, root: Tag, lost: Counter[str]) -> None:
    """Lead a link to a place in the same text, which gets a mark."""
    target = root.find(id=name) or root.find("a", attrs={"name": name}) if name else None
    if not isinstance(target, Tag):
        lost.update(["dead place"] if name and name != "top" else [])
        link.unwrap()
        return
    mark = target.find("place")
    if not isinstance(mark, Tag):
        mark = new("place", id=re.sub(r"[^\w-]+", "-", name))
        # An empty anchor goes, its place stays.
        target.insert(0, mark) if target.name != "a" or target.get_text() else target.insert_before(mark)
    link["href"] = f"#{mark['id']}"


def _indented(text: str) -> str:
    """Text that belongs to the mark before it, however many lines it has."""
    text = f"\n\n{text}" if text[:1] in ("`", ">", "|", "<", "-") else text
    return re.sub(r"\n(?=[^\n])", "\n    ", text)
