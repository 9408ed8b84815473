"""The words in files that are no texts: what a drawing (SVG) or a document (PDF) says, remarks and properties too."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

# Parts of a drawing that hold no words: styles, programs, outlines.
WORDLESS = re.compile(r"<(style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
REMARK = re.compile(r"<!--(.*?)(?:-->|$)", re.DOTALL)
# Attributes that people fill in, or that a program fills in with what it knows of them.
SAYING = re.compile(
    r"(?:aria-label|alt|title|(?:[\w-]+:)?(?:label|docname|export-filename|absref|href|creator|author|desc))"
    r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')",
    re.IGNORECASE,
)
# A word may be drawn in several pieces.
PIECE = re.compile(r"</?(?:[\w-]+:)?(?:tspan|textPath|a|b|i|em|strong|span)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
# What pypdf raises on broken documents: its own errors, and whatever its parts stumble over.
STUMBLES = (
    OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RuntimeError,
    zlib.error, struct.error, EOFError,
)  # fmt: skip


def of_drawing(data: bytes) -> str:
    """What a drawing says: its text, titles, remarks and names, a line for each. Nothing is raised."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    source = data.decode("utf-16" if wide else "utf-8", "replace")
    remarks = [found[1] for found in REMARK.finditer(source)]
    shown = REMARK.sub(" ", source).replace("<![CDATA[", "").replace("]]>", "")
    sayings = [found[1] or found[2] or "" for found in SAYING.finditer(shown)]
    text = TAG.sub("\n", PIECE.sub("", WORDLESS.sub("\n", shown)))
    lines = (" ".join(unescape(line).split()) for part in (text, *remarks, *sayings) for line in part.split("\n"))
    return "\n".join(filter(None, lines))


def of_document(data: bytes) -> str:
    """What a PDF says: the text of all pages, and its properties. What is broken or locked is left out."""
    from pypdf import PdfReader  # heavy, and few sites publish documents
    from pypdf.errors import DependencyError, PyPdfError

    # The library tells of every oddity in a file; writers have no use for it.
    log = logging.getLogger("pypdf")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    found: list[str] = []
    try:
        for part in _parts(PdfReader(BytesIO(data))):
            found.append(part)
    except (*STUMBLES, PyPdfError, DependencyError):
        # What was read up to here is still worth looking through.
        pass
    return "\n".join(found)


def _parts(reader: PdfReader) -> Iterator[str]:
    yield from (str(value) for value in (reader.metadata or {}).values() if isinstance(value, str))
    for page in reader.pages:
        yield page.extract_text()
