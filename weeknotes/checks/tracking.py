"""Addresses that watch their readers: told with the clean one, which the site shows in any case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weeknotes import cleanse
from weeknotes.checks.sheet import Find, Sheet
from weeknotes.errors import Severity
from weeknotes.text import shorten

URL = re.compile(r"https?://[^\s<>\"'`\\]+")
MESSAGE = (
    "This address is longer than it need be: a mail filter or a newsletter has added what tells somebody who followed "
    "it. The site leaves that out; you can write the short one."
)


def scan(sheet: Sheet) -> Iterator[Find]:
    """A hint for each address that would be published without a part of it."""
    for found in URL.finditer(sheet.text):
        # What is taken off stands behind a question mark; Proofpoint's newest way has none.
        if "?" not in found[0] and "//urldefense." not in found[0] and "#utm_" not in found[0]:
            continue
        typed = found[0].rstrip(").,;:!?*]}|")
        clean = cleanse.clean_url(typed)
        if clean != typed:
            end = found.start() + len(typed)
            yield Find("link.tracking", Severity.HINT, found.start(), end, MESSAGE, shorten(typed, 120), clean)
