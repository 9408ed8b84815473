"""Pictures and their words for those who cannot see them (WCAG 2.2, 1.1.1).

A picture that only decorates is marked in HTML's own way, ``<img src="wave.png" alt="">``: GitHub shows it,
and screen readers pass over it. ``![](wave.png)`` is what is left when the words were forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from weeknotes.checks import places
from weeknotes.checks.manuscript import Manuscript
from weeknotes.checks.typed import exchange
from weeknotes.errors import Problem, Severity
from weeknotes.model import Link
from weeknotes.text import plain_spaces

MOST = 100  # told of one text: who mends these will look at the others too
INSTEAD = "Describe what the picture shows"
LONGEST = 250  # characters: about fifteen seconds of a screen reader's speech, which cannot be skimmed

NO_WORDS = re.compile(r"""\balt\s*=\s*(?:"\s*"|'\s*')""", re.IGNORECASE)
ALT = re.compile(r"""\balt\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
CAPTION = re.compile(r"""\s(?:"([^"]*)"|'([^']*)')\s*\)$""")
FILE_NAME = re.compile(r"\S.*\.(?:jpe?g|png|gif|webp|svg|heic|avif|bmp|tiff?)", re.IGNORECASE)
# What cameras, phones and systems call a picture: IMG_2034, PXL_20230412_101500, Screenshot 2024-03-01 at 10.15.
MADE_BY_MACHINE = re.compile(
    r"(?:screen ?(?:shot|grab)|image|picture|photo|img|dsc[fn]?|pxl|whats ?app image|capture|snip|clipboard|untitled)"
    r"(?:[ _-]*(?:from|of|edited))?[ _-]*[(\[]?\d[\d _.:()\[\]~-]*(?:(?:at|am|pm|um|copy|edited)[\d _.:()-]*)*",
    re.IGNORECASE,
)
KINDS = (
    "image|img|photo|photograph|picture|pic|screen ?(?:shot|grab|cap)|graphic|illustration|figure|drawing|icon|gif|"
    "slide|chart|graph|diagram|banner|thumbnail|placeholder|untitled|alt|alt[ -]?text|add alt text|text|caption|"
    "description|image description|describe what the picture shows|decorative|n/?a|none|llun|delwedd"
)
SAYS_NOTHING = re.compile(
    rf"(?:an?|the|this|our|my)?\s*(?:{KINDS})s?(?:\s+(?:of|here|image|picture))?[\s.:]*", re.IGNORECASE
)

MISSING = ("alt.missing", Severity.WARNING)
FILE = ("alt.file-name", Severity.WARNING)
VAGUE = ("alt.vague", Severity.WARNING)
TWICE = ("alt.caption", Severity.HINT)
LONG = ("alt.long", Severity.HINT)


def check(text: Manuscript) -> Iterator[Problem]:
    """Pictures without words, and with words that tell nothing of what they show."""
    yield from _lead(text)
    pictures = (link for link in text.marked.links if link.kind == "image")
    find = places.finder(text)
    yield from islice((problem for link in pictures for problem in _picture(text, link, find)), MOST)


def is_decorative(link: Link, find: places.Finder) -> bool:
    """Whether the writer said of a picture without words that it needs none: ``alt=""`` in HTML."""
    typed = find(link)
    return typed is not None and not typed.rest and NO_WORDS.search(typed.whole) is not None


def is_vague(alt: str) -> bool:
    """Whether words such as “image” or “Screenshot 2024-03-01” tell nothing of what a picture shows."""
    return bool(SAYS_NOTHING.fullmatch(alt) or MADE_BY_MACHINE.fullmatch(alt))


def is_file_name(alt: str, target: str) -> bool:
    """Whether the words are the name of the picture's file."""
    stem = PurePosixPath(target.partition("?")[0]).stem
    is_name = alt.casefold() == stem.casefold() and " " not in alt and re.search(r"[\d_-]", alt) is not None
    return is_name or FILE_NAME.fullmatch(alt) is not None


def _picture(text: Manuscript, link: Link, find: places.Finder) -> Iterator[Problem]:
    alt = plain_spaces(link.text)
    if not alt:
        if not is_decorative(link, find):
            message = (
                "This picture has no words for people who cannot see it. Describe it between the square brackets. "
                "If it only decorates, write it as shown on the page about checks."
            )
            yield _told(text, (link, find(link)), MISSING, message)
    elif is_file_name(alt, link.target):
        yield _told(
            text,
            (link, find(link)),
            FILE,
            "A screen reader would read the name of a file here. Say what the picture shows.",
        )
    elif is_vague(alt):
        yield _told(text, (link, find(link)), VAGUE, f"“{alt}” does not tell anybody what the picture shows.")
    elif len(alt) > LONGEST:
        message = (
            f"The description of this picture has {len(alt)} characters, and a listener cannot skim it. "
            "One or two sentences are best; the rest can stand in the text."
        )
        yield exchange(text, (*LONG, message), typed.line if (typed := find(link)) else link.line)
    elif _is_caption(text, alt, link, find):
        yield _told(
            text, (link, find(link)), TWICE, "The caption says the same as the description: a listener hears it twice."
        )


def _told(
    text: Manuscript, where: tuple[Link, places.Typed | None], kind: tuple[str, Severity], message: str
) -> Problem:
    link, typed = where
    if typed is None:
        return exchange(text, (*kind, message), link.line, link.target, f"![{INSTEAD}]({link.target})")
    return exchange(text, (*kind, message), typed.line, typed.whole, _described(typed))


def _described(typed: places.Typed) -> str:
    """The picture as typed, with room for its words."""
    if typed.rest:
        return f"![{INSTEAD}]{typed.rest}"
    words = f'alt="{INSTEAD}"'
    return (
        ALT.sub(words, typed.whole, count=1) if ALT.search(typed.whole) else f"<img {words}{typed.whole[len('<img') :]}"
    )


def _is_caption(text: Manuscript, alt: str, link: Link, find: places.Finder) -> bool:
    typed = find(link) if "<figcaption" in text.marked.body.html else None
    caption = CAPTION.search(typed.rest) if typed else None
    return caption is not None and plain_spaces(caption[1] or caption[2] or "").casefold() == alt.casefold()


def _lead(text: Manuscript) -> Iterator[Problem]:
    """The lead picture of the header: the same, but for ``alt: ""``, which says that it only decorates."""
    picture, lines = text.fields.image, text.fields.lines
    if picture is None:
        return
    given = next((name for name in lines if name in ("alt", "image_alt") or name.endswith(".alt")), "")
    line = lines.get(given or "image", 0)
    if not picture.alt:
        if text.kind.dated and not given:
            message = "The lead picture has no words for people who cannot see it."
            yield _lead_told(text, line, (*MISSING, message), f"image: {{src: {picture.src}, alt: {INSTEAD}}}")
    elif is_vague(picture.alt) or is_file_name(picture.alt, picture.src):
        message = f"“{picture.alt}” does not tell anybody what the lead picture shows."
        yield exchange(text, (*VAGUE, message), line, picture.alt, INSTEAD)


def _lead_told(text: Manuscript, line: int, said: tuple[str, Severity, str], suggestion: str) -> Problem:
    """A picture that is given by its parts gets one more; a path alone becomes one."""
    typed = text.lines[line - 1].strip() if line else ""
    if typed.endswith(":"):
        suggestion = f"{typed}\n  alt: {INSTEAD}"
    code, severity, message = said
    return Problem(code, severity, text.path, message, line, found=typed, suggestion=suggestion)
