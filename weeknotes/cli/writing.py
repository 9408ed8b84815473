"""The commands that write texts for people to go on with: ``init``, ``new``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from weeknotes.cli.options import FOLDER, SITE, Day, folder, options
from weeknotes.prompts import STYLES


@click.command()
@click.argument("where", metavar="[FOLDER]", type=FOLDER, default=".")
@click.option("--title", default="", help="What the site is called.")
@click.option("--repository", default="", help="OWNER/NAME on GitHub.")
def init(where: Path, title: str, repository: str) -> None:
    """Start a new site in FOLDER."""
    from weeknotes import scaffold

    for path in scaffold.init(where, title, repository):
        click.echo(f"wrote {path}")
    click.echo(f"Done. Next: cd {where} && weeknotes build")


@click.command()
@click.argument("kind", type=click.Choice(["weeknote", "case-study", "post", "page"]), default="weeknote")
@options(SITE)
@click.option("--team", default="", help="Whose note it is.")
@click.option("--author", default="", help="Who writes it.")
@click.option("--title", default="", help="Its title; a weeknote needs none.")
@click.option("--style", type=click.Choice(list(STYLES)), help="What it asks about, for when you are stuck.")
@click.option("--today", type=Day(), help="Write it as if on this day.")
def new(kind: str, site: Path, team: str, author: str, title: str, style: str | None, today: date | None) -> None:
    """Start the next note of a series, or another entry."""
    from weeknotes import scaffold

    day = today or datetime.now().astimezone().date()
    path = scaffold.new(folder(site), kind, day, team, author, title, style=style or "")
    click.echo(f"wrote {path}")


COMMANDS = (init, new)
