"""What an entry is and where it lives: ids that outlast renames, addresses that nobody shares."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from weeknotes import urls
from weeknotes.config import Config
from weeknotes.errors import Problem, Severity
from weeknotes.model import Kind, Reading
from weeknotes.terms import Terms
from weeknotes.text import join_words, slugify

TERM_KINDS = {Kind.TEAM: "team", Kind.THEME: "theme", Kind.PERSON: "person"}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an entry is (`id`, made of series and week, or kind and slug) and its address.

    `teams` are the names of its teams, the one that its file name tells included.
    """

    id: str
    address: str
    series: str
    slug: str
    teams: tuple[str, ...]


def settle(
    readings: Sequence[Reading], terms: Terms, config: Config
) -> tuple[Mapping[str, Identity], tuple[Problem, ...]]:
    """The identity of every reading by its path.

    Two files that claim the same identity or address are a problem that names both. Only where a
    blog's dated file names put two notes into one week, or use one name twice, is the later one told
    apart by its own name or date: nobody claimed anything there.
    """
    ordered = sorted(readings, key=lambda each: (_day(each), each.path))
    studies = {each.path: each for each in ordered if each.kind is Kind.CASE_STUDY}
    first = {each.path: _first_guess(each, studies, terms, config) for each in ordered}
    by_path = {each.path: each for each in ordered}
    told, twins = _tell_apart(first, by_path, "id")
    placed, neighbours = _tell_apart(told, by_path, "address")
    return placed, (*twins, *neighbours)


def _first_guess(reading: Reading, studies: Mapping[str, Reading], terms: Terms, config: Config) -> Identity:
    teams = reading.teams or _named_team(reading, terms)
    series = reading.series or _series(reading, teams, terms) if reading.kind is Kind.WEEKNOTE else ""
    slug = reading.slug or series or slugify(reading.title) or "untitled"
    prefix = "" if reading.lang == config.site.language else f"{slugify(reading.lang)}/"
    parent = studies.get(reading.parent)
    if parent:
        above = _first_guess(parent, {}, terms, config)
        return Identity(f"{above.id}/{slug}", urls.part_address(above.address, slug), "", slug, teams)
    if kind := TERM_KINDS.get(reading.kind):
        return Identity(f"{kind}/{slug}", urls.term_address(kind, slug), "", slug, teams)
    week = reading.span.last if reading.span else None
    address = prefix + urls.entry_address(reading.kind, slug, week)
    return Identity(prefix + _id(reading, series, slug), address, series, slug, teams)


def _named_team(reading: Reading, terms: Terms) -> tuple[str, ...]:
    """The team that a file name such as ``2026-w28-housing.md`` names, if there is such a team."""
    known = reading.kind is Kind.WEEKNOTE and ("team", reading.slug) in terms.known
    return (reading.slug,) if known else ()


def _series(reading: Reading, teams: Iterable[str], terms: Terms) -> str:
    owners = (*terms.of("team", teams), *terms.of("person", reading.authors))
    return owners[0].slug if owners else "weeknotes"


def _id(reading: Reading, series: str, slug: str) -> str:
    if reading.fields.id:
        return reading.fields.id
    kind = reading.kind.value.replace(" ", "-")
    if reading.kind is Kind.WEEKNOTE and (reading.fields.episode or reading.span):
        which = slugify(reading.fields.episode) or str(reading.span.last if reading.span else "").lower()
        return f"{kind}/{series}/{which}"
    return f"{kind}/{slug}"


def _day(reading: Reading) -> date:
    return reading.published.day if reading.published else date.min


def _same(text: str) -> str:
    """Equal for texts that some file system or reader takes for one (case, Unicode form)."""
    return unicodedata.normalize("NFC", text).casefold()


def _tell_apart(
    found: Mapping[str, Identity], by_path: Mapping[str, Reading], what: str
) -> tuple[dict[str, Identity], list[Problem]]:
    groups: dict[str, list[str]] = {}
    for path, identity in found.items():
        groups.setdefault(_same(getattr(identity, what)), []).append(path)
    settled, problems = dict(found), []
    for paths in groups.values():
        if len(paths) == 1:
            continue
        apart = _by_name_or_day([by_path[path] for path in paths], [found[path] for path in paths], what)
        if len({_same(getattr(each, what)) for each in apart}) == len(apart):
            settled.update(zip(paths, apart, strict=True))
        else:
            problems += [_clash(by_path[path], paths, found[path], what) for path in paths]
    return settled, problems


def _by_name_or_day(readings: Sequence[Reading], identities: Sequence[Identity], what: str) -> list[Identity]:
    """The first as it is; each later one with its own slug, or its day, added where that is not a claim."""
    apart = [identities[0]]
    for reading, identity in zip(readings[1:], identities[1:], strict=True):
        if _is_claim(reading, what):
            apart.append(identity)
        elif what == "id" and identity.slug not in {each.slug for each in apart}:
            apart.append(replace(identity, id=f"{identity.id}/{identity.slug}"))
        elif what == "id":
            apart.append(replace(identity, id=f"{identity.id}/{_day(reading)}"))
        else:
            apart.append(replace(identity, address=f"{identity.address.rstrip('/')}-{_day(reading)}/"))
    return apart


def _is_claim(reading: Reading, what: str) -> bool:
    """Whether somebody said by hand what `reading` is, so that a second one must be a mistake.

    A week that follows from a date is no claim: blogs have two notes in one week.
    """
    if reading.fields.id or reading.fields.slug or reading.stated:
        return True
    return not reading.dated_name and not (what == "id" and reading.kind is Kind.WEEKNOTE and reading.span)


def _clash(reading: Reading, paths: Sequence[str], identity: Identity, what: str) -> Problem:
    others = join_words([path for path in paths if path != reading.path])
    if what == "address":
        message = f"This file and {others} would both be published at /{identity.address}. Give one another slug."
        return Problem("address.twice", Severity.ERROR, reading.path, message, suggestion=f"slug: {identity.slug}-2")
    if reading.fields.id:
        message = f"This file and {others} both say that their id is “{identity.id}”. An id belongs to one file."
        line = reading.fields.lines.get("id", 0)
        return Problem("id.twice", Severity.ERROR, reading.path, message, line, found=f"id: {identity.id}")
    message = (
        f"This file and {others} are both the note of series “{identity.series}” for {reading.span}."
        if reading.kind is Kind.WEEKNOTE
        else f"This file and {others} would both be the {reading.kind} “{identity.slug}”."
    )
    way = " Correct the week of one of them, or give one a series or an id of its own."
    line = reading.fields.lines.get("week", 0)
    return Problem("id.twice", Severity.ERROR, reading.path, message + way, line, suggestion=f"id: {identity.id}-2")
