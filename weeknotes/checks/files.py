"""Files that are published beside texts: pictures, drawings, documents, Office files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from weeknotes import images
from weeknotes.checks import contents, embedded, originals, parcels, scanners
from weeknotes.checks.gate import named
from weeknotes.checks.sheet import Find, Sheet
from weeknotes.config import Config
from weeknotes.errors import Problem, Severity

TEXTS = (
    *(".txt", ".toml", ".csv", ".tsv", ".json", ".geojson", ".xml", ".html", ".htm"),
    *(".ics", ".vtt", ".srt", ".yml", ".yaml"),
)
# Drawing programs write down where on somebody's computer the file was saved.
HOME = re.compile(r"(?:[A-Za-z]:\\Users\\|/home/|/Users/)[\w.-]+")


def check_file(path: str, data: bytes, config: Config) -> Iterator[Problem]:
    """What is wrong with a file that is no text of the site: its name, its words, what it tells, its weight.

    `path` is relative to the site. Whatever `data` is, nothing is raised.
    """
    ending = f".{path.rpartition('.')[2].casefold()}" if "." in path else ""
    finds, words = _read(path, ending, data)
    lines = words.split("\n")
    text = "\n".join((words, *named(path)))
    sheet = Sheet(text, name=len(words) + 1, rules=config.sensitive, host=urlsplit(config.site.url).hostname or "")
    seen = set()
    for find in (*finds, *scanners.scan(sheet, scanners.OF_FILES), *embedded.scan(sheet)):
        # A name has two spellings, and a drawing may say a thing in its text and in its title.
        known = (find.code, "" if sheet.is_name(find.start) else find.shown)
        if known not in seen:
            seen.add(known)
            yield _problem(path, find, sheet, numbered=ending in TEXTS and find.start < sheet.name and len(lines) > 1)


def _read(path: str, ending: str, data: bytes) -> tuple[tuple[Find, ...], str]:
    if ending == ".svg":
        words = contents.of_drawing(data)
        return (*_homes(words), *originals.heavy(len(data))), words
    if ending == ".pdf" or data.startswith(b"%PDF-"):
        is_open, words = contents.of_document(data)
        return (() if is_open else (parcels.locked(),)), words
    if ending in parcels.ENDINGS or data.startswith((b"PK\x03\x04", parcels.CLOSED)):
        return parcels.read(data)
    if ending in images.ENDINGS:
        traces, words = originals.read(data, path)
        return (*traces, *originals.heavy(len(data))), words
    return (), data.decode("utf-8", "replace") if ending in TEXTS else ""


def _homes(words: str) -> Iterator[Find]:
    if HOME.search(words):
        message = (
            "This drawing tells the name of somebody's account on a computer, where it was saved. "
            "Save it again as plain or optimised SVG."
        )
        yield Find("image.person", Severity.WARNING, 0, 0, message, "")


def _problem(path: str, find: Find, sheet: Sheet, numbered: bool) -> Problem:
    line = sheet.text.count("\n", 0, find.start) + 1 if numbered else 0
    return Problem(find.code, find.severity, path, find.message, line, found=find.shown, suggestion=find.suggestion)
