"""Terms of texts -> how much each weighs, how alike two texts are, and where to look for the likest.

The weight of a term grows with how often it comes, less than in proportion, and with how few other texts
have it. How few is taken from a sample of the texts and in coarse steps, so that an edit of one text seldom
changes the vector of another. Weights are whole numbers, whose sums are the same in any order.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, compress, count, repeat
from math import dist, log2, sqrt
from operator import mul

from weeknotes.values import Record, field

# The texts that are looked at to find out how rare a term is.
SAMPLE = 256
# A vector of this length has the likeness SCALE * SCALE with itself.
SCALE = 10_000
# Only so many of a text's terms look for others: its heaviest that few others have.
ASKED = 40
# In a site of at most FEW texts it is WIDE many: the heaviest of one are seldom the heaviest of another there.
WIDE = 160
FEW = 256
# A term that more texts have than about this adds to likeness but finds nobody.
ASKING = 100
MOST = 255
# What counts are damped to: a term that comes three times weighs about twice as much as one that comes once.
DAMPED = tuple(round(16 * number**0.7) for number in range(MOST + 1))
# What stands in more than this part of the texts tells nothing.
COMMON = 0.9
# So many terms, those that most texts have, are compared all at once: half of what texts say is made of these.
COMMONEST = 256
ITEM = array("I").itemsize
WEIGHT = array("H").itemsize

# Terms and what each weighs.
Weighed = tuple[Sequence[int], Sequence[int]]


class Rarity(Record):
    """How rare terms are: `known` are those that are not rarest, by code.

    Terms of a rarity of at least `asking` find other texts, so `many` of each. The `common` ones are those that
    most texts have.
    """

    known: Mapping[int, int]
    rarest: int
    asking: int
    common: Mapping[int, int] = field(default_factory=dict)
    many: int = ASKED


class Vector(Record):
    """The weights of the terms of one text, of the length SCALE but for rounding.

    Those of common terms stand in a `row` that has the same places for all texts, and whose length has the `square`.
    The other `terms` are named, with their `weights`.
    """

    row: tuple[int, ...]
    square: int
    terms: Sequence[int]
    weights: Sequence[int]


class Heading(Record):
    """The terms of a title, how rare each is, and all that together, which is at least 1."""

    terms: Sequence[int]
    weights: Sequence[int]
    weight: int


class Index(Record):
    """Which texts, by place, have a term among those that they ask for, and with what weights."""

    found: Mapping[int, tuple[Sequence[int], Sequence[int]]]

    def scores(self, asked: bytes) -> dict[int, int]:
        """The texts that share any of the terms that a text asks for, and how much they share."""
        scores: dict[int, int] = {}
        found, get = self.found, scores.get
        for term, weight in zip(*unpacked(asked), strict=True):
            if term in found:
                places, weights = found[term]
                for place, theirs in zip(places, weights, strict=True):
                    scores[place] = get(place, 0) + weight * theirs
        return scores


def pack(counts: Mapping[int, int]) -> bytes:
    """Terms and their counts in as few bytes as can be."""
    numbers = counts.values()
    return array("I", counts).tobytes() + bytes(numbers if max(numbers, default=0) <= MOST else map(_most, numbers))


def _most(number: int) -> int:
    return min(number, MOST)


def listed(terms: Iterable[int]) -> bytes:
    """Terms without counts, in an order of their own."""
    return array("I", sorted(terms)).tobytes()


def terms(packed: bytes) -> array[int]:
    """The terms of a text, by code."""
    found = array("I")
    found.frombytes(packed[: len(packed) // (ITEM + 1) * ITEM])
    return found


def sample(texts: Sequence[tuple[str, int]]) -> list[int]:
    """The places of those texts, given by id and year, that rarity is taken from: always the same for the same.

    Those of the last year come last: most are written and edited there, and each that is in the sample
    can change the vectors of others.
    """
    size = max(SAMPLE, (1 << round(log2(len(texts)))) // 64) if texts else 0
    if len(texts) <= size:
        return list(range(len(texts)))
    last = max(year for _, year in texts)
    return sorted(range(len(texts)), key=lambda place: (texts[place][1] == last, _digest(texts[place][0])))[:size]


def _digest(id: str) -> bytes:
    return blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def rarity(packed: Iterable[bytes], size: int) -> Rarity:
    """How rare each term is in a sample, of a site of about `size` texts."""
    texts = list(packed)
    spread = Counter(chain.from_iterable(map(terms, texts)))
    steps = [0, *(_step(number, len(texts)) for number in range(1, len(texts) + 1))]
    rarest = max(steps)
    known = {term: steps[number] for term, number in spread.items() if steps[number] < rarest}
    asking = min(rarest, round(log2(size / ASKING))) if size > ASKING else 1
    common = sorted(spread, key=lambda term: (-spread[term], term))[:COMMONEST]
    many = WIDE if size <= FEW else ASKED
    return Rarity(known, rarest, asking, {term: place for place, term in enumerate(common)}, many)


def _step(number: int, size: int) -> int:
    """The binary logarithm of the share of texts that have a term, in steps of two."""
    return 0 if number > COMMON * size else max(1, 2 * round(log2(size / number) / 2))


def weighed(packed: bytes, rarity: Rarity) -> Weighed:
    """The terms of a text and how much each weighs. What tells nothing stays there without weight."""
    found = terms(packed)
    rare = map(rarity.known.get, found, repeat(rarity.rarest))
    values = list(map(mul, map(DAMPED.__getitem__, packed[len(found) * ITEM :]), rare))
    scale = SCALE / (sqrt(sum(map(mul, values, values))) or 1)
    # Hundreds of terms have a handful of values.
    weights = {value: round(value * scale) for value in set(values)}
    return found, list(map(weights.__getitem__, values))


def vector(packed: bytes, rarity: Rarity) -> Vector:
    """The vector of a text."""
    return _vector(weighed(packed, rarity), rarity)


def _vector(text: Weighed, rarity: Rarity) -> Vector:
    own = dict(zip(*text, strict=True))
    row = tuple(map(own.pop, rarity.common, repeat(0)))
    return Vector(row, sum(map(mul, row, row)), array("I", own), array("H", own.values()))


def both(packed: bytes, rarity: Rarity) -> tuple[bytes, Vector]:
    """What a text asks for, and its vector: weighing its terms once is half of the work for each."""
    text = weighed(packed, rarity)
    return _asked(text, rarity), _vector(text, rarity)


def heading(listed: bytes, rarity: Rarity) -> Heading:
    """The terms of a title as `listed`, with their rarity."""
    found = array("I")
    found.frombytes(listed)
    rare = list(map(rarity.known.get, found, repeat(rarity.rarest)))
    return Heading(found, rare, sum(rare) or 1)


def asked(packed: bytes, rarity: Rarity) -> bytes:
    """The terms that a text asks for, with their weights: as many of each, the rest 0."""
    return _asked(weighed(packed, rarity), rarity)


def _asked(text: Weighed, rarity: Rarity) -> bytes:
    get, rarest, least = rarity.known.get, rarity.rarest, rarity.asking
    found = zip(*text, strict=True)
    best = sorted((-weight, term) for term, weight in found if weight and get(term, rarest) >= least)[: rarity.many]
    best += [(0, 0)] * (rarity.many - len(best))
    return array("I", [term for _, term in best]).tobytes() + array("H", [-weight for weight, _ in best]).tobytes()


def unpacked(asked: bytes) -> tuple[array[int], array[int]]:
    """The terms that a text asks for, and their weights."""
    found, weights = array("I"), array("H")
    middle = _many(asked) * ITEM
    found.frombytes(asked[:middle])
    weights.frombytes(asked[middle:])
    return found, weights


def _many(asked: bytes) -> int:
    return len(asked) // (ITEM + WEIGHT)


def index(asked: Sequence[bytes], wanted: Iterable[bytes]) -> Index:
    """Which of the texts, that all ask for as many terms, ask for any that is `wanted`."""
    sought = set(chain.from_iterable(unpacked(each)[0] for each in wanted)) - {0}
    many = _many(asked[0]) if asked else ASKED
    every, weights = array("I"), array("H")
    every.frombytes(b"".join(each[: many * ITEM] for each in asked))
    weights.frombytes(b"".join(each[many * ITEM :] for each in asked))
    found = {term: (array("I"), array("H")) for term in sought}
    for place in compress(count(), map(sought.__contains__, every)):
        places, theirs = found[every[place]]
        places.append(place // many)
        theirs.append(weights[place])
    return Index(found)


class Likeness:
    """How alike one text is to others, from 0 to 1."""

    def __init__(self, vector: Vector, rarity: Rarity) -> None:
        self._vector, self._rarity = vector, rarity
        self._weights = _by_term(vector, rarity)

    def has(self, heading: Heading) -> float:
        """How much of a title this text has, from 0 to 1, the rarer terms counting more."""
        return sum(compress(heading.weights, map(self._weights.__contains__, heading.terms))) / heading.weight

    def to(self, other: Vector) -> float:
        """The cosine between the two vectors."""
        mine = self._vector
        # The law of cosines; the squares of distances are whole numbers.
        common = (mine.square + other.square - round(dist(mine.row, other.row) ** 2)) // 2
        shared: int = common + sum(map(mul, map(self._weights.get, other.terms, repeat(0)), other.weights))
        return shared / (SCALE * SCALE)

    def shared(self, other: Vector) -> int:
        """How many terms both texts have, without those that tell nothing."""
        common = sum(map(bool, map(mul, self._vector.row, other.row)))
        return common + sum(map(self._weights.__contains__, other.terms))

    def both(self, other: Vector, terms: Iterable[int]) -> dict[int, int]:
        """What each of `terms` adds to the likeness to another text."""
        ours, places, row = self._weights, self._rarity.common, other.row
        theirs = dict(zip(other.terms, other.weights, strict=True))
        return {
            term: ours.get(term, 0) * (row[places[term]] if term in places else theirs.get(term, 0)) for term in terms
        }


def _by_term(vector: Vector, rarity: Rarity) -> dict[int, int]:
    found = dict(zip(compress(rarity.common, vector.row), filter(None, vector.row), strict=True))
    found.update(zip(vector.terms, vector.weights, strict=True))
    return found
