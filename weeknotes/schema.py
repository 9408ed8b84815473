"""What each section of ``config.toml`` may hold: for every setting how it is read, and a sample to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from weeknotes import design, formats, toml
from weeknotes.criteria import criterion
from weeknotes.dates import read_day
from weeknotes.errors import MeaningError
from weeknotes.labels import Style, parse_style
from weeknotes.sections import Key


def text(sample: str, read: Callable[[str], Any] = formats.words) -> Key:
    """A setting that holds text, in quotes."""
    return Key("text", read, toml.quote(sample))


def style(typed: str) -> Style:
    """A label style; raises MeaningError with a whole style to write instead."""
    try:
        return parse_style(typed)
    except MeaningError as error:
        # A fault in the day of "since:<day>" suggests a day alone; the line needs the whole style.
        better = error.suggestion
        whole = f"{typed.partition(':')[0]}:{better}" if better[:1].isdigit() else better
        raise MeaningError(str(error), whole) from None


def sign_off(typed: str) -> str:
    """Who must have read a text before it is published; hyphens and spaces are the same."""
    return formats.one_of("none", "second person", "named")(re.sub(r"[-_\s]+", " ", typed))


def clocks(typed: list[object]) -> tuple[time, ...]:
    """Times of day such as ``05:17``, the earliest first; raises MeaningError with the whole list to write."""
    found = [re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", each) for each in formats.texts(typed)]
    good = sorted(time(int(each[1]), int(each[2])) for each in found if each)
    if len(good) == len(found):
        return tuple(good)
    better = ", ".join(toml.quote(f"{each:%H:%M}") for each in good) or '"05:17"'
    raise MeaningError("must be times of day in hours and minutes", f"[{better}]")


def kinds(typed: list[object]) -> tuple[str, ...]:
    """Kinds of content; raises MeaningError with the whole list to write."""
    given = formats.texts(typed)
    try:
        return tuple(formats.kind(each) for each in given)
    except MeaningError as error:
        raise MeaningError(f"{error}, each in quotes", f"[{toml.quote(error.suggestion or 'weeknote')}]") from None


def languages(typed: list[object]) -> tuple[str, ...]:
    """The codes of languages, each once; raises MeaningError with the whole list to write."""
    given = formats.texts(typed)
    try:
        return tuple(dict.fromkeys(formats.language(each) for each in given))
    except MeaningError as error:
        told = "must be the codes of languages, such as en for English and cy for Welsh, each in quotes"
        raise MeaningError(told, f'["en", {toml.quote(error.suggestion or "cy")}]') from None


SITE = {
    "title": text("Our weeknotes"),
    "description": text("What we do, week by week"),
    "url": text("https://notes.example.org/", formats.url),
    "language": text("en", formats.language),
    "timezone": text("Europe/London", formats.timezone),
    "organisation": text("Example Council"),
    "repository": text("example-council/notes", formats.repository),
    "branch": text("main", formats.branch),
    "id_authority": text("notes.example.org,2026", formats.id_authority),
    "reply": text("notes@example.org", formats.reply),
    "week_ending": text("friday", formats.week_ending),
    "default_team": text("housing"),
    "languages": Key("list", languages, '["en", "cy"]'),
    "public_body": Key("switch", bool, "true"),
    "webmention": text("https://webmention.example.org/notes", formats.endpoint),
}
FOLDER = {
    "path": text("content/weeknotes", formats.folder),
    "kind": text("weeknote", formats.kind),
    "team": text("housing"),
    "theme": text("repairs"),
    "series": text("housing"),
    "lang": text("en", formats.language),
    "author": text("Ada Penhaligon"),
    "at": text("files", formats.address),
    "sign_off": text("second person", sign_off),
    "approvers": Key("list", formats.texts, '["Ada Penhaligon", "Tom Adeyemi"]'),
    "sign_off_from": Key("day", read_day, '"2026-12-01"'),
}
TEAM = {
    "name": text("Housing Repairs"),
    "organisation": text("Example Council"),
    "colour": text("#0b6e4f", design.accent(design.LIGHT)),
}
THEME = {"name": text("Homes and repairs")}
SERIES = {
    "name": text("Housing Repairs"),
    "label": text("iso", style),
    "changes": Key("sections", lambda raw: raw, "[]"),
    "ended": Key("week", formats.week, '"2026-W30"'),
    "farewell": text("Thank you for reading. We go on at posts/."),
}
CHANGE = {"from": Key("week", formats.week, '"2026-W28"'), "label": text("iso", style)}
MARKDOWN = {
    "flavour": text("github", formats.one_of("github", "extra")),
    "extensions": Key("list", formats.texts, '["toc"]'),
}
FEEDS = {
    "limit": Key("number", formats.between(1, 1000), "50"),
    "hub": text("https://hub.example.org/", formats.hub),
}
RELATED = {"count": Key("number", formats.between(0, 20), "5")}
IMAGES = {"cards": Key("switch", bool, "true")}
DESIGN = {
    "accent": text("#2437a4", design.accent(design.LIGHT)),
    "accent_dark": text("#b3beff", design.accent(design.DARK)),
    "type": text("sans", formats.one_of(*design.TYPES)),
    "logo": text("content/logo.svg", design.logo),
    "logo_words": text("Example Council"),
}
SEARCH = {"enabled": Key("switch", bool, "false")}
SENSITIVE = {
    "email_domains": Key("list", formats.texts, '["example.org"]'),
    "words": Key("list", formats.texts, '["Project Nightingale"]'),
    "internal_hosts": Key("list", formats.texts, '["intranet.example.org"]'),
}
PUBLICATION = {
    "quarantine": Key("switch", bool, "true"),
    "timed_builds": Key("list", clocks, '["05:17"]'),
}
HOSTING = {"host": text("cloudflare", formats.one_of("github", "gitlab", "netlify", "cloudflare", "other"))}
QUIET_PERIOD = {
    "from": Key("day", read_day, '"2027-03-22"'),
    "to": Key("day", read_day, '"2027-05-06"'),
    "reason": text("the local elections on 6 May"),
    "kinds": Key("list", kinds, '["weeknote", "post"]'),
    "teams": Key("list", formats.texts, '["housing"]'),
}
ACCESSIBILITY = {
    "status": text("partial", formats.one_of("full", "partial", "none")),
    "email": text("accessibility@example.org", formats.email),
    "phone": text("020 7946 0000"),
    "post": text("Digital Service, Town Hall, Fish Street, Example"),
    "form": text("https://example.org/contact", formats.endpoint),
    "response_days": Key("number", formats.between(1, 365), "5"),
    "enforcement": text("england"),
    "enforcement_url": text("https://example.org/complaints", formats.endpoint),
    "law": text("the national law on the accessibility of public websites"),
    "prepared": Key("day", read_day, '"2026-11-02"'),
    "reviewed": Key("day", read_day, '"2026-11-02"'),
    "tested": Key("day", read_day, '"2026-10-28"'),
    "method": text("We tested one page of each kind ourselves, by keyboard and with a screen reader"),
    "problems": Key("sections", lambda raw: raw, "[]"),
}
KNOWN_PROBLEM = {
    "what": text("Some drawings have a description that leaves out what is in them"),
    "criterion": text("1.1.1", criterion),
    "reason": text("non-compliance", formats.one_of("non-compliance", "disproportionate burden", "out of scope")),
    "planned": Key("day", read_day, '"2027-03-31"'),
    "alternative": text("We send the same as text to anybody who asks"),
}
SECTIONS: Mapping[str, Mapping[str, Key]] = {
    "site": SITE, "folders": FOLDER, "teams": TEAM, "themes": THEME, "series": SERIES,
    "markdown": MARKDOWN, "feeds": FEEDS, "related": RELATED, "search": SEARCH, "images": IMAGES, "design": DESIGN,
    "sensitive": SENSITIVE, "publication": PUBLICATION, "hosting": HOSTING, "quiet_periods": QUIET_PERIOD, "checks": {},
    "accessibility": ACCESSIBILITY,
}  # fmt: skip
