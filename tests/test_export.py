"""Leaving: what an export holds, that others can read it, and that it is a site like the one it came from."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import frontmatter
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sites import CONFIG, write

from weeknotes import export as leaving
from weeknotes import pipeline
from weeknotes.config import Config
from weeknotes.errors import SiteError, UsageError
from weeknotes.export import header, links, lists
from weeknotes.past import Wish

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
SITE = """-- content/weeknotes/2026/2026-w27-housing.md --
---
team: housing
author: Siân Ŵyn & Ada Byron
tags: damp, "yes", '2026', no
takeaways: |
  - Ask: about the room
  - “Look” behind # the wardrobe
mood: happy
---
# Damp rooms

We counted, see [the study](/content/case-studies/damp.md#what-we-did), [[The map|a map]] and [[Damp study]].
![a van](/content/files/van.svg "The van") and [data][d], <a href="/case-studies/damp/">here</a>.

    [[Damp study]] in code

`[[Damp study]]` and [home](https://open.example.org/posts/hello/).

[d]: /content/files/rooms.csv
-- content/weeknotes/2026/2026-w27-data.md --
---
title: The map
team: data
updated: 2026-07-09 10:30
---
It has rivers.
-- content/weeknotes/2026/2026-w49-data.md --
---
team: data
date: 2026-12-04
---
Okapi to come.
-- content/weeknotes/2026/2026-w29-data.md --
---
team: data
state: draft
---
Okapi draft.
-- content/case-studies/damp.md --
---
title: Damp study
date: 2026-07-10
image: {src: ../files/van.svg, alt: A van}
numbers:
- {value: 15, unit: '%', what: of rooms, before: 20}
quotes:
- {text: "It was wet: very.", name: Ada Byron, role: Officer}
at_a_glance: {Place: Larkfield, Cost: £12000}
redirect_from: /old/damp/
story:
- {entry: 2026-w27-data, reason: Where it began}
---
## What we did
We asked.
-- content/posts/hello.md --
---
title: Hello
date: 2026-01-02
---
Hello to all. ![a van](../files/van.svg)
-- content/posts/helo.md --
---
title: Helo
date: 2026-01-02
lang: cy
translation_of: hello.md
---
Helo.
-- content/posts/gone.md --
---
title: Gone
date: 2026-01-03
withdrawn: Okapi was wrong.
---
Okapi text.
-- content/pages/about.md --
About us.
-- content/teams/data.md --
---
title: Data and maps
---
We map.
-- content/files/van.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>
-- content/files/rooms.csv --
a,b
-- content/files/unused.csv --
c,d
"""
NOTE = "content/weeknotes/2026/2026-w27-housing.md"


def wish(folder, **other):
    return Wish(folder, folder / "output", NOW, jobs=1, **other)


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    write(folder, SITE)
    return folder


@pytest.fixture
def leave(site, tmp_path):
    """Export the site; what is there then, by path."""

    def export(everything=False, to=tmp_path / "export"):
        export.left = leaving.leave(wish(site), to, everything)
        return {path.relative_to(to).as_posix(): path.read_bytes() for path in to.rglob("*") if path.is_file()}

    return export


def built(folder):
    account = pipeline.build(wish(folder))
    assert not [each for each in account.problems if each.severity == "error"], account.problems
    output = folder / "output"
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


# What there is


def test_all_that_is_published_is_there_and_nothing_else(leave):
    files = leave()
    texts = {path for path in files if path.endswith(".md")}
    assert {NOTE, "content/posts/helo.md", "content/pages/about.md", "content/teams/data.md"} <= texts
    assert len(texts) == 7
    assert {"content/files/van.svg", "content/files/rooms.csv", "export.json", "config.toml"} <= files.keys()
    assert "content/files/unused.csv" not in files
    assert not [path for path, data in files.items() if b"Okapi" in data and path != "export.json"]
    assert b"Okapi text" not in files["export.json"]


def test_with_all_drafts_are_marked_and_what_is_held_lies_apart(leave, site):
    write(site, "-- content/posts/broken.md --\n---\ndate: 2026-02-30\n---\nOkapi broken.\n")
    files = leave(everything=True)
    assert frontmatter.loads(files["content/weeknotes/2026/2026-w29-data.md"].decode())["draft"] is True
    later = frontmatter.loads(files["content/weeknotes/2026/2026-w49-data.md"].decode())
    assert (str(later["date"]), "draft" in later) == ("2026-12-04", False)
    assert files["not-published/content/posts/broken.md"] == (site / "content/posts/broken.md").read_bytes()
    assert b"Okapi text" in files["not-published/content/posts/gone.md"]
    told = json.loads(files["export.json"])
    assert {each["path"] for each in told["not_published"]} == {"content/posts/broken.md", "content/posts/gone.md"}
    assert {each["state"] for each in told["entries"]} == {"published", "scheduled", "draft"}


def test_the_same_site_makes_the_same_export_and_the_next_one_removes_what_is_gone(leave, site, tmp_path):
    first = leave()
    assert leave(to=tmp_path / "other") == first
    (tmp_path / "export/mine.txt").write_text("mine")
    (site / "content/posts/hello.md").unlink()
    (site / "content/posts/helo.md").unlink()
    (site / NOTE).write_text("Short.\n")
    second = leave()
    assert first.keys() - second.keys() >= {"content/posts/hello.md", "content/posts/helo.md"}
    assert second["mine.txt"] == b"mine"


# Markdown for everybody


def test_front_matter_is_plain_yaml_with_all_that_the_site_knew(leave):
    fields = yaml.safe_load(leave()[NOTE].decode().split("---\n")[1])
    assert fields == {
        "title": "Damp rooms",
        "lang": "en",
        "id": "weeknote/housing/2026-w27",
        "aliases": ["/weeknotes/2026/w27/housing/"],
        "date": date(2026, 7, 3),
        "week": "2026-W27",
        "series": "housing",
        "authors": ["Siân Ŵyn", "Ada Byron"],
        "teams": ["Housing"],
        "tags": ["damp", "yes", "2026", "no"],
        "takeaways": ["Ask: about the room", "“Look” behind # the wardrobe"],
        "mood": "happy",
    }


def test_no_two_texts_of_a_year_would_be_put_at_one_address_by_their_slugs(leave, site):
    write(site, "-- content/weeknotes/2026/2026-w30-data.md --\n---\nteam: data\nslug: rivers\n---\nMore.\n")
    made = {path: frontmatter.loads(data.decode()) for path, data in leave().items() if path.endswith(".md")}
    slugs = [(str(Path(path).parent), fields["slug"]) for path, fields in made.items() if "slug" in fields]
    assert len(set(slugs)) == len(slugs)
    # What the name of the file does not say stands in the header.
    assert made["content/weeknotes/2026/2026-w30-data.md"]["slug"] == "rivers"
    assert made["content/posts/hello.md"]["slug"] == "hello"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("- name: Health and Social Care team", ["Health and Social Care team"]),
        ("- Ada Byron", ["Ada Byron"]),
        ("- Ada Byron\n  - Health and Social Care team", ["Ada Byron", "Health and Social Care team"]),
    ],
)
def test_a_name_with_an_and_in_it_is_one_name_after_leaving_too(leave, site, tmp_path, typed, wanted):
    text = f"---\nteam: data\nauthors:\n  {typed}\n---\nWords.\n"
    write(site, f"-- content/weeknotes/2026/2026-w30-data.md --\n{text}")
    leave()
    leaving.leave(wish(tmp_path / "export"), tmp_path / "again")
    told = json.loads((tmp_path / "again/export.json").read_bytes())
    found = [each["authors"] for each in told["entries"] if each["markdown"].endswith("2026-w30-data.md")]
    assert found == [wanted]


def test_the_text_is_as_typed_but_for_links_that_nobody_else_could_follow(leave, site):
    body = leave()[NOTE].decode().split("---\n", 2)[2]
    assert body == (
        "# Damp rooms\n\n"
        "We counted, see [the study](../../case-studies/damp.md#what-we-did), [a map](2026-w27-data.md) and "
        "[Damp study](../../case-studies/damp.md).\n"
        '![a van](../../files/van.svg "The van") and [data][d], <a href="../../case-studies/damp.md">here</a>.\n\n'
        "    [[Damp study]] in code\n\n"
        "`[[Damp study]]` and [home](../../posts/hello.md).\n\n"
        "[d]: ../../files/rooms.csv\n"
    )


def test_every_link_to_a_file_leads_to_one_of_the_export(leave, tmp_path):
    files = leave()
    found = 0
    for path in (path for path in files if path.endswith(".md")):
        body = re.sub(r"^ {4}.*$|`[^`]*`", "", files[path].decode().split("---\n", 2)[2], flags=re.M)
        for target in re.findall(r'\]\(([^) ]+)|href="([^"]+)|\]: (\S+)', body):
            place = next(filter(None, target)).partition("#")[0]
            assert (tmp_path / "export" / path).parent.joinpath(place).is_file(), (path, place)
            found += 1
    assert found == 8


def test_old_addresses_go_along_with_the_present_one(leave):
    fields = frontmatter.loads(leave()["content/case-studies/damp.md"].decode())
    assert fields["aliases"] == ["/old/damp/", "/case-studies/damp/"]


def test_a_text_whose_links_cannot_be_put_right_with_certainty_stays_as_typed_and_is_told(leave, site):
    write(site, "-- content/posts/odd.md --\n---\ndate: 2026-03-01\n---\n<code>[[Hello]]</code> and [[Hello]].\n")
    body = leave()["content/posts/odd.md"].decode().split("---\n", 2)[2]
    assert body == "<code>[[Hello]]</code> and [[Hello]].\n"
    assert leave.left.as_typed == ("content/posts/odd.md",)


ODD = ("yes", "No", "null", "~", "2026-07-24", "12:30", "- a", "a: b", "#x", "'x", '"x', "“x”", "@a", "x ", "[a]", "{")
TYPED = st.text(max_size=40) | st.sampled_from(ODD)


@given(TYPED, st.lists(TYPED, max_size=3))
def test_whatever_a_value_is_yaml_reads_it_as_that_text(text, listed):
    clean = re.compile(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    text, listed = clean.sub("", text), [clean.sub("", each) for each in listed]
    values = {"name": text, "list": listed, "map": {"a": text}}
    read = yaml.safe_load("".join(header._lines(*each) for each in values.items()))
    is_date = bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))
    assert is_date or read["name"] == read["map"]["a"] == text
    assert [str(each) for each in read["list"] or ()] == listed


# One document


def test_the_document_tells_all_of_an_entry(leave):
    told = json.loads(leave()["export.json"])
    assert (told["format"], told["version"]) == ("weeknotes-export", 1)
    assert [each["id"] for each in told["entries"]] == sorted(each["id"] for each in told["entries"])
    entry = next(each for each in told["entries"] if each["id"] == "case-study/damp")
    assert entry["feed_id"] == "tag:open.example.org,2019:case-study/damp"
    assert entry["url"] == "https://open.example.org/case-studies/damp/"
    assert entry["former_addresses"] == ["/old/damp/"]
    assert entry["numbers"] == [{"value": "15", "unit": "%", "what": "of rooms", "before": "20"}]
    assert entry["story"] == [{"entry": "weeknote/data/2026-w27", "url": "", "reason": "Where it began"}]
    assert entry["image"] == {"src": "../files/van.svg", "alt": "A van", "file": "content/files/van.svg"}
    assert entry["markdown"] == "content/case-studies/damp.md"
    assert "<p>We asked.</p>" in entry["html"]
    assert told["withdrawn"] == [{
        "id": "post/gone", "feed_id": "tag:open.example.org,2019:post/gone", "title": "Gone",
        "address": "/posts/gone/", "url": "https://open.example.org/posts/gone/", "reason": "Okapi was wrong.",
    }]  # fmt: skip


def test_links_of_the_document_are_absolute_and_name_what_they_lead_to(leave):
    told = json.loads(leave()["export.json"])
    entry = next(each for each in told["entries"] if each["id"] == "weeknote/housing/2026-w27")
    assert {"entry": "case-study/damp", "file": ""}.items() <= entry["links"][0].items()
    assert entry["links"][0]["url"] == "https://open.example.org/case-studies/damp/#what-we-did"
    assert {each["file"] for each in entry["links"]} == {"", "content/files/van.svg", "content/files/rooms.csv"}
    assert 'href="https://open.example.org/weeknotes/2026/w27/data/"' in entry["html"]


# There and back


def without_order(data):
    """A page without what follows from titles that are written down now: which entries are related."""
    return re.sub(rb'<section class="related".*?</section>', b"", data, flags=re.S)


def test_the_export_is_a_site_with_the_same_titles_dates_ids_and_texts(leave, site, tmp_path):
    leave()
    before, after = built(site), built(tmp_path / "export")
    gone = {"posts/gone/index.html"}  # the tombstone of a text that no export holds
    assert before.keys() - after.keys() == gone
    names = ("id", "kind", "address", "title", "week", "date", "teams", "themes", "source")
    ledgers = [json.loads(each["site.json"])["entries"] for each in (before, after)]
    one, other = ([[entry[name] for name in names] for entry in entries] for entries in ledgers)
    assert one == other
    for name in ("feed.json", "feed.atom", "weeks/feed.xml", "teams/data/feed.xml", "feeds.opml"):
        assert after[name] == before[name], name
    # What starts the next note carries on the series, which is written down now.
    pages = [name for name in after if name.endswith(".html") and name != "write/index.html"]
    assert [name for name in pages if without_order(after[name]) != without_order(before[name])] == []


def test_the_demonstration_comes_through_whole(tmp_path):
    leaving.leave(wish(ROOT), tmp_path / "export")
    first = {path.name: path.read_bytes() for path in (tmp_path / "export").iterdir() if path.is_file()}
    told = json.loads(first["export.json"])
    leaving.leave(wish(tmp_path / "export"), tmp_path / "again")
    again = json.loads((tmp_path / "again/export.json").read_bytes())
    for now, then in zip(again["entries"], told["entries"], strict=True):
        for name in ("id", "feed_id", "title", "address", "date", "updated", "html", "text", "authors", "teams"):
            assert now[name] == then[name], (then["id"], name)


# Places


def outside(folder):
    """Every file but what builds remember."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".weeknotes" not in path.parts)
    return {path: path.read_bytes() for path in paths}


@pytest.mark.parametrize("place", ["foreign", "site", "site/content", "site/output", "site/content/x", "file", "built"])
def test_a_place_that_holds_something_else_is_refused_and_stays(leave, site, tmp_path, place):
    built(site)
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign/mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (site / "output").rename(tmp_path / "built")
    built(site)
    before = outside(tmp_path)
    with pytest.raises(UsageError) as told:
        leave(to=tmp_path / place)
    assert str(tmp_path / place) in str(told.value)
    after = outside(tmp_path)
    assert after == before


@pytest.mark.parametrize("place", ["/proc/export", "file/export"])
def test_a_place_that_cannot_be_written_is_told(leave, tmp_path, place):
    (tmp_path / "file").write_text("")
    with pytest.raises(SiteError) as told:
        leave(to=tmp_path / place)
    assert "cannot be written" in told.value.problem.message


# Links


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("[[A]] `[[A]]` ``[[A]] ` ``", "[A](b.md) `[[A]]` ``[[A]] ` ``"),
        ("```\n[[A]]\n```\n[[ A ]]", "```\n[[A]]\n```\n[A](b.md)"),
        ("~~~\n[x](/a)\n~~~\n[x](/a) [y](</a> 't')", "~~~\n[x](/a)\n~~~\n[x](b.md) [y](<b.md> 't')"),
        ("[x](/ab) /a (/a)", "[x](/ab) /a (/a)"),
        ("[r]: /a\n<a href='/a'>", "[r]: b.md\n<a href='b.md'>"),
    ],
)
def test_links_are_replaced_where_they_are_links(body, made):
    assert links._replaced(body, {("wiki", "A"): "b.md", ("link", "/a"): "b.md"}, links.CODES[0]) == made


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("1) One\n2) Two\n", "1. One\n2. Two\n"),
        ("> 1) One\n\n- 1) Two\n", "> 1. One\n\n- 1. Two\n"),
        ("```\n1) code\n```\n\n1) One\n", "```\n1) code\n```\n\n1. One\n"),
        # Two lists that would run together, and words in the middle of a paragraph, stay.
        ("1. One\n1) Two\n", "1. One\n1) Two\n"),
        ("We saw\n2) doors\n", "We saw\n2) doors\n"),
        ("No list at all.\n", "No list at all.\n"),
    ],
)
def test_numbers_with_a_bracket_become_those_that_every_program_knows(typed, wanted):
    read = links.reader("content/posts/x.md", Config().markdown, "A title")
    assert lists.dotted(typed, read) == wanted
