"""The next note of a series: its week, its place, and what it asks and reminds of."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes import entries, next_note, sequels
from weeknotes.config import Config, Folder
from weeknotes.model import Kind, Reading
from weeknotes.paths import read_path
from weeknotes.weeks import Span, Week

FOLDER = Folder("content/weeknotes", "weeknote")
HOUSING = "content/weeknotes/2026/2026-w47-housing.md"
W48 = Week(2026, 48)
LAYOUTS = ["{}/{}-w{:02}-x", "{}/{:02}/index", "{}-w{}"]


def note(text: str = "", path: str = HOUSING, folder: Folder = FOLDER) -> Reading:
    return entries.read(text.encode(), entries.Place(path, folder), Config(folders=(folder,)))


def in_week(number: int, text: str = "") -> Reading:
    return note(text, f"content/weeknotes/2026/2026-w{number:02}-housing.md")


def next_text(*notes: Reading, week: Week = W48, **given: str) -> str:
    return next_note.next_text(notes, sequels.Asked(week, **given))


def after(
    path: str, week: Week = W48, folder: Folder = FOLDER, text: str = "", owner: str = "data"
) -> str:
    return next_note.next_path([note(text, path, folder)], folder, week, owner)


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
    assert str(next_note.next_week(notes, today)) == week


def test_a_series_without_notes_begins_this_week():
    assert next_note.next_week([], date(2026, 11, 26)) == W48


def test_a_note_about_two_weeks_is_followed_by_the_week_after_both():
    both = note("---\ncovers: 2026-W46 to 2026-W47\n---\n", "content/weeknotes/two.md")
    assert next_note.next_week([both], date(2026, 12, 10)) == W48


# The place


def test_the_standard_place():
    assert next_note.next_path([], FOLDER, W48, "data") == "content/weeknotes/2026/2026-w48-data.md"


def test_a_site_without_teams_names_the_week_alone():
    assert next_note.next_path([], FOLDER, Week(2026, 3), "") == "content/weeknotes/2026/2026-w03.md"


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
    following = next_note.next_path([note(path=path) for path in paths], FOLDER, W48, "data")
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


@pytest.mark.parametrize(
    ("house", "text", "promised"),
    [
        (
            "did, learned, next, with words in bold",
            "## What we did\n\n- **Bells** rung\n\n## What’s next?\n\n- **Bells:** ring ten\n- **Cats:** _none_\n",
            ["Bells: ring ten", "Cats: none"],
        ),
        (
            "numbers, with smaller points below",
            "### This week\n\n1. Rang\n\n### Next week:\n\n1. Ring the rest\n   * by tram\n   * on foot\n2. Count\n",
            ["Ring the rest", "by tram", "on foot", "Count"],
        ),
        (
            "a list to tick off",
            "## Plans for next week\n\n- [ ] Ring the rest\n- [x] Ask them\n\n## Thanks\n\n- Ada\n",
            ["Ring the rest", "Ask them"],
        ),
        (
            "in Welsh",
            "## Yr wythnos hon\n\n* Canu\n\n## Yr wythnos nesaf\n\n* Canu’r clychau [i gyd](x.md)\n* Eu cyfrif\n",
            ["Canu’r clychau i gyd", "Eu cyfrif"],
        ),
        (
            "lines in bold for headings",
            "**Last week**\n\n- Rang\n\n**Next week:**\n\n- Ring the rest\n\n**Thanks**\n\n- Ada\n",
            ["Ring the rest"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 50 else "",
)
def test_promises_are_found_however_a_house_writes_them(house, text, promised):
    told = next_text(in_week(47, text)).partition("You said you would:\n\n")[2].partition("\n\n")[0]
    assert told.splitlines() == [f"- {each}" for each in promised]


def test_what_was_promised_twice_comes_back_once():
    text = next_text(in_week(47, "## Next week\n\n- Rest\n\n### Next steps\n\n- Rest\n- Rise\n"))
    assert text.count("- Rest") == 1
    assert "- Rise" in text


def test_a_style_asks_for_other_things_than_the_notes_before():
    notes = [in_week(46, "## Did\n"), in_week(47, "## Did\n\n## Next week\n\n- Rest\n")]
    text = next_text(*notes, style="good-hard-next")
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads == ["## What was good", "## What was hard", "## Next week"]
    assert "- Rest\n" in text


def test_in_the_plain_style_nothing_is_asked():
    assert next_text(style="plain").endswith("date: 2026-11-27\n---\n")


def test_a_note_with_a_reminder_and_headings_is_untouched():
    notes = [in_week(week, "## Did\n\n- A\n\n## Next week\n\n- Ring *all* bells\n") for week in (46, 47)]
    text = next_text(*notes)
    body = text.split("\n---\n", 1)[1]
    assert "all bells" in body
    assert next_note.is_untouched(body)
    assert not next_note.is_untouched(body.replace("## Did\n", "## Did\n\nWe did.\n"))


def test_the_next_note_reads_as_a_sound_draft():
    text = next_text(in_week(47, "## Did\n\n## Next week\n\n- Ring *all* bells\n"), team="housing")
    following = note(text, HOUSING.replace("47", "48"))
    assert (following.kind, following.fields.state, following.problems) == (Kind.WEEKNOTE, "draft", ())
    assert following.span == Span.of(W48)
