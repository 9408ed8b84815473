"""Related entries and their reasons."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import TONGUES

from weeknotes.related import RelatedText, relate
from weeknotes.values import replace
from weeknotes.whys import tell

DAMP = RelatedText(
    "damp",
    "Getting rid of damp and mould",
    "Tenants told us about damp and mould. The surveyors repair walls.",
)
MOULD = RelatedText("mould", "A survey", "Surveyors found damp and mould in forty homes. Walls wait for a repair.")
SWAPS = RelatedText("swaps", "Directors on the front line", "Five directors answered the phones with the call team.")
PHONES = RelatedText("phones", "Answering faster", "The call team answered phones in two minutes. Directors came by.")
GARDEN = RelatedText("garden", "A garden for everyone", "Volunteers planted apple trees behind the library.")
ALL = (DAMP, MOULD, SWAPS, PHONES, GARDEN)


def shown(entries: tuple[RelatedText, ...], of: str, count: int = 5) -> list[str]:
    return [other for other, _ in relate(entries, count)[of]]


def reason(entries: tuple[RelatedText, ...], of: str, other: str) -> str:
    return tell(dict(relate(entries)[of])[other], TONGUES.own)


def test_entries_about_the_same_things_find_each_other_without_tags() -> None:
    assert shown(ALL, "damp")[0] == "mould"
    assert shown(ALL, "swaps")[0] == "phones"


def test_an_entry_like_no_other_has_none() -> None:
    assert shown(ALL, "garden") == []


def test_the_reason_is_in_the_words_of_the_writers() -> None:
    assert reason(ALL, "damp", "mould") == "both mention damp and mould"
    longer = (DAMP, replace(MOULD, title="A survey of damp and mould"), *ALL[2:])
    assert reason(longer, "damp", "mould") == "both are about damp and mould"


def test_no_more_are_shown_than_asked_for() -> None:
    many = tuple(replace(MOULD, id=f"note-{index}") for index in range(9))
    assert len(shown((*many, *ALL), "note-0", 3)) == 3
    assert shown((*many, *ALL), "note-0", 0) == []


def test_equal_entries_come_by_id() -> None:
    many = tuple(replace(MOULD, id=f"note-{index}") for index in (3, 1, 2, 0))
    assert shown((*many, GARDEN), "note-2") == ["note-0", "note-1", "note-3"]


def test_nothing_is_related_to_itself_and_everything_is_answered() -> None:
    answers = relate(ALL)
    assert set(answers) == {each.id for each in ALL}
    assert all(other != this for this, pairs in answers.items() for other, _ in pairs)


def test_of_what_says_the_same_that_comes_first_whose_title_the_text_has() -> None:
    titled = RelatedText("titled", "Register moorings", "")
    bare = RelatedText("bare", "", "Register moorings. Register moorings. Register moorings.")
    asking = RelatedText("asking", "", "We kept a register. The moorings were full. The register is of the moorings.")
    assert shown((titled, bare, asking, *ALL), "asking") == ["titled", "bare"]


def test_a_title_named_in_a_text_relates_and_is_the_reason() -> None:
    naming = replace(GARDEN, text=f"{GARDEN.text} See “Directors on the front line” for more.")
    entries = (DAMP, MOULD, SWAPS, PHONES, naming)
    assert reason(entries, "swaps", "garden") == "names this one in its text"
    assert reason(entries, "garden", "swaps") == "is named in this one"


@pytest.mark.parametrize("title", ["Week 28", "Weeknotes", "Friday notes", "Library"])
def test_titles_that_anyone_may_write_are_not_taken_for_names(title: str) -> None:
    note = RelatedText("note", title, "Something else.")
    naming = replace(GARDEN, text=f"{GARDEN.text} {title} was long.")
    assert "named" not in str(relate((note, naming, DAMP))["garden"])


def test_a_title_that_two_entries_have_names_neither() -> None:
    first = RelatedText("first", "Open garden morning", "Rain.")
    naming = replace(DAMP, text=f"{DAMP.text} Open garden morning.")
    assert "names" not in str(relate((first, replace(first, id="second"), naming))["first"])


def test_a_link_relates() -> None:
    entries = (DAMP, replace(GARDEN, links=("swaps", "not-there")), SWAPS)
    assert reason(entries, "swaps", "garden") == "links to this one"
    assert reason(entries, "garden", "swaps") == "is linked from this one"


def test_a_shared_project_relates_and_is_told_by_name() -> None:
    entries = (replace(GARDEN, projects=("Open spaces",)), replace(SWAPS, projects=("open spaces",)), DAMP)
    assert reason(entries, "garden", "swaps") == "both belong to the project “Open spaces”"


def test_of_what_is_equally_alike_the_nearer_in_time_comes_first() -> None:
    day = 730_000
    then = {"a": day - 2000, "b": day + 400, "c": day - 20, "d": day}
    notes = tuple(replace(MOULD, id=id, day=when) for id, when in then.items())
    assert shown((*notes, SWAPS, GARDEN), "d") == ["c", "b", "a"]
    undated = (*notes, replace(MOULD, id="e"))
    assert shown((*undated, SWAPS, GARDEN), "d")[-1] == "e"


def test_what_shares_no_words_is_not_related_for_being_of_the_same_day() -> None:
    same = tuple(replace(each, day=730_000) for each in ALL)
    assert shown(same, "garden") == []


def test_neighbours_in_a_series_are_left_to_previous_and_next() -> None:
    notes = tuple(replace(MOULD, id=f"note-{index}", series="housing", position=index) for index in range(4))
    assert shown((*notes, SWAPS, PHONES, GARDEN), "note-1") == ["note-3"]


def test_a_translation_is_left_to_the_switch_of_languages() -> None:
    pair = (replace(MOULD, id="en", original="en"), replace(MOULD, id="cy", original="en", links=("en",)))
    assert "cy" not in shown((*pair, DAMP, GARDEN), "en")
    assert "damp" in shown((*pair, DAMP, GARDEN), "en")


def test_notes_of_two_series_may_have_the_same_place() -> None:
    entries = (replace(DAMP, series="a", position=1), replace(MOULD, series="b", position=2), GARDEN)
    assert shown(entries, "damp") == ["mould"]


def told(one: str, other: str, **fields: tuple[str, ...]) -> str:
    """The reason that two texts with these fields are shown together, among others."""
    pair = [RelatedText(id, "", text, **fields) for id, text in (("one", one), ("other", other))]
    return reason((*pair, *ALL), "one", "other")


def test_what_both_tell_often_is_what_they_are_about() -> None:
    lift = "The lift broke. We apologised for the lift."
    assert told(lift, f"{lift} It was the senior lift.") == "both are about the lift"
    assert told("The bell rang. A bell is loud.", "No bells. All of the bells.") == "both are about bells"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They apologised and covered it. They apologised.", "We covered it, apologised and apologised."),
        ("It was longer and usual, of senior people.", "The senior people, usual and longer."),
        ("Hadn't seen Maureen. Maureen hadn't.", "She hadn't met with Maureen. Maureen hadn't."),
        ("Sent the report by the team. The report of the team.", "The team has the report. A team, a report."),
    ],
)
def test_verbs_adjectives_first_names_and_dull_words_are_no_reason(one: str, other: str) -> None:
    assert told(one, other) == "both use many of the same words"


def test_a_phrase_is_a_reason_even_if_both_say_it_once() -> None:
    assert told("We met at Larkfield Homes.", "It is for Larkfield Homes.") == "both mention Larkfield Homes"


def test_shared_tags_are_told_before_words_and_words_before_themes() -> None:
    lift = "The lift broke. We apologised for the lift."
    assert told(lift, lift, tags=("open data",), themes=("Homes",)) == "both are about open data"
    assert told(lift, lift, themes=("Homes",)) == "both are about the lift"
    assert told("We apologised.", "She apologised.", themes=("Homes",)) == "both are about Homes"


def test_the_tags_that_the_writer_put_first_are_told() -> None:
    tags = ("code club", "libraries", "maps")
    pair = (replace(MOULD, id="one", tags=tags), replace(MOULD, id="other", tags=("Maps", "Code club", "libraries")))
    assert reason((*pair, *ALL), "one", "other") == "both are about code club and libraries"
    assert reason((*pair, *ALL), "other", "one") == "both are about Maps and Code club"


def test_the_team_is_told_when_nothing_else_is() -> None:
    assert told("We apologised.", "She apologised.", teams=("Housing Repairs",)) == "both are by Housing Repairs"


def test_weak_likeness_without_a_reason_is_not_shown() -> None:
    rooms = ["kitchen", "hall", "cellar", "attic", "bath", "porch"]
    tools = ["hammer", "saw", "drill", "plane", "file", "wrench"]
    entries = [RelatedText(name, "", f"A {name}. " * 2) for name in rooms + tools]
    one = RelatedText("one", "", " ".join(f"A {room}." for room in rooms) + " We apologised.")
    other = RelatedText("other", "", " ".join(f"A {tool}." for tool in tools) + " She apologised.")
    shown = dict(relate([one, other, *entries], 20)["one"])
    assert set(shown) == set(rooms)


def test_long_texts_that_share_many_words_are_shown_though_none_names_a_thing() -> None:
    said = ["apologised", "argued", "borrowed", "carried", "climbed", "danced", "dreamed", "explained", "gathered"]
    said += ["hurried", "jumped"]
    # Each word of the two also stands in the text of another: none is rare.
    others = [RelatedText(f"other-{word}", "", f"They {word} and whistled {word}er.") for word in said]
    own = {name: " ".join(f"{name}{letter} they wandered." for letter in "abcdefghijklmn") for name in ("one", "two")}
    pair = [RelatedText(name, "", f"{own[name]} {' they '.join(said)} they.") for name in own]
    assert reason((*pair, *others), "one", "two") == "both use many of the same words"


def test_a_word_that_one_text_has_as_the_name_of_a_thing_is_mentioned_by_both() -> None:
    pair = (RelatedText("one", "", "We mended the timeline."), RelatedText("two", "", "A fine timeline helps."))
    assert reason((*pair, *ALL), "one", "two") == "both mention the timeline"


def test_tags_do_not_change_the_order() -> None:
    tagged = tuple(replace(each, tags=("housing",)) if each in (DAMP, GARDEN) else each for each in ALL)
    assert relate(tagged) == relate(ALL)


def test_pairs_of_words_weigh_more_than_the_same_words_apart() -> None:
    asking = RelatedText("asking", "Benefits", "A review of housing benefit.")
    together = RelatedText("together", "One", "Changes of housing benefit, and of forms.")
    apart = RelatedText("apart", "Two", "Benefit forms. Changes. Then housing.")
    other = tuple(RelatedText(f"other-{index}", f"Other {index}", f"Bus stops {index} moved.") for index in range(6))
    assert shown((asking, together, apart, *other), "asking")[0] == "together"


def long(name: str, *words: str) -> RelatedText:
    """An entry that says fifty things which no other says, twice each, and at last some words."""
    own = [f"{name}{letter}{other}" for letter in "bcdfg" for other in "bcdfghjklm"]
    return RelatedText(name, "", f"The {'. The '.join([*own, *own, *words])}.")


def test_in_a_small_site_long_entries_are_found_by_what_they_say_in_passing() -> None:
    words = ("boiler", "lift", "fence", "garden", "library", "kiosk", "parking", "surveyor")
    others = [long(name) for name in ("xb", "xc", "xd")]
    assert shown((long("xf", *words), long("xg", *words), *others), "xf") == ["xg"]


def test_words_in_every_entry_find_nothing() -> None:
    names = ("apple", "bread", "cheese", "dates", "eggs", "figs", "grapes", "honey")
    entries = tuple(RelatedText(name, name, f"The council met about {name}.") for name in names)
    assert all(pairs == () for pairs in relate(entries).values())


@given(st.permutations(ALL))
@settings(max_examples=30)
def test_the_order_of_input_does_not_matter(entries: list[RelatedText]) -> None:
    assert relate(entries) == relate(ALL)


WORDS = st.sampled_from(["damp", "mould", "repair", "tenant", "phone", "swap", "garden", "library", "bus"])
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8))
@settings(max_examples=100)
def test_every_pair_has_a_reason_and_goes_by_what_both_share(texts: list[tuple[str, str]]) -> None:
    entries = [RelatedText(str(index), title, text) for index, (title, text) in enumerate(texts)]
    for this, pairs in relate(entries).items():
        assert len({other for other, _ in pairs} - {this}) == len(pairs) <= 5
        assert all(reason for _, reason in pairs)


def test_the_hash_seed_does_not_matter() -> None:
    program = (
        "from weeknotes.related import RelatedText, relate\n"
        "words = 'damp mould repair tenant phone swap garden library bus budget walls survey'.split()\n"
        "texts = [' '.join(words[(i * j) % 12] for j in range(1, 9)) for i in range(40)]\n"
        "print(relate([RelatedText(str(i), words[i % 12], text) for i, text in enumerate(texts)]))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(outputs) == 1
    assert b"about" in outputs.pop()


def test_an_empty_site_and_empty_entries_are_fine() -> None:
    assert relate([]) == {}
    assert relate([RelatedText("only", "", "")]) == {"only": ()}
