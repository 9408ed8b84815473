"""What surrounds every page: the menu, the footer, the ways to the search and to the front page, the logo."""

from __future__ import annotations

from collections.abc import Mapping

from weeknotes import urls
from weeknotes.config import Design
from weeknotes.design import logo_address
from weeknotes.languages import base
from weeknotes.model import Card, Kind
from weeknotes.plan import chart_pages, feed_pages, list_pages, search_page, statement_page, story_pages
from weeknotes.plan.library import ARCHIVED, Library
from weeknotes.shots import Shot
from weeknotes.values import replace
from weeknotes.views import Chrome, Way

ABOUT = "about/"  # the one page that the menu has beside the lists


def chrome(library: Library, shelves: Mapping[str, Library]) -> Chrome:
    """What surrounds the pages of each language that the site speaks and has texts in; `shelves` by language."""
    own = library.words.lang
    codes = {entry.card.lang for entry in library.entries.values() if library.tongues.speaks(entry.card.lang)}
    codes |= library.homes.keys()
    home = {code: library.homes.get(base(code), "") for code in codes}
    others = {code: _chrome_in(code, library, shelves[home[code]]) for code in sorted(codes - {own})}
    return replace(_chrome_in(own, library, library), others=others)


def _chrome_in(code: str, library: Library, shelf: Library) -> Chrome:
    """What surrounds pages in language `code`, of which the lists are those of its shelf, where it has them; where a
    page of the footer has no translation, it is itself there."""
    named = [(card, _translated(card, code, library)) for card in _footed(library)]
    say = library.tongues.of(code).say
    about = [Way(say("sections.about"), there.address) for card, there in named if card.address == ABOUT]
    footer = [Way(there.title, there.address, there.lang) for card, there in named if card.address != ABOUT]
    return Chrome(
        (*_sections(code, library, shelf), *about),
        (*footer, *statement_page.way(code, library), *_ways(code, library, shelf)),
        search_page.address(shelf),
        library.home(library.tongues.of(code)).address,
        _logo(library.config.design),
        names=_names(shelf),
    )


def _sections(code: str, library: Library, shelf: Library) -> list[Way]:
    """The lists of the shelf: archives of each kind of entry, teams, themes."""
    say, root = library.tongues.of(code).say, shelf.root
    kinds = {name: urls.SECTIONS[kind] for kind, name in ARCHIVED.items() if shelf.of_kind(kind)}
    ways = [Way(say(f"sections.{name}"), root + address) for name, address in kinds.items()]
    terms = (("team", "teams"), ("theme", "themes"))
    return ways + [Way(say(f"sections.{name}"), f"{root}{name}/") for kind, name in terms if shelf.terms_of_kind(kind)]


def _ways(code: str, library: Library, shelf: Library) -> list[Way]:
    """Ways to go on at the end of each page, those that there are."""
    root = shelf.root
    ways = {
        "lessons": f"{root}lessons/" if shelf.index.taught else "",
        "glossary": root + story_pages.GLOSSARY if story_pages.has_glossary(shelf) else "",
        "map": root + chart_pages.MAP if chart_pages.has_map(shelf) else "",
        "feeds": root + feed_pages.ADDRESS,
        "write": list_pages.WRITE if list_pages.has_write(library) else "",
    }
    say = library.tongues.of(code).say
    return [Way(say(f"sections.{name}"), address) for name, address in ways.items() if address]


def _footed(library: Library) -> list[Card]:
    """The pages at the top of the site, in its own language: a translated one is reached from its other self."""
    pages = (each for each in library.entries.values() if each.card.kind is Kind.PAGE and not each.withdrawn)
    cards = sorted((each.card for each in pages), key=lambda card: card.address)
    own = [card for card in cards if card.lang == library.config.site.language and not card.parent]
    return [card for card in own if not statement_page.holds(card, library)]


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
