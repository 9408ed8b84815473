"""What a site is called on its pages in another language."""

from __future__ import annotations

import pytest
from lxml import html
from test_counterparts import CONFIG, NOTES, tree

from weeknotes import settings
from weeknotes.config import Naming, Site
from weeknotes.namings import in_language

CALLED = CONFIG.replace(
    "[teams.housing]",
    '[site.cy]\ntitle = "Agored"\ndescription = "Sut rydyn ni\'n gweithio"\norganisation = "Cyngor"\n\n[teams.housing]',
).replace('language = "en"\n', 'language = "en"\ndescription = "How we work"\norganisation = "Council"\n')


def parse(lines: str):
    return settings.parse(f'[site]\nurl = "https://a.example/"\nid_authority = "a.example,2026"\n{lines}')


class TestTheSettings:
    def test_have_a_section_for_a_language(self):
        config, problems = parse('[site.cy]\ntitle = "Agored"\n[site.gd-GB]\ndescription = "Fosgailte"\n')
        assert problems == ()
        assert config.site.called == {"cy": Naming(title="Agored"), "gd": Naming(description="Fosgailte")}

    @pytest.mark.parametrize(
        ("lines", "found"),
        [
            ('[site.cy]\ntitel = "Agored"\n', "titel"),
            ('[site.cy]\nurl = "https://b.example/"\n', "url"),
            ("[site.cy]\ntitle = 3\n", "title = 3"),
            ('[site.welsh-language]\ntitle = "Agored"\n', "welsh-language"),
        ],
    )
    def test_tell_of_what_is_none(self, lines, found):
        _, problems = parse(lines)
        assert len(problems) == 1
        assert found in problems[0].found + problems[0].message


class TestASite:
    def test_is_called_otherwise_in_that_language_whatever_its_region(self):
        site = Site(title="Open", description="How", called={"cy": Naming(title="Agored")})
        there = in_language(site, "cy-GB")
        assert (there.title, there.description, there.told) == ("Agored", "How", ("title",))
        assert in_language(site, "en") is site


@pytest.fixture(scope="module")
def site(tmp_path_factory, make_in):
    return make_in(tmp_path_factory.mktemp("namings"), NOTES, CALLED)


@pytest.mark.parametrize("address", ["cy/", "cy/teams/", "cy/search/", "cy/weeknotes/2026/w28/housing/"])
def test_a_welsh_page_has_the_welsh_names_and_does_not_mark_them(site, address):
    page = tree(site, address)
    assert page.xpath("string(//p[@class='brand'])").strip() == "Agored"
    assert "Open Reach" not in site.page(f"{address}index.html")
    assert "Cyhoeddwr: Cyngor." in page.xpath("string(//footer)")
    assert page.xpath("//footer//p[@lang] | //p[@class='brand'][@lang]") == []
    assert page.xpath("//meta[@property='og:site_name']/@content") == ["Agored"]


def test_an_english_page_has_the_english_ones(site):
    page = tree(site, "")
    assert (page.xpath("string(//h1)"), page.xpath("string(//p[@class='hero-text'])")) == ("Open Reach", "How we work")
    assert "Agored" not in site.page("teams/index.html")


def test_the_front_page_and_the_feed_of_a_language_are_called_so(site):
    assert tree(site, "cy/").xpath("string(//h1)") == "Agored"
    feed = html.fromstring(site.output["cy/feed.atom"])
    assert feed.xpath("string(//feed/title)") == "Agored"
    assert "Sut rydyn ni" in site.output["cy/feed.atom"].decode()


def test_what_has_no_name_in_it_stays_and_is_marked(make):
    built = make(NOTES, CALLED.replace('description = "Sut rydyn ni\'n gweithio"\n', ""))
    page = tree(built, "cy/")
    assert [(each.get("lang"), each.text) for each in page.xpath("//p[@class='hero-text']")] == [("en", "How we work")]
    assert page.xpath("//h1/@lang") == []


@pytest.fixture(scope="module")
def named(tmp_path_factory, make_in):
    tags, projects = '"Big Lifts" = "lifftiau mawr"\nlistf = "rhestrau"\n', 'high-rise = "Tyrau"\n'
    given = f"[site.cy.tags]\n{tags}[site.cy.projects]\n{projects}\n[teams.housing]"
    notes = NOTES.replace("theme: lifts", "theme: lifts\ntags: [big lifts, plain, lists]\nproject: High rise")
    return make_in(tmp_path_factory.mktemp("tags"), notes, CALLED.replace("[teams.housing]", given))


class TestTagsAndProjects:
    def test_have_names_of_their_own_on_welsh_pages_at_the_same_address(self, named):
        filed = tree(named, "cy/weeknotes/2026/w28/housing/").xpath("//p[contains(@class, 'filed')]/a")
        told = {each.text: (each.get("lang"), each.get("href").rpartition("cy")[2].strip("./")) for each in filed}
        assert told["lifftiau mawr"] == (None, "tags/big-lifts")
        assert told["Tyrau"] == (None, "projects/high-rise")
        assert told["plain"] == ("en", "tags/plain")
        assert tree(named, "cy/tags/big-lifts/").xpath("string(//h1)") == "lifftiau mawr"
        assert "<title>lifftiau mawr</title>" in named.output["cy/tags/big-lifts/feed.xml"].decode()

    def test_are_called_as_texts_have_it_on_english_pages(self, named):
        assert tree(named, "tags/big-lifts/").xpath("string(//h1)") == "big lifts"
        assert "lifftiau mawr" not in named.page("weeknotes/2026/w28/housing/index.html")

    def test_of_which_there_are_none_are_told_with_what_is_likely_meant(self, named):
        (told,) = (each for each in named.account.problems if each.code == "translation.unused")
        assert (told.found, told.suggestion) == ('"listf" = "rhestrau"', '"lists" = "rhestrau"')

    @pytest.mark.parametrize(
        ("lines", "better"),
        [
            ("[site.cy.tags]\nmaps = 3\n", 'tags = { "maps" = "3" }'),
            ('[site.cy]\ntags = "mapiau"\n', 'tags = { maps = "mapiau" }'),
        ],
    )
    def test_without_a_name_in_quotes_are_told(self, lines, better):
        _, (problem,) = parse(lines)
        assert problem.suggestion == better
