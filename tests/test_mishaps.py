"""What can go wrong around a build: full disks, vanished files, odd clocks, a user who stops it, a helper that dies."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sites import CONFIG, write

import weeknotes
from weeknotes import sources
from weeknotes.past import Wish

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
MANY = 400  # enough texts for helper processes to be worth it
BUILD = [sys.executable, "-m", "weeknotes", "build", "--today", "2026-11-21"]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    write(folder, f"-- config.toml --\n{CONFIG}\n-- content/posts/hello.md --\n---\ndate: 2026-01-02\n---\nHello.\n")
    return folder


@pytest.fixture
def crowd(site):
    """A site that two processes work on."""
    for number in range(MANY):
        words = " ".join(f"Post {number} tells of lift {number * place} and damp." for place in range(60))
        write(site, f"-- content/posts/post-{number}.md --\n---\ndate: 2026-02-03\n---\n{words}\n")
    return site


def build(site: Path, **changes: object) -> weeknotes.Account:
    return weeknotes.build(Wish(site, site / "output", NOW, jobs=1, **changes))


def codes(account: weeknotes.Account) -> set[str]:
    return {problem.code for problem in account.problems}


def run(site: Path, *words: str, most: int = 0) -> subprocess.CompletedProcess[str]:
    """The build as a process that may write no file of more than `most` bytes."""
    limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))) if most else None
    return subprocess.run([*BUILD, *words], cwd=site, capture_output=True, text=True, preexec_fn=limit, timeout=120)


class TestAFullDisk:
    def test_leaves_the_old_site_and_says_so(self, site):
        build(site)
        before = tree(site / "output")
        shutil.rmtree(site / ".weeknotes")
        big = "A long text. " * 9000
        write(site, f"-- content/posts/big.md --\n---\ndate: 2026-03-04\n---\n{big}\n")
        done = run(site, most=60_000)
        assert done.returncode == 1
        assert "cannot be written" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr
        assert tree(site / "output") == before

    def test_of_the_memory_alone_does_not_keep_a_site_from_being_built(self, site):
        write(site, f"-- config.toml --\n{CONFIG}\n[search]\nenabled = false\n")
        done = run(site, most=25_000)
        assert done.returncode == 0, done.stdout + done.stderr
        assert (site / "output/index.html").is_file()

    def test_is_healed_by_the_next_build(self, site):
        write(site, f"-- content/posts/big.md --\n---\ndate: 2026-03-04\n---\n{'A long text. ' * 9000}\n")
        run(site, most=60_000)
        assert run(site).returncode == 0
        made = tree(site / "output")
        shutil.rmtree(site / ".weeknotes")
        shutil.rmtree(site / "output")
        build(site)
        assert made == tree(site / "output")


class TestAFileThatVanishes:
    def test_while_the_site_is_read_is_named(self, site, monkeypatch):
        scan = sources.scan

        def scan_and_lose(*asked):
            found = scan(*asked)
            (site / "content/posts/hello.md").unlink()
            return found

        monkeypatch.setattr(sources, "scan", scan_and_lose)
        with pytest.raises(weeknotes.SiteError) as stop:
            build(site)
        assert stop.value.problem.path == "content/posts/hello.md"
        assert not (site / "output/index.html").exists()

    def test_between_builds_is_gone_from_the_site(self, site):
        build(site)
        (site / "content/posts/hello.md").unlink()
        build(site)
        assert not (site / "output/posts/hello/index.html").exists()


class TestAClockThatJumps:
    def test_into_the_future_hides_no_edit(self, site):
        note = site / "content/posts/hello.md"
        os.utime(note, (4_000_000_000, 4_000_000_000))
        build(site)
        note.write_text(note.read_text().replace("Hello", "Jello"))
        os.utime(note, (4_000_000_000, 4_000_000_000))
        build(site)
        assert "Jello" in (site / "output/posts/hello/index.html").read_text()

    def test_back_hides_no_edit(self, site):
        note = site / "content/posts/hello.md"
        build(site)
        note.write_text(note.read_text().replace("Hello", "Jello"))
        os.utime(note, (1, 1))
        build(site)
        assert "Jello" in (site / "output/posts/hello/index.html").read_text()

    def test_back_by_a_day_takes_back_what_was_scheduled(self, site):
        weeknotes.build(Wish(site, site / "output", NOW, jobs=1))
        weeknotes.build(Wish(site, site / "output", NOW.replace(month=1, day=1), jobs=1))
        assert not (site / "output/posts/hello/index.html").exists()


def helpers_of(process: int) -> list[int]:
    stats = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # ended meanwhile
            stats.append(path.read_text())
    # The name of a program, in brackets, may have spaces in it (proc(5)).
    parents = {int(each.split()[0]): int(each.rpartition(")")[2].split()[1]) for each in stats}
    return [child for child, parent in parents.items() if parent == process]


def start(site: Path) -> subprocess.Popen[str]:
    """A build with helpers at work."""
    begun = subprocess.Popen(
        [*BUILD, "--jobs", "2"],
        cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    while begun.poll() is None and not helpers_of(begun.pid):
        time.sleep(0.01)
    return begun


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
class TestProcesses:
    def test_one_that_is_killed_stops_the_build_in_words(self, crowd):
        begun = start(crowd)
        os.kill(helpers_of(begun.pid)[0], signal.SIGKILL)
        out, err = begun.communicate(timeout=120)
        assert begun.returncode == 1
        assert "--jobs 1" in out + err
        assert "Traceback" not in out + err
        assert not (crowd / "output/index.html").exists()

    def test_all_end_when_the_user_stops_the_build(self, crowd):
        begun = start(crowd)
        helpers = helpers_of(begun.pid)
        os.killpg(begun.pid, signal.SIGINT)
        out, err = begun.communicate(timeout=120)
        assert begun.returncode not in (0, None)
        assert "Traceback" not in out + err
        assert not any(Path(f"/proc/{helper}/cmdline").exists() for helper in helpers)

    def test_what_was_stopped_is_healed_by_the_next_build(self, crowd):
        begun = start(crowd)
        os.killpg(begun.pid, signal.SIGINT)
        begun.communicate(timeout=120)
        assert run(crowd).returncode == 0
        assert (crowd / "output/posts/post-7/index.html").is_file()


IMPATIENT = """
import atexit, os, runpy, signal, sys

def stop():
    os.kill(os.getpid(), signal.SIGINT)

class Impatient:
    def find_spec(self, name, *rest):
        if name == loading:
            stop()

_, start, loading = sys.argv
sys.argv = [start, "build", "--today", "2026-11-21"]
sys.meta_path.insert(0, Impatient())
if loading == "the end":
    atexit.register(stop)
if start.endswith(".py"):
    runpy.run_path(start, run_name="__main__")
else:
    runpy.run_module(start, run_name="__main__")
"""


SCRIPT = Path(__file__).parent.parent / "build.py"


@pytest.mark.parametrize("loading", ["weeknotes.cli", "click", "weeknotes.past", "weeknotes.layout", "the end"])
@pytest.mark.parametrize("start", ["weeknotes", str(SCRIPT)], ids=["module", "script"])
def test_who_stops_the_program_while_it_is_loaded_or_ends_sees_no_traceback(site, start, loading):
    done = subprocess.run(
        [sys.executable, "-c", IMPATIENT, start, loading], cwd=site, capture_output=True, text=True, timeout=120
    )
    assert "Traceback" not in done.stderr
    assert "KeyboardInterrupt" not in done.stderr
    assert done.returncode == (0 if loading == "the end" else 1)
    assert ("Aborted!" in done.stderr) == (loading != "the end")


def test_the_command_is_what_takes_care_of_that():
    settings = tomllib.loads(SCRIPT.with_name("pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["scripts"] == {"weeknotes": "weeknotes.__main__:main"}
