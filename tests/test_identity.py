"""Who an entry is and where it lives, whatever happens to its file, title and host."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import work

from weeknotes.config import Config, Folder, Site, Team
from weeknotes.entries import headed_folders, place, read
from weeknotes.errors import Problem, Severity
from weeknotes.identity import Identity, settle
from weeknotes.terms import gather

KINDS = {
    "weeknotes": "weeknote",
    "posts": "post",
    "pages": "page",
    "case-studies": "case study",
    "people": "person",
    "teams": "team",
}
HOUSING = Config(teams={"housing": Team("housing", "Housing")})


def settled(files: dict[str, str], config: Config = HOUSING) -> tuple[dict[str, Identity], tuple[Problem, ...]]:
    """The identities of files (path below content/ without .md: front matter) by these paths."""
    paths = frozenset(f"content/{name}.md" for name in files)
    headed = headed_folders(paths)
    readings = []
    for name, head in files.items():
        path, section = f"content/{name}.md", name.split("/")[0]
        where = place(path, Folder(f"content/{section}", KINDS[section]), paths, headed)
        readings.append(read(f"---\n{head}\n---\nText\n".encode(), where, config))
    found, problems = settle(readings, gather(readings, config)[0], config)
    return {PurePosixPath(path).with_suffix("").as_posix()[8:]: each for path, each in found.items()}, problems


def one(name: str, head: str, config: Config = HOUSING) -> Identity:
    return settled({name: head}, config)[0][name]


@pytest.mark.parametrize(
    ("name", "head", "id", "address"),
    [
        ("weeknotes/2026-w28-housing", "title: A", "weeknote/housing/2026-w28", "weeknotes/2026/w28/housing/"),
        ("weeknotes/a", "date: 2026-07-10\nteam: Housing", "weeknote/housing/2026-w28", "weeknotes/2026/w28/a/"),
        ("weeknotes/a", "date: 2026-07-10", "weeknote/weeknotes/2026-w28", "weeknotes/2026/w28/a/"),
        ("weeknotes/2026-07-10", "author: Ada", "weeknote/ada/2026-w28", "weeknotes/2026/w28/ada/"),
        ("weeknotes/2026-07-10", "series: Notes", "weeknote/notes/2026-w28", "weeknotes/2026/w28/notes/"),
        ("weeknotes/a", "date: 2026-07-10\nepisode: s02e05", "weeknote/weeknotes/s02e05", "weeknotes/2026/w28/a/"),
        ("weeknotes/a", "covers: 2019-W28 to 2019-W29", "weeknote/weeknotes/2019-w29", "weeknotes/2019/w29/a/"),
        ("posts/2026-01-02-hello", "title: Bye", "post/hello", "posts/hello/"),
        ("posts/x", "date: 2026-01-02\nslug: Über uns", "post/uber-uns", "posts/uber-uns/"),
        ("posts/2026-01-02", "title: Our Tŷ", "post/our-ty", "posts/our-ty/"),
        ("posts/2026-01-02", "", "post/untitled", "posts/untitled/"),
        ("posts/x", "date: 2026-01-02\nid: old-blog/17", "old-blog/17", "posts/x/"),
        ("posts/x", "date: 2026-01-02\nlang: cy", "cy/post/x", "cy/posts/x/"),
        ("case-studies/job-swaps", "date: 2026-01-02", "case-study/job-swaps", "case-studies/job-swaps/"),
        ("pages/about", "title: About us", "page/about", "about/"),
        ("people/ada", "title: Ada Lovelace", "person/ada", "people/ada/"),
        ("teams/housing", "title: Homes", "team/housing", "teams/housing/"),
    ],
)
def test_identity_and_address_follow_from_what_a_file_says(name: str, head: str, id: str, address: str) -> None:
    found = one(name, head)
    assert (found.id, found.address) == (id, address)


def test_parts_stand_below_their_case_study() -> None:
    found, problems = settled({"case-studies/grow/index": "date: 2026-01-02", "case-studies/grow/01-first-steps": ""})
    part = found["case-studies/grow/01-first-steps"]
    assert (part.id, part.address) == ("case-study/grow/first-steps", "case-studies/grow/first-steps/")
    assert problems == ()


def test_parts_in_another_language_stand_below_their_study() -> None:
    found, _ = settled({"case-studies/grow/index": "date: 2026-01-02\nlang: cy", "case-studies/grow/01-a": "lang: cy"})
    assert found["case-studies/grow/01-a"].address == "cy/case-studies/grow/a/"


def test_an_identity_outlasts_a_new_title_and_a_new_host() -> None:
    moved = Config(site=Site(url="https://new.example.org/blog/", title="New"), teams=HOUSING.teams)
    name = "weeknotes/2026/2026-w28-housing"
    assert one(name, "title: Boilers") == one(name, "title: Mended boilers", moved)


def test_a_note_keeps_its_identity_when_its_file_moves() -> None:
    before = one("weeknotes/2026/2026-w28-housing", "")
    after = one("weeknotes/housing/28", "team: housing\nweek: 2026-W28")
    assert (before.id, before.series) == (after.id, after.series)


def test_the_team_in_a_file_name_is_the_team_only_if_there_is_one() -> None:
    assert one("weeknotes/2026/2026-w28-housing", "").teams == ("housing",)
    assert one("weeknotes/2026/2026-w28-boilers", "").teams == ()


def test_the_week_of_an_address_is_that_of_the_site_s_time_zone() -> None:
    # Half past midnight on Monday in summer is Sunday in UTC.
    assert one("weeknotes/a", "date: 2026-07-06 00:30").address == "weeknotes/2026/w28/a/"
    assert one("weeknotes/a", "date: 2026-07-05T23:30:00Z").address == "weeknotes/2026/w28/a/"


@pytest.mark.parametrize(
    ("day", "week"), [("2026-12-31", "2026/w53"), ("2027-01-01", "2026/w53"), ("2024-12-30", "2025/w01")]
)
def test_round_new_year_the_year_is_that_of_the_week(day: str, week: str) -> None:
    assert one("weeknotes/a", f"date: {day}").address == f"weeknotes/{week}/a/"


def test_one_id_in_two_files_is_an_error_that_names_both() -> None:
    head = "date: 2026-01-02\nid: x"
    _, problems = settled({"posts/a": head, "posts/b": head})
    assert [(each.code, each.severity, each.path) for each in problems] == [
        ("id.twice", Severity.ERROR, "content/posts/a.md"),
        ("id.twice", Severity.ERROR, "content/posts/b.md"),
    ]
    assert "This file and content/posts/b.md both say that their id is “x”" in problems[0].message
    assert (problems[0].line, problems[0].found) == (3, "id: x")


def test_two_notes_that_state_one_week_of_a_series_are_an_error_with_a_way_out() -> None:
    head = "team: housing\nweek: 2026-W28\ndate: 2026-07-10"
    _, problems = settled({"weeknotes/a": head, "weeknotes/b": head})
    assert [each.code for each in problems] == ["id.twice"] * 2
    assert "both the note of series “housing” for 2026-W28" in problems[0].message
    assert problems[0].suggestion == "id: weeknote/housing/2026-w28-2"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Hello", "hello"),
        ("caf\u00e9", "cafe\u0301"),
        ("a b", "a-b"),
        ("what?", "what"),
        ("50%", "50"),
        ("it’s", "its"),
    ],
)
def test_two_files_whose_names_differ_by_what_no_address_holds_are_an_error(first: str, second: str) -> None:
    head = "date: 2026-01-02"
    _, problems = settled({f"posts/{first}": head, f"posts/{second}": head})
    assert {each.path for each in problems} == {f"content/posts/{first}.md", f"content/posts/{second}.md"}


def test_one_slug_in_two_sections_is_no_clash() -> None:
    head = "date: 2026-01-02"
    assert settled({"posts/grow": head, "case-studies/grow": head})[1] == ()


def test_one_address_for_two_identities_is_an_error() -> None:
    _, problems = settled({"posts/a": "date: 2026-01-02\nid: 1", "posts/b": "date: 2026-01-02\nslug: a"})
    assert {each.code for each in problems} == {"address.twice"}
    assert "published at /posts/a/" in problems[0].message


def test_two_dated_notes_of_one_week_are_told_apart_by_their_days() -> None:
    found, problems = settled({"weeknotes/2023-05-05-weeknotes": "", "weeknotes/2023-05-02-weeknotes": ""})
    assert [(each.id, each.address) for each in found.values()] == [
        ("weeknote/weeknotes/2023-w18", "weeknotes/2023/w18/weeknotes/"),
        ("weeknote/weeknotes/2023-w18/2023-05-05", "weeknotes/2023/w18/weeknotes-2023-05-05/"),
    ]
    assert problems == ()


def test_two_dated_notes_of_one_week_are_told_apart_by_their_names() -> None:
    found, problems = settled({"weeknotes/2023-05-02-boilers": "", "weeknotes/2023-05-05-roofs": ""})
    assert [each.id for each in found.values()] == ["weeknote/weeknotes/2023-w18", "weeknote/weeknotes/2023-w18/roofs"]
    assert problems == ()


def test_a_blog_whose_files_have_one_name_keeps_every_post() -> None:
    found, problems = settled({f"posts/2023-05-{day:02}-weeknotes": "" for day in range(1, 29)})
    assert problems == ()
    assert len({each.address for each in found.values()}) == len({each.id for each in found.values()}) == 28


def test_what_is_told_of_the_identity_is_not_told_again_of_the_address() -> None:
    head = "date: 2026-01-02\nslug: x"
    assert [each.code for each in settled({"posts/a": head, "posts/b": head})[1]] == ["id.twice"] * 2


def test_a_thousand_files_of_one_name_are_told_in_few_words_each() -> None:
    _, problems = settled({f"posts/{number}": "date: 2026-01-02\nslug: x" for number in range(1000)})
    assert len(problems) == 1000
    assert all("996 more files" in each.message and len(each.message) < 250 for each in problems)


def test_twice_as_many_posts_of_one_name_are_twice_the_work() -> None:
    path = "content/posts/2023-05-01-weeknotes.md"
    post = read(b"Text", place(path, Folder("content/posts", "post"), frozenset({path})), Config())
    terms = gather([post], Config())[0]
    few, many = (work(lambda size=size: settle([post] * size, terms, Config())) for size in (300, 600))
    assert many < 2.2 * few


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=3, max_size=3), st.sampled_from(["", "cy", "🎉", "../..", "x/y"]))
def test_no_entry_leaves_the_site(typed: list[str], lang: str) -> None:
    title, slug, team = typed
    head = f"date: 2026-01-02\ntitle: {title!r}\nslug: {slug!r}\nteam: {team!r}\nlang: {lang!r}"
    for section in ("weeknotes", "posts", "pages"):
        address = one(f"{section}/2026-01-02", head).address
        assert address.endswith("/")
        assert "" not in address.split("/")[:-1]
        assert not {".", ".."} & set(address.split("/"))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abAB-’é\u0301", min_size=1, max_size=4), unique=True, max_size=6))
def test_entries_without_a_problem_share_no_address(names: list[str]) -> None:
    found, problems = settled({f"posts/2026-01-02-{name}": "" for name in names})
    told = {each.path for each in problems}
    free = [each.address for name, each in found.items() if f"content/{name}.md" not in told]
    assert len({unicodedata.normalize("NFC", each).casefold() for each in free}) == len(free)
