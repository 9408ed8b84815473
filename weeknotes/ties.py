"""What ties entries to one another beside what they say: links, names, series and projects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain

from weeknotes.outlines import Outline, Reader
from weeknotes.values import Record

LINKS, NAMES = "links", "names"


class RelatedText(Record):
    """An entry as far as relating goes. `text` is plain, or the digest of a plain text; `links` are the ids
    that it links to.

    Teams, themes, tags and projects are names as readers see them. `position` counts within `series`. The
    `year` is that of its date: where it is given, what is common is learnt from the years before the last. `day`
    is the number of the day that it is about (``date.toordinal``), 0 where none is known. Translations of one text
    have the same `original`.
    """

    id: str
    title: str
    text: str
    teams: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    series: str = ""
    position: int = 0
    links: tuple[str, ...] = ()
    year: int = 0
    day: int = 0
    original: str = ""


class Ties(Record):
    """All ties between entries, by id.

    `ties` are pairs of ids with what the first does: it LINKS to the other or NAMES it in its text. `tied`
    has those that one links to or names, or that link to or name it; `fellows` those of each project, by its
    name in small letters.
    """

    ties: frozenset[tuple[str, str, str]]
    tied: Mapping[str, Set[str]]
    fellows: Mapping[str, Set[str]]

    def has(self, one: str, does: str, other: str) -> bool:
        """Whether there is this tie between two entries."""
        return (one, other, does) in self.ties


def tie(entries: Sequence[RelatedText], named: Iterable[tuple[str, str]]) -> Ties:
    """The ties of entries, of which the first of each pair `named` names the second in its text."""
    known = {entry.id for entry in entries}
    pairs = [(entry.id, other, LINKS) for entry in entries for other in entry.links if other in known]
    pairs += [(one, other, NAMES) for one, other in named]
    tied: dict[str, set[str]] = {}
    for one, other, _ in pairs:
        tied.setdefault(one, set()).add(other)
        tied.setdefault(other, set()).add(one)
    fellows: dict[str, set[str]] = {}
    for entry in entries:
        for project in fold(entry.projects):
            fellows.setdefault(project, set()).add(entry.id)
    return Ties(frozenset(pairs), tied, fellows)


def are_beside(one: RelatedText, other: RelatedText) -> bool:
    """Whether two entries are neighbours in a series or one text in two languages: their pages lead to each other."""
    if one.original and one.original == other.original:
        return True
    return bool(one.series) and one.series == other.series and abs(one.position - other.position) == 1


def neighbours(entries: Iterable[RelatedText]) -> set[tuple[str, str]]:
    """All pairs of neighbours in a series, the earlier one first."""
    at: dict[tuple[str, int], list[str]] = defaultdict(list)
    for entry in entries:
        if entry.series:
            at[entry.series, entry.position].append(entry.id)
    return {
        (id, other)
        for (series, position), ids in at.items()
        for other in at.get((series, position + 1), ())
        for id in ids
    }


@lru_cache(maxsize=1 << 12)
def fold(names: tuple[str, ...]) -> frozenset[str]:
    """Names in small letters."""
    return frozenset(name.casefold() for name in names)


def shared(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Those of `ours` that are also among `theirs`, in our order and spelling."""
    others = fold(tuple(theirs))
    return [each for each in ours if each.casefold() in others]


def callings(titles: Mapping[str, str]) -> dict[str, str]:
    """The titles, spelt as in a folded text, that can only mean one entry, and its id."""
    # "This week at the council" may be the title of fifty notes: it names none of them.
    often = Counter(titles.values())
    return {title: id for id, title in titles.items() if title and often[title] == 1}


# Titles with their words, by the two of these that fewest titles have.
Titles = Mapping[str, Mapping[str, Sequence[tuple[str, list[str]]]]]


def by_words(titles: Iterable[str]) -> Titles:
    """Titles, each of more than one word, by two of them: by one alone, the more are tried at each text, the more
    there are."""
    words = {title: title.split() for title in titles}
    often = Counter(chain.from_iterable(words.values()))
    found: dict[str, dict[str, list[tuple[str, list[str]]]]] = defaultdict(lambda: defaultdict(list))
    for title, each in words.items():
        rarest, second, *_ = sorted(each, key=often.__getitem__)
        found[rarest][second].append((title, each))
    return found


def named_in(outline: Outline, reader: Reader, titles: Titles) -> tuple[str, ...]:
    """Those of the titles, as `by_words` gives them, that stand in a text word for word."""
    words = reader.vocabulary(outline)
    likely = [
        title
        for rarest in titles.keys() & words
        for second, those in titles[rarest].items()
        if second in words
        for title, each in those
        if words.issuperset(each)
    ]
    if not likely:
        return ()
    text = reader.folded(outline)
    return tuple(sorted(title for title in likely if title in text))
