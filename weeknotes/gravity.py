"""How grave each kind of problem is on this site: ``[checks]`` of the settings, applied to problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from weeknotes.errors import Problem, Severity

OFF = "off"
LEVELS = (*(severity.value for severity in Severity), OFF)
# The parts of a problem's code before the dot.
FAMILIES = (
    *("address", "config", "date", "field", "file", "folder", "front-matter", "id", "image", "link", "markdown"),
    *("output", "path", "person", "project", "tag", "team", "template", "theme", "week"),
)
# A site cannot be whole with any of these: lowering them would lose a page or write a wrong one.
FIXED = ("address", "config", "file.unreadable", "folder.unreadable", "id", "output", "template")


def is_fixed(name: str) -> bool:
    """Whether the code or family `name` is, or has in it, what cannot be made any lighter."""
    family = name.partition(".")[0]
    return family in FIXED or name in FIXED


def weigh(problems: Iterable[Problem], checks: Mapping[str, str]) -> tuple[Problem, ...]:
    """`problems` as grave as `checks` wants them: by code, else by family. What is ``off`` is left out."""
    wanted = ((problem, _level(problem.code, checks)) for problem in problems)
    return tuple(
        replace(problem, severity=Severity(level)) if level else problem
        for problem, level in wanted
        if level != OFF
    )


def _level(code: str, checks: Mapping[str, str]) -> str:
    if is_fixed(code):
        return ""
    return checks.get(code) or checks.get(code.partition(".")[0], "")
