"""The command line: arguments, what is printed, exit codes (0 fine, 1 problems, 2 usage)."""

from __future__ import annotations

import gc
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from threading import Event, Timer
from typing import Any

import click

# The pipeline brings all libraries with it. The names of the package load it when they are first used,
# and what else is heavy is imported where a command needs it, so that --help answers at once.
import weeknotes
from weeknotes import formats
from weeknotes.dates import read_day
from weeknotes.errors import MeaningError, Severity, SiteError, UsageError

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


class Url(click.ParamType[str]):
    """The whole address of a site, from ``https://`` on."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address with a slash at its end."""
        try:
            return formats.url(value) if value else ""
        except MeaningError as error:
            self.fail(f"It {error}. {error.suggestion}".strip(), param, ctx)


def site_options(command: Command) -> Command:
    """The options of every command that reads the whole site."""
    options = [
        click.option("--site", type=click.Path(path_type=Path), default=".", help="The folder of the site."),
        click.option("--output", type=click.Path(path_type=Path), help="Where to write. [default: SITE/output]"),
        click.option("--base-url", type=Url(), default="", help="The site's address, not the one in config.toml."),
        click.option("--today", type=Day(), help="Build as if at the end of this day."),
        click.option("--drafts", is_flag=True, help="Show drafts and scheduled entries too, marked as such."),
        click.option("--jobs", type=click.IntRange(0), default=0, help="Processes to use. [default: one a core]"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(weeknotes.__version__, message="weeknotes %(version)s")
def cli() -> None:
    """Turn weeknotes and case studies into a website for working in the open."""


@cli.command()
@site_options
@click.option("--report", type=click.Path(path_type=Path), help="Write the account of every file to this JSON file.")
def build(report: Path | None, **asked: Any) -> None:
    """Check the site, then write it to the output folder."""
    with _sign_of_life(), _without_collector():
        account = weeknotes.build(_wish(**asked))
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(_told(account, "json"), encoding="utf-8")
    _tell(account, "text")


@cli.command()
@site_options
@click.option("--format", "form", type=click.Choice(["text", "github", "json", "markdown"]), default="text")
def check(form: str, **asked: Any) -> None:
    """Tell every fault and what becomes of every file; write nothing."""
    with _sign_of_life(), _without_collector():
        account = weeknotes.check(_wish(**asked))
    _tell(account, form)


@cli.command()
@click.option("--site", type=click.Path(path_type=Path), default=".", help="The folder of the site.")
@click.option("--port", type=click.IntRange(1, 65535), help="[default: 8000, or the next one that is free]")
@click.option("--host", default="127.0.0.1", help="Another address lets other computers read drafts.")
@click.option("--poll", is_flag=True, help="Look through the folder again and again: for network drives.")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes to use. [default: one a core]")
def serve(site: Path, port: int | None, host: str, poll: bool, jobs: int) -> None:
    """Show the site in a browser while you write, drafts and all."""
    from weeknotes import serve

    try:
        serve.serve(serve.Stand(_folder(site), host, port, poll, jobs), click.echo, Event())
    except KeyboardInterrupt:
        click.echo("\nThe preview has ended.")


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
    """Run the command that the arguments name, or `default` where they name none. Ends the process.

    The exit code is 0 where all is well, 1 where something keeps the site from being written, 2 where
    the command cannot be followed. Nobody gets to see a traceback for what they did.
    """
    arguments = sys.argv[1:]
    # “python build.py --drafts” names no command; “python build.py check” does.
    if default and not (arguments and arguments[0] in (*cli.commands, "-h", "--help", "--version")):
        arguments = [default, *arguments]
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another time cannot write every character: better a question mark than an end.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        cli.main(arguments, prog_name="weeknotes", standalone_mode=True)
    except UsageError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    except SiteError as error:
        click.echo(_one_problem(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"Error: {error.filename or 'A file'} cannot be used: {error.strerror or error}.", err=True)
        sys.exit(1)


def _wish(
    site: Path, output: Path | None, base_url: str, today: date | None, drafts: bool, jobs: int
) -> weeknotes.Wish:
    folder = _folder(site)
    target = (output or folder / "output").absolute()
    # What is written is never read: a site inside its own output would be empty.
    if folder.resolve().is_relative_to(target.resolve()):
        raise UsageError(f"The site cannot be written to {target}, since its texts are in there. Name a new folder.")
    # A moment without a zone is one in the site's own, which the settings tell.
    now = datetime.combine(today, time(23, 59, 59)) if today else datetime.now().astimezone()
    return weeknotes.Wish(folder, target, now, base_url, drafts, jobs)


def _folder(site: Path) -> Path:
    if not site.is_dir():
        raise UsageError(f"There is no folder {site}.")
    return site.absolute()


def _tell(account: weeknotes.Account, form: str) -> None:
    """Print the account; the exit code tells whether anything stops the site."""
    click.echo(_told(account, form), nl=False)
    sys.exit(1 if any(problem.severity is Severity.ERROR for problem in account.problems) else 0)


def _told(account: weeknotes.Account, form: str) -> str:
    """The account in one of the forms of ``--format``."""
    from weeknotes import report

    on_screen = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, 100) if on_screen else 88
    # https://no-color.org
    colour = on_screen and "NO_COLOR" not in os.environ
    tellings: dict[str, Callable[[], str]] = {
        "text": lambda: report.as_text(account, width, colour),
        "github": lambda: report.as_github(account),
        "json": lambda: report.as_json(account),
        "markdown": lambda: report.as_markdown(account, "the site"),
    }
    return tellings[form]()


def _one_problem(error: SiteError) -> str:
    problem = error.problem
    where = f"{problem.path}{f', line {problem.line}' if problem.line else ''}: " if problem.path else ""
    typed = f"\n  you typed: {problem.found}" if problem.found else ""
    write = f"\n  write:     {problem.suggestion}" if problem.suggestion else ""
    return f"{where}{problem.message}{typed}{write}"


@contextmanager
def _without_collector() -> Iterator[None]:
    """A build lives a few seconds and keeps nearly all it makes: the collector would walk it for nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _sign_of_life() -> Iterator[None]:
    """After a second, show on a terminal that work is going on."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    status = Console(stderr=True).status("Building the site…")
    timer = Timer(PATIENCE, status.start)
    # Nobody waits for a timer when the work is stopped by hand.
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        status.stop()
