"""The theme: escaped everywhere, complete for every kind of page, and plain about its faults."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from sites import TONGUES

from weeknotes import invitations, signposts, templates, views
from weeknotes.config import Accessibility, Config, KnownProblem, Site
from weeknotes.errors import SiteError
from weeknotes.facts import Fact, Fields, Figure, Moment, Quote
from weeknotes.model import Card, Heading, Kind, Term
from weeknotes.shots import Shot
from weeknotes.statement import Finding, Statement
from weeknotes.templates import Theme
from weeknotes.theme_files import dress
from weeknotes.values import replace
from weeknotes.views import FeedLink, Mention, Relation
from weeknotes.voice import voice
from weeknotes.weeks import Span, Week
from weeknotes.whys import why

FOLDER = Path(__file__).parent.parent / "templates"
BUILT_IN = Theme({each.relative_to(FOLDER).as_posix(): each.read_text() for each in FOLDER.rglob("*.*ml")})
ENVIRONMENT = templates.environment(BUILT_IN)
NASTY = "<script>alert('1')</script> & \"two\""
WEEK = Week(2019, 28)
NOON = Moment(datetime(2019, 7, 12, 12, tzinfo=ZoneInfo("Europe/London")), timed=False)
TEAM = Term("team", "housing", "Housing", "teams/housing/")
ADA = Term("person", "ada", "Ada Okonjo", "people/ada/")
PICTURE = Shot("media/lift.jpg", 1200, 800, "A lift", "The lift", "Ada")
BARE = Card("post/bare", "tag:x", Kind.POST, "x.md", "posts/bare/", "Bare", "", "en")
NOTE = replace(
    BARE,
    id="weeknote/housing/2019-w28",
    kind=Kind.WEEKNOTE,
    address="weeknotes/2019/w28/housing/",
    title="The lift works",
    summary="It does.",
    label="Week 28",
    when="Monday 8 to Sunday 14 July 2019",
    span=Span(WEEK, WEEK),
    published=NOON,
    updated=replace(NOON, at=NOON.at.replace(day=15)),
    authors=(ADA,),
    teams=(TEAM,),
    image=PICTURE,
    takeaways=("Ask the engineer.",),
    lessons=("Listen sooner.",),
)
PROFILE = views.Profile(ADA, "person/ada", "Runs things.", PICTURE, "Director", "Larkfield", 3, NOTE)
WEEK_VIEW = views.WeekView(WEEK, "Week 28", NOTE.when, (views.TeamGroup(TEAM, (NOTE,)),))
YEAR = views.YearGroup(2019, "weeknotes/2019/", (NOTE,), (views.WeekCell(WEEK, 2, "weeks/2019/w28/", NOTE.when),))
FULL = views.EntryView(
    NOTE,
    Fields(
        summary="It does.",
        numbers=(Figure("5", "second visits", "%", "15", "2019", "Ledger"),),
        quotes=(Quote("We had tea.\n\n“Twice.”", "", "Engineer", "Larkfield Homes"),),
        at_a_glance=(Fact("Place", "Fern Court"),),
    ),
    headings=tuple(Heading(2, f"h{index}", f"Part {index}") for index in range(4)),
    previous=views.Neighbour(replace(NOTE, label="Week 27")),
    next=views.Neighbour(replace(NOTE, label="Week 33"), "No notes for weeks 29 to 32."),
    mentions=(Mention(BARE, "The lift was mended."),),
    related=(Relation(BARE, why("about", ["lifts"])),),
    linked=(Relation(BARE, "it began there"),),
    story=(Relation(NOTE, "the day itself"),),
    became=(replace(BARE, title="Job swaps"),),
    parts=(BARE, NOTE),
    profiles=(PROFILE,),
    reply="open@example.org",
    source_url="https://example.org/edit",
)
EMPTY = views.EntryView(BARE, Fields())

STATEMENT = Statement(
    Accessibility(
        given=True,
        status="partial",
        email="open@example.org",
        response_days=5,
        enforcement="united kingdom",
        prepared=date(2026, 11, 2),
        method="By hand & eye",
        problems=(KnownProblem("Old <maps>", "1.1.1", planned=date(2027, 3, 31)),),
    ),
    (Finding("tables", 3, 1, (NOTE,), 2), Finding("documents", 1, 0, (NOTE,), 1)),
    "en",
    public_body=True,
)

MINIMAL: Mapping[str, tuple[Any, ...]] = {
    "home.html": (
        views.HomeView(None),
        views.HomeView(WEEK_VIEW, (NOTE,), (NOTE,), (BARE,), (PROFILE,), (PROFILE,)),
    ),
    "weeknote.html": (EMPTY, FULL),
    "case-study.html": (EMPTY, FULL),
    "post.html": (EMPTY, FULL),
    "page.html": (EMPTY, FULL),
    "accessibility.html": (None, FULL),
    "week.html": (WEEK_VIEW, views.WeekView(WEEK, "Week 28", "", ())),
    "list.html": (views.ListView("Weeknotes", "", ()), views.ListView("Weeknotes", "All.", (YEAR,))),
    "term.html": (
        views.TermView(views.Profile(TEAM)),
        views.TermView(PROFILE, (NOTE,), (NOTE,), (BARE,), (YEAR,), (BARE,), (TEAM,)),
    ),
    "terms.html": (
        views.TermsView("tag", "Tags", "", (PROFILE,)),
        views.TermsView("person", "People", "", (PROFILE,)),
    ),
    "lessons.html": (views.LessonsView((), ()), views.LessonsView((views.Lesson("Listen.", NOTE),), ())),
    "feeds.html": (
        signposts.FeedsView({}),
        signposts.FeedsView({"Teams": (FeedLink("Housing", "teams/housing/feed"),)}),
    ),
    "write.html": (
        invitations.WriteView((), "https://github.com/reach/open"),
        invitations.WriteView(
            (invitations.Invitation("Housing", (invitations.Start(WEEK, "8 to 14 July 2019", "a.md", "https://x.org/"),)),),
            "https://github.com/reach/open",
        ),
    ),
    "404.html": (views.MissingView((views.Way("Home", ""),)),),
    "moved.html": (views.MovedView(NOTE.title, NOTE.address, NOTE.lang),),
    "withdrawn.html": (
        signposts.WithdrawnView("Gone", "It named a bidder.", date(2019, 5, 24)),
        signposts.WithdrawnView("Gone", "", None, NOTE, (TEAM,), (views.Way("Weeknotes", "weeknotes/"),), (BARE,)),
    ),
}
PAGES = [(name, view) for name, each in MINIMAL.items() for view in each]


def context(view: Any, **changes: Any) -> dict[str, Any]:
    head = views.Head("post", "A title", "posts/bare/", "en", "Words.", feeds=(FeedLink("All", "feed"),))
    head = replace(head, **changes)
    return {
        "site": Site(title="Larkfield", url="https://example.org/"),
        "say": voice(TONGUES, head.lang),
        "chrome": views.Chrome((views.Way("Posts", "posts/"),), (views.Way("About", "about/"),)),
        "page": head,
        "view": view,
        "statement": STATEMENT,
        "copies": lambda shot, sizes: "",
        "href": lambda address: "../../" + address,
        "absolute": lambda address: "https://example.org/" + address,
        "body": lambda id, shift=0, prefix="", name="": Markup(f'<h{2 + shift} id="{prefix}x">Said</h{2 + shift}>'),
    }


def page(name: str, view: Any, **changes: Any) -> str:
    return templates.render(ENVIRONMENT, name, context(view, **changes))


def problem_of(texts: Mapping[str, str], name: str = "page.html") -> Any:
    with pytest.raises(SiteError) as caught:
        templates.render(templates.environment(Theme(texts)), name, context(EMPTY))
    return caught.value.problem


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(("name", "view"), PAGES)
def test_every_page_is_valid_html_with_one_main_heading(name: str, view: Any) -> None:
    html = page(name, view)
    html5lib.HTMLParser(strict=True).parse(html)
    assert html.count("<h1") == 1
    assert html.count("<main") == 1


@pytest.mark.parametrize(("name", "view"), PAGES)
def test_no_page_needs_inline_script_style_or_another_host(name: str, view: Any) -> None:
    html = page(name, view)
    assert " style=" not in html
    assert not re.search(r"\son\w+=", html)
    assert not re.findall(r'<(?:script|img|link rel="(?:icon|stylesheet)")[^>]*(?:src|href)="https?:', html)


@pytest.mark.parametrize(("name", "view"), PAGES)
def test_ids_are_unique_and_label_references_lead_somewhere(name: str, view: Any) -> None:
    html = page(name, view)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', html)) <= set(ids)


@pytest.mark.parametrize("name", ["weeknote.html", "case-study.html", "post.html", "page.html", "moved.html"])
def test_a_title_with_markup_is_shown_as_typed_everywhere(name: str) -> None:
    card = replace(NOTE, title=NASTY, summary=NASTY, takeaways=(NASTY,))
    moved = views.MovedView(card.title, card.address, card.lang)
    view = moved if name == "moved.html" else replace(FULL, card=card, related=(Relation(card, why("about", [NASTY])),))
    html = page(name, view, title=NASTY, description=NASTY)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "&amp;lt;" not in html


@given(title=st.text(alphabet="<>&\"'/scriptx\u2028 -!", max_size=30))
@settings(max_examples=100, deadline=None)
def test_structured_data_survives_any_title(title: str) -> None:
    html = page("weeknote.html", replace(FULL, card=replace(NOTE, title=title, label="", teams=())), title=title)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert block
    assert json.loads(block[1])["headline"] == title


def test_a_note_shows_its_week_in_full() -> None:
    assert "Week 28 · Monday 8 to Sunday 14 July 2019" in words(page("weeknote.html", FULL))


def test_the_point_comes_before_the_text() -> None:
    html = page("weeknote.html", FULL)
    assert html.index("In short") < html.index("Ask the engineer.") < html.index("e-content")


def test_the_next_note_takes_over_and_a_gap_is_told() -> None:
    shown = words(page("weeknote.html", FULL))
    assert "…and on to Week 33" in shown
    assert "No notes for weeks 29 to 32." in shown


def test_related_entries_stand_in_their_section_with_reasons() -> None:
    section = page("weeknote.html", FULL).partition('<section class="related"')[2].partition("</section>")[0]
    assert "both are about lifts" in section
    assert 'href="../../posts/bare/"' in section


def test_backlinks_quote_the_sentence_and_a_note_names_its_case_study() -> None:
    html = page("weeknote.html", FULL)
    assert "<q>The lift was mended.</q>" in html
    assert "Became part of the case study Job swaps" in words(html)


def test_contents_appear_from_four_headings_on() -> None:
    assert 'aria-label="Contents"' in page("weeknote.html", FULL)
    assert 'aria-label="Contents"' not in page("weeknote.html", replace(FULL, headings=FULL.headings[:3]))


def test_a_case_study_shows_facts_numbers_and_quotes_with_a_role() -> None:
    html = page("case-study.html", FULL)
    assert "Place Fern Court" in words(html)
    assert "Before: 15% → , after: 5%" in words(html)
    assert "<cite>Engineer</cite> Larkfield Homes" in html
    assert "<p>We had tea.</p><p>“Twice.”</p>" in html


@pytest.mark.parametrize(
    ("unit", "before", "shown"),
    [
        ("%", "15", "15% → , after: 5%"),
        ("£", "15", "£15 → , after: £5"),
        ("ways in", "11", "11 → , after: 5 ways in"),
        ("days", "two months", "two months → , after: 5 days"),
    ],
)
def test_a_change_names_a_unit_in_words_once(unit: str, before: str, shown: str) -> None:
    figure = Figure("5", "to ask for care", unit, before)
    html = page("case-study.html", replace(EMPTY, fields=Fields(numbers=(figure,))))
    assert shown in words(html).replace("&nbsp;", " ").replace("  ", " ")


def test_who_is_quoted_has_a_face_initials_or_a_mark() -> None:
    quotes = tuple(Quote("So it was.", name, "Plumber") for name in ("Ada Okonjo", "Jo van der Berg", ""))
    speakers = (views.Profile(ADA, image=PICTURE), None, None)
    html = page("case-study.html", replace(FULL, fields=Fields(quotes=quotes), speakers=speakers))
    assert '<img class="face" src="../../media/lift.jpg" alt=""' in html
    assert '<cite><a href="../../people/ada/">Ada Okonjo</a></cite> Plumber' in html
    assert '<span class="face" aria-hidden="true">JB</span>' in html
    assert '<span class="face" aria-hidden="true">”</span>' in html


def test_a_case_study_says_when_it_is_looked_at_again() -> None:
    fields = Fields(review_by=date(2027, 4, 30))
    assert "To be looked at again by Friday 30 April 2027" in words(
        page("case-study.html", replace(FULL, card=replace(BARE, kind=Kind.CASE_STUDY), fields=fields))
    )


def test_a_post_shows_its_event_and_who_had_a_part() -> None:
    card = replace(BARE, event_date=date(2025, 12, 4), contributors=(ADA,))
    shown = words(page("post.html", replace(EMPTY, card=card)))
    assert "Event: Thursday 4 December 2025" in shown
    assert "With Ada Okonjo" in shown
    assert "Took place" not in shown


def test_dates_are_in_words_and_for_machines() -> None:
    html = page("weeknote.html", FULL)
    assert '<time class="dt-published" datetime="2019-07-12">Friday 12 July 2019</time>' in html
    assert '<time class="dt-updated" datetime="2019-07-15">Monday 15 July 2019</time>' in html


def test_a_moment_with_a_time_keeps_its_offset() -> None:
    assert templates.machine_date(replace(NOON, timed=True)) == "2019-07-12T12:00:00+01:00"


def test_texts_in_another_language_are_marked() -> None:
    welsh = replace(BARE, lang="cy", title="Wythnos")
    html = page("weeknote.html", replace(EMPTY, related=(Relation(welsh, why("by", ["Housing"])),)))
    assert re.search(r'lang="cy"><a href="[^"]+">Wythnos', html)
    assert '<html lang="cy">' in page("weeknote.html", replace(EMPTY, card=welsh), lang="cy")


def test_drafts_are_marked_and_others_are_not() -> None:
    draft = replace(EMPTY, card=replace(BARE, draft=True))
    assert ">Draft<" in page("post.html", draft)
    assert ">Draft<" not in page("post.html", EMPTY)


@pytest.mark.parametrize(
    ("label", "days"),
    [
        ("Week 28", "8 to 14 July 2019"),
        ("#2019", "8 to 14 July 2019"),
        ("Week commencing 8 July 2019", ""),
        ("8–14 July 2019", ""),
        ("S02E05", "8 to 14 July 2019"),
    ],
)
def test_a_list_gives_the_days_unless_the_label_does(label: str, days: str) -> None:
    html = page("list.html", views.ListView("Notes", "", (replace(YEAR, cards=(replace(NOTE, label=label),)),)))
    assert f'<span class="stamp-when">{days}</span>' in html


def test_related_entries_have_their_plain_title_and_where_they_are_from() -> None:
    card = replace(FULL.card, image=None)
    html = page("weeknote.html", replace(EMPTY, related=(Relation(card, why("by", ["Housing"])), Relation(BARE, ""))))
    assert ">The lift works</a></p>" in html
    assert '<p class="by">Housing · Week 28 · 8 to 14 July 2019</p>' in html
    assert '<p class="by">Post</p>' in html


def test_people_and_tags_are_chips_of_one_family() -> None:
    card = replace(NOTE, tags=(Term("tag", "lifts", "lifts", "tags/lifts/"),))
    html = page("weeknote.html", replace(FULL, card=card))
    assert re.search(r'<dd class="chips"><a class="p-author h-card" rel="author"[^>]+><img [^>]+alt=""[^>]*> Ada', html)
    assert re.search(r'class="filed chips".*<a class="p-category" rel="tag" href="../../tags/lifts/">lifts</a>', html)


def test_a_team_with_many_notes_shows_the_newest_then_the_calendar_then_the_rest() -> None:
    notes = tuple(replace(NOTE, title=f"Note {number}") for number in range(12))
    html = page("term.html", views.TermView(views.Profile(TEAM), notes, calendar=(YEAR,)))
    places = [html.index(each) for each in (">Note 0<", ">Note 5<", "Weeks of 2019", ">Note 6<", ">Note 11<")]
    assert places == sorted(places)
    assert '<p class="count">12 notes</p>' in html


def test_a_team_with_few_notes_shows_them_all_before_the_calendar() -> None:
    html = page("term.html", views.TermView(views.Profile(TEAM), (NOTE,), calendar=(YEAR,)))
    assert html.index(">The lift works<") < html.index("Weeks of 2019")
    assert "Earlier weeknotes" not in html


def test_weeks_without_notes_are_strokes_that_nobody_has_to_listen_to() -> None:
    year = replace(YEAR, calendar=(views.WeekCell(Week(2019, 27), 0), *YEAR.calendar))
    html = page("list.html", views.ListView("Weeknotes", "", (year,)))
    assert '<li aria-hidden="true"></li>' in html
    assert "Week 27" not in words(html)


def test_a_calendar_tells_its_counts_in_words() -> None:
    html = page("list.html", views.ListView("Weeknotes", "", (YEAR,)))
    assert "Week 28 , Monday 8 to Sunday 14 July 2019, 2 notes" in words(html)


def test_every_feed_is_offered_in_three_forms() -> None:
    html = page("post.html", EMPTY)
    for ending in ("xml", "atom", "json"):
        assert re.search(rf'<link rel="alternate"[^>]+href="../../feed\.{ending}"', html)


def test_several_texts_on_a_week_page_do_not_share_ids() -> None:
    other = replace(NOTE, id="weeknote/data/2019-w28", address="weeknotes/2019/w28/data/", teams=())
    week = replace(WEEK_VIEW, groups=(views.TeamGroup(TEAM, (NOTE,)), views.TeamGroup(None, (other,))))
    html = page("week.html", week)
    assert '<h4 id="weeknotes-2019-w28-housing-x">' in html
    assert '<h4 id="weeknotes-2019-w28-data-x">' in html


def test_a_moved_page_leads_on_and_is_not_indexed() -> None:
    html = page("moved.html", views.MovedView(NOTE.title, NOTE.address, NOTE.lang))
    assert 'content="0; url=../../weeknotes/2019/w28/housing/"' in html
    assert 'rel="canonical" href="https://example.org/weeknotes/2019/w28/housing/"' in html
    assert "noindex" in html


def test_a_tombstone_says_when_and_why() -> None:
    shown = words(page("withdrawn.html", MINIMAL["withdrawn.html"][0]))
    assert "withdrawn on Friday 24 May 2019" in shown
    assert "It named a bidder." in shown


def test_a_reply_goes_to_an_address_or_a_form() -> None:
    assert 'href="mailto:open@example.org?subject=Re:%20' in page("weeknote.html", FULL)
    form = page("weeknote.html", replace(FULL, reply="https://example.org/reply"))
    assert 'href="https://example.org/reply"' in form


@pytest.mark.parametrize("title", ["Week 28 & more", "Wythnos â 100 %?", "</a><b>"])
def test_a_reply_names_what_it_is_about(title: str) -> None:
    view = views.EntryView(replace(BARE, title=title), Fields(), reply="open@example.org")
    (letter,) = re.findall(r'href="mailto:open@example\.org\?([^"]*)"', page("post.html", view))
    assert parse_qs(unescape(letter)) == {"subject": [f"Re: {title}"]}
    asking = replace(view, reply="https://forms.example.org/?about={title}&page={url}")
    (form,) = re.findall(r'href="https://forms\.example\.org/\?([^"]*)"', page("post.html", asking))
    assert parse_qs(unescape(form)) == {"about": [title], "page": ["https://example.org/" + BARE.address]}


def test_a_page_names_the_endpoint_of_webmention_where_there_is_one() -> None:
    assert "webmention" not in page("post.html", EMPTY)
    site = Site(url="https://example.org/", webmention="https://mentions.example.org/a?b=1&c=2")
    made = templates.render(ENVIRONMENT, "post.html", {**context(EMPTY), "site": site})
    assert '<link rel="webmention" href="https://mentions.example.org/a?b=1&amp;c=2">' in made


def test_a_site_overrides_one_template_and_keeps_the_others() -> None:
    own = Theme({**BUILT_IN.texts, "withdrawn.html": '{% extends "base.html" %}{% block main %}Ours{% endblock %}'})
    made = templates.environment(own)
    assert ">Ours" not in templates.render(made, "post.html", context(EMPTY))
    assert "Ours" in templates.render(made, "withdrawn.html", context(MINIMAL["withdrawn.html"][0]))


@pytest.mark.parametrize("name", ["page.html", "page.html.j2", "page.xml", "page.txt"])
def test_every_template_is_escaped_whatever_its_name(name: str) -> None:
    made = templates.environment(Theme({name: "{{ view }}"}))
    assert templates.render(made, name, {"view": "<b>"}) == "&lt;b&gt;"


def test_an_undefined_name_tells_file_line_page_and_a_way_out() -> None:
    problem = problem_of({"page.html": "<p>\n  {{ vew.card.title }}\n</p>"})
    assert (problem.code, problem.path, problem.line) == ("template.undefined", "templates/page.html", 2)
    assert problem.found == "{{ vew.card.title }}"
    assert problem.suggestion == "{{ view.card.title }}"
    assert "/posts/bare/" in problem.message


def test_an_unknown_part_is_told_where_it_stands_in_an_included_file() -> None:
    problem = problem_of({"page.html": '{% include "a.html" %}', "a.html": "\n\n{{ view.card.titel }}"})
    assert (problem.path, problem.line) == ("templates/a.html", 3)
    assert "“titel”" in problem.message


def test_a_fault_in_a_macro_is_told_where_the_macro_stands() -> None:
    ui = "{% macro a(x) %}\n{{ x.nothing }}\n{% endmacro %}"
    problem = problem_of({"page.html": '{% import "ui.html" as ui %}{{ ui.a(view) }}', "ui.html": ui})
    assert (problem.path, problem.line) == ("templates/ui.html", 2)


def test_something_impossible_is_a_problem_and_not_a_traceback() -> None:
    problem = problem_of({"page.html": "{{ 1 / 0 }}"})
    assert (problem.code, problem.line) == ("template.failed", 1)


def test_a_syntax_error_tells_file_line_and_the_line_as_typed() -> None:
    problem = problem_of({"page.html": "<p>\n{% if view %}\n{{ view.card }"})
    assert (problem.code, problem.path, problem.line) == ("template.syntax", "templates/page.html", 3)
    assert problem.found == "{{ view.card }"


def test_a_template_that_is_missing_is_named() -> None:
    problem = problem_of({"page.html": '\n{% extends "bse.html" %}'})
    assert (problem.code, problem.path, problem.line) == ("template.missing", "templates/page.html", 2)
    assert "bse.html" in problem.message


def test_a_text_that_a_page_has_not_declared_is_a_fault_of_the_program() -> None:
    made = templates.environment(Theme({"page.html": "{{ body('x') }}"}))
    with pytest.raises(KeyError):
        templates.render(made, "page.html", {"body": {}.__getitem__})


def test_the_built_in_theme_has_no_faults() -> None:
    assert templates.check(BUILT_IN) == ()


def test_all_broken_templates_are_told_at_once() -> None:
    broken = {
        "a.html": "{% if %}",
        "b.html": "{{ x|nofilter }}",
        "c.html": '{% include "d.html" %}',
        "ok.html": "ok",
    }
    found = [(each.path, each.code) for each in templates.check(Theme(broken))]
    assert found == [
        ("templates/a.html", "template.syntax"),
        ("templates/b.html", "template.syntax"),
        ("templates/c.html", "template.missing"),
    ]


@pytest.mark.parametrize("changed", ["home.html", "base.html", "macros.html"])
def test_a_template_changes_with_all_that_it_pulls_in(changed: str) -> None:
    other = Theme({**BUILT_IN.texts, changed: BUILT_IN.texts[changed] + " "})
    assert templates.digests(other)["home.html"] != templates.digests(BUILT_IN)["home.html"]


def test_a_template_does_not_change_with_one_that_it_does_not_use() -> None:
    other = Theme({**BUILT_IN.texts, "term.html": "new"})
    assert templates.digests(other)["home.html"] == templates.digests(BUILT_IN)["home.html"]


def test_a_computed_name_counts_every_template() -> None:
    texts = {"a.html": "{% include view %}", "b.html": "one"}
    before = templates.digests(Theme(texts))["a.html"]
    assert templates.digests(Theme({**texts, "b.html": "two"}))["a.html"] != before


@pytest.mark.parametrize(("name", "limit"), [("style.css", 20_000), ("site.js", 2_000), ("icon.svg", 1_000)])
def test_assets_stay_small(name: str, limit: int) -> None:
    served = dress({name: (FOLDER / "assets" / name).read_bytes()}, Config())[name]
    assert len(served) < limit


class TestCompiled:
    """What was compiled before is taken as it is, and only then."""

    THEME = Theme({"page.html": "{% macro f(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ f('<') }}{{ f(b=1, a=x) }}"})

    def test_a_template_that_was_compiled_before_says_the_same(self):
        kept = Theme(self.THEME.texts, templates.compiled(self.THEME))
        made = templates.render(templates.environment(kept), "page.html", {"x": 3})
        assert made == "&lt;231" == templates.render(templates.environment(self.THEME), "page.html", {"x": 3})

    @pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: b"x" + data[1:], lambda data: b""])
    def test_what_was_spoilt_is_compiled_anew(self, spoil):
        kept = {name: spoil(data) for name, data in templates.compiled(self.THEME).items()}
        made = templates.environment(Theme(self.THEME.texts, kept))
        assert templates.render(made, "page.html", {"x": 3}) == "&lt;231"

    def test_a_broken_template_is_left_out_and_told_of(self):
        theme = Theme({"page.html": "{% if %}", "other.html": ""})
        assert list(templates.compiled(theme)) == ["other.html"]
        assert [each.code for each in templates.check(theme)] == ["template.syntax"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{% macro f(a) %}[{{ caller(a) }}]{% endmacro %}{% call(x) f('&') %}{{ x }}{% endcall %}", "[&amp;]"),
        ("{% macro f() %}{{ varargs|length }}{{ kwargs.a }}{% endmacro %}{{ f(1, 2, a='<') }}", "2&lt;"),
        ("{% macro f(a) %}{{ a }}{% endmacro %}{{ f('<i>'|safe) }}{{ f(f('<')) }}{{ f(1) }}", "<i>&lt;1"),
        ("{% for x in range(2) %}{{ loop.cycle('a', 'b') }}{% endfor %}", "ab"),
        ("{% set x %}<{{ '<' }}{% endset %}{{ x }}{{ x ~ '<' }}", "<&lt;<&lt;&lt;"),
    ],
)
def test_templates_mean_what_jinja_says_they_mean(text, shown):
    assert templates.render(templates.environment(Theme({"page.html": text})), "page.html", {}) == shown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% macro f(a) %}{% endmacro %}\n{{ f(1, 2) }}", "template.failed"),
        ("{% macro f(a) %}{{ a }}{% endmacro %}\n{{ f() }}", "template.undefined"),
        ("\n{{ f() }}", "template.undefined"),
        ("\n{{ 'x'() }}", "template.failed"),
    ],
)
def test_a_call_that_cannot_be_made_is_told_of_at_its_line(text, code):
    with pytest.raises(SiteError) as caught:
        templates.render(templates.environment(Theme({"page.html": text})), "page.html", {})
    assert (caught.value.problem.code, caught.value.problem.path) == (code, "templates/page.html")
    assert caught.value.problem.line in (1, 2)
