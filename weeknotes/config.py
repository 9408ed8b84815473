"""The settings of a site: what ``config.toml`` holds. `settings.parse` reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from weeknotes.labels import Style


@dataclass(frozen=True, slots=True)
class Site:
    """``[site]``. `url` ends with a slash; `repository` is ``owner/name`` on GitHub."""

    title: str = "Weeknotes"
    description: str = ""
    url: str = "http://localhost:8000/"
    language: str = "en"
    timezone: str = "Europe/London"
    organisation: str = ""
    repository: str = ""
    branch: str = "main"
    id_authority: str = "localhost,2026"
    reply: str = ""
    week_ending: str = "friday"
    default_team: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """One of ``[[folders]]``: where content of a kind lies, and defaults for all below it.

    `kind` is a value of `model.Kind`. `at` is the address below which ``files`` are published
    (``""`` is the root of the site).
    """

    path: str
    kind: str
    team: str = ""
    theme: str = ""
    series: str = ""
    lang: str = ""
    author: str = ""
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """``[teams.x]``."""

    slug: str
    name: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """``[themes.x]``."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Series:
    """``[series.x]``: `styles` pairs the first week (``""`` for the beginning) with a label style."""

    slug: str
    name: str
    styles: tuple[tuple[str, Style], ...]


@dataclass(frozen=True, slots=True)
class Markdown:
    """``[markdown]``: `flavour` is ``github`` or ``extra``; `extensions` are Python-Markdown's."""

    flavour: str = "github"
    extensions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feeds:
    """``[feeds]``: how many of the newest entries a feed holds."""

    limit: int = 50


@dataclass(frozen=True, slots=True)
class Related:
    """``[related]``: how many related entries a page shows; 0 turns them off."""

    count: int = 5


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a site; finished, with defaults for what was not given.

    `checks` has how grave a problem is (``error``, ``warning``, ``hint``, ``off``) by its code or family.
    """

    site: Site = Site()
    folders: tuple[Folder, ...] = ()
    teams: Mapping[str, Team] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    markdown: Markdown = Markdown()
    feeds: Feeds = Feeds()
    related: Related = Related()
    checks: Mapping[str, str] = field(default_factory=dict)


def standard_folders() -> tuple[Folder, ...]:
    """The standard layout, which needs no ``[[folders]]``."""
    return (
        Folder("content/weeknotes", "weeknote"),
        Folder("content/case-studies", "case study"),
        Folder("content/posts", "post"),
        Folder("content/pages", "page"),
        Folder("content/teams", "team"),
        Folder("content/themes", "theme"),
        Folder("content/people", "person"),
    )
