"""Feeds that are no trees of elements: JSON Feed 1.1; and the list of feeds for readers, OPML 2.0."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from weeknotes.feeds import signs
from weeknotes.feeds.items import KEPT, Feed, Item, absolute, line, prepared
from weeknotes.feeds.xml import written

NEXT = "\n  "


def json_feed(feed: Feed) -> bytes:
    """`feed` as JSON Feed 1.1 (https://jsonfeed.org/version/1.1); raises ValueError as `rss` does."""
    feed = prepared(feed)
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.url}.json",
        "description": feed.description,
        "next_url": feed.older and f"{feed.older}.json",
        "language": feed.lang,
        "authors": [{"name": feed.site_title}],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "items": [],
    }
    head = json.dumps(_filled(value), ensure_ascii=False, indent=1).removesuffix("[]\n}")
    items = ",".join(map(_json_item, feed.items))
    return f"{head}[{items}{NEXT[:-1] if items else ''}]\n}}\n".encode()


def opml(title: str, groups: Mapping[str, Sequence[tuple[str, str, str]]]) -> bytes:
    """A list of feeds for feed readers (OPML 2.0), which make a folder of each group.

    Each feed has its title, its URL and that of its page.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = signs.undoubled(line(title))
    body = etree.SubElement(root, "body")
    for group, feeds in groups.items():
        # With a title it would be taken for something that has to say its type.
        folder = etree.SubElement(body, "outline", text=line(group))
        for name, url, home in feeds:
            names = {"text": line(name), "title": line(name)}
            addresses = {"xmlUrl": absolute(url), "htmlUrl": absolute(home)}
            etree.SubElement(folder, "outline", names | {"type": "rss"} | addresses)
    return written(root)


@lru_cache(maxsize=KEPT)
def _json_item(item: Item) -> str:
    """An item as it stands in the list of a feed: two levels deep, on a line of its own."""
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
    whole = _filled(value) | {"content_html": item.html}
    return NEXT + json.dumps(whole, ensure_ascii=False, indent=1).replace("\n", NEXT)


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in value.items() if each or name == "items"}
