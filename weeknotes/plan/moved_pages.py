"""What stands at old addresses: ways to where things are now, and feeds that have ended."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from weeknotes import urls
from weeknotes.languages import base
from weeknotes.ledger import Deed, Ledger
from weeknotes.model import Entry, Page
from weeknotes.plan.feed_pages import FORMATS
from weeknotes.plan.library import Library
from weeknotes.plan.namesakes import introduces, is_beside
from weeknotes.subscriptions import FeedView
from weeknotes.terms import DECLARED_BY
from weeknotes.values import replace
from weeknotes.views import Head, MovedView

# What is found by other means than its address: nobody has a link to it.
UNLISTED = ("404.html", "withdrawn.html")
# Other generators had files; everything else was the folder of a page.
FILES = ("/", ".html", ".htm", ".xml", ".atom", ".json", ".php", ".aspx")


def same(file: str) -> str:
    """Equal for names that some file system takes for one (case, Unicode form)."""
    return unicodedata.normalize("NFC", file).casefold()


def lay_out(library: Library, pages: Sequence[Page]) -> list[Page]:
    """A page at every address that something had before, or that a writer says it had; none at one in use.

    What a writer names is laid out even where another page is: two things at one address are a problem.
    """
    files = {page.file: page for page in pages}
    named = [page for entry in library.entries.values() for page in _named(entry, library, files)]
    taken = {same(page.file) for page in (*pages, *named)}
    found = []
    for page in (*_moved(library, files), *_unseen(library, files), *_vanished(library, files)):
        if same(page.file) not in taken:
            taken.add(same(page.file))
            found.append(page)
    return named + found


def _named(entry: Entry, library: Library, files: Mapping[str, Page]) -> Iterator[Page]:
    card = entry.card
    for alias in entry.fields.aliases:
        address = alias.strip().lstrip("/")
        if address and address.rstrip("/") != card.address.rstrip("/"):
            ended = address if address.endswith(FILES) else f"{address}/"
            yield _way(ended, MovedView(card.full_title, card.address, card.lang, card.path), library)
            if card.kind in DECLARED_BY:
                yield from _feeds(ended, card.address, files)


def _feeds(old: str, new: str, files: Mapping[str, Page]) -> Iterator[Page]:
    """The feeds of a term that was called otherwise: a feed cannot lead on, so it stands in both places."""
    for ending in FORMATS:
        if page := files.get(f"{urls.feed_address(new)}.{ending}"):
            yield replace(page, file=f"{urls.feed_address(old)}.{ending}")


def _moved(library: Library, files: Mapping[str, Page]) -> Iterator[Page]:
    for id, addresses in library.past.before.items():
        if id in library.entries:
            card = library.entries[id].card
            view = MovedView(card.full_title, card.address, card.lang, card.path)
            for address in addresses:
                yield _way(address, view, library)
                if card.kind in DECLARED_BY:
                    yield from _feeds(address, card.address, files)


def _unseen(library: Library, files: Mapping[str, Page]) -> Iterator[Page]:
    """From introductions in a language that the site has no such page in, the ways to the page that there is."""
    for entry in library.entries.values():
        key, card = introduces(entry.card), entry.card
        if key and is_beside(card) and urls.file_of(card.address) not in files and not entry.withdrawn:
            shown = (f"{home}{urls.term_address(*key)}" for home in (library.homes.get(base(card.lang), ""), ""))
            address = next((each for each in shown if urls.file_of(each) in files), "")
            yield _way(card.address, MovedView(card.title, address, card.lang, card.path), library)


def _vanished(library: Library, files: Mapping[str, Page]) -> Iterator[Page]:
    """Lists that are no more lead to the list above; their feeds stay, and end."""
    old = library.past.ledger
    for address in old.places:
        if urls.file_of(address) not in files:
            above = _above(address, files)
            title = files[urls.file_of(above)].shows["page"].title
            yield _way(address, MovedView(title, above, library.config.site.language), library)
    for address, title in old.feeds.items():
        for ending, maker in FORMATS.items():
            yield Page(f"{address}.{ending}", maker, shows={"feed": _ended(address, title, files, library)})


def _above(address: str, files: Mapping[str, Page]) -> str:
    """The address of the page above that there is; the front page above all."""
    parts = address.rstrip("/").split("/")[:-1]
    while parts and not _is_page(f"{'/'.join(parts)}/", files):
        parts.pop()
    return "/".join([*parts, ""]) if parts else ""


def _is_page(address: str, files: Mapping[str, Page]) -> bool:
    page = files.get(urls.file_of(address))
    return page is not None and "page" in page.shows


def _ended(address: str, title: str, files: Mapping[str, Page], library: Library) -> FeedView:
    site = library.config.site
    home = _above(address, files)
    return FeedView(title, library.say("feeds.ended", site=site.title), address, home, site.language)


def _way(address: str, view: MovedView, library: Library) -> Page:
    words = library.tongues.of(view.lang)
    title = words.say("moved.title", title=view.title)
    head = Head("moved", title, address, view.lang, crumbs=(library.home(words),))
    return library.html(head, "moved.html", view)


def ledger(library: Library, pages: Iterable[Page]) -> Ledger:
    """The ledger of the site that `pages` make."""
    deeds = {entry.card.id: _deed(entry, library) for entry in library.entries.values() if entry.card.address}
    deeds |= _resting(library, deeds)
    known = Ledger(deeds).addresses
    html = (urls.address_of(page.file) for page in pages if page.maker == "html" and page.template not in UNLISTED)
    places = tuple(sorted(address for address in html if address not in known and _is_lasting(address)))
    followed = (page.shows["feed"] for page in pages if page.maker in FORMATS.values())
    # Nobody follows an archive: readers come to it by its feed.
    feeds = {feed.address: feed.title for feed in followed if not feed.current}
    return Ledger(dict(sorted(deeds.items())), places, dict(sorted(feeds.items())))


def _resting(library: Library, deeds: Mapping[str, Deed]) -> dict[str, Deed]:
    """What is held by a rule of the site for now: it comes back, and is not forgotten meanwhile."""
    inherited = {address for deed in deeds.values() for address in deed.before}
    gone = {id: deed for id, deed in library.past.ledger.deeds.items() if id not in deeds}
    return {id: deed for id, deed in gone.items() if deed.address not in inherited}


def _is_lasting(address: str) -> bool:
    return bool(address) and address.endswith("/")


def _deed(entry: Entry, library: Library) -> Deed:
    card = entry.card
    named = (address for alias in entry.fields.aliases if (address := alias.strip("/")))
    before = dict.fromkeys([*library.past.before.get(card.id, ()), *(f"{each}/" for each in named if "." not in each)])
    addresses = tuple(each for each in before if each != card.address)
    return Deed(card.id, card.address, addresses, library.past.marks.get(card.id, ""), card.path, entry.withdrawn)
