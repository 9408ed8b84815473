"""Small texts of exports: names, titles, addresses, without what is nobody's business."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote, urlsplit

from weeknotes.text import for_xml, plain_spaces, slugify

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
# What systems call whoever has no name.
NOBODY = ("", "admin", "administrator", "anonymous", "unknown", "wordpress", "root", "editor", "user")
UNSORTED = ("uncategorized", "uncategorised", "unsorted")


def plain(html: str) -> str:
    """A short text that may hold HTML, in one line of plain words."""
    return plain_spaces(for_xml(unescape(TAG.sub("", html))))


def person(name: str) -> str:
    """The name of a person; empty for an e-mail address, a web address, or a name that systems give."""
    words = plain(name)
    # Some systems take an address for the name of whoever gave none.
    is_none = EMAIL.search(words) or re.match(r"(?:https?:)?//|www\.", words) or words.casefold() in NOBODY
    return "" if is_none else words


def people(names: Iterable[str]) -> tuple[str, ...]:
    """The names of people, each once."""
    return tuple(dict.fromkeys(name for each in names if (name := person(each))))


def terms(names: Iterable[str]) -> tuple[str, ...]:
    """The names of categories or tags, each once, without those that mean "none"."""
    by_slug: dict[str, str] = {}
    for each in names:
        name = plain(each).removeprefix("#")
        if slugify(name) and slugify(name) not in UNSORTED:
            by_slug.setdefault(slugify(name), name)
    return tuple(by_slug.values())


def without_emails(text: str) -> str:
    """`text` with the e-mail addresses in it taken out: those who left them did not do so for all readers."""
    return EMAIL.sub("[e-mail address left out]", text)


def last_part(address: str) -> str:
    """The last part of the path of an address, which names a text: ``week-28`` of ``/2019/07/week-28/``."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    return unquote(path.rstrip("/").rpartition("/")[2]).removesuffix(".html").removesuffix(".htm")


def renamed(address: str, name: str) -> str:
    """`address` with `name` for the last part of its path, which alone a system changes when it renames a text."""
    front, mark, _ = address.rstrip("/").rpartition("/")
    return f"{front}/{name}{'/' * address.endswith('/')}" if mark and "?" not in address else ""


def redated(address: str, new: str, old: str) -> str:
    """`address` with the day `old` (``2019-07-12``) for the day `new` in it; empty where that is not in it."""
    now, then = (f"/{day.replace('-', '/')}/" for day in (new, old))
    return address.replace(now, then, 1) if now in address else ""
