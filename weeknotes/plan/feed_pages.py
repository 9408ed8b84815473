"""Feeds of every section in three formats, the page that explains them, and the list for readers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil

from weeknotes import urls
from weeknotes.languages import base
from weeknotes.model import Card, Page, Term
from weeknotes.plan.library import ARCHIVED, FOLLOWED, Library
from weeknotes.plan.list_pages import term_words, week_view
from weeknotes.signposts import FeedsView
from weeknotes.subscriptions import FeedView
from weeknotes.values import replace
from weeknotes.views import FeedLink, Head

ADDRESS = "feeds/"
OPML = "feeds.opml"
FORMATS = {"xml": "rss", "atom": "atom", "json": "json-feed"}
DIGESTS = 26  # weeks; half a year of digests
SMALLEST = 50  # entries in an archive, however few a feed holds
# What these hold stands in the archives of everything, and mostly in those of a series: once more would only weigh.
REPEATED = (*urls.TERM_SECTIONS.values(), *(urls.SECTIONS[kind] for kind in ARCHIVED))


def lay_out(library: Library) -> Iterator[Page]:
    """Every feed of the language of the library, with the page ``feeds/`` and the list ``feeds.opml`` of them."""
    groups = {title: tuple(feeds) for title, feeds in _groups(library).items() if feeds}
    for feed in (each for feeds in groups.values() for each in feeds):
        for document in _documents(feed, library):
            yield from _files(document, library)
    # Feeds in another language are laid out there, and told of here.
    groups[library.say("feeds.everything")] += tuple(_languages(library))
    links = {title: tuple(_link(feed, library) for feed in feeds) for title, feeds in groups.items()}
    address, opml = library.root + ADDRESS, library.root + OPML
    head = Head(
        kind="feeds",
        title=library.say("sections.feeds"),
        address=address,
        lang=library.words.lang,
        description=library.say("feeds.described", site=library.config.site.title),
        section=address,
        crumbs=(library.home(),),
        feeds=(library.site_feed(),),
    )
    yield library.html(head, "feeds.html", FeedsView(links, opml))
    # Feed readers that read OPML subscribe to all of it, so the list has each feed once and in one format.
    # Without their entries: the list of feeds is the same whatever stands in them.
    bare = {title: tuple(map(_bare, feeds)) for title, feeds in groups.items()}
    yield Page(opml, "opml", shows={"groups": bare})


def _bare(feed: FeedView) -> FeedView:
    return replace(feed, cards=(), weeks=(), farewell=None)


def _link(feed: FeedView, library: Library) -> FeedLink:
    title = library.say("feeds.title-ended", title=feed.title) if feed.farewell else feed.title
    return FeedLink(title, feed.address)


def _groups(library: Library) -> dict[str, list[FeedView]]:
    """The feeds in the groups in which ``feeds/`` tells of them."""
    site = library.config.site
    whole = library.cards(library.graph.order)
    everything = _feed(library.site_feed().title, library.root, whole, library, site.description)
    by_kind = [
        _feed(library.say(f"sections.{name}"), library.root + urls.SECTIONS[kind], cards, library)
        for kind, name in ARCHIVED.items()
        if (cards := library.of_kind(kind))
    ]
    all_told = [everything, *([_digest(library)] if library.graph.weeks else [])]
    groups = {library.say("feeds.everything"): all_told, library.say("feeds.by-kind"): by_kind}
    for term_kind in urls.TERM_SECTIONS:
        found = [
            (term.slug, _feed(_title(term, library), term.address, library.term_cards(term), library))
            for term in library.terms_of_kind(term_kind)
            if library.term_cards(term)
        ]
        followed = term_kind in FOLLOWED
        title, _ = term_words(term_kind, library)
        groups[title] = [_with_farewell(feed, slug, library) if followed else feed for slug, feed in found]
    groups[library.say("sections.series")] = list(_series(library))
    return groups


def _title(term: Term, library: Library) -> str:
    """What the feed of a term is called: one by the name that another feed has says its language."""
    return library.in_words(term.name) if library.root and not term.lang else term.name


def _languages(library: Library) -> Iterator[FeedView]:
    """The feed of everything in each language that has a front page of its own, on the page of all feeds alone."""
    for code, home in library.homes.items() if not library.root else ():
        yield _feed(library.site_feed(code).title, home, (), library)


def _feed(title: str, section: str, cards: tuple[Card, ...], library: Library, description: str = "") -> FeedView:
    """A feed with all its entries: `_documents` shares them out."""
    site, root = library.config.site, library.root
    told = description or library.say("feeds.feed-described", title=title, site=site.title)
    # In a preview, a draft may have no date yet: feeds have no place for it.
    dated = tuple(card for card in cards if card.published)
    lang = library.words.lang if root else site.language
    hub = library.config.feeds.hub
    return FeedView(title, told, urls.feed_address(section), section, lang, dated, hub=hub, root=root)


def _with_farewell(feed: FeedView, series: str, library: Library) -> FeedView:
    """A feed with its last item, which comes after the newest note, where the series has ended."""
    farewell = library.farewell(series)
    if not farewell:
        return feed
    noted = (card.published.at for card in feed.cards if card.series == series and card.published)
    return replace(feed, farewell=replace(farewell, at=max([farewell.at, *noted])))


def _documents(feed: FeedView, library: Library) -> list[FeedView]:
    """A feed with its newest entries alone, and the archives in which all the older ones are (RFC 5005 section 4).

    Archives are counted from the oldest and are full, so that nothing that is published later changes one: what
    fills the newest stands in the feed as well, where it is known by its id. The oldest alone names the one after it,
    since an archive that names no other is taken for a part of one that is lost.
    """
    limit = library.config.feeds.limit
    oldest = feed.cards[::-1] if _has_archives(feed, library) else ()
    size = max(limit, SMALLEST)
    count = ceil(max(0, len(oldest) - limit) / size)
    addresses = ["", *(f"{feed.address}-{number}" for number in range(1, count + 1))]
    archives = [
        replace(
            feed,
            address=address,
            cards=oldest[size * number : size * (number + 1)][::-1],
            farewell=None,
            older=older,
            newer="" if older else [*addresses, feed.address][2],
            current=feed.address,
            hub="",
        )
        for number, (older, address) in enumerate(pairwise(addresses))
    ]
    return [replace(feed, cards=feed.cards[:limit], older=addresses[-1]), *archives]


def _has_archives(feed: FeedView, library: Library) -> bool:
    """Whether it is the feed of everything, or of a series: that of a team or a person may be one."""
    series = {name for name, _ in library.graph.series}
    own = {urls.feed_address(library.root + urls.term_address(kind, name)) for kind in FOLLOWED for name in series}
    return feed.address in own or not feed.address.removeprefix(library.root).startswith(REPEATED)


def _series(library: Library) -> Iterator[FeedView]:
    """A feed for each series that is not simply a team's or a person's notes."""
    own = base(library.words.lang)
    for name, language in library.graph.series:
        # The feed of the team or of the person has the same notes under a better name.
        is_elsewhere = any(library.index.term_cards.get((kind, name)) for kind in FOLLOWED)
        if is_elsewhere or (library.root and base(language) != own):
            continue
        cards = library.cards(reversed(library.graph.series[name, language]))
        known = library.config.series.get(name)
        section = f"series/{name}/" if language == library.config.site.language else f"series/{name}/{language}/"
        feed = _feed(known.name if known else name, section, cards, library)
        home = f"{library.root}weeknotes/"
        yield _with_farewell(replace(feed, home=home, lang=language), name, library)


def _digest(library: Library) -> FeedView:
    # A week that is not over yet may have more notes tomorrow, and its item would come unread again.
    over = (week for week in library.graph.weeks if not library.today or week.sunday < library.today)
    # Items hold all notes of a week: as many as in other feeds would be years.
    weeks = sorted(over, reverse=True)[:DIGESTS]
    told = library.say("feeds.digest-described", site=library.config.site.title)
    digest = _feed(library.say("feeds.digest"), f"{library.root}weeks/", (), library, told)
    return replace(digest, weeks=tuple(week_view(week, library) for week in weeks))


def _files(feed: FeedView, library: Library) -> Iterator[Page]:
    ids = tuple(card.id for card in feed.cards)
    shows = {"feed": feed}
    targets = library.targets(ids)
    for ending, maker in FORMATS.items():
        yield Page(f"{feed.address}.{ending}", maker, shows=shows, bodies=ids, targets=targets)
