"""The account of a build for its readers: in a terminal, as Markdown, as JSON.

The command ``report``, for publishers, is `private` and `briefing`.

Every problem is told in each of them, and every file that is not published.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import fill

from weeknotes.errors import Problem, Severity
from weeknotes.facts import Exemption
from weeknotes.model import Account, FileAccount, State
from weeknotes.tellings import (
    Telling,
    counts,
    exemption_words,
    fate,
    in_state,
    is_stopped,
    shown,
    summary,
    tell,
    unpublished,
    verdict,
    warning,
)
from weeknotes.text import count_words
from weeknotes.values import Record

# The JSON report is a promise to other programs: its names stay when the records grow.
FILE_NAMES = ("path", "state", "url", "when", "reason", "cause", "fix", "appears")
EXEMPTION_NAMES = ("path", "line", "what", "text", "by", "reason")
PROBLEM_NAMES = ("code", "severity", "path", "line", "column", "message", "found", "suggestion")
COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.HINT: "1;36"}
BOLD, GREEN = "1", "32"
WHOLE = "The site as a whole"
COMING = (State.SCHEDULED, State.EMBARGOED, State.HELD)
# GitHub refuses a summary of more than one megabyte.
LISTED = 500
MARKED = re.compile(r"`[^`\n]+`|[\\`*_\[\]<>&~|#]")


def as_json(account: Account) -> str:
    """The account as JSON: ``counts``, ``files`` by path, ``problems`` by file and line, ``exemptions`` in force,
    and the paths that are ``quarantined``."""
    value = {
        "counts": counts(account),
        "files": [_row(each, FILE_NAMES) for each in sorted(account.files, key=lambda each: each.path)],
        "problems": [
            _row(each, PROBLEM_NAMES) for each in sorted(account.problems, key=lambda each: each.rank)
        ],
        "exemptions": [_row(each, EXEMPTION_NAMES) for each in account.exemptions],
        "quarantined": list(account.quarantined),
    }
    # Escaped to ASCII: a file name that is not Unicode can still be written anywhere.
    return json.dumps(value, indent=2) + "\n"


def as_markdown(account: Account, site_title: str) -> str:
    """A job summary in GitHub's Markdown: what needs attention, comes next, is left out, is published."""
    tellings = tell(account.problems)
    later = [each for each in in_state(account, *COMING) if each.when]
    left_out = [each for each in unpublished(account) if each.state not in COMING or not each.when]
    blocks = [
        f"## {_plain(site_title)}",
        *([f"> [!CAUTION]\n> {_plain(loud)}"] if (loud := warning(account)) else []),
        f"**{verdict(account)}**",
        _plain(summary(account)),
        *_section("What needs attention", _problem_blocks(tellings)),
        *_section("What comes next", _bullets(later)),
        *_section("What is not on the site", _bullets(left_out)),
        *_section("Exceptions in force", _exemption_bullets(account.exemptions)),
        *_published_blocks(in_state(account, State.PUBLISHED), is_stopped(account)),
    ]
    return "\n\n".join(blocks) + "\n"


def as_text(account: Account, width: int = 80, colour: bool = False) -> str:
    """The account for a terminal `width` columns wide; `colour` adds ANSI colours."""
    voice = _Voice(width, colour)
    loud = [voice.painted(voice.wrapped(text), COLOURS[Severity.ERROR]) for text in [warning(account)] if text]
    blocks = [*loud, voice.wrapped(summary(account))]
    blocks += _by_file(account.problems, voice)
    if missing := unpublished(account):
        lines = [voice.wrapped(f"{each.path}: {fate(each)}", "  ") for each in missing]
        blocks.append("\n".join([voice.painted("Not on the site", BOLD), *lines]))
    if account.exemptions:
        lines = [voice.wrapped(f"{_place(each)}: {exemption_words(each)}", "  ") for each in account.exemptions]
        blocks.append("\n".join([voice.painted("Exceptions in force", BOLD), *lines]))
    end = COLOURS[Severity.ERROR] if counts(account)["errors"] else GREEN
    return "\n\n".join([*blocks, voice.painted(voice.wrapped(verdict(account)), end)]) + "\n"


def problems_as_text(problems: Iterable[Problem], width: int = 80, colour: bool = False) -> str:
    """Problems alone, file by file, for a terminal; empty where there are none."""
    return "".join(f"{block}\n\n" for block in _by_file(problems, _Voice(width, colour)))


def problems_as_markdown(problems: Iterable[Problem]) -> str:
    """Problems alone, file by file, in GitHub's Markdown; empty where there are none."""
    return "".join(f"{block}\n\n" for block in _problem_blocks(tell(problems)))


class _Voice(Record):
    """How a terminal is spoken to: columns, and whether in colour."""

    width: int
    colour: bool

    def painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def wrapped(self, text: str, indent: str = "") -> str:
        """`text` as a paragraph; paths and other long words are never broken."""
        return fill(
            shown(text),
            max(self.width, 40),
            initial_indent=indent,
            subsequent_indent=indent and indent + "  ",
            break_long_words=False,
            break_on_hyphens=False,
        )

    def told(self, telling: Telling) -> str:
        """A problem with its message, the text as typed and the text to write."""
        problem = telling.problem
        message = self.wrapped(f"{telling.place}: {telling.message}", "  ")
        painted = message.replace(telling.place, self.painted(telling.place, COLOURS[problem.severity]), 1)
        return "\n".join(
            [painted, *_quoted("you typed: ", problem.found), *_quoted("write:     ", problem.suggestion)]
        )


def _by_file(problems: Iterable[Problem], voice: _Voice) -> list[str]:
    groups = groupby(tell(problems), key=lambda each: each.problem.path)
    return ["\n".join([voice.painted(shown(path) or WHOLE, BOLD), *map(voice.told, group)]) for path, group in groups]


def _quoted(label: str, text: str) -> list[str]:
    """`text` line by line under its label, never wrapped, so that it can be copied."""
    lines = text.strip("\r\n").splitlines() if text else []
    labels = [label] + [" " * len(label)] * len(lines)
    return [f"    {before}{shown(line)}" for before, line in zip(labels, lines, strict=False)]


def _row(record: FileAccount | Problem | Exemption, names: Sequence[str]) -> dict[str, str | int]:
    # No cause is an empty text, like all else that there is not.
    return {name: "" if (value := getattr(record, name)) is None else value for name in names}


def _place(exemption: Exemption) -> str:
    return f"{exemption.path}, line {exemption.line}" if exemption.line else exemption.path


def _section(title: str, blocks: Sequence[str]) -> list[str]:
    return [f"### {title}", *blocks] if blocks else []


def _problem_blocks(tellings: Sequence[Telling]) -> list[str]:
    blocks = []
    for path, group in groupby(tellings[:LISTED], key=lambda each: each.problem.path):
        blocks.append(f"#### {_code(path) if path else WHOLE}")
        for telling in group:
            blocks.append(f"**{telling.place}.** {_plain(telling.message)}")
            blocks += _fenced("You typed:", telling.problem.found)
            blocks += _fenced("Write:", telling.problem.suggestion)
    return blocks + _left(len(tellings), "more problem")


def _published_blocks(files: Sequence[FileAccount], stopped: bool) -> list[str]:
    if not files:
        return []
    title = "What would be published" if stopped else "What is published"
    head = f"<details><summary>{title}: {count_words(len(files), 'file')}</summary>"
    return [head, *_bullets(files), "</details>"]


def _bullets(files: Sequence[FileAccount]) -> list[str]:
    """A list of files with what became of each; a published one with its address."""
    lines = [
        f"* {_code(each.path)}: {_address(each) if each.state is State.PUBLISHED else _plain(fate(each))}"
        for each in files[:LISTED]
    ]
    return ["\n".join(lines), *_left(len(files), "more file")] if lines else []


def _address(account: FileAccount) -> str:
    """Where a file is published, with its week or day."""
    return _code(account.url) + (f", {_plain(account.when)}" if account.when else "")


def _exemption_bullets(exemptions: Sequence[Exemption]) -> list[str]:
    lines = [f"* {_code(_place(each))}: {_plain(exemption_words(each))}" for each in exemptions[:LISTED]]
    return ["\n".join(lines), *_left(len(exemptions), "more exception")] if lines else []


def _left(number: int, noun: str) -> list[str]:
    left = number - LISTED
    return [f"… and {count_words(left, noun)}: the log of this run tells of each."] if left > 0 else []


def _plain(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line, save for code between backticks."""
    line = " ".join(shown(text).split())
    return MARKED.sub(lambda found: found[0] if len(found[0]) > 1 else f"\\{found[0]}", line)


def _code(text: str) -> str:
    """`text` as code within a line, whatever backticks it holds."""
    line = " ".join(shown(text).split())
    ticks = _longer(line, 1)
    gap = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{gap}{line}{gap}{ticks}"


def _fenced(label: str, text: str) -> list[str]:
    """`text` as a block of code, whatever backticks it holds."""
    fence = _longer(text, 3)
    inner = shown(text.replace("\r\n", "\n")).strip("\n")
    return [label, f"{fence}text\n{inner}\n{fence}"] if inner else []


def _longer(text: str, least: int) -> str:
    """A run of backticks longer than any in `text`."""
    return "`" * max([least, *(len(run) + 1 for run in re.findall("`+", text))])
