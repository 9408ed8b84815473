"""What is remembered between builds: one SQLite file beside ``config.toml``, deletable at any time.

A memo maps a key, made of everything that a value depends on, to that value. The manifest tells for each
file of an output folder what it was made of. Nothing here is ever needed for a right result.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.traces import Made, Stat

FORMAT = 3
NAME = "memory.sqlite"
PATIENCE = 60.0  # seconds to wait for another build of the same site
BESIDE = "The old file is beside it as memory.damaged; delete it when you like."
NOWHERE = "Nothing can be kept there either: see that the folder may be written."
AT_ONCE = 500  # keys in one question; SQLite takes at least 999 variables
PAGE = 16384  # bytes: most values are of some thousands, and fit into one page
CACHE = 32 * 1024  # kilobytes of pages held in working memory
# SQLite quotes names out of a damaged file, in bytes that may be no text.
FAULTS = (sqlite3.Error, UnicodeDecodeError)
# Of a file these say nothing: the disk is full or failing, or the folder may not be written.
OUTER = (
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED),
)
# Values come one after the other as they are written, since keys (digests) are in no order; the rest is small.
TABLES = """
CREATE TABLE IF NOT EXISTS memo (key TEXT PRIMARY KEY, value BLOB NOT NULL, seal INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS stats (
    path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER, digest TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    folder TEXT, file TEXT, fingerprint TEXT, digest TEXT, size INTEGER, modified INTEGER,
    PRIMARY KEY (folder, file)) WITHOUT ROWID;
"""


class Store:
    """The open memory of a site; `problem` is set where it had to be set aside or cannot be kept.

    Where it fails while it is in use (damaged in the middle, a full disk), it forgets everything and goes on
    in working memory: what was asked of it is then made anew.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path | None = None, problem: Problem | None = None
    ) -> None:
        self._connection = connection
        self._path = path
        self.problem = problem

    def recall(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The values that are remembered under any of `keys`; none at all where one is not as it was written."""
        found = list(self._found("key, value, seal", keys))
        if any(seal != _seal(key, value) for key, value, seal in found):
            self._give_up(sqlite3.DatabaseError("a value is not as it was written"))
            return {}
        return {key: value for key, value, _ in found}

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of `keys` under which a value is remembered."""
        return {key for (key,) in self._found("key", keys)}

    def remember(self, values: Mapping[str, bytes]) -> None:
        """Keep values under their keys."""
        rows = ((key, value, _seal(key, value)) for key, value in values.items())
        self._tell("INSERT OR REPLACE INTO memo VALUES (?, ?, ?)", rows)

    def stats(self) -> dict[str, tuple[Stat, str]]:
        """Every source file that was read, with how it stood then and the digest of its bytes."""
        rows = self._ask("SELECT path, size, modified, changed, inode, digest FROM stats")
        return {path: (Stat(*stat), digest) for path, *stat, digest in rows}

    def keep_stats(self, stats: Mapping[str, tuple[Stat, str]]) -> None:
        """Replace what `stats` tells."""
        self._ask("DELETE FROM stats")
        rows = [
            (path, each.size, each.modified, each.changed, each.inode, digest)
            for path, (each, digest) in stats.items()
        ]
        self._tell("INSERT INTO stats VALUES (?, ?, ?, ?, ?, ?)", rows)

    def manifest(self, folder: str) -> dict[str, Made]:
        """What is known of each file of an output folder."""
        rows = self._ask("SELECT file, fingerprint, digest, size, modified FROM pages WHERE folder = ?", (folder,))
        return {file: Made(*rest) for file, *rest in rows}

    def keep_manifest(self, folder: str, new: Mapping[str, Made], gone: Iterable[str]) -> None:
        """Change what is known of an output folder."""
        self._tell("DELETE FROM pages WHERE folder = ? AND file = ?", [(folder, file) for file in gone])
        rows = [
            (folder, file, made.fingerprint, made.digest, made.size, made.modified) for file, made in new.items()
        ]
        self._tell("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)", rows)

    def forget(self, used: Collection[str]) -> None:
        """Drop every memo but those under the keys in `used`."""
        gone = {key for (key,) in self._ask("SELECT key FROM memo")}.difference(used)
        self._tell("DELETE FROM memo WHERE key = ?", [(key,) for key in gone])

    def close(self, keep: bool = False) -> None:
        """End the use of the memory; what was changed is lost, unless it is to be kept and can be."""
        with suppress(*FAULTS):  # a full disk: the next build starts from less
            self._connection.execute("COMMIT" if keep else "ROLLBACK")
        self._connection.close()

    def _found(self, columns: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            yield from self._ask(f"SELECT {columns} FROM memo WHERE key IN ({marks})", some)  # noqa: S608

    def _ask(self, question: str, given: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(question, given).fetchall()
        except FAULTS as error:
            self._give_up(error)
            return []

    def _tell(self, order: str, rows: Iterable[Sequence[object]]) -> None:
        try:
            self._connection.executemany(order, rows)
        except FAULTS as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Forget everything, and go on in working memory."""
        self.close()
        self._connection, path, self._path = _connect(":memory:"), self._path, None
        self.problem = self.problem or _told(error, NOWHERE)
        # One that is not as it was written would fail again.
        if path and not _is_outer(error):
            with suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
                self.problem = _told(error, BESIDE)


@contextmanager
def opened(folder: Path, fault: Exception | None = None) -> Iterator[Store]:
    """The memory kept in `folder`, to oneself until the end; what was changed is kept in one step then.

    A memory that is damaged, foreign, of another format or not to be written is set aside with a hint, and so is
    one in whose use there was a `fault`. Raises SiteError where another build of the site does not end within a minute.
    """
    store = _set_aside(folder / NAME, fault) if fault else _open(folder)
    try:
        yield store
    except BaseException:
        store.close()
        raise
    store.close(keep=True)


@contextmanager
def glanced(folder: Path) -> Iterator[Store | None]:
    """The memory kept in `folder`, to be read and left as it is; None where there is none that can be used."""
    try:
        connection = _connect(folder / NAME) if is_kept(folder) else None
    except FAULTS:
        connection = None
    store = Store(connection) if connection else None
    try:
        yield store
    finally:
        if store:
            store.close()


def is_kept(folder: Path) -> bool:
    """Whether there is a memory in `folder`, as far as can be seen."""
    return os.path.isfile(folder / NAME)  # noqa: PTH113 - which raises where the folder may not be looked into


@contextmanager
def borrowed(folder: Path, fault: Exception | None = None) -> Iterator[Store]:
    """The memory kept in `folder`, as `opened` has it; where there is no such folder, one that nothing remains of."""
    with opened(folder, fault) if folder.is_dir() else nowhere() as store:
        yield store


@contextmanager
def nowhere() -> Iterator[Store]:
    """A memory that nothing remains of."""
    store = Store(_connect(":memory:"))
    try:
        yield store
    finally:
        store.close()


def _open(folder: Path) -> Store:
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Store(_connect(path), path)
    except (*FAULTS, OSError) as error:
        if "locked" in str(error):
            message = "Another build of this site is at work and has not ended. Wait for it, then try again."
            raise SiteError(Problem("site.busy", Severity.ERROR, "", message)) from error
        return Store(_connect(":memory:"), None, _told(error, NOWHERE)) if _is_outer(error) else _set_aside(path, error)


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        # The memory may be lost: a killed build or a power cut costs time, never a right result.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, FORMAT):
            raise sqlite3.DatabaseError(f"format {version}")
        for table in TABLES.split(";"):
            connection.execute(table)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("SELECT key FROM memo LIMIT 1").fetchall()
    except FAULTS:
        connection.close()
        raise
    return connection


def _set_aside(path: Path, error: Exception) -> Store:
    """Start anew beside a memory that cannot be used; where nothing can be kept, in working memory."""
    try:
        path.replace(path.with_suffix(".damaged"))
        return Store(_connect(path), path, _told(error, BESIDE))
    except (*FAULTS, OSError):
        return Store(_connect(":memory:"), None, _told(error, NOWHERE))


def _is_outer(error: Exception) -> bool:
    # What says more of a fault stands in the higher bits (https://sqlite.org/rescode.html).
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in OUTER


def _seal(key: str, value: bytes) -> int:
    """Vouches that a value is as it was written, and under its own key; a digest would take three times as long."""
    return crc32(value, crc32(key.encode()))


def _told(error: Exception, way: str) -> Problem:
    message = f"What earlier builds had left in .weeknotes could not be used, so everything was made anew. {way}"
    return Problem("cache.set-aside", Severity.HINT, "", message, found=str(error))
