"""Names that not every disk can hold: those of devices on Windows, and what is too long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from weeknotes import urls
from weeknotes.errors import Problem, Severity
from weeknotes.model import Page

# Microsoft, "Naming Files, Paths, and Namespaces": with any ending, in any case; and no dot or space at the end.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\..*)?|.*[. ]|.*[<>:\"|?*\\].*", re.IGNORECASE)
PART = 255  # bytes of one name, on every disk in use
WHOLE = 200  # characters of a path: 260 on Windows, with the folder that the site is copied to


def awkward(pages: Iterable[Page], source: Callable[[Page], str]) -> Iterator[Problem]:
    """What is wrong with the names of files, each told of the `source` of its page."""
    told: set[str] = set()
    for page in pages:
        parts = page.file.split("/")
        odd = next((part for part in parts if RESERVED.fullmatch(part)), "")
        where = f"This would be published at /{urls.address_of(page.file)}"
        if max(len(part.encode()) for part in parts) > PART:
            message = f"{where}, and no disk takes names of more than {PART} letters. Give it a shorter slug or name."
            yield Problem("address.long", Severity.ERROR, source(page), message, found=page.file)
        elif odd and odd not in told:
            told.add(odd)
            message = f"{where}. A disk under Windows cannot have a file called “{odd}”. Give it another slug or name."
            yield Problem("path.windows", Severity.WARNING, source(page), message, found=page.file)
        elif len(page.file) > WHOLE:
            message = f"{where}, which is {len(page.file)} letters long. Disks under Windows take about {WHOLE}."
            yield Problem("path.long", Severity.WARNING, source(page), message, found=page.file)
