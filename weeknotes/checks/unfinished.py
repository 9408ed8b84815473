"""What was never meant to be read: merge-conflict markers, and text of a template that nobody filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weeknotes import prompts
from weeknotes.checks.sheet import Find, Sheet
from weeknotes.errors import Severity
from weeknotes.text import shorten

CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
# Names and headings: what readers see first, and lists and feeds repeat.
NAMED = re.compile(
    r"^(?:title|summary|description|subtitle|excerpt)[ \t]*:[ \t]*(?P<value>.*(?:\n[ \t]+.*)*)",
    re.MULTILINE | re.IGNORECASE,
)
HEADING = re.compile(r"^#{1,6}[ \t](?P<value>.*)$", re.MULTILINE)
DAY = re.compile(
    r"\b(?:dd?(?P<sep>[-/. ])mm?m?(?P=sep)y{2,4}|yyyy(?P<to>[-/.])mm(?P=to)dd"
    r"|xx(?P<by>[-/.])xx(?P=by)(?:xxxx|xx|20\d\d|20xx))\b",
    re.IGNORECASE,
)
DAY_SIGNS = ("yy", "YY", "xx", "XX")
# Beside one of these the day of a note was to stand; elsewhere people speak of how dates are written.
OF_NOTES = re.compile(
    r"week|wythnos|nodiad|notes?\b|sprint|updates?\b|\bw/?[ce]\b|commencing|beginning|ending|monthly|fortnight",
    re.IGNORECASE,
)
ON_FORMATS = re.compile(
    r"\b(?:format\w*|enter\w*|typ(?:e|ed|ing)|ask\w*|inputs?|fields?|hints?|patterns?|validat\w*|instead|versus|vs|why|how"
    r"|us(?:e|ing)|picker|pars\w+|fformat)\b|(?<=.)[\"'`“‘]$",
    re.IGNORECASE,
)
TO_DO = re.compile(r"(?<![\w'\"`“‘-])(?:TODO|TO-DO|FIXME|TKTK)(?![\w'\"`”’]| (?:list|item|app|comment|note)s?\b|-list)")
BLANK = re.compile(r"[\[<]insert [^\]>\n]{2,40}[\]>](?![(\[])|^[ \t\"']*lorem ipsum\b", re.IGNORECASE | re.MULTILINE)
# The whole of a title or summary as templates have it, our own ones too.
STOCK = re.compile(
    r"(?:say in one (?:or two )?sentences?\b.*|.*\bsay the point here"
    r"|(?:your |post |page |weeknotes? )?(?:title|summary|description) (?:goes )?here"
    r"|(?:add|insert|enter|write) (?:a |the |your )?(?:title|summary|description) here"
    r"|insert (?:a |the |your )?(?:title|summary|description)|your (?:title|summary|description)|untitled)[.!…]*",
    re.IGNORECASE,
)
LINE_TO_DO = re.compile(r"^[ \t>*+-]*(?:\[ \] )?(?:TODO|FIXME)\b.*$", re.MULTILINE)
LINE_DAY = re.compile(rf"^[ \t>*#_-]*(?:\w+[ \t:]+){{0,4}}(?:{DAY.pattern})[ \t*_.]*$", re.MULTILINE | re.IGNORECASE)
# What `weeknotes new` writes below each heading, to be written over.
ASKED = re.compile(
    rf"\n({'|'.join(map(re.escape, (*(question for _, question in prompts.CASE_STUDY), prompts.POST)))})(?=\n)"
)

MERGE = (
    "Two versions of this text were saved into one another here: this line, a line of equals signs and a line of "
    "arrows belong to the tool that joins them. Keep the version that is right and delete these lines."
)
TEMPLATE = "“{}” is text of a template that was to be filled in. Write your own words in its place, or take it out."


def scan(sheet: Sheet) -> Iterator[Find]:
    """Conflict markers and unfilled names stop a text; an unfilled line in it is told."""
    if "<<<<<<<" in sheet.text or ">>>>>>>" in sheet.text:
        yield from _conflicts(sheet)
    # What is as it was begun is told as empty, once.
    if not prompts.is_untouched(sheet.text[sheet.body : (sheet.name or len(sheet.text) + 1) - 1]):
        yield from _names(sheet)
        yield from _lines(sheet)


def _conflicts(sheet: Sheet) -> Iterator[Find]:
    # Those of the header are told where the header is read.
    for found in CONFLICT.finditer(sheet.text, sheet.body):
        severity = Severity.WARNING if sheet.is_code(found.start()) else Severity.ERROR
        yield Find("unfinished.conflict", severity, found.start(), found.end(), MERGE, found[0][:60])


def _names(sheet: Sheet) -> Iterator[Find]:
    for found in NAMED.finditer(sheet.text, 0, sheet.body):
        start, value = found.start("value"), found["value"]
        words = value.strip().strip("\"'>|-").strip()
        if STOCK.fullmatch(words):
            yield _template(start, start + len(value), words)
        else:
            yield from (_template(start + at, start + end, text) for at, end, text in _unfilled(value))
    if any(sign in sheet.text for sign in DAY_SIGNS):
        yield from _days(sheet)


def _unfilled(value: str) -> Iterator[tuple[int, int, str]]:
    for shape in (TO_DO, BLANK):
        yield from ((found.start(), found.end(), found[0]) for found in shape.finditer(value))


def _days(sheet: Sheet) -> Iterator[Find]:
    """``dd/mm/yyyy`` where a day was to stand: in names, headings, and lines that hold nothing else."""
    places = [
        *((found.span("value"), True) for found in NAMED.finditer(sheet.text, 0, sheet.body)),
        *((found.span("value"), True) for found in HEADING.finditer(sheet.text, sheet.body)),
        *((found.span(), False) for found in LINE_DAY.finditer(sheet.text, sheet.body)),
    ]
    if sheet.name:
        end = sheet.line(sheet.name)[1]
        places.append(((max(sheet.name, sheet.text.rfind("/", 0, end) + 1), end), True))
    seen: set[int] = set()
    for (start, end), is_name in places:
        found = DAY.search(sheet.text, start, end)
        if found and found.start() not in seen and not sheet.is_code(start):
            seen.add(found.start())
            sure = is_name and _is_missing(sheet.text[start : found.start()], sheet.text[found.end() : end])
            severity = Severity.ERROR if sure else Severity.WARNING
            yield _template(found.start(), found.end(), found[0], severity)


def _is_missing(before: str, after: str) -> bool:
    """Whether a day is missing between these words, and they do not speak of how days are written."""
    alone = not re.search(r"\w", before) and not re.search(r"[^\W\d]{3}", after.replace("md", ""))
    return not ON_FORMATS.search(before) and (alone or bool(OF_NOTES.search(before + after)))


def _lines(sheet: Sheet) -> Iterator[Find]:
    text = sheet.text
    for found in ASKED.finditer(text, max(0, sheet.body - 1)):
        yield _template(found.start(1), found.end(1), found[1])
    if "TODO" in text or "FIXME" in text:
        for found in LINE_TO_DO.finditer(text, sheet.body):
            if not sheet.is_code(found.start()):
                yield _template(found.start(), found.end(), found[0].strip(), Severity.WARNING)
    for found in BLANK.finditer(text, sheet.body) if "nsert " in text or "orem ipsum" in text else ():
        yield _template(found.start(), found.end(), found[0], Severity.WARNING)


def _template(start: int, end: int, words: str, severity: Severity = Severity.ERROR) -> Find:
    shown = shorten(words, 80)
    return Find("unfinished.template", severity, start, end, TEMPLATE.format(shown), shown)
