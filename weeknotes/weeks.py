"""ISO 8601 weeks and spans of them: `Week` and `Span`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO 8601 week, Monday to Sunday; `year` is the week year. ``str()`` gives ``2019-W28``."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """The week that `day` is in (week 1 is the one with the year's first Thursday)."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    def plus(self, weeks: int) -> Week:
        """The week so many weeks later, or earlier where negative."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One week, or several in a row."""

    first: Week
    last: Week

    @property
    def weeks(self) -> tuple[Week, ...]:
        """Every week of the span, oldest first."""
        count = (self.last.monday - self.first.monday).days // 7 + 1
        return tuple(self.first.plus(index) for index in range(count))

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"
