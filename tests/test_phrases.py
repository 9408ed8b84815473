"""What of a text may be told to readers, and how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.outlines import Reader
from weeknotes.phrases import Things, written


def told(title: str, *texts: str) -> set[str]:
    """What may be told of the first text, as all of them write it."""
    reader = Reader()
    outlines = [reader.read(title, text) for text in texts]
    things = [Things(reader, outline) for outline in outlines]
    return {written(things, term) for term in things[0].letters.values()} - {""}


def often(title: str, text: str) -> set[str]:
    reader = Reader()
    outline = reader.read(title, text)
    found = Things(reader, outline)
    return {written([found], letters) for code, letters in found.letters.items() if found.is_often(code)}


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
    assert expected in told("", text)


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
    assert told("", text) <= {"the surveyor"}


def test_the_better_of_two_spellings_is_told() -> None:
    assert told("", "Damp and mould came back.", "We saw damp and mould.") == {"damp and mould"}


def test_terms_that_come_often_or_in_the_title_are_what_a_text_is_about() -> None:
    assert often("On mould", "The damp of walls, the damp of floors, the roof") == {"mould", "the damp"}


def test_a_pair_that_comes_twice_comes_often_however_it_is_joined() -> None:
    assert "damp and mould" in often("", "We saw damp and mould. It was damp mould.")


WORDS = st.text(max_size=60) | st.sampled_from(["damp and mould", "The lift.", "bells\nbells", "of Tŷ"])


@given(WORDS, WORDS)
def test_nothing_that_is_told_has_a_break_in_it(title: str, text: str) -> None:
    assert all("\n" not in each for each in told(title, text, title))
