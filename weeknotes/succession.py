"""Succession: which text of today continues which one that was published before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from weeknotes import digest
from weeknotes.ledger import Deed, Ledger
from weeknotes.model import Reading

Known = TypeVar("Known")


def mark(reading: Reading) -> str:
    """What a text is known by when its file, its slug or its week is another: its kind, title and beginning."""
    said = [reading.kind.value, reading.title, reading.fields.summary or reading.excerpt]
    return digest.of_record(said)


def address_of(alias: str) -> str:
    """An address as somebody types it, in the form in which a ledger has it."""
    plain = alias.strip("/")
    return plain if "." in plain.rpartition("/")[2] else f"{plain}/"


def continued(ids: Mapping[str, str], readings: Sequence[Reading], old: Ledger) -> dict[str, str]:
    """The id under which each text was published before, by its path; texts that are new are left out.

    `ids` has what each would be by its name. A text is known by its file, by that id, by an old address that it
    names, and by its `mark` where it has left its file. An id that somebody wrote down is the id.
    """
    written = {each.fields.id for each in readings if each.fields.id}
    deeds = {id: deed for id, deed in old.deeds.items() if id not in written}
    free = [each for each in readings if not each.fields.id]
    found = _in_place(ids, free, deeds)
    found |= _named([each for each in free if each.path not in found], deeds, set(found.values()))
    return _moved(found, free, deeds)


def _in_place(ids: Mapping[str, str], free: Sequence[Reading], deeds: Mapping[str, Deed]) -> dict[str, str]:
    """Texts in the files that they were in, or of the same name."""
    by_path = {deed.path: id for id, deed in deeds.items() if deed.path}
    found = {each.path: by_path[each.path] for each in free if each.path in by_path}
    taken = set(found.values())
    for each in free:
        id = ids[each.path]
        if each.path not in found and id in deeds and id not in taken:
            found[each.path] = id
            taken.add(id)
    return found


def _named(new: Sequence[Reading], deeds: Mapping[str, Deed], taken: set[str]) -> dict[str, str]:
    """New texts that name an address of one that is gone."""
    gone = [deed for id, deed in deeds.items() if id not in taken]
    owners = {address: deed.id for deed in gone for address in (deed.address, *deed.before)}
    found: dict[str, str] = {}
    for each in new:
        named = (owners.get(address_of(alias)) for alias in each.fields.aliases)
        id = next((id for id in named if id and id not in found.values()), None)
        if id:
            found[each.path] = id
    return found


def _moved(found: Mapping[str, str], free: Sequence[Reading], deeds: Mapping[str, Deed]) -> dict[str, str]:
    """`found`, once texts have taken their ids along to other files: alone, in a chain, or in a circle.

    A text leaves a file that was published only where another one takes its place; and it takes the place of one that
    moves on, of one that is gone, or of a text that nobody has seen before.
    """
    marks = {each.path: mark(each) for each in free}
    seen = {deed.mark for deed in deeds.values()}
    by_mark = _single((deed.mark, id) for id, deed in deeds.items())
    known = _single((told, path) for path, told in marks.items())
    owners = {path: by_mark[told] for told, path in known.items() if told in by_mark}
    claims = {path: id for path, id in owners.items() if id != found.get(path)}
    firm = {id: path for path, id in found.items() if marks[path] in seen}
    # A claim that fails can take others with it, so what is left is looked through until all of it holds.
    while (sound := _sound(claims, found, firm)) != claims:
        claims = sound
    taken = set(claims.values())
    return {path: id for path, id in found.items() if id not in taken} | claims


def _sound(claims: Mapping[str, str], found: Mapping[str, str], firm: Mapping[str, str]) -> dict[str, str]:
    """The claims whose place is to be had, and whose own place is taken in turn.

    `firm` has the texts that stay unless they move: each is known by its mark from before.
    """
    wanted = set(claims.values())
    free = {path: id for path, id in claims.items() if id not in firm or firm[id] in claims}
    return {path: id for path, id in free.items() if path not in found or found[path] in wanted}


def _single(pairs: Iterable[tuple[str, Known]]) -> dict[str, Known]:
    """What belongs to each mark, those that several share left out."""
    listed = [(key, each) for key, each in pairs if key]
    often = Counter(key for key, _ in listed)
    return {key: each for key, each in listed if often[key] == 1}
