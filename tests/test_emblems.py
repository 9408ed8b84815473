"""Cards and icons are drawn from words, in the letters that every machine has."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from weeknotes.images import card, icon
from weeknotes.images.lettering import drawn, length, spelt
from weeknotes.plan.emblem_pages import initials

ACCENT = "#2437a4"


def opened(data):
    return Image.open(BytesIO(data))


def ink(text, size=60):
    """How many points the letters of `text` cover."""
    return sum(value > 127 for value in drawn(spelt(text), size).tobytes())


@pytest.mark.parametrize(
    ("text", "drawable"),
    [
        ("Week 28", "Week 28"),
        ("“Aren’t – we…”", "“Aren’t – we…”"),
        ("Straße, Łódź", "Strasse, Lo\u0301dz\u0301"),
        ("a\u00a0b\n c", "a b c"),
        ("Job done 🎉", "Job done"),
        ("日本 notes", "notes"),
        ("🎉", ""),
        ("", ""),
    ],
)
def test_what_cannot_be_drawn_is_spelt_otherwise_or_left_out(text, drawable):
    assert spelt(text) == drawable


@pytest.mark.parametrize("letter", list("ŵŷŴŶâêôûéèüñçåšőș"))
def test_an_accent_is_seen(letter):
    bare = spelt(letter)[0]
    assert ink(letter) > ink(bare) * 1.05
    assert length(spelt(letter), 60) == length(bare, 60)


@pytest.mark.parametrize("letter", ["î", "ï", "í", "ĵ"])
def test_an_accent_stands_in_the_place_of_the_dot(letter):
    bare, accented = (drawn(spelt(each), 80).crop((0, 0, 80, 30)) for each in (spelt(letter)[0], letter))
    assert accented.tobytes() != bare.tobytes()


@pytest.mark.parametrize("sign", ["£", "€"])
def test_the_signs_of_money_are_seen(sign):
    assert ink(f"{sign}3") > ink("3") * 1.3


def test_a_card_is_as_large_as_social_networks_show_and_light():
    made = card("What we learnt", "Housing Repairs · Week 28", "Open Marlow Reach", ACCENT)
    assert opened(made).size == (1200, 630)
    assert opened(made).format == "PNG"
    assert len(made) < 60_000


def test_a_card_is_the_same_each_time_and_another_for_each_word_in_it():
    words = ("What we learnt", "Housing Repairs · Week 28", "Open Marlow Reach", ACCENT)
    made = card(*words)
    assert card(*words) == made
    others = [card(*words[:at], other, *words[at + 1 :]) for at, other in enumerate(("A", "B", "C", "#7a1f5c"))]
    assert len({made, *others}) == 5


def test_letters_reach_into_the_line_below_and_are_not_cut():
    """The descenders of a line lie where the box of the next line begins."""
    alone = opened(card("gggggggggggggggggggg", "", "", ACCENT)).convert("L")
    two = opened(card("gggggggggggggggggggg iiiiiiii", "", "", ACCENT)).convert("L")
    below = (600, 0, 1150, 630)
    assert two.crop(below).tobytes() == alone.crop(below).tobytes()


@pytest.mark.parametrize("title", ["Donaudampfschifffahrtsgesellschaft" * 4, "word " * 200, "W" * 300])
def test_a_title_that_is_too_long_stays_on_the_card(title):
    edges = opened(card(title, title, title, ACCENT)).convert("RGB").crop((1140, 30, 1200, 630))
    assert edges.getcolors() == [(60 * 600, (250, 246, 236))]


@given(st.text(max_size=40))
@settings(max_examples=40, deadline=None)
def test_any_words_give_a_card(words):
    assert opened(card(words, words, words, ACCENT)).size == (1200, 630)


@pytest.mark.parametrize(("side", "form"), [(180, "PNG"), (32, "ICO")])
@pytest.mark.parametrize("letters", ["OM", "W", "", "Ŵ", "日"])
def test_an_icon_is_square_and_shows_letters_on_the_accent(side, form, letters):
    made = opened(icon(letters, ACCENT, side, form.lower()))
    assert (made.size, made.format) == ((side, side), form)
    colours = made.convert("RGB").getcolors(side * side)
    assert max(colours)[1] == (36, 55, 164)
    assert len(colours) > 2


@pytest.mark.parametrize(
    ("title", "letters"),
    [
        ("Open Marlow Reach", "OM"),
        ("Weeknotes", "W"),
        ("The notes of the team", "NT"),
        ("Ŵythnos o waith", "ŴW"),
        ("the", "T"),
        ("“Open” work", "OW"),
        ("Co-op digital", "CO"),
        ("…", ""),
    ],
)
def test_a_site_is_known_by_its_initials(title, letters):
    assert initials(title) == letters
