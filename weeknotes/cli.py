"""The command line: arguments, what is printed, exit codes (0 fine, 1 problems, 2 usage)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weeknotes import __version__
from weeknotes.dates import read_day
from weeknotes.errors import MeaningError, SiteError, UsageError

# The pipeline brings all libraries with it; it is imported where a command needs it, so that
# --help answers at once.
if TYPE_CHECKING:
    from weeknotes.model import Account
    from weeknotes.workshop import Wish

PATIENCE = 1.0  # seconds without a word before a sign of life
Command = Callable[..., Any]


class Day(click.ParamType[date]):
    """A day as people write it: ``2026-07-24``, ``24/07/2026``, ``24 July 2026``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that `value` names."""
        try:
            return read_day(value)
        except MeaningError as error:
            self.fail(f"{error} {error.suggestion}".strip(), param, ctx)


def site_options(command: Command) -> Command:
    """The options of every command that reads the whole site."""
    options = [
        click.option("--site", type=click.Path(path_type=Path), default=".", help="The folder of the site."),
        click.option("--output", type=click.Path(path_type=Path), help="Where to write. [default: SITE/output]"),
        click.option("--base-url", default="", help="The address of the site, instead of the one in config.toml."),
        click.option("--today", type=Day(), help="Build as if at the end of this day."),
        click.option("--drafts", is_flag=True, help="Show drafts and scheduled entries too, marked as such."),
        click.option("--jobs", type=click.IntRange(0), default=0, help="Processes to use. [default: one a core]"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="weeknotes %(version)s")
def cli() -> None:
    """Turn weeknotes and case studies into a website for working in the open."""


@cli.command()
@site_options
@click.option("--report", type=click.Path(path_type=Path), help="Write the account of every file to this JSON file.")
def build(report: Path | None, **asked: Any) -> None:
    """Check the site, then write it to the output folder."""
    from weeknotes import pipeline
    from weeknotes.report import as_json

    with _sign_of_life():
        account = pipeline.build(_wish(**asked))
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(as_json(account), encoding="utf-8")
    _tell(account, "text")


@cli.command()
@site_options
@click.option("--format", "form", type=click.Choice(["text", "github", "json", "markdown"]), default="text")
def check(form: str, **asked: Any) -> None:
    """Tell every fault and what becomes of every file; write nothing."""
    from weeknotes import pipeline

    with _sign_of_life():
        account = pipeline.check(_wish(**asked))
    _tell(account, form)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option("--title", default="", help="What the site is called.")
@click.option("--repository", default="", help="OWNER/NAME on GitHub.")
def init(folder: Path, title: str, repository: str) -> None:
    """Start a new site in FOLDER."""
    from weeknotes import scaffold

    for path in scaffold.init(folder, title, repository):
        click.echo(f"wrote {path}")
    click.echo(f"Done. Next: cd {folder} && weeknotes build")


@cli.command()
@click.argument("kind", type=click.Choice(["weeknote", "case-study", "post", "page"]), default="weeknote")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="The folder of the site.")
@click.option("--team", default="", help="Whose note it is.")
@click.option("--author", default="", help="Who writes it.")
@click.option("--title", default="", help="Its title; a weeknote needs none.")
@click.option("--today", type=Day(), help="Write it as if on this day.")
def new(kind: str, site: Path, team: str, author: str, title: str, today: date | None) -> None:
    """Start the next note of a series, or another entry."""
    from weeknotes import scaffold

    path = scaffold.new(_folder(site), kind, today or datetime.now().astimezone().date(), team, author, title)
    click.echo(f"wrote {path}")


def main(default: str = "") -> None:
    """Run the command that the arguments name, or `default` where they name none. Ends the process."""
    arguments = sys.argv[1:]
    if default and not (arguments and arguments[0] in (*cli.commands, "-h", "--help", "--version")):
        arguments = [default, *arguments]
    try:
        cli.main(arguments, prog_name="weeknotes", standalone_mode=True)
    except UsageError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    except SiteError as error:
        click.echo(_one_problem(error), err=True)
        sys.exit(1)


def _wish(
    site: Path, output: Path | None, base_url: str, today: date | None, drafts: bool, jobs: int
) -> Wish:
    from weeknotes.workshop import Wish

    folder = _folder(site)
    now = datetime.combine(today, time(23, 59, 59)) if today else datetime.now().astimezone()
    return Wish(folder, (output or folder / "output").absolute(), now, base_url, drafts, jobs)


def _folder(site: Path) -> Path:
    if not site.is_dir():
        raise UsageError(f"There is no folder {site}.")
    return site.absolute()


def _tell(account: Account, form: str) -> None:
    """Print the account; the exit code tells whether anything stops the site."""
    from weeknotes import report
    from weeknotes.pipeline import is_stopped

    on_screen = sys.stdout.isatty()
    width = min(os.get_terminal_size().columns, 100) if on_screen else 88
    colour = on_screen and "NO_COLOR" not in os.environ
    tellings: dict[str, Callable[[], str]] = {
        "text": lambda: report.as_text(account, width, colour),
        "github": lambda: report.as_github(account),
        "json": lambda: report.as_json(account),
        "markdown": lambda: report.as_markdown(account, "the site"),
    }
    click.echo(tellings[form]())
    sys.exit(1 if is_stopped(account) else 0)


def _one_problem(error: SiteError) -> str:
    problem = error.problem
    where = f"{problem.path}{f', line {problem.line}' if problem.line else ''}: " if problem.path else ""
    typed = f"\n  you typed: {problem.found}" if problem.found else ""
    write = f"\n  write:     {problem.suggestion}" if problem.suggestion else ""
    return f"{where}{problem.message}{typed}{write}"


@contextmanager
def _sign_of_life() -> Iterator[None]:
    """After a second, show on a terminal that work is going on."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    from rich.console import Console

    status = Console(stderr=True).status("Building the site…")
    timer = Timer(PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        status.stop()
