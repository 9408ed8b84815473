"""The addresses of pages that gather entries, known before any page is laid out: links may lead there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from weeknotes import threads, urls
from weeknotes.identity import Identity
from weeknotes.languages import base
from weeknotes.model import Heading, Kind, Reading
from weeknotes.plan.chart_pages import FEWEST_CITATIONS, MAP
from weeknotes.plan.feed_pages import ADDRESS as FEEDS
from weeknotes.plan.feed_pages import FORMATS, OPML
from weeknotes.plan.search_page import ADDRESS as SEARCH
from weeknotes.plan.story_pages import GLOSSARY
from weeknotes.search import KINDS
from weeknotes.terms import DECLARED_BY, USES, Terms
from weeknotes.weeks import Week

NOWHERE: Mapping[str, str] = {}
FIXED = ("", "sitemap.xml", "site.json")


def gathering_places(
    readings: Iterable[Reading],
    identities: Mapping[str, Identity],
    terms: Terms,
    search: bool = True,
    homes: Mapping[str, str] = NOWHERE,
) -> frozenset[str]:
    """The addresses of home, archives, weeks and terms that `readings` give rise to, and of their feeds.

    `search` tells whether the site has a search page; `homes` are the front pages in other languages, by code.
    """
    shown = [each for each in readings if each.fields.state != "withdrawn"]
    places, followed = _gathered(shown, identities, terms)
    places |= {*FIXED, *homes.values(), *_tools(shown, search)}
    explained = {homes.get(base(each.lang), "") for each in shown if each.body.abbreviations}
    places |= {home + GLOSSARY for home in explained}
    for code, home in homes.items():
        spoken = [each for each in shown if base(each.lang) == code]
        own, heard = _gathered(spoken, identities, terms)
        places |= {home + each for each in (*own, *_tools(spoken, search))}
        followed |= {home + each for each in heard}
    followed |= {"", *homes.values()}
    feeds = {f"{urls.feed_address(section)}.{ending}" for section in followed for ending in FORMATS}
    return frozenset(places | feeds)


def _tools(readings: Iterable[Reading], search: bool) -> set[str]:
    """The pages of feeds and, where there is one, of the search."""
    return {FEEDS, OPML} | ({SEARCH} if search and any(each.kind in KINDS for each in readings) else set())


def _gathered(
    readings: Sequence[Reading], identities: Mapping[str, Identity], terms: Terms
) -> tuple[set[str], set[str]]:
    """The pages that gather these texts, and those of them that can be followed: no single week or year has a feed."""
    places: set[str] = set()
    followed: set[str] = set()
    for reading in readings:
        named = _named(reading, identities[reading.path], terms)
        places |= named | {address.partition("/")[0] + "/" for address in named}
        if reading.kind in DECLARED_BY:
            places.add(urls.TERM_SECTIONS[DECLARED_BY[reading.kind]])
        if reading.fields.lessons or reading.fields.takeaways:
            places.add("lessons/")
        if reading.kind.dated:
            places |= _archives(reading)
            followed |= named | {urls.SECTIONS[reading.kind]} | ({"weeks/"} if _weeks(reading) else set())
    return places | _stories(readings, identities, terms), followed


def _stories(readings: Sequence[Reading], identities: Mapping[str, Identity], terms: Terms) -> set[str]:
    """The threads of teams, and the map, which links may be enough for."""
    notes: dict[str, list[Sequence[Heading]]] = {}
    for reading in readings:
        for team in terms.of("team", identities[reading.path].teams) if reading.kind is Kind.WEEKNOTE else ():
            notes.setdefault(team.address, []).append(reading.body.headings)
    found = {threads.address(team, slug) for team, run in notes.items() for slug in threads.recurring(run)}
    links = sum(len(reading.links) for reading in readings if reading.kind.dated)
    return found | ({MAP} if links >= FEWEST_CITATIONS else set())


def _named(reading: Reading, identity: Identity, terms: Terms) -> set[str]:
    """The pages of the terms that a text names."""
    names = {kind: uses(reading) for kind, uses in USES.items()} | {"team": identity.teams}
    return {term.address for kind, called in names.items() for term in terms.of(kind, called)}


def _archives(reading: Reading) -> set[str]:
    section, weeks = urls.SECTIONS[reading.kind], _weeks(reading)
    years = {urls.year_address(section, weeks[-1].year), "weeks/"} if weeks else set()
    return {section, *years, *map(urls.week_address, weeks)}


def _weeks(reading: Reading) -> tuple[Week, ...]:
    return reading.span.weeks if reading.kind is Kind.WEEKNOTE and reading.span else ()
