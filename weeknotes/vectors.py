"""Texts -> vectors of their telling terms, for measuring how alike entries are.

A term is a stem, or a pair of neighbouring stems ("damp and mould" is one): pairs tell more than words.
Its weight grows with the logarithm of how often it occurs (sublinear counts), and with how few other
entries have it (inverse document frequency). Only the best terms of an entry are kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log2, sqrt

from weeknotes.stems import stem

TITLE_WEIGHT = 3
BEST_TERMS = 200

# Marks that end a sentence are tokens too: no pair of words reaches over them.
_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.!?;:\n]")
_BREAKS = frozenset(".!?;:\n")


@dataclass(frozen=True, slots=True)
class Vector:
    """An entry's best terms: `weights` of unit length, the heaviest first, and how they are `written`.

    `often` holds the terms that come more than once (or in the title): what the entry is about.
    """

    weights: Mapping[str, float]
    written: Mapping[str, str]
    often: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Terms:
    """How often each term occurs, and how it is written."""

    counts: Mapping[str, int]
    written: Mapping[str, str]


def words_of(text: str) -> list[str]:
    """The words of `text` in small letters, with straight apostrophes."""
    return [each.replace("’", "'") for each in _TOKENS.findall(text.casefold()) if each not in _BREAKS]


def vectors_of(texts: Sequence[tuple[str, str]]) -> list[Vector]:
    """The vectors of titles with their texts, in the same order.

    A term that only one of them has relates nothing and has no weight; neither has one that all have.
    """
    stems: dict[str, str] = {}
    terms = [_read(title, text, stems) for title, text in texts]
    spread = Counter(term for each in terms for term in each.counts)
    size = _halves(len(terms))
    rarity = {term: size - _halves(number) for term, number in spread.items() if number > 1}
    return [_vector(each, rarity) for each in terms]


def _read(title: str, text: str, stems: dict[str, str]) -> _Terms:
    """The terms of one entry. `stems` remembers what was stemmed: most words come many times."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for part, weight in ((title, TITLE_WEIGHT), (text, 1)):
        for term, surface in _terms(part, stems):
            counts[term] += weight
            # Small letters are better for a reason: capitals may come from the start of a sentence.
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
            # "Damp and mould" is a pair; "damp as well as mould" no longer.
            before = "" if between else before
            between = f" {token}"
            continue
        yield base, token
        if before:
            yield f"{before} {base}", f"{before_surface}{between} {token}"
        before, before_surface, between = base, token, ""


def _vector(terms: _Terms, rarity: Mapping[str, float]) -> Vector:
    weights = [
        (-(1 + log(count)) * rarity[term], term) for term, count in terms.counts.items() if term in rarity
    ]
    # Weights are negative here, so that sorting puts the heaviest first and equal ones by name.
    best = [each for each in sorted(weights)[:BEST_TERMS] if each[0] < 0]
    length = sqrt(sum(weight * weight for weight, _ in best))
    # Of all the pairs that were counted few are kept: the rest would fill the memory.
    kept = [term for _, term in best]
    return Vector(
        weights={term: -weight / length for weight, term in best},
        written={term: terms.written[term] for term in kept},
        often=frozenset(term for term in kept if terms.counts[term] > 1),
    )


def _halves(number: int) -> float:
    """The binary logarithm in steps of a half: it mostly stays the same when one entry more has a term."""
    return round(2 * log2(number)) / 2 if number else 0.0
