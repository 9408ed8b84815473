"""The account as people and programs get it: terminal, GitHub, Markdown, JSON."""

from __future__ import annotations

import json
import re

import cmarkgfm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.errors import Problem, Severity
from weeknotes.facts import Cause, Exemption
from weeknotes.github_annotations import as_github
from weeknotes.model import Account, FileAccount, State
from weeknotes.report import as_json, as_markdown, as_text
from weeknotes.values import replace

COLON = Problem(
    "front-matter.colon",
    Severity.ERROR,
    "content/weeknotes/b.md",
    "The title has a colon in it. Put the title in quotation marks, so that it is read as one text.",
    line=2,
    column=1,
    found="title: Damp: what we learnt",
    suggestion='title: "Damp: what we learnt"',
)
UNKNOWN = Problem(
    "front-matter.unknown",
    Severity.HINT,
    "content/weeknotes/a.md",
    "`sumary`: did you mean `summary`?",
    line=3,
    found="sumary: x",
    suggestion="summary: x",
)
NO_CONFIG = Problem(
    "config.missing", Severity.WARNING, "", "There is no config.toml, so I use a plain title."
)
FILES = (
    FileAccount("content/weeknotes/a.md", State.PUBLISHED, url="weeknotes/2026/w48/housing/"),
    FileAccount("content/weeknotes/b.md", State.HELD, reason="it has a fault that must be mended first"),
    FileAccount(
        "content/notes.docx", State.NOT_CONTENT, reason="it is a Word file. Save it as text, ending in .md"
    ),
    FileAccount("content/weeknotes/c.md", State.SCHEDULED, when="Friday 4 December 2026, in 3 days"),
)
STOPPED = Account(FILES, (UNKNOWN, NO_CONFIG, COLON))
BUILT = Account(FILES, (UNKNOWN,), written=12, unchanged=202)
ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=60)


def with_problem(**changes: object) -> Account:
    return Account((), (replace(COLON, **changes),))  # type: ignore[arg-type]


def rendered(text: str) -> str:
    """The Markdown as GitHub renders it."""
    return cmarkgfm.github_flavored_markdown_to_html(text)


def test_json_lists_every_file_once_by_path():
    listed = json.loads(as_json(STOPPED))["files"]
    assert [each["path"] for each in listed] == sorted(each.path for each in FILES)
    assert listed[3] == {
        "path": "content/weeknotes/c.md",
        "state": "scheduled",
        "url": "",
        "when": "Friday 4 December 2026, in 3 days",
        "reason": "",
        "cause": "",
        "fix": "",
        "appears": "",
    }


def test_json_lists_every_problem_with_all_its_parts():
    problems = json.loads(as_json(STOPPED))["problems"]
    assert [each["code"] for each in problems] == [
        "config.missing",
        "front-matter.unknown",
        "front-matter.colon",
    ]
    assert problems[2] == {
        "code": "front-matter.colon",
        "severity": "error",
        "path": "content/weeknotes/b.md",
        "line": 2,
        "column": 1,
        "message": COLON.message,
        "found": "title: Damp: what we learnt",
        "suggestion": 'title: "Damp: what we learnt"',
    }


def test_json_counts_add_up():
    value = json.loads(as_json(STOPPED))
    assert set(value) == {"counts", "files", "problems", "exemptions", "quarantined"}
    assert value["counts"]["files"] == len(FILES)
    assert (value["counts"]["held"], value["counts"]["not content"], value["counts"]["errors"]) == (1, 1, 1)


@pytest.mark.parametrize("write", [as_json, as_github, as_text])
def test_the_order_of_files_and_problems_does_not_show(write):
    assert write(STOPPED) == write(Account(FILES[::-1], STOPPED.problems[::-1]))


@pytest.mark.parametrize("write", [as_json, as_github, as_text, lambda account: as_markdown(account, "Site")])
@settings(max_examples=60)
@given(ANY_TEXT, ANY_TEXT)
def test_whatever_a_file_holds_the_report_can_be_printed(write, path, text):
    files = (FileAccount(path, State.HELD, url=text, when=text, reason=text),)
    account = Account(files, (replace(COLON, path=path, message=text, found=text, suggestion=text),))
    assert write(account).encode("utf-8")


HELD = replace(FILES[1], cause=Cause.FAULT)
QUARANTINED = Account((FILES[0], HELD), (COLON,), written=3, quarantined=(HELD.path,))


@pytest.mark.parametrize("write", [as_text, as_github, lambda account: as_markdown(account, "Site")])
def test_what_is_kept_back_for_a_fault_is_said_before_all_else(write):
    told = rendered(write(QUARANTINED)) if write not in (as_text, as_github) else write(QUARANTINED)
    loud = " ".join(told.split())
    assert "1 file with a fault is KEPT BACK and not on the site: content/weeknotes/b.md." in loud
    assert loud.index("KEPT BACK") < loud.index("published")
    assert "Nothing was written" not in told


def test_github_calls_what_is_kept_back_an_error_though_the_site_is_published():
    assert as_github(QUARANTINED).startswith("::error title=Kept back::1 file with a fault is KEPT BACK")


def test_json_names_what_is_kept_back():
    assert json.loads(as_json(QUARANTINED))["quarantined"] == ["content/weeknotes/b.md"]


PASSES = Account(
    FILES,
    (),
    exemptions=(
        Exemption("a.md", "phone-number", "Our help line", "020 7946 0000", line=4),
        Exemption("b.md", "quiet period", "Flood warnings", "the election", "Ada Penhaligon", 3),
    ),
)


@pytest.mark.parametrize("write", [as_text, lambda account: rendered(as_markdown(account, "Site"))])
def test_exceptions_in_force_are_listed_with_their_reasons(write):
    told = re.sub(r"<.*?>|\s+", " ", write(PASSES)).split("Exceptions in force")[1]
    told = " ".join(told.split())
    assert "phone-number “020 7946 0000” is let pass: Our help line" in told
    assert "appears in a quiet period (the election) by decision of Ada Penhaligon: Flood warnings" in told


def test_json_lists_the_exceptions():
    assert json.loads(as_json(PASSES))["exemptions"][1] == {
        "path": "b.md",
        "line": 3,
        "what": "quiet period",
        "text": "the election",
        "by": "Ada Penhaligon",
        "reason": "Flood warnings",
    }


def test_what_waits_for_a_day_is_what_comes_next():
    waits = FileAccount("d.md", State.HELD, when="Friday 4 December 2026, in 3 days", cause=Cause.QUIET_PERIOD)
    embargoed = FileAccount("e.md", State.EMBARGOED, when="Thursday 3 December 2026, in 2 days")
    coming = as_markdown(Account((waits, embargoed, *FILES), ()), "Site").split("What comes next")[1].split("###")[0]
    assert re.findall(r"`(\S+)`: (\w+ \w+)", coming) == [
        ("e.md", "embargoed until"),
        ("content/weeknotes/c.md", "scheduled for"),
        ("d.md", "held until"),
    ]


def test_the_terminal_shows_a_problem_with_what_was_typed_and_what_to_write():
    assert as_text(Account((), (COLON,))) == (
        "There are no files yet.\n\n"
        "content/weeknotes/b.md\n"
        "  Error, line 2: The title has a colon in it. Put the title in quotation marks,\n"
        "    so that it is read as one text.\n"
        "    you typed: title: Damp: what we learnt\n"
        '    write:     title: "Damp: what we learnt"\n\n'
        "Nothing was written: 1 error to mend first.\n"
    )


def test_the_terminal_begins_with_the_sum_and_ends_with_the_verdict():
    lines = as_text(BUILT).splitlines()
    assert lines[0] == "4 files: 1 published, 1 scheduled for Friday 4 December 2026, 1 held and 1 not"
    assert lines[-1] == "Fine: 214 pages, 12 written, 0 removed."


def test_the_terminal_names_every_file_that_is_not_on_the_site():
    told = as_text(BUILT).split("Not on the site\n")[1]
    assert (
        "  content/notes.docx: not content: it is a Word file. Save it as text, ending in\n    .md\n" in told
    )
    assert "  content/weeknotes/b.md: held: it has a fault that must be mended first\n" in told
    assert "  content/weeknotes/c.md: scheduled for Friday 4 December 2026, in 3 days\n" in told


def test_the_terminal_tells_the_worst_file_first():
    told = as_text(STOPPED).split("Not on the site")[0]
    assert re.findall(r"^(?:content/|The site).*", told, re.MULTILINE) == [
        "content/weeknotes/b.md",
        "The site as a whole",
        "content/weeknotes/a.md",
    ]


def test_two_hundred_errors_are_all_told():
    problems = tuple(replace(COLON, path=f"content/{index}.md") for index in range(200))
    assert as_text(Account((), problems)).count("you typed:") == 200


def test_several_lines_to_write_stand_below_each_other():
    told = as_text(with_problem(found="", suggestion="tags:\n  - damp\n"))
    assert "    write:     tags:\n                 - damp\n\n" in told
    assert "you typed" not in told


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_messages_keep_within_the_window(width):
    message = as_text(with_problem(found="", suggestion=""), width)
    assert max(map(len, message.splitlines())) <= width


def test_what_to_write_is_never_broken_over_lines():
    line = "summary: " + "word " * 40 + "end"
    assert f"write:     {line}\n" in as_text(with_problem(suggestion=line), 60)


def test_long_paths_are_not_broken():
    path = "content/" + "very-" * 30 + "long.md"
    assert path in as_text(Account((FileAccount(path, State.DRAFT),), ()))


def test_colour_is_only_there_when_asked_for():
    plain, coloured = as_text(STOPPED), as_text(STOPPED, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31mError, line 2\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("typed", ["\x1b[2J", "\x9b31m", "a\u202eb", "bell\x07"])
def test_nothing_in_a_file_can_steer_the_terminal(typed):
    told = as_text(with_problem(found=typed, message=typed, path=typed))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", told)
    assert "\ufffd" in told


def test_a_manager_reads_in_the_summary_what_is_wrong_and_what_to_write():
    html = rendered(as_markdown(STOPPED, "Borough in the open"))
    assert "<h2>Borough in the open</h2>" in html
    assert "<strong>Nothing was written: 1 error to mend first.</strong>" in html
    assert "<h4><code>content/weeknotes/b.md</code></h4>" in html
    assert "<strong>Error, line 2.</strong> The title has a colon in it." in html
    assert "title: Damp: what we learnt\n</code></pre>" in html
    assert "title: &quot;Damp: what we learnt&quot;\n</code></pre>" in html


def test_the_summary_says_what_comes_next_what_is_left_out_and_what_is_published():
    text = as_markdown(BUILT, "Site")
    titles = re.findall(r"^### (.*)|<summary>(.*)</summary>", text, re.MULTILINE)
    assert ["".join(each) for each in titles] == [
        "What needs attention",
        "What comes next",
        "What is not on the site",
        "What is published: 1 file",
    ]
    assert "* `content/weeknotes/c.md`: scheduled for Friday 4 December 2026, in 3 days\n" in text
    assert "* `content/weeknotes/a.md`: `weeknotes/2026/w48/housing/`\n" in text


def test_what_is_published_has_its_address_and_its_week_in_the_summary():
    note = FileAccount("a.md", State.PUBLISHED, url="/weeknotes/2026/w28/housing/", when="Week 28")
    assert "* `a.md`: `/weeknotes/2026/w28/housing/`, Week 28\n" in as_markdown(Account((note,), ()), "Site")


def test_the_summary_of_a_stopped_build_does_not_say_published():
    assert "<summary>What would be published: 1 file</summary>" in as_markdown(STOPPED, "Site")


def test_the_summary_has_no_empty_sections():
    assert as_markdown(Account((), ()), "Site").count("#") == 2


@pytest.mark.parametrize("typed", ["```", "a ```` b", "~~~", "`", "</code></pre><script>"])
def test_backticks_in_what_was_typed_stay_inside_their_block(typed):
    html = rendered(as_markdown(with_problem(found=typed, suggestion=typed, path=f"{typed}.md"), "Site"))
    assert html.count("<pre") == 2
    assert html.endswith("</code></pre>\n")
    assert "<script" not in html


@settings(max_examples=60)
@given(ANY_TEXT)
def test_every_message_and_title_shows_as_typed(text):
    html = rendered(as_markdown(with_problem(message=f"x{text}", found="", suggestion=""), f"x{text}"))
    assert html.count("<h2>") == html.count("<h4>") == 1
    assert html.count("<p>") == 3


@pytest.mark.parametrize("text", ["*a* _b_ <b>c</b> [d](e) # f", "a | b \\ c", "1 < 2 & 3 > 2", "![x](y)"])
def test_marks_in_a_message_are_not_markdown(text):
    html = rendered(as_markdown(with_problem(message=text), "Site"))
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<strong>Error, line 2.</strong> {shown}</p>" in html


def test_names_between_backticks_are_code_in_the_summary():
    assert "<code>sumary</code>: did you mean <code>summary</code>?" in rendered(as_markdown(BUILT, "Site"))


def test_a_summary_of_thousands_stays_within_what_github_takes():
    files = tuple(
        FileAccount(f"content/{index}.md", State.PUBLISHED, url="x/" * 40) for index in range(20_000)
    )
    problems = tuple(replace(COLON, path=each.path) for each in files)
    text = as_markdown(Account(files, problems), "Site")
    assert len(text.encode()) < 1_000_000
    assert "… and 19,500 more problems: the log of this run tells of each." in text
    assert "… and 19,500 more files: the log of this run tells of each." in text
