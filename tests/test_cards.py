"""Finished entries: their titles, labels, terms, pictures, and the order of all."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import TONGUES

from weeknotes import cards
from weeknotes.cards import Found
from weeknotes.config import Config, Series, Site
from weeknotes.facts import Fields, Moment, Picture
from weeknotes.identity import Identity
from weeknotes.labels import parse_style
from weeknotes.model import Body, Chosen, Kind, Reading, State, Target, Term
from weeknotes.shots import Shot
from weeknotes.terms import Terms
from weeknotes.values import replace
from weeknotes.weeks import Span, Week

HOUSING = Term("team", "housing", "Housing", "teams/housing/")
ADA = Term("person", "ada-lee", "Ada Lee", "people/ada-lee/")
NO_FIELDS = Fields()
TERMS = Terms({("team", "housing"): HOUSING, ("person", "ada-lee"): ADA})


def day(text):
    return Moment(datetime.combine(date.fromisoformat(text), time(12), UTC), timed=False)


def styled(*styles):
    """Settings with a series “housing” that changes its label style: pairs of first week and style."""
    pairs = tuple((start, parse_style(style)) for start, style in styles)
    return Config(Site(id_authority="open.example.org,2019"), series={"housing": Series("housing", "Housing", pairs)})


def reading(path="content/posts/a.md", kind=Kind.POST, body="", fields=NO_FIELDS, **said):
    given = {"title": "", "excerpt": "", "slug": "a", "lang": "en", "published": day("2026-07-10")} | said
    names = {"teams": (), "themes": (), "authors": (), "series": ""}
    return Reading(path, kind, fields, Body(text=body, words=len(body.split())), links=(), **names | given)


def note(week, **said):
    span = Span.parse(week)
    said = {"published": day(span.last.friday.isoformat())} | said
    return reading(f"content/weeknotes/{week}-{said.get('lang', 'en')}.md", Kind.WEEKNOTE, span=span, **said)


def made(*readings, config=None, teams=(), **found):
    """The entries by path, with one identity each."""
    settled = {
        each.path: Found(
            Identity(each.path.removesuffix(".md"), "address/", "housing" if each.span else "", each.slug, teams),
            **{"state": State.PUBLISHED} | found,
        )
        for each in readings
    }
    made = cards.make(readings, settled, TERMS, config or styled(("", "iso")), TONGUES)
    return {entry.card.path: entry for entry in made}


def card(each, **how):
    return made(each, **how)[each.path].card


def labels(*readings, config):
    found = made(*readings, config=config)
    return [found[each.path].card.label for each in readings]


def test_entries_come_newest_first():
    days = ["2019-07-12", "2026-07-10", "2020-12-31"]
    entries = made(*(reading(f"content/posts/{text}.md", published=day(text)) for text in days))
    assert [entry.card.published.day.isoformat() for entry in entries.values()] == sorted(days, reverse=True)


def test_entries_of_one_day_are_always_in_the_same_order():
    one, other = reading("content/posts/a.md"), reading("content/posts/b.md")
    assert list(made(one, other)) == list(made(other, one))


def test_what_has_no_date_comes_last():
    about = reading("content/pages/about.md", Kind.PAGE, published=None)
    assert list(made(about, reading()))[-1] == about.path


@pytest.mark.parametrize(
    ("style", "title"),
    [
        ("iso", "Housing: week 28, 8 to 14 July 2019"),
        ("sequence", "Housing: #1, 8 to 14 July 2019"),
        ("since:2019-07-01", "Housing: week 2, 8 to 14 July 2019"),
        ("sprint:2019-07-08,14", "Housing: sprint 1, 8 to 14 July 2019"),
        ("episode", "Housing: S02E05, 8 to 14 July 2019"),
        ("commencing", "Housing: week commencing 8 July 2019"),
        ("ending", "Housing: week ending 12 July 2019"),
        ("range", "Housing: 8–14 July 2019"),
    ],
)
def test_a_note_without_a_title_is_called_by_team_and_week(style, title):
    untitled = note("2019-W28", fields=Fields(episode="s02e05"))
    assert card(untitled, config=styled(("", style)), teams=("housing",)).title == title


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ({"title": "A boiler"}, "A boiler"),
        ({"slug": "job-swaps"}, "Job swaps"),
        ({"slug": ""}, "Untitled"),
    ],
)
def test_other_texts_are_called_by_their_title_or_their_file(said, title):
    assert card(reading(**said)).title == title


def test_a_note_without_a_team_is_called_by_its_week():
    assert card(note("2019-W28 to 2019-W29")).title == "Weeks 28 to 29, 8 to 21 July 2019"


def test_the_days_of_a_note_are_told_in_words():
    assert card(note("2019-W28")).when == "Monday 8 to Sunday 14 July 2019"
    assert card(reading()).when == ""


def test_a_series_is_counted_from_its_first_note_whatever_the_order_of_files():
    notes = [note("2026-W30"), note("2019-W28"), note("2026-W28")]
    assert labels(*notes, config=styled(("", "sequence"))) == ["#3", "#1", "#2"]


def test_a_translation_does_not_count_twice():
    notes = [note("2026-W28"), note("2026-W28", lang="cy"), note("2026-W29")]
    assert labels(*notes, config=styled(("", "sequence"))) == ["#1", "#1", "#2"]


def test_a_series_that_changes_its_style_midway_goes_on_counting():
    config = styled(("", "iso"), ("2026-W29", "sequence"), ("2026-W31", "ending"))
    notes = [note(f"2026-W{number}") for number in (27, 28, 29, 30, 31)]
    assert labels(*notes, config=config) == ["Week 27", "Week 28", "#3", "#4", "Week ending 31 July 2026"]


@settings(max_examples=100)
@given(st.sets(st.integers(0, 700), min_size=1, max_size=30), st.integers(0, 700))
def test_every_note_has_one_label_over_years_and_a_change_of_style(numbers, change):
    weeks = [Week(2015, 1).plus(number) for number in sorted(numbers)]
    config = styled(("", "sequence"), (str(Week(2015, 1).plus(change)), "iso"))
    expected = [
        f"#{place}" if number < change else f"Week {week.number}"
        for place, (number, week) in enumerate(zip(sorted(numbers), weeks, strict=True), start=1)
    ]
    assert labels(*(note(str(week)) for week in weeks), config=config) == expected


def test_a_series_nobody_configured_is_counted_by_the_calendar_or_by_episodes():
    assert card(note("2026-W28"), config=Config()).label == "Week 28"
    assert card(note("2026-W28", fields=Fields(episode="S1 Ep3")), config=Config()).label == "S01E03"


def test_only_notes_have_a_label():
    assert card(reading()).label == ""


def test_the_summary_given_goes_before_the_excerpt():
    assert card(reading(excerpt="How it began.", fields=Fields(summary="In short."))).summary == "In short."
    assert card(reading(excerpt="How it began.")).summary == "How it began."


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (30, 1), (440, 2), (2200, 10)])
def test_the_reading_time_is_told_in_whole_minutes(words, minutes):
    assert card(reading(body="word " * words)).minutes == minutes


@pytest.mark.parametrize(
    ("state", "draft", "withdrawn"),
    [
        (State.PUBLISHED, False, False),
        (State.DRAFT, True, False),
        (State.SCHEDULED, True, False),
        (State.EMBARGOED, True, False),
        (State.HELD, True, False),
        (State.WITHDRAWN, False, True),
    ],
)
def test_a_preview_marks_what_is_not_public(state, draft, withdrawn):
    entry = made(reading(), state=state)["content/posts/a.md"]
    assert (entry.card.draft, entry.withdrawn) == (draft, withdrawn)


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_a_part_shares_the_fate_of_its_case_study(state):
    study, part = reading("s.md", Kind.CASE_STUDY), reading("p.md", Kind.PART, parent="s.md")
    own = Found(Identity("p", "s/p/", "", "p", ()), State.PUBLISHED, parent="s")
    settled = {"p.md": own, "s.md": replace(own, identity=replace(own.identity, id="s"), state=state)}
    found = {entry.card.path: entry for entry in cards.make([study, part], settled, TERMS, Config(), TONGUES)}
    assert found["p.md"].withdrawn == (state is State.WITHDRAWN)
    assert found["p.md"].card.draft == (state is State.DRAFT)


def test_a_part_of_a_case_study_that_is_not_shown_is_not_shown():
    assert made(reading("p.md", Kind.PART, parent="s.md")) == {}


def test_names_become_terms_and_unknown_ones_fall_away():
    found = card(reading(authors=("ADA LEE", "Nobody"), fields=Fields(contributors=("Ada Lee",))), teams=("Housing",))
    assert (found.authors, found.contributors, found.teams) == ((ADA,), (ADA,), (HOUSING,))


def test_the_feed_id_is_made_of_the_authority_and_the_identity():
    assert card(reading()).uri == "tag:open.example.org,2019:content/posts/a"


@pytest.mark.parametrize(
    ("image", "shot"),
    [
        (Target("posts/x.png", width=640, height=480), Shot("posts/x.png", 640, 480, "A boiler", "Before", "Ada")),
        (Target("https://other.example/x.png", outside=True), None),
        (None, None),
    ],
    ids=["ours", "elsewhere", "missing"],
)
def test_a_lead_picture_is_shown_with_its_words_if_it_is_ours(image, shot):
    fields = Fields(image=Picture("x.png", "A boiler", "Before", "Ada"))
    assert card(reading(fields=fields), image=image).image == shot


def test_front_matter_reaches_the_card():
    given = Fields(takeaways=("Ask.",), lessons=("Wait.",), updated=day("2026-08-01"), event_date=date(2026, 7, 1))
    found = card(reading(fields=given))
    assert (found.takeaways, found.lessons, found.updated) == (given.takeaways, given.lessons, given.updated)
    assert found.event_date == date(2026, 7, 1)


def test_what_was_settled_reaches_the_entry():
    targets, story = (Target("about/"),), (Chosen("post/b", "It began here."),)
    entry = made(reading(), targets=targets, story=story, linked=story, translation_of="post/c", parent="case/d")
    found = entry["content/posts/a.md"]
    assert (found.targets, found.story, found.linked) == (targets, story, story)
    assert (found.translation_of, found.card.parent) == ("post/c", "case/d")
