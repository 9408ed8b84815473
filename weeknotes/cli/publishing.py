"""The commands for what becomes of a site: ``publish``, ``diff``, ``digest``, ``report``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import weeknotes
from weeknotes.cli import voice
from weeknotes.cli.options import BASE_URL, FILE, FOLDER, JOBS, OUTPUT, SITE, TODAY, Weekly, options, wish
from weeknotes.errors import MeaningError, UsageError
from weeknotes.values import replace
from weeknotes.weeks import Week

if TYPE_CHECKING:
    from weeknotes.layout import Laid
    from weeknotes.letter import Letter
    from weeknotes.releases import Served, Stand

TELLINGS = ("text", "markdown", "json")
LETTERS = ("html", "text", "eml", "markdown")
ENDINGS = {".html": "html", ".htm": "html", ".txt": "text", ".eml": "eml", ".md": "markdown"}


@click.command()
@click.option("--to", type=FOLDER, required=True, help="Where a web server looks: a link, made when it is missing.")
@click.option("--keep", type=click.IntRange(1), default=5, show_default=True, help="How many releases to keep.")
@click.option("--back", is_flag=True, help="Serve the release before this one again.")
@options(SITE, OUTPUT, BASE_URL, TODAY, JOBS)
def publish(to: Path, keep: int, back: bool, **asked: Any) -> None:
    """Build the site, then let a web server show it, all of it at once."""
    from weeknotes import previous, releases
    from weeknotes.past import HIDDEN
    from weeknotes.tellings import is_stopped

    if back:
        stand = releases.stand_at(to)
        served = releases.back(stand)
        click.echo(f"{to} shows {served.release} again, no longer {served.before}.")
        return
    meant = wish(**asked)
    stand = releases.prepare(to, meant)
    # The build too: another one would change what is copied here.
    with releases.at_work(stand):
        # No address of what is served must be lost; there is nothing to say where nothing is served yet.
        meant = replace(meant, previous=previous.ledger(str(to), meant.site / HIDDEN)[0])
        with voice.at_work():
            account = weeknotes.build(meant)
        click.echo(voice.told(account, "text"), nl=False)
        if is_stopped(account):
            shown = f"{to} still shows {stand.served}." if stand.served else f"{to} shows nothing yet."
            click.echo(f"Nothing was published. {shown}")
            sys.exit(1)
        click.echo(_published(to, stand, releases.serve(meant.output, stand, keep)))


def _published(to: Path, stand: Stand, served: Served) -> str:
    """What the publisher is told: what is shown now, what is otherwise, and how to go back."""
    step = served.step
    if served.release == served.before:
        return f"{to} shows the site as it is already ({served.release}). Nothing had to be done."
    kinds = (("new", step.new), ("changed", step.changed), ("gone", step.gone), ("as before", step.same))
    counts = ", ".join(f"{len(files):,} {word}" for word, files in kinds if files)
    lines = [f"Published: {to} shows {served.release} now. Files: {counts}."]
    for name in served.kept:
        lines.append(f"{stand.home / name} is old, but holds files that this program did not write. It was kept.")
    if served.before and (stand.home / served.before).is_dir():
        lines.append(f"To go back to {served.before}: weeknotes publish --to {to} --back")
    return "\n".join(lines)


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--format", "form", type=click.Choice(TELLINGS), default="text", help="How to tell it.")
def diff(old: Path, new: Path, form: str) -> None:
    """Say what two builds, OLD and NEW, differ in.

    Each is the output folder of a build, or a .zip or .tar of one. Ends with 1 where readers or subscribers lose
    something: an address at which there is nothing any more, an entry that has another id.
    """
    from weeknotes import comparison

    found = comparison.compare(old, new)
    tellings = {
        "text": lambda: comparison.as_text(found, voice.width()),
        "markdown": lambda: comparison.as_markdown(found),
        "json": lambda: comparison.as_json(found),
    }
    click.echo(tellings[form](), nl=False)
    sys.exit(1 if found.is_broken else 0)


@click.command()
@click.argument("week", type=Weekly(), required=False)
@click.option("--form", type=click.Choice(LETTERS), help="[default: by the name of the file, or html]")
@click.option("--output", "file", type=FILE, help="The file to write. [default: print it]")
@click.option("--to", default="", help="Whom an .eml is for: Siân Wyn <sian@example.org>, …")
@click.option("--from", "sender", default="", help="Whom an .eml is from.")
@click.option("--subject", default="", help="The subject of an .eml. [default: site and week]")
@click.option("--date", default="", help="When an .eml was sent; without it, it is a draft to open and send.")
@options(SITE, BASE_URL, TODAY)
def digest(week: Week | None, form: str | None, file: Path | None, **asked: Any) -> None:
    """Make a letter of the notes of a week.

    For e-mail or a chat channel, from the notes of WEEK, such as 2019-W28; without it, of the last week that is over.
    """
    from weeknotes import letter
    from weeknotes.visit import demand_sound, visit

    form = form or ENDINGS.get(file.suffix.lower() if file else "", "html")
    post = {name: asked.pop(name) for name in ("to", "sender", "subject", "date")}
    if form != "eml" and any(post.values()):
        raise UsageError("--to, --from, --subject and --date are for --form eml alone.")
    meant = wish(**asked)
    with voice.at_work(), visit(meant) as (laid, _):
        demand_sound(laid)
    today = meant.moment(_zone(laid)).date()
    made = letter.gather(laid, week or Week.of(today).plus(-1))
    if made.week >= Week.of(today):
        click.echo(f"Week {made.week.number} is not over yet: more notes may come.", err=True)
    if not made.groups:
        click.echo(f"Nobody wrote about week {made.week.number}, {made.days}. There is no letter to write.", err=True)
        return
    data = _letter(made, form, laid, post)
    if file:
        voice.write(file, data)
        click.echo(f"wrote {file}: {made.preview}")
    else:
        click.echo(data, nl=False)


def _zone(laid: Laid) -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(laid.config.site.timezone)


def _letter(made: Letter, form: str, laid: Laid, post: dict[str, str]) -> bytes:
    """The bytes of the letter in one of the forms of ``--form``."""
    from weeknotes import letter
    from weeknotes.dates import read_moment
    from weeknotes.letter.post import Envelope, as_eml

    if form == "text":
        return letter.as_text(made).encode()
    if form == "markdown":
        return letter.as_chat(made).encode()
    html = letter.as_html(made, laid.theme)
    if form == "html":
        return html.encode()
    try:
        date = read_moment(post["date"], _zone(laid))[0] if post["date"] else None
    except MeaningError as error:
        raise UsageError(f"--date: {error} {error.suggestion}".strip()) from error
    return as_eml(made, html, Envelope(post["to"], post["sender"], post["subject"], date))


@click.command()
@click.option("--format", "form", type=click.Choice(TELLINGS), default="text", help="How to tell it.")
@options(SITE, OUTPUT, TODAY, JOBS)
def report(form: str, **asked: Any) -> None:
    """Tell publishers how the site stands.

    Who writes, what is due, what waits, what weighs. This is for yourselves: no part of it is ever on the site.
    """
    from weeknotes import briefing
    from weeknotes.visit import private

    with voice.at_work():
        found = private(wish(**asked))
    tellings = {"text": briefing.as_text, "markdown": briefing.as_markdown, "json": briefing.as_json}
    click.echo(tellings[form](found), nl=False)


COMMANDS = (publish, diff, digest, report)
