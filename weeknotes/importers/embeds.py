"""What a text of the old site shows from elsewhere: players, maps, cards; a link stands in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

EMBEDDED = ("iframe", "embed", "object", "video", "audio", "amp-youtube", "frame")
TRACKERS = re.compile(
    r"pixel\.wp\.com|stats\.wordpress\.com|feeds\.(?:wordpress|feedburner)\.com/|feedsportal|medium\.com/_/stat|"
    r"google-analytics|googletagmanager|doubleclick|facebook\.com/tr\b|/b\.gif\?|/open\.gif|quantserve|scorecardresearch"
)
YOUTUBE = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)")
VIMEO = re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d+)")
# Cards that Ghost and Medium make of a link: a title, a few words, a picture.
CARD = re.compile(r"kg-bookmark-card|graf--mixtapeEmbed|js-mixtapeImage|wp-block-bookmark")
CARD_TITLE = re.compile(r"kg-bookmark-title|markup--mixtapeEmbed-strong")


def is_gone(element: Tag) -> bool:
    """Whether an element was taken out of its tree. (Its own `decomposed` searches the whole element.)"""
    return "_decomposed" in vars(element)


def living(root: Tag, found: Sequence[Tag]) -> Iterator[Tag]:
    """Those of `found` that are still in the tree below `root` when their turn comes."""
    return (each for each in list(found) if not is_gone(each) and each is not root)


def holds(element: Tag, names: Collection[str]) -> bool:
    """Whether an element of one of these names stands in `element`, at any depth."""
    return any(isinstance(each, Tag) and each.name in names for each in element.descendants)


def within(node: PageElement, names: Collection[str]) -> bool:
    """Whether a node stands in an element of one of these names."""
    return any(each.name in names for each in node.parents)


def replace(root: Tag, lost: Counter[str]) -> None:
    """A link in the place of each thing that is shown by another site, and of each card about a page."""
    _cards(root)
    for each in living(root, root.find_all([*EMBEDDED, "script"])):
        address = _shown_at(_address(each), str(each.get("data-videoid", "")))
        # The script of a listing stands for the listing; any other is none to be shown.
        if each.name == "script" and "gist.github.com/" not in address:
            continue
        if address.startswith(("http://", "https://", "/")) and not TRACKERS.search(address):
            lost["embed"] += 1
            each.replace_with(_link(address, str(each.get("title") or "")))
        else:
            lost["embed without address"] += 1
            each.decompose()


def _address(element: Tag) -> str:
    """Where something embedded comes from, by its own word or that of what stands in it."""
    inner = element.find(["source", "embed", "iframe"], src=True)
    return str(element.get("src") or element.get("data") or (inner.get("src") if isinstance(inner, Tag) else "") or "")


def _shown_at(address: str, video: str) -> str:
    """Where a reader can see what a player shows."""
    address = f"https:{address}" if address.startswith("//") else address
    # Medium shows everything through another service, which keeps the address in its query.
    for name in ("url", "src"):
        wrapped = parse_qs(_query(address)).get(name, [""])[0] if "embedly" in address or "embed.ly" in address else ""
        if wrapped.startswith("http"):
            return _shown_at(wrapped, "")
    if found := YOUTUBE.match(address):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := VIMEO.match(address):
        return f"https://vimeo.com/{found[1]}"
    if "gist.github.com" in address:
        return address.partition("?")[0].removesuffix(".js")
    return f"https://www.youtube.com/watch?v={video}" if video and not address else address


def _query(address: str) -> str:
    try:
        return urlsplit(address).query
    except ValueError:
        return ""


def _link(address: str, title: str) -> Tag:
    soup = BeautifulSoup("", "lxml")
    # In a paragraph of its own, as what it stands for was.
    paragraph, link = soup.new_tag("p"), soup.new_tag("a", href=address)
    link.string = title.strip() or address
    paragraph.append(link)
    return paragraph


def _cards(root: Tag) -> None:
    for each in living(root, root.find_all(class_=CARD)):
        link = each.find("a", href=True)
        if isinstance(link, Tag):
            title = each.find(class_=CARD_TITLE) or link.find("strong") or link
            each.replace_with(_link(str(link["href"]), " ".join(title.get_text().split())))
