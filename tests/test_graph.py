"""How entries hang together: series, weeks, terms, backlinks, stories, parts, translations."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes import graph
from weeknotes.facts import Fields, Moment
from weeknotes.graph import Citation
from weeknotes.model import Body, Card, Chosen, Entry, Kind, Link, Target, Term
from weeknotes.weeks import Span, Week

NO_FIELDS = Fields()


def term(kind, slug):
    return Term(kind, slug, slug.capitalize(), f"{kind}s/{slug}/")


def day_of(week):
    return Moment(datetime.combine(week.friday, time(12), UTC), timed=False)


def note(week, series="housing", id="", **card):
    span = Span.parse(week) if isinstance(week, str) else Span.of(week)
    given = {"published": day_of(span.last)} | card
    return entry(id or f"weeknote/{series}/{span.last}", Kind.WEEKNOTE, span=span, series=series, **given)


def entry(id, kind=Kind.POST, links=(), fields=NO_FIELDS, translation_of="", story=(), withdrawn=False, **card):
    given = {"path": f"content/{id}.md", "lang": "en", "published": day_of(Week(2026, 28))} | card
    return Entry(
        card=Card(id, f"tag:{id}", kind, address=f"{id}/", title=id, summary="", **given),
        body=Body(),
        links=tuple(Link("link", to, "here", sentence=sentence) for to, sentence in links),
        targets=tuple(Target(f"{to}/", entry=to) for to, _ in links),
        fields=fields,
        translation_of=translation_of,
        story=tuple(Chosen(step, "") for step in story),
        withdrawn=withdrawn,
    )


def link(*entries):
    newest_first = sorted(entries, key=lambda each: str(each.card.published and each.card.published.at), reverse=True)
    return graph.link(newest_first)


def walked(found, start):
    """The notes that a reader meets who follows “next” from `start`, and stops when it leads in a circle."""
    met = []
    while start and start not in met:
        met.append(start)
        start = found.beside[start][1]
    return met


@given(st.sets(st.integers(0, 700), min_size=1, max_size=60), st.randoms(use_true_random=False))
def test_next_visits_every_note_once_over_years_and_gaps(numbers, random):
    # 700 weeks from 2015 on: the years 2015, 2020 and 2026 have 53.
    notes = [note(Week(2015, 1).plus(number)) for number in numbers]
    random.shuffle(notes)
    expected = [each.card.id for each in sorted(notes, key=lambda each: each.card.week)]
    found = link(*notes)
    assert walked(found, expected[0]) == expected
    assert [found.beside[id][0] for id in expected] == ["", *expected[:-1]]


def test_next_goes_from_week_53_to_week_1():
    found = link(note("2026-W52"), note("2026-W53"), note("2027-W01"))
    assert found.beside["weeknote/housing/2026-W53"] == ("weeknote/housing/2026-W52", "weeknote/housing/2027-W01")


def test_a_note_that_was_written_late_still_stands_in_the_place_of_its_week():
    late = note("2026-W28", published=day_of(Week(2026, 35)))
    found = link(late, note("2026-W29"))
    assert found.beside[late.card.id] == ("", "weeknote/housing/2026-W29")


def test_two_notes_of_one_week_follow_in_the_order_in_which_they_appeared():
    early, late = note("2026-W28", id="b"), note("2026-W28", id="a", published=day_of(Week(2026, 29)))
    assert link(early, late).series["housing", "en"] == ("b", "a")


def test_each_series_and_each_language_has_its_own_way():
    found = link(note("2026-W28"), note("2026-W29", "data"), note("2026-W30", lang="cy"))
    assert set(found.series) == {("housing", "en"), ("data", "en"), ("housing", "cy")}
    assert found.beside["weeknote/data/2026-W29"] == ("", "")


def test_a_note_about_two_weeks_is_on_both_and_in_all_else_once():
    found = link(note("2026-W28 to 2026-W29"), note("2026-W28", "data"))
    both = "weeknote/housing/2026-W29"
    assert found.weeks[Week(2026, 28)] == (both, "weeknote/data/2026-W28")
    assert found.weeks[Week(2026, 29)] == (both,)
    assert found.order.count(both) == 1
    assert found.series["housing", "en"] == (both,)


def test_a_note_over_the_new_year_is_on_the_pages_of_both_years():
    assert list(link(note("2026-W53 to 2027-W01")).weeks) == [Week(2026, 53), Week(2027, 1)]


def test_entries_stand_under_all_their_terms_newest_first():
    theme, ada = term("theme", "care"), term("person", "ada")
    old = entry("post/old", themes=(theme,), published=day_of(Week(2020, 1)))
    new = entry("post/new", themes=(theme,), authors=(ada,), contributors=(ada,))
    found = link(old, new)
    assert found.terms["theme", "care"] == ("post/new", "post/old")
    assert found.terms["person", "ada"] == ("post/new",)


def test_pages_and_parts_are_not_listed_under_terms():
    found = link(entry("page/about", Kind.PAGE, tags=(term("tag", "x"),)))
    assert found.terms == {}
    assert found.order == ()


def test_a_backlink_has_the_first_sentence_in_which_it_stands():
    citing = entry("post/a", links=[("post/b", "As Ben wrote."), ("post/b", "Ben again.")])
    assert link(citing, entry("post/b")).cited_by == {"post/b": (Citation("post/a", "As Ben wrote."),)}


def test_a_backlink_without_a_sentence_shows_the_words_of_the_link():
    assert link(entry("post/a", links=[("post/b", "")]), entry("post/b")).cited_by["post/b"][0].sentence == "here"


@pytest.mark.parametrize(
    "citing",
    [
        entry("post/b", links=[("post/b", "This post.")]),
        entry("post/a", links=[("post/b", "Gone.")], withdrawn=True),
        entry("page/about", Kind.PAGE, links=[("post/b", "See.")], published=None),
        entry("post/a", links=[("", "Elsewhere.")]),
    ],
    ids=["itself", "withdrawn", "page", "elsewhere"],
)
def test_what_is_no_mention(citing):
    assert link(citing, entry("post/b")).cited_by == {}


def test_links_within_a_case_study_are_no_mentions():
    study = entry("case/grow", Kind.CASE_STUDY, links=[("case/grow/one", "Part one.")])
    ways = [("case/grow", "Back."), ("case/grow/two", "On.")]
    one = entry("case/grow/one", Kind.PART, parent="case/grow", links=ways)
    two = entry("case/grow/two", Kind.PART, parent="case/grow")
    assert link(study, one, two).cited_by == {}


def test_a_part_mentions_what_is_outside_its_case_study():
    one = entry("case/grow/one", Kind.PART, parent="case/grow", links=[("post/b", "See Ben.")])
    found = link(entry("case/grow", Kind.CASE_STUDY), one, entry("post/b"))
    assert found.cited_by["post/b"] == (Citation("case/grow/one", "See Ben."),)


def test_a_chosen_story_is_told_from_the_oldest():
    study = entry("case/swap", Kind.CASE_STUDY, story=["new", "old"])
    found = link(study, note("2019-W28", id="old"), note("2026-W30", id="new"), note("2026-W29"))
    assert [step.entry for step in found.stories["case/swap"]] == ["old", "new"]
    assert found.became == {"old": ("case/swap",), "new": ("case/swap",)}


def test_a_chosen_story_may_have_posts_in_it():
    study = entry("case/swap", Kind.CASE_STUDY, story=["post/start", "weeknote/housing/2026-W29"])
    start = entry("post/start", published=day_of(Week(2026, 28)))
    assert [step.entry for step in link(study, start, note("2026-W29")).stories["case/swap"]] == [
        "post/start",
        "weeknote/housing/2026-W29",
    ]


def test_what_is_withdrawn_falls_out_of_a_story():
    study = entry("case/swap", Kind.CASE_STUDY, story=["post/start"])
    assert link(study, entry("post/start", withdrawn=True)).stories == {}


@pytest.mark.parametrize(
    ("study", "text"),
    [
        ({"projects": (term("project", "swap"),)}, {"projects": (term("project", "swap"),)}),
        ({"links": [("weeknote/x", "It began here.")]}, {}),
        ({}, {"links": [("case/swap", "It is told now.")]}),
    ],
    ids=["same project", "the study links", "the note links"],
)
def test_a_story_gathers_itself_from_projects_and_links(study, text):
    span = Span.of(Week(2026, 20))
    notes = entry("weeknote/x", Kind.WEEKNOTE, span=span, **text)
    found = link(entry("case/swap", Kind.CASE_STUDY, **study), notes, note("2026-W21"))
    assert [step.entry for step in found.stories["case/swap"]] == ["weeknote/x"]


def test_the_parts_of_a_case_study_gather_notes_for_its_story():
    part = entry("case/grow/one", Kind.PART, parent="case/grow", links=[("weeknote/housing/2026-W20", "As told.")])
    found = link(entry("case/grow", Kind.CASE_STUDY), part, note("2026-W20"))
    assert [step.entry for step in found.stories["case/grow"]] == ["weeknote/housing/2026-W20"]


def test_a_gathered_story_has_notes_in_its_own_language_only():
    shared = {"projects": (term("project", "swap"),)}
    found = link(entry("case/swap", Kind.CASE_STUDY, **shared), note("2026-W20", lang="cy", **shared))
    assert found.stories == {}


def test_a_story_that_gathered_itself_is_no_longer_than_a_story():
    shared = {"projects": (term("project", "swap"),)}
    notes = [note(Week(2026, number), **shared) for number in range(1, 31)]
    steps = link(entry("case/swap", Kind.CASE_STUDY, **shared), *notes).stories["case/swap"]
    assert [step.entry[-3:] for step in steps] == [f"W{number}" for number in range(19, 31)]


def test_parts_follow_the_numbers_of_their_files():
    names = ["10-end", "2-middle", "01-start", "notes"]
    parts = [entry(name, Kind.PART, parent="case/grow", path=f"content/grow/{name}.md") for name in names]
    found = link(entry("case/grow", Kind.CASE_STUDY), *parts)
    assert found.parts == {"case/grow": ("01-start", "2-middle", "10-end", "notes")}


def test_a_translation_leads_both_ways():
    found = link(entry("a"), entry("cy/a", lang="cy", translation_of="a"))
    assert found.translations == {"a": ("cy/a",), "cy/a": ("a",)}


def test_texts_with_one_ref_are_translations_of_one_another():
    entries = [entry(f"{lang}/a", lang=lang, fields=Fields(ref="annual")) for lang in ("cy", "en", "pl")]
    assert link(*entries).translations["en/a"] == ("cy/a", "pl/a")


def test_a_translation_of_a_translation_belongs_to_both():
    found = link(entry("a"), entry("b", lang="cy", translation_of="a"), entry("c", lang="pl", translation_of="b"))
    assert found.translations == {"a": ("b", "c"), "b": ("a", "c"), "c": ("a", "b")}


def test_two_texts_in_one_language_are_no_translations():
    assert link(entry("a"), entry("b", translation_of="a")).translations == {}


def test_what_is_withdrawn_is_nowhere():
    gone = entry("x", withdrawn=True, tags=(term("tag", "x"),))
    found = link(note("2026-W28"), gone, entry("cy/x", lang="cy", translation_of="x"))
    assert "x" not in found.order
    assert (found.terms, found.translations) == ({}, {})


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_the_weeks_of_a_span_are_all_of_them(day, count):
    span = Span(Week.of(day), Week.of(day + timedelta(weeks=count)))
    assert graph.weeks_of(span) == span.weeks
