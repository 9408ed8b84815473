"""What subscribers get over the years: archives, the digest, the last item of a series, one id everywhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta

import feedparser
import pytest
from conftest import build
from lxml import etree
from sites import CONFIG

URL = "https://open.example.org/"
NAMES = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
WEEKS = [date(2024, 1, 5) + timedelta(weeks=week) for week in range(130)]  # Fridays
SERIES = '[teams]\nhousing = "Housing"\n[series.housing]\nname = "Housing notes"\n'
FEED = re.compile(r"(.*/)?feed(-\d+)?\.(xml|atom|json)")


def note(day, team="housing", title="", words="We mended a boiler.", **fields):
    week = f"{day:%G-W%V}"
    given = "".join(f"{name}: {value}\n" for name, value in {"week": week, "author": "Ada Obi", **fields}.items())
    head = f"title: {title}\n" if title else ""
    path = f"content/weeknotes/{team}/{week.lower()}.md"
    return f"-- {path} --\n---\n{head}team: {team}\ndate: {day}\n{given}---\n{words}\n"


def notes(days, **how):
    return "".join(note(day, words=f"We mended boiler {number}.", **how) for number, day in enumerate(days))


@pytest.fixture(scope="module")
def long_site(tmp_path_factory):
    """Two and a half years of notes: one hundred and thirty."""
    files = notes(WEEKS, tags="boilers")
    files += note(date(2024, 2, 2), "draft", state="draft") + note(date(2024, 2, 2), "gone", withdrawn="A mistake")
    return build(tmp_path_factory.mktemp("long"), files)


def links(data, rel):
    return [str(each) for each in etree.fromstring(data).xpath(f"//a:link[@rel='{rel}']/@href", namespaces=NAMES)]


def walk(site, start, older):
    """The documents of a feed, from the newest back to the oldest."""
    file = start
    while file:
        yield file, site.output[file]
        file = older(site.output[file]).removeprefix(URL)


def of_xml(data):
    return next(iter(links(data, "prev-archive")), "")


def of_json(data):
    return json.loads(data).get("next_url", "")


def ids(name, data):
    if name.endswith("json"):
        return [item["id"] for item in json.loads(data)["items"]]
    return [entry.id for entry in feedparser.parse(data).entries]


# Archives


@pytest.mark.parametrize(("ending", "older"), [("xml", of_xml), ("atom", of_xml), ("json", of_json)])
@pytest.mark.parametrize("section", ["", "teams/housing/"])
def test_the_whole_history_can_be_read_from_a_feed_backwards(long_site, section, ending, older):
    found = list(walk(long_site, f"{section}feed.{ending}", older))
    names = [file.removeprefix(section) for file, _ in found]
    assert names == [f"feed.{ending}", f"feed-2.{ending}", f"feed-1.{ending}"]
    read = [id for file, data in found for id in ids(file, data)]
    assert len(set(read)) == 130
    assert not [id for id in read if "draft" in id or "gone" in id]


@pytest.mark.parametrize("ending", ["xml", "atom"])
def test_an_archive_says_that_it_is_one_and_where_the_feed_is(long_site, ending):
    data = long_site.output[f"teams/housing/feed-1.{ending}"]
    assert len(etree.fromstring(data).xpath("//fh:archive", namespaces=NAMES)) == 1
    assert links(data, "current") == [f"{URL}teams/housing/feed.{ending}"]
    assert links(data, "self") == [f"{URL}teams/housing/feed-1.{ending}"]
    feed = long_site.output[f"teams/housing/feed.{ending}"]
    assert etree.fromstring(feed).xpath("//fh:archive", namespaces=NAMES) == []
    assert links(feed, "current") == []


def test_archives_are_one_feed_with_the_feed(long_site):
    newest, oldest = (etree.fromstring(long_site.output[file]) for file in ("feed.atom", "feed-1.atom"))
    assert newest.findtext("a:id", None, NAMES) == oldest.findtext("a:id", None, NAMES)


def test_only_the_whole_site_and_its_series_have_archives(long_site):
    archived = {file.rpartition("/")[0] for file in long_site.output if re.search(r"feed-\d+\.", file)}
    assert archived == {"", "teams/housing"}


def test_a_person_who_writes_alone_has_archives_too(tmp_path):
    files = "".join(
        f"-- content/weeknotes/{day}.md --\n---\ndate: {day}\nauthor: Ada Obi\n---\nA note of {day}.\n"
        for day in WEEKS[:51]
    )
    archived = {file for file in build(tmp_path, files).output if file.endswith("feed-1.atom")}
    assert archived == {"feed-1.atom", "people/ada-obi/feed-1.atom"}


def test_nobody_is_offered_an_archive(long_site):
    pages = "".join(long_site.page(file) for file in ("index.html", "feeds/index.html", "feeds.opml", "site.json"))
    assert not re.search(r"feed-\d", pages)


def test_a_new_note_changes_no_archive(tmp_path):
    before = {file: data for file, data in build(tmp_path, notes(WEEKS[:51])).output.items() if "feed-1." in file}
    after = build(tmp_path, note(WEEKS[51], words="A new boiler.")).output
    assert len(before) == 6
    assert {file: after[file] for file in before} == before
    assert b"A new boiler" in after["teams/housing/feed.atom"]


def test_an_edit_changes_the_documents_alone_that_hold_the_note(tmp_path):
    days = WEEKS[:120]
    before = build(tmp_path, notes(days)).output
    after = build(tmp_path, note(days[60], words="We mended boiler 60 again.")).output
    changed = {file for file in before if FEED.fullmatch(file) and before[file] != after[file]}
    holding = {file for file, data in after.items() if FEED.fullmatch(file) and b"boiler 60 again" in data}
    assert changed == holding
    assert changed == {f"{at}feed-2.{ending}" for at in ("", "teams/housing/") for ending in ("xml", "atom", "json")}


@pytest.mark.parametrize(("count", "archives"), [(50, 0), (51, 1), (100, 1), (101, 2)])
def test_there_are_archives_where_a_feed_has_more_than_it_holds(tmp_path, count, archives):
    site = build(tmp_path, notes(WEEKS[:count]))
    assert len([file for file in site.output if re.fullmatch(r"feed-\d+\.atom", file)]) == archives


def test_a_feed_of_few_entries_has_no_hundred_archives(tmp_path):
    site = build(tmp_path, notes(WEEKS), f"{CONFIG}[feeds]\nlimit = 2\n")
    found = list(walk(site, "feed.json", of_json))
    assert [len(json.loads(data)["items"]) for _, data in found] == [2, 30, 50, 50]


def test_a_ledger_knows_feeds_and_not_their_archives(tmp_path):
    site = build(tmp_path, notes(WEEKS))
    again = build(tmp_path, config=f"{CONFIG}[feeds]\nlimit = 200\n", previous=site.output["site.json"])
    assert "feed-1.atom" not in again.output


# Titles, ids, times


def test_no_two_notes_of_one_title_look_the_same_in_a_feed(tmp_path):
    site = build(tmp_path, notes(WEEKS[:53], title="This week at Reach Council"))
    titles = Counter(item["title"] for item in json.loads(site.output["feed.json"])["items"])
    assert set(titles.values()) == {1}
    assert "This week at Reach Council (Housing, Week 1)" in titles


def test_a_note_has_one_id_in_every_feed_and_format(long_site):
    seen = {}
    for file, data in long_site.output.items():
        if FEED.fullmatch(file) and "weeks/" not in file:
            read = feedparser.parse(data).entries if not file.endswith("json") else json.loads(data)["items"]
            for each in read:
                seen.setdefault(each.get("link") or each["url"], set()).add(each["id"])
    assert len(seen) == 130
    assert {len(found) for found in seen.values()} == {1}


def test_a_change_of_the_templates_changes_no_feed(tmp_path):
    before = build(tmp_path, notes(WEEKS[:3])).output
    names = ("weeknote", "home", "term")
    own = "".join(f"-- templates/{name}.html --\n<title>x</title>{{{{ page.title }}}}\n" for name in names)
    after = build(tmp_path, own).output
    assert before["index.html"] != after["index.html"]
    assert {file: after[file] for file in before if FEED.fullmatch(file)} == {
        file: data for file, data in before.items() if FEED.fullmatch(file)
    }


def test_a_correction_is_told_when_its_writer_says_so(tmp_path):
    build(tmp_path, notes(WEEKS[:2]))
    site = build(tmp_path, note(WEEKS[0], words="Mended twice.", updated="2024-03-01"))
    changed = {item["id"][-8:]: item["date_modified"][:10] for item in json.loads(site.output["feed.json"])["items"]}
    assert changed == {"2024-w01": "2024-03-01", "2024-w02": "2024-01-12"}


ONE = note(date(2026, 7, 10), title="A boiler", words="We mended [a boiler](https://e.org/).")


def words_of(site, file="feed.json"):
    return {each["id"]: each for each in json.loads(site.output[file])["items"]}


@pytest.mark.parametrize(
    ("change", "config"),
    [
        (note(date(2026, 7, 3), title="A neighbour", words="Damp."), ""),
        (ONE.replace("2026-w28.md", "2026-w28-housing.md"), ""),
        (ONE.replace("2026-w28.md", "Week 28 boiler.md"), ""),
        (ONE.replace("week: 2026-W28\n", "").replace("date: 2026-07-10", "week: 2026-W28\ndate: 10 July 2026"), ""),
        ("-- content/pages/about.md --\n---\ntitle: About\n---\nUs.\n", ""),
        ("", "[feeds]\nlimit = 9\n"),
    ],
    ids=["a neighbour", "a name", "another name", "the same date, typed anew", "a page", "a setting"],
)
def test_an_item_stays_as_it_is_unless_its_words_change(tmp_path, change, config):
    before = build(tmp_path, ONE)
    for path in (tmp_path / "content/weeknotes").rglob("*.md") if "A boiler" in change else ():
        path.unlink()
    after = build(tmp_path, change, f"{CONFIG}{config}", previous=before.output["site.json"])
    for file in ("feed.json", "weeknotes/feed.json", "teams/housing/feed.json"):
        name, told = next(iter(words_of(before, file).items()))
        assert words_of(after, file)[name] == told
    for file in ("feed.atom", "feed.xml"):
        entry = feedparser.parse(before.output[file]).entries[0]
        assert entry in feedparser.parse(after.output[file]).entries


@pytest.mark.parametrize("how", [b"\r\n", b"\n\n\n", "\N{BYTE ORDER MARK}".encode()])
def test_a_file_that_is_saved_anew_by_another_editor_is_no_change(tmp_path, how):
    before = build(tmp_path, ONE).output
    path = tmp_path / "content/weeknotes/housing/2026-w28.md"
    data = path.read_bytes()
    path.write_bytes(data.replace(b"\n", how) if how == b"\r\n" else data + how if how.isspace() else how + data)
    after = build(tmp_path, today="2026-12-01").output
    assert {file: after[file] for file in before if FEED.fullmatch(file)} == {
        file: data for file, data in before.items() if FEED.fullmatch(file)
    }


@pytest.mark.parametrize("count", [51, 101, 130])
def test_the_oldest_archive_names_the_one_after_it(tmp_path, count):
    site = build(tmp_path, notes(WEEKS[:count]))
    after = f"{URL}feed-2.atom" if count > 100 else f"{URL}feed.atom"
    assert links(site.output["feed-1.atom"], "next-archive") == [after]
    others = [data for file, data in site.output.items() if re.fullmatch(r"feed(-[2-9])?\.atom", file)]
    assert [links(data, "next-archive") for data in others] == [[]] * len(others)


# The digest


@pytest.mark.parametrize(
    ("today", "weeks"),
    [("2026-07-12", ["2026-w27"]), ("2026-07-13", ["2026-w28", "2026-w27"]), ("2026-07-08", ["2026-w27"])],
)
def test_the_digest_of_a_week_comes_when_the_week_is_over(tmp_path, today, weeks):
    site = build(tmp_path, notes([date(2026, 7, 3), date(2026, 7, 7)]), today=today)
    found = json.loads(site.output["weeks/feed.json"])["items"]
    assert [item["id"].rpartition("/")[2] for item in found] == weeks
    assert all(item["date_published"][:10] <= today for item in found)


def test_a_late_note_changes_a_digest_and_does_not_date_it_anew(tmp_path):
    build(tmp_path, notes([date(2026, 7, 3)]), f"{CONFIG}{SERIES}")
    before = json.loads((tmp_path / "output/weeks/feed.json").read_bytes())["items"][0]
    late = note(date(2026, 7, 3), "data").replace("date: 2026-07-03", "date: 2026-07-08")
    after = json.loads(build(tmp_path, late).output["weeks/feed.json"])["items"][0]
    assert after["summary"] == "2 notes"
    assert (after["id"], after["date_published"]) == (before["id"], before["date_published"])
    assert before["date_modified"] < after["date_modified"]


# The end of a series


def ended(folder, today="2026-11-21", **how):
    config = f'{CONFIG}{SERIES}ended = "2024-W03"\n' + "".join(f'{name} = "{value}"\n' for name, value in how.items())
    return build(folder, notes(WEEKS[:3]), config, today)


def test_a_series_that_has_ended_says_so_in_its_feeds_and_on_its_page(tmp_path):
    site = ended(tmp_path, farewell="Thank you. We go on as Homes & Repairs.")
    for file in ("feed.xml", "feed.atom", "feed.json"):
        data = site.output[f"teams/housing/{file}"]
        read = json.loads(data)["items"] if file.endswith("json") else feedparser.parse(data).entries
        assert read[0]["title"] == "The end of Housing notes"
        assert read[0]["id"] == "tag:open.example.org,2019:ended/housing"
        assert len(read) == 4
    assert "Thank you. We go on as Homes &amp; Repairs." in site.page("teams/housing/index.html")
    assert "Housing (ended)" in site.page("feeds/index.html")
    assert b"The end of" not in site.output["feed.json"]


def test_without_words_of_its_own_a_farewell_tells_the_last_week(tmp_path):
    (item, *_) = json.loads(ended(tmp_path).output["teams/housing/feed.json"])["items"]
    assert "Monday 15 to Sunday 21 January 2024" in item["content_html"]
    assert item["date_published"] == "2024-01-21T12:00:00+00:00"


def test_the_last_item_comes_after_a_note_that_was_late(tmp_path):
    ended(tmp_path)
    late = note(WEEKS[2], words="Late.").replace(f"date: {WEEKS[2]}", "date: 2024-01-24")
    site = build(tmp_path, late, (tmp_path / "config.toml").read_text())
    first, second, *_ = json.loads(site.output["teams/housing/feed.json"])["items"]
    assert (first["title"], second["content_html"]) == ("The end of Housing notes", "<p>Late.</p>\n")
    assert first["date_published"] == second["date_published"] == "2024-01-24T01:00:00+00:00"


@pytest.mark.parametrize(("today", "told"), [("2024-01-21", False), ("2024-01-22", True)])
def test_a_series_ends_when_its_last_week_is_over(tmp_path, today, told):
    assert (b"The end of" in ended(tmp_path, today).output["teams/housing/feed.json"]) is told


def test_a_series_without_a_team_ends_in_its_own_feed(tmp_path):
    head = "-- content/weeknotes/{0:%G-w%V}.md --\n---\nseries: diary\ndate: {0}\n---\nText {0}\n"
    files = "".join(map(head.format, WEEKS[:2]))
    site = build(tmp_path, files, f'{CONFIG}[series.diary]\nname = "The diary"\nended = "2024-W02"\n')
    titles = [item["title"] for item in json.loads(site.output["series/diary/feed.json"])["items"]]
    assert titles[0] == "The end of The diary"


# A hub, and a browser


def test_every_feed_names_the_hub_and_itself(tmp_path):
    hub = "https://hub.example.org/push?a=1&b=2"
    site = build(tmp_path, notes(WEEKS), f'{CONFIG}[feeds]\nhub = "{hub}"\n')
    for file in ("feed.xml", "teams/housing/feed.atom", "weeks/feed.xml"):
        assert links(site.output[file], "hub") == [hub]
        assert links(site.output[file], "self") == [URL + file]
    assert json.loads(site.output["feed.json"])["hubs"] == [{"type": "WebSub", "url": hub}]
    assert links(site.output["feed-1.xml"], "hub") == []


@pytest.mark.parametrize(
    ("file", "style"), [("feed.xml", "assets/feed.css"), ("teams/housing/feed.atom", "../../assets/feed.css")]
)
def test_a_browser_finds_a_style_sheet_and_no_script(long_site, file, style):
    assert f'<?xml-stylesheet type="text/css" href="{style}"?>'.encode() in long_site.output[file]
    assert "assets/feed.css" in long_site.output
    assert not re.search(rb"xsl|<script", long_site.output[file])


def test_the_page_of_feeds_tells_how_to_follow_one_by_section(long_site):
    page = long_site.page("feeds/index.html")
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == ["Everything", "By kind", "Teams", "Tags", "People"]
    assert "feed reader" in page
    assert "e-mail" in page


def test_readers_import_the_list_with_a_folder_for_each_section(long_site):
    folders = etree.fromstring(long_site.output["feeds.opml"]).findall("body/outline")
    assert [each.get("text") for each in folders] == ["Everything", "By kind", "Teams", "Tags", "People"]
    assert folders[2][0].get("xmlUrl") == f"{URL}teams/housing/feed.xml"
