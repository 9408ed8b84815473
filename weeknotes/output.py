"""What is written: files replaced one by one and whole, an account of them kept beside them.

The folder holds ``.weeknotes-files``, the list of what this program wrote; nothing else is
ever removed. The list is widened before the first file is touched and narrowed after the last,
and new files are staged beside their place, so that a build killed at any step is healed by the next.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from weeknotes.errors import Problem, Severity, SiteError

LIST = ".weeknotes-files"
STAGE = ".weeknotes-stage"


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output: paths of files new, changed and removed, and a count of those kept."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    """Make `folder` hold `files` (path and bytes, each path once) and nothing else that this program wrote.

    All files are staged first; then new ones appear, changed ones are replaced, each in one
    step, and what is gone goes last, so that no link dangles at any moment. Raises SiteError where the
    folder cannot be written, or a file that somebody else put there stands in the way.
    """
    with _faults(folder):
        before = _listed(folder)
        stage = _fresh_stage(folder)
        new, changed, kept = _stage(folder, files, before)
        names = [*new, *changed, *kept]
        _list(folder, [*before, *names])
        removed = tuple(sorted(set(before) - set(names)))
        for name in _in_the_way(removed, new):
            _remove(folder, name)
        for name in (*new, *changed):
            _replace(folder, name)
        for name in removed:
            _remove(folder, name)
        _list(folder, names)
        shutil.rmtree(stage)
    return Written(tuple(new), tuple(changed), removed, len(kept))


def is_whole(folder: Path) -> bool:
    """Whether the folder holds a site that this program wrote to the end."""
    return (folder / LIST).is_file() and not (folder / STAGE).exists()


def _stage(
    folder: Path, files: Iterable[tuple[str, bytes]], before: Iterable[str]
) -> tuple[list[str], list[str], list[str]]:
    ours = set(before)
    new: list[str] = []
    changed: list[str] = []
    kept: list[str] = []
    for name, data in files:
        there = _there(folder / name)
        if there == data:
            kept.append(name)
            continue
        if there is not None and name not in ours:
            raise _foreign(name)
        (new if there is None else changed).append(name)
        staged = folder / STAGE / name
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(data)
    return new, changed, kept


def _there(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _foreign(name: str) -> SiteError:
    return SiteError(
        Problem(
            "output.foreign",
            Severity.ERROR,
            "",
            f"The output folder has a file {name} that this program did not write, where a page has to go. "
            "Move it away, or choose another folder with --output.",
            found=name,
        )
    )


def _fresh_stage(folder: Path) -> Path:
    stage = folder / STAGE
    if stage.exists():
        shutil.rmtree(stage)
    stage.mkdir(parents=True)
    return stage


def _replace(folder: Path, name: str) -> None:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    (folder / STAGE / name).replace(target)


def _in_the_way(gone: Iterable[str], new: Iterable[str]) -> list[str]:
    """Files that are gone and stand where a folder has to be, or the other way round."""
    folders = {"/".join(name.split("/")[:depth]) for name in new for depth in range(1, name.count("/") + 1)}
    files = set(new)
    return [name for name in gone if name in folders or any(name.startswith(file + "/") for file in files)]


def _remove(folder: Path, name: str) -> None:
    path = folder / name
    path.unlink(missing_ok=True)
    for parent in path.relative_to(folder).parents[:-1]:
        try:
            (folder / parent).rmdir()
        except OSError:
            return  # not empty


def _listed(folder: Path) -> list[str]:
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return []
    return [line for line in lines if line and not line.startswith("/") and ".." not in line.split("/")]


def _list(folder: Path, names: Iterable[str]) -> None:
    text = "".join(f"{name}\n" for name in sorted(set(names)))
    path = folder / LIST
    if _there(path) != text.encode():
        staged = folder / STAGE / LIST
        staged.write_text(text, encoding="utf-8", newline="\n")
        staged.replace(path)


@contextmanager
def _faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"The output folder {folder} cannot be written: {error.strerror}. The old site is as it was."
        raise SiteError(Problem("output.unwritable", Severity.ERROR, "", message)) from error
