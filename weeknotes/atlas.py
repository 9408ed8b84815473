"""Everything that a link can lead to: the entries of a site, its lists, and the files beside them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from weeknotes.config import Config
from weeknotes.identity import Identity
from weeknotes.model import Kind, Reading
from weeknotes.text import slugify

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
DOCUMENTS = (".pdf", ".csv", ".ods", ".odt", ".odp", ".xlsx", ".docx", ".pptx", ".txt", ".json", ".geojson", ".zip")
# Where Hugo, Eleventy, Astro and others keep files that are published as they are.
STATIC = ("static", "public", "assets", "src", "docs", "app")
MEDIA = (".mp3", ".mp4", ".ogg", ".webm", ".vtt", ".ics")


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything that a link can lead to.

    `places` are the site's entries by path, `titles` their paths by slug of title, `addresses` their
    paths by address, `anchors` their heading ids by path. `files` are all other files of the site's
    folder; those that may be published have an address there. `roots` are the folders that addresses
    of another generator may begin in. The last two hold paths by the name of the file, to find near misses.
    """

    config: Config
    places: Mapping[str, Identity]
    titles: Mapping[str, tuple[str, ...]]
    addresses: Mapping[str, str]
    anchors: Mapping[str, frozenset[str]]
    files: Mapping[str, str]
    lists: frozenset[str]
    roots: tuple[str, ...]
    pictures_by_name: Mapping[str, str]
    paths_by_name: Mapping[str, str]


def draw(
    readings: Sequence[Reading],
    identities: Mapping[str, Identity],
    files: Iterable[str],
    lists: Iterable[str],
    config: Config,
) -> Atlas:
    """The atlas of a site: its entries, its other `files` and the addresses of its `lists`."""
    titles: dict[str, tuple[str, ...]] = {}
    for reading in readings:
        names = {slugify(reading.title), identities[reading.path].slug, slugify(stem(reading.path))}
        for name in sorted(names - {""}):
            titles[name] = (*titles.get(name, ()), reading.path)
    addressed = {path: file_address(path, config) for path in files}
    published = [path for path, address in addressed.items() if address]
    return Atlas(
        config=config,
        places=identities,
        titles=titles,
        addresses={identity.address: path for path, identity in identities.items()},
        anchors={each.path: frozenset(heading.id for heading in each.body.headings) for each in readings},
        files=addressed,
        lists=frozenset(lists),
        roots=_roots(config),
        pictures_by_name={posixpath.basename(path): path for path in published},
        paths_by_name={posixpath.basename(path): path for path in (*published, *identities)},
    )


def _roots(config: Config) -> tuple[str, ...]:
    """The folders of content, those above them, and those whose files others serve from the top of a site."""
    above = (each for folder in config.folders for each in (folder.path, *_parents(folder.path)))
    return tuple(dict.fromkeys((*above, *STATIC)))


def _parents(folder: str) -> list[str]:
    return [each.as_posix() for each in PurePosixPath(folder).parents][:-1]


def file_address(path: str, config: Config) -> str:
    """Where a file that is not text is published; empty for one that may not be."""
    if not path.lower().endswith((*PICTURES, *DOCUMENTS, *MEDIA)) and not _in_files(path, config):
        return ""
    for folder in config.folders:
        if folder.kind == Kind.FILES and path.startswith(folder.path + "/"):
            return f"{(folder.at or '').strip('/')}/{path.removeprefix(folder.path + '/')}".lstrip("/")
    return f"media/{path.removeprefix('content/')}"


def _in_files(path: str, config: Config) -> bool:
    return any(each.kind == Kind.FILES and path.startswith(each.path + "/") for each in config.folders)


def stem(path: str) -> str:
    """The name of a text without its ending; that of its folder where it is an ``index.md``."""
    name = posixpath.basename(path).rpartition(".")[0]
    return posixpath.basename(posixpath.dirname(path)) if name == "index" else name
