"""Protective markings in capitals: a text that carries one stops, a text that speaks of one is only told.

The levels are those of the Government Security Classifications Policy and its forerunners; the phrases are
those that councils, health bodies and suppliers print on top of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from weeknotes.checks.sheet import Find, Sheet
from weeknotes.errors import Severity

# What every marking has in it: a text without any of these is done with.
SIGNS = (
    *("SENSITI", "SECRET", "CONFIDEN", "NOT FOR ", "RESTRICTED", "PRIVILEGED", "USE ONLY", "EYES ONLY"),
    *("GYHOEDDI", "CYFRINACHOL", "PROTECT", "DO NOT "),
)
GAP = r"(?:\*{0,2}\s?[-‐‑–—:/,]\s?\*{0,2}|\\-|\*{0,2}(?:[ \u00a0_]{1,3}| ?\n)\*{0,2})"
LEVEL = rf"OFFICIAL{GAP}SENSITIVE|SWYDDOGOL{GAP}SENSITIF|TOP{GAP}SECRET|CYFRINACHOL IAWN"
PHRASE = (
    rf"(?:COMMERCIAL(?:LY)?|STAFF|POLICY|MEDICAL|PERSONAL|MANAGEMENT|APPOINTMENTS?|CONTRACTS?|INVESTIGATIONS?)"
    rf"{GAP}IN{GAP}CONFIDENCE"
    rf"|(?:STRICTLY|PRIVATE (?:AND|&)|PERSONAL (?:AND|&)|COMMERCIALLY|HIGHLY) CONFIDENTIAL"
    rf"|(?:COMMERCIALLY|POLITICALLY|MARKET) SENSITIVE"
    rf"|NOT FOR (?:ONWARD |WIDER |EXTERNAL |GENERAL |PUBLIC )?"
    rf"(?:PUBLICATION|RELEASE|DISTRIBUTION|CIRCULATION|DISCLOSURE|SHARING)"
    rf"|DO NOT (?:SHARE|CIRCULATE|DISTRIBUTE|PUBLISH|FORWARD)"
    rf"|(?:FOR )?(?:INTERNAL|OFFICIAL) USE ONLY|(?:UK )?EYES ONLY|LEGALLY PRIVILEGED|NID I['’]W GYHOEDDI"
)
# These words mean many things; they count where nothing but the marking stands in its line.
WORD = r"SECRET|CONFIDENTIAL|RESTRICTED|PROTECT|IN CONFIDENCE|CYFRINACHOL"
MARKING = re.compile(rf"(?<!\w)(?:(?P<strong>{LEVEL}|{PHRASE})|(?P<word>{WORD}))(?!\w)")
# All levels, to know a list of them, which is about markings and carries none.
LEVELS = re.compile(rf"(?<!\w)(?:OFFICIAL(?!{GAP}SENSITIVE)|OFFICIAL{GAP}SENSITIVE|TOP SECRET|(?<!TOP )SECRET)(?!\w)")
NEAR = 160  # characters on each side in which levels make a list

DECORATION = r"[\s#>*_~\-–—+|\[\](){}<>!.:·•=/\\\d]*"
BARE = re.compile(rf"{DECORATION}(?:<[^>]*>)?{DECORATION}")
DESCRIPTOR = re.compile(r"[^a-z]*")
QUOTES = "\"'`“”‘’«»"
PROSE_BEFORE = re.compile(r"[a-z][,;)’”]?\s+[*_~]*$")
PROSE_AFTER = re.compile(r"[*_~]*,?\s+[*_~]*[a-z]")
# "NOT FOR PUBLICATION until Thursday" is an order, and no talk about one.
UNTIL = re.compile(r"\s+(?:until|before|yet|without|outside|beyond|tan|cyn)\b")
ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
# "This note is OFFICIAL-SENSITIVE" is no talk about markings.
ITSELF = re.compile(
    r"(?:\b(?:this|these|the following|the attached)\b[^.!?]{0,40}?\b(?:is|are|was|were|been|remains?)"
    r"|^[\s>*_-]*(?:protectively )?(?:marked|classified)|\btreat(?:ed)?(?: this| it| these| them)?"
    r"|\bkeep (?:this|it|these|them))"
    r"(?:\s+(?:as|at|now|still|strictly|marked|classified|considered|treated))*\s+[*_~]*$",
    re.IGNORECASE,
)
# Before a marking at the end of a title, these make it a part of the sentence.
JOINING = re.compile(
    r"\b(?:at|as|to|of|for|with|in|on|from|and|or|the|a|an|is|not|about|above|below|beyond|handling|what|our|called"
    r"|using|mean|means|than)\s+[*_~]*$",
    re.IGNORECASE,
)
# What a picture shows; and the beginning of a title, unless it goes on to speak of the marking.
DESCRIBES = ("![", 'alt="', "alt='")
STARTS_TITLE = re.compile(r"\s*(?:#{1,6}|title\s*:|summary\s*:)[\s\"'*_]*", re.IGNORECASE)
TALK_AFTER = re.compile(
    r"[\s*_]+(?:data|information|material|documents?|systems?|services?|work|working|environments?|networks?|content|e-?mails?"
    r"|is|are|was|means?|and|or|in|for|on|to|at|with|explained|handling|caveats?|markings?|polic|classif|levels?|tiers?"
    r"|projects?|cloud|hosting)\b",
    re.IGNORECASE,
)
HEADING = re.compile(r"\s*(?:#{1,6}\s|title\s*:|summary\s*:|description\s*:)", re.IGNORECASE)

STOPS = (
    "This carries the protective marking “{}”, and what is published can be read by all. "
    "Take out what the marking is about, or the whole text."
)
TOLD = (
    "“{}” is named here. If the text only speaks of the marking, nothing is wrong; "
    "if something in it is marked so, take that out."
)


def scan(sheet: Sheet) -> Iterator[Find]:
    """Markings: an error where the text carries one, a warning where it names one."""
    if not any(sign in sheet.text for sign in SIGNS):
        return
    for found in MARKING.finditer(sheet.text):
        if found["strong"]:
            carried = _carries(sheet, found.start(), found.end())
        elif _stands_alone(sheet, found.start(), found.end()):
            carried = not _is_listed(sheet, found.start())
        else:
            continue
        code, severity = ("marking", Severity.ERROR) if carried else ("marking-named", Severity.WARNING)
        message = (STOPS if carried else TOLD).format(found[0])
        yield Find(f"sensitive.{code}", severity, found.start(), found.end(), message, found[0])


def _carries(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the marking marks the text that it stands in."""
    if sheet.is_name(start):
        return True
    before, after = sheet.around(start, end)
    if _is_quoted(before, after, in_header=start < sheet.body) or _is_listed(sheet, start):
        return False
    if before.endswith(DESCRIBES) or (STARTS_TITLE.fullmatch(before) and not TALK_AFTER.match(after)):
        return True
    if PROSE_BEFORE.search(before):
        ends_title = bool(HEADING.match(before)) and not re.search(r"\w", after) and not JOINING.search(before)
        return ends_title or bool(ITSELF.search(before))
    return bool(UNTIL.match(after)) or not PROSE_AFTER.match(after)


def _is_quoted(before: str, after: str, in_header: bool) -> bool:
    left, right = before.rstrip("*_")[-1:], after.lstrip("*_")[:1]
    # In a header, and in the attributes of HTML, straight quotes only hold a value.
    is_syntax = in_header or before.endswith(('="', "='"))
    return bool(left and right) and left in QUOTES and right in QUOTES and not (is_syntax and left in "\"'")


def _is_listed(sheet: Sheet, start: int) -> bool:
    near = sheet.text[max(0, start - NEAR) : start + NEAR]
    return len({re.sub(r"\W+", "-", found[0]) for found in LEVELS.finditer(near)}) > 1


def _stands_alone(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a single word is a marking: alone in its line, or before a dash or colon at the start of one."""
    if sheet.is_name(start) or sheet.is_code(start):
        return False
    before, after = sheet.around(start, end)
    value = re.sub(r"^\s*(?:title|summary)\s*:\s*[\"']?", "", before, flags=re.IGNORECASE)
    # A list may name the states that a thing can be in: draft, restricted, published.
    if not BARE.fullmatch(value) or ITEM.match(value):
        return False
    # "SECRET | PASSWORD" is a table, and "[SECRET](…)" leads somewhere.
    bare = bool(DESCRIPTOR.fullmatch(after)) and not re.search(r"[A-Z0-9]{2,}.*\||\]\(", after)
    # "SECRET:" may begin a line of settings.
    is_name = sheet.text.startswith(("SECRET", "PROTECT"), start)
    return bare or (not is_name and bool(re.match(r"\s?[:–—]\s|\s-\s", after)))
