"""Keeping faulty files back, so that the others can be published."""

from __future__ import annotations

import pytest

from weeknotes.config import Config, Folder
from weeknotes.entries import place, read
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Cause
from weeknotes.model import FileAccount, Reading, State
from weeknotes.quarantine import marked, paths, softened
from weeknotes.values import replace

PATH = "content/posts/a.md"
BROKEN = Problem("link.broken", Severity.ERROR, PATH, "The link leads nowhere.", 4)
PICTURE = Problem("image.broken", Severity.ERROR, "content/posts/a.jpg", "This picture is broken.")


def reading(path: str = PATH) -> Reading:
    where = place(path, Folder("content/posts", "post"), frozenset({path}))
    return read(b"---\ndate: 2026-11-06\n---\nText\n", where, Config())


def test_an_error_found_while_the_site_is_laid_out_is_a_fault_of_its_file() -> None:
    (found,) = marked([reading()], [BROKEN], {})
    assert found.at_fault
    assert found.problems == (BROKEN,)
    assert marked([found], [BROKEN], {}) == (found,)


def test_a_broken_picture_is_a_fault_of_the_texts_that_show_it() -> None:
    first, second = marked([reading(), reading("content/posts/b.md")], [PICTURE], {PATH: [PICTURE.path]})
    assert (first.at_fault, second.at_fault) == (True, False)


@pytest.mark.parametrize(
    "problem",
    [
        replace(BROKEN, severity=Severity.WARNING),
        replace(BROKEN, path="content/posts/b.md"),
        replace(BROKEN, code="id.twice"),
        replace(BROKEN, code="address.twice"),
        replace(BROKEN, code="ledger.lost"),
        replace(BROKEN, code="config.url", path="config.toml"),
        replace(BROKEN, code="template.syntax", path="templates/base.html"),
    ],
)
def test_warnings_other_files_and_faults_of_the_whole_site_keep_no_file_back(problem: Problem) -> None:
    assert marked([reading()], [problem], {}) == (reading(),)


def test_a_link_to_what_is_kept_back_is_a_warning_so_that_one_fault_holds_one_file() -> None:
    link = replace(BROKEN, code="link.held")
    assert softened([link, BROKEN]) == (replace(link, severity=Severity.WARNING), BROKEN)


def test_the_errors_of_the_file_and_of_its_picture_are_those_that_stop_nothing() -> None:
    (found,) = marked([reading()], [BROKEN, PICTURE], {PATH: [PICTURE.path]})
    held = FileAccount(PATH, State.HELD, cause=Cause.FAULT)
    assert paths([found], {PATH: held}) == (PICTURE.path, PATH)
    assert paths([found], {PATH: replace(held, cause=Cause.SIGN_OFF)}) == ()
    assert paths([found], {PATH: replace(held, state=State.PUBLISHED, cause=None)}) == ()
