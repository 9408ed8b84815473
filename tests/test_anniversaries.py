"""The same week of earlier years."""

import pytest

from weeknotes.anniversaries import weeks_before
from weeknotes.weeks import Week


@pytest.mark.parametrize(
    ("week", "written", "found"),
    [
        ("2026-W28", ["2025-W28"], [(1, "2025-W28")]),
        ("2026-W28", ["2025-W27", "2025-W29", "2027-W28", "2026-W28"], []),
        ("2026-W28", ["2022-W28", "2025-W28"], [(1, "2025-W28"), (4, "2022-W28")]),
        ("2026-W28", [f"{2018 + n}-W28" for n in range(8)], [(1, "2025-W28"), (2, "2024-W28"), (3, "2023-W28")]),
        ("2026-W53", ["2025-W52", "2020-W53"], [(1, "2025-W52"), (6, "2020-W53")]),
        ("2027-W01", ["2026-W53", "2026-W01"], [(1, "2026-W01")]),
        ("2026-W28", [], []),
    ],
)
def test_weeks_of_earlier_years_are_found_by_their_number_the_latest_first(week, written, found):
    known = {Week.parse(each) for each in written}
    assert [(years, str(then)) for years, then in weeks_before(Week.parse(week), known)] == found
