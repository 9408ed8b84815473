"""The file of the next note: its fields, its headings, its folder, and words that come through as typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes import markup, matter, prompts, sequels
from weeknotes.config import Config, Folder, Markdown, Site, standard_folders
from weeknotes.model import Heading, Kind
from weeknotes.sequels import Asked, Earlier
from weeknotes.text import plain_spaces
from weeknotes.weeks import Week

W48 = Week(2026, 48)
PLAIN = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=40).map(plain_spaces)


def earlier(week: int, *heads: str, level: int = 2, **given: object) -> Earlier:
    headings = tuple(Heading(level, head, head) for head in heads)
    return Earlier(f"content/weeknotes/2026/2026-w{week}-data.md", headings=headings, **given)


def headings(*notes: Earlier, style: str = "") -> list[str]:
    text = sequels.next_text(notes, Asked(W48, style=style))
    return [line for line in text.splitlines() if line.startswith("##")]


# Words


@given(PLAIN)
@settings(max_examples=100)
def test_any_text_is_shown_as_it_is(text):
    assert markup.read(f"- {sequels.as_markdown(text)}", Markdown(), "x.md").body.text == text


@pytest.mark.parametrize(
    "text", ["R&amp;D", "a _b_ c", "__0__", "# 1", "1. One", "2026. A", "***", "~~x~~", "[x](y)", "<b>"]
)
def test_signs_of_markdown_are_shown_as_typed(text):
    assert markup.read(f"- {sequels.as_markdown(text)}", Markdown(), "x.md").body.text == text


@given(PLAIN)
@settings(max_examples=100)
def test_any_title_comes_back_from_the_front_matter_without_a_complaint(title):
    found = matter.split(f"---\n{sequels.header([('title', title), ('date', '2026-11-27')])}\n---\n", "x.md")
    assert found.fields.get("title", "") == title
    assert found.problems == ()


# The text


def test_what_is_asked_for_goes_before_what_the_last_note_had():
    notes = [earlier(47, authors=("Ada", "Tom"), series="maps", episode="s01e09")]
    text = sequels.next_text(notes, Asked(W48, title="Maps: all", team="data", author="Noor"))
    assert text.split("---\n")[1].splitlines()[2:] == [
        'title: "Maps: all"',
        "team: data",
        "author: Noor",
        "date: 2026-11-27",
        "series: maps",
        "episode: s01e10",
    ]


def test_headings_recur_with_their_level():
    assert headings(earlier(46, "Did", "Bells"), earlier(47, "Did", "Cats", level=3)) == ["### Did"]


@pytest.mark.parametrize("style", [style for style in prompts.STYLES if style != "plain"])
def test_a_style_goes_before_the_headings_that_recur(style):
    found = headings(earlier(46, "Own"), earlier(47, "Own"), style=style)
    assert found == [f"## {head}" for head in prompts.heads(style, W48)]


def test_the_reminder_stands_above_the_headings():
    text = sequels.next_text([], Asked(W48), "You said you would:\n\n- Rest\n")
    assert "---\n\nYou said you would:\n\n- Rest\n\n## What we did\n\n## What we learned\n" in text


# The place


@pytest.mark.parametrize(
    ("team", "folder"), [("data", "shelves/data"), ("housing", "content/weeknotes"), ("", "content/weeknotes")]
)
def test_the_folder_of_a_team_goes_before_that_of_all(team, folder):
    own = (Folder("shelves/data", "weeknote", team="Data"), Folder("nodiadau", "weeknote", lang="cy"))
    config = Config(site=Site(), folders=(*own, *standard_folders()))
    assert sequels.folder_for(config, Kind.WEEKNOTE, team).path == folder


@pytest.mark.parametrize(("owner", "name"), [("data", "2026-w48-data.md"), ("", "2026-w48.md")])
def test_the_standard_name_has_the_year_the_week_and_the_owner(owner, name):
    assert sequels.standard_name(W48, owner) == name
    assert sequels.next_path([], Folder("notes", "weeknote"), W48, owner) == f"notes/2026/{name}"
