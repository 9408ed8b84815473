"""Values of a header that run over several lines, lists and long texts, as managers type them.

YAML wants every item behind a hyphen and a space, all items of a list equally far to the right, and no colon in a
text that goes on in the next line. Of much else it makes one long value without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from weeknotes.errors import Problem
from weeknotes.faults import fault
from weeknotes.header import KEY, key_of
from weeknotes.header_values import quoted
from weeknotes.structures import SYNONYMS, known_name

LISTS = frozenset(
    ("authors", "contributors", "tags", "teams", "themes", "projects", "takeaways", "lessons", "aliases", "reviewed_by")
)
TEXTS = frozenset(("title", "summary"))
ITEM = re.compile(r"([ \t]*)-(?:[ \t]+|$)(.*)")
# What stands for the hyphen of an item: bullets, stars, dashes, numbers, or a hyphen without its space.
ODD_ITEM = re.compile(r"([ \t]*)(?:[•·▪◦‣–—−][ \t]*|[*+][ \t]+|\d{1,2}[.)][ \t]+|-(?=[^\W\d_]|[\"'“@#]))(\S.*)")
# A second field after the value of the first. “Save the date: 14 May” is a title.
TOGETHER = re.compile(
    r"(\S+:.*?[^\s;,])[;,]?[ \t]+(?<!the )(?<!new )(?<!due )(?P<rest>(?P<name>date|draft|state):[ \t]*"
    r"(?:\d{4}-\d|\d\d?/\d|\d\d? [A-Z][a-z]{2}|true|false|draft|published).*)"
)
PART = re.compile(r"[^\W\d][\w-]*:(?=[ \t]|$)[ \t]*(.*)")
PLAIN = re.compile(r"(?![\[{\"'|>&*!])[^:#]*")

# Of some lines by their index: the code of what is said, and what stands in their place.
Changes = dict[int, tuple[str, str]]


def settle(typed: Sequence[str], first: int) -> tuple[list[str], list[Problem]]:
    """The lines of a header with its lists and long texts as YAML needs them, and a hint for each change.

    `first` is the number of the first line. Where two lines become one the other is left blank.
    """
    lines = list(typed)
    told: list[Problem] = []
    for start, end in _fields(lines):
        name, value = _named(lines[start])
        told += _settle_field(lines, start, end, name, value, first)
    return lines, told


def _fields(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first line of each field and the one after its last, where it runs over several."""
    starts = [index for index, line in enumerate(lines) if KEY.match(line)]
    for start, end in pairwise([*starts, len(lines)]):
        if any(line.strip() for line in lines[start + 1 : end]):
            yield start, end


def _named(line: str) -> tuple[str, str]:
    found = KEY.match(line)
    name = known_name(found[1]) if found else ""
    return SYNONYMS.get(name, name), line[found.end() :].strip() if found else ""


def _settle_field(lines: list[str], start: int, end: int, name: str, value: str, first: int) -> list[Problem]:
    below = lines[start + 1 : end]
    if not value:
        changes = _items(below) if any(map(_item_of, below)) else _unmarked(below) if name in LISTS else {}
    elif name in LISTS and PLAIN.fullmatch(value):
        return _mixed(lines, start, end, value, first)
    elif name in TEXTS and PLAIN.fullmatch(value):
        return _going_on(lines, start, end, value, first)
    else:
        return []
    told = []
    for index, (code, line) in changes.items():
        before = below[index]
        both = (before.rstrip(), line) if code in ("list-indent", "part-indent") else (before.strip(), line.strip())
        told.append(fault(code, first + start + 1 + index, *both))
        lines[start + 1 + index] = line
    return told


def _item_of(line: str) -> re.Match[str] | None:
    return ITEM.fullmatch(line) or ODD_ITEM.fullmatch(line)


def _items(below: Sequence[str]) -> Changes:
    """The items of a list that lack their hyphen, or stand further to one side than the others."""
    changes: Changes = {}
    levels: list[int] = []
    is_plain = False
    for index, found in _given_items(below):
        line, depth = below[index], len(found[1])
        right = _level(levels, depth, is_plain)
        levels = [*(each for each in levels if each < right), right]
        is_plain = bool(found[2]) and ":" not in found[2]
        is_odd = ITEM.fullmatch(line) is None
        if is_odd or right != depth:
            changes[index] = ("bullets" if is_odd else "list-indent", f"{' ' * right}- {found[2]}".rstrip())
    return changes if changes else _parts_below(below)


def _parts_below(below: Sequence[str]) -> Changes:
    """The parts of items (``name:`` below ``- text:``) that stand a little to the left or right of the first."""
    changes: Changes = {}
    wanted, items = 0, dict(_given_items(below))
    for index, line in enumerate(below):
        if index in items:
            begun = PART.match(items[index][2])
            # Below a part without a value stands something of its own.
            wanted = line.index(items[index][2]) if begun and begun[1] else 0
        elif wanted and line.strip() and line[0] == " " and key_of_part(line):
            depth = len(line) - len(line.lstrip())
            if depth != wanted and abs(depth - wanted) <= 2:
                changes[index] = ("part-indent", f"{' ' * wanted}{line.strip()}")
        elif line.strip():
            wanted = 0
    return changes


def key_of_part(line: str) -> bool:
    """Whether a line is one part of an item, with its value."""
    found = PART.match(line.strip())
    return found is not None and bool(found[1])


def _given_items(below: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines that are items, by their index; what stands below ``|`` or ``>`` is text."""
    literal = -1
    for index, line in enumerate(below):
        depth = len(line) - len(line.lstrip())
        if not line.strip() or 0 <= literal < depth:
            continue
        literal = depth if re.search(r":[ \t]*[|>][-+]?[ \t]*$", line) else -1
        if found := _item_of(line):
            yield index, found


def _level(levels: Sequence[int], depth: int, is_plain: bool) -> int:
    """How far to the right an item belongs: below one that is text alone there can be no list of its own."""
    if not levels or depth in levels:
        return depth
    return depth if depth > levels[-1] and not is_plain else levels[-1]


def _unmarked(below: Sequence[str]) -> Changes:
    """Several lines without any hyphen below the name of a list: each was meant as an item."""
    given = [(index, line) for index, line in enumerate(below) if line.strip()]
    depths = {len(line) - len(line.lstrip()) for _, line in given}
    if len(given) < 2 or len(depths) != 1 or not all(PLAIN.fullmatch(line.strip()) for _, line in given):
        return {}
    return {index: ("bullets", f"{' ' * (min(depths) or 2)}- {line.strip()}") for index, line in given}


def _mixed(lines: list[str], start: int, end: int, value: str, first: int) -> list[Problem]:
    """A list of which the first item stands beside the name."""
    found = [_item_of(line) for line in lines[start + 1 : end] if line.strip()]
    items = [value, *(each[2].strip() for each in found if each)]
    if not found or None in found or not all(PLAIN.fullmatch(each) and "," not in each for each in items):
        return []
    typed = lines[start].strip()
    key = typed[: len(typed) - len(value)].rstrip()
    lines[start:end] = [f"{key} [{', '.join(items)}]", *[""] * (end - start - 1)]
    return [fault("list-mixed", first + start, typed, f"{key}\n  - {value}")]


def _going_on(lines: list[str], start: int, end: int, value: str, first: int) -> list[Problem]:
    """A text that goes on in lines further to the right, with a colon or “#” that would end it there."""
    more = [line for line in lines[start + 1 : end] if line.strip()]
    is_deeper = all(line[0] in " \t" and not ITEM.fullmatch(line) and not key_of(line) for line in more)
    if not is_deeper or not any(re.search(r":(?:\s|$)|\s#", line.strip()) for line in more):
        return []
    typed = "\n".join(line.rstrip() for line in lines[start:end]).rstrip()
    key = lines[start][: lines[start].index(value)].rstrip()
    joined = f"{key} {quoted(' '.join([value, *map(str.strip, more)]))}"
    lines[start:end] = [joined, *[""] * (end - start - 1)]
    return [fault("colon", first + start, typed, joined)]


def run_together(typed: Sequence[str], first: int) -> list[Problem]:
    """An error for each line in which a second field follows the value of the first."""
    given = {key_of(line) for line in typed}
    told = []
    for number, line in enumerate(typed):
        found = TOGETHER.fullmatch(line)
        if found and key_of(line) and found["name"] not in given:
            told.append(fault("two-fields", first + number, line.strip(), f"{found[1]}\n{found['rest']}"))
    return told
