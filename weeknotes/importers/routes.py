"""Where the addresses of the old site lead: to a text that came along, to one that did not, or elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from weeknotes.dialects import BY_NAME
from weeknotes.importers import medium, words
from weeknotes.importers.export import Export, Text
from weeknotes.importers.ghost import URL
from weeknotes.values import Record

ENDINGS = (".html", ".htm", ".md", ".markdown", "/index", "/amp", "/feed")
FILES = (".md", ".markdown")
# Queries that name a text; all others only colour a page.
NAMING = ("p", "page_id", "attachment_id")
HERE = "https://old.invalid"  # stands for the old site where nobody knows its address
PART = 255  # bytes of one name, on every disk in use


class Routes(Record):
    """The addresses of an old site: its `hosts`, and the key of the text at each normal form of an address."""

    hosts: frozenset[str]
    texts: Mapping[str, str]

    def whole(self, address: str, text: Text) -> str:
        """An address as typed in `text`, as a whole one."""
        # A link to a file of Markdown goes from file to file, wherever the page was published.
        is_file = urlsplit(address.partition("#")[0]).path.lower().endswith(FILES)
        base = f"{HERE}/{text.source}" if is_file or not text.link else text.link.replace(URL, HERE)
        try:
            return urljoin(base if "://" in base else f"{HERE}/{base.lstrip('/')}", address.replace(URL, HERE).strip())
        except ValueError:
            return address

    def is_own(self, whole: str) -> bool:
        """Whether a whole address is one of the old site."""
        return normal_host(whole) in self.hosts or bool(
            medium.number_of(whole) and medium.number_of(whole) in self.texts
        )

    def find(self, whole: str) -> str:
        """The key of the text at a whole address; empty if none."""
        if key := self.texts.get(medium.number_of(whole), ""):
            return key
        if not self.is_own(whole):
            return ""
        # What Hugo looks up by its name alone may lie in any folder.
        path, is_name, _ = whole.partition(BY_NAME)
        found = self.texts.get(normal(whole), "") or (self.texts.get(_name(path), "") if is_name else "")
        return found or (self.texts.get(normal(_raised(whole)), "") if whole.startswith(f"{HERE}/") else "")


def draw(export: Export) -> Routes:
    """The routes of an export. The first text with an address has it."""
    hosts = {normal_host(HERE), normal_host(export.base.replace(URL, HERE))} | {
        normal_host(text.link) for text in export.texts
    }
    texts: dict[str, str] = {}
    # The oldest text is first in an export and was first at its address.
    for text in export.texts:
        for address in _all(text):
            texts.setdefault(normal(address), text.key)
    for text in export.texts:
        for number in filter(None, map(medium.number_of, _all(text) if export.system == "Medium" else ())):
            texts.setdefault(number, text.key)
    for text in export.texts:
        texts.setdefault(_name(text.source.removesuffix("/index.md")), text.key)
    # Medium is the host of everybody: only numbers tell whose a text is.
    public = {host for host in hosts if host and host not in ("medium.com",)}
    texts.pop("", None)
    return Routes(frozenset(public), texts)


def _name(path: str) -> str:
    """The name of a file, as no address is: ``name of second`` for ``content/posts/second.md``."""
    name = words.last_part(path).removesuffix(".md").removesuffix(".markdown")
    return f"name of {name.casefold()}" if name else ""


def _raised(whole: str) -> str:
    """An address without the folder of the whole site, where a site lies in one and nobody knows its name."""
    return f"{HERE}/{whole.removeprefix(f'{HERE}/').partition('/')[2]}"


def _all(text: Text) -> Iterable[str]:
    return filter(None, (text.link, *text.aliases, *text.old_links))


def normal_host(address: str) -> str:
    """The host of an address, without ``www``; empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def normal(address: str) -> str:
    """One form for all that lead to the same page of a site: its path in small letters, and the query that names."""
    try:
        parts = urlsplit(address.replace(URL, HERE))
    except ValueError:
        return ""
    query = parse_qs(parts.query)
    named = next((f"?{query[name][0]}" for name in NAMING if name in query), "")
    path = unquote(parts.path).rstrip("/").casefold()
    for ending in ENDINGS:
        path = path.removesuffix(ending)
    return f"{path.strip('/')}{named}"


def is_same(whole: str, base: str) -> bool:
    """Whether a whole address is that of the old site itself, which lies at `base`, empty where nobody knows it."""
    base = base.replace(URL, HERE) or HERE
    is_host = normal_host(whole) in (normal_host(base), normal_host(HERE))
    return is_host and normal(whole) == normal(base) and "?" not in whole


def path_of(address: str) -> str:
    """The path of an old address, as it stands in ``redirect_from``; empty for one that no static site can answer."""
    try:
        parts = urlsplit(address.replace(URL, HERE))
    except ValueError:
        return ""
    is_elsewhere = (parts.hostname or "").removeprefix("www.").endswith("medium.com")
    is_long = any(len(unquote(part).encode()) > PART for part in parts.path.split("/"))
    is_lost = parts.query or is_elsewhere or is_long or parts.path in ("", "/")
    return "" if is_lost else f"/{parts.path.lstrip('/')}"
