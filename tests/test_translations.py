"""Sites in Welsh and in two languages: what readers get, what writers are told."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import html
from sites import TONGUES

from weeknotes import briefing, visit
from weeknotes.past import Wish

ROOT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WELSH = """
[site]
title = "Agored"
description = "Sut rydyn ni'n gweithio"
url = "https://agored.example.org/"
language = "cy"
id_authority = "agored.example.org,2026"
organisation = "Cyngor Enghraifft"
repository = "enghraifft/agored"
reply = "agored@example.org"

[teams.tai]
name = "Tai"
"""
BOTH = WELSH.replace('language = "cy"', 'language = "cy"\nlanguages = ["cy", "en"]')
NOTES = """\
-- content/weeknotes/2026/2026-w28-tai.md --
---
title: Y lifft yn gweithio
date: 2026-07-10
author: Idris Vaughan
takeaways: [Gofyn yn gynt]
lessons: [Gwrando mwy]
theme: lifftiau
---
Mae'r lifft yn gweithio. Roedd [wythnos arall](2026-w31-tai.md) wedyn.
-- content/weeknotes/2026/2026-w31-tai.md --
---
title: Wythnos arall
date: 2026-07-31
author: Idris Vaughan
theme: lifftiau
---
Aeth wythnos arall heibio.
-- content/case-studies/lifft.md --
---
title: Stori'r lifft
date: 2026-08-01
team: tai
at_a_glance:
  Lle: Caerdydd
quotes:
  - text: Da iawn.
    name: Ann
---
Dyma'r stori, o [ddechrau'r gwaith](../weeknotes/2026/2026-w28-tai.md) ymlaen.
-- content/posts/barn.md --
---
title: Barn
date: 2026-08-02
---
Dyma farn.
-- content/pages/about.md --
---
title: Amdanon ni
---
Pwy ydyn ni.
"""
ENGLISH_NOTE = """\
-- content/weeknotes/2026/2026-w28-tai.en.md --
---
title: The lift works
date: 2026-07-10
lang: en
translation_of: 2026-w28-tai.md
---
The lift works.
"""
# What English and Welsh share, and names.
SHARED = {"Person", "Tag", "Project", "RSS", "Atom", "JSON"}
ENGLISH = {
    text for text in TONGUES.of("en").phrases.values() if len(text) > 3 and "{" not in text
} - set(TONGUES.of("cy").phrases.values()) - SHARED

IN_WELSH = {
    text for text in TONGUES.of("cy").phrases.values() if len(text) > 3 and "{" not in text
} - set(TONGUES.of("en").phrases.values())


def spoken(page: str) -> list[tuple[str, str]]:
    """Every text and label of a page with the language that its nearest `lang` says, without code and scripts."""
    found = []
    for element in html.fromstring(page).iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        lang = next(each for each in element.xpath("ancestor-or-self::*/@lang")[::-1])
        texts = [element.text, element.get("aria-label"), *(child.tail for child in element)]
        found += [(lang, " ".join(text.split())) for text in texts if text and text.strip()]
    return found


@pytest.fixture(scope="module")
def welsh(tmp_path_factory, make_in):
    return make_in(tmp_path_factory.mktemp("cymraeg"), NOTES, WELSH)


@pytest.fixture(scope="module")
def both(tmp_path_factory, make_in):
    return make_in(tmp_path_factory.mktemp("dwyieithog"), NOTES + ENGLISH_NOTE, BOTH)


class TestAWelshSite:
    def test_has_no_english_words_on_any_page(self, welsh):
        pages = [name for name in welsh.output if name.endswith(".html")]
        assert len(pages) > 20
        strays = {name: {text for _, text in spoken(welsh.page(name)) if text in ENGLISH} for name in pages}
        assert {name: found for name, found in strays.items() if found} == {}

    def test_says_of_every_page_that_it_is_welsh(self, welsh):
        pages = (welsh.page(name) for name in welsh.output if name.endswith(".html"))
        assert {re.search(r'<html lang="(.*?)">', page)[1] for page in pages} == {"cy"}

    @pytest.mark.parametrize(
        ("file", "words"),
        [
            ("index.html", "Wythnos 31"),
            ("index.html", "Dydd Llun 27 Gorffennaf i ddydd Sul 2 Awst 2026"),
            ("weeknotes/index.html", "2 nodyn"),
            ("teams/tai/index.html", "Nodiadau wythnosol"),
            ("weeknotes/2026/w28/tai/index.html", "Dydd Gwener 10 Gorffennaf 2026"),
            ("weeknotes/2026/w28/tai/index.html", "…ymlaen: Wythnos 31"),
            ("weeknotes/2026/w28/tai/index.html", "Dim nodiadau ar gyfer wythnosau 29 i 30"),
            ("weeks/2026/w28/index.html", "Popeth o un wythnos"),
            ("404.html", "Nid yw’r dudalen hon yma"),
            ("search/index.html", "Geiriau i chwilio amdanynt"),
        ],
    )
    def test_speaks_welsh(self, welsh, file, words):
        assert words in [text.strip(" ·") for _, text in spoken(welsh.page(file))]

    def test_has_feeds_with_welsh_titles_and_dates_for_machines(self, welsh):
        feed = welsh.output["weeks/feed.xml"].decode()
        assert "<title>Crynodeb wythnosol</title>" in feed
        assert "Wythnos 31, Dydd Llun 27 Gorffennaf i ddydd Sul 2 Awst 2026" in feed
        assert re.search(r"<pubDate>\w{3}, \d\d Aug 2026 ", feed)

    def test_is_searched_in_welsh(self, welsh):
        facets = welsh.output["search/facets.json"].decode()
        assert '"Nodiadau wythnosol"' in facets
        assert "Weeknotes" not in facets


class TestASiteInTwoLanguages:
    def test_leads_from_each_page_of_a_pair_to_the_other(self, both):
        for file, code, name in (
            ("weeknotes/2026/w28/tai/index.html", "en", "English"),
            ("en/weeknotes/2026/w28/tai/index.html", "cy", "Cymraeg"),
        ):
            (way,) = html.fromstring(both.page(file)).xpath("//header//nav[contains(@class, 'switch')]//a")
            assert (way.get("lang"), way.get("hreflang"), way.text) == (code, code, name)
            assert f'<link rel="alternate" hreflang="{code}"' in both.page(file)

    def test_has_no_english_in_welsh_and_no_welsh_in_english(self, both):
        for name in (each for each in both.output if each.endswith(".html")):
            found = spoken(both.page(name))
            assert [text for lang, text in found if text in (ENGLISH if lang == "cy" else IN_WELSH)] == [], name

    def test_surrounds_an_english_page_with_english(self, both):
        found = spoken(both.page("en/weeknotes/2026/w28/tai/index.html"))
        assert {("en", "Weeknotes"), ("en", "About"), ("en", "Reading time"), ("cy", "Agored")} <= set(found)
        assert ("en", "Monday 6 to Sunday 12 July 2026") in [(lang, text.strip(" ·")) for lang, text in found]

    def test_says_in_the_language_that_is_missing_that_it_is(self, both):
        assert ("en", "This page is not yet in English.") in spoken(both.page("weeknotes/2026/w31/tai/index.html"))
        assert "not yet in" not in both.page("weeknotes/2026/w28/tai/index.html")
        assert "not yet in" not in both.page("index.html")

    def test_marks_an_english_note_in_a_welsh_list(self, make):
        alone = ENGLISH_NOTE.replace("w28-tai.en.md", "w29-tai.md").replace("2026-07-10", "2026-07-17")
        made = make(NOTES + alone.replace("translation_of: 2026-w28-tai.md\n", ""), config=BOTH)
        row = html.fromstring(made.page("weeknotes/index.html")).xpath("//article[.//a[text()='The lift works']]")[0]
        assert row.xpath(".//p[contains(@class, 'stamp')]")[0].get("lang") == "en"
        assert row.xpath(".//*[@class='stamp-label']")[0].text == "Week 29"


class TestTheFrontPageOfTheOtherLanguage:
    def test_shows_what_is_in_that_language_in_its_words(self, both):
        found = [(lang, text.strip(" ·")) for lang, text in spoken(both.page("en/index.html"))]
        assert {("en", "The lift works"), ("en", "Monday 6 to Sunday 12 July 2026"), ("en", "Teams")} <= set(found)
        assert "Y lifft yn gweithio" not in both.page("en/index.html")
        assert ("cy", "Agored") in found

    def test_is_a_pair_with_that_of_the_site(self, both):
        here, there = html.fromstring(both.page("index.html")), html.fromstring(both.page("en/index.html"))
        assert [each.get("href") for each in here.xpath("//nav[contains(@class, 'switch')]//a")] == ["en/"]
        assert [each.get("href") for each in there.xpath("//nav[contains(@class, 'switch')]//a")] == ["../"]
        for page in (here, there):
            ways = {each.get("hreflang"): each.get("href") for each in page.xpath("//link[@hreflang]")}
            assert ways == {"cy": "https://agored.example.org/", "en": "https://agored.example.org/en/"}

    def test_is_what_the_pages_of_that_language_lead_home_to(self, both):
        page = html.fromstring(both.page("en/weeknotes/2026/w28/tai/index.html"))
        brand, crumb = page.xpath("//*[@class='brand']/a")[0], page.xpath("//nav[contains(@class, 'crumbs')]//a")[0]
        assert brand.get("href") == crumb.get("href") == "../../../../"

    def test_has_a_feed_of_its_own_with_the_same_ids(self, both):
        own, whole = (both.output[name].decode() for name in ("en/feed.atom", "feed.atom"))
        assert 'xml:lang="en"' in own
        assert "Agored (English)" in own
        ids = re.findall(r"<entry>.*?<id>(.*?)</id>", own, re.DOTALL)
        assert len(ids) == 1
        assert set(ids) < set(re.findall(r"<id>(.*?)</id>", whole))
        assert 'href="../../../../feed.xml"' in both.page("en/weeknotes/2026/w28/tai/index.html")

    def test_may_be_linked_to(self, make):
        link = "-- content/posts/b.md --\n---\ntitle: B\ndate: 2026-08-02\n---\nGweler [Saesneg](/en/).\n"
        assert not [code for code in make(NOTES + ENGLISH_NOTE + link, BOTH).codes if code.startswith("link")]

    def test_is_not_there_without_a_text_in_that_language(self, make):
        assert not [name for name in make(NOTES, BOTH).output if name.startswith("en/")]

    def test_is_not_there_where_nobody_asked_for_two_languages(self, make):
        assert "en/index.html" not in make(NOTES + ENGLISH_NOTE, WELSH).output


class TestWriters:
    def test_hear_once_how_many_texts_have_no_translation(self, both):
        (told,) = [each for each in both.account.problems if each.code == "translation.missing"]
        assert told.message.startswith("4 texts of 5 are not yet in English, and the pages say so.")
        assert "called barn.en.md" in told.message
        assert told.suggestion == "translation_of: barn.md"

    def test_read_in_the_private_report_which_these_are(self, both):
        now = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
        report = visit.private(Wish(both.folder, both.folder / "output", now))
        assert report.untranslated == {
            "English": (
                "content/posts/barn.md",
                "content/case-studies/lifft.md",
                "content/weeknotes/2026/2026-w31-tai.md",
                "content/pages/about.md",
            )
        }
        assert "Not yet in English: 4\n  content/posts/barn.md\n" in briefing.as_text(report)
        assert json.loads(briefing.as_json(report))["untranslated"]["English"][-1] == "content/pages/about.md"

    def test_of_a_site_in_one_language_hear_nothing(self, welsh):
        assert "translation.missing" not in welsh.codes

    @pytest.mark.parametrize(
        ("original", "translation", "stale"),
        [
            ("", "", False),
            ("updated: 2026-07-20\n", "", True),
            ("updated: 2026-07-20\n", "updated: 2026-07-20\n", False),
            ("updated: 2026-07-20\n", "updated: 2026-07-19\n", True),
            ("", "updated: 2026-07-20\n", False),
        ],
    )
    def test_hear_of_a_translation_that_is_older_than_its_original(self, make, original, translation, stale):
        note = "-- content/posts/a{}.md --\n---\ntitle: A\ndate: 2026-07-10\n{}---\nText\n"
        built = make(
            note.format("", original) + note.format(".en", f"lang: en\ntranslation_of: a.md\n{translation}"), WELSH
        )
        told = [each for each in built.account.problems if each.code == "translation.stale"]
        assert [each.path for each in told] == ["content/posts/a.en.md"] * stale
        assert all(each.suggestion == "updated: 2026-07-20" for each in told)

    def test_of_a_pair_by_ref_hear_which_of_the_two_is_older(self, make):
        note = "-- content/posts/a.{0}.md --\n---\ntitle: A\nlang: {0}\nref: a\ndate: 2026-07-10\n{1}---\nText\n"
        built = make(note.format("cy", "") + note.format("en", "updated: 2026-07-20\n"), WELSH)
        assert built.problem("translation.stale").path == "content/posts/a.cy.md"

    @pytest.mark.parametrize(
        ("line", "suggestion"),
        [('languages = ["Welsh"]', "cy"), ('languages = "cy"', '["'), ("languages = [1]", "[")],
    )
    def test_hear_what_to_write_for_a_language_that_is_none(self, make, line, suggestion):
        built = make("", WELSH.replace('language = "cy"', f'language = "cy"\n{line}'))
        (problem,) = [each for each in built.account.problems if each.path == "config.toml" and each.line]
        assert suggestion in problem.suggestion

    def test_may_turn_the_hints_off(self, make):
        built = make(NOTES, BOTH + '\n[checks]\n"translation.missing" = "off"\n')
        assert "translation.missing" not in built.codes


class TestASiteInALanguageWithoutWords:
    def test_speaks_english_and_marks_its_own_texts(self, make):
        config = WELSH.replace('"cy"', '"fr"')
        built = make("-- content/posts/a.md --\n---\ntitle: Bonjour\ndate: 2026-07-10\n---\nTexte\n", config)
        found = spoken(built.page("posts/a/index.html"))
        assert {("fr", "Bonjour"), ("fr", "Texte"), ("en", "Reading time"), ("en", "Posts")} <= set(found)
        assert [(lang, text) for lang, text in found if lang == "fr" and text in ENGLISH] == []
        assert {("en", "Posts"), ("fr", "Bonjour"), ("fr", "Agored")} <= set(spoken(built.page("posts/index.html")))


class TestASiteOfItsOwnWords:
    def test_shows_them_on_pages_that_were_made_before(self, make):
        built = make(NOTES, WELSH)
        assert "Cynnwys cysylltiedig" not in built.page("index.html")
        assert ">Hafan<" in built.page("weeknotes/index.html")
        again = make('-- templates/words/cy.toml --\n[sections]\nhome = "Cartref"\n', WELSH)
        assert ">Cartref<" in again.page("weeknotes/index.html")
        assert ">Hafan<" not in again.page("weeknotes/index.html")
        assert "Nodiadau wythnosol" in again.page("index.html")

    def test_hears_of_a_slip_and_stays_as_it_was(self, make):
        make(NOTES, WELSH)
        built = make("-- templates/words/cy.toml --\n[entry]\nabout = 'Am {naem}'\n", WELSH)
        problem = built.problem("template.words")
        assert (problem.path, problem.line) == ("templates/words/cy.toml", 2)
        assert ">Hafan<" in built.page("weeknotes/index.html")


@pytest.mark.skipif(not CHROMIUM, reason="no browser: apt-get install chromium, or put the path of one into CHROMIUM")
@pytest.mark.parametrize(
    "file",
    ["index.html", "weeknotes/2026/w28/tai/index.html", "weeknotes/2026/w31/tai/index.html",
     "case-studies/lifft/index.html", "weeknotes/index.html", "teams/tai/index.html", "feeds/index.html",
     "en/index.html", "en/weeknotes/2026/w28/tai/index.html", "en/weeknotes/index.html", "en/teams/tai/index.html",
     "weeks/2026/w31/index.html", "search/index.html", "404.html"],
)  # fmt: skip
def test_no_welsh_page_hinders_anybody(both, file):
    sync_api = pytest.importorskip("playwright.sync_api", reason="install the development group of pyproject.toml")
    axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="install axe-playwright-python")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 320, "height": 640}, bypass_csp=True)
        page.goto((both.folder / "output" / file).as_uri())
        found = axe_api.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        wide = page.evaluate("document.scrollingElement.scrollWidth > document.documentElement.clientWidth")
        browser.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert not wide
