"""The front page, and one for readers of each other language that the site is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from weeknotes.model import Kind, Page
from weeknotes.plan import story_pages
from weeknotes.plan.library import Library
from weeknotes.plan.list_pages import week_view
from weeknotes.translations import base
from weeknotes.views import Head, HomeView


def lay_out(library: Library) -> Iterator[Page]:
    """The front pages."""
    yield _home(library)
    for code in library.homes:
        yield _home(_in_language(code, library))


def _home(library: Library) -> Page:
    weeks = library.graph.weeks
    notes = library.of_kind(Kind.WEEKNOTE)
    latest = week_view(max(weeks), library) if weeks else None
    # What stands in the latest week already is not shown a second time below it.
    in_latest = {card.id for group in latest.groups for card in group.cards} if latest else set()
    view = HomeView(
        week=latest,
        recent=tuple(islice((card for card in notes if card.id not in in_latest), 6)),
        case_studies=library.of_kind(Kind.CASE_STUDY)[:6],
        posts=library.of_kind(Kind.POST)[:3],
        teams=tuple(library.profile(term) for term in library.terms_of_kind("team")),
        themes=tuple(library.profile(term) for term in library.terms_of_kind("theme")),
        introduction=library.config.site.description,
        years_before=story_pages.years_before(latest.week, library) if latest else (),
    )
    site, lang = library.config.site, library.words.lang
    address = library.homes.get(base(lang), "")
    head = Head("home", site.title, address, lang, site.description, feeds=(library.site_feed(lang),))
    every = {base(site.language): "", **library.homes}
    others = tuple((code, there) for code, there in every.items() if there != address)
    return library.html(replace(head, languages=others), "home.html", view)


def _in_language(code: str, library: Library) -> Library:
    """The library as readers of one language see it: its entries in that language, its words in it."""
    ids = {entry.card.id for entry in library.entries.values() if base(entry.card.lang) == code}
    weeks = {week: tuple(id for id in each if id in ids) for week, each in library.graph.weeks.items()}
    by_kind = {kind: tuple(card for card in cards if card.id in ids) for kind, cards in library.index.by_kind.items()}
    return replace(
        library,
        graph=replace(library.graph, weeks={week: each for week, each in weeks.items() if each}),
        index=replace(library.index, by_kind=by_kind),
        tongues=replace(library.tongues, default=code),
    )
