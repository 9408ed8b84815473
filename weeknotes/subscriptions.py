"""What feeds are made of: one frozen record for a feed, one for the last word in that of a series that has ended."""

from __future__ import annotations

from datetime import datetime

from weeknotes.model import Card
from weeknotes.values import Record
from weeknotes.views import WeekView


class Farewell(Record):
    """The last item of the feed of a series, which has the slug `series`; `at` is a moment in the site's zone."""

    series: str
    title: str
    text: str
    at: datetime


class FeedView(Record):
    """A feed: `address` without ending; items newest first; its page is at the address `home`.

    A digest has one item for each week: `weeks` instead of `cards`. `older` is the address of an archive of older
    entries (RFC 5005 section 4); an archive has the address of its feed as `current`, the oldest one that of the next
    as `newer`. `hub` is the URL of the one that is told of news (WebSub). `root` is the front page of the language
    that the feed is in, where that is not the site's own.
    """

    title: str
    description: str
    address: str
    home: str
    lang: str
    cards: tuple[Card, ...] = ()
    weeks: tuple[WeekView, ...] = ()
    farewell: Farewell | None = None
    older: str = ""
    newer: str = ""
    current: str = ""
    hub: str = ""
    root: str = ""
