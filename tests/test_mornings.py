"""Feeds of the very morning on which an entry appears that names no more than its day."""

import json
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import etree
from sites import CONFIG, write

import weeknotes
from weeknotes.past import Wish

ATOM = "{http://www.w3.org/2005/Atom}"
PLAUSIBLE = timedelta(minutes=10)  # to come, as the W3C's feed validator allows for clocks that go wrong
SITE = """-- config.toml --
{config}timezone = "{zone}"
-- content/posts/today.md --
---
date: {day}
updated: {day}
---
Hello.
-- content/posts/yesterday.md --
---
date: {before}
updated: {day}
---
Hello yesterday.
"""


def moments(folder: Path) -> list[datetime]:
    """Every moment that the feeds of a site name."""
    rss = etree.parse(folder / "feed.xml")
    atom = etree.parse(folder / "feed.atom")
    items = json.loads((folder / "feed.json").read_text(encoding="utf-8"))["items"]
    said = [parsedate_to_datetime(each.text) for each in rss.iter("pubDate", "lastBuildDate")]
    said += [datetime.fromisoformat(each.text) for each in atom.iter(f"{ATOM}published", f"{ATOM}updated")]
    return said + [datetime.fromisoformat(each[f"date_{name}"]) for each in items for name in ("published", "modified")]


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu"])
@pytest.mark.parametrize("day", ["2026-01-09", "2026-07-10", "2026-03-29", "2026-10-25"])
def test_name_no_time_to_come_for_what_is_public_from_that_day_on(tmp_path, zone, day):
    before = date.fromisoformat(day) - timedelta(days=1)
    write(tmp_path, SITE.format(config=CONFIG, zone=zone, day=day, before=before))
    # The timed builds of a new site are at 05:17 in London; many are made at some hour of the night.
    morning = datetime.fromisoformat(f"{day}T02:00").replace(tzinfo=ZoneInfo(zone))
    weeknotes.build(Wish(tmp_path, tmp_path / "output", morning, jobs=1))
    said = moments(tmp_path / "output")
    assert len(said) == 3 + 4 + 3 + 2  # and the title of the feed itself in each of the two that say it
    assert [each for each in said if each > morning + PLAUSIBLE] == []
    assert {each.astimezone(ZoneInfo(zone)).date() for each in said} == {date.fromisoformat(day), before}


@pytest.mark.parametrize("day", ["2026-01-09", "2026-07-10", "2026-03-29", "2026-10-25"])
def test_name_the_day_that_it_is_for_programs_that_go_by_greenwich_time(tmp_path, day):
    write(tmp_path, SITE.format(config=CONFIG, zone="Europe/London", day=day, before=day))
    weeknotes.build(Wish(tmp_path, tmp_path / "output", datetime.fromisoformat(f"{day}T12:00Z"), jobs=1))
    assert {each.astimezone(UTC).date() for each in moments(tmp_path / "output")} == {date.fromisoformat(day)}


def test_change_nothing_in_an_item_later_that_day(tmp_path):
    day = "2026-07-10"
    write(tmp_path, SITE.format(config=CONFIG, zone="Europe/London", day=day, before=day))
    made = []
    for hour in ("00:10", "05:17", "18:00"):
        now = datetime.fromisoformat(f"{day}T{hour}+01:00")
        weeknotes.build(Wish(tmp_path, tmp_path / "output", now, jobs=1))
        made.append([(tmp_path / f"output/feed.{ending}").read_bytes() for ending in ("xml", "atom", "json")])
    assert made[0] == made[1] == made[2]
