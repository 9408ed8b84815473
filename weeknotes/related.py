"""Related entries from what the texts say, each with its reason, which `whys.tell` puts into words.

Entries are compared by the words and pairs of words that they share and few others have, since real notes
carry no tags. Of what is equally alike, the nearer in time is the likelier to be the same story. A title named
in a text, or most of its words, a link, a shared project, theme or team add a little. Tags give reasons but no order.

Results depend on nothing but the entries: no order of input, no hash seed, no memory. What is known of each
entry is remembered, and after an edit only those rows are made anew that the edit may have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import lru_cache, partial

from weeknotes import changes, memoir, vectors, whys
from weeknotes.changes import FELLOWS, Library, News, Words
from weeknotes.memoir import Told, Trace
from weeknotes.reasons import Teller, Weigh
from weeknotes.ties import RelatedText, are_beside, fold
from weeknotes.values import Record, field, replace
from weeknotes.vectors import Heading, Index, Likeness, Rarity, Vector

__all__ = ["RelatedText", "Relations", "relate", "relations"]

CANDIDATES = 20
# What each kind of tie adds to the likeness of texts, which is from 0 to 1.
NAMED = 0.1
# For all words of a title anywhere in a text; from half of them on.
TITLE = 0.05
PROJECT = 0.05
THEME = 0.02
TEAM = 0.01
# So many days apart, nearness in time adds half of what it adds on one day: as much again as the texts are alike.
HALF = 90
# Below this two texts share no more than any two texts do.
LEAST = 0.03
# From here on an entry is shown even if no good word for the reason is found, and from FAIR on if it has MANY terms
# of the other: "both use many of the same words" is then true of long texts and of short ones.
MUCH = 0.25
FAIR = 0.08
MANY = 10
ALIKE = whys.why("alike")

# What a trace says of the row: `least`, `told` and `floor`.
Row = tuple[int, Told, float]
Each = Callable[[Callable[[int], Row], Sequence[int]], Iterable[Row]]


class Relations(Record):
    """For each id the ids of related entries with the reason, the nearest first; and what to remember."""

    rows: Mapping[str, Told]
    memory: bytes


def relate(entries: Sequence[RelatedText], count: int = 5, each: Each = map) -> Mapping[str, Told]:
    """The rows of `relations` for entries that have their whole texts."""
    return relations(entries, lambda texts: dict(zip(texts, texts, strict=True)), count, each).rows


def relations(
    entries: Sequence[RelatedText], words: Words, count: int = 5, each: Each = map, before: object = None
) -> Relations:
    """Up to `count` related entries for each; those that are equally near go by id.

    The texts of entries are digests; `words` gives the plain texts of those that must be read. `each` is
    `map`, or something like it that spreads the work. `before` is what an earlier call said to remember:
    it makes this one quicker, and changes nothing else.

    Neighbours in a series and translations are left out: each leads to the other anyway. So are entries for which
    there is no reason that a reader would see.
    """
    library = Library(words)
    news = changes.gather(entries, memoir.recall(before, count), library)
    traces = _renewed(news, library, count, each)
    rows = {trace.entry.id: tuple(pair for pair in trace.told if pair[1]) for trace in traces}
    return Relations(rows, memoir.keep(traces, count))


class _Vectors(dict[int, Vector]):
    """Vectors by the place of their entry; what is not known is made when it is first asked for."""

    def __init__(self, news: News, places: Mapping[str, int]) -> None:
        super().__init__((places[id], vector) for id, vector in news.vectors.items())
        self.traces, self.rarity = news.traces, news.rarity

    def __missing__(self, place: int) -> Vector:
        self[place] = vector = vectors.vector(self.traces[place].packed, self.rarity)
        return vector


class _Headings(dict[int, Heading]):
    """Titles by the place of their entry, weighed when they are first asked for."""

    def __init__(self, traces: Sequence[Trace], rarity: Rarity) -> None:
        self.traces, self.rarity = traces, rarity

    def __missing__(self, place: int) -> Heading:
        self[place] = heading = vectors.heading(self.traces[place].heading, self.rarity)
        return heading


class _Site(Record):
    """Everything that rows are made of; `places` are those of ids.

    What two texts were found to be `alike` from the one side is the same from the other, and kept till then.
    """

    news: News
    places: Mapping[str, int]
    vectors: _Vectors
    headings: _Headings
    index: Index
    teller: Teller
    count: int
    alike: dict[tuple[int, int], float] = field(default_factory=dict)


def _renewed(news: News, library: Library, count: int, each: Each) -> list[Trace]:
    """All traces, the stale among them with rows made anew."""
    traces = news.traces
    places = {trace.entry.id: place for place, trace in enumerate(traces)}
    made = _Vectors(news, places), _Headings(traces, news.rarity)
    site = _Site(news, places, *made, vectors.Index({}), Teller(library, news.ties), count)
    stale = [place for id, place in places.items() if id in news.stale or not _holds(site, place)]
    index = vectors.index([trace.asked for trace in traces], [traces[place].asked for place in stale])
    done, same = list(traces), {id: id for id in places}
    for place, (least, told, floor) in zip(stale, _rows(replace(site, index=index), stale, library, each), strict=True):
        # What comes from another process is no longer one object where it is one word: that would cost room.
        told = tuple((same[id], same.setdefault(reason, reason)) for id, reason in told)
        done[place] = replace(traces[place], least=least, told=told, floor=floor)
    return done


def _holds(site: _Site, place: int) -> bool:
    """Whether the row is still the same though some of its candidates are not."""
    trace = site.news.traces[place]
    doubtful = site.news.doubtful.get(trace.entry.id, ())
    if not doubtful:
        return True
    if not trace.floor or any(id in doubtful for id, _ in trace.told):
        return False
    likeness = Likeness(site.vectors[place], site.news.rarity)
    return max(_scores(site, place, [site.places[id] for id in doubtful], likeness).values()) < trace.floor


def _rows(site: _Site, stale: Sequence[int], library: Library, each: Each) -> Iterable[Row]:
    if len(stale) < len(site.places):
        return map(partial(_row, site), stale)
    # Other processes cannot ask for texts: they get them all.
    library.fetch(trace.entry for trace in site.news.traces)
    return each(partial(_row, site), stale)


def _row(site: _Site, place: int) -> Row:
    least, candidates = _candidates(site, place)
    likeness = Likeness(site.vectors[place], site.news.rarity)
    scores = _scores(site, place, candidates, likeness)
    known = dict(site.news.traces[place].told)
    told: list[tuple[str, str]] = []
    shown, floor = 0, 0.0
    for score, other in sorted((-score, other) for other, score in scores.items() if score >= LEAST):
        if shown == site.count:
            break
        weigh = partial(likeness.both, site.vectors[other])
        reason = _reason(site, (place, other), known, weigh)
        if not reason and (-score >= MUCH or (-score >= FAIR and likeness.shared(site.vectors[other]) >= MANY)):
            reason = ALIKE
        told.append((site.news.traces[other].entry.id, reason))
        shown += bool(reason)
        floor = -score
    return least, tuple(told), floor if shown == site.count else 0.0


def _candidates(site: _Site, place: int) -> tuple[int, set[int]]:
    """Entries that share heavy terms, a project, a name or a link; and the least that they share."""
    trace, ties = site.news.traces[place], site.news.ties
    scores = site.index.scores(trace.asked)
    scores.pop(place, None)
    # Those that come last with equal scores are all taken, so that no order decides.
    least = sorted(scores.values(), reverse=True)[CANDIDATES - 1] if len(scores) >= CANDIDATES else 0
    found = {other for other, score in scores.items() if score >= least}
    also = set(ties.tied.get(trace.entry.id, ()))
    for project in fold(trace.entry.projects):
        if len(ties.fellows[project]) <= FELLOWS:
            also |= ties.fellows[project]
    found.update(site.places[id] for id in also - {trace.entry.id})
    return least, {other for other in found if not are_beside(trace.entry, site.news.traces[other].entry)}


def _scores(site: _Site, place: int, candidates: Iterable[int], likeness: Likeness) -> dict[int, float]:
    """For each candidate the likeness of the texts and what is added to it, rounded to a thousandth."""
    mine = site.news.traces[place].entry
    tied = site.news.ties.tied.get(mine.id, set())
    scores = {}
    for other in candidates:
        theirs = site.news.traces[other].entry
        alike = site.alike.pop((other, place), -1.0)
        if alike < 0:
            site.alike[place, other] = alike = likeness.to(site.vectors[other])
        alike *= _nearness(mine, theirs)
        told = TITLE * max(0.0, 2 * likeness.has(site.headings[other]) - 1)
        scores[other] = round(alike + told + _bonus(mine, theirs, tied), 3)
    return scores


def _nearness(mine: RelatedText, theirs: RelatedText) -> float:
    """From 2 for the same day down to 1, and 1 where a day is not known. A fraction is the same on every machine."""
    return 1 + HALF / (HALF + abs(mine.day - theirs.day)) if mine.day and theirs.day else 1.0


def _bonus(mine: RelatedText, theirs: RelatedText, tied: Set[str]) -> float:
    score = NAMED * (theirs.id in tied) + PROJECT * _share(mine.projects, theirs.projects)
    return score + THEME * _share(mine.themes, theirs.themes) + TEAM * _share(mine.teams, theirs.teams)


@lru_cache(maxsize=1 << 14)
def _share(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return not fold(ours).isdisjoint(fold(theirs))


def _reason(site: _Site, pair: tuple[int, int], known: Mapping[str, str], weigh: Weigh) -> str:
    one, two = (site.news.traces[place].entry for place in pair)
    if two.id in known and site.news.touched.isdisjoint((one.id, two.id)):
        return known[two.id]
    return site.teller.reason(one, two, weigh)
