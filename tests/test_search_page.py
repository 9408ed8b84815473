"""The search page in a real browser, served at the root of a host and below a folder."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sites import TONGUES

from weeknotes import render, sources, templates
from weeknotes.config import Site
from weeknotes.facts import Fields, Moment
from weeknotes.finder import build_index
from weeknotes.model import Body, Card, Entry, Kind, Page, Term
from weeknotes.search import SearchDocument, html_of, outline
from weeknotes.signposts import SearchView
from weeknotes.theme_files import lean
from weeknotes.values import replace
from weeknotes.views import Chrome, Head, MissingView, Way, YearGroup
from weeknotes.weeks import Span, Week

sync_api = pytest.importorskip("playwright.sync_api", reason="install the development group of pyproject.toml")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="install axe-playwright-python")

ROOT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
needs_browser = pytest.mark.skipif(
    not CHROMIUM, reason="no browser: apt-get install chromium, or put the path of one into CHROMIUM"
)
HOUSING = Term("team", "housing", "Housing", "teams/housing/")
LIBRARY = Term("team", "library", "Libraries", "teams/library/")
MENU = (Way("Weeknotes", "weeknotes/"), Way("About", "about/"))
CHROME = Chrome(MENU, (), "search/", others={"cy": Chrome(MENU, (), "cy/search/", "cy/")})
DEEP = "weeknotes/2024/w23/housing/"
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
expect = sync_api.expect


def note(
    number: int, title: str, html: str, team: Term = HOUSING, year: int = 2024, lang: str = "en"
) -> tuple[Entry, Body]:
    week, address = Week(year, number), f"weeknotes/{year}/w{number}/{team.slug}/"
    card = Card(
        f"weeknote/{address}", "", Kind.WEEKNOTE, "", address, title, "", lang, f"Week {number}", span=Span(week, week),
        published=Moment(datetime(year, 1, 1, tzinfo=ZoneInfo("Europe/London")), False), teams=(team,),
    )  # fmt: skip
    return Entry(card, Body(), (), (), Fields()), Body(html=html)


NOTES = [
    note(23, "Boilers in June", '<p>Repairs never stop.</p><h2 id="costs">Costs</h2><p>A boiler costs a lot.</p>'),
    note(24, "Damp & <b>mould</b>", "<p>We write &lt;mark&gt; &amp; &lt;b&gt;boiler&lt;/b&gt; in code.</p>", year=2023),
    note(25, "Large print", "<p>The library lent 212 books by boiler light.</p>", team=LIBRARY),
    note(26, "Boeler newydd", "<p>Mae'r boeler yn gynnes, a'r gath hefyd: boiler.</p>", lang="cy"),
    note(27, "Y gath", "<p>Mae'r gath yn gynnes.</p>", lang="cy"),
    *(note(number, f"Street {number}", "<p>Streets and maps, damp again.</p>", year=2022) for number in range(1, 26)),
]


def page(address: str, template: str, view: object, lang: str = "en") -> Page:
    kind = "search" if template == "search.html" else "missing"
    head = Head(kind, "Search", address, lang, crumbs=(Way("Home", ""),))
    return Page(f"{address}index.html", "html", template, {"page": head, "view": view})


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A site of a search page and a page of every entry; in its folder ``repo/`` the same once more."""
    folder = tmp_path_factory.mktemp("site")
    theme = sources.read_theme([ROOT / "templates"])
    press = render.press(
        Site(title="Open Reach", url="https://open.example.org/"), CHROME,
        templates.Theme({name: data.decode() for name, data in theme.items() if templates.is_text(name)}),
    )  # fmt: skip
    files = {name: data for name, data in theme.items() if name.startswith("assets/")}
    files |= build_index([with_text(entry, body) for entry, body in NOTES])
    cards = tuple(entry.card for entry, _ in NOTES)
    pages = [page("search/", "search.html", SearchView((YearGroup(2024, "", cards[:4]), YearGroup(0, "", cards[4:]))))]
    welsh = SearchView((YearGroup(2024, "", cards[3:5]),), "cy", {"team-housing": "Atgyweirio Tai"})
    pages.append(page("cy/search/", "search.html", welsh, "cy"))
    pages += [page(address, "404.html", MissingView(())) for address in ("", *(card.address for card in cards))]
    files |= dict(render.make(press, render.Order(each, {})) for each in pages)
    for place in (folder, folder / "repo"):
        for name, data in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(data)
    return folder


def with_text(entry: Entry, body: Body) -> SearchDocument:
    return replace(outline(entry, TONGUES, entry.card), html=html_of(body))


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that keeps no log."""

    def log_message(self, *args) -> None:
        pass


@pytest.fixture(scope="module")
def host(folder) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["", "repo/"], ids=["at the root", "below a folder"])
def base(host, request) -> str:
    return host + request.param


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def window(browser, host) -> Iterator:
    """A window in which nothing may go wrong and nothing may be asked of anybody else."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    window, complaints = context.new_page(), []
    grave = ("error", "warning")
    window.on("console", lambda message: complaints.append(message.text) if message.type in grave else None)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("request", lambda asked: None if asked.url.startswith((host, "file:")) else complaints.append(asked.url))
    yield window
    assert context.cookies() == []
    context.close()
    assert complaints == []


def told(window):
    return window.locator(".search-status")


def titles(window) -> list[str]:
    return window.locator(".search-results h3").all_inner_texts()


def ask(window, base: str, query: str, count: str = "result") -> None:
    window.goto(f"{base}search/?q={query}")
    expect(told(window)).to_contain_text(count)


pytestmark = needs_browser


class TestAReader:
    def test_searches_from_any_page_and_gets_to_the_text(self, window, base):
        window.goto(base + DEEP)
        window.get_by_label("Search this site").fill("boiler costs")
        window.keyboard.press("Enter")
        expect(told(window)).to_have_text("1 result for “boiler costs”")
        assert window.url == f"{base}search/?q=boiler+costs"
        window.get_by_role("link", name="Boilers in June").click()
        assert window.url == base + DEEP

    def test_sees_title_week_team_date_and_the_words_where_they_stand(self, window, base):
        ask(window, base, "cost")
        row = window.locator(".search-results li.row")
        assert row.inner_text().split("\n\n")[:2] == ["Week 23\n1 January 2024", "Boilers in June"]
        assert "Housing" in row.locator(".by").inner_text()
        assert row.locator("mark").all_inner_texts() == ["Costs.", "costs"]
        window.get_by_role("link", name="Costs", exact=True).click()
        assert window.url == f"{base}{DEEP}#costs"

    def test_gets_answers_while_typing_and_an_address_to_share(self, window, base):
        window.goto(base + "search/")
        window.get_by_label("Words to look for").press_sequentially("boil", delay=30)
        expect(told(window)).to_have_text("4 results for “boil”")
        window.wait_for_url("**/search/?q=boil")
        expect(window.locator(".search-all")).to_be_hidden()
        window.go_back()
        expect(told(window)).to_have_text("")
        expect(window.locator(".search-all")).to_be_visible()

    def test_narrows_results_and_the_way_back_undoes_it(self, window, base):
        ask(window, base, "boiler", "4 results")
        team = window.get_by_role("group", name="Team")
        assert team.inner_text().split() == ["Team", "Housing", "3", "Libraries", "1"]
        team.get_by_label("Libraries").check()
        expect(told(window)).to_have_text("1 result for “boiler”")
        assert titles(window) == ["Large print"]
        team.get_by_label("Housing").check()
        expect(told(window)).to_have_text("4 results for “boiler”")
        team.get_by_label("Housing").uncheck()
        expect(told(window)).to_have_text("1 result for “boiler”")
        window.get_by_role("group", name="Year").get_by_label("2024").check()
        window.reload()
        expect(team.get_by_label("Libraries")).to_be_checked()
        assert titles(window) == ["Large print"]
        window.get_by_role("button", name="Remove all filters").click()
        expect(told(window)).to_have_text("4 results for “boiler”")
        window.go_back()
        expect(told(window)).to_have_text("1 result for “boiler”")
        expect(team.get_by_label("Libraries")).to_be_checked()

    def test_sees_ten_results_and_more_on_demand_with_the_focus_on_the_first_new_one(self, window, base):
        ask(window, base, "streets", "25 results")
        assert len(titles(window)) == 10
        more = window.get_by_role("button", name="Show more results")
        more.click()
        expect(window.locator(".search-results h3")).to_have_count(20)
        expect(window.locator(".search-results h3 a").nth(10)).to_be_focused()
        more.click()
        expect(window.locator(".search-results h3")).to_have_count(25)
        expect(more).to_be_hidden()

    def test_finds_words_of_both_languages_and_hears_titles_in_their_own(self, window, base):
        ask(window, base, "boeler", "1 result")
        link = window.get_by_role("link", name="Boeler newydd")
        assert link.get_attribute("lang") == "cy"
        assert window.locator(".search-results .stamp").get_attribute("lang") == "cy"

    def test_is_shown_what_was_typed_and_never_markup(self, window, base):
        ask(window, base, "code", "1 result")
        assert titles(window) == ["Damp & <b>mould</b>"]
        assert "<b>boiler</b>" in window.locator(".search-snippet").inner_text()
        ask(window, base, "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "Nothing was found for “<img")


class TestAWelshReader:
    @pytest.fixture
    def search(self, window, base) -> str:
        window.goto(f"{base}cy/search/?q=boiler")
        expect(told(window)).to_have_text("1 canlyniad ar gyfer “boiler”")
        return f"{base}cy/search/"

    def test_finds_what_is_in_welsh_and_gets_to_the_text(self, window, base, search):
        assert titles(window) == ["Boeler newydd"]
        window.get_by_role("link", name="Boeler newydd").click()
        assert window.url == base + DEEP.replace("w23", "w26")

    def test_narrows_results_by_welsh_names(self, window, search):
        assert window.get_by_role("group", name="Math").inner_text().split() == ["Math", "Nodiadau", "wythnosol", "1"]
        team = window.get_by_role("group", name="Tîm")
        assert team.inner_text().split() == ["Tîm", "Atgyweirio", "Tai", "1"]
        team.get_by_label("Atgyweirio Tai").check()
        window.wait_for_url(f"{search}?q=boiler&team=housing")
        assert titles(window) == ["Boeler newydd"]

    def test_is_offered_a_welsh_word_for_a_slip(self, window, search):
        window.get_by_label("Geiriau i chwilio amdanynt").fill("gwynnes")
        expect(window.locator(".search-maybe a")).to_have_text("gynnes")
        window.keyboard.press("Escape")
        window.wait_for_url(search)
        window.locator("body").click(position={"x": 5, "y": 5})
        window.keyboard.press("/")
        expect(window.get_by_label("Geiriau i chwilio amdanynt")).to_be_focused()

    def test_has_the_list_of_what_is_in_welsh_without_a_script(self, browser, base):
        context = browser.new_context(java_script_enabled=False)
        bare = context.new_page()
        bare.goto(f"{base}cy/search/")
        assert bare.locator(".search-all li a").all_inner_texts() == ["Boeler newydd", "Y gath"]
        context.close()

    @pytest.mark.parametrize("width", [320, 1280])
    def test_can_use_the_page(self, window, search, width):
        window.set_viewport_size({"width": width, "height": 900})
        window.evaluate(axe_api.Axe().axe_script)
        window.evaluate("document.querySelector('details').open = true")
        assert findings(window) == []
        assert window.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


class TestAWordThatNobodyWrote:
    def test_gets_no_answer_made_of_its_first_letter(self, window, base):
        ask(window, base, "gigantic", "Nothing was found for “gigantic”.")
        expect(window.locator(".search-answer")).to_be_hidden()
        expect(window.locator(".search-all")).to_be_visible()

    @pytest.mark.parametrize(("typed", "meant"), [("biolers", "boiler"), ("dmap", "damp"), ("Stret", "street")])
    def test_gets_a_near_one_offered(self, window, host, typed, meant):
        window.goto(f"{host}search/?q={typed}")
        link = window.locator(".search-maybe a")
        expect(link).to_have_text(meant)
        link.click()
        expect(told(window)).to_contain_text(f"for “{meant}”")
        expect(window.locator(".search-maybe")).to_be_hidden()

    @pytest.mark.parametrize("query", ["!!", "%20", "\u200b"])
    def test_may_be_no_word_at_all(self, window, host, query):
        window.goto(f"{host}search/?q={query}")
        expect(window.locator(".search-all")).to_be_visible()
        expect(window.locator(".search-answer")).to_be_hidden()


class TestTheKeyboard:
    def test_reaches_box_and_results_in_the_order_of_the_page(self, window, host):
        ask(window, host, "cost")
        window.get_by_label("Words to look for").focus()
        stops = []
        for _ in range(5):
            window.keyboard.press("Tab")
            stops.append(window.evaluate("document.activeElement.closest('label, a, button, summary').innerText"))
        assert stops[0] == "Search"
        assert "leads back to this box" in stops[1]
        assert stops[2] == "Narrow the results"
        window.keyboard.press("ArrowDown")
        assert window.evaluate("document.activeElement.closest('label').innerText") == stops[4]

    def test_comes_back_to_the_box_by_the_slash_and_empties_it_by_escape(self, window, host):
        ask(window, host, "boiler")
        box = window.get_by_label("Words to look for")
        window.keyboard.press("/")
        expect(box).to_be_focused()
        window.keyboard.type("and/or")
        expect(box).to_have_value("and/or")
        window.keyboard.press("Escape")
        expect(box).to_have_value("")
        expect(told(window)).to_have_text("")
        window.wait_for_url(f"{host}search/")

    def test_can_do_without_the_slash_and_only_then_is_anything_kept(self, window, host):
        ask(window, host, "boiler")
        assert window.evaluate("localStorage.length") == 0
        window.get_by_label("leads back to this box").uncheck()
        window.keyboard.press("/")
        expect(window.get_by_label("Words to look for")).not_to_be_focused()
        window.reload()
        tick = window.get_by_label("leads back to this box")
        expect(tick).not_to_be_checked()
        tick.check()
        assert window.evaluate("localStorage.length") == 0


class TestWithoutAScript:
    @pytest.fixture
    def bare(self, browser, base) -> Iterator:
        context = browser.new_context(java_script_enabled=False)
        bare = context.new_page()
        bare.goto(base + "search/?q=boiler")
        yield bare
        context.close()

    def test_the_page_lists_everything_and_shows_no_form_that_would_do_nothing(self, bare, base):
        links = bare.locator(".search-all li a").all()
        assert len(links) == len(NOTES)
        assert bare.get_by_role("heading", level=2).all_inner_texts() == ["2024", "Pages"]
        told = bare.locator(".search-all li").first.inner_text().split("\n")
        assert told == ["Boilers in June", "Week 23 · Housing · 1 January 2024"]
        expect(bare.locator(".search-form")).to_be_hidden()
        links[0].click()
        assert bare.url == base + DEEP

    def test_from_a_disk_the_list_is_there_and_the_form_is_not(self, window, folder):
        window.goto((folder / "search/index.html").as_uri())
        expect(told(window)).to_contain_text("on a web server")
        expect(window.locator(".search-form")).to_be_hidden()
        expect(window.locator(".search-all li")).to_have_count(len(NOTES))


class TestEverybody:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [320, 1280])
    def test_can_use_the_page(self, window, host, width, scheme):
        window.set_viewport_size({"width": width, "height": 900})
        window.emulate_media(color_scheme=scheme)
        window.goto(host + "search/")
        window.evaluate(axe_api.Axe().axe_script)
        assert findings(window) == []
        window.get_by_label("Words to look for").fill("biolers boiler")
        expect(window.locator(".search-maybe")).to_be_visible()
        window.evaluate("document.querySelector('details').open = true")
        assert findings(window) == []
        assert window.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        window.goto(host + DEEP)
        window.evaluate(axe_api.Axe().axe_script)
        assert findings(window) == []
        assert window.evaluate("document.scrollingElement.scrollWidth <= innerWidth")

    def test_is_told_when_the_index_is_lost_and_has_the_list(self, browser, host):
        context = browser.new_context()
        window = context.new_page()
        window.route(re.compile("pagefind"), lambda route: route.abort())
        ask(window, host, "boiler", "could not be loaded")
        expect(window.locator(".search-all")).to_be_visible()
        context.close()


def findings(window) -> list:
    violations = window.evaluate("options => axe.run(options)", AXE)["violations"]
    return [(each["id"], node["html"][:160]) for each in violations for node in each["nodes"]]


def test_the_script_and_the_sheet_are_small():
    assets = ROOT / "templates/assets"
    assert sum(len(lean(path.read_bytes())) for path in assets.glob("*.js")) < 10_000
    assert (assets / "search.css").stat().st_size < 4_000
