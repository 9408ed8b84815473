"""How the files of a site stood when they were last looked at, and which of them are otherwise now."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from weeknotes.digest import of_bytes
from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.output import LIST
from weeknotes.sources import PASSED_OVER
from weeknotes.values import Record, replace

# What editors and browsers put beside a file for a moment; hidden files are passed over anyway.
DROPPING = re.compile(r".*(~|\.tmp|\.temp|\.swp|\.swx|\.part|\.crdownload|\.sb-\w+-\w+)|#.*#|~\$.*|4913|5036|___jb_.*")
QUIET = 0.08  # seconds without a change before a set is given
AT_ONCE = 200  # files to read while nothing else is to do, until all are known
SMALL = 1 << 20  # bytes; of larger files the size and the time vouch for the bytes


class Ground(Record):
    """What is watched: the folder `site`, but not those in `shut`, hidden ones, and those of programs.

    A set is given after `quiet` seconds without a change. With `poll` the system is not asked to tell.
    """

    site: Path
    shut: tuple[Path, ...] = ()
    quiet: float = QUIET
    poll: bool = False

    def covers(self, path: str) -> bool:
        """Whether `path`, a file or folder below the site's, may matter to the site."""
        parts = path.removeprefix(str(self.site)).replace(os.sep, "/").split("/")
        passed = any(each.startswith(".") or each in PASSED_OVER for each in parts) or DROPPING.fullmatch(parts[-1])
        return not passed and not any(is_within(path, str(each)) for each in self.shut)


class Sight(Record):
    """How a file stood when it was looked at: size in bytes, time of change in nanoseconds, inode.

    `digest` is empty for a file that was not read yet.
    """

    size: int
    changed: int
    inode: int
    digest: str = ""


class Memory:
    """Every file of the ground as it was seen last."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._root = str(ground.site)
        self._seen = {path: _sight(found) for path, found in _walk(ground, self._root)}
        self._unread = list(self._seen)

    def learn(self) -> None:
        """Read some of the files that were not read yet; of an unread one any sign of change is taken for a change."""
        some, self._unread = self._unread[:AT_ONCE], self._unread[AT_ONCE:]
        for path in some:
            before, now = self._seen.get(path), _look(path)
            if before and now and before == replace(now, digest=""):
                self._seen[path] = now

    def strayed(self) -> set[str]:
        """The files that are new, gone, or of another size, time or inode; none is read."""
        self._demand_site()
        now = dict(_walk(self._ground, self._root))
        gone = self._seen.keys() - now.keys()
        return gone | {path for path, found in now.items() if not self._is_as_seen(path, found)}

    def differing(self, marked: Iterable[str]) -> set[str]:
        """The files at or below `marked` paths that are new, gone or have other bytes; they count as seen now."""
        self._demand_site()
        known = sorted(self._seen)
        changed = set()
        for place in marked:
            here = {path for path, _ in _walk(self._ground, place)}
            first, last = bisect_left(known, place + os.sep), bisect_left(known, place + chr(ord(os.sep) + 1))
            for path in here.union(known[first:last], [place] if place in self._seen else []):
                before, now = self._seen.pop(path, None), _look(path)
                if now:
                    self._seen[path] = now
                if (before and before.digest) != (now and now.digest):
                    changed.add(path)
        return changed

    def are_empty(self, paths: Iterable[str]) -> bool:
        """Whether there is nothing in any of these files: some programs empty a file, and write it a moment later."""
        return any((seen := self._seen.get(path)) is not None and not seen.size for path in paths)

    def _is_as_seen(self, path: str, found: os.stat_result) -> bool:
        before = self._seen.get(path)
        return before is not None and replace(before, digest="") == _sight(found)

    def _demand_site(self) -> None:
        if not self._ground.site.is_dir():
            message = f"The folder {self._root} is no longer there."
            raise SiteError(Problem("watch.gone", Severity.ERROR, "", message))


def _walk(ground: Ground, start: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file at or below `start` that matters, with how it stands; links are listed, never followed."""
    try:
        found = Path(start).lstat()
        if start != str(ground.site) and not ground.covers(start):
            return
        if not stat.S_ISDIR(found.st_mode):
            yield start, found
            return
        entries = [] if is_made(start) else list(os.scandir(start))
    except OSError:
        return  # gone by now, or not to be read
    for entry in entries:
        yield from _walk(ground, entry.path)


def is_made(folder: str) -> bool:
    """Whether a build wrote this folder, whatever its name."""
    return Path(folder, LIST).exists()


def _look(path: str) -> Sight | None:
    """How a file stands now; None where there is none."""
    try:
        found = Path(path).lstat()
    except OSError:
        return None
    sight = _sight(found)
    vouched = f"{sight.size} {sight.changed}"
    with suppress(OSError):
        if stat.S_ISLNK(found.st_mode):
            vouched = str(Path(path).readlink())
        elif stat.S_ISREG(found.st_mode) and found.st_size <= SMALL:
            vouched = of_bytes(Path(path).read_bytes())
    return replace(sight, digest=vouched)


def _sight(found: os.stat_result) -> Sight:
    return Sight(found.st_size, found.st_mtime_ns, found.st_ino)


def is_within(path: str, folder: str) -> bool:
    """Whether `path` is `folder` or below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
