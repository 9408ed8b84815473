"""The recipe: from a folder of Markdown to a whole site, in one function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from weeknotes import (
    accounts,
    amending,
    atlas,
    cards,
    continuity,
    graph,
    gravity,
    identity,
    past,
    plan,
    relating,
    resolution,
    sources,
    states,
    store,
    templates,
    terms,
)
from weeknotes.accounts import is_text
from weeknotes.amending import amend
from weeknotes.config import Config
from weeknotes.editions import Edition, Laying, Origin
from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.facts import Moment
from weeknotes.memory import Memory
from weeknotes.model import Account, FileAccount
from weeknotes.output import Written
from weeknotes.past import HIDDEN, Wish
from weeknotes.plan.places import gathering_places
from weeknotes.printing import Printer, Printing
from weeknotes.related import RelatedText
from weeknotes.sources import SourceFile
from weeknotes.workshop import Workshop

__all__ = ["Laid", "Wish", "build", "check", "is_stopped", "lay_out"]


@dataclass(frozen=True, slots=True)
class Laid:
    """A site read, linked, laid out and checked, but not written.

    `moments` are the points in time at which an entry appears: before or after one, the site is another.
    `relating` is what entries were related by.
    """

    config: Config
    library: plan.Library
    plan: plan.Plan
    theme: templates.Theme
    assets: Mapping[str, bytes]
    account: Account
    moments: tuple[Moment, ...]
    relating: tuple[RelatedText, ...]


def build(wish: Wish) -> Account:
    """Check the whole site, then write it; with an error anywhere, nothing is written.

    What earlier builds made is used again where all that it was made of is the same.
    """
    with store.opened(wish.site / HIDDEN) as opened:
        memory = Memory(opened)
        before = past.situation(wish, memory)
        shop = Workshop(wish, memory)
        if amended := amend(before, shop):
            return amended
        laid = lay_out(shop)
        if is_stopped(laid.account):
            return laid.account
        printer = Printer(shop, Printing(laid.config.site, laid.plan.chrome, laid.theme, laid.assets))
        pages = {page.file: page for page in laid.plan.pages}
        try:
            edition = printer.lay(laid.plan.pages, laid.library.entries)
            written = printer.print(edition, pages, lambda sheet: pages[sheet.file])
        except SiteError as error:
            return _stopped(laid.account, error.problem)
        account = _written(laid, written)
        last = past.lasting(account, laid.moments, laid.config.site.timezone, wish)
        past.keep(before, last, shop.digests(), memory)
        amending.keep(before, _laying(laid, edition, shop), memory)
        shop.close()
        return account


def check(wish: Wish) -> Account:
    """The account that `build` would give, with nothing written."""
    with store.opened(wish.site / HIDDEN) if (wish.site / HIDDEN).is_dir() else store.nowhere() as opened:
        return lay_out(Workshop(wish, Memory(opened))).account


def lay_out(shop: Workshop) -> Laid:
    """Everything short of writing: read, judge, name, link, lay out, and account for every file."""
    wish = shop.wish
    config, faults = shop.configure()
    theme, assets = shop.theme()
    files = sources.scan(wish.site, config.folders, [wish.output])
    readings = shop.read([file for file in files if is_text(file)], config)
    clock = states.Clock(wish.moment(ZoneInfo(config.site.timezone)), wish.drafts)
    judged = states.judge_all(readings, clock)
    shown = [each for each in readings if states.has_page(judged[each.path], clock)]

    known, spellings = terms.gather(shown, config)
    old, foreign = shop.ledger()
    settled, twins = identity.settle(shown, known, config)
    identities, renamed = continuity.keep_ids(settled, shown, old)
    chart = atlas.draw(shown, identities, shop.beside(readings), gathering_places(shown, identities, known), config)
    fates = {path: each.state for path, each in judged.items()}
    found, broken = resolution.resolve(shown, fates, chart)
    astray = resolution.astray([each for each in readings if each.path not in found], fates, chart)
    sizes, spoilt = shop.measure(resolution.pictures(found))

    made = cards.make(shown, resolution.sized(found, sizes), known, config)
    structure = graph.link(made)
    bare = relating.texts(made, structure)
    marks = {identities[each.path].id: continuity.mark(each) for each in shown}
    before = plan.Past(old, continuity.before(identities.values(), old), marks)
    library = plan.library(config, made, structure, known, relating.rows(bare, config.related.count, shop), before)
    laid, collisions = plan.lay_out(library, tuple(assets), _static(files, config))

    accounted = (*_texts(judged, library), *accounts.of_files(files, laid.pages, _folders(config)))
    told = [*shop.memory.problems, *faults, *spellings, *twins, *broken, *astray, *spoilt, *collisions]
    told += [*foreign, *renamed, *continuity.lost(old, identities, readings, judged)]
    told += shop.memory.remembered("templates", dict(theme.texts), lambda: templates.check(theme))
    told += [problem for reading in readings for problem in reading.problems]
    account = _account(accounted, gravity.weigh(told, config.checks))
    return Laid(config, library, laid, theme, assets, account, states.moments(readings), bare)


def is_stopped(account: Account) -> bool:
    """Whether an error keeps the site from being written."""
    return any(problem.severity is Severity.ERROR for problem in account.problems)


def _static(files: Iterable[SourceFile], config: Config) -> dict[str, str]:
    """The files of ``files`` folders: address to path."""
    served = (each for each in files if each.folder and each.folder.kind == "files" and not each.barred)
    return {address: each.path for each in served if (address := atlas.file_address(each.path, config))}


def _laying(laid: Laid, edition: Edition, shop: Workshop) -> Laying:
    ids = {entry.card.path: id for id, entry in laid.library.entries.items()}
    origins = {path: Origin(ids.get(path, ""), key, place) for path, (place, key) in shop.places.items()}
    return Laying(edition, laid.plan.chrome, origins, laid.relating, laid.library.related)


def _stopped(account: Account, problem: Problem) -> Account:
    return _account(account.files, [*account.problems, problem])


def _written(laid: Laid, written: Written) -> Account:
    changed = len(written.new) + len(written.changed)
    unchanged = len(laid.plan.pages) - changed
    return replace(laid.account, written=changed, removed=len(written.removed), unchanged=unchanged)


def _folders(config: Config) -> list[str]:
    return [folder.path for folder in config.folders if folder.kind != "files"]


def _texts(judged: Mapping[str, FileAccount], library: plan.Library) -> tuple[FileAccount, ...]:
    shown = {entry.card.path: entry.card for entry in library.entries.values()}
    return accounts.of_texts(judged.values(), shown)


def _account(files: Iterable[FileAccount], problems: Iterable[Problem]) -> Account:
    return Account(
        files=tuple(sorted(files, key=lambda each: each.path)),
        problems=tuple(sorted(dict.fromkeys(problems), key=lambda each: each.rank)),
    )
