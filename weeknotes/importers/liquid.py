"""Marks of Jekyll and Hugo that stand for something to see, or for nothing: pictures, videos, remarks, raw text."""

from __future__ import annotations

import re

# What is raw is kept from the generator; a remark was never to be read by anybody else.
KEPT = re.compile(
    r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}"
    r"|<!--\s*more\s*-->|\{%-?\s*#.*?%\}",
    re.DOTALL,
)
INCLUDE = re.compile(r"\{%-?\s*include(?:_cached|_relative)?\s+([\w./-]+)\s((?:(?!%\}).)*?)-?%\}", re.DOTALL)
GIVEN = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
VIDEO = re.compile(r"\{\{[<%]\s*(youtube|vimeo)\s+(?:id=)?\"?([\w-]+)\"?[^>%]*[>%]\}\}")
# Code between marks of Hugo's own, which Jekyll has as ``{% highlight %}``.
LISTING = re.compile(
    r"^[ \t]*\{\{[<%]\s*highlight\s+[\"']?([\w+#-]+)[^>\n]*[>%]\}\}[ \t]*\n(.*?)"
    r"^[ \t]*\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
    re.DOTALL | re.MULTILINE,
)
PLAYERS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
SOURCES = ("src", "url", "image_path", "image", "path", "file", "filename")
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)


def plain(text: str) -> str:
    """`text` with pictures and links where such marks stood; marks of other kinds are as typed."""
    text = KEPT.sub(lambda found: found[1] or "", text)
    text = LISTING.sub(_listing, text)
    text = VIDEO.sub(lambda found: f"<{PLAYERS[found[1]]}{found[2]}>", text)
    return INCLUDE.sub(_included, text)


def _listing(found: re.Match[str]) -> str:
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", found[2]))])
    return f"{fence}{found[1]}\n{found[2].rstrip()}\n{fence}"


def _included(found: re.Match[str]) -> str:
    """A picture or a video that a template of the old site drew, by what it was given; else the mark as typed."""
    given = {each[1]: each[2] or each[3] or "" for each in GIVEN.finditer(found[2])}
    player = next((name for name in PLAYERS if name in found[1].lower()), "")
    if player and given.get("id"):
        return f"<{PLAYERS[player]}{given['id']}>"
    source = next((given[name] for name in SOURCES if given.get(name)), "")
    if not PICTURE.search(source):
        return found[0]
    caption = (given.get("caption") or given.get("title") or "").replace('"', "'")
    shown = f' "{caption}"' if caption else ""
    return f"![{given.get('alt', '')}](<{source}>{shown})"
