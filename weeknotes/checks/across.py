"""What only a look at all texts shows: a title, a `ref` or a whole note left over from another.

Linear in the number of texts, and without their words: these are not at hand when nothing has changed. What is
told depends on nothing but digests of bodies, `beginning`, and what `amending` compares of a reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from weeknotes import digest
from weeknotes.errors import Problem, Severity
from weeknotes.model import Reading

LEAST_WORDS = 40  # "Nothing happened this week": so short a text may well be the same twice
LEAST_EXCERPT = 80  # characters
NUMBER = re.compile(r"\d+")
ASIDE = ("draft", "withdrawn")

TITLE = ("copy.title", Severity.HINT)
TEXT = ("copy.text", Severity.WARNING)
NEAR = ("copy.near", Severity.HINT)
REF = ("copy.ref", Severity.WARNING)


def across(readings: Sequence[Reading]) -> tuple[Problem, ...]:
    """What is doubtful between texts, told at the later of the two. Drafts and faulty texts are left out."""
    sound = [each for each in readings if each.kind.dated and each.fields.state not in ASIDE and not each.at_fault]
    ordered = sorted(sound, key=_order)
    return (*_texts(ordered), *_titles(ordered), *_refs(ordered))


def _order(reading: Reading) -> tuple[str, str]:
    day = reading.span.last.friday if reading.span else reading.published and reading.published.day
    return (f"{day}", reading.path)


def _texts(ordered: Iterable[Reading]) -> Iterator[Problem]:
    """Texts that are the same, or begin and are built the same."""
    whole: dict[str, Reading] = {}
    near: dict[object, Reading] = {}
    for reading in ordered:
        body = reading.body
        first = whole.setdefault(body.digest, reading)
        if first is not reading:
            if body.words < LEAST_WORDS:
                continue
            message = f"The text of this file is word for word that of {first.path}. Was it meant to be new?"
            yield _problem(TEXT, reading, 0, message)
            continue
        if len(reading.excerpt) < LEAST_EXCERPT:
            continue
        first = near.setdefault(beginning(reading), reading)
        if first is not reading and abs(first.body.words - body.words) * 20 <= body.words:
            message = f"This text is nearly that of {first.path}: it begins with the same words and is as long."
            yield _problem(NEAR, reading, 0, message)


def beginning(reading: Reading) -> str:
    """A digest that texts share which begin and are built the same."""
    headings = [heading.text for heading in reading.body.headings]
    return digest.of_record([reading.excerpt, headings, len(reading.links)])


def _titles(ordered: Iterable[Reading]) -> Iterator[Problem]:
    """Titles of a series with the number of the note before, which were copied with it.

    Titles without a number may be the same every week: the site adds the week to them.
    """
    last: dict[tuple[object, ...], Reading] = {}
    for reading in ordered:
        title = reading.fields.title
        run = (reading.kind, reading.series or reading.teams or reading.authors, reading.lang)
        before = last.get(run)
        last[run] = reading
        if before is None or not NUMBER.search(title) or before.span == reading.span:
            continue
        if title.casefold() == before.fields.title.casefold():
            message = f"The note before this one, {before.path}, has the same title. Is it left over?"
            yield _problem(TITLE, reading, reading.fields.lines.get("title", 0), message, f"title: {title}")


def _refs(ordered: Iterable[Reading]) -> Iterator[Problem]:
    """A `ref` that two texts of one language share: which of them is translated is anybody's guess."""
    shared: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in ordered:
        if reading.fields.ref:
            shared[reading.fields.ref.casefold(), reading.lang].append(reading)
    for first, *others in shared.values():
        for reading in others:
            message = (
                f"{first.path} has the same “ref” and is in the same language. "
                "A ref belongs to one text and its translations."
            )
            typed, line = f"ref: {reading.fields.ref}", reading.fields.lines.get("ref", 0)
            yield _problem(REF, reading, line, message, typed, f"ref: {_own_ref(reading)}")


def _own_ref(reading: Reading) -> str:
    """A `ref` that no other text has: its day or week, else its slug."""
    if reading.published:
        return reading.published.day.isoformat()
    return str(reading.span.last) if reading.span else reading.slug


def _problem(
    kind: tuple[str, Severity], reading: Reading, line: int, message: str, found: str = "", suggestion: str = ""
) -> Problem:
    return Problem(*kind, reading.path, message, line, found=found, suggestion=suggestion)
