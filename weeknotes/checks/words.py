"""The site's own list of words that must not stand in a text unnoticed: code names, unannounced places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weeknotes.checks.sheet import Find, Sheet
from weeknotes.errors import Severity


def scan(sheet: Sheet) -> Iterator[Find]:
    """Every place of every listed word, in capitals or not, as a word of its own."""
    lowered = sheet.text.casefold() if sheet.rules.words else ""
    for word in sheet.rules.words:
        if word.split()[0].casefold() in lowered:
            yield from (_find(found) for found in _whole(word).finditer(sheet.text))


def _whole(word: str) -> re.Pattern[str]:
    # Between the words of a name there may be any space, or a hyphen as in names of files.
    parts = r"[\s_-]+".join(map(re.escape, word.split()))
    return re.compile(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)


def _find(found: re.Match[str]) -> Find:
    message = f"“{found[0]}” is on the list of words that this site wants to be warned of. Is it meant to be public?"
    return Find("word.listed", Severity.WARNING, found.start(), found.end(), message, found[0])
