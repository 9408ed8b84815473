"""What may be told of texts: terms that stand there like the name of a thing, as their writers write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from weeknotes.outlines import BETWEEN, ENDS, FIRST_TOLD, JOINING, LAST_LETTER, LEADING, Outline, Reader, stripped
from weeknotes.stems import is_thing

_TOLD = f"[{chr(FIRST_TOLD)}-{chr(LAST_LETTER)}]"
# Single words, and pairs, that stand like the name of a thing: see `_spans`.
_SINGLE = re.compile(f"(?<={LEADING}){_TOLD}(?=[{ENDS}])")
_DOUBLE = re.compile(f"(?=({_TOLD}{BETWEEN}{_TOLD})[{ENDS}])")
# Worse than anything that is told.
NONE = (9, "")
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "every", "each", "one", "our", "their"})


class Things:
    """What may be told of one text: its terms by their codes, how often they come and how it writes them.

    Only what is asked for is looked up, and once.
    """

    def __init__(self, reader: Reader, outline: Outline) -> None:
        singles, doubles = set(_SINGLE.findall(outline.outline)), _DOUBLE.findall(outline.outline)
        terms = [*singles, *set(filter(None, stripped(doubles).split("\n")))]
        self.letters: Mapping[int, str] = dict(zip(reader.words.codes_of(terms), terms, strict=True))
        self._outline = outline
        self._forms = reader.words.forms
        self._often: dict[int, bool] = {}
        self._written: dict[str, tuple[int, str]] = {}

    def is_often(self, code: int) -> bool:
        """Whether a term comes more than once (or in the title): it is what the text is about."""
        if code not in self._often:
            term = self.letters[code]
            ways = (term,) if len(term) == 1 else (term, LEADING.join(term), JOINING.join(term))
            self._often[code] = sum(map(self._outline.outline.count, ways)) > 1
        return self._often[code]

    def written(self, term: str) -> tuple[int, str]:
        """How the text best writes `term` where it names a thing, and how badly; empty if it is not fit to be told."""
        if term not in self._written:
            spelling, outline = self._outline.spelling, self._outline.outline
            # Most stand there as often in the same words.
            spelt = {spelling[start - 1 : end] for start, end in _spans(outline, term)}
            named = ([self._forms[letter] for letter in each] for each in spelt)
            told = (_told(before, phrase) for before, *phrase in named if _is_fit(phrase))
            self._written[term] = min(told, default=NONE)
        return self._written[term]


def written(texts: Iterable[Things], term: str) -> str:
    """How these texts best write `term`; empty if it is not fit to be told."""
    return min(each.written(term) for each in texts)[1]


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
