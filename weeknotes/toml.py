"""TOML text -> its tables and the line of every key: the one module that knows tomllib.

The standard library says what a file means but not where it says so. `Document.line` does,
for sections, keys, dotted keys, items of lists and keys of inline tables.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from weeknotes.values import Record, field

# Where a value stands: ``("folders", 0, "path")``.
Place = tuple[str | int, ...]

TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""(?:"{0,2}(?!"))|\Z)'
    r"|'''.*?(?:'''(?:'{0,2}(?!'))|\Z)"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|\n"
    r"|[\[\]{},=.]"
    r"""|[^\s\[\]{},=.\#"']+|["']""",
    re.DOTALL,
)
LINE_OF_ERROR = re.compile(r"\(at line (\d+), ")


class Document(Record):
    """A file that could be read: `data` its tables, `places` the line (from 1) of every key."""

    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it; 0 for the file as a whole."""
        while place and place not in self.places:
            place = place[:-1]
        return self.places.get(place, 0)

    def typed(self, line: int) -> str:
        """Line `line` as typed, without the space around it; empty where there is none."""
        lines = self.text.split("\n")
        return lines[line - 1].strip() if 0 < line <= len(lines) else ""


class Fault(Record):
    """Why a file could not be read: `cause` in the library's words; `line` is 0 at the end of the file.

    A `hopeless` fault has no place: too deep a nest of brackets, a number of thousands of digits.
    """

    cause: str
    line: int = 0
    hopeless: bool = False


class Token(Record):
    """A word, sign, quoted text, comment or line end, and its line."""

    text: str
    line: int


def read(text: str) -> Document | Fault:
    """What `text` says, or the first fault of its form. Line ends are line feeds. Never raises."""
    try:
        # A line end after the last line keeps "unclosed" faults on that line.
        data = tomllib.loads(text + "\n")
        return Document(text, data, _places(tuple(_tokens(text + "\n"))))
    except RecursionError:
        return Fault("nested too deeply", hopeless=True)
    except ValueError as error:
        found = LINE_OF_ERROR.search(str(error))
        hopeless = not isinstance(error, tomllib.TOMLDecodeError)
        return Fault(str(error), int(found[1]) if found else 0, hopeless)


def tables(text: str) -> dict[str, Any]:
    """What `text` says, without the lines; nothing where it cannot be read. Quicker than `read`."""
    try:
        return tomllib.loads(text)
    except (RecursionError, ValueError):
        return {}


def valid(line: str) -> bool:
    """Whether `line` by itself is good TOML."""
    return isinstance(read(line), Document)


def quote(text: str) -> str:
    """`text` as TOML writes it, in double quotes."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def statement_start(text: str, line: int) -> int:
    """The line in which the statement that goes on in `line` began; `line` where it begins there."""
    depth, start, fresh = 0, 1, True
    for token in _tokens(text):
        if token.line >= line and not (token.line == line and depth == 0 and fresh):
            break
        if fresh and token.text != "\n":
            start, fresh = token.line, False
        depth += (token.text in "[{") - (token.text in "]}")
        fresh = fresh or (token.text == "\n" and depth <= 0)
        depth = max(depth, 0)
    return line if fresh else start


def _tokens(text: str) -> Iterator[Token]:
    line = 1
    for found in TOKEN.finditer(text):
        yield Token(found[0], line)
        line += found[0].count("\n")


def _places(tokens: Sequence[Token]) -> dict[Place, int]:
    places: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    at = 0
    table: Place = ()
    while at < len(tokens):
        token = tokens[at]
        if token.text == "\n" or token.text.startswith("#"):
            at += 1
        elif token.text == "[":
            double = tokens[at + 1].text == "["
            key, at = _key(tokens, at + 1 + double)
            table = _table_place(key, counts, double)
            # [teams.x] brings [teams] into being, [[folders]] the list of them.
            for end in range(1, len(table) + 1):
                places.setdefault(table[:end], token.line)
            at += 1 + double
        else:
            at = _pair(tokens, at, table, places)
    return places


def _table_place(key: Place, counts: dict[Place, int], double: bool) -> Place:
    # Below an array of tables, a header speaks of the item that was begun last.
    place: Place = ()
    for part in key[:-1]:
        place = (*place, part)
        place = (*place, counts[place] - 1) if place in counts else place
    place = (*place, key[-1])
    counts.update({place: counts.get(place, 0) + 1} if double else {})
    return (*place, counts[place] - 1) if place in counts else place


def _key(tokens: Sequence[Token], at: int) -> tuple[Place, int]:
    parts = [tokens[at].text.strip("\"'")]
    at += 1
    while tokens[at].text == ".":
        parts.append(tokens[at + 1].text.strip("\"'"))
        at += 2
    return tuple(parts), at


def _pair(tokens: Sequence[Token], at: int, base: Place, places: dict[Place, int]) -> int:
    line = tokens[at].line
    key, at = _key(tokens, at)
    for end in range(1, len(key) + 1):
        places.setdefault((*base, *key[:end]), line)
    return _value(tokens, at + 1, (*base, *key), places)


def _value(tokens: Sequence[Token], at: int, place: Place, places: dict[Place, int]) -> int:
    if tokens[at].text == "[":
        return _items(tokens, at + 1, place, places)
    if tokens[at].text == "{":
        return _inline(tokens, at + 1, place, places)
    while tokens[at].text not in ("\n", ",", "]", "}"):
        at += 1
    return at


def _items(tokens: Sequence[Token], at: int, place: Place, places: dict[Place, int]) -> int:
    count = 0
    while tokens[at].text != "]":
        if tokens[at].text in ("\n", ",") or tokens[at].text.startswith("#"):
            at += 1
            continue
        places[(*place, count)] = tokens[at].line
        at = _value(tokens, at, (*place, count), places)
        count += 1
    return at + 1


def _inline(tokens: Sequence[Token], at: int, place: Place, places: dict[Place, int]) -> int:
    while tokens[at].text != "}":
        comma = tokens[at].text in ("\n", ",") or tokens[at].text.startswith("#")
        at = at + 1 if comma else _pair(tokens, at, place, places)
    return at + 1
