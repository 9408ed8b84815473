"""Texts -> the outline of each text in one letter a word, and the vector of its telling terms.

A term is a stem, or a pair of neighbouring stems ("damp and mould" is one): pairs tell more than words.
Its weight grows with the logarithm of how often it occurs (sublinear counts), and with how few other
texts have it (inverse document frequency). Only the best terms of a text are kept.

Every stem has a letter of its own, beyond those of any alphabet, so that looking for terms is a search
in a string: a thousand texts are read in a fraction of a second. Weights are whole numbers, whose sums
are the same in any order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log, log2, sqrt
from operator import mul

from weeknotes.stems import is_dull, is_leading, is_thing, stem

TITLE_WEIGHT = 3
BEST_TERMS = 200
# A vector of this length has the likeness SCALE * SCALE with itself.
SCALE = 1000

# What is no stem in an outline: words that lead to a thing ("the", "of"), "and" and "or", other small
# words, ends of sentences, and words that no other text has.
LEADING, JOINING, SMALL, BREAK, LONELY = " ", "&", "+", ".", "?"
_ENDS = LEADING + JOINING + SMALL + BREAK
FIRST_LETTER = 0x100
_STEM = f"[{chr(FIRST_LETTER)}-\U0010ffff]"
# One such word may stand within a pair: "damp and mould"; "damp as well as mould" is none.
_BETWEEN = f"[{LEADING}{JOINING}]?"
_PAIRS = re.compile(f"(?=({_STEM}{_BETWEEN}{_STEM}))")

# Marks that end a sentence are tokens too: no pair of words reaches over them.
_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.!?;:\n]")
_BREAKS = frozenset(".!?;:\n")
_JOINING = frozenset({"and", "or"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "every", "each", "one", "our", "their"})


@dataclass(frozen=True, slots=True)
class Words:
    """One text: in `spelling` a letter stands for each form as written, in `outline` one for its stem.

    The title comes first, TITLE_WEIGHT times; what follows it begins at `start`. Breaks are at both ends.
    """

    spelling: str
    outline: str
    start: int


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
    """All texts. `forms` has the word for each letter of spellings; `terms` are one or two letters of outlines,
    and vectors know them by number."""

    forms: Mapping[str, str]
    texts: Sequence[Words]
    terms: Sequence[str]
    vectors: Sequence[Vector]

    def written(self, places: Iterable[int], term: int) -> str:
        """How the texts at `places` best write `term` where it names a thing; empty if it is not fit to be told."""
        named = [
            [self.forms[letter] for letter in self.texts[place].spelling[start - 1 : end]]
            for place in places
            for start, end in _spans(self.texts[place].outline, self.terms[term])
        ]
        return min((_told(before, phrase) for before, *phrase in named if _is_fit(phrase)), default=(0, ""))[1]

    def folded(self) -> tuple[list[str], list[str]]:
        """All titles, and the texts after them: a letter for each word, the same for "Café" and "café"."""
        plain = {letter: form.casefold().replace("’", "'") for letter, form in self.forms.items()}
        letters = _Letters()
        folded = {letter: "" if form in _BREAKS else letters[form] for letter, form in plain.items()}
        titles = [words.spelling[: words.start // TITLE_WEIGHT] for words in self.texts]
        return _spelt(titles, folded), _spelt([words.spelling[words.start :] for words in self.texts], folded)


@dataclass(frozen=True, slots=True)
class _Known:
    """The number of each term that tells texts apart, how rare it is, what counts are damped to, and what
    finds single words and pairs that may be told."""

    numbers: Mapping[str, int]
    rarity: Sequence[float]
    damped: Sequence[float]
    single: re.Pattern[str]
    double: re.Pattern[str]


def read(texts: Sequence[tuple[str, str]]) -> Corpus:
    """The corpus of titles with their texts, in the same order.

    A term that only one of them has relates nothing and has no weight; neither has one that all have.
    """
    letters = _Letters()
    chunks = _Chunks(letters)
    titles = [chunks.spell(f"\n{title}") * TITLE_WEIGHT for title, _ in texts]
    spellings = [title + chunks.spell(f"\n{text}\n") for title, (_, text) in zip(titles, texts, strict=True)]
    forms = {letter: form for form, letter in letters.items()}
    stems, first_told = _stems(forms, spellings)
    outlines = _spelt(spellings, stems)
    words = [
        Words(spelling, outline, len(title))
        for spelling, outline, title in zip(spellings, outlines, titles, strict=True)
    ]
    return Corpus(forms, words, *_vectors(outlines, first_told))


class _Letters(dict[str, str]):
    """A letter for each word, in the order in which they are met."""

    def __missing__(self, word: str) -> str:
        self[word] = letter = chr(FIRST_LETTER + len(self))
        return letter


class _Chunks(dict[str, str]):
    """The spelling of what stands between two spaces. Most comes many times and is found out only once."""

    def __init__(self, letters: _Letters) -> None:
        self.letters = letters

    def __missing__(self, chunk: str) -> str:
        self[chunk] = spelling = "".join(map(self.letters.__getitem__, _TOKENS.findall(chunk)))
        return spelling

    def spell(self, text: str) -> str:
        """A letter for each word and each break of `text`."""
        return "".join(map(self.__getitem__, text.replace("\n", " \n ").split(" ")))


def _stems(forms: Mapping[str, str], spellings: Sequence[str]) -> tuple[dict[str, str], str]:
    """For each letter of spellings that of its stem; and the letter from which on stems may be told.

    They go by the alphabet of the stems, so that nothing depends on the order of the texts.
    """
    bases = {letter: stem(form) for letter, form in forms.items()}
    known = {base: (not is_dull(base), base) for base in bases.values() if base}
    letters = {base: chr(FIRST_LETTER + rank) for rank, base in enumerate(sorted(known, key=known.__getitem__))}
    stems = {letter: letters.get(base) or _kind(forms[letter]) for letter, base in bases.items()}
    spread: Counter[str] = Counter()
    for spelling in spellings:
        spread.update(set(map(stems.__getitem__, set(spelling))))
    dull = sum(not told for told, _ in known.values())
    lonely = {letter for letter in letters.values() if spread[letter] == 1}
    return {form: LONELY if letter in lonely else letter for form, letter in stems.items()}, chr(FIRST_LETTER + dull)


def _spelt(texts: Iterable[str], letters: Mapping[str, str]) -> list[str]:
    return ["".join(map(letters.__getitem__, text)) for text in texts]


def _kind(form: str) -> str:
    if form in _BREAKS:
        return BREAK
    if form.casefold() in _JOINING:
        return JOINING
    return LEADING if is_leading(form) else SMALL


def _vectors(outlines: Sequence[str], first_told: str) -> tuple[list[str], list[Vector]]:
    pairs = [_stripped(_PAIRS.findall(outline)) for outline in outlines]
    terms, rarity = _rarity(outlines, pairs)
    numbers = {term: number for number, term in enumerate(terms) if number}
    damped = [0.0, *(1 + log(number) for number in range(1, 1 + max(map(len, outlines), default=0)))]
    known = _Known(numbers, rarity, damped, *_telling(first_told))
    return terms, [_vector(*each, known) for each in zip(outlines, pairs, strict=True)]


def _stripped(pairs: Sequence[str]) -> str:
    """Pairs on lines of their own, with nothing between the two stems."""
    return "\n".join(pairs).replace(LEADING, "").replace(JOINING, "")


def _rarity(outlines: Sequence[str], pairs: Sequence[str]) -> tuple[list[str], list[float]]:
    """The terms that tell texts apart, in order, and how rare each is. The first is none."""
    spread: Counter[str] = Counter()
    for outline, each in zip(outlines, pairs, strict=True):
        spread.update({*outline, *each.split("\n")})
    most = _halves(len(outlines))
    found = {term: most - _halves(number) for term, number in spread.items() if number > 1}
    terms = sorted(term for term, rarity in found.items() if rarity > 0 and term >= chr(FIRST_LETTER))
    return ["", *terms], [0.0, *(found[term] for term in terms)]


def _telling(first_told: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds single words, and pairs, that stand like the name of a thing: see `_spans`."""
    told, ends = f"[{first_told}-\U0010ffff]", f"[{_ENDS}]"
    return re.compile(f"(?<={LEADING}){told}(?={ends})"), re.compile(f"(?=({told}{_BETWEEN}{told}){ends})")


def _vector(outline: str, pairs: str, known: _Known) -> Vector:
    numbers = known.numbers.get
    counts = Counter(filter(None, map(numbers, chain(outline, pairs.split("\n")))))
    # In the order of terms first, so that equal weights come by name.
    terms = sorted(counts)
    damped = map(known.damped.__getitem__, map(counts.__getitem__, terms))
    weights = dict(zip(terms, map(mul, damped, map(known.rarity.__getitem__, terms)), strict=True))
    best = sorted(terms, key=weights.__getitem__, reverse=True)[:BEST_TERMS]
    values = list(map(weights.__getitem__, best))
    scale = SCALE / (sqrt(sum(map(mul, values, values))) or 1)
    named = [*known.single.findall(outline), *_stripped(known.double.findall(outline)).split("\n")]
    things = set(map(numbers, named))
    told = tuple([term for term in best if term in things])
    often = tuple([term for term in told if counts[term] > 1])
    return Vector(dict(zip(best, [round(value * scale) for value in values], strict=True)), told, often)


def _spans(outline: str, term: str) -> Iterator[tuple[int, int]]:
    """Where `term` stands like the name of a thing: its beginnings and ends.

    That is before a small word or the end of a sentence, and for a single word after a leading one:
    "the lift", but neither "we lift" nor "the senior officer".
    """
    pair = (term, LEADING.join(term), JOINING.join(term))
    for wanted in pair if len(term) == 2 else (f"{LEADING}{term}",):
        start = outline.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            if outline[end] in _ENDS:
                yield end - len(wanted.lstrip(LEADING)), end
            start = outline.find(wanted, end)


def _is_fit(phrase: Sequence[str]) -> bool:
    """Names of people and places are told with another word, never alone; "NHS" may be."""
    if len(phrase) == 1:
        return is_thing(phrase[0]) and (phrase[0].islower() or phrase[0].isupper())
    # "Missed visits" are a thing; what was "missed and visited" is not.
    return is_thing(phrase[-1]) and (is_thing(phrase[0]) or len(phrase) == 2)


def _told(before: str, phrase: Sequence[str]) -> tuple[int, str]:
    """The phrase as it stands in a sentence, and how badly.

    Plurals are best, which need no article; what had one keeps one ("the lift", but "damp"). Capitals
    may come from the start of a sentence.
    """
    text = " ".join(phrase)
    if not text.islower():
        return 3, text
    if text.endswith("s"):
        return 0, text
    return (2, f"the {text}") if before.casefold() in _ARTICLES else (1, text)


def _halves(number: int) -> float:
    """The binary logarithm in steps of a half: it mostly stays the same when one text more has a term."""
    return round(2 * log2(number)) / 2 if number else 0.0
