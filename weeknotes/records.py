"""Records to bytes and back: for what is remembered between builds, and for what a page is made of.

Nothing is read back but records of this package and dates: a cache that somebody else wrote can be
wrong, but it cannot run anything.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from datetime import date, time, timedelta, tzinfo
from enum import Enum
from functools import cache
from hashlib import blake2b
from operator import attrgetter, methodcaller
from typing import Any
from zoneinfo import ZoneInfo

from weeknotes.digest import SIZE
from weeknotes.model import Card
from weeknotes.values import Record

# The modules whose classes may be read back.
OWN = frozenset(
    f"weeknotes.{name}"
    for name in (
        *("config", "editions", "entries", "errors", "facts", "images", "model", "past", "related", "search"),
        *("shots", "subscriptions", "ties", "traces", "vectors", "views", "weeks"),
        *("anniversaries", "charts", "threads"),
    )
)
PROTOCOL = 5
DATES = frozenset(("date", "datetime", "time", "timedelta", "timezone"))
# What bytes that are no record of ours can lead to.
FAULTS = (
    *(pickle.UnpicklingError, EOFError, AttributeError, TypeError, LookupError, ImportError, ValueError),
    *(ArithmeticError, MemoryError, RecursionError),
)


def zone(key: str) -> ZoneInfo:
    """The time zone called `key`."""
    return ZoneInfo(key)


def card(digest: str) -> Card:
    """What stands for a card in a form; `load` puts the card of that digest in its place."""
    raise LookupError(f"nobody has said which card {digest} is")


class _Calls(dict[type, Callable[[Any], Any]]):
    """For each kind of value the function that tells the call which makes it: see `pickle.Pickler.dispatch_table`.

    Values have their own way, and classes go by their name. To say so of each kind once is quicker than to have the
    pickler find it out each time that it looks here in vain.
    """

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        self[kind] = attrgetter("__qualname__") if issubclass(kind, type) else methodcaller("__reduce_ex__", PROTOCOL)
        return self[kind]


def _by_key(value: ZoneInfo) -> tuple[Any, ...]:
    return zone, (value.key,)


CALLS = _Calls({ZoneInfo: _by_key})


class _Writer(pickle.Pickler):
    dispatch_table = CALLS


def _is_value(kind: type) -> bool:
    return issubclass(kind, (Record, Enum, date, time, timedelta, tzinfo))


@cache
def _maker(kind: type) -> Any:
    """What makes a value of this kind, and cannot be changed as a class can: bytes may order that too."""
    return type(kind).__call__.__get__(kind)


class _Reader(pickle.Unpickler):
    def __init__(self, data: bytes, cards: Callable[[str], Card]) -> None:
        super().__init__(io.BytesIO(data))
        self.cards = cards

    def find_class(self, module: str, name: str) -> Any:
        if module == __name__ and name in ("zone", "card"):
            return zone if name == "zone" else self.cards
        if (module in OWN and "." not in name) or (module == "datetime" and name in DATES):
            found = super().find_class(module, name)
            # What such a module has imported from elsewhere is none of its records.
            if isinstance(found, type) and found.__module__ == module and _is_value(found):
                return _maker(found)
        raise pickle.UnpicklingError(f"{module}.{name} is no record of ours")


def dump(value: object) -> bytes:
    """A record, or a sequence or mapping of records, as bytes."""
    stream = io.BytesIO()
    _Writer(stream, protocol=PROTOCOL).dump(value)
    return stream.getvalue()


def load(data: bytes, cards: Callable[[str], Card] = card) -> Any:
    """The value that `dump` was given, or of which `data` is the form; `cards` gives the cards of a form.

    Raises ValueError for anything else.
    """
    try:
        return _Reader(data, cards).load()
    except FAULTS as error:
        raise ValueError("this is no record of ours") from error


class _Form(pickle.Pickler):
    """A pickle that depends on what a value says alone: `fast` leaves out which parts are one object."""

    def __init__(self, stream: io.BytesIO, calls: _Calls) -> None:
        super().__init__(stream, protocol=PROTOCOL)
        self.fast = True
        self.dispatch_table = calls


class Fingerprints:
    """Digests of values: equal for equal values in any process, and quick for pages full of cards.

    A card is dear to take apart and stands on many pages, so its digest is made once and stands for it.
    `cards` has the forms of all cards that were met, by digest.
    """

    def __init__(self) -> None:
        self.cards: dict[str, bytes] = {}
        self._known: dict[int, tuple[Card, str]] = {}
        self._calls = _Calls({ZoneInfo: _by_key, Card: lambda value: (card, (self.of_card(value),))})

    def of(self, value: object) -> str:
        """The digest of a frozen record, or of mappings and sequences of such; no sets."""
        return self.form(value)[0]

    def form(self, value: object) -> tuple[str, bytes]:
        """The digest of such a value, and the bytes that it is the digest of: `load` reads them."""
        return _form(value, self._calls)

    def of_card(self, card: Card) -> str:
        """The digest of a card."""
        known = self._known.get(id(card))
        if known is None:
            told, data = _form(card, CALLS)
            self.cards[told] = data
            # The card is kept beside its digest, so that no other comes to live at its place in memory.
            known = self._known[id(card)] = (card, told)
        return known[1]


def _form(value: object, calls: _Calls) -> tuple[str, bytes]:
    stream = io.BytesIO()
    _Form(stream, calls).dump(value)
    data = stream.getvalue()
    return blake2b(data, digest_size=SIZE).hexdigest(), data
