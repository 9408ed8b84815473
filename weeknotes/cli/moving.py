"""The commands for coming and going: ``import``, ``export``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from weeknotes.cli import voice
from weeknotes.cli.options import BASE_URL, FILE, FOLDER, JOBS, SITE, TODAY, folder, options, wish
from weeknotes.text import count_words

# Known before anything is imported, so that a slip is told at once; a test holds it to `importers.FORMS`.
FORMS = ("wordpress", "medium", "ghost", "jekyll", "feed")


@click.command("import")
@click.argument("form", type=click.Choice(FORMS))
@click.argument("files", metavar="FILE...", type=FILE, nargs=-1, required=True)
@click.option("--images", type=FOLDER, help="A folder with the pictures of the old site.")
@click.option("--fetch", is_flag=True, help="Fetch pictures that are not at hand from the old site.")
@click.option("--dry-run", is_flag=True, help="Tell what would come; write nothing.")
@click.option("--author", default="", help="Who wrote texts that do not say it.")
@click.option("--into", default="", help="A folder below the usual ones, and so the team of all texts.")
@click.option("--team", "teams", multiple=True, metavar="CATEGORY[=NAME]", help="A category that is a team here.")
@click.option("--theme", "themes", multiple=True, metavar="CATEGORY[=NAME]", help="A category that is a theme here.")
@click.option("--format", "form_told", type=click.Choice(["text", "json"]), default="text", help="How to tell it.")
@options(SITE)
def bring(form: str, files: tuple[Path, ...], form_told: str, site: Path, **asked: Any) -> None:
    """Bring an old blog.

    Name the FILEs that WordPress, Medium, Ghost or Jekyll exported, or a feed. Nothing that is here is
    overwritten, and a second run changes nothing.
    """
    from weeknotes import importers

    asked |= {name: dict(map(_pair, asked[name])) for name in ("teams", "themes")}
    wanted = importers.BringOptions(more=files[1:], **asked)
    account = importers.bring(form, files[0], folder(site), wanted)
    click.echo(importers.as_json(account) if form_told == "json" else importers.as_text(account), nl=False)


def _pair(typed: str) -> tuple[str, str]:
    """``Housing=Housing Repairs`` as category and name; without a name the category is one."""
    category, _, name = typed.partition("=")
    return category.strip(), name.strip() or category.strip()


@click.command()
@click.option("--to", type=FOLDER, required=True, help="The folder to write: new, empty, or an export from before.")
@click.option("--all", "everything", is_flag=True, help="Drafts too, and what is held or withdrawn, marked as such.")
@options(SITE, BASE_URL, TODAY, JOBS)
def export(to: Path, everything: bool, **asked: Any) -> None:
    """Write the site as plain files for other programs.

    One folder of Markdown with its pictures, and one file of JSON with all that the site knows.
    """
    from weeknotes.export import APART, leave

    with voice.at_work():
        left = leave(wish(**asked), to, everything)
    files = count_words(left.files, "picture or other file", "pictures and other files")
    click.echo(f"{to} holds {count_words(left.entries, 'text')} and {files} now.")
    if left.apart:
        click.echo(f"{count_words(left.apart, 'text')} that the site does not show: see {to / APART}")
    for path in left.as_typed:
        click.echo(f"{path}: some links stand as they were typed, and another program may not follow them.")


COMMANDS = (bring, export)
