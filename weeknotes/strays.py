"""Lines of a header that are no part of a field: what each was meant as, and what to type in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from weeknotes.errors import Problem
from weeknotes.faults import fault
from weeknotes.header import KEY, bare, key_of
from weeknotes.header_values import BLOCK
from weeknotes.runs import LISTS, ODD_ITEM, TEXTS
from weeknotes.structures import KNOWN, SYNONYMS, known_name
from weeknotes.text import nearest

CONFLICT = re.compile(r"<{7}(?: |$)|={7}$|>{7}(?: |$)|\|{7}(?: |$)")
CODE = re.compile(r"`{3,}|~{3,}")
BULLET = re.compile(r"[ \t]*(?:[-*+•·–—]|\d{1,2}[.)])[ \t]+(\S.*)")
# A word or three below the name of a list: an item without its hyphen.
ITEM_ALONE = re.compile(r"[^\W_][\w'’&/-]*(?: [\w'’&/-]+){0,2}")
MEANT = re.compile(
    r"(?:(?:[#>+•·|-]+|\d{1,2}[.)])[ \t]+)?[*_\s]*([^\W\d][\w-]*)"
    r"([*_\s\\]*(?:->|=>|[=;：:|]|[ \t][-–—](?=[ \t]))[*_\s]*|\s)(\S.*)"
)
HEADING = re.compile(r"#{1,6}[ \t]+\S")


def strays_of(block: Sequence[str]) -> list[int]:
    """The indexes of the lines that are no part of a field."""
    above, name, strays = "", "", []
    for index, line in enumerate(block):
        if not bare(line) or line.startswith("#"):
            continue
        if not _fits(line, above) and not (name and ITEM_ALONE.fullmatch(line)):
            strays.append(index)
            continue
        above = line
        if KEY.match(line):
            name = _list_begun(line)
    return strays


def _list_begun(line: str) -> str:
    """The name of the list that is to follow below `line`; empty where none is."""
    found = key_of(line) if line.rstrip().endswith(":") else ""
    return found if SYNONYMS.get(found, found) in LISTS else ""


def _fits(line: str, above: str) -> bool:
    """Whether `line` can stand in a header below `above`, the last line that is part of a field."""
    if line.startswith(("#", "]", "}")) or CONFLICT.match(line):
        return True
    if KEY.match(bare(line)):
        return True
    if line[0] not in " \t" and (re.match(r"-(?:\s|$)", line) or ODD_ITEM.match(line)):
        below_item = above.startswith(("-", " ", "\t")) or ODD_ITEM.match(above) is not None
        name = key_of(above)
        return below_item or above.rstrip().endswith(":") or SYNONYMS.get(name, name) in LISTS
    return bool(above) and line[0] in " \t"


def stray_faults(lines: Sequence[str], first: int, end: int, code: str = "stray") -> list[Problem]:
    """What is said of stray lines; of several in a row only of the first, but for fields that lack their colon."""
    strays = [first + index for index in strays_of(lines[first:end])]
    told = []
    for index in strays:
        line = lines[index]
        if code == "stray" and meant_field(line):
            told.append(fault("no-colon", index + 1, line.strip(), meant_field(line)))
        elif index - 1 not in strays or meant_field(lines[index - 1]) or CODE.match(line):
            told.append(_stray_fault(lines, index, code))
    return told


def _stray_fault(lines: Sequence[str], index: int, code: str) -> Problem:
    line, above = lines[index].strip(), lines[index - 1]
    if code != "stray":
        return fault(code, index + 1, line, meant_field(line) or f"---\n\n{line}")
    if HEADING.match(above) and not meant_field(above):
        # The heading above belongs to the text too: in a header it would be overlooked.
        return fault(code, index, above.strip(), f"---\n\n{above.strip()}")
    if CODE.match(line):
        return fault("code-fence", index + 1, line)
    if line.startswith("<<:"):
        return fault("shared", index + 1, line)
    if _goes_on(line, above):
        return fault("wrapped", index + 1, line, f"  {line}")
    comment = re.fullmatch(r"<!--\s*(.*?)\s*-->", line)
    return fault("stray", index + 1, line, f"# {comment[1]}" if comment else f"---\n\n{line}")


def _goes_on(line: str, above: str) -> bool:
    """Whether the line is more of a text that the field `above` begins."""
    field = KEY.match(above)
    name = known_name(field[1]) if field else ""
    if field is None or SYNONYMS.get(name, name) not in TEXTS:
        return False
    value = above[field.end() :].strip()
    return line[0].islower() or not value or BLOCK.fullmatch(value) is not None


def are_meant(block: Sequence[str]) -> bool:
    """Whether every line is a field but for its colon, as in TOML."""
    given = [line for line in block if bare(line)]
    return len(given) > 1 and all(meant_field(line) for line in given)


def listed(lines: Sequence[str], first: int, close: int) -> list[Problem]:
    """What is said of fields that are typed as the items of a list."""
    given = [index for index in range(first, close) if bare(lines[index])]
    fields = [(index, found[1]) for index in given if (found := BULLET.match(lines[index])) and key_of(found[1])]
    if len(fields) != len(given):
        return []
    return [fault("list", index + 1, lines[index].strip(), field) for index, field in fields]


def meant_field(line: str) -> str:
    """The field that a line was meant as that lacks its colon (``title Our week``, ``**title:** Our week``)."""
    if found := re.match(r"\s*(w/[ce])[.\s]*:\s*(\S.*)", line, re.IGNORECASE):
        return f"{'week_commencing' if found[1].endswith(('c', 'C')) else 'week_ending'}: {found[2].strip()}"
    found = MEANT.match(line)
    if found is None:
        return ""
    # Beside a space alone a word that is only like a name is a word: “were”, “the”.
    known = known_name(found[1])
    name = nearest(known, sorted(KNOWN)) if found[2].strip() else known if known in KNOWN else ""
    value = found[3].strip().removesuffix("|").strip() if "|" in found[0] else found[3].strip()
    return f"{name}: {value}" if name else ""
