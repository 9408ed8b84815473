"""The gate: every text as its writer typed it, looked through for what must not be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from weeknotes import prompts
from weeknotes.checks import embedded, scanners
from weeknotes.checks.manuscript import Manuscript
from weeknotes.checks.sheet import Find, Sheet
from weeknotes.errors import Problem
from weeknotes.model import Kind
from weeknotes.values import replace

UNFINISHED = "unfinished.template"
# On pages and in profiles people say how they want to be reached.
CONTACTS = frozenset((Kind.PAGE, Kind.TEAM, Kind.THEME, Kind.PERSON))


def look(text: Manuscript) -> tuple[tuple[Problem, str], ...]:
    """Every problem of a text, with the very words that it is about.

    The words may be secret: they are for `allowed`, and for no report.
    """
    sheet = _sheet(text)
    found = [*scanners.scan(sheet), *embedded.scan(sheet)]
    if any(find.code == UNFINISHED for find in found) and _may_be_unfinished(text):
        found = [find for find in found if find.code != UNFINISHED]
    return tuple(_told(found, sheet, text.path)) if found else ()


def _may_be_unfinished(text: Manuscript) -> bool:
    """Whether a text is not meant to be read yet: a draft, or as it was before anybody wrote in it."""
    is_draft = text.fields.state == "draft"
    return is_draft or prompts.is_untouched("\n".join(text.lines[text.body_line - 1 :]))


def discreet(problem: Problem, looked: Iterable[tuple[Problem, str]]) -> Problem:
    """`problem` without the secret words that the gate has found in the same text; another check may quote them."""
    for known, words in looked:
        if known.found != words and words in f"{problem.found}\n{problem.message}\n{problem.suggestion}":
            hidden = (each.replace(words, known.found) for each in (problem.message, problem.found, problem.suggestion))
            message, found, suggestion = hidden
            problem = replace(problem, message=message, found=found, suggestion=suggestion)
    return problem


def named(path: str) -> tuple[str, str]:
    """The path of a file as two lines: as it is, and with spaces for the signs that stand for them in names."""
    return path, re.sub(r"[-_/]+", " ", path)


def _sheet(text: Manuscript) -> Sheet:
    header = _plain("".join(f"{line}\n" for line in text.lines[: text.body_line - 1]))
    typed = header + _plain("\n".join(text.lines[text.body_line - 1 :]))
    site = text.config.site
    return Sheet(
        "\n".join((typed, *named(text.path))),
        body=len(header),
        name=len(typed) + 1,
        rules=text.config.sensitive,
        host=urlsplit(site.url).hostname or "",
        tells_contacts=text.kind in CONTACTS,
    )


def _plain(typed: str) -> str:
    """`typed` with spaces as such where HTML spells them, as in pages that were saved from elsewhere."""
    return typed.replace("&nbsp;", "\u00a0") if "&nbsp;" in typed else typed


def _told(found: list[Find], sheet: Sheet, path: str) -> Iterator[tuple[Problem, str]]:
    seen: set[tuple[str, int, int]] = set()
    for find in found:
        line, column = _place(sheet, find.start)
        # A name that is found in both of its spellings is told once, and so is a secret of two shapes.
        known = (find.code, line, 0 if not line else find.start)
        if known not in seen:
            seen.add(known)
            words = sheet.text[find.start : find.end]
            yield (
                Problem(find.code, find.severity, path, find.message, line, column, find.shown, find.suggestion),
                words,
            )


def _place(sheet: Sheet, start: int) -> tuple[int, int]:
    """Line and column, from 1; none for what stands in the name of the file."""
    if sheet.is_name(start):
        return 0, 0
    first, _ = sheet.line(start)
    return sheet.text.count("\n", 0, start) + 1, start - first + 1
