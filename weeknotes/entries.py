"""The bytes of one content file -> `Reading`: front matter, path and folder put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from weeknotes import checks, claims, dialects, fields, gravity, markup, matter, paths, prompts
from weeknotes.checks.manuscript import Manuscript
from weeknotes.config import Config, Folder, Site
from weeknotes.dates import early_on
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Claim, Fields, Moment
from weeknotes.languages import base
from weeknotes.model import Kind, Reading
from weeknotes.text import shorten, slugify
from weeknotes.values import Record, replace
from weeknotes.weeks import Span

EXCERPT_LIMIT = 280  # characters, as long as an excerpt of the first paragraph may be
ENDINGS = (".md", ".markdown")
DRAFTS = "_drafts"  # Jekyll's folder for what is not to be published
PAGE_LAYOUTS = ("page", "home", "default")


class Place(Record):
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
    within, _, name = path.rpartition("/")
    # Only the index.md beside a file makes it a part: a folder may just be a year.
    index = next((each for ending in ENDINGS if (each := f"{within}/index{ending}") in all_paths), "")
    inside = folder.kind == Kind.CASE_STUDY and within != folder.path
    is_part = inside and name.rpartition(".")[0].casefold() not in paths.INDEXES
    return Place(path, folder, index if is_part else "", _named_folder(path) in headed)


def headed_folders(paths: Iterable[str]) -> frozenset[str]:
    """Every folder that has one of the texts `paths` below it, besides the one that stands for the folder."""
    found: set[str] = set()
    for path in paths:
        above = _named_folder(path).rpartition("/")[0]
        # Whatever is above a folder that was found is found already.
        while above and above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return frozenset(found)


def _named_folder(path: str) -> str:
    """The folder that a text stands for: ``housing`` for ``housing.md`` and ``housing/index.md``."""
    within, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    return within if stem.casefold() in paths.INDEXES else f"{within}/{stem}".lstrip("/")


def asked_of(config: Config) -> Config:
    """The settings without those that no reading depends on: a change of these has no text read anew."""
    return Config(site=config.site, markdown=config.markdown, sensitive=config.sensitive, checks=config.checks)


def read(data: bytes, where: Place, config: Config) -> Reading:
    """What the file at `where` says. Faults are in the reading's `problems`; nothing is raised."""
    text, decoding = matter.decode(data, where.path)
    # The text first, whatever it is: a fault of one step must not hide those of the next.
    split = matter.split(text, where.path)
    given, typing = _fields(split, where, ZoneInfo(config.site.timezone))
    body, strange = dialects.translate(split.body, where.path, split.body_line)
    facts = paths.read_path(where.path, where.folder)
    config = _spoken(config, _language(where, given, facts, config.site))
    marked = markup.read(body, config.markdown, where.path, split.body_line, given.title)
    span, weeks = _week(where, given, facts)
    lines = tuple(text.splitlines())
    written = Manuscript(where.path, where.kind, lines, split.body_line, given, marked, config, facts.day, span)
    looked, barriers = checks.run(written)
    told = (*decoding, *split.problems, *typing, *strange, *marked.problems, *facts.problems, *weeks, *looked)
    reading = _reading(written, where, facts)
    untouched = prompts.is_untouched(split.body)
    return _judged(replace(reading, untouched=untouched, problems=told, barriers=barriers), written, where, facts)


def _fields(split: matter.Matter, where: Place, zone: ZoneInfo) -> tuple[Fields, tuple[Problem, ...]]:
    given, typing = fields.read_fields(split, where.kind, zone, where.path)
    given, astray = _with_aliases(given, where.path)
    if DRAFTS in where.path.split("/"):
        given = replace(given, state=given.state or "draft")
    return given, (*typing, *astray)


def _language(where: Place, given: Fields, facts: paths.PathFacts, site: Site) -> str:
    return given.lang or facts.lang or where.folder.lang or site.language


def _reading(written: Manuscript, where: Place, facts: paths.PathFacts) -> Reading:
    """What a text says, before anything is said of it."""
    given, marked, site = written.fields, written.marked, written.config.site
    return Reading(
        path=where.path,
        kind=where.kind,
        fields=given,
        body=marked.body,
        links=marked.links,
        title=marked.title,
        excerpt=marked.excerpt or shorten(marked.body.text, EXCERPT_LIMIT),
        slug=slugify(given.slug) or facts.slug,
        published=given.date or _inferred_date(facts.day, written.span, ZoneInfo(site.timezone)),
        span=written.span,
        stated=any(claim.kind not in ("date", "name date") for claim in _claims(given, facts)),
        dated_name=facts.day is not None,
        month=facts.month,
        parent=where.parent,
        lang=_language(where, given, facts, site),
        **_belongings(where, given, facts, site),
    )


def _judged(reading: Reading, written: Manuscript, where: Place, facts: paths.PathFacts) -> Reading:
    """The reading with its problems as grave as this site takes them, and with what only all of it can tell."""
    reading = replace(reading, kind=_kind(reading, where))
    # What the site's settings make lighter keeps no text from being published, but for a missing date.
    reading = replace(reading, problems=gravity.weigh(reading.problems, written.config.checks))
    problems = (*reading.problems, *_missing(reading), *_lost_part(where, facts))
    return replace(reading, problems=_weighed(problems, reading.fields.state, written.body_line))


def _spoken(config: Config, lang: str) -> Config:
    """The settings for a text in language `lang`: what abbreviations stand for is told in no other."""
    if base(lang) == base(config.site.language):
        return config
    known = config.markdown.foreign.get(base(lang), {})
    return replace(config, markdown=replace(config.markdown, abbreviations=known))


def _kind(reading: Reading, where: Place) -> Kind:
    """What a text without a date is that lies among entries: it introduces the team whose folder it
    heads, or says by its layout that it is a page."""
    # A text at fault may have its date in the very line that is wrong.
    is_entry = reading.published or reading.span or reading.at_fault
    if is_entry or reading.kind not in (Kind.WEEKNOTE, Kind.POST):
        return reading.kind
    if where.heads and reading.slug:
        return Kind.TEAM
    layout = str(reading.fields.extra.get("layout", "")).casefold()
    return Kind.PAGE if layout in PAGE_LAYOUTS else reading.kind


def _with_aliases(given: Fields, path: str) -> tuple[Fields, tuple[Problem, ...]]:
    """The old addresses that lie inside the site, and a hint for each that does not."""
    inside = {each: _inside(each) for each in given.aliases}
    message = "This is no old address of this site and is ignored. An address begins with a slash: /2019/week-28/"
    line = given.lines.get("aliases", 0)
    outside = [each for each, address in inside.items() if not address]
    told = [Problem("field.aliases", Severity.WARNING, path, message, line, 0, each) for each in outside]
    return replace(given, aliases=tuple(filter(None, inside.values()))), tuple(told)


def _inside(alias: str) -> str:
    """An old address as a path from the top of the site; empty for one that leads out of it, or is its top."""
    plain = unquote(alias.partition("#")[0].partition("?")[0]).replace("\\", "/").strip()
    parts = [each for each in plain.split("/") if each]
    is_strange = "://" in plain or plain.startswith("//") or not plain.isprintable()
    if is_strange or not parts or any(each.strip(". ") == "" for each in parts):
        return ""
    return "/" + "/".join(parts) + ("/" if plain.endswith("/") else "")


def _lost_part(where: Place, facts: paths.PathFacts) -> tuple[Problem, ...]:
    if where.kind is not Kind.CASE_STUDY or not facts.part:
        return ()
    message = "This looks like a part of a case study, but its folder has no index.md. It stands alone."
    return (Problem("path.no-index", Severity.WARNING, where.path, message),)


def _weighed(problems: tuple[Problem, ...], state: str, body_line: int) -> tuple[Problem, ...]:
    """Errors of a draft are warnings: a draft keeps nobody's notes from being published.

    So are those in the body of what is withdrawn: nobody sees it any more, and what was wrong with it may be
    the very reason why it has to go at once.
    """
    begin = {"draft": 0, "withdrawn": body_line}.get(state)
    if begin is None:
        return problems
    return tuple(
        replace(each, severity=Severity.WARNING) if each.severity is Severity.ERROR and each.line >= begin else each
        for each in problems
    )


def _belongings(where: Place, given: Fields, facts: paths.PathFacts, site: Site) -> dict[str, Any]:
    folder = where.folder
    teams = given.teams or _one(facts.team or folder.team or site.default_team)
    # A blog that is read as it stands is one run of notes, whoever writes them.
    is_run = not (teams or folder.author) and not folder.is_standard
    return {
        "teams": teams,
        "themes": given.themes or _one(folder.theme),
        "authors": given.authors or _one(folder.author),
        "series": slugify(given.series or folder.series or ("weeknotes" if is_run else "")),
    }


def _inferred_date(day: date | None, span: Span | None, zone: ZoneInfo) -> Moment | None:
    """The day in the path, else the Friday of the week."""
    known = day or (span.last.friday if span else None)
    return Moment(early_on(known, zone), timed=False) if known else None


def _one(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _claims(given: Fields, facts: paths.PathFacts) -> Sequence[Claim]:
    """All that says which week it is. The day of a moment is that in the site's zone: 23:30 UTC may be tomorrow."""
    day = given.date.day if given.date else None
    is_day = [day and each.kind == "date" and each.day and not each.number for each in given.claims]
    typed = (replace(each, day=day) if moves else each for each, moves in zip(given.claims, is_day, strict=True))
    return (*typed, *facts.claims)


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
