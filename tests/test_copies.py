"""Texts that are there twice."""

from __future__ import annotations

import pytest

from weeknotes.config import Config, Folder, standard_folders
from weeknotes.copies import find
from weeknotes.entries import place, read
from weeknotes.model import Reading

WORDS = "We looked at ten homes in Larkfield, and at the diaries of six officers, before anything was decided at all."


def reading(path: str, head: str = "date: 2026-11-06", body: str = WORDS, folder: Folder | None = None) -> Reading:
    standard = next((each for each in standard_folders() if path.startswith(each.path)), None)
    where = place(path, folder or standard or Folder(path.split("/")[0], "weeknote"), frozenset({path}))
    return read(f"---\n{head}\n---\n{body}\n".encode(), where, Config())


@pytest.mark.parametrize(
    "name", ["a (1).md", "a copy.md", "a - Copy.md", "Copy of a.md", "a-copy.md", "a_copy.md", "zebra.md"]
)
def test_a_second_file_with_the_same_text_and_day_is_a_copy_of_the_first(name: str) -> None:
    original, copy = reading("content/posts/a.md"), reading(f"content/posts/{name}")
    assert find([copy, original]) == find([original, copy]) == {copy.path: original.path}


def test_the_original_is_the_one_without_a_mark_of_a_copy_though_its_name_be_longer() -> None:
    original, copy = reading("content/posts/a-long-name-of-a-post.md"), reading("content/posts/a copy.md")
    assert find([original, copy]) == {copy.path: original.path}


def test_a_note_copied_for_the_next_week_and_not_changed_is_a_copy() -> None:
    last = reading("content/weeknotes/2026/2026-w45-housing.md", "team: housing")
    this = reading("content/weeknotes/2026/2026-w46-housing.md", "team: housing")
    assert find([this, last]) == {this.path: last.path}


def test_of_three_alike_two_are_copies_of_one() -> None:
    paths = ["content/posts/a.md", "content/posts/a (1).md", "content/posts/a (2).md"]
    assert find(map(reading, paths)) == dict.fromkeys(paths[1:], paths[0])


@pytest.mark.parametrize(
    ("path", "head", "body"),
    [
        ("content/posts/b.md", "date: 2026-11-06", WORDS + " More."),
        ("content/posts/b.md", "date: 2026-11-13\ntitle: Said again", WORDS),
        ("content/posts/b.md", "date: 2026-11-06\nlang: cy", WORDS),
        ("content/posts/b.md", "date: 2026-11-06\nteam: data", WORDS),
        ("content/posts/b.md", "date: 2026-11-06\nstate: draft", WORDS),
        ("content/posts/b.md", "date: 2026-11-06\nwithdrawn: It was wrong", WORDS),
        ("content/pages/b.md", "date: 2026-11-06", WORDS),
    ],
)
def test_what_differs_in_text_day_language_team_kind_or_state_is_no_copy(path: str, head: str, body: str) -> None:
    assert find([reading("content/posts/a.md"), reading(path, head, body)]) == {}


def test_a_few_words_may_be_said_every_week() -> None:
    notes = [reading(f"content/weeknotes/2026/2026-w{week}.md", "team: housing", "On leave.") for week in (44, 45)]
    assert find(notes) == {}


def test_links_to_other_places_make_another_text() -> None:
    one = reading("content/posts/a.md", body=f"{WORDS} [Here](https://example.org/1).")
    other = reading("content/posts/b.md", body=f"{WORDS} [Here](https://example.org/2).")
    assert find([one, other]) == {}


def test_two_teams_may_tell_of_one_week_in_the_same_words() -> None:
    notes = [reading(f"content/weeknotes/2026/2026-w45-{team}.md", "summary: Together") for team in ("housing", "data")]
    assert find(notes) == {}


def test_a_file_at_fault_is_told_for_its_fault() -> None:
    broken = "date: 2026-02-30"
    assert find([reading("content/posts/a.md", broken), reading("content/posts/a (1).md", broken)]) == {}
