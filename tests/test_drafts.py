"""The next note of a series: its week, its place, and what it asks and reminds of."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes import drafts, entries, markup, matter
from weeknotes.config import Config, Folder, Markdown
from weeknotes.model import Kind, Reading
from weeknotes.paths import read_path
from weeknotes.text import plain_spaces
from weeknotes.weeks import Span, Week

FOLDER = Folder("content/weeknotes", "weeknote")
HOUSING = "content/weeknotes/2026/2026-w47-housing.md"
W48 = Week(2026, 48)
PLAIN = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=40).map(plain_spaces)
LAYOUTS = ["{}/{}-w{:02}-x", "{}/{:02}/index", "{}-w{}"]
NOBODY = {"title": "", "team": "", "author": ""}


def note(text: str = "", path: str = HOUSING, folder: Folder = FOLDER) -> Reading:
    return entries.read(text.encode(), entries.Place(path, folder), Config(folders=(folder,)))


def in_week(number: int, text: str = "") -> Reading:
    return note(text, f"content/weeknotes/2026/2026-w{number:02}-housing.md")


def next_text(*notes: Reading, week: Week = W48, **given: str) -> str:
    return drafts.next_text(notes, week, NOBODY | given)


def after(
    path: str, week: Week = W48, folder: Folder = FOLDER, text: str = "", owner: str = "data"
) -> str:
    return drafts.next_path([note(text, path, folder)], folder, week, owner)


# The week


@pytest.mark.parametrize(
    ("last", "today", "week"),
    [
        ("2026-W47", date(2026, 11, 23), "2026-W48"),  # the week has begun today, a Monday
        ("2026-W47", date(2026, 11, 22), "2026-W47"),  # Sunday: the next one has not
        ("2026-W47", date(2026, 12, 1), "2026-W48"),  # written late
        ("2026-W50", date(2026, 11, 25), "2026-W48"),  # a note lies ready for later
        ("2026-W52", date(2027, 1, 1), "2026-W53"),  # 2026 has 53 weeks
        ("2026-W53", date(2027, 1, 4), "2027-W01"),
        ("2019-W52", date(2019, 12, 30), "2020-W01"),
    ],
)
def test_the_next_week_is_the_one_after_the_last_note_but_never_one_to_come(last, today, week):
    year, number = last.split("-W")
    notes = [note(path=f"content/weeknotes/{year}/{year}-w{number}-housing.md")]
    assert str(drafts.next_week(notes, today)) == week


def test_a_series_without_notes_begins_this_week():
    assert drafts.next_week([], date(2026, 11, 26)) == W48


def test_a_note_about_two_weeks_is_followed_by_the_week_after_both():
    both = note("---\ncovers: 2026-W46 to 2026-W47\n---\n", "content/weeknotes/two.md")
    assert drafts.next_week([both], date(2026, 12, 10)) == W48


# The place


def test_the_standard_place():
    assert drafts.next_path([], FOLDER, W48, "data") == "content/weeknotes/2026/2026-w48-data.md"


def test_a_site_without_teams_names_the_week_alone():
    assert drafts.next_path([], FOLDER, Week(2026, 3), "") == "content/weeknotes/2026/2026-w03.md"


@pytest.mark.parametrize(
    ("path", "following"),
    [
        ("content/weeknotes/2026/2026-w47-data.md", "content/weeknotes/2026/2026-w48-data.md"),
        ("content/weeknotes/2026-W47.md", "content/weeknotes/2026-W48.md"),
        ("content/weeknotes/2026/47/index.md", "content/weeknotes/2026/48/index.md"),
        ("content/weeknotes/2026/W47.md", "content/weeknotes/2026/W48.md"),
        ("content/weeknotes/data/2026-w47.md", "content/weeknotes/data/2026-w48.md"),
        ("content/weeknotes/2026-11-20-data.md", "content/weeknotes/2026-11-27-data.md"),
        ("content/weeknotes/2026/2026-11-20-data.md", "content/weeknotes/2026/2026-11-27-data.md"),
        ("content/weeknotes/data/2026/11/20/index.md", "content/weeknotes/data/2026/11/27/index.md"),
    ],
)
def test_the_next_note_is_named_like_the_last(path, following):
    assert after(path) == following


def test_a_folder_in_the_old_blog_keeps_its_layout():
    folder = Folder("_posts", "weeknote")
    assert after("_posts/2026-11-20-data.md", folder=folder) == "_posts/2026-11-27-data.md"


def test_the_turn_of_the_year_moves_folder_and_name():
    last = "content/weeknotes/2026/2026-w53-data.md"
    assert after(last, Week(2027, 1)) == "content/weeknotes/2027/2027-w01-data.md"
    last = "content/weeknotes/2026/2026-12-25-data.md"
    assert after(last, Week(2026, 53)) == "content/weeknotes/2027/2027-01-01-data.md"


def test_numbers_that_are_no_week_stay():
    last = "content/weeknotes/2026/2026-w47-floor-47.md"
    assert after(last, owner="floor-47") == "content/weeknotes/2026/2026-w48-floor-47.md"


def test_a_title_in_the_name_of_the_last_note_is_not_repeated():
    last = "content/weeknotes/2026-11-20-we-shipped-it.md"
    assert after(last) == "content/weeknotes/2026-11-27-data.md"
    assert after(last, owner="") == "content/weeknotes/2026-11-27-weeknotes.md"


def test_a_name_that_every_note_has_is_kept():
    paths = ("content/weeknotes/2026-11-13-this-week.md", "content/weeknotes/2026-11-20-this-week.md")
    following = drafts.next_path([note(path=path) for path in paths], FOLDER, W48, "data")
    assert following == "content/weeknotes/2026-11-27-this-week.md"


@pytest.mark.parametrize("path", ["2026-11.md", "hello.md", "20-11-2026-data.md", "2026/11/We Shipped It.md"])
def test_a_layout_without_a_week_gives_way_to_the_standard_one(path):
    text = "---\ndate: 2026-11-20\n---\n"
    assert after(f"content/weeknotes/{path}", text=text) == "content/weeknotes/2026/2026-w48-data.md"


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.sampled_from(LAYOUTS))
@settings(max_examples=100)
def test_whatever_the_week_the_new_path_says_it(day, layout):
    week = Week.of(day)
    numbers = (week.year, week.year, week.number) if layout.count("{") == 3 else (week.year, week.number)
    following = after(f"content/weeknotes/{layout.format(*numbers)}.md", week.plus(1))
    assert read_path(following, FOLDER).span == Span.of(week.plus(1))


# The text


def test_it_is_a_draft_dated_on_the_friday_with_a_line_that_tells_what_to_delete():
    text = next_text(team="housing", author="Tom Adeyemi")
    assert text.splitlines()[:7] == [
        "---",
        "# This is a draft and not on the site. When it is ready, delete this line and the next.",
        "state: draft",
        "team: housing",
        "author: Tom Adeyemi",
        "date: 2026-11-27",
        "---",
    ]


def test_the_author_is_that_of_the_last_note_unless_another_is_named():
    last = in_week(47, "---\nauthor: [Tom Adeyemi, Siobhan Keane]\n---\n")
    assert "author: Tom Adeyemi and Siobhan Keane\n" in next_text(last)
    assert "author: Grace Oyelaran\n" in next_text(last, author="Grace Oyelaran")


def test_series_and_episode_go_on():
    text = next_text(in_week(47, "---\nseries: van\nepisode: s02e09\n---\n"))
    assert "series: van\n" in text
    assert "episode: s02e10\n" in text


def test_headings_that_recur_become_prompts_and_others_do_not():
    notes = [in_week(46, "## Did\n## Learned!\n"), in_week(47, "## Did\n## The silent bells\n### learned\n")]
    text = next_text(*notes)
    assert "## Did\n" in text
    assert "### learned\n" in text
    assert "bells" not in text


def test_a_heading_of_long_ago_recurs_no_more():
    notes = [in_week(30, "## Fun fact\n"), *map(in_week, range(31, 37)), in_week(37, "## Fun fact\n")]
    assert "Fun fact" not in next_text(*notes)


def test_a_series_that_never_has_headings_gets_none():
    assert next_text(in_week(46, "Ten lines."), in_week(47, "Ten more.")).endswith("date: 2026-11-27\n---\n")


def test_a_young_series_is_offered_three_headings():
    assert [line for line in next_text().splitlines() if line.startswith("## ")] == [
        "## What we did",
        "## What we learned",
        "## Next week",
    ]


@pytest.mark.parametrize("heading", ["Next week", "What’s next?", "WHAT'S NEXT", "Coming up", "Next week…"])
def test_what_was_promised_comes_back_as_a_list(heading):
    body = f"## Did\n\n- A thing\n\n## {heading}\n\n- Ring the bells\n- Count them\n\n## Thanks\n\n- Ada\n"
    text = next_text(in_week(47, body))
    assert "You said you would:\n\n- Ring the bells\n- Count them\n\n## " in text
    assert "A thing" not in text
    assert "Ada" not in text


def test_promises_are_plain_words_without_links_notes_or_nesting():
    promised = "* See [their note](a.md) and **go**[^1]\n  * by tram\n\n1. [ ] Ask `them`\n\n[^1]: Or not.\n"
    text = next_text(in_week(47, f"## Did\n\n## Next week\n\n{promised}"))
    assert "- See their note and go\n- by tram\n- Ask them\n" in text


def test_smaller_headings_below_belong_to_the_promises():
    body = "## Next week\n\n- One\n\n### For the data people\n\n- Two\n\n## Else\n\n- Three\n"
    text = next_text(in_week(47, body))
    assert "- One\n- Two\n" in text
    assert "Three" not in text


def test_where_nothing_was_promised_nothing_is_said():
    assert "You said" not in next_text(in_week(47, "## Next week\n\nA holiday.\n\n## Thanks\n\n- Ada\n"))


@given(PLAIN)
@settings(max_examples=150)
def test_any_text_is_shown_as_it_is(text):
    assert markup.read(f"- {drafts.as_markdown(text)}", Markdown(), "x.md").body.text == text


@pytest.mark.parametrize(
    "text", ["R&amp;D", "a _b_ c", "__0__", "# 1", "1. One", "2026. A", "***", "~~x~~", "[x](y)", "<b>"]
)
def test_signs_of_markdown_are_shown_as_typed(text):
    assert markup.read(f"- {drafts.as_markdown(text)}", Markdown(), "x.md").body.text == text


@given(PLAIN)
@settings(max_examples=150)
def test_any_title_comes_back_from_the_front_matter_without_a_complaint(title):
    found = matter.split(f"---\n{drafts.header([('title', title), ('date', '2026-11-27')])}\n---\n", "x.md")
    assert found.fields.get("title", "") == title
    assert found.problems == ()


def test_the_next_note_reads_as_a_sound_draft():
    text = next_text(in_week(47, "## Did\n\n## Next week\n\n- Ring *all* bells\n"), team="housing")
    following = note(text, HOUSING.replace("47", "48"))
    assert (following.kind, following.fields.state, following.problems) == (Kind.WEEKNOTE, "draft", ())
    assert following.span == Span.of(W48)
