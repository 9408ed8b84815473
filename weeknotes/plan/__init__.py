"""Which pages the site has, and what each of them shows: `lay_out`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from weeknotes import urls
from weeknotes.config import Design
from weeknotes.design import logo_address
from weeknotes.errors import Problem, Severity
from weeknotes.languages import base
from weeknotes.model import Card, Kind, Page
from weeknotes.plan import (
    chart_pages,
    counterparts,
    entry_pages,
    feed_pages,
    file_pages,
    list_pages,
    moved_pages,
    names,
    search_page,
    statement_page,
    story_pages,
)
from weeknotes.plan.library import ARCHIVED, Library, Past, library
from weeknotes.plan.moved_pages import same
from weeknotes.shots import Shot
from weeknotes.views import Chrome, EntryView, MovedView, Way

__all__ = ["Library", "Past", "Plan", "lay_out", "library"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file of the site, and the menu and footer that all pages share."""

    pages: tuple[Page, ...]
    chrome: Chrome


def lay_out(
    library: Library, assets: Sequence[str], static: Mapping[str, str], policy: str = ""
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan of the site, whose pages keep to `policy`; two files at one address are a problem that names both."""
    shelves = counterparts.shelves(library)
    pages = [*entry_pages.lay_out(shelves), *counterparts.lay_out(shelves)]
    pages += statement_page.lay_out(library)
    pages += moved_pages.lay_out(library, pages)
    pages += file_pages.lay_out(library, assets, static, pages, policy)
    chrome = _chrome(library, shelves)
    problems = (*_collisions(pages), *names.awkward(pages, _source), *statement_page.problems(library))
    problems += tuple(counterparts.problems(library))
    return Plan(tuple(pages), chrome), problems


def _chrome(library: Library, shelves: Mapping[str, Library]) -> Chrome:
    """What surrounds the pages of each language that the site speaks and has texts in."""
    own = library.words.lang
    codes = {entry.card.lang for entry in library.entries.values() if library.tongues.speaks(entry.card.lang)}
    codes |= library.homes.keys()
    home = {code: library.homes.get(base(code), "") for code in codes}
    others = {code: _chrome_in(code, library, shelves[home[code]]) for code in sorted(codes - {own})}
    return replace(_chrome_in(own, library, library), others=others)


def _chrome_in(code: str, library: Library, shelf: Library) -> Chrome:
    """What surrounds pages in language `code`, of which the lists are those of its shelf, where it has them; where a
    page of the footer has no translation, it is itself there."""
    say, root = library.tongues.of(code).say, shelf.root
    kinds = {kind: name for kind, name in ARCHIVED.items() if shelf.of_kind(kind)}
    menu = [Way(say(f"sections.{name}"), root + urls.SECTIONS[kind]) for kind, name in kinds.items()]
    menu += [Way(say("sections.teams"), f"{root}teams/")] if shelf.terms_of_kind("team") else []
    menu += [Way(say("sections.themes"), f"{root}themes/")] if shelf.terms_of_kind("theme") else []
    pages = (each for each in library.entries.values() if each.card.kind is Kind.PAGE and not each.withdrawn)
    cards = sorted((each.card for each in pages), key=lambda card: card.address)
    # The menu is in one language: a translated page is reached from its other self.
    own = [card for card in cards if card.lang == library.config.site.language and not card.parent]
    own = [card for card in own if not statement_page.holds(card, library)]
    named = [(card, _translated(card, code, library)) for card in own]
    about = [Way(say("sections.about"), there.address) for card, there in named if card.address == "about/"]
    footer = [Way(there.title, there.address, there.lang) for card, there in named if card.address != "about/"]
    ways = [Way(say("sections.lessons"), f"{root}lessons/")] if shelf.index.taught else []
    ways += [Way(say("sections.glossary"), root + story_pages.GLOSSARY)] if story_pages.has_glossary(shelf) else []
    ways += [Way(say("sections.map"), root + chart_pages.MAP)] if chart_pages.has_map(shelf) else []
    write = [Way(say("sections.write"), list_pages.WRITE)] if list_pages.has_write(library) else []
    ways += [Way(say("sections.feeds"), root + feed_pages.ADDRESS), *write]
    home = library.home(library.tongues.of(code)).address
    stated = statement_page.way(code, library)
    logo = _logo(library.config.design)
    search, called = search_page.address(shelf), _names(shelf)
    return Chrome((*menu, *about), (*footer, *stated, *ways), search, home, logo, names=called)


def _names(shelf: Library) -> dict[str, str]:
    """What teams are called in the language of the shelf, by the address of their page in that of the site."""
    teams = (each for each in shelf.terms_of_kind("team") if each.lang)
    return {team.address.removeprefix(shelf.root): team.name for team in teams}


def _logo(design: Design) -> Shot | None:
    return Shot(logo_address(design.logo), *design.logo_size, design.logo_words) if design.logo else None


def _translated(card: Card, code: str, library: Library) -> Card:
    """The same page in language `code`, else itself."""
    others = library.cards(library.graph.translations.get(card.id, ()))
    return next((each for each in others if each.lang == code), card)


def _collisions(pages: Sequence[Page]) -> list[Problem]:
    """Two files at one place, also where a file system takes their names for one, and files in place of folders."""
    seen: dict[str, Page] = {}
    problems = []
    for page in pages:
        other = seen.setdefault(same(page.file), page)
        if other is not page:
            problems.append(_collision(page, other))
    for folder, page in _folders(pages).items():
        if folder in seen:
            problems.append(_collision(page, seen[folder]))
    return problems


def _folders(pages: Sequence[Page]) -> dict[str, Page]:
    """Every folder that the site needs, with a page that needs it."""
    found: dict[str, Page] = {}
    for page in pages:
        folder = same(page.file).rpartition("/")[0]
        # Where a folder is known, those above it are.
        while folder and folder not in found:
            found[folder] = page
            folder = folder.rpartition("/")[0]
    return found


def _collision(page: Page, other: Page) -> Problem:
    path, beside = _source(page), _source(other)
    what = f"{path or 'a page of the site'} and {beside or 'a page of the site'}"
    message = f"Two things would be published at /{urls.address_of(page.file)}: {what}. Give one another slug or name."
    return Problem("address.twice", Severity.ERROR, path or beside, message, found=page.file)


def _source(page: Page) -> str:
    view = page.shows.get("view")
    if isinstance(view, MovedView):
        return view.path
    return view.card.path if isinstance(view, EntryView) else page.source
