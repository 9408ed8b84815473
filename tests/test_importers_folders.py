"""Folders of Markdown as real sites keep them: days in names, weeks in folders, Hugo's own addresses and hours."""

import json
from pathlib import PurePosixPath

import pytest
from exported import bring

from weeknotes.errors import SiteError
from weeknotes.importers import dated, hugo, typed
from weeknotes.importers.prose import Ways


def laid(folder, files):
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def brought(tmp_path, files):
    return bring(tmp_path / "site", "jekyll", laid(tmp_path / "old", files), author="Ada Byron")


def test_a_file_named_by_its_day_alone_is_published_on_it(tmp_path):
    text = brought(tmp_path, {"src/weeknotes/2023-03-17.md": "---\ntitle: Number 15\n---\nDone.\n"})
    assert [(each.kind, each.state) for each in text.account.came] == [("weeknote", "published")]
    found = text.read("weeknotes/2023/2023-w11-ada-byron.md")
    assert "date: 2023-03-17\n" in found and "  - /weeknotes/2023-03-17/\n" in found


@pytest.mark.parametrize(
    ("path", "head", "title", "wanted"),
    [
        ("posts/2019-07-12-x.md", {}, "", "2019-07-12"),
        ("posts/2019-07-12.md", {"date": "2019-07-13"}, "", "2019-07-13"),
        ("posts/x.md", {"week_ending": "2023-03-17"}, "", "2023-03-17"),
        ("posts/x.md", {"week_commencing": "13 March 2023"}, "", "2023-03-17"),
        ("posts/x.md", {"week": "2018-W41"}, "", "2018-10-12"),
        ("2018/41/index.md", {}, "2018 Week 41", "2018-10-12"),
        ("notes/2018/week-41.md", {}, "Weeknotes", "2018-10-12"),
        ("2018/41.md", {}, "Some post", ""),
        ("2018/54/index.md", {}, "Week 54", ""),
        ("posts/x.md", {"week": "41"}, "", ""),
        ("posts/x.md", {"week_ending": "soon"}, "", ""),
    ],
)
def test_the_day_of_a_text(path, head, title, wanted):
    found = dated.moment(lambda name: head.get(name, ""), PurePosixPath(path), title, "")
    assert (f"{found:%Y-%m-%d}" if found else "") == wanted


def test_times_of_day_are_in_the_zone_of_the_old_site(tmp_path):
    files = {
        "_config.yml": "timezone: America/New_York\n",
        "_posts/2019-07-12-late.md": "---\ntitle: Late\ndate: 2019-07-12 22:30\n---\nx\n",
        "_posts/2019-07-13-day.md": "---\ntitle: Day\n---\nx\n",
    }
    found = brought(tmp_path, files)
    assert "date: 2019-07-13 03:30\n" in found.read("posts/2019-07-13-late.md")
    assert "date: 2019-07-13\n" in found.read("posts/2019-07-13-day.md")


def test_a_time_zone_that_nobody_knows_is_passed_over(tmp_path):
    files = {"_config.yml": "timezone: Mars/Base\n", "_posts/2019-07-12-x.md": "---\ndate: 2019-07-12 22:30\n---\nx\n"}
    assert "date: 2019-07-12 22:30\n" in brought(tmp_path, files).read("posts/2019-07-12-x.md")


def test_folders_of_weeks_lead_to_one_another_below_a_folder_that_nobody_named(tmp_path):
    files = {
        "2018/39/index.md": "## 2018 Week 39\n\n### Search\n\nFound.\n",
        "2018/41/index.md": "## 2018 Week 41\n\n### Strolls\n\nAs in [week 39](/notes.data/2018/39/#search).\n",
    }
    found = brought(tmp_path, files)
    text = found.read("weeknotes/2018/2018-w41-ada-byron.md")
    assert "title: 2018 Week 41\n" in text and "[week 39](2018-w39-ada-byron.md)" in text
    assert text.endswith("---\n\n## Strolls\n\nAs in [week 39](2018-w39-ada-byron.md).\n")
    assert found.codes == []


def test_the_first_heading_is_the_title_of_a_text_without_one(tmp_path):
    found = brought(tmp_path, {"posts/2019-07-12-x.md": "\n# Doors & walls\n\nWords.\n\n# More\n\nx\n"})
    assert "title: Doors & walls\n" in found.read("posts/2019-07-12-x.md")
    assert "\n\nWords.\n\n## More\n" in found.read("posts/2019-07-12-x.md")


@pytest.mark.parametrize(
    ("text", "title", "wanted"),
    [
        ("# A\n\n## B\n\n### C", "A", "## B\n\n### C"),
        ("## A\n\n### B\n\n#### C", "A", "## B\n\n### C"),
        ("### B\n\n#### C", "A", "### B\n\n#### C"),
        ("# B\n\n## C", "A", "## B\n\n### C"),
        ("## A\n\n```\n# no heading\n```\n\n### B", "A", "```\n# no heading\n```\n\n## B"),
        ("# A\n\nonly words", "A", "only words"),
    ],
)
def test_headings_begin_at_the_second_level_once_the_title_is_gone(text, title, wanted):
    assert typed.rewrite(text, title, Ways()).text == wanted


def test_hugo_addresses_are_those_of_its_settings(tmp_path):
    files = {
        "hugo.toml": 'baseURL = "https://old.example/notes/"\ntimeZone = "America/New_York"\n'
        '[permalinks]\nposts = "/:section/:year/:month/:title/"\n',
        "content/posts/a.md": "---\ntitle: 'Week 28: what & why'\ndate: 2019-07-12 23:30:00\n---\n"
        "[Next](/notes/posts/2019/07/the-bundle/)\n",
        "content/posts/bundle/index.md": '+++\ntitle = "The bundle"\ndate = 2019-07-14T10:00:00Z\n+++\nx\n',
        "content/about/index.md": "---\ntitle: About\n---\nUs.\n",
    }
    found = brought(tmp_path, files)
    text = found.read("weeknotes/2019/2019-w28-ada-byron.md")
    assert "date: 2019-07-13 04:30\n" in text and "[Next](../../posts/2019-07-14-bundle.md)" in text
    assert "  - /notes/posts/2019/07/week-28-what-why/\n" in text
    assert "  - /notes/about/\n" in found.read("pages/about.md")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config.toml", 'baseurl = "https://old.example"\n[permalinks.page]\nposts = "/p/:slug/"\n'),
        ("config.yaml", "baseURL: https://old.example\npermalinks:\n  posts: /p/:slug/\n"),
        ("config/_default/hugo.toml", 'baseURL = "https://old.example/"\n[permalinks]\nposts = "/p/:slug/"\n'),
        ("hugo.json", json.dumps({"baseURL": "https://old.example", "permalinks": {"posts": "/p/:slug/"}})),
    ],
)
def test_hugo_settings_in_all_their_languages_and_places(name, text):
    house = hugo.read({name: text.encode()})
    assert house and house.url == "https://old.example" and house.sections == {"posts": "/p/:slug/"}


@pytest.mark.parametrize(
    "data", [b"", b"not = [toml", b"{", b"[" * 9999, b"\xff\xfe\x00", b"permalinks = 5", b"baseURL = [1]"]
)
@pytest.mark.parametrize("name", ["hugo.toml", "config.yaml", "hugo.json"])
def test_settings_that_cannot_be_read_say_nothing(name, data):
    house = hugo.read({name: data})
    assert house is None or (house.url == "" and house.sections == {})


# As Hugo 0.168 itself puts them into addresses.
@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Week 28: what & why", "week-28-what-why"),
        ("Weeknotes #15", "weeknotes-%2315"),
        ("a - b -- c", "a-b--c"),
        ("Café: l'été — déjà", "café-lété-déjà"),
        ("50% of it, done! (v2.0)", "50-of-it-done-v2.0"),
        ("C++ & ~x~ @home_y", "c-~x~-@home_y"),
    ],
)
def test_titles_in_hugo_addresses(title, wanted):
    assert hugo.parts(title, "", PurePosixPath("content/posts/x.md"))["title"] == wanted


def test_an_export_of_our_own_needs_no_import(tmp_path):
    own = laid(tmp_path / "own", {"export.json": '{"format": "weeknotes-export"}', "content/pages/a.md": "x\n"})
    with pytest.raises(SiteError, match="needs no import"):
        bring(tmp_path / "site", "jekyll", own)
    assert not (tmp_path / "site" / "content").exists()
