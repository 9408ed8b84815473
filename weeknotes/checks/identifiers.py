"""Numbers by which one person or one account is known: National Insurance, NHS, payment cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weeknotes.checks.sheet import Find, Sheet, masked
from weeknotes.errors import Severity

SPACE = r"[ \-‐‑–\u00a0\u202f]"
# A line may end in the middle, also in a folded value or a quotation, and a thumb slip on the space bar.
TURN = r" ?\n[ >]{0,8}"
ANY = rf"(?:{SPACE}{{1,2}}|{TURN}|[./_])"
GAP = rf"(?:{SPACE}{{0,2}}|{TURN})"
# What every such number has in it, quick to look for: six digits before a letter, or ten digits.
NUMBER = re.compile(rf"[0-9](?:{ANY}?[0-9]){{5}}(?:{ANY}?[A-Da-d](?!\w)|(?:{ANY}?[0-9]){{4}})")
# HMRC's National Insurance Manual, NIM39110: two letters, six digits, a letter from A to D.
NI = re.compile(
    rf"(?:(?<![\w/=#%+.-])|(?<=\bnino=)|(?<=\bni_number=)|(?<=insurance_number=))(?P<prefix>[A-Z]{{2}})(?P<number>(?:{GAP}\d\d){{3}}){GAP}[A-D](?![\w/=#%+-])"
    r"|(?<![\w/=#%+.-])(?P<joined>[A-Z]{2})(?P<sign>[./_])\d\d(?P=sign)\d\d(?P=sign)\d\d(?P=sign)[A-D](?![\w/=#%+-])",
    re.IGNORECASE,
)
NOT_FIRST, NOT_SECOND = frozenset("DFIQUV"), frozenset("DFIOQUV")
NOT_ISSUED = frozenset(("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"))
NI_WORDS = re.compile(r"national.insurance|yswiriant gwladol|\bNI(?:NO)?\b|\bNI.?(?:number|no)", re.IGNORECASE)

# NHS Data Dictionary, "NHS number": ten digits, shown 3 3 4, the last one a check digit modulo 11.
NHS = re.compile(
    r"(?:(?<![\w/=#%+.-])(?<!\d )(?<!\) )|(?<=\bnhs=)|(?<=\bnhs_no=)|(?<=\bnhs[-_]number=)|(?<=\bnhsnumber=))"
    rf"(?P<grouped>\d{{3}}([ \u00a0\u202f.–-])\d{{3}}\2\d{{4}}|\d{{3}}(?: |{TURN})?\d{{3}}(?: |{TURN})?\d{{4}})"
    r"(?![\w/=#%-])(?! ?\d)(?!\.\d)",
    re.IGNORECASE,
)
NHS_WORDS = re.compile(
    r"(?:NHS|GIG|CHI|patient)[\s_*-]*(?:number|num\b|no\b|ID\b|#)|rhif (?:y )?GIG|N\.?H\.?S\.?\s*[:#]", re.IGNORECASE
)
# Directly before the number, these will do.
NHS_BEFORE = re.compile(r"\b(?:NHS|GIG|patients?)\W{1,3}$", re.IGNORECASE)
CALL_WORDS = re.compile(r"\b(?:tele?)?phone|\btel\b|\bcall|\bring\b|\btext\b|\bfax|\bmobile|\+\d", re.IGNORECASE)
TEST_RANGE = "999"  # never given to a person

CARD = re.compile(
    rf"(?<![\w/=#%+.-])(?<!\d )"
    rf"(?:\d{{4}}({SPACE}|\.)\d{{4}}\1\d{{4}}\1\d{{4}}|\d{{4}}({SPACE})\d{{6}}\2\d{{4,5}}|\d{{13,19}})"
    rf"(?![\w/=#%-])(?! \d)(?!\.\d)"
)
# First digits and lengths by which the schemes know their cards (ISO/IEC 7812).
SCHEMES = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|4[4-9]\d|5\d\d)\d{12}|62\d{14,17}"
    r"|(?:5[0678]|6[37])\d{14}"
)
CARD_WORDS = re.compile(
    r"\bcards?\b|\bvisa\b|mastercard|\bamex\b|american express|\bdebit|\bcvv\b|\bPAN\b", re.IGNORECASE
)

SEEN = (
    "If the repository is public, it can have been read already: take it out and tell your information governance team."
)


def scan(sheet: Sheet) -> Iterator[Find]:
    """Valid numbers; what only looks like one, or may be anything, passes."""
    if NUMBER.search(sheet.text):
        yield from _insurance(sheet)
        yield from _health(sheet)
        yield from _cards(sheet)


def _find(code: str, found: re.Match[str], what: str, severity: Severity = Severity.ERROR, why: str = SEEN) -> Find:
    shown = masked(" ".join(found[0].split()))
    message = f"This looks like {what}: {shown}. {why}"
    return Find(f"sensitive.{code}", severity, found.start(), found.end(), message, shown)


def _insurance(sheet: Sheet) -> Iterator[Find]:
    for found in NI.finditer(sheet.text):
        prefix = "".join(filter(str.isalpha, found["prefix"] or found["joined"])).upper()
        issued = prefix[0] not in NOT_FIRST and prefix[1] not in NOT_SECOND and prefix not in NOT_ISSUED
        # In small letters it may be a piece of a checksum, or of a sentence about numbers.
        # Drawings and contracts have numbers with strokes and full stops.
        sure = (found["joined"] is None and found[0].isupper()) or NI_WORDS.search(sheet.block(found.start()))
        if issued and sure:
            yield _find("ni-number", found, "somebody's National Insurance number")


def _health(sheet: Sheet) -> Iterator[Find]:
    for found in NHS.finditer(sheet.text):
        digits = "".join(filter(str.isdigit, found["grouped"]))
        if not is_nhs_number(digits) or not _is_health(sheet, found, digits):
            continue
        if digits.startswith(TEST_RANGE):
            why = "Numbers that begin with 999 are kept for tests, so nobody is known by it. Say that it is made up."
            yield _find("nhs-number", found, "an NHS number made for tests", Severity.WARNING, why)
        else:
            yield _find("nhs-number", found, "somebody's NHS number")


def _is_health(sheet: Sheet, found: re.Match[str], digits: str) -> bool:
    """Whether ten digits are an NHS number: one in eleven numbers of any kind passes the check digit."""
    if NHS_WORDS.search(sheet.block(found.start())) or NHS_BEFORE.search(sheet.before(found.start(), 20)):
        return True
    by_phone = CALL_WORDS.search(sheet.before(found.start(), 40))
    # Groups joined by signs are how telephones are written elsewhere; here none begins otherwise than with 0.
    is_joined = found[2] in (None, "-", "–", ".")
    return not is_joined and digits[0] != "0" and not by_phone and not sheet.is_name(found.start())


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end in the check digit of an NHS number (modulo 11, weights 10 to 2)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9]) and len(set(digits)) > 1


def _cards(sheet: Sheet) -> Iterator[Find]:
    for found in CARD.finditer(sheet.text):
        digits = "".join(filter(str.isdigit, found[0]))
        if not SCHEMES.fullmatch(digits) or not is_luhn(digits):
            continue
        # One in fifty numbers of this length passes by chance: grouped like a card's, or named as one, it is no chance.
        sure = found[1] or found[2] or CARD_WORDS.search(sheet.block(found.start()))
        severity = Severity.ERROR if sure else Severity.WARNING
        yield _find("card-number", found, "the number of a payment card", severity, f"{SEEN} Have the card stopped.")


def is_luhn(digits: str) -> bool:
    """Whether digits end in the check digit of Luhn (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0 and len(set(digits)) > 1
