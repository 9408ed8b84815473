"""Digests: equal for equal values on any machine, different for different ones."""

import subprocess
import sys
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes import digest
from weeknotes.model import Kind
from weeknotes.values import Record, field, replace
from weeknotes.weeks import Span, Week

PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.dates()
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
)


class Note(Record):
    title: str
    weeks: tuple[Week, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


class Card(Record):
    title: str
    weeks: tuple[Week, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


def test_bytes_have_the_same_digest_everywhere():
    assert digest.of_bytes(b"weeknotes") == "e97d19bd5b472e16f77e600781e83491"
    assert len(digest.of_bytes(b"")) == 32


@given(st.binary(max_size=20), st.binary(max_size=20))
def test_bytes_that_differ_have_digests_that_differ(one, other):
    assert (digest.of_bytes(one) == digest.of_bytes(other)) == (one == other)


@given(VALUES, VALUES)
def test_values_that_differ_have_digests_that_differ(one, other):
    # repr() tells 1 from True and from 1.0, which are equal to Python and not to a template.
    if repr(one) != repr(other):
        assert one == other or digest.of_record(one) != digest.of_record(other)
    else:
        assert digest.of_record(one) == digest.of_record(other)


@given(st.dictionaries(st.integers() | st.text(max_size=2), st.integers(), max_size=5))
def test_the_order_in_which_a_mapping_was_filled_does_not_matter(mapping):
    backwards = dict(reversed(mapping.items()))
    assert digest.of_record(mapping) == digest.of_record(backwards)
    assert digest.of_record(mapping) == digest.of_record(MappingProxyType(mapping))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (1, 1.0),
        ("1", 1),
        ("", None),
        (["a", "b"], ["ab"]),
        (["a,str:'b'"], ["a", "b"]),
        ([["a"], "b"], ["a", ["b"]]),
        ({"a": "b"}, ["a", "b"]),
        (date(2026, 7, 6), "2026-07-06"),
        (date(2026, 7, 6), datetime(2026, 7, 6, tzinfo=UTC)),
        (datetime(2026, 7, 6, 12, tzinfo=UTC), datetime(2026, 7, 6, 12, tzinfo=ZoneInfo("Europe/London"))),
        (Kind.POST, Kind.PAGE),
        (Kind.POST, "post"),
        (Week(2026, 28), Week(2026, 29)),
        (Span.of(Week(2026, 28)), Week(2026, 28)),
    ],
)
def test_what_a_reader_could_tell_apart_has_two_digests(one, other):
    assert digest.of_record(one) != digest.of_record(other)


@pytest.mark.parametrize(
    "change", [{"title": "B"}, {"weeks": (Week(2026, 28),)}, {"extra": {"a": 1}}, {"extra": {"a": [1]}}]
)
def test_every_field_of_a_record_counts(change):
    note = Note("A")
    assert digest.of_record(replace(note, **change)) != digest.of_record(note)
    assert digest.of_record(replace(note)) == digest.of_record(note)


def test_records_of_two_types_differ_though_their_fields_are_equal():
    assert digest.of_record(Note("A")) != digest.of_record(Card("A"))


def test_a_lone_half_of_a_character_has_a_digest_too():
    assert digest.of_record("\ud800") != digest.of_record("?")


@pytest.mark.parametrize("value", [{1, 2}, object(), Note, lambda: None, [{3}], {"a": open}])
def test_a_value_without_a_stable_form_is_refused(value):
    with pytest.raises(TypeError, match="no stable form"):
        digest.of_record(value)


def test_the_seed_of_hashes_does_not_matter():
    code = "from weeknotes import digest; print(digest.of_record({'b': [1, 'x'], 'a': None}))"
    told = {
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
                       capture_output=True, text=True, check=True).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert told == {digest.of_record({"a": None, "b": [1, "x"]}) + "\n"}
