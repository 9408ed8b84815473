"""Colours: how much they stand out, and the shade next to one that does not stand out enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.colours import mix, nearest, parse, ratio
from weeknotes.errors import MeaningError

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("typed", "colour"), [("#2437A4", "#2437a4"), (" 2437a4 ", "#2437a4"), ("#08f", "#0088ff"), ("fff", "#ffffff")]
)
def test_a_colour_is_six_digits_however_it_is_typed(typed, colour):
    assert parse(typed) == colour


@pytest.mark.parametrize("typed", ["blue", "#2437a", "rgb(1, 2, 3)", "#gggggg", "##ffffff", "#12345678"])
def test_anything_else_is_no_colour(typed):
    with pytest.raises(MeaningError, match="six digits"):
        parse(typed)


# As WebAIM's contrast checker has them.
@pytest.mark.parametrize(
    ("one", "other", "contrast"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ffff00", "#ffffff", 1.07),
        ("#0000ff", "#ffffff", 8.59),
        ("#336699", "#336699", 1.0),
    ],
)
def test_contrast_is_measured_as_the_guidelines_say(one, other, contrast):
    assert ratio(one, other) == pytest.approx(contrast, abs=0.006)
    assert ratio(other, one) == ratio(one, other)


@given(COLOURS, COLOURS)
def test_a_mixture_lies_between_the_two(one, other):
    assert (mix(one, other, 0), mix(one, other, 1)) == (one, other)
    for at in (1, 3, 5):
        first, between, last = (int(each[at : at + 2], 16) for each in (one, mix(one, other, 0.5), other))
        assert min(first, last) <= between <= max(first, last)


@given(COLOURS, st.booleans())
def test_the_nearest_shade_passes_and_a_lighter_step_does_not(colour, darker):
    ground = "#ffffff" if darker else "#000000"
    shade = nearest(colour, darker, lambda each: ratio(each, ground) >= 4.5)
    assert ratio(shade, ground) >= 4.5
    if ratio(colour, ground) >= 4.5:
        assert shade == colour
    else:
        assert ratio(shade, ground) < 4.9  # not further than it takes


def test_a_hue_is_kept():
    shade = nearest("#00a0c0", True, lambda each: ratio(each, "#ffffff") >= 4.5)
    red, green, blue = (int(shade[at : at + 2], 16) for at in (1, 3, 5))
    assert red == 0
    assert blue > green > 0.8 * blue
