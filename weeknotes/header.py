"""The lines of a header: what is said of a faulty one, and how it is mended.

YAML 1.1 refuses many lines that a manager would call right, and reads others as something else
without a word. The mended line is also what the writer is told to type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from weeknotes.errors import Problem
from weeknotes.faults import fault
from weeknotes.header_values import BLOCK, CLOSERS, QUOTED, mend_value
from weeknotes.structures import FIELDS, KNOWN, known_name
from weeknotes.text import HIDDEN, INVISIBLE

# A name has up to three words, so that a sentence with a colon in it is not taken for a field.
KEY = re.compile(r"[\"']?([^\W\d][\w-]*(?: [\w-]+){0,2})[\"']?[ \t]*:(?=\s|$|[^\s/:])")
# Most lines are like this, and need no closer look.
SOUND = re.compile(r"(?:[a-z][a-z_]*:|[ ]+-|-)(?: [^\W_][\w ,.()'’/-]*)?(?<!,)")
PARTS = re.compile(
    r"(\s*(?:-[ \t]+)*(?:(?:[^\W\d][\w .-]*|\"[^\W\d][\w .-]*\"|'[^\W\d][\w .-]*')[ \t]*:(?:[ \t]+|$))?)(.*?)\s*"
)
# One whose end is not in this line, and what has begun within others.
OPEN_QUOTES = re.compile(r"""'(?:[^']|'')*|"(?:[^"\\]|\\.)*\\?""")
BEGUN = re.compile(r"""(?<![^\s\[{,:])["'].*""")
NO_SPACE = re.compile(r"([ \t]*)([^\W\d][\w-]*):(?=[^\s/:])")
# What is wrong with these lines is seen only together with the space before them.
IN_SPACE = ("tab", "indent")


def bare(line: str) -> str:
    """The line without white space and invisible characters round it."""
    return (line if line.isascii() else INVISIBLE.sub("", line)).strip()


def key_of(line: str) -> str:
    """The known field that begins this line, in the spelling that is expected; empty where there is none."""
    found = KEY.match(bare(line))
    name = known_name(found[1]) if found else ""
    return name if name in KNOWN else ""


def mend(typed: Sequence[str], first: int) -> tuple[list[str], list[Problem]]:
    """The lines of a header as YAML needs them, and a hint for each changed one; `first` is its line."""
    kept = _left_alone(typed)
    lines, told = [], []
    above = ""
    for number, line in enumerate(typed):
        code, mended = ("", line) if number in kept else _mend_line(line, above)
        # One hint a line: its suggestion has all the mendings in it.
        if code in IN_SPACE:
            told.append(fault(code, first + number, line.rstrip("\n"), mended))
        elif code:
            told.append(fault(code, first + number, line.strip(), mended.strip()))
        lines.append(mended)
        above = mended if mended.strip() else above
    return lines, told


def _left_alone(typed: Sequence[str]) -> frozenset[int]:
    """Lines of values that run over several: after ``|`` or ``>``, in open brackets or quotation marks."""
    kept: set[int] = set()
    for number, line in enumerate(typed):
        value = _parts(line)[1]
        if number in kept or not value:
            continue
        if BLOCK.fullmatch(value):
            kept.update(_deeper(typed, number))
        elif value[0] in CLOSERS and _is_open(value):
            kept.update(_until(CLOSERS[value[0]], typed, number))
    return frozenset(kept)


def _is_open(value: str) -> bool:
    """Whether a bracket or quotation mark at the beginning is closed in a later line only."""
    if value[0] in "\"'":
        return OPEN_QUOTES.fullmatch(value) is not None
    return CLOSERS[value[0]] not in BEGUN.sub("", QUOTED.sub("", value))[1:]


def _deeper(typed: Sequence[str], number: int) -> range:
    depth = len(typed[number]) - len(typed[number].lstrip())
    rest = range(number + 1, len(typed))
    end = next((i for i in rest if typed[i].strip() and not typed[i].startswith(" " * (depth + 1))), len(typed))
    return range(number + 1, end)


def _until(closer: str, typed: Sequence[str], number: int) -> range:
    for index in range(number + 1, len(typed)):
        if typed[index].rstrip().endswith(closer):
            return range(number, index + 1)
        if not typed[index].startswith((" ", "\t")):
            break
    return range(0)


def _parts(line: str) -> tuple[str, str]:
    """What leads up to the value (indent, list hyphen, name and colon), and the value."""
    found = PARTS.fullmatch(line)
    return (found[1], found[2]) if found else ("", line)


def _mend_line(line: str, above: str) -> tuple[str, str]:
    """The code of the first mending that the line needed (empty for none), and the line mended."""
    if SOUND.fullmatch(line):
        return "", line
    # Spaces and tabs at the end are in nobody’s way.
    first, mended = "", line.rstrip(" \t")
    for code, change in LINE_MENDS:
        changed = change(mended, above)
        first, mended = first or (code if changed != mended else ""), changed
    lead, value = _parts(mended)
    if not value or _goes_on(mended, lead, above) or (lead + value).lstrip().startswith("#"):
        return first, mended
    code, value = mend_value(value, known_name(lead.strip(" -:\"'")))
    return (first or code, f"{lead}{value}") if code else (first, mended)


def _goes_on(line: str, lead: str, above: str) -> bool:
    """Whether the line only goes on from the one above: then no sign has a meaning of its own."""
    return line[:1] == " " and not lead.strip() and bool(_parts(above)[1])


def _no_tabs(line: str, above: str) -> str:
    # After a colon one space is enough.
    return re.sub(r"(?<=:)[ \t]*\t[ \t]*", " ", line).rstrip().replace("\t", "  ") if "\t" in line else line


def _no_invisible(line: str, above: str) -> str:
    """No-break spaces are fine in a text, but not beside its name; the unseen are fine nowhere."""
    lead, value = _parts(line.replace("\u00a0", " "))
    kept = line if "\u00a0" not in lead + value[:1] and "\u00a0" not in line[: len(lead) + 1] else lead + value
    return HIDDEN.sub("", kept).rstrip("\u00a0") if kept is not line or HIDDEN.search(line) else line


def _to_the_left(line: str, above: str) -> str:
    """A field that is moved to the right below one that has its value already."""
    if not above:
        # Below the first field nothing may stand further to the left.
        return line.lstrip(" ") if key_of(line) else line
    stands_alone = KEY.match(above) and _parts(above)[1] and not BLOCK.fullmatch(_parts(above)[1])
    return line.lstrip() if line[:1] == " " and stands_alone and key_of(line) in FIELDS else line


def _space_after_colon(line: str, above: str) -> str:
    found = NO_SPACE.match(line)
    return f"{found[1]}{found[2]}: {line[found.end() :]}" if found and (not found[1] or key_of(line)) else line


LINE_MENDS: tuple[tuple[str, Callable[[str, str], str]], ...] = (
    ("tab", _no_tabs),
    ("invisible", _no_invisible),
    ("indent", _to_the_left),
    ("space", _space_after_colon),
)
