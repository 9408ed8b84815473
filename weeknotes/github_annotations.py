"""The account as annotations of GitHub: workflow commands, shown beside the lines that they are about.

GitHub shows ten annotations of each level for a step, in the order in which they are written; the log has all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weeknotes.errors import Problem, Severity
from weeknotes.facts import Cause
from weeknotes.model import Account, FileAccount
from weeknotes.tellings import GRAVEST_FIRST, fate, fixable, gravest_first, shown, summary, warning
from weeknotes.text import count_words
from weeknotes.values import replace

SHOWN = 10  # of each level, by GitHub's documentation of its limits
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
# What the families of problems are about. The code stands beside it: `allow` and the settings ask for it.
TITLES = {
    **dict.fromkeys(("secret", "sensitive"), "Must not be published"),
    **dict.fromkeys(("person", "project", "tag", "team", "theme"), "Name"),
    **{"abbreviation": "Abbreviation", "address": "Address", "allow": "Exception", "alt": "Words for a picture"},
    **{"config": "Settings of the site", "contact": "Contact", "copy": "Left over", "date": "Date"},
    **{"document": "Document", "field": "Field at the top", "file": "File", "folder": "Folder"},
    **{"front-matter": "Top of the file", "heading": "Heading", "host": "Limit of the host", "id": "Identity"},
    **{"image": "Picture", "length": "Length", "link": "Link", "linktext": "Words of a link", "markdown": "Text"},
    **{"output": "Folder of the site", "page": "Pages of the site", "path": "Name of the file"},
    **{"private": "Not open to readers"},
    **{"reading": "Ease of reading", "table": "Table", "template": "Template", "translation": "Translation"},
    **{"unfinished": "Not finished", "web": "Link to another site", "week": "Week", "word": "Word of your list"},
}
# These are ours alone, and nobody can set them.
OWN = {"quarantine": "Kept back", "report.counts": "All files", "report.more": "There is more"}


def as_github(account: Account) -> str:
    """The problems as workflow commands, with the counts, and a notice on each file that is not on the site and
    could be; where there are more of a level than GitHub shows, the last one that it shows says how many."""
    loud = [Problem("quarantine", Severity.ERROR, "", text) for text in [warning(account)] if text]
    told = gravest_first(account.problems)
    hints = [each for each in told if each.severity is Severity.HINT]
    counted = [Problem("report.counts", Severity.HINT, "", summary(account))] if account.files else []
    left_out = [_notice(each) for each in fixable(account)]
    problems = [*loud, *told[: len(told) - len(hints)], *counted, *left_out, *hints]
    levels = ([each for each in problems if each.severity is severity] for severity in GRAVEST_FIRST)
    return "".join(f"{_command(problem)}\n" for level in levels for problem in _within(level))


def _within(level: Sequence[Problem]) -> Iterator[Problem]:
    """The problems of one level, with a last one to be shown that tells of those that are not."""
    if len(level) <= SHOWN:
        yield from level
        return
    left = level[SHOWN - 1 :]
    severity = left[0].severity
    files = count_words(len({each.path for each in left}), "file")
    message = f"GitHub shows no more here: {count_words(len(left), f'more {severity.value}')} in {files}. "
    message += "The summary and the log of this run tell of each."
    yield from (*level[: SHOWN - 1], Problem("report.more", severity, "", message), *left)


def _notice(account: FileAccount) -> Problem:
    """That a file is not on the site, to be shown on the file."""
    words = fate(replace(account, fix=""))
    message = f"This file is not on the site. It is {words}{'' if words.endswith(('?', '.')) else '.'}"
    line = account.fix if account.cause is Cause.SIGN_OFF else ""
    return Problem(f"file.{account.cause}", Severity.HINT, account.path, message, suggestion=line)


def _command(problem: Problem) -> str:
    """One workflow command: ``::error file=a.md,line=3,title=Week (week.unknown)::message``."""
    places = {"file": problem.path, "line": problem.line, "col": problem.column, "title": _title(problem.code)}
    given = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value)
    lines = [problem.message]
    lines += [f"You typed: {problem.found}"] if problem.found else []
    lines += [f"Write: {problem.suggestion}"] if problem.suggestion else []
    return f"::{COMMANDS[problem.severity]} {given}::{_data(chr(10).join(lines))}"


def _title(code: str) -> str:
    family = code.partition(".")[0]
    return OWN.get(code) or (f"{TITLES[family]} ({code})" if family in TITLES else code)


def _data(text: str) -> str:
    return shown(text.replace("\r\n", "\n")).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
