"""A glimpse: the page of a text that has just been saved, made at once, before the whole site is built anew.

The functions that build the site make it, out of the text as it is now and of all else as it was built last. Where a
text has become another entry, or has a fault, there is nothing to see before the build. That makes this page too,
and everything else that the text changes: lists, feeds, what is related. Its word is the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from weeknotes import cards, entries, identity, images, render, resolution, sources, terms
from weeknotes.errors import MeaningError, Problem, Severity, SiteError
from weeknotes.layout import Laid
from weeknotes.model import Body, Card, Entry, Reading, State
from weeknotes.plan import counterparts, entry_pages
from weeknotes.shots import Survey
from weeknotes.values import Record, replace

# What decides whether an entry is public, and which one it is.
FATEFUL = ("state", "embargo_until", "withdrawn_reason", "reviewed_by", "quiet_override", "id", "ref", "translation_of")


class Lens(Record):
    """The site as it was laid out last, ready to show one of its texts: entries and states by path."""

    site: Path
    laid: Laid
    press: render.Press
    entries: Mapping[str, Entry]
    fates: Mapping[str, State]


def grind(site: Path, laid: Laid, before: Lens | None = None) -> Lens:
    """A lens for the site as it is laid out now; its templates are those of the one `before`, if they are the same."""
    known = before and (before.laid.config.site, before.laid.plan.chrome, before.laid.theme)
    same = before if known == (laid.config.site, laid.plan.chrome, laid.theme) else None
    press = same.press if same else render.press(laid.config.site, laid.plan.chrome, laid.theme)
    by_path = {entry.card.path: entry for entry in laid.library.entries.values()}
    return Lens(site, laid, press, by_path, {file.path: file.state for file in laid.account.files})


def glimpse(lens: Lens, path: str) -> tuple[str, bytes] | None:
    """The file and the bytes of the page of the text at `path`; None where only a build can tell."""
    before = lens.entries.get(path)
    if not before or before.card.kind not in entry_pages.TEMPLATES:
        return None
    try:
        reading = _read(lens, path)
        entry = _entry(lens, reading, before)
        return _printed(lens, entry, reading.body) if entry else None
    except (SiteError, MeaningError, LookupError):
        return None


def _read(lens: Lens, path: str) -> Reading:
    config = entries.asked_of(lens.laid.config)
    return entries.read(sources.read(lens.site, path), lens.laid.places[path], config)


def _entry(lens: Lens, reading: Reading, before: Entry) -> Entry | None:
    """The entry that a text is now; None where it is no longer the one that it was `before`, or not fit to be shown."""
    laid, chart, was = lens.laid, lens.laid.chart, before.card
    known = terms.gather([reading], laid.config)[0].known
    named = terms.Terms({**known, **laid.library.terms.known})
    settled, twins = identity.settle([reading], named, laid.config)
    is_other = (reading.published, reading.span, reading.lang) != (was.published, was.span, was.lang) or any(
        getattr(reading.fields, name) != getattr(before.fields, name) for name in FATEFUL
    )
    if reading.untouched or is_other or settled[reading.path] != chart.places[reading.path]:
        return None
    anchors = {**chart.anchors, reading.path: frozenset(heading.id for heading in reading.body.headings)}
    found, broken = resolution.resolve([reading], lens.fates, replace(chart, anchors=anchors))
    if _stops((*reading.problems, *twins, *broken)):
        return None
    found = resolution.sized(found, _measured(lens, resolution.pictures(found)))
    made = cards.make([reading], found, named, laid.config, laid.library.tongues)
    return _labelled(made[0], reading, was) if made else None


def _labelled(entry: Entry, reading: Reading, was: Card) -> Entry:
    """The entry with its place in its series, which is counted from the first note of all."""
    title = entry.card.title if reading.title else was.title
    return replace(entry, card=replace(entry.card, title=title, label=was.label, when=was.when))


def _stops(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _measured(lens: Lens, paths: tuple[str, ...]) -> dict[str, Survey]:
    """How large the pictures of a text are. Raises MeaningError for one that is broken."""
    looked = {path: images.survey(sources.read(lens.site, path), path) for path in paths}
    return {path: found for path, found in looked.items() if found}


def _printed(lens: Lens, entry: Entry, body: Body) -> tuple[str, bytes]:
    library = lens.laid.library
    now = replace(library, entries={**library.entries, entry.card.id: entry})
    page = entry_pages.page(entry, counterparts.shelves(now))
    others = {id: library.entries[id].card.path for id in page.bodies if id != entry.card.id}
    bodies = {id: _read(lens, path).body for id, path in others.items()}
    return render.make(lens.press, render.Order(page, {**bodies, entry.card.id: body}))
