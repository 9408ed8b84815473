"""What an edit changes: the entries to read anew, and those whose row may no longer be what it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import attrgetter

from weeknotes import ties, vectors
from weeknotes.memoir import Trace
from weeknotes.outlines import Outline, Reader, print_of
from weeknotes.ties import RelatedText, Ties
from weeknotes.values import Record, replace
from weeknotes.vectors import Rarity, Vector

# In a project of more entries than this the texts must tell: all against all would take too long.
FELLOWS = 100
# Where more than one in so many entries has changed, all are read anew: that costs no more.
MANY = 8

# What makes ties of an entry.
_TYING = attrgetter("entry.id", "entry.links", "entry.projects", "title", "named")
_ORIGIN = attrgetter("entry.id", "entry.year")

Words = Callable[[Sequence[str]], Mapping[str, str]]
Past = Mapping[str, Trace]


class Library(dict[str, Outline]):
    """Outlines of entries by their id, read when they are first asked for."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.reader = Reader()

    def fetch(self, entries: Iterable[RelatedText]) -> None:
        """Read all of these at once."""
        missing = [entry for entry in entries if entry.id not in self]
        if missing:
            texts = self.words([entry.text for entry in missing])
            self.update({entry.id: self.reader.read(entry.title, texts[entry.text]) for entry in missing})

    def outline(self, entry: RelatedText) -> Outline:
        """The outline of one."""
        self.fetch((entry,))
        return self[entry.id]

    def __reduce__(self) -> tuple[object, ...]:
        # Another process gets what was read, but cannot ask for more.
        return _library, (self.reader, dict(self))


def _library(reader: Reader, outlines: Mapping[str, Outline]) -> Library:
    library = Library(lambda _: {})
    library.reader = reader
    library.update(outlines)
    return library


class News(Record):
    """All entries with what is known of them now, in the order of their ids.

    Those that are `touched` may have other scores and reasons than before. The rows of those that are `stale`
    must be made anew; the others are as they were, but for `doubtful` ones if one of the touched entries that
    are told with them, which was among their candidates and still is, now comes near enough to be shown. The
    `vectors` are those that are known so far.
    """

    traces: Sequence[Trace]
    rarity: Rarity
    ties: Ties
    touched: frozenset[str]
    stale: frozenset[str]
    doubtful: Mapping[str, Collection[str]]
    vectors: Mapping[str, Vector]


def gather(entries: Iterable[RelatedText], past: Past, library: Library) -> News:
    """What is new about `entries`, of which the `past` is known."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    edited = {entry.id for entry in ordered if not _is_known(entry, past)}
    if len(edited) * MANY > len(ordered):
        past = {}
    traces = _named(_read(ordered, past, library), past, library)
    traces, made, rarity = _weighed(traces, past)
    moved = made.keys() | edited | past.keys() - {entry.id for entry in ordered}
    now = before = _tied(traces)
    if list(map(_TYING, traces)) != list(map(_TYING, past.values())):
        before = _tied(past.values())
    touched = moved | {id for one, other, _ in now.ties ^ before.ties for id in (one, other)}
    if not past or len(moved) * MANY > len(ordered):
        return News(traces, rarity, now, frozenset(touched), frozenset(entry.id for entry in ordered), {}, made)
    reached, doubtful = _reached(traces, past, moved)
    stale = touched | reached | _beholden(traces, past, moved, (now, before))
    stale |= _shifted(ordered, [trace.entry for trace in past.values()])
    return News(traces, rarity, now, frozenset(touched), frozenset(stale), doubtful, made)


def _is_known(entry: RelatedText, past: Past) -> bool:
    """Whether all is as before, but perhaps for the place in a series, which shifts as others come and go."""
    trace = past.get(entry.id)
    return trace is not None and (entry == trace.entry or entry == replace(trace.entry, position=entry.position))


def _read(entries: Sequence[RelatedText], past: Past, library: Library) -> list[Trace]:
    """What is known of each entry from its title and text, and what was known of the rest."""
    known = {entry.id: past[entry.id] for entry in entries if entry.id in past and _says_same(entry, past[entry.id])}
    library.fetch([entry for entry in entries if entry.id not in known])
    return [_about(entry, known.get(entry.id), library) for entry in entries]


def _says_same(entry: RelatedText, trace: Trace) -> bool:
    return (entry.title, entry.text) == (trace.entry.title, trace.entry.text)


def _about(entry: RelatedText, known: Trace | None, library: Library) -> Trace:
    if known:
        return known if known.entry == entry else replace(known, entry=entry)
    outline, reader = library.outline(entry), library.reader
    counts = reader.counts(outline)
    heading = vectors.listed(counts.keys() & reader.heading(outline))
    return Trace(entry, reader.title(entry.title), vectors.pack(counts), reader.print(outline), heading=heading)


def _named(traces: Sequence[Trace], past: Past, library: Library) -> list[Trace]:
    """With the titles that stand in each text; an old text is read again only if it may name a new title."""
    titles = ties.callings({trace.entry.id: trace.title for trace in traces})
    earlier = ties.callings({id: trace.title for id, trace in past.items()})
    new = [print_of(title.split()) for title in titles.keys() - earlier.keys()]
    gone = earlier.keys() - titles.keys()
    every, found = ties.by_words(titles), []
    for trace in traces:
        named = tuple(title for title in trace.named if title not in gone)
        if trace.entry.id in library or any(trace.print & bits == bits for bits in new):
            named = ties.named_in(library.outline(trace.entry), library.reader, every)
        found.append(trace if named == trace.named else replace(trace, named=named))
    return found


def _shifted(entries: Sequence[RelatedText], before: Sequence[RelatedText]) -> set[str]:
    """Those that have other neighbours in their series than before."""
    places = [(entry.id, entry.series, entry.position) for entry in entries]
    if places == [(entry.id, entry.series, entry.position) for entry in before]:
        return set()
    return {id for pair in ties.neighbours(entries) ^ ties.neighbours(before) for id in pair}


def _tied(traces: Collection[Trace]) -> Ties:
    titles = ties.callings({trace.entry.id: trace.title for trace in traces})
    named = [(trace.entry.id, titles[title]) for trace in traces for title in trace.named]
    return ties.tie([trace.entry for trace in traces], [pair for pair in named if pair[0] != pair[1]])


def _rarities(traces: Sequence[Trace], past: Past) -> tuple[Rarity, Rarity]:
    """How rare terms are, and were before."""
    earlier, origins = list(past.values()), list(map(_ORIGIN, traces))
    places = vectors.sample(origins)
    sample = [traces[place].packed for place in places]
    same = origins == list(map(_ORIGIN, earlier))
    before = [earlier[place].packed for place in (places if same else vectors.sample(list(map(_ORIGIN, earlier))))]
    rarity = vectors.rarity(sample, len(traces))
    return rarity, rarity if same and sample == before else vectors.rarity(before, len(earlier))


def _weighed(traces: Sequence[Trace], past: Past) -> tuple[list[Trace], dict[str, Vector], Rarity]:
    """With the terms that each asks for; the vectors that are others than before, by id; and rarity."""
    rarity, before = _rarities(traces, past)
    is_level = (before.rarest, before.asking, before.many) == (rarity.rarest, rarity.asking, rarity.many)
    crossing = {term for term, _ in before.known.items() ^ rarity.known.items()}
    found, moved = [], {}
    for trace in traces:
        if not trace.asked or not is_level or (crossing and not crossing.isdisjoint(vectors.terms(trace.packed))):
            asked, moved[trace.entry.id] = vectors.both(trace.packed, rarity)
            trace = replace(trace, asked=asked)
        found.append(trace)
    return found, moved, rarity


def _reached(traces: Sequence[Trace], past: Past, moved: Iterable[str]) -> tuple[set[str], dict[str, set[str]]]:
    """Those to whom one of the `moved` has become a candidate by what both say, or no longer is one; and those
    to whom some were and are, with the ids of these."""
    asked = {trace.entry.id: trace.asked for trace in traces}
    before = {id: past[id].asked for id in moved if id in past}
    now = {id: asked[id] for id in moved if id in asked}
    index = vectors.index(list(asked.values()), [*before.values(), *now.values()])
    reached, doubtful = set(), defaultdict(set)
    for id in moved:
        old, new = (index.scores(each[id]) if id in each else {} for each in (before, now))
        for place in old.keys() | new.keys():
            trace, shares = traces[place], [scores.get(place, -1) for scores in (old, new)]
            if min(shares) >= trace.least:
                doubtful[trace.entry.id].add(id)
            elif max(shares) >= trace.least:
                reached.add(trace.entry.id)
    return reached, doubtful


def _beholden(traces: Sequence[Trace], past: Past, moved: Iterable[str], every: Sequence[Ties]) -> set[str]:
    """Those that have, or had, one of the `moved` among their candidates by a link, a name or a project."""
    entries = [past[id].entry for id in moved if id in past]
    entries += [trace.entry for trace in traces if trace.entry.id in moved]
    projects = {project for entry in entries for project in ties.fold(entry.projects)}
    found = {other for each in every for id in moved for other in each.tied.get(id, ())}
    for project in projects:
        fellows = [each.fellows.get(project, frozenset()) for each in every]
        if min(map(len, fellows)) <= FELLOWS:
            found.update(*fellows)
    return found
