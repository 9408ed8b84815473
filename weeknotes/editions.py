"""An edition: all that one build laid out, told so that the next can go on from it without laying out anew."""

from __future__ import annotations

from collections.abc import Mapping

from weeknotes.entries import Place
from weeknotes.related import RelatedText
from weeknotes.search import SearchDocument
from weeknotes.traces import Sheet
from weeknotes.values import Record
from weeknotes.views import Chrome

Rows = Mapping[str, tuple[tuple[str, str], ...]]


class Edition(Record):
    """Pages by file; bodies, the targets of their links, and cards by the id of their entry, all as digests.

    `homes` has the file of each entry's own page by id.
    """

    sheets: Mapping[str, Sheet]
    bodies: Mapping[str, str]
    targets: Mapping[str, str]
    cards: Mapping[str, str]
    homes: Mapping[str, str]


class Origin(Record):
    """Where an entry comes from: the id (empty for a text without a page), the key of its reading, its place.

    `alike` has what texts share that are taken for copies: the digest of the body, and that of how it begins.
    """

    id: str
    reading: str
    place: Place
    alike: tuple[str, str]


class Laying(Record):
    """What the edition of the last build was laid out from: the texts by path, and what they were related by.

    `rows` are the related entries that came of it. `searching` is what readers can search for.
    """

    edition: Edition
    chrome: Chrome
    origins: Mapping[str, Origin]
    relating: tuple[RelatedText, ...]
    rows: Rows
    searching: tuple[SearchDocument, ...] = ()
