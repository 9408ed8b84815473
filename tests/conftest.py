"""A whole site in one string, built for real in a temporary folder."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from weeknotes import pipeline
from weeknotes.model import Account, FileAccount
from weeknotes.workshop import Wish

CONFIG = """
[site]
title = "Open Reach"
description = "How we work"
url = "https://open.example.org/"
id_authority = "open.example.org,2019"
organisation = "Reach Council"
repository = "reach/open"
"""


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


def write(folder: Path, files: str) -> None:
    """Files in one string: ``-- path --`` stands above the text of each."""
    for path, text in re.findall(r"^-- (.+?) --\n(.*?)(?=^-- .+? --$|\Z)", files, re.M | re.S):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")


@pytest.fixture
def make(tmp_path):
    """Build the site that a string of files describes; called again, it adds files and builds anew."""

    def build(files: str = "", config: str = CONFIG, today: str = "2026-11-21", **wish) -> Built:
        if config:
            (tmp_path / "config.toml").write_text(config, encoding="utf-8")
        write(tmp_path, files)
        now = datetime.fromisoformat(f"{today}T23:59:59").replace(tzinfo=ZoneInfo("Europe/London"))
        account = pipeline.build(Wish(tmp_path, tmp_path / "output", now, jobs=1, **wish))
        return Built(tmp_path, account)

    return build
