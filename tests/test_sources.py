"""What is on disk: which files are found, which are barred and why, and reading them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from weeknotes import sources
from weeknotes.config import Folder, standard_folders
from weeknotes.errors import SiteError

POSTS = Folder("content/posts", "post")
ROOT = os.geteuid() == 0


@pytest.fixture
def site(tmp_path: Path) -> Path:
    put(tmp_path, "content/posts/a.md", "content/posts/2026/b.md", "content/lost/c.md", "build.py")
    return tmp_path


def put(site: Path, *paths: str) -> None:
    for path in paths:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("Text", encoding="utf-8")


def scanned(site: Path, *folders: Folder, leave_out: tuple[Path, ...] = ()) -> dict[str, sources.SourceFile]:
    found = sources.scan(site, folders or (POSTS,), leave_out)
    assert len({each.path for each in found}) == len(found)
    return {each.path: each for each in found}


def barred(site: Path, path: str) -> str:
    return scanned(site)[path].barred


def test_every_file_below_the_content_folders_is_found_once_in_order(site: Path) -> None:
    assert list(scanned(site)) == ["content/lost/c.md", "content/posts/2026/b.md", "content/posts/a.md"]


def test_a_file_belongs_to_the_nearest_folder_or_to_none(site: Path) -> None:
    inner = Folder("content/posts/2026", "weeknote")
    found = scanned(site, POSTS, inner)
    assert [found[f"content/{each}.md"].folder for each in ("posts/a", "posts/2026/b", "lost/c")] == [
        POSTS,
        inner,
        None,
    ]


def test_a_folder_that_only_begins_alike_is_another(site: Path) -> None:
    put(site, "content/posts-old/d.md")
    assert scanned(site)["content/posts-old/d.md"].folder is None


def test_the_whole_repository_may_be_the_folder(site: Path) -> None:
    found = scanned(site, Folder(".", "post"))
    assert list(found) == ["build.py", "content/lost/c.md", "content/posts/2026/b.md", "content/posts/a.md"]
    assert {each.folder.path for each in found.values() if each.folder} == {"."}


def test_a_site_without_content_has_no_files(tmp_path: Path) -> None:
    assert sources.scan(tmp_path, standard_folders(), ()) == ()


def test_a_file_where_a_folder_should_be_holds_nothing(tmp_path: Path) -> None:
    put(tmp_path, "content")
    assert sources.scan(tmp_path, standard_folders(), ()) == ()


@pytest.mark.parametrize("folder", [".git", ".obsidian", "node_modules", "__pycache__"])
def test_hidden_folders_and_those_of_programs_are_passed_over(site: Path, folder: str) -> None:
    put(site, f"content/posts/{folder}/x.md")
    assert len(scanned(site)) == 3
    assert f"content/posts/{folder}/x.md" not in sources.every_file(site, ())


def test_the_output_is_left_out_wherever_it_is(site: Path) -> None:
    put(site, "content/output/index.html")
    assert "content/output/index.html" not in scanned(site, leave_out=(site / "content/output",))
    assert "content/output/index.html" not in sources.every_file(site, (site / "content/output",))


def test_hidden_files_are_found_so_that_the_report_can_tell_of_them(site: Path) -> None:
    put(site, "content/posts/.DS_Store")
    assert scanned(site)["content/posts/.DS_Store"].barred == ""


@pytest.mark.parametrize(
    "name",
    [
        "my note.md",
        "it’s.md",
        "caf\u00e9.md",
        "cafe\u0301.md",
        "50%.md",
        "a#b?.md",
        "CON.md",
        "ŷ" * 120 + ".md",
        "日本.md",
    ],
)
def test_any_name_of_letters_and_signs_is_read(site: Path, name: str) -> None:
    put(site, f"content/posts/{name}")
    assert barred(site, f"content/posts/{name}") == ""
    assert sources.read(site, f"content/posts/{name}") == b"Text"


@pytest.mark.parametrize("name", ["a\nb.md", "a\x07.md", "a\u202eb.md", os.fsdecode(b"caf\xe9.md")])
def test_a_name_that_is_no_text_is_barred(site: Path, name: str) -> None:
    put(site, f"content/posts/{name}")
    assert "characters that are not text" in barred(site, f"content/posts/{name}")


def test_links_are_listed_but_never_followed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    put(outside, "secret.md")
    (site / "content/posts/loop").symlink_to(site / "content")
    (site / "content/posts/out").symlink_to(outside)
    (site / "content/posts/file.md").symlink_to(outside / "secret.md")
    assert all("links are not followed" in barred(site, f"content/posts/{each}") for each in ("loop", "out", "file.md"))
    assert not [
        path for path in sources.every_file(site, ()) if path.startswith(("content/posts/out", "content/posts/loop"))
    ]


def test_a_pipe_is_no_ordinary_file(site: Path) -> None:
    os.mkfifo(site / "content/posts/pipe.md")
    assert barred(site, "content/posts/pipe.md") == "it is not an ordinary file"


def test_a_file_larger_than_github_takes_is_barred(site: Path) -> None:
    with (site / "content/posts/film.mp4").open("wb") as film:
        film.truncate(sources.LARGEST + 1)
    assert barred(site, "content/posts/film.mp4") == "it is larger than 100 MB"


@pytest.mark.skipif(ROOT, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_barred(site: Path) -> None:
    (site / "content/posts/a.md").chmod(0)
    assert "permissions" in barred(site, "content/posts/a.md")


@pytest.mark.skipif(ROOT, reason="root reads everything")
def test_a_folder_that_may_not_be_read_is_a_problem_of_the_site(site: Path) -> None:
    (site / "content/posts/2026").chmod(0)
    with pytest.raises(SiteError) as caught:
        scanned(site)
    (site / "content/posts/2026").chmod(0o755)
    assert (caught.value.problem.code, caught.value.problem.path) == ("folder.unreadable", "2026")


def test_a_file_that_is_gone_is_a_problem_in_plain_words(site: Path) -> None:
    with pytest.raises(SiteError) as caught:
        sources.read(site, "content/posts/gone.md")
    assert (caught.value.problem.code, caught.value.problem.path) == ("file.unreadable", "content/posts/gone.md")
    assert "Errno" not in caught.value.problem.message


def test_settings_may_be_missing_or_empty(site: Path) -> None:
    assert sources.read_config(site) is None
    (site / "config.toml").write_bytes(b"")
    assert sources.read_config(site) == b""


def test_settings_that_are_a_folder_are_a_problem(site: Path) -> None:
    (site / "config.toml").mkdir()
    with pytest.raises(SiteError, match="cannot be read"):
        sources.read_config(site)


def test_a_folder_of_the_settings_that_is_not_there_is_told_with_the_nearest(site: Path) -> None:
    (problem,) = sources.missing(site, [Folder("contents", "post"), POSTS, *standard_folders()])
    assert (problem.code, problem.found, problem.suggestion) == ("folder.missing", "contents", 'path = "content"')


@pytest.mark.parametrize("output", [".", "..", "content", "content/posts", "content/posts/out", "templates"])
def test_an_output_that_would_mix_with_the_site_is_refused(site: Path, output: str) -> None:
    (problem,) = sources.misplaced(site / output, site, [POSTS])
    assert problem.code == "output.place"


@pytest.mark.parametrize("output", ["output", "public", "../elsewhere"])
def test_an_output_beside_the_content_is_fine(site: Path, output: str) -> None:
    assert sources.misplaced(site / output, site, [POSTS, Folder(".", "post")]) == ()


def test_a_site_overrides_the_theme_file_by_file(tmp_path: Path) -> None:
    put(tmp_path, "theme/base.html", "theme/assets/style.css", "own/base.html", "own/.hidden")
    (tmp_path / "own/base.html").write_text("Mine", encoding="utf-8")
    files = sources.read_theme([tmp_path / "theme", tmp_path / "own", tmp_path / "none"])
    assert files == {"assets/style.css": b"Text", "base.html": b"Mine"}


def test_the_theme_of_the_package_comes_before_that_of_the_site(site: Path) -> None:
    package, own = sources.theme_folders(site)
    assert (package / "base.html").is_file()
    assert own == site / "templates"


def test_a_file_that_changes_stands_otherwise(site: Path) -> None:
    before = sources.survey(site, ())
    put(site, "content/posts/new.md")
    (site / "content/posts/a.md").write_text("Longer text", encoding="utf-8")
    after = sources.survey(site, ())
    assert {path for path in after if after[path] != before.get(path)} == {"content/posts/a.md", "content/posts/new.md"}
    assert sources.stat(site, "content/posts/a.md") == after["content/posts/a.md"]


def test_the_program_knows_its_own_texts() -> None:
    texts = sources.package_files()
    assert b"def package_files" in texts["sources.py"]
    assert "markup/__init__.py" in texts
