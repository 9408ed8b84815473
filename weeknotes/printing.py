"""Printing: of the pages laid out those that are not as they were printed before are made and put in place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from weeknotes import album, catalogue, crew, digest, output, sources, templates
from weeknotes.config import Site
from weeknotes.editions import Edition
from weeknotes.model import Body, Entry, Page
from weeknotes.output import Staged, Written
from weeknotes.past import HIDDEN
from weeknotes.render import Order, make, press
from weeknotes.traces import Made, Sheet
from weeknotes.values import Record, replace
from weeknotes.views import Chrome, EntryView
from weeknotes.workshop import Workshop

SHOWS = "shows "
CARD = "card "
TARGETS = "targets "
# Makers of pictures: what they make is kept, and depends on neither settings nor menu.
DEAR = frozenset(("picture", "rendition", "card", "icon"))
WEIGHT = 40  # pages of text that take as long as one picture


class Printing(Record):
    """What it takes to make any page of a site: settings, menu, templates, files of the theme."""

    site: Site
    chrome: Chrome
    theme: templates.Theme
    assets: Mapping[str, bytes]


class Job(Record):
    """A page to be made, the texts it shows, its number in the stage, and the digest of what stands there.

    `data` are its bytes, where they come neither from the theme nor from a file. `key` is the one under which a
    picture is kept in the album.
    """

    page: Page
    bodies: Mapping[str, Body]
    number: int
    before: str
    data: bytes = b""
    key: str = ""


class Printer:
    """Prints the pages of an edition, and remembers them so that a page can be printed again alone."""

    def __init__(self, shop: Workshop, printing: Printing) -> None:
        self.shop = shop
        self.printing = printing
        self._looks = self._digests_of_looks()

    def lay(self, pages: Sequence[Page], texts: Mapping[str, Entry]) -> Edition:
        """The edition of these pages, whose bodies are those of `texts`; what they show is remembered."""
        prints = self.shop.memory.fingerprints
        targets = {id: prints.form(entry.targets) for id, entry in texts.items()}
        # The three formats of a feed show one value, which is taken apart once.
        shown = {id(page.shows): page.shows for page in pages}
        forms = {key: prints.form(shows) for key, shows in shown.items()}
        self._keep(SHOWS, forms.values())
        self._keep(TARGETS, targets.values())
        cards = {id: prints.of_card(entry.card) for id, entry in texts.items()}
        self._keep(CARD, prints.cards.items())
        return Edition(
            sheets={page.file: _sheet(page, forms[id(page.shows)][0]) for page in pages},
            bodies={id: entry.body.digest for id, entry in texts.items()},
            targets={id: told for id, (told, _) in targets.items()},
            cards=cards,
            homes=dict(_homes(pages)),
        )

    def sheet(self, page: Page) -> Sheet:
        """The sheet of one page; what it shows is remembered."""
        told, form = self.shop.memory.fingerprints.form(page.shows)
        self._keep(SHOWS, [(told, form)])
        return _sheet(page, told)

    def print(self, edition: Edition, files: Collection[str], page_of: Callable[[Sheet], Page]) -> Written:
        """Make those of `files` that are not as they were made before, and put the output in their order.

        All other files of the edition are to stand as they are. `page_of` gives the page of a sheet.

        Raises LookupError where another file does not stand as it was printed, and SiteError for a broken
        template or picture, or where the output cannot be written; the site that stands there is then as it was.
        """
        folder, store = self.shop.wish.output, self.shop.memory.store
        manifest = store.manifest(str(folder))
        sound = {file: manifest[file] for file in output.intact(folder, manifest)}
        prints = {file: self._fingerprint(edition, edition.sheets[file]) for file in files}
        kept = _kept(edition, prints, sound)
        stale = [sheet for file, sheet in edition.sheets.items() if file not in kept]
        if not stale and sound.keys() == kept == manifest.keys() and output.is_whole(folder):
            return Written()
        with output.staging(folder, self.shop.wish.among):
            jobs = self._jobs(edition, [page_of(sheet) for sheet in stale], sound)
            made = self._make(jobs)
        same = {file for file, _, staged in made if staged is None}
        written = output.swap(folder, [staged for *_, staged in made if staged], kept | same)
        fresh = {file: _made(prints[file], told, staged, manifest.get(file)) for file, told, staged in made}
        store.keep_manifest(str(folder), fresh, manifest.keys() - edition.sheets.keys())
        if written.removed or any(job.key for job in jobs):
            keys = {self._dear(sheet) for sheet in edition.sheets.values() if sheet.maker in DEAR}
            album.tidy(self.shop.wish.site / HIDDEN / album.NAME, keys)
        return written

    def _make(self, jobs: Sequence[Job]) -> list[tuple[str, str, Staged | None]]:
        """For each job its file, the digest of the bytes that were made, and where they are staged if they are new."""
        hands = partial(_printer, self.printing, self.shop.wish.site, self.shop.wish.output)
        dear = sum(1 for job in jobs if job.key)
        return list(crew.spread(hands, jobs, self.shop.wish.jobs, len(jobs) + WEIGHT * dear))

    def _keep(self, what: str, forms: Collection[tuple[str, bytes]]) -> None:
        self.shop.memory.keep_forms({what + told: data for told, data in forms})

    def _digests_of_looks(self) -> dict[str, str]:
        theme = self.printing.theme
        looks = self.shop.memory.remembered("looks", dict(theme.texts), lambda: templates.digests(theme))
        assets = {name: digest.of_bytes(data) for name, data in self.printing.assets.items()}
        base = self.shop.memory.fingerprints.of((self.shop.memory.generation, self.printing.site, self.printing.chrome))
        return {"": base, **looks, **assets}

    def _fingerprint(self, edition: Edition, sheet: Sheet) -> str:
        """The digest of all that a page is made of."""
        if sheet.maker == catalogue.MAKER:  # whatever the site looks like, the index is made of words alone
            return sheet.shows
        if sheet.maker in DEAR:
            return self._dear(sheet)
        # Feeds have a template too, for their digests of weeks.
        look = self._looks.get(sheet.template or "digest.html", "")
        source = self._looks.get(sheet.source) or (self.shop.digest_of(sheet.source) if sheet.source else "")
        parts = [self._looks[""], look, source, sheet.maker, sheet.template, sheet.source, sheet.shows]
        words = [edition.bodies[id] + edition.targets[id] for id in sheet.bodies]
        return digest.of_bytes("\n".join([*parts, *words]).encode())

    def _dear(self, sheet: Sheet) -> str:
        """The digest of all that a picture is made of."""
        source = self.shop.digest_of(sheet.source) if sheet.source else ""
        return digest.of_bytes(f"{self.shop.memory.craft} {sheet.maker} {sheet.shows} {source} {sheet.source}".encode())

    def _jobs(self, edition: Edition, pages: Sequence[Page], before: Mapping[str, Made]) -> list[Job]:
        found = self.shop.bodies(edition.bodies[id] for page in pages for id in page.bodies)
        bodies = {told: replace(body, text="") for told, body in found.items()}  # pages show the HTML alone
        index = self.shop.catalogue.files() if any(page.maker == catalogue.MAKER for page in pages) else {}
        return [
            Job(
                page,
                {id: bodies[edition.bodies[id]] for id in page.bodies},
                number,
                before[page.file].digest if page.file in before else "",
                index[page.file] if page.maker == catalogue.MAKER else b"",
                self._dear(edition.sheets[page.file]) if _is_kept(page) else "",
            )
            for number, page in enumerate(sorted(pages, key=_rank))
        ]


def _kept(edition: Edition, prints: Mapping[str, str], sound: Mapping[str, Made]) -> set[str]:
    """The files of the edition that stay as they stand, if all that are to be looked at have these fingerprints.

    Raises LookupError where one that is not to be looked at does not stand as it was printed.
    """
    kept = edition.sheets.keys() - prints.keys()
    if not kept <= sound.keys():
        raise LookupError("a file is not as it was printed")
    return kept | {file for file, told in prints.items() if file in sound and sound[file].fingerprint == told}


def _sheet(page: Page, shows: str) -> Sheet:
    return Sheet(page.file, page.maker, page.template, page.source, shows, page.bodies)


def _is_kept(page: Page) -> bool:
    # A drawing is quickly cleaned, and what has not just been cleaned is not to be trusted.
    return page.maker in DEAR and not page.source.lower().endswith(".svg")


def _rank(page: Page) -> tuple[bool, str]:
    """What takes long comes first, and the renditions of one picture together, which is then read once."""
    return (False, page.source) if page.maker in DEAR else (True, "")


def _homes(pages: Sequence[Page]) -> list[tuple[str, str]]:
    views = ((page.shows.get("view"), page.file) for page in pages)
    return [(view.card.id, file) for view, file in views if isinstance(view, EntryView)]


def _printer(printing: Printing, site: Path, folder: Path) -> Callable[[Job], tuple[str, str, Staged | None]]:
    ready = press(printing.site, printing.chrome, printing.theme)
    pictures = site / HIDDEN / album.NAME

    def fresh(job: Job) -> bytes:
        page = job.page
        data = job.data or (printing.assets[page.source] if page.maker == "asset" else _bytes(site, page))
        return make(ready, Order(page, job.bodies, data))[1]

    def work(job: Job) -> tuple[str, str, Staged | None]:
        file = job.page.file
        made = album.taken(pictures, job.key, partial(fresh, job)) if job.key else fresh(job)
        told = digest.of_bytes(made)
        return file, told, None if told == job.before else output.stage(folder, file, job.number, made)

    return work


def _bytes(site: Path, page: Page) -> bytes:
    return sources.read(site, page.source) if page.source else b""


def _made(fingerprint: str, told: str, staged: Staged | None, before: Made | None) -> Made:
    if staged:
        return Made(fingerprint, told, staged.size, staged.modified)
    return Made(fingerprint, told, before.size if before else 0, before.modified if before else 0)
