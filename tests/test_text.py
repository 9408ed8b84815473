import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes import text


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("What's the PONT?", "whats-the-pont"),
        ("Tŷ Hyll yn yr ŵyl", "ty-hyll-yn-yr-wyl"),
        ("Straße & Brücke", "strasse-and-brucke"),
        ("C++ \u200b notes", "c-plus-plus-notes"),
        ("  Week\u00a028 — done!  ", "week-28-done"),
        ("🎉", ""),
        ("Заметки", "заметки"),
        ("Cafe\u0301", "cafe"),
    ],
)
def test_slugs_are_readable(typed, slug):
    assert text.slugify(typed) == slug


@given(st.text())
def test_any_text_gives_a_slug_that_is_safe_in_addresses_and_stable(typed):
    slug = text.slugify(typed)
    assert not re.search(r"[\s/?#%&.\\:\"'<>]|--|^-|-$", slug)
    assert text.slugify(slug) == slug


@given(st.text())
def test_what_is_left_for_xml_is_xml(typed):
    from lxml import etree

    node = etree.Element("a")
    node.text = text.for_xml(typed)
    assert etree.fromstring(etree.tostring(node)) is not None


def test_long_slugs_are_cut_at_a_word():
    slug = text.slugify("word " * 40)
    assert len(slug) <= 80
    assert slug.endswith("word")


def test_pasted_spaces_become_plain():
    assert text.plain_spaces("a\u00a0 b\u200b\n c ") == "a b c"
    assert text.plain_spaces("a\u200db\u200c 1\u200d2") == "ab 12"


@pytest.mark.parametrize("typed", ["👩\u200d👩\u200d👧 a family", "🏳️\u200d🌈", "می\u200cخواهم", "क्\u200dष"])
def test_what_joins_letters_and_emoji_into_one_stays(typed):
    assert text.plain_spaces(typed) == typed


@pytest.mark.parametrize(("typed", "meant"), [("sumary", "summary"), ("Titel", "title"), ("zebra", None)])
def test_a_near_miss_is_recognised(typed, meant):
    assert text.nearest(typed, ["title", "summary", "team"]) == meant


@pytest.mark.parametrize(
    ("words", "line"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_words_are_joined_as_in_a_sentence(words, line):
    assert text.join_words(words) == line


def test_counts_agree_with_their_word():
    assert [text.count_words(n, "note") for n in (0, 1, 1200)] == ["0 notes", "1 note", "1,200 notes"]
    assert text.count_words(2, "case study", "case studies") == "2 case studies"


def test_texts_are_shortened_at_a_word():
    assert text.shorten("one two, three four", 10) == "one two…"
    assert text.shorten("one", 10) == "one"


def test_the_sentence_around_a_link_is_found():
    line = "First one. We read the note today! Third."
    start = line.index("the note")
    assert text.sentence_around(line, start, start + 8) == "We read the note today!"


def test_near_misses_come_nearest_first():
    assert text.near_misses("job-swap.md", ["job-swaps.md", "grow.md", "jobs.md"])[0] == "job-swaps.md"


@given(st.text(st.characters(max_codepoint=127)))
def test_spaces_are_the_same_in_plain_and_in_accented_text(words):
    assert text.plain_spaces(words + "é") == text.plain_spaces(words + "e")[:-1] + "é"
