"""One mode, right and fast: after any edits the output is what a clean build leaves, byte for byte."""

import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sites import CONFIG, write

import weeknotes
from weeknotes import sources, tellings
from weeknotes.past import Wish

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
SITE = """-- content/weeknotes/2026/2026-w26-housing.md --
---
team: housing
date: 2026-06-26
tags: damp
---
We counted the damp rooms, see [the study](../../case-studies/damp.md).
-- content/weeknotes/2026/2026-w27-housing.md --
---
title: The second note
team: housing
date: 2026-07-03
tags: damp, boilers
theme: repairs
---
More damp, and ![a van](van.svg "The van").

Then we mended a boiler in the north ward.
-- content/weeknotes/2026/2026-w27-data.md --
---
team: data
date: 2026-07-03
project: map
---
The map has rivers. [[The second note]] helped.
-- content/weeknotes/2026/van.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>
-- content/case-studies/damp.md --
---
title: Damp rooms
date: 2026-07-10
team: housing
lessons: [Ask about the room]
---
## What we did
We asked.
-- content/posts/hello.md --
---
date: 2026-01-02
author: Ada Penhaligon
---
Hello to all.

There is more to say, in [a note](../weeknotes/2026/2026-w27-data.md).
-- content/pages/about.md --
About us.
-- templates/post.html --
{% extends "entry.html" %}
"""


def edited(path, old, new):
    def edit(site: Path):
        file = site / path
        if file.exists():
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    edit.__name__ = f"{old!r} to {new!r} in {path}"
    return edit


def moved(path, to):
    def edit(site: Path):
        if (site / path).exists():
            (site / to).parent.mkdir(parents=True, exist_ok=True)
            (site / path).replace(site / to)

    edit.__name__ = f"{path} to {to}"
    return edit


def added(path, text):
    def edit(site: Path):
        write(site, f"-- {path} --\n{text}")

    edit.__name__ = f"add {path}"
    return edit


def removed(path):
    def edit(site: Path):
        (site / path).unlink(missing_ok=True)

    edit.__name__ = f"remove {path}"
    return edit


MACROS = (Path(__file__).parent.parent / "templates/macros.html").read_text(encoding="utf-8")
W26, W27, DATA = (f"content/weeknotes/2026/2026-{name}.md" for name in ("w26-housing", "w27-housing", "w27-data"))
DESIGN = """
[design]
accent = "#8a1f4c"
type = "sans"
logo = "content/weeknotes/2026/van.svg"

[teams.housing]
colour = "#0b6e4f"

[site]"""
EDITS = [
    edited(W27, "More damp", "Less damp"),
    edited(W27, "a boiler", "two boilers and a damp wall"),
    edited(W27, "in the north ward", "in the south"),
    edited(W27, "![a van]", "![]"),
    edited("config.toml", "[site]", '[accessibility]\nstatus = "partial"\n[site]'),
    edited("content/posts/hello.md", "There is more", "There is, after all,\nand in spite of it, more"),
    edited(W27, "The second note", "Another title"),
    edited(DATA, "[[The second note]]", "[[Damp rooms]]"),
    edited(W26, "tags: damp", "tags: Damp rooms, mould"),
    edited(W26, "team: housing", "team: data\nweek: 2026-W26"),
    edited(DATA, "date: 2026-07-03", "date: 2026-07-10\nweek: 2026-W28"),
    edited(DATA, "team: data", "team: data\nstate: draft"),
    edited(W26, "team: housing", "team: housing\nwithdrawn: It was wrong."),
    edited(W27, "date: 2026-07-03", "date: 2027-07-03\nweek: 2027-W26"),
    edited("content/posts/hello.md", "author: Ada", "translation_of: ../pages/about.md\nlang: cy\nauthor: Ada"),
    edited("content/weeknotes/2026/van.svg", 'width="40"', 'width="60"'),
    edited("content/case-studies/damp.md", "## What we did", "## What we tried"),
    edited("templates/post.html", "entry.html", "weeknote.html"),
    edited("config.toml", "Open Reach", "Wide Reach"),
    edited("config.toml", "\n[site]", DESIGN),
    edited("config.toml", "https://open.example.org/", "https://new.example.org/sub/"),
    moved(W26, "content/weeknotes/2026/2026-w26-repairs.md"),
    moved("content/posts/hello.md", "content/posts/greetings.md"),
    moved("content/case-studies/damp.md", "content/case-studies/damp/index.md"),
    added("content/case-studies/damp/01-first.md", "The first part.\n"),
    added("content/weeknotes/2026/2026-w29-housing.md", "---\nteam: housing\n---\nA new note, [[Damp rooms]].\n"),
    added("content/teams/housing.md", "---\ntitle: Housing Repairs\n---\nWe mend.\n"),
    added("content/people/ada-penhaligon.md", "---\nname: Ada Penhaligon\nrole: Organiser\n---\nHello.\n"),
    added("templates/macros.html", f"{MACROS}\n<!-- x -->"),
    added("templates/assets/style.css", "body { color: black }"),
    removed(DATA),
    removed(W26),
    removed("templates/post.html"),
    removed("templates/macros.html"),
]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(site: Path, output: Path, **wish):
    return weeknotes.build(Wish(site, output, NOW, jobs=1, **wish))


def told(account):
    return account.files, account.problems


def clean_build(site: Path, into: Path):
    """What comes out with no memory and no earlier output."""
    copy = into / "clean"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".weeknotes", "output"))
    account = build(copy, copy / "output")
    return account, tree(copy / "output") if (copy / "output").exists() else {}


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    write(folder, SITE)
    return folder


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.sampled_from(EDITS), min_size=2, max_size=4))
def test_after_any_edits_the_output_is_that_of_a_clean_build(tmp_path_factory, edits):
    folder = tmp_path_factory.mktemp("rebuild")
    site = folder / "site"
    site.mkdir()
    (site / "config.toml").write_text(CONFIG, encoding="utf-8")
    write(site, SITE)
    last = tree_after(site, build(site, site / "output"), {})
    for edit in edits:
        edit(site)
        account = build(site, site / "output")
        clean, expected = clean_build(site, folder)
        assert told(account) == told(clean), edit.__name__
        last = tree_after(site, account, last)
        assert last == (expected or last), edit.__name__


def tree_after(site, account, last):
    """The output, which an error must have left as it was."""
    now = tree(site / "output")
    if tellings.is_stopped(account) and last:
        assert now == last
    return now


@pytest.mark.parametrize(("old", "new"), [("![a van]", "![]"), ("More damp", "[here](../../case-studies/damp.md)")])
def test_what_the_statement_counts_is_counted_anew(site, tmp_path, old, new):
    (site / "config.toml").write_text(f"{CONFIG}[accessibility]\nphone = '1'\n", encoding="utf-8")
    build(site, site / "output")
    before = (site / "output/accessibility/index.html").read_bytes()
    edited(W27, old, new)(site)
    build(site, site / "output")
    assert (site / "output/accessibility/index.html").read_bytes() != before
    assert tree(site / "output") == clean_build(site, tmp_path)[1]
    edited(W27, new, old)(site)
    build(site, site / "output")
    assert (site / "output/accessibility/index.html").read_bytes() == before


def test_a_text_that_is_emptied_is_gone_and_comes_back(site, tmp_path):
    build(site, site / "output")
    text = (site / W26).read_bytes()
    for data in (b"", text):
        (site / W26).write_bytes(data)
        account = build(site, site / "output")
        clean, expected = clean_build(site, tmp_path)
        assert (told(account), tree(site / "output")) == (told(clean), expected)


def test_a_build_after_nothing_changed_writes_nothing(site):
    build(site, site / "output")
    times = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    second = build(site, site / "output")
    assert (second.written, second.removed) == (0, 0)
    outside = [path for path in times if ".weeknotes" not in path.parts]
    assert all(path.stat().st_mtime_ns == times[path] for path in outside)


def test_a_file_that_was_tampered_with_is_put_right(site):
    build(site, site / "output")
    expected = tree(site / "output")
    (site / "output/index.html").write_text("hacked")
    (site / "output/feed.xml").unlink()
    build(site, site / "output")
    assert tree(site / "output") == expected


@pytest.mark.parametrize("spoil", ["damaged", "foreign", "folder", "gone", "pickle", "middle"])
def test_a_memory_that_cannot_be_used_is_set_aside(site, tmp_path, spoil):
    build(site, site / "output")
    expected = tree(site / "output")
    path = site / ".weeknotes/memory.sqlite"
    kept = path.read_bytes()
    path.unlink()
    if spoil == "middle":
        third = len(kept) // 3
        path.write_bytes(kept[:third] + b"\xff" * third + kept[2 * third :])
    elif spoil == "damaged":
        path.write_bytes(b"SQLite format 3\x00 but not really" * 50)
    elif spoil == "foreign":
        import sqlite3

        with sqlite3.connect(path) as other:
            other.execute("PRAGMA user_version = 77")
        other.close()
    elif spoil == "folder":
        path.mkdir()
    edited(W27, "More damp", "Less damp")(site)
    edited(W27, "Less damp", "More damp")(site)
    account = build(site, site / "output")
    assert tree(site / "output") == expected
    assert ("cache.set-aside" in {problem.code for problem in account.problems}) == (spoil not in ("gone", "pickle"))
    # It is told once, and the next build is as any other.
    assert told(build(site, site / "output")) == told(clean_build(site, tmp_path)[0])
    assert tree(site / "output") == expected


def test_an_upgrade_of_a_library_makes_everything_anew(site, monkeypatch, tmp_path):
    first = build(site, site / "output")
    assert build(site, site / "output").written == 0
    (tmp_path / "newer" / "nh3-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "newer")
    account = build(site, site / "output")
    assert account.problems == first.problems
    assert account.unchanged == first.written  # made again, and the same


@pytest.mark.parametrize("name", ["nh3-99.0.dist-info", "nh3-99.0.egg-info"])
def test_what_is_remembered_depends_on_the_versions_of_libraries(site, monkeypatch, tmp_path, name):
    before = sources.library_versions(["nh3", "nothing"])
    assert before == {"nh3": version("nh3"), "nothing": ""}
    (tmp_path / name).mkdir()
    (tmp_path / name / "PKG-INFO").write_text("Metadata-Version: 2.1\nName: nh3\nVersion: 99.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    if name.endswith(".egg-info"):
        monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert sources.library_versions(["nh3"]) == {"nh3": "99.0"}


class Stopped(BaseException):
    """Stands for kill -9: nothing catches it."""


class Watcher:
    """Told of every change in the file system through an audit hook, which Python calls before it."""

    def __init__(self):
        self.on_change = None
        sys.addaudithook(self.hear)

    def hear(self, event, args):
        if self.on_change and event in ("os.rename", "os.remove", "os.rmdir"):
            self.on_change()


WATCHER = Watcher()


def broken_links(output: Path) -> list[str]:
    broken = []
    for page in output.rglob("*.html"):
        if page.name == "404.html":
            continue
        for href in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', page.read_text(encoding="utf-8")):
            there = Path(os.path.normpath(page.parent / href))
            if not (there / "index.html" if href.endswith("/") else there).exists():
                broken.append(f"{page.relative_to(output)}: {href}")
    return broken


def test_at_every_moment_of_a_build_each_link_leads_somewhere(site):
    output = site / "output"
    build(site, output)
    edited(W26, "[the study](../../case-studies/damp.md)", "[[Damp rooms]] and [[Old]]")(site)
    moved("content/case-studies/damp.md", "content/case-studies/damp/index.md")(site)
    added("content/case-studies/damp/01-first.md", "The first part, [[Damp rooms]].\n")(site)
    added("content/posts/old.md", "---\ndate: 2026-02-02\n---\nOld, [[Hello]].\n")(site)
    build(site, output)
    edited(W26, " and [[Old]]", "")(site)
    removed("content/posts/hello.md")(site)
    removed("content/posts/old.md")(site)
    removed(DATA)(site)
    added("content/weeknotes/2026/2026-w29-housing.md", "---\nteam: housing\n---\nNew.\n")(site)
    added("content/weeknotes/2026/2026-w30-housing.md", "---\nteam: housing\n---\nNewer.\n")(site)
    found = []
    WATCHER.on_change = lambda: found.extend(broken_links(output))
    try:
        account = build(site, output)
    finally:
        WATCHER.on_change = None
    assert not tellings.is_stopped(account)
    assert account.removed
    assert found == []


def test_a_build_that_is_killed_at_any_step_is_healed_by_the_next(site, tmp_path):
    output = site / "output"
    build(site, output)
    edited(W27, "More damp", "Less damp")(site)
    moved("content/posts/hello.md", "content/posts/greetings.md")(site)
    added("content/weeknotes/2026/2026-w29-housing.md", "---\nteam: housing\n---\nNew.\n")(site)
    _, expected = clean_build(site, tmp_path)
    shutil.copytree(site, tmp_path / "start", copy_function=shutil.copy2)
    for step in range(1, 400, 23):
        left = [step]

        def stop(left=left):
            left[0] -= 1
            if not left[0]:
                raise Stopped

        shutil.rmtree(site)
        shutil.copytree(tmp_path / "start", site, copy_function=shutil.copy2)
        WATCHER.on_change = stop
        try:
            build(site, output)
        except Stopped:
            pass
        finally:
            WATCHER.on_change = None
        build(site, output)
        assert tree(output) == expected, f"killed at step {step}"
        if left[0] > 0:
            break


def test_two_builds_at_once_end_with_a_whole_site(site, tmp_path):
    command = [sys.executable, "-m", "weeknotes", "build", "--site", str(site), "--today", "2026-11-21"]
    builds = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    assert [each.wait(60) for each in builds] == [0, 0]
    for each in builds:
        each.stderr.close()
    assert tree(site / "output") == clean_build(site, tmp_path)[1]
