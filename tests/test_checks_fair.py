"""However a number is typed or hidden from a search, it is found at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import HEAD, NHS, NI, found

from weeknotes.checks import embedded
from weeknotes.checks.fair import copy
from weeknotes.checks.scanners import scan
from weeknotes.checks.sheet import Sheet


def told(text: str) -> list[str]:
    return [find.code.partition(".")[2] for find in scan(Sheet(text)) if find.code.startswith("sensitive")]


@pytest.mark.parametrize(
    "typed",
    [
        "JG 10 37 59 A",
        "JG\u200910\u200937\u200959\u2009A",
        "JG10\u00ad3759A",
        "JG10\u200b37\u200b59A",
        "JG\u206010\u206037\u206059\u2060A",
        "ＪＧ１０３７５９Ａ",
        "JG１０３７５９A",
        "JG&#32;10&#32;37&#32;59&#32;A",
        "JG&shy;10&thinsp;37&ensp;59&nbsp;A",
        "JG‒10‒37‒59‒A",
        "JG  10  37  59  A",
        "JG 10 37\n59 A",
        "National Insurance JG/10/37/59/A",
        "National Insurance: JG.10.37.59.A",
        "**JG** 10 37 59 A",
        "JG **10** 37 59 A",
        "JG 10 37 59 **A",
        "JG 10<b>37</b>59 A",
        "JG` `10` `37` `59` `A",
        "> JG 10 37\n> 59 A",
        "JG\\u00a010 37\\x2059 A",
        "https://example.org/?nino=JG103759A",
    ],
)
def test_a_national_insurance_number_is_found_however_it_is_typed(typed: str) -> None:
    text = f"A soft\u00adly told line &amp; another. His is {typed} today."
    one = next(find for find in scan(Sheet(text)) if find.code == "sensitive.ni-number")
    assert text[one.start : one.end].endswith(typed[-4:])
    assert "37" not in one.shown
    assert told(text) == ["ni-number"]


@pytest.mark.parametrize("sign", ["\u2009", "\u00ad", "\u200b", "–", ".", "\u2007"])
def test_an_nhs_number_is_found_whatever_parts_it(sign: str) -> None:
    assert told(f"NHS number {NHS.replace(' ', sign)}") == ["nhs-number"]


@pytest.mark.parametrize(
    "typed",
    [
        *("**943** 476 5919", "943 **476** 5919", "NHS `943` `476` `5919`", "NHS number 943\n476 5919"),
        *("?nhs_number=9434765919&a=b", "https://example.org/?nhs=9434765919", "NHS no 943 476\n  5919"),
    ],
)
def test_an_nhs_number_is_found_between_marks_lines_and_in_addresses(typed: str) -> None:
    assert told(typed) == ["nhs-number"]


def test_numbers_in_two_lines_are_no_nhs_number_unless_called_one() -> None:
    assert told("We counted 943 476\n5919 of them; 943\n476\n5919") == []


@pytest.mark.parametrize(
    "line",
    [
        *('summary: "\\u004AG 10 37\\u00a059 A"', "summary: >\n  It is JG 10 37\n  59 A today"),
        *('summary: "It is JG 10\n  37 59 A"', "summary: |-\n  NHS number 943 476\n  5919"),
    ],
)
def test_a_number_in_the_header_stops_however_its_value_is_written(line: str) -> None:
    (problem,) = found(HEAD.replace("date:", f"{line}\ndate:") + "Text.")
    assert (problem.severity, problem.code.partition(".")[0]) == ("error", "sensitive")
    assert problem.line in (3, 4)


@pytest.mark.parametrize("typed", ["OFFICIAL\u00ad-SENSITIVE", "ＳＥＣＲＥＴ", "**OFFICIAL** **SENSITIVE**"])
@pytest.mark.parametrize("around", ["{}", "# {}", "<!-- {} -->"])
def test_a_marking_is_found_however_it_is_typed(typed: str, around: str) -> None:
    assert told(f"Text.\n\n{around.format(typed)}\n\nText.") == ["marking"]


@pytest.mark.parametrize(
    "text",
    [
        *("Drawing CL/10/11/12/A and PL.01.02.03.A", "?id=JG103759A", "**15** 2 * 3 * 4 `10` `12`"),
        "Sprint 943\u2009476\u20095918 &amp; x",
        "&copy; ２０２４ &lt;b&gt;",
    ],
)
def test_what_only_looks_alike_passes(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["Plain words.", "Ŵythnos – “dyfyniad” £5 & more", ""])
def test_a_text_without_anything_odd_is_not_copied(text: str) -> None:
    assert copy(text) is None


@given(st.text("ab1 \u00ad\u200b\u2009１&#;32nbsp", max_size=60))
def test_every_place_of_a_copy_leads_back(text: str) -> None:
    clear = copy(text)
    if clear:
        for place, sign in enumerate(clear.text):
            if sign.isascii() and sign in "ab":
                assert text[clear.original(place)] == sign or "&" in text
            assert 0 <= clear.copied(clear.original(place)) <= len(clear.text)


def test_a_number_of_national_insurance_is_found_where_a_name_has_one() -> None:
    assert told(f"&#160;{NI}") == ["ni-number"]


def test_a_drawing_pasted_between_quotation_marks_is_looked_into_with_its_spaces() -> None:
    text = f"<img src='data:image/svg+xml,%3Csvg xmlns=%22a%22%3E%3Ctext%3E{NI}%3C/text%3E%3C/svg%3E'>"
    assert [find.code for find in embedded.scan(Sheet(text))] == ["sensitive.ni-number"]


def test_a_key_that_moves_no_money_is_told_and_stops_nothing() -> None:
    key = "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc"
    assert [(find.code, find.severity) for find in scan(Sheet(key))] == [("secret.token", "warning")]
