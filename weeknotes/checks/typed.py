"""A body as it was typed: its lines without code, and problems that say what to type instead."""

from __future__ import annotations

import re

from weeknotes.checks.manuscript import Manuscript
from weeknotes.errors import Problem, Severity

FENCE = re.compile(r" {0,3}(?:>\s*)?(`{3,}|~{3,})")
# A paragraph typed in one line says less than the few words that the problem is about.
WHOLE_LINE = 160

Lines = list[tuple[int, str]]


def plain_lines(text: Manuscript) -> Lines:
    """The lines of the body outside blocks of code and comments, with their numbers in the file."""
    typed = text.lines[text.body_line - 1 :]
    lines = list(enumerate(typed, start=text.body_line))
    source = "\n".join(typed)
    lines = _without_code(lines) if "```" in source or "~~~" in source else lines
    return _uncommented(lines) if "<!--" in source else lines


def _without_code(lines: Lines) -> Lines:
    kept, fence = [], ""
    for number, line in lines:
        found = FENCE.match(line)
        if fence:
            fence = "" if found and found[1].startswith(fence) else fence
        elif found:
            fence = found[1]
        else:
            kept.append((number, line))
    return kept


def _uncommented(lines: Lines) -> Lines:
    kept, is_open = [], False
    for number, line in lines:
        shown, is_open = _outside(line, is_open)
        kept.append((number, shown))
    return kept


def _outside(line: str, is_open: bool) -> tuple[str, bool]:
    """What of the line stands outside comments, and whether one is open at its end."""
    shown = []
    while line:
        before, mark, line = line.partition("-->" if is_open else "<!--")
        if not is_open:
            shown.append(before)
        is_open = is_open != bool(mark)
    return "".join(shown), is_open


def exchange(text: Manuscript, said: tuple[str, Severity, str], line: int, old: str = "", new: str = "") -> Problem:
    """The problem `said` (code, severity, message) at `line`, in which `new` belongs in place of `old`.

    A short line is given whole, as typed and as it should be; of a long one only the part that changes.
    """
    code, severity, message = said
    typed = text.lines[line - 1].strip() if 0 < line <= len(text.lines) else ""
    if "\n" in old:
        return Problem(code, severity, text.path, message, line, found=old, suggestion=new)
    if not new or old not in typed or len(typed) > WHOLE_LINE:
        found = old if new and len(typed) > WHOLE_LINE else typed
        return Problem(code, severity, text.path, message, line, found=found, suggestion=new)
    return Problem(code, severity, text.path, message, line, found=typed, suggestion=typed.replace(old, new, 1))


def title_line(text: Manuscript) -> int:
    """Where the title was typed: in the header, else as a heading."""
    if "title" in text.fields.lines:
        return text.fields.lines["title"]
    return next((number for number, line in plain_lines(text) if line.lstrip().startswith("#")), text.body_line)
