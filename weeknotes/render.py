"""A page and what it needs -> its bytes. `MAKERS` has a line for every way to make one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from zoneinfo import ZoneInfo

from weeknotes import feeds, furniture, images, markup, namings, opendata, templates, urls, words
from weeknotes.config import Site
from weeknotes.dates import at_noon
from weeknotes.errors import MeaningError, Problem, Severity, SiteError
from weeknotes.model import Body, Card, Page
from weeknotes.shots import Shot
from weeknotes.subscriptions import Farewell, FeedView
from weeknotes.values import Record, field, replace
from weeknotes.views import Chrome, WeekView
from weeknotes.voice import voice
from weeknotes.words import Tongues

# Links to footnotes. In a feed reader a bare # would lead to the reader's own page; code that shows such a
# link has no “<” of its own, since that is escaped there.
WITHIN = re.compile(r'<a [^<>]*?\bhref="(?=#)')
FEED_STYLE = "assets/feed.css"
# Roles and names for assistive technology belong to the site's own pages; validators of feeds warn of them.
AIDS = re.compile(r' (?:role|tabindex|aria-[a-z]+)="[^"<>]*"(?=[^<>]*>)')


class Order(Record):
    """A page to be made, with exactly what it declared: the bodies it shows, the bytes it copies."""

    page: Page
    bodies: Mapping[str, Body]
    data: bytes = b""


class Press(Record):
    """What all pages of a site share: its settings, its menu, its templates (compiled once), its languages.

    `items` are the feed items made last, by id: an entry is the same in every feed of a language and every format.
    """

    site: Site
    chrome: Chrome
    engine: templates.Engine
    tongues: Tongues
    items: dict[str, feeds.Item] = field(default_factory=dict)


def press(site: Site, chrome: Chrome, theme: templates.Theme) -> Press:
    """A press ready to make pages."""
    return Press(site, chrome, templates.environment(theme), words.tongues(theme.texts, site.language))


def make(press: Press, order: Order) -> tuple[str, bytes]:
    """The file and the bytes of a page.

    Raises SiteError for a template or a picture that is broken, and KeyError for a text that
    the page shows and did not declare.
    """
    return order.page.file, MAKERS[order.page.maker](press, order)


def _html(press: Press, order: Order) -> bytes:
    page = order.page
    address = urls.address_of(page.file)
    # The page for missing addresses is served at any depth, so its links start at the host's root.
    href = partial(urls.rooted, press.site.url) if page.file == "404.html" else partial(urls.relative, address)

    lang = page.shows["page"].lang if "page" in page.shows else press.site.language
    say = voice(press.tongues, lang)

    def body(id: str, shift: int = 0, prefix: str = "", name: str = "") -> templates.Markup:
        html = markup.fill(order.bodies[id], page.targets[id], href, prefix, shift)
        return templates.Markup(furniture.spoken(html, say.words, name))

    def copies(shot: Shot, sizes: str) -> templates.Markup:
        return templates.Markup(markup.sources(shot.renditions, href, sizes, (shot.address, shot.width)))

    context = {
        **page.shows,
        "site": namings.in_language(press.site, lang),
        "chrome": press.chrome.others.get(lang, press.chrome),
        "say": say,
        "href": href,
        "absolute": partial(urls.absolute, press.site.url),
        "body": body,
        "copies": copies,
    }
    return templates.render(press.engine, page.template, context).encode()


def _feed(write: Callable[[feeds.Feed], bytes], press: Press, order: Order) -> bytes:
    view: FeedView = order.page.shows["feed"]
    absolute = partial(urls.absolute, press.site.url)
    site = namings.in_language(press.site, view.lang)
    items = [press.items.get(view.root + card.id) or _item(press, order, card) for card in view.cards]
    items += [_digest(press, view, week) for week in view.weeks]
    if view.farewell:
        # Before those that it has the day in common with.
        items = sorted([_farewell(press, view, view.farewell), *items], key=lambda item: item.published, reverse=True)
    return write(
        feeds.Feed(
            title=view.title,
            description=view.description,
            url=absolute(view.address),
            home=absolute(view.home),
            # An archive is a part of its feed.
            id=urls.tag_uri(press.site.id_authority, view.current or view.address),
            lang=view.lang,
            site_title=site.title,
            items=tuple(items),
            older=view.older and absolute(view.older),
            newer=view.newer and absolute(view.newer),
            current=view.current and absolute(view.current),
            hub=view.hub,
            style=urls.relative(order.page.file, FEED_STYLE),
        )
    )


def _item(press: Press, order: Order, card: Card) -> feeds.Item:
    absolute = partial(urls.absolute, press.site.url)
    # The plan lists dated entries only; a feed reader would show another one as of today.
    if not card.published:
        raise ValueError(f"{card.id} is in a feed and has no date")
    url, typed = absolute(card.address), order.page.targets[card.id]
    # A link that leads nowhere, where the site lets such pass, stands as it was typed.
    targets = [replace(each, address=urls.joined(url, each.address)) if each.outside else each for each in typed]
    html = markup.fill(order.bodies[card.id], targets, absolute, plain=True)
    html = furniture.spoken(html, press.tongues.of(card.lang))
    if len(press.items) >= feeds.KEPT:
        del press.items[next(iter(press.items))]  # the longest there
    item = press.items[order.page.shows["feed"].root + card.id] = feeds.Item(
        id=card.uri,
        url=url,
        title=card.full_title,
        html=WITHIN.sub(rf'\g<0>{escape(url, quote=False)}', AIDS.sub("", html)),
        summary=card.summary,
        published=card.published.at,
        updated=(card.updated or card.published).at,
        # Atom demands an author of every entry.
        authors=tuple(term.name for term in card.authors or card.teams),
        categories=tuple(term.name for term in (*card.themes, *card.tags)),
        lang=card.lang,
        image=absolute(card.image.address) if card.image else "",
    )
    return item


def _digest(press: Press, view: FeedView, week: WeekView) -> feeds.Item:
    absolute = partial(urls.absolute, press.site.url)
    cards = [card for group in week.groups for card in group.cards]
    # The day on which the week is over, whenever its notes came: it would be read as new if it moved.
    published = at_noon(week.week.sunday, ZoneInfo(press.site.timezone))
    changed = ((card.updated or card.published).at for card in cards if card.published)
    say, site = voice(press.tongues, view.lang), namings.in_language(press.site, view.lang)
    context = {"view": week, "href": absolute, "site": site, "say": say}
    html = templates.render(press.engine, "digest.html", context)
    return feeds.Item(
        id=urls.tag_uri(press.site.id_authority, f"digest/{view.root}{str(week.week).lower()}"),
        url=absolute(view.root + urls.week_address(week.week)),
        title=say("feeds.digest-title", label=week.label, when=week.when),
        html=html,
        summary=say("counts.notes", count=len(cards)),
        published=published,
        updated=max([published, *changed]),
        authors=(site.organisation or site.title,),
        lang=view.lang,
    )


def _farewell(press: Press, view: FeedView, farewell: Farewell) -> feeds.Item:
    return feeds.Item(
        id=urls.tag_uri(press.site.id_authority, f"ended/{view.root}{farewell.series}"),
        url=urls.absolute(press.site.url, view.home),
        title=farewell.title,
        html=f"<p>{escape(farewell.text, quote=False)}</p>",
        summary=farewell.text,
        published=farewell.at,
        updated=farewell.at,
        authors=(press.site.organisation or press.site.title,),
        lang=view.lang if view.root else press.site.language,
    )


def _opml(press: Press, order: Order) -> bytes:
    absolute = partial(urls.absolute, press.site.url)
    groups: Mapping[str, tuple[FeedView, ...]] = order.page.shows["groups"]
    listed = {
        title: [(feed.title, absolute(feed.address + ".xml"), absolute(feed.home)) for feed in found]
        for title, found in groups.items()
    }
    return feeds.opml(press.site.title, listed)


def _sitemap(press: Press, order: Order) -> bytes:
    """The sitemap (sitemaps.org protocol 0.9); dates are those of entries, never of the build."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for address, changed in order.page.shows["places"]:
        last = f"<lastmod>{changed.day.isoformat()}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(urls.absolute(press.site.url, address), quote=False)}</loc>{last}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def _site_json(press: Press, order: Order) -> bytes:
    return opendata.site_json(press.site, order.page.shows["cards"], order.page.shows["ledger"])


def _robots(press: Press, order: Order) -> bytes:
    return f"User-agent: *\nAllow: /\nSitemap: {urls.absolute(press.site.url, 'sitemap.xml')}\n".encode()


def _plain(press: Press, order: Order) -> bytes:
    return f"{order.page.shows['text']}\n".encode()


def _picture(press: Press, order: Order) -> bytes:
    try:
        return images.clean(order.data, order.page.source)
    except MeaningError as error:
        raise SiteError(Problem("image.broken", Severity.ERROR, order.page.source, str(error))) from error


def _rendition(press: Press, order: Order) -> bytes:
    form, width = order.page.shows["form"], order.page.shows["width"]
    try:
        return images.rendition(order.data, order.page.source, form, width)
    except MeaningError as error:
        code, path = "image.broken", order.page.source
        raise SiteError(Problem(code, Severity.ERROR, path, str(error), suggestion=error.suggestion)) from error


def _card(press: Press, order: Order) -> bytes:
    words = order.page.shows
    return images.card(words["title"], words["above"], words["below"], words["accent"])


def _icon(press: Press, order: Order) -> bytes:
    words = order.page.shows
    return images.icon(words["initials"], words["accent"], int(words["side"]), words["form"])


def _copy(press: Press, order: Order) -> bytes:
    return order.data


MAKERS: Mapping[str, Callable[[Press, Order], bytes]] = {
    "html": _html,
    "rss": partial(_feed, feeds.rss),
    "atom": partial(_feed, feeds.atom),
    "json-feed": partial(_feed, feeds.json_feed),
    "opml": _opml,
    "sitemap": _sitemap,
    "site-json": _site_json,
    "robots": _robots,
    "plain": _plain,
    "picture": _picture,
    "rendition": _rendition,
    "card": _card,
    "icon": _icon,
    "search": _copy,
    "asset": _copy,
    "copy": _copy,
    "empty": _copy,
}
