"""Front matter as typed -> `Fields`: every field with its type, every fault with what to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from weeknotes.dates import read_day, read_moment
from weeknotes.errors import MeaningError, Problem, Severity
from weeknotes.labels import read_episode
from weeknotes.model import Claim, Fields, Kind, Moment, Picture
from weeknotes.structures import (
    KNOWN,
    SYNONYMS,
    Matter,
    Reader,
    Value,
    read_allow,
    read_every,
    read_facts,
    read_figure,
    read_or_tell,
    read_picture,
    read_quote,
    read_reason,
    read_text,
)
from weeknotes.text import nearest, plain_spaces
from weeknotes.weeks import Span, Week

T = TypeVar("T")

CLAIMS = ("week", "week_commencing", "week_ending", "covers", "date")
YES, NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
STATES = {
    "draft": "draft",
    "in review": "draft",
    "published": "published",
    "approved": "published",
    "withdrawn": "withdrawn",
}
# "a" and "ac" are the Welsh "and".
BETWEEN_PEOPLE = re.compile(r"\s*[,;&\n]\s*(?:and\s+)?|\s+(?:and|a|ac)\s+")
WEEK_NUMBER = re.compile(r"(?:week|wk|w)?\s*(\d{1,3})", re.IGNORECASE)
BETWEEN_DAYS = re.compile(r"\s+(?:to|until|-)\s+|\s*[–—]\s*")


def read_fields(matter: Matter, kind: Kind, zone: ZoneInfo, path: str) -> tuple[Fields, tuple[Problem, ...]]:
    """All fields of a header, and every fault in them. What has no meaning is as if not given.

    Days and times without a zone are in `zone`. Fields that nobody knows are in `extra`, those of a
    similar name to a known one with a hint.
    """
    values = [Value(name, raw, matter, path, zone) for name, raw in matter.fields.items()]
    given: dict[str, list[Value]] = {}
    for value in sorted(values, key=_precedence):
        if not value.is_empty:
            given.setdefault(_meant(value, kind), []).append(value)
    faults: list[Problem] = []
    read: dict[str, Any] = {}
    for name, reader in READERS.items():
        found = [
            each for value in given.get(name, ()) if (each := read_or_tell(value, reader, faults)) is not None
        ]
        if found:
            read[name] = _merged(found)
    state, reason = _state(given, faults)
    fields = Fields(
        **read,
        image=_image(given, faults),
        claims=tuple(_claims(given, faults)),
        state=state,
        withdrawn_reason=reason,
        extra={value.name: value.raw for value in values if _meant(value, kind) not in PLACED},
        lines={**{name: each[0].line for name, each in given.items()}, **matter.lines},
    )
    faults += [hint for value in values if (hint := _misspelt(value, kind))]
    return fields, tuple(sorted(faults, key=lambda each: each.rank))


def _precedence(value: Value) -> tuple[bool, int]:
    """A field's own name counts before its other names."""
    return value.name in SYNONYMS, list(SYNONYMS).index(value.name) if value.name in SYNONYMS else 0


def _meant(value: Value, kind: Kind) -> str:
    if value.name == "name" and kind in (Kind.PERSON, Kind.TEAM, Kind.THEME):
        return "title"
    if value.name == "published" and str(value.raw).casefold() not in YES + NO:
        return "date"
    return value.meant


def _merged(found: Sequence[Any]) -> Any:
    """Of a field given under two names: both where it is a list, else the first."""
    return (
        tuple(dict.fromkeys(item for each in found for item in each))
        if isinstance(found[0], tuple)
        else found[0]
    )


def _misspelt(value: Value, kind: Kind) -> Problem | None:
    known = value.name in KNOWN or _meant(value, kind) in PLACED
    near = None if known else nearest(value.name, sorted(KNOWN))
    if near is None:
        return None
    message = f"There is no field “{value.name}”. Did you mean “{near}”?"
    hint = value.problem(message, "", Severity.HINT)
    return replace(hint, code="field.unknown", suggestion=hint.found.replace(value.name, near, 1))


def _names(value: Value, faults: list[Problem]) -> tuple[str, ...]:
    """Names in a list, or in one text with commas between them. "And" and "&" may be part of a name."""
    texts = [read_or_tell(each, read_text, faults) or "" for each in value.each()]
    if isinstance(value.raw, str):
        texts = re.split(r"[,;\n]", value.raw)
    return tuple(name for text in texts if (name := plain_spaces(text).strip("“”\"'").removeprefix("#")))


def _people(value: Value, faults: list[Problem]) -> tuple[str, ...]:
    texts = [read_or_tell(each, _person, faults) or "" for each in value.each()]
    return tuple(
        name for text in texts for part in BETWEEN_PEOPLE.split(text) if (name := plain_spaces(part))
    )


def _person(value: Value, faults: list[Problem]) -> str:
    if isinstance(value.raw, dict):
        name = next((each for each in value.parts() if each.name.casefold().endswith(".name")), None)
        if name is None:
            raise MeaningError("This person has no “name”.", f"{value.field}: Ada Byron")
        return read_text(name)
    return str(value.raw) if isinstance(value.raw, str) else read_text(value)


def _points(value: Value, faults: list[Problem]) -> tuple[str, ...]:
    """Points in a list, or one to a line; bullets and numbers before them are dropped."""
    if isinstance(value.raw, str):
        lines = (re.sub(r"^\s*(?:[-*•·]|\d+[.)])\s+", "", line) for line in value.raw.split("\n"))
        return tuple(plain_spaces(line) for line in lines if line.strip())
    return tuple(text for each in value.each() if (text := read_or_tell(each, read_text, faults)))


def _addresses(value: Value, faults: list[Problem]) -> tuple[str, ...]:
    """Old addresses; patterns of other generators (``/:year/:title/``, ``pretty``) are none."""
    found = [part for name in _names(value, faults) for part in name.split()]
    return tuple(each for each in found if "/" in each and not re.search(r"/:[a-z]", each))


def _moment(value: Value, faults: list[Problem]) -> Moment:
    return Moment(*_with_name(value, lambda text: read_moment(text, value.zone)))


def _day(value: Value, faults: list[Problem] | None = None) -> date:
    return _with_name(value, read_day)


def _episode(value: Value, faults: list[Problem]) -> str:
    _with_name(value, read_episode)
    return read_text(value)


def _with_name(value: Value, read: Callable[[str], T]) -> T:
    """What `read` makes of the text; a suggestion of a value becomes one of a whole line."""
    try:
        return read(read_text(value))
    except MeaningError as error:
        if error.suggestion.startswith(f"{value.field}:"):
            raise
        raise MeaningError(
            str(error), f"{value.field}: {error.suggestion or SAMPLES.get(value.meant, '2026-07-24')}"
        ) from error


SAMPLES = {"week": "2026-W28", "covers": "2026-W28 to 2026-W29", "episode": "s01e05"}


def _claims(given: Mapping[str, list[Value]], faults: list[Problem]) -> Iterator[Claim]:
    for name in CLAIMS:
        for value in given.get(name, ())[:1]:
            # What is wrong with the date itself has been told already.
            claim = read_or_tell(value, _claim, [] if name == "date" else faults)
            if claim:
                yield replace(claim, kind=name)


def _claim(value: Value, faults: list[Problem]) -> Claim:
    if isinstance(value.raw, list) and len(value.raw) > 1:
        value = replace(value, raw=f"{value.raw[0]} to {value.raw[-1]}")
    found = read_text(value)
    number = WEEK_NUMBER.fullmatch(found)
    if number and value.meant == "week":
        if not 1 <= int(number[1]) <= 53:
            raise MeaningError(
                f"There is no week {int(number[1])}: weeks are numbered from 1 to 53.", "week: 2026-W28"
            )
        return Claim(value.meant, found, number=int(number[1]), line=value.line)
    claim = Claim(value.meant, found, line=value.line)
    if value.meant in ("week", "covers") and not _like_days(found):
        return replace(claim, span=_with_name(value, Span.parse))
    if value.meant in ("week_commencing", "week_ending") and re.search(r"\d[-/ ]?w\d", found, re.IGNORECASE):
        return replace(claim, span=_with_name(value, Span.parse))
    first, *rest = (
        replace(value, raw=part)
        for part in (BETWEEN_DAYS.split(found, 1) if value.meant == "covers" else [found])
    )
    days = [_day(each) for each in (first, *rest)]
    span = _with_name(value, lambda text: Span.checked(Week.of(days[0]), Week.of(days[-1])))
    return replace(claim, span=span, day=days[0] if not rest else None)


def _like_days(text: str) -> bool:
    plain = re.sub(r"week|until|to|of", "", text, flags=re.IGNORECASE)
    return bool(re.search(r"\d\s*[-/.]\s*\d+\s*[-/.]\s*\d|[a-z]{3}|\d{8}", plain, re.IGNORECASE))


def _image(given: Mapping[str, list[Value]], faults: list[Problem]) -> Picture | None:
    found = [
        picture for value in given.get("image", ()) if (picture := read_or_tell(value, read_picture, faults))
    ]
    beside = {
        part: read_or_tell(value, read_text, faults) or ""
        for part in ("alt", "caption", "credit")
        for value in given.get(f"image_{part}", ())[:1]
    }
    return (
        replace(found[0], **{part: text for part, text in beside.items() if not getattr(found[0], part)})
        if found
        else None
    )


def _state(given: Mapping[str, list[Value]], faults: list[Problem]) -> tuple[str, str]:
    """The state and, where it is withdrawn, the reason for it. Two states that differ are a fault."""
    told = {
        name: read_or_tell(values[0], reader, faults) or ""
        for name, reader in STATE_READERS.items()
        if (values := given.get(name))
    }
    states = sorted({state for state in told.values() if state})
    if len(states) > 1:
        name = next(name for name, state in told.items() if state)
        message = f"This file is said to be both {states[0]} and {states[1]}."
        faults.append(given[name][0].problem(message, f"state: {states[0]}"))
    state = states[0] if states else ""
    reasons = [
        text
        for name in ("reason", "withdrawn")
        for value in given.get(name, ())
        if (text := read_or_tell(value, read_text, faults))
    ]
    reason = next((text for text in reasons if text.casefold() not in YES + NO), "")
    if state == "withdrawn" and not reason:
        value = next(given[name][0] for name, each in told.items() if each == state)
        faults.append(
            value.problem(
                "Say why this was withdrawn: readers who follow a link will see it.",
                "withdrawn: Out of date since May 2026",
            )
        )
    return state, reason if state == "withdrawn" else ""


def _stated(value: Value, faults: list[Problem]) -> str:
    typed = read_text(value).casefold()
    if typed not in STATES:
        near = nearest(typed, STATES)
        asked = f"Did you mean “{near}”?" if near else "It can be draft, published or withdrawn."
        raise MeaningError(f"“{typed}” is not a state. {asked}", f"state: {near or 'draft'}")
    return STATES[typed]


def _truth(value: Value) -> bool:
    typed = read_text(value).casefold()
    if typed not in YES + NO:
        raise MeaningError(f"The field “{value.field}” should be true or false.", f"{value.field}: true")
    return typed in YES


STATE_READERS: Mapping[str, Reader[str]] = {
    "withdrawn": lambda value, faults: "" if read_text(value).casefold() in NO else "withdrawn",
    "state": _stated,
    "draft": lambda value, faults: "draft" if _truth(value) else "",
    "published": lambda value, faults: "" if _truth(value) else "draft",
}
READERS: Mapping[str, Reader[object]] = {
    **dict.fromkeys(("title", "summary", "lang", "series", "id", "slug", "translation_of", "ref"), read_text),
    **dict.fromkeys(("role", "organisation"), read_text),
    **dict.fromkeys(("tags", "teams", "themes", "projects"), _names),
    **dict.fromkeys(("authors", "contributors", "reviewed_by"), _people),
    **dict.fromkeys(("takeaways", "lessons"), _points),
    **dict.fromkeys(("date", "updated", "embargo_until"), _moment),
    **dict.fromkeys(("event_date", "review_by"), _day),
    **dict.fromkeys(("story", "linked_posts"), read_every(read_reason)),
    "numbers": read_every(read_figure),
    "quotes": read_every(read_quote),
    "allow": read_every(read_allow),
    "at_a_glance": read_facts,
    "episode": _episode,
    "aliases": _addresses,
}
PICTURES = ("image", "image_alt", "image_caption", "image_credit")
PLACED = frozenset((*READERS, *STATE_READERS, *CLAIMS, *PICTURES, "reason"))
