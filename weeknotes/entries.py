"""The bytes of one content file -> `Reading`: front matter, path and folder put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from weeknotes import claims, dialects, fields, markup, matter, paths
from weeknotes.config import Config, Folder, Site
from weeknotes.dates import at_noon
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Claim, Fields, Moment
from weeknotes.model import Kind, Reading
from weeknotes.text import slugify
from weeknotes.weeks import Span

ENDINGS = (".md", ".markdown")
DRAFTS = "_drafts"  # Jekyll's folder for what is not to be published
PAGE_LAYOUTS = ("page", "home", "default")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a content file lies: its folder of the configuration and, for a part, its case study's path.

    `heads` tells that a folder of its name holds other texts: ``housing.md`` or ``housing/index.md``.
    """

    path: str
    folder: Folder
    parent: str = ""
    heads: bool = False

    @property
    def kind(self) -> Kind:
        """What the file is, judged by where it lies."""
        return Kind.PART if self.parent else Kind(self.folder.kind)


def place(path: str, folder: Folder, all_paths: frozenset[str], headed: frozenset[str] = frozenset()) -> Place:
    """Where `path` lies. A file beside the ``index.md`` of a case study is a part of it.

    `headed` are the folders with texts in them, see `headed_folders`.
    """
    within = path.rpartition("/")[0]
    index = f"{within}/index.md"
    is_part = folder.kind == Kind.CASE_STUDY and within != folder.path and path != index and index in all_paths
    return Place(path, folder, index if is_part else "", _named_folder(path) in headed)


def headed_folders(paths: Iterable[str]) -> frozenset[str]:
    """Every folder that has one of the texts `paths` below it, besides the one that stands for the folder."""
    found: set[str] = set()
    for path in paths:
        above = PurePosixPath(_named_folder(path)).parents
        found.update(each.as_posix() for each in above)
    return frozenset(found)


def _named_folder(path: str) -> str:
    """The folder that a text stands for: ``housing`` for ``housing.md`` and ``housing/index.md``."""
    within, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    return within if stem.casefold() in paths.INDEXES else f"{within}/{stem}".lstrip("/")


def read(data: bytes, where: Place, config: Config) -> Reading:
    """What the file at `where` says. Faults are in the reading's `problems`; nothing is raised."""
    text, decoding = matter.decode(data, where.path)
    split = matter.split(text, where.path)
    zone = ZoneInfo(config.site.timezone)
    given, typing = fields.read_fields(split, where.kind, zone, where.path)
    if DRAFTS in where.path.split("/"):
        given = replace(given, state=given.state or "draft")
    body, strange = dialects.translate(split.body, where.path, split.body_line)
    marked = markup.read(body, config.markdown, where.path, split.body_line, given.title)
    facts = paths.read_path(where.path, where.folder)
    span, weeks = _week(where, given, facts)
    reading = Reading(
        path=where.path,
        kind=where.kind,
        fields=given,
        body=marked.body,
        links=marked.links,
        title=marked.title,
        excerpt=marked.excerpt,
        slug=slugify(given.slug) or facts.slug,
        published=given.date or _inferred_date(facts.day, span, zone),
        span=span,
        stated=any(claim.kind not in ("date", "name date") for claim in _claims(given, facts)),
        dated_name=facts.day is not None,
        parent=where.parent,
        problems=(*decoding, *split.problems, *typing, *strange, *marked.problems, *facts.problems, *weeks),
        **_belongings(where, given, facts, config.site),
    )
    reading = replace(reading, kind=_kind(reading, where))
    return replace(reading, problems=_weighed((*reading.problems, *_missing(reading)), given.state == "draft"))


def _kind(reading: Reading, where: Place) -> Kind:
    """What a text without a date is that lies among entries: it introduces the team whose folder it
    heads, or says by its layout that it is a page."""
    is_entry = reading.published or reading.span or reading.at_fault
    if is_entry or reading.kind not in (Kind.WEEKNOTE, Kind.POST):
        return reading.kind
    if where.heads and reading.slug:
        return Kind.TEAM
    layout = str(reading.fields.extra.get("layout", "")).casefold()
    return Kind.PAGE if layout in PAGE_LAYOUTS else reading.kind


def _weighed(problems: tuple[Problem, ...], is_draft: bool) -> tuple[Problem, ...]:
    """Errors of a draft are warnings: a draft keeps nobody's notes from being published."""
    if not is_draft:
        return problems
    errors = Severity.ERROR
    return tuple(replace(each, severity=Severity.WARNING) if each.severity is errors else each for each in problems)


def _belongings(where: Place, given: Fields, facts: paths.PathFacts, site: Site) -> dict[str, Any]:
    folder = where.folder
    return {
        "teams": given.teams or _one(facts.team or folder.team or site.default_team),
        "themes": given.themes or _one(folder.theme),
        "authors": given.authors or _one(folder.author),
        "series": slugify(given.series or folder.series),
        "lang": given.lang or facts.lang or folder.lang or site.language,
    }


def _inferred_date(day: date | None, span: Span | None, zone: ZoneInfo) -> Moment | None:
    """The day in the path, else the Friday of the week."""
    known = day or (span.last.friday if span else None)
    return Moment(at_noon(known, zone), timed=False) if known else None


def _one(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _claims(given: Fields, facts: paths.PathFacts) -> Sequence[Claim]:
    return (*given.claims, *facts.claims)


def _week(where: Place, given: Fields, facts: paths.PathFacts) -> tuple[Span | None, tuple[Problem, ...]]:
    if where.kind is not Kind.WEEKNOTE:
        return None, ()
    return claims.decide(_claims(given, facts), where.path)


def _missing(reading: Reading) -> tuple[Problem, ...]:
    """What an entry cannot do without: a weeknote its week, a post its date."""
    if reading.at_fault or not reading.kind.dated or reading.published or reading.fields.state == "draft":
        return ()
    is_note = reading.kind is Kind.WEEKNOTE
    what = "which week this note is about" if is_note else f"when this {reading.kind} was published"
    return (
        Problem(
            "date.missing",
            Severity.ERROR,
            reading.path,
            f"Nothing says {what}: there is no date in the file or in its name.",
            line=1,
            suggestion="date: 2026-07-10",
        ),
    )
