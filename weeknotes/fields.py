"""Front matter as typed -> `Fields`: every field with its type, every fault with what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from weeknotes.errors import MeaningError, Problem, Severity
from weeknotes.facts import Fields, Picture
from weeknotes.languages import language_code
from weeknotes.model import Kind
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
    read_override,
    read_picture,
    read_quote,
    read_reason,
    read_text,
)
from weeknotes.text import names_in, nearest, plain_spaces
from weeknotes.time_fields import CLAIMS, Given, claims, day, episode, moment, with_name
from weeknotes.values import replace

# A field's own name counts before its other names, "description" before "subtitle".
PRECEDENCE = {name: rank for rank, name in enumerate(SYNONYMS, 1)}
YES, NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
# Where two states are given, a reader is protected by the one that shows less.
SHOWS_LESS = ("withdrawn", "draft", "published")
STATES = {
    "draft": "draft",
    "in review": "draft",
    "published": "published",
    "approved": "published",
    "withdrawn": "withdrawn",
}


def read_fields(matter: Matter, kind: Kind, zone: ZoneInfo, path: str) -> tuple[Fields, tuple[Problem, ...]]:
    """All fields of a header, and every fault in them. What has no meaning is as if not given.

    Days and times without a zone are in `zone`. Fields that nobody knows are in `extra`, those of a
    similar name to a known one with a hint.
    """
    values = [Value(name, raw, matter, path, zone) for name, raw in matter.fields.items()]
    given: dict[str, list[Value]] = {}
    for value in sorted(values, key=lambda each: PRECEDENCE.get(each.name, 0)):
        if not value.is_empty:
            given.setdefault(_meant(value, kind), []).append(value)
    faults = [hint for value in values if (hint := _misspelt(value, kind))]
    state, reason = _state(given, faults)
    fields = Fields(
        **_read_each(given, faults),
        image=_image(given, faults),
        claims=tuple(claims(given, faults)),
        state=state,
        withdrawn_reason=reason,
        extra={value.name: value.raw for value in values if _meant(value, kind) not in PLACED},
        lines={**{name: each[0].line for name, each in given.items()}, **matter.lines},
    )
    return fields, tuple(sorted(faults, key=lambda each: each.rank))


def _read_each(given: Given, faults: list[Problem]) -> dict[str, Any]:
    """What `READERS` make of the fields that are given; of those under two names, all or the first."""
    read: dict[str, Any] = {}
    for name, reader in READERS.items():
        found = [read_or_tell(value, reader, faults) for value in given.get(name, ())]
        known = [each for each in found if each is not None]
        if known and isinstance(known[0], tuple):
            read[name] = tuple(dict.fromkeys(item for each in known for item in each))
        elif known:
            read[name] = known[0]
    return read


def _meant(value: Value, kind: Kind) -> str:
    if value.name == "name" and kind in (Kind.PERSON, Kind.TEAM, Kind.THEME):
        return "title"
    if value.name == "published" and str(value.raw).casefold() not in YES + NO:
        return "date"
    return value.meant


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
    is_named = any(isinstance(each.raw, dict) for each in value.each())
    # Who makes a list of several, or says “name:”, has told the names apart.
    return tuple(filter(None, map(plain_spaces, texts if is_named or len(texts) > 1 else names_in("".join(texts)))))


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


def _image(given: Given, faults: list[Problem]) -> Picture | None:
    found = (read_or_tell(value, read_picture, faults) for value in given.get("image", ()))
    picture = next((each for each in found if each), None)
    for part in ("alt", "caption", "credit"):
        for value in given.get(f"image_{part}", ()):
            text = read_or_tell(value, read_text, faults)
            if picture and text and not getattr(picture, part):
                picture = replace(picture, **{part: text})
    return picture


def _state(given: Given, faults: list[Problem]) -> tuple[str, str]:
    """The state and, where it is withdrawn, the reason. Of two that differ, the one that shows less."""
    read = [(name, given[name][0], reader) for name, reader in STATE_READERS.items() if name in given]
    told = [(state, value) for _, value, reader in read if (state := read_or_tell(value, reader, faults))]
    if not told:
        return "", ""
    state, value = min(told, key=lambda each: SHOWS_LESS.index(each[0]))
    other = next(((each, by) for each, by in told if each != state), None)
    if other:
        message = f"This file is said to be both {other[0]} and {state}."
        faults.append(other[1].problem(message, f"state: {state}"))
    reason = _reason_given(given) if state == "withdrawn" else ""
    if state == "withdrawn" and not reason:
        message = "Say why this was withdrawn: readers who follow a link will see it."
        faults.append(value.problem(message, "withdrawn: Out of date since May 2026"))
    return state, reason


def _reason_given(given: Given) -> str:
    texts = (str(value.raw) for name in ("reason", "withdrawn") for value in given.get(name, ()))
    return next((plain_spaces(text) for text in texts if text.casefold() not in YES + NO), "")


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
READERS: Mapping[str, Reader[Any]] = {
    **dict.fromkeys(("title", "summary", "series", "id", "slug", "translation_of", "ref"), read_text),
    **dict.fromkeys(("role", "organisation", "embargo_by", "embargo_reason", "feed_id"), read_text),
    **dict.fromkeys(("tags", "teams", "themes", "projects"), _names),
    **dict.fromkeys(("authors", "contributors", "reviewed_by"), _people),
    **dict.fromkeys(("takeaways", "lessons"), _points),
    **dict.fromkeys(("date", "updated", "embargo_until"), moment),
    **dict.fromkeys(("event_date", "review_by", "withdrawn_on"), day),
    **dict.fromkeys(("story", "linked_posts"), read_every(read_reason)),
    "numbers": read_every(read_figure),
    "quotes": read_every(read_quote),
    "allow": read_every(read_allow),
    "quiet_override": read_override,
    "at_a_glance": read_facts,
    "episode": episode,
    "lang": lambda value, faults: with_name(value, language_code),
    "aliases": _addresses,
}
# Read by functions of their own, since several fields make one value.
PICTURES = ("image", "image_alt", "image_caption", "image_credit")
PLACED = frozenset((*READERS, *STATE_READERS, *CLAIMS, *PICTURES, "reason"))
