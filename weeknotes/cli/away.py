"""The command that looks beyond the site: ``links``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weeknotes.cli import voice
from weeknotes.cli.options import FILE, SITE, options, wish

if TYPE_CHECKING:
    from weeknotes.elsewhere import Found

FORMS = ("text", "github", "json", "markdown")
EACH = 10  # answers between two signs of life


@click.command()
@options(SITE)
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="For a screen, GitHub, a program.")
@click.option("--summary", type=FILE, help="Add the account in Markdown to this file.")
@click.option("--minutes", type=click.FloatRange(0, 300), default=20, show_default=True, help="When to stop asking.")
@click.option("--anew", is_flag=True, help="Ask for everything, whatever was answered in the last days.")
def links(form: str, summary: Path | None, minutes: float, anew: bool, **asked: Any) -> None:
    """Ask other sites whether what texts link to is still there.

    Answers are kept for some days, so that a second run is quick. Nothing that is found stops the site: this ends
    with 0 all the same.
    """
    from weeknotes import elsewhere
    from weeknotes.elsewhere import tidings

    found = elsewhere.look(wish(**asked), elsewhere.Looking(minutes * 60, anew, listener=_listener()))
    tellings: dict[str, Callable[[Found], str]] = {
        "text": lambda found: tidings.as_text(found, voice.width(), voice.in_colour()),
        "github": tidings.as_github,
        "json": tidings.as_json,
        "markdown": tidings.as_markdown,
    }
    if summary:
        voice.add(summary, tidings.as_markdown(found))
    click.echo(tellings[form](found), nl=False)


def _listener() -> Callable[[int, int], None] | None:
    """What tells on a terminal how far it has come; hosts take their time."""
    if not sys.stderr.isatty():
        return None

    def tell(come: int, of: int) -> None:
        if come % EACH == 0 or come == of:
            click.echo(f"\r{come:,} of {of:,} addresses asked for" + ("\n" if come == of else ""), nl=False, err=True)

    return tell


COMMANDS = (links,)
