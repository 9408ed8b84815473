"""What was published stays to be found: moves, renames, new domains, things taken back, over many builds."""

import json
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import CONFIG, write

import weeknotes
from weeknotes import ledger
from weeknotes.errors import MeaningError
from weeknotes.past import Wish

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
NOTE = "content/weeknotes/2026/2026-w27-housing.md"
POST = "content/posts/2026-01-02-hello.md"
SITE = f"""-- config.toml --
{CONFIG}
-- {NOTE} --
---
title: The week of the boilers
team: housing
tags: damp
---
We mended boilers.
-- content/weeknotes/2026/2026-w27-data.md --
---
title: Rivers on a map
team: data
---
The map has rivers.
-- {POST} --
---
title: Hello
date: 2026-01-02
---
Hello to all.
-- content/teams/housing.md --
---
title: Housing Repairs
---
We mend.
"""


class Site:
    """A site that is published again and again, each time compared with what stands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.previous = b""
        write(folder, SITE)
        self.publish()

    def publish(self, **changes):
        """Build; where nothing stops that, the result is what stands from now on."""
        wish = Wish(self.folder, self.folder / "output", NOW, jobs=1, previous=self.previous, **changes)
        self.account = weeknotes.build(wish)
        if not self.stopped:
            self.previous = (self.folder / "output/site.json").read_bytes()
        return self

    @property
    def stopped(self) -> list[weeknotes.Problem]:
        return [problem for problem in self.account.problems if problem.severity == "error"]

    @property
    def codes(self) -> set[str]:
        return {problem.code for problem in self.account.problems}

    def page(self, address: str) -> str:
        path = self.folder / "output" / address
        return (path / "index.html" if address.endswith("/") or not address else path).read_text(encoding="utf-8")

    def leads_to(self, address: str) -> str:
        """Where the page at an old address leads, as an address."""
        found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', self.page(address))
        assert found, f"/{address} does not lead on"
        whole = (Path("/") / address / found[1]).as_posix()
        parts: list[str] = []
        for part in whole.split("/"):
            parts = parts[:-1] if part == ".." else [*parts, part] if part not in ("", ".") else parts
        return "/".join([*parts, ""])

    def uris(self) -> dict[str, str]:
        """The feed id of each entry by its title."""
        return {each["title"]: each["id"] for each in json.loads(self.previous)["entries"]}

    def move(self, path: str, to: str):
        (self.folder / to).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).rename(self.folder / to)

    def edit(self, path: str, old: str, new: str):
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "site")


def test_a_renamed_post_keeps_its_id_and_its_old_address_leads_on(site):
    before = site.uris()
    site.move(POST, "content/posts/2026-01-02-greetings.md")
    site.publish()
    assert not site.stopped
    assert site.uris() == before
    assert site.leads_to("posts/hello/") == "posts/greetings/"
    (hint,) = [problem for problem in site.account.problems if problem.code == "ledger.renamed"]
    assert hint.suggestion == "id: post/hello"


def test_what_the_hint_says_to_write_down_settles_it(site):
    site.move(POST, "content/posts/2026-01-02-greetings.md")
    site.publish()
    site.edit("content/posts/2026-01-02-greetings.md", "title: Hello", "title: Hello\nid: post/hello")
    before = site.uris()
    site.publish()
    assert site.uris() == before
    assert "ledger.renamed" not in site.codes
    assert site.leads_to("posts/hello/") == "posts/greetings/"


def test_old_addresses_lead_on_for_ever(site):
    for name in ("greetings", "salutations", "welcome"):
        (path,) = (site.folder / "content/posts").glob("*.md")
        site.move(path.relative_to(site.folder).as_posix(), f"content/posts/2026-01-02-{name}.md")
        site.publish()
    for old in ("hello", "greetings", "salutations"):
        assert site.leads_to(f"posts/{old}/") == "posts/welcome/"
    site.publish()
    assert site.leads_to("posts/hello/") == "posts/welcome/"


def test_a_way_back_is_no_circle(site):
    site.move(POST, "content/posts/2026-01-02-greetings.md")
    site.publish()
    site.move("content/posts/2026-01-02-greetings.md", POST)
    site.publish()
    assert "Hello to all." in site.page("posts/hello/")
    assert site.leads_to("posts/greetings/") == "posts/hello/"


def test_a_new_title_and_slug_in_the_same_file_keep_the_id(site):
    before = site.uris()["Hello"]
    site.edit(POST, "title: Hello", "title: Good day\nslug: good-day")
    site.publish()
    assert site.uris()["Good day"] == before
    assert site.leads_to("posts/hello/") == "posts/good-day/"


def test_a_note_that_moves_to_another_week_keeps_its_id(site):
    before = site.uris()["The week of the boilers"]
    site.move(NOTE, NOTE.replace("w27", "w28"))
    site.publish()
    assert site.uris()["The week of the boilers"] == before
    assert site.leads_to("weeknotes/2026/w27/housing/") == "weeknotes/2026/w28/housing/"


@pytest.mark.parametrize("url", ["https://new.example.org/", "https://reach.example/open/notes/"])
def test_a_new_domain_or_base_path_changes_no_id(site, url):
    before = site.uris()
    site.edit("config.toml", "https://open.example.org/", url)
    site.publish()
    assert not site.stopped
    assert site.uris() == before
    assert before["Hello"] in site.page("feed.xml")


def test_a_text_that_vanished_stops_the_build_with_the_line_to_write(site):
    (site.folder / POST).unlink()
    site.publish()
    (problem,) = site.stopped
    assert (problem.code, problem.path) == ("ledger.lost", POST)
    assert "redirect_from: /posts/hello/" in problem.suggestion
    assert "Hello to all." in site.page("posts/hello/")  # the old site stands


def test_another_text_may_take_its_place(site):
    (site.folder / POST).unlink()
    write(site.folder, "-- content/posts/2026-03-04-news.md --\n---\nredirect_from: /posts/hello/\n---\nNews.\n")
    site.publish()
    assert not site.stopped
    assert site.leads_to("posts/hello/") == "posts/news/"


def test_what_became_a_draft_stops_the_build(site):
    site.edit(POST, "title: Hello", "title: Hello\nstate: draft")
    site.publish()
    (problem,) = site.stopped
    assert problem.suggestion.startswith("withdrawn: ")
    assert "draft" in problem.message


def test_what_was_withdrawn_leaves_a_tombstone_and_may_not_vanish_later(site):
    site.edit(POST, "title: Hello", "title: Hello\nwithdrawn: It was wrong.")
    site.publish()
    assert not site.stopped
    assert "It was wrong." in site.page("posts/hello/")
    told = json.loads(site.previous)
    assert "Hello" not in json.dumps(told["entries"])
    assert [each["address"] for each in told["withdrawn"]] == ["posts/hello/"]
    (site.folder / POST).unlink()
    assert [problem.code for problem in site.publish().stopped] == ["ledger.lost"]


def test_a_renamed_team_leads_on_with_its_feeds(site):
    site.move("content/teams/housing.md", "content/teams/homes.md")
    site.edit("content/teams/homes.md", "title: Housing Repairs", "title: Homes\nredirect_from: /teams/housing/")
    site.edit(NOTE, "team: housing", "team: homes")
    before = site.uris()["The week of the boilers"]
    site.publish()
    assert not site.stopped
    assert site.leads_to("teams/housing/") == "teams/homes/"
    assert before in site.page("teams/housing/feed.xml")
    assert before in site.page("teams/homes/feed.atom")


def test_a_tag_that_nobody_uses_any_more_leads_to_all_tags_and_its_feed_ends(site):
    site.edit(NOTE, "tags: damp", "tags: boilers")
    site.publish()
    assert not site.stopped
    assert site.leads_to("tags/damp/") == "tags/"
    assert "has ended" in site.page("tags/damp/feed.xml")
    assert json.loads(site.page("tags/damp/feed.json"))["items"] == []
    site.publish()
    assert site.leads_to("tags/damp/") == "tags/"


def test_a_tag_that_comes_back_has_its_page_again(site):
    site.edit(NOTE, "tags: damp", "tags: boilers")
    site.publish()
    site.edit(NOTE, "tags: boilers", "tags: damp")
    site.publish()
    assert "The week of the boilers" in site.page("tags/damp/")


def test_pages_that_moved_are_in_no_list(site):
    site.move(POST, "content/posts/2026-01-02-greetings.md")
    site.publish()
    assert "posts/hello/" not in site.page("sitemap.xml") + site.page("posts/") + site.page("feed.xml")


def test_a_new_entry_at_an_old_address_has_it(site):
    before = site.uris()
    site.move(POST, "content/posts/2026-01-02-greetings.md")
    site.publish()
    write(site.folder, "-- content/posts/2026-05-06-hello.md --\n---\ntitle: Another\n---\nAnother hello.\n")
    site.publish()
    assert "Another hello." in site.page("posts/hello/")
    assert site.uris()["Hello"] == before["Hello"]
    assert site.uris()["Another"] == "tag:open.example.org,2019:post/hello/2026-05-06"
    known = site.uris()
    assert site.publish().uris() == known


def test_two_texts_that_begin_alike_are_not_taken_for_one_that_is_gone(site):
    (site.folder / POST).unlink()
    for name in ("one", "two"):
        write(site.folder, f"-- content/posts/{name}.md --\n---\ntitle: Hello\ndate: 2026-01-02\n---\nHello to all.\n")
    assert [problem.code for problem in site.publish().stopped] == ["ledger.lost"]


# Journeys: what happens to a site over years


def test_two_renames_in_a_row_without_a_publication_between_are_one(site):
    before = site.uris()
    site.move(POST, "content/posts/2026-01-02-greetings.md")
    site.move("content/posts/2026-01-02-greetings.md", "content/posts/2026-01-02-welcome.md")
    site.publish()
    assert site.uris() == before
    assert site.leads_to("posts/hello/") == "posts/welcome/"


def exchange_names(site):
    """Publish two posts, exchange the names of their files and publish again; the ids from before, by title."""
    other = "content/posts/2026-02-03-news.md"
    write(site.folder, f"-- {other} --\n---\ntitle: News\n---\nNews of the bells.\n")
    before = site.publish().uris()
    site.move(POST, "content/posts/aside.md")
    site.move(other, "content/posts/2026-02-03-hello.md")
    site.move("content/posts/aside.md", "content/posts/2026-01-02-news.md")
    site.publish()
    return before


def test_two_texts_that_exchange_their_names_keep_their_ids(site):
    before = exchange_names(site)
    assert not site.stopped
    assert site.uris() == before
    assert "News of the bells." in site.page("posts/hello/")
    assert "Hello to all." in site.page("posts/news/")
    site.publish()
    assert site.uris() == before


def test_three_texts_that_pass_their_names_on_in_a_circle_keep_their_ids(site):
    names = ("one", "two", "three")
    for name in names:
        write(site.folder, f"-- content/posts/{name}.md --\n---\ntitle: T {name}\ndate: 2026-01-05\n---\nOf {name}.\n")
    before = site.publish().uris()
    for name in names:
        site.move(f"content/posts/{name}.md", f"content/posts/{name}.old")
    for name, new in zip(names, ("two", "three", "one"), strict=True):
        site.move(f"content/posts/{name}.old", f"content/posts/{new}.md")
    assert site.publish().uris() == before
    assert "Of one." in site.page("posts/two/")


def test_a_note_that_gives_its_week_to_the_next_one_in_one_go_keeps_its_id(site):
    before = site.uris()
    site.move(NOTE, NOTE.replace("w27", "w26"))
    write(site.folder, f"-- {NOTE} --\n---\ntitle: The week of the roofs\nteam: housing\n---\nWe mended roofs.\n")
    for _ in range(2):
        assert not site.publish().stopped
        assert site.uris()["The week of the boilers"] == before["The week of the boilers"]
        assert site.uris()["The week of the roofs"] not in before.values()
    assert "We mended roofs." in site.page("weeknotes/2026/w27/housing/")
    assert "We mended boilers." in site.page("weeknotes/2026/w26/housing/")


def test_texts_that_all_move_on_by_one_keep_their_ids(site):
    for number in (1, 2, 3):
        text = f"---\ntitle: Number {number}\ndate: 2026-01-0{number}\n---\nOf {number}.\n"
        write(site.folder, f"-- content/posts/{number}.md --\n{text}")
    before = site.publish().uris()
    for number in (3, 2, 1):
        site.move(f"content/posts/{number}.md", f"content/posts/{number + 1}.md")
    write(site.folder, "-- content/posts/1.md --\n---\ntitle: The very first\ndate: 2026-01-01\n---\nFound late.\n")
    assert not site.publish().stopped
    now = site.uris()
    assert {title: now[title] for title in before} == before
    assert now["The very first"] not in before.values()


def test_an_exchange_of_names_outlasts_edits_of_both_texts(site):
    before = exchange_names(site)
    site.edit("content/posts/2026-02-03-hello.md", "News of the bells.", "Much news of the bells.")
    site.edit("content/posts/2026-01-02-news.md", "Hello to all.", "Hello to everybody.")
    assert site.publish().uris() == before


def test_an_exchange_after_a_rename_keeps_the_ids_too(site):
    other = "content/posts/2026-02-03-news.md"
    write(site.folder, f"-- {other} --\n---\ntitle: News\n---\nNews of the bells.\n")
    before = site.publish().uris()
    site.move(POST, "content/posts/2026-01-02-greetings.md")
    site.publish()
    site.move("content/posts/2026-01-02-greetings.md", "content/posts/aside.md")
    site.move(other, "content/posts/2026-02-03-greetings.md")
    site.move("content/posts/aside.md", "content/posts/2026-01-02-news.md")
    for _ in range(2):
        assert site.publish().uris() == before
    # Two had it: the last of them is meant by it.
    site.move("content/posts/2026-02-03-greetings.md", "content/posts/2026-02-03-bulletin.md")
    assert site.publish().uris() == before
    assert site.leads_to("posts/greetings/") == "posts/bulletin/"


def test_a_text_written_anew_under_the_title_of_another_takes_nothing_from_it(site):
    other = "content/posts/2026-02-03-news.md"
    write(site.folder, f"-- {other} --\n---\ntitle: News\n---\nNews of the bells.\n")
    before = site.publish().uris()
    site.edit(other, "title: News", "title: Hello")
    site.edit(other, "News of the bells.", "Hello to all.")
    site.edit(POST, "Hello to all.", "Hello to nobody.")
    site.publish()
    posts = {each["address"]: each["id"] for each in json.loads(site.previous)["entries"]}
    assert (posts["posts/hello/"], posts["posts/news/"]) == (before["Hello"], before["News"])


def test_the_oldest_address_still_leads_on_when_another_text_takes_the_place_of_a_moved_one(site):
    site.move(POST, "content/posts/2026-01-02-greetings.md")
    site.publish()
    (site.folder / "content/posts/2026-01-02-greetings.md").unlink()
    site.edit(NOTE, "team: housing", "team: housing\nredirect_from: /posts/greetings/")
    for _ in range(2):
        site.publish()
        assert not site.stopped
        assert site.leads_to("posts/greetings/") == "weeknotes/2026/w27/housing/"
        assert site.leads_to("posts/hello/") == "weeknotes/2026/w27/housing/"


def test_where_a_redirect_leads_may_move_later(site):
    site.edit(POST, "title: Hello", "title: Hello\nredirect_from: /2019/old-blog/hello.html")
    site.publish()
    site.move(POST, "content/posts/2026-01-02-greetings.md")
    site.publish()
    assert 'url=../../posts/greetings/"' in site.page("2019/old-blog/hello.html")
    assert site.leads_to("posts/hello/") == "posts/greetings/"


def test_what_was_withdrawn_and_comes_back_is_the_same_entry_at_the_same_address(site):
    before = site.uris()
    site.edit(POST, "title: Hello", "title: Hello\nwithdrawn: It was wrong.")
    site.publish()
    site.edit(POST, "\nwithdrawn: It was wrong.", "")
    site.publish()
    assert not site.stopped
    assert site.uris() == before
    assert "Hello to all." in site.page("posts/hello/")
    assert json.loads(site.previous)["withdrawn"] == []


def test_what_was_withdrawn_under_another_name_keeps_its_old_address_as_a_way_to_the_tombstone(site):
    site.move(POST, "content/posts/2026-01-02-greetings.md")
    site.publish()
    site.edit("content/posts/2026-01-02-greetings.md", "title: Hello", "title: Hello\nwithdrawn: It was wrong.")
    site.publish()
    assert site.leads_to("posts/hello/") == "posts/greetings/"
    assert "Hello to all." not in site.page("posts/hello/") + site.page("posts/greetings/")


def test_a_team_renamed_twice_leads_on_from_both_names_with_its_feeds(site):
    before = site.uris()["The week of the boilers"]
    for old, new in (("housing", "homes"), ("homes", "dwellings")):
        (site.folder / f"content/teams/{old}.md").unlink()
        introduction = f"title: {new.capitalize()}\nredirect_from: /teams/{old}/\n---\nWe mend.\n"
        write(site.folder, f"-- content/teams/{new}.md --\n---\n{introduction}")
        site.edit(NOTE, f"team: {old}", f"team: {new}")
        site.publish()
        assert not site.stopped
    assert "We mend." in site.page("teams/dwellings/")
    assert site.page("teams/dwellings/").count("The week of the boilers") >= 1
    for name in ("housing", "homes"):
        assert site.leads_to(f"teams/{name}/") == "teams/dwellings/"
        assert before in site.page(f"teams/{name}/feed.xml")


def test_a_site_that_moves_to_another_path_and_another_folder_at_once_keeps_all(site):
    before = site.uris()
    site.edit("config.toml", "https://open.example.org/", "https://reach.example/open/notes/")
    site.move(POST, "content/posts/2026/hello-again.md")
    site.edit("content/posts/2026/hello-again.md", "title: Hello", "title: Hello\ndate: 2026-01-02")
    site.publish()
    assert not site.stopped
    assert site.uris() == before
    assert site.leads_to("posts/hello/") == "posts/hello-again/"


def test_without_a_ledger_nothing_is_compared(site):
    (site.folder / POST).unlink()
    site.previous = b""
    assert not site.publish().stopped


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype html><p>Not found",
        b"[]",
        b'{"entries": [{"id": "post/hello", "address": "posts/hello/"}]}',
        b'{"entries": [{"id": "tag:x,2026:post/hello", "address": "../../etc/"}]}',
        b'{"entries": [{"id": "tag:x,2026:post/hello", "address": "/posts/"}]}',
        b'{"entries": [], "places": ["a//b/"]}',
        b'{"entries": [], "feeds": [{"address": "feed"}]}',
        b'{"entries": [], "feeds": [{"address": "../../outside", "title": "x"}]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_ledger_stops_the_build_in_words(site, data):
    site.previous = data
    (problem,) = site.publish().stopped
    assert problem.code == "ledger.foreign"
    assert "site.json" in problem.message


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_words(data):
    with suppress(MeaningError):
        assert isinstance(ledger.read(data), ledger.Ledger)
