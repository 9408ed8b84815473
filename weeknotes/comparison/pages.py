"""What a page says, apart from what surrounds it: `Said`."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from weeknotes.text import plain_spaces
from weeknotes.values import Record

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
UNREAD = frozenset(("script", "style", "template", "noscript"))
# Parts of the main text that follow from other pages, and hints for screen readers: nobody wrote them for this one.
FOLLOWING = frozenset(
    ("related", "mentions", "became", "story", "author-box", "beside", "turn", "subscribe", "visually-hidden")
)
CONTENT = "e-content"
NONE: frozenset[str] = frozenset()
REFRESH = re.compile(r"\s*\d+\s*[;,]\s*url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE)


class Said(Record):
    """A page: its title, the text of its entry, what that links to and shows, and what stands with it.

    `beside` is the rest of the main text: dates, authors, takeaways, or what a list lists. `contents` counts the
    texts that it shows in full. `leads_to` is where a redirect leads, `is_hidden` says that it asks search
    engines to leave it out, as tombstones and redirects do.
    """

    title: str
    text: str
    links: tuple[str, ...]
    beside: str
    contents: int
    leads_to: str = ""
    is_hidden: bool = False


def read(data: bytes, address: str) -> Said:
    """What the page at `address` says. `data` may be no more than its `speaking` part."""
    reader = _Reader()
    reader.feed(speaking(data).decode("utf-8", "replace"))
    reader.close()
    words = {region: plain_spaces("".join(parts)) for region, parts in reader.parts.items()}
    heading = reader.named or plain_spaces(words["heading"]) or words["title"]
    # A page of another maker may have no element for its text alone.
    text, beside = (words["text"], words["main"]) if reader.contents else (words["main"], "")
    leads_to = _resolved(reader.refresh, address) if reader.refresh else ""
    return Said(heading, text, tuple(reader.links), beside, reader.contents, leads_to, reader.is_hidden)


def speaking(data: bytes) -> bytes:
    """Of a page what is read: its head and its main part. Menu and footer, half of a short page, say nothing of it."""
    head, main = data.find(b"</head>"), data.find(b"<main")
    end = data.rfind(b"</main>")
    return data[: head + len(b"</head>")] + data[main : end + len(b"</main>")] if 0 <= head < main < end else data


def _resolved(url: str, address: str) -> str:
    """The address that `url` means on the page at `address`; a URL of elsewhere as it is."""
    parts = urlsplit(url.strip())
    if parts.scheme:
        return url.strip()
    path = unquote(parts.path)
    joined = posixpath.normpath(posixpath.join("/" + posixpath.dirname(address), path)).lstrip("/")
    return f"{joined}/" if joined and path.endswith(("/", ".")) else joined


class _Reader(HTMLParser):
    """Puts each piece of text into the region of the page that it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: dict[str, list[str]] = {name: [] for name in ("title", "heading", "text", "main", "around")}
        self.links: list[str] = []
        self.named = self.refresh = ""
        self.is_hidden = False
        self.contents = 0
        self._open: list[tuple[str, str]] = [("", "around")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        region = self._region(tag, frozenset(given["class"].split()) if "class" in given else NONE)
        if tag == "meta":
            self._note(given)
        if region == "text" and (there := given.get("href") or given.get("src")):
            self.links.append(there)
        # Words on both sides of an element are two words, save where it only marks some of them.
        self.parts[region].append("" if tag in ("a", "em", "strong", "b", "i", "span", "code") else " ")
        if tag not in VOID:
            self._open.append((tag, region))

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1][0] == tag or any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                continue

    def updatepos(self, i: int, j: int) -> int:
        """Where the reader stands in the text; which line that is need not be known."""
        return j

    def handle_data(self, data: str) -> None:
        region = self._open[-1][1]
        self.parts[region].append(data)
        if region == "main" and any(tag == "h1" for tag, _ in self._open[-3:]):
            self.parts["heading"].append(data)

    def _region(self, tag: str, classes: frozenset[str]) -> str:
        above = self._open[-1][1]
        if CONTENT in classes:
            self.contents += 1
            return "text"
        if tag in UNREAD or tag == "nav" or classes & FOLLOWING:
            return "around"
        if tag in ("title", "main"):
            return tag
        return above

    def _note(self, given: dict[str, str]) -> None:
        content = given.get("content", "")
        if given.get("property") == "og:title":
            self.named = plain_spaces(content)
        if given.get("name", "").casefold() == "robots" and "noindex" in content.casefold():
            self.is_hidden = True
        found = REFRESH.match(content) if given.get("http-equiv", "").casefold() == "refresh" else None
        self.refresh = found[1] if found else self.refresh
