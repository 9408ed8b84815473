"""Years of a blog: files renamed and moved as they were in real histories, and not one address or id is lost.

The names, and what became of them, are those of two design histories and of a parliament's weeknotes; the words
are ours.
"""

import json
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from sites import CONFIG, write

import weeknotes
from weeknotes.past import Wish

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
FOLDERS = """
[[folders]]
path = "app/posts"
kind = "post"
[[folders]]
path = "weeks"
kind = "weeknote"
"""
PORTAL, CHECK, PORTALS = (
    f"app/posts/{name}/"
    for name in ("employment-checks-portal", "check-the-record-of-a-teacher", "employment-check-portals")
)
BEGUN = {
    f"{PORTAL}2022-04-04-overview.md": "",
    f"{PORTAL}2023-05-10-searching-restricted-teachers-by-name.md": "",
    f"{PORTAL}2023-05-10-combining-the-restricted-teacher-lists.md": "",
    f"{PORTAL}2024-02-21-testing summary-tags-to-show-the-status.md": "",
    "app/posts/apply/2022-09-01-sprint6-private-beta-iterations.md": "",
    "app/posts/breast/2026/06/what-is-VHR-in-breast-screening/index.md": "2026-06-10",
    "app/posts/book/2026/improving-booking-retrieval/index.md": "2026-04-02",
    "app/posts/clinic/2026/06/Choosing-where-to-start:-Clinics/index.md": "2026-06-03",
    "app/posts/select/2026/10/create-ntdd-batch/create-ntdd-batch.md": "2026-10-03",
    "weeks/1/index.md": "2018-02-16",
    "weeks/2/index.md": "2018-02-23",
}
# Each step is one publication. A folder gets another name, twice; days, slugs, spaces, capitals and folders are put
# right; weeks come under their year; and last, all of it lies as a new site would have it.
STEPS = (
    [
        (f"{PORTAL}2022-04-04-overview.md", f"{PORTALS}2022-04-04-organisation-overview.md"),
        (PORTAL, PORTALS),
    ],
    [
        ("apply/2022-09-01-sprint6-", "apply/2022-09-01-sprint-6-"),
        (f"{PORTALS}2023-05-10-searching", f"{PORTALS}2023-05-11-searching"),
        ("teacher-lists.md", "teacher-lists-into-one.md"),
    ],
    [
        (PORTALS, CHECK),
        ("testing summary-tags", "testing-summary-tags"),
        ("what-is-VHR", "what-is-vhr"),
        ("2026/improving", "2026/04/improving"),
    ],
    [
        ("Choosing-where-to-start:-Clinics", "choosing-where-to-start-clinics"),
        ("create-ntdd-batch/create-ntdd-batch.md", "create-ntdd-batch.md"),
        ("weeks/1/", "weeks/2018/07/"),
        ("weeks/2/", "weeks/2018/08/"),
    ],
    [("app/posts/", "content/posts/"), ("weeks/", "content/weeknotes/")],
)


def begin(folder: Path) -> None:
    write(folder, f"-- config.toml --\n{CONFIG}{FOLDERS}")
    for number, (path, day) in enumerate(BEGUN.items()):
        head = f"title: Text {number}\n" + (f"date: {day}\n" if day else "")
        write(folder, f"-- {path} --\n---\n{head}---\nText {number} tells of what we tried, and what came of it.\n")


def rename(folder: Path, old: str, new: str) -> None:
    """Give every file with `old` in its path another one."""
    found = [path for path in sorted(folder.rglob("*.md")) if old in path.relative_to(folder).as_posix()]
    assert found, old
    for path in found:
        to = folder / path.relative_to(folder).as_posix().replace(old, new)
        to.parent.mkdir(parents=True, exist_ok=True)
        path.rename(to)


def lands(output: Path, address: str) -> str:
    """The page that a reader is on in the end who asks for an address."""
    for _ in range(5):
        page = (output / address / "index.html").read_text(encoding="utf-8")
        found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', page)
        if not found:
            return page
        address = urlsplit(urljoin(f"https://e.org/{address}", found[1])).path.lstrip("/")
    raise AssertionError(f"/{address} leads round and round")


def test_no_address_is_lost_and_no_id_changes_in_years_of_renames_and_moves(tmp_path):
    site, output = tmp_path / "site", tmp_path / "output"
    begin(site)
    before, addresses, previous = {}, {}, b""
    for step in ([], *STEPS):
        for old, new in step:
            rename(site, old, new)
        if step is STEPS[-1]:
            write(site, f"-- config.toml --\n{CONFIG}")
        account = weeknotes.build(Wish(site, output, NOW, jobs=1, previous=previous))
        assert [each for each in account.problems if each.severity == "error"] == []
        previous = (output / "site.json").read_bytes()
        entries = [each for each in json.loads(previous)["entries"] if each["title"].startswith("Text ")]
        ids = {each["title"]: each["id"] for each in entries}
        assert len(ids) == len(BEGUN)
        assert ids == (before or ids)
        before = ids
        addresses |= {each["address"]: each["title"] for each in entries}
        for address, title in addresses.items():
            assert f"{title} tells of" in lands(output, address)
    assert len(addresses) > len(BEGUN) + 3
