"""The front page of a language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from weeknotes.languages import base
from weeknotes.model import Card, Kind, Page
from weeknotes.plan import story_pages
from weeknotes.plan.library import Library
from weeknotes.plan.list_pages import week_view
from weeknotes.views import Head, HomeView, WeekView


def lay_out(library: Library) -> Iterator[Page]:
    """The front page of the language that the library is in."""
    yield _home(library)


def _home(library: Library) -> Page:
    weeks = library.graph.weeks
    notes = _once(library.of_kind(Kind.WEEKNOTE), library)
    latest = _latest(library) if weeks else None
    # What stands in the latest week already is not shown a second time below it.
    in_latest = {card.id for group in latest.groups for card in group.cards} if latest else set()
    view = HomeView(
        week=latest,
        recent=tuple(islice((card for card in notes if card.id not in in_latest), 6)),
        case_studies=_once(library.of_kind(Kind.CASE_STUDY), library)[:6],
        posts=_once(library.of_kind(Kind.POST), library)[:3],
        teams=tuple(library.profile(term) for term in library.terms_of_kind("team")),
        themes=tuple(library.profile(term) for term in library.terms_of_kind("theme")),
        introduction=library.config.site.description,
        years_before=story_pages.years_before(latest.week, library) if latest else (),
    )
    site, lang = library.config.site, library.words.lang
    head = Head("home", site.title, library.root, lang, site.description, feeds=(library.site_feed(),))
    return library.html(head, "home.html", view)


def _latest(library: Library) -> WeekView:
    whole = week_view(max(library.graph.weeks), library)
    groups = (replace(group, cards=_once(group.cards, library)) for group in whole.groups)
    return replace(whole, groups=tuple(group for group in groups if group.cards))


def _once(cards: Sequence[Card], library: Library) -> tuple[Card, ...]:
    """The cards without translations of what is there in the language of the front page."""
    own = base(library.words.lang)

    def is_doubled(card: Card) -> bool:
        others = library.cards(library.graph.translations.get(card.id, ())) if base(card.lang) != own else ()
        return any(base(other.lang) == own for other in others)

    return tuple(card for card in cards if not is_doubled(card))
