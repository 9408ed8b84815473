"""Any other site: its RSS, Atom or JSON feed, or a backup of Blogger, which is one that has everything in it.

A feed holds as many of the newest texts as the site put in.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any
from urllib.parse import urljoin

from weeknotes import digest
from weeknotes.errors import MeaningError
from weeknotes.importers import blogger, moments, trees, words
from weeknotes.importers.export import Export, Left, Note, Response, Text
from weeknotes.importers.trees import Element

ROOTS = ("rss", "RDF", "feed")
# Addresses in HTML that may build on another.
ADDRESS = re.compile(
    r"(<(?:a|img|source|video|audio|iframe)\b[^<>]*?\s(?:href|src)\s*=\s*)([\"'])(.*?)\2", re.IGNORECASE | re.DOTALL
)
# Void elements have no end in HTML.
VOID = ("br", "hr", "img", "wbr", "source")


def read_feed(chunks: Iterable[bytes]) -> Export:
    """What a feed holds. Raises MeaningError, with the line, where it is none."""
    pieces = iter(chunks)
    # The first character tells the two families apart.
    first = next(pieces, b"")
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json(b"".join([first, *pieces]))
    heap, end = _Heap(), trees.Found(None, "")
    for end in trees.read(_both(first, pieces), ("item", "entry", "link", "author")):
        if end.element is not None:
            _take(end.element, end.base, heap)
    if end.root not in ROOTS:
        raise MeaningError("Line 1: this is XML, but no RSS or Atom feed.")
    notes = [Note("characters", str(end.taken))] if end.taken else []
    texts = tuple(replace(each, responses=tuple(heap.answers.get(each.key, ()))) for each in _told_apart(heap.texts))
    short = tuple(_shortened(heap.texts, heap.short))
    # Only Blogger puts more than texts into a feed.
    system = "Blogger" if heap.left or heap.answers else "feed"
    return Export(system, "".join(heap.home[:1]), texts, tuple(heap.left), (*notes, *short), gone=dict(heap.gone))


@dataclass(frozen=True, slots=True)
class _Heap:
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
        heap.left.append(Left("item" if is_part else "post", "" if is_part else _title(element), why, element.line))
    else:
        make = _entry if element.name == "entry" else _item
        text = make(element, _joined("".join(heap.home[:1]), base))
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
    html = "".join(_html(each) for each in comment.all("content")[:1])
    name = words.person("".join(each.get("name") for each in comment.all("author")[:1]))
    made = Response(name, html, moments.read_utc(comment.get("published")))
    heap.answers.setdefault(below, []).append(made)


def _title(entry: Element) -> str:
    return words.plain(_html(next(iter(entry.all("title")), Element(""))))


def _both(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _joined(base: str, address: str) -> str:
    """An address as a whole one, where it builds on `base`."""
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def _based(html: str, base: str) -> str:
    """`html` with its addresses as whole ones, where another address than that of the text is their base."""

    def lead(found: re.Match[str]) -> str:
        is_place = found[3].startswith("#")
        return found[0] if is_place else f"{found[1]}{found[2]}{_joined(base, found[3])}{found[2]}"

    return ADDRESS.sub(lead, html) if base else html


def _told_apart(texts: Sequence[Text]) -> Iterator[Text]:
    """Texts of which some feeds call several the same: those at other addresses are texts of their own."""
    first: dict[str, Text] = {}
    for text in texts:
        known = first.setdefault(text.key, text)
        is_other = known is not text and (known.link, known.title) != (text.link, text.title)
        other = replace(text, key=f"{text.key} {text.link or text.title}", feed_id="")
        yield other if is_other else text


def _key(*names: str, body: str) -> str:
    """What names a text for ever: its id, else its address, else its title, else its words."""
    return next(filter(None, names), "") or f"feed {digest.of_bytes(body.encode())[:16]}"


def _with_files(body: str, files: Iterable[tuple[str, str]]) -> str:
    """`body` with the files that come along with it, by address and kind, where it does not show them itself."""
    own = [(address, kind) for address, kind in files if address and address not in body]
    shown = (
        f'<p><img src="{escape(address)}" alt=""></p>'
        if kind.startswith("image/")
        else f'<p><a href="{escape(address)}">{escape(words.last_part(address) or address)}</a></p>'
        for address, kind in own
    )
    return body + "".join(shown)


def _own(link: Element) -> str:
    return link.text.strip() if not link.attributes else _alternate([link])


def _shortened(texts: Iterable[Text], short: Sequence[Text]) -> Iterator[Note]:
    """A note for each text that is only the beginning of one: `short` are those that the feed itself calls so."""
    told = {each.key for each in short}
    yield from (Note("beginning", "", each.title) for each in short)
    ends = ((each, words.plain(each.body[-200:])) for each in texts)
    cut = (each for each, end in ends if end.endswith(("…", "[…]", "[...]")) and each.key not in told)
    yield from (Note("beginning", "", each.title) for each in cut)


def _item(item: Element, base: str) -> Text:
    link, guid = item.get("link").strip(), item.get("guid").strip()
    link = _joined(base, link) if link else ""
    files = ((each.attributes.get("url", ""), each.attributes.get("type", "")) for each in item.all("enclosure"))
    body = _with_files(item.get("encoded", "content") or item.get("description"), files)
    return Text(
        key=_key(guid, link, words.plain(item.get("title")), body=body),
        kind="post",
        title=words.plain(item.get("title")),
        body=body,
        link=link or (guid if guid.startswith("http") else ""),
        feed_id=guid or item.attributes.get("about", ""),
        slug=words.last_part(link),
        published=moments.read_utc(item.get("pubDate")) or moments.read_utc(item.get("date")),
        authors=words.people([*(each.text for each in item.all("creator")), _in_brackets(item.get("author"))]),
        tags=words.terms(each.text for each in (*item.all("category"), *item.all("subject"))),
        line=item.line,
    )


def _in_brackets(typed: str) -> str:
    """The name in ``ada@example.org (Ada Byron)``, as RSS writes authors."""
    return typed.partition("(")[2].rstrip(") ") if "@" in typed else typed


def _entry(entry: Element, base: str) -> Text:
    base = _joined(base, entry.attributes.get("base", ""))
    link, number = _alternate(entry.all("link")) or blogger.address(entry), entry.get("id").strip()
    link = _joined(base, link) if link else ""
    content = next(iter([*entry.all("content"), *entry.all("summary")]), Element(""))
    # What names no base of its own builds on the address of the text, as it does in a browser.
    own = content.attributes.get("base", "") or entry.attributes.get("base", "")
    body = _based(_html(content), _joined(base, own) if own else "")
    ties = (each.attributes for each in entry.all("link") if each.attributes.get("rel") == "enclosure")
    body = _with_files(body, ((each.get("href", ""), each.get("type", "")) for each in ties))
    described = words.plain(blogger.summary(entry))
    return Text(
        key=_key(number, link, words.plain(entry.get("title")), body=body),
        kind="page" if blogger.kind_of(entry) == "page" else "post",
        title=_title(entry),
        body=body,
        link=link,
        feed_id=number,
        slug=words.last_part(link),
        published=moments.read_utc(entry.get("published") or entry.get("issued") or entry.get("updated")),
        updated=moments.read_utc(entry.get("updated") or entry.get("modified")),
        authors=words.people(each.get("name") for each in entry.all("author")),
        tags=words.terms(
            each.attributes.get("label") or each.attributes.get("term", "")
            for each in blogger.labels(entry.all("category"))
        ),
        draft=blogger.is_draft(entry),
        summary=words.plain(entry.get("summary")) if entry.get("summary") and entry.all("content") else described,
        line=entry.line,
    )


def _alternate(links: Iterable[Element]) -> str:
    found = [each.attributes for each in links if each.attributes.get("rel", "alternate") == "alternate"]
    return next((each["href"].strip() for each in found if each.get("href")), "")


def _html(text: Element) -> str:
    """The HTML of an Atom text: typed as such, as XHTML, or plain (RFC 4287 section 3.1)."""
    kind = text.attributes.get("type", "text")
    if "xhtml" in kind or any(each.name != trees.TEXT for each in text.children):
        return "".join(_source(each) for each in text.children)
    return text.text if "html" in kind else escape(text.text, quote=False)


def _source(element: Element) -> str:
    """XHTML as HTML again."""
    if element.name == trees.TEXT:
        return escape(element.text, quote=False)
    given = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes.items())
    inner = "".join(_source(each) for each in element.children)
    return f"<{element.name}{given}>" + ("" if element.name in VOID else f"{inner}</{element.name}>")


def _json(data: bytes) -> Export:
    """A JSON feed of version 1 or 1.1 (jsonfeed.org)."""
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise MeaningError(f"Line {error.lineno}: this is neither a feed in XML nor one in JSON.") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise MeaningError("Line 1: this is no feed in JSON.") from error
    if "jsonfeed.org" not in str(feed.get("version", "")) or not isinstance(feed.get("items"), list):
        raise MeaningError("Line 1: this is JSON, but no feed.")
    items = _rows(feed["items"])
    nobody = {"authors": feed.get("authors"), "author": feed.get("author")}
    texts = tuple(_told_apart([_json_item({**nobody, **_given(each)}) for each in items]))
    short = [text for item, text in zip(items, texts, strict=True) if item.get("summary") and not text.summary]
    return Export("feed", str(feed.get("home_page_url") or ""), texts, (), tuple(_shortened(texts, short)))


def _rows(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _given(item: dict[str, Any]) -> dict[str, Any]:
    """An item without what is empty; it has the authors of the feed where it names none."""
    names = ("authors", "author") if item.get("authors") or item.get("author") else ()
    return {**dict.fromkeys(names), **{name: each for name, each in item.items() if each}}


def _json_item(item: dict[str, Any]) -> Text:
    def said(name: str) -> str:
        return str(item.get(name) or "")

    # Version 1 has one author, version 1.1 several.
    writers = _rows(item.get("authors")) or _rows([item.get("author")])
    tags = item.get("tags")
    plain = "".join(f"<p>{escape(each)}</p>" for each in (said("content_text") or said("summary")).split("\n\n"))
    ties = _rows(item.get("attachments"))
    files = ((str(each.get("url") or ""), str(each.get("mime_type") or "")) for each in ties)
    body = _with_files(said("content_html") or plain, files)
    return Text(
        key=_key(said("id"), said("url"), words.plain(said("title")), body=body),
        kind="post",
        title=words.plain(said("title")),
        body=body,
        link=said("url"),
        feed_id=said("id"),
        slug=words.last_part(said("url")),
        published=moments.read_utc(said("date_published")),
        updated=moments.read_utc(said("date_modified")),
        authors=words.people(str(each.get("name") or "") for each in writers),
        tags=words.terms(map(str, tags)) if isinstance(tags, list) else (),
        # What stands for the text is no summary of it.
        summary=words.plain(said("summary")) if item.get("content_html") or item.get("content_text") else "",
        image=said("image"),
        lang=said("language"),
    )
