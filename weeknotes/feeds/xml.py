"""Feeds in XML: RSS 2.0 and Atom 1.0 (RFC 4287). feedgen writes them; what it loses or gets wrong is put right.

Each item is written once and copied into every feed that has it.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from html import escape

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from weeknotes import digest
from weeknotes.feeds.items import KEPT, Feed, Item, prepared

GENERATOR = "Weeknotes"
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
HTML_TYPE = "text/html"


class _Unprinted(datetime):
    """A moment that feedgen takes but does not print, since printing switches the process's locale."""

    def __bool__(self) -> bool:
        return False


UNPRINTED = _Unprinted(2000, 1, 1, tzinfo=UTC)


def rss(feed: Feed) -> bytes:
    """`feed` as RSS 2.0: full text in ``content:encoded``, the summary in ``description``.

    Raises ValueError for relative URLs, repeated ids and moments without a time zone.
    """
    feed = prepared(feed)
    root = _rss_root(feed)
    if feed.items:
        etree.SubElement(root[0], "lastBuildDate").text = format_datetime(feed.updated)
    root[0].extend(deepcopy(_rss_item(item, feed.lang)) for item in feed.items)
    return written(root)


def atom(feed: Feed) -> bytes:
    """`feed` as Atom 1.0; raises ValueError as `rss` does."""
    feed = prepared(feed)
    root = _atom_root(feed)
    root.extend(deepcopy(_atom_entry(item, feed.lang)) for item in feed.items)
    return written(root)


def _rss_root(feed: Feed, *items: Item) -> etree._Element:
    generator = _generator(feed, f"{feed.url}.xml", "application/rss+xml")
    generator.register_extension("dc", DcExtension, DcEntryExtension, atom=False)
    generator.updated(UNPRINTED)
    for item in items:
        _add_rss_item(generator, item, feed.lang)
    return _parsed(generator.rss_str())


def _atom_root(feed: Feed, *items: Item) -> etree._Element:
    generator = _generator(feed, f"{feed.url}.atom", "application/atom+xml")
    generator.updated(feed.updated)
    for item in items:
        _add_atom_entry(generator, item)
    return _parsed(generator.atom_str())


@lru_cache(maxsize=KEPT)
def _rss_item(item: Item, lang: str) -> etree._Element:
    """An item of a feed in the language `lang`."""
    (node,) = _rss_root(_around(item, lang), item)[0].findall("item")
    etree.SubElement(node, "pubDate").text = format_datetime(item.published)
    return node


@lru_cache(maxsize=KEPT)
def _atom_entry(item: Item, lang: str) -> etree._Element:
    (node,) = _atom_root(_around(item, lang), item).iterchildren(f"{ATOM}entry")
    _mend_atom_entry(node, item, lang)
    return node


def _around(item: Item, lang: str) -> Feed:
    """A feed for one item, since feedgen writes none without."""
    return Feed(item.title, item.title, item.url, item.url, item.id, lang, item.title)


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


def _parsed(data: bytes) -> etree._Element:
    # A year of full text may be more than the parser's usual limit.
    return etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))


def written(root: etree._Element) -> bytes:
    """The bytes of a feed, easy to read."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
