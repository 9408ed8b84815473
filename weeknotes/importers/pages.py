"""Files of a folder -> pages: the header taken off, in whichever language it is, its fields by their names here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from weeknotes import matter, toml
from weeknotes.importers import dated, kept, pelican
from weeknotes.importers.export import Left
from weeknotes.importers.house import House
from weeknotes.structures import SYNONYMS, known_name
from weeknotes.values import Record, field

TEXTS = (".md", ".markdown", ".mkd", ".html", ".htm")
# Folders of the generators themselves, and texts about the repository.
MACHINERY = frozenset(
    (
        *("_site", "_includes", "_layouts", "_sass", "_data", "_plugins", "node_modules", "vendor", "public"),
        *("layouts", "themes", "archetypes", "resources", "assets", "static", "dist", "bin"),
    )
)
ABOUT = ("readme", "changelog", "contributing", "license", "licence", "code_of_conduct", "404", "security")
# Names that people give to the folder of their posts.
POST_FOLDERS = ("_posts", "_drafts", "posts", "post", "blog", "news", "weeknotes", "articles", "writing", "notes")
# Fields that are read one by one; the others are kept as typed.
MINE = frozenset(
    (
        *("title", "date", "updated", "authors", "tags", "summary", "image", "aliases", "slug", "draft", "published"),
        *("state", "lang", *dated.WEEKS),
    )
)
LOOP = re.compile(r"\{%-?\s*for\s+\w+\s+in\s+(?:site|paginator|pagination|collections)\.")
LIST = "it is about the repository, or a list that this site makes by itself"


class Page(Record):
    """A text with its header taken off: `given` by the names of this site, `raw` lines of the header by name.

    `misread` are lines of the header that are no sound YAML and were read as they stand.
    """

    path: PurePosixPath
    body: str
    given: Mapping[str, object] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    misread: tuple[str, ...] = ()


def is_text(path: PurePosixPath) -> bool:
    """Whether a file is one of the writer's, by its name and its folders."""
    return path.suffix.lower() in TEXTS and not MACHINERY & set(path.parts[:-1])


def read(path: PurePosixPath, data: bytes, house: House) -> Page | Left:
    """The page of a file, or why it is none."""
    text, faults = matter.decode(data, str(path))
    if not house.shows(path):
        return Left("page", str(path), "the old site did not show it")
    if path.stem.casefold() in ABOUT or _is_list(path, text) or (faults and not text):
        return Left("page", str(path), LIST)
    # Hugo takes headers in three languages; the other two have their own fences.
    if text.startswith("+++\n"):
        return _with_toml(path, text)
    if text.startswith("{\n"):
        return _with_json(path, text)
    split = matter.split(pelican.fenced(text), str(path))
    if path.suffix.lower() in (".html", ".htm") and not split.fields:
        return Left("page", str(path), "it is a finished page of HTML without a header")
    given = {**_named(house.given(path)), **_named(split.fields)}
    given["above"] = list(path.parts[: path.parts.index("_posts")]) if "_posts" in path.parts else []
    body = split.body.replace(house.cut, "") if house.cut else split.body
    raw, odd = kept.read(split, MINE, str(path))
    # Capitals in the names of fields are a habit, and nobody's doubt.
    misread = (problem.found for problem in split.problems if problem.code != "front-matter.name")
    return Page(path, body, given, raw, (*misread, *odd))


def _is_list(path: PurePosixPath, text: str) -> bool:
    """Whether a page is the front of a folder of posts or of the site, or is written by a loop over all texts."""
    is_high = len(path.parts) <= 2 and set(path.parts[:-1]) <= {"content", *POST_FOLDERS}
    is_front = path.stem == "_index" or (path.stem == "index" and is_high)
    return is_front or ("_posts" not in path.parts and bool(LOOP.search(text)))


def _named(fields: Mapping[str, object]) -> dict[str, object]:
    """Fields by the name that they have here; of two for the same, the one with that name."""
    named: dict[str, object] = {}
    for name, value in fields.items():
        plain = known_name(str(name))
        # Categories may be more than tags here: the one who imports can make teams of them.
        other = SYNONYMS.get(plain, plain) if plain not in ("category", "categories") else "categories"
        for meant in dict.fromkeys((plain, other)):
            if meant == plain or meant not in fields:
                named.setdefault(meant, value)
    return named


def _with_toml(path: PurePosixPath, text: str) -> Page | Left:
    head, _, body = text[4:].partition("\n+++")
    read = toml.read(head)
    data = getattr(read, "data", None)
    if data is None:
        return Left("post", str(path), "its header between “+++” cannot be read")
    return Page(path, body.partition("\n")[2], _named({**data, **data.get("taxonomies", {})}))


def _with_json(path: PurePosixPath, text: str) -> Page | Left:
    try:
        data, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return Left("post", str(path), "its header in curly brackets cannot be read")
    return Page(path, text[end:], _named(data))
