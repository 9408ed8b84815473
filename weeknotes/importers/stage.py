"""Where an import is made ready, and how it gets into the site: all of it or nothing, over nobody's work.

A list beside the memory of builds keeps the digest of every file that an import wrote. A file that still has
its digest may be replaced by a newer import; any other is somebody's work and stays. Without the list nothing
that differs is replaced. Addresses of pictures stand in it, too, with the digest of what was there: a later run that
cannot have a picture any more finds it again in the site.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from weeknotes import digest
from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.past import HIDDEN
from weeknotes.values import Record, field

LIST = "imported.txt"
FOLDER = "import"


class Stage(Record):
    """Files that wait, by their path in the site with the digest of their bytes; `before` is the list of old.

    `addresses` has the digest of what was at an address of the old site.
    """

    site: Path
    folder: Path
    before: Mapping[str, str]
    waiting: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def put(self, path: str, data: bytes) -> None:
        """Let the bytes of a file wait."""
        (self.folder / str(len(self.waiting))).write_bytes(data)
        self.waiting[path] = digest.of_bytes(data)

    def brought(self, address: str) -> bytes:
        """What an earlier import brought from an address, where it is in the site still; nothing where it is not."""
        made = self.before.get(address, "")
        paths = (path for path, found in self.before.items() if found == made and "://" not in path)
        place = next((path for path in paths if made and self.found(path) == made), "")
        return (self.site / place).read_bytes() if place else b""

    def is_free(self, path: str, data: bytes) -> bool:
        """Whether a file may be put at `path`: nothing is there, or the same, or what an import left there."""
        found = self.found(path)
        return found in ("", digest.of_bytes(data)) or found == self.before.get(path)

    def found(self, path: str) -> str:
        """The digest of what is at `path` in the site now; empty where nothing is."""
        place = self.site / path
        if not place.exists() and not place.is_symlink():
            return ""
        return digest.of_bytes(place.read_bytes()) if place.is_file() and not place.is_symlink() else "no file"


class Placed(Record):
    """What came of the files that waited: written, the same already, or somebody's work now."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    edited: tuple[str, ...]


@contextmanager
def opened(site: Path, dry: bool) -> Iterator[Stage]:
    """A stage for an import into `site`; afterwards nothing of it is left. When `dry` it is outside the site."""
    home = site / HIDDEN
    is_new = not home.exists()
    try:
        if not dry:
            home.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=FOLDER, dir=None if dry else home))
    except OSError as error:
        raise _unwritable(error) from error
    try:
        yield Stage(site, folder, _listed(home / LIST))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        # A folder that was made for this alone goes with it.
        if is_new and home.is_dir() and not any(home.iterdir()):
            home.rmdir()


def _listed(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition(" ") for line in lines)
    return {name: found for found, _, name in pairs if name}


def place(stage: Stage, dry: bool) -> Placed:
    """Put the files that wait into the site, and tell what became of each.

    Raises SiteError where one cannot be written; then those that were put there are taken back.
    """
    written: list[str] = []
    unchanged: list[str] = []
    edited: list[str] = []
    for path, made in stage.waiting.items():
        found = stage.found(path)
        target = unchanged if found == made else written if found in ("", stage.before.get(path)) else edited
        target.append(path)
    # Nothing is touched before all is ready.
    if not dry and written:
        _move(stage, written)
    kept = stage.addresses | {path: stage.waiting[path] for path in (*written, *unchanged)}
    if not dry and {**stage.before, **kept} != stage.before:
        lines = sorted(f"{made} {path}\n" for path, made in {**stage.before, **kept}.items())
        _write(stage.folder / LIST, stage.site / HIDDEN / LIST, "".join(lines))
    return Placed(tuple(written), tuple(unchanged), tuple(edited))


def _move(stage: Stage, paths: list[str]) -> None:
    numbers = {path: str(number) for number, path in enumerate(stage.waiting)}
    done: list[tuple[Path, Path | None]] = []
    try:
        for path in paths:
            target = stage.site / path
            _check_inside(stage.site, target)
            target.parent.mkdir(parents=True, exist_ok=True)
            # What an earlier import left there, to be put back should a later file fail.
            old = stage.folder / f"old-{numbers[path]}" if target.exists() else None
            if old:
                shutil.copy2(target, old)
            (stage.folder / numbers[path]).replace(target)
            done.append((target, old))
    except (OSError, SiteError) as error:
        for target, old in reversed(done):
            if old:
                old.replace(target)
            else:
                target.unlink(missing_ok=True)
        if isinstance(error, SiteError):
            raise
        raise _unwritable(error) from error


def _check_inside(site: Path, target: Path) -> None:
    """Refuse to write through a link that leads out of the site."""
    if not target.parent.resolve().is_relative_to(site.resolve()):
        told = "This folder is a link that leads out of the site. Nothing was written."
        where = target.parent.relative_to(site).as_posix()
        raise SiteError(Problem("import.outside", Severity.ERROR, where, told))


def _write(aside: Path, target: Path, text: str) -> None:
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(target)


def _unwritable(error: OSError) -> SiteError:
    told = f"The site cannot be written: {error.strerror}. It is as it was."
    return SiteError(Problem("import.unwritable", Severity.ERROR, "", told))
