"""The words of links: many people move from link to link and hear nothing else (WCAG 2.2, 2.4.4 and 2.4.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from weeknotes.checks import places
from weeknotes.checks.manuscript import Manuscript
from weeknotes.checks.pictures import MOST, is_decorative
from weeknotes.checks.typed import exchange
from weeknotes.errors import Problem, Severity
from weeknotes.model import Link
from weeknotes.text import plain_spaces

INSTEAD = "say what readers will find there"
LONG_ADDRESS = 80  # characters: a longer one takes a screen reader half a minute to spell out
SAYS_NOTHING = frozenset(
    (
        *("click", "click here", "click this", "click this link", "click on this link", "please click here"),
        *("here", "in here", "over here", "right here", "see here", "look here", "found here", "available here"),
        *("this", "this one", "this link", "this page", "this url", "link", "the link", "links", "a link", "url"),
        *("more", "more here", "read", "read more", "read more here", "read this", "read here", "read on"),
        *(
            "learn more",
            "learn more here",
            "find out more",
            "find out more here",
            "find out here",
            "see more",
            "view more",
            "show more",
        ),
        *("more info", "more information", "further information", "continue", "continue reading", "go", "go here"),
        *("download here", "view here", "watch here", "sign up here", "details here", INSTEAD),
        # And in Welsh.
        *("yma", "cliciwch yma", "darllen mwy", "darllenwch fwy", "dolen", "mwy", "rhagor"),
    )
)
EDGES = " .,;:!?…‘’“”\"'()[]<>«»→›➔*_-–—"
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

EMPTY = ("linktext.empty", Severity.WARNING)
VAGUE = ("linktext.vague", Severity.WARNING)
BARE = ("linktext.address", Severity.HINT)
SAME = ("linktext.same", Severity.HINT)


def check(text: Manuscript) -> Iterator[Problem]:
    """Links whose words do not tell where they lead, or tell it of two places."""
    links = [each for each in text.marked.links if each.kind != "image"]
    find = places.finder(text)
    yield from islice((problem for link in links for problem in _words(text, link, find)), MOST)
    yield from islice(_same(text, links, find), MOST)


def _words(text: Manuscript, link: Link, find: places.Finder) -> Iterator[Problem]:
    words = plain_spaces(link.text)
    if not words:
        yield from _empty(text, link, find)
    elif words.casefold().strip(EDGES) in SAYS_NOTHING:
        message = f"Somebody who hears the links of this page one by one hears only “{words}”. Say where it leads."
        yield _told(text, (link, find(link)), (*VAGUE, message))
    elif len(words) > LONG_ADDRESS and ADDRESS.fullmatch(words):
        message = "A screen reader spells out an address letter by letter. Words are kinder to everybody."
        yield _told(text, (link, find(link)), (*BARE, message))


def _empty(text: Manuscript, link: Link, find: places.Finder) -> Iterator[Problem]:
    """A link round a picture is named by the words of the picture; where these are missing, that is told already."""
    pictures = [each for each in text.marked.links if each.kind == "image" and each.line == link.line and not each.text]
    if pictures and not all(is_decorative(each, find) for each in pictures):
        return
    message = "This link has no words, so a screen reader has nothing to call it by."
    yield _told(text, (link, find(link)), (*EMPTY, message))


def _told(text: Manuscript, where: tuple[Link, places.Typed | None], said: tuple[str, Severity, str]) -> Problem:
    link, typed = where
    if typed is None:
        return exchange(text, said, link.line)
    if link.kind == "wiki":
        instead = f"[[{link.target}|{INSTEAD}]]"
    elif typed.rest:
        instead = f"[{INSTEAD}]{typed.rest}"
    else:
        instead = f"[{INSTEAD}]({link.target})"
    return exchange(text, said, typed.line, typed.whole, instead)


def _same(text: Manuscript, links: list[Link], find: places.Finder) -> Iterator[Problem]:
    """Of words that lead to several places, the first link that leads elsewhere than the one before."""
    seen: dict[str, Link] = {}
    told: set[str] = set()
    for link in links:
        words = plain_spaces(link.text).casefold().strip(EDGES)
        first = seen.setdefault(words, link)
        if first is link or words in told or not words or words in SAYS_NOTHING or _page(first) == _page(link):
            continue
        told.add(words)
        message = (
            f"“{link.text}” leads somewhere else in line {_line(first, find)}. "
            "Somebody who hears only the links cannot tell the two apart."
        )
        yield exchange(text, (*SAME, message), _line(link, find))


def _line(link: Link, find: places.Finder) -> int:
    typed = find(link)
    return typed.line if typed else link.line


def _page(link: Link) -> str:
    """Where a link leads, without what makes no difference to a reader."""
    target = link.target.partition("#")[0].casefold()
    return re.sub(r"^https?://(?:www\.)?", "", target).rstrip("/")
