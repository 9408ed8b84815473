"""The layout: a site read, judged, linked, laid out on pages and checked, with nothing written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from weeknotes import (
    accounts,
    atlas,
    cards,
    continuity,
    exemptions,
    graph,
    gravity,
    horizon,
    hosts,
    identity,
    legal_pages,
    plan,
    quarantine,
    quiet,
    relating,
    resolution,
    sources,
    states,
    succession,
    templates,
    terms,
    translations,
    words,
)
from weeknotes.accounts import is_text
from weeknotes.checks import allowed
from weeknotes.checks.across import across, beginning
from weeknotes.config import Config
from weeknotes.entries import Place
from weeknotes.errors import Problem
from weeknotes.facts import Allow, Moment
from weeknotes.ledger import Ledger
from weeknotes.model import Account, FileAccount, Page, Reading, State
from weeknotes.plan import statement_page
from weeknotes.plan.places import gathering_places
from weeknotes.related import RelatedText
from weeknotes.search import SearchDocument
from weeknotes.sources import SourceFile
from weeknotes.values import Record, replace
from weeknotes.workshop import Workshop


class Laid(Record):
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
    pictures: Mapping[str, Sequence[str]]
    chart: atlas.Atlas
    places: Mapping[str, Place]
    searching: tuple[SearchDocument, ...] = ()


class Ground(Record):
    """What a site is laid out on, besides its texts: settings and what is wrong with them, files, the theme."""

    config: Config
    faults: tuple[Problem, ...]
    files: tuple[SourceFile, ...]
    theme: templates.Theme
    assets: Mapping[str, bytes]


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


class Judged(Record):
    """What becomes of the readings today, by path, next to what was published before.

    `shown` have a page. `texts` leaves out untouched scaffolds and copies: they are in nobody's way, whatever is
    wrong with them.
    """

    readings: Sequence[Reading]
    shown: Sequence[Reading]
    texts: Sequence[Reading]
    fates: Mapping[str, FileAccount]
    clock: states.Clock
    rules: states.Rules
    old: Ledger
    faults: tuple[Problem, ...]

    @property
    def states(self) -> dict[str, State]:
        """The state of every text by path."""
        return {path: each.state for path, each in self.fates.items()}


class Named(Record):
    """What the texts that are shown and their terms are called, in which languages, and what links can lead to."""

    known: terms.Terms
    identities: Mapping[str, identity.Identity]
    tongues: words.Tongues
    places: frozenset[str]
    chart: atlas.Atlas
    faults: tuple[Problem, ...]


def _arrange(readings: Sequence[Reading], ground: Ground, shop: Workshop) -> Laid:
    config = ground.config
    judged = _judge(readings, config, shop)
    named = _name(judged, ground, shop)
    found, broken = resolution.resolve(judged.shown, judged.states, named.chart)
    sizes, spoilt = shop.measure(resolution.pictures(found))
    made = cards.make(judged.shown, resolution.sized(found, sizes), named.known, config, named.tongues)
    structure = graph.link(made)
    bare = relating.texts(made, structure)
    rows = relating.rows(bare, config.related.count, shop)
    today, past = judged.clock.now.date(), _past(judged, named)
    library = plan.library(config, made, structure, named.known, rows, named.tongues, past, today)
    policy = hosts.policy(ground.theme.texts)
    laid, collisions = plan.lay_out(library, tuple(ground.assets), _static(ground.files, config), policy)

    told = [*shop.memory.problems, *ground.faults, *judged.faults, *named.faults, *broken, *spoilt, *collisions]
    told += _faults_of_texts(judged, named, found, config)
    told += translations.check(made, structure.translations, config.site)
    told += [*_inspected(laid.pages, library, shop), *_faults_of_templates(ground.theme, shop)]
    accounted = (*_texts(judged.fates, library), *accounts.of_files(ground.files, laid.pages, _folders(config)))
    return Laid(
        config=config,
        library=library,
        plan=laid,
        theme=ground.theme,
        assets=ground.assets,
        account=_account(accounts.account(accounted, gravity.weigh(told, config.checks)), judged, config),
        moments=states.moments(readings, config),
        relating=bare,
        alike={reading.path: (reading.body.digest, beginning(reading)) for reading in readings},
        pictures=resolution.shown_by(found),
        chart=named.chart,
        places={path: place for path, (place, _) in shop.places.items()},
    )


def _judge(readings: Sequence[Reading], config: Config, shop: Workshop) -> Judged:
    clock = states.Clock(shop.wish.moment(ZoneInfo(config.site.timezone)), shop.wish.drafts)
    old, foreign = shop.ledger()
    fates = states.judge_all(readings, clock, config, old)
    shown = [each for each in readings if states.has_page(fates[each.path], clock)]
    texts = [each for each in readings if fates[each.path].state is not State.NOT_CONTENT]
    return Judged(readings, shown, texts, fates, clock, states.rules(readings, config, old), old, foreign)


def _name(judged: Judged, ground: Ground, shop: Workshop) -> Named:
    config, shown = ground.config, judged.shown
    known, spellings = terms.gather(shown, config)
    settled, twins = identity.settle(shown, known, config)
    identities, renamed = continuity.keep_ids(settled, shown, judged.old)
    tongues = words.tongues(ground.theme.texts, config.site.language)
    spoken = (each.lang for each in shown if each.kind.dated and each.fields.state != "withdrawn")
    homes = translations.homes(spoken, config.site, tongues)
    places = gathering_places(shown, identities, known, config.search.enabled, homes)
    places |= statement_page.places(config, homes)
    chart = atlas.draw(shown, identities, shop.beside(judged.readings), places, config)
    return Named(known, identities, tongues, places, chart, (*spellings, *twins, *renamed))


def _past(judged: Judged, named: Named) -> plan.Past:
    before = continuity.before(judged.shown, named.identities, judged.old)
    marks = {named.identities[each.path].id: succession.mark(each) for each in judged.shown}
    return plan.Past(judged.old, before, marks)


def _faults_of_texts(judged: Judged, named: Named, found: Collection[str], config: Config) -> list[Problem]:
    """What is wrong with the texts by themselves and with one another; those `found` have had their links followed."""
    today = judged.clock.now.date()
    told = [problem for reading in judged.texts for problem in reading.problems]
    told += resolution.astray([each for each in judged.texts if each.path not in found], judged.states, named.chart)
    told += continuity.lost(judged.old, named.identities, judged.readings, judged.fates, named.places)
    told += [*across(judged.readings), *horizon.beyond(judged.texts, today)]
    told += legal_pages.lacking(judged.shown, config.site)
    return [*told, *quiet.strangers(judged.texts, config.quiet_periods, judged.rules.teams)]


def _faults_of_templates(theme: templates.Theme, shop: Workshop) -> tuple[Problem, ...]:
    found: tuple[Problem, ...] = shop.memory.remembered("templates", dict(theme.texts), lambda: templates.check(theme))
    return found


def _account(account: Account, judged: Judged, config: Config) -> Account:
    """The account with the exemptions that are in force and, where the site asks for that, what is kept back."""
    exempt = exemptions.in_force(judged.readings, judged.fates, judged.clock.now.date(), judged.rules)
    account = replace(account, exemptions=exempt)
    return _quarantined(account, judged.readings, judged.fates) if config.publication.quarantine else account


def _quarantined(account: Account, readings: Sequence[Reading], judged: Mapping[str, FileAccount]) -> Account:
    """The account with what is kept back, where the site asks for that."""
    return replace(
        account, problems=quarantine.softened(account.problems), quarantined=quarantine.paths(readings, judged)
    )


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


def _folders(config: Config) -> list[str]:
    return [folder.path for folder in config.folders if folder.kind != "files"]


def _texts(judged: Mapping[str, FileAccount], library: plan.Library) -> tuple[FileAccount, ...]:
    shown = {entry.card.path: entry.card for entry in library.entries.values()}
    return accounts.of_texts(judged.values(), shown)
