from __future__ import annotations

import pytest
from sheets import MOBILE, NI, found

from weeknotes.checks.allowed import silence
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Allow


def told(allow: str, body: str) -> list[tuple[str, int]]:
    return [(each.code, each.line) for each in found(f"---\ntitle: A week\ndate: 2026-07-10\n{allow}\n---\n\n{body}\n")]


def entry(check: str, text: str, reason: str = "It is our help line") -> str:
    return f'allow:\n  - check: {check}\n    text: "{text}"\n    reason: {reason}'


@pytest.mark.parametrize("name", ["contact.mobile", "mobile", "contact", "Contact Mobile".replace(" ", "."), "MOBILE"])
def test_an_exception_lets_its_own_words_pass(name: str) -> None:
    assert told(entry(name, MOBILE), f"Call {MOBILE}.") == []


def test_an_exception_lets_a_serious_problem_pass_too() -> None:
    assert told(entry("sensitive.ni-number", NI, "A sample that nobody has"), f"Such as {NI}.") == []


def test_an_exception_lets_nothing_else_pass() -> None:
    body = f"Call {MOBILE} or 07700 900462.\n\nShe is {NI}."
    assert told(entry("mobile", MOBILE), body) == [("sensitive.ni-number", 12), ("contact.mobile", 10)]


@pytest.mark.parametrize("piece", ["07700", "0", "900 461", ""])
def test_a_piece_of_a_number_is_not_enough(piece: str) -> None:
    codes = [code for code, _ in told(entry("mobile", piece), f"Call {MOBILE}.")]
    assert codes == ["contact.mobile", "allow.unused"]


def test_an_exception_that_lets_nothing_pass_is_told_at_its_own_line() -> None:
    assert told(entry("mobile", MOBILE), "We met.") == [("allow.unused", 5)]


def test_an_exception_in_one_line_is_none_for_itself() -> None:
    assert told(f"allow: [{{check: mobile, text: {MOBILE}, reason: Help line}}]", "We met.") == [("allow.unused", 4)]


def test_an_exception_without_a_reason_counts_as_not_given() -> None:
    text = f"---\ntitle: A\ndate: 2026-07-10\nallow:\n  - check: mobile\n    text: {MOBILE}\n---\n\nCall {MOBILE}.\n"
    assert [(each.code, each.line) for each in found(text)] == [("contact.mobile", 6), ("contact.mobile", 9)]


def test_an_exception_for_a_check_of_style_names_a_part_of_its_line() -> None:
    problem = Problem("linktext.vague", Severity.WARNING, "a.md", "Say where it leads.", 9, found="Click [here](b.md).")
    assert silence([problem], [Allow("linktext.vague", "[here](b.md)", "A quotation")]) == ()
    assert silence([problem], [Allow("linktext.vague", "[there](b.md)", "A quotation")]) == (problem,)
    assert silence([problem], [Allow("linktext.vague", "", "A quotation")]) == (problem,)


def test_an_exception_without_words_is_about_the_whole_file() -> None:
    problem = Problem("image.heavy", Severity.WARNING, "a.jpg", "It has 2 MB.")
    assert silence([problem], [Allow("heavy", "", "A poster to print")]) == ()
