"""What the preview hears of: real files, saved the way real programs save them."""

import itertools
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from weeknotes import sights, watch
from weeknotes.errors import SiteError
from weeknotes.output import LIST

SOON = 4.0  # seconds, less than those after which the folder is looked through; a fifth of a second is usual
LATEST = 15.0  # seconds that a change may take to be told on a busy machine
DROPPINGS = [".#a.md", "#a.md#", "a.md~", "a.md.tmp", ".a.md.swp", "4913", ".DS_Store", "~$a.docx", "a.md.sb-1a2b-Xy3"]
MOUNTS = """/dev/vda / ext4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
/dev/vda /mnt/c/local ext4 rw 0 0
host:/notes /home/ada/our\\040notes nfs4 rw 0 0
"""


class Watched:
    """A folder that is watched in a thread, and what has been told of it."""

    def __init__(self, folder, **ground):
        self.folder = folder
        self.notices = []
        self.sets = queue.Queue()
        self.stop = threading.Event()
        self.fault = None
        shut = (folder / "output",)
        self.thread = threading.Thread(target=self.run, args=(watch.Ground(folder, shut, **ground),))
        self.thread.start()
        assert self.sets.get(timeout=LATEST) == frozenset()
        time.sleep(0.02)  # for the first reading of the files

    def run(self, ground):
        try:
            for changed in watch.changes(ground, self.stop, self.notices.append):
                self.sets.put(changed)
        except SiteError as error:
            self.fault = error.problem

    def told(self, wait=LATEST):
        """The next set, as paths below the folder."""
        changed = self.sets.get(timeout=wait)
        return {path.relative_to(self.folder.resolve()).as_posix() for path in changed}

    def is_silent(self, seconds=0.25):
        """Whether nothing more is told."""
        try:
            self.sets.get(timeout=seconds)
        except queue.Empty:
            return True
        return False

    def end(self):
        self.stop.set()
        self.thread.join(LATEST)
        return not self.thread.is_alive()


@pytest.fixture
def folder(tmp_path):
    site = tmp_path / "site"
    for place in ("content/posts", "templates/assets", "output", ".weeknotes", ".git", "content/node_modules"):
        (site / place).mkdir(parents=True)
    (site / "config.toml").write_text("[site]\n")
    (site / "content/posts/a.md").write_text("one\n")
    return site


@pytest.fixture
def start(folder):
    """Watch the folder; every watch ends with the test."""
    begun = []

    def begin(**ground):
        begun.append(Watched(folder, **ground))
        return begun[-1]

    yield begin
    assert [each.end() for each in begun] == [True] * len(begun)


@pytest.fixture
def watched(start):
    return start()


class TestASavedFile:
    def test_is_told_once_for_all_the_events_of_a_save(self, watched, folder):
        (folder / "content/posts/a.md").write_text("two\n")
        assert watched.told() == {"content/posts/a.md"}
        assert watched.is_silent()

    def test_is_told_with_its_words_where_it_was_empty_for_a_moment(self, watched, folder):
        with (folder / "content/posts/a.md").open("w") as file:
            time.sleep(2 * sights.QUIET)
            file.write("two\n")
        assert watched.told() == {"content/posts/a.md"}
        assert watched.is_silent()

    def test_is_told_all_the_same_where_it_stays_empty(self, watched, folder):
        (folder / "content/posts/a.md").write_text("")
        assert watched.told() == {"content/posts/a.md"}

    def test_is_told_soon_after_it_is_quiet(self, watched, folder):
        began = time.monotonic()
        (folder / "content/posts/a.md").write_text("two\n")
        watched.told()
        assert sights.QUIET <= time.monotonic() - began < SOON

    @pytest.mark.parametrize("name", ["config.toml", "templates/entry.html", "content/posts/b.png", "teams/new.md"])
    def test_may_be_any_that_the_site_is_made_of(self, watched, folder, name):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"new")
        assert watched.told() == {name}

    def test_is_not_told_when_only_touched(self, watched, folder):
        os.utime(folder / "content/posts/a.md")
        subprocess.run(["touch", folder / "content/posts/a.md"], check=True)  # opens it for writing too
        (folder / "content/posts/a.md").chmod(0o600)
        assert watched.is_silent()

    def test_is_told_once_without_need_when_touched_before_it_was_ever_read(self, folder):
        stop = threading.Event()
        sets = watch.changes(watch.Ground(folder.resolve()), stop, print)
        next(sets)
        os.utime(folder / "content/posts/a.md", ns=(1, 1))
        assert next(sets) == {folder.resolve() / "content/posts/a.md"}
        sets.close()

    def test_is_not_told_when_saved_without_a_change(self, watched, folder):
        (folder / "content/posts/a.md").write_text("one\n")
        assert watched.is_silent()

    def test_is_told_with_the_same_size_and_time(self, watched, folder):
        path = folder / "content/posts/a.md"
        before = path.stat()
        path.write_text("ten\n")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert watched.told() == {"content/posts/a.md"}

    def test_is_not_told_when_somebody_reads_it(self, watched, folder):
        for _ in range(20):
            (folder / "content/posts/a.md").read_bytes()
        assert watched.is_silent()

    def test_is_told_by_its_size_and_time_when_it_is_large(self, watched, folder):
        (folder / "content/posts/film.mp4").write_bytes(bytes(sights.SMALL + 1))
        assert "content/posts/film.mp4" in watched.told()


class TestEditors:
    def test_that_save_beside_and_rename_are_understood(self, watched, folder):
        (folder / "content/posts/.a.md.tmp").write_text("two\n")
        (folder / "content/posts/.a.md.tmp").replace(folder / "content/posts/a.md")
        assert watched.told() == {"content/posts/a.md"}

    def test_that_save_outside_and_move_in_are_understood(self, watched, folder, tmp_path):
        (tmp_path / "saving").write_text("two\n")
        (tmp_path / "saving").replace(folder / "content/posts/a.md")
        assert watched.told() == {"content/posts/a.md"}

    def test_that_move_the_old_file_away_like_vim_are_understood(self, watched, folder):
        posts = folder / "content/posts"
        (posts / "4913").write_text("")
        (posts / "4913").unlink()
        (posts / "a.md").rename(posts / "a.md~")
        (posts / "a.md").write_text("two\n")
        (posts / "a.md~").unlink()
        assert watched.told() == {"content/posts/a.md"}
        assert watched.is_silent()

    def test_leave_files_behind_that_do_not_count(self, watched, folder):
        for name in DROPPINGS:
            (folder / "content/posts" / name).write_text("passing")
        assert watched.is_silent()

    def test_of_real_life_are_understood(self, watched, folder):
        subprocess.run(["sed", "-i", "s/one/two/", folder / "content/posts/a.md"], check=True)
        assert watched.told() == {"content/posts/a.md"}


class TestMoves:
    def test_tell_of_both_names(self, watched, folder):
        (folder / "content/posts/a.md").rename(folder / "content/posts/b.md")
        assert watched.told() == {"content/posts/a.md", "content/posts/b.md"}

    def test_out_of_the_site_are_deletions(self, watched, folder, tmp_path):
        (folder / "content/posts/a.md").rename(tmp_path / "a.md")
        assert watched.told() == {"content/posts/a.md"}

    def test_of_a_folder_tell_of_every_file_in_it(self, watched, folder):
        (folder / "content/posts").rename(folder / "content/notes")
        assert watched.told() == {"content/posts/a.md", "content/notes/a.md"}
        (folder / "content/notes/a.md").write_text("two\n")
        assert watched.told() == {"content/notes/a.md"}

    def test_of_a_folder_from_elsewhere_tell_of_every_file_in_it(self, watched, folder, tmp_path):
        (tmp_path / "elsewhere/deep").mkdir(parents=True)
        (tmp_path / "elsewhere/deep/b.md").write_text("b")
        (tmp_path / "elsewhere").rename(folder / "content/elsewhere")
        assert watched.told() == {"content/elsewhere/deep/b.md"}

    def test_of_a_folder_out_of_the_site_are_deletions(self, watched, folder, tmp_path):
        (folder / "content/posts").rename(tmp_path / "posts")
        assert watched.told() == {"content/posts/a.md"}


class TestFolders:
    def test_that_are_new_are_looked_into_at_once(self, watched, folder):
        deep = folder / "content/weeknotes/2026"
        deep.mkdir(parents=True)
        (deep / "2026-w28.md").write_text("note")
        assert watched.told() == {"content/weeknotes/2026/2026-w28.md"}
        (deep / "2026-w28.md").write_text("more")
        assert watched.told() == {"content/weeknotes/2026/2026-w28.md"}

    def test_that_are_new_at_the_top_are_watched_from_then_on(self, watched, folder):
        (folder / "notes").mkdir()
        (folder / "notes/a.md").write_text("one")
        assert watched.told() == {"notes/a.md"}
        (folder / "notes/a.md").write_text("two")
        assert watched.told() == {"notes/a.md"}

    def test_that_are_deleted_tell_of_every_file(self, watched, folder):
        shutil.rmtree(folder / "content")
        assert watched.told() == {"content/posts/a.md"}

    def test_that_come_back_are_watched_again(self, watched, folder):
        shutil.rmtree(folder / "content")
        watched.told()
        (folder / "content/posts").mkdir(parents=True)
        (folder / "content/posts/a.md").write_text("back")
        assert watched.told() == {"content/posts/a.md"}
        (folder / "content/posts/a.md").write_text("back again")
        assert watched.told() == {"content/posts/a.md"}

    def test_that_are_replaced_within_a_moment_are_watched_again(self, watched, folder, tmp_path):
        shutil.copytree(folder / "content", tmp_path / "copy")
        shutil.rmtree(folder / "content")
        shutil.copytree(tmp_path / "copy", folder / "content")
        assert watched.is_silent()
        (folder / "content/posts/a.md").write_text("two\n")
        assert watched.told() == {"content/posts/a.md"}

    def test_that_do_not_matter_are_not_watched(self, watched, folder):
        for name in ("output/a.html", ".weeknotes/memory", ".git/index", "content/node_modules/a.md"):
            (folder / name).write_text("written by a program")
        assert watched.is_silent()

    def test_that_another_build_wrote_are_not_watched(self, start, folder):
        (folder / "public").mkdir()
        (folder / "public" / LIST).write_text("a.html\n")
        watched = start()
        (folder / "public/a.html").write_text("page")
        assert watched.is_silent()

    def test_are_not_entered_by_way_of_a_link(self, start, folder, tmp_path):
        (tmp_path / "outside").mkdir()
        (folder / "content/outside").symlink_to(tmp_path / "outside")
        (folder / "round").symlink_to(folder)
        watched = start()
        (tmp_path / "outside/a.md").write_text("elsewhere")
        assert watched.is_silent()

    def test_may_be_reached_by_way_of_a_link_themselves(self, folder, tmp_path):
        (tmp_path / "link").symlink_to(folder)
        watched = Watched(tmp_path / "link")
        (folder / "content/posts/a.md").write_text("two\n")
        assert watched.told() == {"content/posts/a.md"}
        assert watched.end()


def test_links_count_by_where_they_lead(watched, folder):
    (folder / "content/link.md").symlink_to("posts/a.md")
    assert watched.told() == {"content/link.md"}


def test_a_pipe_in_the_folder_does_not_hold_anything_up(start, folder):
    os.mkfifo(folder / "content/pipe")
    (folder / "content/posts/a.md").write_text("two\n")
    watched = start()
    (folder / "content/posts/a.md").write_text("three\n")
    assert watched.told() == {"content/posts/a.md"}


def test_many_changes_come_in_one_set(watched, folder):
    names = {f"content/posts/{number}.md" for number in range(200)}
    for name in names:
        (folder / name).write_text("new")
    assert watched.told() == names


def test_changes_without_a_pause_are_told_all_the_same(watched, folder):
    told = threading.Event()

    def keep_on():
        for count in itertools.count():
            (folder / "content/posts/a.md").write_text(f"{count}\n")
            if told.wait(0.02):
                return

    writer = threading.Thread(target=keep_on)
    writer.start()
    try:
        assert watched.told() == {"content/posts/a.md"}
        assert writer.is_alive()
    finally:
        told.set()
        writer.join()


def test_what_changes_while_the_caller_is_busy_comes_next(folder):
    stop = threading.Event()
    sets = watch.changes(watch.Ground(folder.resolve()), stop, print)
    next(sets)
    for text in ("two", "three", "four"):
        (folder / "content/posts/a.md").write_text(text)
        time.sleep(0.15)
    assert next(sets) == {folder.resolve() / "content/posts/a.md"}
    stop.set()
    assert list(sets) == []


def test_what_changes_before_the_first_set_is_taken_in_by_the_first_build(folder):
    stop = threading.Event()
    sets = watch.changes(watch.Ground(folder.resolve()), stop, print)
    (folder / "content/posts/a.md").write_text("before")
    assert next(sets) == frozenset()
    stop.set()
    assert list(sets) == []


def test_the_end_of_the_sites_own_folder_is_told_in_words(folder):
    watched = Watched(folder)
    shutil.rmtree(folder)
    watched.thread.join(LATEST)
    assert watched.fault.message == f"The folder {folder.resolve()} is no longer there."


class TestWhereNothingIsAnnounced:
    def test_the_folder_is_looked_through_when_asked(self, start, folder):
        watched = start(poll=True)
        (folder / "content/posts/a.md").write_text("two\n")
        assert watched.told() == {"content/posts/a.md"}
        (folder / "content/posts/a.md").unlink()
        assert watched.told() == {"content/posts/a.md"}
        assert not watched.notices

    def test_looking_through_it_does_not_mind_a_touch(self, start, folder):
        watched = start(poll=True)
        os.utime(folder / "content/posts/a.md")
        assert watched.is_silent(0.8)

    def test_a_change_is_noticed_all_the_same_and_the_next_ones_sooner(self, start, folder, monkeypatch):
        monkeypatch.setattr(watch, "SELDOM", (0.5, 0.01))
        monkeypatch.setattr(watch, "TOLD", ())  # a system that announces nothing
        watched = start()
        (folder / "content/posts/a.md").write_text("two\n")
        assert watched.told() == {"content/posts/a.md"}
        assert watched.notices == [watch.UNHEARD]
        began = time.monotonic()
        (folder / "content/posts/a.md").write_text("three\n")
        assert watched.told() == {"content/posts/a.md"}
        assert time.monotonic() - began < SOON  # a walk that finds it by chance comes after five seconds
        assert watched.notices == [watch.UNHEARD]

    def test_a_touch_is_no_sign_of_it(self, start, folder, monkeypatch):
        monkeypatch.setattr(watch, "SELDOM", (0.2, 0.5))
        watched = start()
        os.utime(folder / "content/posts/a.md")
        assert watched.is_silent(2.0)
        assert not watched.notices

    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            ("/home/ada", "ext4"),
            ("/mnt/c/Users/ada", "9p"),
            ("/mnt/cc", "ext4"),
            ("/mnt/c/local/site", "ext4"),
            ("/home/ada/our notes/site", "nfs4"),
        ],
    )
    def test_the_kind_of_drive_tells_it_beforehand(self, path, kind):
        assert watch.mount_kind(path, MOUNTS) == kind
        assert bool(watch.FAR.fullmatch(kind)) == (kind != "ext4")

    def test_an_unknown_table_of_drives_tells_nothing(self):
        assert watch.mount_kind("/home/ada", "nonsense\n\n") == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system's limit is Linux's")
def test_more_folders_than_the_system_watches_are_looked_through(start, folder, monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watch.Observer, "schedule", refuse)
    watched = start()
    (folder / "content/posts/a.md").write_text("two\n")
    assert watched.told() == {"content/posts/a.md"}
    assert watched.notices == [watch.UNHEARD]


def test_a_councils_own_names_are_no_passing_files(tmp_path):
    ground = watch.Ground(tmp_path)
    for name in ("content/weeknotes/2026/2026-w28.md", "content/sedgemoor/a.md", "content/weeknotes/2026", "a.part.md"):
        assert ground.covers(str(Path(tmp_path, name)))
