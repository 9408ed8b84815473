"""The private report in words: Markdown, text, JSON."""

from __future__ import annotations

import json

import cmarkgfm
import pytest
from test_private import note, report

from weeknotes.briefing import as_json, as_markdown, as_text, size_words
from weeknotes.facts import Exemption


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (1023, "1023 bytes"), (1024, "1.0 KB"), (1_468_006, "1.4 MB")]
)
def test_sizes_are_said_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


WHOLE = report(
    note("2026-w43"),
    note("2026-w45", more="review_by: 2026-11-01"),
    note("2026-w45", "data"),
    sizes={"content/posts/a_b.jpg": 2 << 20},
    exemptions=(Exemption("a.md", "phone-number", "Our help line", "020 7946 0000"),),
)


def test_the_markdown_has_one_table_with_a_column_for_each_month() -> None:
    html = cmarkgfm.github_flavored_markdown_to_html(as_markdown(WHOLE))
    assert html.count("<table>") == 1
    assert html.count("<th") == 13 + 1  # and the head itself
    assert "<td>Data | Mapping</td>" in html
    assert "content/posts/a_b.jpg: 2.0 MB" in html
    assert "Housing Repairs: no note for week 44 of 2026" in html


@pytest.mark.parametrize("write", [as_markdown, as_text])
def test_it_says_of_itself_that_it_is_not_for_the_site(write) -> None:
    assert "This report is not part of the site" in write(WHOLE)
    assert "November 2026" in write(WHOLE)


def test_the_text_tells_the_months_in_which_a_team_wrote() -> None:
    assert "  Housing Repairs: October 2026 1, November 2026 1\n" in as_text(WHOLE)
    assert "phone-number “020 7946 0000” is let pass: Our help line" in as_text(WHOLE)


def test_the_json_has_everything_as_values() -> None:
    value = json.loads(as_json(WHOLE))
    assert value["teams"][1]["notes"][-2:] == [1, 1]
    assert value["reviews"] == [{"path": "content/weeknotes/2026-w45-housing.md", "review_by": "2026-11-01"}]
    assert value["images"] == {"bytes": 2 << 20, "largest": [{"path": "content/posts/a_b.jpg", "bytes": 2 << 20}]}
    assert value["exemptions"][0]["reason"] == "Our help line"


def test_a_site_without_anything_has_a_report_without_empty_sections() -> None:
    assert as_markdown(report()).count("## ") == 1
    assert "No weeknotes yet." in as_text(report())


@pytest.mark.parametrize("word", ["rank", "best", "most", "missed", "score", "top"])
def test_nobody_is_compared_with_anybody(word: str) -> None:
    assert word not in as_text(WHOLE).casefold().split()
