"""What the preview says in the terminal: a line for each build, and what is to be mended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from weeknotes.errors import Severity
from weeknotes.model import Account
from weeknotes.preview import Showing
from weeknotes.report import as_text
from weeknotes.text import count_words

NAMED = 3  # files that a line names


def built(showing: Showing, changed: Iterable[str], address: str, at: datetime, seconds: float) -> str:
    """What was rebuilt, in how long, and where to look; or all that keeps the site from being built.

    `changed` are paths below the site's folder, `address` is where the preview is.
    """
    account = showing.account or Account((), ())
    paths = sorted(changed)
    more = f" and {count_words(len(paths) - NAMED, 'more file')}" if len(paths) > NAMED else ""
    what = f"{', '.join(paths[:NAMED])}{more}: " if paths else ""
    if showing.is_stopped:
        errors = tuple(each for each in account.problems if each.severity is Severity.ERROR)
        told = as_text(Account((), errors)).partition("\n")[2].strip()
        return f"{at:%H:%M:%S}  {what}{count_words(len(errors), 'error')} to mend first.\n\n{told}\n"
    made = account.written + account.removed
    done = f"{count_words(made, 'page')} made" if made else "no page changed"
    return f"{at:%H:%M:%S}  {what}{done} in {seconds:.2f} s. Look at {address}{_place(account, paths)}"


def _place(account: Account, paths: list[str]) -> str:
    """The address of the one file that changed, without a slash before it; else the home page's."""
    urls = [file.url for file in account.files if [file.path] == paths]
    return urls[0].lstrip("/") if urls else ""
