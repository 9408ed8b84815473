"""Links and images: each a `Link` for the graph, and a mark where its address goes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import unquote

from weeknotes.cleanse import clean_url
from weeknotes.errors import Problem, Severity
from weeknotes.markup.figures import width_of
from weeknotes.markup.headings import place_of
from weeknotes.markup.lines import Finder
from weeknotes.markup.marks import mark
from weeknotes.markup.prose import Prose, Spot
from weeknotes.markup.tree import Element, add_text, take, words_of
from weeknotes.markup.wikilinks import TARGET
from weeknotes.model import Link
from weeknotes.text import nearest, plain_spaces

ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
# What looks like a link to a file, but for a space in its address.
SPACED = re.compile(r"(!?\[[^\[\]\n]*\])\(([^()<>\"'\n]* [^()<>\"'\n]*\.[A-Za-z0-9]{2,5})\)")
# Zero-width and no-break characters that come along when addresses are pasted.
PASTED = re.compile(r"(?:%E2%80%8[BCD]|%EF%BB%BF|%C2%A0(?=$)|[\u200b-\u200d\ufeff\u00a0])", re.IGNORECASE)


def settle(prose: Prose, source: str, line_of: Finder) -> tuple[Link, ...]:
    """Mark the addresses of the links and images in `prose`; what they are, in the order of the marks."""
    links: list[Link] = []
    for spot in prose.spots:
        element = spot.element
        # Each kind has its number from the length of the list so far.
        typed = element.get("src" if element.tag == "img" else "href", "")
        if element.tag == "img":
            links.append(_image(element, _as_typed(typed, source), prose.sentence(spot), line_of))
            element.set("src", mark("i", f"{len(links) - 1}{width_of(element)}"))
        elif TARGET in element.attrib and not element.get(TARGET, "").startswith("#"):
            links.append(_wikilink(spot, prose, line_of))
            _mark_link(element, len(links) - 1)
        elif typed and not typed.startswith("#"):
            links.append(_link(spot, _as_typed(typed, source), prose, line_of))
            _mark_link(element, len(links) - 1)
    return tuple(links)


def show_clean(links: Iterable[Element]) -> None:
    """Where a link shows its own address, show the one that the site gives: without what watches readers."""
    for link in links:
        shown = link.text or ""
        if not len(link) and shown.startswith(("http://", "https://")) and " " not in shown:
            link.text = clean_url(shown)


def settle_places(
    links: Iterable[Element], places: dict[str, str], path: str, line_of: Finder
) -> tuple[Problem, ...]:
    """Lead those of `links` that stay in the body to their places; an error for each that leads nowhere."""
    problems: list[Problem] = []
    for link in links:
        typed = take(link, TARGET) or link.get("href", "")
        # Browsers lead both of these to the top of the page.
        if not typed.startswith("#") or typed in ("#", "#top"):
            continue
        place = place_of(typed[1:], places)
        link.set("href", f"#{mark('p')}{place or typed[1:]}")
        if not place:
            problems.append(_nowhere(typed, places, path, line_of))
    return tuple(problems)


def unread(prose: Prose, source: str, path: str, first_line: int) -> tuple[Problem, ...]:
    """A warning for each link or image that is shown as typed, since its address has spaces."""
    if "](" not in prose.text:
        return ()
    shown = {found[0] for found in SPACED.finditer(prose.text)}
    return tuple(
        _spaced(found, path, first_line + source.count("\n", 0, found.start()))
        for found in SPACED.finditer(source)
        if found[0] in shown
    )


def _spaced(found: re.Match[str], path: str, line: int) -> Problem:
    message = "This is shown as typed and does not lead anywhere: its address has spaces. Put it in < and >."
    suggestion = f"{found[1]}(<{found[2]}>)"
    return Problem(
        "markdown.spaces", Severity.WARNING, path, message, line, found=found[0], suggestion=suggestion
    )


def _nowhere(typed: str, places: dict[str, str], path: str, line_of: Finder) -> Problem:
    found = unquote(typed)
    near = nearest(found[1:], filter(None, places.values()))
    message = f"No heading of this text is called “{found}”."
    line = line_of((typed, found))
    suggestion = f"#{near}" if near else ""
    return Problem(
        "markdown.fragment", Severity.ERROR, path, message, line, found=found, suggestion=suggestion
    )


def _mark_link(element: Element, number: int) -> None:
    take(element, TARGET)
    element.set("href", mark("l", number))
    add_text(element, mark("x", number))


def _as_typed(address: str, source: str) -> str:
    """`address` without what was pasted along; a path beside the text as the writer spelt it."""
    address = PASTED.sub("", address.strip())
    # The parser percent-encodes what it must; the writer should read what the writer typed.
    if ABSOLUTE.match(address) or address in source:
        return address
    return unquote(address) if unquote(address) in source else address


def _image(image: Element, target: str, sentence: str, line_of: Finder) -> Link:
    return Link("image", target, image.get("alt", ""), sentence, line_of(_spellings(target)))


def _link(spot: Spot, target: str, prose: Prose, line_of: Finder) -> Link:
    text = words_of(spot.element)
    return Link("link", target, text, prose.sentence(spot), line_of(_spellings(target)))


def _wikilink(spot: Spot, prose: Prose, line_of: Finder) -> Link:
    target = plain_spaces(spot.element.get(TARGET, ""))
    line = line_of((f"[[{target}", f"[[ {target}", target))
    return Link("wiki", target, words_of(spot.element), prose.sentence(spot), line)


def _spellings(target: str) -> tuple[str, ...]:
    """The ways in which `target` may have been typed, the most telling first."""
    bare = target.removeprefix("http://").removeprefix("mailto:")
    return (f"({target}", target, escape(target, quote=False), unquote(target), bare)
