"""Numbers -> shapes: bars of counts over time, and arcs between dated things. Sizes are units of the drawing.

Everything is rounded, so that the same numbers give the same bytes on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from weeknotes.values import Record

STEP, GAP = 10, 2  # of bars: from one to the next, between two
HEIGHT = 40  # of the highest bar
LOWEST = 6  # of a bar that stands for anything at all
MAP_WIDTH = 960
MARGIN = 20
APART = 7  # at least, between two things on the line
FLATNESS = 0.62  # of an arc: its height over its half width
RADIUS, GROWTH, LARGEST = 3.0, 1.2, 9.0  # of a dot: alone, for each citation, at most
NUMBER_ROOM, YEAR_ROOM = 18, 48  # a number or a year needs so much beside another
NUMBERED = 8  # of the dots, the most cited


class Bar(Record):
    """A bar for a count over a period: where it stands and how large it is. Without a count it has no height."""

    x: int
    y: int
    width: int
    height: int
    count: int


class Period(Record):
    """A stretch of time in words: `label` whole, ``March 2026``; `short`, as it fits below a bar."""

    label: str
    short: str = ""


class Strip(Record):
    """A row of bars with its name and where that leads; `rows` are the periods with a count, the latest first."""

    name: str
    address: str
    bars: tuple[Bar, ...]
    total: int
    rows: tuple[tuple[Period, int], ...]


class Strips(Record):
    """Rows of bars on one scale, over the same periods. `ticks` are where a new year begins."""

    width: int
    height: int
    strips: tuple[Strip, ...]
    periods: tuple[Period, ...]
    ticks: tuple[int, ...] = ()

    @property
    def first(self) -> Period:
        """The earliest period."""
        return self.periods[0]

    @property
    def last(self) -> Period:
        """The latest period."""
        return self.periods[-1]


class Dot(Record):
    """A thing on the line: `key` is its id, `number` its place among the most cited, or 0; `row` where that stands."""

    key: str
    x: float
    radius: float
    number: int = 0
    row: int = 0


class Arcs(Record):
    """Dots on a line of time, and arcs above it, each the `path` of a drawing. `years` are marks: place and year."""

    width: int
    height: int
    line: int
    dots: tuple[Dot, ...]
    paths: tuple[str, ...]
    years: tuple[tuple[float, int], ...]


def bars(counts: Sequence[int], most: int) -> tuple[Bar, ...]:
    """A bar for each count, beside one another; the highest stands for `most`."""
    heights = [max(LOWEST, round(HEIGHT * count / most)) if count else 0 for count in counts]
    return tuple(
        Bar(place * STEP, HEIGHT - height, STEP - GAP, height, count)
        for place, (count, height) in enumerate(zip(counts, heights, strict=True))
    )


def strips(
    named: Iterable[tuple[str, str, Mapping[int, int]]], periods: Sequence[Period], ticks: Iterable[int] = ()
) -> Strips:
    """Rows on one scale: of each its name, its address, and its counts by the number of the period.

    `ticks` are the numbers of the periods with which a year begins.
    """
    given = [(name, address, [counts.get(each, 0) for each in range(len(periods))]) for name, address, counts in named]
    most = max((count for _, _, counts in given for count in counts), default=0)
    rows = tuple(_strip(name, address, counts, (most, periods)) for name, address, counts in given)
    width = len(periods) * STEP - GAP
    return Strips(width, HEIGHT, rows, tuple(periods), tuple(each * STEP - GAP // 2 for each in ticks))


def _strip(name: str, address: str, counts: Sequence[int], frame: tuple[int, Sequence[Period]]) -> Strip:
    most, periods = frame
    told = [(period, count) for period, count in zip(periods, counts, strict=True) if count]
    return Strip(name, address, bars(counts, most), sum(counts), tuple(reversed(told)))


def arcs(dated: Iterable[tuple[str, date]], pairs: Collection[tuple[str, str]]) -> Arcs:
    """Things by their ids and days on a line, and an arc for each of `pairs`: who cites, and what is cited."""
    line = sorted(dated, key=lambda each: (each[1], each[0]))
    places = dict(zip((key for key, _ in line), _places([day for _, day in line]), strict=True))
    cited = Counter(target for _, target in pairs)
    # Pairs of one place both ways are one arc.
    spans = sorted({tuple(sorted((places[source], places[target]))) for source, target in pairs})
    top = max((round((end - start) / 2 * FLATNESS) for start, end in spans), default=0)
    base = top + MARGIN
    return Arcs(
        width=MAP_WIDTH,
        height=base + 2 * NUMBER_ROOM + MARGIN,
        line=base,
        dots=_dots(places, cited),
        paths=tuple(_arc(start, end, base) for start, end in spans if end > start),
        years=_years([(day, places[key]) for key, day in line]),
    )


def _places(days: Sequence[date]) -> list[float]:
    """Where days in their order stand on the line: by time, but never too near one another."""
    if not days:
        return []
    room = MAP_WIDTH - 2 * MARGIN
    whole = max((days[-1] - days[0]).days, 1)
    found: list[float] = []
    for day in days:
        place = (day - days[0]).days / whole * room
        found.append(max(place, found[-1] + APART) if found else place)
    scale = room / max(found[-1], room)
    return [round(MARGIN + place * scale, 1) for place in found]


def _dots(places: Mapping[str, float], cited: Mapping[str, int]) -> tuple[Dot, ...]:
    ranked = sorted((key for key in cited if key in places), key=lambda key: (-cited[key], -places[key]))
    numbers = {key: place for place, key in enumerate(ranked[:NUMBERED], 1)}
    found = []
    last = -NUMBER_ROOM * 1.0, 1
    for key, x in places.items():
        radius = round(min(RADIUS + GROWTH * cited.get(key, 0), LARGEST), 1)
        if key in numbers:
            # A number too near the one before stands below it.
            last = x, 1 - last[1] if x - last[0] < NUMBER_ROOM else 0
        found.append(Dot(key, x, radius, numbers.get(key, 0), last[1] if key in numbers else 0))
    return tuple(found)


def _arc(start: float, end: float, base: int) -> str:
    half = round((end - start) / 2, 1)
    return f"M{start} {base}A{half} {round(half * FLATNESS, 1)} 0 0 1 {end} {base}"


def _years(line: Sequence[tuple[date, float]]) -> tuple[tuple[float, int], ...]:
    """The place of the first thing of every year, but for years that would stand in one another's way."""
    found: dict[int, float] = {}
    for day, place in line:
        if day.year not in found and place - max(found.values(), default=-YEAR_ROOM) >= YEAR_ROOM:
            found[day.year] = place
    return tuple((place, year) for year, place in found.items())
