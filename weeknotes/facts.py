"""What front matter says, with types: `Fields` and the records that it is made of; and why a file waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from weeknotes.values import Record, field
from weeknotes.weeks import Span


class Moment(Record):
    """A point in time in the site's zone; `timed` is false where only a day was given."""

    at: dt.datetime
    timed: bool

    @property
    def day(self) -> dt.date:
        """The day in the site's time zone."""
        return self.at.date()


class Picture(Record):
    """A lead image: `src` as typed (a path beside the text, or from the site's folder)."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Figure(Record):
    """One number of a case study, with where it comes from ("number" in front matter)."""

    value: str
    what: str
    unit: str = ""
    before: str = ""
    date: str = ""
    source: str = ""


class Quote(Record):
    """What a person said. `name` may be empty where only the role may be told."""

    text: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    consent: str = ""


class Fact(Record):
    """A line of the at-a-glance box: ``Partners``: ``Larkfield Homes, the council``."""

    label: str
    value: str


class Reason(Record):
    """A link that a writer chose, with why it is worth following (``story``, ``linked_posts``)."""

    target: str
    reason: str = ""
    line: int = 0


class Allow(Record):
    """A recorded exception to a check; `reason` is demanded."""

    check: str
    text: str
    reason: str


class Override(Record):
    """Who decided that an entry appears in a quiet period all the same, and why; both are demanded."""

    by: str
    reason: str


class Cause(StrEnum):
    """Why a file is held or is no content, where something can be done about it."""

    FAULT = "fault"
    SIGN_OFF = "sign-off"
    QUIET_PERIOD = "quiet period"
    EMPTY = "empty"
    COPY = "copy"
    NAME = "name"
    FOLDER = "folder"
    FORMAT = "format"


class Exemption(Record):
    """An exception that is in force, as the report lists it.

    `what` is the name of a check, or ``quiet period``; `text` the words that the check lets pass, or the
    reason of the period. `by` is who decided, where that is recorded.
    """

    path: str
    what: str
    reason: str
    text: str = ""
    by: str = ""
    line: int = 0


class Barrier(Record):
    """What a check found in a text, whatever the site makes of it: the check's `code`, how often, and how often an
    exception of the text lets it pass."""

    code: str
    number: int
    allowed: int = 0


class Claim(Record):
    """One thing that says which week a note is about.

    `kind` is one of ``week``, ``week_commencing``, ``week_ending``, ``covers``, ``date``,
    ``name`` (a week in the file name), ``name date``, ``folder`` (a week in the path).
    `span` is None where the claim names a week number alone; `number` is that number.
    """

    kind: str
    found: str
    span: Span | None = None
    number: int = 0
    day: dt.date | None = None
    line: int = 0


class Fields(Record):
    """Front matter with types; what was not given is empty. Names are as typed, not yet resolved."""

    title: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    lang: str = ""
    image: Picture | None = None
    date: Moment | None = None
    updated: Moment | None = None
    embargo_until: Moment | None = None
    embargo_by: str = ""
    embargo_reason: str = ""
    event_date: dt.date | None = None
    review_by: dt.date | None = None
    claims: tuple[Claim, ...] = ()
    series: str = ""
    episode: str = ""
    takeaways: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    numbers: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    at_a_glance: tuple[Fact, ...] = ()
    story: tuple[Reason, ...] = ()
    linked_posts: tuple[Reason, ...] = ()
    state: str = ""
    withdrawn_reason: str = ""
    withdrawn_on: dt.date | None = None
    reviewed_by: tuple[str, ...] = ()
    quiet_override: Override | None = None
    id: str = ""
    slug: str = ""
    aliases: tuple[str, ...] = ()
    feed_id: str = ""
    translation_of: str = ""
    ref: str = ""
    allow: tuple[Allow, ...] = ()
    role: str = ""
    organisation: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
