"""The private report: what publishers want to know of their site, for themselves and never for the web.

Teams come in the order of the alphabet, months and weeks in that of time. Nobody is ranked, and a week
without a note is said as what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from weeknotes.config import Config
from weeknotes.dates import MONTHS, short_day_words
from weeknotes.facts import Cause, Exemption
from weeknotes.model import Account, FileAccount, Kind, Reading, State
from weeknotes.states import rules
from weeknotes.tellings import in_state
from weeknotes.text import slugify
from weeknotes.values import Record, field
from weeknotes.weeks import Week

SOON = timedelta(days=30)  # how long before it a review is told
OLD = timedelta(days=60)  # how long a draft may lie without being mentioned
MONTHS_SHOWN = 12  # the last of them is that of the report
HEAVIEST = 20  # pictures that are named
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic")
NO_TEAM = "No team"


class Team(Record):
    """A team's weeknotes: how many for each month shown (of the days they bear), and its gaps in words."""

    name: str
    notes: tuple[int, ...]
    gaps: tuple[str, ...]


class Due(Record):
    """A file with a day: when it is to be reviewed, or since when it has been a draft."""

    path: str
    day: date
    words: str


class Private(Record):
    """What publishers want to know, as of `today`; `weights` are the largest pictures in bytes, `weight` is of all.

    `untranslated` has by language, in English, the paths of the texts that are not in it, the newest first.
    """

    today: date
    months: tuple[str, ...]
    teams: tuple[Team, ...]
    reviews: tuple[Due, ...]
    waiting: tuple[FileAccount, ...]
    exemptions: tuple[Exemption, ...]
    drafts: tuple[Due, ...]
    coming: tuple[FileAccount, ...]
    weights: tuple[tuple[str, int], ...]
    weight: int
    untranslated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def private_report(
    account: Account, readings: Sequence[Reading], sizes: Mapping[str, int], today: date, config: Config
) -> Private:
    """The report on a site; `sizes` has the bytes of every file by path, `readings` are all its texts."""
    states = {each.path: each for each in account.files}
    shown = [each for each in readings if each.path in states and states[each.path].state is State.PUBLISHED]
    held = in_state(account, State.HELD)
    pictures = {path: size for path, size in sizes.items() if path.lower().endswith(PICTURES)}
    months = _months(today)
    return Private(
        today=today,
        months=tuple(f"{MONTHS[month]} {year}" for year, month in months),
        teams=_teams(shown, readings, months, config),
        reviews=_reviews(shown, today),
        waiting=tuple(each for each in held if each.cause is Cause.SIGN_OFF),
        exemptions=account.exemptions,
        drafts=_old_drafts(readings, states, today),
        coming=_coming(account),
        weights=tuple(sorted(pictures.items(), key=lambda each: (-each[1], each[0]))[:HEAVIEST]),
        weight=sum(pictures.values()),
    )


def _coming(account: Account) -> tuple[FileAccount, ...]:
    waiting = in_state(account, State.SCHEDULED, State.EMBARGOED, State.HELD)
    return tuple(each for each in waiting if each.when)


def _months(today: date) -> list[tuple[int, int]]:
    """Year and month (from 0) of the last twelve months, that of `today` included, the oldest first."""
    count = today.year * 12 + today.month - 1
    return [divmod(each, 12) for each in range(count - MONTHS_SHOWN + 1, count + 1)]


def _teams(
    shown: Iterable[Reading], readings: Sequence[Reading], months: Sequence[tuple[int, int]], config: Config
) -> tuple[Team, ...]:
    known = rules(readings, config).teams
    names = {each.slug or slugify(each.title): each.title for each in readings if each.kind is Kind.TEAM}
    names |= {slug: each.name for slug, each in config.teams.items()}
    notes: dict[str, list[Reading]] = {}
    for note in (each for each in shown if each.kind is Kind.WEEKNOTE):
        for name in note.teams or ((note.slug,) if note.slug in known else (NO_TEAM,)):
            slug = known.get(slugify(name), slugify(name))
            names.setdefault(slug, name)
            notes.setdefault(slug, []).append(note)
    year, month = months[0]
    since = Week.of(date(year, month + 1, 1))
    teams = (Team(names[slug], _counted(found, months), _gaps(found, since)) for slug, found in notes.items())
    return tuple(sorted(teams, key=lambda each: (each.name == NO_TEAM, each.name.casefold())))


def _counted(notes: Iterable[Reading], months: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    days = (each.published.day for each in notes if each.published)
    found = Counter((day.year, day.month - 1) for day in days)  # months from 0, as in `_months`
    return tuple(found[month] for month in months)


def _gaps(notes: Iterable[Reading], since: Week) -> tuple[str, ...]:
    """The weeks without a note between two notes of a team, from the week `since` on."""
    spans = sorted((each.span for each in notes if each.span), key=lambda each: each.first)
    told: list[str] = []
    last = spans[0].last if spans else since
    for span in spans:
        first, end = max(last.plus(1), since), span.first.plus(-1)
        told += [_gap_words(first, end)] if first <= end else []
        last = max(last, span.last)
    return tuple(told)


def _gap_words(first: Week, last: Week) -> str:
    if first == last:
        return f"no note for week {first.number} of {first.year}"
    if first.year == last.year:
        return f"no note for weeks {first.number} to {last.number} of {first.year}"
    return f"no note from week {first.number} of {first.year} to week {last.number} of {last.year}"


def _reviews(shown: Iterable[Reading], today: date) -> tuple[Due, ...]:
    found = []
    for reading in shown:
        day = reading.fields.review_by
        if day and day <= today + SOON:
            words = f"was due on {short_day_words(day)}" if day < today else f"is due on {short_day_words(day)}"
            found.append(Due(reading.path, day, words))
    return tuple(sorted(found, key=lambda each: (each.day, each.path)))


def _old_drafts(readings: Iterable[Reading], states: Mapping[str, FileAccount], today: date) -> tuple[Due, ...]:
    """Drafts, and untouched ones, whose day is long past. One without a day cannot be told to be old."""
    found = []
    for reading in readings:
        is_draft = reading.fields.state == "draft" and reading.path in states
        if is_draft and reading.published and reading.published.day < today - OLD:
            day = reading.published.day
            found.append(Due(reading.path, day, f"a draft for {short_day_words(day)}"))
    return tuple(sorted(found, key=lambda each: (each.day, each.path)))
