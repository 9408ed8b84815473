"""The demonstration in a real browser: by keyboard, on a small screen, with large text, without scripts, from disk.

It needs Debian's Chromium (``apt-get install chromium``) or any other one that CHROMIUM names, and the
packages ``playwright`` and ``axe-playwright-python`` of the development group.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import extremes
import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="install the development group of pyproject.toml")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="install axe-playwright-python")

ROOT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no browser: apt-get install chromium, or put the path of one into CHROMIUM"
)

# A page of every template, and the longest ones of some.
PAGES = {
    "home": "",
    "weeknote": "weeknotes/2024/w23/library/",
    "Welsh weeknote": "cy/weeknotes/2025/w09/data/",
    "case study": "case-studies/job-swaps/",
    "case study in parts": "case-studies/grow/",
    "part": "case-studies/grow/supervisor/",
    "post": "posts/what-is-the-point-of-weeknotes/",
    "page": "how-we-write/",
    "accessibility statement": "accessibility/",
    "week": "weeks/2026/w47/",
    "archive": "weeknotes/",
    "case studies": "case-studies/",
    "teams": "teams/",
    "team": "teams/housing/",
    "person": "people/ada-penhaligon/",
    "lessons": "lessons/",
    "themes": "themes/",
    "thread": "teams/data/threads/things-that-caught-our-eye/",
    "map": "map/",
    "glossary": "glossary/",
    "feeds": "feeds/",
    "search": "search/",
    "missing": "404.html",
    "Welsh home": "cy/",
    "Welsh case study": "cy/case-studies/open-street-gazetteer/",
    "Welsh archive": "cy/weeknotes/",
    "Welsh week": "cy/weeks/2026/w47/",
    "Welsh teams": "cy/teams/",
    "Welsh team": "cy/teams/data/",
    "Welsh person": "cy/people/idris-vaughan/",
    "Welsh lessons": "cy/lessons/",
    "Welsh page": "cy/about/",
    "Welsh statement": "cy/accessibility/",
    "Welsh search": "cy/search/",
    "Welsh feeds": "cy/feeds/",
    # Sites at the edge of what people write: see extremes.py.
    "withdrawn": "strange/posts/gone/",
    "everything too long": "strange/posts/strange/",
    "case study of long words": "strange/case-studies/tower/",
    "part of long words": "strange/case-studies/tower/first/",
    "page of long words": "strange/about/",
    "tag with one entry": "strange/tags/alone/",
    "written from right to left": "strange/ar/posts/arabic/",
    "home in two languages": "strange/cy/",
    "week of one note": "single/weeks/2026/w10/",
    "site of one note": "single/",
    "site without a note": "empty/",
}
EVERY = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
SOME = pytest.mark.parametrize("name", ["home", "case study", "weeknote", "archive"])
BOTH = pytest.mark.parametrize("name", ["home", "case study", "weeknote", "archive", "Welsh home", "Welsh case study"])
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
# Target sizes are new in WCAG 2.2, and axe asks for them only when told.
ALL_RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}
LOOKS = (("light", "none", ALL_RULES), ("dark", "none", COLOURS))
FORCED = ("light", "active", COLOURS)
# As far apart as WCAG 1.4.12 lets a reader put lines, words and letters.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("p { margin-bottom: 2em !important }"
    + "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
# Words that stick out of a box that hides what does.
CUT = """() => [...document.querySelectorAll("body *")].filter(it =>
  !it.children.length && it.innerText && getComputedStyle(it).overflow !== "visible"
  && !it.closest(".visually-hidden") && (it.scrollHeight > it.clientHeight + 2 || it.scrollWidth > it.clientWidth + 2)
).map(it => it.outerHTML.slice(0, 120))"""
# The element that has the focus: what it is, where it stands on the page, and what shows that it has the focus.
FOCUSED = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it);
  return {
    tag: it.tagName, href: it.getAttribute("href"), words: it.innerText, id: it.id,
    top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, width: box.width, height: box.height,
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
  };
}"""
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")].filter(it => it.getBoundingClientRect().right > wide + 1)
    .slice(0, 5).map(it => it.outerHTML.slice(0, 120));
}"""


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that keeps no log."""

    def log_message(self, *args) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The built demonstration, and in it sites with very much, very little and nothing in them."""
    folder = tmp_path_factory.mktemp("demonstration")
    build(ROOT, folder)
    for make in extremes.SITES:
        build(make(tmp_path_factory.mktemp(make.__name__)), folder / make.__name__)
    return folder


def build(site: Path, output: Path) -> None:
    command = [sys.executable, "build.py", "--site", str(site), "--output", str(output), "--today", "2026-11-21"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def home(folder) -> Iterator[str]:
    """The address of the home page on a server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def page(browser) -> Iterator:
    """A window whose complaints count as failures."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()
    complaints = listen(page)
    yield page
    context.close()
    assert complaints == []


def listen(page) -> list[str]:
    """What the browser will complain of: errors of scripts, policies broken, files missing."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@dataclass(frozen=True)
class Visit:
    """What a visit to one page shows; loading it once is enough for all that is asked of it."""

    complaints: list[str]
    asked: list[str]
    kept: list
    findings: dict[str, list[str]]
    overflow: dict[str, list[str]]


@pytest.fixture(scope="module")
def visit(browser, home) -> Callable[[str], Visit]:
    """A function from an address to its visit."""

    @cache
    def go(address: str) -> Visit:
        context = browser.new_context(viewport=NARROW, reduced_motion="reduce")
        page = context.new_page()
        complaints, asked = listen(page), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(home + address)
        kept = [*context.cookies(), *page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")]
        made = Visit(complaints, asked, kept, findings(page, (*LOOKS, FORCED)), overflow(page))
        context.close()
        return made

    return go


def findings(page, looks=LOOKS) -> dict[str, list[str]]:
    """What axe finds by size of the window and by scheme of colours."""
    page.evaluate(axe_api.Axe().axe_script)
    found = {}
    for name, size in (("narrow", NARROW), ("wide", WIDE)):
        page.set_viewport_size(size)
        for scheme, forced, options in looks:
            page.emulate_media(color_scheme=scheme, forced_colors=forced)
            violations = page.evaluate("options => axe.run(options)", options)["violations"]
            nodes = [(each["id"], node["html"][:160]) for each in violations for node in each["nodes"]]
            found[f"{name}, {scheme}, forced colours: {forced}"] = nodes
    page.emulate_media(color_scheme="light", forced_colors="none")
    return found


def overflow(page) -> dict[str, list[str]]:
    """What stands out of the window by its width and the size of text."""
    found = {}
    for width, size in ((320, "100%"), (320, "200%"), (1280, "200%")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        found[f"{width} pixels, text at {size}"] = page.evaluate(OVERFLOW)
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.evaluate(SPACED)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found[f"{width} pixels, words apart"] = page.evaluate(OVERFLOW) + page.evaluate(CUT)
    return found


@EVERY
def test_axe_finds_nothing(visit, address):
    assert {how: found for how, found in visit(address).findings.items() if found} == {}


@EVERY
def test_nothing_is_wider_than_a_small_screen_or_than_large_text_leaves_room_for(visit, address):
    assert {how: found for how, found in visit(address).overflow.items() if found} == {}


@EVERY
def test_a_page_asks_for_nothing_from_elsewhere_and_leaves_nothing_behind(visit, home, address):
    assert visit(address).asked[0] == home + address
    assert [url for url in visit(address).asked if not url.startswith(home)] == []
    assert visit(address).kept == []


@EVERY
def test_the_browser_has_nothing_to_complain_of(visit, address):
    assert visit(address).complaints == []


def tab(page, times: int) -> list[dict]:
    """What has the focus after each press of the Tab key, until the page ends."""
    stops: list[dict] = []
    for _ in range(times):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    return stops


@BOTH
def test_the_first_stop_of_the_keyboard_is_the_way_past_the_menu(page, home, name):
    page.goto(home + PAGES[name])
    skip = tab(page, 1)[0]
    assert (skip["href"], skip["inView"], skip["marked"]) == ("#_main", True, True)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_main"
    stop = tab(page, 1)[0]
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), stop


@BOTH
def test_the_keyboard_goes_through_the_page_as_eyes_do_and_shows_where_it_is(page, home, name):
    page.set_viewport_size(NARROW)
    page.goto(home + PAGES[name])
    stops = tab(page, 40)
    assert len(stops) > 20
    assert [stop for stop in stops if not (stop["inView"] and stop["marked"])] == []
    # On a screen of one column, what comes next stands below or beside, never above.
    jumps = [(a["words"], b["words"]) for a, b in pairwise(stops[1:]) if b["bottom"] < a["top"]]
    assert jumps == []


def test_the_keyboard_reaches_every_link_and_gets_out(page, home):
    page.goto(home + PAGES["weeknote"])
    count = page.evaluate("document.querySelectorAll('a[href]:not([hidden])').length")
    stops = tab(page, count + 20)
    assert len([stop for stop in stops if stop["tag"] == "A"]) == count


@SOME
def test_without_scripts_a_page_says_the_same(browser, page, home, name):
    page.goto(home + PAGES[name])
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    bare = context.new_page()
    bare.goto(home + PAGES[name])
    # Nothing is missed but the settings, for which there would be no use.
    assert not bare.locator(".reading").is_visible()
    page.evaluate("document.querySelector('.reading').remove()")
    assert bare.inner_text("body") == page.inner_text("body")
    bare.get_by_role("link", name="Case studies", exact=True).first.click()
    assert bare.inner_text("h1") == "Case studies"
    context.close()


# The page for missing addresses is shown by a host, and never read from disk.
@pytest.mark.parametrize("address", [address for address in PAGES.values() if address != "404.html"])
def test_from_disk_a_page_is_whole_and_its_links_lead_to_pages(page, folder, address):
    page.goto((folder / address / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    links = page.evaluate("[...document.links].map(a => a.href).filter(href => href.startsWith('file'))")
    assert len(links) > 3
    missing = {link for link in links if not Path(unquote(urlsplit(link).path)).is_file()}
    assert missing == set()
    broken = page.evaluate("[...document.images].filter(i => i.loading != 'lazy' && !i.naturalWidth).map(i => i.src)")
    assert broken == []


def test_from_disk_one_can_walk_through_the_site(page, folder):
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Read the whole week").click()
    assert page.inner_text("h1").startswith("Week 47")
    page.get_by_role("link", name="Home").first.click()
    assert page.url == (folder / "index.html").as_uri()


def test_colours_forced_by_the_reader_leave_every_control_visible(page, home):
    page.emulate_media(forced_colors="active")
    page.goto(home + PAGES["case study"])
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["marked"]


def test_on_paper_there_is_the_text_without_the_menus(page, home):
    page.emulate_media(media="print")
    page.goto(home + PAGES["case study"])
    assert not page.locator(".menu").is_visible()
    assert page.locator(".e-content").is_visible()


def test_on_paper_there_are_the_pictures_too_and_no_shade(page, home):
    page.goto(home + PAGES["case studies"])
    assert page.evaluate("[...document.images].some(it => !it.naturalWidth)")
    page.pdf(format="A4")
    assert page.evaluate("[...document.images].filter(it => !it.naturalWidth).map(it => it.src)") == []
    page.emulate_media(media="print")
    foot = page.evaluate(
        "(({ backgroundColor: ground, breakInside }) => [ground, breakInside])"
        "(getComputedStyle(document.querySelector('.site-foot')))"
    )
    assert foot == ["rgb(255, 255, 255)", "avoid"]


def test_the_name_of_a_team_stays_beside_its_notes_and_over_none_of_them(page, home):
    page.goto(home + PAGES["week"])
    page.locator(".whole .prose").nth(1).evaluate("it => it.scrollIntoView({ block: 'end' })")
    boxes = (
        page.locator(".group")
        .nth(1)
        .evaluate("""it => [it.querySelector("h2"), it.querySelector(".whole")].map(
      each => each.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, top, bottom }))""")
    )
    assert boxes[0]["right"] < boxes[1]["left"]
    assert boxes[0]["top"] >= 0


# Reading settings

KEY = "weeknotes-reading"
SETTINGS = pytest.mark.parametrize("chosen", ["larger", "largest", "more", "light", "dark", "largest more dark"])
STORED = "[Object.entries({...localStorage}), Object.entries({...sessionStorage}), document.cookie]"
NOTHING = [[], [], ""]


def chooser(browser, chosen: str = "", **options):
    """A window of a reader who has chosen on an earlier visit."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce", **options)
    if chosen:
        context.add_init_script(f"localStorage.setItem('{KEY}', '{chosen}')")
    return context.new_page()


def looks(page) -> dict[str, str]:
    """How the text of a page looks."""
    style = page.evaluate("Object.fromEntries(Object.entries(getComputedStyle(document.body)))")
    return {name: style[name] for name in ("fontSize", "color", "backgroundColor")}


@SETTINGS
def test_axe_finds_nothing_whatever_a_reader_has_chosen(browser, home, chosen):
    page = chooser(browser, chosen)
    for name in ("home", "case study", "weeknote", "map"):
        page.set_viewport_size(WIDE)
        page.goto(home + PAGES[name])
        page.click(".reading summary")
        assert {how: found for how, found in findings(page).items() if found} == {}, name
        page.set_viewport_size(NARROW)
        assert page.evaluate(OVERFLOW) == [], name
    page.context.close()


def test_the_settings_are_made_by_keyboard_and_told_to_those_who_listen(page, home):
    page.goto(home + PAGES["weeknote"])
    before = looks(page)
    summary = page.locator(".reading summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    size = page.get_by_role("group", name="Text size")
    assert size.get_by_role("radio", name="Usual").is_checked()
    page.keyboard.press("ArrowRight")
    assert size.get_by_role("radio", name="Larger").is_checked()
    assert page.evaluate(FOCUSED)["marked"]
    assert float(looks(page)["fontSize"][:-2]) == pytest.approx(1.25 * float(before["fontSize"][:-2]), rel=0.05)
    assert "remembered" in page.get_by_role("status").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    assert page.get_by_role("group", name="Colours").get_by_role("radio", name="Dark").is_checked()
    assert looks(page)["backgroundColor"] == "rgb(17, 19, 29)"
    page.keyboard.press("Escape")
    assert not page.locator(".reading form").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_what_lies_over_the_page_goes_when_the_keyboard_goes_on(page, home):
    page.goto(home)
    page.click(".reading summary")
    page.get_by_role("button", name="Forget what I chose").focus()
    page.keyboard.press("Tab")
    assert not page.locator(".reading form").is_visible()
    page.click(".reading summary")
    page.mouse.click(20, 700)
    assert not page.locator(".reading form").is_visible()


def test_nothing_is_kept_before_a_reader_chooses_nor_after_they_take_it_back(page, home):
    page.goto(home)
    page.click(".reading summary")
    assert page.evaluate(STORED) == NOTHING
    page.get_by_label("Dark").check()
    page.get_by_label("Largest").check()
    assert page.evaluate(STORED) == [[[KEY, "largest dark"]], [], ""]
    page.get_by_role("button", name="Forget what I chose").click()
    assert page.evaluate(STORED) == NOTHING
    assert page.get_by_label("Usual").is_checked()
    assert "Nothing is remembered" in page.get_by_role("status").inner_text()
    page.get_by_label("Higher").check()
    page.get_by_role("group", name="Contrast").get_by_label("As my device says").check()
    assert page.evaluate(STORED) == NOTHING
    assert page.context.cookies() == []


def test_a_choice_holds_on_the_next_page_and_in_other_windows(page, home):
    page.goto(home)
    other = page.context.new_page()
    other.goto(home + PAGES["weeknote"])
    page.click(".reading summary")
    page.get_by_label("Dark").check()
    page.goto(home + PAGES["case study"])
    assert looks(page)["backgroundColor"] == "rgb(17, 19, 29)"
    assert page.locator("meta[name=theme-color]").evaluate_all("all => all.map(it => it.content)") == ["#11131d"] * 2
    page.click(".reading summary")
    assert page.get_by_label("Dark").is_checked()
    sync_api.expect(other.locator(":root.dark")).to_have_count(1)
    other.goto(home + "search/")
    assert other.locator(".reading summary").is_visible()


def test_a_choice_is_put_on_before_anything_is_drawn_and_nothing_moves(browser, home):
    page = chooser(browser, "largest dark")
    page.add_init_script("""
      window.moved = 0;
      new PerformanceObserver(list => { for (const each of list.getEntries()) window.moved += each.value; })
        .observe({ type: "layout-shift", buffered: true });
      new MutationObserver((all, watcher) => {
        if (!document.body) return;
        window.worn = document.documentElement.className;
        watcher.disconnect();
      }).observe(document, { childList: true, subtree: true });
    """)
    for name in ("home", "weeknote", "archive"):
        page.goto(home + PAGES[name])
        assert page.evaluate("window.worn") == "scripted largest dark"
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("window.moved") < 0.001, name
    page.context.close()


def test_answers_of_a_search_move_nothing_in_sight(page, home):
    page.add_init_script("""
      window.moved = 0;
      new PerformanceObserver(list => { for (const each of list.getEntries()) window.moved += each.value; })
        .observe({ type: "layout-shift", buffered: true });
    """)
    page.goto(home + "search/?q=library")
    page.wait_for_selector(".search-results li")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.moved") < 0.1


def test_the_search_page_is_as_it_is_from_the_first(page, home):
    page.set_viewport_size(NARROW)
    page.add_init_script("""
      window.moved = 0;
      new PerformanceObserver(list => { for (const each of list.getEntries()) window.moved += each.value; })
        .observe({ type: "layout-shift", buffered: true });
    """)
    page.goto(home + "search/")
    page.get_by_text("leads back to this box").wait_for()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.moved") == 0


def test_where_a_browser_lets_no_site_keep_anything_a_choice_lasts_as_long_as_the_page(page, home):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    page.goto(home)
    page.click(".reading summary")
    page.get_by_label("Dark").check()
    assert looks(page)["backgroundColor"] == "rgb(17, 19, 29)"
    assert page.get_by_label("Dark").is_checked()
    assert "remember nothing" in page.get_by_role("status").inner_text()


def test_where_a_browser_has_no_room_left_a_choice_lasts_as_long_as_the_page(page, home):
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }")
    page.goto(home)
    page.click(".reading summary")
    page.get_by_label("Dark").check()
    assert looks(page)["backgroundColor"] == "rgb(17, 19, 29)"
    page.get_by_role("button", name="Forget what I chose").click()
    assert looks(page)["backgroundColor"] == "rgb(250, 246, 236)"
    assert page.locator("meta[name=theme-color]").first.get_attribute("content") == "#faf6ec"


def test_a_frame_of_the_sites_own_may_leave_the_settings_out(page, home):
    def bare(route):
        text = re.sub(r"(?s)<details class=.reading.*?</details>", "", route.fetch().text())
        route.fulfill(body=text, content_type="text/html")

    page.route(home, bare)
    page.goto(home)
    assert page.locator(".reading").count() == 0
    assert page.evaluate("document.documentElement.className") == "scripted "


def test_from_disk_the_settings_work_too(page, folder):
    page.goto((folder / PAGES["weeknote"] / "index.html").as_uri())
    page.click(".reading summary")
    page.get_by_label("Dark").check()
    assert looks(page)["backgroundColor"] == "rgb(17, 19, 29)"
    page.get_by_role("button", name="Forget what I chose").click()
    assert page.evaluate(STORED) == NOTHING


def test_the_choice_of_a_reader_goes_before_that_of_their_device(browser, home):
    page = chooser(browser, "light", color_scheme="dark")
    page.goto(home)
    assert looks(page)["backgroundColor"] == "rgb(250, 246, 236)"
    page.context.close()
    page = chooser(browser, "more dark")
    page.goto(home)
    assert looks(page)["color"] == "rgb(255, 255, 255)"
    page.context.close()


def test_paper_is_as_it_is_whatever_was_chosen(browser, home):
    plain, page = chooser(browser), chooser(browser, "largest dark")
    for each in (plain, page):
        each.emulate_media(media="print")
        each.goto(home + PAGES["case study"])
    assert looks(page) == looks(plain)
    assert not page.locator(".reading").is_visible()
    for each in (plain, page):
        each.context.close()


def test_where_colours_are_forced_only_the_size_is_left_to_choose(page, home):
    page.emulate_media(forced_colors="active")
    page.goto(home)
    page.click(".reading summary")
    assert page.locator(".reading fieldset:visible legend").all_inner_texts() == ["Text size"]


def test_a_welsh_page_has_its_settings_in_welsh(page, home):
    page.goto(home + PAGES["Welsh weeknote"])
    page.click(".reading summary")
    page.get_by_role("group", name="Lliwiau").get_by_label("Tywyll").check()
    assert "gofio" in page.get_by_role("status").inner_text()


def test_a_welsh_reader_stays_in_welsh_from_page_to_page(page, home):
    page.goto(home)
    page.get_by_role("link", name="Cymraeg").click()
    assert page.url == f"{home}cy/"
    page.get_by_role("link", name="Timau").first.click()
    page.get_by_role("link", name="Atgyweirio Tai").click()
    assert page.inner_text("h1") == "Atgyweirio Tai"
    page.get_by_role("link", name="Pob un o'r 24 cloch").first.click()
    assert page.evaluate("document.documentElement.lang") == "cy"
    page.get_by_role("link", name="Pob ffrwd").click()
    assert page.url == f"{home}cy/feeds/"
    assert page.evaluate("[...document.links].filter(a => a.lang != 'en' && !a.href.includes('/cy/')).length") == 1


def test_a_welsh_reader_searches_in_welsh_from_any_welsh_page(page, home):
    page.goto(home + PAGES["Welsh weeknote"])
    page.get_by_role("searchbox").fill("strydoedd")
    page.keyboard.press("Enter")
    page.wait_for_selector(".search-results li")
    assert page.url == f"{home}cy/search/?q=strydoedd"
    assert "ar gyfer “strydoedd”" in page.get_by_role("status").first.inner_text()
    titles = page.locator(".search-results h3 a")
    assert set(titles.evaluate_all("all => all.map(a => a.lang)")) == {"cy"}
    assert page.get_by_role("group", name="Tîm").get_by_label("Data a Mapio").is_visible()
    titles.first.click()
    assert page.url.startswith(f"{home}cy/")


def test_an_english_reader_finds_welsh_texts_too_and_they_are_marked(page, home):
    page.goto(f"{home}search/?q=cennin")
    page.wait_for_selector(".search-results li")
    stamp = page.locator(".search-results .stamp").first
    assert (stamp.get_attribute("lang"), "Chwefror" in stamp.inner_text()) == ("cy", True)


def test_a_word_of_one_language_is_not_answered_by_the_beginning_of_one_in_another(page, home):
    page.goto(f"{home}search/?q=damp")
    page.wait_for_selector(".search-results li")
    assert set(page.locator(".search-results h3 a").evaluate_all("all => all.map(a => a.lang)")) == {"en"}


# Each accent has just the contrast that it needs.
@pytest.mark.parametrize(
    ("kind", "accent", "dark"), [("sans", "#9f5700", ""), ("humanist", "#6a6a6a", "#7182e0"), ("slab", "#796900", "")]
)
def test_with_an_accent_and_a_type_of_its_own_a_site_can_be_read_as_well(browser, tmp_path, kind, accent, dark):
    site, output = tmp_path / "site", tmp_path / "output"
    shutil.copytree(ROOT / "content", site / "content")
    logo = next((ROOT / "content").rglob("*.svg")).relative_to(ROOT).as_posix()
    own = f'[design]\ntype = "{kind}"\naccent = "{accent}"\naccent_dark = "{dark}"\nlogo = "{logo}"\n'
    config = re.sub(r"(?s)\[design\].*?\n\n", "", (ROOT / "config.toml").read_text(encoding="utf-8"))
    config = config.replace("[teams.library]\n", f'[teams.library]\ncolour = "{accent}"\n')
    (site / "config.toml").write_text(config + own, encoding="utf-8")
    build(site, output)
    page = chooser(browser)
    for name in ("home", "case study", "weeknote", "archive", "week"):
        page.goto((output / PAGES[name] / "index.html").as_uri())
        assert {how: found for how, found in findings(page).items() if found} == {}, name
        assert page.locator(".brand img").evaluate("it => it.naturalWidth > 0 && it.offsetHeight <= 60")
    page.context.close()
