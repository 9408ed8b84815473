"""Where only words changed, only the pages that show them are made; what comes out is what a clean build makes."""

import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sites import CONFIG, write

import weeknotes
from weeknotes import hosts, layout, past
from weeknotes.past import Wish

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
NOTE = "content/weeknotes/2026/2026-w27-housing.md"
MAP = "content/weeknotes/2026/2026-w27-data.md"
SITE = f"""-- config.toml --
{CONFIG}
-- content/weeknotes/2026/2026-w26-housing.md --
---
title: Damp in the north
team: housing
---
We counted the damp rooms of the north ward, and the boilers.

The lift is still broken.
-- {NOTE} --
---
title: The week of the boilers
team: housing
author: Ada Penhaligon
---
We mended boilers.

Nobody had asked for [the note before](2026-w26-housing.md), they said.

## Next week

More boilers.
-- {MAP} --
---
title: Rivers on a map
summary: Where the water is.
team: data
---
The map has rivers.

It has no lifts.
-- content/people/ada-penhaligon.md --
---
name: Ada Penhaligon
role: Organiser
---
Ada mends things.

And she writes.
"""


class Desk:
    """A site that was built once, and how often it was laid out since."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.laid = 0
        write(folder, SITE)
        lay_out = layout.lay_out

        def counted(shop):
            self.laid += 1
            return lay_out(shop)

        monkeypatch.setattr(layout, "lay_out", counted)
        # No need to wait until the clocks of file systems vouch for what was just written.
        monkeypatch.setattr(past, "MARGIN", 0)
        self.build()
        self.laid = 0

    def edit(self, old: str, new: str, path: str = NOTE):
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")

    def build(self, output: str = "output"):
        return weeknotes.build(Wish(self.folder, self.folder / output, NOW, jobs=1))

    def tree(self, output: str = "output") -> dict[str, bytes]:
        root = self.folder / output
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def clean(self) -> dict[str, bytes]:
        """What a build without a memory makes."""
        shutil.rmtree(self.folder / ".weeknotes")
        self.build("afresh")
        return self.tree("afresh")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    return Desk(tmp_path / "site", monkeypatch)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("More boilers.", "More boilers, and a lift with damp in it.", NOTE),
        ("Nobody had", "A line.\n\nNobody had", NOTE),
        ("And she writes.", "And she draws lifts.", "content/people/ada-penhaligon.md"),
        ("The map has rivers.", "The map has rivers now.", MAP),  # a summary stands in lists, not how it begins
    ],
)
def test_an_edit_of_words_lays_nothing_out_anew(desk, old, new, path):
    desk.edit(old, new, path)
    account = desk.build()
    assert desk.laid == 0
    assert account.written > 0
    assert account.written + account.unchanged == len(desk.tree()) - 1  # but for the list of files
    made = desk.tree()
    assert made == desk.clean()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Next week", "## Soon"),
        ("We mended boilers.", "We broke boilers."),
        ("[the note before]", "[a note]"),
        ("2026-w26-housing.md", "2026-w27-data.md"),
        ("The week of the boilers", "Boilers"),
        ("2026-w26-housing.md", "2026-w99-housing.md"),
    ],
)
def test_whatever_other_pages_may_show_is_laid_out_anew(desk, old, new):
    desk.edit(old, new)
    account = desk.build()
    assert desk.laid == 1
    if not any(problem.severity == "error" for problem in account.problems):
        made = desk.tree()
        assert made == desk.clean()


def test_texts_that_became_copies_in_one_edit_are_told_of(desk):
    other = "content/weeknotes/2026/2026-w25-data.md"
    head = "---\ntitle: {}\nsummary: Of maps.\nteam: data\n---\n{}\n"
    words = "Every map has been drawn anew, and all that was drawn is there to be looked at. " * 6
    desk.edit((desk.folder / MAP).read_text(), head.format("Maps", "The first of them."), MAP)
    (desk.folder / other).write_text(head.format("More maps", "The other one."))
    desk.build()
    for path in (MAP, other):
        text = (desk.folder / path).read_text()
        (desk.folder / path).write_text(text[: text.rindex("---") + 4] + words + "\n")
    assert [each.path for each in desk.build().problems if each.code == "copy.text"] == [MAP]


def test_the_account_of_an_amended_site_is_that_of_a_clean_build(desk):
    desk.edit("More boilers.", "More lifts.")
    amended = desk.build()
    shutil.rmtree(desk.folder / ".weeknotes")
    clean = desk.build("afresh")
    assert (amended.files, amended.problems) == (clean.files, clean.problems)


def test_edits_one_upon_the_other_are_all_there(desk):
    for word in ("lifts", "doors", "roofs"):
        desk.edit("More ", f"More {word}, more ")
        desk.build()
    assert desk.laid == 0
    assert b"More roofs, more" in desk.tree()["weeknotes/2026/w27/housing/index.html"]
    made = desk.tree()
    assert made == desk.clean()


def test_what_changed_a_moment_ago_is_looked_at_again(desk, monkeypatch):
    monkeypatch.setattr(past, "MARGIN", 10**12)
    desk.edit("More boilers.", "More lifts.")
    desk.build()
    stands = (desk.folder / NOTE).stat()
    desk.edit("More lifts.", "More roofs")
    os.utime(desk.folder / NOTE, ns=(stands.st_atime_ns, stands.st_mtime_ns))
    desk.build()
    assert desk.laid == 0
    assert b"More roofs" in desk.tree()["weeknotes/2026/w27/housing/index.html"]


def test_files_that_were_all_written_a_moment_ago_are_known_by_their_bytes(desk, monkeypatch):
    monkeypatch.setattr(past, "MARGIN", 10**12)
    desk.build()
    desk.laid = 0
    desk.edit("More boilers.", "More lifts.")
    desk.build()
    assert desk.laid == 0
    made = desk.tree()
    assert made == desk.clean()


def test_after_an_edit_nothing_is_left_to_do(desk):
    desk.edit("More boilers.", "More lifts.")
    desk.build()
    assert desk.build().written == 0


def test_related_entries_follow_the_words(desk):
    page = "weeknotes/2026/w27/data/index.html"
    before = desk.tree()[page]
    desk.edit(
        "It has no lifts.",
        "The boilers of the north ward, the damp rooms and the boilers.",
        NOTE.replace("housing", "data"),
    )
    desk.build()
    made = desk.tree()
    assert made[page] != before
    assert made == desk.clean()


def test_a_file_that_somebody_removed_from_the_output_comes_back(desk):
    (desk.folder / "output/feeds/index.html").unlink()
    desk.edit("More boilers.", "More lifts.")
    desk.build()
    made = desk.tree()
    assert made == desk.clean()


def test_a_memory_that_lost_its_pages_does_no_harm(desk):
    with sqlite3.connect(desk.folder / ".weeknotes/memory.sqlite") as memory:
        memory.execute("DELETE FROM memo WHERE key LIKE 'shows %'")
    memory.close()
    desk.edit("More boilers.", "More lifts.")
    desk.build()
    made = desk.tree()
    assert made == desk.clean()


def test_a_page_in_the_memory_that_is_none_does_no_harm(desk):
    with sqlite3.connect(desk.folder / ".weeknotes/memory.sqlite") as memory:
        memory.execute("UPDATE memo SET value = X'80049500' WHERE key LIKE 'shows %' OR key LIKE 'card %'")
    memory.close()
    desk.edit("More boilers.", "More lifts.")
    desk.build()
    made = desk.tree()
    assert made == desk.clean()


def test_a_text_made_and_removed_within_a_moment_is_gone(desk, monkeypatch):
    monkeypatch.setattr(past, "MARGIN", 10**12)
    new = NOTE.replace("w27", "w28")
    write(desk.folder, f"-- {new} --\nA new note.\n")
    desk.build()
    (desk.folder / new).unlink()
    desk.build()
    assert "weeknotes/2026/w28/housing/index.html" not in desk.tree()


def test_a_broken_template_stops_an_amended_page_too(desk):
    write(desk.folder, '-- templates/weeknote.html --\n{% extends "entry.html" %}\n')
    desk.build()
    desk.edit("More boilers.", "More lifts.")
    write(desk.folder, "-- templates/weeknote.html --\n{{ nothing.there }}\n")
    before = desk.tree()
    assert any(problem.code == "template.undefined" for problem in desk.build().problems)
    assert desk.tree() == before


def test_a_scheduled_note_appears_although_only_words_changed(desk):
    later = NOTE.replace("w27-housing", "w47-housing")
    write(desk.folder, f"-- {later} --\n---\ndate: 2026-11-22\n---\nSoon.\n")
    desk.build()
    desk.edit("More boilers.", "More lifts.")
    weeknotes.build(Wish(desk.folder, desk.folder / "output", NOW.replace(day=23), jobs=1))
    assert any("w47" in file for file in desk.tree())


def test_a_page_that_grew_too_heavy_is_told_of_and_so_is_one_that_is_light_again(desk, monkeypatch):
    monkeypatch.setattr(hosts, "MEGABYTE", max(len(data) for name, data in desk.tree().items() if ".html" in name))
    assert "page.heavy" not in {each.code for each in desk.build().problems}
    desk.edit("More boilers.", f"More boilers{'x' * 50_000}.")
    assert "page.heavy" in {each.code for each in desk.build().problems}
    desk.edit("x" * 50_000, "")
    assert "page.heavy" not in {each.code for each in desk.build().problems}
    assert desk.laid == 0
