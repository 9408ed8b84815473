"""The preview for real: a server, files that change, requests of all sorts, a browser."""

import http.client
import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from functools import partial
from urllib.parse import quote

import pytest

from weeknotes import serve
from weeknotes.errors import UsageError

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
SOON = 15.0  # seconds that anything may take on a busy machine; most takes a tenth of one
NOTE = "content/posts/boilers.md"
SITE = {
    "config.toml": '[site]\ntitle = "Open Reach"\nurl = "https://open.example.org/"\n',
    NOTE: "---\ntitle: Boilers\ndate: 2026-01-02\n---\nWe mended a boiler.\n",
    "content/posts/secret.md": "---\ntitle: Not yet\ndate: 2026-01-03\nstate: draft\n---\nA draft.\n",
    "content/posts/later.md": "---\ntitle: Some day\ndate: 2099-01-03\n---\nMuch later.\n",
    "templates/assets/style.css": "body{color:rgb(1,2,3)}\n",
}
FAULTY = "---\ntitle: Boilers\ndate: 2026-02-30\n---\nWe mended a boiler.\n"


class Preview:
    """A preview that runs in a thread, and what it says in the terminal."""

    def __init__(self, site, **stand):
        self.site = site
        self.lines = []
        self.built = queue.Queue()
        self.stop = threading.Event()
        wanted = serve.Stand(site, jobs=1, **stand)
        self.thread = threading.Thread(target=self.run, args=(wanted,))
        self.thread.start()
        self.wait()

    def run(self, wanted):
        try:
            serve.serve(wanted, self.tell, self.stop)
        finally:
            self.built.put("")  # whoever waits for a build need not wait any longer

    def tell(self, line):
        self.lines.append(line)
        if re.match(r"\d\d:\d\d:\d\d  ", line):
            self.built.put(line)

    def wait(self):
        """What was said of the next build."""
        line = self.built.get(timeout=SOON)
        assert line, "the preview has ended"
        return line

    def save(self, path, text):
        (self.site / path).write_text(text, encoding="utf-8")
        return self.wait()

    @property
    def address(self):
        return re.search(r"http://\S+", "\n".join(self.lines))[0]

    @property
    def port(self):
        return int(self.address.rstrip("/").rpartition(":")[2])

    def ask(self, path, method="GET", body=None, **headers):
        """Status, headers and body of an answer; nothing about `path` is made safe before it is sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(body)
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
        connection.close()
        return found

    def page(self, path):
        return self.ask(path)[2]

    def raw(self, data):
        """The first line of what comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=SOON) as line:
            line.sendall(data)
            return line.recv(1000).partition(b"\r\n")[0].decode()

    def news(self, at=""):
        """The stream of events, one message after the other, as the page at an address hears it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        connection.request("GET", f"/__weeknotes/events{f'?at={quote(at)}' if at else ''}")
        with closing(connection), connection.getresponse() as answer:
            for line in answer:
                assert b"still here" not in line, "there are no news"
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])

    def end(self):
        self.stop.set()
        self.thread.join(SOON)
        assert not self.thread.is_alive()


def lay(folder, files=SITE):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """A preview that is only asked, for all the tests that change nothing."""
    preview = Preview(lay(tmp_path_factory.mktemp("standing")))
    yield preview
    preview.end()


@pytest.fixture
def start(tmp_path):
    begun = []

    def begin(files=SITE, **stand):
        begun.append(Preview(lay(tmp_path, files), **stand))
        return begun[-1]

    yield begin
    for preview in begun:
        preview.end()


class TestPages:
    def test_are_those_of_the_site(self, standing):
        status, headers, page = standing.ask("/posts/boilers/")
        assert status == 200
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert headers["cache-control"] == "no-store"
        assert "We mended a boiler." in page

    def test_are_on_disk_as_a_build_makes_them(self, standing):
        on_disk = (standing.site / ".weeknotes/preview/posts/boilers/index.html").read_text(encoding="utf-8")
        assert "__weeknotes" not in on_disk
        assert '<script src="/__weeknotes/reload.js" data-build=' in standing.page("/posts/boilers/")

    def test_are_not_written_to_the_output(self, standing):
        assert not (standing.site / "output").exists()

    def test_show_drafts_and_what_is_scheduled_and_say_so(self, standing):
        assert "Draft" in standing.page("/posts/secret/")
        assert "Draft" in standing.page("/posts/later/")
        assert "Draft" not in standing.page("/posts/boilers/")

    def test_without_their_last_slash_lead_on(self, standing):
        status, headers, _ = standing.ask("/posts/boilers?a=b")
        assert status == 307
        assert headers["location"] == "/posts/boilers/?a=b"

    def test_that_are_not_there_get_the_sites_own_page(self, standing):
        status, _, page = standing.ask("/posts/nowhere/")
        assert status == 404
        assert "This page is not here" in page
        assert "reload.js" in page

    def test_can_be_asked_for_without_their_text(self, standing):
        status, headers, page = standing.ask("/posts/boilers/", "HEAD")
        assert (status, page) == (200, "")
        assert int(headers["content-length"]) > 1000

    def test_name_the_previews_address(self, standing):
        assert f'<link rel="canonical" href="{standing.address}posts/boilers/">' in standing.page("/posts/boilers/")


class TestFiles:
    def test_come_as_they_are_with_their_type(self, standing):
        status, headers, text = standing.ask("/assets/style.css")
        assert (status, text) == (200, SITE["templates/assets/style.css"])
        assert headers["content-type"] == "text/css; charset=utf-8"
        assert headers["x-content-type-options"] == "nosniff"

    def test_are_not_sent_again_unchanged(self, standing):
        tag = standing.ask("/feed.xml")[1]["etag"]
        assert standing.ask("/feed.xml", If_None_Match=f'"other", W/{tag}')[::2] == (304, "")
        assert standing.ask("/feed.xml", If_None_Match='"other"')[0] == 200

    def test_come_in_parts_when_asked_so(self, standing):
        status, headers, text = standing.ask("/assets/style.css", Range="bytes=0-3")
        assert (status, text) == (206, "body")
        assert headers["content-range"].startswith("bytes 0-3/")
        assert standing.ask("/assets/style.css", Range="bytes=9999-")[0] == 416

    def test_may_not_be_used_by_other_sites(self, standing):
        headers = standing.ask("/feed.xml", Origin="https://evil.example")[1]
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


class TestHostileRequests:
    @pytest.mark.parametrize(
        "path",
        [
            *("/../config.toml", "/%2e%2e/config.toml", "/..%2f..%2fconfig.toml", "/posts/%2e%2e/%2e%2e/config.toml"),
            *("/..\\config.toml", "/..%5cconfig.toml", "//etc/passwd", "/%2fetc/passwd", "/%00", "/feed.xml%00.html"),
            *("/%252e%252e/config.toml", "/%ff%fe", "/.weeknotes-files", "/" + "a" * 300, "/feed.xml/", "/feed.xml/a"),
            *("/C:/windows", "/file:///etc/passwd", "/__weeknotes/../config.toml", "/__weeknotes/__init__.py"),
        ],
    )
    def test_for_what_is_outside_find_nothing(self, standing, path):
        status, _, page = standing.ask(path)
        assert status == 404
        assert "Open Reach" not in page or "This page is not here" in page

    @pytest.mark.parametrize("at", ["/../../config.toml", "/%2e%2e/config.toml", "/\0", "//", "nowhere", "/a" * 900])
    def test_for_news_of_what_is_outside_hear_of_the_page_that_tells_so(self, standing, at):
        missing = standing.ask("/no/such/page/")
        assert f'data-page="{next(standing.news(at))["page"]}"' in missing[2]

    def test_by_way_of_a_link_find_nothing(self, standing):
        folder = standing.site / ".weeknotes/preview"
        (folder / "out.toml").symlink_to(standing.site / "config.toml")
        (folder / "outside").symlink_to(standing.site)
        assert standing.ask("/out.toml")[0] == 404
        assert standing.ask("/outside/config.toml")[0] == 404

    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "", "192.168.1.9"])
    def test_under_a_foreign_name_are_refused(self, standing, host):
        assert standing.ask("/", Host=host)[0] == 421

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND"])
    def test_to_change_something_are_refused(self, standing, method):
        status, headers, _ = standing.ask("/", method)
        assert (status, headers["allow"]) == (405, "GET, HEAD")

    def test_with_a_body_are_refused_before_it_is_read(self, standing):
        assert standing.ask("/", Content_Length="99999999999")[0] == 413
        assert standing.ask("/", Transfer_Encoding="chunked", body=b"0\r\n\r\n")[0] == 413

    def test_with_a_long_address_are_refused(self, standing):
        assert standing.ask("/" + "a" * 3000)[0] == 414

    @pytest.mark.parametrize(
        "data",
        [
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
            b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
            b"GET /\x01 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"\x16\x03\x01\x02\x00nonsense\r\n\r\n",
        ],
        ids=["long header", "long line", "two hosts", "no host", "control character", "no http"],
    )
    def test_that_are_malformed_are_refused(self, standing, data):
        assert re.match(r"HTTP/1.1 4\d\d", standing.raw(data))

    def test_for_a_whole_address_are_refused(self, standing):
        assert "404" in standing.raw(b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n")

    def test_leave_the_server_in_good_health(self, standing):
        assert standing.ask("/")[0] == 200


class TestTheStartPage:
    def test_lists_the_notes_with_address_and_state(self, standing):
        page = standing.page("/__weeknotes/")
        assert '<a href="/posts/boilers/">content/posts/boilers.md</a></td><td>published' in page
        assert "draft: it is marked as a draft" in page
        assert "scheduled for Saturday 3 January 2099" in page

    def test_is_found_without_its_slash(self, standing):
        assert standing.ask("/__weeknotes")[1]["location"] == "/__weeknotes/"

    def test_has_its_style_and_script(self, standing):
        assert standing.ask("/__weeknotes/preview.css")[1]["content-type"].startswith("text/css")
        assert standing.ask("/__weeknotes/reload.js")[1]["content-type"].startswith("text/javascript")


class TestASavedFile:
    def test_is_built_served_and_told(self, start):
        preview = start()
        news = preview.news()
        first = next(news)
        line = preview.save(NOTE, SITE[NOTE] + "And a tap.\n")
        assert re.search(rf"{NOTE}: \d+ pages made in \d+\.\d\d s. Look at {preview.address}posts/boilers/", line)
        assert "And a tap." in preview.page("/posts/boilers/")
        assert next(news)["build"] != first["build"]

    def test_makes_no_page_reload_but_those_that_it_is_on(self, start):
        preview = start()
        about, feeds = preview.news("/posts/boilers/"), preview.news("/feeds/")
        before = next(about), next(feeds)
        assert f'data-page="{before[0]["page"]}"' in preview.page("/posts/boilers/")
        preview.save(NOTE, SITE[NOTE] + "And a tap.\n")
        after = next(about), next(feeds)
        assert after[0]["page"] != before[0]["page"]
        assert after[1]["page"] == before[1]["page"]
        about.close()
        feeds.close()

    def test_can_be_searched_a_moment_later(self, start):
        preview = start()
        preview.save(NOTE, SITE[NOTE] + "And a kingfisher.\n")
        until = time.monotonic() + SOON
        while "kingfisher" not in preview.page("/search/words.json") and time.monotonic() < until:
            time.sleep(0.05)
        assert "kingfisher" in preview.page("/search/words.json")

    def test_with_a_fault_leaves_the_last_good_page_and_tells_what_to_type(self, start):
        preview = start()
        news = preview.news()
        before = next(news)
        line = preview.save(NOTE, FAULTY)
        assert "1 error to mend first" in line
        assert "date: 2026-02-30" in line
        assert "We mended a boiler." in preview.page("/posts/boilers/")
        after = next(news)
        assert after["build"] == before["build"]
        assert "content/posts/boilers.md: error, line 3" in after["panel"]
        assert "date: 2026-02-30" in preview.page("/__weeknotes/")
        preview.save(NOTE, SITE[NOTE])
        assert next(news)["panel"] == before["panel"]

    def test_is_shown_while_a_fault_of_another_stops_the_site(self, start):
        preview = start()
        preview.save("content/posts/secret.md", FAULTY)
        assert "to mend first" in preview.save(NOTE, SITE[NOTE] + "And a tap.\n")
        assert "And a tap." in preview.page("/posts/boilers/")
        assert "And a tap." not in (preview.site / ".weeknotes/preview/posts/boilers/index.html").read_text()

    def test_that_changes_no_page_makes_none_reload(self, start):
        preview = start()
        news = preview.news()
        before = next(news)
        assert "no page changed" in preview.save("notes.txt", "nothing to do with the site")
        assert next(news)["build"] == before["build"]

    def test_of_style_alone_changes_the_style(self, start):
        preview = start()
        news = preview.news()
        before = next(news)
        preview.save("templates/assets/style.css", "body{color:red}")
        after = next(news)
        assert after["build"] == before["build"]
        assert after["style"] != before["style"]
        assert preview.page("/assets/style.css") == "body{color:red}"

    def test_that_goes_away_takes_its_page_along(self, start):
        preview = start()
        (preview.site / NOTE).unlink()
        preview.wait()
        assert preview.ask("/posts/boilers/")[0] == 404

    def test_causes_one_build_and_that_causes_no_other(self, start):
        preview = start()
        preview.save(NOTE, SITE[NOTE] + "More.\n")
        time.sleep(0.5)
        assert preview.built.empty()

    def test_during_a_build_leads_to_one_more(self, start):
        many = {f"content/posts/{number}.md": f"---\ndate: 2025-01-02\n---\nNumber {number}\n" for number in range(60)}
        preview = start(SITE | many)
        for number in range(5):
            (preview.site / NOTE).write_text(f"{SITE[NOTE]}{number}\n")
            time.sleep(0.12)
        until = time.monotonic() + SOON
        while "boiler.\n4" not in (said := re.sub("<.*?>", "", preview.page("/posts/boilers/"))):
            assert time.monotonic() < until, said
            time.sleep(0.05)
        assert preview.built.qsize() <= 5

    def test_is_found_by_looking_where_nothing_is_announced(self, start):
        preview = start(poll=True)
        assert NOTE in preview.save(NOTE, SITE[NOTE] + "More.\n")


class TestASiteThatCannotBeBuilt:
    def test_shows_why_and_then_itself(self, start):
        preview = start(SITE | {NOTE: FAULTY})
        status, _, page = preview.ask("/")
        assert status == 503
        assert "reload.js" in page
        assert "date: 2026-02-30" in next(preview.news())["panel"]
        preview.save(NOTE, SITE[NOTE])
        assert preview.ask("/")[0] == 200

    def test_may_have_unreadable_settings(self, start):
        preview = start()
        assert "to mend first" in preview.save("config.toml", "[site\ntitle = ")
        assert preview.ask("/posts/boilers/")[0] == 200
        assert "config.toml" in next(preview.news())["panel"]


class TestThePort:
    def test_is_the_next_one_where_others_are_taken(self, standing, start):
        assert start().port != standing.port

    def test_is_the_one_asked_for_or_none(self, standing, tmp_path):
        with pytest.raises(UsageError, match=f"port {standing.port}: Address already in use"):
            serve.serve(serve.Stand(tmp_path, port=standing.port), print, threading.Event())

    def test_is_of_this_computer_alone(self, standing):
        assert standing.address.startswith("http://127.0.0.1:")
        assert not any("can read this preview" in line for line in standing.lines)

    def test_is_open_to_others_only_when_asked_and_with_a_warning(self, start):
        preview = start(host="0.0.0.0")
        assert any("Anybody who can reach 0.0.0.0 can read this preview" in line for line in preview.lines)
        assert preview.address.startswith("http://127.0.0.1:")
        assert preview.ask("/", Host="192.168.1.9:8000")[0] == 200
        assert preview.ask("/", Host="evil.example")[0] == 421

    def test_cannot_be_at_a_foreign_host(self, tmp_path):
        with pytest.raises(UsageError, match="cannot be at 203"):
            serve.serve(serve.Stand(tmp_path, "203.0.113.7"), print, threading.Event())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal like Ctrl-C for another process")
def test_ctrl_c_ends_it_at_once_with_a_line(tmp_path):
    command = [sys.executable, "-u", "-m", "weeknotes", "serve", "--site", str(lay(tmp_path)), "--jobs", "1"]
    # Tests that run in the background would hand on that Ctrl-C is to be ignored.
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=heeding
    )
    try:
        said = "".join(iter(lambda: "" if "made in" in (line := running.stdout.readline()) else line, ""))
        # A page that listens must not hold it up.
        with socket.create_connection(("127.0.0.1", int(re.search(r":(\d+)/", said)[1])), timeout=SOON) as page:
            page.sendall(b"GET /__weeknotes/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert b"text/event-stream" in page.recv(5000)
            began = time.monotonic()
            running.send_signal(signal.SIGINT)
            rest, _ = running.communicate(timeout=SOON)
        assert (running.returncode, rest) == (0, "\nThe preview has ended.\n")
        assert time.monotonic() - began < SOON
    finally:
        running.kill()
        running.communicate()


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api", reason="install the development group of pyproject.toml")
    if not CHROMIUM:
        pytest.skip("no browser: apt-get install chromium, or put the path of one into CHROMIUM")
    with api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def tab(browser):
    page = browser.new_page(viewport={"width": 800, "height": 400})
    page.set_default_timeout(SOON * 1000)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    assert page.complaints == []
    page.close()


def until(tab, expression):
    """Wait until `expression` is true on the page; Playwright's own waiting evaluates text, which pages forbid."""
    from playwright.sync_api import Error

    end = time.monotonic() + SOON
    while time.monotonic() < end:
        try:
            if tab.evaluate(expression):
                return
        except Error as error:  # the page is just being loaded again
            if "context" not in str(error) and "navigation" not in str(error):
                raise
        tab.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


class TestInABrowser:
    def test_a_saved_note_appears_at_the_same_place_of_the_page(self, start, tab):
        long = SITE[NOTE] + "\n\n".join(f"Line {number}" for number in range(200))
        preview = start(SITE | {NOTE: long})
        tab.goto(f"{preview.address}posts/boilers/")
        tab.evaluate("scrollTo({top: 1500, behavior: 'instant'})")
        preview.save(NOTE, long + "\n\nThe last word\n")
        tab.get_by_text("The last word").wait_for()
        tab.wait_for_load_state()
        until(tab, "scrollY === 1500")

    def test_a_new_style_is_put_on_without_a_reload(self, start, tab):
        preview = start()
        tab.goto(f"{preview.address}posts/boilers/")
        tab.evaluate("window.same = true")
        preview.save("templates/assets/style.css", "body { color: rgb(9, 8, 7) }")
        until(tab, "getComputedStyle(document.body).color === 'rgb(9, 8, 7)'")
        until(tab, "document.querySelectorAll('link[rel=stylesheet]').length === 1")
        assert tab.evaluate("window.same")

    def test_a_fault_lies_over_the_last_good_page_until_it_is_mended(self, start, tab):
        preview = start()
        tab.goto(f"{preview.address}posts/boilers/")
        preview.save(NOTE, FAULTY)
        tab.get_by_text("date: 2026-02-30").wait_for()
        assert tab.get_by_text("We mended a boiler.").is_visible()
        preview.save(NOTE, SITE[NOTE])
        tab.get_by_text("date: 2026-02-30").wait_for(state="detached")

    def test_a_fault_shows_text_as_text(self, start, tab):
        preview = start()
        tab.goto(preview.address)
        preview.save(NOTE, "---\ndate: <img src=x onerror=document.title='hit'>\n---\nText\n")
        tab.get_by_text("<img src=x").first.wait_for()
        assert tab.title() == "Open Reach"

    def test_a_site_that_could_not_be_built_at_first_appears_when_mended(self, start, tab):
        preview = start(SITE | {NOTE: FAULTY})
        tab.goto(preview.address)
        tab.get_by_text("date: 2026-02-30").wait_for()
        # The browser itself complains of the status 503.
        tab.complaints.clear()
        preview.save(NOTE, SITE[NOTE])
        tab.get_by_role("link", name="Boilers").first.wait_for()

    def test_the_start_page_follows_every_build(self, start, tab):
        preview = start()
        tab.goto(f"{preview.address}__weeknotes/")
        preview.save("content/posts/new.md", "---\ntitle: New\ndate: 2026-01-05\n---\nNew\n")
        tab.get_by_role("link", name="content/posts/new.md").wait_for()
        preview.save(NOTE, FAULTY)
        tab.get_by_text("date: 2026-02-30").wait_for()

    def test_a_page_that_was_out_of_sight_catches_up(self, start, tab):
        preview = start()
        tab.goto(f"{preview.address}posts/boilers/")
        hide = "state => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});"
        tab.evaluate(hide + "document.dispatchEvent(new Event('visibilitychange')) }", "hidden")
        preview.save(NOTE, SITE[NOTE] + "While you were away.\n")
        time.sleep(0.3)
        assert not tab.get_by_text("While you were away.").count()
        tab.evaluate(hide + "document.dispatchEvent(new Event('visibilitychange')) }", "visible")
        tab.get_by_text("While you were away.").wait_for()
