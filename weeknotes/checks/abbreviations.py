"""Abbreviations that a reader from outside would have to look up (WCAG 2.2, 3.1.4).

One hint for a text: the abbreviations of three to six capitals that are nowhere expanded in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from weeknotes.checks.manuscript import Manuscript
from weeknotes.checks.typed import exchange, plain_lines
from weeknotes.errors import Problem, Severity
from weeknotes.text import join_words

# Better known than their long forms, at least to those who read the notes of a public body.
FAMILIAR = """
    AGM AKA API ASAP ASCII ATM BAFTA BBC BST CCTV CDIO CDO CEO CFO CIO CMS COO CPU CSS CSV CTO DEFRA DIY DNA DOCX DVD
    DVLA DWP EST ETA EXIF FAQ FIFA FYI GCSE GIF GMT GPS HIV HMRC HTML HTTP HTTPS IBM IKEA ISBN ISO ITV JPEG JPG JSON LED
    KPI LGBT LGBTQ MOD MOJ MOT MRI MVP NASA NATO NHS NSPCC ODT ONS PAYE PDF PHP PIN PNG PPE PPTX RAF RAM README RNLI
    RSPB RSPCA RSS RSVP SIM SMS SOS SQL SUV SVG TBA TBC TODO UAE UCAS UEFA UFO UNESCO UNICEF URL USA USB UTC UUID VAT
    COVID VPN WCAG WWW XLSX XML YAML ZIP JAN FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV DEC MON TUE WED THU FRI SAT SUN
"""
# Words that are shouted rather than abbreviations.
SHOUTED = """
    AGAIN ALL ALSO ALWAYS AND ANY ARE ASK BAD BEFORE BEST BETTER BIG BUSY BUT CAN CARE CLOSED COULD DATA DAY DAYS DID
    DOES DONE DONT DRAFT EACH EASY EDIT END ENDED EVER EVERY FEEL FIRST FIX FOR FREE FROM FULL FUN GET GOOD GREAT HAD
    HAPPY HARD HAS HAVE HELLO HELP HERE HOW HUGE INPUT INTO ISSUE JUST KEEP KNOW LAST LATE LESS LET LIKE LIVE LONG LOOK
    LOT LOTS LOVE MADE MAKE MANY MAY MERGE MORE MOST MUCH MUST NEED NEVER NEW NEXT NICE NONE NOT NOTE NOTES NOW OFF OLD
    ONE ONLY OPEN OTHER OUR OUT OVER PAGE PART PASS PEOPLE PLAN PLEASE READ READY REAL REALLY RIGHT RUN SAME SAVE SAY
    SEE SHALL SHARE SHE SHOULD SHOW SMALL SOME SOON START STILL STOP SUCH TAKE TEAM TEST THANK THANKS THAT THE THEIR
    THEM THEN THERE THESE THEY THINK THIS TIME TIP TODAY TOO TRUE TWO UNTIL UPDATE USE USED USER USERS VERY WAIT WANT
    WAS WEEK WEEKS WELL WENT WERE WHAT WHEN WHERE WHICH WHO WHY WILL WITH WORK WORKS WOULD WOW WRONG YEAR YES YET YOU
"""
KNOWN = frozenset(FAMILIAR.split())
PASSED_OVER = KNOWN | frozenset(SHOUTED.split())
CAPITALS = re.compile(r"[A-Z][A-Z]{2,5}(?=s?\b)")
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+")
ROMAN = re.compile(r"[IVXLCM]+")
# A neighbour that is all in capitals, with nothing but a space between: then both are shouted.
BEFORE, AFTER = re.compile(r"\b[A-Z]{2,} \Z"), re.compile(r" [A-Z]{2,}\b")
GLUE = frozenset("!./@#&-_'\\=+0123456789")
SMALL_WORDS = r"(?:[^\w\n]+(?:of|for|and|the|in|to|on|with|by|at|a))*[^\w\n]+"
MOST = 5  # named in one hint

UNEXPANDED = ("abbreviation.unexpanded", Severity.HINT)


def check(text: Manuscript, known: Collection[str] = ()) -> Iterator[Problem]:
    """One hint for all abbreviations that are not explained; `known` are those the site's readers know."""
    if not text.kind.dated:
        return
    known = known or text.config.markdown.abbreviations
    lines = plain_lines(text)
    body = "\n".join(line for _, line in lines)
    found = [each for each in _candidates(body) if each not in known and not _explained(each, body, text)]
    if not found:
        return
    first = found[0]
    shown = CODE.sub(" ", body)
    line = next((number for number, line in lines if re.search(rf"\b{first}s?\b", CODE.sub(" ", line))), 0)
    named = join_words([*found[:MOST], *(["others"] if len(found) > MOST else [])])
    message = f"Not everybody knows {named}. Write it in full the first time, with the short form in brackets after it."
    if len(found) == 1 and len(re.findall(rf"\b{first}s?\b", shown)) == 1:
        message = f"Not everybody knows {named}, and it is used only once: write it in full."
    yield exchange(text, (*UNEXPANDED, message), line, first, f"What it stands for ({first})")


def _candidates(body: str) -> list[str]:
    """Words in capitals that are not known, each once, in their order; part of no code, address or name."""
    plain = body if not any(sign in body for sign in ("`", "](", "<", "://")) else CODE.sub(" ", body)
    found = (each for each in CAPITALS.finditer(plain) if each[0] not in PASSED_OVER)
    return list(dict.fromkeys(each[0] for each in found if _stands_alone(plain, each) and not ROMAN.fullmatch(each[0])))


def _stands_alone(plain: str, found: re.Match[str]) -> bool:
    """Whether it is a word of its own, and not one of several that are shouted."""
    start, end = found.span()
    end += plain[end : end + 1] == "s"
    before = plain[start - 1 : start] if start else ""
    if before.isalnum() or before in GLUE:
        return False
    if plain[end : end + 1] in GLUE and plain[end + 1 : end + 2].isalnum():
        return False
    neighbours = BEFORE.search(plain, max(start - 20, 0), start), AFTER.match(plain, end)
    return not any(each and each[0].strip() not in KNOWN for each in neighbours)


def _explained(short: str, body: str, text: Manuscript) -> bool:
    """Whether the text says what it stands for, or uses it as a word."""
    if f"({short}" in body or f"{short} (" in body or f"{short}s (" in body:
        return True
    # A word of the text in capitals; one that is tagged, or part of a link that leads to what explains it.
    said = rf"\b{short.lower()}\b|<abbr[^>]*>{short}|\[[^\]\n]*\b{short}s?\b[^\]\n]*\]"
    if re.search(said, body):
        return True
    # The same first letters in a row: "Government Digital Service" for GDS, with "of" and "for" between.
    initials = SMALL_WORDS.join(rf"\b{letter}[\w’']*" for letter in short)
    return re.search(initials, f"{body}\n{text.marked.title}", re.IGNORECASE) is not None
