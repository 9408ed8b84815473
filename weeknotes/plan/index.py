"""What pages ask of the whole site again and again, gathered once: `Index`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from weeknotes.graph import Graph, terms_of
from weeknotes.languages import base
from weeknotes.model import Card, Entry, Kind, Term
from weeknotes.plan.namesakes import introduces
from weeknotes.terms import Terms
from weeknotes.values import Record
from weeknotes.views import Profile, WeekCell
from weeknotes.weeks import Week, weeks_in
from weeknotes.words import Words

Key = TypeVar("Key")
Value = TypeVar("Value")


class Index(Record):
    """Cards by what they have in common, always newest first.

    `terms` are the ones that have a page, by kind and in the order of their names; `term_cards` and
    `profiles`, which say nothing of what is under a term, go by kind and slug. `quoted` has the case
    studies that quote somebody, by the person's slug, and `taught` the cards with lessons or takeaways.
    `calendars` has the weeks of every year that notes are about, none of them counted yet.
    """

    by_kind: Mapping[Kind, tuple[Card, ...]]
    terms: Mapping[str, tuple[Term, ...]]
    term_cards: Mapping[tuple[str, str], tuple[Card, ...]]
    profiles: Mapping[tuple[str, str], Profile]
    quoted: Mapping[str, tuple[Card, ...]]
    taught: tuple[Card, ...]
    calendars: Mapping[int, tuple[WeekCell, ...]]


def index(entries: Mapping[str, Entry], graph: Graph, terms: Terms, words: Words) -> Index:
    """The index of `entries`, which come newest first. What is withdrawn is nowhere in it. Days are in `words`."""
    shown = [entry for entry in entries.values() if not entry.withdrawn]
    term_cards = {key: tuple(entries[id].card for id in ids) for key, ids in graph.terms.items()}
    introductions = _introductions(shown, words.lang)
    paged = _paged(shown, introductions, terms)
    return Index(
        by_kind=_grouped((entries[id].card.kind, entries[id].card) for id in graph.order),
        terms=_grouped((term.kind, term) for term in paged),
        term_cards=term_cards,
        profiles={(term.kind, term.slug): _profile(term, introductions) for term in paged},
        quoted=_quoted(shown, terms),
        taught=tuple(entry.card for entry in shown if entry.card.lessons or entry.card.takeaways),
        calendars={year: _calendar(year, words) for year in sorted({week.year for week in graph.weeks})},
    )


def day_of(card: Card) -> date:
    """The day that a card stands for in time: the Friday of its week, else that of its publication."""
    if card.week:
        return card.week.friday
    return card.published.day if card.published else date.min


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _introductions(shown: Iterable[Entry], lang: str) -> dict[tuple[str, str], Entry]:
    """The introductions of terms by kind and slug: in language `lang`, else in any that there is."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in shown:
        key = introduces(entry.card)
        if key and (key not in found or base(entry.card.lang) == base(lang)):
            found[key] = entry
    return found


def _paged(shown: Sequence[Entry], introduced: Iterable[tuple[str, str]], terms: Terms) -> list[Term]:
    """The terms that have a page: those with a text of their own, and all that a text names.

    The profile of a person names a team, a page its author: they link to terms without any entry.
    """
    used = {term for entry in shown for term in terms_of(entry.card)}
    used.update(term for key in introduced if (term := terms.known.get(key)))
    return sorted(used, key=lambda term: (term.name.casefold(), term.slug))


def _profile(term: Term, introductions: Mapping[tuple[str, str], Entry]) -> Profile:
    # The slug of a term is that of its own text, whatever else it may be called.
    entry = introductions.get((term.kind, term.slug))
    if not entry:
        return Profile(term)
    return Profile(
        term=term,
        entry=entry.card.id,
        summary=entry.card.summary,
        image=entry.card.image,
        role=entry.fields.role,
        organisation=entry.fields.organisation,
        lang=entry.card.lang,
    )


def _quoted(shown: Iterable[Entry], terms: Terms) -> dict[str, tuple[Card, ...]]:
    """By the slug of a person, however the name is typed, case studies and parts of them; each once."""
    studies = (entry for entry in shown if entry.card.kind in (Kind.CASE_STUDY, Kind.PART))
    return _grouped(
        (person.slug, study.card)
        for study in studies
        for person in terms.of("person", (quote.name for quote in study.fields.quotes))
    )


def _calendar(year: int, words: Words) -> tuple[WeekCell, ...]:
    weeks = (Week(year, number) for number in range(1, weeks_in(year) + 1))
    return tuple(WeekCell(week, 0, "", words.span(week.monday, week.sunday)) for week in weeks)
