"""What publishers are told for themselves."""

from __future__ import annotations

from datetime import date

import pytest

from weeknotes.config import Config, Folder, Team
from weeknotes.entries import place, read
from weeknotes.facts import Cause, Exemption
from weeknotes.model import Account, FileAccount, Reading, State
from weeknotes.private import Private, private_report

TODAY = date(2026, 11, 22)
CONFIG = Config(teams={"housing": Team("housing", "Housing Repairs"), "data": Team("data", "Data | Mapping")})


def note(week: str, team: str = "housing", more: str = "") -> Reading:
    path = f"content/weeknotes/{week}-{team or 'x'}.md"
    head = f"team: {team}\n{more}" if team else more
    where = place(path, Folder("content/weeknotes", "weeknote"), frozenset({path}))
    return read(f"---\n{head}\n---\nText\n".encode(), where, CONFIG)


def report(
    *readings: Reading,
    states: dict[str, FileAccount] | None = None,
    sizes: dict[str, int] | None = None,
    exemptions: tuple[Exemption, ...] = (),
) -> Private:
    told = states or {}
    files = tuple(told.get(each.path) or FileAccount(each.path, State.PUBLISHED) for each in readings)
    account = Account(files, (), exemptions=exemptions)
    return private_report(account, readings, sizes or {}, TODAY, CONFIG)


def test_notes_are_counted_for_each_team_and_month_teams_by_the_alphabet() -> None:
    found = report(note("2026-w45"), note("2026-w46"), note("2026-w40"), note("2026-w46", "data"))
    assert found.months[-2:] == ("October 2026", "November 2026")
    assert len(found.months) == 12
    assert found.months[0] == "December 2025"
    assert [(each.name, each.notes[-2:]) for each in found.teams] == [
        ("Data | Mapping", (0, 1)),
        ("Housing Repairs", (1, 2)),
    ]


def test_a_team_that_writes_most_does_not_come_first() -> None:
    found = report(*(note(f"2026-w{week}", "zebra") for week in range(40, 47)), note("2026-w46", "data"))
    assert [each.name for each in found.teams] == ["Data | Mapping", "zebra"]


@pytest.mark.parametrize(
    ("weeks", "gaps"),
    [
        (("2026-w40", "2026-w41"), ()),
        (("2026-w40", "2026-w42"), ("no note for week 41 of 2026",)),
        (("2026-w29", "2026-w33"), ("no note for weeks 30 to 32 of 2026",)),
        (("2025-w52", "2026-w03"), ("no note for weeks 1 to 2 of 2026",)),
        (("2025-w50", "2026-w03"), ("no note from week 51 of 2025 to week 2 of 2026",)),
        (("2020-w01", "2026-w45"), ("no note from week 49 of 2025 to week 44 of 2026",)),
        (("2026-w45",), ()),
    ],
)
def test_gaps_are_said_as_what_they_are(weeks: tuple[str, ...], gaps: tuple[str, ...]) -> None:
    (team,) = report(*map(note, weeks)).teams
    assert team.gaps == gaps


def test_a_note_about_two_weeks_leaves_no_gap() -> None:
    (team,) = report(note("2026-w42", more="covers: 2026-W41 to 2026-W42"), note("2026-w40"), note("2026-w43")).teams
    assert team.gaps == ()


def test_a_note_within_weeks_that_are_told_already_makes_no_gap() -> None:
    wide = note("2026-w44", more="covers: 2026-W40 to 2026-W44")
    (team,) = report(wide, note("2026-w41"), note("2026-w45")).teams
    assert team.gaps == ()


def test_notes_without_a_team_come_last_and_drafts_do_not_count() -> None:
    draft = note("2026-w46", more="state: draft")
    states = {draft.path: FileAccount(draft.path, State.DRAFT)}
    found = report(note("2026-w45"), note("2026-w45", ""), draft, states=states)
    assert [(each.name, sum(each.notes)) for each in found.teams] == [("Housing Repairs", 1), ("No team", 1)]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-21", "was due on 21 November 2026"),
        ("2026-11-22", "is due on 22 November 2026"),
        ("2026-12-22", "is due on 22 December 2026"),
        ("2026-12-23", ""),
    ],
)
def test_reviews_are_told_from_thirty_days_before(day: str, told: str) -> None:
    reviews = report(note("2026-w45", more=f"review_by: {day}")).reviews
    assert [each.words for each in reviews] == ([told] if told else [])


def test_drafts_are_told_after_sixty_days() -> None:
    old, young = note("2026-w37", more="state: draft"), note("2026-w40", more="state: draft")
    states = {each.path: FileAccount(each.path, State.DRAFT) for each in (old, young)}
    assert [each.path for each in report(old, young, states=states).drafts] == [old.path]


def test_what_waits_for_sign_off_and_what_comes_next_are_told_by_file() -> None:
    texts = [note("2026-w45"), note("2026-w46"), note("2026-w47")]
    waits, later, kept = (each.path for each in texts)
    states = {
        waits: FileAccount(waits, State.HELD, reason="it waits for Ada", cause=Cause.SIGN_OFF),
        later: FileAccount(later, State.SCHEDULED, when="Friday 4 December 2026, in 12 days"),
        kept: FileAccount(kept, State.HELD, when="Monday 30 November 2026, in 8 days", cause=Cause.QUIET_PERIOD),
    }
    found = report(*texts, states=states)
    assert [each.path for each in found.waiting] == [waits]
    assert [each.path for each in found.coming] == [kept, later]


def test_the_largest_pictures_are_named_and_all_are_weighed() -> None:
    sizes = {f"{number}.JPG": number * 1000 for number in range(1, 31)} | {"a.md": 10**9}
    found = report(sizes=sizes)
    assert found.weights[0] == ("30.JPG", 30_000)
    assert len(found.weights) == 20
    assert found.weight == sum(range(1, 31)) * 1000
