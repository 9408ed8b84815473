"""Exports as they lie on disk: a file, several, a folder, a zip; read in pieces, never more than is sane."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from weeknotes.errors import MeaningError

PIECE = 1 << 20  # bytes
LARGEST = 200 << 20  # bytes of a file that must be read as a whole
MEMBER = 100 << 20  # bytes of one file in a zip
ALL_MEMBERS = 4 << 30  # bytes of all that is read of a zip
MOST_MEMBERS = 200_000
RATIO = 200  # times that a file may grow when it is unpacked; HTML grows tenfold
LINK = 0o120000  # the kind of a Unix file that is a symbolic link
HIDDEN = (".git", "node_modules", "__MACOSX")
STARTS = {
    b"PK\x03\x04": "this is a zip. Unpack it, and name the file that is in it",
    b"\x1f\x8b": "this is a compressed file. Unpack it, and name the file that is in it",
    b"%PDF": "this is a PDF",
    b"SQLite": "this is a database",
}
PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, piece by piece. Raises MeaningError where they cannot be an export at all."""
    with path.open("rb") as file:
        first = file.read(PIECE)
        check_start(first)
        while first:
            yield first
            first = file.read(PIECE)


def whole(path: Path) -> bytes:
    """All bytes of a file. Raises MeaningError for one too large to be an export, or that cannot be one."""
    if path.stat().st_size > LARGEST:
        raise MeaningError(f"Line 1: this file is larger than {LARGEST >> 20} MB; no export of this kind is.")
    return b"".join(pieces(path))


def check_start(first: bytes) -> None:
    """Raise MeaningError where a file begins like something that is no export."""
    plain = first.removeprefix(b"\xef\xbb\xbf")
    if not plain.strip():
        raise MeaningError("Line 1: this file is empty.")
    for start, what in STARTS.items():
        if plain.startswith(start):
            raise MeaningError(f"Line 1: {what}.")
    if PAGE.match(plain):
        raise MeaningError("Line 1: this is a page of HTML, such as sites show when something failed. Export again.")


def files(path: Path, endings: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The files of a folder or a zip with one of these endings: path and bytes, in the order of their paths."""
    if path.is_dir():
        yield from _in_folder(path, tuple(endings))
    elif zipfile.is_zipfile(path):
        yield from _in_zip(path, tuple(endings))
    else:
        check_start(path.read_bytes()[:PIECE])
        raise MeaningError("Line 1: this is neither a folder nor a zip.")


def is_zip(path: Path) -> bool:
    """Whether a file is a zip that can be opened."""
    return zipfile.is_zipfile(path)


def packed(path: Path, ending: str) -> Iterator[bytes]:
    """The files in a zip with this ending. Raises MeaningError where there is none, or one that is no export."""
    found = False
    for name, data in files(path, (ending,)):
        # Macs put a shadow beside every file of a zip.
        if not set(HIDDEN) & set(PurePosixPath(name).parts):
            check_start(data[:PIECE])
            found = True
            yield data
    if not found:
        raise MeaningError(f"No file in this zip ends in {ending}. Unpack it, and name the file that is the export.")


def listed(folder: Path) -> Iterator[Path]:
    """Every ordinary file below a folder, sorted; links and the folders of programs are passed over."""
    for each in sorted(folder.iterdir()):
        if each.is_symlink() or each.name in HIDDEN:
            continue
        if each.is_dir():
            yield from listed(each)
        elif each.is_file():
            yield each


def _in_folder(folder: Path, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for each in listed(folder):
        if each.name.lower().endswith(endings) and each.stat().st_size <= MEMBER:
            yield each.relative_to(folder).as_posix(), each.read_bytes()


def _in_zip(path: Path, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _members(archive, endings)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise MeaningError(f"This zip cannot be read to its end ({error}). Download it once more.") from error


def _members(archive: zipfile.ZipFile, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise MeaningError(f"This zip holds {len(members):,} files; no export does.")
    # All are looked at before the first is unpacked.
    for each in members:
        _check_member(each)
    read = 0
    for each in sorted(members, key=lambda member: member.filename):
        if each.filename.lower().endswith(endings) and not each.is_dir():
            data = _member(archive, each)
            read += len(data)
            if read > ALL_MEMBERS:
                raise MeaningError("This zip unpacks to more than any export holds.")
            yield each.filename.replace("\\", "/"), data


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    leads_out = name.startswith("/") or ".." in PurePosixPath(name).parts or re.match(r"[A-Za-z]:", name)
    if leads_out or member.external_attr >> 16 & 0o170000 == LINK:
        raise MeaningError(
            f"This zip has a file that leads out of it (“{name[:80]}”). No export has one; it is not opened."
        )
    if member.file_size > max(PIECE, member.compress_size * RATIO):
        raise MeaningError(
            f"“{name[:80]}” in this zip unpacks to {member.file_size:,} bytes. No export has such a file."
        )


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as file:
        # What the zip says of its sizes may be wrong: only so much is read.
        data = file.read(MEMBER + 1)
    if len(data) > MEMBER:
        raise MeaningError(f"“{member.filename[:80]}” in this zip is larger than {MEMBER >> 20} MB.")
    return data
