"""What is remembered of each entry between two searches for related ones, as bytes and back.

Bytes begin with a digest of the rest: what anybody else wrote, or what was damaged, counts as nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from operator import attrgetter

from weeknotes import records
from weeknotes.ties import RelatedText
from weeknotes.values import Record, fields

SIZE = 16
# Ids with a word on each.
Told = tuple[tuple[str, str], ...]
_ENTRY = attrgetter(*fields(RelatedText))


class Trace(Record):
    """What is known of one entry.

    From its text and title alone: `title` as texts spell it, the counts of its terms `packed`, those of them that
    stand in its `heading`, and the `print` of its words. From the others too: the titles `named` in its text, the
    terms `asked`, what a candidate shares at `least`, and all that were looked at for its row, with the reason
    (empty: not shown).
    What scores less than the `floor` was not looked at, since the row was full; 0 if it was not.
    """

    entry: RelatedText
    title: str
    packed: bytes
    print: int
    named: tuple[str, ...] = ()
    asked: bytes = b""
    least: int = 0
    told: Told = ()
    floor: float = 0.0
    heading: bytes = b""


_TRACE = attrgetter(*fields(Trace)[1:])


def keep(traces: Iterable[Trace], count: int) -> bytes:
    """All traces as bytes, of rows of `count`."""
    data = records.dump((count, tuple((_ENTRY(trace.entry), _TRACE(trace)) for trace in traces)))
    return blake2b(data, digest_size=SIZE).digest() + data


def recall(memory: object, count: int) -> Mapping[str, Trace]:
    """The traces in `memory` by the id of the entry; none if it is no such memory, or one of other rows."""
    if not isinstance(memory, bytes):
        return {}
    data = memory[SIZE:]
    if blake2b(data, digest_size=SIZE).digest() != memory[:SIZE]:
        return {}
    try:
        kept, traces = records.load(data)
        found = [Trace(RelatedText(*entry), *rest) for entry, rest in traces] if kept == count else []
    except (TypeError, ValueError):
        return {}
    return {trace.entry.id: trace for trace in found}
