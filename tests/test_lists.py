"""Rows and tiles of lists: what each says, and what the page says once for all of them."""

from __future__ import annotations

import pytest
from lxml import html
from sites import CONFIG

TEAM = '\n[teams.housing]\nname = "Housing"\n\n[teams.data]\nname = "Data"\n'
NOTES = """\
-- content/posts/opinion.md --
---
title: An opinion
date: 2026-07-02
---
Words.
-- content/weeknotes/2026/2026-w27-housing.md --
---
title: A lift
author: Ada Byron
lessons: [Ask sooner, Ask twice]
---
Words.
-- content/weeknotes/2026/2026-w28-housing.md --
---
title: A roof
team: [housing, data]
lessons: [Look up]
---
Words.
-- content/case-studies/lifts.md --
---
title: Lifts
date: 2026-07-03
team: housing
---
Words.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory, make_in):
    return make_in(tmp_path_factory.mktemp("lists"), NOTES, CONFIG + TEAM)


def words(site, address, path):
    """The words of every element there, in one line each."""
    found = html.fromstring(site.page(f"{address}index.html")).xpath(path)
    return [" ".join(each.text_content().split()) for each in found]


@pytest.mark.parametrize("address", ["", "posts/"])
def test_a_list_of_posts_has_their_days_and_does_not_call_each_a_post(site, address):
    row = "//article[.//a[text()='An opinion']]//p[@class='stamp']"
    assert words(site, address, row) == ["2 July 2026"]


def test_the_page_of_a_team_names_of_every_entry_the_other_teams_alone(site):
    assert words(site, "teams/housing/", "//article//p[@class='by']") == ["3 July 2026", "Data", "Ada Byron"]
    assert words(site, "teams/housing/", "//article//p[@class='kicker']") == []
    assert words(site, "weeknotes/", "//article//p[@class='by']") == ["Housing and Data", "Housing · Ada Byron"]


def test_a_row_without_anything_to_say_of_who_wrote_it_keeps_its_day_for_machines(site):
    (row,) = html.fromstring(site.page("posts/index.html")).xpath("//article")
    assert row.xpath(".//time[@hidden]/@datetime")[0].startswith("2026-07-02")


def test_the_page_of_a_team_counts_in_words(site):
    assert words(site, "teams/housing/", "//p[@class='count']") == ["1 entry", "2 notes"]


def test_lessons_of_one_text_stand_together_and_name_it_once(site):
    told = [item.split(" From ")[0] for item in words(site, "lessons/", "//ul[@class='learnt']/li")]
    assert told == ["Look up", "Ask sooner Ask twice"]


def test_a_team_has_bars_once_there_are_more_notes_than_one_sees_at_a_glance(site, make):
    assert "chart one" not in site.page("teams/housing/index.html")
    note = "-- content/weeknotes/2026/2026-w{}-housing.md --\n---\ntitle: Note {}\n---\nWords.\n"
    more = make("".join(note.format(week, week) for week in (11, 12, 21, 22)), config=CONFIG + TEAM)
    assert "chart one" in more.page("teams/housing/index.html")
