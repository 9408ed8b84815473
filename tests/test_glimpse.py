"""A glimpse of a text: its page at once, the same that the build makes afterwards."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from sites import CONFIG, write

from weeknotes import entries, pipeline
from weeknotes.past import Wish
from weeknotes.preview import Showing
from weeknotes.preview.board import Board
from weeknotes.preview.glimpse import glimpse, grind
from weeknotes.preview.lookout import Lookout
from weeknotes.watch import Ground

NOTE = "content/weeknotes/2026/2026-w27-housing.md"
SITE = f"""-- {NOTE} --
---
team: housing
date: 2026-07-03
author: Ada Penhaligon
tags: damp
---
We counted damp rooms, see [the study](../../case-studies/damp.md).

Then we mended a boiler.
-- content/weeknotes/2026/2026-w28-housing.md --
---
team: housing
date: 2026-07-10
---
Another week, after [that one](2026-w27-housing.md).
-- content/weeknotes/2026/van.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>
-- content/case-studies/damp.md --
---
title: Damp rooms
date: 2026-07-10
team: housing
---
## What we did

We asked everybody.
-- content/people/ada-penhaligon.md --
---
name: Ada Penhaligon
---
Ada likes maps.
"""
EDITS = {
    "words": ("mended a boiler", "mended two boilers"),
    "a tag": ("tags: damp", "tags: damp, zebra"),
    "another tag": ("tags: damp", "tags: open data"),
    "a title": ("team: housing", "title: A week of boilers\nteam: housing"),
    "a summary": ("team: housing", "summary: Boilers\nteam: housing"),
    "an author": ("author: Ada Penhaligon", "author: Bo Larsen"),
    "a heading": ("Then we", "## Then\n\nThen we"),
    "a link": ("a boiler", "[a boiler](../../case-studies/damp.md#what-we-did)"),
    "a link to itself": ("a boiler", "[a boiler](#then)\n\n## Then"),
    "a picture": ("a boiler", "a boiler.\n\n![A van](van.svg)"),
    "a warning": ("a boiler", "a boiler for 7 Elm Row, 020 7946 0000"),
}
# With the first of its kind, the menu or the footer of every page leads to a new list.
LISTED = {
    "a theme": ("team: housing", "theme: repairs\nteam: housing"),
    "a takeaway": ("team: housing", "takeaways: [Ask early]\nteam: housing"),
}
UNSEEN = {
    "a fault": ("date: 2026-07-03", "date: 2026-02-30"),
    "a broken link": ("damp.md", "dump.md"),
    "a broken picture": ("a boiler", "![A van](no-van.svg)"),
    "a draft": ("team: housing", "state: draft\nteam: housing"),
    "a withdrawal": ("team: housing", "withdrawn: It was wrong\nteam: housing"),
    "another day": ("2026-07-03", "2026-07-02"),
    "another week": ("team: housing", "week: 2026-W26\nteam: housing"),
    "another team": ("team: housing", "team: data"),
    "another language": ("team: housing", "lang: cy\nteam: housing"),
    "another address": ("team: housing", "slug: boilers\nteam: housing"),
}


@pytest.fixture
def site(tmp_path):
    (tmp_path / "config.toml").write_text(CONFIG)
    write(tmp_path, SITE)
    return tmp_path


@pytest.fixture
def lens(site):
    return grind(site, learnt(site))


def learnt(site):
    found = []
    wish = Wish(site, site / ".weeknotes/preview", datetime(2026, 12, 31, tzinfo=UTC), drafts=True, jobs=1)
    pipeline.build(wish, found.append)
    return found[0] if found else None


def edit(site: Path, old: str, new: str) -> None:
    text = (site / NOTE).read_text()
    assert old in text
    (site / NOTE).write_text(text.replace(old, new))


@pytest.mark.parametrize("name", EDITS)
def test_shows_what_the_build_then_makes(site, lens, name):
    edit(site, *EDITS[name])
    file, page = glimpse(lens, NOTE)
    built = site / ".weeknotes/preview" / file
    assert page != built.read_bytes()
    learnt(site)
    assert without_related(page) == without_related(built.read_bytes())


@pytest.mark.parametrize("name", LISTED)
def test_leaves_the_menu_to_the_build(site, lens, name):
    edit(site, *LISTED[name])
    file, page = glimpse(lens, NOTE)
    learnt(site)
    main = re.compile(rb"(?s)<main.*</main>")
    assert main.search(page)[0] == main.search((site / ".weeknotes/preview" / file).read_bytes())[0]


def without_related(page: bytes) -> bytes:
    """A page without what is related to it, which only a look at all texts tells."""
    return re.sub(rb"(?s)<section[^>]*related.*?</section>", b"", page)


@pytest.mark.parametrize("name", UNSEEN)
def test_leaves_to_the_build_what_it_alone_can_tell(site, lens, name):
    edit(site, *UNSEEN[name])
    assert glimpse(lens, NOTE) is None


@pytest.mark.parametrize("path", ["content/posts/new.md", "content/weeknotes/2026/van.svg", "config.toml"])
def test_shows_entries_alone(site, lens, path):
    write(site, f"-- {path} --\nNew.\n")
    assert glimpse(lens, path) is None


def test_of_a_text_that_has_gone_away_shows_nothing(site, lens):
    (site / NOTE).unlink()
    assert glimpse(lens, NOTE) is None


def test_reads_no_text_but_those_on_the_page(site, lens):
    edit(site, *EDITS["a tag"])
    read = []

    def look(frame, event, value):
        if event == "call" and frame.f_code is entries.read.__code__:
            read.append(frame.f_locals["where"].path)

    sys.setprofile(look)
    try:
        glimpse(lens, NOTE)
    finally:
        sys.setprofile(None)
    assert sorted(read) == ["content/people/ada-penhaligon.md", NOTE]


def test_is_shown_though_nobody_builds(site):
    board, stop = Board(Showing("run")), Event()
    output = site / ".weeknotes/preview"
    lookout = Lookout(Ground(site, quiet=0.01), output, board, str)
    changes = lookout.changes(stop)
    next(changes)
    lookout.learn(learnt(site))
    edit(site, *EDITS["words"])
    change = next(changes)
    (early,) = board.showing.early.values()
    assert b"mended two boilers" in early[1]
    assert change.shown
    assert change.number == early[0]
    changes.close()
    assert stop.is_set()
