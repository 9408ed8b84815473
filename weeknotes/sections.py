"""One section of ``config.toml`` compared with what it may hold: good values and all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from weeknotes import toml
from weeknotes.errors import MeaningError, Problem, Severity
from weeknotes.text import nearest
from weeknotes.values import Record, replace

Values = dict[str, Any]

TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,), "number": (int,), "list": (list,), "week": (str, date), "day": (str, date),
    "switch": (bool,), "sections": (object,), "names": (dict,),
}  # fmt: skip
WRONG_TYPE = {
    "text": "must be text in quotes",
    "number": "must be a number without quotes",
    "list": "must be a list in square brackets, each item in quotes",
    "week": "must be a week in quotes",
    "day": "must be a day in quotes",
    "switch": "must be true or false, without quotes",
    "names": "must be names in quotes, in a section of its own or in braces",
}
# What other generators call these settings.
SYNONYMS = {
    "base_url": "url", "baseurl": "url", "site_url": "url", "lang": "language", "locale": "language",
    "tz": "timezone", "name": "title", "site_name": "title", "repo": "repository", "repo_url": "repository",
    "email": "reply", "organization": "organisation", "org": "organisation", "style": "label",
    "color": "accent", "colour": "accent", "font": "type",
}  # fmt: skip


class Key(Record):
    """What a setting holds: the type `kind` in words, how it is read, and a sample in TOML."""

    kind: str
    read: Callable[[Any], Any]
    sample: str


class Source(Record):
    """A place in the file `path`, from which problems are told."""

    document: toml.Document
    path: str
    place: toml.Place = ()

    def inside(self, *parts: str | int) -> Source:
        """The place so many steps further in."""
        return replace(self, place=(*self.place, *parts))

    @property
    def name(self) -> str:
        """The name of the section here, as headers write it: ``series.housing.changes``."""
        return ".".join(part for part in self.place if isinstance(part, str))

    @property
    def typed(self) -> str:
        """The line here as typed."""
        return self.document.typed(self.document.line(self.place))

    def problem(
        self, code: str, message: str, suggestion: str = "", severity: Severity = Severity.ERROR
    ) -> Problem:
        """A problem here, with the line as typed."""
        line = self.document.line(self.place)
        code = f"config.{code}"
        return Problem(code, severity, self.path, message, line, found=self.typed, suggestion=suggestion)

    def assignment(self, value: str) -> str:
        """The line that gives `value` (in TOML) to the setting here, with its name as typed."""
        name = str(self.place[-1])
        typed = re.match(rf"[\w.\"'-]*\b{re.escape(name)}[\"']?(?=\s*=)", self.typed)
        return f"{typed[0] if typed else name} = {value}"


def read_section(
    source: Source, table: Mapping[str, Any], keys: Mapping[str, Key]
) -> tuple[Values, tuple[Problem, ...]]:
    """The good values of one section, and what is wrong with the others."""
    values: Values = {}
    problems: list[Problem] = []
    for name, raw in table.items():
        here = source.inside(name)
        if name not in keys:
            problems.append(stranger(here, keys.keys() - table.keys()))
            continue
        if isinstance(raw, str) and not raw.strip() and name != "at":
            # An empty text stands for "not given".
            continue
        try:
            values[name] = _value(raw, keys[name])
        except MeaningError as error:
            problems.append(_misread(here, keys[name], error))
    return values, tuple(problems)


def tables(
    source: Source, raw: object
) -> tuple[tuple[tuple[Source, Mapping[str, Any]], ...], tuple[Problem, ...]]:
    """The tables of a list such as ``[[folders]]``; what is none of them is a problem."""
    listed = isinstance(raw, list)
    items = raw if isinstance(raw, list) else [raw]
    places = [(source.inside(number) if listed else source, each) for number, each in enumerate(items)]
    good = tuple((here, each) for here, each in places if isinstance(each, dict))
    told = f"`{source.place[-1]}` must be sections of their own: write [[{source.name}]] above each."
    others = (here for here, each in places if not isinstance(each, dict))
    return good, tuple(here.problem("type", told, f"[[{source.name}]]") for here in others)


def stranger(source: Source, known: Collection[str]) -> Problem:
    """An unknown section or setting, with the one of `known` that was probably meant."""
    name = str(source.place[-1])
    synonym = SYNONYMS.get(name.casefold().replace("-", "_"), "")
    meant = synonym if synonym in known else nearest(name.replace("-", "_"), known)
    found = source.typed
    told = f"`{name}` is not known here and is ignored." + (f" Did you mean `{meant}`?" if meant else "")
    better = found.replace(name, meant, 1) if meant else f"# {found}"
    return source.problem("unknown-key", told, better, Severity.WARNING)


def _value(raw: object, key: Key) -> Any:
    if isinstance(raw, TYPES[key.kind]) and isinstance(raw, bool) == (key.kind == "switch"):
        return key.read(raw)
    better = _converted(raw, key)
    raise MeaningError(WRONG_TYPE[key.kind], better)


def _converted(raw: object, key: Key) -> str:
    """The text or number that `raw` was probably meant to be; empty where nobody can tell."""
    # 25.0, "1,000" and "yes " are typed for 25, 1000 and true.
    bare = re.sub(r"[ ,]|\.0$", "", str(raw).strip())
    is_plain = isinstance(raw, (str, int, float, date)) and not isinstance(raw, bool)
    if key.kind == "switch":
        return "true" if bare.casefold() in ("true", "yes", "on", "1") else "false"
    if key.kind == "number":
        return _accepted(int(bare), key) if is_plain and re.fullmatch(r"\d{1,9}", bare) else ""
    if key.kind == "list" and isinstance(raw, str):
        parts = re.findall(r"[^,;\s]+", raw)
        return f"[{', '.join(map(toml.quote, parts))}]"
    return _as_text(raw, is_plain) if key.kind == "text" else ""


def _as_text(raw: object, is_plain: bool) -> str:
    if isinstance(raw, list):
        return ", ".join(map(str, raw))
    return str(raw) if is_plain else ""


def _accepted(value: int, key: Key) -> str:
    try:
        return str(key.read(value))
    except MeaningError as error:
        return error.suggestion


def _misread(source: Source, key: Key, error: MeaningError) -> Problem:
    name = str(source.place[-1])
    said, better = str(error).rstrip("."), error.suggestion
    if better and key.kind in ("text", "week", "day"):
        better = toml.quote(better)
    # Messages of a check go on after the name; those of a label style are sentences of their own.
    told = f"`{name}` {said}." if said[:1].islower() else f"`{name}`: {said}."
    code = "type" if said == WRONG_TYPE[key.kind] else name.replace("_", "-")
    return source.problem(code, told, source.assignment(better or key.sample))
