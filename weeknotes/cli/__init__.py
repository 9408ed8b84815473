"""The command line: arguments, what is printed, exit codes (0 fine, 1 problems, 2 usage).

    options     what can be typed, and the wish that it amounts to
    voice       what is said
    building    build, check, serve
    writing     init, new
    publishing  publish, diff, digest, report
    away        links
    moving      import, export

The pipeline brings all libraries with it. The names of the package load it when they are first used, and
what else is heavy is imported inside the commands that need it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import io
import sys

import click

import weeknotes
from weeknotes.cli import away, building, moving, publishing, voice, writing
from weeknotes.errors import SiteError, UsageError

__all__ = ["cli", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(weeknotes.__version__, message="weeknotes %(version)s")
def cli() -> None:
    """Turn weeknotes and case studies into a website for working in the open."""


for commands in (building, writing, publishing, away, moving):
    for command in commands.COMMANDS:
        cli.add_command(command)


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
        click.echo(voice.one_problem(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"Error: {error.filename or 'A file'} cannot be used: {error.strerror or error}.", err=True)
        sys.exit(1)
