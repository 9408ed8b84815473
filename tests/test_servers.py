"""What the guide gives to those who run a server, run as it stands there: web servers, rsync, a bucket."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from zoneinfo import ZoneInfo

import pytest
from sites import CONFIG, write

from weeknotes import pipeline, releases
from weeknotes.past import Wish

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
POSTS = """-- content/posts/one.md --
---
date: 2026-01-01
---
Version 1. See [two](two.md) and ![a van](van.svg).
-- content/posts/two.md --
---
date: 2026-01-02
---
See [one](one.md).
-- content/posts/van.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>
"""
MODULES = "mpm_event authz_core headers expires dir mime alias"


@dataclass(frozen=True)
class Publisher:
    """A site, and the folder in which it is published."""

    site: Path
    home: Path

    def publish(self, version=1):
        note = self.site / "content/posts/one.md"
        note.write_text(re.sub(r"Version \d+", f"Version {version}", note.read_text()))
        wish = Wish(self.site, self.site / "output", NOW, jobs=1)
        pipeline.build(wish)
        return releases.publish(wish.output, releases.prepare(self.home / "www", wish), 5)


@pytest.fixture
def publisher(tmp_path):
    write(tmp_path / "site", f"-- config.toml --\n{CONFIG}\n{POSTS}")
    (tmp_path / "srv").mkdir()
    return Publisher(tmp_path / "site", tmp_path / "srv")


def snippet(language: str) -> str:
    return re.search(rf"^```{language}\n(.*?)^```", GUIDE, re.M | re.S)[1]


# Web servers


def nginx(text: str, port: int, folder: Path) -> list[str]:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    own = "".join(f"{name}_temp_path {folder}/{name}; " for name in kinds)
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    log = f"{folder}/log"
    http = f"http {{ include /etc/nginx/mime.types; access_log off; {own}\n{text}\n}}"
    whole = f"daemon off; user root; pid {folder}/pid; error_log {log}; events {{ }}\n{http}\n"
    (folder / "conf").write_text(whole if not os.geteuid() else whole.replace("user root; ", ""))
    return ["nginx", "-e", log, "-p", str(folder), "-c", str(folder / "conf")]


def apache(text: str, port: int, folder: Path) -> list[str]:
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES.split())
    given = f"Listen 127.0.0.1:{port}\nServerRoot {folder}\nPidFile {folder}/pid\nErrorLog {folder}/log\n"
    types = f"TypesConfig {folder}/types\n"
    (folder / "types").write_text("text/html html\ntext/xml xml\napplication/atom+xml atom\ntext/css css\n")
    (folder / "conf").write_text(given + modules + types + text.replace("*:443", f"127.0.0.1:{port}"))
    return ["apache2", "-X", "-f", str(folder / "conf")]


def caddy(text: str, port: int, folder: Path) -> list[str]:
    site = text.replace("notes.example.org {", f"http://127.0.0.1:{port} {{", 1)
    (folder / "conf").write_text("{\n\tadmin off\n}\n" + site)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "conf")]


SERVERS = {"nginx": nginx, "apache": apache, "caddyfile": caddy}
PROGRAMS = {"nginx": "nginx", "apache": "apache2", "caddyfile": "caddy"}


@dataclass(frozen=True)
class Client:
    """A reader who asks one server."""

    port: int

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, dict(answer.getheaders()), body


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port: int, running: subprocess.Popen, folder: Path) -> None:
    while running.poll() is None:
        with socket.socket() as asked:
            if not asked.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.05)
    told = "".join(path.read_text() for path in (folder / "log", folder / "said") if path.exists())
    pytest.fail(f"the server did not begin: {told}")


@pytest.fixture(params=SERVERS)
def served(request, publisher, tmp_path):
    """A published site behind a web server with the settings of the guide."""
    if not shutil.which(PROGRAMS[request.param]):
        pytest.skip(f"no {PROGRAMS[request.param]} here: .ci/run installs nginx-light, apache2-bin and caddy")
    publisher.publish()
    write(publisher.home, "-- www/.secret --\nmine\n-- www/.well-known/security.txt --\nContact: us\n")
    folder, port = tmp_path / "server", free_port()
    folder.mkdir()
    tmp_path.chmod(0o755)
    text = snippet(request.param).replace("/srv/notes", str(publisher.home))
    given = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "said").open("w") as said:
        command = SERVERS[request.param](text, port, folder)
        running = subprocess.Popen(command, stdout=said, stderr=said, env=given)
    try:
        wait_for(port, running, folder)
        yield Client(port)
    finally:
        running.terminate()
        running.wait()


def test_a_web_server_of_the_guide_serves_the_site_with_every_header(served, publisher):
    status, given, page = served.get("/posts/one/")
    assert status == 200
    assert "Version 1." in page
    assert given["Content-Type"].replace("; ", ";").lower() == "text/html;charset=utf-8"
    assert given["Cache-Control"] == "no-cache"
    for path in ("/posts/one/", "/nowhere/at/all/", "/media/posts/van.svg"):
        found = served.get(path)[1]
        assert found["Strict-Transport-Security"] == "max-age=31536000", path
        assert found["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert found["X-Content-Type-Options"] == "nosniff"
        assert {"Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"} <= found.keys()
    assert served.get("/media/posts/van.svg")[1]["Cache-Control"] == "max-age=86400"
    assert served.get("/feed.xml")[1]["Content-Type"].partition(";")[0] in ("text/xml", "application/xml")

    status, _, page = served.get("/nowhere/at/all/")
    assert status == 404
    assert page == (publisher.home / "www/404.html").read_text(encoding="utf-8")

    assert [served.get(path)[0] for path in ("/.secret", "/.weeknotes-files", "/.nojekyll")] == [404, 404, 404]
    assert served.get("/.well-known/security.txt")[0] == 200
    status, given, _ = served.get("/posts/one")
    assert status in (301, 308)
    assert urlsplit(urljoin("http://127.0.0.1/posts/one", given["Location"])).path == "/posts/one/"

    publisher.publish(2)
    assert "Version 2." in served.get("/posts/one/")[2]  # without a restart


# rsync and buckets


def dangling(folder: Path) -> list[str]:
    """Links on pages of a folder that lead to nothing in it."""
    found = []
    for page in folder.rglob("*.html"):
        here = f"/{page.relative_to(folder).as_posix()}"
        for link in re.findall(r'(?:href|src)="([^"#?:]+)[#"?]', page.read_text(encoding="utf-8")):
            there = folder / unquote(urljoin(here, link)).lstrip("/")
            if not (there / "index.html" if there.is_dir() else there).is_file() and page.name != "404.html":
                found.append(f"{here} -> {link}")
    return found


def commands(section: str, place: str, there: str) -> list[list[str]]:
    """The blocks of lines to type in a section of the guide, with a folder in the place of a host."""
    part = re.search(rf"^## {re.escape(section)}\n(.*?)(?=^## |\Z)", GUIDE, re.M | re.S)[1]
    blocks = re.findall(r"(?:^    .+\n)+", part, re.M)
    return [[line.strip().replace(place, there) for line in block.splitlines()] for block in blocks]


def tree(folder):
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(".weeknotes")}


def type_all(lines, cwd, room, after_each=lambda: None):
    tools = room / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "weeknotes").write_text(f'#!/bin/sh\nexec {sys.executable} -m weeknotes "$@" --today 2026-11-21\n')
    (tools / "aws").write_text(f'#!/bin/sh\nexec {sys.executable} {ROOT / "tests/bucket.py"} {room / "buckets"} "$@"\n')
    for tool in tools.iterdir():
        tool.chmod(0o755)
    given = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    for line in lines:
        done = subprocess.run(["bash", "-e", "-c", line], cwd=cwd, env=given, capture_output=True, text=True)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        after_each()


def change(site: Path) -> None:
    """A new text that an old one links to, and one that is gone with the link to it."""
    write(
        site,
        "-- content/posts/one.md --\n---\ndate: 2026-01-01\n---\nSee [three](three.md).\n"
        "-- content/posts/three.md --\n---\ndate: 2026-01-03\n---\nSee [one](one.md).\n",
    )
    (site / "content/posts/two.md").unlink()


@pytest.fixture
def rsync():
    if not shutil.which("rsync"):
        pytest.skip("no rsync here: .ci/run installs it")


@pytest.mark.usefixtures("rsync")
def test_releases_come_whole_to_another_machine(publisher, tmp_path):
    there = tmp_path / "there"
    there.mkdir()
    lines, _ = commands("rsync", "web.example.org:/srv/notes/", f"{there}/")
    (tmp_path / "public").mkdir()
    type_all(lines, publisher.site, tmp_path)
    assert (there / "www").is_symlink()
    old = tree(there / "www")
    change(publisher.site)
    heir = "-- content/posts/three.md --\n---\ndate: 2026-01-03\nredirect_from: /posts/two/\n---\nNew.\n"
    write(publisher.site, heir)
    seen = []
    type_all(lines, publisher.site, tmp_path, lambda: seen.append(tree(there / "www")))
    new = tree(tmp_path / "public/www")
    assert seen == [old, old, new, new]
    assert "posts/three/index.html" in new


@pytest.mark.usefixtures("rsync")
def test_files_come_by_rsync_in_an_order_that_breaks_no_link(publisher, tmp_path):
    there = tmp_path / "there/www"
    there.mkdir(parents=True)
    _, lines = commands("rsync", "web.example.org:www/", f"{there}/")
    type_all(lines, publisher.site, tmp_path)
    time.sleep(1.1)  # rsync tells two files of one size apart by whole seconds
    change(publisher.site)
    found = []
    type_all(lines, publisher.site, tmp_path, lambda: found.extend(dangling(there)))
    assert found == []
    assert tree(there) == tree(publisher.site / "output")


def test_files_come_to_a_bucket_in_an_order_that_breaks_no_link(publisher, tmp_path):
    lines, _release = commands("Storage like S3", "BUCKET", "notes")
    bucket = tmp_path / "buckets/notes"
    bucket.mkdir(parents=True)
    type_all(lines, publisher.site, tmp_path)
    change(publisher.site)
    found = []
    type_all(lines, publisher.site, tmp_path, lambda: found.extend(dangling(bucket)))
    assert found == []
    assert tree(bucket) == tree(publisher.site / "output")
    assert not list(bucket.glob(".weeknotes*"))


def test_a_release_of_its_own_comes_whole_to_a_bucket(publisher, tmp_path):
    first, release = commands("Storage like S3", "BUCKET", "notes")
    (tmp_path / "buckets/notes").mkdir(parents=True)
    type_all([first[0], *release], publisher.site, tmp_path)
    assert tree(tmp_path / "buckets/notes/release-0007") == tree(publisher.site / "output")
