"""How grave each kind of problem is on this site: ``[checks]`` of the settings, applied to problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from weeknotes import formats, toml
from weeknotes.errors import MeaningError, Problem, Severity
from weeknotes.sections import Source
from weeknotes.text import nearest
from weeknotes.values import replace

OFF = "off"
LEVELS = (*(severity.value for severity in Severity), OFF)
# The parts of a problem's code before the dot.
FAMILIES = (
    *("address", "config", "date", "field", "file", "folder", "front-matter", "id", "image", "link", "markdown"),
    *("output", "page", "path", "person", "project", "tag", "team", "template", "theme", "week"),
    *("abbreviation", "alt", "copy", "document", "heading", "length", "linktext", "reading", "table"),
    *("allow", "contact", "host", "private", "secret", "sensitive", "translation", "unfinished", "web", "word"),
)
# A site cannot be whole with any of these: lowering them would lose a page or write a wrong one.
FIXED = ("address", "config", "file.unreadable", "folder.unreadable", "id", "output", "template")
# Errors of these would show a header, or bytes that are no text, to readers; their hints may be turned off.
HARD = ("front-matter", "file")
# What cannot be called back once it is published: a site may lower one such check by its whole name, to a
# warning and no further. A single text is let pass by an `allow` entry with its reason.
HEAVY = ("secret", "sensitive", "unfinished.conflict")
SINGLY = {"secret": "secret.token", "sensitive": "sensitive.nhs-number", "unfinished": "unfinished.template"}


def read_checks(source: Source, table: Mapping[str, object]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The section ``[checks]`` at `source`, and what is wrong with it."""
    checks: dict[str, str] = {}
    problems: list[Problem] = []
    for here, raw in _settings(source, table):
        name = ".".join(map(str, here.place[1:]))
        try:
            checks[name] = _level(name, raw)
        except MeaningError as error:
            problems.append(here.problem("checks", f"`{name}` {error}.", error.suggestion))
    return checks, tuple(problems)


def _settings(source: Source, table: Mapping[str, object]) -> Iterator[tuple[Source, object]]:
    """Every setting of a section; link.heading without quotes is one of a section within."""
    for name, raw in table.items():
        here = source.inside(name)
        if isinstance(raw, dict):
            yield from _settings(here, raw)
        else:
            yield here, raw


def _level(name: str, raw: object) -> str:
    family = name.partition(".")[0]
    typed = toml.quote(name) if "." in name else name
    if family not in FAMILIES:
        meant = nearest(family, FAMILIES)
        better = typed.replace(family, meant, 1) if meant else "link"
        hint = f" (did you mean `{meant}`?)" if meant else ""
        raise MeaningError(f"is no kind of problem{hint}", f'{better} = "warning"')
    if is_fixed(name):
        raise MeaningError("is always an error: with one, the site would lose a page or show a wrong one")
    if name in SINGLY:
        better = f'"{SINGLY[name]}" = "warning"'
        raise MeaningError("holds checks that can only be lowered one by one, each by its whole name", better)
    levels = LEVELS[:2] if family in HEAVY or name in HEAVY else LEVELS
    try:
        return formats.one_of(*levels)(str(raw))
    except MeaningError as error:
        raise MeaningError(str(error), f"{typed} = {toml.quote(error.suggestion or 'warning')}") from None


def is_fixed(name: str) -> bool:
    """Whether the code or family `name` is, or has in it, what cannot be made any lighter."""
    family = name.partition(".")[0]
    return family in FIXED or name in FIXED


def weigh(problems: Iterable[Problem], checks: Mapping[str, str]) -> tuple[Problem, ...]:
    """`problems` as grave as `checks` wants them: by code, else by family. What is ``off`` is left out."""
    wanted = ((problem, _wanted(problem, checks)) for problem in problems)
    return tuple(
        replace(problem, severity=Severity(level)) if level else problem
        for problem, level in wanted
        if level != OFF
    )


def _wanted(problem: Problem, checks: Mapping[str, str]) -> str:
    code, family = problem.code, problem.code.partition(".")[0]
    if is_fixed(code) or (family in HARD and problem.severity is Severity.ERROR):
        return ""
    return checks.get(code) or checks.get(family, "")
