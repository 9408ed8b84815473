"""What may be told of texts: terms that stand there like the name of a thing, as their writers write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from weeknotes.outlines import BETWEEN, ENDS, FIRST_TOLD, JOINING, LAST_LETTER, LEADING, Outline, Reader, stripped
from weeknotes.stems import is_thing

_TOLD = f"[{chr(FIRST_TOLD)}-{chr(LAST_LETTER)}]"
# Single words, and pairs, that stand like the name of a thing: see `_spans`.
_SINGLE = re.compile(f"(?<={LEADING}){_TOLD}(?=[{ENDS}])")
_DOUBLE = re.compile(f"(?=({_TOLD}{BETWEEN}{_TOLD})[{ENDS}])")
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "every", "each", "one", "our", "their"})


@dataclass(frozen=True, slots=True)
class Things:
    """The terms of a text that may be told to readers: their letters by their codes.

    Those `often` there come more than once (or in the title): they are what the text is about.
    """

    letters: Mapping[int, str]
    often: frozenset[int]


def things(reader: Reader, outline: Outline) -> Things:
    """What may be told of a text."""
    singles, doubles = _SINGLE.findall(outline.outline), stripped(_DOUBLE.findall(outline.outline)).split("\n")
    terms = list(filter(None, chain(singles, doubles)))
    letters = dict(zip(reader.words.codes_of(terms), terms, strict=True))
    counts = Counter(outline.outline)
    often = (code for code, term in letters.items() if _count(outline.outline, term, counts) > 1)
    return Things(letters, frozenset(often))


def written(reader: Reader, outlines: Sequence[Outline], term: str) -> str:
    """How these texts best write `term` where it names a thing; empty if it is not fit to be told."""
    named = [
        [reader.words.forms[letter] for letter in each.spelling[start - 1 : end]]
        for each in outlines
        for start, end in _spans(each.outline, term)
    ]
    return min((_told(before, phrase) for before, *phrase in named if _is_fit(phrase)), default=(0, ""))[1]


def _count(outline: str, term: str, counts: Mapping[str, int]) -> int:
    if len(term) == 1:
        return counts[term]
    return sum(outline.count(between.join(term)) for between in ("", LEADING, JOINING))


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
            if outline[end] in ENDS:
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
