"""The ledger: what a site has published and where, as ``site.json`` tells it and as it is read back.

Addresses and feed ids are promises. The ledger of the site that stands is compared with the one that is
to take its place, so that none of them is broken.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from weeknotes.errors import MeaningError
from weeknotes.values import Record, field

ENDINGS = (".xml", ".atom", ".json")  # of feeds


class Deed(Record):
    """What was published of one entry: its address, those that it had `before`, and the `path` of its text.

    `mark` is a digest by which the text is known again under another name. `withdrawn` entries are tombstones.
    """

    id: str
    address: str
    before: tuple[str, ...] = ()
    mark: str = ""
    path: str = ""
    withdrawn: bool = False


class Ledger(Record):
    """Deeds by id; `places` are the addresses of all other pages, `feeds` the titles of feeds by their address."""

    deeds: Mapping[str, Deed] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    feeds: Mapping[str, str] = field(default_factory=dict)

    @property
    def addresses(self) -> frozenset[str]:
        """Every address that entries have or had."""
        return frozenset(each for deed in self.deeds.values() for each in (deed.address, *deed.before))


def read(data: bytes) -> Ledger:
    """The ledger in the bytes of a ``site.json``; an empty one in none. Raises MeaningError for anything else."""
    if not data.strip():
        return Ledger()
    try:
        given = json.loads(data)
        return Ledger(
            deeds={deed.id: deed for deed in map(_deed, _entries(given))},
            places=_addresses(given.get("places", [])),
            feeds={_addresses([each["address"]])[0]: str(each["title"]) for each in given.get("feeds", [])},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MeaningError("This is no site.json of a site that weeknotes has made.") from error


def _entries(given: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    yield from given["entries"]
    yield from ({**each, "withdrawn": True} for each in given.get("withdrawn", []))


def _deed(given: Mapping[str, Any]) -> Deed:
    return Deed(
        id=given.get("identity") or _identity(given["id"]),
        address=_addresses([given["address"]])[0],
        before=_addresses(given.get("before", [])),
        mark=str(given.get("mark", "")),
        path=str(given.get("source", "")),
        withdrawn=bool(given.get("withdrawn")),
    )


def _identity(uri: str) -> str:
    """The identity in a feed id: what follows the authority (RFC 4151 section 2.1)."""
    scheme, _, rest = uri.partition(":")
    authority, _, identity = rest.partition(":")
    if scheme != "tag" or not authority or not identity:
        raise ValueError(uri)
    return unquote(identity)


def _addresses(given: Iterable[str]) -> tuple[str, ...]:
    """Addresses as they may stand in a ledger: a file that came over the network must not name others."""
    found = tuple(given)
    for each in found:
        parts = each.split("/")
        if each.startswith("/") or ".." in parts or "" in parts[:-1] or not each.isprintable() or "\\" in each:
            raise ValueError(each)
    return found
