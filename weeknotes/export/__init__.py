"""Leaving: a site as one JSON document and one folder of plain Markdown with its pictures, for whatever comes next.

The folder is a site of this program too: built, it has the same titles, dates, ids and texts.

    header    front matter that any generator reads
    links     links that any program follows
    lists     lists that any program numbers
    document  the JSON (docs/export.md)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from weeknotes import glossary, matter, output, paths, sources
from weeknotes.errors import Problem, Severity, SiteError, UsageError
from weeknotes.export import document
from weeknotes.export.header import front_matter
from weeknotes.export.links import Typed, reader, rewritten
from weeknotes.export.lists import dotted
from weeknotes.layout import Laid
from weeknotes.model import Body, Entry, State
from weeknotes.past import Wish
from weeknotes.values import Record, replace
from weeknotes.visit import visit
from weeknotes.workshop import Workshop

__all__ = ["APART", "Left", "leave"]

DOCUMENT = "export.json"
# Texts that this site does not show lie apart, as they are: nothing that reads the folder may publish them.
APART = "not-published"
UNSHOWN = (State.HELD, State.WITHDRAWN)


class Left(Record):
    """What an export wrote: how many entries and other files, how many texts apart, and how much that was new.

    `as_typed` are the texts in which links stand as they were typed, since nothing else was certain to be right.
    """

    entries: int
    files: int
    apart: int
    written: int
    as_typed: tuple[str, ...] = ()


def leave(wish: Wish, to: Path, everything: bool = False) -> Left:
    """Export the site of `wish` into the folder `to`: what is published or, with `everything`, all texts.

    Raises UsageError where `to` holds what no export wrote, SiteError where it cannot be written.
    """
    with visit(replace(wish, drafts=everything)) as (laid, shop):
        _demand_place(to, wish, laid)
        states = {each.path: each for each in laid.account.files}
        shown = [entry for entry in laid.library.entries.values() if not entry.withdrawn]
        chosen = [(entry, states[entry.card.path].state) for entry in shown]
        within = {entry.card.path for entry in shown}
        hidden = (each for each in states.values() if each.path not in within and each.state in UNSHOWN)
        apart = list(hidden) if everything else []
        bodies = shop.bodies(entry.body.digest for entry, _ in chosen)
        export = _Export(laid, shop, within)
        made = {entry.card.path: export.text(entry, state, bodies[entry.body.digest]) for entry, state in chosen}
        whole: dict[str, bytes] = {path: data for path, (data, _) in made.items()}
        whole[DOCUMENT] = document.as_bytes(laid, chosen, bodies, apart)
        # Files are read one by one when they are written: photographs of ten years are large.
        others = {path: path for path in export.files} | {f"{APART}/{each.path}": each.path for each in apart}
        lists = (each.relative_to(wish.site).as_posix() for each in sorted(wish.site.glob(glossary.PATHS)))
        others |= {name: name for name in ("config.toml", *lists) if (wish.site / name).is_file()}
        written = _write(to, whole, others, wish.site)
        as_typed = tuple(path for path, (_, is_certain) in made.items() if not is_certain)
        return Left(len(chosen), len(export.files), len(apart), written, as_typed)


class _Export:
    """Writes the texts of an export; `texts` are the paths of all of them, which they keep."""

    def __init__(self, laid: Laid, shop: Workshop, texts: Set[str]) -> None:
        self._laid, self._shop = laid, shop
        used = {page.source for page in laid.plan.pages if page.source and page.maker != "asset"}
        self.files = tuple(sorted(used - texts))
        self._known = {*texts, *self.files}

    def text(self, entry: Entry, state: State, body: Body) -> tuple[bytes, bool]:
        """The file of an entry, and whether all of its links are such that any program follows them."""
        path = entry.card.path
        text, _ = matter.decode(sources.read(self._shop.wish.site, path), path)
        typed = matter.split(text, path).body
        links = tuple(zip(entry.links, entry.targets, strict=True))
        read = reader(path, self._laid.config.markdown, entry.fields.title)
        made = rewritten(Typed(path, typed, body.text, links), self._known, read)
        published = entry.card.published
        future = published is not None and published.at.timestamp() > self._shop.wish.now.timestamp()
        lines = front_matter(entry, state, future, self._slug(path))
        text = dotted(typed if made is None else made, read)
        return f"---\n{lines}---\n{text}".encode(), made is not None

    def _slug(self, path: str) -> str:
        """The slug that the name of a file gives."""
        around = (each for each in self._laid.config.folders if path.startswith(f"{each.path}/"))
        folder = max(around, key=lambda each: len(each.path), default=None)
        return paths.read_path(path, folder).slug if folder else ""


def _demand_place(to: Path, wish: Wish, laid: Laid) -> None:
    """Raise UsageError for a folder in which an export would mix with other things."""
    where = to.resolve()
    if to.exists() and not to.is_dir():
        raise UsageError(f"{to} is a file. Name a folder that is new or empty.")
    known = (to / DOCUMENT).is_file() and (to / output.LIST).is_file()
    if to.is_dir() and any(to.iterdir()) and not known:
        raise UsageError(f"{to} has files in it that are no export. Name a folder that is new or empty.")
    inside = where.is_relative_to(wish.output.resolve())
    everywhere = any(each.path == "." for each in laid.config.folders) and where.is_relative_to(wish.site.resolve())
    if inside or everywhere or sources.misplaced(where, wish.site, laid.config.folders):
        raise UsageError(f"In {to} the export would mix with the site. Name a folder outside, such as ../export.")


def _write(to: Path, whole: Mapping[str, bytes], others: Mapping[str, str], site: Path) -> int:
    """Put the files into the folder as a build does: all or nothing, and only what is ours is ever removed."""

    def stages() -> Iterator[output.Staged]:
        for number, (name, data) in enumerate(sorted(whole.items())):
            yield output.stage(to, name, number, data)
        for number, (name, path) in enumerate(sorted(others.items()), len(whole)):
            yield output.stage(to, name, number, sources.read(site, path))

    try:
        with output.staging(to):
            staged = list(stages())
        done = output.swap(to, staged, ())
    except SiteError as error:
        if error.problem.code != "output.unwritable":
            raise
        cause = error.__cause__.strerror if isinstance(error.__cause__, OSError) else error.problem.message
        message = f"The export cannot be written to {to}: {cause}."
        raise SiteError(Problem("export.unwritable", Severity.ERROR, "", message)) from error
    return len(done.new) + len(done.changed)
