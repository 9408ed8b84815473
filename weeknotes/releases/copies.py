"""Copies of a built site: complete, sharing with an older copy what has not changed, and removable by their list.

A copy holds ``.weeknotes-files``, the list of its files, as the output of a build does. Only what is listed is
ever removed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from weeknotes.output import LIST
from weeknotes.values import Record


class Step(Record):
    """What became of the files from one copy to the next, by path."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether the two are the same site."""
        return not (self.new or self.changed or self.gone)


def step(built: Path, before: Path | None) -> Step:
    """What the site in `built` has otherwise than the copy `before`."""
    names = listed(built)
    if before is None:
        return Step(new=names)
    kinds: dict[str, list[str]] = {"new": [], "changed": [], "same": []}
    for name in names:
        kinds[_kind(built / name, before / name)].append(name)
    gone = set(listed(before)) - set(names)
    return Step(**{kind: tuple(found) for kind, found in kinds.items()}, gone=tuple(sorted(gone)))


def _kind(now: Path, before: Path) -> str:
    if before.is_symlink() or not before.is_file():
        return "new"
    is_same = now.stat().st_size == before.stat().st_size and now.read_bytes() == before.read_bytes()
    return "same" if is_same else "changed"


def stamps(built: Path) -> dict[str, tuple[int, int]]:
    """Size and time (nanoseconds) of each file of the site in `built`: equal as long as nobody writes there."""
    found = {}
    for name in listed(built):
        with suppress(FileNotFoundError):
            stat = (built / name).stat()
            found[name] = (stat.st_size, stat.st_mtime_ns)
    return found


def copy(built: Path, before: Path | None, made: Step, to: Path) -> None:
    """Make `to` a copy of the site in `built`. Raises OSError where it cannot be written.

    The list is written first, so that what a broken-off copy leaves can be told from it.
    """
    names = sorted((*made.new, *made.changed, *made.same))
    same = frozenset(made.same)
    to.mkdir()
    (to / LIST).write_bytes("".join(f"{name}\n" for name in names).encode())
    for name in names:
        place = to / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if before and name in same and _shared(before / name, place):
            continue
        # A file of its own, never one of the output folder: there somebody may still write by hand.
        shutil.copy2(built / name, place)
    # On the disk before a link leads there: a machine may lose its power.
    os.sync()


def _shared(old: Path, new: Path) -> bool:
    """Whether both could be made one file; some file systems know no hard links, or only so many."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        return False
    return True


def listed(folder: Path) -> tuple[str, ...]:
    """The files that this program wrote into `folder`; none where it has no list."""
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(line for line in lines if line and not line.startswith("/") and ".." not in line.split("/"))


def foreign(folder: Path) -> tuple[str, ...]:
    """The files in a copy that somebody else put there."""
    known = {LIST, *listed(folder)}
    files = (each for each in folder.rglob("*") if each.is_symlink() or not each.is_dir())
    return tuple(sorted({each.relative_to(folder).as_posix() for each in files} - known))


def remove(folder: Path) -> None:
    """Remove the files of the list, then the folders that are empty without them; the list itself last."""
    names: Sequence[str] = listed(folder)
    for name in names:
        (folder / name).unlink(missing_ok=True)
    above = {parent for name in names for parent in (folder / name).parents if folder in parent.parents}
    for each in sorted(above, key=lambda path: len(path.parts), reverse=True):
        with suppress(OSError):
            each.rmdir()
    (folder / LIST).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
