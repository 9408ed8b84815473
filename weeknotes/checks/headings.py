"""Headings as typed: by them people who listen find their way through a text (WCAG 2.2, 1.3.1 and 2.4.6).

The site closes gaps between levels and leaves out empty headings, so that no reader of it is shut out;
on GitHub they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from weeknotes.checks.manuscript import Manuscript
from weeknotes.checks.typed import Lines, exchange, plain_lines
from weeknotes.errors import Problem, Severity
from weeknotes.text import count_words

HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??[ \t]*(?:[ \t]#+[ \t]*)?$")
NO_SPACE = re.compile(r" {0,3}(#{2,6})([^\W\d_][^#]*?)\s*#*\s*$")
BOLD = re.compile(r"(?:\*\*|__)([^*_|]{2,80}?)[ :]*(?:\*\*|__)[ :]*")
UNDERLINE = re.compile(r" {0,3}(?:-{2,}|={2,})\s*$")
# Longer than a heading is: a paragraph that a line of hyphens below it made into one.
PARAGRAPH = 120
SENTENCE_SIGNS = '.!?…,;”"'

SKIPPED = ("heading.skipped", Severity.HINT)
EMPTY = ("heading.empty", Severity.HINT)
TYPED_TOGETHER = ("heading.space", Severity.WARNING)
BOLD_ONLY = ("heading.bold", Severity.HINT)
UNDERLINED = ("heading.underlined", Severity.WARNING)


def check(text: Manuscript) -> Iterator[Problem]:
    """Headings that listeners cannot find, and such as are none."""
    lines = plain_lines(text)
    marked = [(number, line) for number, line in lines if "#" in line[:4]]
    yield from _levels(text, marked)
    yield from _typed_together(text, marked)
    yield from _bold(text, lines)
    if any(len(each.text) > PARAGRAPH for each in text.marked.body.headings):
        yield from _underlined(text, lines)


def _levels(text: Manuscript, marked: Lines) -> Iterator[Problem]:
    above = 0
    for number, line in marked:
        found = HEADING.match(line) or NO_SPACE.match(line)
        if found is None:
            continue
        level, words = len(found[1]), found[2]
        if not words:
            message = "This heading has no words. Readers of the site do not see it, on GitHub it is an empty line."
            yield exchange(text, (*EMPTY, message), number)
            continue
        if above and level > above + 1:
            message = (
                f"This heading has {level} hashes and the one above it {above}. On GitHub, people who listen "
                "look for a heading between the two; the site closes the gap by itself."
            )
            yield exchange(text, (*SKIPPED, message), number, found[1], "#" * (above + 1))
            level = above + 1
        above = level


def _typed_together(text: Manuscript, marked: Lines) -> Iterator[Problem]:
    for number, line in marked:
        if found := NO_SPACE.match(line):
            message = "Without a space after the hashes this is no heading: readers see the hashes."
            yield exchange(text, (*TYPED_TOGETHER, message), number, found[1] + found[2], f"{found[1]} {found[2]}")


def _bold(text: Manuscript, lines: Lines) -> Iterator[Problem]:
    """Short paragraphs in bold, which look like headings and are none; told once for a text."""
    found = [(number, words) for number, words in _alone(lines) if words[-1] not in SENTENCE_SIGNS]
    # One such line may be meant as an emphasis; several are the headings of the text.
    if len(found) < 2 or text.marked.body.headings:
        return
    number, words = found[0]
    message = (
        f"{count_words(len(found), 'line')} of this text, this one and others, are in bold in place of a heading. "
        "People who listen cannot jump to them."
    )
    yield exchange(text, (*BOLD_ONLY, message), number, text.lines[number - 1].strip(), f"## {words}")


def _alone(lines: Lines) -> Iterator[tuple[int, str]]:
    """Lines with nothing but bold words in them, between empty ones."""
    for index, (number, line) in enumerate(lines):
        if not line.startswith(("**", "__")):
            continue
        found = BOLD.fullmatch(line.rstrip())
        before = lines[index - 1][1] if index else ""
        after = lines[index + 1][1] if index + 1 < len(lines) else ""
        if found and not before.strip() and not after.strip():
            yield number, found[1].strip()


def _underlined(text: Manuscript, lines: Lines) -> Iterator[Problem]:
    for (number, line), (_, below) in pairwise(lines):
        if len(line) > PARAGRAPH and UNDERLINE.match(below) and line.lstrip()[:1] not in "#|-*>":
            message = "The line of hyphens right below turns this paragraph into a heading. Leave a line empty between."
            yield exchange(text, (*UNDERLINED, message), number + 1, below.strip(), f"\n{below.strip()}")
