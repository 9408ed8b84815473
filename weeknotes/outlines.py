"""Texts -> their outlines, one letter a word, and what they say: terms with how often each comes.

A term is a stem, or a pair of neighbouring stems ("damp and mould" is one): pairs tell more than words.
What is read from a text depends on nothing but the text, so it can be kept until the text changes.

Every stem has a letter of its own, beyond those of any alphabet, so that looking for terms is a search
in a string: a thousand texts are read in a fraction of a second. Letters are those of one reader; what is
kept are the codes of terms, numbers made of the stems alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import reduce
from hashlib import blake2b
from itertools import chain, count
from operator import itemgetter, or_

from weeknotes.stems import is_dull, is_leading, stem
from weeknotes.values import Record

TITLE_WEIGHT = 3
# More terms of one text than this are not kept: those that come most often, else first, are.
MOST_TERMS = 400
# A text's words stand as bits in a print of so many: what has not all bits of a title cannot name it.
PRINT_BITS = 2048

# What is no stem in an outline: words that lead to a thing ("the", "of"), "and" and "or", other small
# words, and ends of sentences.
LEADING, JOINING, SMALL, BREAK = " ", "&", "+", "."
ENDS = LEADING + JOINING + SMALL + BREAK
# Stems that nobody would give as a reason have the lower letters.
FIRST_LETTER, FIRST_TOLD, LAST_LETTER = 0x100, 0x8000, 0x10FFFF
_STEM = f"[^\x00-{chr(FIRST_LETTER - 1)}]"
# One such word may stand within a pair: "damp and mould"; "damp as well as mould" is none.
BETWEEN = f"[{LEADING}{JOINING}]?"
_PAIRS = re.compile(f"(?=({_STEM}{BETWEEN}{_STEM}))")
# Marks that end a sentence or a part of one are tokens too: no pair of words reaches over them.
_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.,!?;:()\[\]\n]")
_BREAKS = frozenset(".,!?;:()[]\n")
_JOINING = frozenset({"and", "or", "ac", "neu"})
_CODES = (1 << 32) - 1
_PRIME = 0x9E3779B1


class Outline(Record):
    """One text: in `spelling` a letter stands for each form as written, in `outline` one for its stem.

    The title comes first, TITLE_WEIGHT times; what follows it begins at `start`. Breaks are at both ends.
    The `letters` are those of all forms in the text without its title, each once.
    """

    spelling: str
    outline: str
    start: int
    letters: str


class Reader:
    """Reads texts; what it has found out of a word it knows in the next text."""

    def __init__(self) -> None:
        self.words = _Words()
        self._chunks = _Chunks(self.words)

    def read(self, title: str, text: str) -> Outline:
        """The outline of a text under its title."""
        heading = self._spell(f"\n{title}") * TITLE_WEIGHT
        body = self._spell(f"\n{text}\n")
        spelling = heading + body
        outline = "".join(map(self.words.stems.__getitem__, spelling))
        return Outline(spelling, outline, len(heading), "".join(dict.fromkeys(body)))

    def counts(self, outline: Outline) -> dict[int, int]:
        """How often each term comes, by its code: the most frequent first, else the first."""
        found = Counter(chain(outline.outline, stripped(_PAIRS.findall(outline.outline)).split("\n")))
        for mark in (*ENDS, ""):
            found.pop(mark, None)
        best = sorted(found.items(), key=itemgetter(1), reverse=True)[:MOST_TERMS]
        return dict(zip(self.words.codes_of([term for term, _ in best]), map(itemgetter(1), best), strict=True))

    def heading(self, outline: Outline) -> frozenset[int]:
        """The terms of the title, by their codes."""
        title = outline.outline[: outline.start // TITLE_WEIGHT]
        terms = {*title, *stripped(_PAIRS.findall(title)).split("\n")} - {*ENDS, ""}
        return frozenset(self.words.codes_of(terms))

    def vocabulary(self, outline: Outline) -> frozenset[str]:
        """The words of a text without its title, all spelt alike: "What’s" is "what's"."""
        return frozenset(map(self.words.folded.__getitem__, outline.letters))

    def folded(self, outline: Outline) -> str:
        """The words of a text without its title, all spelt alike, with spaces around each."""
        return _spaced(map(self.words.folded.__getitem__, outline.spelling[outline.start :]))

    def print(self, outline: Outline) -> int:
        """The bits of the words of a text without its title."""
        return reduce(or_, map(self.words.bits.__getitem__, outline.letters), 0)

    def title(self, title: str) -> str:
        """A title as `folded` spells texts; empty if it is one that anybody may write, as "Friday notes" is."""
        spelling = self._spell(title)
        if sum(self.words.stems[letter] not in ENDS for letter in spelling) < 2:
            return ""
        return _spaced(map(self.words.folded.__getitem__, spelling))

    def _spell(self, text: str) -> str:
        return "".join(map(self._chunks.__getitem__, text.replace("\n", " \n ").split(" ")))


def print_of(words: Iterable[str]) -> int:
    """The bits that a text must have to have these words."""
    return reduce(or_, map(_bit, words), 0)


class _Words(dict[str, str]):
    """A letter for each word, in the order in which they are met, and all that is known by the letter."""

    def __init__(self) -> None:
        self.forms: dict[str, str] = {}
        self.stems: dict[str, str] = {}
        self.folded: dict[str, str] = {}
        self.bits: dict[str, int] = {}
        self._bases: dict[str, str] = {}
        self._codes: dict[str, int] = {}
        self._dull, self._told = count(FIRST_LETTER), count(FIRST_TOLD)

    def __missing__(self, form: str) -> str:
        self[form] = letter = chr(FIRST_LETTER + len(self))
        folded = "" if form in _BREAKS else form.casefold().replace("’", "'")
        self.forms[letter], self.folded[letter] = form, folded
        self.bits[letter] = _bit(folded) if folded else 0
        self.stems[letter] = self._stem_letter(stem(form)) or _kind(form)
        return letter

    def codes_of(self, terms: Iterable[str]) -> list[int]:
        """The numbers of terms of one or two letters."""
        codes = self._codes
        return [
            codes[term] if len(term) == 1 else (codes[term[0]] * _PRIME + codes[term[1]]) & _CODES for term in terms
        ]

    def _stem_letter(self, base: str) -> str:
        if base and base not in self._bases:
            letters = self._dull if is_dull(base) else self._told
            self._bases[base] = letter = chr(next(letters))
            self._codes[letter] = _hash(base)
        return self._bases.get(base, "")


class _Chunks(dict[str, str]):
    """The spelling of what stands between two spaces. Most comes many times and is found out only once."""

    def __init__(self, words: _Words) -> None:
        self.words = words

    def __missing__(self, chunk: str) -> str:
        self[chunk] = spelling = "".join(map(self.words.__getitem__, _TOKENS.findall(chunk)))
        return spelling


def stripped(pairs: Iterable[str]) -> str:
    """Pairs on lines of their own, with nothing between the two stems."""
    return "\n".join(pairs).replace(LEADING, "").replace(JOINING, "")


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


def _bit(word: str) -> int:
    return 1 << _hash(word) % PRINT_BITS


def _spaced(words: Iterator[str]) -> str:
    return f" {' '.join(filter(None, words))} "


def _kind(form: str) -> str:
    if form in _BREAKS:
        return BREAK
    if form.casefold() in _JOINING:
        return JOINING
    return LEADING if is_leading(form) else SMALL
