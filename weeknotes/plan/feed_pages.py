"""Feeds of every section in three formats, the page that explains them, and the list for readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from weeknotes import urls
from weeknotes.model import Card, Page
from weeknotes.plan.library import PLURALS, Library
from weeknotes.plan.list_pages import TERM_WORDS, week_view
from weeknotes.views import FeedLink, FeedsView, FeedView, Head, Way

FORMATS = {"xml": "rss", "atom": "atom", "json": "json-feed"}
DIGESTS = 26  # weeks; half a year of digests


def lay_out(library: Library) -> Iterator[Page]:
    """Every feed, ``feeds/`` and ``feeds.opml``."""
    groups = {title: tuple(feeds) for title, feeds in _groups(library).items() if feeds}
    for feeds in groups.values():
        for feed in feeds:
            yield from _files(feed, library)
    links = {title: tuple(FeedLink(feed.title, feed.address) for feed in feeds) for title, feeds in groups.items()}
    site = library.config.site
    head = Head(
        kind="feeds",
        title="Feeds",
        address="feeds/",
        lang=site.language,
        description=f"Every feed of {site.title}, and how to follow one",
        section="feeds/",
        crumbs=(Way("Home", ""),),
        feeds=(library.site_feed(),),
    )
    yield library.html(head, "feeds.html", FeedsView(links))
    # Feed readers that read OPML subscribe to all of it, so the list has each feed once and in one format.
    everything = tuple(feed for feeds in groups.values() for feed in feeds)
    # Without their entries: the list of feeds is the same whatever stands in them.
    yield Page("feeds.opml", "opml", shows={"feeds": tuple(replace(feed, cards=(), weeks=()) for feed in everything)})


def _groups(library: Library) -> dict[str, list[FeedView]]:
    """The feeds in the groups in which ``feeds/`` tells of them."""
    site = library.config.site
    everything = _feed(site.title, "", library.cards(library.graph.order), library, site.description)
    groups = {"Everything": [everything], "By kind": []}
    for kind, title in PLURALS.items():
        if cards := library.of_kind(kind):
            groups["By kind"].append(_feed(title, urls.SECTIONS[kind], cards, library))
    if library.graph.weeks:
        groups["Everything"].append(_digest(library))
    for term_kind, (title, _) in TERM_WORDS.items():
        groups[title] = [
            _feed(term.name, term.address, library.term_cards(term), library)
            for term in library.terms_of_kind(term_kind)
            if library.term_cards(term)
        ]
    groups["Series"] = list(_series(library))
    return groups


def _feed(title: str, section: str, cards: tuple[Card, ...], library: Library, description: str = "") -> FeedView:
    limit = library.config.feeds.limit
    site = library.config.site
    told = description or f"{title}: {site.title}"
    return FeedView(title, told, urls.feed_address(section), section, site.language, cards[:limit])


def _series(library: Library) -> Iterator[FeedView]:
    """A feed for each series that is not simply a team's or a person's notes."""
    for name, language in library.graph.series:
        # The feed of the team or of the person has the same notes under a better name.
        if any(library.index.term_cards.get((kind, name)) for kind in ("team", "person")):
            continue
        cards = library.cards(reversed(library.graph.series[name, language]))
        known = library.config.series.get(name)
        section = f"series/{name}/" if language == library.config.site.language else f"series/{name}/{language}/"
        feed = _feed(known.name if known else name, section, cards, library)
        yield FeedView(feed.title, feed.description, feed.address, "weeknotes/", language, feed.cards)


def _digest(library: Library) -> FeedView:
    # Items hold all notes of a week: as many as in other feeds would be years.
    weeks = sorted(library.graph.weeks, reverse=True)[:DIGESTS]
    site = library.config.site
    return FeedView(
        title="Weekly digest",
        description=f"Every week of {site.title} in one item, by team",
        address=urls.feed_address("weeks/"),
        home="weeks/",
        lang=site.language,
        weeks=tuple(week_view(week, library) for week in weeks),
    )


def _files(feed: FeedView, library: Library) -> Iterator[Page]:
    ids = tuple(card.id for card in feed.cards)
    shows = {"feed": feed}
    targets = library.targets(ids)
    for ending, maker in FORMATS.items():
        yield Page(f"{feed.address}.{ending}", maker, shows=shows, bodies=ids, targets=targets)
