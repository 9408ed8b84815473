"""``[site.cy]`` of the settings: what a site is called on its pages in another language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weeknotes import formats
from weeknotes.config import Naming, Site
from weeknotes.errors import Problem
from weeknotes.languages import CODE, base
from weeknotes.schema import SITE
from weeknotes.sections import Key, Source, read_section
from weeknotes.values import replace

NAMED = {name: SITE[name] for name in ("title", "description", "organisation")}
# Terms without an introduction, whose title would be their name in its language.
CALLED = {
    "tags": Key("names", formats.names, '{ maps = "mapiau" }'),
    "projects": Key("names", formats.names, '{ grow = "Tyfu" }'),
}


def apart(table: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Mapping[str, Any]]]:
    """The table of a site without its sections for languages, and these by code."""
    others: dict[str, Mapping[str, Any]] = {
        name: raw for name, raw in table.items() if isinstance(raw, dict) and CODE.fullmatch(name)
    }
    return {name: raw for name, raw in table.items() if name not in others}, others


def read(source: Source, given: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, Naming], tuple[Problem, ...]]:
    """What the sections for languages say, by code without a region, and all that is wrong with them; `source` is
    the place of the site's own."""
    found: dict[str, Naming] = {}
    problems: tuple[Problem, ...] = ()
    for code, table in given.items():
        values, told = read_section(source.inside(code), table, {**NAMED, **CALLED})
        found[base(code)] = Naming(**values)
        problems += told
    return found, problems


def in_language(site: Site, code: str) -> Site:
    """The site as pages in language `code` call it; what they have no name for stays as it is."""
    naming = site.called.get(base(code)) if site.called else None
    if not naming:
        return site
    given = {name: value for name in NAMED if (value := getattr(naming, name))}
    return replace(site, **given, told=tuple(given))


def of_terms(site: Site, code: str) -> dict[tuple[str, str], str]:
    """What tags and projects are called in language `code`, by kind and what texts call them, as typed."""
    naming = site.called.get(base(code), Naming())
    kinds = {"tag": naming.tags, "project": naming.projects}
    return {(kind, typed): name for kind, names in kinds.items() for typed, name in names.items()}
