"""What a folder of Jekyll says of itself: its settings, the fields that it gives to texts unasked, its people."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import PurePosixPath

from weeknotes import matter
from weeknotes.values import Record, field, replace

STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
SETTINGS = ("_config.yml", "_config.yaml")
PEOPLE = tuple(f"_data/{name}.{ending}" for name in ("authors", "people", "team") for ending in ("yml", "yaml"))
KINDS = {"_posts": "posts", "_drafts": "drafts"}


class Default(Record):
    """Fields for all texts below a path and of a kind; either may be empty, which means all."""

    path: str
    kind: str
    values: Mapping[str, object]


class House(Record):
    """What the settings of the old site say: its address, the shape of its addresses, whether it had a feed.

    `collections` are the folders that it showed besides posts, with the shape of their addresses; `people` are names
    by the word that texts have for them, `zone` is the time zone of days and times, and `sections` are the shapes of
    the addresses of folders that have their own. `included` are hidden folders that it showed all the same.
    """

    url: str = ""
    below: str = ""
    permalink: str = STYLES["date"]
    feed: bool = False
    jekyll: bool = False
    collections: Mapping[str, str] = field(default_factory=dict)
    defaults: tuple[Default, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    cut: str = ""
    zone: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    included: frozenset[str] = frozenset()

    @property
    def base(self) -> str:
        """The address of the site as a whole, without a slash at its end."""
        return self.url + self.below

    def given(self, path: PurePosixPath) -> dict[str, object]:
        """The fields that a text at `path` has unasked; what is said of a longer path counts more."""
        kind = collection_of(path)
        fitting = [each for each in self.defaults if _fits(each, path, KINDS.get(f"_{kind}", kind) or "pages")]
        given: dict[str, object] = {}
        for each in sorted(fitting, key=lambda default: len(default.path)):
            given |= each.values
        return given

    def shows(self, path: PurePosixPath) -> bool:
        """Whether the old site showed what lies at `path`: folders with an underscore only where it was told to."""
        hidden = [each for each in path.parts[:-1] if each.startswith("_") and each not in KINDS]
        shown = {*self.included, *(f"_{each}" for each in self.collections)}
        return not self.jekyll or shown.issuperset(hidden)


def collection_of(path: PurePosixPath) -> str:
    """The collection that a text belongs to, ``posts`` and ``drafts`` among them; empty for a page."""
    return next((each.removeprefix("_") for each in path.parts[:-1] if each.startswith("_")), "")


def _fits(default: Default, path: PurePosixPath, kind: str) -> bool:
    below = default.path.strip("/")
    is_below = not below or path.as_posix().startswith(below) or fnmatch(path.as_posix(), f"{below}*")
    return is_below and default.kind in ("", kind)


def read(files: Mapping[str, bytes]) -> House:
    """What the files of a folder (path and bytes) say of it; the settings may hold anything."""
    data = next((files[name] for name in SETTINGS if name in files), None)
    house = House() if data is None else _settings(data)
    for name in PEOPLE:
        house = replace(house, people={**_people(_fields(files.get(name, b""))), **house.people})
    return house


def _settings(data: bytes) -> House:
    given = _fields(data)
    typed = _text(given, "permalink") or "date"
    return House(
        url=_text(given, "url").rstrip("/"),
        below=_text(given, "baseurl").rstrip("/"),
        permalink=STYLES.get(typed, typed),
        feed=b"jekyll-feed" in data or b"github-pages" in data,
        jekyll=True,
        collections=_collections(given.get("collections")),
        defaults=tuple(_defaults(given.get("defaults"))),
        people=_people(_mapping(given.get("authors"))),
        cut=_text(given, "excerpt_separator").strip(),
        zone=_text(given, "timezone").strip(),
        included=frozenset(_folders(given.get("include"))),
    )


def _fields(data: bytes) -> Mapping[str, object]:
    """The fields of a file in YAML, as texts, lists and mappings."""
    text = matter.decode(data, "settings")[0].removeprefix("---\n")
    return matter.split(f"---\n{text}\n---\n", "settings").fields


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _text(given: Mapping[str, object], name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else ""


def _collections(value: object) -> dict[str, str]:
    """The collections that are put out, with the shape of their addresses."""
    rows = {name: _mapping(each) for name, each in _mapping(value).items()}
    shown = {name: each for name, each in rows.items() if _text(each, "output").casefold() in ("true", "yes")}
    return {name: _text(each, "permalink") or "/:collection/:path.html" for name, each in shown.items()}


def _folders(value: object) -> list[str]:
    rows = value if isinstance(value, list) else [value]
    return [each.strip("/ ") for each in rows if isinstance(each, str)]


def _defaults(value: object) -> list[Default]:
    rows = [_mapping(each) for each in value] if isinstance(value, list) else []
    scopes = [(_mapping(each.get("scope")), _mapping(each.get("values"))) for each in rows]
    return [Default(_text(scope, "path"), _text(scope, "type"), values) for scope, values in scopes]


def _people(rows: Mapping[str, object]) -> dict[str, str]:
    """Names by the word that stands for them; nothing else of people is looked at."""
    named = {key: _text(_mapping(each), "name") for key, each in rows.items()}
    return {key: name for key, name in named.items() if name}
