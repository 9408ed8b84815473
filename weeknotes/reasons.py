"""Why an entry is shown beside another: the surest reason that there is, to be said in the language of a page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from weeknotes import phrases, whys
from weeknotes.changes import Library
from weeknotes.phrases import Things
from weeknotes.ties import LINKS, NAMES, RelatedText, Ties, shared

# How heavy terms, by their codes, are in both texts together.
Weigh = Callable[[Collection[int]], Mapping[int, int]]


class Teller:
    """Finds reasons. Texts are read only where nothing else tells enough, and only once each."""

    def __init__(self, library: Library, ties: Ties) -> None:
        self._library = library
        self._ties = ties
        self._things: dict[str, Things] = {}
        self._often: dict[tuple[str, str], list[str]] = {}

    def reason(self, one: RelatedText, other: RelatedText, weigh: Weigh) -> str:
        """Why `other` is shown beside `one`, as `whys.why` has it; empty if nobody could see why."""
        if self._ties.has(other.id, NAMES, one.id):
            return whys.why("names-this")
        if self._ties.has(one.id, NAMES, other.id):
            return whys.why("named-here")
        if self._ties.has(other.id, LINKS, one.id):
            return whys.why("links-to-this")
        if self._ties.has(one.id, LINKS, other.id):
            return whys.why("linked-here")
        if projects := shared(one.projects, other.projects):
            return whys.why("project", projects[:1])
        return self._subject(one, other, weigh)

    def _subject(self, one: RelatedText, other: RelatedText, weigh: Weigh) -> str:
        """What both are about: tags, in the order of the writer, what both tell often, or a theme."""
        if names := shared(one.tags, other.tags)[:2] or self._told_often(one, other, weigh):
            return whys.why("about", names)
        if names := shared(one.themes, other.themes):
            return whys.why("about", names[:1])
        if names := self._told(one, other, weigh):
            return whys.why("mention", names)
        names = shared(one.teams, other.teams)
        return whys.why("by", names[:1]) if names else ""

    def _told_often(self, one: RelatedText, other: RelatedText, weigh: Weigh) -> list[str]:
        pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if pair not in self._often:
            self._often[pair] = self._written(one, other, self._of(one).often & self._of(other).often, weigh)
        return self._often[pair]

    def _told(self, one: RelatedText, other: RelatedText, weigh: Weigh) -> list[str]:
        ours, theirs = self._of(one), self._of(other)
        # A single word that both say once may be anything; a phrase is seldom in two texts by chance.
        often = ours.often | theirs.often
        both = ours.letters.keys() & theirs.letters.keys()
        return self._written(
            one, other, {term for term in both if term in often or len(ours.letters[term]) > 1}, weigh
        )

    def _written(self, one: RelatedText, other: RelatedText, terms: Collection[int], weigh: Weigh) -> list[str]:
        """The one or two of `terms` that count most in both, as they are written there."""
        if not terms:
            return []
        letters, weights = self._of(one).letters, weigh(terms)
        outlines = (self._library.outline(one), self._library.outline(other))
        told: dict[str, str] = {}
        for term in sorted(weights, key=lambda term: (-weights[term], -len(letters[term]), term)):
            # "Damp" after "damp and mould" would say nothing more.
            if len(told) < 2 and weights[term] and not any(set(letters[term]) & set(each) for each in told.values()):
                name = phrases.written(self._library.reader, outlines, letters[term])
                told |= {name: letters[term]} if name else {}
        return list(told)

    def _of(self, entry: RelatedText) -> Things:
        if entry.id not in self._things:
            self._things[entry.id] = phrases.things(self._library.reader, self._library.outline(entry))
        return self._things[entry.id]
