"""Which state a file is in today: published, scheduled, embargoed, draft, withdrawn, held, or no content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from weeknotes import copies, digest, quiet, signoff, timetable
from weeknotes.config import Config, QuietPeriod, folder_of
from weeknotes.dates import day_words, early_on
from weeknotes.facts import Cause, Moment
from weeknotes.ledger import Ledger
from weeknotes.model import FileAccount, Kind, Reading, State
from weeknotes.text import count_words, slugify
from weeknotes.values import Record, field, replace

PLAIN = Config()
NOTHING_YET = Ledger()
# What a preview shows besides: drafts and what waits, but nothing with a fault.
PREVIEWED = (State.DRAFT, State.SCHEDULED, State.EMBARGOED)
PREVIEWED_CAUSES = (Cause.SIGN_OFF, Cause.QUIET_PERIOD, Cause.EMPTY)
PROFILES = (Kind.TEAM, Kind.THEME, Kind.PERSON)
# A text may be said in these fields alone.
LAID_OUT = ("layout", "redirect_to")
# The digest of a body that shows nothing. One without words may still show a film or a drawing.
NOTHING = ("", digest.of_bytes(b"\n"))
TELLING = ("summary", "takeaways", "lessons", "image", "numbers", "quotes", "at_a_glance", "story", "linked_posts")


class Clock(Record):
    """Now, in the site's time zone, and whether what is not public yet is shown (a preview)."""

    now: datetime
    drafts: bool = False

    def is_due(self, moment: Moment) -> bool:
        """Whether `moment` has come. A day without a time has come as soon as it begins."""
        # By timestamp: in the hour that the clocks repeat, times of one zone compare as they read.
        return moment.at.timestamp() <= self.now.timestamp() if moment.timed else moment.day <= self.now.date()


class Rules(Record):
    """What a site asks of a text: its settings, and who is meant by which name (slugs by the slugs of names).

    `people` is None where nobody has to sign anything off. `public` is what has been published
    (see `quiet.published`).
    """

    config: Config = PLAIN
    teams: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] | None = None
    public: frozenset[str] = frozenset()


def rules(readings: Sequence[Reading], config: Config, old: Ledger = NOTHING_YET) -> Rules:
    """The rules of a site with these `readings` and settings; whom it does not ask, it does not know."""
    declared = {slugify(each.name): each.slug for each in config.teams.values()}
    teams = declared | {slug: slug for slug in config.teams} | signoff.called(readings, Kind.TEAM)
    asks = any(each.sign_off != signoff.NONE for each in config.folders)
    return Rules(config, teams, signoff.called(readings, Kind.PERSON) if asks else None, quiet.published(old))


def judge_all(
    readings: Sequence[Reading], clock: Clock, config: Config = PLAIN, old: Ledger = NOTHING_YET
) -> dict[str, FileAccount]:
    """The states of all content files by path. A part of a case study is public no sooner than the study."""
    asked = rules(readings, config, old)
    alone = {reading.path: judge(reading, clock, asked) for reading in readings}
    alone |= {path: _copy(path, original) for path, original in copies.find(readings).items()}
    parents = {reading.path: alone[reading.parent] for reading in readings if reading.parent in alone}
    return {path: _below(account, parents.get(path)) for path, account in alone.items()}


def _copy(path: str, original: str) -> FileAccount:
    reason = f"a copy of {original}: delete it, or write a text of its own into it"
    return FileAccount(path, State.NOT_CONTENT, reason=reason, cause=Cause.COPY)


def _below(account: FileAccount, study: FileAccount | None) -> FileAccount:
    """The state of a part whose own is `account`, below that of its study."""
    if not study or study.state is State.PUBLISHED or account.state is not State.PUBLISHED:
        return account
    reason = study.reason if study.state is State.WITHDRAWN else f"it is a part of {study.path}, which is {study.state}"
    return replace(study, path=account.path, reason=reason, fix="")


def judge(reading: Reading, clock: Clock, asked: Rules | None = None) -> FileAccount:
    """The state of a content file by itself, with when and why; the address is not known yet."""
    given, asked = reading.fields, asked or Rules()
    if reading.untouched and given.state != "withdrawn":
        return _empty(reading, "it is still empty: it has the headings and questions it began with, and no words below")
    # The fault goes first: what a faulty header says of the state may be what is wrong with it.
    if reading.at_fault:
        why = "it has a fault that must be mended first"
        return FileAccount(reading.path, State.HELD, reason=why, cause=Cause.FAULT)
    if given.state == "withdrawn":
        since = day_words(given.withdrawn_on) if given.withdrawn_on else ""
        return FileAccount(reading.path, State.WITHDRAWN, when=since, reason=given.withdrawn_reason)
    if _says_nothing(reading):
        return _empty(reading, "it is still empty: there is no text in it")
    if given.state == "draft":
        return FileAccount(reading.path, State.DRAFT, reason="it is marked as a draft")
    return _unsigned(reading, asked) or _timed(reading, clock, asked)


def _empty(reading: Reading, reason: str) -> FileAccount:
    return FileAccount(reading.path, State.NOT_CONTENT, reason=reason, cause=Cause.EMPTY)


def _says_nothing(reading: Reading) -> bool:
    """Whether neither body nor front matter tells readers anything. Pages of other generators may be all layout."""
    given = reading.fields
    is_said = reading.body.digest not in NOTHING or any(getattr(given, name) for name in TELLING)
    return not is_said and reading.kind not in PROFILES and not any(name in given.extra for name in LAID_OUT)


def _unsigned(reading: Reading, asked: Rules) -> FileAccount | None:
    """The account of a text that waits for sign-off. A part is signed off with its study."""
    if reading.parent or asked.people is None:
        return None
    found = signoff.waits(reading, folder_of(reading.path, asked.config.folders), asked.people)
    if not found:
        return None
    return FileAccount(reading.path, State.HELD, reason=found.reason, cause=Cause.SIGN_OFF, fix=found.line)


def _timed(reading: Reading, clock: Clock, asked: Rules) -> FileAccount:
    """The account of a text with which all is well: public, or not before its time."""
    given, last = reading.fields, appears(reading)
    if last is None:
        return FileAccount(reading.path, State.PUBLISHED)
    until, period = last, None
    if asked.config.quiet_periods and not given.quiet_override:
        until, period = kept_quiet(reading, clock.now.date(), asked) or (last, None)
    if clock.is_due(until):
        return FileAccount(reading.path, State.PUBLISHED)
    waiting = FileAccount(
        reading.path,
        State.SCHEDULED,
        when=_when(until, clock),
        appears=timetable.build_words(until, asked.config.publication.timed_builds),
    )
    if period:
        reason = f"because of {period.reason}"
        return replace(waiting, state=State.HELD, cause=Cause.QUIET_PERIOD, reason=reason)
    if last is given.embargo_until:
        return replace(waiting, state=State.EMBARGOED, reason=_embargo_words(reading))
    return waiting


def kept_quiet(reading: Reading, today: date, asked: Rules) -> tuple[Moment, QuietPeriod] | None:
    """Until when a text is held by which quiet period, but for an override; None where none holds it."""
    last = appears(reading)
    if last is None:
        return None
    concerning = quiet.concerning(reading, asked.config.quiet_periods, asked.teams)
    # Nothing is old to a period that is over, or to come.
    in_one = any(each.first <= today <= each.last for each in concerning)
    comes = quiet.arrival(reading, last, today, asked.public) if in_one else last
    until, period = quiet.release(comes, concerning)
    return (until, period) if period else None


def appears(reading: Reading) -> Moment | None:
    """When a text is public by its own fields alone, whatever the site asks; None for one that always was."""
    due = (each for each in (_from(reading), reading.fields.embargo_until) if each)
    return max(due, key=lambda each: each.at.timestamp(), default=None)


def _embargo_words(reading: Reading) -> str:
    given = reading.fields
    parts = (f"by {given.embargo_by}" if given.embargo_by else "", given.embargo_reason)
    return ": ".join(filter(None, parts))


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
    """Whether the file has a page: published, a tombstone, or in a preview one that is not public yet."""
    if account.state in (State.PUBLISHED, State.WITHDRAWN):
        return True
    return clock.drafts and (account.state in PREVIEWED or account.cause in PREVIEWED_CAUSES)


def _when(moment: Moment, clock: Clock) -> str:
    days = (moment.day - clock.now.date()).days
    at = f" at {moment.at:%H:%M}" if moment.timed else ""
    return f"{day_words(moment.day)}{at}, {'in ' + count_words(days, 'day') if days else 'today'}"


def moments(readings: Iterable[Reading], config: Config = PLAIN) -> tuple[Moment, ...]:
    """Every point in time at which one of `readings` may appear, and the beginning and end of quiet periods."""
    given = (each for reading in readings for each in (_from(reading), reading.fields.embargo_until))
    zone = ZoneInfo(config.site.timezone)
    ends = (day for each in config.quiet_periods for day in (each.first, each.last + timedelta(days=1)))
    return (*(moment for moment in given if moment), *(Moment(early_on(day, zone), timed=False) for day in ends))
