"""Threads: sections that come back under one heading in many notes of a team, from the first to the latest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from weeknotes.model import Card, Heading
from weeknotes.prompts import is_prompt
from weeknotes.text import slugify
from weeknotes.values import Record

FEWEST = 4  # notes
DEEPEST = 3  # level of a heading
# Headings that say what a section is for and not what it is about, besides those that the prompts give.
FORMS = """
    achievements actions and-finally bad challenges did done finally five-things friday fun-fact good good-things
    hard hard-things highlights in-numbers in-short introduction last-week learned learned-things learning learnings
    lessons links misc mood notes numbers other other-news other-things progress problems reading reflections summary
    thank-you thanks the-bad the-good the-numbers this-week ugly ups-and-downs what-didnt-go-well what-else
    what-else-happened what-i-did what-i-learned what-i-learnt what-ive-been-doing what-we-learnt what-went-less-well
    what-went-well what-weve-been-doing what-weve-been-up-to what-weve-learned beth-ddysgon-ni beth-wnaethon-ni diolch
"""
PASSED_OVER = frozenset(FORMS.split())


class Stop(Record):
    """A section of a note on the way of a thread: the note, and the place of the section in it."""

    card: Card
    anchor: str


class Thread(Record):
    """The sections under one heading, the oldest first; `title` is spelt as in most of them."""

    slug: str
    title: str
    stops: tuple[Stop, ...]


class ThreadWay(Record):
    """A thread as the page of its team names it: `count` is how many notes it runs through."""

    title: str
    address: str
    count: int


class ThreadView(Record):
    """``/teams/x/threads/y/``: one thread of a team."""

    thread: Thread
    team: str


def address(team: str, slug: str) -> str:
    """The address of a thread below the address of its team."""
    return f"{team}threads/{slug}/"


def recurring(notes: Iterable[Sequence[Heading]]) -> frozenset[str]:
    """The slugs of the headings that stand in enough of these notes and are no mere form."""
    return _recurring(map(_told, notes))


def gather(notes: Sequence[tuple[Card, Sequence[Heading]]]) -> tuple[Thread, ...]:
    """The threads through `notes`, which come oldest first: the longest first, then by name."""
    told = [(card, _told(headings)) for card, headings in notes]
    found: dict[str, list[tuple[Stop, str]]] = {slug: [] for slug in _recurring(each for _, each in told)}
    for card, headings in told:
        for slug in headings.keys() & found.keys():
            found[slug].append((Stop(card, headings[slug].id), headings[slug].text))
    threads = [_thread(slug, steps) for slug, steps in found.items()]
    return tuple(sorted(threads, key=lambda each: (-len(each.stops), each.slug)))


def _recurring(told: Iterable[Mapping[str, Heading]]) -> frozenset[str]:
    counts = Counter(slug for headings in told for slug in headings)
    return frozenset(slug for slug, count in counts.items() if count >= FEWEST)


def _told(headings: Sequence[Heading]) -> dict[str, Heading]:
    """The headings of a note that tell what a section is about, by slug; the first where one stands twice."""
    found: dict[str, Heading] = {}
    for each in headings:
        slug = _slug(each.text) if each.level <= DEEPEST else ""
        if slug:
            found.setdefault(slug, each)
    return found


@lru_cache(maxsize=1 << 16)
def _slug(heading: str) -> str:
    """The slug of a heading; empty for a mere form. Kept, since most headings come many times."""
    slug = slugify(heading)
    return "" if slug in PASSED_OVER or is_prompt(heading) else slug


def _thread(slug: str, steps: Sequence[tuple[Stop, str]]) -> Thread:
    # Of spellings that are as frequent, the latest counts: most_common keeps the order of arrival.
    spellings = Counter(text for _, text in reversed(steps))
    return Thread(slug, spellings.most_common(1)[0][0], tuple(stop for stop, _ in steps))
