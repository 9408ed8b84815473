"""Who must have read a text before it is published."""

from __future__ import annotations

from datetime import date

import pytest

from weeknotes.config import Config, Folder
from weeknotes.entries import place, read
from weeknotes.model import Kind, Reading
from weeknotes.signoff import called, waits

SECOND = Folder("content/posts", "post", sign_off="second person")
NAMED = Folder("content/posts", "post", sign_off="named", approvers=("Ada Penhaligon", "Tom Adeyemi"))


def reading(head: str, folder: Folder = SECOND, name: str = "x.md") -> Reading:
    path = f"{folder.path}/{name}"
    where = place(path, folder, frozenset({path}))
    return read(f"---\ndate: 2026-11-02\n{head}\n---\nText\n".encode(), where, Config())


def why(head: str, folder: Folder = SECOND) -> str:
    found = waits(reading(head, folder), folder, {"ada": "ada", "ada-penhaligon": "ada"})
    return found.reason if found else ""


@pytest.mark.parametrize(
    "head",
    [
        "author: Bo Larsen\nreviewed_by: Ada Penhaligon",
        "author: Bo Larsen\nreviewed_by: bo larsen and Ada Penhaligon",
        "author: Bo and Ada\nreviewed_by: Tom",
        "reviewed_by: Ada Penhaligon",
    ],
)
def test_somebody_who_did_not_write_it_releases_it(head: str) -> None:
    assert not why(head)


@pytest.mark.parametrize(
    "head",
    [
        "author: Bo Larsen\nreviewed_by: Bo Larsen",
        "author: Bo Larsen\nreviewed_by: BO  LARSEN",
        "author: Zoë Kŷ\nreviewed_by: zoe ky",
        "author: Bo & Cai\nreviewed_by: Cai a Bo",
        "author: ada\nreviewed_by: Ada Penhaligon",
    ],
)
def test_nobody_releases_what_they_wrote_themselves_however_the_name_is_typed(head: str) -> None:
    assert "wrote it, so somebody else has to read it" in why(head)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("author: Bo Larsen", "it waits for sign-off by a second person: anybody but Bo Larsen."),
        ("author: Bo and Cai", "anybody but Bo and Cai."),
        ("title: A", "it waits for sign-off by a second person."),
        ("author: Bo\nreviewed_by:", "anybody but Bo."),
        ("author: ada\nreviewed_by: Ada Penhaligon", "Ada Penhaligon wrote it"),
    ],
)
def test_it_is_said_who_can_release_it(head: str, said: str) -> None:
    assert said in why(head)


def test_only_one_who_is_named_gives_a_named_sign_off() -> None:
    assert not why("author: Bo\nreviewed_by: TOM ADEYEMI", NAMED)
    assert not why("author: Bo\nreviewed_by: ada", NAMED)
    assert "by Ada Penhaligon or Tom Adeyemi." in why("author: Bo", NAMED)
    assert "by Ada Penhaligon or Tom Adeyemi (Cai cannot give it)." in why("author: Bo\nreviewed_by: Cai", NAMED)


def test_the_line_to_add_names_the_approver() -> None:
    found = waits(reading("author: Bo", NAMED), NAMED, {})
    assert found is not None
    assert found.line == "reviewed_by: Ada Penhaligon"
    mended = f"author: Bo\n{found.line}"
    assert waits(reading(mended, NAMED), NAMED, {}) is None


def test_the_line_for_a_second_person_releases_nothing_until_a_name_is_added() -> None:
    found = waits(reading("author: Bo"), SECOND, {})
    assert found is not None
    assert why(f"author: Bo\n{found.line}")
    assert not why(f"author: Bo\n{found.line} Cai")


@pytest.mark.parametrize(("since", "waiting"), [(date(2026, 11, 3), False), (date(2026, 11, 2), True), (None, True)])
def test_what_was_published_before_the_rule_needs_no_sign_off(since: date | None, waiting: bool) -> None:
    folder = Folder("content/posts", "post", sign_off="second person", sign_off_from=since)
    assert bool(why("author: Bo", folder)) == waiting


def test_a_folder_without_the_rule_asks_nobody() -> None:
    assert not why("author: Bo", Folder("content/posts", "post"))
    assert waits(reading("author: Bo"), None, {}) is None


def test_a_person_is_known_by_the_name_of_the_file_and_the_name_in_it() -> None:
    ada = reading("name: Ada Penhaligon", Folder("content/people", "person"), "ada.md")
    assert called([ada], Kind.PERSON) == {"ada": "ada", "ada-penhaligon": "ada"}
    assert called([ada], Kind.TEAM) == {}


def test_who_signs_off_makes_no_other_folder_of_a_standard_one() -> None:
    # A note without a team keeps its series, and with it the id by which feed readers know it.
    plain, signed = Folder("content/weeknotes", "weeknote"), Folder("content/weeknotes", "weeknote", sign_off="named")
    path = "content/weeknotes/2026-w45.md"
    series = {read(b"Text", place(path, each, frozenset({path})), Config()).series for each in (plain, signed)}
    assert series == {""}
