"""How to reach one person: mobile numbers, home addresses, e-mail addresses outside of the allowed domains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from weeknotes.checks.sheet import Find, Sheet, masked
from weeknotes.errors import Severity

# What every one has in it, quick to look for.
TEN = re.compile(r"7[ \-.\u00a0]?[0-9](?:\)?[ \-.\u00a0]?[0-9]){8}")
INWARD = re.compile(r"[0-9][A-Z][A-Z](?![A-Za-z0-9])")
# Ofcom's numbering plan: 071 to 075 and 077 to 079 are mobile telephones.
MOBILE = re.compile(
    r"(?<![\w/=#%+.-])(?<!\d )(?:\(?\+?\(?44\)?[ \-.\u00a0]?(?:\(0\))?[ \-.\u00a0]?|0044[ \-]?|\(?0)"
    r"7[ \-.\u00a0]?[1-57-9](?:\)?[ \-.\u00a0]?\d){8}(?![\w/=%-]|[. ]?\d)"
)
# BS 7666: outward and inward part of a postcode.
POSTCODE = re.compile(
    r"(?<![\w/=#%+.-])(?:[A-PR-UWYZ][A-HK-Y]?\d[A-HJKMNP-Y\d]?|GIR)[ \u00a0]?\d[ABD-HJLNP-UW-Z]{2}(?![\w/=%-])"
)
STREETS = (
    "road|street|lane|avenue|close|drive|terrace|crescent|gardens|grove|mews|court|row|rd|st|ave|walk|rise|way|place"
)
HOME = re.compile(
    rf"\b\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w'’-]+ ){{1,3}}(?i:{STREETS})\b|\b(?:[Ff]l|[Ff]fl)at \d"
    r"|\b\d{1,4} (?i:stryd|heol|ffordd|lôn) [A-Z]"
    r"|\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z]|\b(?i:lives|living|resident|tenant|home address|address of)\b"
    r"|\b[A-Z][a-z]+ [A-Z][a-z]+ (?:of|at|from) $"
)
DOMAIN = re.compile(r"@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24})(?![\w@:]|-\w|\.\w)")
MAILBOX = re.compile(r"(?<![\w.+@/%-])[A-Za-z0-9][\w.+'-]*$")
LONGEST = 64  # characters before the sign, RFC 5321 section 4.5.3.1.1
# RFC 2606 and RFC 6761: names that nobody can have. The endings are of files, as in icon@2x.png.
NOBODYS = ("example", "example.com", "example.org", "example.net", "test", "invalid", "localhost")
FILES = ("png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "md", "html", "json", "pdf")
# Addresses at public bodies are there to be written to.
PUBLIC = (
    *("gov.uk", "nhs.uk", "nhs.net", "nhs.scot", "police.uk", "parliament.uk", "ac.uk", "sch.uk", "mod.uk"),
    *("gov.wales", "llyw.cymru", "gov.scot", "parliament.scot", "senedd.wales", "senedd.cymru", "hscni.net"),
)


def scan(sheet: Sheet) -> Iterator[Find]:
    """Ways to reach a person: warnings, since some are meant to be published."""
    if TEN.search(sheet.text):
        yield from (_mobile(found) for found in MOBILE.finditer(sheet.text))
    if sheet.tells_contacts:
        return
    if INWARD.search(sheet.text):
        yield from _homes(sheet)
    if "@" in sheet.text:
        yield from _mails(sheet)


def _mobile(found: re.Match[str]) -> Find:
    message = (
        f"This is a mobile number: {masked(found[0])}. Readers cannot know whether its owner wants to be called. "
        "Take it out, or give the number of a team."
    )
    return Find("contact.mobile", Severity.WARNING, found.start(), found.end(), message, masked(found[0]))


def _homes(sheet: Sheet) -> Iterator[Find]:
    for found in POSTCODE.finditer(sheet.text):
        if HOME.search(sheet.before(found.start(), 100)):
            message = (
                f"The postcode {found[0]} stands beside a name or a street: together they can lead to somebody's home. "
                "Name the town or the ward instead."
            )
            yield Find("contact.postcode", Severity.WARNING, found.start(), found.end(), message, found[0])


def _mails(sheet: Sheet) -> Iterator[Find]:
    own = sheet.host.removeprefix("www.").casefold()
    allowed = (*PUBLIC, *NOBODYS, *(each.lstrip("@.*").casefold() for each in sheet.rules.email_domains), own)
    for found in DOMAIN.finditer(sheet.text):
        domain = found[1].casefold()
        box = MAILBOX.search(sheet.before(found.start(), LONGEST))
        if not box or domain.rpartition(".")[2] in FILES or is_below(domain, allowed):
            continue
        whole = box[0] + found[0]
        message = (
            f"{whole} is an e-mail address outside of the domains that this site allows. Give the address of a "
            "team, or add its domain to `email_domains` in config.toml."
        )
        start = found.start() - len(box[0])
        yield Find("contact.email", Severity.WARNING, start, found.end(), message, whole)


@lru_cache(maxsize=4096)
def is_below(host: str, domains: tuple[str, ...]) -> bool:
    """Whether `host` is one of `domains`, or a name below one."""
    return any(host == each or host.endswith(f".{each}") for each in domains if each)
