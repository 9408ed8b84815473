"""Related entries from what the texts say, each with its reason in words.

Entries are compared by the words and pairs of words that they share and few others have (TF-IDF with
sublinear counts, the title three times, over stems), since real notes carry no tags. A title named in
a text, a link, a shared project, theme or team add a little. Tags give reasons but no order.

Results depend on nothing but the entries: no order of input, no hash seed. Frequencies and scores are
rounded, so that an edit of one entry seldom changes what others show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice, pairwise
from math import fsum

from weeknotes.stems import stem
from weeknotes.text import join_words
from weeknotes.vectors import Vector, vectors_of, words_of

# Terms in more entries than this, and all but an entry's best, add to scores but find no candidates:
# asking them all costs the square.
ASKING = 60
ASKED = 75
CANDIDATES = 30
# What each kind of tie adds to the likeness of texts, which is from 0 to 1.
NAMED = 0.1
PROJECT = 0.05
THEME = 0.02
TEAM = 0.01
# Below this two texts share no more than any two texts do.
LEAST = 0.03


@dataclass(frozen=True, slots=True)
class RelatedText:
    """An entry as far as relating goes. `text` is plain; `links` are the ids that it links to.

    Teams, themes, tags and projects are names as readers see them. `position` counts within `series`.
    """

    id: str
    title: str
    text: str
    teams: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    series: str = ""
    position: int = 0
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that scores are made of; all lists go by the place of the entry."""

    entries: Sequence[RelatedText]
    vectors: Sequence[Vector]
    postings: Mapping[str, Sequence[tuple[int, float]]]
    named: Sequence[frozenset[int]]
    linked: Sequence[frozenset[int]]
    tied: Sequence[frozenset[int]]
    fellows: Mapping[str, Sequence[int]]


def relate(entries: Sequence[RelatedText], count: int = 5) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each id up to `count` pairs of another id and the reason, the nearest first; ties go by id.

    Neighbours in a series are left out: previous and next show them.
    """
    ordered = sorted(entries, key=lambda each: each.id)
    known = _known(ordered)
    return {entry.id: tuple(_best(known, place, count)) for place, entry in enumerate(ordered)}


def _best(known: _Known, place: int, count: int) -> list[tuple[str, str]]:
    scores = {other: _score(known, place, other) for other in _candidates(known, place)}
    ranked = sorted((-score, other) for other, score in scores.items() if score >= LEAST)
    return [(known.entries[other].id, _reason(known, place, other)) for _, other in ranked[:count]]


def _known(entries: Sequence[RelatedText]) -> _Known:
    vectors = vectors_of([(entry.title, entry.text) for entry in entries])
    places = {entry.id: place for place, entry in enumerate(entries)}
    named = _named(entries)
    linked = [frozenset(places[each] for each in entry.links if each in places) for entry in entries]
    return _Known(
        entries, vectors, _postings(vectors), named, linked, _tied(named, linked), _fellows(entries)
    )


def _postings(vectors: Sequence[Vector]) -> dict[str, list[tuple[int, float]]]:
    """For each rare term the places of the entries that have it, with its weight there."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for term, weight in vector.weights.items():
            postings[term].append((place, weight))
    return {term: found for term, found in postings.items() if 1 < len(found) <= ASKING}


def _fellows(entries: Sequence[RelatedText]) -> dict[str, list[int]]:
    """For each project the places of its entries."""
    fellows: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for project in entry.projects:
            fellows[project.casefold()].append(place)
    return fellows


def _named(entries: Sequence[RelatedText]) -> list[frozenset[int]]:
    """For each entry those whose title stands in its text, word for word."""
    titles = [tuple(words_of(entry.title)) for entry in entries]
    shared = Counter(titles)
    by_start: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, title in enumerate(titles):
        # "This week at the council" may be the title of fifty notes: it names none of them.
        if shared[title] == 1 and sum(bool(stem(word)) for word in title) > 1:
            by_start[title[:2]].append(place)
    return [
        _titles_in(words_of(entry.text), titles, by_start) - {place} for place, entry in enumerate(entries)
    ]


def _titles_in(
    words: list[str], titles: Sequence[tuple[str, ...]], by_start: Mapping[tuple[str, ...], Sequence[int]]
) -> frozenset[int]:
    starts = (
        (index, place) for index, pair in enumerate(pairwise(words)) for place in by_start.get(pair, ())
    )
    return frozenset(
        place for index, place in starts if tuple(words[index : index + len(titles[place])]) == titles[place]
    )


def _tied(named: Sequence[frozenset[int]], linked: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """For each entry those that it names or links to, and those that name it or link to it."""
    ties = [set(names | links) for names, links in zip(named, linked, strict=True)]
    for place, (names, links) in enumerate(zip(named, linked, strict=True)):
        for other in names | links:
            ties[other].add(place)
    return [frozenset(each) for each in ties]


def _candidates(known: _Known, place: int) -> list[int]:
    """Entries that share rare terms, a project, a name or a link."""
    scores: dict[int, float] = defaultdict(float)
    for term, weight in islice(known.vectors[place].weights.items(), ASKED):
        for other, theirs in known.postings.get(term, ()):
            scores[other] += weight * theirs
    # In order of terms, then of places, so that ties at the edge fall the same way in every run.
    best = nlargest(CANDIDATES, scores, key=scores.__getitem__)
    chosen = {*best, *known.tied[place]}
    for project in known.entries[place].projects:
        # In a project of hundreds the texts must tell: all against all would take too long.
        fellows = known.fellows[project.casefold()]
        chosen.update(fellows if len(fellows) <= ASKING else ())
    mine = known.entries[place]
    return [other for other in chosen if other != place and not _are_neighbours(mine, known.entries[other])]


def _are_neighbours(one: RelatedText, other: RelatedText) -> bool:
    return bool(one.series) and one.series == other.series and abs(one.position - other.position) == 1


def _score(known: _Known, place: int, other: int) -> float:
    """The likeness of the texts and what is added to it, rounded to a thousandth."""
    mine, theirs = known.entries[place], known.entries[other]
    ours, others = known.vectors[place].weights, known.vectors[other].weights
    # An exact sum, since the order of a set changes from run to run.
    score = fsum(ours[term] * others[term] for term in ours.keys() & others.keys())
    score += NAMED * (other in known.tied[place])
    score += PROJECT * bool(_shared(mine.projects, theirs.projects))
    score += THEME * bool(_shared(mine.themes, theirs.themes)) + TEAM * bool(
        _shared(mine.teams, theirs.teams)
    )
    return round(score, 3)


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    others = {each.casefold() for each in theirs}
    return [each for each in ours if each.casefold() in others]


def _reason(known: _Known, place: int, other: int) -> str:
    """Why `other` is shown beside the entry at `place`: the surest reason that there is."""
    mine, theirs = known.entries[place], known.entries[other]
    if place in known.named[other]:
        return "names this one in its text"
    if other in known.named[place]:
        return "is named in this one"
    if place in known.linked[other]:
        return "links to this one"
    if other in known.linked[place]:
        return "is linked from this one"
    if projects := _shared(mine.projects, theirs.projects):
        return f"both belong to the project “{projects[0]}”"
    if words := _shared_words(known, place, other):
        return words
    subject = (*_shared(mine.themes, theirs.themes), *_shared(mine.tags, theirs.tags))
    return f"both are about {subject[0]}" if subject else "both use the same words"


def _shared_words(known: _Known, place: int, other: int) -> str:
    """The one or two terms that count most in both, as they are written there.

    Entries are *about* what they say more than once; what they only touch they *mention*.
    """
    mine, theirs = known.vectors[place], known.vectors[other]
    both = mine.weights.keys() & theirs.weights.keys()
    products = {term: round(mine.weights[term] * theirs.weights[term], 6) for term in both}
    shared = sorted(products, key=lambda term: (-products[term], term))
    # A word that both use twice, but that hardly counts, is not what they are about.
    often = mine.often & theirs.often
    central = [term for term in shared if term in often and products[term] * 2 > products[shared[0]]]
    words = [_as_written(mine.written[term], theirs.written[term]) for term in _apart(central or shared)[:2]]
    return f"both {'are about' if central else 'mention'} {join_words(words)}" if words else ""


def _apart(terms: Sequence[str]) -> list[str]:
    """Those that share no word with one before: "damp" after "damp and mould" would say nothing more."""
    chosen: list[str] = []
    for term in terms:
        if not any(set(term.split()) & set(each.split()) for each in chosen):
            chosen.append(term)
    return chosen


def _as_written(ours: str, theirs: str) -> str:
    """A form in small letters where one of them has it: the other may have begun a sentence."""
    return theirs if theirs.islower() and not ours.islower() else ours
