"""Moments as exports write them; what is no moment is None."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from email.utils import parsedate_to_datetime

from weeknotes.dates import read_day
from weeknotes.errors import MeaningError
from weeknotes.weeks import FIRST_YEAR, LAST_YEAR

# WordPress writes years of 0 where there is no date.
NEVER = re.compile(r"\s*-?0{1,4}-|.*-0001")


def read(typed: str) -> datetime | None:
    """A moment of ISO 8601 (with ``T`` or a space) or RFC 2822; without a time zone where it has none."""
    if not typed.strip() or NEVER.match(typed):
        return None
    for reader in (_iso, parsedate_to_datetime):
        try:
            moment = reader(typed.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment.replace(microsecond=0) if FIRST_YEAR < moment.year < LAST_YEAR else None
    return None


def read_typed(typed: str) -> datetime | None:
    """The same, or a day as people write it: ``12/07/2019``, ``12 July 2019``. Its time is midnight, without a zone."""
    try:
        return read(typed) or (datetime.combine(read_day(typed), time()) if typed.strip() else None)
    except MeaningError:
        return None


def read_utc(typed: str) -> datetime | None:
    """The same, where a moment without a time zone is one of Greenwich."""
    moment = read(typed)
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _iso(typed: str) -> datetime:
    return datetime.fromisoformat(re.sub(r"\s*(?:UTC|Z)$", "+00:00", re.sub(r"(\d) ([+-]\d\d)", r"\1\2", typed)))
