"""Success criteria by number and by name."""

import pytest

from weeknotes.criteria import NAMES, criterion
from weeknotes.errors import MeaningError


def test_there_are_the_fifty_five_of_levels_a_and_aa():
    assert len(NAMES) == 55
    assert "4.1.1" not in NAMES  # obsolete
    assert "1.4.6" not in NAMES  # level AAA


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.1.1", "1.1.1"),
        (" WCAG 1.4.10 (Reflow) ", "1.4.10"),
        ("SC 2.4.11", "2.4.11"),
        ("non-text content", "1.1.1"),
        ("Reflow", "1.4.10"),
    ],
)
def test_a_criterion_is_known_by_its_number_or_its_name(typed, number):
    assert criterion(typed) == number


@pytest.mark.parametrize(("typed", "better"), [("1.4.111", "1.4.11"), ("Non-text contents", "1.1.1"), ("colours", "")])
def test_what_is_none_is_refused_with_the_nearest_one(typed, better):
    with pytest.raises(MeaningError, match="must be the number of a success criterion") as caught:
        criterion(typed)
    assert caught.value.suggestion == better
