"""What pages that lead readers on are given: the search, the page of feeds, and what stays of a withdrawn entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from weeknotes.model import Card, Term
from weeknotes.values import Record, field
from weeknotes.views import FeedLink, Way, YearGroup


class FeedsView(Record):
    """``/feeds/``: every feed in words, by section, and the address of the list of them for feed readers."""

    groups: Mapping[str, tuple[FeedLink, ...]]
    opml: str = "feeds.opml"


class SearchView(Record):
    """``/search/``: all that can be found, by year, newest first; the year 0 has what bears no date.

    `lang` is the one language that is searched, empty for all of them; `names` has what a filter is called in it
    (``team-housing``), where that is not what the settings call it.
    """

    groups: tuple[YearGroup, ...]
    lang: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


class WithdrawnView(Record):
    """The tombstone of a withdrawn entry: its title, when and why.

    `card` tells what it was and has nothing of its text. `terms` and `ways` lead on, `near` has entries from about
    the same time that are still there.
    """

    title: str
    reason: str
    day: date | None = None
    card: Card | None = None
    terms: tuple[Term, ...] = ()
    ways: tuple[Way, ...] = ()
    near: tuple[Card, ...] = ()
