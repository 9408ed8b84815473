import pytest

from weeknotes.errors import MeaningError
from weeknotes.languages import language_code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("en", "en"), ("cy", "cy"), ("en-GB", "en-GB"), ("en_GB", "en-GB"), ("zh-Hant-TW", "zh-Hant-TW")],
)
def test_a_code_is_taken_as_it_is(typed, code):
    assert language_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"), [("Welsh", "cy"), (" cymraeg ", "cy"), ("English", "en"), ("Gàidhlig", "gd")]
)
def test_a_name_is_understood(typed, code):
    assert language_code(typed) == code


@pytest.mark.parametrize("typed", ["", "the usual", "e", "Klingon", "en/cy"])
def test_what_is_neither_is_told(typed):
    with pytest.raises(MeaningError, match="Write en for English"):
        language_code(typed)
