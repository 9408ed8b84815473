"""Dates and weeks that a text says and its date does not: left over from the note that it was copied from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from weeknotes.checks.manuscript import Manuscript
from weeknotes.checks.typed import exchange, title_line
from weeknotes.dates import MONTHS, day_words, read_day, short_day_words
from weeknotes.errors import MeaningError, Problem, Severity
from weeknotes.model import Kind
from weeknotes.weeks import Week

NAMES = "|".join(f"{name[:3]}(?:{name[3:]}|{name[3:4]})?" for name in MONTHS)
IN_NUMBERS = r"(?<!\d)(?:\d{1,2}(?P<between>[-/.])\d{1,2}(?P=between)(?:20)?\d\d|20\d\d-\d\d?-\d\d?)(?!\d)"
IN_WORDS = rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{NAMES})\.?,?(?:\s+20\d\d)?(?!\w)"
DATE = re.compile(rf"{IN_NUMBERS}|{IN_WORDS}", re.IGNORECASE)
WEEK = re.compile(
    r"(?<!\d)(?P<year>20\d\d)[-\s/]*w(?:ee)?k?[-\s]*(?P<week>\d{1,2})(?!\d)|\bweek\s+(\d{1,2}),?\s+(20\d\d)",
    re.IGNORECASE,
)
AMBIGUOUS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}")
NO_ZERO = re.compile(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?=\D|$)")
# A note appears up to some days after the last that it tells of, and may look a little ahead.
BEFORE, AFTER = timedelta(days=6), timedelta(days=3)
LEFT_OVER = timedelta(days=35)

TITLE = ("date.title", Severity.WARNING)
REF = ("date.ref", Severity.WARNING)
DOUBTFUL = ("date.ambiguous", Severity.HINT)
NAME = ("date.name", Severity.HINT)


def check(text: Manuscript) -> Iterator[Problem]:
    """A title or `ref` with the date of another week; a date that can be read in two ways; a name without zeros."""
    yield from _name(text)
    yield from _ambiguous(text)
    day = _day(text)
    if day and text.kind is Kind.WEEKNOTE:
        yield from _title(text, day)
        yield from _ref(text, day)


def _day(text: Manuscript) -> date | None:
    """The day of the note: its date, that in its name, or the Friday of its week."""
    if text.fields.date:
        return text.fields.date.day
    return text.named or (text.span.last.friday if text.span else None)


def _title(text: Manuscript, day: date) -> Iterator[Problem]:
    title, line = text.marked.title, title_line(text)
    said = [(found[0], other) for found in DATE.finditer(title) if (other := _read(found[0], day))]
    if any(_fits(text, other, day) for _, other in said):
        return
    for typed, other in said:
        if _is_left_over(other, day):
            message = f"The title says {day_words(other)}, but this note is dated {day_words(day)}. Is it left over?"
            yield exchange(text, (*TITLE, message), line, typed, _as_typed(typed, day))
            return
    yield from _title_week(text, title, line)


def _title_week(text: Manuscript, title: str, line: int) -> Iterator[Problem]:
    """A week in the title with its year; numbers without one may count anything."""
    found = WEEK.search(title)
    if found is None or text.span is None:
        return
    typed, number = (found["week"], found["year"]) if found["week"] else (found[3], found[4])
    year, week = int(number), int(typed)
    span = text.span
    if any(Week(year, week) == each for each in (span.first, span.last)) or not 1 <= week <= 53:
        return
    if span.first <= Week(year, week) <= span.last:
        return
    right = str(span.last.number).zfill(len(typed))
    instead = found[0].replace(number, str(span.last.year), 1)
    instead = right.join(instead.rsplit(typed, 1)) if found["week"] else instead.replace(typed, right, 1)
    message = f"The title says week {week} of {year}, but this note is about {span.last}. Is it left over?"
    yield exchange(text, (*TITLE, message), line, found[0], instead)


def _ref(text: Manuscript, day: date) -> Iterator[Problem]:
    """`ref` pairs a note with its translation: with the date of another week it pairs two strangers."""
    ref = text.fields.ref
    found = DATE.search(ref) if ref else None
    other = _read(found[0], day) if found else None
    if found and other and not _fits(text, other, day):
        message = f"“ref” has the date of another note in it, {day_words(other)}: the two would pass for translations."
        yield exchange(text, (*REF, message), text.fields.lines.get("ref", 0), found[0], _as_typed(found[0], day))


def _fits(text: Manuscript, other: date, day: date) -> bool:
    """Whether the day is one of those that the note may be about, or near its date."""
    first = min(day - BEFORE, text.span.first.monday if text.span else day)
    last = max(day + AFTER, text.span.last.sunday if text.span else day)
    return first <= other <= last or other == text.named


def _is_left_over(other: date, day: date) -> bool:
    """Whether the day is of one of the last notes, or the same with the year not brought up to date."""
    is_old_year = other.year != day.year and (other.month, other.day) == (day.month, day.day)
    return day - LEFT_OVER <= other < day or is_old_year


def _read(typed: str, near: date) -> date | None:
    """The day that was typed; one without a year is that nearest to the note."""
    plain = typed.rstrip(".,")
    has_year = re.search(r"\d\d$", plain)
    years = [""] if has_year else [f" {near.year + away}" for away in (-1, 0, 1)]
    days = [day for year in years if (day := _day_of(f"{plain}{year}"))]
    return min(days, key=lambda day: abs(day - near), default=None)


def _day_of(words: str) -> date | None:
    try:
        return read_day(words)
    except MeaningError:
        return None


def _as_typed(typed: str, day: date) -> str:
    """`day` in the way that another was typed: in numbers or words, with or without zeros and year."""
    parts = re.split(r"([-/.])", typed)
    if len(parts) == 5:
        numbers = (day.year, day.month, day.day) if len(parts[0]) == 4 else (day.day, day.month, day.year)
        typed_out = (
            str(number)[-len(each) :] if number > 99 else str(number).zfill(len(each))
            for number, each in zip(numbers, parts[::2], strict=True)
        )
        return parts[1].join(typed_out)
    words = short_day_words(day)
    return words if re.search(r"20\d\d", typed) else words.rpartition(" ")[0]


def _ambiguous(text: Manuscript) -> Iterator[Problem]:
    """``03/04/2023`` is read as 3 April; where nothing else confirms it the writer should know."""
    moment, line = text.fields.date, text.fields.lines.get("date", 0)
    # A date or week in the name, or a week in the header, has been compared with it.
    is_named = re.search(r"\d", text.path.rpartition("/")[2])
    is_confirmed = is_named or any(each.kind != "date" for each in text.fields.claims)
    if moment is None or is_confirmed or not 0 < line <= len(text.lines):
        return
    found = AMBIGUOUS.search(text.lines[line - 1])
    if found and int(found[1]) != int(found[2]) and int(found[1]) <= 12 and int(found[2]) <= 12:
        message = f"{found[0]} was read as {day_words(moment.day)}: the day comes first. This leaves no doubt."
        yield exchange(text, (*DOUBTFUL, message), line, found[0], moment.day.isoformat())


def _name(text: Manuscript) -> Iterator[Problem]:
    """A name such as ``2023-4-7.md`` is understood here, but stands in the wrong place of every list of files."""
    name = text.path.rpartition("/")[2]
    found = NO_ZERO.match(name)
    if found and (len(found[2]) < 2 or len(found[3]) < 2):
        right = f"{found[1]}-{found[2].zfill(2)}-{found[3].zfill(2)}{name[found.end() :]}"
        message = "The date in the name of this file lacks a nought. Rename it, so that lists of files are in order."
        code, severity = NAME
        yield Problem(code, severity, text.path, message, found=name, suggestion=right)
