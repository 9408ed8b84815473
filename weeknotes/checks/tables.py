"""Tables: a listener hears the name of the column with every cell, where the column has one (WCAG 2.2, 1.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from weeknotes.checks.manuscript import Manuscript
from weeknotes.checks.typed import exchange, plain_lines
from weeknotes.errors import Problem, Severity

INSTEAD = "Name of the column"
RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
CELLS = re.compile(r"(?<!\\)\|")
TABLE = re.compile(r"<table\b.*?(?:</table>|$)", re.IGNORECASE | re.DOTALL)

NO_HEADER = ("table.no-header", Severity.WARNING)
EMPTY = ("table.empty-header", Severity.WARNING)


def check(text: Manuscript) -> Iterator[Problem]:
    """Tables whose columns have no names."""
    if "<table" not in text.marked.body.html:
        return
    lines = plain_lines(text)
    for (number, line), (_, below) in pairwise(lines):
        if "|" in line and "-" in below and RULE.fullmatch(below):
            yield from _header(text, number, line)
    if any("<table" in line.casefold() for _, line in lines):
        yield from _typed_in_html(text)


def _header(text: Manuscript, number: int, line: str) -> Iterator[Problem]:
    cells = CELLS.split(line.strip().removeprefix("|").removesuffix("|"))
    named = [bool(cell.strip()) for cell in cells]
    # An empty corner is right where the first column names the rows.
    if all(named[1:]) and (named[0] or len(named) > 1):
        return
    whole = f"| {' | '.join(cell.strip() or INSTEAD for cell in cells)} |"
    if any(named):
        said = (*EMPTY, "A column of this table has no name, so listeners cannot tell what its cells mean.")
    else:
        said = (*NO_HEADER, "The columns of this table have no names. Write them in the row above the hyphens.")
    yield exchange(text, said, number, line.strip(), whole)


def _typed_in_html(text: Manuscript) -> Iterator[Problem]:
    body = "\n".join(text.lines[text.body_line - 1 :])
    for found in TABLE.finditer(body):
        if "<th" not in re.sub(r"<thead", "", found[0], flags=re.IGNORECASE).casefold():
            line = text.body_line + body.count("\n", 0, found.start())
            message = "No cell of this table is a heading. Write the cells of its first row with <th> in place of <td>."
            yield exchange(text, (*NO_HEADER, message), line)
