"""The recipe: from a folder of Markdown to a whole site, in one function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from weeknotes import (
    accounts,
    atlas,
    cards,
    graph,
    gravity,
    identity,
    output,
    plan,
    related,
    resolution,
    sources,
    states,
    templates,
    terms,
    workshop,
)
from weeknotes.accounts import is_text
from weeknotes.config import Config
from weeknotes.errors import Problem, Severity
from weeknotes.model import Account, Entry, FileAccount
from weeknotes.plan.places import gathering_places
from weeknotes.sources import SourceFile
from weeknotes.workshop import Wish

__all__ = ["Laid", "Wish", "build", "check", "is_stopped", "lay_out"]


@dataclass(frozen=True, slots=True)
class Laid:
    """A site read, linked, laid out and checked, but not written."""

    config: Config
    library: plan.Library
    plan: plan.Plan
    theme: templates.Theme
    assets: Mapping[str, bytes]
    account: Account


def build(wish: Wish) -> Account:
    """Check the whole site, then write it; with an error anywhere, nothing is written."""
    laid = lay_out(wish)
    if is_stopped(laid.account):
        return laid.account
    press = workshop.Printing(laid.config.site, laid.plan.chrome, laid.theme, laid.assets)
    written = output.write(wish.output, workshop.render(laid.plan.pages, laid.library.entries, press, wish))
    return replace(
        laid.account,
        written=len(written.new) + len(written.changed),
        removed=len(written.removed),
        unchanged=written.unchanged,
    )


def check(wish: Wish) -> Account:
    """The account that `build` would give, with nothing written."""
    return lay_out(wish).account


def lay_out(wish: Wish) -> Laid:
    """Everything short of writing: read, judge, name, link, lay out, and account for every file."""
    config, faults = workshop.configure(wish)
    theme, assets = workshop.theme(wish.site)
    files = sources.scan(wish.site, config.folders, [wish.output])
    readings = workshop.read([file for file in files if is_text(file)], config, wish)
    clock = states.Clock(wish.now.astimezone(ZoneInfo(config.site.timezone)), wish.drafts)
    judged = {reading.path: states.judge(reading, clock) for reading in readings}
    shown = [each for each in readings if states.has_page(judged[each.path], clock)]

    known, spellings = terms.gather(shown, config)
    identities, twins = identity.settle(shown, known, config)
    chart = atlas.draw(
        shown, identities, workshop.beside(wish, readings), gathering_places(shown, identities, known), config
    )
    found, broken = resolution.resolve(shown, {path: each.state for path, each in judged.items()}, chart)
    sizes, spoilt = workshop.measure(resolution.pictures(found), wish.site)

    made = cards.make(shown, resolution.sized(found, sizes), known, config)
    structure = graph.link(made)
    library = plan.library(config, made, structure, known, _relate(made, structure, config))
    laid, collisions = plan.lay_out(library, tuple(assets), _static(files, config))

    accounted = (*_texts(judged, library), *accounts.of_files(files, laid.pages, _folders(config)))
    told = [*faults, *spellings, *twins, *broken, *spoilt, *collisions, *templates.check(theme)]
    told += [problem for reading in readings for problem in reading.problems]
    return Laid(config, library, laid, theme, assets, _account(accounted, gravity.weigh(told, config.checks)))


def is_stopped(account: Account) -> bool:
    """Whether an error keeps the site from being written."""
    return any(problem.severity is Severity.ERROR for problem in account.problems)


def _static(files: Iterable[SourceFile], config: Config) -> dict[str, str]:
    """The files of ``files`` folders: address to path."""
    served = (each for each in files if each.folder and each.folder.kind == "files" and not each.barred)
    return {address: each.path for each in served if (address := atlas.file_address(each.path, config))}


def _relate(
    entries: Sequence[Entry], structure: graph.Graph, config: Config
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    places = {id: place for run in structure.series.values() for place, id in enumerate(run)}
    shown = [entry for entry in entries if entry.card.kind.dated and not entry.withdrawn]
    texts = [_related_text(entry, places.get(entry.card.id, 0)) for entry in shown]
    return related.relate(texts, config.related.count) if config.related.count else {}


def _related_text(entry: Entry, place: int) -> related.RelatedText:
    card = entry.card
    return related.RelatedText(
        id=card.id,
        title=entry.fields.title or (card.title if not card.span else ""),
        text=entry.body.text,
        teams=tuple(term.name for term in card.teams),
        themes=tuple(term.name for term in card.themes),
        tags=tuple(term.name for term in card.tags),
        projects=tuple(term.name for term in card.projects),
        series=card.series,
        position=place,
        links=tuple(target.entry for target in entry.targets if target.entry),
    )


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
