"""What to say of a link that leads nowhere: why, and where it may have been meant to lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from urllib.parse import quote, unquote

from weeknotes.atlas import Atlas
from weeknotes.dialects import BY_NAME
from weeknotes.errors import Problem, Severity
from weeknotes.model import Link, Reading, State
from weeknotes.text import count_words, join_words, near_misses, slugify

WHY = {
    State.DRAFT: "is a draft",
    State.SCHEDULED: "is not public yet",
    State.EMBARGOED: "is not public yet",
    State.HELD: "is held back",
    State.WITHDRAWN: "is withdrawn",
}
SHOWN = 3  # entries named in a problem
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


def unpublished(link: Link, reading: Reading, path: str, state: State, what: str = "The link leads to") -> Problem:
    """The link, or `what` else, leads to a text that nobody can read today."""
    why = WHY.get(state, "is not published")
    message = f"{what} {path}, which {why}. Readers cannot go there."
    # Told apart, since a file that is kept back for a fault must not take others with it (see `quarantine`).
    code = "link.held" if state is State.HELD else "link.unpublished"
    return Problem(code, Severity.ERROR, reading.path, message, link.line, found=link.target)


def misspelt(link: Link, reading: Reading, path: str) -> Problem:
    """The file is there, but its name has other capitals than the link."""
    right = posixpath.relpath(path, posixpath.dirname(reading.path) or ".")
    message = f"The link leads nowhere: the file is spelt “{right}”. Small and capital letters must be the same."
    suggestion = _typed(right) + "".join(link.target.partition("#")[1:])
    return Problem(_code(link), Severity.ERROR, reading.path, message, link.line, 0, link.target, suggestion)


def ambiguous(link: Link, reading: Reading, paths: Sequence[str]) -> Problem:
    """A wikilink leads to one of several entries that are called so."""
    right = [posixpath.relpath(path, posixpath.dirname(reading.path) or ".") for path in paths]
    # The notes of a team may be called after the team, and there are hundreds.
    more = [count_words(len(right) - SHOWN, "more entry", "more entries")] if right[SHOWN:] else []
    found = f"[[{link.target}]]"
    message = (
        f"“{found}” may mean {join_words([*right[:SHOWN], *more], 'or')}. "
        "It leads to the first. Link to the file to be sure."
    )
    suggestion = f"[{link.text}]({_typed(right[0])})"
    return Problem("link.ambiguous", Severity.HINT, reading.path, message, link.line, 0, found, suggestion)


def _typed(path: str) -> str:
    """The path as it must stand in Markdown."""
    return quote(path, safe="/@!$&'*+,;=~:") if " " in path or "(" in path else path


def _code(link: Link) -> str:
    return "link.image" if link.kind == "image" else "link.broken"


def broken(link: Link, reading: Reading, found: Atlas) -> Problem:
    """There is nothing of that name; the nearest names may have been meant."""
    typed = link.target.replace(BY_NAME, "")
    shown = _near_entries(typed, found) if link.kind == "wiki" else _near_paths(link, reading, found)
    message = f"The link leads nowhere: there is no {CALLED.get(link.kind, 'page or file')} “{typed}”. "
    mend = "Add the file, or correct its name here." if link.kind == "image" else "Correct it, or take the link out."
    hint = f"Did you mean {join_words(shown, 'or')}?" if shown else mend
    suggestion = shown[0] if shown else ""
    return Problem(_code(link), Severity.ERROR, reading.path, message + hint, link.line, 0, typed, suggestion)


def no_entry(link: Link, reading: Reading, found: Atlas) -> Problem:
    """A field, which is the kind of `link`, names no entry; those with the nearest names may have been meant."""
    here = posixpath.dirname(reading.path) or "."
    named = {posixpath.basename(path): path for path in found.places if path != reading.path}
    title = slugify(link.target.partition("#")[0])
    paths = [named[each] for each in near_misses(posixpath.basename(link.target.partition("#")[0]), named)]
    paths += [found.titles[each][0] for each in near_misses(title, found.titles)] if title else []
    # The same entry may be near by its name and by its title.
    shown = [posixpath.relpath(path, here) for path in dict.fromkeys(paths) if path != reading.path][:SHOWN]
    message = f"“{link.kind}” names an entry that there is not: “{link.target}”. "
    hint = f"Did you mean {join_words(shown, 'or')}?" if shown else "Write its path or its title."
    suggestion = shown[0] if shown else ""
    return Problem("link.broken", Severity.ERROR, reading.path, message + hint, link.line, 0, link.target, suggestion)


def _near_entries(typed: str, found: Atlas) -> list[str]:
    return [f"[[{each}]]" for each in near_misses(slugify(typed.partition("#")[0]), found.titles)]


def _near_paths(link: Link, reading: Reading, found: Atlas) -> list[str]:
    here = posixpath.dirname(reading.path) or "."
    named = found.pictures_by_name if link.kind == "image" else found.paths_by_name
    wanted = posixpath.basename(unquote(link.target.partition("#")[0].partition("?")[0]).rstrip("/"))
    return [posixpath.relpath(named[each], here) for each in near_misses(wanted, named)]
