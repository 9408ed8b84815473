"""Pictures of the old site: found in a folder, fetched only when asked, and never from inside a network."""

import contextlib
import http.server
import io
import threading

import pytest
from exported import bring, picture, post
from PIL import Image

from weeknotes.errors import MeaningError
from weeknotes.importers.fetching import Limits, fetch

# A port of this machine at which nobody listens.
CLOSED = "127.0.0.1:9"
HOME = Limits(permits=lambda address: address == "127.0.0.1", size=50_000, answer=1, whole=2)


def import_with(tmp_path, body, **asked):
    (tmp_path / "one.xml").write_text(post(body), encoding="utf-8")
    return bring(tmp_path / "site", "wordpress", tmp_path / "one.xml", **asked)


@pytest.mark.parametrize(
    ("there", "address"),
    [
        ("2019/07/board.png", "/wp-content/uploads/2019/07/board.png"),
        ("2019/07/board.png", "https://old.example/wp-content/uploads/2019/07/board-300x200.png?w=300"),
        ("deep/down/Board.PNG", "https://i0.wp.com/old.example/files/board.png?fit=1"),
        ("a b.png", "https://old.example/files/a%20b.png"),
    ],
)
def test_a_picture_is_found_by_its_name(tmp_path, there, address):
    picture(tmp_path / "up" / there)
    brought = import_with(tmp_path, f'<img src="{address}" alt="x">', images=tmp_path / "up")
    assert brought.account.pictures == 1
    assert "Picture" not in brought.read("posts/2019-07-12-a-title.md")
    assert brought.errors() == []


def test_of_two_of_a_name_the_one_in_the_same_folder_is_taken(tmp_path):
    picture(tmp_path / "up/2019/07/a.png", "red")
    picture(tmp_path / "up/2018/07/a.png", "blue")
    body = "".join(f'<img src="/up/{year}/07/a.png" alt="x">' for year in (2018, 2019, 2018))
    files = import_with(tmp_path, body, images=tmp_path / "up").files
    shown = [
        Image.open(io.BytesIO(files[f"content/posts/2019-07-12-a-title/{name}"])).getpixel((0, 0))
        for name in ("a.png", "a-2.png")
    ]
    assert shown == [(0, 0, 255), (255, 0, 0)]


def test_a_picture_that_is_none_is_told_and_not_written(tmp_path):
    (tmp_path / "up").mkdir()
    (tmp_path / "up/a.png").write_text("<html>not found</html>", encoding="utf-8")
    brought = import_with(tmp_path, '<img src="https://old.example/a.png" alt="x">', images=tmp_path / "up")
    assert "broken picture" in brought.codes
    assert len(brought.files) == 2
    assert "[Picture: x](https://old.example/a.png)" in brought.read("posts/2019-07-12-a-title.md")


def test_a_picture_with_the_wrong_ending_gets_the_right_one(tmp_path):
    picture(tmp_path / "up/real.png").rename(tmp_path / "up/a.jpg")
    brought = import_with(tmp_path, '<img src="/a.jpg" alt="x">', images=tmp_path / "up")
    assert "content/posts/2019-07-12-a-title/a.png" in brought.files


def test_a_document_that_is_linked_comes_along(tmp_path):
    (tmp_path / "up").mkdir()
    (tmp_path / "up/plan.pdf").write_bytes(b"%PDF-1.4 plan")
    brought = import_with(tmp_path, '<a href="https://old.example/up/plan.pdf">Plan</a>', images=tmp_path / "up")
    assert "[Plan](2019-07-12-a-title/plan.pdf)" in brought.read("posts/2019-07-12-a-title.md")
    assert brought.errors() == []


def test_a_link_to_the_new_sites_own_host_that_leads_nowhere_leaves_its_words(tmp_path):
    body = '<a href="https://open.example.org/2001/x/">there</a> <img src="https://open.example.org/a.png" alt="b">'
    (tmp_path / "one.xml").write_text(post(body).replace("old.example", "open.example.org"), encoding="utf-8")
    brought = bring(tmp_path / "site", "wordpress", tmp_path / "one.xml")
    assert brought.read("posts/2019-07-12-a-title.md").endswith("---\n\nthere Picture: b\n")
    assert brought.errors() == []


@pytest.mark.parametrize(
    "url",
    [
        *(
            "http://127.0.0.1/a.png",
            "http://localhost/a.png",
            "http://[::1]/a.png",
            "http://169.254.169.254/latest/meta-data/",
        ),
        *("http://0/a.png", "http://2130706433/a.png", "http://0x7f.1/a.png", "https://10.0.0.1/a.png"),
        *(
            "file:///etc/passwd",
            "ftp://e.org/a.png",
            "http://user:word@127.0.0.1/",
            "http:///a.png",
            "gopher://127.0.0.1:25/",
        ),
    ],
)
def test_nothing_is_fetched_from_inside(url):
    with pytest.raises(MeaningError):
        fetch(url)


class Host(http.server.BaseHTTPRequestHandler):
    """A host with a picture, redirects, and answers that never end."""

    def do_GET(self):
        made = {"/a.png": self.picture, "/large": self.large, "/slow": self.slow, "/page.png": self.page}
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/drip.png":
            self.drip()
        elif self.path == "/short.png":
            self.send_response(200)
            self.send_header("Content-Length", "500")
            self.end_headers()
            self.picture()
        elif made.get(self.path.partition("?")[0]):
            self.send_response(200)
            self.end_headers()
            made[self.path.partition("?")[0]]()
        else:
            self.send_error(404)

    def picture(self):
        out = io.BytesIO()
        Image.new("RGB", (4, 3), "green").save(out, "PNG")
        self.wfile.write(out.getvalue())

    def large(self):
        self.wfile.write(b"x" * 60_000)

    def page(self):
        self.wfile.write(b"<!doctype html><title>Sign in</title>")

    def drip(self):
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
            while not self.server.patience.wait(0.05):
                self.wfile.write(b"x")

    def slow(self):
        self.server.patience.wait(5)

    def log_message(self, *_words):
        pass


@pytest.fixture(scope="module")
def host():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        server.patience = threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.patience.set()
        server.shutdown()


@pytest.mark.parametrize("path", ["/a.png", "/to//a.png", "/to/a.png"])
def test_a_picture_is_fetched_also_through_a_redirect(host, path):
    if path == "/to/a.png":
        path = f"/to/{host}/a.png"
    assert fetch(host + path, HOME).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/none", "answered with 404"),
        ("/large", "larger than"),
        ("/slow", "does not answer|took too long"),
        ("/drip.png", "took too long"),
        ("/short.png", "broke off"),
        ("/to//to//to//to//to//to//to//a.png", "on and on"),
        ("/to/http://10.0.0.1/a.png", "not on the open web"),
        ("/to/http://169.254.169.254/latest/", "not on the open web"),
        ("/to/file:///etc/passwd", "none of the open web"),
    ],
)
def test_what_cannot_be_fetched_is_told(host, path, words):
    with pytest.raises(MeaningError, match=words):
        fetch(host + path, HOME)


def test_nothing_is_fetched_unless_asked_and_what_fails_is_told(tmp_path, host):
    body = f'<img src="{host}/a.png" alt="x">'
    assert "missing picture" in import_with(tmp_path, body).codes
    # This host is inside the network: even when asked, nothing of it comes.
    asked = import_with(tmp_path, body, fetch=True)
    assert [note.found.partition(": ")[2] for note in asked.account.notes if note.code == "broken picture"] == [
        f"{host}/a.png: its host is not on the open web".partition(": ")[2]
    ]


def test_a_fetched_picture_is_stored_beside_the_text(tmp_path, host):
    brought = import_with(tmp_path, f'<img src="{host}/a.png?w=3" alt="x">', fetch=True, limits=HOME)
    assert "![x](2019-07-12-a-title/a.png)" in brought.read("posts/2019-07-12-a-title.md")
    assert brought.errors() == []


def test_a_page_that_came_for_a_picture_is_told(tmp_path, host):
    brought = import_with(tmp_path, f'<img src="{host}/page.png" alt="x">', fetch=True, limits=HOME)
    assert ["no picture that browsers show" in note.found for note in brought.account.notes] == [True]
    assert [path for path in brought.files if path.endswith(".png")] == []


def test_a_host_that_does_not_answer_is_asked_three_times_and_no_more(tmp_path):
    body = "".join(f'<p><img src="http://{CLOSED}/{number}.png" alt="x"></p>' for number in range(6))
    brought = import_with(tmp_path, body, fetch=True, limits=HOME)
    told = [note.found for note in brought.account.notes if note.code == "broken picture"]
    assert ["does not answer" in each for each in told] == [True] * 3 + [False] * 3
    assert ["was not asked again" in each for each in told] == [False] * 3 + [True] * 3


def test_a_picture_that_came_once_is_not_lost_by_a_run_that_cannot_have_it(tmp_path):
    picture(tmp_path / "up/2019/07/a.png")
    (tmp_path / "up/plan.pdf").write_bytes(b"%PDF-1.4 plan")
    body = '<img src="https://old.example/up/2019/07/a-300x200.png" alt="A"> <a href="/up/plan.pdf">Plan</a>'
    before = import_with(tmp_path, body, images=tmp_path / "up").files
    again = import_with(tmp_path, body)
    assert (again.files, again.account.written, again.codes) == (before, (), [])


def test_a_picture_that_somebody_took_away_is_told_as_missing(tmp_path):
    picture(tmp_path / "up/a.png")
    body = '<img src="https://old.example/up/a.png" alt="A">'
    import_with(tmp_path, body, images=tmp_path / "up")
    (tmp_path / "site/content/posts/2019-07-12-a-title/a.png").unlink()
    assert import_with(tmp_path, body).codes == ["missing picture"]


def test_what_was_fetched_once_is_not_fetched_again(tmp_path, host):
    body = f'<img src="{host}/a.png" alt="x">'
    before = import_with(tmp_path, body, fetch=True, limits=HOME).files
    again = import_with(tmp_path, body, fetch=True, limits=Limits(permits=lambda address: False))
    assert (again.files, again.codes) == (before, [])
