"""Sequels: the file of the next note of a series, from what the notes before it were like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from weeknotes import prompts
from weeknotes.config import Config, Folder
from weeknotes.header_values import quoted
from weeknotes.model import Heading, Kind
from weeknotes.paths import read_path
from weeknotes.text import join_words, slugify
from weeknotes.values import Record
from weeknotes.weeks import Span, Week

DRAFT = "# This is a draft and not on the site. When it is ready, delete this line and the next.\nstate: draft"
RECENT = 6  # notes in which a heading must stand at least twice to recur
# What Markdown would read as more than text: anywhere, round words, before an entity, at the beginning.
SIGNS = re.compile(r"[\\`*<\[\]~]|_(?![^\W_])|(?<![^\W_])_|&(?=#?\w+;)|^[#>+=-]")
NUMBERED = re.compile(r"^(\d+)(?=[.)])")


class Earlier(Record):
    """What an earlier note hands on to the next: `authors`, `series` and `episode` as typed."""

    path: str
    authors: tuple[str, ...] = ()
    series: str = ""
    episode: str = ""
    headings: tuple[Heading, ...] = ()


class Asked(Record):
    """The note that is wanted; what is empty is up to the notes before it.

    `team` is the slug of a team, `style` a key of `prompts.STYLES`.
    """

    week: Week
    title: str = ""
    team: str = ""
    author: str = ""
    style: str = ""


def header(fields: Iterable[tuple[str, str]]) -> str:
    """The lines between the fences: that it is a draft, and the `fields` (name, value) that are not empty."""
    return "\n".join((DRAFT, *(f"{name}: {_as_field(value)}" for name, value in fields if value)))


def _as_field(value: str) -> str:
    # YAML reads one word as nothing at all.
    is_plain = re.fullmatch(r"[^\W_][\w .,;()'’–-]*", value) and value.casefold() != "null"
    return value if is_plain else quoted(value)


def as_markdown(text: str) -> str:
    """Plain text, written so that Markdown shows it as it is (CommonMark 0.31 section 2.4)."""
    return NUMBERED.sub(r"\1\\", SIGNS.sub(r"\\\g<0>", text))


def standard_name(week: Week, owner: str = "") -> str:
    """``2026-w48-housing.md``."""
    return f"{week.year}-{week.slug}{f'-{owner}' if owner else ''}.md"


def folder_for(config: Config, kind: Kind, team: str) -> Folder:
    """The folder for a new entry of a kind: that of the team (a slug) first, then one of all teams."""
    foreign = [each for each in config.folders if each.lang not in ("", config.site.language)]
    # The standard folders come last in the configuration, so those that somebody wrote down go first.
    fitting = [each for each in config.folders if each.kind == kind]
    own = [each for each in fitting if each.team and slugify(each.team) == team]
    common = [each for each in fitting if not each.team and each not in foreign]
    return [*own, *common, *fitting][0]


def next_path(notes: Sequence[Earlier], folder: Folder, week: Week, owner: str) -> str:
    """Where the note about `week` goes: named like the last of `notes`, else in the standard way.

    `folder` is that of the last note; `owner` is the slug of the team or of the author.
    """
    alike = _moved([each.path for each in notes], folder, week, owner) if notes else ""
    return alike or f"{folder.path}/{week.year}/{standard_name(week, owner)}"


def _moved(paths: Sequence[str], folder: Folder, week: Week, owner: str) -> str:
    """The path of the last note with its week or day moved on; empty where that cannot be told."""
    facts = read_path(paths[-1], folder)
    if facts.span:
        before, after = _numbers(facts.span.last), _numbers(week)
    elif facts.day and not facts.month:
        before, after = _numbers(facts.day), _numbers(week.friday)
    else:
        return ""
    # Only the numbers change, so that whatever else a blog has in its names stays.
    path = _renumbered(paths[-1], before, after)
    # A name that no other note has tells what that one was about.
    if facts.slug not in {"", owner, *(read_path(each, folder).slug for each in paths[:-1])}:
        start, found, end = path.rpartition(facts.slug)
        path = f"{start}{owner or 'weeknotes'}{end}" if found else ""
    # Whatever was guessed, the new path must be read as that week by the rules for all paths.
    now = read_path(path, folder)
    return path if now.span == Span.of(week) or (not now.span and now.day == week.friday) else ""


def _numbers(time: Week | date) -> tuple[int, ...]:
    return (time.year, time.number) if isinstance(time, Week) else (time.year, time.month, time.day)


def _renumbered(path: str, before: Sequence[int], after: Sequence[int]) -> str:
    """`path` with the numbers `before`, in their order and as often as it begins anew, as `after`."""
    at = 0

    def put(found: re.Match[str]) -> str:
        nonlocal at
        number = int(found[0])
        # The year begins anew: "2026/2026-w48".
        at = 0 if number == before[0] else at
        if at == len(before) or number != before[at]:
            return found[0]
        at += 1
        return str(after[at - 1]).zfill(len(found[0]))

    return re.sub(r"\d+", put, path)


def next_text(notes: Sequence[Earlier], asked: Asked, reminder: str = "") -> str:
    """The whole file: fields, `reminder` of what the last note promised, headings to write below.

    An author who is not given is that of the last of `notes`, which come oldest first.
    """
    heads = _heads(notes, asked)
    return "\n".join(part for part in (f"---\n{_fields(notes, asked)}\n---\n", reminder, *heads) if part)


def _fields(notes: Sequence[Earlier], asked: Asked) -> str:
    last = notes[-1] if notes else Earlier("")
    return header(
        [
            ("title", asked.title),
            ("team", asked.team),
            ("author", asked.author or join_words(last.authors)),
            ("date", asked.week.friday.isoformat()),
            ("series", last.series),
            ("episode", _episode_after(last.episode)),
        ]
    )


def _episode_after(episode: str) -> str:
    """``s02e06`` for ``s02e05``: a new season is for the writer to begin."""
    return re.sub(r"\d+(?=\D*$)", lambda found: str(int(found[0]) + 1).zfill(len(found[0])), episode)


def _heads(notes: Sequence[Earlier], asked: Asked) -> list[str]:
    """The headings of the style that is wanted, or of the last note those that recur in its series."""
    if asked.style or len(notes) < 2:
        return [f"## {each}\n" for each in prompts.heads(asked.style, asked.week)]
    before = {slugify(each.text) for note in notes[-RECENT:-1] for each in note.headings}
    recurring = [each for each in notes[-1].headings if slugify(each.text) in before]
    return [f"{'#' * each.level} {as_markdown(each.text)}\n" for each in recurring]
