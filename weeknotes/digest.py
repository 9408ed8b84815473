"""Digests: short names for bytes and for records, equal on every machine.

The command ``digest``, a letter of the notes of a week, is `letter`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

from weeknotes.values import Record, fields

# 128 bits: no two of any number of pages will ever share a digest by accident.
SIZE = 16


def of_bytes(data: bytes) -> str:
    """The digest of `data`: 32 hexadecimal digits of BLAKE2b (RFC 7693)."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def of_record(value: Any) -> str:
    """The digest of a frozen record, or of mappings, sequences and plain values of such.

    Raises TypeError for a value without a stable form (an open file, a set).
    """
    return of_bytes(_form(value).encode("utf-8", "surrogatepass"))


def _form(value: Any) -> str:
    # With its type, so that 1, True and "1" differ; repr() of a text shows where it ends.
    if value is None or isinstance(value, (bool, int, float, str, date)):
        return f"{type(value).__name__}:{value!r}"
    if isinstance(value, Record):
        inner = ",".join(f"{name}={_form(getattr(value, name))}" for name in fields(type(value)))
        return f"{type(value).__name__}({inner})"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(_form(each) for each in value)}]"
    if isinstance(value, Mapping):
        # Equal mappings may have been filled in another order.
        inner = ",".join(sorted(f"{_form(key)}:{_form(each)}" for key, each in value.items()))
        return f"{{{inner}}}"
    raise TypeError(f"{type(value).__name__} has no stable form")
