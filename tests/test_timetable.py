"""With which timed build an entry appears."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.dates import read_moment
from weeknotes.facts import Moment
from weeknotes.timetable import build_words, next_build

MORNING = (time(5, 17),)
ZONES = ("Europe/London", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu", "Africa/Cairo")


def moment(typed: str, zone: str = "Europe/London") -> Moment:
    return Moment(*read_moment(typed, ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("typed", "zone", "build"),
    [
        ("2026-12-04", "Europe/London", "2026-12-04 05:17"),
        ("2026-07-10", "Europe/London", "2026-07-10 05:17"),
        ("2026-12-04 05:17", "Europe/London", "2026-12-04 05:17"),
        ("2026-12-04 05:18", "Europe/London", "2026-12-05 05:17"),
        # In summer 06:10 in London is 05:10 in UTC, before the build.
        ("2026-07-10 06:10", "Europe/London", "2026-07-10 05:17"),
        ("2026-07-10 06:20", "Europe/London", "2026-07-11 05:17"),
        ("2026-07-10 17:30", "Europe/London", "2026-07-11 05:17"),
        # A day in Auckland begins at noon of the day before, one in Los Angeles after the build.
        ("2026-07-10", "Pacific/Auckland", "2026-07-10 05:17"),
        ("2026-07-10", "America/Los_Angeles", "2026-07-11 05:17"),
        ("2026-12-31", "America/Los_Angeles", "2027-01-01 05:17"),
    ],
)
def test_an_entry_comes_with_the_first_build_that_is_not_before_it(typed: str, zone: str, build: str) -> None:
    assert next_build(moment(typed, zone), MORNING) == datetime.fromisoformat(build).replace(tzinfo=UTC)


def test_of_several_builds_a_day_the_next_one_counts_in_whatever_order_they_stand() -> None:
    times = (time(12, 0), time(5, 17))
    assert next_build(moment("2026-12-04 09:30"), times) == datetime(2026, 12, 4, 12, tzinfo=UTC)
    assert next_build(moment("2026-12-04 12:01"), times) == datetime(2026, 12, 5, 5, 17, tzinfo=UTC)


def test_it_is_said_in_words() -> None:
    words = build_words(moment("2026-12-04"), MORNING)
    assert words == "with the timed build on Friday 4 December 2026 at 05:17 UTC"


def test_without_timed_builds_somebody_has_to_build() -> None:
    assert next_build(moment("2026-12-04"), ()) is None
    assert build_words(moment("2026-12-04"), ()) == "with the first build from then on"


@settings(max_examples=100)
@given(
    st.datetimes(*(datetime.fromisoformat(f"{year}-01-01") for year in (2020, 2030))),
    st.sampled_from(ZONES),
    st.lists(st.times(), min_size=1, max_size=4),
    st.booleans(),
)
def test_the_build_is_never_early_and_never_more_than_a_day_late(
    at: datetime, zone: str, times: list[time], timed: bool
) -> None:
    begin = at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
    build = next_build(Moment(begin, timed), times)
    assert build is not None
    local = build.astimezone(ZoneInfo(zone))
    assert local.timestamp() >= begin.timestamp() if timed else local.date() >= begin.date()
    assert local.timestamp() - begin.timestamp() <= timedelta(days=1, hours=2).total_seconds()
