"""The search page: everything that can be found, by year, for readers with a script and without."""

from __future__ import annotations

from collections.abc import Iterator

from weeknotes.model import Card, Kind, Page
from weeknotes.plan.library import Library
from weeknotes.search import is_searchable
from weeknotes.signposts import SearchView
from weeknotes.views import Head, YearGroup

ADDRESS = "search/"
FILTERS = ("team", "theme")


def address(library: Library) -> str:
    """Where the page is; empty where the site does without search or has nothing to find in this language."""
    has_page = library.config.search.enabled and any(map(is_searchable, library.in_language()))
    return library.root + ADDRESS if has_page else ""


def lay_out(library: Library) -> Iterator[Page]:
    """The page, where the language of the library has one."""
    here = address(library)
    if not here:
        return
    head = Head(
        kind="search",
        title=library.say("search.title"),
        address=here,
        lang=library.words.lang,
        description=library.say("search.described", site=library.config.site.title),
        section=here,
        crumbs=(library.home(),),
        feeds=(library.site_feed(),),
    )
    yield library.html(head, "search.html", _view(library))


def _view(library: Library) -> SearchView:
    cards = [entry.card for entry in library.in_language() if is_searchable(entry)]
    # Filters are called as the settings have it, but for what has a name of its own in this language.
    groups = ((kind, library.terms_of_kind(kind)) for kind in FILTERS)
    names = {f"{kind}-{term.slug}": term.name for kind, terms in groups for term in terms if term.lang}
    return SearchView(_by_year(cards, library), library.words.lang if library.root else "", names)


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
