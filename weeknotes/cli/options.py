"""What can be typed after a command: days, weeks, addresses, and the options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import click

import weeknotes
from weeknotes import formats
from weeknotes.dates import read_day
from weeknotes.errors import MeaningError, UsageError
from weeknotes.weeks import Week

Command = Callable[..., Any]
FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path)


class Day(click.ParamType[date]):
    """A day as people write it: ``2026-07-24``, ``24/07/2026``, ``24 July 2026``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that `value` names."""
        try:
            return read_day(value)
        except MeaningError as error:
            self.fail(f"{error} {error.suggestion}".strip(), param, ctx)


class Weekly(click.ParamType[Week]):
    """A week as people write it: ``2019-W28``, ``2019 week 28``, ``week 28, 2019``."""

    name = "week"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Week:
        """The week that `value` names."""
        try:
            return value if isinstance(value, Week) else Week.parse(value)
        except MeaningError as error:
            self.fail(f"{error} {error.suggestion}".strip(), param, ctx)


class Url(click.ParamType[str]):
    """The whole address of a site, from ``https://`` on."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address with a slash at its end."""
        try:
            return formats.url(value) if value else ""
        except MeaningError as error:
            self.fail(f"It {error}. {error.suggestion}".strip(), param, ctx)


SITE = click.option("--site", type=FOLDER, default=".", help="The folder of the site.")
OUTPUT = click.option("--output", type=FOLDER, help="Where to write. [default: SITE/output]")
BASE_URL = click.option("--base-url", type=Url(), default="", help="The site's address, not the one in config.toml.")
TODAY = click.option("--today", type=Day(), help="Do it as if at the end of this day.")
DRAFTS = click.option("--drafts", is_flag=True, help="Show drafts and scheduled entries too, marked as such.")
JOBS = click.option("--jobs", type=click.IntRange(0), default=0, help="Processes to use. [default: one a core]")


def options(*wanted: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Give a command several options, told by ``--help`` in this order."""

    def add(command: Command) -> Command:
        for option in reversed(wanted):
            command = option(command)
        return command

    return add


def wish(
    site: Path,
    output: Path | None = None,
    base_url: str = "",
    today: date | None = None,
    drafts: bool = False,
    jobs: int = 0,
) -> weeknotes.Wish:
    """What the options ask of a build. Raises UsageError for a folder that is not there, or is of no use."""
    home = folder(site)
    target = (output or home / "output").absolute()
    # What is written is never read: a site inside its own output would be empty.
    if home.resolve().is_relative_to(target.resolve()):
        raise UsageError(f"The site cannot be written to {target}, since its texts are in there. Name a new folder.")
    # A moment without a zone is one in the site's own, which the settings tell.
    now = datetime.combine(today, time(23, 59, 59)) if today else datetime.now().astimezone()
    return weeknotes.Wish(home, target, now, base_url, drafts, jobs)


def folder(site: Path) -> Path:
    """The absolute path of a folder that must be there. Raises UsageError where it is not."""
    if not site.is_dir():
        raise UsageError(f"There is no folder {site}.")
    return site.absolute()
