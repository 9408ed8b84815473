"""What the report says of every file: where it is published, or why it is not."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from weeknotes.accounts import is_text, of_files, of_texts
from weeknotes.config import Folder, standard_folders
from weeknotes.dates import read_moment
from weeknotes.facts import Cause, Moment
from weeknotes.model import Card, FileAccount, Kind, Page, State
from weeknotes.sources import SourceFile
from weeknotes.values import replace

FOLDERS = [folder.path for folder in standard_folders()]
LONDON = ZoneInfo("Europe/London")
ROOT = Folder(".", "post")


def file(path: str, folder: Folder | None = None, barred: str = "") -> SourceFile:
    """A file as `sources.scan` finds it, in the standard folder of its path if no other is given."""
    standard = next((each for each in standard_folders() if path.startswith(each.path + "/")), None)
    return SourceFile(path, folder or standard, 1, barred)


def why(path: str, folder: Folder | None = None, barred: str = "") -> str:
    (account,) = of_files([file(path, folder, barred)], [], FOLDERS)
    assert (account.path, account.state, account.url) == (path, State.NOT_CONTENT, "")
    return account.reason


@pytest.mark.parametrize(
    "path",
    [
        "content/weeknotes/2026/2026-w28-housing.md",
        "content/posts/a.markdown",
        "content/posts/A.MD",
        "content/posts/my note.md",
        "content/case-studies/grow/index.md",
        "content/posts/2026/hello/index.md",
        "content/weeknotes/2018/28/README.md",
        "content/people/ada.md",
    ],
)
def test_a_text_in_a_content_folder_is_read(path: str) -> None:
    assert is_text(file(path))
    assert of_files([file(path)], [], FOLDERS) == ()


@pytest.mark.parametrize(
    "path",
    [
        "content/posts/team.jpg",
        "content/posts/notes.docx",
        "content/posts/.hidden.md",
        "content/posts/~lock.md",
        "content/posts/README.md",
        "content/posts/index.md",
        "content/weeknotes/2026/index.md",
        "content/lost/a.md",
        "content/posts/a",
    ],
)
def test_anything_else_is_told_with_a_reason(path: str) -> None:
    assert not is_text(file(path))
    assert why(path)


def test_every_file_is_told_once_by_one_of_the_two_accounts() -> None:
    paths = ["content/posts/a.md", "content/posts/b.jpg", "content/lost/c.md", "content/posts/README.md"]
    files = [file(path) for path in paths]
    texts = {each.path for each in files if is_text(each)}
    others = [each.path for each in of_files(files, [], FOLDERS)]
    assert sorted([*texts, *others]) == sorted(paths)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("content/posts/.DS_Store", "a hidden file that a system or an editor left here"),
        ("content/posts/Thumbs.db", "a hidden file that a system or an editor left here"),
        ("content/posts/~$notes.docx", "a hidden file that a system or an editor left here"),
        ("content/posts/README.md", "for those who look at this folder on GitHub"),
        ("content/posts/index.md", "makes the pages of its lists"),
        ("content/weeknotes/2026/_index.md", "makes the pages of its lists"),
        ("content/posts/data.yml", "settings or data of a program"),
        ("content/posts/notes.docx", "paste its text into a file whose name ends with .md"),
        ("content/posts/hello", "rename it to hello.md"),
        ("content/posts/hello.txt", "rename it to hello.md"),
        ("content/posts/hello.html", "rename it to hello.md"),
        ("content/posts/plan.pdf", "no published entry shows it or links to it"),
        ("content/posts/team.jpg", "no published entry shows it or links to it"),
        ("content/post/a.md", "nothing is read from the folder content/post: did you mean content/posts?"),
        ("content/Case studies/2026/a.md", "did you mean content/case-studies?"),
        ("content/zebra/a.md", "move it to one of content/weeknotes, content/case-studies"),
        ("content/a.md", "nothing is read from the folder content: move it to one of"),
        ("content/weeknotes/2026-w28", "it looks like a weeknote, but its name lacks .md at the end"),
        ("content/weeknotes/2026-w28.mdd", "its name ends with .mdd and not with .md: rename it to 2026-w28.md"),
        ("content/posts/plan.heic", "save it as .jpg"),
    ],
)
def test_a_file_that_is_not_published_has_a_reason_and_the_way_out(path: str, reason: str) -> None:
    assert reason in why(path)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("CONTRIBUTING.md", "it is about the repository"),
        ("LICENSE", "it is a file of the repository"),
        ("_layouts/post.html", "machinery of a generator"),
        ("_includes/a.md", "machinery of a generator"),
        ("README.md", "look at this folder on GitHub"),
        ("package.lock", "settings or data of a program"),
    ],
)
def test_files_of_a_repository_that_is_read_as_it_stands_are_no_content(path: str, reason: str) -> None:
    assert reason in why(path, ROOT)


@pytest.mark.parametrize(
    ("path", "fix"),
    [
        ("content/posts/hello", "content/posts/hello.md"),
        ("content/posts/hello.md.txt", "content/posts/hello.md"),
        ("content/posts/hello.txt", "content/posts/hello.md"),
        ("content/posts/hello.dm", "content/posts/hello.md"),
        ("content/posts/hello.md (1)", "content/posts/hello.md"),
        ("content/weeknotes/Weeknotes 20.11.2026", "content/weeknotes/Weeknotes 20.11.2026.md"),
        ("content/weeknotes/Sprint 5.", "content/weeknotes/Sprint 5.md"),
        ("_post/2026-11-20-note.md", "content/posts/2026-11-20-note.md"),
        ("content/post/2026/note.md", "content/posts/2026/note.md"),
        ("content/posts/team.jpg", ""),
        ("content/posts/data.csv", ""),
    ],
)
def test_a_misnamed_text_is_told_its_right_name(path: str, fix: str) -> None:
    (account,) = of_files([file(path)], [], FOLDERS)
    assert account.fix == fix
    assert (account.cause is not None) == bool(fix)


@pytest.mark.parametrize("path", ["content/weeknotes/create-folder.md", "content/posts/Placeholder.md"])
def test_a_file_that_only_made_its_folder_is_no_text(path: str) -> None:
    assert not is_text(file(path))
    assert why(path).startswith("it only made the folder")
    assert not is_text(replace(file(path), size=100))
    assert is_text(replace(file(path), size=101))


def test_an_empty_file_is_no_text() -> None:
    empty = replace(file("content/posts/a.md"), size=0)
    assert not is_text(empty)
    (account,) = of_files([empty], [], FOLDERS)
    assert (account.reason, account.cause) == ("it is empty: write a text into it, or delete it", Cause.EMPTY)


def test_a_file_that_cannot_be_read_says_why() -> None:
    assert why("content/posts/a.md", barred="it is larger than 100 MB") == "it is larger than 100 MB"


def test_texts_in_a_folder_of_files_are_published_as_they_are() -> None:
    static = file("static/notes.md", Folder("static", "files", at=""))
    assert not is_text(static)
    (account,) = of_files([static], [Page("notes.md", "file", source="static/notes.md")], FOLDERS)
    assert (account.state, account.url) == (State.PUBLISHED, "/notes.md")


def test_a_picture_that_a_page_shows_is_published_at_its_address() -> None:
    page = Page("media/posts/team.jpg", "image", source="content/posts/team.jpg")
    (account,) = of_files([file("content/posts/team.jpg")], [page], FOLDERS)
    assert (account.state, account.url) == (State.PUBLISHED, "/media/posts/team.jpg")


def test_a_file_of_the_theme_does_not_publish_a_file_of_that_name() -> None:
    page = Page("assets/style.css", "asset", source="assets/style.css")
    (account,) = of_files([file("assets/style.css", ROOT)], [page], FOLDERS)
    assert account.state is State.NOT_CONTENT


def card(label: str = "", published: str = "") -> Card:
    moment = Moment(*read_moment(published, LONDON)) if published else None
    return Card("post/a", "tag:a", Kind.POST, "a.md", "posts/a/", "A", "", "en", label=label, published=moment)


@pytest.mark.parametrize(
    ("label", "published", "when"),
    [("Week 28", "2026-07-10", "Week 28"), ("", "2026-07-10", "2026-07-10"), ("", "", "")],
)
def test_a_published_text_has_its_address_and_its_week_or_day(label: str, published: str, when: str) -> None:
    (account,) = of_texts([FileAccount("a.md", State.PUBLISHED)], {"a.md": card(label, published)})
    assert (account.url, account.when) == ("/posts/a/", when)


@pytest.mark.parametrize("state", [State.DRAFT, State.SCHEDULED])
def test_a_text_that_is_not_public_has_an_address_in_a_preview_alone(state: State) -> None:
    account = FileAccount("a.md", state, when="Friday", reason="it is a draft")
    (shown,) = of_texts([account], {"a.md": card()})
    assert (shown.url, shown.when, shown.reason) == ("/posts/a/", "Friday", "it is a draft")
    assert of_texts([account], {}) == (account,)


def test_a_withdrawn_text_keeps_its_address_and_its_reason() -> None:
    (account,) = of_texts([FileAccount("a.md", State.WITHDRAWN, reason="It was wrong.")], {"a.md": card()})
    assert (account.url, account.reason) == ("/posts/a/", "It was wrong.")
