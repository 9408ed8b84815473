"""Words: slugs, near misses, lists in a sentence, excerpts, clean-up of pasted characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from heapq import nlargest

SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
# Joiners that make one sign of several: of the people of a family in an emoji, of letters in Persian and Hindi.
JOINED = "\u0600-\u0dff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
HIDDEN = re.compile(
    rf"[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
    rf"|(?<![{JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{JOINED}])"
)
# What XML 1.0 section 2.2 does not admit, lone surrogates included. (What it admits would take long to compile.)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Letters that Unicode does not take apart into a base letter and an accent.
LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
SENTENCE_END = re.compile(r"[.!?…]['\"’”)\]]*(?=\s|$)|\n")
SLUG_LIMIT = 80  # characters; file systems take some 255 bytes, with what stands round it
APOSTROPHES = re.compile("['’‘ʼ]")
SEPARATING = re.compile(r"[\W_]+")
SHORTLIST = 50  # candidates that are compared letter by letter
# "a" and "ac" are the Welsh "and".
BETWEEN_PEOPLE = re.compile(r"\s*[,;&\n]\s*(?:and\s+)?|\s+(?:and|a|ac)\s+")


@lru_cache(maxsize=8192)
def slugify(text: str) -> str:
    """The readable last part of an address: lower-case letters, digits and single hyphens.

    Accents are dropped (``Tŷ Hyll`` gives ``ty-hyll``), apostrophes close up, letters of other
    alphabets stay as they are. At most 80 characters, cut at a word. A text without any
    letter or digit gives the empty string.
    """
    plain = INVISIBLE.sub("", text).casefold().translate(LETTERS).replace("&", " and ").replace("+", " plus ")
    base = plain if plain.isascii() else _bare(plain)
    slug = SEPARATING.sub("-", APOSTROPHES.sub("", base)).strip("-")
    return slug if len(slug) <= SLUG_LIMIT else slug[: SLUG_LIMIT + 1].rpartition("-")[0] or slug[:SLUG_LIMIT]


def _bare(text: str) -> str:
    """Letters without their accents."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", "".join(each for each in apart if not unicodedata.combining(each)))


def spelt_out(slug: str) -> str:
    """A slug as people read it: ``open-data`` gives ``Open data``."""
    return slug.replace("-", " ").capitalize()


def leads_out(path: str) -> bool:
    """Whether a path that is meant below a folder leads out of it: from the root, or upwards."""
    return path.startswith("/") or ".." in path.split("/")


def plain_spaces(text: str) -> str:
    """`text` with every run of white space (no-break spaces too) as one space, invisible characters gone.

    What joins letters or emoji into one stays.
    """
    if text.isascii():  # as most is: the same in an eighth of the time
        return " ".join(text.split())
    return SPACES.sub(" ", HIDDEN.sub("", text)).strip()


def for_xml(text: str) -> str:
    """`text` without the characters that XML 1.0 does not admit."""
    return NOT_XML.sub("", text)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` was probably meant to be, or None where nothing is near."""
    by_key = {choice.casefold(): choice for choice in sorted(choices)}
    close = get_close_matches(word.casefold(), _shortlist(word.casefold(), list(by_key)), n=1, cutoff=0.7)
    return by_key[close[0]] if close else None


def near_misses(word: str, choices: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Up to `count` choices that `word` may have been meant to be, the nearest first."""
    return tuple(get_close_matches(word, _shortlist(word, sorted(set(choices))), n=count, cutoff=0.6))


def _shortlist(word: str, choices: list[str]) -> list[str]:
    """The choices whose letters are most alike: among thousands the exact comparison takes seconds."""
    if len(choices) <= SHORTLIST:
        return choices
    matcher = SequenceMatcher(b=word)

    def likeness(choice: str) -> float:
        matcher.set_seq1(choice)
        return matcher.quick_ratio()

    return nlargest(SHORTLIST, choices, key=likeness)


def join_words(words: Sequence[str], last: str = "and") -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def count_words(count: int, singular: str, plural: str = "") -> str:
    """``1 note``, ``2 notes``: the count with the fitting form of the word."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def shorten(text: str, limit: int) -> str:
    """`text` in one line of at most `limit` characters, cut at a word and ended with an ellipsis."""
    line = plain_spaces(text)
    if len(line) <= limit:
        return line
    cut = line[:limit]
    return (cut.rpartition(" ")[0] or cut[:-1]).rstrip(" ,;:–—-") + "…"


def sentence_around(text: str, start: int, end: int, limit: int = 240) -> str:
    """The sentence of `text` in which the characters from `start` to `end` stand, in one line."""
    before = [found.end() for found in SENTENCE_END.finditer(text, 0, start)]
    after = SENTENCE_END.search(text, end)
    sentence = text[before[-1] if before else 0 : after.end() if after else len(text)]
    return shorten(sentence, limit)


def names_in(text: str) -> list[str]:
    """The names of people in a text, as commas, "and" and "&" part them; empty ones may be among them."""
    return BETWEEN_PEOPLE.split(text)
