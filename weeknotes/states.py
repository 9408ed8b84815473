"""Which state a file is in today: published, scheduled, draft, withdrawn or held."""

from __future__ import annotations

from dataclasses import dataclass
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
        return moment.at <= self.now if moment.timed else moment.day <= self.now.date()


def judge(reading: Reading, clock: Clock) -> FileAccount:
    """The state of a content file, with when and why; the address is not known yet."""
    given = reading.fields
    if reading.at_fault:
        return FileAccount(reading.path, State.HELD, reason="it has a fault that must be mended first")
    if given.state == "withdrawn":
        return FileAccount(reading.path, State.WITHDRAWN, reason=given.withdrawn_reason)
    if given.state == "draft":
        return FileAccount(reading.path, State.DRAFT, reason="it is marked as a draft")
    later = [each for each in (given.embargo_until, _from(reading)) if each and not clock.is_due(each)]
    if later and reading.kind.dated:
        return FileAccount(reading.path, State.SCHEDULED, when=_when(max(later, key=lambda each: each.at), clock))
    return FileAccount(reading.path, State.PUBLISHED)


def _from(reading: Reading) -> Moment | None:
    """From when an entry is public. A note that names only its week is public as soon as the week begins."""
    if reading.fields.date or reading.dated_name or not reading.span or not reading.published:
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
