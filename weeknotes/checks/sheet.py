"""Words to look through for what must not be published, and what is found in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache

from weeknotes.config import Sensitive
from weeknotes.errors import Severity
from weeknotes.values import Record, field

FENCE = re.compile(r"^[ >]*(?:```|~~~)", re.MULTILINE)
LINE = 400  # characters of a line on each side of a find; whole paragraphs may be typed in one line
LONGEST = 24  # characters of a secret's mask; more would not fit into a report


class Sheet(Record):
    """The words of one file: a text as typed, with the file's own path in its last line, or what a drawing says.

    `body` and `name` are the places in `text` at which the body and the path begin. `host` is the site's own.
    `tells_contacts` is set where addresses of people are expected: on pages, and in profiles.
    """

    text: str
    body: int = 0
    name: int = 0
    rules: Sensitive = field(default_factory=Sensitive)
    host: str = ""
    tells_contacts: bool = False

    def line(self, place: int) -> tuple[int, int]:
        """Where the line begins and ends in which `place` is."""
        end = self.text.find("\n", place)
        return self.text.rfind("\n", 0, place) + 1, end if end >= 0 else len(self.text)

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a place in the same line; of a very long line the nearest signs."""
        first, last = self.line(start)
        return self.text[max(first, start - LINE) : start], self.text[end : min(last, end + LINE)]

    def before(self, place: int, reach: int) -> str:
        """At most `reach` characters of the same line before `place`."""
        return self.text[max(self.line(place)[0], place - reach) : place]

    def block(self, place: int, reach: int = 2000) -> str:
        """What stands before `place` in the same paragraph or table, and a little of what follows in its line."""
        first = self.text.rfind("\n\n", max(0, place - reach), place)
        last = min(self.line(place)[1], place + LINE)
        return self.text[first if first >= 0 else max(0, place - reach) : last]

    def is_code(self, place: int) -> bool:
        """Whether `place` is inside a fenced block of code."""
        return bisect_left(_fences(self.text), place) % 2 == 1

    def is_name(self, place: int) -> bool:
        """Whether `place` is in the path of the file."""
        return bool(self.name) and place >= self.name


class Find(Record):
    """Something found on a sheet, from `start` to `end`.

    `shown` is what a public report may repeat of it, `suggestion` what to write instead.
    """

    code: str
    severity: Severity
    start: int
    end: int
    message: str
    shown: str
    suggestion: str = ""


@lru_cache(maxsize=1)
def _fences(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in FENCE.finditer(text))


Scanner = Callable[[Sheet], Iterator[Find]]


def masked(text: str) -> str:
    """`text` with its middle hidden: ``AB •• •• •• C``."""
    signs = [place for place, sign in enumerate(text) if sign.isalnum()]
    hidden = set(signs[2:-1])
    whole = "".join("•" if place in hidden else sign for place, sign in enumerate(text))
    return whole if len(whole) <= LONGEST else f"{text[:4]}{'•' * 8}"
