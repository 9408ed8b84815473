"""A slip in the year is asked about while it can still be mended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import CONFIG, write

from weeknotes import entries
from weeknotes.config import Config, folder_of, standard_folders
from weeknotes.horizon import beyond, likely
from weeknotes.weeks import FIRST_YEAR

TODAY = date(2026, 11, 22)


def asked(head: str, path: str = "content/weeknotes/repairs.md", today: date = TODAY):
    folder = folder_of(path, standard_folders())
    reading = entries.read(f"---\ntitle: Repairs\n{head}\n---\nText.\n".encode(), entries.Place(path, folder), Config())
    return [(each.line, each.found, each.suggestion) for each in beyond([reading], today)]


@pytest.mark.parametrize(
    ("head", "found", "better"),
    [
        ("date: 2042-11-20", "date: 2042-11-20", "date: 2024-11-20"),
        ("date: 2062-10-23", "date: 2062-10-23", "date: 2026-10-23"),
        ("date: 2036-10-23", "date: 2036-10-23", "date: 2026-10-23"),
        ("date: 20 November 2027\nupdated: 2026-01-01", "", ""),
        ("date: 20 November 2029", "date: 20 November 2029", "date: 20 November 2026"),
        ("date: 24 December 2029", "date: 24 December 2029", "date: 24 December 2025"),
        ("week: 2062-W40", "week: 2062-W40", "week: 2026-W40"),
    ],
)
def test_a_date_far_ahead_is_asked_about_with_the_likely_year(head: str, found: str, better: str) -> None:
    assert asked(head) == ([(3, found, better)] if found else [])


def test_a_year_in_the_name_of_the_file_is_asked_about() -> None:
    path = "content/posts/2062-10-23-lifts.md"
    assert asked("summary: Lifts", path) == [(0, "2062-10-23-lifts.md", "2026-10-23-lifts.md")]


def test_a_year_that_the_name_contradicts_is_told_once() -> None:
    assert asked("date: 2062-10-23", "content/weeknotes/2026-10-23-lifts.md") == []


def test_on_a_computer_whose_clock_has_stopped_the_year_of_its_clock_is_proposed() -> None:
    assert asked("date: 2026-11-20", today=date(1970, 1, 1)) == [(3, "date: 2026-11-20", "date: 1970-11-20")]


def test_an_embargo_is_never_asked_about() -> None:
    assert asked("date: 2026-11-20\nembargo_until: 2042-01-01") == []
    assert asked("date: 2042-01-01\nembargo_until: 2042-01-01") == []


@pytest.mark.parametrize("path", ["content/pages/plan.md", "content/teams/repairs.md"])
def test_the_date_of_what_is_no_entry_waits_for_nothing(path: str) -> None:
    assert asked("date: 2042-11-20", path) == []


@pytest.mark.parametrize(("day", "is_far"), [("2028-11-22", False), ("2028-11-23", True), ("2026-11-23", False)])
def test_two_years_are_far_enough_for_a_plan(day: str, is_far: bool) -> None:
    assert bool(asked(f"date: {day}")) is is_far


def test_the_leap_day_is_no_stumbling_block() -> None:
    assert asked("date: 2042-11-20", today=date(2028, 2, 29))
    assert asked("date: 2048-02-29") == [(3, "date: 2048-02-29", "date: 2008-02-29")]


def test_the_likely_year_may_be_the_first_that_a_text_can_have():
    assert likely(date(2990, 7, 1), TODAY) == FIRST_YEAR == 1990


@given(st.dates(date(2026, 1, 1), date(2090, 12, 31)))
def test_the_likely_year_is_never_to_come(day: date) -> None:
    year = likely(day, TODAY)
    assert (year, day.month, day.day) <= (TODAY.year, TODAY.month, TODAY.day)
    assert TODAY - date(year, 1, 1) < timedelta(days=366 * 40)


def test_the_site_is_built_and_the_question_stands_in_its_account(make_in, tmp_path) -> None:
    write(tmp_path, "-- content/weeknotes/far.md --\n---\ntitle: Far\ndate: 2042-11-20\n---\nText.\n")
    account = make_in(tmp_path, config=CONFIG).account
    (problem,) = [each for each in account.problems if each.code == "date.year"]
    assert "is the year right?" in problem.message
    assert (problem.line, account.files[0].state) == (3, "scheduled")
