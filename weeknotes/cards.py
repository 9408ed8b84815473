"""Readings with their identities, terms and targets -> finished `Entry` values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from weeknotes import urls
from weeknotes.config import Config
from weeknotes.identity import Identity
from weeknotes.labels import Naming, Style, label
from weeknotes.model import Card, Chosen, Entry, Kind, Reading, State, Target, Term, minutes
from weeknotes.shots import Shot
from weeknotes.terms import Terms
from weeknotes.text import spelt_out
from weeknotes.values import Record, replace
from weeknotes.weeks import Span
from weeknotes.words import Tongues, Words

DATED_LABEL = re.compile(r"[a-z] \d{4}$")


class Found(Record):
    """What has been settled of one reading: who it is, where its links and its chosen entries lead."""

    identity: Identity
    state: State
    targets: tuple[Target, ...] = ()
    image: Target | None = None
    story: tuple[Chosen, ...] = ()
    linked: tuple[Chosen, ...] = ()
    translation_of: str = ""
    parent: str = ""


def make(
    readings: Sequence[Reading], found: Mapping[str, Found], terms: Terms, config: Config, tongues: Tongues
) -> tuple[Entry, ...]:
    """The entries of `readings`, in order of time, newest first; equal days are told apart by id.

    Each has its label and its days in its own language, where `tongues` has that.
    A part shares the fate of its case study, and without one that is shown it is no entry at all.
    """
    labels = _labels(readings, found, config, tongues)
    settled = {each.path: _with_fate(each, found) for each in readings}
    whole = [each for each in readings if each.kind is not Kind.PART or settled[each.path].parent]
    weekly = {each.path: _weekly(each, labels.get(each.path, ""), tongues.of(each.lang)) for each in whole}
    entries = [_entry(each, settled[each.path], weekly[each.path], terms, config) for each in whole]
    return tuple(sorted(entries, key=lambda entry: _rank(entry.card), reverse=True))


def _with_fate(reading: Reading, found: Mapping[str, Found]) -> Found:
    """What was settled of a text; where the study of a part is a draft or withdrawn, so is the part."""
    own, study = found[reading.path], found.get(reading.parent)
    return replace(own, state=study.state) if study and study.state is not State.PUBLISHED else own


def _rank(card: Card) -> tuple[float, str]:
    return (card.published.at.timestamp() if card.published else 0.0, card.id)


def style_of(series: str, span: Span, config: Config, has_episode: bool = False) -> Style:
    """How `series` labels that week: a series may change its style midway."""
    known = config.series.get(series)
    if not known:
        return Style("episode" if has_episode else "iso")
    in_force = [style for start, style in known.styles if not start or start <= str(span.last)]
    return in_force[-1] if in_force else Style()


def _labels(
    readings: Sequence[Reading], found: Mapping[str, Found], config: Config, tongues: Tongues
) -> dict[str, str]:
    """The label of every weeknote by path; a series is counted from its first note.

    A translation is the same note over again, so each language counts for itself.
    """
    runs: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        series = found[reading.path].identity.series
        if reading.span and series:
            runs.setdefault((series, reading.lang), []).append(reading)
    return {
        reading.path: _label(reading, series, position, config, tongues.of(lang))
        for (series, lang), run in runs.items()
        for position, reading in enumerate(sorted(run, key=_in_run), start=1)
    }


def _in_run(reading: Reading) -> tuple[str, float, str]:
    at = reading.published.at.timestamp() if reading.published else 0.0
    return (str(reading.span.last) if reading.span else "", at, reading.path)


def _label(reading: Reading, series: str, position: int, config: Config, words: Words) -> str:
    if not reading.span:
        return ""
    episode = reading.fields.episode
    style = style_of(series, reading.span, config, bool(episode))
    return label(style, reading.span, position, episode, Naming(words, config.site.week_ending))


class Weekly(Record):
    """The week of a note in words: its label, its days in full and in short, and what a title is made of; all
    empty for other kinds."""

    label: str
    words: Words
    when: str = ""
    days: str = ""


def _weekly(reading: Reading, labelled: str, words: Words) -> Weekly:
    if not reading.span:
        return Weekly(labelled, words)
    first, last = reading.span.first.monday, reading.span.last.sunday
    return Weekly(labelled, words, words.span(first, last), words.short_span(first, last))


def _entry(reading: Reading, found: Found, weekly: Weekly, terms: Terms, config: Config) -> Entry:
    return Entry(
        card=_card(reading, found, weekly, terms, config),
        body=reading.body,
        links=reading.links,
        targets=found.targets,
        fields=reading.fields,
        lead=found.image,
        story=found.story,
        linked=found.linked,
        translation_of=found.translation_of,
        withdrawn=found.state is State.WITHDRAWN,
        barriers=reading.barriers,
    )


def _card(reading: Reading, found: Found, weekly: Weekly, terms: Terms, config: Config) -> Card:
    given, identity = reading.fields, found.identity
    teams = terms.of("team", identity.teams)
    return Card(
        id=identity.id,
        # Who brings an old blog brings its subscribers: they know an entry by what its old feed called it.
        uri=reading.fields.feed_id or urls.tag_uri(config.site.id_authority, identity.id),
        kind=reading.kind,
        path=reading.path,
        address=identity.address,
        title=_title(reading, weekly, teams),
        summary=given.summary or reading.excerpt,
        lang=reading.lang,
        label=weekly.label,
        when=weekly.when,
        teams=teams,
        series=identity.series,
        parent=found.parent,
        image=_shot(reading, found.image),
        minutes=minutes(reading.body.words),
        # A preview shows both; the page says that it is not public yet.
        draft=found.state not in (State.PUBLISHED, State.WITHDRAWN),
        **_filed(reading, terms),
        **_told(reading),
    )


def _filed(reading: Reading, terms: Terms) -> dict[str, Any]:
    """The terms that an entry names; its team is not among them, since its file's name may tell that."""
    given = reading.fields
    return {
        "authors": terms.of("person", reading.authors),
        "contributors": terms.of("person", given.contributors),
        "themes": terms.of("theme", reading.themes),
        "tags": terms.of("tag", given.tags),
        "projects": terms.of("project", given.projects),
    }


def _told(reading: Reading) -> dict[str, Any]:
    """What a card takes over from the front matter and the path as it is."""
    given = reading.fields
    return {
        "span": reading.span,
        "published": reading.published,
        "updated": given.updated,
        "event_date": given.event_date,
        "takeaways": given.takeaways,
        "lessons": given.lessons,
    }


def _title(reading: Reading, weekly: Weekly, teams: Sequence[Term]) -> str:
    """The title given, else team and week in words, else the name of the file in words."""
    if reading.title:
        return reading.title
    if not reading.span:
        return spelt_out(reading.slug) or "Untitled"
    # A label that is a date ("Week ending 12 July 2019") tells the days already.
    dated = DATED_LABEL.search(weekly.label)
    week = weekly.label if dated else ", ".join(filter(None, [weekly.label, weekly.days]))
    return weekly.words.say("labels.title", team=teams[0].name, week=_within(week)) if teams else week


def _within(words: str) -> str:
    """Words as they go on after a colon: “week 28”, but “S02E05”."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _shot(reading: Reading, image: Target | None) -> Shot | None:
    picture = reading.fields.image
    # Pages fetch nothing from elsewhere, and a broken path has been told as a problem.
    if not picture or not image or image.outside:
        return None
    told = (picture.alt, picture.caption, picture.credit)
    return Shot(image.address, image.width, image.height, *told, image.renditions)
