"""A built site as it lies in a folder or an archive: `Snapshot`. Nothing is ever unpacked to a disk."""

from __future__ import annotations

import json
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any, TypeVar

from weeknotes import digest
from weeknotes.errors import UsageError
from weeknotes.values import Record

# What this program keeps beside a site for itself.
OWN = ".weeknotes"
LARGEST = 200 * 1024 * 1024  # bytes; hosts take no larger file, and an archive may claim anything
# What GitHub packs a site into: a tar within the zip that one downloads.
WITHIN = "artifact.tar"
TEXTS = (".html", ".htm", ".json")
FORMS = "the output folder of a build, or a .zip, .tar or .tar.gz of one"

Value = TypeVar("Value")
Named = Iterator[tuple[str, bytes]]


class Snapshot(Record):
    """The files of a site by path: size in bytes and digest. `read` gives the bytes of a page or of JSON."""

    sizes: Mapping[str, int]
    digests: Mapping[str, str]
    read: Callable[[str], bytes]

    def json(self, path: str) -> Any:
        """What a file of JSON holds; None where it is not there or holds something else."""
        try:
            return json.loads(self.read(path)) if path in self.sizes else None
        except (ValueError, RecursionError):
            return None


def read(path: Path) -> Snapshot:
    """The site at `path`. Raises UsageError where there is none."""
    if not path.exists():
        raise UsageError(f"There is no {path}. Name {FORMS}.")
    return _of_folder(path) if path.is_dir() else _of_archive(path)


def _of_folder(folder: Path) -> Snapshot:
    if not (folder / "index.html").is_file():
        meant = folder / "output"
        hint = f" Did you mean {meant}?" if (meant / "index.html").is_file() else ""
        raise UsageError(f"{folder} is no built site: it has no index.html.{hint}")
    files = {name: each for each in sorted(folder.rglob("*")) if (name := _name(each, folder))}
    sizes = {name: each.stat().st_size for name, each in files.items()}
    digests = {name: digest.of_bytes(each.read_bytes()) for name, each in files.items()}
    return Snapshot(sizes, digests, lambda name: files[name].read_bytes())


def _name(path: Path, folder: Path) -> str:
    """The path of a file of the site; empty for folders, links and what is no part of the site."""
    name = path.relative_to(folder).as_posix()
    return name if path.is_file() and not path.is_symlink() and not name.startswith(OWN) else ""


def _of_archive(path: Path) -> Snapshot:
    sizes: dict[str, int] = {}
    digests: dict[str, str] = {}
    texts: dict[str, bytes] = {}
    try:
        with path.open("rb") as file:
            for name, data in _members(file, path):
                sizes[name], digests[name] = len(data), digest.of_bytes(data)
                # Of pictures, which are most of the weight, the digest is enough.
                texts |= {name: data} if name.lower().endswith(TEXTS) else {}
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, zlib.error) as error:
        raise UsageError(f"{path} is no archive that can be read. Name {FORMS}.") from error
    top = _top(sizes, path)
    return Snapshot(_below(top, sizes), _below(top, digests), _below(top, texts).__getitem__)


def _below(top: str, files: Mapping[str, Value]) -> dict[str, Value]:
    """What belongs to files below the folder `top`, by their paths from there."""
    found = {name.removeprefix(top): value for name, value in files.items() if name.startswith(top)}
    return {name: value for name, value in found.items() if not name.startswith(OWN)}


def _members(file: IO[bytes], path: Path) -> Named:
    if zipfile.is_zipfile(file):
        yield from _of_zip(file, path)
        return
    file.seek(0)
    with tarfile.open(fileobj=file) as archive:
        for member in archive:
            _demand_size(member.size, path)
            # A link or a device is no file of a site.
            if data := archive.extractfile(member) if member.isfile() else None:
                yield _clean(member.name), data.read()


def _of_zip(file: IO[bytes], path: Path) -> Named:
    with zipfile.ZipFile(file) as archive:
        if archive.namelist() == [WITHIN]:
            yield from _members(BytesIO(archive.read(WITHIN)), path)
            return
        for each in (each for each in archive.infolist() if not each.is_dir()):
            _demand_size(each.file_size, path)
            yield _clean(each.filename), archive.read(each)


def _demand_size(size: int, path: Path) -> None:
    if size > LARGEST:
        raise UsageError(f"{path} holds a file of more than {LARGEST >> 20} MB: no host would take that site.")


def _clean(name: str) -> str:
    # Names are only compared, never opened: one that leads out of the archive leads nowhere.
    return PurePosixPath(name).as_posix().removeprefix("./").lstrip("/")


def _top(files: Collection[str], path: Path) -> str:
    """The folder within the archive that holds the site, with a slash; empty where it is not in one."""
    homes = [name.removesuffix("index.html") for name in files if PurePosixPath(name).name == "index.html"]
    top = min(homes, key=lambda each: each.count("/"), default=None)
    if top is None:
        raise UsageError(f"{path} holds no built site: there is no index.html in it. Name {FORMS}.")
    return top
