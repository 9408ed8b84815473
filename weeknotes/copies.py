"""Copies: texts that are there twice, such as ``note (1).md`` beside ``note.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from weeknotes.model import Kind, Reading

SHORTEST = 20  # words; “Nothing to tell this week” may be said again, and be meant
UNIQUE = (Kind.TEAM, Kind.THEME, Kind.PERSON, Kind.FILES)
# What systems add to the name of a second file.
MARK = re.compile(r"\bcopy\b|\bcopy of\b|\(\d+\)|\bduplicate\b", re.IGNORECASE)


def find(readings: Iterable[Reading]) -> dict[str, str]:
    """The path of every copy, with that of the text it is a copy of.

    A copy has the same words and leads to the same places, in the same language, for the same team; and its day is
    the same, or else every field: then the file was copied for another day, and nothing was changed in it.
    """
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        if _may_be_copied(reading):
            groups.setdefault(reading.body.digest, []).append(reading)
    found: dict[str, str] = {}
    for group in groups.values():
        found |= _in_group(sorted(group, key=_rank)) if len(group) > 1 else {}
    return found


def _may_be_copied(reading: Reading) -> bool:
    is_shown = reading.fields.state in ("", "published") and not reading.at_fault
    return is_shown and reading.kind not in UNIQUE and reading.body.words >= SHORTEST


def _rank(reading: Reading) -> tuple[bool, date, int, str]:
    """The original comes first: its name has no mark of a copy, it is the older one, its name is shorter."""
    day = reading.published.day if reading.published else date.min
    return (bool(MARK.search(reading.path.replace("_", " "))), day, len(reading.path), reading.path)


def _in_group(ranked: Sequence[Reading]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, reading in enumerate(ranked):
        originals = (each for each in ranked[:place] if each.path not in found)
        first = next((each for each in originals if _is_copy(reading, each)), None)
        found |= {reading.path: first.path} if first else {}
    return found


def _is_copy(one: Reading, other: Reading) -> bool:
    is_alike = _alike(one) == _alike(other)
    return is_alike and _is_of_one_owner(one, other) and (one.fields == other.fields or _time(one) == _time(other))


def _alike(reading: Reading) -> tuple[object, ...]:
    return (reading.kind, reading.lang, reading.teams, [(each.kind, each.target) for each in reading.links])


def _time(reading: Reading) -> tuple[object, ...]:
    return (reading.published, reading.span)


def _is_of_one_owner(one: Reading, other: Reading) -> bool:
    """Whether both are of one team: two teams may tell of one week in the same words, each in its own file."""
    if one.kind is not Kind.WEEKNOTE or one.teams:
        return True
    short, long = sorted((one.slug, other.slug), key=len)
    return short in long
