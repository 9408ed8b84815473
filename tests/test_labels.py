"""Label styles and the labels that they give."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import TONGUES

from weeknotes.errors import MeaningError
from weeknotes.labels import STYLES, Naming, Style, label, parse_style, read_episode
from weeknotes.weeks import Span, Week

ENGLISH = Naming(TONGUES.of("en"))


def named(
    style: str, weeks: str = "2019-W28", episode: str = "", week_ending: str = "friday", lang: str = "en"
) -> str:
    return label(parse_style(style), Span.parse(weeks), 12, episode, Naming(TONGUES.of(lang), week_ending))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("iso", "Week 28"),
        ("sequence", "#12"),
        ("since:2019-07-01", "Week 2"),
        ("since:2019-07-03", "Week 2"),
        ("sprint:2019-05-13,14", "Sprint 5"),
        ("sprint:2019-07-10", "Sprint 1"),
        ("commencing", "Week commencing 8 July 2019"),
        ("ending", "Week ending 12 July 2019"),
        ("range", "8–14 July 2019"),
    ],
)
def test_each_style_names_a_week_in_its_way(style: str, expected: str) -> None:
    assert named(style) == expected


@pytest.mark.parametrize(
    ("style", "weeks", "expected"),
    [
        ("iso", "2019-W28 to 29", "Weeks 28 to 29"),
        ("iso", "2026-W53 to 2027-W01", "Weeks 53 to 1"),
        ("since:2019-07-01", "2019-W28 to 29", "Weeks 2 to 3"),
        ("sprint:2019-07-01,14", "2019-W27 to 28", "Sprint 1"),
        ("sprint:2019-07-01,14", "2019-W28 to 29", "Sprints 1 to 2"),
        ("commencing", "2019-W28 to 29", "Weeks commencing 8 to 15 July 2019"),
        ("range", "2019-W31", "29 July – 4 August 2019"),
        ("range", "2020-W01", "30 December 2019 – 5 January 2020"),
    ],
)
def test_several_weeks_and_new_years_are_named_too(style: str, weeks: str, expected: str) -> None:
    assert named(style, weeks) == expected


def test_a_studio_counts_its_weeks_over_years_with_their_gaps() -> None:
    assert named("since:2018-01-08", "2025-W44") == "Week 408"
    assert named("since:2018-01-08", "2018-W02") == "Week 1"


def test_a_count_goes_on_through_a_year_of_53_weeks() -> None:
    labels = [named("since:2020-12-21", weeks) for weeks in ("2020-W52", "2020-W53", "2021-W01")]
    assert labels == ["Week 1", "Week 2", "Week 3"]


@pytest.mark.parametrize("style", ["since:2020-01-06", "sprint:2020-01-06"])
def test_a_week_before_the_start_keeps_its_own_number(style: str) -> None:
    assert named(style) == "Week 28"


def test_a_week_may_end_on_sunday() -> None:
    assert named("ending", week_ending="sunday") == "Week ending 14 July 2019"


@pytest.mark.parametrize("typed", ["s01e05", "S01 Ep5", "S01:E05", "01x05", "S1 Ep5", "Season 1, episode 5"])
def test_episodes_are_written_in_one_way(typed: str) -> None:
    assert named("episode", episode=typed) == "S01E05"


def test_a_note_without_its_episode_gets_its_week() -> None:
    assert named("episode") == "Week 28"


@pytest.mark.parametrize(
    ("typed", "expected"), [("s01e23", (1, 23)), ("S04 Ep5", (4, 5)), ("09x06", (9, 6)), ("S8 Ep3", (8, 3))]
)
def test_season_and_episode_are_read(typed: str, expected: tuple[int, int]) -> None:
    assert read_episode(typed) == expected


@pytest.mark.parametrize("typed", ["", "5", "episode", "s1", "2019-07-12"])
def test_what_is_no_episode_is_told(typed: str) -> None:
    with pytest.raises(MeaningError, match="is not an episode"):
        read_episode(typed)


@pytest.mark.parametrize("kind", [each for each in STYLES if each not in ("since", "sprint")])
def test_a_style_is_its_name(kind: str) -> None:
    assert parse_style(f" {kind.upper()} ") == Style(kind)


def test_a_start_is_read_like_any_date() -> None:
    assert parse_style("since: 8 January 2018") == Style("since", date(2018, 1, 8))
    assert parse_style("sprint:2024-01-08, 21 days") == Style("sprint", date(2024, 1, 8), 21)
    assert parse_style("sprint:2024-01-08") == Style("sprint", date(2024, 1, 8), 14)


@pytest.mark.parametrize(
    ("typed", "message", "suggestion"),
    [
        ("comencing", "no way to label", "commencing"),
        ("sinse:2018-01-08", "no way to label", "since:2018-01-08"),
        ("sprnt", "no way to label", "sprint:2024-01-08,14"),
        ("zodiac", "iso, sequence, since", ""),
        ("since", "needs the day", "since:2018-01-08"),
        ("iso:5", "Nothing may follow", "iso"),
        ("sprint:2024-01-08,0", "length of a sprint", "sprint:2024-01-08,14"),
        ("since:2018-02-30", "28 days", "2018-02-28"),
    ],
)
def test_a_style_that_is_none_gets_a_suggestion(typed: str, message: str, suggestion: str) -> None:
    with pytest.raises(MeaningError, match=message) as caught:
        parse_style(typed)
    assert caught.value.suggestion == suggestion


def test_the_number_of_a_week_is_that_of_its_own_year() -> None:
    days = (date(2027, 1, 1), date(2024, 12, 30), date(2021, 1, 3))
    labels = [label(Style(), Span.of(Week.of(day)), 1, "", ENGLISH) for day in days]
    assert labels == ["Week 53", "Week 1", "Week 53"]


@given(st.dates(date(2015, 1, 1), date(2049, 12, 31)), st.integers(0, 500))
def test_a_count_since_a_start_goes_up_by_one_each_week(start: date, weeks: int) -> None:
    week = Week.of(start).plus(weeks)
    assert label(Style("since", start), Span.of(week), 1, "", ENGLISH) == f"Week {weeks + 1}"


@given(st.dates(date(2015, 1, 1), date(2049, 12, 31)), st.integers(0, 100))
def test_a_fortnightly_sprint_takes_two_weeks(start: date, sprints: int) -> None:
    monday = Week.of(start)
    labels = {
        label(Style("sprint", monday.monday), Span.of(monday.plus(2 * sprints + week)), 1, "", ENGLISH)
        for week in (0, 1)
    }
    assert labels == {f"Sprint {sprints + 1}"}
