"""The commands of every day: ``build``, ``check``, ``serve``."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import click

import weeknotes
from weeknotes.cli import voice
from weeknotes.cli.options import BASE_URL, DRAFTS, FILE, JOBS, OUTPUT, SITE, TODAY, folder, options, wish
from weeknotes.values import replace

WHOLE_SITE = (SITE, OUTPUT, BASE_URL, TODAY, DRAFTS, JOBS)
PREVIOUS = click.option(
    "--previous", default="", metavar="URL|FILE", help="The site that stands, so that none of its addresses is lost."
)
FORMS = ("text", "github", "json", "markdown")


@click.command()
@options(*WHOLE_SITE, PREVIOUS)
@click.option("--among-others", "among", is_flag=True, help="Write into a folder that holds other files; they stay.")
@click.option("--report", type=FILE, help="Write the account of every file to this JSON file.")
def build(report: Path | None, among: bool, previous: str, **asked: Any) -> None:
    """Check the site, then write it to the output folder."""
    with voice.at_work():
        account = weeknotes.build(replace(_compared(wish(**asked), previous), among=among))
    if report:
        voice.write(report, voice.told(account, "json").encode())
    voice.tell(account, "text")


@click.command()
@options(*WHOLE_SITE, PREVIOUS)
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="For a screen, GitHub, a program.")
def check(form: str, previous: str, **asked: Any) -> None:
    """Tell every fault and what becomes of every file; write nothing."""
    with voice.at_work():
        account = weeknotes.check(_compared(wish(**asked), previous))
    voice.tell(account, form)


def _compared(asked: weeknotes.Wish, previous: str) -> weeknotes.Wish:
    """The wish with the ledger of the site at `previous`, where one is named."""
    if not previous:
        return asked
    from weeknotes.past import HIDDEN
    from weeknotes.previous import ledger

    data, told = ledger(previous, asked.site / HIDDEN)
    if told:
        click.echo(f"Note: {told}", err=True)
    return replace(asked, previous=data)


@click.command()
@options(SITE)
@click.option("--port", type=click.IntRange(1, 65535), help="[default: 8000, or the next one that is free]")
@click.option("--host", default="127.0.0.1", help="Another address lets other computers read drafts.")
@click.option("--poll", is_flag=True, help="Look through the folder again and again: for network drives.")
@options(JOBS)
def serve(site: Path, port: int | None, host: str, poll: bool, jobs: int) -> None:
    """Show the site in a browser while you write, drafts and all."""
    from weeknotes import serve

    try:
        serve.serve(serve.Stand(folder(site), host, port, poll, jobs), click.echo, Event())
    except KeyboardInterrupt:
        click.echo("\nThe preview has ended.")


COMMANDS = (build, check, serve)
