"""The addresses of pages that gather entries, known before any page is laid out: links may lead there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from weeknotes import urls
from weeknotes.identity import Identity
from weeknotes.model import Kind, Reading
from weeknotes.plan.feed_pages import FORMATS
from weeknotes.terms import USES, Terms

FIXED = ("", "feeds/", "feeds.opml", "lessons/", "sitemap.xml", "site.json")


def gathering_places(
    readings: Iterable[Reading], identities: Mapping[str, Identity], terms: Terms
) -> frozenset[str]:
    """The addresses of home, archives, weeks and terms that `readings` give rise to, and of their feeds."""
    places = set(FIXED)
    for reading in readings:
        if not reading.kind.dated:
            continue
        section = urls.SECTIONS[reading.kind]
        places.add(section)
        if reading.kind is Kind.WEEKNOTE and reading.span:
            places |= {"weeks/", urls.year_address(section, reading.span.last.year)}
            places |= {urls.week_address(week) for week in reading.span.weeks}
        names = {kind: uses(reading) for kind, uses in USES.items()}
        names["team"] = identities[reading.path].teams
        for kind, called in names.items():
            places |= {term.address for term in terms.of(kind, called)}
            places |= {urls.TERM_SECTIONS[kind]} if called else set()
    feeds = {urls.feed_address(place) for place in places if not place or place.endswith("/")}
    return frozenset(places | {f"{feed}.{ending}" for feed in feeds for ending in FORMATS})
