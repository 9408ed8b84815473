"""Related entries from what the texts say, each with its reason in words.

Entries are compared by the words and pairs of words that they share and few others have (TF-IDF with
sublinear counts, the title three times, over stems), since real notes carry no tags. A title named in
a text, a link, a shared project, theme or team add a little. Tags give reasons but no order.

Results depend on nothing but the entries: no order of input, no hash seed. Frequencies and weights are
rounded, so that an edit of one entry seldom changes what others show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice, pairwise

from weeknotes.stems import stem
from weeknotes.text import join_words
from weeknotes.vectors import SCALE, Corpus, read

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
    """Everything that scores are made of; all lists go by the place of the entry, `postings` by the term."""

    entries: Sequence[RelatedText]
    corpus: Corpus
    postings: Sequence[Sequence[tuple[int, int]]]
    named: Sequence[frozenset[int]]
    linked: Sequence[frozenset[int]]
    tied: Sequence[frozenset[int]]
    fellows: Mapping[str, Sequence[int]]
    tagged: Mapping[str, int]


def relate(entries: Sequence[RelatedText], count: int = 5) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each id up to `count` pairs of another id and the reason, the nearest first; ties go by id.

    Neighbours in a series are left out: previous and next show them. So are those for which there is
    nothing to tell a reader.
    """
    known = _known(sorted(entries, key=lambda each: each.id))
    return {entry.id: tuple(_best(known, place, count)) for place, entry in enumerate(known.entries)}


def _best(known: _Known, place: int, count: int) -> list[tuple[str, str]]:
    scores = {other: _score(known, place, other) for other in _candidates(known, place)}
    ranked = sorted((-score, other) for other, score in scores.items() if score >= LEAST)
    told = ((known.entries[other].id, _reason(known, place, other)) for _, other in ranked)
    return list(islice((each for each in told if each[1]), count))


def _known(entries: Sequence[RelatedText]) -> _Known:
    corpus = read([(entry.title, entry.text) for entry in entries])
    places = {entry.id: place for place, entry in enumerate(entries)}
    named = _named(entries, corpus)
    linked = [frozenset(places[each] for each in entry.links if each in places) for entry in entries]
    tagged = Counter(tag.casefold() for entry in entries for tag in entry.tags)
    return _Known(
        entries, corpus, _postings(corpus), named, linked, _tied(named, linked), _fellows(entries), tagged
    )


def _postings(corpus: Corpus) -> list[list[tuple[int, int]]]:
    """For each rare term the places of the entries that have it, with its weight there."""
    postings: list[list[tuple[int, int]]] = [[] for _ in corpus.codes]
    for place, vector in enumerate(corpus.vectors):
        for term, weight in vector.weights.items():
            postings[term].append((place, weight))
    return [found if len(found) <= ASKING else [] for found in postings]


def _fellows(entries: Sequence[RelatedText]) -> dict[str, list[int]]:
    """For each project the places of its entries."""
    fellows: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for project in entry.projects:
            fellows[project.casefold()].append(place)
    return fellows


def _named(entries: Sequence[RelatedText], corpus: Corpus) -> list[frozenset[int]]:
    """For each entry those whose title stands in its text, word for word."""
    folded = corpus.folded()
    titles = [tuple(folded[form] for form in each.title() if folded[form]) for each in corpus.texts]
    shared = Counter(titles)
    starts: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for place, (title, entry) in enumerate(zip(titles, entries, strict=True)):
        # "This week at the council" may be the title of fifty notes: it names none of them.
        if shared[title] == 1 and sum(bool(stem(word)) for word in entry.title.split()) > 1:
            starts[title[:2]].append(place)
    texts = ([word for word in map(folded.__getitem__, each.text()) if word] for each in corpus.texts)
    return [_titles_in(words, titles, starts) - {place} for place, words in enumerate(texts)]


def _titles_in(
    words: list[int], titles: Sequence[tuple[int, ...]], starts: Mapping[tuple[int, ...], Sequence[int]]
) -> frozenset[int]:
    if starts.keys().isdisjoint(pairwise(words)):
        return frozenset()
    found = ((index, place) for index, pair in enumerate(pairwise(words)) for place in starts.get(pair, ()))
    return frozenset(
        place for index, place in found if tuple(words[index : index + len(titles[place])]) == titles[place]
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
    scores: defaultdict[int, int] = defaultdict(int)
    for term, weight in islice(known.corpus.vectors[place].weights.items(), ASKED):
        for other, theirs in known.postings[term]:
            scores[other] += weight * theirs
    chosen = {*nsmallest(CANDIDATES, scores, key=lambda other: (-scores[other], other)), *known.tied[place]}
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
    ours, others = known.corpus.vectors[place].weights, known.corpus.vectors[other].weights
    score = sum([ours[term] * others[term] for term in ours.keys() & others.keys()]) / SCALE**2
    score += NAMED * (other in known.tied[place])
    score += PROJECT * bool(_shared(mine.projects, theirs.projects))
    score += THEME * bool(_shared(mine.themes, theirs.themes))
    score += TEAM * bool(_shared(mine.teams, theirs.teams))
    return round(score, 3)


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    if not ours or not theirs:
        return []
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
    return _subject(known, place, other)


def _subject(known: _Known, place: int, other: int) -> str:
    """What both are about: the tags that fewest entries have, what both tell often, or a theme."""
    mine, theirs = known.entries[place], known.entries[other]
    tags = sorted(_shared(mine.tags, theirs.tags), key=lambda tag: (known.tagged[tag.casefold()], tag))
    ours, others = known.corpus.vectors[place], known.corpus.vectors[other]
    if names := tags[:2] or _things(known, place, other, set(ours.often) & set(others.often)):
        return f"both are about {join_words(names)}"
    if names := _shared(mine.themes, theirs.themes):
        return f"both are about {names[0]}"
    if names := _things(known, place, other, set(ours.things) & set(others.things)):
        return f"both mention {join_words(names)}"
    names = _shared(mine.teams, theirs.teams)
    return f"both are by {names[0]}" if names else ""


def _things(known: _Known, place: int, other: int, terms: Iterable[int]) -> list[str]:
    """The one or two of `terms` that count most in both, as they are written there."""
    ours, others = known.corpus.vectors[place].weights, known.corpus.vectors[other].weights
    told: dict[str, tuple[int, ...]] = {}
    for term in sorted(terms, key=lambda term: (-ours[term] * others[term], term)):
        stems = known.corpus.stems_of(term)
        # "Damp" after "damp and mould" would say nothing more.
        if len(told) < 2 and not any(set(stems) & set(each) for each in told.values()):
            name = known.corpus.written(place, term) or known.corpus.written(other, term)
            told |= {name: stems} if name else {}
    return list(told)
