"""Threads, earlier years, themes over time and the map, on the pages of a built site."""

from __future__ import annotations

import re
from html import unescape
from posixpath import normpath

import pytest
from sites import CONFIG

from weeknotes.weeks import Week


def note(week: str, team: str = "data", body: str = "Some words.", **fields: str) -> str:
    year, number = week.split("-W")
    given = "".join(f"{name}: {value}\n" for name, value in {"week": week, "team": team, **fields}.items())
    return f"-- content/weeknotes/{year}/{year}-w{number}-{team}.md --\n---\n{given}---\n{body}\n"


def weeks(first: str, count: int) -> list[str]:
    return [str(Week.parse(first).plus(number)) for number in range(count)]


def run(team: str, section: str, count: int = 4) -> str:
    """Notes of a team that have a section in common."""
    each = weeks("2026-W20", count)
    return "".join(note(week, team, f"Hello.\n\n## {section}\n\nOf {week}.", title=f"Note {week}") for week in each)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


class TestThreads:
    PAGE = "teams/data/threads/domain-modelling/index.html"

    def test_a_section_that_comes_back_has_a_page_that_leads_to_each_of_them_the_oldest_first(self, make):
        page = make(run("data", "Domain modelling")).page(self.PAGE)
        ways = re.findall(r'href="../../../../weeknotes/2026/(w\d+)/data/#domain-modelling"', page)
        assert ways == ["w20", "w21", "w22", "w23"]
        assert "“Domain modelling” in 4 notes" in words(page)

    def test_the_page_of_the_team_names_it(self, make):
        page = make(run("data", "Domain modelling")).page("teams/data/index.html")
        assert 'href="threads/domain-modelling/"' in page
        assert "Domain modelling 4 notes" in words(page)

    def test_three_notes_or_the_form_of_a_note_make_none(self, make):
        built = make(run("data", "Domain modelling", 3) + run("housing", "What we did"))
        assert not [file for file in built.output if "/threads/" in file]
        assert "Threads" not in built.page("teams/data/index.html")

    def test_a_text_can_link_to_one_and_is_told_where_there_is_none(self, make):
        there, gone = "/teams/data/threads/domain-modelling/", "/teams/data/threads/other/"
        built = make(run("data", "Domain modelling") + note("2026-W30", body=f"[This]({there}) and [that]({gone})."))
        assert [each.found for each in built.account.problems if each.code.startswith("link.")] == [gone]

    def test_when_it_ends_its_page_leads_to_the_team(self, make):
        before = make(run("data", "Domain modelling"))
        account = before.output["site.json"]
        after = make(note("2026-W23", body="No sections."), previous=account)
        assert 'url=../../"' in after.page(self.PAGE)

    def test_a_note_of_another_team_leaves_its_pages_as_they_were(self, make):
        before = make(run("data", "Domain modelling") + run("housing", "Keys")).output
        after = make(note("2026-W40", "housing", "Hello.\n\n## Keys\n\nMore.", title="Autumn")).output
        changed = {file for file in after if after[file] != before.get(file)}
        assert "teams/housing/threads/keys/index.html" in changed
        assert not [file for file in changed if "data" in file]

    def test_words_alone_leave_it_standing_and_a_heading_changes_it(self, make):
        make(run("data", "Domain modelling", 5))
        same = make(note("2026-W23", body="Other words.\n\n## Domain modelling\n\nNew.", title="Note 2026-W23"))
        assert "w23/data/#domain-modelling" in same.page(self.PAGE)
        other = make(note("2026-W23", body="Other words.\n\n## Maps\n\nNew.", title="Note 2026-W23"))
        assert "w23/data/" not in other.page(self.PAGE)
        assert "in 4 notes" in words(other.page(self.PAGE))


class TestEarlierYears:
    def test_the_home_page_goes_by_the_latest_week_and_not_by_the_clock(self, make):
        files = note("2019-W28") + note("2018-W28", title="Long ago") + note("2018-W40", title="Autumn")
        page = words(make(files, today="2026-10-01").page("index.html"))
        assert "This time last year Long ago" in page

    def test_a_week_shows_what_was_written_in_it_before(self, make):
        built = make(note("2026-W28") + note("2025-W28", title="Last year") + note("2022-W28", title="Longer ago"))
        page = words(built.page("weeks/2026/w28/index.html"))
        assert re.search(r"This week in earlier years Last year .* A year before Longer ago .* 4 years before", page)
        assert 'href="../../2025/w28/"' in built.page("weeks/2026/w28/index.html")

    def test_where_nothing_was_written_nothing_is_said(self, make):
        built = make(note("2026-W28") + note("2025-W27"))
        assert "last year" not in words(built.page("index.html"))
        assert "earlier years" not in words(built.page("weeks/2026/w28/index.html"))

    def test_of_many_notes_some_are_shown_and_the_others_counted(self, make):
        teams = "".join(note("2025-W28", f"team-{letter}", title=f"By {letter}") for letter in "abcdef")
        page = make(note("2026-W28") + teams).page("index.html")
        section = words(page.partition('class="years-before"')[2].partition("</section>")[0])
        assert len(re.findall(r"By [a-f]\b", section)) == 4
        assert "All of that week: 6 notes" in section


class TestThemesOverTime:
    @pytest.mark.parametrize(
        ("given", "first", "last"),
        [
            (["2026-W02", "2026-W20"], "January 2026", "May 2026"),
            (["2023-W02", "2026-W20"], "January to March 2023", "April to June 2026"),
            (["2010-W02", "2026-W20"], "2010", "2026"),
        ],
    )
    def test_longer_times_are_told_in_longer_periods(self, make, given, first, last):
        page = words(make("".join(note(week, theme="Care") for week in given)).page("themes/index.html"))
        assert f"Entries of each theme, {first} to {last}." in page
        assert f"{last}: 1 {first}: 1" in page

    def test_every_row_says_in_words_what_it_draws(self, make):
        page = make(note("2026-W02", theme="Care") + note("2026-W20", theme="Trees")).page("themes/index.html")
        labels = re.findall(r'role="img" aria-label="([^"]*)"', page)
        assert labels == ["Care, January 2026 to May 2026: 1 entry", "Trees, January 2026 to May 2026: 1 entry"]

    def test_one_month_alone_is_no_course_of_time(self, make):
        assert "<svg" not in make(note("2026-W20", theme="Care")).page("themes/index.html")


class TestYearOfATeam:
    def test_every_month_of_the_last_twelve_has_its_number_of_notes(self, make):
        built = make("".join(note(week) for week in ("2025-W20", "2026-W19", "2026-W20", "2026-W10")))
        page = built.page("teams/data/index.html")
        assert "Notes by month, June 2025 to May 2026" in words(page)
        drawing = page[page.index('<div class="chart one">') :].partition("</svg>")[0]
        assert re.findall(r">(\d+)</text>", drawing) == ["1", "2"]
        assert "May 2026 2 March 2026 1" in words(page)

    def test_people_and_themes_have_none(self, make):
        built = make(note("2026-W20", theme="Care", author="Ada Penhaligon"))
        assert 'class="chart' not in built.page("people/ada-penhaligon/index.html")
        assert 'class="chart' not in built.page("themes/care/index.html")


class TestMap:
    @staticmethod
    def chain(count: int) -> str:
        """A note, and `count` more that each link to the first."""
        first, *others = weeks("2026-W05", count + 1)
        link = f"See [it](../2026/2026-{first[5:].lower()}-data.md)."
        return note(first, title="The beginning") + "".join(note(week, body=link, title=week) for week in others)

    def test_ten_links_make_a_map_which_the_footer_leads_to(self, make):
        built = make(self.chain(10))
        page = built.page("map/index.html")
        assert page.count("<circle") == 11
        assert "Map of 11 entries and 10 links" in page
        assert "The beginning" in words(page)
        assert "cited in 10 entries" in words(page)
        assert 'href="map/"' in built.page("index.html")

    def test_nine_do_not(self, make):
        built = make(self.chain(9))
        assert "map/index.html" not in built.output
        assert 'href="map/"' not in built.page("index.html")

    def test_behind_it_is_everything_as_a_table(self, make):
        table = make(self.chain(10)).page("map/index.html").partition("<tbody>")[2]
        assert table.count("<tr>") == 1
        assert table.count("/weeknotes/2026/") == 11

    def test_of_many_entries_the_newest_are_drawn(self, make):
        files = [f"../2026/2026-{week[5:].lower()}-trees.md" for week in weeks("2026-W01", 30)]
        links = "\n\n".join(f"[Entry {number}]({file})" for number, file in enumerate(files))
        each = [note(week, "trees", links) for week in weeks("2026-W01", 30)]
        many = [note(week, f"t{n}", links) for week in weeks("2026-W02", 5) for n in range(27)]
        page = make("".join([*each, *many])).page("map/index.html")
        assert page.count("<circle") == 150


class TestStory:
    STUDY = "-- content/case-studies/damp.md --\n---\ntitle: Damp\ndate: 2026-11-01\nstory:\n  - {}\n---\nText\n"

    def test_a_step_can_be_a_section_of_a_note(self, make):
        files = note("2026-W20", body="A.\n\n## What they said\n\nB.") + self.STUDY.format(
            "../weeknotes/2026/2026-w20-data.md#what-they-said"
        )
        assert 'weeknotes/2026/w20/data/#what-they-said"' in make(files).page("case-studies/damp/index.html")

    def test_where_the_note_has_no_such_section_its_top_is_meant_and_the_writer_told(self, make):
        files = note("2026-W20", body="A.\n\n## What they said\n\nB.") + self.STUDY.format(
            "../weeknotes/2026/2026-w20-data.md#what-they-sad"
        )
        built = make(files)
        assert 'weeknotes/2026/w20/data/"' in built.page("case-studies/damp/index.html")
        assert built.problem("link.heading").suggestion.endswith("#what-they-said")


class TestEverything:
    """What holds for all of these pages."""

    FILES = TestMap.chain(10) + run("trees", "Streets", 5) + note("2025-W15", title="Last year", theme="Care")
    FILES += note("2025-W40", theme="Care")
    LIST = '-- content/abbreviations.toml --\nGP = "general practitioner"\n' + note("2026-W41", body="A GP.")
    PAGES = ("map/index.html", "glossary/index.html", "teams/trees/threads/streets/index.html", "themes/index.html")

    def test_what_is_withdrawn_is_on_none_of_them(self, make):
        gone = {"withdrawn": "It named somebody.", "title": "Gone note"}
        files = note("2026-W20", "trees", "GP.\n\n## Streets\n\nx", **gone) + note("2025-W30", **gone)
        built = make(self.FILES + self.LIST + files + note("2026-W30"))
        pages = [*self.PAGES, "index.html", "weeks/2026/w30/index.html", "teams/trees/index.html"]
        assert [page for page in pages if "Gone note" in built.page(page)] == []
        assert "in 4 notes" in words(built.page("teams/trees/threads/streets/index.html"))

    @pytest.mark.parametrize("state", ["state: draft", "embargo_until: 2027-01-01"])
    def test_what_is_not_yet_published_is_on_none_of_them(self, make, state):
        name, _, value = state.partition(": ")
        held = note("2026-W24", "trees", "A GP.\n\n## Streets\n\nx", title="Not yet", **{name: value})
        built = make(self.FILES + self.LIST + held)
        assert [page for page in self.PAGES if "Not yet" in built.page(page)] == []

    def test_a_welsh_site_says_all_of_it_in_welsh(self, make):
        config = '[site]\ntitle = "Agored"\nurl = "https://agored.example.org/"\nlanguage = "cy"\n'
        built = make(self.FILES + self.LIST, config=config)
        assert "Dyfynnir amlaf" in words(built.page("map/index.html"))
        assert "Byrfoddau" in words(built.page("glossary/index.html"))
        assert "Trywyddau Adrannau" in words(built.page("teams/trees/index.html"))
        assert "Themâu" in words(built.page("themes/index.html"))
        assert "Yr adeg hon y llynedd" in words(built.page("weeks/2026/w15/index.html"))

    def test_links_lead_to_places_below_any_path(self, make):
        config = CONFIG.replace("https://open.example.org/", "https://open.example.org/notes/")
        built = make(self.FILES + self.LIST, config=config)
        for page in self.PAGES:
            folder = page.rpartition("/")[0]
            for link in re.findall(r'href="(?!https?:)([^"#]+)', built.page(page)):
                target = normpath(f"{folder}/{link}")
                assert target in built.output or f"{target}/index.html".removeprefix("./") in built.output, (page, link)

    def test_no_drawing_needs_a_style_of_its_own_or_a_script(self, make):
        built = make(self.FILES + self.LIST)
        for page in (*self.PAGES, "teams/trees/index.html"):
            main = built.page(page).partition("<main")[2].partition("</main>")[0]
            assert " style=" not in main
            assert "<script" not in main

    def test_every_drawing_says_what_it_shows_and_has_a_table_behind_it(self, make):
        built = make(self.FILES + self.LIST + note("2026-W02", theme="Care"))
        for page in ("map/index.html", "themes/index.html", "teams/trees/index.html"):
            html = built.page(page)
            drawings = re.findall(r"<svg[^>]*>", html)
            assert drawings
            assert all(re.search(r'role="img" aria-label="[^"]{8,}"', each) for each in drawings)
            assert re.search(r"<details class=\"behind\">\s*<summary>[^<]+</summary>\s*<table>\s*<caption", html)

    def test_their_style_sheet_is_loaded_where_there_is_a_drawing_and_nowhere_else(self, make):
        built = make(self.FILES + self.LIST)
        loading = {file for file in built.output if file.endswith(".html") and "charts.css" in built.page(file)}
        assert loading == {
            "map/index.html", "glossary/index.html", "themes/index.html",
            "teams/data/index.html", "teams/trees/index.html",
        }  # fmt: skip

    def test_a_page_of_a_writer_at_the_same_address_goes_before_the_map(self, make):
        built = make(self.FILES + "-- content/pages/map.md --\n---\ntitle: Where we are\n---\nIn the old mill.\n")
        assert "In the old mill." in built.page("map/index.html")
        assert "address.twice" not in built.codes

    def test_the_second_time_nothing_is_written(self, make):
        make(self.FILES + self.LIST)
        assert make().account.written == 0
        touched = make(note("2026-W41", body="A GP, and more."))
        assert [page for page in self.PAGES if page not in touched.output] == []
