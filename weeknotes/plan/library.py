"""The whole site as one value, from which every page is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from weeknotes import urls
from weeknotes.config import Config
from weeknotes.graph import Graph
from weeknotes.ledger import Ledger
from weeknotes.model import Card, Entry, Kind, Page, Target, Term
from weeknotes.plan.index import Index, index
from weeknotes.terms import Terms
from weeknotes.views import FeedLink, Head, Profile

PLURALS = {
    Kind.WEEKNOTE: "Weeknotes",
    Kind.CASE_STUDY: "Case studies",
    Kind.POST: "Posts",
}
# What search engines show of a description; the rest would be cut off by them.
DESCRIPTION_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Past:
    """What was published before: the ledger of the site that stands, the addresses that entries have left (by id),
    and by what their texts will be known again."""

    ledger: Ledger = field(default_factory=Ledger)
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


NEVER = Past()


def library(
    config: Config,
    entries: Iterable[Entry],
    graph: Graph,
    terms: Terms,
    related: Mapping[str, tuple[tuple[str, str], ...]],
    past: Past = NEVER,
) -> Library:
    """The library of `entries`, which come newest first."""
    by_id = {entry.card.id: entry for entry in entries}
    return Library(config, by_id, graph, related, index(by_id, graph, terms), past)


@dataclass(frozen=True, slots=True)
class Library:
    """Settings, entries by id (newest first), their graph and index, and what is related, with reasons."""

    config: Config
    entries: Mapping[str, Entry]
    graph: Graph
    related: Mapping[str, tuple[tuple[str, str], ...]]
    index: Index
    past: Past = NEVER

    def cards(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards of `ids`, in their order; unknown ids are passed over."""
        return tuple(self.entries[id].card for id in ids if id in self.entries)

    def of_kind(self, kind: Kind) -> tuple[Card, ...]:
        """The cards of all dated entries of a kind, newest first."""
        return self.index.by_kind.get(kind, ())

    def term_cards(self, term: Term) -> tuple[Card, ...]:
        """The cards of the entries under a term, newest first."""
        return self.index.term_cards.get((term.kind, term.slug), ())

    def profile(self, term: Term) -> Profile:
        """A term with its introduction, if it has one."""
        return self.index.profiles.get((term.kind, term.slug)) or Profile(term)

    def terms_of_kind(self, kind: str) -> tuple[Term, ...]:
        """The terms of a kind that have a page, by name; some have no entry (see `term_cards`)."""
        return self.index.terms.get(kind, ())

    def site_feed(self) -> FeedLink:
        """The feed of everything."""
        return FeedLink(self.config.site.title, urls.feed_address(""))

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
