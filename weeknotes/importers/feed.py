"""Any other site: its RSS, Atom or JSON feed. A feed holds as many of the newest texts as the site put in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from weeknotes.errors import MeaningError
from weeknotes.importers import moments, trees, words
from weeknotes.importers.export import Export, Note, Text
from weeknotes.importers.trees import Element

ROOTS = ("rss", "RDF", "feed")
# Void elements have no end in HTML.
VOID = ("br", "hr", "img", "wbr", "source")


def read_feed(chunks: Iterable[bytes]) -> Export:
    """What a feed holds. Raises MeaningError, with the line, where it is none."""
    pieces = iter(chunks)
    # The first character tells the two families apart.
    first = next(pieces, b"")
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json(b"".join([first, *pieces]))
    texts: list[Text] = []
    base, root, taken = "", "", 0
    for found in trees.read(_both(first, pieces), ("item", "entry", "link")):
        root, taken = found.root, found.taken
        if found.element is None:
            continue
        if found.element.name == "link":
            base = base or _own(found.element)
        else:
            texts.append(_entry(found.element) if found.element.name == "entry" else _item(found.element))
    if root not in ROOTS:
        raise MeaningError("Line 1: this is XML, but no RSS or Atom feed.")
    notes = [Note("characters", str(taken))] if taken else []
    return Export("feed", base, tuple(texts), (), (*notes, *_shortened(texts)))


def _both(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _own(link: Element) -> str:
    return link.text.strip() if not link.attributes else _alternate([link])


def _shortened(texts: Iterable[Text]) -> Iterator[Note]:
    """A note for each text that is only the beginning of one."""
    ends = ((each.title, words.plain(each.body[-200:])) for each in texts)
    return (Note("beginning", "", title) for title, end in ends if end.endswith(("…", "[…]", "[...]")))


def _item(item: Element) -> Text:
    link, guid = item.get("link").strip(), item.get("guid").strip()
    body = item.get("encoded", "content") or item.get("description")
    return Text(
        key=guid or link or words.plain(item.get("title")),
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


def _entry(entry: Element) -> Text:
    link, number = _alternate(entry.all("link")), entry.get("id").strip()
    content = next(iter([*entry.all("content"), *entry.all("summary")]), Element(""))
    return Text(
        key=number or link,
        kind="post",
        title=words.plain(_html(next(iter(entry.all("title")), Element("")))),
        body=_html(content),
        link=link,
        feed_id=number,
        slug=words.last_part(link),
        published=moments.read_utc(entry.get("published") or entry.get("issued") or entry.get("updated")),
        updated=moments.read_utc(entry.get("updated") or entry.get("modified")),
        authors=words.people(each.get("name") for each in entry.all("author")),
        tags=words.terms(
            each.attributes.get("label") or each.attributes.get("term", "") for each in entry.all("category")
        ),
        summary=words.plain(entry.get("summary")) if entry.all("content") else "",
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
    texts = tuple(_json_item(each) for each in feed["items"] if isinstance(each, dict))
    return Export("feed", str(feed.get("home_page_url") or ""), texts, (), tuple(_shortened(texts)))


def _json_item(item: dict[str, Any]) -> Text:
    def said(name: str) -> str:
        return str(item.get(name) or "")

    # Version 1 has one author, version 1.1 several.
    writers = item.get("authors") or [item.get("author")]
    tags = item.get("tags")
    return Text(
        key=said("id") or said("url"),
        kind="post",
        title=words.plain(said("title")),
        body=said("content_html") or "".join(f"<p>{escape(each)}</p>" for each in said("content_text").split("\n\n")),
        link=said("url"),
        feed_id=said("id"),
        slug=words.last_part(said("url")),
        published=moments.read_utc(said("date_published")),
        updated=moments.read_utc(said("date_modified")),
        authors=words.people(str(each.get("name", "")) for each in writers if isinstance(each, dict)),
        tags=words.terms(map(str, tags)) if isinstance(tags, list) else (),
        summary=words.plain(said("summary")),
        image=said("image"),
        lang=said("language"),
    )
