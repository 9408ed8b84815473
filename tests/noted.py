"""Texts for tests of the checks: read as a build reads them, from bytes to problems."""

from weeknotes import entries
from weeknotes.config import Config, Folder
from weeknotes.errors import Problem
from weeknotes.model import Reading

NOTE = "content/weeknotes/2024/2024-02-16-housing.md"
HEAD = "---\ntitle: Repairs in half the time\ndate: 2024-02-16\n---\n"


def reading(text: str, path: str = NOTE, kind: str = "weeknote", config: Config | None = None) -> Reading:
    """What a file of that text says, with all that the checks say of it."""
    folder = Folder("/".join(path.split("/")[:2]), kind)
    where = entries.place(path, folder, frozenset((path,)))
    return entries.read(text.encode(), where, config or Config())


def told(text: str, family: str = "", **where) -> list[Problem]:
    """What is said of a text, from one family of checks."""
    problems = reading(text, **where).problems
    return [each for each in problems if each.code.startswith(f"{family}.")] if family else list(problems)


def of_body(body: str, family: str = "", **where) -> list[Problem]:
    """What is said of a body below a sound header of four lines: its first line is line 5."""
    return told(HEAD + body, family, **where)


def mended(text: str, problem: Problem) -> str:
    """The text with what a problem suggests in place of what it found, in its own line."""
    lines = text.split("\n")
    assert problem.found in lines[problem.line - 1]
    lines[problem.line - 1] = lines[problem.line - 1].replace(problem.found, problem.suggestion, 1)
    return "\n".join(lines)
