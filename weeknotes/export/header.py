"""The front matter of an exported text: plain YAML that any generator reads, with everything that the site knew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from weeknotes.facts import Fields, Moment
from weeknotes.model import Card, Entry, Kind, State, Term
from weeknotes.text import names_in
from weeknotes.values import Record, fields

# A text that YAML 1.1 and 1.2 both read as this text, without quotation marks.
PLAIN = re.compile(r"[^\W\d_](?:[\w ./’–-]|,(?= )|\((?=\w))*[\w)]")
BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
# Words that YAML 1.1 reads as truth or nothing.
WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null"))
PEOPLE = ("authors", "contributors")
INTRODUCING = (Kind.TEAM, Kind.THEME, Kind.PERSON)
# Fields that are written as the site settled them, or in a form of their own.
SETTLED = frozenset(
    (
        *("title", "summary", "lang", "role", "organisation", "image", "slug", "id", "aliases", "date", "updated"),
        *("claims", "series", "episode", "event_date", "review_by", "embargo_until", "state", "withdrawn_reason"),
        *("authors", "contributors", "teams", "themes", "projects", "tags", "at_a_glance", "extra", "lines"),
    )
)
# The lines of records that were typed and mean nothing outside of their file.
UNTOLD = ("line",)


def front_matter(entry: Entry, state: State, future: bool, by_path: str = "") -> str:
    """The lines between the fences, each with its end.

    `by_path` is the slug that the name of the file gives. Notes of a team share one, which its weeks tell apart;
    elsewhere, where a slug is the whole of an address, they would all be put at the same.

    `future` tells that the date is one to come: one that was only inferred is left out then, since it would
    hide in other places what is public here.
    """
    told = [
        *_named(entry, by_path),
        *_dated(entry, future),
        *_filed(entry.card),
        *_content(entry.fields),
        *_state(state),
    ]
    return "".join(_lines(name, value) for name, value in told if value not in ("", (), None, {}))


def _named(entry: Entry, by_path: str) -> Iterator[tuple[str, Any]]:
    card, given = entry.card, entry.fields
    yield "title", card.title
    yield "summary", given.summary
    yield "lang", card.lang
    if card.kind in INTRODUCING:
        yield from (("role", given.role), ("organisation", given.organisation), ("image", given.image))
        return
    slug = card.address.rstrip("/").rpartition("/")[2]
    yield "slug", "" if card.kind is Kind.WEEKNOTE and slug == by_path else slug
    # A part is named below its case study, whatever it says.
    yield "id", "" if card.parent else _bare_id(card)
    # The address that it has now, too: where it goes from here, this can lead on.
    yield "aliases", tuple(dict.fromkeys((*given.aliases, f"/{card.address}")))
    yield "image", given.image


def _bare_id(card: Card) -> str:
    """The id without the language, which is put before that of every translation."""
    prefix = card.address.partition("/")[0] + "/"
    is_translation = card.id.startswith(prefix) and card.lang == prefix.rstrip("/")
    return card.id.removeprefix(prefix) if is_translation else card.id


def _dated(entry: Entry, future: bool) -> Iterator[tuple[str, Any]]:
    card, given = entry.card, entry.fields
    yield "date", given.date or (None if future else card.published)
    yield "updated", given.updated
    if card.span:
        is_one = card.span.first == card.span.last
        yield ("week" if is_one else "covers"), str(card.span)
    yield "series", card.series
    yield "episode", given.episode
    yield from ((name, getattr(given, name)) for name in ("event_date", "review_by", "embargo_until"))


def _filed(card: Card) -> Iterator[tuple[str, Any]]:
    for name in ("authors", "contributors", "teams", "themes", "projects", "tags"):
        terms: tuple[Term, ...] = getattr(card, name)
        names = tuple(term.name for term in terms)
        yield name, _told_whole(names) if name in PEOPLE else names


def _told_whole(names: tuple[str, ...]) -> tuple[Any, ...]:
    """Names of people; one alone that might be taken for several, since it has an “and” in it, says that it is one."""
    return ({"name": names[0]},) if len(names) == 1 and len(names_in(names[0])) > 1 else names


def _content(given: Fields) -> Iterator[tuple[str, Any]]:
    """All other fields as they were given, those too that nobody here knows."""
    yield from ((name, getattr(given, name)) for name in fields(Fields) if name not in SETTLED)
    yield "at_a_glance", {fact.label: fact.value for fact in given.at_a_glance}
    yield from given.extra.items()


def _state(state: State) -> Iterator[tuple[str, Any]]:
    """A mark that all generators know for what is not public. A date to come says so by itself."""
    if state not in (State.PUBLISHED, State.SCHEDULED):
        yield "draft", True


def _lines(name: str, value: Any) -> str:
    key = name if re.fullmatch(r"[A-Za-z_][\w-]*", name, re.ASCII) else _quoted(name)
    plain = as_plain(value)
    if isinstance(plain, dict):
        return f"{key}:\n" + "".join(f"  {line}\n" for each in plain.items() for line in _lines(*each).splitlines())
    if isinstance(plain, list):
        return f"{key}:\n" + "".join(f"  - {_within(each)}\n" for each in plain)
    return f"{key}: {_scalar(plain)}\n"


def as_plain(value: Any) -> Any:
    """Records, days and moments as what JSON and YAML have; names and parts that are empty are left out."""
    if isinstance(value, Moment):
        return value.at.isoformat() if value.timed else value.day.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Record):
        return _parts(value)
    if isinstance(value, Mapping):
        return {str(name): as_plain(part) for name, part in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [as_plain(each) for each in value]
    return value


def _parts(record: Record) -> dict[str, Any]:
    """The parts of a record that say something."""
    parts = ((name, getattr(record, name)) for name in fields(type(record)) if name not in UNTOLD)
    return {name: as_plain(part) for name, part in parts if part not in ("", ())}


def _within(value: Any) -> str:
    """A value inside a list; what is not plain text is written in JSON, which YAML includes."""
    return _quoted(value) if isinstance(value, (dict, list)) else _scalar(value)


def _quoted(value: Any) -> str:
    """JSON, which YAML reads too, without the characters that YAML takes for ends of lines (YAML 1.1 section 5.4)."""
    told = json.dumps(value, ensure_ascii=False)
    return BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", told)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    is_date = re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:]+([+-]\d\d:\d\d|Z)?)?", text)
    is_plain = PLAIN.fullmatch(text) and text.casefold() not in WORDS
    return text if is_date or is_plain else _quoted(text)
