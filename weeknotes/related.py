"""Related entries from what the texts say, each with its reason in words.

Entries are compared by the words and pairs of words that they share and few others have (TF-IDF with
sublinear counts, the title three times, over stems), since real notes carry no tags. A title named in
a text, a link, a shared project, theme or team add a little. Tags give reasons but no order.

Results depend on nothing but the entries: no order of input, no hash seed. Frequencies and weights are
rounded, so that an edit of one entry seldom changes what others show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from operator import mul

from weeknotes.stems import stem
from weeknotes.text import join_words
from weeknotes.vectors import SCALE, Corpus, read

# Terms in more entries than this, and all but an entry's best, add to scores but find no candidates:
# asking them all costs the square.
ASKING = 100
ASKED = 40
CANDIDATES = 15
# What each kind of tie adds to the likeness of texts, which is from 0 to 1.
NAMED = 0.1
PROJECT = 0.05
THEME = 0.02
TEAM = 0.01
# Below this two texts share no more than any two texts do.
LEAST = 0.03
# From here on an entry is shown even if no good word for the reason is found.
MUCH = 0.25
ALIKE = "both use many of the same words"


Each = Callable[[Callable[[int], list[tuple[str, str]]], Sequence[int]], Iterable[list[tuple[str, str]]]]


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
class _Ties:
    """What ties one entry to others beside its text: names in small letters, and the places of others.

    `named` are those whose title stands in its text, `linked` those that it links to, `tied` both of
    these and the entries that name it or link to it.
    """

    projects: frozenset[str]
    themes: frozenset[str]
    teams: frozenset[str]
    named: frozenset[int]
    linked: frozenset[int]
    tied: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that scores and reasons are made of; all lists go by the place of the entry.

    `postings` go by the term, `fellows` and `tagged` by the name of a project or tag in small letters.
    """

    entries: Sequence[RelatedText]
    corpus: Corpus
    postings: Mapping[int, Sequence[tuple[int, int]]]
    ties: Sequence[_Ties]
    fellows: Mapping[str, Sequence[int]]
    tagged: Mapping[str, int]


def relate(entries: Sequence[RelatedText], count: int = 5, each: Each = map) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each id up to `count` pairs of another id and the reason, the nearest first; ties go by id.

    `each` is `map`, or something like it that spreads the work.

    Neighbours in a series are left out: previous and next show them. So are entries for which there is
    no reason that a reader would see.
    """
    known = _known(sorted(entries, key=lambda each: each.id))
    best = each(partial(_best, known, count), range(len(known.entries)))
    return {entry.id: tuple(pairs) for entry, pairs in zip(known.entries, best, strict=True)}


def _best(known: _Known, count: int, place: int) -> list[tuple[str, str]]:
    ranked = sorted((-score, other) for other, score in _scores(known, place).items() if score >= LEAST)
    told = (
        (known.entries[other].id, _reason(known, place, other) or (ALIKE if -score >= MUCH else ""))
        for score, other in ranked
    )
    return list(islice((each for each in told if each[1]), count))


def _known(entries: Sequence[RelatedText]) -> _Known:
    corpus = read([(entry.title, entry.text) for entry in entries])
    tagged = Counter(tag.casefold() for entry in entries for tag in entry.tags)
    ties = _ties(entries, _named(entries, corpus))
    return _Known(entries, corpus, _postings(corpus), ties, _fellows(ties), tagged)


def _postings(corpus: Corpus) -> dict[int, list[tuple[int, int]]]:
    """For each term that is rare enough, the places of the entries that have it, with its weight there."""
    spread = Counter(chain.from_iterable(vector.weights for vector in corpus.vectors))
    postings: dict[int, list[tuple[int, int]]] = {term: [] for term, number in spread.items() if 1 < number <= ASKING}
    for place, vector in enumerate(corpus.vectors):
        for term in postings.keys() & vector.weights.keys():
            postings[term].append((place, vector.weights[term]))
    return postings


def _ties(entries: Sequence[RelatedText], named: Sequence[frozenset[int]]) -> list[_Ties]:
    places = {entry.id: place for place, entry in enumerate(entries)}
    linked = [frozenset(places[each] for each in entry.links if each in places) for entry in entries]
    tied = [set(names | links) for names, links in zip(named, linked, strict=True)]
    for place, (names, links) in enumerate(zip(named, linked, strict=True)):
        for other in names | links:
            tied[other].add(place)
    return [
        _Ties(_fold(entry.projects), _fold(entry.themes), _fold(entry.teams), *sets)
        for entry, *sets in zip(entries, named, linked, map(frozenset, tied), strict=True)
    ]


def _fold(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


def _fellows(ties: Sequence[_Ties]) -> dict[str, list[int]]:
    """For each project the places of its entries."""
    fellows: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(ties):
        for project in each.projects:
            fellows[project].append(place)
    return fellows


def _named(entries: Sequence[RelatedText], corpus: Corpus) -> list[frozenset[int]]:
    """For each entry those whose title stands in its text, word for word."""
    titles, texts = corpus.folded()
    shared = Counter(titles)
    rarest: dict[str, list[int]] = defaultdict(list)
    for place, (title, entry) in enumerate(zip(titles, entries, strict=True)):
        # "This week at the council" may be the title of fifty notes: it names none of them.
        if shared[title] == 1 and sum(bool(stem(word)) for word in entry.title.split()) > 1:
            # The word that was met last is seldom one that many texts have.
            rarest[max(title)].append(place)
    found = ((text, rarest.keys() & set(text)) for text in texts)
    return [
        frozenset(other for word in words for other in rarest[word] if titles[other] in text) - {place}
        for place, (text, words) in enumerate(found)
    ]


def _candidates(known: _Known, place: int) -> set[int]:
    """Entries that share rare terms, a project, a name or a link."""
    scores: defaultdict[int, int] = defaultdict(int)
    for term, weight in islice(known.corpus.vectors[place].weights.items(), ASKED):
        for other, theirs in known.postings.get(term, ()):
            scores[other] += weight * theirs
    scores.pop(place, None)
    # Those that come last with equal scores are all taken, so that no order decides.
    least = sorted(scores.values(), reverse=True)[:CANDIDATES][-1:]
    chosen = {other for other, score in scores.items() if score >= least[0]} | known.ties[place].tied
    for project in known.ties[place].projects:
        # In a project of hundreds the texts must tell: all against all would take too long.
        if len(known.fellows[project]) <= ASKING:
            chosen.update(known.fellows[project])
    mine = known.entries[place]
    return {other for other in chosen if other != place and not _are_neighbours(mine, known.entries[other])}


def _are_neighbours(one: RelatedText, other: RelatedText) -> bool:
    return one.series == other.series and bool(one.series) and abs(one.position - other.position) == 1


def _scores(known: _Known, place: int) -> dict[int, float]:
    """For each candidate the likeness of the texts and what is added to it, rounded to a thousandth."""
    row = [0] * len(known.corpus.terms)
    for term, weight in known.corpus.vectors[place].weights.items():
        row[term] = weight
    scores = {}
    for other in _candidates(known, place):
        theirs = known.corpus.vectors[other].weights
        likeness = sum(map(mul, map(row.__getitem__, theirs), theirs.values())) / SCALE**2
        scores[other] = round(likeness + _bonus(known.ties[place], known.ties[other], other), 3)
    return scores


def _bonus(mine: _Ties, theirs: _Ties, other: int) -> float:
    score = NAMED * (other in mine.tied) + PROJECT * (not mine.projects.isdisjoint(theirs.projects))
    return (
        score + THEME * (not mine.themes.isdisjoint(theirs.themes)) + TEAM * (not mine.teams.isdisjoint(theirs.teams))
    )


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    others = _fold(theirs)
    return [each for each in ours if each.casefold() in others]


def _reason(known: _Known, place: int, other: int) -> str:
    """Why `other` is shown beside the entry at `place`: the surest reason that there is."""
    if place in known.ties[other].named:
        return "names this one in its text"
    if other in known.ties[place].named:
        return "is named in this one"
    if place in known.ties[other].linked:
        return "links to this one"
    if other in known.ties[place].linked:
        return "is linked from this one"
    if projects := _shared(known.entries[place].projects, known.entries[other].projects):
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
    # A single word that both say once may be anything; a phrase is seldom in two texts by chance.
    often, terms = {*ours.often, *others.often}, known.corpus.terms
    both = {term for term in set(ours.things) & set(others.things) if term in often or len(terms[term]) > 1}
    if names := _things(known, place, other, both):
        return f"both mention {join_words(names)}"
    names = _shared(mine.teams, theirs.teams)
    return f"both are by {names[0]}" if names else ""


def _things(known: _Known, place: int, other: int, terms: Iterable[int]) -> list[str]:
    """The one or two of `terms` that count most in both, as they are written there."""
    ours, others = known.corpus.vectors[place].weights, known.corpus.vectors[other].weights
    told: dict[str, str] = {}
    for term in sorted(terms, key=lambda term: (-ours[term] * others[term], -len(known.corpus.terms[term]), term)):
        stems = known.corpus.terms[term]
        # "Damp" after "damp and mould" would say nothing more.
        if len(told) < 2 and not any(set(stems) & set(each) for each in told.values()):
            name = known.corpus.written((place, other), term)
            told |= {name: stems} if name else {}
    return list(told)
