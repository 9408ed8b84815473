"""Annotations as GitHub takes them: escaped, with plain titles, the worst first, and none lost without a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from test_report import ANY_TEXT, COLON, FILES, NO_CONFIG, STOPPED, with_problem

from weeknotes.errors import Problem, Severity
from weeknotes.facts import Cause
from weeknotes.github_annotations import SHOWN, TITLES, as_github
from weeknotes.gravity import FAMILIES
from weeknotes.model import Account, FileAccount, State
from weeknotes.values import replace


def test_github_shows_an_error_beside_its_line():
    assert as_github(Account((), (COLON,))) == (
        "::error file=content/weeknotes/b.md,line=2,col=1,title=Top of the file (front-matter.colon)::"
        "The title has a colon in it. Put the title in quotation marks, so that it is read as one text."
        '%0AYou typed: title: Damp: what we learnt%0AWrite: title: "Damp: what we learnt"\n'
    )


def test_github_gets_the_gravest_first_in_its_own_words():
    lines = as_github(Account((), STOPPED.problems)).splitlines()
    assert [each.split(" ")[0] for each in lines] == ["::error", "::warning", "::notice"]


def test_github_gets_no_place_for_the_site_as_a_whole():
    line = as_github(Account((), (NO_CONFIG,)))
    assert line.startswith("::warning title=Settings of the site (config.missing)::There is no")


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({"path": "a,b: c%.md"}, "file=a%2Cb%3A c%25.md,"),
        ({"message": "100 %\r\nsure"}, "::100 %25%0Asure"),
        ({"message": "a::error::b"}, "::a::error::b"),
        ({"path": "a\nb.md"}, "file=a%0Ab.md,"),
    ],
)
def test_github_commands_are_escaped(changes, written):
    assert written in as_github(with_problem(**changes))


@settings(max_examples=60)
@given(ANY_TEXT)
def test_no_file_can_smuggle_in_a_command_of_its_own(text):
    command = as_github(with_problem(path=text, message=text, found=text, suggestion=text))
    assert len(command.splitlines()) == 1


def test_github_gets_the_counts_before_the_hints():
    lines = as_github(STOPPED).splitlines()
    assert [each.partition("title=")[2].partition("::")[0] for each in lines] == [
        *("Top of the file (front-matter.colon)", "Settings of the site (config.missing)"),
        *("All files", "Top of the file (front-matter.unknown)"),
    ]
    counted = "4 files: 1 published, 1 scheduled for Friday 4 December 2026, 1 held and 1 not content."
    assert lines[2].endswith(f"::{counted}")
    assert as_github(Account((), ())) == ""


def test_github_gets_a_notice_on_each_file_that_could_be_on_the_site():
    waiting = FileAccount(
        "a.md", State.HELD, reason="it waits for Ada", cause=Cause.SIGN_OFF, fix="reviewed_by: Ada Penhaligon"
    )
    misnamed = FileAccount("b", State.NOT_CONTENT, reason="rename it to b.md", cause=Cause.NAME, fix="b.md")
    quiet = FileAccount("c.md", State.HELD, when="Friday", reason="because of the election", cause=Cause.QUIET_PERIOD)
    _, *notices = as_github(Account((quiet, misnamed, waiting), ())).splitlines()
    assert notices == [
        "::notice file=a.md,title=File (file.sign-off)::This file is not on the site. It is held: it waits for Ada."
        "%0AWrite: reviewed_by: Ada Penhaligon",
        "::notice file=b,title=File (file.name)::This file is not on the site. It is not content: rename it to b.md.",
    ]


def many(severity: Severity, count: int) -> tuple[Problem, ...]:
    return tuple(replace(COLON, severity=severity, path=f"{number:02}.md") for number in range(count))


@pytest.mark.parametrize("severity", list(Severity))
@pytest.mark.parametrize(("count", "left"), [(SHOWN, 0), (SHOWN + 1, 2), (34, 25)])
def test_the_last_that_github_shows_says_how_many_there_are_besides(severity, count, left) -> None:
    lines = as_github(Account((), many(severity, count))).splitlines()
    assert len(lines) == count + bool(left)
    last = lines[SHOWN - 1].partition("title=")[2]
    assert last.startswith("There is more::") is bool(left)
    if left:
        assert f"{left} more {severity.value}s in {left} files" in last
        assert all(f"file={number:02}.md" in "".join(lines) for number in range(count))


def test_each_level_has_ten_of_its_own() -> None:
    lines = as_github(Account(FILES, (*many(Severity.ERROR, 12), *many(Severity.WARNING, 3)))).splitlines()
    assert [each.split(" ")[0] for each in lines] == ["::error"] * 13 + ["::warning"] * 3 + ["::notice"]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_title_says_in_plain_words_what_a_problem_is_about(family) -> None:
    assert f",title={TITLES[family]} ({family}.x)::" in as_github(with_problem(code=f"{family}.x"))


def test_nothing_in_a_title_or_a_path_ends_the_properties() -> None:
    line = as_github(with_problem(path="a::b,line=9.md", found="x::y", code="a,b::c"))
    assert line.startswith("::error file=a%3A%3Ab%2Cline=9.md,line=2,col=1,title=a%2Cb%3A%3Ac::")
