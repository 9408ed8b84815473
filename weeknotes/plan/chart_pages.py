"""Pictures of the work: themes over time, a year of a team, and the map of entries that cite each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from weeknotes import charts
from weeknotes.charts import Arcs, Period, Strips
from weeknotes.model import Card, Kind, Page, Term
from weeknotes.plan.index import day_of
from weeknotes.plan.library import Library
from weeknotes.values import Record
from weeknotes.views import Head
from weeknotes.words import Words

MAP = "map/"
FEWEST_CITATIONS = 10  # below that a map shows nothing
FEWEST_NOTES = 4  # below that bars say less than the list
MOST_DOTS = 150
MOST_MONTHS, MOST_QUARTERS = 24, 40  # longer times are shown by longer periods
MOST_THEMES = 12


class Cited(Record):
    """An entry that others cite: its number on the map (0 where it has none), and those that cite it, newest first."""

    card: Card
    number: int
    by: tuple[Card, ...]


class MapView(Record):
    """``/map/``: the drawing, and the entries on it: `cited` the most cited first; `kinds` are those of the dots."""

    arcs: Arcs
    cited: tuple[Cited, ...]
    studies: tuple[str, ...]
    entries: int
    citations: int


def lay_out(library: Library) -> Iterator[Page]:
    """The map, where the language of the library has one."""
    if has_map(library):
        yield _map_page(library)


def has_map(library: Library) -> bool:
    """Whether entries cite each other often enough for a map, and no page of the site's own is at its address."""
    return len(_pairs(library)) >= FEWEST_CITATIONS and library.is_free(library.root + MAP)


def team_year(term: Term, cards: Sequence[Card], library: Library) -> Strips | None:
    """The notes of a team by month, over the year up to its latest one; None for other terms, or with too few notes."""
    days = [day_of(card) for card in cards if card.kind is Kind.WEEKNOTE]
    if term.kind != "team" or len(days) < FEWEST_NOTES:
        return None
    last = _month(max(days))
    counts = Counter(_month(day) - last + 11 for day in days)
    periods = [_month_words(each, library.words) for each in range(last - 11, last + 1)]
    return charts.strips([(term.name, "", counts)], periods)


def themes_over_time(kind: str, library: Library) -> Strips | None:
    """The entries of each theme over time, by month, quarter or year; None for other kinds, or without two periods."""
    terms = library.terms_of_kind("theme") if kind == "theme" else ()
    ranked = sorted(terms, key=lambda term: -library.profile(term).count)[:MOST_THEMES]
    days = {term: [day_of(card) for card in library.once(library.term_cards(term))] for term in terms if term in ranked}
    everything = [day for each in days.values() for day in each]
    if not everything:
        return None
    months = _step(_month(min(everything)), _month(max(everything)))
    first, last = _month(min(everything)) // months, _month(max(everything)) // months
    periods = [_period_words(each * months, months, library.words) for each in range(first, last + 1)]
    rows = [(term.name, term.address, Counter(_month(day) // months - first for day in days[term])) for term in days]
    ticks = [each - first for each in range(first + 1, last + 1) if each * months % 12 == 0]
    return charts.strips(rows, periods, ticks if months < 12 else ()) if last > first else None


def _month(day: date) -> int:
    """The number of a day's month, counted from the year 0."""
    return day.year * 12 + day.month - 1


def _step(first: int, last: int) -> int:
    """How many months a period has, so that all of them fit side by side."""
    months = last - first + 1
    return 1 if months <= MOST_MONTHS else 3 if months <= MOST_QUARTERS * 3 else 12


def _month_words(month: int, words: Words) -> Period:
    name, year = words.months[month % 12], month // 12
    return Period(words.say("charts.month", month=name, year=year), words.say("charts.month-short", month=name[:3]))


def _period_words(month: int, months: int, words: Words) -> Period:
    if months == 1:
        return _month_words(month, words)
    year = month // 12
    if months == 12:
        return Period(str(year), str(year))
    first, last = words.months[month % 12], words.months[month % 12 + months - 1]
    return Period(words.say("charts.quarter", first=first, last=last, year=year), str(year))


def _pairs(library: Library) -> list[tuple[str, str]]:
    """Who cites whom, of entries that have a place in time; what is in two languages is one entry."""
    dated = set(library.graph.order)
    found = [
        (each.entry, target)
        for target, citations in library.graph.cited_by.items()
        for each in citations
        if target in dated and each.entry in dated
    ]
    same = _same(library) if library.graph.translations else {}
    if not same:
        return found
    pairs = dict.fromkeys((same.get(source, source), same.get(target, target)) for source, target in found)
    return [(source, target) for source, target in pairs if source != target]


def _same(library: Library) -> dict[str, str]:
    """What stands for a translation: the same in the language of the library."""
    cards = library.cards(library.graph.order)
    left = {card.id for card in library.once(cards)}
    others = library.graph.translations
    return {card.id: next(id for id in others[card.id] if id in left) for card in cards if card.id not in left}


def _map_page(library: Library) -> Page:
    pairs = _pairs(library)
    linked = {id for pair in pairs for id in pair}
    shown = [id for id in library.graph.order if id in linked][:MOST_DOTS]
    drawn = [pair for pair in pairs if pair[0] in shown and pair[1] in shown]
    cards = {card.id: card for card in library.cards(shown)}
    arcs = charts.arcs([(id, day_of(card)) for id, card in cards.items()], drawn)
    cited = tuple(_cited(arcs, drawn, library))
    studies = tuple(id for id, card in cards.items() if card.kind is Kind.CASE_STUDY)
    view = MapView(arcs, cited, studies, len(shown), len(drawn))
    address = library.root + MAP
    head = Head(
        kind="map",
        title=library.say("map.title"),
        address=address,
        lang=library.words.lang,
        description=library.say("map.described", site=library.config.site.title),
        section=address,
        crumbs=(library.home(),),
        feeds=(library.site_feed(),),
    )
    return library.html(head, "map.html", view)


def _cited(arcs: Arcs, pairs: Iterable[tuple[str, str]], library: Library) -> Iterator[Cited]:
    """What is cited, by how often: those with a number on the map first, in its order."""
    numbers = {dot.key: dot.number for dot in arcs.dots}
    by: dict[str, list[str]] = {}
    for source, target in pairs:
        by.setdefault(target, []).append(source)
    # Dots are in the order of time; of those cited as often the newest comes first, as on the map.
    newest = [dot.key for dot in reversed(arcs.dots) if dot.key in by]
    for target in sorted(newest, key=lambda id: -len(by[id])):
        yield Cited(library.entries[target].card, numbers[target], library.cards(by[target]))
