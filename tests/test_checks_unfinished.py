from __future__ import annotations

import pytest
from sheets import HEAD, PATH, codes, found

from weeknotes import prompts

CONFLICT = "We met.\n<<<<<<< HEAD\nOn Monday.\n=======\nOn Tuesday.\n>>>>>>> main\n"


def in_header(line: str, body: str = "We met.\n") -> list[str]:
    return [f"{each.code} {each.severity}" for each in found(f"---\n{line}\ndate: 2026-07-10\n---\n\n{body}")]


def test_the_marks_of_a_failed_merge_stop_a_text() -> None:
    problems = found(HEAD + CONFLICT)
    assert [(each.code, each.severity, each.line) for each in problems] == [
        ("unfinished.conflict", "error", 7),
        ("unfinished.conflict", "error", 11),
    ]
    assert "delete these lines" in problems[0].message


def test_a_lesson_on_merging_is_told_and_not_stopped() -> None:
    assert codes(f"```\n{CONFLICT}```\n") == ["unfinished.conflict"] * 2


@pytest.mark.parametrize("text", ["A title\n=======\n", "> > > > > > > deep", ">>> import this", "a <<<<<<< b", "|||"])
def test_rules_and_quotations_are_no_failed_merge(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "title: Weeknotes dd/mm/yyyy",
        "title: Weeknotes DD-MM-YYYY",
        'title: "Week ending dd/mm/yy"',
        "title: Weeknotes YYYY-MM-DD",
        "title: Weeknotes XX/XX/2026",
        "title: TODO",
        "summary: TODO write this",
        "summary: FIXME",
        "summary: >\n  What we did, and\n  TODO the rest",
        "description: '[insert summary]'",
        "title: Title goes here",
        "title: Your title here",
        "title: dd/mm/yyyy",
        "title: Untitled",
        "summary: Lorem ipsum dolor sit amet",
        "summary: Say in one or two sentences what this is about.",
        'title: "Our first case study: say the point here"',
    ],
)
def test_text_of_a_template_in_a_name_stops(line: str) -> None:
    assert in_header(line) == ["unfinished.template error"]


@pytest.mark.parametrize(
    "line",
    [
        "title: Why we ask for a todo list",
        "title: A year without to-do lists",
        "title: Adding a title to your page",
        "summary: Here is what we did about “TODO” in our notes",
        "title: Add your summary with care",
        "title: Hello world",
        "title: Add a description",
        "title: Why we never use lorem ipsum",
        "summary: How we keep a TODO list in the open",
        "title: Mastodon, and why we are on it",
        "summary: What the summary of a note is for",
        "tags: [TODO]",
        "title: Yummy cakes on 10/07/2026",
    ],
)
def test_ordinary_names_pass(line: str) -> None:
    assert in_header(line) == []


@pytest.mark.parametrize(
    "title", ["Why we stopped asking for dd/mm/yyyy", "Changing the hint to dd/mm/yyyy", "Date of birth: dd/mm/yyyy"]
)
def test_a_title_about_dates_is_told_and_not_stopped(title: str) -> None:
    assert in_header(f"title: {title}") == ["unfinished.template warning"]


def test_a_heading_that_was_not_filled_in_stops() -> None:
    assert codes("# Week commencing dd/mm/yyyy\n\nWe met.\n") == ["unfinished.template!"]


@pytest.mark.parametrize(
    "text", ["Week commencing dd/mm/yyyy\n", "TODO: write about the visit\n", "[insert name] came.\n"]
)
def test_a_line_that_was_not_filled_in_is_told(text: str) -> None:
    assert codes(text) == ["unfinished.template"]


@pytest.mark.parametrize(
    "text",
    [
        "People typed the day as dd/mm/yyyy, or in words.\n",
        "```\nTODO: nothing\nWeek dd/mm/yyyy\n```\n",
        "[Add a note](https://example.org/new) when you can.\n",
        "We have a TODO list on the wall.\n",
    ],
)
def test_a_sentence_about_dates_or_lists_passes(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("question", [*(each for _, each in prompts.CASE_STUDY), prompts.POST])
def test_a_question_of_our_own_templates_stops_where_it_was_left(question: str) -> None:
    assert codes(f"## The challenge\n\n{question}\n\nTenants waited 31 days.\n") == ["unfinished.template!"]


def test_a_file_that_is_called_like_its_template_stops() -> None:
    problems = found(HEAD + "We met.\n", PATH.replace("2026-w28-housing", "yyyy-mm-dd-weeknotes"))
    assert ("unfinished.template", 0) in [(each.code, each.line) for each in problems]


def test_a_file_about_dates_is_told_and_not_stopped() -> None:
    problems = found(HEAD + "We met.\n", PATH.replace("2026-w28-housing", "2026-w28-asking-for-dd-mm-yyyy"))
    assert [(each.code, each.severity) for each in problems] == [("unfinished.template", "warning")]


def test_a_draft_may_be_unfinished_and_so_may_what_nobody_has_touched() -> None:
    assert in_header("title: Weeknotes dd/mm/yyyy\nstate: draft") == []
    assert in_header("summary: Say in one or two sentences what this is about.", f"{prompts.POST}\n") == []
    assert in_header("title: A\nstate: draft", CONFLICT) == ["unfinished.conflict warning"] * 2
