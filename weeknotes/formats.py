"""What the single settings mean: each check takes the text as typed and gives the value.

A text without meaning raises MeaningError: what is wrong, in words that follow the name of
the setting ("`url` …"), and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from weeknotes.dates import read_day
from weeknotes.errors import MeaningError
from weeknotes.text import join_words, nearest, plain_spaces
from weeknotes.weeks import Week

KINDS = {
    "weeknote": "weeknote",
    "case study": "case study",
    "case studie": "case study",
    "post": "post",
    "page": "page",
    "team": "team",
    "theme": "theme",
    "person": "person",
    "people": "person",
    "file": "files",
}
KIND_NAMES = ("weeknote", "case study", "post", "page", "team", "theme", "person", "files")
LANGUAGES = {
    "english": "en", "british": "en-GB", "welsh": "cy", "cymraeg": "cy", "irish": "ga", "gaeilge": "ga",
    "gaelic": "gd", "scots": "sco", "french": "fr", "german": "de", "polish": "pl", "urdu": "ur",
}  # fmt: skip
ZONES = {"bst": "Europe/London", "uk": "Europe/London", "british summer time": "Europe/London"}
TOOL_FOLDERS = ("output", "templates", ".weeknotes", ".git", ".github")

# BCP 47 (RFC 5646) section 2.1, the parts in use: language, script, region, variants.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*")
GITHUB = re.compile(r"(https?://)?(www\.)?github\.com/|(ssh://)?git@github\.com[:/]", re.IGNORECASE)
REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9._-]+")
BRANCH = re.compile(r"[^\s~^:?*\[\\]+")
E_MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;.]+(\.[^@\s<>,;.]+)+")
DOMAIN = re.compile(r"[^\s/@:]+(\.[^\s/@:.]+)+(:\d+)?(/\S*)?")
# RFC 4151 section 2.1: authorityName "," date.
HOST = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
AUTHORITY = re.compile(rf"([A-Za-z0-9._-]+@)?{HOST}")
AUTHORITY_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}")
SWALLOWED = str.maketrans({"\n": "/n", "\t": "/t", "\b": "/b", "\f": "/f", "\r": "/r", "\\": "/"})


def words(text: str) -> str:
    """Any text, in one line."""
    return plain_spaces(text)


def url(text: str) -> str:
    """The site's address, absolute, with a slash at the end; a query or a fragment has no place in it."""
    parts = _split(text)
    if parts is None:
        bare = re.split(r"[?#]", text.strip().lstrip(":/"))[0]
        raise MeaningError(
            "must be the whole address of the site, from https:// on",
            f"https://{bare.rstrip('/')}/" if DOMAIN.fullmatch(bare) else "",
        )
    whole = f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}{parts.path.rstrip('/')}/"
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise MeaningError("must end with the site's folder, without anything after a ? or #", whole)
    if "@" in parts.netloc:
        raise MeaningError("must not hold a user name or password: everybody can read it", whole)
    return whole


def hub(text: str) -> str:
    """The address of a WebSub hub, absolute."""
    if _split(text) is None:
        bare = text.strip().lstrip(":/").rstrip("/")
        better = f"https://{bare}/" if DOMAIN.fullmatch(bare) else ""
        raise MeaningError("must be the whole address of a hub, from https:// on", better)
    return text.strip()


def endpoint(text: str) -> str:
    """The address of a page or a service elsewhere, absolute."""
    if _split(text) is None:
        bare = text.strip().lstrip(":/")
        better = f"https://{bare}" if DOMAIN.fullmatch(bare) else ""
        raise MeaningError("must be a whole address, from https:// on", better)
    return text.strip()


def email(text: str) -> str:
    """An e-mail address."""
    bare = text.strip().removeprefix("mailto:")
    if E_MAIL.fullmatch(bare):
        return bare
    inside = E_MAIL.search(bare)
    raise MeaningError("must be an e-mail address", inside[0] if inside else "")


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if usable and not re.search(r"\s", text.strip()) else None


def host(address: str) -> str:
    """The host name of an absolute address, as RFC 4151 can take it ("open.example.org")."""
    name = (urlsplit(address).hostname or "localhost").strip(".")
    # Letters beyond ASCII travel in their encoded form (RFC 3490).
    coded = name if name.isascii() else "localhost"
    return coded if re.fullmatch(HOST, coded) else "localhost"


def language(text: str) -> str:
    """A language code: ``en``, ``cy``, ``en-GB``."""
    code = text.strip()
    if LANGUAGE.fullmatch(code):
        return code
    tidy = code.replace("_", "-").partition(".")[0]
    better = LANGUAGES.get(code.casefold(), tidy if LANGUAGE.fullmatch(tidy) else "")
    raise MeaningError("must be a language code such as en (English) or cy (Welsh)", better)


def timezone(text: str) -> str:
    """A time zone by the name that the IANA data base gives it."""
    name = text.strip()
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise MeaningError("must name a time zone by continent and city", _zone_like(name)) from None
    return name


def _zone_like(name: str) -> str:
    zones = available_timezones()
    word = plain_spaces(name).casefold()
    cities = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(zones)}
    near = nearest(name.replace(" ", "_"), zones)
    return ZONES.get(word) or cities.get(word.replace(" ", "_")) or near or "Europe/London"


def repository(text: str) -> str:
    """``owner/name`` of a GitHub repository; its full address is cut down to that."""
    name = GITHUB.sub("", text.strip(), count=1)
    if name != text.strip():
        name = "/".join(name.split("/")[:2]).removesuffix(".git")
    if REPOSITORY.fullmatch(name):
        return name
    pieces = [re.sub(r"[^\w.-]+", "-", piece.strip()) for piece in name.split("/") if piece.strip()]
    better = "/".join(pieces) if len(pieces) == 2 and REPOSITORY.fullmatch("/".join(pieces)) else ""
    raise MeaningError("must be the owner and name of a GitHub repository, with a slash between", better)


def branch(text: str) -> str:
    """The name of a git branch."""
    if not BRANCH.fullmatch(text.strip()):
        raise MeaningError("must be the name of a branch, without spaces", "main")
    return text.strip()


def id_authority(text: str) -> str:
    """``host,year``: who mints the ids of entries, and a date from when (RFC 4151 section 2.1)."""
    name, comma, day = (part.strip() for part in text.strip().partition(","))
    named, dated = AUTHORITY.fullmatch(name), AUTHORITY_DATE.fullmatch(day) and _is_day(day)
    if named and dated and "".join((name, comma, day)) == text.strip():
        return text.strip()
    better = name if named else host(name if "//" in name else f"//{name}") if _split(name) else ""
    raise MeaningError(
        "must be a host name or e-mail address, a comma, and a year in which it was yours",
        f"{better},{day if dated else '2026'}" if better else "",
    )


def _is_day(text: str) -> bool:
    year, month, day = (*text.split("-"), "01", "01")[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def reply(text: str) -> str:
    """Where readers write to: an e-mail address or the address of a page."""
    bare = text.strip().removeprefix("mailto:")
    if E_MAIL.fullmatch(bare) or _split(bare):
        return bare
    inside = E_MAIL.search(bare)
    better = inside[0] if inside else f"https://{bare}" if DOMAIN.fullmatch(bare) else ""
    raise MeaningError("must be an e-mail address or the address of a page", better)


def week_ending(text: str) -> str:
    """``friday`` or ``sunday``: the last day of a week in words."""
    return one_of("friday", "sunday")(text)


def one_of(*choices: str) -> Callable[[str], str]:
    """A check for one word of `choices`."""

    def check(text: str) -> str:
        word = text.strip().casefold()
        if word in choices:
            return word
        short = [choice for choice in choices if len(word) > 1 and choice.startswith(word)]
        better = short[0] if short else nearest(word, choices) or ""
        raise MeaningError(f"must be {join_words(choices, 'or')}", better)

    return check


def kind(text: str) -> str:
    """A kind of content, as `model.Kind` spells it; plurals and hyphens are accepted."""
    word = re.sub(r"[-_\s]+", " ", text.strip().casefold())
    found = KINDS.get(word) or KINDS.get(word.removesuffix("s"))
    if found:
        return found
    raise MeaningError(f"must be {join_words(KIND_NAMES, 'or')}", nearest(word, KIND_NAMES) or "")


def folder(text: str) -> str:
    """A folder inside the site, with forward slashes and none at the ends; ``.`` is the site's own."""
    path = _tidy_path(text)
    if text.strip().startswith("/"):
        raise MeaningError("must begin at the site's folder, without a slash before it", path)
    if not path:
        return "."
    if path.partition("/")[0].casefold() in TOOL_FOLDERS:
        raise MeaningError("names a folder that the site's machinery needs for itself", "content")
    return path


def address(text: str) -> str:
    """An address below the site's own, without slashes at the ends; empty for the top of the site."""
    if re.search(r"[?#\s]|://", text.strip()):
        raise MeaningError("must be the part of the address after the site's own, such as files", "files")
    return _tidy_path(text)


def _tidy_path(text: str) -> str:
    typed = text.strip()
    path = "/".join(part for part in typed.translate(SWALLOWED).split("/") if part not in ("", "."))
    safe = "/".join(part for part in path.split("/") if part not in ("..", "~") and ":" not in part)
    if path != safe or typed.startswith(("\\\\", "\\", "~")):
        raise MeaningError("must stay inside the site's folder", safe)
    if typed != typed.translate(SWALLOWED):
        raise MeaningError("must be written with forward slashes", path)
    return path


def week(value: str | date) -> str:
    """The first week of a label style, ``2018-W21``; a day stands for the week that it is in."""
    if isinstance(value, str) and not DAY.fullmatch(value.strip()):
        return str(Week.parse(value))
    year, number, _ = read_day(value).isocalendar()
    return str(Week.checked(year, number))


def between(low: int, high: int) -> Callable[[int], int]:
    """A check for a whole number from `low` to `high`."""

    def check(value: int) -> int:
        if low <= value <= high:
            return value
        raise MeaningError(f"must be a number from {low} to {high}", str(min(max(value, low), high)))

    return check


def names(value: Mapping[str, object]) -> dict[str, str]:
    """What things are called; raises MeaningError with the whole of it to write."""
    if all(isinstance(name, str) and name.strip() for name in value.values()):
        return {thing: plain_spaces(str(name)) for thing, name in value.items()}
    written = ", ".join(f'"{thing}" = "{name or thing}"' for thing, name in value.items() if not isinstance(name, dict))
    raise MeaningError("must have a name in quotes for each", f"{{ {written} }}" if written else "")


def texts(value: list[object]) -> tuple[str, ...]:
    """A list of texts."""
    if all(isinstance(each, str) for each in value):
        return tuple(each.strip() for each in value if isinstance(each, str) and each.strip())
    written = ", ".join(f'"{each}"' for each in value if isinstance(each, (str, int, float)))
    raise MeaningError("must be a list of texts, each in quotes", f"[{written}]")
