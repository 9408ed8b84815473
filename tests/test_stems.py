"""Stems of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.stems import DULL_WORDS, WELSH_WORDS, is_dull, is_leading, is_thing, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("repair", "repairs", "repaired", "repairing", "Repairs"),
        ("house", "houses", "housed", "housing"),
        ("study", "studies", "studied", "studying"),
        ("plan", "plans", "planned", "planning"),
        ("tenant", "tenants", "tenant's", "tenants’"),
        ("process", "processes", "processing"),
        ("quick", "quickly"),
        ("swap", "swaps", "swapped"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("damp", "dampen"), ("bus", "busy"), ("thing", "thin"), ("rent", "rest")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["the", "Week", "weeknotes", "July", "Friday", "we’re", "2019", "w28", "s", ""])
def test_words_that_every_note_has_say_nothing(word: str) -> None:
    assert stem(word) == ""


@pytest.mark.parametrize("word", ["ring", "red", "fly", "bed", "sing", "NHS", "bus", "Tŷ"])
def test_short_words_keep_a_syllable(word: str) -> None:
    assert len(stem(word)) >= 2


@given(st.text(max_size=20))
def test_any_word_has_a_stem_no_longer_than_itself(word: str) -> None:
    assert len(stem(word)) <= len(word.casefold())


@pytest.mark.parametrize("word", ["the", "Our", "of", "seven", "24"])
def test_small_words_lead_to_the_name_of_a_thing(word: str) -> None:
    assert is_leading(word)


@pytest.mark.parametrize("word", ["to", "we", "lift", "didn't", ""])
def test_other_words_lead_to_nothing(word: str) -> None:
    assert not is_leading(word)


@pytest.mark.parametrize("word", ["senior", "Reports", "meetings", "covered", "team", "we", "ab"])
def test_dull_words_are_dull_in_all_forms(word: str) -> None:
    assert is_dull(word)


@pytest.mark.parametrize("word", ["damp", "tenants", "supervisors", "boiler", "NHS", "bells"])
def test_telling_words_are_not_dull(word: str) -> None:
    assert not is_dull(word)


@pytest.mark.parametrize("word", ["bells", "Housing", "family", "bed", "sheds", "NHS"])
def test_names_of_things(word: str) -> None:
    assert is_thing(word)


@pytest.mark.parametrize("word", ["apologised", "covering", "boldly", "Maureen’s", "hadn't", "meetings"])
def test_words_that_are_no_names_of_things(word: str) -> None:
    assert not is_thing(word)


def test_dull_words_are_listed_once_and_in_order() -> None:
    words = DULL_WORDS.split()
    assert words == sorted(set(words))


@pytest.mark.parametrize("word", ["mae’r", "ddydd", "Gwener", "wythnos", "Roedd"])
def test_words_that_every_welsh_note_has_say_nothing(word: str) -> None:
    assert stem(word) == ""


@pytest.mark.parametrize("form", ["mae'r", "a’r", "the", "yr", "12", "dwy"])
def test_small_words_of_both_languages_lead_to_things(form: str) -> None:
    assert is_leading(form)


def test_no_small_word_of_welsh_is_one_that_an_english_text_may_be_about() -> None:
    english = {*DULL_WORDS.split(), "pan", "tan", "can", "dan", "bob", "os", "ni", "fe", "un", "ward", "bus", "damp"}
    assert english.isdisjoint(WELSH_WORDS.split())
