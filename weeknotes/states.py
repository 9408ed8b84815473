"""Which state a file is in today: published, scheduled, draft, withdrawn or held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from weeknotes.dates import day_words
from weeknotes.facts import Moment
from weeknotes.model import FileAccount, Reading, State
from weeknotes.text import count_words


@dataclass(frozen=True, slots=True)
class Clock:
    """Now, in the site's time zone, and whether drafts and scheduled entries are shown (a preview)."""

    now: datetime
    drafts: bool = False

    def is_due(self, moment: Moment) -> bool:
        """Whether `moment` has come. A day without a time has come as soon as it begins."""
        # By timestamp: in the hour that the clocks repeat, times of one zone compare as they read.
        return moment.at.timestamp() <= self.now.timestamp() if moment.timed else moment.day <= self.now.date()


def judge_all(readings: Sequence[Reading], clock: Clock) -> dict[str, FileAccount]:
    """The states of all content files by path. A part of a case study is public no sooner than the study."""
    alone = {reading.path: judge(reading, clock) for reading in readings}
    parents = {reading.path: alone[reading.parent] for reading in readings if reading.parent in alone}
    return {path: _below(account, parents.get(path)) for path, account in alone.items()}


def _below(account: FileAccount, study: FileAccount | None) -> FileAccount:
    """The state of a part whose own is `account`, below that of its study."""
    if not study or study.state is State.PUBLISHED or account.state is not State.PUBLISHED:
        return account
    reason = study.reason if study.state is State.WITHDRAWN else f"it is a part of {study.path}, which is {study.state}"
    return replace(study, path=account.path, reason=reason)


def judge(reading: Reading, clock: Clock) -> FileAccount:
    """The state of a content file by itself, with when and why; the address is not known yet."""
    given = reading.fields
    # The fault goes first: what a faulty header says of the state may be what is wrong with it.
    if reading.at_fault:
        return FileAccount(reading.path, State.HELD, reason="it has a fault that must be mended first")
    if given.state == "withdrawn":
        return FileAccount(reading.path, State.WITHDRAWN, reason=given.withdrawn_reason)
    if given.state == "draft":
        return FileAccount(reading.path, State.DRAFT, reason="it is marked as a draft")
    later = [each for each in (given.embargo_until, _from(reading)) if each and not clock.is_due(each)]
    if later:
        last = max(later, key=lambda each: each.at.timestamp())
        return FileAccount(reading.path, State.SCHEDULED, when=_when(last, clock))
    return FileAccount(reading.path, State.PUBLISHED)


def _from(reading: Reading) -> Moment | None:
    """From when an entry is public. One that names only its week or month is public as soon as that begins."""
    # The date of a page or a profile tells of its subject; only an embargo keeps one back.
    if not reading.kind.dated:
        return None
    if reading.fields.date or not reading.published:
        return reading.published
    # The inferred day is the Friday or the last of the month, but notes are often written, and built, before.
    if reading.month:
        return Moment(reading.published.at.replace(day=1), timed=False)
    if reading.dated_name or not reading.span:
        return reading.published
    monday = datetime.combine(reading.span.last.monday, reading.published.at.timetz())
    return Moment(monday, timed=False)


def has_page(account: FileAccount, clock: Clock) -> bool:
    """Whether the file has a page: published, a tombstone, or in a preview a draft or scheduled one."""
    if account.state in (State.PUBLISHED, State.WITHDRAWN):
        return True
    return clock.drafts and account.state in (State.DRAFT, State.SCHEDULED)


def _when(moment: Moment, clock: Clock) -> str:
    days = (moment.day - clock.now.date()).days
    at = f" at {moment.at:%H:%M}" if moment.timed else ""
    return f"{day_words(moment.day)}{at}, {'in ' + count_words(days, 'day') if days else 'today'}"


def moments(readings: Iterable[Reading]) -> tuple[Moment, ...]:
    """Every point in time at which one of `readings` becomes public."""
    given = (each for reading in readings for each in (_from(reading), reading.fields.embargo_until))
    return tuple(moment for moment in given if moment)
