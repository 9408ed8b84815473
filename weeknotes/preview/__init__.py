"""What the preview shows: the last build that ended, and which pages in browsers it makes stale."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from weeknotes.digest import of_bytes
from weeknotes.errors import SiteError
from weeknotes.model import Account
from weeknotes.tellings import is_stopped
from weeknotes.values import Record, field, replace

# Below this address the server's own pages and files are; no page of a site begins so.
OWN = "/__weeknotes/"
# Of files like these, pages hold all that they show; style sheets are told of by themselves.
HELD = (".md", ".markdown", ".html", ".toml", ".css")


class Showing(Record):
    """What is shown now.

    `run` names this run of the server. `turn` counts the builds, `build` those that changed pages, `style` those
    that changed nothing but style sheets, `files` those made for what pages show and do not hold, such as pictures.
    `account` is that of the last build, None before the first one ended. `early` has pages by file that are shown
    before a build has made them, each with the number of the change that it is of.
    """

    run: str
    turn: int = 0
    build: int = 0
    style: int = 0
    files: int = 0
    account: Account | None = None
    early: Mapping[str, tuple[int, bytes]] = field(default_factory=dict)

    @property
    def is_stopped(self) -> bool:
        """Whether an error kept the last build from changing anything."""
        return self.account is not None and is_stopped(self.account)

    @property
    def marks(self) -> dict[str, str]:
        """What a page that is sent now remembers; another build or style in a later message makes it stale."""
        return {"build": f"{self.run}-{self.build}", "style": f"{self.run}-{self.style}"}

    def marks_of(self, page: bytes) -> dict[str, str]:
        """What a page that has these bytes remembers: another `page` in a later message makes it alone stale."""
        return {**self.marks, "page": f"{self.run}-{self.files}-{of_bytes(page)}"}

    def message(self, panel: str, page: bytes | None = None) -> str:
        """What a browser is told that shows this page, as JSON on one line; `panel` is HTML."""
        marks = self.marks if page is None else self.marks_of(page)
        return json.dumps({**marks, "turn": f"{self.run}-{self.turn}", "panel": panel})


def ahead(showing: Showing, pages: Mapping[str, bytes], number: int) -> Showing:
    """What is shown while a build is awaited of the change of this number, which `pages` are of, by file."""
    early = {file: (number, page) for file, page in pages.items()}
    return replace(showing, build=showing.build + 1, early={**showing.early, **early})


def follow(showing: Showing, account: Account, changed: Iterable[Path], number: int = 0) -> Showing:
    """What is shown after a build with this account, made because the files `changed`, the last as change `number`."""
    paths = list(changed)
    made = account.written + account.removed
    # A style sheet of the theme is copied to one file; more files than that were made for another reason.
    styled = bool(paths) and all(path.suffix == ".css" for path in paths) and made <= len(paths)
    return replace(
        showing,
        turn=showing.turn + 1,
        build=showing.build + bool(made and not styled),
        style=showing.style + bool(made and styled),
        files=showing.files + bool(made and any(path.suffix not in HELD for path in paths)),
        account=account,
        # While a fault elsewhere stops the site, what was shown of a sound text stays.
        early=showing.early if is_stopped(account) else _later(showing, number),
    )


def fail(showing: Showing, error: SiteError) -> Showing:
    """What is shown after a build that could not be made: the files as they were, and why."""
    files = showing.account.files if showing.account else ()
    return replace(showing, turn=showing.turn + 1, account=Account(files, (error.problem,)))


def _later(showing: Showing, number: int) -> Mapping[str, tuple[int, bytes]]:
    """The early pages of changes that came after the build of this one had begun."""
    return {file: page for file, page in showing.early.items() if page[0] > number}
