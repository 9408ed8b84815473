"""What a text tries to embed, run or collect: links in its place, and words for the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from weeknotes.errors import Problem, Severity
from weeknotes.markup.lines import Finder
from weeknotes.markup.safety import clean

# What browsers load or run by themselves, and what asks readers for something.
EMBEDDED = ("iframe", "frame", "embed", "object", "video", "audio", "script")
FIELDS = ("form", "input", "button", "select", "textarea")
# Few texts hold any of these; only they are worth a closer look.
SUSPECT = (*(f"<{name}" for name in (*EMBEDDED, *FIELDS, "style")), "script:", "data:", "file:", '=""')
# The rest of a tag, in which a quoted value may hold a closing bracket.
REST = r"((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>"
ACTIVE = re.compile(
    rf"<!--.*?-->|<({'|'.join((*EMBEDDED, *FIELDS, 'style'))})\b{REST}", re.IGNORECASE | re.DOTALL
)
HANDLER = re.compile(r"<[a-zA-Z][^<>]*[\s\"'](on[a-zA-Z]+)\s*=[^<>]*>")
# Addresses with a scheme, but for those that are plainly sound: few texts have others.
SOUND = r"https?://[\w-]+(?:\.[\w-]*[a-z])+(?:[/?#]|[\"'](?:\s|/?>))|mailto:|tel:"
SCHEME = rf"\s*(?!{SOUND})[a-z][a-z0-9+.-]*\s*:"
ADDRESS = re.compile(
    r"<(?:a|img)\b[^<>]*?\b(?:href|src)\s*=\s*"
    rf"(?:\"(?={SCHEME})([^\"]*)\"|'(?={SCHEME})([^']*)'|(?={SCHEME})([^\s\"'>]+))",
    re.IGNORECASE,
)
# The same for a first look, in small letters: what begins with plain ones is found ten times as fast.
ODD_ONES = tuple(re.compile(rf"{name}\s*=\s*[\"']?(?={SCHEME})") for name in ("href", "src"))
NOWHERE = re.compile(
    r"<a href=\"\">([^<]*)</a>|<img src=\"\" alt=\"([^\"]*)\"|<img alt=\"([^\"]*)\" src=\"\""
)
SOURCE = re.compile(r"(?<![\w-])(?:src|data)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
TITLE = re.compile(r"(?<![\w-])title\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
INNER_SOURCE = re.compile(rf"\s*<source\b{REST}", re.IGNORECASE)
# Players in frames, whose own addresses show nothing but the player.
YOUTUBE = re.compile(r"https://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)")
VIMEO = re.compile(r"https://player\.vimeo\.com/video/(\d+)")
VIDEO_HOSTS = ("youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "player.vimeo.com", "loom.com")

# What goes without a link: for each element the code of the problem and its words.
PROGRAM = ("markdown.script", "A script was left out: texts on this site cannot run programs.")
STYLE = ("markdown.style", "A block of styles was left out: the site's own style applies to all texts.")
FORM = ("markdown.form", "A part of a form was left out: this site cannot receive answers. Link to the form.")
EMPTY = ("markdown.embed", "Something embedded was left out, since it has no address.")
LOST = {"script": PROGRAM, "style": STYLE, **dict.fromkeys(FIELDS, FORM)}
PASTED = (
    "markdown.data-image",
    "A picture pasted into the text itself was left out. Save it as a file beside it.",
)
OWN_FILE = ("markdown.address", "This address is a file on your own computer; readers cannot open it.")
RUNS = ("markdown.address", "This link runs a program instead of leading somewhere; the link was left out.")
ODD = (
    "markdown.address",
    "No browser can follow this address; its words stay without a link. Look at each letter: after https:// comes the "
    "name of a host, such as www.example.org.",
)
OTHER = (
    "markdown.address",
    "Links can lead to pages (https://), to mail addresses (mailto:) and to telephones (tel:). This one was left out.",
)
ADDRESSES = {"data": PASTED, "file": OWN_FILE, "javascript": RUNS, "vbscript": RUNS, "http": ODD, "https": ODD}


def replace(html: str, path: str, line_of: Finder) -> tuple[str, tuple[Problem, ...]]:
    """`html` with a link where something was embedded, and a warning for all that will be lost.

    The result is not safe yet.
    """
    lowered = html.lower()
    is_odd = any(each.search(lowered) for each in ODD_ONES)
    if not (is_odd or any(word in lowered for word in SUSPECT) or HANDLER.search(html)):
        return html, ()
    problems: list[Problem] = []

    def put(found: re.Match[str]) -> str:
        # A comment shows nothing, whatever it holds.
        link, problem = _instead(found, path, line_of) if found[1] else ("", ())
        problems.extend(problem)
        return link + found[0]

    replaced = ACTIVE.sub(put, html)
    told = (_handlers, _addresses, _nowhere)
    return replaced, (*problems, *(problem for find in told for problem in find(html, path, line_of)))


def _instead(found: re.Match[str], path: str, line_of: Finder) -> tuple[str, tuple[Problem, ...]]:
    kind, rest = found[1].lower(), found[2]
    # The boxes of task lists come from Markdown itself.
    if kind == "input" and "checkbox" in rest.lower():
        return "", ()
    address = _address(found, rest) if kind in EMBEDDED else ""
    if not address:
        code, message = LOST.get(kind, EMPTY)
        return "", (_told(code, message, path, line_of, found[0]),)
    words = _words(kind, address, rest)
    if kind == "script" and found.string[: found.start()].rstrip().endswith("</blockquote>"):
        # Social media give a quotation with a link to the post, and a script to dress it up.
        message = f"{words} cannot be shown inside the text; the quotation above it stays, with its link."
        return "", (_told("markdown.embed", message, path, line_of, found[0]),)
    message = f"{words} cannot be shown inside the text; a link to it stands in its place."
    problem = _told("markdown.embed", message, path, line_of, found[0], f"[{words}]({address})")
    return f'<p class="embed"><a href="{escape(address)}">{escape(words)}</a></p>', (problem,)


def _address(found: re.Match[str], rest: str) -> str:
    source = SOURCE.search(rest)
    if not source and (inner := INNER_SOURCE.match(found.string, found.end())):
        source = SOURCE.search(inner[1])
    address = unescape(_value(source)).strip()
    address = f"https:{address}" if address.startswith("//") else address
    if video := YOUTUBE.match(address):
        return f"https://www.youtube.com/watch?v={video[1]}"
    if video := VIMEO.match(address):
        return f"https://vimeo.com/{video[1]}"
    return address.removesuffix(".js") if address.startswith("https://gist.github.com/") else address


def _words(kind: str, address: str, rest: str) -> str:
    host = _host(address)
    name = unescape(_value(TITLE.search(rest))).strip()
    what = {"video": "Video", "audio": "Recording"}.get(
        kind, "Video" if host in VIDEO_HOSTS else "Embedded content"
    )
    words = f"{what} {'from' if what == 'Embedded content' else 'on'} {host}" if host else what
    return f"{words}: {name}" if name else words


def _value(attribute: re.Match[str] | None) -> str:
    """The value of an attribute, in whichever quotes it stands."""
    return next(filter(None, attribute.groups()), "") if attribute else ""


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # such as an unfinished IPv6 address
        return ""


def _handlers(html: str, path: str, line_of: Finder) -> Iterator[Problem]:
    for found in HANDLER.finditer(html):
        message = f"“{found[1]}” was left out: texts on this site cannot run programs."
        yield _told("markdown.handler", message, path, line_of, found[0])


def _addresses(html: str, path: str, line_of: Finder) -> Iterator[Problem]:
    for found in ADDRESS.finditer(html):
        # The last word has what makes texts safe: it knows which addresses are none.
        address = unescape(_value(found)).strip()
        if "href" not in clean(f'<a href="{escape(address)}">x</a>'):
            scheme = address.partition(":")[0].strip().lower()
            # What looks like a scheme of one letter is the name of a disk.
            code, message = ADDRESSES.get(scheme, OWN_FILE if len(scheme) == 1 else OTHER)
            yield _told(code, message, path, line_of, address)


def _nowhere(html: str, path: str, line_of: Finder) -> Iterator[Problem]:
    for found in NOWHERE.finditer(html):
        if found[1] is not None:
            message, typed = (
                "This link has no address; only its words are shown.",
                f"[{unescape(found[1])}]()",
            )
        else:
            message, typed = (
                "This image has no address; it was left out.",
                f"![{unescape(found[2] or found[3] or '')}]()",
            )
        yield _told("markdown.no-address", message, path, line_of, typed)


def _told(code: str, message: str, path: str, line_of: Finder, found: str, suggestion: str = "") -> Problem:
    # A picture pasted as text has thousands of characters; its beginning tells enough.
    line = line_of((found, unquote(found), found[:40]))
    typed = found if len(found) <= 200 else f"{found[:60]}…"
    return Problem(code, Severity.WARNING, path, message, line, found=typed, suggestion=suggestion)
