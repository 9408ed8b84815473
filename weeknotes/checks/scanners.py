"""All that looks for sensitive words, in the order in which it is told."""

from __future__ import annotations

from collections.abc import Iterator

from weeknotes.checks import (
    contacts,
    destinations,
    identifiers,
    markings,
    secrets,
    tracking,
    unfinished,
    words,
)
from weeknotes.checks.sheet import Find, Scanner, Sheet

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
# What a drawing or a document is looked through for: its links and its headings follow other rules.
OF_FILES: tuple[Scanner, ...] = (markings.scan, identifiers.scan, secrets.scan, contacts.scan, words.scan)


def scan(sheet: Sheet, scanners: tuple[Scanner, ...] = SCANNERS) -> Iterator[Find]:
    """Everything that is found on a sheet."""
    for look in scanners:
        yield from look(sheet)
