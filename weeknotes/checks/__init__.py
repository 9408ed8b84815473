"""The editorial rules, a family a file: what each has to say of a text before it is published.

A check is a function of a `Manuscript` alone, so that what it found is remembered with the reading of
the file. Site-wide settings decide how grave each family is (`gravity`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from weeknotes.checks import (
    abbreviations,
    allowed,
    barriers,
    datesaid,
    gate,
    headings,
    lengths,
    linktexts,
    pictures,
    readability,
    tables,
)
from weeknotes.checks.manuscript import Manuscript
from weeknotes.errors import Problem
from weeknotes.facts import Barrier

Check = Callable[[Manuscript], Iterator[Problem]]

EDITORIAL: tuple[Check, ...] = (
    pictures.check,
    linktexts.check,
    headings.check,
    tables.check,
    datesaid.check,
    lengths.check,
    abbreviations.check,
    readability.check,
)
FAMILIES: tuple[Check, ...] = (*EDITORIAL,)


def run(text: Manuscript) -> tuple[tuple[Problem, ...], tuple[Barrier, ...]]:
    """All that the checks have to say of a text, the gate first, but for what its exceptions let pass; and what of
    it keeps people out, exceptions or not."""
    looked = gate.look(text)
    told = [(gate.discreet(problem, looked), "") for check in FAMILIES for problem in check(text)]
    kept = allowed.judge((*looked, *told), text)
    return kept, barriers.count([problem for problem, _ in told], kept)
