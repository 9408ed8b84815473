"""Abbreviations of the site's list: explained at their first use in a text, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.config import Markdown
from weeknotes.markup import read

KNOWN = {
    "DfE": "Department for Education",
    "HR": "human resources",
    "R&D": "research and development",
    "GDS": "Government Digital Service",
    "GDS-X": "another service",
    "w/c": "week commencing",
}


def body(text: str, flavour: str = "github"):
    return read(text, Markdown(flavour, abbreviations=KNOWN), "content/a.md").body


def explained(text: str, flavour: str = "github") -> list[str]:
    return re.findall(r'<abbr title="([^"]*)">', body(text, flavour).html)


@pytest.mark.parametrize("flavour", ["github", "extra"])
def test_the_first_use_in_a_text_is_explained_and_no_other(flavour):
    html = body("We met the DfE.\n\nThe DfE met us. HR came.", flavour).html
    assert html.count("<abbr") == 2
    assert html.index('<abbr title="Department for Education">DfE</abbr>') < html.index("The DfE met us.")
    assert '<abbr title="human resources">HR</abbr> came' in html


@pytest.mark.parametrize(
    "text",
    [
        "## The DfE and we\n\nText",
        "[The DfE](https://example.org/) said so",
        "`DfE` and\n\n    DfE\n",
        "<kbd>DfE</kbd>",
        "![DfE](a.png)",
        "DfEs2, aDfE, DfE_x and dfe",
        "https://dfe.example.org/DfE",
        "The Department for Education (DfE) is new; the DfE is large",
        "No abbreviation here",
        "",
    ],
)
def test_it_is_left_alone_in_headings_links_and_code_within_words_and_where_the_writer_explains_it(text):
    assert explained(text) == []


def test_what_the_writer_says_it_stands_for_holds():
    assert explained('An <abbr title="Dry food">DfE</abbr>, and DfE again') == ["Dry food"]


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("Two DfEs met", ["Department for Education"]),
        ("The DfE's plan", ["Department for Education"]),
        ("The DfE’s plan", ["Department for Education"]),
        ("DfE-funded, (DfE), “DfE”", ["Department for Education"]),
        ("*DfE*, **HR**", ["Department for Education", "human resources"]),
        ("R&D, w/c 8 July", ["research and development", "week commencing"]),
        ("GDS-X, then GDS", ["another service", "Government Digital Service"]),
        ("| DfE |\n| --- |\n| HR |", ["Department for Education", "human resources"]),
        ("> [!NOTE]\n> HR says", ["human resources"]),
        ("HR and DfE and HR", ["human resources", "Department for Education"]),
        ("# HR\n\nHR", ["human resources"]),
        ("Text[^1] by HR.\n\n[^1]: The DfE.", ["human resources", "Department for Education"]),
    ],
)
def test_it_is_found_wherever_running_text_uses_it_as_a_word(text, meanings):
    assert explained(text) == meanings


def test_the_words_around_it_stay_as_they_were():
    bare = read("One DfE two *HR* three R&D four DfE.", Markdown(), "content/a.md").body
    with_list = body("One DfE two *HR* three R&D four DfE.")
    assert re.sub("</?abbr[^>]*>", "", with_list.html) == bare.html
    assert with_list.text == bare.text


def test_a_text_knows_which_abbreviations_it_uses_wherever_they_stand():
    assert body("Text\n\n## HR\n\n[DfE](https://example.org/)").abbreviations == ("DfE", "HR")
    assert body("None").abbreviations == ()


def test_what_it_stands_for_can_hold_any_character():
    known = Markdown(abbreviations={"XY": 'a "quoted" <b> & more'})
    html = read("XY", known, "content/a.md").body.html
    assert '<abbr title="a &quot;quoted&quot; &lt;b&gt; &amp; more">XY</abbr>' in html


PIECES = ["DfE", "HR", " ", "*", "`", "\n\n", "# ", "[x](y)", "(", ")", "s", "- ", "é"]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=80, deadline=None)
def test_nothing_is_explained_twice_and_no_word_is_lost(pieces):
    text = "".join(pieces)
    found = body(text)
    assert len(explained(text)) == len(set(explained(text)))
    bare = read(text, Markdown(), "content/a.md").body
    assert re.sub("</?abbr[^>]*>", "", found.html) == bare.html
