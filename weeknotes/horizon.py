"""The horizon: dates so far ahead that a digit of the year has slipped.

Nobody schedules a note for more than two years ahead; a note dated 2042 waits for that year without a word.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import date

from weeknotes.dates import day_words
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Claim
from weeknotes.model import Reading
from weeknotes.weeks import FIRST_YEAR

FAR = 2  # years
CODE = ("date.year", Severity.WARNING)


def beyond(readings: Iterable[Reading], today: date) -> Iterator[Problem]:
    """A question about every date more than two years after `today`; never about an embargo, which was thought over."""
    for reading in readings:
        day = reading.published.day if reading.published and reading.kind.dated else today
        # Where the name has another year, that has been told with the right one.
        is_told = any(each.code == "date.disagrees" for each in reading.problems)
        if _is_far(day, today) and not reading.fields.embargo_until and not is_told:
            yield _asked(reading, day, today)


def likely(day: date, today: date) -> int:
    """The year that was probably meant: the last one not after `today` with the same digits in another order, or
    all but one the same; else that of today."""
    past = (each for each in range(today.year, FIRST_YEAR - 1, -1) if (each, day.month, day.day) <= _parts(today))
    years = [each for each in past if isleap(each) or (day.month, day.day) != (2, 29)]
    shuffled = (each for each in years if sorted(f"{each}") == sorted(f"{day.year}"))
    slipped = (each for each in years if sum(a != b for a, b in zip(f"{each}", f"{day.year}", strict=True)) == 1)
    # On a computer whose clock has stopped there may be no such year at all.
    return max((*shuffled, *slipped), default=years[0] if years else today.year)


def _is_far(day: date, today: date) -> bool:
    return (day.year - FAR, day.month, day.day) > _parts(today)


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _asked(reading: Reading, day: date, today: date) -> Problem:
    """The question at the line with the date, or about the name of the file where the day stands there."""
    code, severity = CODE
    year = str(likely(day, today))
    message = f"{day_words(day)} is more than two years ahead: is the year right? Until then nobody sees this text."
    claim = _claim(reading, str(day.year))
    name = reading.path.rpartition("/")[2]
    found = _typed(claim) if claim else name if str(day.year) in name else ""
    return Problem(
        code, severity, reading.path, message, claim.line if claim else 0, 0, found, found.replace(str(day.year), year)
    )


def _claim(reading: Reading, year: str) -> Claim | None:
    """What says the date in the header, or else the week: with the year in it."""
    said = [each for each in reading.fields.claims if each.line and year in each.found]
    return min(said, key=lambda each: each.kind != "date", default=None)


def _typed(claim: Claim) -> str:
    return claim.found if claim.found.startswith(f"{claim.kind}:") else f"{claim.kind}: {claim.found}"
