"""Weeks and spans of weeks."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.errors import MeaningError
from weeknotes.weeks import Span, Week, likely_year, weeks_in

LONG_YEARS = (2015, 2020, 2026, 2032, 2037, 2043, 2048)
WEEKS = st.dates(date(1990, 1, 8), date(2100, 12, 20)).map(Week.of)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2020-12-31", "2020-W53"),
        ("2021-01-03", "2020-W53"),
        ("2021-01-04", "2021-W01"),
        ("2019-12-30", "2020-W01"),
        ("2024-12-30", "2025-W01"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-01", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2019-07-12", "2019-W28"),
    ],
)
def test_the_days_round_new_year_are_in_the_right_week(day: str, week: str) -> None:
    assert str(Week.of(date.fromisoformat(day))) == week


def test_the_long_years_have_53_weeks_and_the_others_52() -> None:
    assert tuple(year for year in range(2015, 2050) if weeks_in(year) == 53) == LONG_YEARS
    assert {weeks_in(year) for year in range(2015, 2050)} == {52, 53}


@pytest.mark.parametrize("year", range(2015, 2050))
def test_each_year_ends_where_the_next_begins(year: int) -> None:
    last = Week(year, weeks_in(year))
    assert last.plus(1) == Week(year + 1, 1)
    assert last.sunday + timedelta(days=1) == Week(year + 1, 1).monday


@given(WEEKS)
def test_a_week_is_read_back_as_it_was_written(week: Week) -> None:
    assert Week.parse(str(week)) == week


@given(WEEKS, st.integers(-60, 60))
def test_going_forth_and_back_leads_to_the_same_week(week: Week, count: int) -> None:
    assert week.plus(count).plus(-count) == week


@pytest.mark.parametrize(
    "typed",
    [
        "2019-W28",
        "2019-28",
        "2019w28",
        "2019/28",
        "2019 W28",
        "2019-w28",
        " 2019 - 28 ",
        "2019\u2011W28",
        "week 28 of 2019",
        "W28 2019",
        "2019 week 28",
    ],
)
def test_people_write_weeks_in_many_ways(typed: str) -> None:
    assert Week.parse(typed) == Week(2019, 28)


def test_a_leading_zero_is_not_needed() -> None:
    assert Week.parse("2019-W8") == Week(2019, 8)


@pytest.mark.parametrize(
    ("typed", "message", "suggestion"),
    [
        ("2027-W53", "2027 has 52 weeks", "2026-W53"),
        ("2019-W53", "2019 has 52 weeks", "2020-W01"),
        ("2026-W54", "2026 has 53 weeks", "2027-W01"),
        ("2019-W00", "weeks count from 1", "2019-W01"),
        ("3023-W28", "year 3023", "2023-W28"),
        ("202-W28", "year 202 ", "2022-W28"),
        ("19-W28", "year 19 ", "2019-W28"),
        ("28", "which year", ""),
        ("w28", "which year", ""),
        ("soon", "is not a week", ""),
        ("", "is not a week", ""),
        ("2019", "is not a week", ""),
        ("201928", "is not a week", ""),
    ],
)
def test_a_week_that_does_not_exist_is_told_in_plain_words(typed: str, message: str, suggestion: str) -> None:
    with pytest.raises(MeaningError, match=message) as caught:
        Week.parse(typed)
    assert caught.value.suggestion == suggestion


@pytest.mark.parametrize(
    ("typed", "meant"), [(3023, 2023), (202, 2022), (20223, 2023), (23, 2023), (1023, 2023)]
)
def test_the_likely_year_is_guessed(typed: int, meant: int) -> None:
    assert likely_year(typed) == meant


@given(st.text(max_size=20))
def test_any_text_is_a_week_or_is_refused_in_words(text: str) -> None:
    with suppress(MeaningError):
        assert 1990 <= Week.parse(text).year <= 2100


def test_a_week_knows_its_days_and_its_part_of_an_address() -> None:
    week = Week(2019, 8)
    assert (week.monday, week.friday, week.sunday) == (
        date(2019, 2, 18),
        date(2019, 2, 22),
        date(2019, 2, 24),
    )
    assert week.slug == "w08"


@pytest.mark.parametrize(
    "typed",
    [
        "2019-W28 to 2019-W29",
        "2019-W28 – 2019-W29",
        "2019-W28–29",
        "2019-W28 to 29",
        "2019-28 to W29",
        "2019-W28-W29",
        "2019-W28 and 29",
    ],
)
def test_a_note_may_cover_two_weeks(typed: str) -> None:
    assert Span.parse(typed).weeks == (Week(2019, 28), Week(2019, 29))


def test_one_week_is_a_span_too() -> None:
    assert Span.parse("2019-W28") == Span.of(Week(2019, 28))


def test_a_span_may_go_over_a_long_new_year() -> None:
    span = Span.parse("2026-W52 to 2027-W01")
    assert [str(week) for week in span.weeks] == ["2026-W52", "2026-W53", "2027-W01"]
    assert str(span) == "2026-W52 to 2027-W01"


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("2019-W29 to 2019-W28", "2019-W28 to 2019-W29"),
        ("2019-W29 to 28", "2019-W28 to 2019-W29"),
        ("2019-W52 to 2", "2019-W52 to 2020-W02"),
        ("2018-W28 to 2019-W30", "2018-W28 to 2018-W30"),
        ("2019-W52 to W54", "2020-W01"),
    ],
)
def test_a_span_that_cannot_be_is_refused_with_a_likely_one(typed: str, suggestion: str) -> None:
    with pytest.raises(MeaningError) as caught:
        Span.parse(typed)
    assert caught.value.suggestion == suggestion


def test_a_span_holds_the_weeks_within_it() -> None:
    assert Span.parse("2019-W28 to 30").holds(Span.parse("2019-W29 to 30"))
    assert not Span.parse("2019-W28 to 30").holds(Span.parse("2019-W30 to 31"))


@pytest.mark.parametrize("typed", ["10-11", "10 - 11", "10–11", "10/11", "weeks 10 and 11", "Week 10 to 11", "W10-11"])
def test_two_numbers_are_two_weeks_and_no_year_is_guessed(typed: str) -> None:
    with pytest.raises(MeaningError, match="does not say which year") as caught:
        Span.parse(typed)
    assert caught.value.suggestion == "covers: YYYY-W10 to YYYY-W11"


def test_the_last_and_the_first_week_are_two_weeks() -> None:
    with pytest.raises(MeaningError) as caught:
        Span.parse("52-1")
    assert caught.value.suggestion == "covers: YYYY-W52 to YYYY-W01"


def test_a_year_cut_short_is_still_known_as_one() -> None:
    with pytest.raises(MeaningError, match="Did you mean 2023"):
        Span.parse("23-10")
