"""Outlines and vectors of texts."""

from __future__ import annotations

from collections.abc import Iterable
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.stems import stem
from weeknotes.vectors import BEST_TERMS, SCALE, Corpus, read

OTHERS = [(f"Title {index}", f"Bus stop {index} moved") for index in range(6)]


def among_others(title: str, text: str, *more: tuple[str, str]) -> Corpus:
    """The corpus of an entry among others, of which one says the same."""
    return read([(title, text), (title, text), *more, *OTHERS])


def stems(corpus: Corpus, terms: Iterable[int]) -> list[str]:
    """Terms in readable stems: outlines have a letter for each stem."""
    spelt = {
        letter: stem(corpus.forms[form])
        for text in corpus.texts
        for form, letter in zip(text.spelling, text.outline, strict=True)
    }
    return [" ".join(spelt[letter] for letter in corpus.terms[term]) for term in terms]


def first(title: str, text: str, *more: tuple[str, str]) -> dict[str, int]:
    """The weights of the first entry's terms."""
    corpus = among_others(title, text, *more)
    weights = corpus.vectors[0].weights
    return dict(zip(stems(corpus, weights), weights.values(), strict=True))


def told(text: str) -> set[str]:
    """What may be told of a text, as written."""
    corpus = among_others("", text)
    return {corpus.written([0], term) for term in corpus.vectors[0].things} - {""}


def test_pairs_of_neighbouring_words_are_terms_and_weigh_as_much() -> None:
    weights = first("", "Housing benefit")
    assert set(weights) == {"hous", "benefit", "hous benefit"}
    assert len(set(weights.values())) == 1


def test_one_joining_word_may_stand_within_a_pair() -> None:
    assert "damp mould" in first("", "damp and mould")
    assert "damp mould" not in first("", "damp as well as mould")
    assert "damp mould" not in first("", "damp was mould")


@pytest.mark.parametrize("text", ["Damp. Mould", "Damp\nMould", "Damp; mould", "damp: mould"])
def test_no_pair_reaches_over_the_end_of_a_sentence(text: str) -> None:
    assert "damp mould" not in first("", text)


def test_no_pair_reaches_over_a_word_that_no_other_text_has() -> None:
    weights = first("", "damp walls", ("", "damp flamingo walls"))
    corpus = among_others("", "damp walls", ("", "damp flamingo walls"))
    assert "damp wall" in weights
    assert "damp wall" not in stems(corpus, corpus.vectors[2].weights)


def test_the_title_counts_three_times() -> None:
    assert first("Damp", "Walls.") == first("", "Damp. Damp. Damp. Walls.")


def test_rare_terms_weigh_more_and_those_of_one_entry_nothing() -> None:
    corpus = read([("", "damp. walls. flamingo"), ("", "damp"), ("", "walls"), ("", "walls"), *OTHERS])
    weights = dict(zip(stems(corpus, corpus.vectors[0].weights), corpus.vectors[0].weights.values(), strict=True))
    assert weights["damp"] > weights["wall"] > 0
    assert "flamingo" not in weights


def test_what_all_entries_say_has_no_weight() -> None:
    assert [dict(each.weights) for each in read([("", "council"), ("", "council")]).vectors] == [{}, {}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We mended the roof.", "the roof"),
        ("We read about damp.", "damp"),
        ("Two bells rang. We hung the bell.", "the bell"),
        ("We press the bell. A walk with bells.", "bells"),
        ("Damp and mould came back.", "Damp and mould"),
        ("It costs missed visits.", "missed visits"),
        ("The data of the NHS.", "NHS"),
        ("We met at Larkfield Homes.", "Larkfield Homes"),
    ],
)
def test_things_are_told_as_they_stand_in_a_sentence(text: str, expected: str) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "We lift, they mend.",
        "The senior surveyor apologised.",
        "They apologised, covered and argued.",
        "It was the usual. It was about the next week.",
        "A note by the team.",
        "We thanked Maureen's and the Maureen.",
        "We missed and visited.",
    ],
)
def test_verbs_adjectives_and_words_of_every_note_are_not_told(text: str) -> None:
    assert told(text) <= {"the surveyor"}


def test_terms_that_come_often_or_in_the_title_are_what_an_entry_is_about() -> None:
    corpus = among_others("On mould", "The damp of walls, the damp of floors, the roof")
    assert set(stems(corpus, corpus.vectors[0].often)) == {"mould", "damp"}


def test_only_the_best_terms_are_kept() -> None:
    text = ". ".join(f"{one}{two}x" for one in "abcdefghijklmnopqrst" for two in "bcdfghjklmnpqrtv")
    assert len(first("", text)) == BEST_TERMS


def test_another_entry_seldom_changes_a_vector() -> None:
    entries = [("Damp", "damp walls"), ("Damp", "damp walls"), *OTHERS * 4]
    before, after = read(entries), read([*entries, ("A garden", "apple trees")])
    assert list(after.vectors[0].weights.values()) == list(before.vectors[0].weights.values())


WORDS = st.text(max_size=60) | st.sampled_from(["damp and mould", "The lift.", "bells\nbells", "of Tŷ"])


@given(st.lists(WORDS, max_size=6))
def test_every_vector_has_the_same_length_or_is_empty(texts: list[str]) -> None:
    for vector in read([("", text) for text in [*texts, *texts]]).vectors:
        length = sqrt(sum(weight * weight for weight in vector.weights.values()))
        assert not vector.weights or isclose(length, SCALE, rel_tol=0.01)
        assert set(vector.often) <= set(vector.things) <= set(vector.weights)


@given(st.lists(WORDS, max_size=6))
def test_things_can_be_written_by_any_text_that_names_them(texts: list[str]) -> None:
    corpus = read([(text, text) for text in [*texts, *texts]])
    for place, vector in enumerate(corpus.vectors):
        assert all("\n" not in corpus.written([place], term) for term in vector.things)


def test_titles_and_texts_can_be_compared_word_for_word() -> None:
    titles, texts = read([("What’s next?", "Nothing."), ("", "we ask WHAT'S, next week"), ("", "What nexts")]).folded()
    assert titles[0] in texts[1]
    assert titles[0] not in texts[0] + texts[2]


def test_no_texts_and_empty_texts_are_fine() -> None:
    assert read([]).vectors == []
    assert read([("", "")]).vectors[0].weights == {}
