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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import log, log2, sqrt

from weeknotes.stems import stem

TITLE_WEIGHT = 3
BEST_TERMS = 200
# A vector of this length has the likeness SCALE * SCALE with itself.
SCALE = 1000

# What stands in a text instead of the number of a stem.
SMALL, LONELY, BREAK = 0, -1, -2

# Marks that end a sentence are tokens too: no pair of words reaches over them.
_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.!?;:\n]")
_BREAKS = frozenset(".!?;:\n")


@dataclass(frozen=True, slots=True)
class Words:
    """One text as numbers: of its forms as they stand, and of their stems (or SMALL, LONELY, BREAK).

    The title comes first, TITLE_WEIGHT times; what follows it begins at `start`.
    """

    forms: array[int]
    stems: array[int]
    start: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts: `forms` are the words as written, `vectors` the weights of terms, the heaviest first.

    Vectors have the length SCALE, but for rounding. A stem that only one text has is LONELY, and no term.
    """

    forms: Sequence[str]
    texts: Sequence[Words]
    vectors: Sequence[Mapping[int, int]]
    codes: Sequence[int]
    size: int

    def stems_of(self, term: int) -> tuple[int, ...]:
        """The one or two stems that `term` is made of."""
        first, second = divmod(self.codes[term], self.size)
        return (first, second) if first else (second,)


def read(texts: Sequence[tuple[str, str]]) -> Corpus:
    """The corpus of titles with their texts, in the same order.

    A term that only one of them has relates nothing and has no weight; neither has one that all have.
    """
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    numbered = [array("i", map(numbers.__getitem__, _tokens(title, text))) for title, text in texts]
    stems, size, spread = _stems(list(numbers), numbered)
    words = [
        Words(forms, array("i", map(stems.__getitem__, forms)), TITLE_WEIGHT * len(_TOKENS.findall(f"{title}\n")))
        for forms, (title, _) in zip(numbered, texts, strict=True)
    ]
    terms = [array("q", _terms(each.stems.tolist(), size)) for each in words]
    codes, rarity = _rarity(terms, spread, size)
    places = {code: place for place, code in enumerate(codes)}
    vectors = [_vector(each, places, rarity) for each in terms]
    return Corpus(list(numbers), words, vectors, codes, size)


def _tokens(title: str, text: str) -> list[str]:
    return _TOKENS.findall(f"{title}\n" * TITLE_WEIGHT + text)


def _stems(forms: Sequence[str], texts: Sequence[array[int]]) -> tuple[list[int], int, Counter[int]]:
    """For each form the number of its stem; how many numbers there are; how many texts have each.

    Numbers go by the alphabet, so that nothing depends on the order of the texts.
    """
    bases = [stem(form) for form in forms]
    ranks = {base: rank for rank, base in enumerate(sorted({"", *bases}))}
    stems = [BREAK if form in _BREAKS else ranks[base] for form, base in zip(forms, bases, strict=True)]
    spread: Counter[int] = Counter()
    for text in texts:
        spread.update(set(map(stems.__getitem__, text)))
    return [LONELY if base > 0 and spread[base] == 1 else base for base in stems], len(ranks), spread


def _terms(stems: Sequence[int], size: int) -> list[int]:
    """Stems, and pairs of neighbouring ones within a sentence; one small word may stand between.

    "Damp and mould" is a pair; "damp as well as mould" no longer.
    """
    after = stems[1:]
    near = [a * size + b for a, b in zip(stems, after, strict=False) if a > 0 and b > 0]
    far = [
        a * size + c
        for a, b, c in zip(stems, after, stems[2:], strict=False)
        if b == SMALL and a > 0 and c > 0
    ]
    return [*filter((0).__lt__, stems), *near, *far]


def _rarity(terms: Sequence[array[int]], spread: Counter[int], size: int) -> tuple[list[int], list[float]]:
    """The terms that tell texts apart, in order, and how rare each is."""
    pairs: Counter[int] = Counter()
    for each in terms:
        pairs.update({code for code in each if code >= size})
    numbers = {stem: number for stem, number in spread.items() if stem > 0} | pairs
    most = _halves(len(terms))
    found = {code: most - _halves(number) for code, number in numbers.items() if number > 1}
    codes = sorted(code for code, rarity in found.items() if rarity > 0)
    return codes, [found[code] for code in codes]


def _vector(terms: Sequence[int], places: Mapping[int, int], rarity: Sequence[float]) -> dict[int, int]:
    # In the order of terms first, so that equal weights come by name.
    found = sorted((places[code], number) for code, number in Counter(terms).items() if code in places)
    weights = {term: _damped(number) * rarity[term] for term, number in found}
    best = sorted(weights, key=weights.__getitem__, reverse=True)[:BEST_TERMS]
    length = sqrt(sum(weights[term] ** 2 for term in best)) / SCALE
    return {term: round(weights[term] / length) for term in best}


def _damped(number: int) -> float:
    return 1 + log(number)


def _halves(number: int) -> float:
    """The binary logarithm in steps of a half: it mostly stays the same when one text more has a term."""
    return round(2 * log2(number)) / 2 if number else 0.0
