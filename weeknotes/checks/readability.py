"""How easy a text is to read: the Coleman–Liau index, said in words.

M. Coleman and T. L. Liau, "A computer readability formula designed for machine scoring", Journal of Applied
Psychology 60 (1975), pages 283 to 284: 0.0588 × letters per 100 words − 0.296 × sentences per 100 words − 15.8
gives the years of schooling that an English text asks for. It needs no count of syllables, which a machine
can only guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from weeknotes.checks.manuscript import Manuscript
from weeknotes.checks.typed import plain_lines
from weeknotes.errors import Problem, Severity

SHORTEST = 300  # words: of fewer the figure says little
HARD = 15.0  # years of schooling; clear writing for the public has 7 to 11
VERY_HARD = 18.0  # years of schooling
LONG_SENTENCE = 40  # words

ENDS = (". ", "? ", "! ", "… ", ".” ", '." ')
NOT_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
# Enough of a text to tell in which language it is.
SAMPLE = 2000
ENGLISH = frozenset(("the", "and", "of", "to", "a", "in", "that", "we", "is", "for"))

EASE = ("reading.ease", Severity.HINT)


def check(text: Manuscript) -> Iterator[Problem]:
    """A hint for a long English text that is hard to read, at its longest sentence."""
    body = text.marked.body
    if body.words < SHORTEST or not text.kind.dated or not _is_english(body.text):
        return
    years = schooling(body.text, body.words)
    if years >= HARD:
        yield _told(text, years)


def schooling(plain: str, words: int) -> float:
    """The years of schooling that `plain` asks for, which has that many `words` and a line for each block."""
    letters = len(plain.encode("ascii", "replace").translate(None, NOT_LETTERS))
    sentences = plain.count("\n") + 1 + sum(plain.count(end) for end in ENDS)
    return (5.88 * letters - 29.6 * sentences) / max(words, 1) - 15.8


def _is_english(plain: str) -> bool:
    """Whether the small words of English are frequent: of Welsh or French hardly any is among them."""
    sample = plain[:SAMPLE].lower().split()
    return 12 * sum(each in ENGLISH for each in sample) > len(sample)


def _told(text: Manuscript, years: float) -> Problem:
    is_hard = "as hard as a paper in a learned journal" if years >= VERY_HARD else "as hard as a university textbook"
    message = (
        f"This text is about {is_hard}: it asks for {round(years)} years of schooling, "
        "and clear writing for everybody for 7 to 11 (Coleman–Liau index)."
    )
    sentence = max(_sentences(text.marked.body.text), key=lambda each: each.count(" "))
    words = sentence.count(" ") + 1
    if words < LONG_SENTENCE:
        return text.problem(*EASE, f"{message} Shorter words would help most.", text.body_line)
    begins = " ".join(sentence.split()[:3])
    line = next((number for number, line in plain_lines(text) if begins in line), text.body_line)
    return text.problem(*EASE, f"{message} The longest sentence, in this line, has {words} words.", line)


def _sentences(plain: str) -> list[str]:
    for end in ENDS:
        plain = plain.replace(end, "\n")
    return plain.split("\n")
