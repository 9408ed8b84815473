"""The pages that gather entries, once for each language of the site, and which of them are the same in another.

In its own language a site gathers everything. In every other one that it has a front page in, it gathers what is in
that language, in the words of that language, below the address of that front page: ``cy/teams/housing/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from weeknotes.errors import Problem, Severity
from weeknotes.graph import Graph
from weeknotes.languages import base
from weeknotes.model import Page
from weeknotes.namings import in_language, of_terms
from weeknotes.plan import chart_pages, feed_pages, home_pages, list_pages, search_page, story_pages
from weeknotes.plan.index import index
from weeknotes.plan.library import Library
from weeknotes.plan.namesakes import is_beside, placed
from weeknotes.text import nearest, slugify
from weeknotes.toml import quote
from weeknotes.translations import lacking, name_of
from weeknotes.values import replace
from weeknotes.views import Head, Profile

Pages = Mapping[str, Page]


def shelves(library: Library) -> Mapping[str, Library]:
    """The library as readers of each language see it, by the address of their front page."""
    return {library.root: library, **{home: _shelf(code, home, library) for code, home in library.homes.items()}}


def lay_out(shelves: Mapping[str, Library]) -> Iterator[Page]:
    """Every page that gathers entries, with the ways to the same page in other languages; and every feed."""
    files: dict[str, Page] = {}
    found: dict[str, dict[str, Page]] = {root: {} for root in shelves}
    for root, each in shelves.items():
        for page in _pages(each):
            if page.maker == "html":
                found[root][_head(page).address.removeprefix(root)] = page
            else:
                files.setdefault(page.file, page)
    yield from files.values()
    for root, pages in found.items():
        for address, page in pages.items():
            yield _paired(page, address, {each: found[each] for each in found if each != root}, shelves)


def _pages(library: Library) -> Iterator[Page]:
    yield from home_pages.lay_out(library)
    yield from list_pages.lay_out(library)
    yield from story_pages.lay_out(library)
    yield from chart_pages.lay_out(library)
    yield from search_page.lay_out(library)
    yield from feed_pages.lay_out(library)


def problems(library: Library) -> Iterator[Problem]:
    """The introductions in a language that the site has no pages in, where nobody sees them."""
    for entry in library.entries.values():
        card = entry.card
        if is_beside(card) and not entry.withdrawn and base(card.lang) not in library.homes:
            language = name_of(card.lang)
            message = (
                f"This introduction is in {language}, and the site has no pages in {language}, so nobody sees it. They "
                f"come as soon as config.toml names both languages below [site], and a note or a post is in {language}."
            )
            better = f'languages = ["{library.config.site.language}", "{card.lang}"]'
            yield Problem("translation.unseen", Severity.WARNING, card.path, message, suggestion=better)
    site, known = library.config.site, library.terms.known
    for code in site.called:
        for (kind, typed), name in of_terms(site, code).items():
            if (kind, slugify(typed)) not in known:
                yield _of_nothing(kind, typed, name, code, library)


def _of_nothing(kind: str, typed: str, name: str, code: str, library: Library) -> Problem:
    """A name in another language for what no text has."""
    known = {term.name for (each, _), term in library.terms.known.items() if each == kind}
    meant = nearest(typed, sorted(known))
    message = f"No text has the {kind} “{typed}”, so its name in {name_of(code)} is not used."
    message += f" Did you mean “{meant}”?" if meant else ""
    found, better = f"{quote(typed)} = {quote(name)}", f"{quote(meant)} = {quote(name)}" if meant else ""
    return Problem("translation.unused", Severity.HINT, "config.toml", message, found=found, suggestion=better)


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
    entries = {
        id: replace(entry, card=placed(entry.card, library.abroad[code])) if id in shown else entry
        for id, entry in library.entries.items()
    }
    graph, terms = _part(library.graph, shown), library.abroad[code]
    tongues = replace(library.tongues, default=code)
    found = index({id: entries[id] for id in entries if id in shown}, graph, terms, tongues.own)
    profiles = {key: _introduced(each, library.index.profiles.get(key)) for key, each in found.profiles.items()}
    found = replace(found, profiles=profiles)
    config = replace(library.config, site=in_language(library.config.site, code))
    return replace(
        library, config=config, entries=entries, graph=graph, index=found, tongues=tongues, terms=terms, root=root
    )


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
    return replace(whole, term=profile.term)
