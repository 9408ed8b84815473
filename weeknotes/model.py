"""The values that flow through a build, all frozen and finished when made.

    bytes of a file -> Reading          what the file says by itself
    all Readings    -> Entry            Card (what other pages show of it), Body, links
    all Entries     -> Page             one file of the site, with all that it shows

Texts are plain text unless a name says ``html``. Days are days in the site's time zone;
moments carry that zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from weeknotes.errors import Problem, Severity
from weeknotes.facts import Barrier, Cause, Exemption, Fields, Moment
from weeknotes.shots import Rendition, Shot
from weeknotes.values import Record, field
from weeknotes.weeks import Span, Week

# Adults read about 238 words of plain prose a minute (Brysbaert 2019), and somewhat less of figures and lists.
WORDS_A_MINUTE = 220


def minutes(words: int) -> int:
    """How long it takes to read so many words, in minutes."""
    return max(1, round(words / WORDS_A_MINUTE))


class Kind(StrEnum):
    """What a content file is."""

    WEEKNOTE = "weeknote"
    CASE_STUDY = "case study"
    PART = "part"
    POST = "post"
    PAGE = "page"
    TEAM = "team"
    THEME = "theme"
    PERSON = "person"
    FILES = "files"

    @property
    def dated(self) -> bool:
        """Whether this kind is an entry: a dated item that lists and feeds show."""
        return self in (Kind.WEEKNOTE, Kind.CASE_STUDY, Kind.POST)


class State(StrEnum):
    """What becomes of a file; every file is in exactly one state."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    EMBARGOED = "embargoed"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    HELD = "held"
    NOT_CONTENT = "not content"


class Link(Record):
    """A link or image in a body, as typed.

    `kind` is ``link``, ``wiki`` (``[[Title]]``) or ``image``. `sentence` is the plain text of the
    sentence it stands in, for backlinks. `line` counts from 1 in the file.
    """

    kind: str
    target: str
    text: str
    sentence: str = ""
    line: int = 0


class Heading(Record):
    """A heading of a body: `level` from 2 (the page's title is the only 1), `id` unique in the body."""

    level: int
    id: str
    text: str


class Body(Record):
    """Safe HTML with marks that `markup.fill` replaces: link targets, id prefix, heading levels.

    `text` is the same in plain words, `digest` names both: a body may travel without them. `abbreviations` are
    those of the site's list that it uses.
    """

    html: str = ""
    text: str = ""
    headings: tuple[Heading, ...] = ()
    words: int = 0
    digest: str = ""
    abbreviations: tuple[str, ...] = ()


class Reading(Record):
    """What one content file says by itself, with what its path and its folder add.

    `title` is empty where the text has none. `published` is the day or moment that it says it was
    published, `span` the week or weeks it is about. `dated_name` tells that the file's own name carries
    its date, `month` that it names a month alone, `stated` that the week was stated and not worked out from
    the date.
    `parent` is the path of the case study that it is a part of. `untouched` tells that it is as a scaffold made it.
    """

    path: str
    kind: Kind
    fields: Fields
    body: Body
    links: tuple[Link, ...]
    title: str
    excerpt: str
    slug: str
    teams: tuple[str, ...]
    themes: tuple[str, ...]
    authors: tuple[str, ...]
    series: str
    lang: str
    published: Moment | None = None
    span: Span | None = None
    stated: bool = False
    dated_name: bool = False
    month: bool = False
    parent: str = ""
    untouched: bool = False
    problems: tuple[Problem, ...] = ()
    barriers: tuple[Barrier, ...] = ()

    @property
    def at_fault(self) -> bool:
        """Whether an error keeps this file from being published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


class Term(Record):
    """A team, theme, tag, person or project that entries refer to, and where its page is.

    `kind` is ``team``, ``theme``, ``tag``, ``person``, ``project``; `lang` that of a name in another than the site's.
    """

    kind: str
    slug: str
    name: str
    address: str
    lang: str = ""


class Card(Record):
    """What lists, feeds and neighbours show of an entry; everything but its text.

    `id` is the identity (``weeknote/housing/2019-w28``), `uri` the feed id made of it (RFC 4151).
    `address` is relative to the site, without a leading slash. `label` is the week as its series
    counts it ("Week 28", "#12"), `when` the days it covers in words; both empty for other kinds.
    """

    id: str
    uri: str
    kind: Kind
    path: str
    address: str
    title: str
    summary: str
    lang: str
    label: str = ""
    when: str = ""
    span: Span | None = None
    published: Moment | None = None
    updated: Moment | None = None
    event_date: date | None = None
    authors: tuple[Term, ...] = ()
    contributors: tuple[Term, ...] = ()
    teams: tuple[Term, ...] = ()
    themes: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    projects: tuple[Term, ...] = ()
    series: str = ""
    parent: str = ""
    image: Shot | None = None
    takeaways: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    minutes: int = 1
    draft: bool = False

    @property
    def week(self) -> Week | None:
        """The week it is filed under: the last one it covers."""
        return self.span.last if self.span else None

    @property
    def full_title(self) -> str:
        """The title with the week and team wherever the title alone would not tell them."""
        parts = [self.teams[0].name if self.teams else "", self.label]
        missing = [part for part in parts if part and part.casefold() not in self.title.casefold()]
        return f"{self.title} ({', '.join(missing)})" if missing and self.label else self.title


class Chosen(Record):
    """An entry (by id) or an outside URL that a writer pointed at, with why; `place` is the heading it is about."""

    entry: str
    reason: str
    url: str = ""
    place: str = ""


class Entry(Record):
    """A content file that is part of the site.

    `targets` are where its `links` lead, one for one; `lead` is its lead image. `story` and `linked`
    are the entries that its writer chose; `translation_of` is the id of the same text in another language.
    """

    card: Card
    body: Body
    links: tuple[Link, ...]
    targets: tuple[Target, ...]
    fields: Fields
    lead: Target | None = None
    story: tuple[Chosen, ...] = ()
    linked: tuple[Chosen, ...] = ()
    translation_of: str = ""
    withdrawn: bool = False
    barriers: tuple[Barrier, ...] = ()


class Target(Record):
    """Where a link of a body leads: an address in the site or an absolute URL.

    `address` is relative to the site, fragment included, unless `outside`. `entry` is the id of the
    entry that it leads to, `source` the path of the file. Images carry their size in pixels and their renditions.
    """

    address: str
    outside: bool = False
    width: int = 0
    height: int = 0
    entry: str = ""
    source: str = ""
    renditions: tuple[Rendition, ...] = ()


class Page(Record):
    """One file of the site with everything that it shows.

    `file` is its path below the output folder, `maker` the way it is made (a key of
    `render.MAKERS`), `shows` the values it is made of, `bodies` the ids of the entries
    whose text it shows and `targets` where the links of each of these lead.
    """

    file: str
    maker: str
    template: str = ""
    shows: Mapping[str, Any] = field(default_factory=dict)
    bodies: tuple[str, ...] = ()
    targets: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    source: str = ""


class FileAccount(Record):
    """What became of one file under the content folders: `when` is its week, or until when it waits; `appears`
    the build with which it comes; `fix` the line to type or the name to give, where that is all it needs."""

    path: str
    state: State
    url: str = ""
    when: str = ""
    reason: str = ""
    cause: Cause | None = None
    fix: str = ""
    appears: str = ""


class Account(Record):
    """The account of a build: every file exactly once, every problem, every exception in force. The errors of
    the files in `quarantined` keep these files back, and not the site."""

    files: tuple[FileAccount, ...]
    problems: tuple[Problem, ...]
    written: int = 0
    removed: int = 0
    unchanged: int = 0
    exemptions: tuple[Exemption, ...] = ()
    quarantined: tuple[str, ...] = ()
