"""The layout: a site read, judged, linked, laid out on pages and checked, with nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from weeknotes.model import Account, FileAccount, Page, Reading, State
from weeknotes.plan import statement_page
from weeknotes.plan.places import gathering_places
from weeknotes.related import RelatedText
from weeknotes.search import SearchDocument
from weeknotes.sources import SourceFile
from weeknotes.workshop import Workshop


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
    pictures: Mapping[str, Sequence[str]]
    chart: atlas.Atlas
    places: Mapping[str, Place]
    searching: tuple[SearchDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
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
    marks = {identities[each.path].id: succession.mark(each) for each in shown}
    before = plan.Past(old, continuity.before(shown, identities, old), marks)
    rows = relating.rows(bare, config.related.count, shop)
    library = plan.library(config, made, structure, known, rows, tongues, before, clock.now.date())
    policy = hosts.policy(ground.theme.texts)
    laid, collisions = plan.lay_out(library, tuple(ground.assets), _static(ground.files, config), policy)

    accounted = (*_texts(judged, library), *accounts.of_files(ground.files, laid.pages, _folders(config)))
    told = [*shop.memory.problems, *ground.faults, *spellings, *twins, *broken, *astray, *spoilt, *collisions]
    told += [*foreign, *renamed, *continuity.lost(old, identities, readings, judged, places), *across(readings)]
    told += [*horizon.beyond(texts, clock.now.date()), *legal_pages.lacking(shown, config.site)]
    told += translations.check(made, structure.translations, config.site)
    told += _inspected(laid.pages, library, shop)
    theme = ground.theme
    told += shop.memory.remembered("templates", dict(theme.texts), lambda: templates.check(theme))
    told += [problem for reading in texts for problem in reading.problems]
    asked = states.rules(readings, config, old)
    told += quiet.strangers(texts, config.quiet_periods, asked.teams)
    account = accounts.account(accounted, gravity.weigh(told, config.checks))
    account = replace(account, exemptions=exemptions.in_force(readings, judged, clock.now.date(), asked))
    account = _quarantined(account, readings, judged) if config.publication.quarantine else account
    alike = {reading.path: (reading.body.digest, beginning(reading)) for reading in readings}
    moments, pictures = states.moments(readings, config), resolution.shown_by(found)
    where = {path: place for path, (place, _) in shop.places.items()}
    return Laid(
        config, library, laid, theme, ground.assets, account, moments, bare, alike, pictures, chart=chart, places=where
    )


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
