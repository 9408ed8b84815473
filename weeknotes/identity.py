"""What an entry is and where it lives: ids that outlast renames, addresses that nobody shares."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from weeknotes import urls
from weeknotes.config import Config
from weeknotes.errors import Problem, Severity
from weeknotes.languages import base
from weeknotes.model import Kind, Reading
from weeknotes.terms import Terms
from weeknotes.text import count_words, join_words, slugify
from weeknotes.values import Record, replace

SHOWN = 3  # files named in a problem
TERM_KINDS = {Kind.TEAM: "team", Kind.THEME: "theme", Kind.PERSON: "person"}


class Identity(Record):
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

    Two files that claim the same identity or address are a problem that names both. Only where two
    teams use one name, or the dates of a blog put two notes into one week, is the later one told
    apart by its team, its own name or its date: nobody claimed anything there.
    """
    # From the oldest: what comes later is told apart, so that a new note moves no old address.
    ordered = sorted(readings, key=lambda each: (_day(each), each.path))
    studies = {each.path: each for each in ordered if each.kind is Kind.CASE_STUDY}
    first = {each.path: _first_guess(each, studies, terms, config) for each in ordered}
    first |= _introductions_abroad(ordered, first, config.site.language)
    by_path = {each.path: each for each in ordered}
    # Ids before addresses: who is told apart by id may still have the address of another.
    told, twins = _tell_apart(first, by_path, "id")
    placed, neighbours = _tell_apart(told, by_path, "address")
    # Whoever is told of one identity twice need not hear that it has one address, too.
    known = {problem.path for problem in twins}
    told_already = (each for each in neighbours if each.path not in known)
    return placed, (*twins, *told_already, *_feed_twins(ordered))


def _first_guess(reading: Reading, studies: Mapping[str, Reading], terms: Terms, config: Config) -> Identity:
    teams = reading.teams or _named_team(reading, terms)
    series = reading.series or _series(reading, teams, terms) if reading.kind is Kind.WEEKNOTE else ""
    slug = reading.slug or series or slugify(reading.title) or "untitled"
    lang = slugify(reading.lang)
    # No prefix for the site's own language, nor for one that is no word at all.
    prefix = "" if reading.lang == config.site.language or not lang else f"{lang}/"
    parent = studies.get(reading.parent)
    if parent:
        above = _first_guess(parent, {}, terms, config)
        return Identity(f"{above.id}/{slug}", urls.part_address(above.address, slug), "", slug, teams)
    if kind := TERM_KINDS.get(reading.kind):
        return Identity(f"{kind}/{slug}", urls.term_address(kind, slug), "", slug, teams)
    week = reading.span.last if reading.span else None
    address = prefix + urls.entry_address(reading.kind, slug, week)
    return Identity(prefix + _id(reading, series, slug), address, series, slug, teams)


def _introductions_abroad(
    readings: Iterable[Reading], first: Mapping[str, Identity], language: str
) -> dict[str, Identity]:
    """The introductions of a team, theme or person that has one in another language too, by path.

    The one in the language of the site, else the first, is that of the page that has always been there.
    """
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.kind in TERM_KINDS:
            groups.setdefault(first[reading.path].id, []).append(reading)
    found = {}
    for group in groups.values():
        host = next((each for each in group if base(each.lang) == base(language)), group[0])
        for each in (each for each in group if base(each.lang) != base(host.lang)):
            own, prefix = first[each.path], f"{slugify(each.lang)}/"
            found[each.path] = replace(own, id=prefix + own.id, address=prefix + own.address)
    return found


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
        # An episode is a name that its writer chose; a week may still be corrected.
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
        apart = _set_apart([by_path[path] for path in paths], [found[path] for path in paths], what)
        if len({_same(getattr(each, what)) for each in apart}) == len(apart):
            settled.update(zip(paths, apart, strict=True))
        else:
            problems += [_clash(by_path[path], paths, found[path], what) for path in paths]
    return settled, problems


def _set_apart(readings: Sequence[Reading], identities: Sequence[Identity], what: str) -> list[Identity]:
    """The first as it is; to each later one is added what tells it from those before it, if anything may."""
    apart = [identities[0]]
    taken = _names(identities[0])
    for reading, identity in zip(readings[1:], identities[1:], strict=True):
        mark = _mark(reading, identity, taken, what)
        taken |= _names(identity)
        apart.append(_marked(identity, mark, what) if mark else identity)
    return apart


def _marked(identity: Identity, mark: str, what: str) -> Identity:
    if what == "id":
        return replace(identity, id=f"{identity.id}/{mark}")
    return replace(identity, address=f"{identity.address.rstrip('/')}-{mark}/")


def _names(identity: Identity) -> set[tuple[str, str]]:
    return {("team", _team(identity)), ("slug", identity.slug)}


def _mark(reading: Reading, identity: Identity, taken: Set[tuple[str, str]], what: str) -> str:
    """A team or name that is not `taken`, or the day; empty where somebody said by hand what this is.

    A week that follows from a date is no claim: blogs have two notes in one week.
    """
    is_id = what == "id"
    if reading.fields.slug or (is_id and (reading.fields.id or reading.stated)):
        return ""
    team = _team(identity)
    if team and ("team", team) not in taken:
        return team
    is_note = is_id and reading.kind is Kind.WEEKNOTE
    if is_note and ("slug", identity.slug) not in taken:
        return identity.slug
    return str(_day(reading)) if is_note or reading.dated_name else ""


def _team(identity: Identity) -> str:
    return slugify(identity.teams[0]) if identity.teams else ""


def _feed_twins(readings: Iterable[Reading]) -> list[Problem]:
    """Texts with the `feed_id` of an earlier one: feed readers would show one of the two."""
    owners: dict[str, Reading] = {}
    found = []
    for reading in readings:
        if (name := reading.fields.feed_id) and owners.setdefault(name, reading) is not reading:
            line = reading.fields.lines.get("feed_id", 0)
            message = f"{owners[name].path} has the same “feed_id”. It belongs to one text: take this line away."
            found.append(Problem("id.twice", Severity.ERROR, reading.path, message, line, found=f"feed_id: {name}"))
    return found


def _others(path: str, paths: Sequence[str]) -> str:
    """All `paths` but one, in words. A thousand files of one name make a thousand problems: each stays short."""
    others = [each for each in paths[: SHOWN + 1] if each != path][:SHOWN]
    rest = len(paths) - 1 - len(others)
    return join_words([*others, count_words(rest, "more file")] if rest else others)


def _clash(reading: Reading, paths: Sequence[str], identity: Identity, what: str) -> Problem:
    others = _others(reading.path, paths)
    if what == "address":
        message = f"This file and {others} would both be published at /{identity.address}. Give one another slug."
        return Problem("address.twice", Severity.ERROR, reading.path, message, suggestion=f"slug: {identity.slug}-2")
    if reading.fields.id:
        message = f"This file and {others} both say that their id is “{identity.id}”. An id belongs to one file."
        line = reading.fields.lines.get("id", 0)
        return Problem("id.twice", Severity.ERROR, reading.path, message, line, found=f"id: {identity.id}")
    if reading.kind is Kind.WEEKNOTE:
        message = f"This file and {others} are both the note of series “{identity.series}” for {reading.span}."
        message += " Correct the week of one of them, or give one a series or an id of its own."
    else:
        message = f"This file and {others} would both be the {reading.kind} “{identity.slug}”. Give one another slug."
    line = reading.fields.lines.get("week", 0)
    better = f"id: {identity.id}-2" if reading.kind is Kind.WEEKNOTE else f"slug: {identity.slug}-2"
    return Problem("id.twice", Severity.ERROR, reading.path, message, line, suggestion=better)
