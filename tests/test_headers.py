"""The file ``_headers`` as hosts read it, over the wire: by the rules that Cloudflare and Netlify document."""

import http.client
import re
import threading
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sites import CONFIG, write

from weeknotes import hosts, pipeline
from weeknotes.past import Wish

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SITE = """-- content/posts/one.md --
---
date: 2026-01-02
tags: [Damp]
---
Hello. ![a van](van.svg)
-- content/posts/van.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>
"""
# What a path may hold (developers.cloudflare.com/pages/configuration/headers, docs.netlify.com/manage/routing/headers).
PART = re.compile(r":([A-Za-z]\w*)|\*")
SECURE = {
    *("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"),
    *("Cross-Origin-Opener-Policy", "Strict-Transport-Security"),
}
YEAR = "public, max-age=31536000, immutable"


def pattern(path: str, host: str) -> re.Pattern[str] | None:
    """The paths that a rule is for; None for one that the host does not take."""
    names = [found[1] for found in PART.finditer(path) if found[1]]
    if host == "cloudflare" and (path.count("*") > 1 or len(names) != len(set(names))):
        return None
    parts = PART.split(path)  # what is between two signs, and in turn the name of a sign: none for a star
    signs = ["[^/]*" if name else ".*" for name in parts[1::2]]
    return re.compile("".join(map("".join, zip(map(re.escape, parts[::2]), [*signs, ""], strict=True))))


def read(text: str, host: str) -> tuple[list[tuple[re.Pattern[str], list[tuple[str, str]]]], list[str]]:
    """The rules of a file, and the lines that a host leaves out."""
    rules, bad = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        if line.startswith("/"):
            found = pattern(line, host)
            rules.append((found or re.compile("(?!)"), []))
            bad += [] if found else [line]
        elif not rules or not re.fullmatch(r"[\w-]+: .+", line) or len(line) > 2000:
            bad.append(line)
        else:
            name, _, value = line.partition(": ")
            rules[-1][1].append((name, value))
    return rules[:100], bad + [str(rule) for rule in rules[100:]]


class Shelf(SimpleHTTPRequestHandler):
    """A host that serves a folder with the headers of its file: those of one name are joined by a comma."""

    def __init__(self, *given, host, **named):
        self.host, self.own = host, {}
        super().__init__(*given, **named)

    def log_message(self, *told):
        pass

    def send_header(self, name, value):
        self.own[name.title()] = [value]

    def end_headers(self):
        rules, _ = read((Path(self.directory) / "_headers").read_text(encoding="utf-8"), self.host)
        said: dict[str, list[str]] = {}
        for each, headers in rules:
            for name, value in headers if each.fullmatch(self.path) else ():
                said.setdefault(name, []).append(value)
        for name, values in {**self.own, **{name.title(): values for name, values in said.items()}}.items():
            super().send_header(name, ", ".join(values))
        super().end_headers()


@pytest.fixture(scope="module", params=["cloudflare", "netlify"])
def shelf(request, tmp_path_factory):
    site = tmp_path_factory.mktemp(request.param)
    write(site, f'-- config.toml --\n{CONFIG}\n[hosting]\nhost = "{request.param}"\n{SITE}')
    pipeline.build(Wish(site, site / "output", NOW, jobs=1))
    serve = partial(Shelf, directory=str(site / "output"), host=request.param)
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, site / "output"
        server.shutdown()


def ask(port: int, path: str) -> dict[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200, path
    names = [name for name, _ in answer.getheaders()]
    assert len(names) == len(set(names)), path
    return dict(answer.getheaders())


def test_every_file_is_sent_with_each_header_once(shelf):
    port, folder = shelf
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    policy = ask(port, "/")["Content-Security-Policy"]
    for path in paths:
        given = ask(port, f"/{path}")
        assert given.keys() >= SECURE, path
        assert given["Content-Security-Policy"] == policy
        assert "," not in given["X-Content-Type-Options"] + given["Content-Type"]
    assert "frame-ancestors 'none'" in policy


def test_feeds_are_shown_by_browsers_with_their_letters(shelf):
    port, _ = shelf
    for path in ("/feed.xml", "/feed.atom", "/posts/feed.xml", "/tags/damp/feed.atom", "/sitemap.xml"):
        assert ask(port, path)["Content-Type"] == "application/xml; charset=utf-8"
    assert ask(port, "/feed.json")["Content-Type"] == "application/json"
    assert ask(port, "/posts/one/index.html")["Content-Type"] == "text/html"


def test_what_is_named_by_its_digest_is_kept_for_a_year_and_nothing_else(shelf):
    port, folder = shelf
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    kept = [path for path in paths if ask(port, f"/{path}").get("Cache-Control") == YEAR]
    assert sorted(kept) == sorted(each for each in paths if each.endswith((".pf_fragment", ".pf_index")))
    assert kept
    assert ask(port, "/media/posts/van.svg")["Cache-Control"] == "public, max-age=86400"
    assert "Cache-Control" not in ask(port, "/posts/one/")


@pytest.mark.parametrize("host", ["cloudflare", "netlify"])
def test_no_line_is_left_out_by_a_host(host):
    base = (Path(__file__).parents[1] / "templates/base.html").read_text(encoding="utf-8")
    text = hosts.headers(hosts.policy({"base.html": base}), "https://open.example.org/")
    rules, bad = read(text, host)
    assert bad == []
    assert len(rules) == 6


def test_two_stars_in_a_path_would_be_left_out_by_one_of_them():
    text = "/search/*/fragment/*\n  Cache-Control: x\n"
    assert (read(text, "cloudflare")[1], read(text, "netlify")[1]) == (["/search/*/fragment/*"], [])
