"""What the path of a content file says: its day or week, slug, team and language.

People keep notes in many layouts; all of these are understood below a folder of the site::

    2026/2026-w28-housing.md   2023-05-05-weeknotes.md    2018/28/index.md   2018/W28.md   2019-28.md
    2022-07.md   2025/03/14/slug.md   team/2025/03/slug/index.md   study/01-first-part.md   note.cy.md

Two readings are a choice. ``2024-08`` may be August or week 8: numbers to 12 after a hyphen are
months, above they are weeks; `claims.decide` takes it for the week when the note's date says so.
``2018/05/index.md``, where nothing but the number names the note, is week 5 of a folder of weeknotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import TypedDict

from weeknotes.config import Folder
from weeknotes.dates import read_day
from weeknotes.errors import MeaningError, Problem, Severity
from weeknotes.facts import Claim
from weeknotes.languages import base
from weeknotes.model import Kind
from weeknotes.text import plain_spaces, slugify
from weeknotes.values import Record
from weeknotes.weeks import FIRST_YEAR, LAST_YEAR, Span, Week

ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".html", ".txt")
INDEXES = ("index", "_index", "readme")
# Codes of ISO 639-1 in use on public sites; a full list would take "node.js" for a language.
LANGUAGES = (
    "ar bg bn br cs cy da de el en es et fa fi fr ga gd gu gv he hi hr hu it ja kw lt lv mt nl no pa pl ps pt"
    " ro ru sk sl so sq sr sv sw ta tr uk ur vi yi zh"
)

_SEP = r"[-_ .]*"
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-_.](\d{1,2})[-_.]((?:19|20)\d\d)(?!\d)")
# At the beginning a mistyped year (202, 3023, 20223) is still meant as one.
_YEAR_FIRST = re.compile(r"(^\d{4}|^20\d|^20\d{3}|(?<!\d)(?:19|20)\d\d)[-_.](\d{1,2})[-_.](\d{1,2})(?!\d)")
# Eight digits are a day only at the beginning: elsewhere they may be any number.
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?!\d)")
_TO = rf"(?:(?:{_SEP}to{_SEP}w?|-w)(\d{{1,2}}))?"
_W = rf"w(?:eek|k)?{_SEP}(\d{{1,2}}){_TO}(?![^\W_])"
_YEAR_WEEK = re.compile(rf"(?<![^\W_])(\d{{3,4}}){_SEP}{_W}", re.IGNORECASE)
_WEEK_ALONE = re.compile(_W, re.IGNORECASE)
_YEAR_NUMBER = re.compile(r"^((?:19|20)\d\d)[-_](\d{1,2})(?![^\W_])")
_BARE_NUMBER = re.compile(r"(?:w(?:eek|k)?[-_ ]?)?(\d{1,2})", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED_FOLDER = re.compile(r"(?:19|20)\d\d(?:[-_.]?w\d{1,2}|(?:[-_.]\d{1,2}){1,2})", re.IGNORECASE)
_PART = re.compile(r"(\d{1,3})[-_ .]+(.+)")


class PathFacts(Record):
    """What a path says. What it does not say is empty.

    `slug` is empty where the path names nothing but a time; `name` is the slug in words, for a
    title. `month` is true where the path names a month alone: `day` is then its last day. `part`
    counts the parts of a case study from 1, and `parent` is the slug of the folder they lie in.
    `claims` holds the same time as evidence for `claims.decide`.
    """

    day: date | None = None
    span: Span | None = None
    slug: str = ""
    name: str = ""
    team: str = ""
    month: bool = False
    lang: str = ""
    part: int = 0
    parent: str = ""
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Times(TypedDict):
    """The fields of `PathFacts` that tell of time."""

    day: date | None
    span: Span | None
    month: bool
    claims: tuple[Claim, ...]


class _Find(Record):
    """One time found in a path, as a claim or as what is wrong with it; `rest` is the name without it."""

    claim: Claim | None
    rest: str = ""
    fault: MeaningError | None = None
    found: str = ""


def read_path(path: str, folder: Folder) -> PathFacts:
    """What `path`, relative to the site and below `folder`, says. Nothing is raised: see `problems`."""
    stem, folders, lang, is_index = _parted(_below(path, folder.path))
    names, numbers = _split_folders(folders)
    in_name = _in_name(stem, numbers, folder.kind)
    in_folders = _in_folders(numbers, in_name.rest, folder.kind)
    # Any other file in a folder of case studies may be a part of the study that the folder is.
    is_inside = bool(names) and folder.kind == Kind.CASE_STUDY and not is_index
    part, rest = _part(in_name.rest, is_inside)
    return PathFacts(
        slug=slugify(rest),
        name=_words(rest),
        team=slugify(names[0]) if names and not is_inside else "",
        lang=lang,
        part=part,
        parent=slugify(names[-1]) if is_inside else "",
        problems=_problems(path, in_name, in_folders),
        **_times(in_name, in_folders),
    )


def _parted(path: str) -> tuple[str, list[str], str, bool]:
    """The name, folders, language, and whether the name is that of a folder with an ``index.md``."""
    *folders, file = path.split("/")
    stem, lang = _language(_without_ending(file))
    # Jekyll's "_posts" and "_drafts" below a category name nothing.
    folders = [each for each in folders if not each.startswith("_")]
    if folders and _is_language(folders[0]):
        lang = lang or folders[0]
        folders = folders[1:]
    if stem.casefold() not in INDEXES:
        return stem, folders, lang, False
    if not folders or _is_time(folders):
        return "", folders, lang, True
    return folders[-1], folders[:-1], lang, True


def _times(*finds: _Find) -> _Times:
    """The day, the span and the claims of a path; an exact day goes before one that stands for a month."""
    found = tuple(each.claim for each in finds if each.claim)
    dated = sorted((each for each in found if each.day), key=lambda each: each.number > 0)
    span = next((each.span for each in found if each.span), None)
    return _Times(
        day=dated[0].day if dated else None,
        span=span,
        month=bool(dated) and dated[0].number > 0 and span is None,
        claims=found,
    )


def _below(path: str, folder: str) -> str:
    """`path` below `folder`, with the year that the folder itself may be (and the week or month below it)."""
    own = [each for each in folder.split("/") if each not in ("", ".")]
    years = [index for index, each in enumerate(own) if _YEAR.fullmatch(each)]
    is_time = bool(years) and all(map(_BARE_NUMBER.fullmatch, own[years[-1] + 1 :]))
    return "/".join(path.split("/")[years[-1] if is_time else len(own) :])


def _without_ending(file: str) -> str:
    return next((file[: -len(each)] for each in ENDINGS if file.lower().endswith(each)), file)


def _language(stem: str) -> tuple[str, str]:
    """``note.cy`` -> ``note``, ``cy``; ``note.pt-BR`` keeps the region."""
    base, _, code = stem.rpartition(".")
    return (base, code) if base and _is_language(code) else (stem, "")


def _is_language(code: str) -> bool:
    return base(code) in LANGUAGES.split()


def _is_time(folders: list[str]) -> bool:
    """Whether the last folder is part of a date, so that an ``index.md`` in it has no name of its own."""
    _, numbers = _split_folders(folders)
    return folders[-1] in numbers


def _split_folders(folders: list[str]) -> tuple[list[str], list[str]]:
    """Folders with names, and those of a date: a year, a month or week below it, a day below that."""
    opened = [part for each in folders for part in _opened(each)]
    years = [index for index, each in enumerate(opened) if _YEAR.fullmatch(each)]
    if not years:
        return opened, []
    start = years[-1]
    below = takewhile(_BARE_NUMBER.fullmatch, opened[start + 1 : start + 3])
    numbers = [opened[start], *below]
    others = (*opened[:start], *opened[start + len(numbers) :])
    return [each for each in others if not _YEAR.fullmatch(each)], numbers


def _opened(folder: str) -> list[str]:
    """``2026-w28`` is the folder ``w28`` in ``2026``."""
    return re.findall(r"\d{4}|w?\d+", folder, re.IGNORECASE) if _DATED_FOLDER.fullmatch(folder) else [folder]


def _in_name(stem: str, numbers: list[str], kind: str) -> _Find:
    return next(_readings(stem, numbers, kind), _Find(None, stem))


def _readings(stem: str, numbers: list[str], kind: str) -> Iterator[_Find]:
    """Every way in which the name tells a time, the surest first."""
    if found := _YEAR_WEEK.search(stem):
        yield _week("name", found[0], _cut(stem, found), (found[1], found[2], found[3]))
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _COMPACT):
        if found := pattern.search(stem):
            yield _day(found[0], found.groups(), _cut(stem, found))
    if kind == Kind.WEEKNOTE:
        yield from _bare_weeks(stem, numbers[0] if numbers else "")
    if found := _YEAR_NUMBER.match(stem):
        yield from _year_number(found, _cut(stem, found), kind)


def _bare_weeks(stem: str, year: str) -> Iterator[_Find]:
    """A week without its year, which a folder may give: ``2018/w28-housing.md``, ``2018/28.md``."""
    if found := _WEEK_ALONE.match(stem):
        yield _week("name", found[0], _cut(stem, found), (year, found[1], found[2]))
    if year and (found := _BARE_NUMBER.fullmatch(stem)):
        yield _week("name", stem, "", (year, found[1], None))


def _year_number(found: re.Match[str], rest: str, kind: str) -> Iterator[_Find]:
    """``2022-07`` is a month; ``2019-28`` a week, but only among weeknotes (a budget may be of 2019-20)."""
    year, number = int(found[1]), int(found[2])
    if 1 <= number <= 12:
        yield _month(year, number, found[0], rest)
    elif kind == Kind.WEEKNOTE and number <= 53:
        yield _week("name", found[0], rest, (found[1], found[2], None))


def _in_folders(numbers: list[str], rest: str, kind: str) -> _Find:
    if len(numbers) < 2:
        return _Find(None)
    year, found = numbers[0], "/".join(numbers)
    number = _BARE_NUMBER.fullmatch(numbers[1])
    if len(numbers) == 3:
        return _day(found, numbers, "")
    if number is None or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return _Find(None)
    # With nothing but the number to name the note it is the week; above a name it is the month.
    is_month = numbers[1].isdigit() and 1 <= int(number[1]) <= 12
    if is_month and (rest or kind != Kind.WEEKNOTE):
        return _month(int(year), int(number[1]), found, "")
    return _week("folder", found, "", (year, number[1], None))


def _week(kind: str, found: str, rest: str, numbers: tuple[str, str, str | None]) -> _Find:
    """A week, or weeks from one to another; without a year it is a number alone."""
    year, first, last = numbers
    if not year:
        return _Find(Claim(kind, found, number=int(first)), rest)
    try:
        start = Week.checked(int(year), int(first))
        span = Span.checked(start, Week.checked(start.year, int(last)) if last else start)
    except MeaningError as error:
        return _Find(None, rest, error, found)
    return _Find(Claim(kind, found, span), rest)


def _day(found: str, numbers: Sequence[str], rest: str) -> _Find:
    try:
        return _Find(Claim("name date", found, day=read_day("-".join(numbers))), rest)
    except MeaningError as error:
        return _Find(None, rest, error, found)


def _month(year: int, number: int, found: str, rest: str) -> _Find:
    """Both `day` and `number` are set: a day that stands for a month, or for the week of that number."""
    following = date(year + number // 12, number % 12 + 1, 1)
    return _Find(Claim("name date", found, day=following - timedelta(days=1), number=number), rest)


def _cut(stem: str, found: re.Match[str]) -> str:
    """The name without what was found, and without the separators around it."""
    before, after = stem[: found.start()].rstrip("-_ ."), stem[found.end() :].lstrip("-_ .")
    return f"{before}-{after}" if before and after else before + after


def _part(rest: str, is_inside: bool) -> tuple[int, str]:
    found = _PART.fullmatch(rest) if is_inside else None
    return (int(found[1]), found[2]) if found else (0, rest)


def _words(rest: str) -> str:
    words = plain_spaces(re.sub(r"[-_]+", " ", rest))
    return words[:1].upper() + words[1:]


def _problems(path: str, *finds: _Find) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            "path.date",
            Severity.ERROR,
            path,
            f"The name of the file or of its folder has “{find.found}” in it. {find.fault}",
            found=find.found,
            suggestion=find.fault.suggestion,
        )
        for find in finds
        if find.fault
    )
