"""What is let pass on purpose is on record."""

from __future__ import annotations

from datetime import date

import pytest

from weeknotes.config import Config, Folder, QuietPeriod
from weeknotes.entries import place, read
from weeknotes.exemptions import in_force
from weeknotes.facts import Exemption
from weeknotes.ledger import Deed, Ledger
from weeknotes.model import FileAccount, Reading, State
from weeknotes.states import rules

PATH = "content/posts/a.md"
TODAY = date(2026, 7, 20)
PUBLISHED = Ledger({"post/b": Deed("post/b", "posts/b/", path="content/posts/b.md")})
ELECTION = Config(quiet_periods=(QuietPeriod(date(2026, 6, 1), date(2026, 6, 26), "the election"),))
OVERRIDE = "quiet_override: {by: Ada Penhaligon, reason: Flood warnings}"
ALLOW = """allow:
  - check: phone-number
    text: 020 7946 0000
    reason: Our help line
  - {check: image.alt, reason: Ornaments}"""


def reading(head: str) -> Reading:
    where = place(PATH, Folder("content/posts", "post"), frozenset({PATH}))
    return read(f"---\n{head}\n---\nText\n".encode(), where, Config())


def found(
    head: str, config: Config = ELECTION, state: State = State.PUBLISHED, today: date = TODAY
) -> tuple[Exemption, ...]:
    text = reading(head)
    return in_force([text], {PATH: FileAccount(PATH, state)}, today, rules([text], config, PUBLISHED))


def test_every_allow_entry_is_listed_with_its_line_and_reason() -> None:
    assert found(f"date: 2026-05-01\n{ALLOW}") == (
        Exemption(PATH, "phone-number", "Our help line", "020 7946 0000", line=4),
        Exemption(PATH, "image.alt", "Ornaments", line=7),
    )


def test_an_override_is_listed_with_who_decided_it_why_and_what_it_breaks() -> None:
    assert found(f"date: 2026-06-10\n{OVERRIDE}") == (
        Exemption(PATH, "quiet period", "Flood warnings", "the election", "Ada Penhaligon", 3),
    )


def test_an_override_for_a_note_that_is_new_in_the_period_is_listed_whatever_its_date() -> None:
    assert [each.what for each in found(f"date: 2026-05-01\n{OVERRIDE}", today=date(2026, 6, 10))] == ["quiet period"]


@pytest.mark.parametrize("day", ["2026-05-31", "2026-06-27"])
def test_an_override_of_nothing_is_not_listed(day: str) -> None:
    assert found(f"date: {day}\n{OVERRIDE}") == ()


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.NOT_CONTENT])
def test_what_is_not_there_any_more_lets_nothing_pass(state: State) -> None:
    assert found(f"date: 2026-06-10\n{OVERRIDE}\n{ALLOW}", state=state) == ()


@pytest.mark.parametrize("state", [State.DRAFT, State.HELD, State.SCHEDULED])
def test_what_is_to_be_published_lists_its_exceptions_before(state: State) -> None:
    assert len(found(f"date: 2026-05-01\n{ALLOW}", state=state)) == 2


@pytest.mark.parametrize("head", ["quiet_override: {by: Ada}", "quiet_override: {reason: Rain}", "quiet_override: yes"])
def test_an_override_without_a_name_or_a_reason_is_a_fault(head: str) -> None:
    (problem,) = reading(f"date: 2026-06-10\n{head}").problems
    assert (problem.code, problem.severity.value, problem.line) == ("field.quiet-override", "error", 3)
    assert "by:" in problem.suggestion
