"""The tombstone of a withdrawn entry: that it was here, what it was without any of its text, and ways to go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from weeknotes import urls
from weeknotes.model import Card, Entry, Page, Term
from weeknotes.plan.index import day_of
from weeknotes.plan.library import ARCHIVED, Library
from weeknotes.signposts import WithdrawnView
from weeknotes.translations import lacking
from weeknotes.values import replace
from weeknotes.views import Head, Way

NEAR = 2  # entries of each team, project and theme
MOST_NEAR = 4  # entries that a tombstone leads on to


def tombstone(entry: Entry, library: Library, shelf: Library) -> Page:
    """The page at the address of a withdrawn entry; `shelf` is the library as readers of its language see it."""
    card = library.placed(entry.card)
    day = entry.fields.withdrawn_on or (card.updated.day if card.updated else None)
    terms, reason = tuple(_terms(card, library, shelf)), entry.fields.withdrawn_reason
    ways, near = tuple(_ways(card, shelf)), _near(entry, shelf)
    view = WithdrawnView(card.title, reason, day, _bare(card, terms), terms, ways, near)
    words = library.tongues.of(card.lang)
    title = words.say("withdrawn.title", title=card.title)
    head = Head("withdrawn", title, card.address, card.lang, crumbs=(library.home(words),))
    return library.html(replace(head, missing=lacking(library.config.site, [card.lang])), "withdrawn.html", view)


def _bare(card: Card, terms: Sequence[Term]) -> Card:
    """The card without what is made of its text, and without the teams that it alone had: what a template does not
    have, it cannot show, and all that was taken back."""
    teams = tuple(term for term in terms if term.kind == "team")
    untold = replace(card, summary="", takeaways=(), lessons=(), image=None, event_date=None)
    return replace(untold, teams=teams, themes=(), tags=(), projects=(), authors=(), contributors=())


def _terms(card: Card, library: Library, shelf: Library) -> Iterator[Term]:
    """Its teams, projects and themes, as far as they have a page without it, in this language or in the site's."""
    for term in (*card.teams, *card.projects, *card.themes):
        key = (term.kind, term.slug)
        if profile := shelf.index.profiles.get(key) or library.index.profiles.get(key):
            yield profile.term


def _ways(card: Card, shelf: Library) -> Iterator[Way]:
    if card.week and card.week in shelf.graph.weeks:
        title = shelf.say("labels.week-of-year", number=card.week.number, year=card.week.year)
        yield Way(title, shelf.root + urls.week_address(card.week))
    if shelf.of_kind(card.kind):
        yield Way(shelf.say(f"sections.{ARCHIVED[card.kind]}"), shelf.root + urls.SECTIONS[card.kind])


def _near(entry: Entry, shelf: Library) -> tuple[Card, ...]:
    """What says the same in another language, and of each of its teams, projects and themes what is nearest in time:
    that changes only where something near is published or taken back, and not with every new entry."""
    card = entry.card
    original = shelf.entries.get(entry.translation_of)
    found = {original.card: None} if original and not original.withdrawn else {}
    for term in (*(card.teams or card.authors), *card.projects, *card.themes):
        # In a list of all languages, what is in its own comes first.
        ranked = sorted(
            shelf.term_cards(term), key=lambda each: (each.lang != card.lang, abs(day_of(each) - day_of(card)), each.id)
        )
        found |= dict.fromkeys(ranked[:NEAR])
    return tuple(islice(found, MOST_NEAR))
