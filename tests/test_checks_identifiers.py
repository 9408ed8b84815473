from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import CARD, HEAD, NHS, NI, PATH, codes, found

from weeknotes.checks.identifiers import is_luhn, is_nhs_number

PERSONS = [
    ("JG 10 37 59 A", "ni-number"),
    ("JG103759A", "ni-number"),
    ("AB 12 34 56 C", "ni-number"),
    ("His number is JG-10-37-59-A.", "ni-number"),
    ("National Insurance number: jg103759a", "ni-number"),
    ("| Mr Frith | JG103759A |", "ni-number"),
    ("NI no.\u00a0JG 10\u00a037 59 A", "ni-number"),
    ("JG&nbsp;10&nbsp;37&nbsp;59&nbsp;A", "ni-number"),
    ("943 476 5919", "nhs-number"),
    ("(943 476 5919)", "nhs-number"),
    ("NHS number 9434765919", "nhs-number"),
    ("the patient (9434765919)", "nhs-number"),
    ("NHS 943-476-5919", "nhs-number"),
    ("NHS no: 943-476-5919", "nhs-number"),
    ("nhs_number: 9434765919", "nhs-number"),
    ("| Name | NHS number |\n|---|---|\n| Mrs Frith | 9434765919 |", "nhs-number"),
    ("Rhif y GIG 943 476 5919", "nhs-number"),
    ("4539 5787 6362 1486", "card-number"),
    ("4539-5787-6362-1486", "card-number"),
    ("She paid by card, 4539578763621486.", "card-number"),
    ("3782 822463 10005", "card-number"),
    ("Visa debit: 4111111111111111", "card-number"),
]
NEARLY = [
    "QQ 12 34 56 C",  # the sample on GOV.UK, which is none
    "DA 10 37 59 A",
    "JO 10 37 59 A",
    "GB 10 37 59 A",
    "NT103759A",
    "ZZ 10 37 59 B",
    "JG 10 37 59 E",
    "JG 10 37 5 A",
    "commit jg103759a",
    "XJG103759A",
    "https://example.org/JG103759A",
    "NHS number 485 777 3456",  # the sample of the NHS design system: a wrong check digit
    "943 476 5918",
    "9434765919",
    "Call us on 943 476 5919",
    "+1 943 476 5919",
    "https://example.org/papers/9434765919",
    "?id=9434765919",
    "UPRN 9434765919",
    "0943 476 5919 2",
    "111 111 1111",
    "4539 5787 6362 1487",
    "https://example.org/4539-5787-6362-1486",
    "#4539578763621486",
    "1234 5678 9012 3456",
    "0000 0000 0000 0000",
    "2024 2025 2026 2027",
    "in 2026 07 10 09 30",
    "a table 10 20 30 40 50 60",
    "£4,539,578,763",
    "f47ac10b-58cc-4372-a567-0e02b2c3d479",
    "d41d8cd98f00b204e9800998ecf8427e",
]


@pytest.mark.parametrize(("text", "code"), PERSONS)
def test_a_number_by_which_somebody_is_known_stops(text: str, code: str) -> None:
    assert codes(text) == [f"sensitive.{code}!"]


@pytest.mark.parametrize("text", NEARLY)
def test_what_only_looks_like_such_a_number_passes(text: str) -> None:
    assert codes(text) == []


def test_sixteen_digits_that_nothing_calls_a_card_are_told_and_not_stopped() -> None:
    assert codes("Reference 4539578763621486 came back.") == ["sensitive.card-number"]


def test_a_number_that_is_kept_for_tests_is_told_and_not_stopped() -> None:
    assert codes("NHS number 999 000 0018") == ["sensitive.nhs-number"]


@pytest.mark.parametrize(
    ("typed", "shown"), [(NI, "JG •• •• •• A"), (NHS, "94• ••• •••9"), (CARD, "45•• •••• •••• •••6")]
)
def test_no_report_repeats_a_whole_number(typed: str, shown: str) -> None:
    problem = found(HEAD + f"We wrote to {typed}.\n")[0]
    assert problem.found == shown
    assert typed not in repr(problem)
    assert "information governance" in problem.message


@pytest.mark.parametrize("name", ["2026-w28-JG103759A", "JG 10 37 59 A", "letter_JG103759A_reply"])
def test_a_number_in_the_name_of_the_file_stops(name: str) -> None:
    problems = found(HEAD + "We met.\n", PATH.replace("2026-w28-housing", name))
    assert [(each.code, each.severity) for each in problems] == [("sensitive.ni-number", "error")]


def test_numbers_in_two_places_are_told_twice_with_their_lines() -> None:
    problems = found(HEAD + f"{NI} came.\n\nThen {NI} came.\n")
    assert [(each.line, each.column) for each in problems] == [(6, 1), (8, 6)]


@given(st.integers(0, 999_999_999))
def test_at_most_one_last_digit_makes_an_nhs_number(first: int) -> None:
    assert sum(is_nhs_number(f"{first:09}{last}") for last in range(10)) <= 1


@given(st.integers(10**14, 10**15 - 1).filter(lambda first: len(set(str(first))) > 1))
def test_exactly_one_last_digit_passes_luhn(first: int) -> None:
    assert sum(is_luhn(f"{first}{last}") for last in range(10)) == 1


@settings(max_examples=60)
@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_ten_digits_alone_never_stop_a_text(digits: str) -> None:
    assert codes(f"Reference {digits}, see page 4.") == []
