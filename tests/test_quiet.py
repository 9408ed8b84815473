"""What quiet periods hold back, and until when."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.config import Config, Folder, QuietPeriod
from weeknotes.dates import read_moment
from weeknotes.entries import place, read
from weeknotes.facts import Moment
from weeknotes.ledger import Deed, Ledger
from weeknotes.model import Reading
from weeknotes.quiet import arrival, concerning, published, release, strangers

LONDON = ZoneInfo("Europe/London")
ELECTION = QuietPeriod(date(2026, 6, 1), date(2026, 6, 26), "the election")
TEAMS = {"housing": "housing", "housing-repairs": "housing"}


def moment(typed: str) -> Moment:
    return Moment(*read_moment(typed, LONDON))


def note(head: str = "", path: str = "content/weeknotes/2026-w23-housing.md", kind: str = "weeknote") -> Reading:
    where = place(path, Folder(path.rpartition("/")[0], kind), frozenset({path}))
    return read(f"---\ndate: 2026-06-05\n{head}\n---\nText\n".encode(), where, Config())


@pytest.mark.parametrize(
    ("typed", "day", "held"),
    [
        ("2026-05-31", date(2026, 5, 31), False),
        ("2026-05-31 23:59", date(2026, 5, 31), False),
        ("2026-06-01", date(2026, 6, 27), True),
        ("2026-06-01 00:00", date(2026, 6, 27), True),
        ("2026-06-26 23:59", date(2026, 6, 27), True),
        ("2026-06-27", date(2026, 6, 27), False),
        ("2026-06-27 09:30", date(2026, 6, 27), False),
    ],
)
def test_both_ends_of_a_period_belong_to_it(typed: str, day: date, held: bool) -> None:
    until, period = release(moment(typed), [ELECTION])
    assert (until.day, period is not None) == (day, held)
    assert until.timed is (" " in typed and not held)


def test_from_the_end_of_one_period_an_entry_moves_into_the_next() -> None:
    after = QuietPeriod(date(2026, 6, 27), date(2026, 7, 3), "the count")
    within = QuietPeriod(date(2026, 6, 10), date(2026, 6, 12), "the budget")
    until, period = release(moment("2026-06-05"), [ELECTION, within, after])
    assert (until.day, period) == (date(2026, 7, 4), after)


def test_a_day_is_one_in_the_site_s_zone() -> None:
    # Half past eleven in the evening, UTC, is the first of June in London.
    until, _ = release(moment("2026-05-31 23:30Z"), [ELECTION])
    assert until.day == date(2026, 6, 27)


@settings(max_examples=100)
@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(0, 60)), max_size=4),
)
def test_no_entry_ever_appears_in_a_period(day: date, spans: list[tuple[date, int]]) -> None:
    periods = [QuietPeriod(first, first + timedelta(days=length), "x") for first, length in sorted(spans)]
    until, period = release(moment(day.isoformat()), periods)
    assert not any(each.first <= until.day <= each.last for each in periods)
    assert until.day >= day
    assert (period is None) == (until.day == day)


@pytest.mark.parametrize(
    ("reading", "period", "concerned"),
    [
        (note(), ELECTION, True),
        (note(), QuietPeriod(date(2026, 6, 1), date(2026, 6, 2), "x", kinds=("weeknote",)), True),
        (note(), QuietPeriod(date(2026, 6, 1), date(2026, 6, 2), "x", kinds=("post",)), False),
        (note("team: Housing Repairs"), QuietPeriod(date(2026, 6, 1), date(2026, 6, 2), "x", teams=("housing",)), True),
        (note("team: data"), QuietPeriod(date(2026, 6, 1), date(2026, 6, 2), "x", teams=("Housing repairs",)), False),
        # The file is called after the team, and says no other.
        (note(), QuietPeriod(date(2026, 6, 1), date(2026, 6, 2), "x", teams=("Housing Repairs",)), True),
        (note("teams: [a, housing]"), QuietPeriod(date(2026, 6, 1), date(2026, 6, 2), "x", teams=("housing",)), True),
    ],
)
def test_a_period_may_be_for_some_kinds_and_teams(reading: Reading, period: QuietPeriod, concerned: bool) -> None:
    assert bool(concerning(reading, [period], TEAMS)) == concerned


def test_a_period_for_a_team_that_nobody_has_heard_of_is_told() -> None:
    lost = QuietPeriod(date(2026, 6, 1), date(2026, 6, 2), "x", teams=("Housng", "data"))
    (told,) = strangers([note("team: data")], [lost], TEAMS)
    assert (told.code, told.path, told.found) == ("team.unknown", "config.toml", "Housng")
    assert "Did you mean “housing”?" in told.message
    assert strangers([note("team: data")], [QuietPeriod(date(2026, 6, 1), date(2026, 6, 2), "x")], TEAMS) == []


KNOWN = published(
    Ledger({"weeknote/a": Deed("weeknote/a", "weeknotes/a/", ("old/a/",), path="content/weeknotes/a.md")})
)
TODAY = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("head", "path", "new"),
    [
        ("", "content/weeknotes/new.md", True),
        ("", "content/weeknotes/a.md", False),
        ("id: weeknote/a", "content/weeknotes/renamed.md", False),
        ("redirect_from: /weeknotes/a/", "content/weeknotes/renamed.md", False),
        ("redirect_from: /old/a", "content/weeknotes/renamed.md", False),
        ("redirect_from: /elsewhere/", "content/weeknotes/renamed.md", True),
    ],
)
def test_a_text_that_the_site_has_not_had_is_new_today_whatever_its_date(head: str, path: str, new: bool) -> None:
    assert (arrival(note(head, path), moment("2026-05-01"), TODAY, KNOWN).day == TODAY) is new


def test_where_nothing_is_known_of_what_was_published_dates_are_believed() -> None:
    assert published(Ledger({"a": Deed("a", "a/")})) == frozenset()
    assert arrival(note(), moment("2026-05-01"), TODAY, frozenset()) == moment("2026-05-01")


def test_a_day_to_come_stays_as_it_is() -> None:
    assert arrival(note(), moment("2026-06-20"), TODAY, KNOWN) == moment("2026-06-20")
