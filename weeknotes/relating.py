"""Related entries of a site in a build: what they are worked out from, and remembered by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from weeknotes import related
from weeknotes.editions import Rows
from weeknotes.graph import Graph
from weeknotes.model import Card, Entry
from weeknotes.related import RelatedText
from weeknotes.workshop import Workshop


def texts(entries: Sequence[Entry], graph: Graph) -> tuple[RelatedText, ...]:
    """What entries are related by; the digests of their bodies stand for the words."""
    places = {id: place for run in graph.series.values() for place, id in enumerate(run)}
    shown = [entry for entry in entries if entry.card.kind.dated and not entry.withdrawn]
    same = {id: min(id, *others) for id, others in graph.translations.items()}
    return tuple(_text(each, places.get(each.card.id, 0), same.get(each.card.id, "")) for each in shown)


def rows(bare: Sequence[RelatedText], count: int, shop: Workshop) -> Rows:
    """Related entries of all; after an edit only those are found anew that it can change."""
    if not count:
        return {}
    memory = shop.memory
    found_before = f"relating {memory.fingerprints.of((memory.generation, count))}"

    def words(digests: Sequence[str]) -> dict[str, str]:
        return {each: body.text for each, body in shop.bodies(digests).items()}

    def relate() -> Rows:
        before = memory.recall([found_before]).get(found_before)
        found = related.relations(bare, words, count, shop.each, before)
        memory.keep({found_before: found.memory})
        return found.rows

    # Wanted the next time too, even where nothing is asked of it now.
    memory.use([found_before])
    return cast("Rows", memory.remembered("related", (count, bare), relate))


def _text(entry: Entry, place: int, original: str) -> RelatedText:
    card = entry.card
    return RelatedText(
        id=card.id,
        title=entry.fields.title or (card.title if not card.span else ""),
        text=entry.body.digest,
        teams=tuple(term.name for term in card.teams),
        themes=tuple(term.name for term in card.themes),
        tags=tuple(term.name for term in card.tags),
        projects=tuple(term.name for term in card.projects),
        series=card.series,
        position=place,
        links=tuple(target.entry for target in entry.targets if target.entry),
        year=card.published.day.year if card.published else 0,
        day=_day(card),
        original=original,
    )


def _day(card: Card) -> int:
    """The day that an entry is about: the Friday of its week, else that of its publication; 0 where it has neither."""
    day = card.week.friday if card.week else card.published.day if card.published else None
    return day.toordinal() if day else 0
