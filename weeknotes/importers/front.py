"""The header of an imported text: fields of this site, each only where there is something to say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from weeknotes.header_values import quoted
from weeknotes.importers import routes
from weeknotes.importers.export import Text
from weeknotes.importers.naming import Place
from weeknotes.model import Kind
from weeknotes.text import names_in, plain_spaces
from weeknotes.values import Record

# What YAML and our own reader take as it is: words, days with times, addresses.
PLAIN = re.compile(r"[^\W_](?:(?:[\w .,;()'’–&/-]|(?<=\d):(?=\d))*[\w.()'’])?|(?:https?:/)?/[\w./?=&%~+-]*[\w/=]")
# Words that YAML takes for something else, or that fields take for a state.
STRANGE = ("null", "true", "false", "yes", "no", "on", "off")
LATER = timedelta(hours=1)  # a change so soon after publication is a slip mended
MARK = "imported_from"


class Terms(Record):
    """What a text is filed under here, after categories were made into teams and themes; `old` are addresses
    that lead to it."""

    authors: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    old: tuple[str, ...] = ()


def write(text: Text, place: Place, terms: Terms, picture: Mapping[str, str], zone: ZoneInfo) -> str:
    """The header of `text` with its fences. `picture` has the parts of its lead image that are not empty."""
    # Without a date our own checks would stop the site: somebody must find it first.
    is_draft = text.draft or (text.published is None and place.kind is not Kind.PAGE)
    updated = _updated(text)
    lines = [
        *_field("title", text.title),
        *_field("date", _moment(text.published, zone) if place.kind is not Kind.PAGE else ""),
        *_field("updated", _moment(updated, zone)),
        *_list("author", terms.authors),
        *_list("team", terms.teams),
        *_list("theme", terms.themes),
        *_list("tags", terms.tags),
        *_field("summary", text.summary),
        *_picture(picture),
        *_field("lang", text.lang),
        *_field("slug", place.slug),
        *_field("episode", place.episode),
        *(["state: draft"] if is_draft else []),
        *(["redirect_from:", *(f"  - {value(each)}" for each in terms.old)] if terms.old else []),
        *_field("feed_id", text.feed_id),
        *_field(MARK, text.key),
        *text.more.values(),
    ]
    return "\n".join(["---", *lines, "---", ""])


def value(typed: str) -> str:
    """A text as the value of a field, in quotation marks where it needs them."""
    plain = plain_spaces(typed)
    is_plain = PLAIN.fullmatch(plain) and plain.casefold() not in STRANGE
    return plain if is_plain else quoted(plain)


def _field(name: str, typed: str) -> list[str]:
    return [f"{name}: {value(typed)}"] if plain_spaces(typed) else []


def _list(name: str, items: Sequence[str]) -> list[str]:
    """One item in its line; several, or one that might be taken for several, below each other."""
    if len(items) == 1 and len(names_in(items[0])) == 1:
        return _field(name, items[0])
    if len(items) == 1 and name == "author":
        return [f"{name}:", f"  - name: {value(items[0])}"]
    return [f"{name}:", *(f"  - {value(each)}" for each in items)] if items else []


def _picture(parts: Mapping[str, str]) -> list[str]:
    return ["image:", *(f"  {name}: {value(part)}" for name, part in parts.items() if part)] if parts else []


def _updated(text: Text) -> datetime | None:
    if not (text.updated and text.published) or text.draft:
        return None
    # One of the two may lack its time zone; then only the clocks can be compared.
    aware = text.updated.tzinfo is not None and text.published.tzinfo is not None
    first, last = text.published, text.updated
    if not aware:
        first, last = first.replace(tzinfo=None), last.replace(tzinfo=None)
    return text.updated if last - first > LATER else None


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    """A moment in the site's time; with its distance from Greenwich where the clocks show it twice."""
    if moment is None:
        return ""
    here = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    # Exports without times of day have midnight: the day is all that is known.
    if moment.tzinfo is None and (here.hour, here.minute, here.second) == (0, 0, 0):
        return f"{here:%Y-%m-%d}"
    typed = f"{here:%Y-%m-%d %H:%M}" + (f":{here:%S}" if here.second else "")
    is_twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    return typed + (_offset(here) if is_twice else "")


def _offset(moment: datetime) -> str:
    typed = f"{moment:%z}"
    return f" {typed[:3]}:{typed[3:5]}"


def aliases(text: Text, place: Place) -> tuple[str, ...]:
    """The old addresses of a text that a static site can answer, but for the one that it has again."""
    paths = (routes.path_of(each) for each in (text.link, *text.aliases) if each)
    plain = (each for each in paths if each and not re.search(r"\s", each) and each.isprintable())
    here = place.address.strip("/")
    return tuple(dict.fromkeys(each for each in plain if each.strip("/.") not in ("", here)))


def marks_in(head: str) -> str:
    """The key of the text that a file was imported from, by its first lines; empty if none."""
    found = re.search(rf"^{MARK}:[ \t]*(.+?)[ \t]*$", head, re.MULTILINE)
    typed = found[1] if found else ""
    if len(typed) > 1 and typed[0] == typed[-1] == "'":
        return typed[1:-1].replace("''", "'")
    return typed[1:-1] if len(typed) > 1 and typed[0] == typed[-1] == '"' else typed
