"""Related entries from what the texts say, each with its reason in words.

Entries are compared by the words and pairs of words that they share and few others have (TF-IDF with
sublinear counts, the title three times, over stems), since real notes carry no tags. A title named in
a text, a link, a shared project, theme or team add a little. Tags give reasons but no order.

Results depend on nothing but the entries: no order of input, no hash seed. Frequencies and scores are
rounded, so that an edit of one entry seldom changes what others show.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice, pairwise
from math import fsum, log, log2, sqrt

from weeknotes.stems import stem
from weeknotes.text import join_words

TITLE_WEIGHT = 3
BEST_TERMS = 200
# Terms in more entries than this, and all but an entry's best, add to scores but find no candidates:
# asking them all costs the square.
ASKING = 60
ASKED = 75
CANDIDATES = 30
NAMED = 0.1
PROJECT = 0.05
THEME = 0.02
TEAM = 0.01
LEAST = 0.03

_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.!?;:\n]")
_BREAKS = frozenset(".!?;:\n")


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
class _Terms:
    """How often each term (a stem, or two with a space) occurs, and how it is written."""

    counts: Mapping[str, int]
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that scores are made of; all lists go by the place of the entry."""

    entries: Sequence[RelatedText]
    terms: Sequence[_Terms]
    vectors: Sequence[Mapping[str, float]]
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
    stems: dict[str, str] = {}
    terms = [_read(entry, stems) for entry in entries]
    vectors = _vectors(terms)
    places = {entry.id: place for place, entry in enumerate(entries)}
    fellows: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for project in entry.projects:
            fellows[project.casefold()].append(place)
    named = _named(entries)
    linked = [frozenset(places[each] for each in entry.links if each in places) for entry in entries]
    return _Known(
        entries=entries,
        # Of all the pairs that were counted few are kept: the rest would fill the memory.
        terms=[
            _Terms({}, {term: each.written[term] for term in kept})
            for each, kept in zip(terms, vectors, strict=True)
        ],
        vectors=vectors,
        postings=_postings(vectors),
        named=named,
        linked=linked,
        tied=_tied(named, linked),
        fellows=fellows,
    )


def _read(entry: RelatedText, stems: dict[str, str]) -> _Terms:
    """The terms of one entry. `stems` remembers what was stemmed: most words come many times."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text, weight in ((entry.title, TITLE_WEIGHT), (entry.text, 1)):
        for term, surface in _terms(text, stems):
            counts[term] += weight
            if term not in written or (surface.islower() and not written[term].islower()):
                written[term] = surface
    return _Terms(counts, written)


def _terms(text: str, stems: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Stems, and pairs of neighbouring ones within a sentence; one small word may stand between."""
    before, before_surface, between = "", "", ""
    for token in _TOKENS.findall(text):
        if token in _BREAKS:
            before = ""
            continue
        base = stems.get(token)
        if base is None:
            base = stems[token] = stem(token)
        if not base:
            before = "" if between else before
            between = f" {token}"
            continue
        yield base, token
        if before:
            yield f"{before} {base}", f"{before_surface}{between} {token}"
        before, before_surface, between = base, token, ""


def _vectors(terms: Sequence[_Terms]) -> list[dict[str, float]]:
    """The best terms of each entry with weights of unit length; a term of one entry alone relates nothing."""
    spread = Counter(term for each in terms for term in each.counts)
    size = _halves(len(terms))
    rarity = {term: size - _halves(number) for term, number in spread.items() if number > 1}
    return [_vector(each.counts, rarity) for each in terms]


def _vector(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = [(-(1 + log(number)) * rarity[term], term) for term, number in counts.items() if term in rarity]
    best = sorted(weights)[:BEST_TERMS]
    length = sqrt(sum(weight * weight for weight, _ in best)) or 1.0
    return {term: -weight / length for weight, term in best if weight < 0}


def _halves(number: int) -> float:
    """The binary logarithm in steps of a half: it stays the same when one entry more has a term."""
    return round(2 * log2(number)) / 2 if number else 0.0


def _postings(vectors: Sequence[Mapping[str, float]]) -> dict[str, list[tuple[int, float]]]:
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for term, weight in vector.items():
            postings[term].append((place, weight))
    return {term: found for term, found in postings.items() if 1 < len(found) <= ASKING}


def _named(entries: Sequence[RelatedText]) -> list[frozenset[int]]:
    """For each entry those whose title stands in its text, word for word."""
    titles = [tuple(_plain_words(entry.title)) for entry in entries]
    shared = Counter(titles)
    by_start: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, title in enumerate(titles):
        if shared[title] == 1 and sum(bool(stem(word)) for word in title) > 1:
            by_start[title[:2]].append(place)
    return [
        _titles_in(_plain_words(entry.text), titles, by_start) - {place}
        for place, entry in enumerate(entries)
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


def _plain_words(text: str) -> list[str]:
    return [each.replace("’", "'") for each in _TOKENS.findall(text.casefold()) if each not in _BREAKS]


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
    for term, weight in islice(known.vectors[place].items(), ASKED):
        for other, theirs in known.postings.get(term, ()):
            scores[other] += weight * theirs
    best = nlargest(CANDIDATES, scores, key=scores.__getitem__)
    chosen = {*best, *known.tied[place]}
    for project in known.entries[place].projects:
        fellows = known.fellows[project.casefold()]
        chosen.update(fellows if len(fellows) <= ASKING else ())
    mine = known.entries[place]
    return [other for other in chosen if other != place and not _are_neighbours(mine, known.entries[other])]


def _are_neighbours(one: RelatedText, other: RelatedText) -> bool:
    return bool(one.series) and one.series == other.series and abs(one.position - other.position) == 1


def _score(known: _Known, place: int, other: int) -> float:
    """The likeness of the texts and what is added to it, rounded to a thousandth."""
    mine, theirs = known.entries[place], known.entries[other]
    ours, others = known.vectors[place], known.vectors[other]
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
        return f"both are about {join_words(words)}"
    subject = (*_shared(mine.themes, theirs.themes), *_shared(mine.tags, theirs.tags))
    return f"both are about {subject[0]}" if subject else "both use the same words"


def _shared_words(known: _Known, place: int, other: int) -> list[str]:
    """The one or two terms that count most in both, as they are written there."""
    mine, theirs = known.vectors[place], known.vectors[other]
    shared = sorted((-round(mine[term] * theirs[term], 6), term) for term in mine if term in theirs)
    words: list[str] = []
    used: set[str] = set()
    for _, term in shared:
        if len(words) < 2 and used.isdisjoint(term.split()):
            words.append(_as_written(known.terms[place].written[term], known.terms[other].written[term]))
            used.update(term.split())
    return words


def _as_written(ours: str, theirs: str) -> str:
    """A form in small letters where one of them has it: the other may have begun a sentence."""
    return theirs if theirs.islower() and not ours.islower() else ours
