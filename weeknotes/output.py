"""What is written: files staged aside, then put in place one by one, an account of them kept beside them.

The folder holds ``.weeknotes-files``, the list of what this program wrote; nothing else is ever
removed. The list is widened before the first file is touched and narrowed after the last, so that a
build killed at any step is healed by the next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.text import join_words, leads_out
from weeknotes.traces import Made
from weeknotes.values import Record

LIST = ".weeknotes-files"
KEEPERS = (".gitignore", ".gitkeep")  # they keep an empty folder in Git, and nobody else's work
NAMED = 3  # files of others that a message names
STAGE = ".weeknotes-stage"
UNTOUCHED = "The old site is as it was."
PARTLY = "Some pages may be new already, and no link is broken. Build again when that is mended."
STAND_IN = (
    b'<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">'
    b"<title>One moment</title><p>This page is being changed. It loads again by itself.</p>"
)


class Staged(Record):
    """A file that waits in the stage under its `number` to be put in place; time in nanoseconds."""

    file: str
    number: int
    size: int
    modified: int


class Written(Record):
    """What a build did to the output: paths of files new, changed and removed."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@contextmanager
def staging(folder: Path, among: bool = False) -> Iterator[None]:
    """An empty stage in `folder` while files are made; a file that cannot be made leaves nothing behind.

    Raises SiteError where there can be no stage, or where the folder is full of files of somebody else, unless
    these are to be written `among`.
    """
    with faults(folder):
        if not among:
            _refuse_others(folder)
        shutil.rmtree(folder / STAGE, ignore_errors=True)
        (folder / STAGE).mkdir(parents=True)
    with ExitStack() as undo:
        undo.callback(shutil.rmtree, folder / STAGE, ignore_errors=True)
        yield
        undo.pop_all()


def stage(folder: Path, file: str, number: int, data: bytes) -> Staged:
    """Put the bytes of `file` aside. Raises SiteError, also on a full disk; the site stays as it is."""
    with faults(folder):
        place = folder / STAGE / str(number)
        place.write_bytes(data)
        return Staged(file, number, len(data), place.stat().st_mtime_ns)


def intact(folder: Path, made: Mapping[str, Made]) -> frozenset[str]:
    """Those of the files that were `made` which still stand as they were written."""
    # Joined as text: making paths of ten thousand names takes longer than looking the files up.
    start = os.path.join(folder, "")  # noqa: PTH118
    return frozenset(file for file, each in made.items() if _stands(start + file, each))


def is_whole(folder: Path) -> bool:
    """Whether no build was broken off here."""
    return (folder / LIST).is_file() and not (folder / STAGE).exists()


def swap(folder: Path, staged: Sequence[Staged], kept: Collection[str]) -> Written:
    """Make `folder` hold the staged files and those `kept`, and nothing else that this program wrote.

    New files appear first, then changed ones are replaced, each in one step, and what is gone goes last,
    so that no link dangles at any moment. Pages that come or go together may link to one another: where they
    do, a page without links stands in for each until all are there. Raises SiteError where the folder cannot
    be written, or where a file that somebody else put there stands in the way.
    """
    with faults(folder, PARTLY):
        before = _listed(folder)
        names = {*kept, *(each.file for each in staged)}
        new = {each.file: each for each in staged if each.file not in before}
        changed = {each.file: each for each in staged if each.file in before}
        removed = tuple(sorted(before - names))
        _demand_room(folder, new, [*removed, *new, *changed])
        _list(folder, before | names)
        _remove(folder, _in_the_way(removed, new))
        # On an empty output nobody reads, so nothing needs to stand in.
        _stand_in(folder, new if before else ())
        _put_in_place(folder, [*sorted(new.values(), key=lambda each: _is_page(each.file)), *changed.values()])
        _stand_in(folder, removed)
        _remove(folder, sorted(removed, key=_is_page, reverse=True))
        _list(folder, names)
        shutil.rmtree(folder / STAGE)
    return Written(tuple(new), tuple(changed), removed)


def _stands(path: str, made: Made) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (made.size, made.modified)


def _refuse_others(folder: Path) -> None:
    """Refuse a folder with files in which this program has never written any."""
    if (folder / LIST).exists() or not folder.is_dir():
        return
    others = sorted(each.name for each in folder.iterdir() if each.name not in (STAGE, LIST, *KEEPERS))
    if others:
        message = (
            f"The folder {folder} is no output folder of this program: it holds {join_words(others[:NAMED])}"
            f"{' and more' if len(others) > NAMED else ''}. Choose a new one with --output. If these files are to stay "
            "beside the site, and be published with it, add --among-others."
        )
        raise SiteError(Problem("output.foreign", Severity.ERROR, "", message, found=str(folder)))


def _demand_room(folder: Path, new: Mapping[str, Staged], touched: Sequence[str]) -> None:
    """Refuse, and clear the stage, where files would go into a folder or over a file that is not ours."""
    try:
        _stay_inside(folder, touched)
        _respect_others(folder, new.values())
    except (SiteError, ValueError):
        shutil.rmtree(folder / STAGE)
        raise


def _stay_inside(folder: Path, files: Sequence[str]) -> None:
    """Refuse to go where somebody has put a link in the place of a folder: it may lead out of the output.

    Raises ValueError for a path that leads out by itself: no plan has one, but a memory may that others have written.
    """
    if outside := [file for file in files if leads_out(file)]:
        raise ValueError(f"{outside[0]} is not in the output folder")
    for within in sorted({file.rpartition("/")[0] for file in files}):
        parts = within.split("/")
        for depth in range(1, len(parts) + 1):
            link = "/".join(parts[:depth])
            if link and (folder / link).is_symlink():
                message = (
                    f"In the output folder, {link} is a link to another place. Nothing is written or removed there. "
                    "Take the link away, or choose another folder with --output."
                )
                raise SiteError(Problem("output.foreign", Severity.ERROR, "", message, found=link))


def _respect_others(folder: Path, new: Iterable[Staged]) -> None:
    """Refuse to write over a file of somebody else, unless it says the same."""
    for each in new:
        path = folder / each.file
        if path.is_dir() or (path.exists() and path.read_bytes() != (folder / STAGE / str(each.number)).read_bytes()):
            message = (
                f"The output folder has {each.file}, which this program did not write, where a page has to go. "
                "Move it away, or choose another folder with --output."
            )
            raise SiteError(Problem("output.foreign", Severity.ERROR, "", message, found=each.file))


def _put_in_place(folder: Path, staged: Iterable[Staged]) -> None:
    ready: set[str] = set()
    for each in staged:
        within = each.file.rpartition("/")[0]
        if within not in ready:
            (folder / within).mkdir(parents=True, exist_ok=True)
            ready.add(within)
        (folder / STAGE / str(each.number)).replace(folder / each.file)


def _is_page(file: str) -> bool:
    return file.endswith(".html")


def _stand_in(folder: Path, files: Iterable[str]) -> None:
    """Put a page without links where each page of `files` is or will be; one alone has none that it could miss."""
    pages = [file for file in files if _is_page(file)]
    for file in pages if len(pages) > 1 else ():
        aside = folder / STAGE / "stand-in"
        aside.write_bytes(STAND_IN)
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        aside.replace(folder / file)


def _in_the_way(gone: Iterable[str], new: Iterable[str]) -> list[str]:
    """Files that are gone and stand where a folder has to be, or the other way round."""
    files = set(new)
    folders = {"/".join(name.split("/")[:depth]) for name in files for depth in range(1, name.count("/") + 1)}
    parents = {file: {"/".join(file.split("/")[:depth]) for depth in range(1, file.count("/") + 1)} for file in gone}
    return [file for file in gone if file in folders or parents[file] & files]


def _remove(folder: Path, files: Iterable[str]) -> None:
    """Remove files, and the folders that are empty without them."""
    for file in files:
        path = folder / file
        path.unlink(missing_ok=True)
        with suppress(OSError):  # not empty
            for parent in list(path.relative_to(folder).parents)[:-1]:
                (folder / parent).rmdir()


def _listed(folder: Path) -> frozenset[str]:
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return frozenset()
    return frozenset(line for line in lines if line and not line.startswith("/") and ".." not in line.split("/"))


def _list(folder: Path, names: Iterable[str]) -> None:
    data = "".join(f"{name}\n" for name in sorted(set(names))).encode()
    path = folder / LIST
    if not path.exists() or path.read_bytes() != data:
        aside = folder / STAGE / "list"
        aside.write_bytes(data)
        aside.replace(path)


@contextmanager
def faults(folder: Path, left: str = UNTOUCHED) -> Iterator[None]:
    """Tell in words where the output cannot be written, and how the site that stood there is `left`."""
    try:
        yield
    except OSError as error:
        message = f"The output folder {folder.name} cannot be written: {error.strerror}. {left}"
        raise SiteError(Problem("output.unwritable", Severity.ERROR, "", message)) from error
