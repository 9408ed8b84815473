"""The words in files that are no texts: what a drawing (SVG) or a document (PDF) says, remarks and properties too."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

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


def of_document(data: bytes) -> tuple[bool, str]:
    """Whether a PDF could be opened, and what it says: the text of all pages, its properties, remarks and forms.

    Many are locked against changes alone and open without a password; of others nothing is known. What is broken is
    left out.
    """
    import logging

    from pypdf import PdfReader  # heavy, and few sites publish documents
    from pypdf.errors import DependencyError, PyPdfError

    # The library tells of every oddity in a file; writers have no use for it.
    log = logging.getLogger("pypdf")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    found: list[str] = []
    is_open = False
    try:
        reader = PdfReader(BytesIO(data))
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        for part in _parts(reader) if is_open else ():
            found.append(part)
    except DependencyError:
        is_open = False
    except (*STUMBLES, PyPdfError):
        # What was read up to here is still worth looking through.
        is_open = is_open or b"/Encrypt" not in data
    return is_open, "\n".join(found)


def _parts(reader: PdfReader) -> Iterator[str]:
    yield from (str(value) for value in (reader.metadata or {}).values() if isinstance(value, str))
    for page in reader.pages:
        yield page.extract_text()
        yield from _remarks(page)


def _remarks(page: PageObject) -> Iterator[str]:
    """Notes that were stuck on a page, what was typed into its forms, and where its links lead."""
    for each in page.annotations or ():
        note = each.get_object()
        link = note.get("/A")
        said = (note.get("/Contents"), note.get("/V"), note.get("/T"), link.get_object().get("/URI") if link else None)
        yield from (str(value) for value in said if isinstance(value, str))
