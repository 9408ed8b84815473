"""Everything that is not a page to read: pictures, attachments, theme files, and files for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from weeknotes import hosts
from weeknotes.atlas import PICTURES
from weeknotes.design import logo_address
from weeknotes.facts import Moment
from weeknotes.model import Page
from weeknotes.plan import emblem_pages
from weeknotes.plan.library import Library
from weeknotes.plan.moved_pages import ledger
from weeknotes.urls import address_of
from weeknotes.views import EntryView

# A host name that belongs to the visitor's machine or to GitHub needs no CNAME file.
OWN_HOSTS = ("localhost", "127.0.0.1", ".github.io")
UNLISTED = ("404.html", "moved.html", "withdrawn.html", "write.html")


def lay_out(
    library: Library, assets: Sequence[str], static: Mapping[str, str], pages: Sequence[Page], policy: str = ""
) -> Iterator[Page]:
    """The files that entries show or link to, those of ``files`` folders (`static`: address to path),
    cards and icons, the theme's `assets`, and what machines read: sitemap, ``site.json``, ``robots.txt``, and the
    headers of a host that reads them, with the `policy` of all pages."""
    for address, source in sorted({**_linked(library), **static}.items()):
        yield Page(address, "picture" if source.lower().endswith(PICTURES) else "copy", source=source)
    yield from _renditions(library)
    yield from _logo(library.config.design.logo)
    yield from emblem_pages.lay_out(library, {*assets, *static})
    for name in assets:
        yield Page(name, "asset", source=name)
    listed = [page for page in pages if page.maker == "html" and page.template not in UNLISTED]
    yield Page("sitemap.xml", "sitemap", shows={"places": tuple(map(_place, listed))})
    # A tombstone keeps its address, but is not published content any more.
    shown = tuple(entry.card for entry in library.entries.values() if not entry.withdrawn)
    yield Page("site.json", "site-json", shows={"cards": shown, "ledger": ledger(library, pages)})
    yield Page("robots.txt", "robots")
    # GitHub Pages would pass over files that begin with an underscore.
    yield Page(".nojekyll", "empty")
    url = urlsplit(library.config.site.url)
    # A site below a path is not the one that owns the domain: its CNAME would take the domain away from that.
    if url.hostname and url.path in ("", "/") and not url.hostname.endswith(OWN_HOSTS):
        yield Page("CNAME", "plain", shows={"text": url.hostname})
    if hosts.HOSTS[library.config.hosting.host].reads:
        yield Page(hosts.HEADERS, "plain", shows={"text": hosts.headers(policy, library.config.site.url)})


def _logo(path: str) -> Iterator[Page]:
    address = logo_address(path)
    # One among the files of the theme is one of its assets.
    if path and not path.endswith(f"templates/{address}"):
        yield Page(address, "picture", source=path)


def _linked(library: Library) -> dict[str, str]:
    found = {}
    for entry in library.entries.values():
        for target in (*entry.targets, *((entry.lead,) if entry.lead else ())):
            if target.source and not target.entry and not target.outside and not entry.withdrawn:
                # A fragment (a page of a PDF) is no part of the file's name.
                found[target.address.partition("#")[0]] = target.source
    return found


def _renditions(library: Library) -> Iterator[Page]:
    """The further copies of every picture that is shown; one that is only linked has none."""
    shown: dict[str, Page] = {}
    for entry in library.entries.values():
        pictures = [target for link, target in zip(entry.links, entry.targets, strict=False) if link.kind == "image"]
        for target in () if entry.withdrawn else (*pictures, *filter(None, [entry.lead])):
            for each in target.renditions:
                shows = {"form": each.form, "width": each.width}
                shown[each.address] = Page(each.address, "rendition", shows=shows, source=target.source)
    # Those of one picture come one after the other.
    yield from (shown[address] for address in sorted(shown))


def _place(page: Page) -> tuple[str, Moment | None]:
    """A page's address and, where it is an entry's, when its words last changed."""
    view = page.shows["view"]
    card = view.card if isinstance(view, EntryView) else None
    return address_of(page.file), (card.updated or card.published) if card else None
