"""The front page of a language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from weeknotes.model import Kind, Page
from weeknotes.plan import story_pages
from weeknotes.plan.library import Library
from weeknotes.plan.list_pages import week_view
from weeknotes.views import Head, HomeView


def lay_out(library: Library) -> Iterator[Page]:
    """The front page of the language that the library is in."""
    yield _home(library)


def _home(library: Library) -> Page:
    weeks = library.graph.weeks
    notes = library.once(library.of_kind(Kind.WEEKNOTE))
    latest = week_view(max(weeks), library) if weeks else None
    # What stands in the latest week already is not shown a second time below it.
    in_latest = {card.id for group in latest.groups for card in group.cards} if latest else set()
    view = HomeView(
        week=latest,
        recent=tuple(islice((card for card in notes if card.id not in in_latest), 6)),
        case_studies=library.once(library.of_kind(Kind.CASE_STUDY))[:6],
        posts=library.once(library.of_kind(Kind.POST))[:3],
        teams=tuple(library.profile(term) for term in library.terms_of_kind("team")),
        themes=tuple(library.profile(term) for term in library.terms_of_kind("theme")),
        introduction=library.config.site.description,
        years_before=story_pages.years_before(latest.week, library) if latest else (),
    )
    site, lang = library.config.site, library.words.lang
    head = Head("home", site.title, library.root, lang, site.description, feeds=(library.site_feed(),))
    return library.html(head, "home.html", view)
