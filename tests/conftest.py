"""A whole site in one string, built for real in a temporary folder."""

import signal
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from sites import CONFIG, write

from weeknotes import pipeline
from weeknotes.model import Account, FileAccount
from weeknotes.past import Wish

# How long an example takes says something of the machine, not of the program.
settings.register_profile("weeknotes", deadline=None)
settings.load_profile("weeknotes")
# Who starts the tests in the background turns Ctrl-C off, for the programs under test too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True)
class Built:
    """A site that was built, with what came out."""

    folder: Path
    account: Account

    @property
    def codes(self) -> list[str]:
        return sorted(problem.code for problem in self.account.problems)

    @property
    def files(self) -> dict[str, FileAccount]:
        return {file.path: file for file in self.account.files}

    @property
    def output(self) -> dict[str, bytes]:
        folder = self.folder / "output"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def page(self, file: str) -> str:
        return (self.folder / "output" / file).read_text(encoding="utf-8")

    def problem(self, code: str):
        return next(problem for problem in self.account.problems if problem.code == code)


def build(folder: Path, files: str = "", config: str = CONFIG, today: str = "2026-11-21", **wish) -> Built:
    """The site of `folder`, with `files` added, built into its output folder."""
    if config:
        (folder / "config.toml").write_text(config, encoding="utf-8")
    write(folder, files)
    now = datetime.fromisoformat(f"{today}T23:59:59").replace(tzinfo=ZoneInfo("Europe/London"))
    return Built(folder, pipeline.build(Wish(folder, folder / "output", now, jobs=1, **wish)))


@pytest.fixture
def make(tmp_path):
    """Build the site that a string of files describes; called again, it adds files and builds anew."""
    return partial(build, tmp_path)


@pytest.fixture(scope="session")
def make_in():
    """The same for any folder, so that several tests can look at one site."""
    return build
