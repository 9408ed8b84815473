"""A build costs what has changed: counts of work on sixty entries, never seconds.

Texts read and pages made are counted by watching the calls of the two functions that do it; pages
written are those whose files have another time than before.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sites import CONFIG

import weeknotes
from weeknotes import entries, render
from weeknotes.model import Account
from weeknotes.values import replace

ROOT = Path(__file__).parents[1]
LONG_AGO = 1_700_000_000
STATIC = '[[folders]]\npath = "static"\nkind = "files"\nat = "/"\n'
# Lists of terms tell how many notes each has; calendars and the week before lead on to the new week.
COUNTS = {"people/index.html", "tags/index.html", "teams/index.html", "themes/index.html"}
# The page for writers offers the note after this one.
CALENDARS = {"weeks/index.html", "weeks/2026/w44/index.html", "write/index.html"}


@dataclass(frozen=True)
class Work:
    """What one build did: texts read, pages made, files written; those of the search index apart."""

    account: Account
    read: list[str]
    made: set[str]
    written: set[str]
    index: set[str]

    @property
    def pages(self) -> set[str]:
        return {file for file in self.written if file.endswith(".html")}

    @property
    def feeds(self) -> set[str]:
        return {file for file in self.written if re.search(r"feed(-\d+)?\.", file)}


@dataclass(frozen=True)
class Desk:
    """A site to work on, and the changes that the corpus has ready for it."""

    site: Path
    changes: Path
    turns: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def output(self) -> dict[str, bytes]:
        return {file: (self.site / "output" / file).read_bytes() for file in self.times()}

    def times(self) -> dict[str, int]:
        folder = self.site / "output"
        files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".weeknotes-files")
        return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}

    def build(self) -> Work:
        before = self.times()
        wish = weeknotes.Wish(self.site, self.site / "output", datetime(2026, 12, 31, 12, tzinfo=UTC), jobs=1)
        with watching() as seen:
            account = weeknotes.build(wish)
        written = {file for file, when in self.times().items() if before.get(file) != when}
        index = {file for file in written if re.match(r"search/(?!index\.html)", file)}
        return Work(account, seen["read"], set(seen["made"]) - index, written - index, index)

    def put(self, kind: str) -> str:
        """Make a change of the corpus; the path of the text that it changes or adds."""
        source = self.changes / f"{kind}-1"
        (path,) = (file.relative_to(source).as_posix() for file in source.rglob("*.md"))
        self.write(path, (source / path).read_text(encoding="utf-8"))
        return path

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.site / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def write(self, path: str, text: str) -> None:
        (self.site / path).write_text(text, encoding="utf-8")
        age(self.site / path)

    def page(self, path: str) -> str:
        """The file of the page of a weeknote."""
        year, week, team = Path(path).stem.split("-", 2)
        return f"weeknotes/{year}/{week}/{team}/index.html"

    def week(self, path: str) -> str:
        return f"weeks/{'/'.join(self.page(path).split('/')[1:3])}/index.html"


@contextmanager
def watching() -> Iterator[dict[str, list[str]]]:
    """Which texts are read into entries, and which pages are made, meanwhile."""
    seen: dict[str, list[str]] = {"read": [], "made": []}

    watched = {entries.read.__code__: "read", render.make.__code__: "made"}

    def look(frame, event, value):
        if event == "call" and frame.f_code in watched:
            given = frame.f_locals[frame.f_code.co_varnames[1]]  # a place, or an order of a page
            seen[watched[frame.f_code]].append(given.path if hasattr(given, "path") else given.page.file)

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield seen
    finally:
        sys.setprofile(before)


def age(path: Path) -> None:
    """Make a file old, as most are: one that has just changed is read again to be safe."""
    os.utime(path, (LONG_AGO, LONG_AGO))


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Desk, Work]:
    folder = tmp_path_factory.mktemp("work")
    desk = Desk(folder / "site", folder / "changes" / "weeknotes")
    call = [sys.executable, ROOT / "benchmarks" / "corpus.py", "--posts", "60", "--turns", "1"]
    subprocess.run([*call, "--out", desk.site, "--changes", folder / "changes"], check=True)
    desk.turns.update(json.loads((desk.changes / "changes.json").read_text()))
    (desk.site / "config.toml").write_text(CONFIG + STATIC)
    (desk.site / "templates").mkdir()
    (desk.site / "templates/week.html").write_bytes((ROOT / "templates/week.html").read_bytes())
    for path in desk.site.rglob("*.*"):
        age(path)
    return desk, desk.build()


@pytest.fixture
def desk(built) -> Desk:
    """The built site, whatever tests before this one have changed."""
    built[0].build()
    return built[0]


def test_a_first_build_reads_every_text_once_and_makes_every_page_once(built):
    _, first = built
    assert len(first.read) == len(set(first.read)) == 60
    assert first.account.written == len(first.made | first.index) == len(first.written | first.index)


def test_a_second_build_reads_nothing_makes_nothing_and_writes_nothing(desk):
    again = desk.build()
    assert (again.read, again.made, again.written) == ([], set(), set())
    assert again.account.unchanged == len(desk.times())


def test_a_third_build_finds_the_account_of_the_second(desk):
    # Files at rest for two seconds are known by their times, and nothing else is looked at.
    time.sleep(2.1)
    second, third = desk.build(), desk.build()
    assert third.account == replace(second.account, written=0, removed=0)
    assert (third.read, third.made, third.written) == ([], set(), set())


def test_a_file_that_was_only_touched_costs_nothing_more(desk):
    os.utime(desk.site / "content/weeknotes/2026/2026-w43-people.md", (LONG_AGO, LONG_AGO + 60))
    again = desk.build()
    assert (again.read, again.made, again.written) == ([], set(), set())


# Marks but no words: what is related to what cannot change, so that every page to write is known.
def test_an_edit_of_a_body_makes_its_page_its_week_and_its_feeds_alone(desk):
    path = "content/weeknotes/2026/2026-w42-casework.md"
    desk.replace(path, ".\n\n## ", "!\n\n## ")
    work = desk.build()
    assert work.read == [path]
    assert work.pages == {desk.page(path), desk.week(path)}
    assert work.made == work.written == work.pages | work.feeds


def test_an_edit_of_a_body_writes_only_feeds_that_hold_it(desk):
    path = "content/weeknotes/2026/2026-w41-people.md"
    desk.replace(path, ".\n\n## ", "!\n\n## ")
    work = desk.build()
    address = desk.page(path).removesuffix("index.html").encode()
    assert len(work.feeds) >= 12  # of the site, its kind, its team and its author, in three formats
    assert all(address in desk.output[file] for file in work.feeds)


def test_new_words_in_a_body_touch_few_pages_beside(desk):
    path = desk.put("edit")
    work = desk.build()
    beside = work.pages - {desk.page(path), desk.week(path)}
    assert work.read == [path]
    assert desk.turns["edit"]["1"].encode() in desk.output[desk.page(path)]
    # How near entries are to each other depends on how rare their words are: with sixty entries a
    # sentence may change the order of related entries here and there, but no list.
    assert all(file.startswith(("weeknotes/2026/w", "case-studies/")) for file in beside)
    assert len(beside) <= 6


def test_a_changed_title_is_written_where_it_is_shown_and_nowhere_else(desk):
    path = "content/weeknotes/2026/2026-w40-people.md"
    # A comma for the same reason: the words stay as they are.
    desk.replace(path, " and ", ", and ")
    (title,) = (line[8:-1].encode() for line in (desk.site / path).read_text().splitlines() if line.startswith("title"))
    work = desk.build()
    assert work.read == [path]
    assert {"weeknotes/2026/index.html", "teams/people/index.html", desk.week(path), "site.json"} <= work.written
    assert work.written == {file for file, data in desk.output.items() if title in data}


def test_new_words_in_a_title_touch_few_pages_beside(desk):
    path = desk.put("title")
    work = desk.build()
    mark = desk.turns["title"]["1"].encode()
    beside = {file for file in work.written if mark not in desk.output[file]}
    assert work.read == [path]
    assert all(file.startswith(("weeknotes/2026/w", "case-studies/")) for file in beside)
    assert len(beside) <= 6  # a title counts for more than a body, here too for order alone


def test_a_new_note_writes_its_own_pages_and_those_that_lead_to_it(desk):
    path = "content/weeknotes/2026/2026-w45-licensing.md"
    (desk.site / path).unlink(missing_ok=True)
    desk.build()
    before = desk.output
    assert desk.put("add") == path
    work = desk.build()
    beside = {file for file in work.written if b"w45/licensing/" not in desk.output[file]}
    assert work.read == [path]
    assert [file for file in before.keys() - desk.output.keys() if not file.startswith("search/")] == []
    assert work.written - before.keys() == {desk.page(path), desk.week(path)}
    # Of sixty entries the sixty-first changes how rare every word is, and so the order of related ones.
    related = {file for file in beside if file.startswith(("weeknotes/2026/w", "case-studies/"))}
    assert beside - related <= COUNTS | CALENDARS
    assert len(related) <= 20


def test_an_edit_of_a_template_makes_its_pages_alone_and_reads_no_text(desk):
    desk.replace("templates/week.html", "</article>", "<p>So it was.</p></article>")
    work = desk.build()
    assert work.read == []
    assert work.made == work.written == {file for file in desk.times() if file.startswith("weeks/2026/")}


@pytest.mark.parametrize("line", ['[design]\naccent = "#0b6e4f"', "[related]\ncount = 3", '[feeds]\nlimit = 7'])
def test_settings_that_no_text_depends_on_have_no_text_read(desk, line):
    with (desk.site / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f"\n{line}\n")
    work = desk.build()
    assert work.read == []
    assert work.written


def test_a_copied_file_that_comes_and_goes_changes_no_page(desk):
    (desk.site / "static/robots-of-ours.txt").write_text("Hello")
    assert desk.build().written == {"robots-of-ours.txt"}
    (desk.site / "static/robots-of-ours.txt").unlink()
    work = desk.build()
    assert (work.account.removed, work.made, work.written) == (1, set(), set())
