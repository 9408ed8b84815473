"""What is remembered between two searches for related entries."""

from __future__ import annotations

import pytest

from weeknotes import memoir, records
from weeknotes.memoir import Trace
from weeknotes.ties import RelatedText

ENTRY = RelatedText("note", "Damp", "digest", ("Housing",), links=("other",), position=3, year=2019)
TRACE = Trace(ENTRY, " damp walls ", b"12345", 1 << 2047, (" a garden ",), b"asked", 7, (("other", "because"),), 0.25)


def test_what_was_kept_is_recalled() -> None:
    assert memoir.recall(memoir.keep([TRACE], 5), 5) == {"note": TRACE}
    assert memoir.recall(memoir.keep([], 5), 5) == {}


def test_it_may_be_kept_among_other_records() -> None:
    kept = memoir.keep([TRACE], 5)
    assert records.load(records.dump(kept)) == kept


def test_rows_of_another_length_are_not_recalled() -> None:
    assert memoir.recall(memoir.keep([TRACE], 5), 4) == {}


@pytest.mark.parametrize("place", [0, 20, 60, -1])
def test_a_single_wrong_byte_is_noticed(place: int) -> None:
    kept = bytearray(memoir.keep([TRACE], 5))
    kept[place] ^= 1
    assert memoir.recall(bytes(kept), 5) == {}


@pytest.mark.parametrize("foreign", [None, 5, "text", b"", b"0" * 16, b"0" * 99, {"note": TRACE}])
def test_anything_else_is_nothing(foreign: object) -> None:
    assert memoir.recall(foreign, 5) == {}


@pytest.mark.parametrize("value", [5, (5, 5), (5, ((1, 2, 3),)), (5, (("note", ()),)), {}, "text"])
def test_whole_records_of_another_shape_are_nothing(value: object) -> None:
    data = records.dump(value)
    assert memoir.recall(memoir.blake2b(data, digest_size=memoir.SIZE).digest() + data, 5) == {}
