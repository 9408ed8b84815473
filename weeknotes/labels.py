"""How a series counts its weeks for humans: label styles and the labels they give."""

from __future__ import annotations

import re
from datetime import date, timedelta

from weeknotes.dates import read_day
from weeknotes.errors import MeaningError
from weeknotes.text import nearest
from weeknotes.values import Record
from weeknotes.weeks import Span, Week
from weeknotes.words import Words

STYLES = ("iso", "sequence", "since", "sprint", "episode", "commencing", "ending", "range")

_EXAMPLES = {"since": "since:2018-01-08", "sprint": "sprint:2024-01-08,14"}
# A quarter: longer periods are not sprints.
_LONGEST_SPRINT = 92
_EPISODE = re.compile(
    r"(?:s|season|series)?\s*(\d{1,3})[\s:.,/–-]*(?:episode|ep|e|x)[\s.:]*(\d{1,3})", re.IGNORECASE
)


class Style(Record):
    """A label style: `kind` is one of `STYLES`.

    `start` and `days` (the length of a sprint) are given where the kind needs them.
    """

    kind: str = "iso"
    start: date | None = None
    days: int = 14


class Naming(Record):
    """What labels are put into words with: those of the language of the notes, and the day that a week ends on,
    which is ``friday`` or ``sunday``."""

    words: Words
    week_ending: str = "friday"


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


def label(style: Style, span: Span, position: int, episode: str, naming: Naming) -> str:
    """What a note about `span` is called in a series of that style: ``Week 28``, ``#12``, ``Sprint 5``.

    `position` counts the notes of the series from 1. Where the style has no answer (no episode
    was given, the week is before the start) the label is that of the ISO week. Raises MeaningError
    for an episode without meaning.
    """
    if style.kind == "sequence":
        return f"#{position}"
    if style.kind == "episode" and episode:
        season, number = read_episode(episode)
        return f"S{season:02}E{number:02}"
    # A series may have begun before its count did.
    if style.start and style.kind in ("since", "sprint"):
        return _counted(style, style.start, span, naming.words) or _iso(span, naming.words)
    if style.kind == "range":
        return naming.words.range(span.first.monday, span.last.sunday)
    if style.kind in ("commencing", "ending"):
        return _dated(style.kind, span, naming)
    return _iso(span, naming.words)


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


def _iso(span: Span, words: Words) -> str:
    return _numbered("week", span.first.number, span.last.number, words)


def _counted(style: Style, start: date, span: Span, words: Words) -> str:
    """The week or sprint since `start`, counted from 1; empty where it is earlier."""
    if style.kind == "since":
        # The week that the start is in counts as the first, whatever its day.
        monday = Week.of(start).monday
        first, last = ((week.monday - monday).days // 7 + 1 for week in (span.first, span.last))
        return _numbered("week", first, last, words) if first > 0 else ""
    # Friday, since a sprint that begins on a Wednesday is the one its first week reports on.
    first, last = ((week.friday - start).days // style.days + 1 for week in (span.first, span.last))
    return _numbered("sprint", first, last, words) if first > 0 else ""


def _numbered(unit: str, first: int, last: int, words: Words) -> str:
    if first == last:
        return words.say(f"labels.{unit}", number=first)
    return words.say(f"labels.{unit}s", number=first, last=last)


def _dated(kind: str, span: Span, naming: Naming) -> str:
    # Days from the Monday to the day that the label tells.
    shift = timedelta(days=0 if kind == "commencing" else 6 if naming.week_ending == "sunday" else 4)
    first, last = span.first.monday + shift, span.last.monday + shift
    if first == last:
        return naming.words.say(f"labels.{kind}.week", days=naming.words.short_day(first))
    return naming.words.say(f"labels.{kind}.weeks", days=naming.words.short_span(first, last))
