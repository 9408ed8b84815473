"""Lines of a header that an import keeps as they were typed: those of fields that mean the same here."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from zoneinfo import ZoneInfo

from weeknotes import fields, matter
from weeknotes.errors import Severity
from weeknotes.model import Kind
from weeknotes.structures import KNOWN, SYNONYMS, known_name

# Fields that mean something to the old generator alone.
MACHINE_FIELDS = ("layout", "redirect_to", "permalink", "url", "type", "weight", "comments", "toc", "draft")
# The number that a text had in a database names nothing here.
NUMBER = re.compile(r"id:\s*[\"']?\d+[\"']?\s*")


def read(split: matter.Matter, others: Collection[str], path: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The lines of a header to be kept, by the name of their field, and those that mean something else here.

    `others` are fields that are read in another way.
    """
    raw = _raw(split, others)
    odd = {name for name, line in raw.items() if _is_odd(line, path)}
    return {name: line for name, line in raw.items() if name not in odd}, tuple(raw[name] for name in sorted(odd))


def _raw(split: matter.Matter, others: Collection[str]) -> Mapping[str, str]:
    """The lines of every field that this site knows and the importer does not read itself, as typed."""
    starts = sorted({line for name, line in split.lines.items() if "." not in name})
    ends = [*starts[1:], len(split.head)][: len(starts)]
    by_line = {start: "\n".join(split.head[start - 1 : end - 1]) for start, end in zip(starts, ends, strict=True)}
    names = {name: known_name(name) for name in split.lines if "." not in name}
    wanted = (name for name, plain in names.items() if plain in KNOWN and SYNONYMS.get(plain, plain) not in others)
    return {names[name]: by_line[split.lines[name]] for name in wanted if names[name] not in MACHINE_FIELDS}


def _is_odd(line: str, path: str) -> bool:
    if NUMBER.fullmatch(line):
        return True
    told = fields.read_fields(matter.split(f"---\n{line}\n---\n", path), Kind.WEEKNOTE, ZoneInfo("UTC"), path)[1]
    return any(each.severity is Severity.ERROR for each in told)
