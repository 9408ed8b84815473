"""The whole site as one value, from which every page is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from weeknotes import translations, urls
from weeknotes.config import Config
from weeknotes.dates import at_noon
from weeknotes.graph import Graph
from weeknotes.languages import base
from weeknotes.ledger import Ledger
from weeknotes.model import Card, Entry, Kind, Page, Target, Term
from weeknotes.namings import in_language
from weeknotes.plan.index import Index, index
from weeknotes.plan.namesakes import namesakes, placed
from weeknotes.subscriptions import Farewell
from weeknotes.terms import Terms
from weeknotes.values import Record, field, replace
from weeknotes.views import FeedLink, Head, Profile, Way
from weeknotes.weeks import Week
from weeknotes.words import Tongues, Words

# The kinds that have an archive, in the order of the menu, with the words for it (``sections.…``).
ARCHIVED = {
    Kind.WEEKNOTE: "weeknotes",
    Kind.CASE_STUDY: "case-studies",
    Kind.POST: "posts",
}
# The terms whose notes may be a series: these can end.
FOLLOWED = ("team", "person")
# What search engines show of a description; the rest would be cut off by them.
DESCRIPTION_LIMIT = 200


class Past(Record):
    """What was published before: the ledger of the site that stands, the addresses that entries have left (by id),
    and by what their texts will be known again."""

    ledger: Ledger = field(default_factory=Ledger)
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


NEVER = Past()
NO_TERMS = Terms({})


def library(
    config: Config,
    entries: Iterable[Entry],
    graph: Graph,
    terms: Terms,
    related: Mapping[str, tuple[tuple[str, str], ...]],
    tongues: Tongues,
    past: Past = NEVER,
    today: date | None = None,
) -> Library:
    """The library of `entries`, which come newest first."""
    by_id = {entry.card.id: entry for entry in entries}
    homes = translations.homes((by_id[id].card.lang for id in graph.order), config.site, tongues)
    found, abroad = index(by_id, graph, terms, tongues.own), namesakes(by_id.values(), terms, homes, config.site)
    return Library(config, by_id, graph, related, tongues, found, past, today, homes, terms, abroad)


class Library(Record):
    """Settings, entries by id (newest first), their graph and index, what is related, the languages that the site
    speaks; the day, if known; the front pages of other languages (see `translations.homes`), and all terms as each of
    these calls them. Pages that gather entries lie below the `root`; see `counterparts.shelves`."""

    config: Config
    entries: Mapping[str, Entry]
    graph: Graph
    related: Mapping[str, tuple[tuple[str, str], ...]]
    tongues: Tongues
    index: Index
    past: Past = NEVER
    today: date | None = None
    homes: Mapping[str, str] = field(default_factory=dict)
    terms: Terms = NO_TERMS
    abroad: Mapping[str, Terms] = field(default_factory=dict)
    root: str = ""

    def cards(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards of `ids`, in their order; unknown ids are passed over."""
        return tuple(self.entries[id].card for id in ids if id in self.entries)

    def once(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """The cards without the translations of what stands among them in the language of the library."""
        given, others = tuple(cards), self.graph.translations
        if not others:
            return given
        own = base(self.words.lang)
        there = {card.id for card in given if card.id in others and base(card.lang) == own}
        return tuple(card for card in given if card.id in there or there.isdisjoint(others.get(card.id, ())))

    def in_language(self) -> Iterator[Entry]:
        """The entries that lists have: those in the language of the library; all of them in that of the site."""
        lang = base(self.words.lang)
        return (each for each in self.entries.values() if not self.root or base(each.card.lang) == lang)

    def placed(self, card: Card) -> Card:
        """A card as readers of its own language see it: with the terms that it has there."""
        terms = self.abroad.get(base(card.lang)) if self.abroad else None
        return placed(card, terms) if terms else card

    def of_kind(self, kind: Kind) -> tuple[Card, ...]:
        """The cards of all dated entries of a kind, newest first."""
        return self.index.by_kind.get(kind, ())

    def term_cards(self, term: Term) -> tuple[Card, ...]:
        """The cards of the entries under a term, newest first."""
        return self.index.term_cards.get((term.kind, term.slug), ())

    def profile(self, term: Term) -> Profile:
        """A term with its introduction, if it has one, and how many entries readers find under it."""
        cards = self.once(self.term_cards(term))
        return replace(self.introduced(term), count=len(cards), latest=cards[0] if cards else None)

    def introduced(self, term: Term) -> Profile:
        """A term with its introduction, if it has one, and nothing of what is under it."""
        return self.index.profiles.get((term.kind, term.slug)) or Profile(term)

    def terms_of_kind(self, kind: str) -> tuple[Term, ...]:
        """The terms of a kind that have a page, by name; some have no entry (see `term_cards`)."""
        return self.index.terms.get(kind, ())

    @property
    def words(self) -> Words:
        """The words of pages that gather entries: those of the site's language."""
        return self.tongues.own

    def say(self, key: str, /, **parts: object) -> str:
        """A phrase in the language of the site; see `Words.say`."""
        return self.words.say(key, **parts)

    def home(self, words: Words | None = None) -> Way:
        """The way to the front page, in the language of the page that it stands on."""
        spoken = words or self.words
        return Way(spoken.say("sections.home"), self.homes.get(base(spoken.lang), ""))

    def is_free(self, address: str) -> bool:
        """Whether no text has this address: what a writer puts there goes before a page that the site makes."""
        return all(entry.card.address != address for entry in self.entries.values())

    def site_feed(self, code: str = "") -> FeedLink:
        """The feed of everything, or of everything in language `code` (else that of the lists) where that has a
        front page of its own."""
        code = code or self.words.lang
        site, home = in_language(self.config.site, code), self.homes.get(base(code), "")
        has_name = not home or "title" in site.told
        return FeedLink(site.title if has_name else self.in_words(site.title, code), urls.feed_address(home))

    def in_words(self, title: str, code: str = "") -> str:
        """A title with the language that its feed is in: `code`, else that of the lists."""
        code = code or self.words.lang
        return self.tongues.of(code).say("feeds.in-language", site=title, language=self.tongues.name_of(code))

    def farewell(self, series: str) -> Farewell | None:
        """The last word to readers of a series that has ended, once its last week is over."""
        known = self.config.series.get(series)
        last = Week.parse(known.ended) if known and known.ended else None
        if not known or not last or (self.today and self.today <= last.sunday):
            return None
        told = known.farewell or self.say("feeds.series-ended", days=self.words.span(last.monday, last.sunday))
        at = at_noon(last.sunday, ZoneInfo(self.config.site.timezone))
        return Farewell(series, self.say("feeds.farewell", series=known.name), told, at)

    def html(self, head: Head, template: str, view: object, bodies: Iterable[str] = ()) -> Page:
        """A page of HTML with the texts of `bodies`, and where their links lead."""
        # A profile without a text of its own has an empty id.
        shown = tuple(dict.fromkeys(id for id in bodies if id in self.entries))
        return Page(
            file=urls.file_of(head.address),
            maker="html",
            template=template,
            shows={"page": head, "view": view},
            bodies=shown,
            targets=self.targets(shown),
        )

    def targets(self, ids: Iterable[str]) -> dict[str, tuple[Target, ...]]:
        """Where the links of these texts lead."""
        return {id: self.entries[id].targets for id in ids}
