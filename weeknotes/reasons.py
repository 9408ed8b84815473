"""Why an entry is shown beside another: the surest reason that there is, to be said in the language of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from weeknotes import phrases, whys
from weeknotes.changes import Library
from weeknotes.phrases import Things
from weeknotes.ties import LINKS, NAMES, RelatedText, Ties, shared

# How heavy terms, by their codes, are in both texts together.
Weigh = Callable[[Iterable[int]], Mapping[int, int]]


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
        if names := shared(one.teams, other.teams):
            return whys.why("by", names[:1])
        names = self._said(one, other, weigh)
        return whys.why("mention", names) if names else ""

    def _told_often(self, one: RelatedText, other: RelatedText, weigh: Weigh) -> list[str]:
        pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if pair not in self._often:
            ours, theirs = texts = self._of(one), self._of(other)
            self._often[pair] = _written(
                texts, _both(*texts), weigh, lambda code: ours.is_often(code) and theirs.is_often(code)
            )
        return self._often[pair]

    def _told(self, one: RelatedText, other: RelatedText, weigh: Weigh) -> list[str]:
        ours, theirs = texts = self._of(one), self._of(other)
        # A single word that both say once may be anything; a phrase is seldom in two texts by chance.
        return _written(
            texts,
            _both(*texts),
            weigh,
            lambda code: len(ours.letters[code]) > 1 or ours.is_often(code) or theirs.is_often(code),
        )

    def _said(self, one: RelatedText, other: RelatedText, weigh: Weigh) -> list[str]:
        """What both say, if only one of them as the name of a thing."""
        ours, theirs = texts = self._of(one), self._of(other)
        return _written(texts, {**theirs.letters, **ours.letters}, weigh)

    def _of(self, entry: RelatedText) -> Things:
        if entry.id not in self._things:
            self._things[entry.id] = Things(self._library.reader, self._library.outline(entry))
        return self._things[entry.id]


def _both(ours: Things, theirs: Things) -> dict[int, str]:
    return {code: ours.letters[code] for code in ours.letters.keys() & theirs.letters.keys()}


def _is_any(_: int) -> bool:
    return True


def _written(
    texts: tuple[Things, Things], terms: Mapping[int, str], weigh: Weigh, is_wanted: Callable[[int], bool] = _is_any
) -> list[str]:
    """The one or two of `terms` that count most in both, of those that are wanted, as they are written there."""
    # Whether one is wanted is only asked as far as it comes to that: most never do.
    ranked = sorted((-weight, -len(terms[code]), code) for code, weight in weigh(terms).items() if weight)
    told: dict[str, str] = {}
    for _, _, code in ranked:
        letters = terms[code]
        if len(told) == 2:
            break
        # "Damp" after "damp and mould" would say nothing more.
        if not any(set(letters) & set(each) for each in told.values()) and is_wanted(code):
            name = phrases.written(texts, letters)
            told |= {name: letters} if name else {}
    return list(told)
