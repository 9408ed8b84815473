"""Introductions of teams, themes and people in two languages, and what these are called in each."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html
from test_counterparts import CONFIG, NOTES, tree

INTRODUCTIONS = """\
-- content/teams/housing.md --
---
title: Housing Repairs
summary: We mend.
---
We are five.
-- content/teams/housing.cy.md --
---
title: Atgyweirio Tai
summary: Rydyn ni'n trwsio.
---
Pump ydyn ni.
-- content/people/ada-byron.cy.md --
---
title: Ada Byron
role: Peiriannydd
---
Mae Ada yn hoffi lifftiau.
-- content/themes/lifts.cy.md --
---
summary: I fyny ac i lawr.
---
Lifftiau.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory, make_in):
    return make_in(tmp_path_factory.mktemp("namesakes"), NOTES + INTRODUCTIONS, CONFIG)


def introduction(page) -> tuple[str | None, str]:
    (words,) = page.xpath("//div[contains(@class, 'introduction')]")
    return words.get("lang"), words.text_content().strip()


def heading(page) -> tuple[str | None, str]:
    (title,) = page.xpath("//h1")
    return title.get("lang"), title.text


class TestAnIntroductionInTwoLanguages:
    def test_is_no_fault(self, site):
        assert [each for each in site.codes if each.startswith(("id", "address", "translation.unseen"))] == []

    @pytest.mark.parametrize(
        ("address", "name", "words"),
        [
            ("teams/housing/", (None, "Housing"), (None, "We are five.")),
            ("cy/teams/housing/", (None, "Atgyweirio Tai"), (None, "Pump ydyn ni.")),
            ("people/ada-byron/", (None, "Ada Byron"), (None, "Ada likes lifts.")),
            ("cy/people/ada-byron/", (None, "Ada Byron"), (None, "Mae Ada yn hoffi lifftiau.")),
        ],
    )
    def test_stands_on_the_page_of_its_language_under_the_name_there(self, site, address, name, words):
        page = tree(site, address)
        assert (heading(page), introduction(page)) == (name, words)

    def test_without_a_title_leaves_the_name_as_it_is_and_marks_it(self, site):
        page = tree(site, "cy/themes/lifts/")
        assert (heading(page), introduction(page)) == (("en", "Lifts"), (None, "Lifftiau."))

    def test_alone_is_shown_in_the_other_language_too_and_marked(self, site):
        assert introduction(tree(site, "themes/lifts/")) == ("cy", "Lifftiau.")

    def test_is_in_the_open_account_at_a_page_that_is_there(self, site):
        told = json.loads(site.output["site.json"])["entries"]
        teams = {each["identity"]: (each["address"], each["language"]) for each in told if each["kind"] == "team"}
        assert teams == {"team/housing": ("teams/housing/", "en"), "cy/team/housing": ("cy/teams/housing/", "cy")}
        assert site.files["content/teams/housing.cy.md"].url == "/cy/teams/housing/"

    def test_may_be_linked_to_by_its_file(self, make):
        link = "-- content/posts/b.md --\n---\ntitle: B\ndate: 2026-08-02\n---\nSee [us](../teams/housing.cy.md).\n"
        built = make(NOTES + INTRODUCTIONS + link, CONFIG)
        assert tree(built, "posts/b/").xpath("//div[contains(@class, 'e-content')]//a/@href") == [
            "../../cy/teams/housing/"
        ]


class TestTheNameInALanguage:
    def test_is_on_every_welsh_page_that_tells_of_the_team(self, site):
        note = "cy/weeknotes/2026/w28/housing/"
        for address in ("cy/", "cy/teams/", "cy/weeknotes/2026/", "cy/weeks/2026/w28/", note):
            told = tree(site, address).xpath("string(//main)")
            assert "Atgyweirio Tai" in told, address
            assert not re.search(r"\bHousing\b", told), address

    def test_is_on_no_english_page(self, site):
        for address in ("", "teams/", "weeks/2026/w28/", "weeknotes/2026/w28/housing/"):
            assert "Atgyweirio Tai" not in tree(site, address).xpath("string(//main)"), address

    def test_is_in_the_title_and_the_feed_of_a_welsh_note(self, site):
        page = html.fromstring(site.page("cy/weeknotes/2026/w28/housing/index.html"))
        assert page.xpath("string(//title)").startswith("Mae'r lifft yn gweithio (Atgyweirio Tai, Wythnos 28)")
        assert page.xpath("//link[@type='application/rss+xml']/@title")[0] == "Atgyweirio Tai (RSS)"

    def test_may_be_given_as_the_team_of_a_note(self, make):
        note = "-- content/weeknotes/2026/2026-w30.cy.md --\n---\ntitle: To\nteam: Atgyweirio Tai\n---\nTo.\n"
        assert "To" in tree(make(NOTES + INTRODUCTIONS + note, CONFIG), "cy/teams/housing/").xpath("string(//main)")

    def test_is_that_of_the_settings_language_where_the_settings_name_no_team(self, make):
        config = CONFIG.replace('[teams.housing]\nname = "Housing"\n', "")
        assert heading(tree(make(NOTES + INTRODUCTIONS, config), "teams/housing/")) == (None, "Housing Repairs")


class TestWhereTheSiteHasNoPagesInThatLanguage:
    @pytest.fixture
    def alone(self, make):
        return make(NOTES + INTRODUCTIONS, CONFIG.replace('languages = ["en", "cy"]\n', ""))

    def test_a_writer_hears_that_nobody_sees_it_and_what_to_write(self, alone):
        told = [each for each in alone.account.problems if each.code == "translation.unseen"]
        assert [each.path for each in told] == ["content/people/ada-byron.cy.md", "content/teams/housing.cy.md"]
        assert told[0].message.startswith("This introduction is in Welsh, and the site has no pages in Welsh")
        assert told[0].suggestion == 'languages = ["en", "cy"]'

    def test_its_address_leads_to_the_page_that_there_is(self, alone):
        assert "../../../teams/housing/" in alone.page("cy/teams/housing/index.html")
        assert introduction(tree(alone, "teams/housing/")) == (None, "We are five.")

    def test_two_in_one_language_are_still_a_fault(self, make):
        again = "-- content/teams/new/housing.md --\n---\ntitle: Housing\nslug: housing\n---\nAgain.\n"
        assert "id.twice" in make(NOTES + INTRODUCTIONS + again, CONFIG).codes


def test_what_a_new_introduction_changes_is_what_a_clean_build_has(make, tmp_path_factory, make_in):
    make(NOTES, CONFIG)
    again = make(INTRODUCTIONS, CONFIG)
    clean = make_in(tmp_path_factory.mktemp("clean"), NOTES + INTRODUCTIONS, CONFIG)
    assert again.output == clean.output


def test_words_that_change_in_a_welsh_note_are_what_a_clean_build_has(make, tmp_path_factory, make_in):
    """Such a change is amended without laying out the site: names and pages of teams must be those of its language."""
    changed = NOTES.replace("Mae'r lifft yn gweithio. Gweler", "Mae'r lifft yn gweithio eto. Gweler")
    make(NOTES + INTRODUCTIONS, CONFIG)
    again = make(changed, CONFIG)
    clean = make_in(tmp_path_factory.mktemp("clean"), changed + INTRODUCTIONS, CONFIG)
    assert again.output == clean.output
