"""Vectors of the telling terms of texts."""

from __future__ import annotations

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.vectors import BEST_TERMS, Vector, vectors_of, words_of

OTHERS = [(f"Title {index}", f"Bus stop {index} moved") for index in range(6)]


def first(title: str, text: str, *more: tuple[str, str]) -> Vector:
    """The vector of an entry among others, of which one says the same."""
    return vectors_of([(title, text), (title, text), *more, *OTHERS])[0]


def test_pairs_of_neighbouring_words_are_terms_and_weigh_as_much() -> None:
    weights = first("", "Housing benefit").weights
    assert set(weights) == {"hous", "benefit", "hous benefit"}


def test_one_small_word_may_stand_within_a_pair() -> None:
    assert "damp mould" in first("", "damp and mould").weights
    assert "damp mould" not in first("", "damp as well as mould").weights


@pytest.mark.parametrize("text", ["Damp. Mould", "Damp\nMould", "Damp; mould", "damp: mould"])
def test_no_pair_reaches_over_the_end_of_a_sentence(text: str) -> None:
    assert "damp mould" not in first("", text).weights


def test_terms_are_kept_as_written_in_small_letters_where_possible() -> None:
    written = first("", "Repairs and damp. Later repairs. NHS").written
    assert (written["repair"], written["repair damp"], written["nhs"]) == (
        "repairs",
        "Repairs and damp",
        "NHS",
    )


def test_the_title_counts_three_times() -> None:
    assert first("Damp", "Walls.").weights == first("", "Damp. Damp. Damp. Walls.").weights


def test_rare_terms_weigh_more_and_those_of_one_entry_nothing() -> None:
    weights = first("", "damp. walls. flamingo", ("", "walls"), ("", "walls")).weights
    assert weights["damp"] > weights["wall"] > 0
    assert "swan" not in vectors_of([("", "swan damp"), ("", "damp"), *OTHERS])[0].weights


def test_what_all_entries_say_has_no_weight() -> None:
    assert vectors_of([("", "council"), ("", "council")]) == [Vector({}, {}, frozenset())] * 2


def test_terms_that_come_often_or_in_the_title_are_what_an_entry_is_about() -> None:
    assert first("Mould", "damp walls, damp floors").often == {"mould", "damp"}


def test_only_the_best_terms_are_kept() -> None:
    text = ". ".join(f"{one}{two}x" for one in "abcdefghijklmnopqrst" for two in "bcdfghjklmnpqrtv")
    vector = first("", text)
    assert len(vector.weights) == len(vector.written) == BEST_TERMS


def test_another_entry_seldom_changes_a_vector() -> None:
    entries = [("Damp", "damp walls"), ("Damp", "damp walls"), *OTHERS * 4]
    assert vectors_of([*entries, ("A garden", "apple trees")])[0] == vectors_of(entries)[0]


@given(st.lists(st.text(max_size=60), max_size=6))
def test_every_vector_has_unit_length_or_is_empty(texts: list[str]) -> None:
    for vector in vectors_of([("", text) for text in [*texts, *texts]]):
        length = sqrt(sum(weight * weight for weight in vector.weights.values()))
        assert not vector.weights or isclose(length, 1.0)
        assert set(vector.weights) == set(vector.written)


def test_words_are_compared_in_small_letters_with_straight_apostrophes() -> None:
    assert words_of("What’s next? The Library.") == ["what's", "next", "the", "library"]
