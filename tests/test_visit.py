"""Looking at a site without writing anything."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sites import CONFIG, write

from weeknotes import visit
from weeknotes.errors import SiteError
from weeknotes.past import Wish

NOW = datetime(2026, 7, 20, 12, tzinfo=ZoneInfo("Europe/London"))
SITE = """-- content/weeknotes/2026/2026-w28-housing.md --
---
team: housing
---
We mended a boiler.
-- content/posts/late.md --
---
date: 2026-08-01
---
Later.
"""


@pytest.fixture
def wish(tmp_path):
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    write(tmp_path, SITE)
    return Wish(tmp_path, tmp_path / "output", NOW, jobs=1)


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_visit_sees_what_is_public_and_leaves_no_trace(wish):
    before = files(wish.site)
    with visit.visit(wish) as (laid, shop):
        (entry,) = laid.library.entries.values()
        assert shop.bodies([entry.body.digest])[entry.body.digest].text == "We mended a boiler."
    assert files(wish.site) == before


def test_a_site_with_a_fault_is_not_sound_and_one_without_is(wish):
    with visit.visit(wish) as (laid, _):
        visit.demand_sound(laid)
    write(wish.site, "-- config.toml --\n[site]\ntitle = \n")
    with visit.visit(wish) as (laid, _), pytest.raises(SiteError, match="weeknotes check"):
        visit.demand_sound(laid)


def test_publishers_are_told_of_the_day_at_the_site(wish):
    told = visit.private(wish)
    assert (told.today, told.months[-1]) == (NOW.date(), "July 2026")
    assert [(team.name, team.notes[-1]) for team in told.teams] == [("housing", 1)]
    assert [each.path for each in told.coming] == ["content/posts/late.md"]
