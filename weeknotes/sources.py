"""What is on disk: the files below the content folders, and the reading of them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from weeknotes import words
from weeknotes.config import Folder
from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.text import leads_out, nearest
from weeknotes.traces import Stat
from weeknotes.values import Record

LARGEST = 100 * 1024 * 1024  # bytes; the largest file that GitHub takes
# Control characters, those that turn the direction of text, bytes that are no UTF-8.
UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Folders of programs, with thousands of files that nobody wrote for readers.
PASSED_OVER = ("node_modules", "__pycache__")
OWN_FOLDERS = ("content", "output", "templates")
ALL_BUT = 0.85  # likeness of two names that differ by a letter or two
DATED_TEXT = re.compile(r"(?:19|20)\d\d[-_. ]?(?:w?\d).*\.(?:md|markdown)$", re.IGNORECASE)


class SourceFile(Record):
    """A file below a content folder. `path` is relative to the site; `folder` is None
    below ``content/`` where no folder of the configuration reaches. `barred` says why it is not read."""

    path: str
    folder: Folder | None
    size: int
    barred: str = ""


def scan(site: Path, folders: Sequence[Folder], leave_out: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Every file below the content folders of `site`, each once, sorted by path.

    Hidden folders, those of programs and those in `leave_out` are passed over. Links are listed, but never
    followed: they can lead in circles and out of the site.
    """
    found: dict[str, SourceFile] = {}
    shut = {path.absolute() for path in leave_out}
    starts = [*(folder.path for folder in folders), "content", *_misspelt(site, folders)]
    for walked in [*(_walk(site / start, shut) for start in starts), _misplaced_notes(site)]:
        for entry in walked:
            path = _name(entry, site)
            # The folders lie in content/ as a rule, so that most files are met twice.
            if path not in found:
                found[path] = _source(entry, path, folders)
    return tuple(found[path] for path in sorted(found))


def _misspelt(site: Path, folders: Sequence[Folder]) -> list[str]:
    """Folders of the site's own that are all but called like one of `folders`: texts may wait there to be read."""
    wanted = {folder.path.partition("/")[0].casefold() for folder in folders} - {"."}
    there = sorted(each.name for each in site.iterdir() if each.is_dir() and not _is_passed_over(each.name))
    others = (each for each in there if each not in wanted and each.casefold() not in OWN_FOLDERS)
    return [each for each in others if get_close_matches(each.casefold(), wanted, cutoff=ALL_BUT)]


def _misplaced_notes(site: Path) -> Iterator[os.DirEntry[str]]:
    """Texts with a day or week in their names that lie at the top of the site: they were meant for a folder."""
    there = sorted(os.scandir(site), key=lambda entry: entry.name)
    return (each for each in there if each.is_file(follow_symlinks=False) and DATED_TEXT.search(each.name))


def survey(site: Path, leave_out: Sequence[Path]) -> dict[str, Stat]:
    """How every file of the site's folder stands, hidden folders and `leave_out` left out, by path."""
    shut = {path.absolute() for path in leave_out}
    return {_name(entry, site): _stat(entry) for entry in _walk(site, shut)}


def stat(site: Path, path: str) -> Stat:
    """How one file of the site stands. Raises SiteError where it is not there."""
    try:
        return _as_stat((site / path).lstat())
    except OSError as error:
        raise _unreadable(path, error) from error


def _stat(entry: os.DirEntry[str]) -> Stat:
    return _as_stat(entry.stat(follow_symlinks=False))


def _as_stat(found: os.stat_result) -> Stat:
    return Stat(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def every_file(site: Path, leave_out: Sequence[Path]) -> tuple[str, ...]:
    """The paths of all files of the site's folder, for links that lead to them."""
    shut = {path.absolute() for path in leave_out}
    ordinary = (entry for entry in _walk(site, shut) if entry.is_file(follow_symlinks=False))
    return tuple(_name(entry, site) for entry in ordinary)


def _name(entry: os.DirEntry[str], folder: Path) -> str:
    """The path of what lies below `folder`. Cut off by length: making paths of ten thousand texts takes long."""
    start = str(folder)
    path = entry.path if start == "." else entry.path[len(start) :]
    return path.replace(os.sep, "/").lstrip("/").removeprefix("./")


def _walk(folder: Path, shut: set[Path]) -> Iterator[os.DirEntry[str]]:
    try:
        # Systems list folders in orders of their own; the same site must give the same bytes everywhere.
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        return
    except OSError as error:
        raise SiteError(
            Problem("folder.unreadable", Severity.ERROR, folder.name, f"This folder cannot be read: {error.strerror}.")
        ) from error
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield entry
        elif not _is_passed_over(entry.name) and Path(entry.path).absolute() not in shut:
            yield from _walk(Path(entry.path), shut)


def _is_passed_over(folder: str) -> bool:
    return folder.startswith(".") or folder in PASSED_OVER


def _source(entry: os.DirEntry[str], path: str, folders: Sequence[Folder]) -> SourceFile:
    within = [each for each in folders if each.path == "." or path.startswith(each.path + "/")]
    # The innermost folder that the settings name is the one that was meant.
    folder = max(within, key=lambda each: len(each.path), default=None)
    size = entry.stat(follow_symlinks=False).st_size
    return SourceFile(path, folder, size, _bar(entry, path, size))


def _bar(entry: os.DirEntry[str], path: str, size: int) -> str:
    if entry.is_symlink():
        return "it is a link to another place; links are not followed. Put the file itself here"
    if not entry.is_file(follow_symlinks=False):
        return "it is not an ordinary file"
    if size > LARGEST:
        return "it is larger than 100 MB"
    if UNREADABLE.search(path):
        return "its name has characters that are not text. Rename it with plain letters"
    if not os.access(entry.path, os.R_OK):
        return "it cannot be read: its permissions do not allow it"
    return ""


def read(site: Path, path: str) -> bytes:
    """The bytes of a file of the site. Raises SiteError where it cannot be read.

    Raises ValueError for a path that leads out of the site: no scan finds one, but a memory may name one.
    """
    if leads_out(path):
        raise ValueError(f"{path} is not in the site's folder")
    try:
        return (site / path).read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: OSError) -> SiteError:
    return SiteError(
        Problem("file.unreadable", Severity.ERROR, path, f"This file cannot be read: {error.strerror}.")
    )


def missing(site: Path, folders: Sequence[Folder]) -> tuple[Problem, ...]:
    """A problem for each of the given `folders` that is not there; those of the standard layout need not be."""
    lost = [each.path for each in folders if not each.is_standard and not (site / each.path).is_dir()]
    there = [each.name for each in site.iterdir() if each.is_dir() and not _is_passed_over(each.name)]
    return tuple(_missing(path, nearest(path, there)) for path in lost)


def _missing(path: str, near: str | None) -> Problem:
    message = f"There is no folder {path}, so nothing is read from it." + (f" Did you mean {near}?" if near else "")
    better = f'path = "{near}"' if near else ""
    return Problem("folder.missing", Severity.WARNING, "config.toml", message, found=path, suggestion=better)


def misplaced(output: Path, site: Path, folders: Sequence[Folder]) -> tuple[Problem, ...]:
    """A problem where `output` would mix with what somebody wrote: the site, its content, its templates."""
    where, home = output.resolve(), site.resolve()
    names = ["content", "templates", *(folder.path for folder in folders if folder.path != ".")]
    own = {(home / name).resolve() for name in names}
    if where not in (home, *home.parents) and not own & {where, *where.parents}:
        return ()
    message = (
        f"The output folder {output} would mix with the site's own files. "
        "Choose another with --output, such as a folder called output beside content."
    )
    return (Problem("output.place", Severity.ERROR, "", message, found=str(output)),)


def read_config(site: Path) -> bytes | None:
    """The bytes of ``config.toml``, or None where the site has none."""
    return read(site, "config.toml") if (site / "config.toml").exists() else None


def theme_folders(site: Path) -> tuple[Path, ...]:
    """The folders that templates come from: the theme of the package, then the site's own."""
    package = Path(__file__).parent
    shipped = package / "theme"
    return (shipped if shipped.is_dir() else package.parent / "templates", site / "templates")


def own_words(site: Path) -> list[str]:
    """The paths of the settings and of the site's own templates: what stands in them is published too."""
    folder = site / "templates"
    found = sorted(each.relative_to(site).as_posix() for each in folder.rglob("*") if each.suffix in (".html", ".toml"))
    return [*(["config.toml"] if (site / "config.toml").is_file() else []), *found]


def read_theme(folders: Sequence[Path]) -> dict[str, bytes]:
    """The files of a theme by their path below ``templates/``; later folders win file by file.

    A catalogue of words that loses stays, below `words.STANDARD`.
    """
    files: dict[str, bytes] = {}
    for folder in folders:
        for entry in _walk(folder, set()):
            name = Path(entry.path).relative_to(folder).as_posix()
            if entry.is_file() and not entry.name.startswith("."):
                # A site's words go before those of the theme phrase by phrase, not file by file.
                if name in files and words.is_catalogue(name):
                    files[words.STANDARD + name.removeprefix(words.FOLDER)] = files[name]
                files[name] = read(folder, name)
    return dict(sorted(files.items()))


def package_files() -> dict[str, bytes]:
    """The program texts of this package by path: what it makes depends on them."""
    package = Path(__file__).parent
    start = len(str(package)) + 1
    texts = (entry.path for entry in _walk(package, set()) if entry.name.endswith(".py"))
    return {path[start:].replace(os.sep, "/"): Path(path).read_bytes() for path in texts}


def library_versions(wanted: Sequence[str]) -> dict[str, str]:
    """The versions of the libraries `wanted`, by name (in small letters, with ``_``); empty for what is not installed.

    They are told by the names of the folders that installers keep (Python's “Recording installed projects”): to read
    what these hold, as ``importlib.metadata`` does, takes longer than all else in a build with nothing to do.
    """
    kept: dict[str, str] = {}
    for folder in reversed(sys.path):  # what comes first is what is imported
        names = [entry.name for entry in os.scandir(folder or ".")] if Path(folder).is_dir() else []
        parts = (name.removesuffix(".dist-info").rpartition("-") for name in names if name.endswith(".dist-info"))
        kept |= {name.lower().replace("-", "_").replace(".", "_"): version for name, _, version in parts}
    return {name: kept.get(name) or _version(name) for name in wanted}


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""
