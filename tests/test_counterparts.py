"""The pages that gather entries, in each language of a site, and the ways between them."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html

CONFIG = """
[site]
title = "Open Reach"
url = "https://open.example.org/"
language = "en"
languages = ["en", "cy"]
id_authority = "open.example.org,2026"

[teams.housing]
name = "Housing"

[themes]
lifts = "Lifts"
"""
NOTES = """\
-- content/weeknotes/2026/2026-w28-housing.md --
---
title: The lift works
date: 2026-07-10
author: Ada Byron
theme: lifts
lessons: [Ask sooner]
---
The lift works. See [the team](/teams/housing/).
-- content/weeknotes/2026/2026-w28-housing.cy.md --
---
title: Mae'r lifft yn gweithio
date: 2026-07-10
author: Ada Byron
lang: cy
theme: lifts
lessons: [Gofyn yn gynt]
translation_of: 2026-w28-housing.md
---
Mae'r lifft yn gweithio. Gweler [y tîm](/cy/teams/housing/).
-- content/weeknotes/2026/2026-w31-housing.md --
---
title: A roof
date: 2026-07-31
author: Tom Finn
tags: [roofs]
---
A roof.
-- content/weeknotes/2025/2025-w28-housing.md --
---
title: A year before
date: 2025-07-11
---
A door.
-- content/posts/wrong.md --
---
title: Wrong
date: 2026-07-01
withdrawn: It was wrong
withdrawn_on: 2026-07-02
---
Wrong.
-- content/people/ada-byron.md --
---
title: Ada Byron
role: Engineer
---
Ada likes lifts.
"""
SHARED = [
    "", "weeknotes/", "weeknotes/2026/", "weeks/", "weeks/2026/w28/", "teams/", "teams/housing/", "themes/lifts/",
    "people/ada-byron/", "lessons/", "search/", "feeds/",
]  # fmt: skip
ALONE = ["weeknotes/2025/", "weeks/2026/w31/", "tags/roofs/", "people/tom-finn/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory, make_in):
    return make_in(tmp_path_factory.mktemp("two"), NOTES, CONFIG)


def tree(site, address):
    return html.fromstring(site.page(f"{address}index.html"))


def hrefs(page, path):
    return [each.get("href") for each in page.xpath(path)]


def not_yet(page):
    return [each.get("lang") for each in page.xpath("//p[contains(@class, 'not-yet')]")]


class TestAListInBothLanguages:
    @pytest.mark.parametrize("address", SHARED)
    def test_is_a_pair_that_search_engines_are_told_of_from_both_sides(self, site, address):
        ways = {"en": f"https://open.example.org/{address}", "cy": f"https://open.example.org/cy/{address}"}
        for page in (tree(site, address), tree(site, f"cy/{address}")):
            assert {each.get("hreflang"): each.get("href") for each in page.xpath("//link[@hreflang]")} == ways
            assert not_yet(page) == []

    @pytest.mark.parametrize("address", SHARED)
    def test_leads_readers_from_one_to_the_other(self, site, address):
        up = "../" * address.count("/")
        assert hrefs(tree(site, address), "//nav[contains(@class, 'switch')]//a") == [f"{up}cy/{address}"]
        assert hrefs(tree(site, f"cy/{address}"), "//nav[contains(@class, 'switch')]//a") == [f"{up}../{address}"]

    @pytest.mark.parametrize("address", SHARED)
    def test_has_in_welsh_what_is_in_welsh_in_welsh_words(self, site, address):
        page = tree(site, f"cy/{address}")
        assert page.get("lang") == "cy"
        told = page.text_content()
        assert "The lift works" not in told
        assert "A roof" not in told

    def test_counts_what_is_in_its_language_and_a_translation_once(self, site):
        assert "3 entries" in site.page("teams/index.html")
        assert "1 cofnod" in site.page("cy/teams/index.html")

    def test_introduces_a_person_in_the_language_that_there_is_and_marks_it(self, site):
        (words,) = tree(site, "cy/people/ada-byron/").xpath("//div[contains(@class, 'introduction')]")
        assert (words.get("lang"), words.text_content().strip()) == ("en", "Ada likes lifts.")


class TestAListInOneLanguage:
    @pytest.mark.parametrize("address", ALONE)
    def test_says_plainly_in_the_other_that_it_is_not_there_and_leads_home(self, site, address):
        page = tree(site, address)
        assert not_yet(page) == ["cy"]
        assert hrefs(page, "//p[contains(@class, 'not-yet')]/a") == ["../" * address.count("/") + "cy/"]
        assert f"cy/{address}index.html" not in site.output


class TestAWelshPage:
    @pytest.fixture
    def page(self, site):
        return tree(site, "cy/weeknotes/2026/w28/housing/")

    def test_leads_to_the_lists_of_its_language(self, page):
        menu = hrefs(page, "//header//nav[not(contains(@class, 'switch'))]//a")
        assert menu == ["../../../", "../../../../teams/", "../../../../themes/"]
        assert hrefs(page, "//nav[contains(@class, 'crumbs')]//a") == ["../../../../", "../../../"]

    def test_leads_to_its_people_teams_and_themes_in_its_language(self, page):
        people = hrefs(page, "//main//a[contains(@class, 'p-author')] | //main//a[contains(@class, 'p-name')]")
        assert people == ["../../../../people/ada-byron/"] * 2
        assert "../../../../themes/lifts/" in hrefs(page, "//main//a")

    def test_leaves_the_english_page_as_it_is(self, site):
        assert "../../../../people/ada-byron/" in hrefs(tree(site, "weeknotes/2026/w28/housing/"), "//main//a")
        assert not [each for each in hrefs(tree(site, "teams/housing/"), "//main//a") if each.startswith("../../cy/t")]

    def test_may_name_its_lists_in_links(self, site):
        assert [code for code in site.codes if code.startswith("link")] == []


def test_every_link_between_pages_leads_to_a_page(site):
    for name in (each for each in site.output if each.endswith(".html") and each != "404.html"):
        page = html.fromstring(site.page(name))
        page.make_links_absolute(f"https://open.example.org/{name}")
        for _, _, link, _ in page.iterlinks():
            if link.startswith("https://open.example.org/"):
                file = link.removeprefix("https://open.example.org/").partition("#")[0].removesuffix("index.html")
                assert file in site.output or f"{file}index.html" in site.output, (name, link)


def test_a_tombstone_says_in_both_languages_that_the_page_is_withdrawn(site):
    page = tree(site, "posts/wrong/")
    told = {each.get("lang", "en"): each.text_content() for each in page.xpath("//p[contains(@class, 'lede')]")}
    assert told == {
        "en": "This page has been withdrawn on Thursday 2 July 2026.",
        "cy": "Cafodd y dudalen hon ei thynnu’n ôl ddydd Iau 2 Gorffennaf 2026.",
    }


def test_a_missing_page_is_told_in_both_languages(site):
    page = html.fromstring(site.page("404.html"))
    assert page.xpath("//section[@lang='cy']/h2")[0].text == "Nid yw’r dudalen hon yma"
    assert hrefs(page, "//section[@lang='cy']//a") == ["/cy/"]


def test_a_site_in_one_language_has_nothing_of_the_kind(make):
    built = make(NOTES.replace("/cy/teams", "/teams"), CONFIG.replace('languages = ["en", "cy"]\n', ""))
    assert [name for name in built.output if name.startswith("cy/") and "w28" not in name] == []
    assert "not-yet" not in "".join(built.page(name) for name in built.output if name.endswith(".html"))
    assert hrefs(tree(built, "cy/weeknotes/2026/w28/housing/"), "//nav[contains(@class, 'crumbs')]//a") == [
        "../../../../../",
        "../../../../../weeknotes/",
    ]


def test_what_a_new_welsh_note_adds_is_what_a_clean_build_has(make, tmp_path_factory, make_in):
    note = "-- content/weeknotes/2026/2026-w31-housing.cy.md --\n---\ntitle: To\nlang: cy\ndate: 2026-07-31\n---\nTo.\n"
    make(NOTES, CONFIG)
    again = make(note, CONFIG)
    clean = make_in(tmp_path_factory.mktemp("clean"), NOTES + note, CONFIG)
    assert again.output == clean.output
    assert "cy/weeks/2026/w31/index.html" in again.output


class TestTheFeedsOfALanguage:
    @pytest.mark.parametrize("section", ["", "weeknotes/", "teams/housing/", "themes/lifts/", "people/ada-byron/"])
    def test_have_what_is_in_it_by_the_ids_of_all_other_feeds(self, site, section):
        own, whole = (json.loads(site.output[f"{root}{section}feed.json"]) for root in ("cy/", ""))
        assert [each["title"] for each in own["items"]] == ["Mae'r lifft yn gweithio (Housing, Wythnos 28)"]
        assert own["language"] == "cy"
        assert {each["id"] for each in own["items"]} <= {each["id"] for each in whole["items"]}

    def test_have_a_digest_with_ids_of_its_own(self, site):
        own, whole = (json.loads(site.output[f"{root}weeks/feed.json"])["items"] for root in ("cy/", ""))
        assert [each["url"] for each in own] == ["https://open.example.org/cy/weeks/2026/w28/"]
        assert own[0]["title"].startswith("Wythnos 28")
        assert {each["id"] for each in own} & {each["id"] for each in whole} == set()

    def test_are_the_ones_that_its_pages_name(self, site):
        for address in ("teams/housing/", "weeknotes/2026/w28/housing/", "weeknotes/", "weeks/2026/w28/"):
            page = html.fromstring(site.page(f"cy/{address}index.html"))
            page.make_links_absolute(f"https://open.example.org/cy/{address}")
            feeds = [each.removeprefix("https://open.example.org/") for each in hrefs(page, "//link[@type]")]
            feeds = [each for each in feeds if "feed." in each]
            assert feeds, address
            assert [each for each in feeds if not each.startswith("cy/") or each not in site.output] == [], address

    def test_say_their_language_where_the_name_does_not(self, site):
        titles = re.findall(r"<title>(.*?)</title>", site.output["cy/teams/housing/feed.xml"].decode())
        assert titles[0] == "Housing (Cymraeg)"

    def test_stay_and_end_where_nothing_in_the_language_is_left(self, make):
        before = make(NOTES, CONFIG).output
        gone = NOTES.replace("translation_of: 2026-w28-housing.md\n", "withdrawn: It was wrong\n")
        built = make(gone.replace("/cy/teams", "/teams"), CONFIG, previous=before["site.json"])
        assert "This feed of Open Reach has ended." in built.output["cy/teams/housing/feed.xml"].decode()
        assert 'http-equiv="refresh"' in built.page("cy/teams/housing/index.html")
        assert {name for name in before if name.endswith((".xml", ".atom"))} - built.output.keys() == set()


class TestTheMapOfALanguage:
    LINKED = "-- content/posts/post-{0}{1}.md --\n---\ntitle: Post {0}\ndate: 2026-01-{0:02}\nlang: {2}\n---\n{3}\n"

    def posts(self, lang: str, ending: str) -> str:
        links = "".join(f"[Post {number}](post-{number}{ending}.md) said so. " for number in range(1, 12))
        each = ((number, "Text." if number < 12 else links) for number in range(1, 13))
        return "".join(self.LINKED.format(number, ending, lang, text) for number, text in each)

    def test_is_there_once_enough_links_lead_from_one_to_another(self, make):
        built = make(NOTES + self.posts("cy", ".cy"), CONFIG)
        assert tree(built, "cy/map/").xpath("string(//h1)") == "Sut mae cofnodion yn perthyn i’w gilydd"
        assert "map/" in hrefs(tree(built, "cy/"), "//footer//a")

    def test_is_not_drawn_from_links_in_another(self, make):
        built = make(NOTES + self.posts("en", ""), CONFIG)
        assert ("map/index.html" in built.output, "cy/map/index.html" in built.output) == (True, False)
        assert [each for each in hrefs(tree(built, "cy/"), "//footer//a") if "map/" in each] == []
        assert not_yet(tree(built, "map/")) == ["cy"]
