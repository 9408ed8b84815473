"""Everything that a link can lead to: the entries of a site, its lists, and the files beside them."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from weeknotes.config import Config
from weeknotes.identity import Identity
from weeknotes.model import Kind, Reading
from weeknotes.text import slugify
from weeknotes.values import Record

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
DOCUMENTS = (".pdf", ".csv", ".ods", ".odt", ".odp", ".xlsx", ".docx", ".pptx", ".txt", ".json", ".geojson", ".zip")
# Where Hugo, Eleventy, Astro and others keep files that are published as they are.
STATIC = ("static", "public", "assets", "src", "docs", "app")
MEDIA = (".mp3", ".mp4", ".ogg", ".webm", ".vtt", ".ics")


class Atlas(Record):
    """Everything that a link can lead to.

    `places` are the site's entries by path, `titles` their paths by slug of title, `addresses` their
    paths by address, `anchors` their heading ids by path. `files` are all other files of the site's
    folder; those that may be published have an address there. `roots` are the folders that addresses
    of another generator may begin in. `pictures_by_name` and `paths_by_name` hold paths by the name of the
    file, to find near misses; `spellings` holds paths by their `folded` form, `published` files by address.
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
    spellings: Mapping[str, str]
    published: Mapping[str, str]


def draw(
    readings: Sequence[Reading],
    identities: Mapping[str, Identity],
    files: Iterable[str],
    lists: Iterable[str],
    config: Config,
) -> Atlas:
    """The atlas of a site: its entries, its other `files` and the addresses of its `lists`."""
    # All worked out once: ten thousand links ask for these.
    addressed = {path: file_address(path, config) for path in files}
    published = [path for path, address in addressed.items() if address]
    return Atlas(
        config=config,
        places=identities,
        titles=_titles(readings, identities),
        addresses={**_old_addresses(readings), **{each.address: path for path, each in identities.items()}},
        anchors={each.path: frozenset(heading.id for heading in each.body.headings) for each in readings},
        files=addressed,
        lists=frozenset(lists),
        roots=_roots(config),
        pictures_by_name={posixpath.basename(path): path for path in published},
        paths_by_name={posixpath.basename(path): path for path in (*published, *identities)},
        spellings={folded(path): path for path in (*published, *identities)},
        published={addressed[path]: path for path in published},
    )


def folded(path: str) -> str:
    """One form for the paths that differ by case or by Unicode form alone."""
    return unicodedata.normalize("NFC", path).casefold()


def _titles(readings: Sequence[Reading], identities: Mapping[str, Identity]) -> dict[str, tuple[str, ...]]:
    """Paths by what an entry may be called: those with that title, or else with that slug or file name."""
    by_title: dict[str, list[str]] = {}
    by_name: dict[str, list[str]] = {}
    for reading in readings:
        title = slugify(reading.title)
        by_title.setdefault(title, []).append(reading.path)
        for name in sorted({identities[reading.path].slug, slugify(stem(reading.path))} - {title}):
            by_name.setdefault(name, []).append(reading.path)
    # Every note of a team has the team for a slug: who has the title itself is meant before these.
    found = {**by_name, **by_title}
    return {name: tuple(paths) for name, paths in found.items() if name}


def _old_addresses(readings: Iterable[Reading]) -> dict[str, str]:
    """The entries by the addresses that they had once: links to these still stand in old texts."""
    return {alias.strip("/") + "/": each.path for each in readings for alias in each.fields.aliases}


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
