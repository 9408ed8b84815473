"""Titles and summaries that lists, search results and feed readers can show whole.

The measures are those of several councils' checklists for their blogs, after GOV.UK's content design
guidance: titles of at most 65 characters, summaries of at most 140, which do not repeat the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from weeknotes.checks.manuscript import Manuscript
from weeknotes.checks.typed import exchange, title_line
from weeknotes.errors import Problem, Severity

TITLE = 65  # characters
SUMMARY = 140  # characters
FIRST_SENTENCE = re.compile(r".{20,}?[.!?](?=\s)")

LONG_TITLE = ("length.title", Severity.HINT)
LONG_SUMMARY = ("length.summary", Severity.HINT)
REPEATS = ("length.repeats", Severity.HINT)


def check(text: Manuscript) -> Iterator[Problem]:
    """A title or summary that is too long, and a summary that tells nothing new."""
    title, summary = text.marked.title, text.fields.summary
    if len(title) > TITLE:
        message = f"The title has {len(title)} characters. Search results cut off what goes beyond {TITLE}."
        yield exchange(text, (*LONG_TITLE, message), title_line(text))
    line = text.fields.lines.get("summary", 0)
    if summary and _bare(summary) == _bare(title):
        message = "The summary repeats the title. Say in a sentence what happened, or leave it out."
        yield exchange(text, (*REPEATS, message), line)
    elif len(summary) > SUMMARY:
        message = f"The summary has {len(summary)} characters. Lists cut off what goes beyond {SUMMARY}."
        first = FIRST_SENTENCE.match(summary)
        shorter = first[0] if first and len(first[0]) <= SUMMARY else ""
        yield exchange(text, (*LONG_SUMMARY, message), line, summary, shorter)


def _bare(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()
