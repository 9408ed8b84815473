"""Amending: where nothing but words of a few texts has changed, only the pages that show them are printed.

What a text says of itself apart from its words (title, dates, links, headings, faults ...) decides which
pages there are and what they show. While all that is as it was, so is the whole layout of the last build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import cast

from weeknotes import past, relating
from weeknotes.catalogue import MAKER
from weeknotes.checks.across import beginning
from weeknotes.config import Config
from weeknotes.editions import Edition, Laying, Origin, Rows
from weeknotes.memory import Memory
from weeknotes.model import Account, Card, Page, Reading, minutes
from weeknotes.output import Written
from weeknotes.past import Last, Situation
from weeknotes.printing import CARD, SHOWS, TARGETS, Printer, Printing
from weeknotes.traces import Sheet
from weeknotes.values import replace
from weeknotes.views import EntryView, Relation
from weeknotes.weighing import weigh
from weeknotes.workshop import Workshop

FEW = 20  # texts; for more it is quicker to lay out the site anew
LAYING = "laying "


def keep(before: Situation, laying: Laying, memory: Memory) -> None:
    """Remember what a build that began in the situation `before` was laid out from."""
    memory.keep({LAYING + before.setting: laying})


def amend(now: Situation, shop: Workshop) -> Account | None:
    """The account of a build in which only words have changed; None where more has, and nothing is done then.

    Raises SiteError as `Printer.print` does.
    """
    memory = shop.memory
    last = past.last(now, shop.wish, memory)
    laying = _laying(now, memory)
    if not last or not laying:
        return None
    changed = _changed(last, now, laying, shop)
    config, _ = shop.configure()
    readings = _reread(changed, laying, config, last.account, shop)
    if not readings:
        return None
    try:
        amended, written = _print(readings, laying, config, shop)
    except LookupError:  # a memory that lost a part of itself
        return None
    count = len(written.new) + len(written.changed)
    unchanged = len(amended.edition.sheets) - count
    account = replace(last.account, written=count, removed=len(written.removed), unchanged=unchanged)
    account = weigh(account, config, shop)
    past.keep(now, replace(last, account=account), {**last.digests, **shop.digests()}, memory)
    keep(now, amended, memory)
    return account


def index(now: Situation, shop: Workshop) -> None:
    """Make the search index of the last build, if that was a hurried one, and touch nothing else.

    Raises SiteError where Pagefind fails or the output cannot be written.
    """
    laying = _laying(now, shop.memory)
    if not laying:
        return
    config, _ = shop.configure()
    printer = _printer(laying, config, shop)
    try:
        fresh = {page.file: page for page in shop.catalogue.pages(laying.searching)}
        edition = _with_sheets(laying.edition, fresh, printer)
        printer.print(edition, fresh.keys(), lambda sheet: fresh[sheet.file])
    except LookupError:  # a memory or an output that lost a part of itself: the next build mends it
        return
    keep(now, replace(laying, edition=edition), shop.memory)


def _laying(now: Situation, memory: Memory) -> Laying | None:
    key = LAYING + now.setting
    return cast("Laying | None", memory.recall([key]).get(key))


def _printer(laying: Laying, config: Config, shop: Workshop) -> Printer:
    return Printer(shop, Printing(config.site, laying.chrome, *shop.theme(config)))


def _with_sheets(edition: Edition, fresh: Mapping[str, Page], printer: Printer) -> Edition:
    """The edition with the sheets of these pages by file, and of no other file of the search index."""
    kept = {file: sheet for file, sheet in edition.sheets.items() if sheet.maker != MAKER}
    return replace(edition, sheets={**kept, **{file: printer.sheet(page) for file, page in fresh.items()}})


def _changed(last: Last, now: Situation, laying: Laying, shop: Workshop) -> list[str]:
    """The texts that are not as they were; none where other files are not, or where there are too many."""
    if last.stats.keys() != now.stats.keys():
        return []
    moved = (path for path, stat in now.stats.items() if last.stats[path] != stat)
    # Where a file changed too lately to be vouched for by its stats, its bytes tell.
    changed = [path for path in moved if path not in last.digests or last.digests[path] != shop.digest_of(path)]
    return changed if len(changed) <= FEW and laying.origins.keys() >= set(changed) else []


def _reread(changed: Sequence[str], laying: Laying, config: Config, account: Account, shop: Workshop) -> list[Reading]:
    """The changed texts as they are now; none where any says more of itself than that its words are others."""
    origins = [laying.origins[path] for path in changed]
    before = shop.memory.recall([each.reading for each in origins])
    after = shop.read_places([each.place for each in origins], config)
    faulty = {problem.path for problem in account.problems}
    pairs = ((before.get(origin.reading), now) for origin, now in zip(origins, after, strict=True))
    if _are_alike(origins, after, laying):
        return []
    same = all(then and _outline(then, faulty) == _outline(now, faulty) for then, now in pairs)
    return after if same else []


def _are_alike(origins: Sequence[Origin], after: Sequence[Reading], laying: Laying) -> bool:
    """Whether the texts were or are now copies of one another or of others: of those the site tells."""
    often = Counter(each for origin in laying.origins.values() for each in origin.alike)
    if any(often[each] > 1 for origin in origins for each in origin.alike):
        return True
    often.subtract(each for origin in origins for each in origin.alike)
    often.update(each for reading in after for each in _alike(reading))
    return any(often[each] > 1 for reading in after for each in _alike(reading))


def _alike(reading: Reading) -> tuple[str, str]:
    return reading.body.digest, beginning(reading)


def _outline(reading: Reading, faulty: set[str]) -> Reading:
    """A reading without what only its own page and feeds show: its words."""
    body = replace(reading.body, html="", text="", digest="", words=minutes(reading.body.words))
    # How a text begins is shown where it has no summary.
    excerpt = "" if reading.fields.summary else reading.excerpt
    # Faults tell the lines of links, and nothing else does.
    links = reading.links if reading.path in faulty else tuple(replace(link, line=0) for link in reading.links)
    return replace(reading, body=body, links=links, excerpt=excerpt)


def _print(readings: Sequence[Reading], laying: Laying, config: Config, shop: Workshop) -> tuple[Laying, Written]:
    """The laying with the words of these readings, printed. Raises LookupError where that cannot be done alone."""
    told = {id: reading.body.digest for reading in readings if (id := laying.origins[reading.path].id)}
    edition = replace(laying.edition, bodies={**laying.edition.bodies, **told})
    bare = tuple(replace(each, text=edition.bodies[each.id]) for each in laying.relating)
    rows = relating.rows(bare, config.related.count, shop)
    shelf = _Shelf(edition, shop.memory)
    fresh = {page.file: page for page in shelf.with_rows(laying.rows, rows)}
    printer = _printer(laying, config, shop)
    searching = tuple(replace(each, html=edition.bodies[each.id]) for each in laying.searching)
    fresh |= {page.file: page for page in shop.catalogue.pages(searching, not shop.wish.hurried)}
    edition = _with_sheets(edition, fresh, printer)
    files = {file for file, sheet in edition.sheets.items() if not told.keys().isdisjoint(sheet.bodies)}
    written = printer.print(edition, files | fresh.keys(), lambda sheet: fresh.get(sheet.file) or shelf.page(sheet))
    origins = {
        reading.path: replace(
            laying.origins[reading.path],
            reading=shop.places[reading.path][1],
            alike=_alike(reading),
        )
        for reading in readings
    }
    amended = replace(laying, edition=edition, relating=bare, rows=rows, searching=searching)
    return replace(amended, origins={**laying.origins, **origins}), written


class _Shelf:
    """The pages and cards of an edition, taken out of the memory one by one."""

    def __init__(self, edition: Edition, memory: Memory) -> None:
        self._edition = edition
        self._memory = memory
        self._cards: dict[str, Card] = {}

    def card(self, digest: str) -> Card:
        """The card of this digest. Raises LookupError where it is lost."""
        if digest not in self._cards:
            self._cards[digest] = self._memory.recall_form(CARD + digest)
        return self._cards[digest]

    def page(self, sheet: Sheet) -> Page:
        """The page of a sheet. Raises LookupError where a part of it is lost."""
        return Page(
            file=sheet.file,
            maker=sheet.maker,
            template=sheet.template,
            shows=self._memory.recall_form(SHOWS + sheet.shows, self.card),
            bodies=sheet.bodies,
            targets={id: self._memory.recall_form(TARGETS + self._edition.targets[id]) for id in sheet.bodies},
            source=sheet.source,
        )

    def with_rows(self, before: Rows, after: Rows) -> list[Page]:
        """The pages of the entries whose related entries are not as they were before."""
        return [self._with_row(id, row) for id, row in after.items() if before.get(id) != row]

    def _with_row(self, id: str, row: Sequence[tuple[str, str]]) -> Page:
        page = self.page(self._edition.sheets[self._edition.homes[id]])
        related = tuple(Relation(self.card(self._edition.cards[other]), reason) for other, reason in row)
        view: EntryView = page.shows["view"]
        return replace(page, shows={**page.shows, "view": replace(view, related=related)})
