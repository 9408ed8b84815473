"""Threads: sections that come back are followed; forms of a note are not."""

from __future__ import annotations

import pytest
from test_plan import day

from weeknotes import threads
from weeknotes.model import Card, Heading, Kind


def card(name: str) -> Card:
    return Card(name, "", Kind.WEEKNOTE, "", f"weeknotes/{name}/", name, "", "en", published=day("2026-07-10"))


def notes(*headings: str, times: int = 4, level: int = 2):
    """So many notes, each with these headings."""
    told = tuple(Heading(level, f"id-{text}", text) for text in headings)
    return [(card(f"n{number}"), told) for number in range(times)]


def titles(found) -> list[str]:
    return [each.title for each in found]


def test_a_heading_of_four_notes_is_a_thread_from_the_oldest_to_the_latest():
    (thread,) = threads.gather(notes("Domain modelling"))
    assert (thread.slug, thread.title) == ("domain-modelling", "Domain modelling")
    assert [stop.card.id for stop in thread.stops] == ["n0", "n1", "n2", "n3"]
    assert thread.stops[0].anchor == "id-Domain modelling"


def test_three_notes_are_too_few():
    assert threads.gather(notes("Domain modelling", times=3)) == ()


@pytest.mark.parametrize(
    "form",
    ["What we did", "Next week", "What’s next?", "Monday", "What did we learn?", "Hard things", "DONE", "😀"],
)
def test_the_form_of_a_note_is_no_thread(form):
    assert threads.gather(notes(form, times=9)) == ()


def test_small_headings_deep_in_a_section_are_no_threads():
    assert titles(threads.gather(notes("Dashboards", level=3))) == ["Dashboards"]
    assert threads.gather(notes("Dashboards", level=4)) == ()


def test_spellings_of_one_heading_are_one_thread_named_as_most_spell_it():
    spelt = ["Data standards:", "data standards", "Data standards", "Data standards", "Data Standards"]
    run = [(card(f"n{number}"), (Heading(2, "x", text),)) for number, text in enumerate(spelt)]
    (thread,) = threads.gather(run)
    assert (thread.title, len(thread.stops)) == ("Data standards", 5)


def test_of_spellings_that_are_as_frequent_the_latest_names_the_thread():
    run = [(card(f"n{number}"), (Heading(2, "x", text),)) for number, text in enumerate(("Tea", "tea", "Tea", "tea"))]
    assert titles(threads.gather(run)) == ["tea"]


def test_a_note_with_the_heading_twice_counts_once_and_leads_to_the_first():
    run = notes("River", times=4)
    twice = (run[0][0], (Heading(2, "river", "River"), Heading(2, "river-1", "River")))
    (thread,) = threads.gather([twice, *run[1:]])
    assert len(thread.stops) == 4
    assert thread.stops[0].anchor == "river"
    assert threads.recurring([twice[1]] * 2) == frozenset()


def test_the_longest_thread_comes_first_then_those_of_one_length_by_name():
    run = [*notes("Streets", "Bridges"), (card("last"), (Heading(2, "s", "River"), Heading(2, "t", "Streets")))]
    assert titles(threads.gather(run)) == ["Streets", "Bridges"]


def test_what_is_known_of_threads_beforehand_is_what_is_gathered():
    run = [*notes("Streets", "Next week"), *notes("Trees", times=2)]
    assert threads.recurring(headings for _, headings in run) == {each.slug for each in threads.gather(run)}


def test_a_thread_lives_below_its_team():
    assert threads.address("teams/data/", "streets") == "teams/data/threads/streets/"
