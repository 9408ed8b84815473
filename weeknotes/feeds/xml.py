"""Feeds in XML: RSS 2.0 and Atom 1.0 (RFC 4287). feedgen writes them; what it loses or gets wrong is put right.

Each item is written once and copied into every feed that has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from urllib.parse import quote

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from weeknotes import digest
from weeknotes.feeds import signs
from weeknotes.feeds.items import KEPT, Feed, Item, prepared

GENERATOR = "Weeknotes"
ATOM = "{http://www.w3.org/2005/Atom}"
PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
HISTORY_SPACE = "http://purl.org/syndication/history/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
HTML_TYPE = "text/html"
ABSOLUTE_ID = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
ID_SIGNS = ";/?:@&=+$!~*'()%,#"  # of a URI (RFC 3986 section 2), but for the brackets of hosts
RSS_TYPE = "application/rss+xml"
ATOM_TYPE = "application/atom+xml"


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
    signs.part(root[0].iterchildren("title", "description"))
    if feed.items:
        etree.SubElement(root[0], "lastBuildDate").text = _as_rfc_822(feed.updated)
    _relate(root[0], feed, ".xml", RSS_TYPE)
    head = signs.profiled(written(root, feed.style))
    return _filled(head, b"  </channel>", (_rss_item(item, feed.lang) for item in feed.items))


def atom(feed: Feed) -> bytes:
    """`feed` as Atom 1.0; raises ValueError as `rss` does."""
    feed = prepared(feed)
    root = _atom_root(feed)
    signs.declare(root.iterchildren(f"{ATOM}title", f"{ATOM}subtitle"))
    signs.part(root.iter(f"{ATOM}name"))
    _relate(root, feed, ".atom", ATOM_TYPE)
    return _filled(written(root, feed.style), b"</feed>", (_atom_entry(item, feed.lang) for item in feed.items))


def _filled(feed: bytes, end: bytes, items: Iterable[bytes]) -> bytes:
    """A feed with its items, which come before its last tag: that of the feed itself, whatever they hold."""
    head, end, tail = feed.rpartition(end)
    return b"".join([head, *items, end, tail])


def _rss_root(feed: Feed) -> etree._Element:
    generator = _generator(feed, f"{feed.url}.xml", RSS_TYPE)
    generator.register_extension("dc", DcExtension, DcEntryExtension, atom=False)
    generator.updated(UNPRINTED)
    return _parsed(generator.rss_str())


def _atom_root(feed: Feed) -> etree._Element:
    generator = _generator(feed, f"{feed.url}.atom", ATOM_TYPE)
    generator.updated(feed.updated)
    return _parsed(generator.atom_str())


@lru_cache(maxsize=KEPT)
def _rss_item(item: Item, lang: str) -> bytes:
    """An item as it stands in a feed in the language `lang`."""
    node = _rss_entry(item, lang).rss_entry()
    signs.part(node.iterchildren("title", "category", f"{{{PREFIXES['dc']}}}creator"))
    etree.SubElement(node, "pubDate").text = _as_rfc_822(item.published)
    # Where a feed says what its prefixes mean, its items need not.
    rss = etree.Element("rss", nsmap=PREFIXES)
    etree.SubElement(rss, "channel").append(node)
    data = etree.tostring(rss, encoding="UTF-8", pretty_print=True)
    return signs.profiled(data[data.index(b"    <item>") : data.rindex(b"  </channel>")])


@lru_cache(maxsize=KEPT)
def _atom_entry(item: Item, lang: str) -> bytes:
    # feedgen's elements have no namespace: they get that of the feed.
    node = _entry_of_atom(item).atom_entry()
    _mend_atom_entry(node, item, lang)
    feed = etree.Element("feed")
    feed.append(node)
    data = etree.tostring(feed, encoding="UTF-8", pretty_print=True)
    return data[data.index(b"  <entry") : data.rindex(b"</feed>")]


def _as_rfc_822(moment: datetime) -> str:
    """A moment as RSS writes it; in Greenwich time where its zone is not whole or half hours away from that.

    Validators do not know of zones such as Nepal's, a quarter of an hour beside its neighbours'.
    """
    is_usual = not (moment.utcoffset() or timedelta()) % timedelta(minutes=30)
    return format_datetime(moment if is_usual else moment.astimezone(UTC))


def _relate(node: etree._Element, feed: Feed, ending: str, media_type: str) -> None:
    """Say what else belongs to a feed: its hub (WebSub section 4), older items and, in these, where the newest are.

    RFC 5005 section 4 is about Atom; RSS borrows its elements, as the namespaces allow.
    """
    ways = {"hub": feed.hub, "prev-archive": feed.older and feed.older + ending}
    ways |= {"next-archive": feed.newer and feed.newer + ending, "current": feed.current and feed.current + ending}
    for rel, href in ways.items():
        if href:
            typed = {} if rel == "hub" else {"type": media_type}
            etree.SubElement(node, f"{ATOM}link", {"rel": rel, "href": href} | typed)
    if feed.current:
        etree.SubElement(node, f"{{{HISTORY_SPACE}}}archive", nsmap={"fh": HISTORY_SPACE})


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


def _entry(item: Item) -> FeedEntry:
    entry = FeedEntry()
    entry.id(item.id)
    entry.title(item.title)
    entry.link(href=item.url, rel="alternate", type=HTML_TYPE)
    if item.html:
        entry.content(signs.undoubled_html(item.html), type="html")
    for category in item.categories:
        entry.category(term=category)
    return entry


def _rss_entry(item: Item, lang: str) -> FeedEntry:
    entry = _entry(item)
    entry.register_extension("dc", DcEntryExtension, atom=False)
    if item.summary:
        # A description is HTML by definition, the summary is plain text.
        entry.description(signs.undoubled(escape(item.summary, quote=False)), isSummary=True)
    # RSS wants an e-mail address for an author; Dublin Core is content with a name.
    entry.dc.dc_creator(list(item.authors))
    if item.lang not in ("", lang):
        entry.dc.dc_language(item.lang)
    return entry


def _entry_of_atom(item: Item) -> FeedEntry:
    entry = _entry(item)
    entry.id(_as_uri(item.id))
    entry.updated(item.updated + _mark(item.id))
    entry.published(item.published)
    if item.summary or not item.html:
        # An entry has words of some kind, if only those of its title.
        entry.summary(item.summary or item.title)
    if item.authors:
        entry.author([{"name": name} for name in item.authors])
    return entry


def _as_uri(name: str) -> str:
    """An id as Atom takes it: old blogs have some that are no URIs (RFC 4287 section 4.2.6; RFC 3986; RFC 2397)."""
    signs = quote(name, safe=ID_SIGNS)
    return signs if ABSOLUTE_ID.match(signs) else f"data:,{quote(name)}"


def _mark(name: str) -> timedelta:
    """A fraction of a second that sets an entry apart from others changed at the same moment.

    Many entries carry a day only, and validators warn of equal times. It is made of the id, so
    that an entry has the same time in every feed and whatever stands beside it.
    """
    return timedelta(microseconds=int(digest.of_bytes(name.encode())[:8], 16) % 1_000_000)


def _mend_atom_entry(entry: etree._Element, item: Item, lang: str) -> None:
    """Put back what feedgen loses of a link, and say the language where it is another."""
    signs.declare(entry.iterchildren("title", "summary"))
    signs.part(entry.iter("name"))
    for link in entry.iterchildren("link"):
        link.attrib.update({"rel": "alternate", "type": HTML_TYPE})
    if item.lang not in ("", lang):
        entry.set(f"{XML}lang", item.lang)


def _parsed(data: bytes) -> etree._Element:
    # A year of full text may be more than the parser's usual limit.
    return etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))


def written(root: etree._Element, style: str = "") -> bytes:
    """The bytes of a feed, easy to read; `style` is the address of a style sheet for browsers."""
    if style:
        root.addprevious(etree.PI("xml-stylesheet", f'type="text/css" href="{escape(style)}"'))
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, pretty_print=True)
