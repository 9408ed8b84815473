"""Drafts: the front matter of a new entry, and the next note of a series made from the notes before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import unescape

from weeknotes import markup
from weeknotes.config import Folder
from weeknotes.header import quoted
from weeknotes.model import Heading, Reading, Target
from weeknotes.paths import read_path
from weeknotes.text import join_words, plain_spaces, slugify
from weeknotes.weeks import Span, Week

DRAFT = "# This is a draft and not on the site. When it is ready, delete this line and the next.\nstate: draft"
RECENT = 6  # notes in which a heading must stand at least twice to recur
PROMPTS = ("What we did", "What we learned", "Next week")
# Headings (as slugs) below which people say what comes next.
AHEAD = (
    *("next-week", "whats-next", "what-next", "what-happens-next", "next", "up-next", "next-up"),
    *("next-steps", "coming-up", "looking-ahead"),
)
# What Markdown would read as more than text: anywhere, round words, before an entity, at the beginning.
SIGNS = re.compile(r"[\\`*<\[\]~]|_(?![^\W_])|(?<![^\W_])_|&(?=#?\w+;)|^[#>+=-]")
NUMBERED = re.compile(r"^(\d+)(?=[.)])")


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


def next_week(notes: Sequence[Reading], today: date) -> Week:
    """The week after the last of `notes` (oldest first), or that of `today` where it has not begun."""
    this = Week.of(today)
    last = notes[-1].span if notes else None
    return min(this, last.last.plus(1)) if last else this


def next_path(notes: Sequence[Reading], folder: Folder, week: Week, owner: str) -> str:
    """Where the note about `week` goes: named like the last of `notes`, else in the standard way.

    `folder` is that of the last note; `owner` is the slug of the team or of the author.
    """
    alike = _moved(notes, folder, week, owner) if notes else ""
    return alike or f"{folder.path}/{week.year}/{standard_name(week, owner)}"


def _moved(notes: Sequence[Reading], folder: Folder, week: Week, owner: str) -> str:
    """The path of the last note with its week or day moved on; empty where that cannot be told."""
    last = notes[-1]
    facts = read_path(last.path, folder)
    if facts.span:
        before, after = _numbers(facts.span.last), _numbers(week)
    elif facts.day and not facts.month:
        before, after = _numbers(facts.day), _numbers(week.friday)
    else:
        return ""
    # Only the numbers change, so that whatever else a blog has in its names stays.
    path = _renumbered(last.path, before, after)
    # A name that no other note has tells what that one was about.
    if facts.slug not in {"", owner, *(each.slug for each in notes[:-1])}:
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


def next_text(notes: Sequence[Reading], week: Week, given: Mapping[str, str]) -> str:
    """The whole file of the note about `week`: fields, what the last note promised, headings to write below.

    `given` holds the title, team and author asked for; an author who is not given is that of the last note.
    """
    last = notes[-1] if notes else None
    parts = [f"---\n{_fields(last, week, given)}\n---\n"]
    parts += [_reminder(last)] if last else []
    return "\n".join(part for part in (*parts, *_prompts(notes)) if part)


def _fields(last: Reading | None, week: Week, given: Mapping[str, str]) -> str:
    told = {
        "title": given["title"],
        "team": given["team"],
        "author": given["author"] or (join_words(last.authors) if last else ""),
        "date": week.friday.isoformat(),
        "series": last.fields.series if last else "",
        "episode": _episode_after(last.fields.episode) if last else "",
    }
    return header(told.items())


def _episode_after(episode: str) -> str:
    """``s02e06`` for ``s02e05``: a new season is for the writer to begin."""
    return re.sub(r"\d+(?=\D*$)", lambda found: str(int(found[0]) + 1).zfill(len(found[0])), episode)


def _prompts(notes: Sequence[Reading]) -> list[str]:
    """The headings of the last note that recur in its series; a few to begin with where it is young."""
    if len(notes) < 2:
        return [f"## {each}\n" for each in PROMPTS]
    before = {slugify(each.text) for note in notes[-RECENT:-1] for each in note.body.headings}
    recurring = [each for each in notes[-1].body.headings if slugify(each.text) in before]
    return [f"{'#' * each.level} {as_markdown(each.text)}\n" for each in recurring]


def _reminder(last: Reading) -> str:
    """What the last note said would come next, as a list; empty where it said nothing."""
    ahead = [each for each in last.body.headings if slugify(each.text) in AHEAD]
    items = [item for each in ahead for item in _items(last, each)]
    return "You said you would:\n\n" + "".join(f"- {item}\n" for item in items) if items else ""


def _items(reading: Reading, heading: Heading) -> list[str]:
    """The items of lists below `heading`, in plain words: links would lead nowhere from another folder."""
    html = markup.fill(reading.body, [Target("")] * len(reading.links), str, plain=True)
    below = html.partition(f' id="{heading.id}">')[2]
    section = re.split(rf"<h[2-{heading.level}][ >]", below, maxsplit=1)[0]
    # An item ends where it is closed, or where a list inside it begins.
    found = re.findall(r"<li\b[^>]*>(.*?)(?=</?(?:li|ul|ol)\b)", section, re.DOTALL)
    words = (unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", each, flags=re.DOTALL)) for each in found)
    return [as_markdown(plain) for each in words if (plain := plain_spaces(each))]
