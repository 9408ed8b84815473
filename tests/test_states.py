"""Which state a file is in, and when that changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.config import Config, Folder, Site
from weeknotes.entries import place, read
from weeknotes.model import FileAccount, Reading, State
from weeknotes.states import Clock, has_page, judge, judge_all

LONDON = ZoneInfo("Europe/London")
# One zone of every hour of the day, and some that are not on the hour.
ZONES = (
    *(f"Etc/GMT{hours:+}" for hours in range(-12, 12)),
    *("Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"),
)


def reading(head: str, path: str = "content/posts/x.md", zone: str = "Europe/London") -> Reading:
    kinds = {"posts": "post", "weeknotes": "weeknote", "pages": "page", "case-studies": "case study"}
    section = path.split("/")[1]
    folder = Folder(f"content/{section}", kinds[section])
    paths = frozenset({path, "content/case-studies/grow/index.md"})
    text = f"---\n{head}\n---\nText\n"
    return read(text.encode(), place(path, folder, paths), Config(site=Site(timezone=zone)))


def clock(now: str, zone: str = "Europe/London", drafts: bool = False) -> Clock:
    return Clock(datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)), drafts)


def state(head: str, now: str = "2026-07-10 09:00", path: str = "content/posts/x.md") -> FileAccount:
    return judge(reading(head, path), clock(now))


@pytest.mark.parametrize(
    ("head", "expected", "why"),
    [
        ("date: 2026-07-01", State.PUBLISHED, ""),
        ("date: 2026-07-01\nstate: draft", State.DRAFT, "it is marked as a draft"),
        ("date: 2026-07-01\nwithdrawn: It was wrong.", State.WITHDRAWN, "It was wrong."),
        ("date: 2026-02-30", State.HELD, "it has a fault that must be mended first"),
        ("title: No date", State.HELD, "it has a fault that must be mended first"),
        ("date: 2026-02-30\nstate: draft", State.DRAFT, "it is marked as a draft"),
        ("date: 2027-07-01\nstate: draft", State.DRAFT, "it is marked as a draft"),
    ],
)
def test_a_file_is_in_one_state_with_a_reason(head: str, expected: State, why: str) -> None:
    found = state(head)
    assert (found.path, found.state, found.reason) == ("content/posts/x.md", expected, why)


@pytest.mark.parametrize(
    ("head", "when"),
    [
        ("date: 2026-07-11", "Saturday 11 July 2026, in 1 day"),
        ("date: 2026-07-12", "Sunday 12 July 2026, in 2 days"),
        ("date: 2026-07-10 17:30", "Friday 10 July 2026 at 17:30, today"),
        ("date: 2026-07-01\nembargo_until: 2026-07-20", "Monday 20 July 2026, in 10 days"),
        ("date: 2026-07-25\nembargo_until: 2026-07-20", "Saturday 25 July 2026, in 15 days"),
    ],
)
def test_a_scheduled_entry_says_when_it_comes(head: str, when: str) -> None:
    found = state(head)
    assert (found.state, found.when) == (State.SCHEDULED, when)


def test_an_entry_dated_today_is_public_from_the_first_minute() -> None:
    assert state("date: 2026-07-10", "2026-07-09 23:59").state is State.SCHEDULED
    assert state("date: 2026-07-10", "2026-07-10 00:00").state is State.PUBLISHED


def test_an_entry_with_a_time_waits_for_it() -> None:
    assert state("date: 2026-07-10 09:01").state is State.SCHEDULED
    assert state("date: 2026-07-10 09:00").state is State.PUBLISHED


def test_a_note_that_names_only_its_week_is_public_when_the_week_begins() -> None:
    path = "content/weeknotes/2026/2026-w28-housing.md"
    assert state("title: A", "2026-07-05 23:59", path).state is State.SCHEDULED
    assert state("title: A", "2026-07-06 00:00", path).state is State.PUBLISHED


def test_a_note_with_a_date_waits_for_it_though_its_week_has_begun() -> None:
    path = "content/weeknotes/2026/2026-w28-housing.md"
    assert state("date: 2026-07-10", "2026-07-09 12:00", path).state is State.SCHEDULED


def test_a_note_with_a_date_in_its_name_waits_for_it() -> None:
    path = "content/weeknotes/2026-07-10-housing.md"
    assert state("title: A", "2026-07-09 12:00", path).state is State.SCHEDULED


def test_the_date_of_a_page_does_not_hold_it_back_but_an_embargo_does() -> None:
    path = "content/pages/about.md"
    assert state("date: 2027-01-01", path=path).state is State.PUBLISHED
    assert state("embargo_until: 2027-01-01", path=path).state is State.SCHEDULED


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_begins_at_midnight_of_the_site_on_any_clock_and_night(zone: str, night: date) -> None:
    post = reading(f"date: {night}", zone=zone)
    midnight = datetime.combine(night, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    before = (midnight - timedelta(minutes=1)).astimezone(ZoneInfo(zone))
    assert judge(post, Clock(before)).state is State.SCHEDULED
    assert judge(post, Clock(midnight.astimezone(ZoneInfo(zone)))).state is State.PUBLISHED


def test_all_24_hours_of_zones_are_there() -> None:
    assert set(ZONES) <= available_timezones()
    winter = {datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).utcoffset() for zone in ZONES}
    assert len(winter) >= 24


def test_a_time_in_the_hour_that_the_clocks_repeat_comes_the_first_time() -> None:
    post = reading("date: 2026-10-25 01:30")
    # 01:10 by the clock for the second time: 40 minutes after the post.
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC).astimezone(LONDON)
    assert (second.hour, second.fold) == (1, 1)
    assert judge(post, Clock(second)).state is State.PUBLISHED


def test_a_time_that_the_clocks_skip_comes_an_hour_later() -> None:
    post = reading("date: 2026-03-29 01:30")
    assert judge(post, Clock(datetime(2026, 3, 29, 1, 29, tzinfo=UTC).astimezone(LONDON))).state is State.SCHEDULED
    assert judge(post, Clock(datetime(2026, 3, 29, 1, 30, tzinfo=UTC).astimezone(LONDON))).state is State.PUBLISHED


@settings(max_examples=60, deadline=None)
@given(st.integers(-200, 200), st.integers(0, 200))
def test_what_is_public_stays_public_through_the_night_of_two_hours(start: int, minutes: int) -> None:
    post = reading("date: 2026-10-25 01:30")
    now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC) + timedelta(minutes=start)
    later = now + timedelta(minutes=minutes)
    first, second = (judge(post, Clock(each.astimezone(LONDON))).state for each in (now, later))
    assert (first, second) != (State.PUBLISHED, State.SCHEDULED)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("date: 2026-01-01\nstate: draft", State.DRAFT),
        ("date: 2027-01-01", State.SCHEDULED),
        ("date: 2026-02-30", State.HELD),
        ("date: 2026-01-01\nwithdrawn: It was wrong.", State.WITHDRAWN),
        ("date: 2026-01-01", State.PUBLISHED),
    ],
)
def test_a_part_of_a_case_study_is_public_no_sooner_than_the_study(head: str, expected: State) -> None:
    study = reading(head, "content/case-studies/grow/index.md")
    part = reading("title: First", "content/case-studies/grow/01-first.md")
    found = judge_all([study, part], clock("2026-07-10 09:00"))
    assert found[part.path].state is found[study.path].state is expected
    assert found[part.path].path == part.path


def test_a_part_that_waits_for_its_study_says_so() -> None:
    study = reading("date: 2027-01-01", "content/case-studies/grow/index.md")
    part = reading("title: First", "content/case-studies/grow/01-first.md")
    found = judge_all([part, study], clock("2026-07-10 09:00"))[part.path]
    assert found.reason == "it is a part of content/case-studies/grow/index.md, which is scheduled"
    assert found.when.startswith("Friday 1 January 2027")


def test_a_draft_part_keeps_its_study_published() -> None:
    study = reading("date: 2026-01-01", "content/case-studies/grow/index.md")
    part = reading("state: draft", "content/case-studies/grow/01-first.md")
    found = judge_all([study, part], clock("2026-07-10 09:00"))
    assert [found[each.path].state for each in (study, part)] == [State.PUBLISHED, State.DRAFT]


@pytest.mark.parametrize("drafts", [False, True])
def test_only_a_preview_has_pages_for_what_is_not_public(drafts: bool) -> None:
    preview = clock("2026-07-10 09:00", drafts=drafts)
    account = FileAccount("x.md", State.PUBLISHED)
    paged = {each for each in State if has_page(replace(account, state=each), preview)}
    hidden = {State.DRAFT, State.SCHEDULED} if drafts else set()
    assert paged == {State.PUBLISHED, State.WITHDRAWN} | hidden
