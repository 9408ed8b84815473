"""New sites and new entries: what ``init`` and ``new`` write. Nothing that is there already is changed.

The texts of a new site lie in ``starter/site``, those of single entries in ``starter/new``. `next_note` says
what the next note of a series looks like.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from string import Template

from weeknotes import (
    __version__,
    accounts,
    formats,
    identity,
    next_note,
    prompts,
    sequels,
    sources,
    store,
    terms,
    toml,
    workshop,
)
from weeknotes.config import Config, Folder
from weeknotes.errors import MeaningError, Problem, Severity, SiteError, UsageError
from weeknotes.memory import Memory
from weeknotes.model import Kind, Reading
from weeknotes.past import Wish
from weeknotes.text import for_xml, join_words, nearest, plain_spaces, slugify
from weeknotes.values import Record, replace
from weeknotes.weeks import Span, Week

STARTER = Path(__file__).parent / "starter"
KINDS = {"weeknote": Kind.WEEKNOTE, "case-study": Kind.CASE_STUDY, "post": Kind.POST, "page": Kind.PAGE}
TITLE = "Our weeknotes"
FIRST_STUDY = [("title", "Our first case study: say the point here"), ("team", "our-team")]
# Files of a new site that are called otherwise in the package: hidden there, they would take effect.
HIDDEN = ("gitignore", "github/")
# What GitHub writes into a new repository; where it is there, it stays, and the steps to publish go beside it.
THEIRS = {"README.md": "PUBLISHING.md", ".gitignore": ""}


class _Text(Template):
    """A text with places such as ``§title``: the dollar sign has a meaning in workflows."""

    delimiter = "§"


def init(folder: Path, title: str = "", repository: str = "", today: date | None = None) -> tuple[Path, ...]:
    """Start a site in `folder`, which need not be there yet, and tell the files written.

    `repository` is ``owner/name`` on GitHub, from which the address of the site follows. The first note is
    that of the week of `today`. A README.md or .gitignore that is there already stays. Raises UsageError for a
    repository that cannot be one, and SiteError where files of the site are there already; then nothing is written.
    """
    day = today or datetime.now().astimezone().date()
    values = _values(plain_spaces(for_xml(title)) or TITLE, _repository(repository), day)
    # All texts are made and all places looked at before the first file is written.
    texts = {_final(path, values): _read(f"site/{path}", values) for path in _starters()}
    study = _other_text("case-study", [*FIRST_STUDY, ("date", day.isoformat())])
    texts["content/case-studies/first-case-study.md"] = study
    for path, beside in THEIRS.items():
        if (folder / path).is_file():
            texts |= {beside: texts.pop(path)} if beside else {}
            texts.pop(path, None)
    if blocked := sorted({path for each in texts if (path := _obstacle(folder, each))}):
        told = f"Already there: {join_words(blocked)}. A new site overwrites nothing: choose an empty folder."
        raise SiteError(Problem("scaffold.in-the-way", Severity.ERROR, "", told))
    return tuple(_write(folder, path, texts[path]) for path in sorted(texts))


def _starters() -> tuple[str, ...]:
    return sources.every_file(STARTER / "site", [])


def _read(name: str, values: Mapping[str, str]) -> str:
    return _Text((STARTER / name).read_text(encoding="utf-8")).substitute(values)


def _final(path: str, values: Mapping[str, str]) -> str:
    """Where a starter file goes in the site."""
    if path == "content/weeknotes/first-note.md":
        return f"content/weeknotes/{values['year']}/{values['note_name']}"
    return f".{path}" if path.startswith(HIDDEN) else path


def _repository(text: str) -> str:
    try:
        return formats.repository(text) if text.strip() else ""
    except MeaningError as error:
        better = error.suggestion or "example-council/notes"
        raise UsageError(f"The repository {error}, such as {better}.") from error


def _values(title: str, repository: str, today: date) -> dict[str, str]:
    """What stands in the places of the starter texts."""
    week = Week.of(today)
    owner, _, name = repository.partition("/")
    host = f"{owner}.github.io".lower()
    # With the day, since an owner may have several sites at one host.
    authority = f"{host},{today}" if repository else ""
    url = f"https://{host}/" + ("" if name.lower() == host else f"{name}/") if repository else ""
    return {
        "title": sequels.as_markdown(title),
        "quoted_title": toml.quote(title),
        "url": _setting("url", url, "https://notes.example.org/"),
        "id_authority": _setting("id_authority", authority, "notes.example.org,2026"),
        "repository": _setting("repository", repository, "example-council/notes"),
        "repository_path": repository or "OWNER/NAME",
        "version": __version__,
        "today": today.isoformat(),
        "year": str(week.year),
        "next_year": str(week.year + 1),
        "note_name": sequels.standard_name(week, "our-team"),
        "next_name": sequels.standard_name(week.plus(1), "our-team"),
        "next_friday": week.plus(1).friday.isoformat(),
    }


def _setting(name: str, value: str, sample: str) -> str:
    return f"{name} = {toml.quote(value)}" if value else f"# {name} = {toml.quote(sample)}"


def _obstacle(folder: Path, path: str) -> str:
    """What is in the way of a new file at `path`: that file, or a file where a folder is needed."""
    above = [folder / each for each in reversed(Path(path).parents)]
    files = [each for each in above if os.path.lexists(each) and not each.is_dir()]
    blocked = [*files, *([folder / path] if os.path.lexists(folder / path) else [])]
    return blocked[0].relative_to(folder).as_posix() if blocked else ""


def _write(site: Path, path: str, text: str) -> Path:
    target = site / path
    if os.path.lexists(target):
        told = "This file is there already. It was left as it is."
        raise SiteError(Problem("scaffold.exists", Severity.ERROR, path, told))
    try:
        # Mode "x": should the file have appeared just now, it is not overwritten either.
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        told = f"This file cannot be written: {error.strerror}."
        raise SiteError(Problem("scaffold.unwritable", Severity.ERROR, path, told)) from error
    return target


class _Shelf(Record):
    """All that a site has, drafts too, and in which folder of the configuration each text lies."""

    config: Config
    readings: tuple[Reading, ...]
    folders: Mapping[str, Folder]
    terms: terms.Terms
    identities: Mapping[str, identity.Identity]


class _Wanted(Record):
    """The new entry as asked for; `team` is a slug or empty, `style` a key of `prompts.STYLES` or empty."""

    kind: Kind
    today: date
    team: str
    author: str
    title: str
    style: str


def new(
    site: Path, kind: str, today: date, team: str = "", author: str = "", title: str = "", *, style: str = ""
) -> Path:
    """Start an entry as a draft in `site`, and tell its file.

    `kind` is ``weeknote``, ``case-study``, ``post`` or ``page``; all but weeknotes need a `title`. A
    weeknote is that of the week after the last one of its series, or of this week where that has not
    begun; it asks what the notes before it answered, and reminds of what the last one promised. A
    `style` (a key of `prompts.STYLES`) asks other things: it is for those who are stuck, never needed.

    Raises UsageError where it is unclear what is wanted, SiteError where that entry is there already.
    """
    if kind not in KINDS:
        raise UsageError(f"There is no kind “{kind}”. Say {join_words(tuple(KINDS), 'or')}.")
    if style and style not in prompts.STYLES:
        raise UsageError(f"There is no style “{style}”. Say {join_words(tuple(prompts.STYLES), 'or')}.")
    shelf = _look(site, today)
    owner = _team(shelf, team, is_needed=kind == "weeknote")
    author, title = (plain_spaces(for_xml(each)) for each in (author, title))
    wanted = _Wanted(KINDS[kind], today, owner, author, title, style)
    path, text = _next_note(shelf, wanted) if kind == "weeknote" else _other(shelf, wanted, kind)
    return _write(site, path, text)


def _look(site: Path, today: date) -> _Shelf:
    wish = Wish(site, site / "output", datetime.combine(today, time(12), UTC))
    with store.nowhere() as opened:
        shop = workshop.Workshop(wish, Memory(opened))
        config, _ = shop.configure()
        files = [each for each in sources.scan(site, config.folders, [wish.output]) if accounts.is_text(each)]
        # Drafts too: the note of the week before may be waiting to be read.
        light = shop.read(files, config)
        words = shop.bodies(each.body.digest for each in light)
    readings = [replace(each, body=words[each.body.digest]) for each in light]
    known, _ = terms.gather(readings, config)
    identities, _ = identity.settle(readings, known, config)
    folders = {each.path: each.folder for each in files if each.folder}
    return _Shelf(config, tuple(readings), folders, known, identities)


def _team(shelf: _Shelf, name: str, is_needed: bool) -> str:
    """The slug of the team that is named or goes without saying."""
    known = sorted({term.slug for term in shelf.terms.known.values() if term.kind == "team"})
    name = name or (shelf.config.site.default_team if is_needed else "")
    if name:
        return _named_team(shelf, name, known)
    if is_needed and len(known) > 1:
        raise UsageError(f"Whose note is it? Write --team and one of {join_words(known, 'or')}.")
    return known[0] if is_needed and known else ""


def _named_team(shelf: _Shelf, name: str, known: Sequence[str]) -> str:
    if found := shelf.terms.of("team", [name]):
        return found[0].slug
    # A team needs no file, so a new name is a new team, unless it looks like a slip.
    if near := nearest(slugify(name), known):
        raise UsageError(f"No team is called “{name}”. Did you mean {near}?")
    return slugify(name)


def _other(shelf: _Shelf, wanted: _Wanted, kind: str) -> tuple[str, str]:
    """Path and text of a case study, a post or a page."""
    slug = slugify(wanted.title)
    if not slug:
        raise UsageError(f"A {wanted.kind} needs a title: add --title and its words in quotation marks.")
    # Where all have a day in their names, as in older blogs, the new one gets one too.
    others = [each for each in shelf.readings if each.kind is wanted.kind]
    dated = bool(others) and all(each.dated_name for each in others)
    folder = sequels.folder_for(shelf.config, wanted.kind, wanted.team)
    fields = [("title", wanted.title), ("team", wanted.team), ("author", wanted.author)]
    day = [("date", wanted.today.isoformat())] if wanted.kind.dated else []
    return f"{folder.path}/{f'{wanted.today}-' if dated else ''}{slug}.md", _other_text(kind, [*fields, *day])


def _other_text(kind: str, fields: Sequence[tuple[str, str]]) -> str:
    asked = {"case-study": prompts.case_study(), "post": prompts.POST, "page": prompts.PAGE}
    return _read(f"new/{kind}.md", {"header": sequels.header(fields), "prompts": asked[kind].rstrip()})


def _next_note(shelf: _Shelf, wanted: _Wanted) -> tuple[str, str]:
    """Path and text of the next note of a series. Raises SiteError where that note is there."""
    notes = _series(shelf, wanted)
    week = next_note.next_week(notes, wanted.today)
    for note in notes:
        if note.span and note.span.holds(Span.of(week)):
            told = f"This is the note for {week} already: carry on with it. A series has one note a week."
            raise SiteError(Problem("scaffold.exists", Severity.ERROR, note.path, told))
    # A note that is ready for a later week says nothing of what came before this one.
    notes = [each for each in notes if each.span and each.span.last < week]
    owner = wanted.team or slugify(wanted.author)
    folder = shelf.folders[notes[-1].path] if notes else sequels.folder_for(shelf.config, wanted.kind, wanted.team)
    asked = sequels.Asked(week, wanted.title, wanted.team, wanted.author, wanted.style)
    return next_note.next_path(notes, folder, week, owner), next_note.next_text(notes, asked)


def _series(shelf: _Shelf, wanted: _Wanted) -> list[Reading]:
    """The notes of the series that the team (or the author) wrote in last, oldest first."""
    mine = [each for each in shelf.readings if each.kind is Kind.WEEKNOTE and _is_mine(each, shelf, wanted)]
    dated = [(each.span.last, each) for each in mine if each.span]
    language = shelf.config.site.language
    # Of a note and its translation, the one in the site's own language comes last: it is the one to follow.
    dated.sort(key=lambda each: (each[0], each[1].lang == language, each[1].path))
    series = shelf.identities[dated[-1][1].path].series if dated else ""
    return [each for _, each in dated if shelf.identities[each.path].series == series]


def _is_mine(reading: Reading, shelf: _Shelf, wanted: _Wanted) -> bool:
    found = shelf.identities[reading.path]
    if wanted.team:
        return wanted.team in (term.slug for term in shelf.terms.of("team", found.teams))
    return not wanted.author or found.series == slugify(wanted.author)
