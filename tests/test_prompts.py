"""What a new entry is given to begin with, and whether anything was written."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes import prompts
from weeknotes.text import slugify
from weeknotes.weeks import Week

W48 = Week(2026, 48)
WORDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)


@pytest.mark.parametrize("style", prompts.STYLES)
def test_what_is_given_in_any_style_counts_as_untouched_until_a_word_is_written(style):
    body = "\n".join(f"## {head}\n" for head in prompts.heads(style, W48))
    assert prompts.is_untouched(body) is (style != "plain")
    assert not prompts.is_untouched(f"{body}\nWe moved in.\n")


@pytest.mark.parametrize(
    "body",
    [
        prompts.case_study(),
        f"{prompts.POST}\n",
        "\n\nWrite here.\r\n",
        "## Did\r\n\r\n### Learned ##\r\n",
        "You said you would:\n\n- Ring the bells\n- Count them\n\n## Did\n",
        "# Next week",
        "##\n\n##\n",
    ],
)
def test_a_scaffold_is_known_as_one(body):
    assert prompts.is_untouched(body)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n\n",
        "# Hello",  # a heading of somebody's own
        "On leave.",
        "![Bells](bells.jpg)",
        "## Did\n\n## Next week\n\n- Rest",
        "## Did\n\n***\n",
        "You said you would:\n\n- Ring the bells\n\nWe rang them.\n",
        "We wrote:\n\n- Ring the bells\n",
        prompts.case_study() + "\nIt took four years.\n",
        "    ## code\n\n    ## more\n".replace("##", "x"),
    ],
)
def test_a_text_of_any_length_and_shape_is_none(body):
    assert not prompts.is_untouched(body)


@given(st.lists(st.tuples(st.integers(1, 6), WORDS), max_size=5), WORDS)
def test_whatever_is_written_below_headings_is_writing(heads, words):
    headings = "".join(f"{'#' * level} {text}\n\n" for level, text in heads)
    assert not prompts.is_untouched(f"{headings}Written: {words}\n")


def test_questions_change_from_week_to_week_and_all_come_round():
    asked = [prompts.heads("questions", W48.plus(each)) for each in range(len(prompts.QUESTIONS) // prompts.AT_ONCE)]
    assert {each for three in asked for each in three} == set(prompts.QUESTIONS)
    assert prompts.heads("questions", W48) == prompts.heads("questions", W48)


def test_the_last_week_of_a_year_asks_otherwise_than_the_first_of_the_next():
    last = Week.of(date(2026, 12, 31))
    assert not set(prompts.heads("questions", last)) & set(prompts.heads("questions", last.plus(1)))


def test_without_a_style_three_headings_are_offered():
    assert prompts.heads("", W48) == ("What we did", "What we learned", "Next week")


def test_every_heading_that_tells_what_comes_next_is_compared_as_a_slug():
    assert [each for each in prompts.AHEAD if slugify(each) != each] == []


def test_a_case_study_asks_for_what_was_hard():
    assert re.search(r"^## What was hard\n\n\S", prompts.case_study(), re.M)
