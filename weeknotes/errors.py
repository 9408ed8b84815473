"""What can go wrong, and the words in which a writer hears of it.

The tree of exceptions::

    WeeknotesError          everything that this package raises on purpose
    ├── UsageError          the command was called in a way it cannot follow (exit code 2)
    ├── SiteError           the site as a whole cannot be read or written; carries a Problem
    └── MeaningError        a value has no meaning: a date, a week, a label style (a ValueError too)

Faults in content are not exceptions: they are `Problem` values, gathered so that one
run shows all of them.
"""

from __future__ import annotations

from enum import StrEnum

from weeknotes.values import Record


class Severity(StrEnum):
    """How grave a problem is: an error stops publication, the others are told."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Problem(Record):
    """One fault, in the writer's words.

    `code` is a stable name such as ``front-matter.blank-line``. `path` is relative to the
    site's folder, with forward slashes; it is empty where the site as a whole is meant.
    `line` and `column` count from 1; 0 means unknown. `found` is the text as typed, and
    `suggestion` what to put in its place.
    """

    code: str
    severity: Severity
    path: str
    message: str
    line: int = 0
    column: int = 0
    found: str = ""
    suggestion: str = ""

    @property
    def rank(self) -> tuple[str, int, int, str, str]:
        """The order in which problems are told: by file, then from top to bottom."""
        return (self.path, self.line, self.column, self.code, self.message)


class WeeknotesError(Exception):
    """Base of all exceptions that this package raises on purpose."""


class UsageError(WeeknotesError):
    """The command was called in a way it cannot follow."""


class SiteError(WeeknotesError):
    """The site as a whole cannot be read or written; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem

    def __reduce__(self) -> tuple[type[SiteError], tuple[Problem]]:
        return SiteError, (self.problem,)  # so that it comes whole out of a helper process


class MeaningError(WeeknotesError, ValueError):
    """A value has no meaning: the text says what is wrong, `suggestion` what to write instead."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.suggestion = suggestion
