"""What stays at the address of a withdrawn entry."""

from __future__ import annotations

import pytest
from lxml import html
from test_counterparts import CONFIG

NOTES = """\
-- content/weeknotes/2026/2026-w20-housing.md --
---
title: Far away
date: 2026-05-15
---
Text.
-- content/weeknotes/2026/2026-w27-housing.md --
---
title: Just before
date: 2026-07-03
---
Text.
-- content/weeknotes/2026/2026-w28-housing.md --
---
title: The tender
date: 2026-07-10
theme: lifts
summary: SECRET summary.
takeaways: [SECRET takeaway]
lessons: [SECRET lesson]
withdrawn: It named a bidder.
withdrawn_on: 2026-07-13
---
SECRET text.
-- content/weeknotes/2026/2026-w29-housing.md --
---
title: Just after
date: 2026-07-17
---
Text.
-- content/case-studies/lifts.md --
---
title: A lift
date: 2026-09-01
team: housing
theme: lifts
---
Text.
"""
WELSH = """\
-- content/weeknotes/2026/2026-w28-housing.cy.md --
---
title: Y tendr
date: 2026-07-10
withdrawn: Roedd enw ynddo.
---
SECRET.
-- content/weeknotes/2026/2026-w29-housing.cy.md --
---
title: Yn union wedyn
date: 2026-07-17
---
Testun.
"""
GONE = "weeknotes/2026/w28/housing/"


@pytest.fixture(scope="module")
def site(tmp_path_factory, make_in):
    return make_in(tmp_path_factory.mktemp("tombstones"), NOTES + WELSH, CONFIG)


def main(site, address):
    return html.fromstring(site.page(f"{address}index.html")).xpath("//main")[0]


def ways(page, heading):
    return {each.text: each.get("href") for each in page.xpath(f"//section[h2[text()='{heading}']]//a")}


def test_it_says_what_was_there_and_why_it_is_gone(site):
    told = " ".join(main(site, GONE).text_content().split())
    assert "The tender" in told
    assert "This page has been withdrawn on Monday 13 July 2026." in told
    assert "Reason: It named a bidder." in told
    assert "What was here: Weeknote · Housing · Week 28 · 6 to 12 July 2026" in told


def test_it_leads_on_to_the_team_the_theme_and_the_archive(site):
    assert ways(main(site, GONE), "Ways to go on") == {
        "Housing": "../../../../teams/housing/",
        "Lifts": "../../../../themes/lifts/",
        "Weeknotes": "../../../",
    }


def test_it_shows_what_is_nearest_in_time_and_still_there(site):
    near = ways(main(site, GONE), "Still here, from about the same time")
    assert list(near) == ["Just before", "Just after", "A lift"]


def test_nothing_of_the_text_is_anywhere(site):
    assert [name for name, data in site.output.items() if b"SECRET" in data] == []


def test_a_welsh_one_leads_to_welsh_pages(site):
    page = main(site, f"cy/{GONE}")
    assert ways(page, "Ffyrdd o fynd ymlaen") == {
        "Housing": "../../../../teams/housing/",
        "Nodiadau wythnosol": "../../../",
    }
    assert list(ways(page, "Yn dal yma, o tua’r un cyfnod")) == ["Yn union wedyn"]


def test_where_nothing_is_left_of_a_team_there_are_no_ways_to_it(make):
    note = NOTES[NOTES.index("-- content/weeknotes/2026/2026-w28") : NOTES.index("-- content/weeknotes/2026/2026-w29")]
    built = make(note, CONFIG)
    assert main(built, GONE).xpath(".//section") == []
    told = " ".join(main(built, GONE).text_content().split())
    assert "What was here: Weeknote · Week 28 · 6 to 12 July 2026" in told
    assert "Housing" not in told


def test_a_translation_that_was_taken_back_leads_to_the_text_it_was_made_from(make):
    pair = NOTES.replace("withdrawn: It named a bidder.\nwithdrawn_on: 2026-07-13\n", "")
    other = WELSH.replace("withdrawn:", "translation_of: 2026-w28-housing.md\nwithdrawn:")
    near = ways(main(make(pair + other, CONFIG), f"cy/{GONE}"), "Yn dal yma, o tua’r un cyfnod")
    assert next(iter(near.items())) == ("The tender", f"../../../../../{GONE}")


def test_a_new_note_far_from_it_leaves_the_page_as_it_is(make):
    before = make(NOTES, CONFIG).output[f"{GONE}index.html"]
    later = "-- content/weeknotes/2026/2026-w40-housing.md --\n---\ntitle: Later\ndate: 2026-10-02\n---\nText.\n"
    again = make(later, CONFIG)
    assert again.output[f"{GONE}index.html"] == before
    assert again.account.written > 5
