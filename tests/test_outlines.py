"""Reading texts: their terms, and their words as titles name them."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.outlines import MOST_TERMS, Reader, print_of


def counts(title: str, text: str, reader: Reader | None = None) -> dict[int, int]:
    reader = reader or Reader()
    return reader.counts(reader.read(title, text))


def code(term: str) -> int:
    """The code of a term: the only one of a text that is only this, or the last of one that is a pair."""
    return list(counts("", term))[-1]


def test_pairs_of_neighbouring_words_are_terms() -> None:
    assert counts("", "Housing benefit") == {code("house"): 1, code("benefits"): 1, code("housing benefit"): 1}


def test_one_joining_word_may_stand_within_a_pair() -> None:
    pair = code("damp mould")
    assert pair in counts("", "damp and mould")
    assert pair not in counts("", "damp as well as mould")
    assert pair not in counts("", "damp was mould")


@pytest.mark.parametrize(
    "text", ["Damp. Mould", "Damp\nMould", "Damp; mould", "damp: mould", "damp, mould", "Damp (mould)"]
)
def test_no_pair_reaches_over_the_end_of_a_sentence_or_a_part_of_it(text: str) -> None:
    assert set(counts("", text)) == {code("damp"), code("mould")}


def test_a_pair_has_an_order() -> None:
    assert code("damp mould") != code("mould damp")


def test_the_title_counts_three_times() -> None:
    assert counts("Damp", "Walls.") == counts("", "Damp. Damp. Damp. Walls.")


def test_of_a_very_long_text_the_terms_that_come_most_often_are_kept() -> None:
    words = [f"{one}{two}x" for one in "abcdefghijklmnopqrstuvwxyz" for two in "abcdefghijklmnopqrstuvwxyz"]
    found = counts("", ". ".join([*words, "larkfield", "larkfield"]))
    assert len(found) == MOST_TERMS
    assert found[code("larkfield")] == 2


def test_what_a_text_says_does_not_depend_on_what_was_read_before() -> None:
    reader = Reader()
    reader.read("Something else", "The lift is broken again, and the damp came back.")
    assert counts("Damp", "The lift and the walls.", reader) == counts("Damp", "The lift and the walls.")


def test_a_reader_can_be_sent_to_another_process() -> None:
    reader = Reader()
    outline = reader.read("Damp", "The lift and the walls.")
    sent = pickle.loads(pickle.dumps(reader))
    assert sent.counts(outline) == reader.counts(outline)
    assert sent.read("", "The lift and a new garden") == reader.read("", "The lift and a new garden")


def test_titles_and_texts_are_spelt_alike() -> None:
    reader = Reader()
    title = reader.title("What’s a garden?")
    assert title == ""
    title = reader.title("What’s a Garden Party?")
    assert title in reader.folded(reader.read("", "we ask WHAT'S a garden, party on"))
    assert title not in reader.folded(reader.read("", "What s a garden partying"))


@pytest.mark.parametrize("title", ["", "Week 28", "Weeknotes", "Friday notes", "Library", "What we did", "?"])
def test_titles_that_anybody_may_write_are_none(title: str) -> None:
    assert Reader().title(title) == ""


def test_the_title_is_no_part_of_what_its_text_names() -> None:
    reader = Reader()
    assert reader.folded(reader.read("Garden party", "Rain.")) == " rain "
    assert reader.vocabulary(reader.read("Garden party", "Rain.")) == {"rain", ""}


TEXTS = st.text(max_size=60) | st.sampled_from(["damp and mould", "The lift.", "bells\nbells", "of Tŷ", "ſ ß İ"])


@given(TEXTS, TEXTS)
def test_a_text_that_names_a_title_has_its_print(title: str, text: str) -> None:
    reader = Reader()
    outline = reader.read("", f"{text} {title} {text}")
    spelt = reader.folded(reader.read("", title))
    assert spelt in reader.folded(outline) or not spelt.strip()
    wanted = print_of(spelt.split())
    assert reader.print(outline) & wanted == wanted


@given(TEXTS, TEXTS)
def test_any_text_can_be_read(title: str, text: str) -> None:
    assert all(0 <= term < 1 << 32 and number > 0 for term, number in counts(title, text).items())
