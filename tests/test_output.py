"""Where a site is written: never among files of others unless told, never outside, never over what somebody wrote."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from sites import CONFIG, write

from weeknotes import cli

POST = "content/posts/hello.md"


@pytest.fixture
def site(tmp_path, monkeypatch):
    folder = tmp_path / "home/site"
    write(folder, f"-- config.toml --\n{CONFIG}\n-- {POST} --\n---\ndate: 2026-01-02\n---\nHello.\n")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(folder)
    return folder


@dataclass(frozen=True)
class Ended:
    """How a build ended, and what it said, on one line."""

    exit_code: int
    output: str


@pytest.fixture
def build(site, monkeypatch, capsys):
    """Build the site with these options, as somebody types them."""

    def command(*words):
        typed = ["weeknotes", "build", "--today", "2026-11-21", "--jobs", "1", *map(str, words)]
        monkeypatch.setattr(sys, "argv", typed)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Ended(ended.value.code or 0, " ".join((said.out + said.err).split()))

    return command


def tree(folder: Path) -> dict[str, bytes]:
    """What lies in a folder; the memory of builds aside, which the program may write at any time."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if ".weeknotes/" not in name}


def others(folder: Path) -> Path:
    """A folder with what somebody wrote, the front page of something else among it."""
    write(folder, "-- letters/mother.txt --\nDear mother\n-- notes.odt --\nx\n")
    return folder


# Places that are refused


@pytest.mark.parametrize("output", [".", "content", "content/posts/out", "templates", "..", "/", "../..", "content/.."])
def test_the_site_its_texts_and_what_is_above_it_are_no_output_folder(site, build, tmp_path, output):
    (site / "templates").mkdir()
    before = tree(tmp_path)
    ended = build("--output", output)
    assert ended.exit_code in (1, 2)
    assert "Traceback" not in ended.output
    assert "folder" in ended.output
    assert tree(tmp_path) == before


def test_a_home_folder_is_none_either(site, build, tmp_path):
    others(tmp_path / "home")
    before = tree(tmp_path)
    assert build("--output", Path.home()).exit_code in (1, 2)
    assert tree(tmp_path) == before


def test_a_link_to_the_texts_is_the_texts(site, build, tmp_path):
    (tmp_path / "link").symlink_to(site / "content")
    before = tree(site)
    ended = build("--output", tmp_path / "link")
    assert ended.exit_code == 1
    assert tree(site) == before


@pytest.mark.parametrize("output", ["file.txt", "file.txt/output"])
def test_a_file_is_no_folder(site, build, output):
    (site / "file.txt").write_text("mine")
    ended = build("--output", output)
    assert ended.exit_code == 1
    assert "cannot be written" in ended.output
    assert (site / "file.txt").read_text() == "mine"


# Files of others


@pytest.mark.parametrize("name", [".gitignore", ".gitkeep"])
def test_a_file_that_keeps_an_empty_folder_in_git_is_nobodys_and_stays(site, build, name):
    write(site, f"-- output/{name} --\n*\n")
    ended = build()
    assert ended.exit_code == 0, ended.output
    assert (site / "output" / name).read_text() == "*\n"
    assert (site / "output/index.html").is_file()


def test_a_folder_with_files_of_others_is_refused_and_they_are_named(site, build, tmp_path):
    folder = others(tmp_path / "documents")
    before = tree(folder)
    ended = build("--output", folder)
    assert ended.exit_code == 1
    assert "letters and notes.odt" in ended.output
    assert "--among-others" in ended.output
    assert tree(folder) == before


def test_when_told_the_site_stands_beside_them_and_they_stay_through_every_build(site, build, tmp_path):
    folder = others(tmp_path / "documents")
    before = tree(folder)
    assert build("--output", folder, "--among-others").exit_code == 0
    (site / POST).unlink()
    assert build("--output", folder).exit_code == 0  # it is an output folder from now on
    assert before.items() <= tree(folder).items()
    assert "posts/hello/index.html" not in tree(folder)


def test_even_when_told_nothing_is_written_over_a_file_of_somebody_else(site, build, tmp_path):
    write(tmp_path / "www", "-- index.html --\nMy own page\n")
    ended = build("--output", tmp_path / "www", "--among-others")
    assert ended.exit_code == 1
    assert "index.html, which this program did not write" in ended.output
    assert tree(tmp_path / "www") == {"index.html": b"My own page\n"}


def test_an_empty_folder_is_free(site, build, tmp_path):
    (tmp_path / "www").mkdir()
    assert build("--output", tmp_path / "www").exit_code == 0


def test_what_was_broken_off_at_the_very_beginning_is_no_file_of_others(site, build, tmp_path):
    write(tmp_path / "www", "-- .weeknotes-stage/0 --\nhalf\n")
    assert build("--output", tmp_path / "www").exit_code == 0


# Links


def test_an_output_folder_may_be_a_link_to_a_folder(site, build, tmp_path):
    (tmp_path / "disk").mkdir()
    (site / "output").symlink_to(tmp_path / "disk")
    assert build().exit_code == 0
    assert (site / "output").is_symlink()
    assert "posts/hello/index.html" in tree(tmp_path / "disk")


@pytest.mark.parametrize("link", ["posts", "posts/hello"])
def test_nothing_is_written_or_removed_through_a_link_inside_the_output(site, build, tmp_path, link):
    assert build().exit_code == 0
    place = site / "output" / link
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    before = tree(tmp_path / "elsewhere")
    (site / POST).unlink()
    write(site, "-- content/posts/hello/index.md --\n---\ndate: 2026-01-03\n---\nAnother.\n")
    ended = build()
    assert ended.exit_code == 1
    assert f"{link} is a link to another place" in ended.output
    assert tree(tmp_path / "elsewhere") == before


def test_a_link_in_the_place_of_one_file_is_replaced_and_what_it_leads_to_stays(site, build, tmp_path):
    assert build().exit_code == 0
    (tmp_path / "precious").write_text("mine")
    page = site / "output/posts/hello/index.html"
    page.unlink()
    page.symlink_to(tmp_path / "precious")
    assert build().exit_code == 0
    assert (tmp_path / "precious").read_text() == "mine"
    assert not page.is_symlink()


def test_a_folder_that_may_not_be_written_is_told(site, build, tmp_path):
    folder = tmp_path / "shut"
    folder.mkdir()
    place = folder if os.geteuid() else Path("/proc/www")  # nothing is shut to root but what the system shuts
    folder.chmod(0o555)
    ended = build("--output", place)
    assert ended.exit_code == 1
    assert "cannot be written" in ended.output


def test_a_swap_that_breaks_off_does_not_claim_that_the_old_site_is_as_it_was(site, build):
    build()
    page = site / "output/posts/hello/index.html"
    page.unlink()
    (page / "in the way").mkdir(parents=True)
    ended = build()
    assert ended.exit_code == 1
    assert "Some pages may be new already" in ended.output
    (page / "in the way").rmdir()
    page.rmdir()
    assert build().exit_code == 0
    assert page.is_file()
