"""What can be searched: which texts, with what words, narrowed by what."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from sites import TONGUES

from weeknotes.facts import Fields, Moment, Quote
from weeknotes.model import Body, Card, Entry, Kind, Term
from weeknotes.search import Facet, SearchDocument, facets_file, html_of, is_searchable, page_of, words_file
from weeknotes.search import outline as outline_in
from weeknotes.values import replace
from weeknotes.weeks import Span, Week


def outline(entry: Entry) -> SearchDocument:
    return outline_in(entry, TONGUES, entry.card)


HOUSING = Term("team", "housing", "Housing Repairs", "teams/housing/")
LIBRARY = Term("team", "library", "Libraries Lab", "teams/library/")
REPAIRS = Term("theme", "repairs", "Homes and repairs", "themes/repairs/")
ADA = Term("person", "ada", "Ada Penhaligon", "people/ada/")
WEEK = Week(2020, 53)
NOTE = Card(
    id="weeknote/housing/2020-w53",
    uri="tag:open.example.org,2019:weeknote/housing/2020-w53",
    kind=Kind.WEEKNOTE,
    path="content/weeknotes/2020-w53-housing.md",
    address="weeknotes/2020/w53/tŷ/",
    title="The week that was not there",
    summary="The spreadsheet thought that there were only 52.",
    lang="en-GB",
    label="Week 53",
    span=Span(WEEK, WEEK),
    published=Moment(datetime(2021, 1, 2, 9, tzinfo=ZoneInfo("Europe/London")), True),
    authors=(ADA,),
    teams=(HOUSING, LIBRARY),
    themes=(REPAIRS,),
)
BODY = Body(html='<h\x02h2\x03 id="\x02p\x03damp">Damp</h\x02h2\x03><p>A <a href="\x02l0\x03">leak</a>.</p>')


def entry(card: Card = NOTE, **given) -> Entry:
    return Entry(card, Body(digest="d1"), (), (), **{"fields": Fields(), **given})


@pytest.mark.parametrize("kind", ["weeknote", "case study", "part", "post", "page"])
def test_texts_with_a_page_of_their_own_can_be_found(kind):
    assert is_searchable(entry(replace(NOTE, kind=Kind(kind))))


@pytest.mark.parametrize("kind", ["team", "theme", "person"])
def test_what_only_introduces_a_list_cannot(kind):
    assert not is_searchable(entry(replace(NOTE, kind=Kind(kind))))


def test_neither_a_draft_nor_what_was_withdrawn_can_be_found():
    assert not is_searchable(entry(replace(NOTE, draft=True)))
    assert not is_searchable(entry(withdrawn=True))


def test_a_result_tells_what_lists_tell_of_an_entry():
    assert dict(outline(entry()).meta) == {
        "title": "The week that was not there",
        "label": "Week 53",
        "team": "Housing Repairs and Libraries Lab",
        "date": "2 January 2021",
        "authors": "Ada Penhaligon",
        "filed": "Homes and repairs",
    }


@pytest.mark.parametrize(
    ("lang", "label", "told"), [("en", "Page", "en"), ("cy", "Tudalen", "cy"), ("fr", "Page", "en")]
)
def test_where_no_week_labels_it_the_kind_does_in_the_language_of_the_text(lang, label, told):
    card = Card("page/about", "", Kind.PAGE, "content/pages/about.md", "about/", "About us", "", lang)
    assert outline(entry(card)).meta == (("title", "About us"), ("label", label))
    assert outline(entry(card)).told == told


def test_a_result_names_teams_as_its_language_does_and_is_filed_as_all_others_are():
    found = outline_in(entry(), TONGUES, replace(NOTE, teams=(replace(HOUSING, name="Tai", lang="cy"),)))
    assert dict(found.meta)["team"] == "Tai"
    assert Facet("team", "housing", "Housing Repairs") in found.facets


def test_addresses_are_ready_to_be_linked():
    assert outline(entry()).url == "weeknotes/2020/w53/t%C5%B7/"


def test_an_outline_names_the_text_instead_of_holding_it():
    assert (outline(entry()).html, outline(entry()).id) == ("d1", NOTE.id)


@pytest.mark.parametrize(
    ("code", "lang"),
    [("en-GB", "en"), ("cy", "cy"), ("CY-Latn", "cy"), ("gla", "gla"), ("../x", "en"), ("english", "en")],
)
def test_a_language_is_searched_whatever_its_region(code, lang):
    assert outline(entry(replace(NOTE, lang=code))).lang == lang


def test_a_note_is_filed_under_the_year_of_its_week():
    assert outline(entry()).facets == (
        Facet("kind", "weeknotes", "Weeknotes"),
        Facet("team", "housing", "Housing Repairs"),
        Facet("team", "library", "Libraries Lab"),
        Facet("theme", "repairs", "Homes and repairs"),
        Facet("year", "2020", "2020"),
    )


def test_a_part_is_found_among_the_case_studies_and_a_page_has_no_year():
    assert outline(entry(replace(NOTE, kind=Kind.PART))).facets[0].value == "case-studies"
    page = replace(NOTE, kind=Kind.PAGE, span=None, published=None)
    assert [facet.group for facet in outline(entry(page)).facets] == ["kind", "team", "team", "theme"]


def test_what_stands_around_the_text_is_searched_too():
    card = replace(NOTE, takeaways=("Count the weeks.",), lessons=("Ask the calendar.",))
    quote = Quote("I waited.", name="Sam Lee", role="tenant")
    found = outline(entry(card, fields=Fields(summary="Only 52.", quotes=(quote,))))
    assert found.points == ("Only 52.", "Count the weeks.", "Ask the calendar.", "I waited. Sam Lee tenant")


def test_an_excerpt_that_repeats_the_text_is_not_searched_twice():
    assert outline(entry()).points == ()


def test_headings_keep_the_places_that_they_have_on_the_page():
    assert html_of(BODY) == '<h2 id="damp">Damp</h2><p>A <a href="">leak</a>.</p>'


def test_nothing_that_was_typed_is_read_as_markup():
    document = SearchDocument("a/", "en", points=("1 < 2 </main>",), meta=(("title", "<script>&amp;"),))
    root = html.fromstring(page_of(document))
    assert [each.text for each in root.iter("p")] == ["<script>&amp;", "1 < 2 </main>"]
    assert (root.get("lang"), root.findall(".//script")) == ("en", [])


def test_pictures_without_a_word_are_found_by_their_title():
    document = SearchDocument("a/", "en", html='<p><img src="" alt="Shed"></p>', meta=(("title", "Sheds"),))
    (main,) = html.fromstring(page_of(document)).iter("main")
    assert main.text_content() == "Sheds"


def test_facets_are_listed_once_by_name_with_the_newest_year_first():
    old = SearchDocument("old/", "fr", facets=(Facet("year", "2019", "2019"), Facet("team", "z", "Archive")), told="en")
    new = SearchDocument("new/", "cy", facets=(Facet("year", "2026", "2026"), Facet("team", "a", "Zoo")), told="cy")
    lost = SearchDocument("lost/", "gd", facets=(Facet("team", "l", "Lost"),))
    file = json.loads(facets_file([old, new, lost], {"old/": "fr_1", "new/": "cy_2"}))
    assert file == {
        "languages": {"cy": "cy", "fr": "en"},
        "facets": [["team", "z", "Archive"], ["team", "a", "Zoo"], ["year", "2026", "2026"], ["year", "2019", "2019"]],
        "results": {"cy_2": [1, 2], "fr_1": [0, 3]},
    }


def test_corrections_are_words_that_several_texts_have_the_most_common_first():
    texts = ["Repairs and damp, repairs!", "Damp repairs: a leek", "repairs of damp", "a leak", "leaks", "Damp"]
    assert json.loads(words_file({"en": texts})) == {"en": ["damp", "repairs"]}


def test_corrections_are_kept_apart_by_language():
    texts = {"en": ["damp", "damp", "llaith"], "cy": ["llaith", "llaith", "damp"]}
    assert json.loads(words_file(texts)) == {"cy": ["llaith"], "en": ["damp"]}


def test_the_words_of_a_single_text_will_do_where_there_is_no_other():
    assert json.loads(words_file({"cy": ["Tŷ newydd, 1842"]})) == {"cy": ["newydd"]}
    assert json.loads(words_file({"cy": ["Tŷ newydd"], "en": ["New house"]})) == {"cy": [], "en": []}
    assert json.loads(words_file({})) == {}


@given(st.lists(st.text(max_size=40), max_size=8))
def test_corrections_do_not_depend_on_the_order_of_texts(texts):
    assert words_file({"en": texts}) == words_file({"en": texts[::-1]})
