"""Folders of Markdown as real sites keep them: days in names, weeks in folders, Hugo's own addresses and hours."""

import json
from pathlib import PurePosixPath

import pytest
from exported import bring, picture

from weeknotes.errors import SiteError
from weeknotes.importers import dated, hugo, liquid, typed
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
    assert "date: 2023-03-17\n" in found
    assert "  - /weeknotes/2023-03-17/\n" in found


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
        ("weeknotes/2024-40.md", {}, "On leave", "2024-10-04"),
        ("notes/2024-w40.md", {}, "Weeknotes 40", "2024-10-04"),
        ("notes/2024w01.md", {}, "Weeknotes", "2024-01-05"),
        ("notes/summary-2026-04-12.md", {}, "", "2026-04-12"),
        ("notes/12345.md", {}, "Weeknotes", ""),
        ("notes/2024-04.md", {}, "April", ""),
        ("2018/41.md", {}, "Some post", ""),
        ("2018/54/index.md", {}, "Week 54", ""),
        ("posts/x.md", {"week": "41"}, "", ""),
        ("posts/x.md", {"week_ending": "soon"}, "", ""),
    ],
)
def test_the_day_of_a_text(path, head, title, wanted):
    found = dated.moment(lambda name: head.get(name, ""), PurePosixPath(path), title, "")
    assert (f"{found:%Y-%m-%d}" if found else "") == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("2019-07-12-roof.md", ("2019-07-12", "roof")),
        ("2019-7-2_roof.md", ("2019-7-2", "roof")),
        ("2019-07-12.md", ("2019-07-12", "")),
        ("summary-2026-04-12.md", ("2026-04-12", "summary")),
        ("a-2026-04-12-b.md", ("2026-04-12", "a-b")),
        ("2026-04-12/index.md", ("2026-04-12", "")),
        ("roof-2019.md", ("", "roof-2019")),
        ("roof.md", ("", "roof")),
    ],
)
def test_days_in_names(name, wanted):
    assert dated.in_name(PurePosixPath(name)) == wanted


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
    assert "title: 2018 Week 41\n" in text
    assert "[week 39](2018-w39-ada-byron.md)" in text
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
    assert "date: 2019-07-13 04:30\n" in text
    assert "[Next](../../posts/2019-07-14-bundle.md)" in text
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
    assert house
    assert house.url == "https://old.example"
    assert house.sections == {"posts": "/p/:slug/"}


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


WILD = """---
title: Weeknotes
date: 2023-12-04T14:15:00+01:00
id: 15
numbers: 7
series: [a, b]
episode: 3
allow: all
event_date: tomorrow
takeaways: Look up
---
Words.
"""


def test_fields_that_mean_something_else_elsewhere_stop_no_publication(tmp_path):
    found = brought(tmp_path, {"posts/x.md": WILD})
    text = found.read("weeknotes/2023/2023-w49-ada-byron.md")
    assert "takeaways: Look up\n" in text
    assert "episode" not in text
    assert "id: 15" not in text
    told = {note.found for note in found.account.notes if note.code == "header"}
    assert told == {"id: 15", "numbers: 7", "series: [a, b]", "episode: 3", "allow: all", "event_date: tomorrow"}
    assert found.errors() == []


@pytest.mark.parametrize("typed", ["week: 48", "week: W48", "week: 2023-W48", "week_ending: 2023-12-01"])
def test_the_week_that_a_header_names_counts_more_than_the_day(tmp_path, typed):
    found = brought(tmp_path, {"posts/x.md": f"---\ntitle: Weeknotes\ndate: 2023-12-04\n{typed}\n---\nWords.\n"})
    assert found.texts == ["content/weeknotes/2023/2023-w48-ada-byron.md"]
    assert found.errors() == []
    assert "week" not in found.read("weeknotes/2023/2023-w48-ada-byron.md").split("---")[1].replace("Weeknotes", "")


def test_a_second_note_of_a_week_is_named_by_its_day(tmp_path):
    one = "---\ntitle: Weeknotes {0}\ndate: 2023-12-0{0}\nweek: 48\n---\nWords.\n"
    found = brought(tmp_path, {"posts/a.md": one.format(4), "posts/b.md": one.format(5)})
    assert found.texts[0] == "content/weeknotes/2023/2023-12-05-b.md"
    assert found.errors() == []
    assert found.codes == ["same week"]


def test_a_header_without_fences_is_read(tmp_path):
    files = {
        "content/a.md": "Title: Roofs: a start\nDate: 2024-09-13\nCategory: Weeknotes\n\nWords.\n",
        "content/b.md": "Title: Walls\nDate: 2024-09-14\nDraft: remove-this-to-publish\n\nSEEDED\n",
        "content/posts/2024-09-15-c.md": "Note: the door\n\nis open.\n",
    }
    found = brought(tmp_path, files)
    assert {each.title: each.state for each in found.account.came} == {
        "Roofs: a start": "published",
        "Walls": "draft",
        "Note: the door": "published",
    }
    assert found.read("weeknotes/2024/2024-w37-ada-byron.md").endswith("---\n\nWords.\n")
    assert found.read("posts/2024-09-15-c.md").endswith("---\n\nNote: the door\n\nis open.\n")


@pytest.mark.parametrize(
    ("value", "state"),
    [("true", "draft"), ("yes", "draft"), ("until Monday", "draft"), ("false", "published"), ("", "published")],
)
def test_whatever_draft_says_but_no_hides_a_text(tmp_path, value, state):
    found = brought(tmp_path, {"posts/2024-09-13-x.md": f"---\ntitle: X\ndraft: {value}\n---\nWords.\n"})
    assert [each.state for each in found.account.came] == [state]


def test_a_list_that_eleventy_makes_of_all_texts_stays_out(tmp_path):
    loop = "---\ntitle: All\n---\n{%- for post in collections.weeknotes reversed -%}{{ post.url }}{%- endfor -%}\n"
    found = brought(tmp_path, {"notes.md": loop, "posts/2024-09-13-x.md": "x\n"})
    assert [each.title for each in found.account.left] == ["notes.md"]


def test_a_week_without_a_year_is_the_nearest_one_before_its_day():
    day = dated.moments.read("2024-01-05")
    said = {"week": "52"}
    assert str(dated.week(lambda name: said.get(name, ""), PurePosixPath("x.md"), "", day)) == "2023-W52"
    assert dated.week(lambda name: said.get(name, ""), PurePosixPath("x.md"), "", None) is None


def test_a_page_of_jekyll_that_ends_in_a_day_stays_a_page(tmp_path):
    files = {"_config.yml": "title: x\n", "privacy-2020-01-01.md": "---\ntitle: Privacy\n---\nx\n"}
    assert [each.kind for each in brought(tmp_path, files).account.came] == ["page"]


HUGO = {
    "hugo.toml": 'baseURL = "https://e.org/"\n',
    "content/posts/first.md": "+++\ntitle = 'First'\ndate = 2024-01-05\n[cover]\nimage = 'a.png'\nalt = 'Words'\n+++\n"
    '{{< highlight go "linenos=table" >}}\nx := "{{< a >}}"\n{{< / highlight >}}\n',
    "content/posts/second.cy.md": "---\ntitle: Ail\ndate: 2024-01-12\n---\nGeiriau.\n",
}


def test_hugos_cover_its_code_and_the_languages_in_its_names_come_along(tmp_path):
    picture(tmp_path / "old/content/posts/a.png")
    found = brought(tmp_path, HUGO)
    assert "image:\n  src: 2024-01-05-first/a.png\n  alt: Words\n" in found.read("posts/2024-01-05-first.md")
    assert found.read("posts/2024-01-05-first.md").endswith('---\n\n```go\nx := "{{< a >}}"\n```\n')
    assert "\nlang: cy\n" in found.read("posts/2024-01-12-second-cy.md")
    assert found.errors() == []


def test_folders_that_jekyll_was_told_to_show_come_along(tmp_path):
    files = {
        "_config.yml": 'include: ["_pages"]\n',
        "_pages/about.md": "---\ntitle: About\npermalink: /about/\n---\nUs\n",
        "_secret/x.md": "---\ntitle: X\n---\nx\n",
    }
    found = brought(tmp_path, files)
    assert (found.texts, [each.title for each in found.account.left]) == (["content/pages/about.md"], ["_secret/x.md"])


def test_the_picture_at_the_top_of_a_page_of_jekyll_comes_along(tmp_path):
    picture(tmp_path / "old/assets/roof.png")
    head = "header:\n  teaser: /assets/small.png\n  overlay_image: /assets/roof.png\n  image_description: A roof\n"
    files = {"_config.yml": "title: x\n", "_posts/2019-07-12-x.md": f"---\ntitle: X\n{head}---\nWords\n"}
    read = brought(tmp_path, files).read("posts/2019-07-12-x.md")
    assert "image:\n  src: 2019-07-12-x/roof.png\n  alt: A roof\n" in read


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("{{< youtube abc-1 >}}", "https://www.youtube.com/watch?v=abc-1"),
        ('{{< youtube id="abc" autoplay=true >}}', "https://www.youtube.com/watch?v=abc"),
        ('{% youtube "abc" %}', "https://www.youtube.com/watch?v=abc"),
        ("{% gist ada/5555251 %}", "https://gist.github.com/ada/5555251"),
        ("{{< gist ada 5555251 >}}", "https://gist.github.com/ada/5555251"),
        ('{{< tweet user="ada" id="12" >}}', "https://twitter.com/ada/status/12"),
        ("{{< instagram BWNjjyYFxVx >}}", "https://www.instagram.com/p/BWNjjyYFxVx/"),
    ],
)
def test_what_a_folder_shows_of_other_sites_becomes_a_link(typed, address):
    assert liquid.plain(f"See {typed}.") == f"See <{address}>."


@pytest.mark.parametrize("typed", ["{{< youtube >}}", '{{< tweet id="12" >}}', "{% youtube {{ page.video }} %}"])
def test_what_does_not_say_what_it_shows_stays_as_typed(typed):
    assert liquid.plain(typed) == typed
