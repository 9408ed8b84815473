"""Records to bytes and back: for what is remembered between builds, and for what a page is made of.

Nothing is read back but records of this package and dates: a cache that somebody else wrote can be
wrong, but it cannot run anything.
"""

from __future__ import annotations

import io
import pickle
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

from weeknotes.digest import SIZE
from weeknotes.model import Card

# The modules whose classes may be read back.
OWN = frozenset(f"weeknotes.{name}" for name in ("model", "facts", "weeks", "errors", "images", "vectors"))
DATES = frozenset(("date", "datetime", "time", "timedelta", "timezone"))
FAULTS = (pickle.UnpicklingError, EOFError, AttributeError, TypeError, IndexError, KeyError, ImportError, ValueError)


def zone(key: str) -> ZoneInfo:
    """The time zone called `key`."""
    return ZoneInfo(key)


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        return (zone, (value.key,)) if isinstance(value, ZoneInfo) else NotImplemented


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, "zone"):
            return zone
        if (module in OWN and "." not in name) or (module == "datetime" and name in DATES):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record of ours")


def dump(value: object) -> bytes:
    """A record, or a sequence or mapping of records, as bytes."""
    stream = io.BytesIO()
    _Writer(stream, protocol=5).dump(value)
    return stream.getvalue()


def load(data: bytes) -> Any:
    """The value that `dump` was given. Raises ValueError for anything else."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except FAULTS as error:
        raise ValueError("this is no record of ours") from error


class _Form(pickle.Pickler):
    """A pickle that depends on what a value says alone: `fast` leaves out which parts are one object."""

    def __init__(self, stream: io.BytesIO, digests: Fingerprints | None) -> None:
        super().__init__(stream, protocol=5)
        self.fast = True
        self.digests = digests

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, ZoneInfo):
            return zone, (value.key,)
        if self.digests and isinstance(value, Card):
            return str, (self.digests.of_card(value),)
        return NotImplemented


class Fingerprints:
    """Digests of values: equal for equal values in any process, and quick for pages full of cards.

    A card is dear to take apart and stands on many pages, so its digest is made once and stands for it.
    """

    def __init__(self) -> None:
        self._cards: dict[int, tuple[Card, str]] = {}

    def of(self, value: object) -> str:
        """The digest of a frozen record, or of mappings and sequences of such; no sets."""
        return _digest(value, self)

    def of_card(self, card: Card) -> str:
        """The digest of a card."""
        known = self._cards.get(id(card))
        if known is None:
            # The card is kept beside its digest, so that no other comes to live at its place in memory.
            known = self._cards[id(card)] = (card, _digest(card, None))
        return known[1]


def _digest(value: object, digests: Fingerprints | None) -> str:
    stream = io.BytesIO()
    _Form(stream, digests).dump(value)
    return blake2b(stream.getbuffer(), digest_size=SIZE).hexdigest()
