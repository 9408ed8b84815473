"""The private report in words: as text for a terminal, as Markdown, as JSON. It is never part of a site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from weeknotes.dates import day_words
from weeknotes.private import Private
from weeknotes.tellings import exemption_words, fate
from weeknotes.text import plain_spaces

PRIVATE = "For publishers. This report is not part of the site; keep it to yourselves."
UNITS = ((1 << 20, "MB"), (1 << 10, "KB"))


def as_markdown(report: Private) -> str:
    """The report in GitHub's Markdown, with a table of notes for each team and month."""
    blocks = [f"# Private report of {day_words(report.today)}", PRIVATE, "## Notes for each team and month"]
    blocks.append(_table(report) if report.teams else "No weeknotes yet.")
    for title, lines in _sections(report):
        blocks += [f"## {title}", "\n".join(f"* {_plain(line)}" for line in lines)]
    return "\n\n".join(blocks) + "\n"


def as_text(report: Private) -> str:
    """The report for a terminal: for each team the months in which it wrote."""
    blocks = [f"Private report of {day_words(report.today)}\n{PRIVATE}"]
    lines = [f"{team.name}: {_months_in_words(report, team.notes)}" for team in report.teams]
    told = [("Notes for each team and month", lines or ["No weeknotes yet."]), *_sections(report)]
    blocks += ["\n".join([title, *(f"  {plain_spaces(line)}" for line in lines)]) for title, lines in told]
    return "\n\n".join(blocks) + "\n"


def as_json(report: Private) -> str:
    """The report as JSON; sizes are in bytes, days as ``2026-07-24``."""
    files = {"waiting_for_sign_off": report.waiting, "coming": report.coming}
    value: dict[str, Any] = {
        "day": report.today.isoformat(),
        "months": list(report.months),
        "teams": [{"name": each.name, "notes": list(each.notes), "gaps": list(each.gaps)} for each in report.teams],
        "reviews": [{"path": each.path, "review_by": each.day.isoformat()} for each in report.reviews],
        "old_drafts": [{"path": each.path, "date": each.day.isoformat()} for each in report.drafts],
        "images": {"bytes": report.weight, "largest": [{"path": path, "bytes": size} for path, size in report.weights]},
        "untranslated": {name: list(paths) for name, paths in report.untranslated.items()},
        "exemptions": [_record(each, ("path", "line", "what", "text", "by", "reason")) for each in report.exemptions],
    }
    names = ("path", "state", "when", "reason", "fix", "appears")
    value |= {name: [_record(each, names) for each in found] for name, found in files.items()}
    return json.dumps(value, indent=2) + "\n"


def _record(record: object, names: Iterable[str]) -> dict[str, object]:
    return {name: getattr(record, name) for name in names}


def _sections(report: Private) -> list[tuple[str, list[str]]]:
    """Title and lines of each section that has something to tell."""
    told = [
        ("Weeks without a note", [f"{team.name}: {'; '.join(team.gaps)}" for team in report.teams if team.gaps]),
        ("Waiting for sign-off", [f"{each.path}: {fate(each)}" for each in report.waiting]),
        ("What comes next", [f"{each.path}: {fate(each)}" for each in report.coming]),
        ("Reviews", [f"{each.path}: {each.words}" for each in report.reviews]),
        ("Drafts of more than 60 days ago", [f"{each.path}: {each.words}" for each in report.drafts]),
        ("Exceptions in force", [f"{each.path}: {exemption_words(each)}" for each in report.exemptions]),
        *((f"Not yet in {name}: {len(paths):,}", list(paths)) for name, paths in report.untranslated.items()),
        ("Pictures", _weights(report)),
    ]
    return [(title, lines) for title, lines in told if lines]


def _weights(report: Private) -> list[str]:
    if not report.weights:
        return []
    largest = [f"{path}: {size_words(size)}" for path, size in report.weights]
    return [f"All together: {size_words(report.weight)}. The largest:", *largest]


def size_words(size: int) -> str:
    """``1.4 MB`` for 1,468,006 bytes."""
    unit, name = next(((unit, name) for unit, name in UNITS if size >= unit), (1, "bytes"))
    return f"{size / unit:.1f} {name}" if unit > 1 else f"{size} bytes"


def _months_in_words(report: Private, notes: Sequence[int]) -> str:
    return ", ".join(f"{month} {count}" for month, count in zip(report.months, notes, strict=True) if count) or "none"


def _table(report: Private) -> str:
    rows = [("Team", *report.months), ("---", *("---:" for _ in report.months))]
    rows += [(_plain(team.name), *map(str, team.notes)) for team in report.teams]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _plain(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>|#~&" else each for each in plain_spaces(text))
