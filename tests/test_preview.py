"""What the preview's own texts say: pages dressed, requests refused, faults told."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.model import Account, FileAccount, State
from weeknotes.preview import Showing, ahead, fail, follow
from weeknotes.preview.dressing import dress, widen
from weeknotes.preview.guard import is_own_host, refuse, steps
from weeknotes.preview.kinds import kind_of
from weeknotes.preview.pages import panel, start_page, waiting_page
from weeknotes.preview.words import built

NOTE = FileAccount("content/posts/a.md", State.PUBLISHED, url="/posts/a/")
DRAFT = FileAccount("content/posts/b.md", State.DRAFT, reason="it is marked as a draft")
ERROR = Problem("x.y", Severity.ERROR, "content/posts/a.md", "This is no date.", 3, 1, "date: <b>", "date: 2026-07-24")
HINT = Problem("x.z", Severity.HINT, "content/posts/b.md", "Shorter would be better.")
FINE = Account((NOTE, DRAFT), (), written=5)
STOPPED = Account((NOTE, DRAFT), (ERROR, HINT))
START = Showing("run")
OWN = {"host": "127.0.0.1:8000"}
AT = datetime(2026, 7, 24, 16, 2, 11)  # noqa: DTZ001
SCRIPT = '<script src="/__weeknotes/reload.js" data-build="run-1"></script>'


class TestWhatIsShown:
    def test_changes_with_every_page_that_is_written_or_removed(self):
        assert follow(START, FINE, []).build == 1
        assert follow(START, Account((), (), removed=1), [Path("a.md")]).build == 1

    def test_leaves_pages_alone_where_a_build_changed_nothing(self):
        after = follow(START, Account((NOTE,), (), unchanged=9), [Path("a.md")])
        assert (after.build, after.style, after.turn) == (0, 0, 1)

    def test_knows_a_change_of_style_alone(self):
        after = follow(START, Account((), (), written=1), [Path("templates/assets/style.css")])
        assert (after.build, after.style) == (0, 1)

    @pytest.mark.parametrize("changed", [["a.css", "b.md"], ["a.css"], []])
    def test_takes_a_style_that_came_with_more_for_a_change_of_pages(self, changed):
        assert follow(START, Account((), (), written=2), map(Path, changed)).build == 1

    def test_stays_when_a_build_stops(self):
        before = follow(START, FINE, [])
        after = follow(before, STOPPED, [Path("a.md")])
        assert after.is_stopped
        assert after.marks == before.marks

    def test_keeps_the_files_when_the_site_cannot_be_read(self):
        after = fail(follow(START, FINE, []), SiteError(ERROR))
        assert after.is_stopped
        assert after.account.files == FINE.files

    def test_is_told_in_one_line(self):
        news = Showing("run", 3, 2, 1).message("<p>\n</p>")
        assert "\n" not in news
        assert json.loads(news) == {"build": "run-2", "style": "run-1", "turn": "run-3", "panel": "<p>\n</p>"}

    def test_is_told_with_the_mark_of_the_page_that_asks(self):
        marks = START.marks_of(b"one")
        assert json.loads(START.message("", b"one"))["page"] == marks["page"]
        assert START.marks_of(b"two")["page"] != marks["page"]
        assert follow(START, FINE, [Path("a.md")]).marks_of(b"one")["page"] == marks["page"]

    def test_makes_every_page_stale_by_a_picture_that_changed(self):
        after = follow(START, FINE, [Path("a.png")])
        assert after.marks_of(b"one")["page"] != START.marks_of(b"one")["page"]

    def test_has_pages_early_until_the_build_of_their_change_has_ended(self):
        early = ahead(ahead(START, {"a.html": b"A", "b.html": b"B"}, 1), {"b.html": b"B2"}, 2)
        assert early.build == 2
        assert early.early == {"a.html": (1, b"A"), "b.html": (2, b"B2")}
        assert follow(early, FINE, [Path("a.md")], 1).early == {"b.html": (2, b"B2")}
        assert follow(early, FINE, [Path("a.md")], 2).early == {}

    def test_keeps_early_pages_while_a_fault_elsewhere_stops_the_site(self):
        early = ahead(START, {"a.html": b"A"}, 1)
        assert follow(early, STOPPED, [Path("a.md")], 1).early == early.early
        assert fail(early, SiteError(ERROR)).early == early.early


class TestADressedPage:
    def test_has_the_script_at_the_end_of_its_head_and_is_otherwise_the_same(self):
        page = "<!doctype html><html><head><title>A</title></head><body>B</body></html>"
        assert dress(page, {"build": "run-1"}) == page.replace("</head>", f"{SCRIPT}</head>")

    @pytest.mark.parametrize(
        ("page", "dressed"),
        [("<p>A", f"{SCRIPT}<p>A"), ("<!DOCTYPE html>\n<p>A", f"<!DOCTYPE html>{SCRIPT}\n<p>A"), ("", SCRIPT)],
    )
    def test_may_have_no_head(self, page, dressed):
        assert dress(page, {"build": "run-1"}) == dressed

    def test_lets_the_script_listen(self):
        page = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'"></head>"""
        assert "connect-src &#39;self&#39;" in dress(page, {})

    def test_keeps_other_metadata(self):
        page = '<meta name="description" content="default-src none"></head>'
        assert dress(page, {}).startswith('<meta name="description" content="default-src none">')

    def test_cannot_be_broken_out_of_by_its_marks(self):
        assert '"><b>' not in dress("</head>", {"build": '"><b>'})

    @pytest.mark.parametrize(
        ("policy", "widened"),
        [
            ("", ""),
            ("img-src *", "img-src *"),
            ("default-src 'self'", "default-src 'self'"),
            ("script-src https://a.example", "script-src https://a.example 'self'"),
            ("Script-Src 'none'; sandbox", "script-src 'self'"),
            ("connect-src 'none'; connect-src *", "connect-src 'self'"),
            ("default-src 'none'", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
        ],
    )
    def test_has_a_policy_that_is_widened_no_more_than_needed(self, policy, widened):
        assert widen(policy) == widened

    @given(some.text())
    @settings(max_examples=100)
    def test_can_be_any_text(self, page):
        assert dress(page, {"build": "run-1"}).replace(SCRIPT, "", 1) == page


class TestRequests:
    def test_of_ones_own_are_answered(self):
        assert refuse("GET", "/posts/a/", OWN, "127.0.0.1") is None
        assert refuse("HEAD", "/", OWN | {"content-length": "0"}, "127.0.0.1") is None

    @pytest.mark.parametrize(
        ("status", "method", "path", "headers"),
        [
            (421, "GET", "/", {}),
            (421, "GET", "/", {"host": "evil.example"}),
            (405, "POST", "/", OWN),
            (405, "OPTIONS", "*", OWN),
            (413, "GET", "/", OWN | {"content-length": "5"}),
            (413, "GET", "/", OWN | {"transfer-encoding": "chunked"}),
            (431, "GET", "/", OWN | {"cookie": "a" * 20_000}),
            (414, "GET", "/" + "a" * 2000, OWN),
            (404, "GET", "/../secret", OWN),
        ],
    )
    def test_of_others_are_refused(self, status, method, path, headers):
        assert refuse(method, path, headers, "127.0.0.1")[0] == status

    @pytest.mark.parametrize(
        "host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.2:1", "[::1]:80", "site.localhost", "localhost."]
    )
    def test_to_this_computer_are_for_us(self, host):
        assert is_own_host(host, "127.0.0.1")

    @pytest.mark.parametrize(
        "host",
        [
            *("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil-localhost", "192.168.1.9"),
            *("", "0.0.0.0", "::1", "127.0.0.1:8000:1", "a@127.0.0.1", "127.0.0.1/", "127.0.0.1 evil.example"),
            *("[::1", "localhost:x"),
        ],
    )
    def test_to_other_names_are_not(self, host):
        assert not is_own_host(host, "127.0.0.1")

    def test_to_a_network_may_use_its_numbers_or_the_name_that_was_given(self):
        assert is_own_host("192.168.1.9:8000", "0.0.0.0")
        assert is_own_host("laptop.lan:8000", "laptop.lan")
        assert not is_own_host("evil.example", "0.0.0.0")


class TestPaths:
    @pytest.mark.parametrize(
        ("path", "expected"),
        [("/", ("",)), ("/posts/a/", ("posts", "a", "")), ("/feed.xml", ("feed.xml",)), ("/.nojekyll", (".nojekyll",))],
    )
    def test_lead_step_by_step_into_the_site(self, path, expected):
        assert steps(path) == expected

    @pytest.mark.parametrize(
        "path",
        [
            *("", "posts", "/..", "/a/../b", "/./a", "/a/..", "//evil.example/", "/a//b", "/a\\..\\b", "/C:/windows"),
            *("/a\0b", "/a\nb", "http://evil.example/", "*", "/.weeknotes-files", "/.weeknotes-stage/a"),
        ],
    )
    def test_that_stray_lead_nowhere(self, path):
        assert steps(path) is None

    @given(some.text(alphabet="/.\\%:a\0\n~", max_size=12))
    @settings(max_examples=200)
    def test_never_lead_out_of_the_site(self, path):
        found = steps(path)
        root = Path("/site")
        assert found is None or root.joinpath(*found).resolve().is_relative_to(root)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("site.js", "text/javascript; charset=utf-8"),
        ("a/feed.xml", "application/xml; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("site.json", "application/json; charset=utf-8"),
        ("icon.svg", "image/svg+xml; charset=utf-8"),
        ("photo.JPG", "image/jpeg"),
        ("photo.webp", "image/webp"),
        ("font.woff2", "font/woff2"),
        ("report.pdf", "application/pdf"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_files_have_their_types_on_every_system(file, kind):
    assert kind_of(Path(file)) == kind


class TestThePanel:
    def test_is_absent_where_nothing_is_wrong(self):
        assert panel(START) == ""
        assert panel(follow(START, FINE, [])) == ""

    def test_tells_every_fault_with_place_message_what_was_typed_and_what_to_write(self):
        told = panel(follow(START, STOPPED, []))
        assert "1 error and 1 hint to mend. Until then the last good version is shown." in told
        assert "content/posts/a.md: error, line 3" in told
        assert "This is no date." in told
        assert "<pre>date: &lt;b&gt;</pre>" in told
        assert "<pre>date: 2026-07-24</pre>" in told
        assert "Shorter would be better." in told

    def test_is_open_only_where_something_stops_the_site(self):
        assert "<details class=\"panel stopped\" open>" in panel(follow(START, STOPPED, []))
        assert "<details class=\"panel\">" in panel(follow(START, Account((), (HINT,)), []))


class TestTheStartPage:
    def test_tells_every_file_with_its_address_and_state(self):
        page = start_page(follow(START, FINE, []), {})
        assert '<a href="/posts/a/">content/posts/a.md</a></td><td>published' in page
        assert "content/posts/b.md</td><td>draft: it is marked as a draft" in page

    def test_begins_with_the_notes_that_changed_last(self):
        page = start_page(follow(START, FINE, []), {NOTE.path: 1.0, DRAFT.path: 2.0})
        assert page.index(DRAFT.path) < page.index(NOTE.path)

    def test_tells_how_many_problems_a_file_has(self):
        page = start_page(follow(START, STOPPED, []), {})
        assert "<td>published</td><td>1 problem</td>" in page
        assert "This is no date." in page

    def test_leaves_pictures_out_of_the_notes(self):
        picture = FileAccount("content/posts/a.png", State.PUBLISHED, url="/media/posts/a.png")
        assert picture.path not in start_page(follow(START, Account((NOTE, picture), ()), []), {})

    def test_says_that_the_first_build_goes_on(self):
        assert "is being built for the first time" in start_page(START, {})


def test_the_page_before_there_is_a_site_says_what_is_going_on():
    assert "is being built for the first time" in waiting_page(START)
    assert "What is to be mended first stands below" in waiting_page(follow(START, STOPPED, []))


class TestTheTerminal:
    def test_tells_what_was_rebuilt_how_long_it_took_and_where_to_look(self):
        line = built(follow(START, FINE, []), [NOTE.path], "http://127.0.0.1:8000/", AT, 0.123)
        assert line == "16:02:11  content/posts/a.md: 5 pages made in 0.12 s. Look at http://127.0.0.1:8000/posts/a/"

    def test_names_the_home_page_for_many_files(self):
        line = built(follow(START, FINE, []), list("edcba"), "http://127.0.0.1:8000/", AT, 1)
        assert line == "16:02:11  a, b, c and 2 more files: 5 pages made in 1.00 s. Look at http://127.0.0.1:8000/"

    def test_tells_the_errors_and_what_to_type(self):
        line = built(follow(START, STOPPED, []), [NOTE.path], "", AT, 1)
        assert line.startswith("16:02:11  content/posts/a.md: 1 error to mend first.")
        assert "Error, line 3: This is no date." in line
        assert "write:     date: 2026-07-24" in line
