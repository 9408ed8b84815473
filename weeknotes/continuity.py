"""Continuity: what was published keeps its id and stays to be found at its address, or the build says what is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from weeknotes import digest
from weeknotes.errors import Problem, Severity
from weeknotes.identity import Identity
from weeknotes.ledger import Deed, Ledger
from weeknotes.model import FileAccount, Reading, State

Known = TypeVar("Known")

TAKEN_BACK = "withdrawn: We took this back because …"


def mark(reading: Reading) -> str:
    """What a text is known by when its file, its slug or its week is another: its kind, title and beginning."""
    said = [reading.kind.value, reading.title, reading.fields.summary or reading.excerpt]
    return digest.of_record(said)


def keep_ids(
    identities: Mapping[str, Identity], readings: Sequence[Reading], old: Ledger
) -> tuple[dict[str, Identity], tuple[Problem, ...]]:
    """The identities by path, where a text that was published under another id keeps that one.

    A text is known by an old address that it names, by its file, or by its `mark`. Texts that have exchanged their
    names, two or more of them in a circle, take their ids along.
    """
    now = {identity.id for identity in identities.values()}
    gone = {id: deed for id, deed in old.deeds.items() if id not in now}
    new = [each for each in readings if identities[each.path].id not in old.deeds]
    kept = dict(identities)
    told: list[Problem] = []
    for reading, deed in (*_pairs(new, gone), *_exchanged(identities, readings, old)):
        told.append(_renamed(reading, kept[reading.path], deed))
        kept[reading.path] = replace(kept[reading.path], id=deed.id)
    return kept, tuple(told)


def _pairs(new: Sequence[Reading], gone: Mapping[str, Deed]) -> list[tuple[Reading, Deed]]:
    """New texts with the deed of which each is the continuation; what could be two things is neither."""
    if not gone or not new:
        return []
    by_address = {address: deed for deed in gone.values() for address in (deed.address, *deed.before)}
    by_path = {deed.path: deed for deed in gone.values() if deed.path}
    by_mark = _single((deed.mark, deed) for deed in gone.values())
    marks = Counter(mark(each) for each in new)
    found: dict[str, tuple[Reading, Deed]] = {}
    for reading in new:
        named = (by_address.get(_address(alias)) for alias in reading.fields.aliases)
        known = mark(reading)
        alike = by_mark.get(known) if marks[known] == 1 else None
        deed = next(filter(None, named), None) or by_path.get(reading.path) or alike
        # An id that somebody wrote down is the id.
        if deed and deed.id not in found and not reading.fields.id:
            found[deed.id] = (reading, deed)
    return list(found.values())


def _exchanged(
    identities: Mapping[str, Identity], readings: Sequence[Reading], old: Ledger
) -> list[tuple[Reading, Deed]]:
    """Texts that stand where others stood before, each of which stands where another one of them did."""
    if not old.deeds:
        return []
    by_mark = _single((deed.mark, deed) for deed in old.deeds.values())
    known = _single((mark(each), each) for each in readings)
    places = {told: identities[reading.path].id for told, reading in known.items() if not reading.fields.id}
    found = {told: id for told, id in places.items() if id in old.deeds and told in by_mark and by_mark[told].id != id}
    while True:
        left, taken = {by_mark[told].id for told in found}, set(found.values())
        closed = {told: id for told, id in found.items() if id in left and by_mark[told].id in taken}
        if closed == found:
            return [(known[told], by_mark[told]) for told in found]
        found = closed


def _single(pairs: Iterable[tuple[str, Known]]) -> dict[str, Known]:
    """Deeds or texts by mark, those that share a mark with another left out."""
    listed = [(key, deed) for key, deed in pairs if key]
    often = Counter(key for key, _ in listed)
    return {key: deed for key, deed in listed if often[key] == 1}


def _address(alias: str) -> str:
    plain = alias.strip("/")
    return plain if "." in plain.rpartition("/")[2] else f"{plain}/"


def _renamed(reading: Reading, identity: Identity, deed: Deed) -> Problem:
    message = (
        f"This was published as “{deed.id}” and would be “{identity.id}” by its name now. Subscribers know it by the "
        "first name, so it keeps that. Write it down, and nothing can shift it any more."
    )
    return Problem("ledger.renamed", Severity.HINT, reading.path, message, suggestion=f"id: {deed.id}")


def before(
    readings: Iterable[Reading], identities: Mapping[str, Identity], old: Ledger
) -> dict[str, tuple[str, ...]]:
    """For each entry the addresses that it had before, by id: its own, and those of what it takes the place of."""
    here = {identity.id for identity in identities.values()}
    gone = {deed.address: deed for id, deed in old.deeds.items() if id not in here}
    found = {}
    for reading in readings:
        identity = identities[reading.path]
        heirlooms = [gone[address] for address in map(_address, reading.fields.aliases) if address in gone]
        own = [old.deeds[identity.id]] if identity.id in old.deeds else []
        had = dict.fromkeys(each for deed in (*own, *heirlooms) for each in (*deed.before, deed.address))
        found[identity.id] = tuple(each for each in had if each != identity.address)
    return {id: addresses for id, addresses in found.items() if addresses}


def lost(
    old: Ledger,
    identities: Mapping[str, Identity],
    readings: Sequence[Reading],
    fates: Mapping[str, FileAccount],
    places: Collection[str] = (),
) -> tuple[Problem, ...]:
    """What was published and would be nowhere: an error for each, unless its file is held by a rule of the site, or
    its address is now one of the `places` that the site makes a page for by itself."""
    here = {identity.id for identity in identities.values()}
    taken = {*places, *(_address(alias) for reading in readings for alias in reading.fields.aliases)}
    gone = (deed for deed in old.deeds.values() if deed.id not in here and deed.address not in taken)
    return tuple(_lost(deed, fates.get(deed.path)) for deed in sorted(gone, key=lambda deed: deed.id))


def _lost(deed: Deed, fate: FileAccount | None) -> Problem:
    where = f"It was published at /{deed.address}, and people have that address."
    if fate is None:
        message = (
            f"The text {deed.path or deed.id} is gone. {where} If it has another name now, write the old address "
            "into it. If it was taken back, put the file here again and say why."
        )
        better = f"redirect_from: /{deed.address}\nor\n{TAKEN_BACK}"
        return Problem("ledger.lost", Severity.ERROR, deed.path, message, suggestion=better)
    if fate.state is State.HELD:
        message = f"{where} While it is held, that address leads nowhere."
        return Problem("ledger.held", Severity.WARNING, deed.path, message)
    message = f"This text is {fate.state} now. {where} To take it back, say so to them in a sentence."
    return Problem(
        "ledger.lost", Severity.ERROR, deed.path, message, suggestion="withdrawn: We took this back because …"
    )
