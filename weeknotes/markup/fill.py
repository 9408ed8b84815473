"""The last step: a body with marks -> the HTML of one page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from weeknotes.markup.pictures import fitting, sources
from weeknotes.model import Body, Target

MARK = re.compile("\x02([lixph])([0-9]*),?([0-9]*)\x03")
# The tag of an image, and whether it stands in a figure; brackets within its attributes are escaped.
IMAGE = re.compile("(<figure>(?:<a [^<>]*>)?)?(<img\\b[^<>]*?\x02i([0-9]+),?([0-9]*)\x03[^<>]*>)")
# Pixels: as wide as the style sheet shows a figure, and what stands among the words.
FIGURE, COLUMN = 800, 592
OUTSIDE = '<span class="visually-hidden"> (external site)</span>'
LOWEST = 6  # level of a heading in HTML


def fill(
    body: Body,
    targets: Sequence[Target],
    href: Callable[[str], str],
    prefix: str = "",
    shift: int = 0,
    plain: bool = False,
) -> str:
    """The HTML of `body` for one page.

    `targets` tell where the links of the body lead, in their order; `href` turns an address of the
    site into a link from the page. `prefix` (letters, digits, hyphens) stands before every id, so
    that several bodies may share a page; headings move down by `shift` levels, to 6 at most. `plain`
    leaves out what needs the style sheet of the site: right for feeds.

    Raises IndexError where there are fewer targets than links.
    """

    def put(found: re.Match[str]) -> str:
        kind = found[1]
        if kind == "p":
            return prefix
        number = int(found[2])
        if kind == "h":
            return str(min(number + shift, LOWEST))
        # What is left are marks of links and images, which both count in `targets`.
        target = targets[number]
        if kind == "i":
            return _address(target, href) + _size(target, found[3])
        leaves = not plain and target.outside and target.address.startswith(("http://", "https://"))
        if kind == "x":
            return OUTSIDE if leaves else ""
        # The mark stands inside quotes, so that a class can follow the address.
        return _address(target, href) + ('" class="external' if leaves else "")

    def picture(found: re.Match[str]) -> str:
        return _picture(found, targets[int(found[3])], href, bool(prefix))

    html = body.html if plain or "<img" not in body.html else IMAGE.sub(picture, body.html)
    return MARK.sub(put, html)


def _picture(found: re.Match[str], target: Target, href: Callable[[str], str], is_one_of_many: bool) -> str:
    """An image with its renditions; the tag keeps its mark."""
    before, tag = found[1] or "", found[2]
    # Of many texts on a page only the first is in view at once.
    if is_one_of_many and ' loading="' not in tag:
        tag = f'{tag[:-1]} loading="lazy">'
    shown = min(int(found[4]), target.width) if found[4] else target.width
    sizes = fitting(FIGURE if before else COLUMN, shown)
    choice = sources(target.renditions, href, sizes, (target.address, target.width))
    return f"{before}<picture>{choice}{tag}</picture>" if choice else before + tag


def _address(target: Target, href: Callable[[str], str]) -> str:
    return escape(target.address if target.outside else href(target.address))


def _size(target: Target, typed: str) -> str:
    """Width and height, so that the page keeps its shape while images arrive."""
    if not (target.width and target.height):
        return f'" width="{typed}' if typed else ""
    width = min(int(typed), target.width) if typed else target.width
    height = max(1, round(target.height * width / target.width))
    return f'" width="{width}" height="{height}'
