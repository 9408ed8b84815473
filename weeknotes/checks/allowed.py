"""Recorded exceptions (``allow``): each silences one kind of problem about the words that it names, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from weeknotes.checks.manuscript import Manuscript
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Allow
from weeknotes.text import plain_spaces

Told = tuple[Problem, str]

UNUSED = (
    "This exception lets nothing pass: no problem called “{}” is about that text. Delete the entry, or give the name "
    "of the check as the report has it and the words as they stand in the text."
)
NO_TEXT = "This exception does not say which words it lets pass. Add them, as they stand in the text."


def judge(told: Sequence[Told], text: Manuscript) -> tuple[Problem, ...]:
    """The problems that no exception of the text lets pass, and what is wrong with its exceptions.

    Each problem comes with the very words that it is about; empty where it is about its whole line.
    """
    allows = text.fields.allow
    if not allows:
        return tuple(problem for problem, _ in told)
    kept = tuple(problem for problem, words in told if not any(_lets_pass(each, problem, words) for each in allows))
    return (*kept, *_idle(allows, told, text))


def silence(problems: Iterable[Problem], allows: Sequence[Allow]) -> tuple[Problem, ...]:
    """`problems` of a file without those that `allows`, of the texts that refer to it, let pass."""
    return tuple(each for each in problems if not any(_lets_pass(allow, each, "") for allow in allows))


def _lets_pass(allow: Allow, problem: Problem, words: str) -> bool:
    if not _names(allow.check, problem.code):
        return False
    given = _plain(allow.text)
    if words:
        # All of the words: a piece of a number would let others like it pass.
        return bool(given) and _plain(words) in given
    return given in _plain(problem.found) if given else not problem.line


def _plain(text: str) -> str:
    return plain_spaces(text).casefold()


def _names(check: str, code: str) -> bool:
    """Whether a writer's name for a check is that of `code`: whole, or the part before or after the dot."""
    name = check.strip().casefold().replace(" ", "-").replace("_", "-")
    return name in (code, *code.split(".", 1))


def _idle(allows: Sequence[Allow], told: Sequence[Told], text: Manuscript) -> Iterable[Problem]:
    lines = text.fields.lines
    # An entry holds the words that it lets pass, so what is found in it does not count.
    own = _block(text.lines, lines.get("allow", 0))
    outside = [(problem, words) for problem, words in told if problem.line not in own]
    for number, allow in enumerate(allows):
        if not _is_of_links(allow) and not any(_lets_pass(allow, problem, words) for problem, words in outside):
            message = UNUSED.format(allow.check) if allow.text.strip() else NO_TEXT
            line = lines.get(f"allow.{number}.check", lines.get("allow", 0))
            yield text.problem("allow.unused", Severity.HINT, message, line)


def _is_of_links(allow: Allow) -> bool:
    """Whether it lets pass what a build never asks for: what becomes of links to other sites."""
    return allow.check.strip().casefold().partition(".")[0] == "web"


def _block(lines: Sequence[str], first: int) -> range:
    """The numbers of the lines that a field takes which begins in line `first`."""
    last = first
    while last < len(lines) and (not lines[last].strip() or lines[last].startswith((" ", "\t", "-", "#"))):
        if lines[last].startswith("---"):
            break
        last += 1
    return range(first, last + 1)
