"""Quarantine: keeping files with a fault back, so that all the others can be published.

Faults of the site as a whole (settings, templates, addresses that two files share) always stop it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from weeknotes.errors import Problem, Severity
from weeknotes.facts import Cause
from weeknotes.gravity import is_fixed
from weeknotes.model import FileAccount, Reading, State
from weeknotes.values import replace

LINK_TO_HELD = "link.held"
LOST = "ledger"  # the family of what would break a promise to readers: that is no fault of one file


def marked(
    readings: Iterable[Reading], problems: Iterable[Problem], pictures: Mapping[str, Iterable[str]]
) -> tuple[Reading, ...]:
    """The readings, each with the errors that were found of it while the site was laid out.

    `pictures` has the paths of the pictures that each text shows: one that is broken is a fault of the text.
    """
    errors: dict[str, list[Problem]] = {}
    for problem in problems:
        is_site_wide = is_fixed(problem.code) or problem.code.partition(".")[0] == LOST
        if problem.severity is Severity.ERROR and not is_site_wide:
            errors.setdefault(problem.path, []).append(problem)
    return tuple(_with(each, errors, pictures.get(each.path, ())) for each in readings)


def _with(reading: Reading, errors: Mapping[str, Sequence[Problem]], pictures: Iterable[str]) -> Reading:
    found = [problem for path in (reading.path, *pictures) for problem in errors.get(path, ())]
    new = [problem for problem in dict.fromkeys(found) if problem not in reading.problems]
    return replace(reading, problems=(*reading.problems, *new)) if new else reading


def softened(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems; that a link leads to a file that is kept back is a warning, or one fault would hold many files."""
    lighter = Severity.WARNING
    return tuple(replace(each, severity=lighter) if each.code == LINK_TO_HELD else each for each in problems)


def paths(readings: Iterable[Reading], judged: Mapping[str, FileAccount]) -> tuple[str, ...]:
    """The files that are kept back for a fault, and the pictures with which something is wrong in them."""
    held = [each for each in readings if _is_held(judged[each.path])]
    faulty = (problem.path for each in held for problem in each.problems if problem.severity is Severity.ERROR)
    return tuple(sorted({*(each.path for each in held), *faulty}))


def _is_held(account: FileAccount) -> bool:
    return account.state is State.HELD and account.cause is Cause.FAULT
