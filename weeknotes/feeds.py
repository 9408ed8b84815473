"""Feeds: RSS 2.0, Atom 1.0 (RFC 4287), JSON Feed 1.1 and OPML 2.0, from finished items to bytes.

The same feed gives the same bytes on any machine and day. feedgen writes RSS and Atom; what
it loses or gets wrong is put right on the parsed tree before that is written out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from weeknotes import digest

GENERATOR = "Weeknotes"
EMPTY_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
HTML_TYPE = "text/html"
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# What XML 1.0 does not allow, and what validators warn of: controls and the replacement character.
FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. `id` is its lasting name (a ``tag:`` URI), `url` where it is now.

    URLs are absolute, those inside `html` too; `title` and `summary` are plain text. Both
    moments carry a time zone. `lang` may be empty where it is the feed's.
    """

    id: str
    url: str
    title: str
    html: str
    summary: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    lang: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its items, newest first.

    `url` is its absolute address without ending (``.xml``, ``.atom`` and ``.json`` are added),
    `home` the page that it follows.
    """

    title: str
    description: str
    url: str
    home: str
    id: str
    lang: str
    site_title: str
    items: tuple[Item, ...] = ()

    @property
    def updated(self) -> datetime:
        """When its newest change was; a fixed day for a feed without items."""
        return max((item.updated for item in self.items), default=EMPTY_SINCE)


class _Unprinted(datetime):
    """A moment that feedgen takes but does not print, since printing switches the process's locale."""

    def __bool__(self) -> bool:
        return False


UNPRINTED = _Unprinted(2000, 1, 1, tzinfo=UTC)


def rss(feed: Feed) -> bytes:
    """`feed` as RSS 2.0: full text in ``content:encoded``, the summary in ``description``.

    Raises ValueError for relative URLs, repeated ids and moments without a time zone.
    """
    feed = _prepared(feed)
    generator = _generator(feed, f"{feed.url}.xml", "application/rss+xml")
    generator.register_extension("dc", DcExtension, DcEntryExtension, atom=False)
    generator.updated(UNPRINTED)
    for item in feed.items:
        _add_rss_item(generator, item, feed.lang)
    root = _parsed(generator.rss_str())
    _date_rss(root[0], feed)
    return _written(root)


def atom(feed: Feed) -> bytes:
    """`feed` as Atom 1.0; raises ValueError as `rss` does."""
    feed = _prepared(feed)
    generator = _generator(feed, f"{feed.url}.atom", "application/atom+xml")
    generator.updated(feed.updated)
    for item in feed.items:
        _add_atom_entry(generator, item)
    root = _parsed(generator.atom_str())
    for entry, item in zip(root.iterchildren(f"{ATOM}entry"), feed.items, strict=True):
        _mend_atom_entry(entry, item, feed.lang)
    return _written(root)


def json_feed(feed: Feed) -> bytes:
    """`feed` as JSON Feed 1.1 (https://jsonfeed.org/version/1.1); raises ValueError as `rss` does."""
    feed = _prepared(feed)
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.url}.json",
        "description": feed.description,
        "language": feed.lang,
        "authors": [{"name": feed.site_title}],
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(_filled(value), ensure_ascii=False, indent=1).encode() + b"\n"


def opml(title: str, feeds: Sequence[tuple[str, str, str]]) -> bytes:
    """A list of feeds for feed readers (OPML 2.0): each with its title, its URL and that of its page."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _line(title)
    body = etree.SubElement(root, "body")
    for name, url, home in feeds:
        names = {"text": _line(name), "title": _line(name)}
        addresses = {"xmlUrl": _absolute(url), "htmlUrl": _absolute(home)}
        etree.SubElement(body, "outline", names | {"type": "rss"} | addresses)
    return _written(root)


def _prepared(feed: Feed) -> Feed:
    """`feed` checked and without characters that XML forbids; texts that must not be empty are filled."""
    items = tuple(_prepared_item(item) for item in feed.items)
    repeated = [name for name, count in Counter(item.id for item in items).items() if count > 1]
    if repeated:
        raise ValueError(f"two items of the feed {feed.url} have the id {repeated[0]}")
    title = _line(feed.title) or _line(feed.home)
    return Feed(
        title=title,
        description=_line(feed.description) or title,
        url=_absolute(feed.url),
        home=_absolute(feed.home),
        id=_line(feed.id),
        lang=_line(feed.lang),
        site_title=_line(feed.site_title) or title,
        items=items,
    )


def _prepared_item(item: Item) -> Item:
    if item.published.tzinfo is None or item.updated.tzinfo is None:
        raise ValueError(f"{item.url} has a date without a time zone")
    return Item(
        id=_line(item.id),
        url=_absolute(item.url),
        title=_line(item.title) or _line(item.url),
        html=FORBIDDEN.sub("", item.html.replace("\v", "\n")),
        summary=_line(item.summary),
        published=item.published.replace(microsecond=0),
        updated=item.updated.replace(microsecond=0),
        authors=tuple(filter(None, map(_line, item.authors))),
        categories=tuple(filter(None, map(_line, item.categories))),
        lang=_line(item.lang),
        image=item.image and _absolute(item.image),
    )


def _line(text: str) -> str:
    """`text` on one line, without characters that XML forbids."""
    return FORBIDDEN.sub("", " ".join(text.split()))


def _absolute(url: str) -> str:
    if not ABSOLUTE.match(url):
        raise ValueError(f"a feed needs absolute URLs, and this is not one: {url!r}")
    return _line(url)


def _generator(feed: Feed, url: str, media_type: str) -> FeedGenerator:
    generator = FeedGenerator()
    generator.id(feed.id)
    generator.title(feed.title)
    # RSS takes the last link for the channel's page, so the feed's own goes first.
    generator.link(href=url, rel="self", type=media_type)
    generator.link(href=feed.home, rel="alternate", type=HTML_TYPE)
    generator.description(feed.description)
    generator.language(feed.lang)
    generator.author(name=feed.site_title)
    generator.generator(GENERATOR)
    return generator


def _add_item(generator: FeedGenerator, item: Item) -> FeedEntry:
    # feedgen would put each entry before the last one unless told otherwise.
    entry = generator.add_entry(order="append")
    entry.id(item.id)
    entry.title(item.title)
    entry.link(href=item.url, rel="alternate", type=HTML_TYPE)
    if item.html:
        entry.content(item.html, type="html")
    for category in item.categories:
        entry.category(term=category)
    return entry


def _add_rss_item(generator: FeedGenerator, item: Item, lang: str) -> None:
    entry = _add_item(generator, item)
    if item.summary:
        # A description is HTML by definition, the summary is plain text.
        entry.description(escape(item.summary, quote=False), isSummary=True)
    # RSS wants an e-mail address for an author; Dublin Core is content with a name.
    entry.dc.dc_creator(list(item.authors))
    if item.lang not in ("", lang):
        entry.dc.dc_language(item.lang)


def _date_rss(channel: etree._Element, feed: Feed) -> None:
    items = channel.findall("item")
    for node, item in zip(items, feed.items, strict=True):
        etree.SubElement(node, "pubDate").text = format_datetime(item.published)
    if items:
        built = etree.Element("lastBuildDate")
        built.text = format_datetime(feed.updated)
        items[0].addprevious(built)


def _add_atom_entry(generator: FeedGenerator, item: Item) -> None:
    entry = _add_item(generator, item)
    entry.updated(item.updated + _mark(item.id))
    entry.published(item.published)
    if item.summary:
        entry.summary(item.summary)
    if item.authors:
        entry.author([{"name": name} for name in item.authors])


def _mark(name: str) -> timedelta:
    """A fraction of a second that sets an entry apart from others changed at the same moment.

    Many entries carry a day only, and validators warn of equal times. It is made of the id, so
    that an entry has the same time in every feed and whatever stands beside it.
    """
    return timedelta(microseconds=int(digest.of_bytes(name.encode())[:8], 16) % 1_000_000)


def _mend_atom_entry(entry: etree._Element, item: Item, lang: str) -> None:
    """Put back what feedgen loses of a link, and say the language where it is another."""
    for link in entry.iterchildren(f"{ATOM}link"):
        link.attrib.update({"rel": "alternate", "type": HTML_TYPE})
    if item.lang not in ("", lang):
        entry.set(f"{XML}lang", item.lang)


def _json_item(item: Item) -> dict[str, Any]:
    value = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "image": item.image,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.categories),
        "language": item.lang,
    }
    # The text is mandatory, even an empty one.
    return _filled(value) | {"content_html": item.html}


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in value.items() if each or name == "items"}


def _parsed(data: bytes) -> etree._Element:
    # A year of full text may be more than the parser's usual limit.
    return etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
