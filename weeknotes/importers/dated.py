"""When a text of a folder appeared: its header says so, or its name, or the week that it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from weeknotes.errors import MeaningError
from weeknotes.importers import moments
from weeknotes.importers.naming import WEEKNOTE
from weeknotes.weeks import Week

# ``2019-07-12-its-name``, ``its-name-2019-07-12``, or the day alone.
NAMED = re.compile(r"(?:(?P<before>\D.*?)[-_ ])?(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[-_ ](?P<after>.+))?")
# ``2018/41/index.md``, ``2018/week-41.md``, ``2018-41.md``: notes by their weeks.
BY_WEEK = re.compile(r"(?:.*/)?(\d{4})[/-]?(?:w|week-?)?(?<!\d{4})(\d{1,2})(?:/index)?\.\w+", re.IGNORECASE)
# Hugo shows a text from the one day and dates it by the other.
FIELDS = ("publishDate", "date")
# Fields that say which week a text is about.
WEEKS = ("week", "week_ending", "week_commencing")
FRIDAY = timedelta(days=4)  # after the Monday of a week

# What a header says of a field, as typed.
Said = Callable[[str], str]


def moment(said: Said, path: PurePosixPath, title: str, zone: str) -> datetime | None:
    """The moment at which a text appeared; times of day without a zone are in that of the old site.

    What is about a week and has no day appeared on the Friday of that week, as far as anybody can tell.
    """
    typed = (moments.read_typed(said(each)) for each in FIELDS)
    found = next(filter(None, typed), None) or moments.read_typed(in_name(path)[0])
    return _in_zone(found, zone) if found else _of_week(said, path, title)


def in_name(path: PurePosixPath) -> tuple[str, str]:
    """The day in the name of a file as typed, and the rest of that name; either may be empty."""
    name = path.stem if path.stem not in ("index", "_index") else path.parent.name
    found = NAMED.fullmatch(name)
    parts = (found["before"], found["after"]) if found else (name, "")
    return found["day"] if found else "", "-".join(filter(None, parts))


def _in_zone(found: datetime, zone: str) -> datetime:
    # A day without a time is the same day everywhere.
    if not zone or found.tzinfo or found.time() == time():
        return found
    try:
        return found.replace(tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return found


def week(said: Said, path: PurePosixPath, title: str, day: datetime | None) -> Week | None:
    """The week that a text says it is about, in its header or by its folders; None where it does not."""
    for name in WEEKS[1:]:
        if named := moments.read_typed(said(name)):
            return Week.of(named.date())
    by_path = BY_WEEK.fullmatch(path.as_posix())
    # What stands behind a year may be a month as well: something must speak of a week.
    is_week = any(map(WEEKNOTE.search, (title, *path.parts[:-1])))
    typed = said("week") or (f"{by_path[1]}-W{by_path[2]}" if by_path and is_week else "")
    try:
        return Week.parse(typed)
    except MeaningError:
        return _near(typed, day)


def _near(typed: str, day: datetime | None) -> Week | None:
    """The week of a number without a year: the nearest before the day on which somebody wrote about it."""
    number = re.fullmatch(r"\s*w?(?:ee)?k?\s*(\d{1,2})\s*", typed, re.IGNORECASE)
    if day is None or number is None:
        return None
    weeks = (Week.of(day.date()).plus(-back) for back in (0, 1, 2, 3, 4, -1))
    return next((each for each in weeks if each.number == int(number[1])), None)


def _of_week(said: Said, path: PurePosixPath, title: str) -> datetime | None:
    found = week(said, path, title, None)
    ending = moments.read_typed(said("week_ending"))
    return ending or (datetime.combine(found.monday, time()) + FRIDAY if found else None)
