"""Pictures and files of the old site: found in a folder, or fetched when that was asked for, cleaned, put aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from weeknotes import images
from weeknotes.atlas import DOCUMENTS, MEDIA, PICTURES
from weeknotes.errors import MeaningError
from weeknotes.importers import fetching, opening
from weeknotes.importers.fetching import Limits
from weeknotes.importers.naming import DEVICES
from weeknotes.importers.stage import Stage
from weeknotes.text import slugify

# Wider than any camera's pictures: they come as they are, without what the camera noted.
WIDEST = 20_000
FILES = (*DOCUMENTS, *MEDIA)
# The smaller copies that WordPress makes, and the mark of the one that it shrank.
COPY = re.compile(r"-(?:\d+x\d+|scaled|rotated)(?=\.\w+$)")
# A service of WordPress.com that stands before the address of a picture.
PHOTON = re.compile(r"https?://i\d\.wp\.com/")
STARTS = {
    ".jpg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".gif": (b"GIF87a", b"GIF89a"),
}
LONGEST = 60  # characters of a name
PATIENCE = 3  # times in a row that a host may be dumb, before nobody asks it for the rest of its pictures


def find(folders: Sequence[Path]) -> dict[str, list[Path]]:
    """All files in `folders` by their name in small letters."""
    found: dict[str, list[Path]] = {}
    for folder in folders:
        for path in opening.listed(folder):
            found.setdefault(path.name.casefold(), []).append(path)
    return found


def plain_address(address: str) -> str:
    """The address of a picture itself, without services that stand before it and without its query."""
    return PHOTON.sub("https://", address).partition("?")[0].partition("#")[0]


class Pictures:
    """The pictures and files of one import, each put aside once, beside the text that shows it first.

    Without the limits `fetch`, nothing is fetched.
    """

    def __init__(self, folders: Sequence[Path], fetch: Limits | None, stage: Stage) -> None:
        self._by_name = find(folders)
        self._fetch = fetch
        self._stage = stage
        self._taken: dict[str, str] = {}
        self._failed: dict[str, str] = {}
        self._names: set[str] = set()
        self._dumb: Counter[str] = Counter()

    @property
    def count(self) -> int:
        """How many were put aside."""
        return len(self._taken)

    def was_asked(self, address: str) -> bool:
        """Whether any text shows what is at an address, or leads to it."""
        key = COPY.sub("", plain_address(address))
        return key in self._taken or key in self._failed

    def take(self, address: str, beside: str) -> str:
        """The path in the site of what is at an address; empty where it cannot be had, see `why`.

        `beside` is the path of the text that shows it.
        """
        key = COPY.sub("", plain_address(address))
        if key not in self._taken and key not in self._failed:
            try:
                data, name = self._cleaned(address)
                self._taken[key] = self._put(data, name, f"{beside.removesuffix('.md')}/")
                # One line of the list each.
                if key.isprintable():
                    self._stage.addresses[key] = self._stage.waiting[self._taken[key]]
            except MeaningError as error:
                self._failed[key] = str(error)
        return self._taken.get(key, "")

    def why(self, address: str) -> str:
        """Why a picture could not be had; empty where it is just not at hand."""
        return self._failed.get(COPY.sub("", plain_address(address)), "")

    def _cleaned(self, address: str) -> tuple[bytes, str]:
        plain = plain_address(address)
        # The picture itself is better than the smaller copy that the text showed.
        path = self._nearest(COPY.sub("", plain)) or self._nearest(plain)
        before = b"" if path else self._stage.brought(COPY.sub("", plain))
        data = path.read_bytes() if path else before or self._fetched(address)
        name = unquote(urlsplit(plain).path.rpartition("/")[2]) or "picture"
        # Documents are not looked into.
        if name.lower().endswith(FILES):
            return data, name
        ending = _ending(data, name)
        whole = before or images.clean(data, f"picture{ending}", WIDEST)
        return whole, re.sub(r"\.\w{1,5}$", "", COPY.sub("", name)) + ending

    def _fetched(self, address: str) -> bytes:
        is_on_web = address.startswith(("http://", "https://")) and ".invalid/" not in address
        if self._fetch is None or not is_on_web:
            raise MeaningError("")
        host = urlsplit(address).netloc
        if self._dumb[host] >= PATIENCE:
            raise MeaningError("its host did not answer before and was not asked again")
        try:
            data = fetching.fetch(address, self._fetch)
        except fetching.SilenceError:
            self._dumb[host] += 1
            raise
        self._dumb[host] = 0
        return data

    def _nearest(self, address: str) -> Path | None:
        """The file of that name whose folders are most like those of the address."""
        parts = [each for each in unquote(urlsplit(address).path).casefold().split("/") if each]
        if not parts:
            return None
        found = self._by_name.get(parts[-1], [])
        return max(found, key=lambda path: _shared(parts, path), default=None)

    def _put(self, data: bytes, name: str, folder: str) -> str:
        ending = PurePosixPath(name).suffix
        plain = slugify(name.removesuffix(ending))[:LONGEST].strip("-") or "picture"
        plain = f"{plain}-picture" if plain in DEVICES else plain
        for each in _numbered(plain, ending.lower()):
            path = folder + each
            if path.casefold() not in self._names and self._stage.is_free(path, data):
                self._names.add(path.casefold())
                self._stage.put(path, data)
                return path
        raise AssertionError("numbers never end")


def _numbered(stem: str, ending: str) -> Iterable[str]:
    yield f"{stem}{ending}"
    number = 2
    while True:
        yield f"{stem}-{number}{ending}"
        number += 1


def _shared(parts: Sequence[str], path: Path) -> int:
    """How many parts, from the end, an address and a path have in common."""
    own = [each.casefold() for each in path.parts]
    count = 0
    while count < min(len(parts), len(own)) and parts[-1 - count] == own[-1 - count]:
        count += 1
    return count


def _ending(data: bytes, name: str) -> str:
    """The ending that says what a picture is, by its first bytes; that of its name where they do not tell."""
    for ending, starts in STARTS.items():
        if data.startswith(starts):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return ".avif"
    # Drawings have no bytes of their own to know them by.
    named = PurePosixPath(name).suffix.lower()
    if named in PICTURES or b"<svg" in data[:2000]:
        return named if named in PICTURES else ".svg"
    raise MeaningError(f"The file {name[:80]} is no picture that browsers show.")
