"""Pictures on a page: the copy that fits, from several widths and forms (HTML, 4.8.4, images)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from weeknotes.shots import Rendition

TYPES = {"avif": "image/avif", "jpeg": "image/jpeg", "still": "image/png"}
STILL = "still"
CALM = "(prefers-reduced-motion: reduce)"


def sources(
    renditions: Sequence[Rendition], href: Callable[[str], str], sizes: str, default: tuple[str, int] = ("", 0)
) -> str:
    """The ``source`` elements of a ``picture``, the best form first; nothing for a picture without renditions.

    `sizes` tells how wide the picture is shown. `default` is the address and the width of the picture itself,
    which browsers choose from too where it is a JPEG.
    """
    made = ""
    for form, group in groupby(renditions, key=lambda each: each.form):
        steps = [(each.address, each.width) for each in group]
        if form == STILL:
            made += f'<source media="{CALM}" type="{TYPES[form]}" srcset="{_url(steps[0][0], href)}">'
            continue
        steps += [default] if form == "jpeg" and default[0].lower().endswith((".jpg", ".jpeg")) else []
        made += f'<source type="{TYPES[form]}" srcset="{_set(steps, href)}" sizes="{escape(sizes)}">'
    return made


def fitting(limit: int, width: int) -> str:
    """The ``sizes`` of a picture `width` pixels wide in a column of at most `limit`; narrow screens it fills."""
    shown = min(limit, width) if width else limit
    return f"(min-width: {shown}px) {shown}px, 100vw"


def _set(steps: Iterable[tuple[str, int]], href: Callable[[str], str]) -> str:
    return ", ".join(f"{_url(address, href)} {width}w" for address, width in steps)


def _url(address: str, href: Callable[[str], str]) -> str:
    """An address as a list of candidates can hold it: a comma or a space would end it."""
    return escape(href(address).replace(",", "%2C").replace(" ", "%20"))
