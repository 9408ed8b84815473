"""Feeds: RSS 2.0, Atom 1.0 (RFC 4287), JSON Feed 1.1 and OPML 2.0, from finished items to bytes.

The same feed gives the same bytes on any machine and day.
"""

from __future__ import annotations

from weeknotes.feeds.items import KEPT, Feed, Item
from weeknotes.feeds.plain import json_feed, opml
from weeknotes.feeds.xml import atom, rss

__all__ = ["KEPT", "Feed", "Item", "atom", "json_feed", "opml", "rss"]
