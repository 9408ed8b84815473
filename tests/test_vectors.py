"""Vectors of texts, how rare terms are, and who is found by what."""

from __future__ import annotations

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes import vectors
from weeknotes.values import replace
from weeknotes.vectors import ASKED, FEW, SAMPLE, SCALE, WIDE, Likeness, Rarity

FLAT = Rarity({}, 8, 1)


def rare(*texts: set[int]) -> Rarity:
    return vectors.rarity([vectors.pack(dict.fromkeys(sorted(text), 1)) for text in texts], len(texts))


def weights(counts: dict[int, int], rarity: Rarity = FLAT) -> dict[int, int]:
    return dict(zip(*vectors.weighed(vectors.pack(counts), rarity), strict=True))


def test_terms_can_be_packed_and_found_again() -> None:
    assert list(vectors.terms(vectors.pack({7: 1, 2**32 - 1: 300}))) == [7, 2**32 - 1]
    assert list(vectors.terms(b"")) == []


def test_what_comes_more_often_weighs_more_but_less_than_in_proportion() -> None:
    found = weights({1: 1, 2: 3})
    assert 1.5 * found[1] < found[2] < 3 * found[1]


def test_no_count_is_too_high() -> None:
    assert weights({1: 10_000, 2: 255})[1] == weights({1: 10_000, 2: 255})[2]


def test_what_few_texts_have_weighs_more_and_what_all_have_nothing() -> None:
    rarity = rare({1, 2, 3}, {1, 2}, {1, 2}, {1, 2}, {1}, {1}, {1}, {1})
    found = weights({1: 1, 2: 1, 3: 1}, rarity)
    assert found[3] > found[2] > found[1] == 0


def test_a_term_outside_the_sample_is_as_rare_as_can_be() -> None:
    rarity = rare({1, 2}, *[{1}] * 20)
    assert weights({2: 1, 99: 1}, rarity)[2] == weights({2: 1, 99: 1}, rarity)[99]


def test_one_text_more_seldom_changes_how_rare_a_term_is() -> None:
    texts = [{place % 7, 100 + place % 40, 1000 + place} for place in range(SAMPLE)]
    changed = rare(*texts).known.items() ^ rare({1, 100, 1000, 2000}, *texts[1:]).known.items()
    assert not changed


def test_all_of_a_small_site_and_a_part_of_a_large_one_tell_what_is_rare() -> None:
    texts = [(f"note-{place}", 0) for place in range(4 * SAMPLE)]
    assert vectors.sample(texts[:SAMPLE]) == list(range(SAMPLE))
    found = {texts[place] for place in vectors.sample(texts)}
    assert len(found) == SAMPLE
    assert found == {texts[::-1][place] for place in vectors.sample(texts[::-1])}
    assert vectors.sample([]) == []


def test_a_note_of_the_last_year_does_not_change_the_sample_where_there_are_others() -> None:
    old = [(f"old-{place}", 2018) for place in range(SAMPLE)]
    new = [(f"new-{place}", 2019) for place in range(SAMPLE)]
    assert sorted(vectors.sample(old + new)) == list(range(SAMPLE))
    assert max(vectors.sample(old[1:] + new)) >= SAMPLE - 1


@given(st.dictionaries(st.integers(0, 2**32 - 1), st.integers(1, 300), min_size=1, max_size=400))
def test_every_vector_has_the_same_length(counts: dict[int, int]) -> None:
    found = weights(counts)
    assert isclose(sqrt(sum(weight**2 for weight in found.values())), SCALE, rel_tol=0.01)


def test_a_text_is_wholly_like_itself_and_not_like_what_shares_nothing() -> None:
    one, other = (vectors.vector(vectors.pack(each), FLAT) for each in ({1: 2, 2: 1}, {3: 1}))
    assert isclose(Likeness(one, FLAT).to(one), 1, rel_tol=0.001)
    assert Likeness(one, FLAT).to(other) == Likeness(other, FLAT).to(one) == 0
    assert Likeness(one, FLAT).both(other, {1, 3}) == {1: 0, 3: 0}


@pytest.mark.parametrize("common", [(), (1,), (1, 2, 3)])
def test_the_terms_that_two_texts_share_are_counted(common: tuple[int, ...]) -> None:
    rarity = replace(FLAT, common={term: place for place, term in enumerate(common)})
    one, other = (vectors.vector(vectors.pack(each), rarity) for each in ({1: 2, 2: 1, 9: 1}, {1: 1, 3: 1, 9: 4}))
    assert Likeness(one, rarity).shared(other) == 2


COUNTS = st.dictionaries(st.integers(1, 40), st.integers(1, 300), min_size=1, max_size=30)


@given(COUNTS, COUNTS, st.integers(0, 40))
def test_terms_compared_all_at_once_make_the_same_likeness_as_each_by_itself(
    one: dict[int, int], other: dict[int, int], common: int
) -> None:
    rarity = replace(FLAT, common={term: place for place, term in enumerate(range(1, common + 1))})
    plain, quick = (
        (Likeness(ours, each), theirs)
        for each in (FLAT, rarity)
        for ours, theirs in [[vectors.vector(vectors.pack(counts), each) for counts in (one, other)]]
    )
    assert quick[0].to(quick[1]) == plain[0].to(plain[1])
    assert quick[0].both(quick[1], range(42)) == plain[0].both(plain[1], range(42))


def test_the_terms_that_most_texts_have_are_common() -> None:
    rarity = rare(*[{place, 1000 + place % 2, 2000} for place in range(300)])
    assert list(rarity.common)[:3] == [2000, 1000, 1001]
    assert len(rarity.common) == vectors.COMMONEST


def ask(counts: dict[int, int], rarity: Rarity = FLAT) -> bytes:
    return vectors.asked(vectors.pack(counts), rarity)


def test_texts_find_those_that_share_a_term() -> None:
    asked = [ask({1: 1, 2: 1}), ask({2: 1}), ask({3: 1})]
    scores = vectors.index(asked, asked[:1]).scores(asked[0])
    assert scores.keys() == {0, 1}
    assert scores[0] > scores[1]


def test_a_term_that_many_have_finds_nobody() -> None:
    asked = [ask({1: 1, 2: 1}, Rarity({1: 2}, 8, 4))] * 2
    assert list(vectors.unpacked(asked[0])[0][:2]) == [2, 0]
    assert list(vectors.unpacked(ask({}))[0]) == [0] * ASKED


@pytest.mark.parametrize("size", [3, ASKED, 3 * ASKED])
def test_only_the_heaviest_terms_ask(size: int) -> None:
    terms, weights = vectors.unpacked(ask({term: term for term in range(1, size + 1)}))
    assert list(terms[: min(size, ASKED)]) == list(range(size, max(size - ASKED, 0), -1))
    assert list(weights) == sorted(weights, reverse=True)


@pytest.mark.parametrize(("size", "many"), [(1, WIDE), (FEW, WIDE), (FEW + 1, ASKED)])
def test_in_a_small_site_more_terms_of_each_text_ask(size: int, many: int) -> None:
    packed = [vectors.pack(dict.fromkeys(range(place, place + 2 * WIDE), 1)) for place in range(3)]
    rarity = replace(vectors.rarity(packed, size), asking=0)
    terms, weights = vectors.unpacked(vectors.asked(packed[0], rarity))
    assert len(terms) == len(weights) == many
    asked = [vectors.asked(each, rarity) for each in packed]
    found = vectors.index(asked, asked).scores(asked[0])
    assert [found.get(place, 0) for place in range(3)] == [sum_of_shared(asked[0], each) for each in asked]


def sum_of_shared(one: bytes, other: bytes) -> int:
    ours, theirs = (dict(zip(*vectors.unpacked(each), strict=True)) for each in (one, other))
    return sum(ours[term] * theirs[term] for term in ours.keys() & theirs.keys() - {0})


@given(COUNTS, st.integers(0, 40))
def test_what_a_text_asks_for_and_its_vector_are_made_together_as_they_are_apart(
    counts: dict[int, int], common: int
) -> None:
    rarity = replace(FLAT, common={term: place for place, term in enumerate(range(1, common + 1))})
    packed = vectors.pack(counts)
    assert vectors.both(packed, rarity) == (vectors.asked(packed, rarity), vectors.vector(packed, rarity))


def test_a_text_has_as_much_of_a_title_as_of_its_rarer_terms() -> None:
    rarity = Rarity({1: 2, 2: 0}, 6, 1)
    one = Likeness(vectors.vector(vectors.pack({1: 3, 2: 1, 9: 1}), rarity), rarity)
    titles = {terms: vectors.heading(vectors.listed(terms), rarity) for terms in ((1, 9), (1, 8), (8,), (2,), ())}
    assert [one.has(title) for title in titles.values()] == [1, 0.25, 0, 0, 0]
