"""After any edit the rows are those of all entries read anew, whatever is remembered."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes import changes, vectors
from weeknotes.related import RelatedText, Relations, relations
from weeknotes.values import fields, replace

TOPICS = ["damp", "mould", "lift", "garden", "library", "phone", "tenant", "surveyor", "bus", "budget", "kiosk"]
TOPICS += ["flood", "boiler", "fence", "parking"]
TEXT = st.lists(st.sampled_from([*TOPICS, "the", "and", "of", ".", "Two", "garden party on the roof"]), max_size=25)
TITLE = st.sampled_from(["", "Week 28", "A garden party", "Garden party on the roof", "Damp and mould", "The lift"])
NAMES = st.lists(st.sampled_from(["Homes", "Parks", "homes"]), max_size=2).map(tuple)
IDS = st.sampled_from([f"note-{number:02}" for number in range(24)])
ENTRY = st.builds(
    RelatedText,
    id=IDS,
    title=TITLE,
    text=TEXT.map(" ".join),
    teams=NAMES,
    themes=NAMES,
    tags=NAMES,
    projects=NAMES,
    series=st.sampled_from(["", "housing"]),
    position=st.integers(0, 9),
    links=st.lists(IDS, max_size=2).map(tuple),
    year=st.sampled_from([2018, 2019]),
    day=st.sampled_from([0, 736_700, 736_707, 737_400]),
    original=st.sampled_from(["", "", "one", "other"]),
)
FIELDS = tuple(fields(RelatedText))[1:]


class Shelf(dict[str, str]):
    """Texts by digest, and the digests that were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def put(self, entries: Sequence[RelatedText]) -> list[RelatedText]:
        """The entries with digests for texts."""
        self.update({f"digest of {entry.text}": entry.text for entry in entries})
        return [replace(entry, text=f"digest of {entry.text}") for entry in entries]

    def words(self, digests: Sequence[str]) -> Mapping[str, str]:
        self.asked += digests
        return {digest: self[digest] for digest in digests}


def related(shelf: Shelf, entries: Sequence[RelatedText], before: object = None) -> Relations:
    return relations(shelf.put(entries), shelf.words, 3, map, before)


@st.composite
def edits(draw: st.DrawFn) -> Iterator[list[RelatedText]]:
    """A site, and what it is after each of some edits."""
    first = draw(st.lists(ENTRY, min_size=12, max_size=24, unique_by=lambda each: each.id))
    site = {entry.id: entry for entry in first}
    sites = [list(site.values())]
    for new in draw(st.lists(ENTRY, min_size=1, max_size=6)):
        old = site.pop(new.id, None)
        if old is None:
            site[new.id] = new
        elif field := draw(st.sampled_from([*FIELDS, ""])):
            site[new.id] = replace(old, **{field: getattr(new, field)})
        sites.append(list(site.values()))
    return sites


@pytest.fixture
def scarce(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits so low that a small site meets them all."""
    for module, name, limit in ((vectors, "SAMPLE", 8), (vectors, "ASKING", 3), (vectors, "ASKED", 6)):
        monkeypatch.setattr(module, name, limit)
    monkeypatch.setattr(changes, "FELLOWS", 4)
    monkeypatch.setattr(changes, "MANY", 2)
    monkeypatch.setattr("weeknotes.related.FELLOWS", 4)
    monkeypatch.setattr("weeknotes.related.CANDIDATES", 3)


@pytest.mark.usefixtures("scarce")
@given(sites=edits())
@settings(max_examples=100, deadline=None)
def test_memory_changes_nothing(sites: list[list[RelatedText]]) -> None:
    shelf, memory = Shelf(), None
    for site in sites:
        found = related(shelf, site, memory)
        assert found.rows == related(shelf, site).rows
        memory = found.memory


SITE = [
    RelatedText(
        f"note-{number:03}",
        f"Week {number}",
        f"We mended the {TOPICS[number % 15]} of the {TOPICS[number * 7 % 13]}. A {TOPICS[number // 9 % 15]} too.",
        series="housing",
        position=number,
        year=2018 + number // 120,
        day=736_700 + 7 * number,
    )
    for number in range(160)
]


@pytest.mark.parametrize("sizes", [(vectors.FEW, vectors.FEW + 1), (vectors.FEW + 1, vectors.FEW)])
def test_a_site_that_grows_or_shrinks_over_the_mark_is_as_if_read_anew(sizes: tuple[int, int]) -> None:
    shelf = Shelf()
    notes = [
        RelatedText(f"note-{number:03}", "", f"The {TOPICS[number % 15]} and the {TOPICS[number % 7]}. A bus.")
        for number in range(max(sizes))
    ]
    before = related(shelf, notes[: sizes[0]]).memory
    assert related(shelf, notes[: sizes[1]], before) == related(shelf, notes[: sizes[1]])


def test_of_a_site_that_did_not_change_no_text_is_read() -> None:
    shelf = Shelf()
    first = related(shelf, SITE)
    shelf.asked.clear()
    again = related(shelf, SITE[::-1], first.memory)
    assert shelf.asked == []
    assert again == first


def test_after_an_edit_few_texts_are_read() -> None:
    shelf = Shelf()
    first = related(shelf, SITE)
    for edited in (
        replace(SITE[150], text="We mended a fence and looked for the tenant of the garden."),
        replace(SITE[150], title="A fence for the tenant"),
        replace(SITE[150], tags=("Fences",)),
        replace(SITE[150], id="note-999", text="A boiler on the bus.", position=160),
    ):
        shelf.asked.clear()
        others = [entry for entry in SITE if entry.id != edited.id]
        assert related(shelf, [*others, edited], first.memory).rows == related(Shelf(), [*others, edited]).rows
        assert len(shelf.asked) < len(SITE) / 3


def test_a_note_in_the_middle_of_a_series_does_not_make_all_anew() -> None:
    shelf = Shelf()
    first = related(shelf, SITE)
    shelf.asked.clear()
    new = replace(SITE[140], id="note-140b", position=141)
    later = [replace(entry, position=entry.position + (entry.position > 140)) for entry in SITE]
    assert related(shelf, [*later, new], first.memory).rows == related(Shelf(), [*later, new]).rows
    assert len(shelf.asked) < len(SITE) / 3


@given(st.none() | st.binary() | st.integers() | st.text() | st.lists(st.integers()))
@settings(max_examples=30, deadline=None)
def test_a_foreign_memory_is_as_good_as_none(foreign: object) -> None:
    assert related(Shelf(), SITE[:20], foreign) == related(Shelf(), SITE[:20])


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:99] + b"?" + data[100:], pickle.loads])
def test_a_damaged_memory_is_as_good_as_none(damage: object) -> None:
    first = related(Shelf(), SITE[:20])
    data = pickle.dumps(first.memory) if damage is pickle.loads else first.memory
    changed = [replace(SITE[0], text="A boiler."), *SITE[1:20]]
    assert callable(damage)
    assert related(Shelf(), changed, damage(data)).rows == related(Shelf(), changed).rows


def test_a_memory_of_rows_of_another_length_is_as_good_as_none() -> None:
    shelf = Shelf()
    two = relations(shelf.put(SITE), shelf.words, 2)
    assert related(shelf, SITE, two.memory) == related(shelf, SITE)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_rows_may_be_made_in_other_processes(method: str) -> None:
    shelf = Shelf()
    with ProcessPoolExecutor(2, get_context(method)) as pool:
        assert relations(shelf.put(SITE[:30]), shelf.words, 3, pool.map).rows == related(shelf, SITE[:30]).rows
