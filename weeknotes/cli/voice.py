"""What a command says: accounts, problems, signs of life. Whatever is printed goes through here or `click.echo`."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import click

import weeknotes
from weeknotes.errors import SiteError

PATIENCE = 1.0  # seconds without a word before a sign of life
WIDEST = 100  # columns; longer lines are hard to read
UNSEEN_WIDTH = 88  # columns, where nobody looks at a screen


def tell(account: weeknotes.Account, form: str) -> None:
    """Print the account; the exit code tells whether anything stops the site."""
    from weeknotes.tellings import is_stopped

    click.echo(told(account, form), nl=False)
    sys.exit(1 if is_stopped(account) else 0)


def told(account: weeknotes.Account, form: str) -> str:
    """The account in one of the forms of ``--format``."""
    from weeknotes import github_annotations, report

    tellings: dict[str, Callable[[], str]] = {
        "text": lambda: report.as_text(account, width(), in_colour()),
        "github": lambda: github_annotations.as_github(account),
        "json": lambda: report.as_json(account),
        "markdown": lambda: report.as_markdown(account, "the site"),
    }
    return tellings[form]()


def width() -> int:
    """How many columns a line may have."""
    return min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else UNSEEN_WIDTH


def in_colour() -> bool:
    """Whether colours are wanted: on a screen, unless it was asked for none (https://no-color.org)."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def write(path: Path, data: bytes) -> None:
    """Write a file that was asked for by name, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def add(path: Path, text: str) -> None:
    """Add `text` to the end of a file that was asked for by name, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text)


def one_problem(error: SiteError) -> str:
    """A problem that ends a command: where, what, and what to write instead."""
    problem = error.problem
    where = f"{problem.path}{f', line {problem.line}' if problem.line else ''}: " if problem.path else ""
    typed = f"\n  you typed: {problem.found}" if problem.found else ""
    better = f"\n  write:     {problem.suggestion}" if problem.suggestion else ""
    return f"{where}{problem.message}{typed}{better}"


@contextmanager
def at_work() -> Iterator[None]:
    """Work on the whole site: without the collector, and with a sign of life when it takes long."""
    with _sign_of_life(), _without_collector():
        yield


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
