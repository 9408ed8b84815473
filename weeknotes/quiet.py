"""Quiet periods, such as those before elections: what they hold back, and until when.

What counts is the day from which an entry is public. One that became public before a period began stays; where it is
known what the site that stands has published, an earlier date alone makes no entry one of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from weeknotes.config import QuietPeriod
from weeknotes.dates import EARLY
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Moment
from weeknotes.ledger import Ledger
from weeknotes.model import Kind, Reading
from weeknotes.text import nearest, slugify


def concerning(
    reading: Reading, periods: Iterable[QuietPeriod], teams: Mapping[str, str]
) -> tuple[QuietPeriod, ...]:
    """The `periods` that are about an entry of this kind and team.

    `teams` has the slug of each team by the slug of everything that it is called.
    """
    return tuple(each for each in periods if _is_about(each, reading, teams))


def published(old: Ledger) -> frozenset[str]:
    """The paths, ids and addresses of all that was published; empty where the ledger does not tell from which files."""
    deeds = old.deeds.values()
    names = (name for deed in deeds for name in (deed.path, deed.id, *map(_plain, (deed.address, *deed.before))))
    return frozenset(filter(None, names)) if any(deed.path for deed in deeds) else frozenset()


def arrival(reading: Reading, moment: Moment, today: date, public: frozenset[str]) -> Moment:
    """When an entry that would be public from `moment` is so in truth, where `public` is what has been published.

    What is due and is none of these comes today, whatever its date says. Where nothing is known, dates are believed.
    """
    named = {reading.path, reading.fields.id, *map(_plain, reading.fields.aliases)}
    if moment.day >= today or not public or named & public:
        return moment
    return Moment(datetime.combine(today, EARLY, moment.at.tzinfo), timed=False)


def _plain(address: str) -> str:
    return address.strip("/")


def release(moment: Moment, periods: Sequence[QuietPeriod]) -> tuple[Moment, QuietPeriod | None]:
    """When an entry appears that would appear at `moment`, and the period that holds it till then.

    `periods` come in the order of their first days: from the end of one an entry may move into the next.
    """
    day, holder = moment.day, None
    for period in periods:
        if period.first <= day <= period.last:
            day, holder = period.last + timedelta(days=1), period
    if holder is None:
        return moment, None
    return Moment(datetime.combine(day, EARLY, moment.at.tzinfo), timed=False), holder


def strangers(readings: Sequence[Reading], periods: Sequence[QuietPeriod], teams: Mapping[str, str]) -> list[Problem]:
    """A warning for each team of a period that no entry belongs to: nothing would be held back for it."""
    # Few sites have such a period, and the teams of ten thousand entries take a while.
    if not any(each.teams for each in periods):
        return []
    known = {slug for reading in readings for slug in _teams(reading, teams)} | set(teams)
    lost = dict.fromkeys(name for each in periods for name in each.teams if slugify(name) not in known)
    return [_stranger(name, nearest(slugify(name), known)) for name in lost]


def _stranger(name: str, meant: str | None) -> Problem:
    message = f"A quiet period is for the team “{name}”, but no entry belongs to it: nothing is held back."
    hint = f" Did you mean “{meant}”?" if meant else ""
    better = f'teams = ["{meant}"]' if meant else ""
    return Problem("team.unknown", Severity.WARNING, "config.toml", message + hint, found=name, suggestion=better)


def _is_about(period: QuietPeriod, reading: Reading, teams: Mapping[str, str]) -> bool:
    if period.kinds and reading.kind.value not in period.kinds:
        return False
    wanted = {_slug(name, teams) for name in period.teams}
    return not wanted or bool(wanted & _teams(reading, teams))


def _teams(reading: Reading, teams: Mapping[str, str]) -> set[str]:
    """The slugs of an entry's teams; where a weeknote states none, its file may be called after one."""
    named = reading.teams or ((reading.slug,) if reading.kind is Kind.WEEKNOTE else ())
    return {_slug(name, teams) for name in named}


def _slug(name: str, teams: Mapping[str, str]) -> str:
    return teams.get(slugify(name), slugify(name))
