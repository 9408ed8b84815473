"""What is remembered between builds: one SQLite file beside ``config.toml``, deletable at any time.

A memo maps a key, made of everything that a value depends on, to that value. The manifest tells for each
file of an output folder what it was made of. Nothing here is ever needed for a right result.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.traces import Made, Stat

FORMAT = 1
NAME = "memory.sqlite"
PATIENCE = 60.0  # seconds to wait for another build of the same site
AT_ONCE = 500  # keys in one question; SQLite takes at least 999 variables
TABLES = """
CREATE TABLE IF NOT EXISTS memo (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stats (
    path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER, digest TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    folder TEXT, file TEXT, fingerprint TEXT, digest TEXT, size INTEGER, modified INTEGER,
    PRIMARY KEY (folder, file)) WITHOUT ROWID;
"""


class Store:
    """The open memory of a site; `problem` is set where it had to be set aside or cannot be kept."""

    def __init__(self, connection: sqlite3.Connection, problem: Problem | None = None) -> None:
        self._connection = connection
        self.problem = problem

    def recall(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The values that are remembered under any of `keys`."""
        found: dict[str, bytes] = {}
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            found |= self._connection.execute(f"SELECT key, value FROM memo WHERE key IN ({marks})", some)  # noqa: S608
        return found

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of `keys` under which a value is remembered."""
        found: set[str] = set()
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._connection.execute(f"SELECT key FROM memo WHERE key IN ({marks})", some)  # noqa: S608
            found |= {key for (key,) in rows}
        return found

    def remember(self, values: Mapping[str, bytes]) -> None:
        """Keep values under their keys."""
        self._connection.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?)", values.items())

    def stats(self) -> dict[str, tuple[Stat, str]]:
        """Every source file that was read, with how it stood then and the digest of its bytes."""
        rows = self._connection.execute("SELECT path, size, modified, changed, inode, digest FROM stats")
        return {path: (Stat(*stat), digest) for path, *stat, digest in rows}

    def keep_stats(self, stats: Mapping[str, tuple[Stat, str]]) -> None:
        """Replace what `stats` tells."""
        self._connection.execute("DELETE FROM stats")
        rows = [
            (path, each.size, each.modified, each.changed, each.inode, digest)
            for path, (each, digest) in stats.items()
        ]
        self._connection.executemany("INSERT INTO stats VALUES (?, ?, ?, ?, ?, ?)", rows)

    def manifest(self, folder: str) -> dict[str, Made]:
        """What is known of each file of an output folder."""
        rows = self._connection.execute(
            "SELECT file, fingerprint, digest, size, modified FROM pages WHERE folder = ?", (folder,)
        )
        return {file: Made(*rest) for file, *rest in rows}

    def keep_manifest(self, folder: str, new: Mapping[str, Made], gone: Iterable[str]) -> None:
        """Change what is known of an output folder."""
        self._connection.executemany(
            "DELETE FROM pages WHERE folder = ? AND file = ?", [(folder, file) for file in gone]
        )
        rows = [
            (folder, file, made.fingerprint, made.digest, made.size, made.modified) for file, made in new.items()
        ]
        self._connection.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)", rows)

    def forget(self, used: Iterable[str]) -> None:
        """Drop every memo but those under the keys in `used`."""
        self._connection.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY) WITHOUT ROWID")
        self._connection.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in used))
        self._connection.execute("DELETE FROM memo WHERE key NOT IN (SELECT key FROM used)")
        self._connection.execute("DROP TABLE used")


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The memory kept in `folder`, to oneself until the end; what was changed is kept in one step then.

    A memory that is damaged, foreign, of another format or not to be written is set aside with a hint.
    Raises SiteError where another build of the site does not end within a minute.
    """
    store = _open(folder)
    try:
        yield store
    except BaseException:
        store._connection.rollback()
        raise
    else:
        _commit(store)
    finally:
        store._connection.close()


@contextmanager
def glanced(folder: Path) -> Iterator[Store | None]:
    """The memory kept in `folder`, to be read and left as it is; None where there is none that can be used."""
    try:
        connection = _connect(folder / NAME) if (folder / NAME).is_file() else None
    except sqlite3.Error:
        connection = None
    try:
        yield Store(connection) if connection else None
    finally:
        if connection:
            connection.rollback()
            connection.close()


@contextmanager
def nowhere() -> Iterator[Store]:
    """A memory that nothing remains of."""
    connection = _connect(":memory:")
    try:
        yield Store(connection)
    finally:
        connection.close()


def _open(folder: Path) -> Store:
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Store(_connect(path))
    except (sqlite3.Error, OSError) as error:
        if "locked" in str(error):
            message = "Another build of this site is at work and has not ended. Wait for it, then try again."
            raise SiteError(Problem("site.busy", Severity.ERROR, "", message)) from error
        return _set_aside(path, error)


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        # The memory may be lost: a killed build or a power cut costs time, never a right result.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, FORMAT):
            raise sqlite3.DatabaseError(f"format {version}")
        for table in TABLES.split(";"):
            connection.execute(table)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("SELECT key FROM memo LIMIT 1").fetchall()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _set_aside(path: Path, error: Exception) -> Store:
    """Start anew beside a memory that cannot be used; where nothing can be kept, in working memory."""
    message = "What earlier builds had left in .weeknotes could not be used, so everything was made anew. "
    try:
        path.replace(path.with_suffix(".damaged"))
        fresh, way = _connect(path), "The old file is beside it as memory.damaged; delete it when you like."
    except (sqlite3.Error, OSError):
        fresh, way = _connect(":memory:"), "Nothing can be kept there either: see that the folder may be written."
    return Store(fresh, Problem("cache.set-aside", Severity.HINT, "", message + way, found=str(error)))


def _commit(store: Store) -> None:
    try:
        store._connection.execute("COMMIT")
    except sqlite3.Error:  # a full disk: the next build starts from less
        store._connection.rollback()
