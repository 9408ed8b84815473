import re

import pytest
from sites import CONFIG

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


def test_what_is_written_from_right_to_left_runs_so(make):
    made = make(
        """-- content/posts/arabic.md --
---
title: ملاحظات الأسبوع
date: 2026-03-06
lang: ar
---
نص عربي قصير.
-- content/posts/plain.md --
---
title: Plain
date: 2026-03-07
---
Words.
"""
    )
    page, home = made.page("ar/posts/arabic/index.html"), made.page("index.html")
    assert re.findall(r'<(\w+)[^>]* dir="rtl"', page) == ["h1", "div"]
    assert re.search(r'<h3 class="[^"]*" lang="ar" dir="rtl"><a class="u-url" href="ar/posts/arabic/">ملا', home)
    assert 'dir="rtl"' not in made.page("posts/plain/index.html").partition("<h1")[2].partition("</article>")[0]


def test_lists_show_what_is_in_two_languages_once(make):
    note = "-- content/weeknotes/2026/2026-w10-housing{}.md --\n---\ntitle: {}\nteam: housing\n{}---\nWords.\n"
    both = "ref: lifts\nlessons: [Lifts stop]\ntags: [lifts]\n"
    welsh = "lang: cy\n" + both.replace("Lifts", "Lifftiau")
    pair = note.format("", "Lifts", both) + note.format(".cy", "Lifftiau", welsh)
    alone = "-- content/posts/alone.md --\n---\ntitle: Dim ond Cymraeg\ndate: 2026-03-01\nlang: cy\n---\nGeiriau.\n"
    made = make(pair + alone, config=CONFIG + 'languages = ["en", "cy"]\n')
    for address in ("", "weeks/2026/w10/", "weeknotes/", "teams/housing/", "tags/lifts/", "lessons/"):
        assert "Lifftiau" not in main(made, address)
        assert "Lifts" in main(made, address)
        assert "Lifts" not in main(made, f"cy/{address}")
        assert "Lifftiau" in main(made, f"cy/{address}")
    # What has no English is there; who follows or searches everything finds both.
    assert "Dim ond Cymraeg" in main(made, "")
    assert sorted(re.findall("<title>(Lif[a-z]*)", made.page("feed.xml"))) == ["Lifftiau", "Lifts"]
    assert "Lifftiau" in main(made, "search/")


def main(made, address):
    return made.page(f"{address}index.html").partition("<main")[2].partition("<aside")[0]


def test_the_map_takes_what_is_in_two_languages_for_one(make):
    note = "-- content/weeknotes/2026/2026-w{}-housing{}.md --\n---\ntitle: {}\n{}---\n[See]({}).\n"
    notes = [note.format(week, "", f"Note {week}", "", "2026-w10-housing.md") for week in range(11, 21)]
    notes.append(note.format(10, "", "Lifts", "ref: one\n", "2026-w10-housing.cy.md"))
    notes.append(note.format(10, ".cy", "Lifftiau", "lang: cy\nref: one\n", "2026-w10-housing.md"))
    settings = 'languages = ["en", "cy"]\n\n[teams.housing]\nname = "Housing"\n'
    page = main(make("".join(notes), config=CONFIG + settings), "map/")
    assert "Map of 11 entries and 10 links" in page
    assert "Lifftiau" not in page
