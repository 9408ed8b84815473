"""All that looks for sensitive words, in the order in which it is told."""

from __future__ import annotations

from collections.abc import Iterator

from weeknotes.checks import (
    contacts,
    destinations,
    fair,
    identifiers,
    markings,
    secrets,
    tracking,
    unfinished,
    words,
)
from weeknotes.checks.sheet import Find, Scanner, Sheet
from weeknotes.values import replace

SCANNERS: tuple[Scanner, ...] = (
    markings.scan,
    identifiers.scan,
    secrets.scan,
    unfinished.scan,
    contacts.scan,
    destinations.scan,
    words.scan,
    tracking.scan,
)
# What stops a publication, and is found however it is typed.
HIDING: tuple[Scanner, ...] = (markings.scan, identifiers.scan, secrets.scan)
# What a drawing or a document is looked through for: its links and its headings follow other rules.
OF_FILES: tuple[Scanner, ...] = (markings.scan, identifiers.scan, secrets.scan, contacts.scan, words.scan)


def scan(sheet: Sheet, scanners: tuple[Scanner, ...] = SCANNERS) -> Iterator[Find]:
    """Everything that is found on a sheet, and what only a fair copy of it shows."""
    seen: set[tuple[str, int]] = set()
    for look in scanners:
        for find in look(sheet):
            seen.add((find.code, find.start))
            yield find
    yield from (find for find in _hidden(sheet) if (find.code, find.start) not in seen)


def _hidden(sheet: Sheet) -> Iterator[Find]:
    clear = fair.copy(sheet.text)
    if clear is None:
        return
    other = replace(sheet, text=clear.text, body=clear.copied(sheet.body), name=clear.copied(sheet.name))
    for look in HIDING:
        for find in look(other):
            yield replace(find, start=clear.original(find.start), end=clear.original(find.end))
