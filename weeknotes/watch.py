"""Quiet sets of changed files: what was saved, made, moved or deleted below a site's folder.

What the system tells is only a hint where to look; a change is where the bytes differ from those seen last. So
a `touch`, an editor's passing files, or the build's own reading is none. Now and then the whole folder is looked
through: where something changed of which the system told nothing, that is done often from then on.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from time import monotonic

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from weeknotes.sights import Ground, Memory, is_made, is_within
from weeknotes.values import replace

__all__ = ["Ground", "changes", "mount_kind"]

# Not "opened" and "closed_no_write", which reading causes, nor "attrib", which leaves the bytes alone.
TOLD = ("created", "modified", "moved", "deleted", "closed")
# Kinds of mounts on which another computer, or the one around a virtual one, writes unheard.
FAR = re.compile(r"9p|drvfs|nfs4?|cifs|smb\w*|vboxsf|prl_fs|virtiofs|fakeowner|fuse\.(grpcfuse|osxfs|sshfs|vmhgfs\S*)")
UNHEARD = "Changes are not always announced in this folder, so it is looked through again and again."

CEILING = 1.0  # seconds of changes without a pause after which a set is given all the same
TICK = 0.25  # seconds between looks at whether to stop
LATE = 1.0  # seconds by which a hint can come late: a move is held back for half a second, to find its other half
BLANK = 0.5  # seconds to wait for the words of a file that was emptied
SELDOM, OFTEN = (5.0, 0.01), (0.3, 0.1)  # least seconds between two looks through the folder, share of the time


def changes(ground: Ground, stop: Event, tell: Callable[[str], None]) -> Iterator[frozenset[Path]]:
    """Sets of files that are new, gone or have other bytes; first an empty one, after which none is missed.

    What changes while the caller is busy comes in the next set. `tell` gets notices in words.
    Raises SiteError where the site's folder goes away.
    """
    ground = replace(ground, site=ground.site.resolve(), shut=tuple(each.resolve() for each in ground.shut))
    hints: SimpleQueue[str] = SimpleQueue()
    with closing(_Ears(ground, hints)) as ears:
        rounds = _Rounds(ground, hints, ears, tell)
        yield frozenset()
        while not stop.is_set():
            if changed := rounds.changed():
                yield frozenset(map(Path, changed))


def mount_kind(path: str, table: str) -> str:
    """The kind of file system that `path` is on, by a `table` of mounts as in ``/proc/mounts``."""
    rows = [row for line in table.splitlines() if len(row := line.split()) > 2]
    places = [(row[1].replace("\\040", " "), row[2]) for row in rows]
    # Of two mounts at one place the later one covers the earlier one.
    over = [(len(place), number, kind) for number, (place, kind) in enumerate(places) if is_within(path, place)]
    return max(over, default=(0, 0, ""))[2]


def _is_far(site: Path) -> bool:
    try:
        table = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False  # not Linux
    return bool(FAR.fullmatch(mount_kind(str(site), table)))


def _is_told(path: str, marked: Iterable[str]) -> bool:
    return any(is_within(path, each) for each in marked)


def _gather(hints: SimpleQueue[str], patience: float, quiet: float) -> set[str]:
    """The hints that come within `patience` seconds and those that follow them, until all is quiet."""
    marked: set[str] = set()
    with suppress(Empty):
        marked.add(hints.get(timeout=patience))
        end = monotonic() + CEILING
        while (left := min(quiet, end - monotonic())) > 0:
            marked.add(hints.get(timeout=left))
    return marked


def _look_round(memory: Memory, pace: tuple[float, float]) -> tuple[set[str], float]:
    """What stands otherwise than it did, and when to look through the folder again."""
    began = monotonic()
    strayed = memory.strayed()
    ended = monotonic()
    return strayed, ended + max(pace[0], (ended - began) / pace[1])


class _Rounds:
    """Listens for hints and, where none came for long, looks through the folder: more often where it is deaf."""

    def __init__(self, ground: Ground, hints: SimpleQueue[str], ears: _Ears, tell: Callable[[str], None]) -> None:
        self._hints, self._quiet, self._ears, self._tell = hints, ground.quiet, ears, tell
        self._pace = OFTEN if ears.deaf or _is_far(ground.site) else SELDOM
        if self._pace == OFTEN and not ground.poll:
            tell(UNHEARD)
        self._memory = Memory(ground)
        self._due = monotonic() + self._pace[0]

    def changed(self) -> set[str]:
        """The files that are new, gone or have other bytes since it was asked last; it waits a moment for one."""
        self._memory.learn()
        marked, strayed = self._marked()
        changed = self._looked_at(marked | strayed) if marked | strayed else set()
        if self._memory.are_empty(changed):
            changed |= self._looked_at(_gather(self._hints, BLANK, self._quiet))
        if self._pace == SELDOM and any(not _is_told(path, marked) for path in strayed & changed):
            self._pace = OFTEN
            self._tell(UNHEARD)
        return changed

    def _marked(self) -> tuple[set[str], set[str]]:
        """What hints name, and what a look through the folder found otherwise than it was."""
        marked = _gather(self._hints, min(TICK, self._pace[0]), self._quiet)
        if marked or monotonic() < self._due:
            return marked, set()
        strayed, self._due = _look_round(self._memory, self._pace)
        # The hint may be under way, and the file may be half written.
        patience = LATE if strayed and self._pace == SELDOM else 0
        return _gather(self._hints, patience, self._quiet), strayed

    def _looked_at(self, marked: set[str]) -> set[str]:
        self._ears.tend(marked)
        return self._memory.differing(marked)


class _Ears(FileSystemEventHandler):
    """What listens to the system: the site's folder by itself, and every folder in it with all below.

    Only so are output, hidden folders and those of programs, with thousands of files, not listened to.
    """

    def __init__(self, ground: Ground, hints: SimpleQueue[str]) -> None:
        self._ground = ground
        self._hints = hints
        self._watches: dict[str, ObservedWatch] = {}
        self._observer = Observer()
        self.deaf = ground.poll
        # Folder in new folder is told twice, of which watchdog 7.1 warns; said to a writer, it would only alarm.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        if not ground.poll:
            self._observer.start()
            self._listen(str(ground.site), recursive=False)
            self.tend(())

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on where something happened: for a move, both ends."""
        if event.event_type in TOLD and not (event.is_directory and event.event_type in ("modified", "closed")):
            for path in (os.fsdecode(event.src_path), os.fsdecode(event.dest_path)):
                if path and (path == str(self._ground.site) or self._ground.covers(path)):
                    self._hints.put(path)

    def tend(self, marked: Iterable[str]) -> None:
        """Listen to the folders that are there now; those in `marked` may be others than before."""
        if not self._observer.is_alive():
            return
        wanted = {each.path for each in self._folders()}
        for path in [each for each in self._watches if each not in wanted or each in marked]:
            with suppress(KeyError, OSError):
                self._observer.unschedule(self._watches.pop(path))
        for path in wanted - self._watches.keys():
            self._listen(path, recursive=True)

    def close(self) -> None:
        """Listen no longer."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _folders(self) -> Iterator[os.DirEntry[str]]:
        with suppress(OSError):
            for entry in os.scandir(self._ground.site):
                if entry.is_dir(follow_symlinks=False) and self._ground.covers(entry.path) and not is_made(entry.path):
                    yield entry

    def _listen(self, path: str, recursive: bool) -> None:
        try:
            watch = self._observer.schedule(self, path, recursive=recursive)
        except OSError:  # as many as the system allows are in use, or the folder went away
            self.deaf = self.deaf or Path(path).is_dir()
            return
        if recursive:
            self._watches[path] = watch
