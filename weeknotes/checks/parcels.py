"""Office files and other zip files: the words in them, what they tell of people, and what Word hides.

Word, Excel and PowerPoint (ISO/IEC 29500) and the formats of LibreOffice (ISO/IEC 26300) are zip files of XML. What
was deleted with changes tracked, comments, hidden sheets and properties stand in them, and go out with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from weeknotes.checks import contents, originals
from weeknotes.checks.sheet import Find
from weeknotes.errors import Severity

ENDINGS = (
    *(".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx", ".pptm", ".ppsx"),
    *(".odt", ".ods", ".odp", ".odg", ".epub", ".zip", ".key", ".pages", ".numbers"),
)
# An older Office file, or one with a password: neither is looked into.
CLOSED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST, MOST = 20_000_000, 100_000_000  # bytes of one part, and of all, that are looked through
WORDS = (".xml", ".rels", ".txt", ".csv", ".html", ".htm", ".xhtml", ".md", ".json", ".svg")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".tif", ".tiff")
# Parts that Office writes for itself, and that hold nobody's words.
WORDLESS = re.compile(r"(?:^|/)(?:styles|theme\d*|fontTable|webSettings|stylesWithEffects|numbering)\.xml$|/theme/")
# A paragraph, a cell, a line, a property: between them words are not joined, within them they are.
BREAK = re.compile(
    r"</(?:\w+:)?(?:p|c|v|si|tc|tr|h|li|td|row|cell|sheet|comment|title|subject|keywords|description|creator|\w+[bB]y)>"
    r"|<(?:\w+:)?(?:br|tab|line-break|s)\b"
)
TARGET = re.compile(r"(?:Target|href|xlink:href|descr|title|alt|name)=\"([^\"]{3,2000})\"")
TAG = re.compile(r"<[^>]*>")
PEOPLE = re.compile(r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|Manager)>([^<]*\w[^<]*)<")
TRACKED = re.compile(r"<(?:w:(?:del|ins)\b|text:tracked-changes\b|text:deletion\b)")
REMARKS = re.compile(r"(?:^|/)(?:comments\w*|threadedComment\d*|comment\d+)\.xml$")
HIDDEN = re.compile(r"<sheet\b[^>]*\bstate=\"(?:hidden|veryHidden)\"")

LOCKED = (
    "This file is locked with a password, or of a kind that cannot be read, so nothing in it was looked through. "
    "Save it without one in a present-day format, or be sure of every word in it yourself."
)
TELLS = {
    "person": (
        "The properties of this file name a person who wrote or saved it. In Office choose File, Info, Check for "
        "Issues, Inspect Document, and remove them; or publish a PDF."
    ),
    "tracked": (
        "This file holds tracked changes: everybody can read what was deleted, and who deleted it. Accept all "
        "changes, save it, and upload it in the place of this one."
    ),
    "remarks": "This file holds comments that colleagues wrote to each other. Delete them before it is published.",
    "hidden": "This workbook has a hidden sheet, which everybody can show. Delete it, or publish the numbers as CSV.",
}


def read(data: bytes) -> tuple[tuple[Find, ...], str]:
    """What a zip file tells besides its words, and the words of its parts, a line for each. Nothing is raised."""
    if data.startswith(CLOSED):
        return (locked(),), ""
    told: dict[str, Find] = {}
    words: list[str] = []
    try:
        with ZipFile(BytesIO(data)) as parcel:
            for part in _parts(parcel):
                words.append(part.filename)
                for find, text in _look(part.filename, parcel.read(part)):
                    told |= {find.code: find} if find else {}
                    words.append(text)
    except RuntimeError:
        # What Python raises for a part with a password.
        told["document.locked"] = locked()
    except (BadZipFile, *contents.STUMBLES):
        # What was read up to here is still worth looking through.
        pass
    return tuple(told.values()), "\n".join(filter(None, words))


def locked() -> Find:
    """The warning for a file that nothing can be read of."""
    return Find("document.locked", Severity.WARNING, 0, 0, LOCKED, "")


def _parts(parcel: ZipFile) -> Iterator[ZipInfo]:
    """The parts that are worth a look, as long as they are not so large that they would fill the memory."""
    left = MOST
    for part in parcel.infolist():
        left -= part.file_size
        wanted = part.filename.casefold().endswith((*WORDS, *PICTURES, ".pdf"))
        if wanted and part.file_size <= LARGEST and left >= 0 and not WORDLESS.search(part.filename):
            yield part


def _look(name: str, data: bytes) -> Iterator[tuple[Find | None, str]]:
    ending = name.casefold()
    if ending.endswith(PICTURES):
        traces, words = originals.read(data, name)
        yield from ((each, "") for each in traces)
        yield None, words
    elif ending.endswith(".pdf"):
        yield None, contents.of_document(data)[1]
    elif ending.endswith(".svg"):
        yield None, contents.of_drawing(data)
    else:
        text = data.decode("utf-8", "replace")
        yield from ((_find(kind), "") for kind in _told(name, text))
        yield None, _words(text) if ending.endswith((".xml", ".rels", ".html", ".htm", ".xhtml")) else text


def _find(kind: str) -> Find:
    return Find(f"document.{kind}", Severity.WARNING, 0, 0, TELLS[kind], "")


def _told(name: str, text: str) -> Iterator[str]:
    kinds = {
        "person": any(not originals.is_nobody(each) for each in PEOPLE.findall(text)),
        "tracked": TRACKED.search(text) is not None,
        "remarks": REMARKS.search(name) is not None,
        "hidden": HIDDEN.search(text) is not None,
    }
    yield from (kind for kind, is_so in kinds.items() if is_so)


def _words(source: str) -> str:
    """The words of a part in XML: a word may be written in several pieces, each with its own tags."""
    targets = "\n".join(unescape(each) for each in TARGET.findall(source))
    text = TAG.sub("", BREAK.sub(lambda found: f"\n\n{found[0]}", source))
    return f"{unescape(text)}\n{targets}"
