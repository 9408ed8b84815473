"""The content types of files, the same on every system."""

from __future__ import annotations

from mimetypes import MimeTypes
from pathlib import PurePath

# Not all of these are in Python's own table; that of the system is not asked, since some of them are wrong.
TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


def kind_of(file: PurePath) -> str:
    """The content type by which browsers know what to do with a file, with the encoding where it is a text."""
    kind = TYPES.get(file.suffix.lower()) or MimeTypes().guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else kind
