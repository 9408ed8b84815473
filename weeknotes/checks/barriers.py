"""What the checks find that keeps people out, counted for the accessibility statement.

It is counted as it was found: no level in ``[checks]`` and no exception makes a picture easier to hear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from weeknotes.errors import Problem
from weeknotes.facts import Barrier

# Those of the editorial checks after which a page of the site itself fails the standard. The site closes gaps
# between headings and leaves out empty ones; long descriptions and long titles fail nothing.
CODES = frozenset(
    (
        *("alt.missing", "alt.file-name", "alt.vague"),
        *("table.no-header", "table.empty-header"),
        *("linktext.empty", "linktext.vague"),
        *("heading.bold", "heading.space", "heading.underlined"),
    )
)


def count(found: Iterable[Problem], kept: Iterable[Problem]) -> tuple[Barrier, ...]:
    """How often each check `found` something in a text, by code, and how much of it is not in `kept`."""
    every = Counter(problem.code for problem in found if problem.code in CODES)
    told = Counter(problem.code for problem in kept if problem.code in every)
    return tuple(Barrier(code, every[code], every[code] - told[code]) for code in sorted(every))
