"""ISO 8601 weeks and spans of them: `Week` and `Span`.

A week is written ``2019-W28``. Its year is the *week year*: 30 December 2019 is in 2020-W01.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from weeknotes.errors import MeaningError
from weeknotes.values import Record

# After this one the next may be week 1.
LATE_WEEK = 48
# Before and after these a year is a slip of the finger: no blog is older, and nothing is planned so far ahead.
FIRST_YEAR = 1990
LAST_YEAR = 2100
# A note about more than a year is a mistyped year.
LONGEST_SPAN = 53

_YEAR_FIRST = re.compile(r"(\d{2,5})[\s/_-]*(?:[\s/_-]|(?=w))(?:week|w)?[\s_-]*(\d{1,2})", re.IGNORECASE)
# "10-11", "weeks 10 to 11": as likely two weeks as a year and a week.
_TWO_NUMBERS = re.compile(r"(?:weeks?|w)?\s*(\d{1,2})\s*(?:[-/&–—]|to|and)\s*(\d{1,2})", re.IGNORECASE)
_WEEK_FIRST = re.compile(r"(?:week|w)\s*(\d{1,2})[\s/,_-]+(?:of\s+)?(\d{2,5})", re.IGNORECASE)
_NUMBER = re.compile(r"(?:week|w)?\s*(\d{1,2})", re.IGNORECASE)
# A bare hyphen joins two weeks only before a second W: "2019-28" is one week.
_BETWEEN = re.compile(r"\s+(?:to|until|till|and|-)\s+|\s*(?:[–—&]|\.\.+)\s*|(?<=w\d\d)-(?=w)", re.IGNORECASE)


def weeks_in(year: int) -> int:
    """How many weeks a week year has, 52 or 53 (28 December is always in the last one, ISO 8601)."""
    return date(year, 12, 28).isocalendar().week


def likely_year(year: int) -> int:
    """The year that was probably meant: 2023 for 3023 and for 23, 2022 for 202 (a digit typed once)."""
    text = str(year)
    if len(text) == 3 and text.startswith("20"):
        return int(text + text[-1])
    return 2000 + year % 100


def check_year(year: int) -> None:
    """Raise MeaningError unless `year` is from 1990 to 2100; nobody wrote weeknotes outside these."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        guess = likely_year(year)
        raise MeaningError(f"The year {year} cannot be right. Did you mean {guess}?", str(guess))


class Week(Record, order=True):
    """An ISO 8601 week, Monday to Sunday; `year` is the week year. ``str()`` gives ``2019-W28``."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """The week that `day` is in (week 1 is the one with the year's first Thursday)."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def checked(cls, year: int, number: int) -> Week:
        """The week of that number. Raises MeaningError where the year or the week does not exist."""
        week = cls(year, number)
        try:
            check_year(year)
        except MeaningError as error:
            raise MeaningError(str(error), str(cls(likely_year(year), number))) from error
        if number < 1:
            raise MeaningError(f"There is no week {number}: weeks count from 1.", str(cls(year, 1)))
        if number > weeks_in(year):
            told = f"{year} has {weeks_in(year)} weeks, so it has no week {number}."
            raise MeaningError(told, _instead(week))
        return week

    @classmethod
    def parse(cls, text: str) -> Week:
        """The week that `text` names, such as ``2019-W28``, ``2019-28``, ``2019w28`` or ``2019/28``.

        Raises MeaningError where there is no such week, or no year beside the number.
        """
        plain = _plain(text)
        if found := _YEAR_FIRST.fullmatch(plain):
            return cls.checked(int(found[1]), int(found[2]))
        if found := _WEEK_FIRST.fullmatch(plain):
            return cls.checked(int(found[2]), int(found[1]))
        # The commonest slip deserves its own words.
        if _NUMBER.fullmatch(plain):
            raise MeaningError(f"“{plain}” does not say which year. Write the year too, such as 2019-W28.")
        raise MeaningError(f"“{plain}” is not a week. Write the year and the week, such as 2019-W28.")

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def friday(self) -> date:
        """Its last working day."""
        return self.monday + timedelta(days=4)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def slug(self) -> str:
        """Its part of an address, below the year: ``w28``."""
        return f"w{self.number:02}"

    def plus(self, weeks: int) -> Week:
        """The week so many weeks later, or earlier where negative."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


class Span(Record, order=True):
    """One week, or several in a row."""

    first: Week
    last: Week

    @classmethod
    def of(cls, week: Week) -> Span:
        """The span of that one week."""
        return cls(week, week)

    @classmethod
    def checked(cls, first: Week, last: Week) -> Span:
        """The weeks from `first` to `last`. Raises MeaningError when backwards or over a year long."""
        if last < first:
            raise MeaningError(f"The weeks {first} to {last} run backwards.", _forwards(first, last))
        count = (last.monday - first.monday).days // 7 + 1
        if count > LONGEST_SPAN:
            nearer = Week(first.year, min(last.number, weeks_in(first.year)))
            raise MeaningError(f"{first} to {last} is {count} weeks long.", _forwards(first, nearer))
        return cls(first, last)

    @classmethod
    def parse(cls, text: str) -> Span:
        """The weeks that `text` names: ``2019-W28 to 2019-W29``, ``2019-W28–29`` or one week.

        Raises MeaningError where a week has no meaning or the span runs backwards.
        """
        found = _TWO_NUMBERS.fullmatch(_plain(text))
        # "23-10" may be a year cut short; weeks that run backwards only do so round New Year.
        if found and (int(found[1]) < int(found[2]) or int(found[1]) > LATE_WEEK):
            told = f"“{text}” does not say which year. Put it in the place of YYYY; two weeks belong in “covers”."
            raise MeaningError(told, f"covers: YYYY-W{int(found[1]):02} to YYYY-W{int(found[2]):02}")
        first, *rest = _BETWEEN.split(_plain(text), maxsplit=1)
        start = Week.parse(first)
        if not rest:
            return cls.of(start)
        # The second week may leave out the year of the first.
        number = _NUMBER.fullmatch(rest[0])
        return cls.checked(start, Week.checked(start.year, int(number[1])) if number else Week.parse(rest[0]))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """Every week of the span, oldest first."""
        count = (self.last.monday - self.first.monday).days // 7 + 1
        return tuple(self.first.plus(index) for index in range(count))

    def holds(self, other: Span) -> bool:
        """Whether all weeks of `other` are weeks of this span."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


def _plain(text: str) -> str:
    """Hyphens that word processors make become plain ones; white space is single."""
    return " ".join(re.sub("[\u2010\u2011\u2012\u2212]", "-", text).split())


def _instead(week: Week) -> str:
    """A week 53 is often that of the year before, typed in January; else it is the next week 1."""
    before = week.year - 1
    return str(Week(before, 53) if week.number == weeks_in(before) else Week(week.year + 1, 1))


def _forwards(first: Week, last: Week) -> str:
    """The nearest span that does not run backwards: the weeks exchanged, or ending a year later."""
    if last >= first:
        return f"{first} to {last}"
    if first.year == last.year and first.number - last.number > 26:
        return f"{first} to {Week(first.year + 1, last.number)}"
    return f"{last} to {first}"
