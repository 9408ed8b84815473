"""What a user gets: whole sites, built for real."""

import json
import os

import pytest

NOTE = """-- content/weeknotes/2026/2026-w28-housing.md --
---
team: housing
---
We mended a boiler.
"""


def test_a_file_with_nothing_but_text_in_a_dated_path_is_a_good_weeknote(make):
    site = make("-- content/weeknotes/2026/2026-w28-housing.md --\nWe mended a boiler.\n")
    page = site.page("weeknotes/2026/w28/housing/index.html")
    assert "We mended a boiler." in page
    assert "Week 28" in page
    assert "Monday 6 to Sunday 12 July 2026" in page
    assert site.files["content/weeknotes/2026/2026-w28-housing.md"].url == "/weeknotes/2026/w28/housing/"


def test_a_site_without_config_builds_and_says_so(make):
    site = make(NOTE, config="")
    assert "config.missing" in site.codes
    assert "index.html" in site.output


def test_an_empty_site_builds(make):
    assert "index.html" in make().output


def test_one_error_leaves_the_output_untouched_and_all_faults_are_told(make):
    before = make(NOTE).output
    broken = make(
        "-- content/posts/one.md --\n---\ndate: 2026-02-30\n---\nA\n"
        "-- content/posts/two.md --\n---\ndate: 2026-01-02\n---\n[x](nowhere.md)\n"
        "-- content/posts/three.md --\nno date at all\n"
    )
    assert broken.output == before
    assert {problem.path for problem in broken.account.problems if problem.severity == "error"} == {
        "content/posts/one.md",
        "content/posts/two.md",
        "content/posts/three.md",
    }


def test_a_file_with_two_kinds_of_fault_is_told_of_both(make):
    codes = make("-- content/posts/a.md --\n---\ndate: 2026-02-30\n---\n[x](nowhere.md)\n").codes
    assert "link.broken" in codes
    assert len(codes) > 1


def test_a_second_build_writes_nothing(make):
    first = make(NOTE)
    times = {path: path.stat().st_mtime_ns for path in (first.folder / "output").rglob("*")}
    second = make()
    assert second.account.written == 0
    assert times == {path: path.stat().st_mtime_ns for path in (first.folder / "output").rglob("*")}


def test_what_is_gone_from_the_content_goes_from_the_output(make):
    site = make(NOTE)
    (site.folder / "content/weeknotes/2026/2026-w28-housing.md").unlink()
    assert not [path for path in make().output if path.startswith("weeknotes/2026")]


def test_a_file_that_somebody_else_put_into_the_output_stays(make):
    site = make(NOTE)
    (site.folder / "output/theirs.txt").write_text("mine")
    assert make("-- content/posts/new.md --\n---\ndate: 2026-01-02\n---\nHello\n").output["theirs.txt"] == b"mine"


def test_every_file_is_accounted_for_exactly_once(make):
    site = make(
        NOTE
        + "-- content/weeknotes/2026/notes.docx --\nPK\n"
        + "-- content/posts/later.md --\n---\ndate: 2027-01-01\n---\nSoon\n"
        + "-- content/posts/draft.md --\n---\ndate: 2026-01-01\nstate: draft\n---\nNot yet\n"
        + "-- content/_post/lost.md --\n---\ndate: 2026-01-01\n---\nLost\n"
        + "-- content/posts/no-ending --\nText\n"
        + "-- content/posts/gone.md --\n---\ndate: 2026-01-01\nstate: withdrawn\nreason: It was wrong.\n---\nOld\n"
    )
    states = {path: file.state.value for path, file in site.files.items()}
    assert states == {
        "content/weeknotes/2026/2026-w28-housing.md": "published",
        "content/weeknotes/2026/notes.docx": "not content",
        "content/posts/later.md": "scheduled",
        "content/posts/draft.md": "draft",
        "content/_post/lost.md": "not content",
        "content/posts/no-ending": "not content",
        "content/posts/gone.md": "withdrawn",
    }
    assert "did you mean content/posts" in site.files["content/_post/lost.md"].reason
    assert "no-ending.md" in site.files["content/posts/no-ending"].reason
    assert site.files["content/posts/later.md"].when == "Friday 1 January 2027, in 41 days"


def test_what_is_not_published_is_nowhere_in_the_output(make):
    site = make(
        NOTE
        + "-- content/posts/later.md --\n---\ndate: 2027-01-01\ntitle: Zebra\ntags: quagga\n---\nokapi ![x](pic.png)\n"
        + "-- content/posts/pic.png --\nnot really\n"
        + "-- content/posts/gone.md --\n---\ndate: 2026-01-01\nwithdrawn: It was wrong.\n---\nokapi\n"
    )
    leaks = [name for name, data in site.output.items() if any(w in data for w in (b"Zebra", b"quagga", b"okapi"))]
    assert leaks == []
    assert not [name for name in site.output if "pic" in name]
    assert "It was wrong." in site.page("posts/gone/index.html")


@pytest.mark.parametrize("field", ["linked_posts", "story"])
def test_what_a_writer_points_at_elsewhere_is_shown_with_the_reason(make, field):
    chosen = f"{field}:\n  - url: https://x.example/a?b=1&c=2\n    reason: Where it began\n  - https://y.example/\n"
    site = make(f"-- content/case-studies/x.md --\n---\ndate: 2026-01-01\n{chosen}---\nText\n")
    page = site.page("case-studies/x/index.html")
    assert '<a href="https://x.example/a?b=1&amp;c=2">Where it began</a>' in page
    assert '<a href="https://y.example/">https://y.example/</a>' in page


def test_drafts_are_shown_when_asked_for_and_marked(make):
    site = make("-- content/posts/x.md --\n---\ndate: 2026-01-01\nstate: draft\n---\nokapi\n", drafts=True)
    assert "Draft" in site.page("posts/x/index.html")


def test_the_same_bytes_come_out_for_any_number_of_jobs(make):
    notes = "".join(
        f"-- content/posts/p{n}.md --\n---\ndate: 2026-01-{n % 28 + 1:02}\n---\nText {n}\n" for n in range(160)
    )
    one = make(notes).output
    site = make()
    from datetime import UTC, datetime

    from weeknotes import pipeline
    from weeknotes.past import Wish

    other = site.folder / "other"
    pipeline.build(Wish(site.folder, other, datetime(2026, 11, 21, 23, tzinfo=UTC), jobs=2))
    two = {path.relative_to(other).as_posix(): path.read_bytes() for path in other.rglob("*") if path.is_file()}
    assert two == one


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_the_same_bytes_come_out_in_any_time_zone(make, zone, monkeypatch):
    here = make(NOTE).output
    monkeypatch.setenv("TZ", zone)
    import time

    time.tzset()
    try:
        assert make().output == here
    finally:
        monkeypatch.undo()
        time.tzset()


def test_two_files_with_one_id_are_named_both(make):
    site = make(
        "-- content/posts/a.md --\n---\ndate: 2026-01-01\nid: x\n---\nA\n"
        "-- content/posts/b.md --\n---\ndate: 2026-01-02\nid: x\n---\nB\n"
    )
    assert site.codes.count("id.twice") == 2
    assert "content/posts/b.md" in site.problem("id.twice").message


@pytest.mark.parametrize(("one", "other"), [("Hello.md", "hello.md"), ("caf\u00e9.md", "cafe\u0301.md")])
def test_two_files_at_one_address_are_refused(make, one, other):
    post = "---\ndate: 2026-01-01\n---\nA\n"
    site = make(f"-- content/posts/{one} --\n{post}-- content/posts/{other} --\n{post}")
    assert {"address.twice", "id.twice"} & set(site.codes)


def test_two_dated_files_of_one_week_are_two_notes(make):
    site = make(
        "-- config-unused --\n-- content/weeknotes/2023-05-02-weeknotes.md --\nOne\n"
        "-- content/weeknotes/2023-05-05-weeknotes.md --\nTwo\n"
    )
    urls = [file.url for path, file in site.files.items() if path.endswith("weeknotes.md")]
    assert urls == ["/weeknotes/2023/w18/weeknotes/", "/weeknotes/2023/w18/weeknotes-2023-05-05/"]
    ids = [entry["id"] for entry in json.loads(site.page("site.json"))["entries"]]
    assert len(set(ids)) == 2


def test_two_notes_that_claim_one_week_of_one_series_are_refused(make):
    note = "---\nteam: housing\nweek: 2026-W28\ndate: 2026-07-10\n---\nA\n"
    site = make(f"-- content/weeknotes/a.md --\n{note}-- content/weeknotes/b.md --\n{note}")
    assert site.codes.count("id.twice") == 2


def test_a_template_with_an_undefined_name_is_told_with_file_and_line(make):
    problem = make(NOTE + "-- templates/weeknote.html --\nfine\n{{ entry.nothing }}\n").problem("template.undefined")
    assert (problem.path, problem.line) == ("templates/weeknote.html", 2)


def test_a_template_with_a_syntax_error_is_told_with_file_and_line(make):
    site = make(NOTE + "-- templates/weeknote.html --\nfine\n{% if %}\n")
    problem = site.problem("template.syntax")
    assert (problem.path, problem.line) == ("templates/weeknote.html", 2)


def test_an_overriding_template_wins_for_its_file_alone(make):
    site = make(NOTE + '-- templates/weeknote.html --\n{{ view.card.title }} by hand\n')
    assert "by hand" in site.page("weeknotes/2026/w28/housing/index.html")
    assert "<html" in site.page("index.html")


def test_what_is_no_ordinary_file_is_told_and_not_read(make):
    site = make(NOTE)
    os.mkfifo(site.folder / "content/weeknotes/pipe.md")
    assert "not an ordinary file" in make().files["content/weeknotes/pipe.md"].reason


def test_links_in_circles_are_told_and_not_followed(make):
    site = make(NOTE)
    (site.folder / "content/weeknotes/loop").symlink_to(site.folder / "content")
    assert "links are not followed" in make().files["content/weeknotes/loop"].reason


def test_200_faults_are_all_told(make):
    posts = "".join(f"-- content/posts/p{n}.md --\n---\ndate: 2026-13-{n:03}\n---\nA\n" for n in range(200))
    assert len({problem.path for problem in make(posts).account.problems}) == 200


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ndate: 2026-07-10\nweek: 2027-W53\n---\nA", "week.impossible"),
        ("---\ndate: 202-07-10\n---\nA", "date"),
        ("---\ndate: 3023-07-10\n---\nA", "date"),
    ],
)
def test_weeks_and_years_that_cannot_be_are_errors(make, text, code):
    site = make(f"-- content/weeknotes/x.md --\n{text}\n")
    assert [problem for problem in site.account.problems if problem.severity == "error"], code


def test_binary_files_and_empty_ones_are_told(make):
    site = make("-- content/posts/2026-01-01-empty.md --\n")
    (site.folder / "content/posts/2026-01-02-word.md").write_bytes(b"PK\x03\x04\x00\x00\x00binary\x00")
    assert "file.not-text" in make().codes


@pytest.mark.parametrize(("day", "state"), [("2026-11-02", "published"), ("2026-10-31", "scheduled")])
def test_a_note_of_a_month_is_public_as_soon_as_the_month_begins(make, day, state):
    site = make("-- content/weeknotes/2026-11.md --\nThis month.\n", today=day)
    assert site.files["content/weeknotes/2026-11.md"].state == state
