"""Any other site: its RSS, Atom or JSON feed, or a backup of Blogger, which is one that has everything in it.

A feed holds as many of the newest texts as the site put in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from weeknotes.errors import MeaningError
from weeknotes.importers import atom, blogger, items, jsonfeed, moments, rss, trees, words
from weeknotes.importers.export import Export, Left, Note, Response, Text
from weeknotes.importers.trees import Element
from weeknotes.values import Record, field, replace

ROOTS = ("rss", "RDF", "feed")


def read_feed(chunks: Iterable[bytes]) -> Export:
    """What a feed holds. Raises MeaningError, with the line, where it is none."""
    pieces = iter(chunks)
    # The first character tells the two families apart.
    first = next(pieces, b"")
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return jsonfeed.read(b"".join([first, *pieces]))
    heap, end = _Heap(), trees.Found(None, "")
    for end in trees.read(_both(first, pieces), ("item", "entry", "link", "author")):
        if end.element is not None:
            _take(end.element, end.base, heap)
    if end.root not in ROOTS:
        raise MeaningError("Line 1: this is XML, but no RSS or Atom feed.")
    notes = [Note("characters", str(end.taken))] if end.taken else []
    texts = tuple(
        replace(each, responses=tuple(heap.answers.get(each.key, ()))) for each in items.told_apart(heap.texts)
    )
    short = tuple(items.shortened(heap.texts, heap.short))
    # Only Blogger puts more than texts into a feed.
    system = "Blogger" if heap.left or heap.answers else "feed"
    return Export(system, "".join(heap.home[:1]), texts, tuple(heap.left), (*notes, *short), gone=dict(heap.gone))


class _Heap(Record):
    """What has been read so far: addresses and writers of the feed itself, its texts, those that are no more than
    summaries, what is no text, and comments by the id of what they answer."""

    home: list[str] = field(default_factory=list)
    writers: list[str] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    short: list[Text] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    answers: dict[str, list[Response]] = field(default_factory=dict)
    gone: Counter[str] = field(default_factory=Counter)


def _take(element: Element, base: str, heap: _Heap) -> None:
    if element.name == "link":
        heap.home.extend(filter(None, [_own(element)]))
    elif element.name == "author":
        heap.writers.extend(words.people([element.get("name")]))
    elif blogger.kind_of(element) == "comment":
        _answer(element, heap)
    elif why := blogger.why_not(element):
        is_part = why == blogger.PART
        heap.left.append(Left("item" if is_part else "post", "" if is_part else atom.title(element), why, element.line))
    else:
        make = atom.read if element.name == "entry" else rss.read
        text = make(element, items.joined("".join(heap.home[:1]), base))
        # Who wrote a feed wrote what names nobody else (RFC 4287 section 4.2.1).
        heap.texts.append(replace(text, authors=text.authors or tuple(heap.writers)))
        # Atom keeps summaries and texts apart; a description of RSS may be either.
        is_short = element.name == "entry" and not element.all("content")
        heap.short.extend(heap.texts[-1:] if is_short else [])


def _answer(comment: Element, heap: _Heap) -> None:
    """Keep a comment that readers could see, with the name of its writer alone."""
    if not (below := blogger.answered(comment)):
        heap.gone["responses that were not approved"] += 1
        return
    html = "".join(atom.html(each) for each in comment.all("content")[:1])
    name = words.person("".join(each.get("name") for each in comment.all("author")[:1]))
    made = Response(name, html, moments.read_utc(comment.get("published")))
    heap.answers.setdefault(below, []).append(made)


def _both(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _own(link: Element) -> str:
    return link.text.strip() if not link.attributes else atom.alternate([link])
