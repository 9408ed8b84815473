"""The next note of a series, made from the whole texts of the notes before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import unescape

from weeknotes import markup, sequels
from weeknotes.config import Folder
from weeknotes.model import Reading, Target
from weeknotes.prompts import AHEAD, REMINDER, is_untouched
from weeknotes.sequels import Asked, Earlier
from weeknotes.text import plain_spaces, slugify
from weeknotes.weeks import Week

__all__ = ["is_untouched", "next_path", "next_text", "next_week"]

# A heading, or a line in bold that serves as one.
START = re.compile(r"<h([2-6])\b[^>]*>(.*?)</h\1>|<p><(strong|b)>([^<]*)</\3>:?</p>", re.DOTALL)
# An item ends where it is closed, or where a list inside it begins.
ITEM = re.compile(r"<li\b[^>]*>(.*?)(?=</?(?:li|ul|ol)\b)", re.DOTALL)
LOWEST = 7  # the level of a line in bold, below that of all headings


def next_week(notes: Sequence[Reading], today: date) -> Week:
    """The week after the last of `notes` (oldest first), or that of `today` where it has not begun."""
    this = Week.of(today)
    last = notes[-1].span if notes else None
    return min(this, last.last.plus(1)) if last else this


def next_path(notes: Sequence[Reading], folder: Folder, week: Week, owner: str) -> str:
    """Where the note about `week` goes: see `sequels.next_path`."""
    return sequels.next_path(_earlier(notes), folder, week, owner)


def next_text(notes: Sequence[Reading], asked: Asked) -> str:
    """The whole file of the note that is wanted, with a reminder of what the last one promised."""
    return sequels.next_text(_earlier(notes), asked, _reminder(notes[-1]) if notes else "")


def _earlier(notes: Sequence[Reading]) -> list[Earlier]:
    return [
        Earlier(each.path, each.authors, each.fields.series, each.fields.episode, each.body.headings)
        for each in notes
    ]


def _reminder(last: Reading) -> str:
    """What the last note said would come next, as a list; empty where it said nothing."""
    html = markup.fill(last.body, [Target("")] * len(last.links), str, plain=True)
    # In plain words: links would lead nowhere from another folder.
    promised = (sequels.as_markdown(_words(item)) for part in _ahead(html) for item in ITEM.findall(part))
    items = [each for each in dict.fromkeys(promised) if each]
    return f"{REMINDER}\n\n" + "".join(f"- {each}\n" for each in items) if items else ""


def _ahead(html: str) -> Iterator[str]:
    """What stands below each heading that tells what comes next."""
    starts = list(START.finditer(html))
    for place, start in enumerate(starts, 1):
        if slugify(_words(start[2] or start[4] or "")) in AHEAD:
            ends = (each.start() for each in starts[place:] if _level(each) <= _level(start))
            yield html[start.end() : next(ends, len(html))]


def _level(start: re.Match[str]) -> int:
    return int(start[1] or LOWEST)


def _words(html: str) -> str:
    return plain_spaces(unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", html, flags=re.DOTALL)))
