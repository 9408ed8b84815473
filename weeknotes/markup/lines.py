"""Where in the source something stands that is known from the HTML only."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Finder = Callable[[Iterable[str]], int]
# A find that goes on with one of these is another, longer target.
GOES_ON = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_%#?=&+")


def finder(source: str, first_line: int) -> Finder:
    """A function from ways to type something to the line (from 1, in the file) where it was typed.

    Asked again for the same, it goes on to the next place; after the last it stays there. What is
    nowhere in the source is said to stand in `first_line`.
    """
    reached: dict[str, int] = {}

    def line_of(spellings: Iterable[str]) -> int:
        for spelling in spellings:
            place = _next_place(source, spelling, reached.get(spelling, -1))
            if place >= 0:
                reached[spelling] = place
                return first_line + source.count("\n", 0, place)
        return first_line

    return line_of


def _next_place(source: str, spelling: str, last: int) -> int:
    if not spelling:
        return -1
    place = source.find(spelling, last + 1)
    # "a.md" is not found in "a.md#next".
    while place >= 0 and _goes_on(source, place + len(spelling)):
        place = source.find(spelling, place + 1)
    return place if place >= 0 else last


def _goes_on(source: str, end: int) -> bool:
    return source[end - 1] in GOES_ON and source[end : end + 1] in GOES_ON
