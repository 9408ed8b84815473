from __future__ import annotations

import pytest
from sheets import HEAD, PATH, codes, found

WORDS = ("Project Nightingale", "Saltings Depot", "C++ (old)")


@pytest.mark.parametrize(
    "text", ["Project Nightingale began.", "project  nightingale", "PROJECT-NIGHTINGALE", "a C++ (old) b"]
)
def test_a_listed_word_is_told_however_it_is_written(text: str) -> None:
    assert codes(text, words=WORDS) == ["word.listed"]


@pytest.mark.parametrize("text", ["A nightingale sang.", "Project Nightingales", "Subproject Nightingale"])
def test_other_words_pass(text: str) -> None:
    assert codes(text, words=WORDS) == []


def test_a_listed_word_in_the_name_of_the_file_is_told() -> None:
    problems = found(HEAD + "We met.\n", PATH.replace("housing", "saltings-depot"), words=WORDS)
    assert [(each.code, each.line) for each in problems] == [("word.listed", 0)]


def test_a_site_without_a_list_is_told_nothing() -> None:
    assert codes("Project Nightingale began.") == []
