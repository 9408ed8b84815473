"""A text as its writer typed it, with what was read from it: what every check is given."""

from __future__ import annotations

from datetime import date

from weeknotes.config import Config
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Fields
from weeknotes.markup import Marked
from weeknotes.model import Kind
from weeknotes.values import Record
from weeknotes.weeks import Span


class Manuscript(Record):
    """One content file on its way to becoming an entry.

    `lines` are all lines of the file as typed, front matter included; `body_line` is the number of the
    first line of the body, from 1. `marked` is the body as read: safe HTML, plain text, links, headings.
    `named` is the day that the file's own name carries, `span` the week or weeks that it is about.
    """

    path: str
    kind: Kind
    lines: tuple[str, ...]
    body_line: int
    fields: Fields
    marked: Marked
    config: Config
    named: date | None = None
    span: Span | None = None

    def problem(self, code: str, severity: Severity, message: str, line: int = 0, suggestion: str = "") -> Problem:
        """A problem at a line of this file, with the line as typed."""
        found = self.lines[line - 1].strip() if 0 < line <= len(self.lines) else ""
        return Problem(code, severity, self.path, message, line, found=found, suggestion=suggestion)
