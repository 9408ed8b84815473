"""Every page, style sheet and drawing before the Nu HTML Checker, which knows HTML as the standard has it today.

It needs Java and the checker: ``make checker`` brings it (with npm), or VNU names the path of a vnu.jar.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import extremes
import pytest

ROOT = Path(__file__).parent.parent
JAR = Path(os.environ.get("VNU") or ROOT / ".venv/checker/node_modules/vnu-jar/build/dist/vnu.jar")
pytestmark = pytest.mark.skipif(
    not (JAR.is_file() and shutil.which("java")),
    reason="no Nu HTML checker: apt-get install default-jre-headless npm, then make checker; or name a vnu.jar in VNU",
)
# Read from a disk, pages have no origin, so the checker cannot know what 'self' is; and it takes the data of a page
# (JSON-LD) for a program. The browser tests see that the policy lets through what it must and nothing complains.
BLIND = ".*violates Content Security Policy.*"
# All kinds of page that the demonstration and the sites at the edge have between them, by the class of their body.
KINDS = {
    *("case-study", "feeds", "glossary", "home", "lessons", "list", "map", "missing", "moved", "page", "part"),
    *("person", "post", "project", "search", "statement", "tag", "team", "terms", "theme", "thread", "week"),
    *("weeknote", "withdrawn", "write"),
}
FAULTS = {
    "a.html": ("<!doctype html><html lang=en><title>A</title><p><div>B</div></p>", "No “p” element in scope"),
    "b.html": ("<!doctype html><html lang=en><title>A</title><br/>", "Trailing slash on void elements"),
    "c.css": ("a { colour: red }", "Property “colour” doesn't exist"),
    "d.svg": ('<svg xmlns="http://www.w3.org/2000/svg"><rect wdth="1"/></svg>', "“wdth” not allowed on element “rect”"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The demonstration, sites with very much, very little and nothing in them, and four files with faults."""
    folder = tmp_path_factory.mktemp("built")
    sites = {make.__name__: make(tmp_path_factory.mktemp(make.__name__)) for make in extremes.SITES}
    for name, site in {"demonstration": ROOT, **sites}.items():
        command = [sys.executable, "build.py", "--site", site, "--output", folder / name, "--today", "2026-11-21"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for name, (text, _) in FAULTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def told(built) -> dict[str, list[str]]:
    """What the checker says of each page, style sheet and drawing."""
    files = [path for path in sorted(built.rglob("*")) if path.suffix in (".html", ".css", ".svg")]
    command = ["java", "-jar", JAR, "--also-check-css", "--also-check-svg", "--format", "json"]
    done = subprocess.run([*command, "--filterpattern", BLIND, *files], capture_output=True, text=True)
    found: dict[str, list[str]] = {path.relative_to(built).as_posix(): [] for path in files}
    for each in json.loads(done.stderr)["messages"]:
        path = Path(unquote(urlsplit(each["url"]).path)).relative_to(built).as_posix()
        found[path].append(f"{each.get('lastLine', 0)}: {each['message']}")
    return found


def test_the_checker_has_nothing_to_say(told):
    assert {path: found for path, found in told.items() if found and path not in FAULTS} == {}


@pytest.mark.parametrize("path", FAULTS)
def test_it_tells_faults_and_mere_remarks(told, path):
    assert any(FAULTS[path][1] in line for line in told[path])


def test_it_sees_every_kind_of_page_and_all_that_goes_with_them(built, told):
    pages = [(built / path).read_text(encoding="utf-8") for path in told if path.endswith(".html")]
    assert {kind for page in pages for kind in re.findall(r'<body class="is-([\w-]+)', page)} == KINDS
    assert {Path(path).name for path in told} >= {"style.css", "charts.css", "search.css", "feed.css", "icon.svg"}
