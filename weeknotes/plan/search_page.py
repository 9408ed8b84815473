"""The search page: everything that can be found, by year, for readers with a script and without."""

from __future__ import annotations

from collections.abc import Iterator

from weeknotes.model import Card, Kind, Page
from weeknotes.plan.library import Library
from weeknotes.search import is_searchable
from weeknotes.translations import lacking
from weeknotes.views import Head, SearchView, YearGroup

ADDRESS = "search/"


def address(library: Library) -> str:
    """Where the page is; empty where the site does without search or has nothing to find."""
    return ADDRESS if library.config.search.enabled and any(map(is_searchable, library.entries.values())) else ""


def lay_out(library: Library) -> Iterator[Page]:
    """The page, where the site has one."""
    if not address(library):
        return
    cards = [entry.card for entry in library.entries.values() if is_searchable(entry)]
    site = library.config.site
    head = Head(
        kind="search",
        title=library.say("search.title"),
        address=ADDRESS,
        lang=library.words.lang,
        description=library.say("search.described", site=site.title),
        section=ADDRESS,
        crumbs=(library.home(),),
        feeds=(library.site_feed(),),
        missing=lacking(site, [library.words.lang]),
    )
    yield library.html(head, "search.html", SearchView(_by_year(cards, library)))


def _by_year(cards: list[Card], library: Library) -> tuple[YearGroup, ...]:
    """Cards under their years, the newest first; pages, which bear no date, last and by title."""
    groups: dict[int, list[Card]] = {}
    for card in cards:
        groups.setdefault(_year(card, library), []).append(card)
    if 0 in groups:
        groups[0].sort(key=lambda card: (card.title.casefold(), card.address))
    return tuple(YearGroup(year, "", tuple(groups[year])) for year in sorted(groups, reverse=True))


def _year(card: Card, library: Library) -> int:
    # A part bears no date of its own where its case study bears one.
    dated = library.entries[card.parent].card if card.kind is Kind.PART and not card.published else card
    return dated.week.year if dated.week else dated.published.day.year if dated.published else 0
