"""Links that open GitHub's editor: what stands in them, for whom and for which week."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes import entries, invitations, prompts
from weeknotes.config import Config, Folder, Site, Team, standard_folders
from weeknotes.facts import Fields
from weeknotes.model import Body, Card, Entry, Heading, Kind, Term
from weeknotes.values import replace
from weeknotes.weeks import Span, Week

SITE = Site(title="Open Reach", repository="reach/open")
CONFIG = Config(site=SITE, folders=standard_folders())
TODAY = date(2026, 11, 25)  # Wednesday of week 48
HOUSING = Term("team", "housing", "Housing Repairs", "teams/housing/")
TOM = Term("person", "tom-adeyemi", "Tom Adeyemi", "people/tom-adeyemi/")


def note(week: int, *heads: str, year: int = 2026, path: str = "", **card: object) -> Entry:
    """A note of Housing Repairs by Tom; `card` changes what its card says."""
    path = path or f"content/weeknotes/{year}/{year}-w{week:02}-housing.md"
    span = Span.of(Week(year, week))
    given = {"teams": (HOUSING,), "authors": (TOM,), "series": "housing", "lang": "en", "span": span} | card
    made = Card(id=path, uri=path, kind=Kind.WEEKNOTE, path=path, address=path, title="", summary="", **given)
    headings = tuple(Heading(2, head, head) for head in heads)
    return Entry(card=made, body=Body(headings=headings), links=(), targets=(), fields=Fields())


def invite(*runs, teams=(), today=TODAY, config=CONFIG):
    return invitations.invite(config, runs, teams, today)


def opened(url: str) -> tuple[str, str]:
    """The file name and the text that GitHub reads out of a link."""
    query = parse_qs(urlsplit(url).query, keep_blank_values=True, strict_parsing=True)
    return query["filename"][0], query.get("value", [""])[0]


def weeks(invitation) -> list[int]:
    return [start.week.number for start in invitation.starts]


# The links


def test_the_link_leads_to_the_editor_of_the_published_branch():
    url = invitations.new_file_url(replace(SITE, branch="release/1"), "content/a b.md", "x & y\n")
    assert url == "https://github.com/reach/open/new/release/1?filename=content%2Fa%20b.md&value=x%20%26%20y%0A"


@given(st.text(max_size=80), st.text(max_size=300))
def test_any_name_and_text_arrive_as_they_are(path, text):
    path, text = (each.encode("utf-8", "ignore").decode() for each in (path, text))
    assert opened(invitations.new_file_url(SITE, f"{path}.md", f"{text}.")) == (f"{path}.md", f"{text}.")


def test_a_page_is_changed_where_its_file_lies_whatever_it_is_called():
    assert invitations.edit_url(SITE, "content/pages/50% & more?.md") == (
        "https://github.com/reach/open/edit/main/content/pages/50%25%20%26%20more%3F.md"
    )
    assert invitations.edit_url(Site(), "content/pages/about.md") == ""


# The note


def test_the_next_note_is_begun_with_the_path_the_fields_and_the_headings_of_the_last():
    (found,) = invite([note(46, "Did", "Bells"), note(47, "Did", "Pigeons")])
    name, text = opened(found.starts[0].url)
    assert (found.name, name) == ("Housing Repairs", "content/weeknotes/2026/2026-w48-housing.md")
    assert found.starts[0].path == name
    assert text.splitlines()[2:6] == ["state: draft", "team: housing", "author: Tom Adeyemi", "date: 2026-11-27"]
    assert text.endswith("---\n\n## Did\n")


def test_saved_as_it_was_opened_it_is_a_draft_that_counts_as_empty():
    (found,) = invite(teams=[HOUSING])
    path, text = opened(found.starts[0].url)
    reading = entries.read(text.encode(), entries.Place(path, Folder("content/weeknotes", "weeknote")), CONFIG)
    assert (reading.kind, reading.fields.state, reading.span) == (Kind.WEEKNOTE, "draft", Span.of(Week(2026, 48)))
    assert prompts.is_untouched(text.split("\n---\n", 1)[1])


def test_the_days_of_the_week_are_told():
    (found,) = invite([note(47)])
    assert found.starts[0].when == "Monday 23 to Sunday 29 November 2026"


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ([47], [48]),
        ([45], [47, 48]),  # late, and neither week is lost
        ([47, 48], [49]),  # all done: the next one can be prepared
        ([45, 48], [47]),
        ([45, 50], [47, 48]),  # one lies ready for later
        ([22], [47, 48]),  # half a year ago
    ],
)
def test_the_weeks_that_can_be_written_about(written, offered):
    (found,) = invite([note(week) for week in written])
    assert weeks(found) == offered


def test_on_a_monday_the_week_that_ended_can_still_be_written_about():
    (found,) = invite([note(46)], today=date(2026, 11, 23))
    assert weeks(found) == [47, 48]


def test_the_turn_of_the_year_begins_a_new_folder():
    (found,) = invite([note(52), note(53)], today=date(2027, 1, 4))
    assert found.starts[0].path == "content/weeknotes/2027/2027-w01-housing.md"


def test_a_note_about_two_weeks_leaves_neither_open():
    both = note(47, span=Span(Week(2026, 47), Week(2026, 48)))
    assert weeks(invite([both])[0]) == [49]


# For whom


def test_a_series_that_ended_half_a_year_ago_is_left_out_and_its_team_is_not_new():
    assert [each.name for each in invite([note(21)], [note(40, series="b", teams=())])] == ["Tom Adeyemi"]
    assert [each.name for each in invite([note(21)], teams=[HOUSING])] == ["Open Reach"]


def test_teams_of_the_settings_that_never_wrote_are_asked_too():
    config = replace(CONFIG, teams={"data": Team("data", "Data and Mapping"), "housing": Team("housing", "Housing")})
    found = invite([note(47)], config=config)
    assert [(each.name, each.starts[0].path.rpartition("/")[2]) for each in found] == [
        ("Data and Mapping", "2026-w48-data.md"),
        ("Housing Repairs", "2026-w48-housing.md"),
    ]


def test_a_site_on_which_nobody_writes_yet_offers_a_note_of_nobody():
    (found,) = invite()
    assert (found.name, opened(found.starts[0].url)[0]) == ("Open Reach", "content/weeknotes/2026/2026-w48.md")


def test_a_translation_is_no_series_of_its_own():
    welsh = note(47, lang="cy", path="content/weeknotes/2026/2026-w47-housing.cy.md")
    (found,) = invite([welsh], [note(47)])
    assert found.starts[0].path == "content/weeknotes/2026/2026-w48-housing.md"


def test_what_is_withdrawn_and_what_is_no_weeknote_count_as_nothing():
    gone = replace(note(48), withdrawn=True)
    post = replace(note(48), card=replace(note(48).card, kind=Kind.POST))
    assert weeks(invite([note(47), gone, post])[0]) == [48]


def test_a_folder_of_old_posts_keeps_its_names():
    config = replace(CONFIG, folders=(Folder("_posts", "weeknote"), *standard_folders()))
    last = note(47, path="_posts/2026-11-20-weeknotes.md")
    (found,) = invite([note(46, path="_posts/2026-11-13-weeknotes.md"), last], config=config)
    assert found.starts[0].path == "_posts/2026-11-27-weeknotes.md"


# No longer than servers take


@given(st.lists(st.text(st.characters(categories=["L", "So"]), min_size=1, max_size=400), max_size=12))
def test_a_link_is_never_too_long_for_a_server(heads):
    for found in invite([note(46, *heads), note(47, *heads)]):
        assert all(len(start.url) <= invitations.LONGEST for start in found.starts)


def test_of_a_link_that_would_be_too_long_the_fields_stay():
    heads = [f"What the team of {each} and {'é' * 50} did" for each in range(30)]
    (found,) = invite([note(46, *heads), note(47, *heads)])
    assert opened(found.starts[0].url)[1].endswith("date: 2026-11-27\n---\n")
