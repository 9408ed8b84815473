"""What stands in a feed: items and feeds as values, without anything that no format can hold."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache

from weeknotes.values import Record, replace

EMPTY_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# Each of the planes of Unicode beyond the first ends with two code points that are no characters.
ENDS = "".join(f"{chr((plane << 16) + 0xFFFE)}-{chr((plane << 16) + 0xFFFF)}" for plane in range(1, 17))
# What XML 1.0 does not allow, and what validators warn of: controls, the replacement character, no characters.
FORBIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff{ENDS}]")
# An entry stands in the feeds of its team, its themes, its tags ..., and is the same in each. All of a large site
# would be hundreds of megabytes in each process.
KEPT = 1024  # items


class Item(Record):
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


class Feed(Record):
    """A feed with its items, newest first.

    `url` is its absolute address without ending (``.xml``, ``.atom`` and ``.json`` are added),
    `home` the page that it follows. `older` is the address of a document with items from before those here
    (RFC 5005 section 4); such a document is itself one of the past of the feed `current`, the oldest of them
    names the one that is `newer`. `hub` is told of news (WebSub), `style` a style sheet for browsers, which may be
    relative.
    """

    title: str
    description: str
    url: str
    home: str
    id: str
    lang: str
    site_title: str
    items: tuple[Item, ...] = ()
    older: str = ""
    newer: str = ""
    current: str = ""
    hub: str = ""
    style: str = ""

    @property
    def updated(self) -> datetime:
        """When its newest change was; a fixed day for a feed without items."""
        return max((item.updated for item in self.items), default=EMPTY_SINCE)


def prepared(feed: Feed) -> Feed:
    """`feed` checked and without characters that XML forbids; texts that must not be empty are filled.

    Raises ValueError for relative URLs, repeated ids and moments without a time zone.
    """
    items = tuple(_prepared_item(item) for item in feed.items)
    repeated = [name for name, count in Counter(item.id for item in items).items() if count > 1]
    if repeated:
        raise ValueError(f"two items of the feed {feed.url} have the id {repeated[0]}")
    title = line(feed.title) or line(feed.home)
    return replace(
        feed,
        title=title,
        description=line(feed.description) or title,
        url=absolute(feed.url),
        home=absolute(feed.home),
        id=line(feed.id),
        lang=line(feed.lang),
        site_title=line(feed.site_title) or title,
        items=items,
        older=feed.older and absolute(feed.older),
        newer=feed.newer and absolute(feed.newer),
        current=feed.current and absolute(feed.current),
        hub=feed.hub and absolute(feed.hub),
    )


@lru_cache(maxsize=KEPT)
def _prepared_item(item: Item) -> Item:
    if item.published.tzinfo is None or item.updated.tzinfo is None:
        raise ValueError(f"{item.url} has a date without a time zone")
    return Item(
        id=line(item.id),
        url=absolute(item.url),
        title=line(item.title) or line(item.url),
        html=FORBIDDEN.sub("", item.html.replace("\v", "\n")),
        summary=line(item.summary),
        published=item.published.replace(microsecond=0),
        # What was corrected before it appeared was not corrected for its readers.
        updated=max(item.published, item.updated).replace(microsecond=0),
        authors=tuple(filter(None, map(line, item.authors))),
        categories=tuple(filter(None, map(line, item.categories))),
        lang=line(item.lang),
        image=item.image and absolute(item.image),
    )


def line(text: str) -> str:
    """`text` on one line, without characters that XML forbids; empty where nothing else is in it."""
    # Some of these part words, so that spaces may be left over on either side of them.
    return " ".join(FORBIDDEN.sub("", " ".join(text.split())).split())


def absolute(url: str) -> str:
    """A URL with its scheme, on one line. Raises ValueError for another."""
    if not ABSOLUTE.match(url):
        raise ValueError(f"a feed needs absolute URLs, and this is not one: {url!r}")
    return line(url)
