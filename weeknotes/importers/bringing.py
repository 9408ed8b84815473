"""The recipe of an import: read, name, write aside, put in place, account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from weeknotes import matter, paths, settings, sources, urls
from weeknotes.config import Config
from weeknotes.errors import MeaningError, Problem, Severity, SiteError, UsageError
from weeknotes.importers import (
    feed,
    front,
    ghost,
    jekyll,
    medium,
    naming,
    opening,
    pictures,
    routes,
    stage,
    wordpress,
    writer,
)
from weeknotes.importers.account import ImportAccount
from weeknotes.importers.export import Attachment, Export, Left, Note, Text
from weeknotes.importers.fetching import Limits
from weeknotes.importers.front import Terms
from weeknotes.importers.naming import Wishes
from weeknotes.importers.pictures import Pictures
from weeknotes.importers.writer import Press
from weeknotes.model import Kind
from weeknotes.sources import SourceFile
from weeknotes.text import slugify
from weeknotes.values import Record, field, replace

READERS: Mapping[str, Callable[[Path], Export]] = {
    "wordpress": lambda path: wordpress.read_wordpress(opening.pieces(path)),
    "medium": lambda path: medium.read_medium(opening.files(path, (".html", ".htm"))),
    "ghost": lambda path: ghost.read_ghost(opening.whole(path)),
    "jekyll": lambda path: jekyll.read_jekyll(opening.files(path, jekyll.READ)),
    "feed": lambda path: feed.read_feed(opening.pieces(path)),
}
FORMS = tuple(READERS)
# What of a zip is read, as WordPress.com and Takeout send them: the ending, and the reader of such a file.
PACKED: Mapping[str, tuple[str, Callable[[bytes], Export]]] = {
    "wordpress": (".xml", lambda data: wordpress.read_wordpress([data])),
    "ghost": (".json", ghost.read_ghost),
    "feed": (".atom", lambda data: feed.read_feed([data])),
}
FOLDERS = ("medium", "jekyll")
LINE = re.compile(r"Line (\d+): (.*)", re.DOTALL)
HEAD = 8192  # bytes in which the mark of an import must stand
START = datetime(1, 1, 1, tzinfo=UTC)


class BringOptions(Record):
    """What somebody asks of an import.

    `more` are further files of the same export, `images` is a folder with its pictures; with `fetch` those that are
    not there are fetched from the old site. `dry_run` writes nothing. `author` is the name for texts without one.
    `into` is a folder below those of the kinds, and so the team of all texts. `teams` and `themes` say which
    categories are teams and themes here. `now` is the moment that parts scheduled texts from published ones; `limits`
    is what may be spent on fetching.
    """

    more: tuple[Path, ...] = ()
    images: Path | None = None
    fetch: bool = False
    dry_run: bool = False
    author: str = ""
    into: str = ""
    teams: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None
    limits: Limits = field(default_factory=Limits)


def bring(form: str, file: Path, site: Path, options: BringOptions | None = None) -> ImportAccount:
    """Write the texts of an export of the system `form` (one of `FORMS`) into `site`; what became of each.

    A second run changes nothing. Raises UsageError for what cannot be followed, and SiteError, with file and line,
    where an export cannot be read or the site cannot be written; then nothing is written at all.
    """
    options = options or BringOptions()
    files = (file, *options.more)
    _check(form, files, site, options)
    export = _joined([export for path in files for export in _read(form, path)])
    config = settings.parse(matter.decode(sources.read_config(site) or b"", "config.toml")[0])[0]
    # From here on the export is sound: only the site itself can still say no.
    with stage.opened(site, options.dry_run) as opened:
        images = _pictures(files, options, opened)
        press = _press(export, config, options, images, opened)
        came = [writer.write(text, press) for text in press.export.texts]
        placed = stage.place(opened, options.dry_run)
    edited = [Note("edited", "", path) for path in placed.edited]
    library = (each.url for each in export.attachments.values() if each.url)
    unshown = [Note("unshown", url) for url in library if not images.was_asked(url)]
    return ImportAccount(
        system=export.system,
        files=tuple(path.name for path in files),
        came=tuple(came),
        left=export.left,
        written=placed.written,
        unchanged=placed.unchanged,
        edited=placed.edited,
        pictures=images.count,
        responses=sum(_count(text.responses) for text in export.texts),
        gone=export.gone,
        notes=_each_once((*export.notes, *press.notes, *edited, *unshown)),
        dry=options.dry_run,
    )


def _pictures(files: Sequence[Path], options: BringOptions, opened: stage.Stage) -> Pictures:
    folders = [path for path in (options.images, *files) if path and path.is_dir()]
    return Pictures(folders, options.limits if options.fetch and not options.dry_run else None, opened)


def _each_once(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes that name what they are about, each once; the others count as often as they were made."""
    told = list(notes)
    named = dict.fromkeys(each for each in told if each.found)
    return (*named, *(each for each in told if not each.found))


def _check(form: str, files: Sequence[Path], site: Path, options: BringOptions) -> None:
    if form not in READERS:
        raise UsageError(f"There is no import from “{form}”. Known are: {', '.join(FORMS)}.")
    for path in files:
        if not path.exists():
            raise UsageError(f"There is no file {path}.")
        if path.is_dir() and form not in FOLDERS:
            raise UsageError(f"{path} is a folder. Name the file that {form} exported.")
    if not site.is_dir():
        raise UsageError(f"There is no folder {site}.")
    if options.images and not options.images.is_dir():
        raise UsageError(f"There is no folder {options.images}.")


def _read(form: str, path: Path) -> list[Export]:
    try:
        if form in PACKED and opening.is_zip(path):
            ending, reader = PACKED[form]
            return [reader(data) for data in opening.packed(path, ending)]
        return [READERS[form](path)]
    except MeaningError as error:
        found = LINE.fullmatch(str(error))
        line, told = (int(found[1]), found[2]) if found else (0, str(error))
        told = f"{told[:1].upper()}{told[1:]} Nothing was imported."
        raise SiteError(Problem("import.unreadable", Severity.ERROR, path.name, told, line)) from error
    except OSError as error:
        told = f"This file cannot be read: {error.strerror}. Nothing was imported."
        raise SiteError(Problem("import.unreadable", Severity.ERROR, path.name, told)) from error


def _joined(exports: Sequence[Export]) -> Export:
    """One export of several: of a text that is in two of them, the first."""
    every = [text for export in exports for text in export.texts]
    texts = {text.key: text for text in reversed(every)}
    twice = [text for text in every if texts[text.key] is not text]
    return replace(
        exports[0],
        base=next((each.base for each in exports if each.base), ""),
        texts=tuple(sorted(texts.values(), key=_order)),
        left=(*chain.from_iterable(each.left for each in exports), *map(_again, twice)),
        notes=tuple(chain.from_iterable(each.notes for each in exports)),
        attachments=dict(chain.from_iterable(each.attachments.items() for each in exports)),
        gone=dict(sum((Counter(export.gone) for export in exports), Counter())),
    )


def _again(text: Text) -> Left:
    return Left(text.kind, text.title, "it is in the exports twice", text.line)


def _order(text: Text) -> tuple[bool, datetime, str]:
    """What was published first, and the oldest first, has the name. Without a zone the moment is near enough."""
    moment = text.published or START
    return (text.draft, moment if moment.tzinfo else moment.replace(tzinfo=UTC), text.key)


def _press(export: Export, config: Config, options: BringOptions, images: Pictures, opened: stage.Stage) -> Press:
    teams = {slugify(each): team for each, team in options.teams.items()}
    themes = {slugify(each): theme for each, theme in options.themes.items()}
    terms = {text.key: writer.file_under(text, options.author, teams, themes) for text in export.texts}
    owners = {text.key: _owner(terms[text.key], options, config) for text in export.texts}
    known, others = _existing(opened, config, frozenset(owners))
    taken = frozenset(each.path.casefold() for each in others)
    held = frozenset(filter(None, map(_address, others)))
    places = naming.settle(export.texts, Wishes(config, options.into, taken, held, known, owners))
    there = frozenset(each.strip("/").casefold() for each in held)
    old = writer.old_addresses(export.texts, places, config, there)
    return Press(
        export=export,
        config=config,
        routes=routes.draw(export),
        places=places,
        terms={key: replace(each, old=old[key]) for key, each in terms.items()},
        public=frozenset(text.key for text in export.texts if _is_public(text, options, config)),
        pictures=images,
        stage=opened,
        held=there,
        by_url={address: each for each in export.attachments.values() for address in _addresses(each)},
    )


def _addresses(attachment: Attachment) -> Iterator[str]:
    """The addresses of a picture and of the page that WordPress makes about it."""
    yield pictures.COPY.sub("", attachment.url)
    if attachment.page:
        yield pictures.plain_address(attachment.page)


def _owner(terms: Terms, options: BringOptions, config: Config) -> str:
    """The slug of whose series a weeknote belongs to: a team before a person."""
    folder = naming.folder_of(Kind.WEEKNOTE, config)
    named = (*terms.teams, options.into, folder.team, config.site.default_team, *terms.authors)
    return slugify(next(filter(None, named), ""))


def _is_public(text: Text, options: BringOptions, config: Config) -> bool:
    """Whether readers can see a text on the new site now, so that links may lead to it."""
    zone = ZoneInfo(config.site.timezone)
    now = options.now or datetime.now(zone)
    now = now if now.tzinfo else now.replace(tzinfo=zone)
    if text.draft or text.published is None:
        return text.kind == "page" and not text.draft
    when = text.published if text.published.tzinfo else text.published.replace(tzinfo=zone)
    return when <= now or text.kind == "page"


def _existing(
    opened: stage.Stage, config: Config, keys: frozenset[str]
) -> tuple[dict[str, str], tuple[SourceFile, ...]]:
    """The texts in the site that were imported before, by their key, and all other files."""
    known: dict[str, str] = {}
    others: list[SourceFile] = []
    for file in sources.scan(opened.site, config.folders, ()):
        key = _mark(opened.site / file.path) if file.path.endswith(".md") and not file.barred else ""
        if key in keys and key not in known:
            known[key] = file.path
        elif file.path not in opened.before:
            # What an import wrote stays its place, even where somebody took its mark away.
            others.append(file)
    return known, tuple(others)


def _address(file: SourceFile) -> str:
    """The address of a post or page that is there already, by its path; empty for anything else."""
    folder = file.folder
    if folder is None or folder.kind not in (Kind.POST, Kind.PAGE) or not file.path.endswith(".md"):
        return ""
    slug = paths.read_path(file.path, folder).slug
    return urls.entry_address(Kind(folder.kind), slug) if slug else ""


def _mark(path: Path) -> str:
    with path.open("rb") as file:
        return front.marks_in(file.read(HEAD).decode("utf-8", "replace"))


def _count(responses: Iterable[object]) -> int:
    return sum(1 + _count(getattr(each, "replies", ())) for each in responses)
