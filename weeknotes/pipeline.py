"""The recipe: from a folder of Markdown to a whole site, in one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from weeknotes import (
    accounts,
    amending,
    atlas,
    cards,
    continuity,
    exemptions,
    graph,
    gravity,
    horizon,
    hosts,
    identity,
    past,
    plan,
    quarantine,
    quiet,
    relating,
    resolution,
    search,
    sources,
    states,
    store,
    tellings,
    templates,
    terms,
    translations,
    words,
)
from weeknotes.accounts import is_text
from weeknotes.amending import amend
from weeknotes.checks import allowed
from weeknotes.checks.across import across, beginning
from weeknotes.config import Config
from weeknotes.editions import Edition, Laying, Origin
from weeknotes.entries import Place
from weeknotes.errors import Problem, SiteError
from weeknotes.facts import Allow, Moment
from weeknotes.memory import Memory
from weeknotes.model import Account, FileAccount, Page, Reading, State
from weeknotes.output import Written
from weeknotes.past import HIDDEN, Wish
from weeknotes.plan import statement_page
from weeknotes.plan.places import gathering_places
from weeknotes.printing import Printer, Printing
from weeknotes.related import RelatedText
from weeknotes.search import SearchDocument
from weeknotes.sources import SourceFile
from weeknotes.workshop import Workshop

__all__ = ["Laid", "Wish", "build", "check", "index", "lay_out"]


@dataclass(frozen=True, slots=True)
class Laid:
    """A site read, linked, laid out and checked, but not written.

    `moments` are the points in time at which an entry appears: before or after one, the site is another.
    `relating` is what entries were related by, `searching` what readers can search for; `alike` has for each
    text, by path, what those share that are taken for copies. `pictures` has for each text the paths of what it shows.
    `chart` is what links can lead to, `places` tells where each text lies.
    """

    config: Config
    library: plan.Library
    plan: plan.Plan
    theme: templates.Theme
    assets: Mapping[str, bytes]
    account: Account
    moments: tuple[Moment, ...]
    relating: tuple[RelatedText, ...]
    alike: Mapping[str, tuple[str, str]]
    searching: tuple[SearchDocument, ...] = ()
    pictures: Mapping[str, Sequence[str]] = field(default_factory=dict)
    chart: atlas.Atlas | None = None
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a site is laid out on, besides its texts: settings and what is wrong with them, files, the theme."""

    config: Config
    faults: tuple[Problem, ...]
    files: tuple[SourceFile, ...]
    theme: templates.Theme
    assets: Mapping[str, bytes]


def build(wish: Wish, learn: Callable[[Laid], None] | None = None) -> Account:
    """Check the whole site, then write it; with an error anywhere, nothing is written.

    What earlier builds made is used again where all that it was made of is the same. `learn` is given the
    site that was written, where it was laid out anew.
    """
    with store.opened(wish.site / HIDDEN) as opened:
        memory = Memory(opened)
        before = past.situation(wish, memory)
        shop = Workshop(wish, memory)
        if amended := amend(before, shop):
            return amended
        laid = lay_out(shop)
        if tellings.is_stopped(laid.account):
            return laid.account
        printer = Printer(shop, Printing(laid.config.site, laid.plan.chrome, laid.theme, laid.assets))
        try:
            laid = _with_index(laid, shop)
            pages = {page.file: page for page in laid.plan.pages}
            edition = printer.lay(laid.plan.pages, laid.library.entries)
            written = printer.print(edition, pages, lambda sheet: pages[sheet.file])
        except SiteError as error:
            return _stopped(laid.account, error.problem)
        account = _weighed(_written(laid, written), laid.config, shop)
        last = past.lasting(account, laid.moments, laid.config.site.timezone, wish)
        past.keep(before, last, shop.digests(), memory)
        amending.keep(before, _laying(laid, edition, shop), memory)
        shop.close()
        if learn:
            learn(laid)
        return _weighed(account, laid.config, shop) if shop.memory.problems else account


def index(wish: Wish) -> None:
    """Make the search index that the last build, a hurried one for this wish, has put off."""
    with store.opened(wish.site / HIDDEN) as opened:
        memory = Memory(opened)
        amending.index(past.situation(wish, memory), Workshop(wish, memory))


def check(wish: Wish) -> Account:
    """The account that `build` would give, with nothing written."""
    with store.opened(wish.site / HIDDEN) if (wish.site / HIDDEN).is_dir() else store.nowhere() as opened:
        shop = Workshop(wish, Memory(opened))
        laid = lay_out(shop)
        return _weighed(laid.account, laid.config, shop)


def lay_out(shop: Workshop) -> Laid:
    """Everything short of writing: read, judge, name, link, lay out, and account for every file."""
    config, faults = shop.configure()
    files = sources.scan(shop.wish.site, config.folders, [shop.wish.output])
    ground = Ground(config, faults, files, *shop.theme(config))
    readings = tuple(shop.read([file for file in files if is_text(file)], config))
    laid = _arrange(readings, ground, shop)
    # Each round keeps back the files with a fault that the one before has found, until there is none left.
    while config.publication.quarantine:
        before, readings = readings, quarantine.marked(readings, laid.account.problems, laid.pictures)
        if readings == before:
            break
        laid = _arrange(readings, ground, shop)
    return laid


def _arrange(readings: Sequence[Reading], ground: Ground, shop: Workshop) -> Laid:
    wish, config = shop.wish, ground.config
    clock = states.Clock(wish.moment(ZoneInfo(config.site.timezone)), wish.drafts)
    old, foreign = shop.ledger()
    judged = states.judge_all(readings, clock, config, old)
    shown = [each for each in readings if states.has_page(judged[each.path], clock)]
    # An untouched scaffold or a copy is in nobody's way, whatever is wrong with it.
    texts = [each for each in readings if judged[each.path].state is not State.NOT_CONTENT]

    known, spellings = terms.gather(shown, config)
    settled, twins = identity.settle(shown, known, config)
    identities, renamed = continuity.keep_ids(settled, shown, old)
    tongues = words.tongues(ground.theme.texts, config.site.language)
    spoken = (each.lang for each in shown if each.kind.dated and each.fields.state != "withdrawn")
    homes = translations.homes(spoken, config.site, tongues)
    places = gathering_places(shown, identities, known, config.search.enabled, homes)
    places |= statement_page.places(config, homes)
    chart = atlas.draw(shown, identities, shop.beside(readings), places, config)
    fates = {path: each.state for path, each in judged.items()}
    found, broken = resolution.resolve(shown, fates, chart)
    astray = resolution.astray([each for each in texts if each.path not in found], fates, chart)
    sizes, spoilt = shop.measure(resolution.pictures(found))

    made = cards.make(shown, resolution.sized(found, sizes), known, config, tongues)
    structure = graph.link(made)
    bare = relating.texts(made, structure)
    marks = {identities[each.path].id: continuity.mark(each) for each in shown}
    before = plan.Past(old, continuity.before(shown, identities, old), marks)
    rows = relating.rows(bare, config.related.count, shop)
    library = plan.library(config, made, structure, known, rows, tongues, before, clock.now.date())
    policy = hosts.policy(ground.theme.texts)
    laid, collisions = plan.lay_out(library, tuple(ground.assets), _static(ground.files, config), policy)

    accounted = (*_texts(judged, library), *accounts.of_files(ground.files, laid.pages, _folders(config)))
    told = [*shop.memory.problems, *ground.faults, *spellings, *twins, *broken, *astray, *spoilt, *collisions]
    told += [*foreign, *renamed, *continuity.lost(old, identities, readings, judged, places), *across(readings)]
    told += horizon.beyond(texts, clock.now.date())
    told += translations.check(made, structure.translations, config.site)
    told += _inspected(laid.pages, library, shop)
    theme = ground.theme
    told += shop.memory.remembered("templates", dict(theme.texts), lambda: templates.check(theme))
    told += [problem for reading in texts for problem in reading.problems]
    asked = states.rules(readings, config, old)
    told += quiet.strangers(texts, config.quiet_periods, asked.teams)
    account = _account(accounted, gravity.weigh(told, config.checks))
    account = replace(account, exemptions=exemptions.in_force(readings, judged, clock.now.date(), asked))
    account = _quarantined(account, readings, judged) if config.publication.quarantine else account
    alike = {reading.path: (reading.body.digest, beginning(reading)) for reading in readings}
    moments, pictures = states.moments(readings, config), resolution.shown_by(found)
    where = {path: place for path, (place, _) in shop.places.items()}
    laid_out = Laid(config, library, laid, theme, ground.assets, account, moments, bare, alike, pictures=pictures)
    return replace(laid_out, chart=chart, places=where)


def _quarantined(account: Account, readings: Sequence[Reading], judged: Mapping[str, FileAccount]) -> Account:
    """The account with what is kept back, where the site asks for that."""
    return replace(
        account, problems=quarantine.softened(account.problems), quarantined=quarantine.paths(readings, judged)
    )


def _with_index(laid: Laid, shop: Workshop) -> Laid:
    """The site with the files of its search index, for which a check has no use. Raises SiteError as Pagefind fails."""
    entries, spoken = laid.library.entries.values(), laid.library.words
    searching = search.outlines(entries, spoken) if laid.config.search.enabled else ()
    pages = (*laid.plan.pages, *shop.catalogue.pages(searching, not shop.wish.hurried))
    return replace(laid, plan=replace(laid.plan, pages=pages), searching=searching)


def _static(files: Iterable[SourceFile], config: Config) -> dict[str, str]:
    """The files of ``files`` folders: address to path."""
    served = (each for each in files if each.folder and each.folder.kind == "files" and not each.barred)
    return {address: each.path for each in served if (address := atlas.file_address(each.path, config))}


def _inspected(pages: Iterable[Page], library: plan.Library, shop: Workshop) -> list[Problem]:
    """What is wrong with the files that are published beside texts, but for what the texts that show them let pass."""
    published = sorted({page.source for page in pages if page.source and page.maker != "asset"})
    found = shop.inspect(published, library.config)
    allows: dict[str, list[Allow]] = {}
    for entry in library.entries.values() if found else ():
        for target in (*entry.targets, *((entry.lead,) if entry.lead else ())):
            allows.setdefault(target.source, []).extend(entry.fields.allow)
    kept = [problem for each in found for problem in allowed.silence([each], allows.get(each.path, ()))]
    # Settings name hosts, words and addresses on purpose; what must never be public is another matter.
    own = shop.inspect(sources.own_words(shop.wish.site), library.config)
    return kept + [each for each in own if each.code.startswith(("sensitive.", "secret."))]


def _laying(laid: Laid, edition: Edition, shop: Workshop) -> Laying:
    ids = {entry.card.path: id for id, entry in laid.library.entries.items()}
    # The shop may have looked at more than was laid out: a text that has been emptied is none.
    read = {path: shop.places[path] for path in laid.alike}
    origins = {path: Origin(ids.get(path, ""), key, place, laid.alike[path]) for path, (place, key) in read.items()}
    return Laying(edition, laid.plan.chrome, origins, laid.relating, laid.library.related, laid.searching)


def _stopped(account: Account, problem: Problem) -> Account:
    return _account(account.files, [*account.problems, problem])


def _written(laid: Laid, written: Written) -> Account:
    changed = len(written.new) + len(written.changed)
    unchanged = len(laid.plan.pages) - changed
    return replace(laid.account, written=changed, removed=len(written.removed), unchanged=unchanged)


def _weighed(account: Account, config: Config, shop: Workshop) -> Account:
    """The account with what the host will say of the size of the site, as it was written last."""
    sizes = {file: made.size for file, made in shop.memory.store.manifest(str(shop.wish.output)).items()}
    # The memory may have failed since the site was laid out, or even since it was written.
    limits = hosts.limits(sizes, hosts.HOSTS[config.hosting.host])
    told = gravity.weigh([*shop.memory.problems, *limits], config.checks)
    return replace(account, problems=_account((), [*account.problems, *told]).problems)


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
