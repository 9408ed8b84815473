"""How entries hang together: order, series, weeks, terms, backlinks, stories. Ids only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from weeknotes.model import Card, Chosen, Entry, Kind, Term
from weeknotes.values import Record
from weeknotes.weeks import Span, Week

TERM_FIELDS = ("teams", "themes", "tags", "projects")
# A story that gathered itself: more than this would be a list, not a story.
LONGEST_STORY = 12


class Citation(Record):
    """That an entry links to another, and in which sentence."""

    entry: str
    sentence: str


class Graph(Record):
    """The structure of the site; every mapping is keyed by id unless it says otherwise.

    `order` holds the ids of all entries, newest first. `series` (keyed by name and language) and
    `stories` run from the oldest; `beside` names the notes before and after in the series, empty at its
    ends. `weeks` and `terms` (keyed by kind and slug) run from the newest, `cited_by` too. `became` has
    the case studies whose story a note is part of, `parts` the parts of a case study in order.
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
    # Nothing leads to what was withdrawn but its own address; pages have no place in time.
    shown = [entry for entry in entries if not entry.withdrawn]
    dated = [entry for entry in shown if entry.card.kind.dated]
    cited_by, terms, parts = _cited_by(shown), _terms(dated), _parts(shown)
    stories = _stories(shown, cited_by, terms, parts)
    series = _series(dated)
    return Graph(
        order=tuple(entry.card.id for entry in dated),
        series=series,
        beside=_beside(series.values()),
        weeks=_weeks(dated),
        terms=terms,
        cited_by=cited_by,
        stories=stories,
        became=_turned([(study, step.entry) for study, steps in stories.items() for step in steps]),
        parts=parts,
        translations=_translations(shown),
    )


def terms_of(card: Card) -> Iterable[Term]:
    """Every term that a card stands under; contributors count as people."""
    # Who wrote and contributed to one entry is one person there.
    for name in TERM_FIELDS:
        yield from getattr(card, name)
    yield from dict.fromkeys((*card.authors, *card.contributors))


def weeks_of(span: Span) -> tuple[Week, ...]:
    """The weeks of a span; nearly all have one, which needs no arithmetic."""
    return (span.first,) if span.first == span.last else span.weeks


def _run(card: Card) -> tuple[date, float, str]:
    """The place of an entry in a run from the oldest: by what it is about, then by when it appeared.

    A note for week 28 written in week 30 still comes before that of week 29.
    """
    written = card.published.day if card.published else date.min
    at = card.published.at.timestamp() if card.published else 0.0
    return (card.week.monday if card.week else written, at, card.id)


def _series(entries: Iterable[Entry]) -> dict[tuple[str, str], tuple[str, ...]]:
    # A translation stands beside its series, not in it: readers of one language stay in it.
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
        for week in weeks_of(entry.card.span) if entry.card.span else ():
            found.setdefault(week, []).append(entry.card.id)
    return {week: tuple(found[week]) for week in sorted(found)}


def _terms(entries: Iterable[Entry]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        for term in terms_of(entry.card):
            found.setdefault((term.kind, term.slug), []).append(entry.card.id)
    return {key: tuple(found[key]) for key in sorted(found)}


def _cited_by(entries: Iterable[Entry]) -> dict[str, tuple[Citation, ...]]:
    """Who links to each entry, once each, with the first sentence in which it does.

    That the parts of a case study link to one another is navigation, not mention; so are the links of
    pages such as ``about/``, which have no date.
    """
    known = list(entries)
    whole = {entry.card.id: entry.card.parent or entry.card.id for entry in known}
    found: dict[str, dict[str, str]] = {}
    for entry in known:
        for link, target in zip(entry.links, entry.targets, strict=True):
            away = whole.get(target.entry, "") not in ("", whole[entry.card.id])
            if away and entry.card.published:
                found.setdefault(target.entry, {}).setdefault(entry.card.id, link.sentence or link.text)
    return {
        id: tuple(Citation(source, sentence) for source, sentence in sources.items())
        for id, sources in sorted(found.items())
    }


def _stories(
    shown: Iterable[Entry],
    cited_by: Mapping[str, tuple[Citation, ...]],
    terms: Mapping[tuple[str, str], tuple[str, ...]],
    parts: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[Chosen, ...]]:
    """How each case study unfolded: the entries its writer chose, else the notes that gather round it."""
    entries = {entry.card.id: entry for entry in shown}
    found = {}
    for study in (entry for entry in entries.values() if entry.card.kind is Kind.CASE_STUDY):
        # Whoever chose a story by hand meant that one: nothing is added to it.
        near = _near([study, *(entries[id] for id in parts.get(study.card.id, ()))], cited_by, terms)
        steps = study.story or _gathered(study, (entries[id] for id in near if id in entries))
        known = [step for step in steps if step.entry in entries]
        if known:
            found[study.card.id] = tuple(sorted(known, key=lambda step: _run(entries[step.entry].card)))
    return found


def _near(
    texts: Iterable[Entry],
    cited_by: Mapping[str, tuple[Citation, ...]],
    terms: Mapping[tuple[str, str], tuple[str, ...]],
) -> set[str]:
    """The ids of what a case study and its parts link to, what links to them, and what shares a project."""
    found: set[str] = set()
    for text in texts:
        found.update(target.entry for target in text.targets)
        found.update(each.entry for each in cited_by.get(text.card.id, ()))
        found.update(id for term in text.card.projects for id in terms.get(("project", term.slug), ()))
    return found


def _gathered(study: Entry, near: Iterable[Entry]) -> tuple[Chosen, ...]:
    """Of what is near a study the weeknotes in its language; where there are too many, the newest."""
    notes = [each.card for each in near if each.card.kind is Kind.WEEKNOTE and each.card.lang == study.card.lang]
    newest = sorted(notes, key=_run, reverse=True)[:LONGEST_STORY]
    return tuple(Chosen(card.id, "") for card in newest)


def _turned(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for whole, part in pairs:
        found.setdefault(part, []).append(whole)
    return {part: tuple(dict.fromkeys(found[part])) for part in sorted(found)}


def _parts(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """The parts of each case study by its id, in the order of their file names (2 comes before 10)."""
    parts: dict[str, list[Card]] = {}
    for entry in entries:
        if entry.card.parent:
            parts.setdefault(entry.card.parent, []).append(entry.card)
    return {id: tuple(card.id for card in sorted(cards, key=_numbered)) for id, cards in parts.items()}


def _numbered(card: Card) -> tuple[float, str]:
    number = re.match(r"\d+", PurePosixPath(card.path).name)
    return (int(number[0]) if number else float("inf"), card.path)


def _translations(entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """The same entry in other languages: said by `translation_of`, or by a `ref` that they share."""
    languages = {entry.card.id: entry.card.lang for entry in entries}
    found = {}
    for group in _groups(entries):
        known = sorted(group & languages.keys())
        for id in known:
            if others := tuple(each for each in known if languages[each] != languages[id]):
                found[id] = others
    return found


def _groups(entries: Iterable[Entry]) -> Iterable[set[str]]:
    """Texts that say the same, by id; a translation of a translation is in the group of both."""
    group_of: dict[str, set[str]] = {}
    for entry in entries:
        keys = {f"ref {entry.fields.ref}"} if entry.fields.ref else set()
        keys |= {entry.translation_of} if entry.translation_of else set()
        if keys:
            # Members and keys are in one mapping, so that groups that meet become one.
            group = {entry.card.id, *keys}
            group = group.union(*(group_of.get(each, ()) for each in group))
            group_of.update(dict.fromkeys(group, group))
    return group_of.values()
