"""Texts -> numbers: the words of each text, and the vector of its telling terms.

A term is a stem, or a pair of neighbouring stems ("damp and mould" is one): pairs tell more than words.
Its weight grows with the logarithm of how often it occurs (sublinear counts), and with how few other
texts have it (inverse document frequency). Only the best terms of a text are kept.

Forms, stems and terms are numbers here, and weights whole numbers: a thousand texts are read in a
fraction of a second, and sums are the same in any order.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from math import log, log2, sqrt

from weeknotes.stems import is_dull, is_joining, is_thing, stem

TITLE_WEIGHT = 3
BEST_TERMS = 200
# A vector of this length has the likeness SCALE * SCALE with itself.
SCALE = 1000

# What stands in a text instead of the number of a stem: small words that join, other small words, the
# end of a sentence, and words that no other text has.
JOINING, SMALL, BREAK, LONELY = 0, -1, -2, -3

# Marks that end a sentence are tokens too: no pair of words reaches over them.
_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.!?;:\n]")
_BREAKS = frozenset(".!?;:\n")


@dataclass(frozen=True, slots=True)
class Words:
    """One text as numbers: of its forms as they stand, and of their stems (or JOINING and what is below).

    The title comes first, TITLE_WEIGHT times; what follows it begins at `start`. Breaks are at both ends.
    """

    forms: array[int]
    stems: array[int]
    start: int

    def title(self) -> array[int]:
        """The forms of the title, once."""
        return self.forms[: self.start // TITLE_WEIGHT]

    def text(self) -> array[int]:
        """The forms of what follows the title."""
        return self.forms[self.start :]


@dataclass(frozen=True, slots=True)
class Vector:
    """The best terms of one text: `weights` of the length SCALE (but for rounding), the heaviest first.

    `things` are the terms that may be told to readers, since they stand here like the name of a thing;
    `often` those of them that come more than once (or in the title): what the text is about.
    """

    weights: Mapping[int, int]
    things: tuple[int, ...]
    often: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts. `forms` are the words as written; `codes` say of what stems each term is made."""

    forms: Sequence[str]
    texts: Sequence[Words]
    vectors: Sequence[Vector]
    codes: Sequence[int]
    size: int

    def stems_of(self, term: int) -> tuple[int, ...]:
        """The one or two stems that `term` is made of."""
        first, second = divmod(self.codes[term], self.size)
        return (first, second) if first else (second,)

    def folded(self) -> list[int]:
        """For each form a number that it shares with those that differ in capitals alone; 0 for a break."""
        numbers: defaultdict[str, int] = defaultdict(count(1).__next__)
        return [0 if form in _BREAKS else numbers[form.casefold().replace("’", "'")] for form in self.forms]

    def written(self, place: int, term: int) -> str:
        """How the text at `place` writes `term` where it names a thing; empty if in no way fit to be told.

        Small letters are best, since capitals may come from the start of a sentence.
        """
        words, stems = self.texts[place], self.stems_of(term)
        spans = (_span(words.stems, index, stems) for index in _places(words.stems, stems[0]))
        phrases = [[self.forms[form] for form in words.forms[span]] for span in spans]
        told = [" ".join(phrase) for phrase in phrases if phrase and _is_fit(phrase)]
        return next((each for each in told if each.islower()), told[0] if told else "")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The stem of each form; the stems that may be told; `size` is above all numbers of stems."""

    stems: Sequence[int]
    telling: frozenset[int]
    size: int


def read(texts: Sequence[tuple[str, str]]) -> Corpus:
    """The corpus of titles with their texts, in the same order.

    A term that only one of them has relates nothing and has no weight; neither has one that all have.
    """
    forms, numbered = _numbered([part for title, text in texts for part in (f"\n{title}", f"\n{text}\n")])
    titles = [title * TITLE_WEIGHT for title in numbered[::2]]
    whole = [title + text for title, text in zip(titles, numbered[1::2], strict=True)]
    lexicon = _lexicon(forms, whole)
    words = [
        Words(each, array("i", list(map(lexicon.stems.__getitem__, each))), len(title))
        for each, title in zip(whole, titles, strict=True)
    ]
    terms = [array("q", _terms(each.stems.tolist(), lexicon.size)) for each in words]
    codes, rarity = _rarity(terms)
    places = {code: place for place, code in enumerate(codes) if place}
    damped = [0.0, *(1 + log(number) for number in range(1, 1 + max(map(len, terms), default=0)))]
    vectors = []
    for each, found in zip(words, terms, strict=True):
        numbers = Counter(filter(None, map(places.get, found)))
        # In the order of terms, so that equal weights come by name.
        weights = _weights({term: damped[numbers[term]] * rarity[term] for term in sorted(numbers)})
        things = set(filter(None, map(places.get, _things(each.stems.tolist(), lexicon))))
        told = tuple(term for term in weights if term in things)
        vectors.append(Vector(weights, told, tuple(term for term in told if numbers[term] > 1)))
    return Corpus(forms, words, vectors, codes, lexicon.size)


def _numbered(texts: Sequence[str]) -> tuple[list[str], list[array[int]]]:
    """The forms of all words and breaks, and each text as their numbers.

    Most of what stands between two spaces comes many times, and is looked into only once.
    """
    chunks: defaultdict[str, int] = defaultdict(count().__next__)
    split = (text.replace("\n", " \n ").split(" ") for text in texts)
    chunked = [array("i", list(map(chunks.__getitem__, each))) for each in split]
    forms: defaultdict[str, int] = defaultdict(count().__next__)
    parts = [tuple(map(forms.__getitem__, _TOKENS.findall(chunk))) for chunk in chunks]
    numbered = [array("i", list(chain.from_iterable(map(parts.__getitem__, each)))) for each in chunked]
    return list(forms), numbered


def _lexicon(forms: Sequence[str], texts: Sequence[array[int]]) -> _Lexicon:
    # Numbers go by the alphabet, so that nothing depends on the order of the texts.
    bases = [stem(form) for form in forms]
    ranks = {base: rank for rank, base in enumerate(sorted({"", *bases}))}
    stems = [ranks[base] or _kind(form) for form, base in zip(forms, bases, strict=True)]
    spread: Counter[int] = Counter()
    for text in texts:
        spread.update(set(map(stems.__getitem__, text)))
    telling = {base for form, base in zip(forms, stems, strict=True) if base > 0 and not is_dull(form)}
    kept = [LONELY if base > 0 and spread[base] == 1 else base for base in stems]
    return _Lexicon(kept, frozenset(telling), len(ranks))


def _kind(form: str) -> int:
    if form in _BREAKS:
        return BREAK
    return JOINING if is_joining(form) else SMALL


def _terms(stems: Sequence[int], size: int) -> list[int]:
    """Stems, and pairs of neighbouring ones within a sentence; one joining word may stand between.

    "Damp and mould" is a pair; "damp as well as mould" no longer.
    """
    after = stems[1:]
    near = [a * size + b for a, b in zip(stems, after, strict=False) if a > 0 and b > 0]
    far = [
        a * size + c
        for a, b, c in zip(stems, after, stems[2:], strict=False)
        if b == JOINING and a > 0 and c > 0
    ]
    return [*filter((0).__lt__, stems), *near, *far]


def _things(stems: Sequence[int], lexicon: _Lexicon) -> list[int]:
    """The terms that stand like the name of a thing: see `_span`."""
    telling, size = lexicon.telling, lexicon.size
    after, beyond = stems[1:], stems[2:]
    ends = [
        (a, b, c) for a, b, c in zip(stems, after, beyond, strict=False) if b in telling and LONELY < c <= JOINING
    ]
    single = [b for a, b, _ in ends if a == JOINING]
    near = [a * size + b for a, b, _ in ends if a in telling]
    far = [
        a * size + c
        for a, b, c, d in zip(stems, after, beyond, stems[3:], strict=False)
        if b == JOINING and a in telling and c in telling and LONELY < d <= JOINING
    ]
    return [*single, *near, *far]


def _span(stems: Sequence[int], index: int, wanted: tuple[int, ...]) -> slice:
    """Where `wanted` stands at `index` like the name of a thing; empty if it does not.

    That is before a small word or the end of a sentence, and for a single word after a joining one:
    "the lift", but neither "we lift" nor "the senior officer".
    """
    nowhere = slice(0)
    if len(wanted) == 1:
        last = index if stems[index - 1] == JOINING else -1
    elif stems[index + 1] == JOINING:
        last = index + 2
    else:
        last = index + 1
    if last < 0 or stems[last] != wanted[-1] or not LONELY < stems[last + 1] <= JOINING:
        return nowhere
    return slice(index, last + 1)


def _is_fit(phrase: Sequence[str]) -> bool:
    """Names of people and places are told with another word, never alone; "NHS" may be."""
    if len(phrase) == 1:
        return is_thing(phrase[0]) and (phrase[0].islower() or phrase[0].isupper())
    # "Missed visits" are a thing; what was "missed and visited" is not.
    return is_thing(phrase[-1]) and (is_thing(phrase[0]) or len(phrase) == 2)


def _places(stems: array[int], wanted: int) -> Iterator[int]:
    index = -1
    for _ in range(stems.count(wanted)):
        index = stems.index(wanted, index + 1)
        yield index


def _rarity(terms: Sequence[array[int]]) -> tuple[list[int], list[float]]:
    """The terms that tell texts apart, in order, and how rare each is; the first place stays empty."""
    spread: Counter[int] = Counter()
    for each in terms:
        spread.update(set(each))
    most = _halves(len(terms))
    found = {code: most - _halves(number) for code, number in spread.items() if number > 1}
    codes = [0, *sorted(code for code, rarity in found.items() if rarity > 0)]
    return codes, [found.get(code, 0.0) for code in codes]


def _weights(weights: Mapping[int, float]) -> dict[int, int]:
    """The best of `weights`, as whole numbers of a vector of the length SCALE."""
    best = sorted(weights, key=weights.__getitem__, reverse=True)[:BEST_TERMS]
    length = sqrt(sum([weights[term] ** 2 for term in best])) / SCALE
    return {term: round(weights[term] / length) for term in best}


def _halves(number: int) -> float:
    """The binary logarithm in steps of a half: it mostly stays the same when one text more has a term."""
    return round(2 * log2(number)) / 2 if number else 0.0
