"""How entries hang together: order, series, weeks, terms, backlinks, stories. Ids only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from weeknotes.model import Card, Chosen, Entry, Kind, Term
from weeknotes.weeks import Week

TERM_FIELDS = ("teams", "themes", "tags", "projects")
# A story that gathered itself: more than this would be a list, not a story.
LONGEST_STORY = 12


@dataclass(frozen=True, slots=True)
class Citation:
    """That an entry links to another, and in which sentence."""

    entry: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The structure of the site; every mapping is keyed by id unless it says otherwise.

    `order` holds the ids of all entries, newest first. `series` (keyed by name and language) and
    `stories` run from the oldest, `beside` names the note before and after in the series; `weeks` and `terms` (keyed by kind and slug) from the newest.
    """

    order: tuple[str, ...]
    series: Mapping[tuple[str, str], tuple[str, ...]]
    beside: Mapping[str, tuple[str, str]]
    weeks: Mapping[Week, tuple[str, ...]]
    terms: Mapping[tuple[str, str], tuple[str, ...]]
    cited_by: Mapping[str, tuple[Citation, ...]]
    stories: Mapping[str, tuple[Chosen, ...]]
    became: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    translations: Mapping[str, tuple[str, ...]]


def link(entries: Sequence[Entry]) -> Graph:
    """The graph of `entries`, which come newest first."""
    shown = [entry for entry in entries if not entry.withdrawn]
    dated = [entry for entry in shown if entry.card.kind.dated]
    cited_by = _cited_by(shown)
    stories = _stories(dated, cited_by)
    series = _series(dated)
    return Graph(
        order=tuple(entry.card.id for entry in dated),
        series=series,
        beside=_beside(series.values()),
        weeks=_weeks(dated),
        terms=_terms(dated),
        cited_by=cited_by,
        stories=stories,
        became=_turned([(study, step.entry) for study, steps in stories.items() for step in steps]),
        parts=_parts(shown),
        translations=_translations(shown),
    )


def terms_of(card: Card) -> Iterable[Term]:
    """Every term that a card stands under; contributors count as people."""
    for name in TERM_FIELDS:
        yield from getattr(card, name)
    yield from dict.fromkeys((*card.authors, *card.contributors))


def _run(card: Card) -> tuple[str, float, str]:
    return (str(card.week or ""), card.published.at.timestamp() if card.published else 0.0, card.id)


def _series(entries: Iterable[Entry]) -> dict[tuple[str, str], tuple[str, ...]]:
    runs: dict[tuple[str, str], list[Card]] = {}
    for entry in entries:
        if entry.card.series:
            runs.setdefault((entry.card.series, entry.card.lang), []).append(entry.card)
    return {key: tuple(card.id for card in sorted(run, key=_run)) for key, run in sorted(runs.items())}


def _beside(runs: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, str]]:
    return {
        id: (before, after)
        for run in runs
        for before, id, after in zip(("", *run), run, (*run[1:], ""), strict=False)
    }


def _weeks(entries: Iterable[Entry]) -> dict[Week, tuple[str, ...]]:
    found: dict[Week, list[str]] = {}
    for entry in entries:
        for week in entry.card.span.weeks if entry.card.span else ():
            found.setdefault(week, []).append(entry.card.id)
    return {week: tuple(found[week]) for week in sorted(found)}


def _terms(entries: Iterable[Entry]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        for term in terms_of(entry.card):
            found.setdefault((term.kind, term.slug), []).append(entry.card.id)
    return {key: tuple(found[key]) for key in sorted(found)}


def _cited_by(entries: Iterable[Entry]) -> dict[str, tuple[Citation, ...]]:
    found: dict[str, dict[str, str]] = {}
    for entry in entries:
        here = entry.card.parent or entry.card.id
        for link, target in zip(entry.links, entry.targets, strict=True):
            if target.entry and target.entry not in (here, entry.card.id) and entry.card.published:
                found.setdefault(target.entry, {}).setdefault(entry.card.id, link.sentence or link.text)
    return {
        id: tuple(Citation(source, sentence) for source, sentence in sources.items())
        for id, sources in sorted(found.items())
    }


def _stories(
    entries: Sequence[Entry], cited_by: Mapping[str, tuple[Citation, ...]]
) -> dict[str, tuple[Chosen, ...]]:
    """How each case study unfolded: the weeknotes its writer chose, else those that gather round it."""
    notes = {entry.card.id: entry for entry in entries if entry.card.kind is Kind.WEEKNOTE}
    found = {}
    for study in (entry for entry in entries if entry.card.kind is Kind.CASE_STUDY):
        steps = study.story or _gathered(study, notes, cited_by)
        known = [step for step in steps if step.entry in notes]
        if known:
            found[study.card.id] = tuple(sorted(known, key=lambda step: _run(notes[step.entry].card)))
    return found


def _gathered(
    study: Entry, notes: Mapping[str, Entry], cited_by: Mapping[str, tuple[Citation, ...]]
) -> tuple[Chosen, ...]:
    """The weeknotes of the same project, and those that link to the study or that it links to."""
    cited = {target.entry for target in study.targets}
    citing = {each.entry for each in cited_by.get(study.card.id, ())}
    projects = set(study.card.projects)
    gathered = [
        id
        for id, note in notes.items()
        if note.card.lang == study.card.lang and (id in cited | citing or projects & set(note.card.projects))
    ]
    return tuple(Chosen(id, "") for id in gathered[:LONGEST_STORY])


def _turned(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for whole, part in pairs:
        found.setdefault(part, []).append(whole)
    return {part: tuple(dict.fromkeys(found[part])) for part in sorted(found)}


def _parts(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """The parts of each case study by its id, in the order of their file names."""
    parts: dict[str, list[Card]] = {}
    for entry in entries:
        if entry.card.parent:
            parts.setdefault(entry.card.parent, []).append(entry.card)
    return {id: tuple(card.id for card in sorted(cards, key=lambda each: each.path)) for id, cards in parts.items()}


def _translations(entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """The same entry in other languages: said by `translation_of`, or by a `ref` that they share."""
    groups: dict[str, set[str]] = {}
    for entry in entries:
        key = f"ref {entry.fields.ref}" if entry.fields.ref else entry.translation_of
        if key:
            groups.setdefault(key, set()).add(entry.card.id)
            groups[key] |= {entry.translation_of} - {""}
    languages = {entry.card.id: entry.card.lang for entry in entries}
    found = {}
    for group in groups.values():
        for id in sorted(group & languages.keys()):
            others = [each for each in sorted(group & languages.keys()) if languages[each] != languages[id]]
            if others:
                found[id] = tuple(others)
    return found
