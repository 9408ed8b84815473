"""Files pasted into a text (data URIs): opened, and looked through like files that lie beside it."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from weeknotes.checks import contents, originals, parcels, scanners
from weeknotes.checks.sheet import Find, Sheet
from weeknotes.values import replace

# RFC 2397.
DATA = re.compile(
    r"data:(?P<kind>[\w.+/-]*)(?P<options>(?:;[\w.=+-]+)*?)(?P<coded>;base64)?,(?P<data>[^\s\"'<>)\\]*)", re.IGNORECASE
)
QUOTED = re.compile(f"{DATA.pattern.rpartition('(?P<data>')[0]}(?P<data>.*)", re.IGNORECASE | re.DOTALL)
FARTHEST = 100_000  # characters within which the closing mark is looked for
LONGEST = 40  # characters of an address that a report repeats


def scan(sheet: Sheet) -> Iterator[Find]:
    """What pasted files hold, each told at the place where it was pasted."""
    if "data:" not in sheet.text:
        return
    for found in _pasted(sheet.text):
        for inner in _inside(found["kind"].casefold(), _decoded(found), sheet):
            message = f"Inside a file that is pasted into the text: {inner.message}"
            shown = f"{found[0][:LONGEST]}… {inner.shown}"
            yield replace(inner, start=found.start(), end=found.end(), message=message, shown=shown, suggestion="")


def _pasted(text: str) -> Iterator[re.Match[str]]:
    for found in DATA.finditer(text):
        mark = text[found.start() - 1 : found.start()]
        # Between quotation marks an address may have spaces, and marks of the other kind.
        end = text.find(mark, found.end()) if mark and mark in "\"'" else -1
        whole = QUOTED.match(text, found.start(), end) if found.end() < end < found.end() + FARTHEST else None
        yield whole or found


def _decoded(found: re.Match[str]) -> bytes:
    raw = unquote_to_bytes(found["data"])
    if not found["coded"]:
        return raw
    try:
        return b64decode(raw + b"=" * (-len(raw) % 4))
    except (Error, ValueError):
        return b""


def _inside(kind: str, data: bytes, sheet: Sheet) -> Iterator[Find]:
    if "svg" in kind:
        words = contents.of_drawing(data)
    elif kind.endswith("/pdf"):
        words = contents.of_document(data)[1]
    elif data.startswith(b"PK\x03\x04"):
        traces, words = parcels.read(data)
        yield from traces
    elif kind.startswith("image/"):
        traces, words = originals.read(data, f"picture.{kind.removeprefix('image/')}")
        yield from traces
    else:
        words = data.decode("utf-8", "replace")
    yield from scanners.scan(replace(sheet, text=words, body=0, name=0), scanners.OF_FILES)
