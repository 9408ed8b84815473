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
# What both show of other sites, by its number there: ``{{< youtube x >}}``, ``{% gist a/b %}``.
NAMES = r"(youtube|vimeo|gist|tweet|x|instagram)"
ELSEWHERE = re.compile(rf"\{{\{{[<%]\s*{NAMES}\s+([^>%\n]*?)\s*/?\s*[>%]\}}\}}|\{{%-?\s*{NAMES}\s+([^%\n]*?)\s*-?%\}}")
# Code between marks of Hugo's own, which Jekyll has as ``{% highlight %}``.
LISTING = re.compile(
    r"^[ \t]*\{\{[<%]\s*highlight\s+[\"']?([\w+#-]+)[^>\n]*[>%]\}\}[ \t]*\n(.*?)"
    r"^[ \t]*\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
    re.DOTALL | re.MULTILINE,
)
PLAYERS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
SHOWN = {
    **{name: f"{player}{{0}}" for name, player in PLAYERS.items()},
    **dict.fromkeys(("tweet", "x"), "https://twitter.com/{1}/status/{0}"),
    "gist": "https://gist.github.com/{0}",
    "instagram": "https://www.instagram.com/p/{0}/",
}
ADDRESS = re.compile(r"https://[\w.?=-]+(?:/[\w.?=-]+)*/?")
SOURCES = ("src", "url", "image_path", "image", "path", "file", "filename")
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)


def plain(text: str) -> str:
    """`text` with pictures and links where such marks stood; marks of other kinds are as typed."""
    text = KEPT.sub(lambda found: found[1] or "", text)
    text = LISTING.sub(_listing, text)
    text = ELSEWHERE.sub(_elsewhere, text)
    return INCLUDE.sub(_included, text)


def _elsewhere(found: re.Match[str]) -> str:
    """A link to what is shown from another site; the mark as typed where it does not say what that is."""
    name, typed = found[1] or found[3], found[2] or found[4] or ""
    given = {each[1]: each[2] or each[3] or "" for each in GIVEN.finditer(typed)}
    words = [each.strip("\"'") for each in GIVEN.sub("", typed).split() if "=" not in each]
    number = given.get("id") or "/".join(words[:2] if name == "gist" else words[:1])
    address = SHOWN[name].format(number, given.get("user", ""))
    return f"<{address}>" if number and ADDRESS.fullmatch(address) else found[0]


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
