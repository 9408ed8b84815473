"""What the preview shows: the last build that ended, and which pages in browsers it makes stale."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from weeknotes.errors import SiteError
from weeknotes.model import Account
from weeknotes.tellings import is_stopped

# Below this address the server's own pages and files are; no page of a site begins so.
OWN = "/__weeknotes/"


@dataclass(frozen=True, slots=True)
class Showing:
    """What is shown now.

    `run` names this run of the server. `turn` counts the builds, `build` those that changed pages, `style` those
    that changed nothing but style sheets. `account` is that of the last build, None before the first one ended.
    """

    run: str
    turn: int = 0
    build: int = 0
    style: int = 0
    account: Account | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether an error kept the last build from changing anything."""
        return self.account is not None and is_stopped(self.account)

    @property
    def marks(self) -> dict[str, str]:
        """What a page that is sent now remembers; another build or style in a later message makes it stale."""
        return {"build": f"{self.run}-{self.build}", "style": f"{self.run}-{self.style}"}

    def message(self, panel: str) -> str:
        """What browsers are told, as JSON on one line; `panel` is HTML."""
        return json.dumps({**self.marks, "turn": f"{self.run}-{self.turn}", "panel": panel})


def follow(showing: Showing, account: Account, changed: Iterable[Path]) -> Showing:
    """What is shown after a build with this account, made because the files `changed`."""
    paths = list(changed)
    made = account.written + account.removed
    # A style sheet of the theme is copied to one file; more files than that were made for another reason.
    styled = bool(paths) and all(path.suffix == ".css" for path in paths) and made <= len(paths)
    return replace(
        showing,
        turn=showing.turn + 1,
        build=showing.build + bool(made and not styled),
        style=showing.style + bool(made and styled),
        account=account,
    )


def fail(showing: Showing, error: SiteError) -> Showing:
    """What is shown after a build that could not be made: the files as they were, and why."""
    files = showing.account.files if showing.account else ()
    return replace(showing, turn=showing.turn + 1, account=Account(files, (error.problem,)))
