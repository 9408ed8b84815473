"""Which week a note is about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.claims import decide
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Claim
from weeknotes.weeks import Span, Week, weeks_in

DAY_KINDS = ("date", "name date", "week_commencing", "week_ending")
DAYS = st.dates(date(2015, 1, 1), date(2049, 12, 31))


def claim(kind: str, found: str) -> Claim:
    if kind in DAY_KINDS:
        return Claim(kind, found, day=date.fromisoformat(found), line=2)
    if found.isdigit():
        return Claim(kind, found, number=int(found), line=3)
    return Claim(kind, found, Span.parse(found), line=3)


def decided(**typed: str) -> tuple[str, tuple[Problem, ...]]:
    """The weeks decided from fields; `name_date` stands for the kind ``name date``."""
    claims = [claim(kind.replace("name_date", "name date"), found) for kind, found in typed.items()]
    span, problems = decide(claims, "note.md")
    return str(span), problems


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2020-12-31", "2020-W53"),
        ("2021-01-03", "2020-W53"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-01", "2026-W53"),
        ("2020-01-03", "2020-W01"),
        ("2019-07-12", "2019-W28"),
    ],
)
def test_one_date_is_enough(day: str, week: str) -> None:
    assert decided(date=day) == (week, ())
    assert decided(name_date=day) == (week, ())


@given(DAYS)
def test_a_week_stated_with_the_year_agrees_with_every_day_of_it(day: date) -> None:
    assert decided(week=str(Week.of(day)), date=str(day)) == (str(Week.of(day)), ())


@given(DAYS)
def test_a_bare_week_number_gets_its_year_from_the_date(day: date) -> None:
    assert decided(week=str(Week.of(day).number), date=str(day)) == (str(Week.of(day)), ())


@given(DAYS, st.integers(0, 2))
def test_a_note_may_be_dated_up_to_two_weeks_later(day: date, weeks: int) -> None:
    assert decided(week=str(Week.of(day).plus(-weeks)), date=str(day))[1] == ()


@given(DAYS, st.integers(3, 60) | st.integers(-60, -1))
def test_any_other_distance_is_an_error(day: date, weeks: int) -> None:
    week = Week.of(day).plus(-weeks)
    span, problems = decided(week=str(week), date=str(day))
    assert (span, [each.code for each in problems]) == (str(week), ["week.disagrees"])


@pytest.mark.parametrize("year", [year for year in range(2015, 2050) if weeks_in(year) == 52])
def test_week_53_in_a_year_of_52_is_an_error(year: int) -> None:
    _, (problem,) = decided(week="53", date=f"{year}-07-01")
    assert problem.severity is Severity.ERROR
    assert f"{year} has 52 weeks" in problem.message


def test_week_53_in_january_is_that_of_the_long_year_before() -> None:
    assert decided(week="53", date="2027-01-01") == ("2026-W53", ())
    assert decided(week="52", date="2022-01-01") == ("2021-W52", ())
    assert decided(week="1", date="2024-12-31") == ("2025-W01", ())


@pytest.mark.parametrize("day", ["2019-07-15", "2019-07-16", "2019-07-17"])
def test_a_bare_number_may_be_the_week_before_until_wednesday(day: str) -> None:
    assert decided(week="28", date=day) == ("2019-W28", ())


@pytest.mark.parametrize("day", ["2019-07-18", "2019-07-19", "2019-07-22", "2019-07-05"])
def test_a_bare_number_of_another_week_stops(day: str) -> None:
    _, (problem,) = decided(week="28", date=day)
    assert problem.severity is Severity.ERROR
    assert problem.suggestion == f"week: {Week.of(date.fromisoformat(day))}"


def test_an_error_names_both_values_and_the_fix() -> None:
    _, (problem,) = decided(week="28", date="2019-07-19")
    assert "“week: 28” (2019-W28)" in problem.message
    assert "Friday 19 July 2019, which is in 2019-W29" in problem.message
    assert (problem.found, problem.suggestion, problem.line) == ("week: 28", "week: 2019-W29", 3)


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ({"week": "2018-W28", "date": "2019-07-12"}, "week: 2019-W28"),
        ({"week": "2018-W27", "date": "2019-07-12"}, "week: 2019-W27"),
        ({"week_commencing": "2018-07-09", "date": "2019-07-12"}, "week_commencing: 2019-07-08"),
        ({"week_ending": "2018-07-13", "date": "2019-07-12"}, "week_ending: 2019-07-12"),
        ({"name": "2018-W28", "date": "2019-07-12"}, "2019-W28"),
        ({"week": "2019-W28", "name": "2019-W28", "date": "2018-07-12"}, "date: 2019-07-12"),
        ({"week": "2019-W28", "name": "2019-W29", "date": "2019-07-12"}, "2019-W28"),
        ({"week": "2019-W30", "folder": "2019/28", "date": "2019-07-19"}, "week: 2019-W28"),
    ],
)
def test_the_likely_fix_follows_the_other_evidence(typed: dict[str, str], suggestion: str) -> None:
    _, problems = decided(**typed)
    assert suggestion in [each.suggestion for each in problems]


def test_a_number_without_any_year_asks_for_it() -> None:
    span, (problem,) = decided(week="28")
    assert (span, problem.code, problem.line) == ("None", "week.unknown", 3)
    assert "of which year" in problem.message


def test_a_number_gets_its_year_from_the_name() -> None:
    assert decided(week="28", name="2019-W28") == ("2019-W28", ())
    assert decided(name="28", date="2019-07-12") == ("2019-W28", ())


@pytest.mark.parametrize(
    "typed",
    [
        {"week": "2019-W28"},
        {"week_commencing": "2019-07-08"},
        {"week_ending": "2019-07-12"},
        {"week_ending": "2019-07-14"},
        {"covers": "2019-W28"},
        {"name": "2019-W28"},
        {"folder": "2019/28"},
    ],
)
def test_each_claim_decides_where_it_is_alone_and_goes_before_the_date(typed: dict[str, str]) -> None:
    assert decided(**typed) == ("2019-W28", ())
    assert decided(**typed, date="2019-07-19") == ("2019-W28", ())


def test_a_note_that_covers_two_weeks_may_state_either() -> None:
    covers = "2019-W28 to 2019-W29"
    assert decided(week="2019-W29", covers=covers, name="2019-W28", date="2019-07-19") == (covers, ())


def test_a_name_left_from_another_week_is_an_error() -> None:
    span, (problem,) = decided(week="2019-W29", name="2019-w28", date="2019-07-19")
    assert (span, problem.code, problem.found, problem.suggestion) == (
        "2019-W29",
        "week.disagrees",
        "2019-w28",
        "2019-W29",
    )


@pytest.mark.parametrize("day", ["2019-07-15", "2019-07-16"])
def test_a_note_dated_early_in_the_week_gets_a_question(day: str) -> None:
    span, (problem,) = decided(date=day)
    assert (span, problem.code, problem.severity) == ("2019-W29", "week.early", Severity.HINT)
    assert problem.suggestion == "week: 2019-W28"


def test_the_question_is_not_asked_again_when_the_week_is_stated() -> None:
    assert decided(date="2019-07-15", week="2019-W28") == ("2019-W28", ())
    assert decided(date="2019-07-15", week="2019-W29") == ("2019-W29", ())


def test_a_week_that_commences_on_a_sunday_is_an_error() -> None:
    _, (problem,) = decided(week_commencing="2019-07-07")
    assert problem.suggestion == "week_commencing: 2019-07-08"


def test_a_name_with_another_date_is_a_warning() -> None:
    span, (problem,) = decided(date="2019-07-19", name_date="2019-07-12")
    assert (span, problem.code, problem.severity) == ("2019-W29", "date.disagrees", Severity.WARNING)
    assert decided(date="2019-07-12", name_date="2019-07-11") == ("2019-W28", ())


def month(year: int, number: int) -> Claim:
    last = date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    return Claim("name date", f"{year}-{number:02}", day=last, number=number)


def test_a_month_alone_stands_under_the_week_of_its_last_day() -> None:
    span, problems = decide([month(2022, 7)], "2022-07.md")
    assert (str(span), problems) == ("2022-W30", ())


def test_a_name_that_may_be_a_month_is_a_week_when_the_date_says_so() -> None:
    span, problems = decide([claim("date", "2024-02-26"), month(2024, 8)], "2024-08.md")
    assert (str(span), problems) == ("2024-W08", ())


@pytest.mark.parametrize("day", ["2024-08-30", "2024-09-05"])
def test_a_note_about_a_month_keeps_the_week_of_its_date(day: str) -> None:
    span, problems = decide([claim("date", day), month(2024, 8)], "2024-08.md")
    assert (span, problems) == (Span.of(Week.of(date.fromisoformat(day))), ())


def test_nothing_is_decided_from_nothing() -> None:
    assert decide([], "note.md") == (None, ())


CLAIMS = st.one_of(
    st.builds(Claim, st.sampled_from(["week", "name", "folder"]), st.just("28"), number=st.integers(0, 99)),
    st.builds(Claim, st.sampled_from(DAY_KINDS), st.just("a day"), day=DAYS),
    st.builds(Claim, st.just("name date"), st.just("2024-08"), day=DAYS, number=st.integers(1, 12)),
    st.builds(
        Claim,
        st.sampled_from(["covers", "week", "name", "folder"]),
        st.just("2019-W28"),
        DAYS.map(lambda day: Span.of(Week.of(day))),
    ),
)


@given(st.lists(CLAIMS, max_size=6))
def test_any_claims_are_decided_or_told(claims: list[Claim]) -> None:
    span, problems = decide(claims, "note.md")
    assert all(problem.message and problem.path == "note.md" for problem in problems)
    assert span or not claims or problems


@given(st.lists(CLAIMS, max_size=4, unique_by=lambda each: each.kind).flatmap(st.permutations))
def test_the_order_in_which_things_are_claimed_does_not_matter(claims: list[Claim]) -> None:
    backwards = decide(claims[::-1], "note.md")
    assert decide(claims, "note.md")[0] == backwards[0]


@given(DAYS, st.sampled_from(["week", "name", "folder"]))
def test_every_fix_for_a_wrong_week_is_itself_right(day: date, kind: str) -> None:
    wrong = Week.of(day).plus(-5)
    (problem,) = decide([Claim(kind, str(wrong), Span.of(wrong)), claim("date", str(day))], "n.md")[1]
    fixed = Span.parse(problem.suggestion.removeprefix("week: "))
    assert decide([Claim(kind, str(fixed), fixed), claim("date", str(day))], "n.md") == (fixed, ())
