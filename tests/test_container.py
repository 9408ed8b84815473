"""The recipe of the guide for a container, its steps taken in order with folders in the place of images."""

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import test_servers
from sites import CONFIG, write

from weeknotes import __version__

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
SECTION = re.search(r"^## A container\n(.*?)^## ", GUIDE, re.M | re.S)[1]
RECIPE = re.search(r"^```dockerfile\n(.*?)^```", SECTION, re.M | re.S)[1]
IGNORED = re.search(r"^```text\n(.*?)^```", SECTION, re.M | re.S)[1]
SITE = f"""-- config.toml --
{CONFIG}
-- content/posts/one.md --
---
date: 2026-01-01
---
Version 1. ![a van](van.svg)
-- content/posts/later.md --
---
date: 2026-12-01
---
Not yet.
-- content/posts/van.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>
-- output/posts/from-before/index.html --
Left by another build.
-- .git/config --
[core]
-- .dockerignore --
{IGNORED}"""


@dataclass
class Kitchen:
    """What builds images: a folder for the root of each stage, made as the recipe says, and what was kept of them."""

    room: Path
    here: Path
    stages: dict[str, Path] = field(default_factory=dict)
    installed: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)

    def build(self, today: str) -> Path:
        """The folder of the last stage. Raises CalledProcessError where a step fails."""
        self.stages, base = {}, Path()
        for number, line in enumerate(line for line in RECIPE.splitlines() if line and not line.startswith("#")):
            name, *words = shlex.split(line)
            if name == "FROM":
                base = self.room / f"{today}-{number}"
                base.mkdir()
                self.stages[words[-1]] = base
            elif name == "COPY":
                self.copy(words, base)
            elif name == "RUN":
                self.run(words, base, today)
            else:
                assert (name, words) == ("ARG", ["DAY"])
        return base

    def copy(self, words: list[str], base: Path) -> None:
        stage = words.pop(0).removeprefix("--from=") if words[0].startswith("--from=") else ""
        source, target = words
        whole = (self.stages[stage] / source.lstrip("/")) if stage else self.here / source
        into = base / target.lstrip("/")
        if whole.is_dir():
            left = shutil.ignore_patterns(*([] if stage else IGNORED.split()))
            shutil.copytree(whole, into, ignore=left, dirs_exist_ok=True)
        else:
            into.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(whole, into)

    def run(self, words: list[str], base: Path, today: str) -> None:
        self.runs.append(shlex.join(words))
        if words[:2] == ["pip", "install"]:
            self.installed += words[2:]
            return
        assert words[0] == "weeknotes"
        inside = [f"{base}{each}" if each.startswith("/") else each for each in words[1:]]
        # The address of the guide is nobody's: what stood there would be this folder.
        stands = [str(self.room / "stands") if each.startswith("https:") else each for each in inside]
        command = [sys.executable, "-m", "weeknotes", *stands, "--today", today]
        subprocess.run(command, cwd=base, check=True, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)})


@pytest.fixture
def kitchen(tmp_path):
    (tmp_path / "room").mkdir()
    (tmp_path / "room/stands").mkdir()
    here = tmp_path / "site"
    write(here, SITE)
    text = test_servers.snippet("nginx").replace("listen 443 ssl", "listen 80").replace("/srv/notes/www", "/srv/www")
    (here / "site.conf").write_text(text)
    return Kitchen(tmp_path / "room", here)


def test_the_image_holds_the_site_and_nothing_of_other_builds(kitchen):
    image = kitchen.build("2026-11-21")
    assert kitchen.installed == ["--no-cache-dir", f"weeknotes=={__version__}"]
    names = {path.relative_to(image).as_posix() for path in image.rglob("*") if path.is_file()}
    assert {"srv/www/index.html", "srv/www/404.html", "etc/nginx/conf.d/default.conf"} <= names
    assert not [name for name in names if "from-before" in name or ".git/" in name or "later" in name]
    assert not (kitchen.stages["build"] / "site/.git").exists()
    modes = {path.stat().st_mode & 0o444 for path in (image / "srv").rglob("*")}
    assert modes == {0o444}, "the server, which is another user there, could not read all of it"


def test_another_day_makes_another_image_though_no_file_has_changed(kitchen):
    kitchen.build("2026-11-21")
    image = kitchen.build("2026-12-01")
    assert (image / "srv/www/posts/later/index.html").is_file()
    steps = RECIPE.splitlines()
    # What stands after ARG is made anew where its value is another (Dockerfile reference, "Impact on build caching").
    assert steps.index("ARG DAY") == next(i for i, step in enumerate(steps) if "RUN weeknotes" in step) - 1
    assert '--build-arg DAY="$(date +%F)"' in SECTION


def test_a_fault_ends_the_build_of_the_image(kitchen):
    write(kitchen.here, "-- content/posts/two.md --\n---\ndate: 2026-02-30\n---\nNo such day.\n")
    with pytest.raises(subprocess.CalledProcessError) as stop:
        kitchen.build("2026-11-21")
    assert "content/posts/two.md" in stop.value.stdout
    assert "2026-02-28" in stop.value.stdout


def test_an_address_that_would_be_lost_ends_it_too(kitchen):
    shutil.copytree(kitchen.build("2026-11-21") / "srv/www", kitchen.room / "stands", dirs_exist_ok=True)
    (kitchen.here / "content/posts/one.md").unlink()
    with pytest.raises(subprocess.CalledProcessError) as stop:
        kitchen.build("2026-11-22")
    assert "redirect_from: /posts/one/" in stop.value.stdout


def test_the_server_of_the_image_serves_the_site(kitchen, tmp_path):
    if not shutil.which("nginx"):
        pytest.skip("no nginx here: .ci/run installs nginx-light")
    image, folder, port = kitchen.build("2026-11-21"), tmp_path / "server", test_servers.free_port()
    folder.mkdir()
    tmp_path.chmod(0o755)
    text = (image / "etc/nginx/conf.d/default.conf").read_text()
    assert "ssl;" not in text
    text = text.replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/www", f"{image}/srv/www")
    running = subprocess.Popen(test_servers.nginx(text, port, folder))
    try:
        test_servers.wait_for(port, running, folder)
        client = test_servers.Client(port)
        status, given, page = client.get("/posts/one/")
        assert (status, "Version 1." in page) == (200, True)
        assert given["X-Content-Type-Options"] == "nosniff"
        assert client.get("/feed.xml")[1]["Content-Type"] == "text/xml; charset=utf-8"
        assert client.get("/nowhere/")[0] == 404
        assert client.get("/.weeknotes-files")[0] == 404
        # Where the container's port is another, and behind a proxy, a redirect must not name this one.
        assert client.get("/posts/one")[1]["Location"] == "/posts/one/"
    finally:
        running.terminate()
        running.wait()
