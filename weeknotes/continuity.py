"""Continuity: what was published keeps its id and stays to be found at its address, or the build says what is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, count

from weeknotes import succession
from weeknotes.errors import Problem, Severity
from weeknotes.identity import Identity
from weeknotes.ledger import Deed, Ledger
from weeknotes.model import FileAccount, Reading, State
from weeknotes.values import replace

TAKEN_BACK = "withdrawn: We took this back because …"


def keep_ids(
    identities: Mapping[str, Identity], readings: Sequence[Reading], old: Ledger
) -> tuple[dict[str, Identity], tuple[Problem, ...]]:
    """The identities by path, where a text that was published under another id keeps that one.

    A new text with the name that another one had gets an id of its own: subscribers would take it for that one.
    """
    kept = dict(identities)
    if not old.deeds:
        return kept, ()
    continued = succession.continued({path: each.id for path, each in identities.items()}, readings, old)
    taken = {*continued.values(), *(each.fields.id for each in readings if each.fields.id)}
    told = []
    for reading in readings:
        identity = identities[reading.path]
        then = continued.get(reading.path) or (identity.id if reading.fields.id else _fresh(reading, identity, taken))
        taken.add(then)
        if then != identity.id:
            kept[reading.path] = replace(identity, id=then)
            told.append(_renamed(reading, identity.id, then, is_new=reading.path not in continued))
    return kept, tuple(told)


def _fresh(reading: Reading, identity: Identity, taken: Collection[str]) -> str:
    """An id that no text has: that of its name, or with its day behind it, and a number behind that."""
    day = f"{identity.id}/{reading.published.day if reading.published else 'new'}"
    ids = chain([identity.id, day], (f"{day}-{number}" for number in count(2)))
    return next(each for each in ids if each not in taken)


def _renamed(reading: Reading, now: str, then: str, is_new: bool) -> Problem:
    known = f"This was published as “{then}” and would be “{now}” by its name now. Subscribers know it by the first"
    other = f"By its name this would be “{now}”, as which subscribers know another text: it has an id of its own"
    told = f"{other}." if is_new else f"{known} name, so it keeps that."
    message = f"{told} Write it down, and nothing can shift it any more."
    return Problem("ledger.renamed", Severity.HINT, reading.path, message, suggestion=f"id: {then}")


def before(readings: Iterable[Reading], identities: Mapping[str, Identity], old: Ledger) -> dict[str, tuple[str, ...]]:
    """For each entry the addresses that it had before, by id: its own, and those of what it takes the place of."""
    here = {identity.id for identity in identities.values()}
    gone = {deed.address: deed for id, deed in old.deeds.items() if id not in here}
    # An address that several had in turn leads to the last of them.
    last = {deed.address: id for id, deed in old.deeds.items() if id in here}
    found = {}
    for reading in readings:
        identity = identities[reading.path]
        # Who names an address of what is gone takes its place, with all that led there before.
        heirlooms = [gone[address] for address in map(succession.address_of, reading.fields.aliases) if address in gone]
        own = [old.deeds[identity.id]] if identity.id in old.deeds else []
        had = dict.fromkeys(each for deed in (*own, *heirlooms) for each in (*deed.before, deed.address))
        own_now = (each for each in had if last.get(each, identity.id) == identity.id)
        found[identity.id] = tuple(each for each in own_now if each != identity.address)
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
    taken = {*places, *(succession.address_of(alias) for reading in readings for alias in reading.fields.aliases)}
    gone = (deed for deed in old.deeds.values() if deed.id not in here and deed.address not in taken)
    return tuple(_lost(deed, fates.get(deed.path)) for deed in sorted(gone, key=lambda deed: deed.id))


def _lost(deed: Deed, fate: FileAccount | None) -> Problem:
    where = f"It was published at /{deed.address}, and people have that address."
    if fate is None or fate.state is State.PUBLISHED:
        what = f"The text {deed.path or deed.id} is gone." if fate is None else "This file holds another text now."
        message = (
            f"{what} {where} If it has another name now, write the old address "
            "into it. If it was taken back, put the file here again and say why."
        )
        better = f"redirect_from: /{deed.address}\nor\n{TAKEN_BACK}"
        return Problem("ledger.lost", Severity.ERROR, deed.path, message, suggestion=better)
    if fate.state is State.HELD:
        message = f"{where} While it is held, that address leads nowhere."
        return Problem("ledger.held", Severity.WARNING, deed.path, message)
    message = f"This text is {fate.state} now. {where} To take it back, say so to them in a sentence."
    return Problem("ledger.lost", Severity.ERROR, deed.path, message, suggestion=TAKEN_BACK)
