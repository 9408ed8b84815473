"""The pages that gather entries, once for each language of the site, and which of them are the same in another.

In its own language a site gathers everything. In every other one that it has a front page in, it gathers what is in
that language, in the words of that language, below the address of that front page: ``cy/teams/housing/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from weeknotes.graph import Graph
from weeknotes.model import Card, Entry, Page, Term
from weeknotes.plan import home_pages, list_pages, story_pages
from weeknotes.plan.index import index
from weeknotes.plan.library import Library
from weeknotes.terms import Terms
from weeknotes.translations import base, lacking
from weeknotes.views import Head, Profile

Pages = Mapping[str, Page]


def shelves(library: Library) -> Mapping[str, Library]:
    """The library as readers of each language see it, by the address of their front page."""
    return {library.root: library, **{home: _shelf(code, home, library) for code, home in library.homes.items()}}


def lay_out(shelves: Mapping[str, Library]) -> Iterator[Page]:
    """Every page that gathers entries, with the ways to the same page in other languages."""
    found = {root: {_head(page).address.removeprefix(root): page for page in _pages(each)}
             for root, each in shelves.items()}
    for root, pages in found.items():
        for address, page in pages.items():
            yield _paired(page, address, {each: found[each] for each in found if each != root}, shelves)


def _pages(library: Library) -> Iterator[Page]:
    yield from home_pages.lay_out(library)
    yield from list_pages.lay_out(library)
    yield from story_pages.lay_out(library)


def _head(page: Page) -> Head:
    head: Head = page.shows["page"]
    return head


def _paired(page: Page, address: str, others: Mapping[str, Pages], shelves: Mapping[str, Library]) -> Page:
    head = _head(page)
    same = {shelves[root].words.lang: root + address for root, pages in others.items() if address in pages}
    lacks = lacking(shelves[""].config.site, [head.lang, *same])
    return replace(page, shows={**page.shows, "page": replace(head, languages=tuple(same.items()), missing=lacks)})


def _shelf(code: str, root: str, library: Library) -> Library:
    """What is in language `code`, with the pages of terms in it; all other texts can still be looked up."""
    shown = {id for id, entry in library.entries.items() if base(entry.card.lang) == code}
    entries = {id: _placed(entry, root) if id in shown else entry for id, entry in library.entries.items()}
    graph = _part(library.graph, shown)
    tongues = replace(library.tongues, default=code)
    known = library.terms.known
    terms = Terms(dict(zip(known, _below(root, known.values()), strict=True)))
    found = index({id: entries[id] for id in entries if id in shown}, graph, terms, tongues.own)
    profiles = {key: _introduced(each, library.index.profiles.get(key)) for key, each in found.profiles.items()}
    found = replace(found, profiles=profiles)
    return replace(library, entries=entries, graph=graph, index=found, tongues=tongues, terms=terms, root=root)


def _placed(entry: Entry, root: str) -> Entry:
    return replace(entry, card=placed(entry.card, root))


def placed(card: Card, root: str) -> Card:
    """A card whose terms lead to their pages below `root`."""
    return replace(
        card,
        authors=_below(root, card.authors),
        contributors=_below(root, card.contributors),
        teams=_below(root, card.teams),
        themes=_below(root, card.themes),
        tags=_below(root, card.tags),
        projects=_below(root, card.projects),
    )


def _below(root: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(replace(term, address=root + term.address) for term in terms)


def _part(graph: Graph, ids: set[str]) -> Graph:
    """The graph as far as lists go by it."""
    weeks = {week: tuple(id for id in each if id in ids) for week, each in graph.weeks.items()}
    terms = {key: tuple(id for id in each if id in ids) for key, each in graph.terms.items()}
    return replace(
        graph,
        order=tuple(id for id in graph.order if id in ids),
        weeks={week: each for week, each in weeks.items() if each},
        terms={key: each for key, each in terms.items() if each},
    )


def _introduced(profile: Profile, whole: Profile | None) -> Profile:
    """A term with the introduction that it has in another language, where it has none in this one."""
    if profile.entry or not whole:
        return profile
    return replace(whole, term=profile.term, count=profile.count, latest=profile.latest)
