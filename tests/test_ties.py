"""What ties entries beside what they say."""

from __future__ import annotations

from weeknotes.outlines import Reader
from weeknotes.ties import LINKS, NAMES, RelatedText, are_beside, by_words, callings, named_in, neighbours, shared, tie


def note(id: str, position: int = 0, series: str = "housing", links: tuple[str, ...] = ()) -> RelatedText:
    return RelatedText(id, "", "", series=series, position=position, links=links, projects=("Open Spaces",))


def test_links_and_names_tie_both_ways() -> None:
    ties = tie([note("a", links=("b", "gone")), note("b"), note("c")], [("c", "a")])
    assert ties.ties == {("a", "b", LINKS), ("c", "a", NAMES)}
    assert ties.tied == {"a": {"b", "c"}, "b": {"a"}, "c": {"a"}}
    assert ties.has("a", LINKS, "b")
    assert not ties.has("b", LINKS, "a")


def test_those_of_a_project_are_fellows_however_it_is_written() -> None:
    other = RelatedText("b", "", "", projects=("open spaces",))
    assert tie([note("a"), other], []).fellows == {"open spaces": {"a", "b"}}
    assert shared(note("a").projects, other.projects) == ["Open Spaces"]


def test_neighbours_stand_side_by_side_in_one_series() -> None:
    notes = [note("a", 1), note("b", 2), note("c", 3), note("d", 2, "parks"), note("e", 1, ""), note("f", 2, "")]
    assert neighbours(notes) == {("a", "b"), ("b", "c")}
    assert {(one.id, other.id) for one in notes for other in notes if are_beside(one, other) and one.id < other.id} == {
        ("a", "b"),
        ("b", "c"),
    }


def test_a_title_that_two_entries_have_calls_neither() -> None:
    assert callings({"a": " open garden ", "b": " open garden ", "c": " damp walls ", "d": ""}) == {" damp walls ": "c"}


def test_titles_are_found_word_for_word() -> None:
    reader = Reader()
    titles = by_words([" open garden morning ", " garden walls ", " walls garden ", " walls walls "])
    text = reader.read("", "After the Open Garden morning, a look at the garden walls.")
    assert named_in(text, reader, titles) == (" garden walls ", " open garden morning ")
    assert named_in(reader.read("", "Nothing of that."), reader, titles) == ()
