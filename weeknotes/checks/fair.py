"""A fair copy of a text: without what hides a number or a marking from a search, and not from a reader."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import unescape

from weeknotes.values import Record

# Soft hyphens and what is not seen at all; letters and digits of full width; spaces and hyphens of every breadth, and
# as web pages have them, or values between quotation marks; marks of bold and code within a number.
MARK = r"(?:\*{1,3}|`{1,3}|</?(?:b|i|u|em|strong|code|mark)>)"
WITHIN = (
    rf"(?:(?<=\d)|(?<=\d )|(?<=\b[A-Z]{{2}})|(?<=\b[A-Z]{{2}} )){MARK}(?: {MARK})?(?= ?\d| ?[A-D](?!\w))"
)
SIGN = "[\u00ad\u2000-\u200f\u2012\u2060-\u2064\u3000\ufeff\uff01-\uff5e]"
ODD = re.compile(rf"{SIGN}|&#?\w{{2,8}};|\\(?:u[0-9a-fA-F]{{4}}|x[0-9a-fA-F]{{2}})|{WITHIN}")
# What there is in a text that has anything of the sort, quick to look for.
ANY = re.compile(rf"{SIGN}|&|\\[ux][0-9a-fA-F]{{2}}|[0-9A-Z] ?{MARK} ?[0-9A-D`*<]")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
SPACES = re.compile(r"[\u2000-\u200a\u3000]")
FULL_WIDTH = 0xFEE0  # how far letters of full width stand behind those of ASCII


class Fair(Record):
    """The `text` of a fair copy; from each of its `places` on the original is `shifts` characters further."""

    text: str
    places: Sequence[int]
    shifts: Sequence[int]

    def original(self, place: int) -> int:
        """Where in the original stands what is at `place`."""
        at = bisect_right(self.places, place)
        return place + (self.shifts[at - 1] if at else 0)

    def copied(self, place: int) -> int:
        """Where in the copy stands what is at `place` in the original."""
        ends = [at + shift for at, shift in zip(self.places, self.shifts, strict=True)]
        at = bisect_right(ends, place)
        return place - (self.shifts[at - 1] if at else 0)


def copy(text: str) -> Fair | None:
    """The fair copy of `text`; None where nothing in it is odd."""
    # Most texts have nothing of the sort, which is seen in one look.
    if ANY.search(text) is None or ODD.search(text) is None:
        return None
    parts: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    done = length = 0
    for found in ODD.finditer(text):
        plain = _plain(found[0])
        parts += (text[done : found.start()], plain)
        length += found.start() - done + len(plain)
        done = found.end()
        places.append(length)
        shifts.append(done - length)
    return Fair("".join((*parts, text[done:])), places, shifts)


def _plain(odd: str) -> str:
    if odd[0] == "&":
        meant = unescape(odd)
        # Signs that mean something in HTML stay as they are typed.
        return odd if meant == odd or meant in "<>&\"'" else SPACES.sub(" ", UNSEEN.sub("", meant))
    if odd[0] == "\\":
        return SPACES.sub(" ", UNSEEN.sub("", chr(int(odd[2:], 16)))).replace("\n", " ")
    if odd[0] in "*`<":
        return " " if " " in odd else ""
    if UNSEEN.match(odd):
        return ""
    if SPACES.match(odd):
        return " "
    return "-" if odd == "\u2012" else chr(ord(odd) - FULL_WIDTH)
