"""How a series counts its weeks for humans: label styles and the labels they give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from weeknotes.dates import read_day, short_day_words, short_span_words
from weeknotes.errors import MeaningError
from weeknotes.text import nearest
from weeknotes.weeks import Span, Week

STYLES = ("iso", "sequence", "since", "sprint", "episode", "commencing", "ending", "range")

_EXAMPLES = {"since": "since:2018-01-08", "sprint": "sprint:2024-01-08,14"}
# A quarter: longer periods are not sprints.
_LONGEST_SPRINT = 92
_EPISODE = re.compile(
    r"(?:s|season|series)?\s*(\d{1,3})[\s:.,/–-]*(?:episode|ep|e|x)[\s.:]*(\d{1,3})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Style:
    """A label style: `kind` is one of `STYLES`.

    `start` and `days` (the length of a sprint) are given where the kind needs them.
    """

    kind: str = "iso"
    start: date | None = None
    days: int = 14


def parse_style(text: str) -> Style:
    """The style that `text` names: ``iso``, ``since:2018-01-08``, ``sprint:2024-01-08,14`` and so on.

    Raises MeaningError for an unknown kind, a start that is missing or has no meaning, and
    what does not belong there.
    """
    name, _, rest = text.strip().partition(":")
    kind, rest = name.strip().casefold(), rest.strip()
    if kind not in STYLES:
        told = f"“{kind}” is no way to label weeks. There are: {', '.join(STYLES)}."
        raise MeaningError(told, _near(kind, rest))
    if kind not in _EXAMPLES:
        if rest:
            raise MeaningError(f"Nothing may follow “{kind}” here.", kind)
        return Style(kind)
    # Both that are left count from a day.
    if not rest:
        raise MeaningError(f"“{kind}” needs the day on which the count starts.", _EXAMPLES[kind])
    if kind == "since":
        return Style(kind, read_day(rest))
    start, _, days = rest.partition(",")
    return Style(kind, read_day(start), _read_days(days))


def label(style: Style, span: Span, position: int, episode: str, week_ending: str = "friday") -> str:
    """What a note about `span` is called in a series of that style: ``Week 28``, ``#12``, ``Sprint 5``.

    `position` counts the notes of the series from 1. Where the style has no answer (no episode
    was given, the week is before the start) the label is that of the ISO week. `week_ending`
    is ``friday`` or ``sunday``. Raises MeaningError for an episode without meaning.
    """
    if style.kind == "sequence":
        return f"#{position}"
    if style.kind == "episode" and episode:
        season, number = read_episode(episode)
        return f"S{season:02}E{number:02}"
    # A series may have begun before its count did.
    if style.start and style.kind in ("since", "sprint"):
        return _counted(style, style.start, span) or _iso(span)
    if style.kind in ("commencing", "ending", "range"):
        return _dated(style.kind, span, week_ending)
    return _iso(span)


def read_episode(text: str) -> tuple[int, int]:
    """Season and episode of ``s01e05``, ``S04 Ep5``, ``S01:E04`` or ``09x06``. Raises MeaningError."""
    found = _EPISODE.fullmatch(" ".join(text.split()))
    if not found:
        raise MeaningError(f"“{text.strip()}” is not an episode. Write season and number, such as s01e05.")
    return int(found[1]), int(found[2])


def _near(kind: str, rest: str) -> str:
    guess = nearest(kind, STYLES)
    if not guess:
        return ""
    return f"{guess}:{rest}" if rest and guess in _EXAMPLES else _EXAMPLES.get(guess, guess)


def _read_days(text: str) -> int:
    if not text.strip():
        return Style().days
    found = re.fullmatch(r"\s*(\d{1,3})\s*(?:days?)?\s*", text)
    if not found or not 1 <= int(found[1]) <= _LONGEST_SPRINT:
        raise MeaningError(f"“{text.strip()}” is not the length of a sprint in days.", _EXAMPLES["sprint"])
    return int(found[1])


def _iso(span: Span) -> str:
    return _numbered("Week", span.first.number, span.last.number)


def _counted(style: Style, start: date, span: Span) -> str:
    """The week or sprint since `start`, counted from 1; empty where it is earlier."""
    if style.kind == "since":
        # The week that the start is in counts as the first, whatever its day.
        monday = Week.of(start).monday
        first, last = ((week.monday - monday).days // 7 + 1 for week in (span.first, span.last))
        return _numbered("Week", first, last) if first > 0 else ""
    # Friday, since a sprint that begins on a Wednesday is the one its first week reports on.
    first, last = ((week.friday - start).days // style.days + 1 for week in (span.first, span.last))
    return _numbered("Sprint", first, last) if first > 0 else ""


def _numbered(word: str, first: int, last: int) -> str:
    return f"{word} {first}" if first == last else f"{word}s {first} to {last}"


def _dated(kind: str, span: Span, week_ending: str) -> str:
    if kind == "range":
        return _range(span.first.monday, span.last.sunday)
    # Days from the Monday to the day that the label tells.
    shift = timedelta(days=0 if kind == "commencing" else 6 if week_ending == "sunday" else 4)
    first, last = span.first.monday + shift, span.last.monday + shift
    if first == last:
        return f"Week {kind} {short_day_words(first)}"
    return f"Weeks {kind} {short_span_words(first, last)}"


def _range(first: date, last: date) -> str:
    """Days joined by an en dash; with spaces round it where a month stands before it."""
    dash = "–" if (first.year, first.month) == (last.year, last.month) else " – "
    return short_span_words(first, last).replace(" to ", dash)
