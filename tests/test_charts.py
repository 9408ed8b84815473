"""Numbers as shapes: bars on one scale, and a line of time with arcs."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes import charts
from weeknotes.charts import HEIGHT, LOWEST, MAP_WIDTH, Period

PERIODS = [Period(f"Month {number}") for number in range(6)]


def test_bars_stand_side_by_side_on_one_line_the_highest_for_the_most():
    found = charts.bars([2, 0, 4], 4)
    assert [(bar.height, bar.count) for bar in found] == [(HEIGHT // 2, 2), (0, 0), (HEIGHT, 4)]
    assert all(bar.y + bar.height == HEIGHT for bar in found)
    assert all(one.x + one.width < two.x for one, two in pairwise(found))


def test_a_single_thing_among_thousands_can_still_be_seen():
    assert charts.bars([1, 5000], 5000)[0].height == LOWEST


def test_rows_share_their_scale_and_their_periods():
    made = charts.strips([("Care", "themes/care/", {0: 1, 5: 2}), ("Trees", "", {5: 4})], PERIODS, [3])
    care, trees = made.strips
    assert [len(each.bars) for each in made.strips] == [6, 6]
    assert care.bars[5].height == trees.bars[5].height // 2
    assert (made.first, made.last) == (PERIODS[0], PERIODS[5])
    assert care.bars[2].x < made.ticks[0] < care.bars[3].x
    assert made.width == care.bars[5].x + care.bars[5].width


def test_the_table_behind_has_every_period_with_a_count_the_latest_first():
    (care,) = charts.strips([("Care", "", {0: 1, 4: 2})], PERIODS).strips
    assert care.rows == ((PERIODS[4], 2), (PERIODS[0], 1))
    assert care.total == 3


def test_rows_without_anything_are_flat():
    (empty,) = charts.strips([("Care", "", {})], PERIODS).strips
    assert [bar.height for bar in empty.bars] == [0] * 6
    assert empty.rows == ()


DAYS = {"a": date(2024, 1, 1), "b": date(2024, 7, 1), "c": date(2026, 1, 1)}


def test_things_stand_by_their_days_and_arcs_lead_from_one_to_another():
    made = charts.arcs(DAYS.items(), [("c", "a"), ("c", "b")])
    x = {dot.key: dot.x for dot in made.dots}
    assert x["a"] < x["b"] < x["c"] <= MAP_WIDTH
    assert x["b"] - x["a"] == pytest.approx((x["c"] - x["a"]) / 4, rel=0.02)
    starts = {re.match(r"M([\d.]+) .* ([\d.]+) \d+$", path).groups() for path in made.paths}
    assert starts == {(str(x["a"]), str(x["c"])), (str(x["b"]), str(x["c"]))}


def test_the_more_cited_the_larger_and_numbered_by_rank():
    made = charts.arcs(DAYS.items(), [("c", "a"), ("b", "a"), ("c", "b")])
    dots = {dot.key: dot for dot in made.dots}
    assert dots["a"].radius > dots["b"].radius > dots["c"].radius
    assert [dots[key].number for key in "abc"] == [1, 2, 0]


def test_of_two_cited_as_often_the_later_comes_first():
    made = charts.arcs(DAYS.items(), [("c", "a"), ("c", "b")])
    assert {dot.key: dot.number for dot in made.dots} == {"a": 2, "b": 1, "c": 0}


def test_numbers_of_neighbours_stand_one_below_the_other():
    near = {"a": date(2024, 1, 1), "b": date(2024, 1, 2), "c": date(2026, 1, 1)}
    rows = {dot.key: dot.row for dot in charts.arcs(near.items(), [("c", "a"), ("c", "b")]).dots}
    assert rows["a"] != rows["b"]


def test_two_that_cite_each_other_have_one_arc():
    assert len(charts.arcs(DAYS.items(), [("c", "a"), ("a", "c")]).paths) == 1


def test_years_are_marked_where_they_begin_unless_they_would_touch():
    days = {"a": date(2019, 12, 30), "b": date(2020, 1, 3), "c": date(2024, 6, 1)}
    assert [year for _, year in charts.arcs(days.items(), []).years] == [2019, 2024]


@given(
    st.lists(st.integers(0, 4000), min_size=0, max_size=150),
    st.lists(st.tuples(st.integers(0, 149), st.integers(0, 149)), max_size=60),
)
@settings(max_examples=60, deadline=None)
def test_any_number_of_things_fits_on_the_drawing_apart_from_one_another(offsets, pairs):
    dated = [(f"e{number}", date(2015, 1, 1) + timedelta(offset)) for number, offset in enumerate(offsets)]
    known = {(f"e{one}", f"e{two}") for one, two in pairs if one < len(offsets) and two < len(offsets) and one != two}
    made = charts.arcs(dated, known)
    places = [dot.x for dot in made.dots]
    assert places == sorted(places)
    assert all(0 <= place <= MAP_WIDTH for place in places)
    assert all(two - one > 2 for one, two in pairwise(places))
    assert made == charts.arcs(reversed(dated), set(known))
