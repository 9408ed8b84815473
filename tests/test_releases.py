"""Releases: a whole site is served at every instant, whatever happens to the program that publishes it."""

import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from zoneinfo import ZoneInfo

import pytest
from sites import CONFIG, write

from weeknotes import pipeline, releases
from weeknotes.errors import SiteError, UsageError
from weeknotes.past import Wish
from weeknotes.releases import copies

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
SITE = """-- content/posts/one.md --
---
date: 2026-01-01
---
Version 1. See [two](two.md) and ![a van](van.svg).
-- content/posts/two.md --
---
date: 2026-01-02
---
Version 1. See [one](one.md).
-- content/posts/van.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>
-- content/pages/about.md --
About us.
"""


class Publisher:
    """Somebody who publishes the site in a folder, again and again."""

    def __init__(self, folder: Path):
        self.site, self.to = folder / "site", folder / "srv/www"
        self.home = folder / "srv/www.releases"
        self.site.mkdir()
        (self.site / "config.toml").write_text(CONFIG, encoding="utf-8")
        write(self.site, SITE)

    @property
    def wish(self):
        return Wish(self.site, self.site / "output", NOW, jobs=1)

    def build(self, version=None):
        for name in ("one", "two") if version else ():
            path = self.site / f"content/posts/{name}.md"
            path.write_text(re.sub(r"Version \d+", f"Version {version}", path.read_text()))
        pipeline.build(self.wish)

    def publish(self, version=None, keep=5):
        self.build(version)
        return releases.publish(self.site / "output", releases.prepare(self.to, self.wish), keep)

    def releases(self):
        return sorted(each.name for each in self.home.iterdir() if not each.name.startswith(".weeknotes"))


@pytest.fixture
def publisher(tmp_path):
    return Publisher(tmp_path)


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def problem(function, *arguments):
    with pytest.raises(SiteError) as told:
        function(*arguments)
    return told.value.problem


# Publishing


def test_what_is_served_is_what_was_built(publisher):
    served = publisher.publish()
    assert publisher.to.is_symlink()
    assert tree(publisher.to) == tree(publisher.site / "output")
    assert (served.release, served.before) == ("release-0001", "")


def test_the_link_is_relative_so_that_all_can_be_moved(publisher):
    publisher.publish()
    publisher.to.parent.rename(publisher.site.parent / "elsewhere")
    assert (publisher.site.parent / "elsewhere/www/index.html").is_file()


def test_nothing_new_makes_no_release(publisher):
    publisher.publish()
    served = publisher.publish()
    assert (served.release, served.before) == ("release-0001", "release-0001")
    assert publisher.releases() == ["release-0001"]


def test_what_has_not_changed_is_shared_and_what_has_is_not(publisher):
    publisher.publish()
    publisher.publish(2)
    old, new = (publisher.home / f"release-000{number}" for number in (1, 2))
    assert (old / "about/index.html").samefile(new / "about/index.html")
    assert not (old / "posts/one/index.html").samefile(new / "posts/one/index.html")


def test_no_release_shares_a_file_with_the_output_folder(publisher):
    publisher.publish()
    publisher.publish(2)
    before = tree(publisher.to)
    for file in (publisher.site / "output").rglob("*.html"):
        with file.open("r+b") as opened:
            opened.write(b"by hand")
    assert tree(publisher.to) == before


def test_times_of_files_stay_so_that_browsers_need_not_fetch_them_again(publisher):
    publisher.publish()
    before = (publisher.to / "about/index.html").stat().st_mtime_ns
    publisher.publish(2)
    assert (publisher.to / "about/index.html").stat().st_mtime_ns == before


def test_what_changed_is_counted(publisher):
    publisher.publish()
    (publisher.site / "content/posts/two.md").unlink()
    (publisher.site / "content/posts/one.md").write_text("---\ndate: 2026-01-01\n---\nAlone.\n")
    write(publisher.site, "-- content/pages/help.md --\nHelp.\n")
    step = publisher.publish().step
    assert "help/index.html" in step.new
    assert "posts/one/index.html" in step.changed
    assert {"posts/two/index.html", "media/posts/van.svg"} <= set(step.gone)
    assert step.same


def test_the_last_ones_are_kept_and_what_is_served_always(publisher):
    for version in range(1, 6):
        publisher.publish(version, keep=3)
    assert publisher.releases() == ["release-0003", "release-0004", "release-0005"]
    stand = releases.stand_at(publisher.to)
    releases.back(stand)
    releases.back(stand)
    publisher.publish(6, keep=1)
    assert publisher.releases() == ["release-0006"]


def test_going_back_serves_the_release_before(publisher):
    publisher.publish(1)
    first = tree(publisher.to)
    publisher.publish(2)
    stand = releases.stand_at(publisher.to)
    assert releases.back(stand) == releases.Served("release-0001", "release-0002")
    assert tree(publisher.to) == first
    assert "release-0001" in problem(releases.back, stand).message
    assert publisher.publish(3).release == "release-0003"


def test_there_is_no_way_back_from_nothing(publisher):
    assert "Nothing has been published" in problem(releases.back, releases.stand_at(publisher.to)).message


def test_a_link_to_a_release_that_somebody_removed_is_healed(publisher):
    publisher.publish()
    shutil.rmtree(publisher.home / "release-0001")
    publisher.publish()
    assert tree(publisher.to) == tree(publisher.site / "output")


@pytest.mark.parametrize("way", ["site/../srv/www", "another/www"])
def test_a_place_is_the_same_whichever_way_it_is_named(publisher, tmp_path, way):
    publisher.publish()
    (tmp_path / "another").symlink_to("srv")
    publisher.to = tmp_path / way
    assert publisher.publish(2).release == "release-0002"
    assert "Version 2" in (tmp_path / "srv/www/posts/one/index.html").read_text()


def test_an_empty_folder_gives_way(publisher):
    publisher.to.mkdir(parents=True)
    publisher.publish()
    assert publisher.to.is_symlink()


# What belongs to others


OTHERS = ("folder", "file", "link", "broken link", "releases", "releases file")


@pytest.mark.parametrize("spoil", [*OTHERS, "output", "site", "content", "inside output"])
def test_what_somebody_else_made_is_refused_and_stays(publisher, spoil):
    to, site = publisher.to, publisher.site
    to.parent.mkdir()
    places = {"output": "output", "site": "", "content": "content/www", "inside output": "output/x"}
    publisher.to = site / places[spoil] if spoil in places else to
    other = to.parent / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    if spoil == "folder":
        other.rename(to)
    elif spoil == "file":
        to.write_text("mine")
    elif "link" in spoil:
        to.symlink_to("other" if spoil == "link" else "gone")
    elif spoil == "releases":
        other.rename(publisher.home)
    elif spoil == "releases file":
        publisher.home.write_text("mine")
    publisher.build()
    before = tree(to.parent) | tree(site)
    with pytest.raises(UsageError) as told:
        releases.prepare(publisher.to, publisher.wish)
    assert str(publisher.to) in str(told.value)
    assert tree(to.parent) | tree(site) == before


def test_a_site_whose_texts_lie_everywhere_is_published_outside(publisher):
    with (publisher.site / "config.toml").open("a") as config:
        config.write('[[folders]]\npath = "."\nkind = "post"\n')
    publisher.to = publisher.site / "www"
    with pytest.raises(UsageError, match="among the texts"):
        publisher.publish()


def test_an_old_release_with_a_file_of_somebody_else_is_kept_and_told(publisher):
    publisher.publish(1)
    (publisher.to / "google123.html").write_text("mine")
    publisher.publish(2, keep=1)
    served = publisher.publish(3, keep=1)
    assert served.kept == ("release-0001",)
    assert (publisher.home / "release-0001/google123.html").read_text() == "mine"
    assert publisher.releases() == ["release-0001", "release-0003"]


def test_only_one_publishes_at_a_time(publisher):
    import fcntl

    publisher.publish()
    with (publisher.home / ".weeknotes-releases").open() as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        assert "at this moment" in problem(publisher.publish, 2).message
    assert publisher.publish(2).release == "release-0002"


def test_two_who_publish_at_once_never_mix_their_sites(publisher):
    command = [sys.executable, "-m", "weeknotes", "publish", "--site", publisher.site, "--to", publisher.to]
    command += ["--today", "2026-11-21", "--jobs", "1"]
    publisher.publish(1)
    for version in (2, 3, 4):
        for name in ("one", "two"):
            path = publisher.site / f"content/posts/{name}.md"
            path.write_text(re.sub(r"Version \d+", f"Version {version}", path.read_text()))
        pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        begun = [subprocess.Popen(command, **pipe) for _ in range(3)]
        told = [each.communicate()[0] for each in begun]
        ends = [each.returncode for each in begun]
        assert 0 in ends
        assert all(end == 0 or "at this moment" in words for end, words in zip(ends, told, strict=True)), told
        assert "Traceback" not in "".join(told)
        posts = tree(publisher.to)
        assert all(f"Version {version}.".encode() in posts[f"posts/{name}/index.html"] for name in ("one", "two"))
        assert posts == tree(publisher.site / "output")


def test_a_build_by_hand_while_a_release_is_made_stops_it(publisher, monkeypatch):
    publisher.publish(1)
    before = tree(publisher.to)
    copy = copies.copy

    def copy_while_somebody_builds(*given):
        copy(*given)
        publisher.build(3)

    monkeypatch.setattr(copies, "copy", copy_while_somebody_builds)
    assert "Try again" in problem(publisher.publish, 2).message
    assert tree(publisher.to) == before
    monkeypatch.undo()
    assert publisher.publish(3).release == "release-0002"
    assert publisher.releases() == ["release-0001", "release-0002"]


# What may happen


class Stopped(BaseException):
    """Stands for kill -9: nothing catches it."""


class Watcher:
    """Told of every step in the file system below a folder, before it is taken, through an audit hook."""

    STEPS = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.symlink", "os.link", "shutil.copyfile")

    def __init__(self):
        self.folder = ""
        self.on_step = None
        sys.addaudithook(self.hear)

    def hear(self, event, args):
        if not self.on_step or event not in self.STEPS:
            return
        is_write = event != "open" or (isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR))
        if is_write and any(self.folder in str(each) for each in args[:2]):
            on_step, self.on_step = self.on_step, None
            on_step()
            self.on_step = on_step


WATCHER = Watcher()


def watched(publisher, on_step, *arguments, **named):
    publisher.build(*arguments)
    stand = releases.prepare(publisher.to, publisher.wish)
    WATCHER.folder, WATCHER.on_step = str(publisher.to.parent), on_step
    try:
        return releases.publish(publisher.site / "output", stand, **named)
    finally:
        WATCHER.on_step = None


def test_at_every_step_the_old_site_or_the_new_one_is_served_whole(publisher):
    publisher.publish(1)
    old, seen = tree(publisher.to), []
    watched(publisher, lambda: seen.append(tree(publisher.to)), 2, keep=1)
    new = tree(publisher.to)
    assert new != old
    assert len(seen) > 50
    assert all(each in (old, new) for each in seen)
    assert seen.index(new) > seen.count(old) - 1  # once the new one is served, the old one never is again


def test_a_publication_that_is_killed_at_any_step_leaves_a_whole_site_and_the_next_one_heals_it(publisher, tmp_path):
    publisher.publish(1)
    publisher.publish(2)
    old = tree(publisher.to)
    publisher.build(3)
    new = tree(publisher.site / "output")
    shutil.copytree(publisher.to.parent, tmp_path / "start", symlinks=True)
    for step in range(1, 1000, 4):
        left = [step]

        def stop(left=left):
            left[0] -= 1
            if not left[0]:
                raise Stopped

        shutil.rmtree(publisher.to.parent)
        shutil.copytree(tmp_path / "start", publisher.to.parent, symlinks=True)
        try:
            watched(publisher, stop, keep=1)
        except Stopped:
            assert tree(publisher.to) in (old, new), f"killed at step {step}"
        publisher.publish(keep=1)
        assert tree(publisher.to) == new, f"killed at step {step}"
        assert not [each for each in publisher.releases() if each.startswith(".")]
        if left[0] > 0:
            break
    assert left[0] > 0


def test_somebody_who_reads_all_the_while_never_meets_a_missing_or_a_mixed_page(publisher):
    publisher.publish(1)
    stop, met, faults = Event(), set(), []

    def read():
        while not stop.is_set():
            try:
                one = (publisher.to / "posts/one/index.html").read_text()
                link = re.search(r'href="(\.\./two/)"', one)[1]
                two = (publisher.to / "posts/one" / link / "index.html").read_text()
                versions = [int(re.search(r"Version (\d+)", page)[1]) for page in (one, two)]
                met.update(versions)
                if versions[0] > versions[1] or not all(page.rstrip().endswith("</html>") for page in (one, two)):
                    faults.append(versions)
            except (OSError, TypeError) as error:
                faults.append(error)

    reader = Thread(target=read)
    reader.start()
    for version in range(2, 9):
        publisher.publish(version, keep=2)
    stop.set()
    reader.join()
    assert faults == []
    assert {1, 8} <= met


def test_where_there_is_no_room_the_old_site_stays_and_words_say_so(publisher):
    publisher.publish(1)
    before = tree(publisher.to)
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><path d="M{"0 1 " * 2_500_000}"/></svg>'
    (publisher.site / "content/posts/van.svg").write_text(drawing)
    publisher.build(2)
    limited = (
        "import resource, sys; from weeknotes.cli import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8_000_000, resource.RLIM_INFINITY)); main()"
    )
    arguments = ["publish", "--to", str(publisher.to), "--site", str(publisher.site), "--today", "2026-11-21"]
    ended = subprocess.run([sys.executable, "-c", limited, *arguments], capture_output=True, text=True, check=False)
    assert ended.returncode == 1, ended
    assert "There is no room" in ended.stderr
    assert "still shows release-0001" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert tree(publisher.to) == before
    assert publisher.releases() == ["release-0001"]


@pytest.mark.parametrize("to", ["/proc/www", "file/www"])
def test_a_place_that_cannot_be_written_is_told(publisher, tmp_path, to):
    (tmp_path / "file").write_text("")
    publisher.to = tmp_path / to
    assert "cannot be written" in problem(publisher.publish).message


def test_a_disk_without_hard_links_gets_copies(publisher, tmp_path, monkeypatch):
    publisher.publish(1)

    def refuse(*_arguments, **_named):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    publisher.publish(2)
    old, new = (publisher.home / f"release-000{number}/about/index.html" for number in (1, 2))
    assert not old.samefile(new)
    assert old.read_bytes() == new.read_bytes()


# Copies


def test_a_list_that_leads_outside_removes_nothing_outside(tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    (tmp_path / "precious").write_text("x")
    (copy / "a").write_text("a")
    (copy / ".weeknotes-files").write_text(f"a\n../precious\n{tmp_path}/precious\n\n")
    copies.remove(copy)
    assert (tmp_path / "precious").read_text() == "x"
    assert not copy.exists()


def test_what_is_not_on_the_list_is_never_removed(tmp_path):
    copy = tmp_path / "copy"
    (copy / "deep/deeper").mkdir(parents=True)
    for name in ("a", "deep/b", "deep/deeper/mine"):
        (copy / name).write_text(name)
    (copy / ".weeknotes-files").write_text("a\ndeep/b\n")
    assert copies.foreign(copy) == ("deep/deeper/mine",)
    copies.remove(copy)
    assert tree(copy) == {"deep/deeper/mine": b"deep/deeper/mine"}
