"""The text of ``config.toml`` -> `Config`: every fault at once, each with its line and what to write.

A faulty setting takes its default, so that the rest of the site can be checked in the same
run. What a section may hold stands in `schema`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from weeknotes import accessibility, formats, gravity, namings, quiet_periods, toml, toml_mending
from weeknotes.config import (
    Config,
    Design,
    Feeds,
    Folder,
    Hosting,
    Images,
    Markdown,
    Publication,
    Related,
    Search,
    Sensitive,
    Series,
    Site,
    Team,
    Theme,
    standard_folders,
)
from weeknotes.errors import Problem, Severity
from weeknotes.labels import Style
from weeknotes.schema import CHANGE, FOLDER, SECTIONS, SERIES, SITE
from weeknotes.sections import Source, Values, read_section, stranger, tables
from weeknotes.text import slugify, spelt_out
from weeknotes.values import replace

Problems = tuple[Problem, ...]

# The sections whose settings are all that there is to them.
PLAIN: Mapping[str, Callable[..., Any]] = {
    "feeds": Feeds,
    "related": Related,
    "search": Search,
    "images": Images,
    "design": Design,
    "sensitive": Sensitive,
    "publication": Publication,
    "hosting": Hosting,
}


def parse(text: str, path: str = "config.toml") -> tuple[Config, Problems]:
    """The settings in `text`, and all that is wrong with them, by line. Never raises.

    `path` names the file in problems. What is missing or faulty has its default.
    """
    document, broken = toml_mending.load(text, path)
    source = Source(document, path)
    site, site_problems = _site(source)
    folders, folder_problems = _folders(source)
    teams, team_problems = _named(source, "teams")
    themes, theme_problems = _named(source, "themes")
    series, series_problems = _series(source, teams)
    markdown, markdown_problems = _markdown(source)
    plain = {name: _single(source, name) for name in PLAIN}
    quiet, quiet_problems = quiet_periods.read(source.inside("quiet_periods"))
    levels, level_problems = _table(source.inside("checks"), source.document.data.get("checks", {}))
    checks, check_problems = gravity.read_checks(source.inside("checks"), levels)
    duties, lacking = accessibility.read(source, _single(source, "accessibility"), site)
    config = Config(
        site=site,
        folders=folders,
        teams={slug: Team(slug, **values) for slug, values in teams.items()},
        themes={slug: Theme(slug, **values) for slug, values in themes.items()},
        series=series,
        markdown=markdown,
        quiet_periods=quiet,
        checks=checks,
        accessibility=duties,
        **{name: record(**plain[name][0]) for name, record in PLAIN.items()},
    )
    told = (
        *(broken + _strangers(source) + site_problems + folder_problems + team_problems + theme_problems),
        *(series_problems + markdown_problems + quiet_problems + level_problems + check_problems + lacking),
        *(problem for _, problems in plain.values() for problem in problems),
    )
    return config, tuple(sorted(told, key=lambda problem: problem.rank))


def _strangers(source: Source) -> Problems:
    names = (name for name in source.document.data if name not in SECTIONS)
    return tuple(_top_stranger(source.inside(name), name) for name in names)


def _top_stranger(here: Source, name: str) -> Problem:
    if name not in SITE or here.typed.startswith("["):
        return stranger(here, SECTIONS.keys() - here.document.data.keys())
    # Where there is a [site], nothing but moving the line helps.
    better = "" if "site" in here.document.data else f"site.{here.typed}"
    told = f"`{name}` stands above all sections and is ignored: it belongs below [site]."
    return here.problem("unknown-key", told, better, Severity.WARNING)


def _table(source: Source, raw: object) -> tuple[Mapping[str, Any], Problems]:
    """The table of a section such as ``[site]``."""
    if isinstance(raw, dict):
        return raw, ()
    told = f"`{source.name}` must be a section: write [{source.name}] and its settings below."
    first = raw[0] if isinstance(raw, list) and raw and isinstance(raw[0], dict) else {}
    return first, (source.problem("type", told, f"[{source.name}]"),)


def _single(source: Source, name: str) -> tuple[Values, Problems]:
    here = source.inside(name)
    table, problems = _table(here, source.document.data.get(name, {}))
    # [[site]] puts what it holds into the first item of a list.
    inner = here.inside(0) if problems else here
    values, told = read_section(inner, table, SECTIONS[name])
    return values, problems + told


def _site(source: Source) -> tuple[Site, Problems]:
    here = source.inside("site")
    table, problems = _table(here, source.document.data.get("site", {}))
    plain, others = namings.apart(table)
    # [[site]] puts what it holds into the first item of a list.
    inner = here.inside(0) if problems else here
    values, faults = read_section(inner, plain, SITE)
    called, misnamed = namings.read(inner, others)
    problems += faults + misnamed
    address = values.get("url", "")
    authority = f"{formats.host(address)},2026" if address else Site().id_authority
    typed = source.document.data.get("site")
    given = typed if isinstance(typed, dict) else {}
    hints: Problems = ()
    if not given.get("url"):
        told = "The site does not know its own address (`url`): its feeds would lead to this computer alone."
        hints += (here.problem("url-missing", told, 'url = "https://notes.example.org/"', Severity.HINT),)
    elif address and not given.get("id_authority"):
        told = (
            "`id_authority` is missing. It names your entries in feed readers and must never change, "
            "even when the address of the site does: write it down now."
        )
        better = f"id_authority = {toml.quote(authority)}"
        hints += (here.problem("id-authority-missing", told, better, Severity.HINT),)
    site = Site(**{"id_authority": authority, **values}, called=called)
    if site.languages and site.language not in site.languages:
        site = replace(site, languages=(site.language, *site.languages))
    return site, problems + hints


def _folders(source: Source) -> tuple[tuple[Folder, ...], Problems]:
    listed, problems = tables(source.inside("folders"), source.document.data.get("folders", []))
    given: tuple[Folder, ...] = ()
    for here, table in listed:
        folder, told = _folder(here, table, given)
        given += (folder,) if folder else ()
        problems += told
    paths = {folder.path for folder in given}
    return given + tuple(folder for folder in standard_folders() if folder.path not in paths), problems


def _folder(here: Source, table: Mapping[str, Any], before: Sequence[Folder]) -> tuple[Folder | None, Problems]:
    values, problems = read_section(here, table, FOLDER)
    for name in ("path", "kind"):
        if name not in values and not table.get(name):
            told = f"This folder has no `{name}`."
            problems += (here.problem(f"folder-{name}-missing", told, f"{name} = {FOLDER[name].sample}"),)
    if "path" not in values or "kind" not in values:
        return None, problems
    if impossible := _impossible(here.inside("path"), values, before):
        return None, problems + impossible
    is_files = values["kind"] == "files"
    if "at" in values and not is_files:
        told = "`at` has a meaning only for folders of kind files. It is ignored here."
        inner = here.inside("at")
        problems += (inner.problem("at", told, f"# {inner.typed}", Severity.WARNING),)
    at = values.pop("at", values["path"])
    return Folder(**values, at=at if is_files else None), problems + _signing(here, values)


def _impossible(here: Source, values: Values, before: Sequence[Folder]) -> Problems:
    """What keeps a folder from being one; `here` is its path."""
    if values["path"] == "." and values["kind"] == "files":
        told = "The site's own folder cannot be one of files: everything in it would be published."
        return (here.problem("path", told, 'path = "files"'),)
    if values["path"].casefold() in {each.path.casefold() for each in before}:
        told = f"The folder {values['path']} is given twice. Keep one of the two sections."
        return (here.problem("folder-twice", told),)
    return ()


def _signing(here: Source, values: Values) -> Problems:
    """What is wrong with who signs off: nobody is named, or somebody is named for nothing."""
    is_named = values.get("sign_off") == "named"
    if is_named and not values.get("approvers"):
        told = "Sign-off is by named people, but there are no `approvers`: nothing could ever be published."
        line = f"approvers = {FOLDER['approvers'].sample}"
        return (here.inside("sign_off").problem("approvers", told, line),)
    if "approvers" in values and not is_named:
        told = '`approvers` have no effect without the line sign_off = "named".'
        inner = here.inside("approvers")
        return (inner.problem("approvers", told, f'sign_off = "named"\n{inner.typed}', Severity.WARNING),)
    return ()


def _named(source: Source, section: str) -> tuple[dict[str, Values], Problems]:
    """The tables of ``[teams.x]``, ``[themes.x]`` or ``[series.x]`` by slug, each with a name."""
    here = source.inside(section)
    whole, problems = _table(here, source.document.data.get(section, {}))
    found: dict[str, Values] = {}
    for typed, raw in whole.items():
        inner = here.inside(typed)
        slug = slugify(typed)
        if slug != typed:
            told = f"“{typed}” goes into addresses: write it in small letters, digits and hyphens."
            better = inner.typed.replace(f'"{typed}"', slug).replace(typed, slug, 1) if slug else ""
            problems += (inner.problem("slug", told, better),)
        # housing = "Housing Repairs" below [teams] is short for a section with a name alone.
        table, told_type = _table(inner, {"name": raw} if isinstance(raw, str) else raw)
        values, told_values = read_section(inner, table, SECTIONS[section])
        problems += told_type + told_values
        found.update({slug: {"name": spelt_out(slug), **values}} if slug else {})
    return found, problems


def _series(source: Source, teams: Mapping[str, Values]) -> tuple[dict[str, Series], Problems]:
    found, problems = _named(source, "series")
    series: dict[str, Series] = {}
    for slug, values in found.items():
        here = source.inside("series", slug)
        changes, told = _changes(here.inside("changes"), values.get("changes", []))
        given = (*here.place, "name") in here.document.places
        name = values["name"] if given or slug not in teams else teams[slug]["name"]
        ended, farewell = values.get("ended", ""), values.get("farewell", "")
        series[slug] = Series(slug, name, (("", values.get("label", Style())), *changes), ended, farewell)
        problems += told + _unended(here.inside("farewell"), values)
    return series, problems


def _unended(here: Source, values: Values) -> Problems:
    """A farewell of a series of which nobody says that it has ended."""
    if "farewell" not in values or "ended" in values:
        return ()
    told = "`farewell` has no effect without the last week of the series, `ended`."
    better = f"ended = {SERIES['ended'].sample}\n{here.typed}"
    return (here.problem("farewell", told, better, Severity.WARNING),)


def _changes(source: Source, raw: object) -> tuple[tuple[tuple[str, Style], ...], Problems]:
    listed, problems = tables(source, raw)
    changes: dict[str, Style] = {}
    for here, table in listed:
        values, told = read_section(here, table, CHANGE)
        problems += told
        for name in CHANGE:
            if name not in table:
                missing = f"This change has no `{name}`."
                problems += (here.problem("change-incomplete", missing, f"{name} = {CHANGE[name].sample}"),)
        if values.get("from") in changes:
            twice = f"There are two changes from {values['from']}. Keep one of the two."
            problems += (here.inside("from").problem("change-twice", twice),)
        elif len(values) == len(CHANGE):
            changes[values["from"]] = values["label"]
    return tuple(sorted(changes.items(), key=lambda change: change[0])), problems


def _markdown(source: Source) -> tuple[Markdown, Problems]:
    values, problems = _single(source, "markdown")
    markdown = Markdown(**values)
    if not markdown.extensions or markdown.flavour == "extra":
        return markdown, problems
    told = '`extensions` have no effect on the flavour "github": they need a line that asks for "extra".'
    # Where the flavour was not typed, the line to write comes beside the extensions.
    here = source.inside("markdown", "flavour" if values.get("flavour") else "extensions")
    return markdown, (*problems, here.problem("extensions", told, 'flavour = "extra"', Severity.WARNING))
