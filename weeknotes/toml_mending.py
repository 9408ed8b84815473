"""Faults of form in ``config.toml``: each in plain words, with the line to write, and mended to read on.

A suggestion is never a guess alone: it is proposed only if it is good TOML by itself, and it
is tried in place, so that the faults after it come to light in the same run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from weeknotes import toml
from weeknotes.errors import Problem, Severity
from weeknotes.text import INVISIBLE, slugify
from weeknotes.values import Record

ROUNDS = 400  # faults that are told in one run, one a round
CURLY = str.maketrans("“”„‟«»″", '"' * 7)
PAIR = re.compile(r"(?P<key>[\w.-]+)\s*=\s*(?P<value>.*?)(?P<comment>\s+#.*)?")
COLON = re.compile(r"(?P<key>[\w.-]+)\s*(?::=?|=>|==)\s*(?P<value>.*)")
SPACED = re.compile(r"(?P<key>\w+(?:[ \t]+\w+)+)\s*=\s*(?P<value>.+)")
NO_SIGN = re.compile(r"(?P<key>[\w.-]+)\s+(?P<value>[\"'\[\d].*)")
HEADER = re.compile(r"(?P<open>\[{0,3})\s*(?P<name>[\w.\- ]*[\w-])\s*\]{0,3}\s*:?\s*(#.*)?")
FOLDERS = re.compile(r"\s*\[\s*folders\s*\]\s*(#.*)?")
TWICE = re.compile(r"overwrite|twice|mutate|already|redefine", re.IGNORECASE)
PLAIN = re.compile(r"[^\"'\[{](.*[^\"'\]}])?")
LIST = re.compile(r"\[.*\]")
THOUSANDS = re.compile(r"\d{1,3}([ ,]\d{3})+")
QUOTES = " \"'"
Mend = Callable[[str], str]


class Mended(Record):
    """The `lines` of a file after one fault was mended, and what to tell of it; `line` 0 means all of it."""

    lines: tuple[str, ...]
    message: str
    line: int = 0
    suggestion: str = ""
    code: str = "syntax"


def load(text: str, path: str) -> tuple[toml.Document, tuple[Problem, ...]]:
    """What `text` says once its faults of form are mended, and these faults. Never raises.

    From a fault that cannot be mended on, the file counts as empty. Lines keep their numbers.
    """
    typed = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines, problems = _bracket_folders(typed, path)
    for _ in range(ROUNDS):
        result = toml.read("\n".join(lines))
        if isinstance(result, toml.Document):
            return toml.Document("\n".join(typed), result.data, result.places), tuple(problems)
        mended = _mend(lines, result)
        found = typed[mended.line - 1].strip() if mended.line else ""
        problems.append(_problem(path, mended, found))
        lines = list(mended.lines)
    return toml.Document("\n".join(typed)), tuple(problems)


def _problem(path: str, mended: Mended, found: str) -> Problem:
    code, better = f"config.{mended.code}", mended.suggestion
    return Problem(code, Severity.ERROR, path, mended.message, mended.line, found=found, suggestion=better)


def _bracket_folders(typed: Sequence[str], path: str) -> tuple[list[str], list[Problem]]:
    # [folders] is good TOML, but stands for one table; the second one would be a riddle.
    wrong = [number for number, line in enumerate(typed, 1) if FOLDERS.fullmatch(line)]
    message = "A folder needs two square brackets on each side, because there can be several."
    mended = [Mended((), message, number, "[[folders]]") for number in wrong]
    told = [_problem(path, each, typed[each.line - 1].strip()) for each in mended]
    return ["[[folders]]" if FOLDERS.fullmatch(line) else line for line in typed], told


def _mend(lines: Sequence[str], fault: toml.Fault) -> Mended:
    number = min(fault.line, len(lines)) or len(lines)
    start = toml.statement_start("\n".join(lines), number)
    if fault.hopeless:
        return Mended((), "There are far too many brackets or digits in this file. Nothing of it is read.")
    if TWICE.search(fault.cause):
        return _mend_double(lines, start, number)
    if start < number:
        return _mend_open(lines, start, number)
    line = lines[number - 1].strip()
    for message, mend in MENDS:
        better = mend(line)
        if better and better != line and toml.valid(better):
            return Mended((*lines[: number - 1], better, *lines[number:]), message, number, better)
    return _cut(lines, number, 'This line cannot be understood. A setting looks like this: title = "Notes".')


def _mend_double(lines: Sequence[str], start: int, number: int) -> Mended:
    line = lines[start - 1].strip()
    end = number
    message = f"`{line.partition('=')[0].strip()}` is given twice. Keep one of the two lines."
    if line.startswith("["):
        end = next((at for at in range(start, len(lines)) if lines[at].lstrip().startswith("[")), len(lines))
        message = f"The section {line} is here for the second time. Move its lines to the first one."
    rest = (*lines[: start - 1], *[""] * (end - start + 1), *lines[end:])
    return Mended(rest, message, start, f"# {line}", "twice")


def _mend_open(lines: Sequence[str], start: int, number: int) -> Mended:
    first = lines[start - 1].strip()
    closed = f"{first.rstrip(',')}]"
    if toml.valid(lines[number - 1]) and not first.endswith("[") and toml.valid(closed):
        return Mended((*lines[: start - 1], closed, *lines[start:]), "The list is not closed.", start, closed)
    message = f"What begins here goes wrong in line {number}: a comma, bracket or quotation mark is missing."
    return _cut(lines, start, message)


def _cut(lines: Sequence[str], start: int, message: str) -> Mended:
    return Mended(tuple(lines[: start - 1]), f"{message} From here on the file is not read.", start)


def _pair(line: str, pattern: re.Pattern[str] = PAIR) -> tuple[str, str]:
    found = pattern.fullmatch(line)
    return (found["key"], found["value"].strip()) if found else ("", "")


def _straight(line: str) -> str:
    if "‘" in line or "’" in line:
        outer = re.sub(r"(?<=[=\[,])(\s*)[‘’]|[‘’](?=\s*($|,|\]))", r'\1"', line)
        return outer.translate(CURLY)
    return line.translate(CURLY)


def _visible(line: str) -> str:
    return INVISIBLE.sub("", line).replace("\u00a0", " ")


def _equals(line: str) -> str:
    key, value = _pair(line, COLON)
    return f"{key} = {_written(value)}" if key and value else ""


def _no_sign(line: str) -> str:
    key, value = _pair(line, NO_SIGN)
    return f"{key} = {_written(value)}" if key else ""


def _joined_key(line: str) -> str:
    key, value = _pair(line, SPACED)
    return f"{'_'.join(key.split())} = {_written(value)}" if key else ""


def _quoted(line: str) -> str:
    key, value = _pair(line)
    bare = PLAIN.fullmatch(value) or LIST.fullmatch(value)
    return f"{key} = {_written(value)}" if bare else ""


def _closed(line: str) -> str:
    key, value = _pair(line)
    inner = value.strip(QUOTES)
    one_sided = '"' not in inner and value.startswith(('"', "'")) != value.endswith(('"', "'"))
    return f"{key} = {toml.quote(inner)}" if one_sided or len(inner) + 2 == len(value) else ""


def _slashes(line: str) -> str:
    key, value = _pair(line)
    return f"{key} = {value.replace(chr(92), '/')}" if key and "\\" in value else ""


def _empty(line: str) -> str:
    key, value = _pair(line)
    return f'{key} = ""' if key and not value else ""


def _trimmed(line: str) -> str:
    return line.rstrip(",; ")


def _joined(line: str) -> str:
    key, value = _pair(line)
    plain = value.replace('"', "").replace("'", "").strip()
    return f"{key} = {toml.quote(plain)}" if key and value[:1] in "\"'" and value[:1] else ""


def _header(line: str) -> str:
    found = HEADER.fullmatch(line)
    if not found or not (found["open"] or line.endswith(":")):
        return ""
    name = ".".join(slugify(part) for part in found["name"].split("."))
    return f"[[{name}]]" if name == "folders" or len(found["open"]) > 1 else f"[{name}]"


def _comment(line: str) -> str:
    return f"# {line.lstrip('/;-*<! ')}" if line.startswith(("//", ";", "<!--", "--", "/*", "*")) else ""


def _number(line: str) -> str:
    key, value = _pair(line)
    return f"{key} = {re.sub('[ ,]', '', value)}" if THOUSANDS.fullmatch(value) else ""


def _truth(line: str) -> str:
    key, value = _pair(line)
    return f"{key} = {value.casefold()}" if value.casefold() in ("true", "false") else ""


def _written(value: str) -> str:
    """`value` as it was probably meant, in TOML."""
    if toml.valid(f"x = {value}"):
        return value
    if LIST.fullmatch(value):
        return f"[{', '.join(toml.quote(part.strip(QUOTES)) for part in value[1:-1].split(','))}]"
    return toml.quote(value.strip(QUOTES))


# Tried in this order; the first that makes good TOML of the line is what the writer hears.
MENDS: tuple[tuple[str, Mend], ...] = (
    ("There is an invisible character in this line, as pasted text often has.", _visible),
    ("The quotes are curly, as a word processor makes them; here they must be straight.", _straight),
    ("A comment begins with # in this file.", _comment),
    ("A section's name stands in square brackets.", _header),
    ("There must be an equals sign between a name and its value, not a colon.", _equals),
    ("There is no equals sign between the name and its value.", _no_sign),
    ("A name is one word: join its parts with an underscore.", _joined_key),
    ("There is nothing after the equals sign.", _empty),
    ("There is a comma or semicolon too many at the end of the line.", _trimmed),
    ("Backslashes have a special meaning here: write forward slashes.", _slashes),
    ("Numbers are written without commas and spaces.", _number),
    ("true and false are written in small letters.", _truth),
    ("Text needs quotes around it.", _quoted),
    ("The quotes around the text do not match: there must be one at each end.", _closed),
    ("There is something after the closing quote.", _joined),
)
