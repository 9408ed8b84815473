"""What is added to a page while it is served: the script that reloads it, and leave for that script to work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from markupsafe import Markup

from weeknotes.preview import OWN

META = re.compile(r"<meta\b[^>]*\bhttp-equiv=[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
CONTENT = re.compile(r"\bcontent=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
# What the script does: it runs, adds its style, listens for news.
NEEDED = ("script-src", "script-src-elem", "style-src", "style-src-elem", "connect-src")
HINDERING = ("require-trusted-types-for", "sandbox")


def dress(page: str, marks: Mapping[str, str]) -> str:
    """`page` with the script, which is given `marks`, and with a policy under which it works."""
    attributes = Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in marks.items())
    script = Markup('<script src="{}reload.js"{}></script>').format(OWN, attributes)
    page = META.sub(_open, page)
    end = HEAD_END.search(page)
    place = end.start() if end else 0 if not page.lstrip().lower().startswith("<!doctype") else page.index(">") + 1
    return f"{page[:place]}{script}{page[place:]}"


def widen(policy: str) -> str:
    """A content security policy that also allows what the preview's script needs from its own server."""
    given = [part.split() for part in policy.split(";") if part.strip()]
    rules = {name.lower(): values for name, *values in reversed(given)}  # of two alike the first one counts
    rules = {name: rules[name] for name in reversed(rules) if name not in HINDERING}
    for name in NEEDED:
        values = rules.get(name, [] if name.endswith("-elem") else rules.get("default-src", []))
        if values and "'self'" not in values:
            rules[name] = [*(each for each in values if each != "'none'"), "'self'"]
    return "; ".join(" ".join([name, *values]) for name, values in rules.items())


def _open(meta: re.Match[str]) -> str:
    def widened(content: re.Match[str]) -> str:
        return Markup('content="{}"').format(widen(unescape(content[1] or content[2] or "")))

    return CONTENT.sub(widened, meta[0])
