"""Days and moments as people write them, and days in words."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.dates import (
    day_words,
    early_on,
    read_day,
    read_moment,
    short_day_words,
    span_words,
)
from weeknotes.errors import MeaningError

LONDON = ZoneInfo("Europe/London")
DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "2026-07-24",
        "2026-7-24",
        "2026/07/24",
        "20260724",
        20260724,
        "24/07/2026",
        "24-07-26",
        "24.7.2026",
        "24/7/26",
        "24 July 2026",
        "24th July 2026",
        "24 jul 2026",
        "24-Jul-2026",
        "the 24th of July, 2026",
        "July 24, 2026",
        "2026 July 24",
        "Friday 24 July 2026",
        "Fri, 24 Jul 2026",
        "“24 July 2026”",
        "24\u00a0July\u00a02026",
        "2026-07-24T10:30",
        date(2026, 7, 24),
        datetime(2026, 7, 24, 10, 30),  # noqa: DTZ001 - YAML gives such values
    ],
)
def test_one_day_is_written_in_many_ways(typed: object) -> None:
    assert read_day(typed) == date(2026, 7, 24)


def test_the_day_comes_before_the_month() -> None:
    assert read_day("03/04/2023") == date(2023, 4, 3)


@given(DAYS)
def test_what_is_written_is_read_back(day: date) -> None:
    forms = (day.isoformat(), day_words(day), short_day_words(day), f"{day.day}/{day.month}/{day.year}")
    assert {read_day(form) for form in forms} == {day}


@given(DAYS)
def test_two_digits_of_a_year_are_enough(day: date) -> None:
    assert read_day(f"{day.day}.{day.month}.{day.year % 100:02}") == day


@pytest.mark.parametrize(
    ("typed", "message", "suggestion"),
    [
        ("13/13/2023", "no month 13", "2023-12-13"),
        ("07/24/2026", "day comes before the month", "2026-07-24"),
        ("2026-02-30", "February 2026 has 28 days", "2026-02-28"),
        ("31 June 2026", "June 2026 has 30 days", "2026-06-30"),
        ("0/7/2026", "no day 0", "2026-07-01"),
        ("3023-04-28", "year 3023", "2023-04-28"),
        ("28/04/202", "year 202 ", "2022-04-28"),
        ("28 April 3023", "year 3023", "2023-04-28"),
        ("202-04-28", "year 202 ", "2022-04-28"),
        ("Thursday 24 July 2026", "is a Friday, not a Thursday", "Friday 24 July 2026"),
        ("24 July", "which year", ""),
        ("July 2026", "which day", ""),
        ("next Friday", "is not a date", ""),
        ("24 Jully 2026", "is not a date", "2026-07-24"),
        ("24/07/2O26", "is not a date", "2026-07-24"),
        ("24/07/2026 - 31/07/2026", "two dates", ""),
        ("dd/mm/yyyy", "is not a date", ""),
        ("", "date is empty", ""),
        (None, "date is empty", ""),
        (True, "is not a date", ""),
        (date(3023, 4, 28), "year 3023", "2023-04-28"),
        (datetime(202, 4, 28, tzinfo=UTC), "year 202 ", "2022-04-28"),
        ("2026-07-24 25:00", "no time", "2026-07-24"),
        ("2026-07-24 10:30 +99:00", "no time zone", "+01:00"),
    ],
)
def test_a_day_that_does_not_exist_is_told_in_plain_words(typed: object, message: str, suggestion: str) -> None:
    with pytest.raises(MeaningError, match=message) as caught:
        read_moment(typed, LONDON)
    assert caught.value.suggestion == suggestion


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-07-24 10:30", "2026-07-24T10:30:00+01:00"),
        ("2026-07-24T10:30:15", "2026-07-24T10:30:15+01:00"),
        ("2026-07-24T10:30:15.250", "2026-07-24T10:30:15+01:00"),
        ("2026-07-24T10:30Z", "2026-07-24T11:30:00+01:00"),
        ("2026-07-24T10:30:00+0200", "2026-07-24T09:30:00+01:00"),
        ("2026-07-24 10:30:00 -05:00", "2026-07-24T16:30:00+01:00"),
        ("24 July 2026 at 9am", "2026-07-24T09:00:00+01:00"),
        ("24/07/2026, 12.15 pm", "2026-07-24T12:15:00+01:00"),
        ("2026-01-24 12:15 am", "2026-01-24T00:15:00+00:00"),
        ("2026-01-24 10:30 BST", "2026-01-24T09:30:00+00:00"),
        (datetime(2026, 7, 24, 10, 30, tzinfo=UTC), "2026-07-24T11:30:00+01:00"),
        (datetime(2026, 7, 24, 10, 30, tzinfo=timezone(timedelta(hours=1))), "2026-07-24T10:30:00+01:00"),
        (datetime(2026, 7, 24, 10, 30), "2026-07-24T10:30:00+01:00"),  # noqa: DTZ001 - as YAML gives it
    ],
)
def test_a_time_is_understood_in_the_zone_of_the_site(typed: object, expected: str) -> None:
    moment, timed = read_moment(typed, LONDON)
    assert (moment.isoformat(), timed, moment.tzinfo) == (expected, True, LONDON)


@pytest.mark.parametrize(
    ("day", "zone", "early"),
    [
        (date(2026, 7, 24), "Europe/London", "2026-07-24T01:00:00+01:00"),
        (date(2026, 1, 24), "Europe/London", "2026-01-24T01:00:00+00:00"),
        (date(2026, 10, 25), "Europe/London", "2026-10-25T01:00:00+01:00"),  # the first of two
        (date(2026, 3, 29), "Europe/London", "2026-03-29T02:00:00+01:00"),  # there is no one o'clock
        (date(2026, 7, 24), "America/Los_Angeles", "2026-07-24T01:00:00-07:00"),
    ],
)
def test_a_day_alone_is_kept_as_its_early_morning(day: date, zone: str, early: str) -> None:
    assert read_moment(day.isoformat(), ZoneInfo(zone)) == (early_on(day, ZoneInfo(zone)), False)
    assert early_on(day, ZoneInfo(zone)).isoformat() == early


def test_a_time_that_the_clocks_skip_moves_forward() -> None:
    assert read_moment("2026-03-29 01:30", LONDON)[0].isoformat() == "2026-03-29T02:30:00+01:00"


def test_a_time_that_happens_twice_is_the_first() -> None:
    assert read_moment("2026-10-25 01:30", LONDON)[0].isoformat() == "2026-10-25T01:30:00+01:00"


def test_a_post_just_after_midnight_in_summer_is_of_that_day() -> None:
    moment, _ = read_moment("2026-07-05 00:30", LONDON)
    assert moment.date() == date(2026, 7, 5)
    assert moment.astimezone(UTC).date() == date(2026, 7, 4)


@given(st.text(max_size=30) | st.integers() | st.floats() | st.none())
def test_anything_is_a_moment_or_is_refused_in_words(value: object) -> None:
    with suppress(MeaningError):
        assert read_moment(value, LONDON)[0].tzinfo is LONDON


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2019-07-08", "2019-07-14", "Monday 8 to Sunday 14 July 2019"),
        ("2019-07-29", "2019-08-04", "Monday 29 July to Sunday 4 August 2019"),
        ("2019-12-30", "2020-01-05", "Monday 30 December 2019 to Sunday 5 January 2020"),
    ],
)
def test_days_of_a_week_are_told_without_repeating(first: str, last: str, words: str) -> None:
    assert span_words(date.fromisoformat(first), date.fromisoformat(last)) == words


def test_days_have_english_names_and_no_leading_zero() -> None:
    assert day_words(date(2019, 7, 1)) == "Monday 1 July 2019"
    assert short_day_words(date(2026, 12, 9)) == "9 December 2026"
