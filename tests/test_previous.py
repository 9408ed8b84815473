"""The ledger of the site that stands, from a real server, a file, a folder; and from none of these."""

import subprocess
import sys
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sites import CONFIG, write

from weeknotes import previous

TOLD = b'{"entries": []}\n'
PAGE = b"<!doctype html><title>Welcome</title><p>This domain is parked."
HALF = b'{"entries": [{"id": "tag:x,2026:post/hello", "addr'


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *told):
        pass


class Broken(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_error(503)

    def log_message(self, *told):
        pass


def answering(*answers, trickle=False):
    """A host that gives these answers one after the other, the last one again and again; None breaks off."""
    left = list(answers)

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self):
            answer = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(answer, int):
                self.send_error(answer)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer or TOLD)))
            self.end_headers()
            for byte in (answer or b"") if trickle else [answer or TOLD[:5]]:
                self.wfile.write(bytes([byte]) if trickle else byte)

        def log_message(self, *told):
            pass

    return Answering


@pytest.fixture
def serve():
    servers = []

    def start(handler):
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/site.json").write_bytes(TOLD)
    return tmp_path / "site"


@pytest.mark.parametrize("where", ["", "site.json"])
def test_a_folder_or_a_file(site, tmp_path, where):
    assert previous.ledger(str(site / where), tmp_path) == (TOLD, "")


@pytest.mark.parametrize("where", ["", "site.json"])
def test_a_site_that_is_served(site, tmp_path, serve, where):
    url = serve(partial(Silent, directory=str(site)))
    assert previous.ledger(url + where, tmp_path / "hidden") == (TOLD, "")


def test_an_answer_from_before_the_last_publication_is_not_taken(tmp_path, serve):
    promised = b'{"entries": [], "places": ["about/"]}'
    now, kept = [TOLD], {}

    class Network(BaseHTTPRequestHandler):
        """Keeps what it has answered once to an address, as networks in front of a host do."""

        def do_GET(self):
            if not self.path.startswith("/site.json"):
                self.send_error(404)
                return
            data = kept.setdefault(self.path, now[0])
            self.send_response(200)
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *told):
            pass

    url = serve(Network)
    assert previous.ledger(url, tmp_path) == (TOLD, "")
    now[0] = promised
    assert previous.ledger(url, tmp_path) == (promised, "")


def test_a_site_that_was_never_published_has_none(tmp_path, serve):
    (tmp_path / "empty").mkdir()
    data, told = previous.ledger(serve(partial(Silent, directory=str(tmp_path / "empty"))), tmp_path)
    assert data == b""
    assert "first time" in told


@pytest.mark.parametrize("name", ["nothing.json", "folder/nothing"])
def test_a_file_that_is_not_there_is_told(tmp_path, name):
    data, told = previous.ledger(str(tmp_path / name), tmp_path)
    assert data == b""
    assert name in told


def test_what_was_fetched_before_helps_where_the_host_fails(site, tmp_path, serve):
    previous.ledger(serve(partial(Silent, directory=str(site))), tmp_path / "hidden")
    data, told = previous.ledger(serve(Broken), tmp_path / "hidden")
    assert data == TOLD
    assert "503" in told
    assert "last time" in told


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://nowhere.invalid/", "http://[::bad/", "https://127.0.0.1:9/a"]
)
def test_a_host_that_does_not_answer_is_told_in_words(tmp_path, url):
    data, told = previous.ledger(url, tmp_path)
    assert data == b""
    assert "could not be fetched" in told
    assert "Errno" not in told


def test_what_is_far_too_large_is_not_taken(tmp_path, serve, site, monkeypatch):
    monkeypatch.setattr(previous, "LARGEST", 10)
    data, told = previous.ledger(serve(partial(Silent, directory=str(site))), tmp_path)
    assert data == b""
    assert "too large" in told


def test_what_comes_drop_by_drop_is_not_waited_for(tmp_path, serve, monkeypatch):
    monkeypatch.setattr(previous, "LONGEST", -1)
    data, told = previous.ledger(serve(answering(TOLD, trickle=True)), tmp_path)
    assert data == b""
    assert "too slowly" in told


@pytest.mark.parametrize("first", [503, 500, None])
def test_a_host_that_fails_once_is_asked_again(tmp_path, serve, first):
    assert previous.ledger(serve(answering(first, TOLD)), tmp_path) == (TOLD, "")


def test_an_answer_that_breaks_off_each_time_is_not_taken(tmp_path, serve):
    data, told = previous.ledger(serve(answering(None)), tmp_path)
    assert data == b""
    assert "broke off" in told


@pytest.mark.parametrize("spoilt", [PAGE, HALF, b'{"name": "another"}', 404, 410])
def test_what_was_fetched_before_is_not_given_up_for_something_else(tmp_path, serve, spoilt):
    assert previous.ledger(serve(answering(TOLD)), tmp_path) == (TOLD, "")
    for _ in range(2):
        data, told = previous.ledger(serve(answering(spoilt)), tmp_path)
        assert data == TOLD
        assert "last time" in told


def test_a_page_instead_of_an_account_keeps_nobody_from_publishing_for_the_first_time(tmp_path, serve):
    data, told = previous.ledger(serve(answering(PAGE)), tmp_path)
    assert data == b""
    assert "a page instead" in told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("spoilt", [HALF, b'{"name": "another"}'])
def test_half_an_account_is_handed_on_for_the_build_to_stop_over(tmp_path, serve, spoilt):
    assert previous.ledger(serve(answering(spoilt)), tmp_path) == (spoilt, "")


def test_a_folder_that_may_not_be_written_loses_the_precaution_alone(site, tmp_path, serve):
    (tmp_path / "file").write_text("")
    assert previous.ledger(serve(partial(Silent, directory=str(site))), tmp_path / "file")[0] == TOLD


def test_the_build_says_what_it_could_not_compare_and_what_would_be_lost(tmp_path):
    folder = tmp_path / "site"
    write(folder, f"-- config.toml --\n{CONFIG}\n-- content/posts/a.md --\n---\ndate: 2026-01-02\n---\nHello.\n")
    command = [sys.executable, "-m", "weeknotes", "build", "--site", str(folder), "--output"]
    first = subprocess.run(
        [*command, tmp_path / "one", "--previous", tmp_path / "none"], capture_output=True, text=True
    )
    assert first.returncode == 0
    assert "no address is compared" in first.stderr
    (folder / "content/posts/a.md").unlink()
    second = subprocess.run(
        [*command, tmp_path / "two", "--previous", tmp_path / "one"], capture_output=True, text=True
    )
    assert second.returncode == 1
    assert "redirect_from: /posts/a/" in second.stdout
    assert not (tmp_path / "two").exists()
