"""The same site has the same bytes on any machine: DESIGN.md §2, promise 6."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("content", "templates", "config.toml")


@dataclass(frozen=True)
class Machine:
    """What differs from one machine to the next."""

    seed: str
    locale: str
    zone: str
    jobs: str
    umask: int
    backwards: bool
    folder: str


HERE = Machine("0", "C.UTF-8", "Europe/London", "1", 0o022, False, "site")
OTHERS = {
    "far east, two processes": Machine("12345", "C", "Pacific/Auckland", "2", 0o077, True, "another place/my site"),
    "far west, one process": Machine("987", "POSIX", "America/Los_Angeles", "1", 0o002, True, "é"),
    "at home, two processes": Machine("4242", "C.UTF-8", "UTC", "2", 0o022, False, "deep/er/and/deeper"),
}


def copy(to: Path, backwards: bool) -> None:
    """The demonstration's sources, its files made in order of their names or against it."""
    found = [ROOT / part for part in PARTS]
    paths = sorted(path for part in found for path in (part, *part.rglob("*")) if path.is_file())
    for path in reversed(paths) if backwards else paths:
        target = to / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def built(folder: Path, machine: Machine) -> dict[str, bytes]:
    """All files that a build makes of the demonstration on such a machine."""
    site, output = folder / machine.folder, folder / "out"
    copy(site, machine.backwards)
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(site), "--output", str(output)]
    command += ["--today", "2026-11-21", "--jobs", machine.jobs]
    env = os.environ | {"PYTHONHASHSEED": machine.seed, "LC_ALL": machine.locale, "TZ": machine.zone}
    where = site if machine.backwards else folder
    done = subprocess.run(command, cwd=where, env=env, umask=machine.umask, capture_output=True)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("here"), HERE)


@pytest.mark.parametrize("machine", OTHERS.values(), ids=OTHERS.keys())
def test_any_other_machine_makes_the_same_bytes(tmp_path, here, machine):
    there = built(tmp_path, machine)
    assert there.keys() == here.keys()
    assert [name for name, data in there.items() if data != here[name]] == []


def test_no_file_tells_where_or_by_whom_it_was_made(here, tmp_path_factory):
    traces = [str(ROOT).encode(), str(tmp_path_factory.getbasetemp()).encode(), b"/home/", sys.prefix.encode()]
    assert len(here) > 500
    assert [name for name, data in here.items() if any(trace in data for trace in traces)] == []
