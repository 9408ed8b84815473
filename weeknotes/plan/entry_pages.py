"""The pages of entries: weeknotes, case studies with their parts, posts, pages, tombstones, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from weeknotes import invitations, urls
from weeknotes.labels import Naming, Style, label
from weeknotes.languages import base
from weeknotes.model import Card, Chosen, Entry, Kind, Page
from weeknotes.plan import emblem_pages, statement_page
from weeknotes.plan.library import ARCHIVED, DESCRIPTION_LIMIT, Library
from weeknotes.plan.tombstones import tombstone
from weeknotes.text import shorten
from weeknotes.translations import lacking
from weeknotes.values import replace
from weeknotes.views import (
    EntryView,
    FeedLink,
    Head,
    Mention,
    Neighbour,
    Profile,
    Relation,
    Way,
)
from weeknotes.words import Words

TEMPLATES = {
    Kind.WEEKNOTE: "weeknote.html",
    Kind.CASE_STUDY: "case-study.html",
    Kind.PART: "case-study.html",
    Kind.POST: "post.html",
    Kind.PAGE: "page.html",
}


def lay_out(shelves: Mapping[str, Library]) -> Iterator[Page]:
    """A page for every entry at its address; `shelves` are those of `counterparts.shelves`."""
    for entry in shelves[""].entries.values():
        if entry.card.kind in TEMPLATES:
            yield page(entry, shelves)


def page(entry: Entry, shelves: Mapping[str, Library]) -> Page:
    """The page of one entry, of a kind that has a page."""
    library = shelves[""]
    shelf = shelves[library.homes.get(base(entry.card.lang), "")]
    return tombstone(entry, library, shelf) if entry.withdrawn else _page(entry, library, shelf)


def _page(entry: Entry, library: Library, shelf: Library) -> Page:
    card = entry.card
    view = _view(entry, library, shelf)
    # The box about the author shows what the author's own page says.
    introductions = [profile.entry for profile in view.profiles if profile.entry]
    shown, bodies = head(view.card, library, shelf), [card.id, *introductions]
    if not statement_page.holds(card, library):
        return library.html(shown, TEMPLATES[card.kind], view, bodies)
    shown = replace(shown, languages=statement_page.languages(library), missing=())
    page = library.html(shown, statement_page.TEMPLATE, view, bodies)
    return replace(page, shows={**page.shows, "statement": statement_page.statement(library)})


def _view(entry: Entry, library: Library, shelf: Library) -> EntryView:
    card, graph = library.placed(entry.card), library.graph
    before, after = _neighbours(card, library)
    parts, part_before, part_after = _parts(card, library)
    return EntryView(
        card=card,
        fields=entry.fields,
        headings=entry.body.headings,
        previous=before,
        next=after,
        mentions=_mentions(card, library),
        related=_related(card, library),
        linked=_chosen(entry.linked, library),
        linked_outside=_outside(entry),
        story=_chosen(graph.stories.get(card.id, ()), library),
        became=library.cards(graph.became.get(card.id, ())),
        parts=parts,
        part_previous=part_before,
        part_next=part_after,
        translations=tuple((other.lang, other) for other in _translations(card, library)),
        # The author alone: what else they wrote would change this page whenever they write.
        profiles=tuple(shelf.introduced(term) for term in card.authors),
        speakers=_speakers(entry, library, shelf),
        reply=library.config.site.reply,
        source_url=invitations.edit_url(library.config.site, card.path),
    )


def _speakers(entry: Entry, library: Library, shelf: Library) -> tuple[Profile | None, ...]:
    """Those who said what is quoted, as far as they have a page, in this language or in the site's."""
    found = [library.terms.of("person", [quote.name]) for quote in entry.fields.quotes]
    keys = [(people[0].kind, people[0].slug) if people else ("", "") for people in found]
    known = [shelf.index.profiles.get(key) or library.index.profiles.get(key) for key in keys]
    # Nothing but the name and the picture is shown.
    speakers = tuple(Profile(each.term, image=each.image) if each else None for each in known)
    return speakers if any(speakers) else ()


def head(card: Card, library: Library, shelf: Library) -> Head:
    """What the page of an entry says of itself; `shelf` is the library as readers of its language see it."""
    words = library.tongues.of(card.lang)
    crumbs = [library.home(words)]
    section = urls.SECTIONS[card.kind]
    # A page such as about/ lies at the top: it is a section of its own.
    if section:
        named = words.say(f"sections.{section.rstrip('/')}")
        section = shelf.root + section
        crumbs.append(Way(named, section))
    if card.parent:
        study = library.entries[card.parent].card
        crumbs.append(Way(study.title, study.address, study.lang))
    return Head(
        kind=card.kind.value.replace(" ", "-"),
        title=card.full_title,
        address=card.address,
        lang=card.lang,
        description=shorten(card.summary, DESCRIPTION_LIMIT),
        section=section or card.address,
        crumbs=tuple(crumbs),
        feeds=_feeds(card, library, shelf),
        languages=tuple((other.lang, other.address) for other in _translations(card, library)),
        missing=_missing(card, library),
        image=emblem_pages.picture(card, library),
    )


def _feeds(card: Card, library: Library, shelf: Library) -> tuple[FeedLink, ...]:
    # Feed readers take the first one: that of the team goes before that of everything.
    own = [FeedLink(team.name, urls.feed_address(team.address)) for team in card.teams if shelf.term_cards(team)]
    if card.kind in ARCHIVED:
        title = library.tongues.of(card.lang).say(f"sections.{ARCHIVED[card.kind]}")
        own.append(FeedLink(title, urls.feed_address(shelf.root + urls.SECTIONS[card.kind])))
    return (*own, library.site_feed(card.lang))


def _neighbours(card: Card, library: Library) -> tuple[Neighbour | None, Neighbour | None]:
    before, after = library.graph.beside.get(card.id, ("", ""))
    earlier = library.entries[before].card if before else None
    later = library.entries[after].card if after else None
    return (
        Neighbour(earlier, _gap(earlier, card, library)) if earlier else None,
        Neighbour(later, _gap(card, later, library)) if later else None,
    )


def _gap(earlier: Card, later: Card, library: Library) -> str:
    """What lies between two notes of a series, said neutrally in their language; empty where nothing does."""
    if not earlier.span or not later.span:
        return ""
    if (later.span.first.monday - earlier.span.last.sunday).days <= 1:
        return ""
    first, last = earlier.span.last.plus(1), later.span.first.plus(-1)
    words = library.tongues.of(later.lang)
    days = words.short_span(first.monday, last.sunday)
    # The number of a week means nothing where the series counts otherwise, or over the new year.
    numbered = _is_numbered(earlier, words) and _is_numbered(later, words) and first.year == last.year
    if not numbered:
        return words.say(f"entry.gap.{'days' if first == last else 'span'}", days=days)
    if first == last:
        return words.say("entry.gap.week", number=first.number)
    return words.say("entry.gap.weeks", number=first.number, last=last.number)


def _is_numbered(card: Card, words: Words) -> bool:
    """Whether the label of a note is the number of its week in the calendar."""
    return card.span is not None and card.label == label(Style(), card.span, 0, "", Naming(words))


def _mentions(card: Card, library: Library) -> tuple[Mention, ...]:
    citations = library.graph.cited_by.get(card.id, ())
    return tuple(Mention(library.entries[each.entry].card, each.sentence) for each in citations)


def _related(card: Card, library: Library) -> tuple[Relation, ...]:
    pairs = library.related.get(card.id, ())
    return tuple(Relation(library.entries[id].card, reason) for id, reason in pairs)


def _chosen(steps: Iterable[Chosen], library: Library) -> tuple[Relation, ...]:
    known = (step for step in steps if step.entry in library.entries)
    return tuple(Relation(library.entries[step.entry].card, step.reason, step.place) for step in known)


def _outside(entry: Entry) -> tuple[Way, ...]:
    """What the writer points at elsewhere; a step of a story there has no date to stand in the timeline by."""
    return tuple(Way(each.reason, each.url) for each in (*entry.story, *entry.linked) if each.url)


def _parts(card: Card, library: Library) -> tuple[tuple[Card, ...], Card | None, Card | None]:
    """The case study and all its parts in order, with the ones before and after; nothing where it has none."""
    study = card.parent or card.id
    parts = library.cards([study, *library.graph.parts.get(study, ())])
    if len(parts) < 2:
        return (), None, None
    place = [part.id for part in parts].index(card.id)
    return parts, parts[place - 1] if place else None, parts[place + 1] if place + 1 < len(parts) else None


def _translations(card: Card, library: Library) -> tuple[Card, ...]:
    return library.cards(library.graph.translations.get(card.id, ()))


def _missing(card: Card, library: Library) -> tuple[str, ...]:
    """The languages of the site that the entry is not in."""
    return lacking(library.config.site, [each.lang for each in (card, *_translations(card, library))])
