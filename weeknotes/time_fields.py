"""Fields of front matter that tell a day, a moment, an episode or a week."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeAlias, TypeVar

from weeknotes.dates import read_day, read_moment
from weeknotes.errors import MeaningError, Problem
from weeknotes.facts import Claim, Moment
from weeknotes.labels import read_episode
from weeknotes.structures import Value, read_or_tell, read_text
from weeknotes.values import replace
from weeknotes.weeks import Span, Week

T = TypeVar("T")
# The values of every field by its name, in the order in which they count.
Given: TypeAlias = "Mapping[str, list[Value]]"

CLAIMS = ("week", "week_commencing", "week_ending", "covers", "date")
SAMPLES = {"week": "2026-W28", "covers": "2026-W28 to 2026-W29", "episode": "s01e05"}
WEEK_SIGN = re.compile(r"\d[-/ ]?w\d|week", re.IGNORECASE)
NUMBER_YEAR = re.compile(r"(\d{1,2})\s*/\s*(20\d\d)")
WEEK_NUMBER = re.compile(r"(?:week|wk|w)?\s*(\d{1,3})", re.IGNORECASE)
# Tells days ("8 July 2019", "8/7/2019") from weeks ("2019-W28", "2019-28").
DAY_SIGNS = re.compile(
    r"\d\s*[-/.]\s*\d+\s*[-/.]\s*\d|\d{8}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
BETWEEN_DAYS = re.compile(r"\s+(?:to|until|-)\s+|\s*[–—]\s*|(?<=\d)-(?=\d{1,2} [^\W\d])")


def moment(value: Value, faults: list[Problem]) -> Moment:
    """A day, or a day with a time, in the zone of the value where it names none. Raises MeaningError."""
    return Moment(*with_name(value, lambda text: read_moment(text, value.zone)))


def day(value: Value, faults: list[Problem] | None = None) -> date:
    """A day as people in Britain write it. Raises MeaningError."""
    return with_name(value, read_day)


def episode(value: Value, faults: list[Problem]) -> str:
    """The text of an episode (``s01e05``), once it is certain to be one. Raises MeaningError."""
    with_name(value, read_episode)
    return read_text(value)


def with_name(value: Value, read: Callable[[str], T]) -> T:
    """What `read` makes of the text; a suggestion of a value becomes one of a whole line.

    Raises the MeaningError that `read` raises.
    """
    try:
        return read(read_text(value))
    except MeaningError as error:
        if error.suggestion.startswith((f"{value.field}:", "covers:")):
            raise
        raise MeaningError(
            str(error), f"{value.field}: {error.suggestion or SAMPLES.get(value.meant, '2026-07-24')}"
        ) from error


def claims(given: Given, faults: list[Problem]) -> Iterator[Claim]:
    """What the fields say of the week that a note is about; of each field its first value."""
    for name in CLAIMS:
        # What is wrong with the date itself has been told already.
        told: list[Problem] = [] if name == "date" else faults
        for value in given.get(name, ())[:1]:
            if claim := read_or_tell(value, _claim, told):
                yield replace(claim, kind=name)


def _claim(value: Value, faults: list[Problem]) -> Claim:
    if isinstance(value.raw, list) and len(value.raw) > 1:
        value = replace(value, raw=f"{value.raw[0]} to {value.raw[-1]}")
    typed = read_text(value)
    claim = Claim(value.meant, typed, line=value.line)
    if value.meant == "week" and (number := WEEK_NUMBER.fullmatch(typed)):
        return replace(claim, number=_week_number(int(number[1])))
    if value.meant == "week" and (parted := NUMBER_YEAR.fullmatch(typed)):
        value = replace(value, raw=f"{parted[2]}-W{parted[1]}")
    text = read_text(value)
    if value.meant != "date" and not DAY_SIGNS.search(text) and (value.meant in SAMPLES or WEEK_SIGN.search(text)):
        return replace(claim, span=with_name(value, Span.parse))
    return _by_days(claim, value, text)


def _week_number(number: int) -> int:
    # How many there are depends on the year, which is not known here.
    if not number:
        raise MeaningError("There is no week 0: weeks are numbered from 1.", f"week: {SAMPLES['week']}")
    return number


def _by_days(claim: Claim, value: Value, text: str) -> Claim:
    """The claim of a value that names a day, or the first and the last one."""
    parts = _both_days(text) if value.meant == "covers" else [text]
    days = [day(replace(value, raw=part)) for part in parts]
    span = with_name(value, lambda text: Span.checked(Week.of(days[0]), Week.of(days[-1])))
    return replace(claim, span=span, day=days[0] if len(days) == 1 else None)


def _both_days(text: str) -> list[str]:
    """The first and last day of ``6 to 10 January 2025``; the first borrows the month and year it lacks."""
    first, *rest = BETWEEN_DAYS.split(text, 1)
    words = first.split()
    return [" ".join(words + rest[0].split()[len(words) :]), rest[0]] if rest else [first]
