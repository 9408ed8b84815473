"""Anniversaries: what was written about the same week of earlier years. The clock has no part in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from weeknotes.model import Card
from weeknotes.values import Record
from weeknotes.weeks import Week, weeks_in

MOST_YEARS = 3  # of those before, the newest in which somebody wrote
LONGEST = 50  # years back
MOST_CARDS = 4  # of one year; the page of that week has all


class Anniversary(Record):
    """The week so many `years` before another, with the first `cards` of its notes and how many there are."""

    years: int
    week: Week
    address: str
    cards: tuple[Card, ...]
    count: int


def weeks_before(week: Week, written: Collection[Week]) -> Iterator[tuple[int, Week]]:
    """The same week of earlier years in which something was written, and how long ago that is, newest first.

    A week 53 has the last week beside it in a year of 52.
    """
    found = 0
    for years in range(1, LONGEST):
        year = week.year - years
        then = Week(year, week.number if week.number < 53 else weeks_in(year))
        if then in written and found < MOST_YEARS:
            found += 1
            yield years, then
