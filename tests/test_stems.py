"""Stems of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.stems import stem


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


@pytest.mark.parametrize(
    ("one", "other"), [("damp", "dampen"), ("bus", "busy"), ("thing", "thin"), ("rent", "rest")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "word", ["the", "Week", "weeknotes", "July", "Friday", "we’re", "2019", "w28", "s", ""]
)
def test_words_that_every_note_has_say_nothing(word: str) -> None:
    assert stem(word) == ""


@pytest.mark.parametrize("word", ["ring", "red", "fly", "bed", "sing", "NHS", "bus", "Tŷ"])
def test_short_words_keep_a_syllable(word: str) -> None:
    assert len(stem(word)) >= 2


@given(st.text(max_size=20))
def test_any_word_has_a_stem_no_longer_than_itself(word: str) -> None:
    assert len(stem(word)) <= len(word.casefold())
