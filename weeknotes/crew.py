"""A function over many values: in this process, or spread over several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from weeknotes.errors import Problem, Severity, SiteError

Given = TypeVar("Given")
Made = TypeVar("Made")

WORTH_IT = 150  # below so many values a process costs more time than it saves
# What a helper process works with: made once when it starts, since it is dear to make or to send.
_HANDS: dict[str, Callable[[Any], Any]] = {}


def spread(
    hands: Callable[[], Callable[[Given], Made]], values: Sequence[Given], jobs: int = 0
) -> Iterator[Made]:
    """The function that `hands` gives, of each of `values`, in their order, over `jobs` processes.

    `jobs` of 0 means one a core. `hands` (called once a process) and the values must be picklable;
    the results are the same for any number of jobs. Raises SiteError where a process is ended from
    outside.
    """
    crew = min(jobs or os.cpu_count() or 1, len(values) // WORTH_IT)
    if crew <= 1:
        yield from map(hands(), values)
        return
    try:
        with ProcessPoolExecutor(crew, initializer=_start, initargs=(hands,)) as pool:
            yield from pool.map(_work, values, chunksize=max(1, len(values) // (crew * 8)))
    except BrokenProcessPool as error:
        message = "A helper process was ended from outside, probably for lack of memory. Try again with --jobs 1."
        raise SiteError(Problem("process.died", Severity.ERROR, "", message)) from error


def _start(hands: Callable[[], Callable[[Any], Any]]) -> None:
    _HANDS["hands"] = hands()


def _work(value: Any) -> Any:
    return _HANDS["hands"](value)
