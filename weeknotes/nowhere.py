"""What to say of a link that leads nowhere: why, and where it may have been meant to lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote

from weeknotes.atlas import Atlas
from weeknotes.dialects import BY_NAME
from weeknotes.errors import Problem, Severity
from weeknotes.model import Link, Reading, State
from weeknotes.text import join_words, near_misses, slugify

WHY = {
    State.DRAFT: "is a draft",
    State.SCHEDULED: "is not public yet",
    State.HELD: "has a fault of its own and is held back",
}
CALLED = {"image": "picture", "wiki": "entry"}


def no_heading(link: Link, reading: Reading, fragment: str, anchors: Iterable[str]) -> Problem:
    """The page is there, but has no such heading; `anchors` are those that it has."""
    near = near_misses(fragment, anchors)
    message = f"The page that “{link.text or link.target}” links to has no heading “{fragment}”."
    hint = f" Nearest: {join_words(['#' + each for each in near], 'or')}." if near else ""
    suggestion = link.target.partition("#")[0] + (f"#{near[0]}" if near else "")
    return Problem(
        "link.heading", Severity.ERROR, reading.path, message + hint, link.line, 0, link.target, suggestion
    )


def unpublished(link: Link, reading: Reading, path: str, state: State) -> Problem:
    """The link leads to a text that nobody can read today."""
    why = WHY.get(state, "is not published")
    message = f"The link leads to {path}, which {why}. Readers cannot go there."
    return Problem("link.unpublished", Severity.ERROR, reading.path, message, link.line, found=link.target)


def broken(link: Link, reading: Reading, found: Atlas) -> Problem:
    """There is nothing of that name; the nearest names may have been meant."""
    typed = link.target.replace(BY_NAME, "")
    shown = _near_entries(typed, found) if link.kind == "wiki" else _near_paths(link, reading, found)
    message = f"The link leads nowhere: there is no {CALLED.get(link.kind, 'page or file')} “{typed}”."
    hint = f" Did you mean {join_words(shown, 'or')}?" if shown else ""
    code = "link.image" if link.kind == "image" else "link.broken"
    suggestion = shown[0] if shown else ""
    return Problem(code, Severity.ERROR, reading.path, message + hint, link.line, 0, typed, suggestion)


def _near_entries(typed: str, found: Atlas) -> list[str]:
    return [f"[[{each}]]" for each in near_misses(slugify(typed.partition("#")[0]), found.titles)]


def _near_paths(link: Link, reading: Reading, found: Atlas) -> list[str]:
    here = posixpath.dirname(reading.path) or "."
    named = found.pictures_by_name if link.kind == "image" else found.paths_by_name
    wanted = posixpath.basename(unquote(link.target.partition("#")[0].partition("?")[0]).rstrip("/"))
    return [posixpath.relpath(named[each], here) for each in near_misses(wanted, named)]
