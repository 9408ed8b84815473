"""Work is spread over processes where it is much, or dear."""

import os

import pytest

from weeknotes import crew


def worker():
    return lambda number: (number * number, os.getpid())


def spread(count, **how):
    return list(crew.spread(worker, list(range(count)), **how))


@pytest.mark.parametrize("how", [{"jobs": 1}, {"jobs": 2}, {"jobs": 2, "weight": 1000}, {"weight": 1000}])
@pytest.mark.parametrize("count", [0, 1, 7, 250])
def test_results_come_in_the_order_of_the_values(count, how):
    assert [square for square, _ in spread(count, **how)] == [number * number for number in range(count)]


def test_little_work_stays_in_this_process():
    assert {process for _, process in spread(9, jobs=2)} == {os.getpid()}


def test_little_work_that_is_dear_is_spread():
    assert os.getpid() not in {process for _, process in spread(9, jobs=2, weight=200)}


def test_one_value_needs_no_other_process_however_dear_it_is():
    assert {process for _, process in spread(1, jobs=2, weight=1000)} == {os.getpid()}


def test_helpers_make_way_for_others_so_that_what_a_library_never_gives_back_ends_with_them(monkeypatch):
    monkeypatch.setattr(crew, "SHIFT", 100)
    found = spread(250, jobs=2)
    assert [square for square, _ in found] == [number * number for number in range(250)]
    first, last = ({process for _, process in part} for part in (found[:84], found[-82:]))
    assert first.isdisjoint(last)
