"""The commands as somebody types them: what is printed, what is written, how it ends."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

import weeknotes
from weeknotes import cli
from weeknotes.cli import voice

ROOT = Path(__file__).parents[1]
CONFIG = '[site]\ntitle = "Open Reach"\nurl = "https://open.example.org/"\nid_authority = "open.example.org,2019"\n'
NOTE = "content/weeknotes/2026/2026-w28-housing.md"
PROBLEM = {"code", "severity", "path", "line", "column", "message", "found", "suggestion"}


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def site(tmp_path):
    """A site with one note; a call with path and text adds a file."""

    def add(path, text):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
        return tmp_path

    add("config.toml", CONFIG)
    add(NOTE, "We mended a boiler.\n")
    add.folder = tmp_path
    return add


@pytest.fixture
def run(site, monkeypatch, capsys):
    """Run a command in the folder of the site, as `main` runs it."""

    def command(*arguments, default="", cwd=site.folder):
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["weeknotes", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main(default)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ended(ended.value.code or 0, said.out, said.err)

    return command


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def broken(site):
    site("content/posts/one.md", "---\ndate: 2026-02-30\n---\nA\n")


# Building


def test_build_writes_the_site_and_says_so(run, site):
    ended = run("build")
    assert ended.code == 0
    assert "1 published" in ended.out
    assert (site.folder / "output/weeknotes/2026/w28/housing/index.html").is_file()


def test_build_with_a_fault_says_where_and_writes_nothing(run, site):
    broken(site)
    ended = run("build")
    assert ended.code == 1
    assert "content/posts/one.md" in ended.out
    assert "2026-02-28" in ended.out
    assert not (site.folder / "output/index.html").exists()


def test_a_site_elsewhere_is_built_elsewhere(run, site, tmp_path_factory):
    away = tmp_path_factory.mktemp("away")
    assert run("build", "--site", site.folder, "--output", away / "www", cwd=away).code == 0
    assert (away / "www/index.html").is_file()
    assert not (site.folder / "output").exists()


def test_the_address_can_be_another_one(run, site):
    assert run("build", "--base-url", "https://reach.github.io/open").code == 0
    assert "https://reach.github.io/open/sitemap.xml" in (site.folder / "output/robots.txt").read_text()


@pytest.mark.parametrize("url", ["open.example.org", "ftp://open.example.org/", "https://open.example.org/?a", "/open"])
def test_an_address_that_is_none_is_refused(run, url):
    ended = run("build", "--base-url", url)
    assert ended.code == 2
    assert "--base-url" in ended.err


@pytest.mark.parametrize("day", ["2026-07-24", "24/07/2026", "24 July 2026", "Friday 24 July 2026"])
def test_today_can_be_said_in_several_forms(run, site, day):
    site("content/posts/early.md", "---\ndate: 2026-07-24 18:00\n---\nEarly\n")
    site("content/posts/late.md", "---\ndate: 2026-07-25\n---\nLate\n")
    report = json.loads(run("check", "--today", day, "--format", "json").out)
    states = {each["path"]: each["state"] for each in report["files"]}
    assert (states["content/posts/early.md"], states["content/posts/late.md"]) == ("published", "scheduled")


@pytest.mark.parametrize("day", ["2026-02-30", "07/24/2026", "yesterday", "24 July"])
def test_a_day_that_is_none_is_refused_in_plain_words(run, day):
    ended = run("build", "--today", day)
    assert ended.code == 2
    assert "--today" in ended.err


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_today_is_the_day_at_the_site_not_at_the_machine(run, site, zone, monkeypatch):
    site("content/posts/late.md", "---\ndate: 2026-07-25 01:00\n---\nLate\n")
    site("content/posts/early.md", "---\ndate: 2026-07-24 23:00\n---\nEarly\n")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        report = json.loads(run("check", "--today", "2026-07-24", "--format", "json").out)
    finally:
        monkeypatch.undo()
        time.tzset()
    states = {each["path"]: each["state"] for each in report["files"]}
    assert (states["content/posts/early.md"], states["content/posts/late.md"]) == ("published", "scheduled")


def test_drafts_are_shown_when_asked_for(run, site):
    site("content/posts/x.md", "---\ndate: 2026-01-01\nstate: draft\n---\nokapi\n")
    assert run("build").code == 0
    assert not (site.folder / "output/posts/x/index.html").exists()
    run("build", "--drafts")
    assert "okapi" in (site.folder / "output/posts/x/index.html").read_text(encoding="utf-8")


def test_any_number_of_processes_makes_the_same_site(run, site):
    for number in range(40):
        site(f"content/posts/2026-01-01-p{number}.md", f"Text {number}\n")
    run("build", "--jobs", "1", "--output", site.folder / "one")
    run("build", "--jobs", "2", "--output", site.folder / "two")
    one, two = (files(site.folder / name) for name in ("one", "two"))
    assert {path.name: data for path, data in one.items()} == {path.name: data for path, data in two.items()}


def test_an_edit_of_the_text_alone_leaves_home_and_lists_as_they_are(run, site):
    summary = "---\nsummary: In short.\n---\n"
    site(NOTE, f"{summary}We mended a boiler.\n")
    run("build")
    output = site.folder / "output"
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.html")}
    site(NOTE, f"{summary}We mended another boiler.\n")
    run("build")
    changed = {path.relative_to(output).as_posix() for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed == {"weeknotes/2026/w28/housing/index.html", "weeks/2026/w28/index.html"}


def test_the_parts_of_a_draft_case_study_are_as_hidden_as_itself(run, site):
    site("content/case-studies/grow/index.md", "---\ntitle: Grow\ndate: 2026-01-01\nstate: draft\n---\nA\n")
    site("content/case-studies/grow/01-one.md", "---\ntitle: One\n---\nokapi\n")
    run("build")
    assert not [path for path, data in files(site.folder / "output").items() if b"okapi" in data]


# The report


def test_the_report_tells_every_file_once_with_all_its_names(run, site):
    broken(site)
    site("content/posts/lost.docx", "PK")
    assert run("build", "--report", "reports/build.json").code == 1
    report = json.loads((site.folder / "reports/build.json").read_text(encoding="utf-8"))
    assert list(report)[:3] == ["counts", "files", "problems"]
    assert [each["path"] for each in report["files"]] == ["content/posts/lost.docx", "content/posts/one.md", NOTE]
    assert all({"path", "state", "url", "when", "reason"} <= each.keys() for each in report["files"])
    assert {frozenset(each) for each in report["problems"]} == {frozenset(PROBLEM)}


def test_the_report_of_a_good_build_has_addresses_and_weeks(run, site):
    run("build", "--report", "report.json")
    (file,) = json.loads((site.folder / "report.json").read_text(encoding="utf-8"))["files"]
    assert (file["state"], file["url"], file["when"]) == ("published", "/weeknotes/2026/w28/housing/", "Week 28")


def test_check_and_build_give_the_same_report(run, site):
    broken(site)
    run("build", "--report", "report.json")
    assert run("check", "--format", "json").out == (site.folder / "report.json").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_told(run, site):
    ended = run("build", "--report", site.folder)
    assert ended.code == 1
    assert str(site.folder) in ended.err


# Checking


@pytest.mark.parametrize("form", ["text", "github", "json", "markdown"])
@pytest.mark.parametrize("fault", [False, True])
def test_check_writes_nothing_and_its_exit_code_tells(run, site, form, fault):
    if fault:
        broken(site)
    before = files(site.folder)
    assert run("check", "--format", form).code == int(fault)
    assert files(site.folder) == before


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("github", "::error file=content/posts/one.md,line=2,"),
        ("markdown", "## "),
        ("json", "{\n"),
        ("text", "2 files: 1 published and 1 held."),
    ],
)
def test_check_speaks_the_form_that_is_asked_for(run, site, form, start):
    broken(site)
    out = run("check", "--format", form).out
    assert out.startswith(start)
    assert out.endswith("\n")
    assert not out.endswith("\n\n")


def test_a_site_without_faults_has_no_fault_to_tell_github(run):
    out = run("check", "--format", "github").out
    assert "::error" not in out
    assert "::warning" not in out


# What cannot be followed


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--colour"),
        ("bild",),
        ("build", "--jobs", "-1"),
        ("build", "--jobs", "many"),
        ("build", "--site", "nowhere"),
        ("check", "--site", NOTE),
        ("check", "--format", "xml"),
        ("new", "diary"),
        ("new", "weeknote", "--site", "nowhere"),
        ("new", "post"),
        ("build", "--output", "."),
        ("build", "--output", ".."),
        ("diff", "output"),
        ("diff", "output", "nowhere"),
        ("diff", ".", "."),
        ("diff", NOTE, "config.toml"),
        ("digest", "28"),
        ("digest", "2026-W54"),
        ("digest", "2026-W28", "--form", "pdf"),
        ("digest", "2026-W28", "--to", "a@example.org"),
        ("digest", "2026-W28", "--form", "eml", "--to", "Ada"),
        ("digest", "2026-W28", "--form", "eml", "--date", "yesterday"),
        ("digest", "--site", "nowhere"),
        ("export",),
        ("export", "--to", "content"),
        ("export", "--to", "."),
        ("export", "--to", NOTE),
        ("publish",),
        ("publish", "--to", "."),
        ("publish", "--to", "content"),
        ("publish", "--to", NOTE),
        ("publish", "--to", "/"),
        ("publish", "--to", "www", "--keep", "0"),
        ("publish", "--to", "www", "--drafts"),
        ("import", "tumblr", "x.xml"),
        ("import", "ghost"),
        ("import", "ghost", "nowhere.json"),
        ("report", "--format", "html"),
    ],
)
def test_a_command_that_cannot_be_followed_ends_with_two(run, site, arguments):
    before = files(site.folder)
    ended = run(*arguments)
    assert ended.code == 2
    assert "Error" in ended.err
    assert files(site.folder) == before


def test_an_unknown_option_is_answered_with_the_one_that_was_meant(run):
    assert "--output" in run("build", "--outptu", "x").err


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("--version",), ("build", "--help")])
def test_questions_are_answered(run, arguments):
    ended = run(*arguments)
    assert ended.code == 0
    assert ended.out


def test_a_template_that_fails_while_a_page_is_made_is_told_and_the_old_site_stays(run, site):
    run("build")
    before = files(site.folder / "output")
    site("templates/weeknote.html", "fine\n{{ entry.nothing }}\n")
    ended = run("build")
    assert ended.code == 1
    assert "templates/weeknote.html" in ended.out + ended.err
    assert files(site.folder / "output") == before


def test_a_fault_of_one_of_many_pages_is_told_by_whichever_process_met_it(run, site):
    for number in range(160):
        site(f"content/posts/2026-01-01-p{number}.md", f"Text {number}\n")
    site("templates/post.html", "{{ entry.nothing }}\n")
    ended = run("build", "--jobs", "2")
    assert ended.code == 1
    assert "templates/post.html" in ended.out + ended.err


def test_a_file_of_somebody_else_in_the_way_is_told(run, site):
    site("output/index.html", "mine")
    ended = run("build")
    assert ended.code == 1
    assert "index.html" in ended.out + ended.err
    assert (site.folder / "output/index.html").read_text() == "mine"


def test_a_site_without_settings_is_built(run, site):
    (site.folder / "config.toml").unlink()
    ended = run("build")
    assert ended.code == 0
    assert "weeknotes init" in ended.out


def test_settings_with_a_fault_are_told_with_the_line(run, site):
    site("config.toml", '[site]\ntitle = "Open Reach\n')
    ended = run("build")
    assert ended.code == 1
    assert "config.toml" in ended.out


# Starting


def test_a_new_site_can_be_built_at_once(run, site):
    assert run("init", "fresh", "--title", "Ours").code == 0
    assert run("build", "--site", "fresh").code == 0
    assert "Ours" in (site.folder / "fresh/output/index.html").read_text(encoding="utf-8")


def test_a_new_site_overwrites_nothing(run):
    ended = run("init", ".")
    assert ended.code == 1
    assert "config.toml" in ended.err


def test_the_next_note_is_started_once(run, site):
    first = run("new", "weeknote", "--team", "housing", "--today", "2026-07-24")
    assert first.code == 0
    path = first.out.strip().removeprefix("wrote ")
    assert (site.folder / path).is_file()
    assert run("new", "post", "--title", "A boiler", "--today", "24/07/2026").code == 0
    assert run("new", "post", "--title", "A boiler", "--today", "24/07/2026").code == 1


# What builds differ in


def test_diff_tells_what_changed_and_whether_something_is_lost(run, site):
    run("build", "--output", "old")
    site("content/posts/one.md", "---\ndate: 2026-01-01\ntitle: One\n---\nA\n")
    run("build", "--output", "new")
    ended = run("diff", "old", "new")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("1 page is new. No address is lost.\n")
    assert "One (/posts/one/)" in ended.out
    back = run("diff", "new", "old")
    assert back.code == 1
    assert "Lost addresses" in back.out


@pytest.mark.parametrize(("form", "start"), [("text", "The two"), ("markdown", "**The two"), ("json", "{\n")])
def test_diff_speaks_the_form_that_is_asked_for(run, site, form, start):
    run("build")
    shutil.copytree(site.folder / "output", site.folder / "copy")
    ended = run("diff", "output", "copy", "--format", form)
    assert (ended.code, ended.out[: len(start)]) == (0, start)


# The letter of a week


def test_digest_prints_the_week_as_it_is_asked_for(run, site):
    for form, sign in (("html", "<!doctype html>"), ("text", "Open Reach"), ("markdown", "**["), ("eml", "Subject: ")):
        ended = run("digest", "2026-W28", "--form", form)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out.startswith(sign)
        assert "We mended a boiler." in ended.out


@pytest.mark.parametrize(
    ("name", "sign"),
    [("week.eml", "Subject: Hello"), ("week.md", "**["), ("deep/week.html", "<!doctype"), ("x", "<!doc")],
)
def test_the_name_of_the_file_tells_the_form(run, site, name, sign):
    more = ("--subject", "Hello") if name.endswith(".eml") else ()
    ended = run("digest", "2026-W28", "--output", name, *more)
    assert (ended.code, ended.out) == (0, f"wrote {name}: 1 note\n")
    assert (site.folder / name).read_text(encoding="utf-8").startswith(sign)


@pytest.mark.parametrize(
    ("today", "week"),
    [("2026-07-13", "week 28"), ("2026-07-19", "week 28"), ("2026-07-20", "week 29"), ("2027-01-04", "week 53")],
)
def test_without_a_week_it_is_the_last_one_that_is_over(run, today, week):
    ended = run("digest", "--today", today, "--form", "text")
    assert week in (ended.out + ended.err).lower()


def test_a_week_in_which_nobody_wrote_is_no_fault_and_no_letter(run, site):
    ended = run("digest", "2026-W01", "--output", "week.html")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "Nobody wrote about week 1, 29 December 2025 to 4 January 2026. There is no letter to write.\n"
    assert not (site.folder / "week.html").exists()


def test_a_week_that_is_not_over_is_told(run):
    assert "not over yet" in run("digest", "2026-W28", "--today", "2026-07-12").err
    assert run("digest", "2026-W28", "--today", "2026-07-13").err == ""


def test_no_letter_is_made_of_a_site_that_must_not_be_published(run, site):
    broken(site)
    ended = run("digest", "2026-W28")
    assert (ended.code, ended.out) == (1, "")
    assert "weeknotes check" in ended.err


def test_no_letter_is_made_without_the_address_of_the_site(run, site):
    site("config.toml", '[site]\ntitle = "Open Reach"\n')
    ended = run("digest", "2026-W28")
    assert (ended.code, ended.out) == (1, "")
    assert 'url = "https://' in ended.err
    assert run("digest", "2026-W28", "--base-url", "https://x.org").code == 0


# Publishing to a folder


def test_publish_builds_and_serves_and_goes_back(run, site):
    first = run("publish", "--to", "www")
    assert first.code == 0
    assert "Published: www shows release-0001 now." in first.out
    assert (site.folder / "www/weeknotes/2026/w28/housing/index.html").is_file()
    assert "Nothing had to be done" in run("publish", "--to", "www").out
    site(NOTE, "We mended two boilers.\n")
    second = run("publish", "--to", "www")
    assert "To go back to release-0001: weeknotes publish --to www --back" in second.out
    assert "changed" in second.out
    back = run("publish", "--to", "www", "--back")
    assert (back.code, back.out) == (0, "www shows release-0001 again, no longer release-0002.\n")
    assert run("publish", "--to", "www", "--back").code == 1


def test_an_address_of_the_served_site_that_would_be_lost_is_not_published(run, site):
    run("publish", "--to", "www")
    before = files(site.folder / "www")
    (site.folder / NOTE).rename(site.folder / "content/pages.md")
    ended = run("publish", "--to", "www")
    assert ended.code == 1
    assert "redirect_from: /weeknotes/2026/w28/housing/" in ended.out
    assert files(site.folder / "www") == before


def test_a_fault_keeps_what_is_served(run, site):
    run("publish", "--to", "www")
    before = files(site.folder / "www")
    broken(site)
    ended = run("publish", "--to", "www")
    assert ended.code == 1
    assert "Nothing was published. www still shows release-0001." in ended.out
    assert files(site.folder / "www") == before


def test_a_fault_before_the_first_release_leaves_nothing(run, site):
    broken(site)
    ended = run("publish", "--to", "www")
    assert ended.code == 1
    assert "www shows nothing yet." in ended.out
    assert not (site.folder / "www").is_symlink()


# Coming and going


def test_export_says_what_is_there_and_the_export_can_be_built(run, site):
    ended = run("export", "--to", "away/export")
    assert (ended.code, ended.out) == (0, "away/export holds 1 text and 0 pictures and other files now.\n")
    assert run("build", "--site", "away/export").code == 0
    broken(site)
    ended = run("export", "--to", "away/export", "--all")
    assert ended.code == 0
    assert "1 text that the site does not show: see away/export/not-published" in ended.out


def test_an_old_blog_is_brought_once(run, site):
    export = ROOT / "tests/exports/ghost.json"
    dry = run("import", "ghost", export, "--dry-run")
    assert dry.code == 0
    assert not (site.folder / "content/posts").exists()
    first = run("import", "ghost", export, "--team", "News=Comms", "--format", "json")
    assert json.loads(first.out)["counts"]["imported"] > 0
    before = files(site.folder / "content")
    assert run("import", "ghost", export, "--team", "News=Comms").code == 0
    assert files(site.folder / "content") == before


def test_an_export_that_cannot_be_read_is_told_and_brings_nothing(run, site):
    site("old.json", "{")
    before = files(site.folder / "content")
    ended = run("import", "ghost", "old.json")
    assert ended.code == 1
    assert "old.json" in ended.err
    assert files(site.folder / "content") == before


def test_the_known_exports_are_those_that_can_be_read():
    from weeknotes.cli.moving import FORMS
    from weeknotes.importers import FORMS as READABLE

    assert set(FORMS) == set(READABLE)


@pytest.mark.parametrize(("form", "start"), [("text", "Private"), ("markdown", "# Private"), ("json", "{\n")])
def test_publishers_are_told_how_the_site_stands(run, site, form, start):
    ended = run("report", "--format", form, "--today", "2026-07-20")
    assert (ended.code, ended.out[: len(start)]) == (0, start)
    assert "July 2026" in ended.out


# The program


@pytest.fixture
def checkout(site):
    """The site beside a copy of build.py, as in a clone of the repository."""
    shutil.copy(ROOT / "build.py", site.folder)
    return site.folder


def start(*command, cwd, **surroundings):
    path = os.pathsep.join([str(Path(weeknotes.__file__).parents[1]), *sys.path])
    return subprocess.run(
        [sys.executable, *command], cwd=cwd, env=os.environ | {"PYTHONPATH": path} | surroundings,
        capture_output=True, text=True, check=False, encoding="utf-8", errors="replace",
    )  # fmt: skip


def test_build_py_without_arguments_builds(checkout):
    ended = start("build.py", cwd=checkout)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (checkout / "output/index.html").is_file()


def test_the_package_is_the_same_program(checkout):
    ended = start("-m", "weeknotes", "check", "--format", "json", cwd=checkout)
    assert json.loads(ended.stdout)["counts"]["published"] == 1


def test_a_terminal_without_unicode_is_no_reason_to_fail(checkout):
    (checkout / "content/posts").mkdir()
    (checkout / "content/posts/one.md").write_text("---\ndate: “2026-02-30”\n---\nŵ\n", encoding="utf-8")
    ended = start("build.py", cwd=checkout, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "command"),
    [((), "build"), (("--drafts",), "build"), (("check",), "check"), (("check", "--format", "json"), "check")],
)
def test_build_py_takes_the_options_of_build_and_the_other_commands(run, site, arguments, command):
    assert run(*arguments, default="build").code == 0
    assert (site.folder / "output/index.html").exists() == (command == "build")


def test_a_reader_who_stops_reading_is_no_fault(checkout):
    command = [sys.executable, "build.py", "check", "--format", "json"]
    path = os.pathsep.join([str(Path(weeknotes.__file__).parents[1]), *sys.path])
    surroundings = os.environ | {"PYTHONPATH": path}
    with subprocess.Popen(
        command, cwd=checkout, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said
    assert process.returncode in (0, 1)


def test_every_command_explains_itself(run):
    for name, command in cli.cli.commands.items():
        ended = run(name, "--help")
        assert ended.code == 0
        assert len((command.help or "").splitlines()[0]) < 72, name
        assert all(each.help for each in command.params if isinstance(each, click.Option)), name


@pytest.mark.parametrize("name", cli.cli.commands)
def test_the_page_of_commands_has_each_option_of_each_command_and_no_other(name):
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    shared, *sections = re.split(r"^## `weeknotes ", page, flags=re.MULTILINE)
    rows = [row.split(" | ") for row in shared.splitlines() if row.startswith("| `--")]
    told = [option for option, _, of in rows if (f"`{name}`" in of) != of.startswith("all but")]
    told += re.findall(r"^\| `--.*?`", next(each for each in sections if re.match(rf"{name}\b", each)), re.MULTILINE)
    options = [each for each in cli.cli.commands[name].params if isinstance(each, click.Option)]
    assert sorted(re.findall(r"--[a-z-]+", " ".join(told))) == sorted(each.opts[0] for each in options)


def test_help_is_there_before_any_library_is_loaded():
    code = "import sys; from weeknotes import cli; print(*sorted(sys.modules))"
    loaded = set(start("-c", code, cwd=ROOT).stdout.split())
    heavy = {"jinja2", "lxml", "feedgen", "nh3", "cmarkgfm", "PIL", "rich", "markdown", "yaml", "sqlite3"}
    assert "weeknotes.cli" in loaded
    own = {"pipeline", "report", "scaffold", "comparison", "export", "letter", "releases", "importers", "private"}
    assert not loaded & (heavy | {f"weeknotes.{each}" for each in own})


# Signs of life


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_slow_build_shows_on_a_terminal_that_it_is_at_work(run, site, monkeypatch):
    monkeypatch.setattr(voice, "PATIENCE", 0.0)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert run("build").code == 0
    assert "Building the site" in terminal.getvalue()


def test_nothing_moves_where_nobody_looks(run):
    assert run("build").err == ""
