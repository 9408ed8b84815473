"""A function over many values: in this process, or spread over several."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from threading import active_count
from typing import TYPE_CHECKING, Any, TypeVar

from weeknotes.errors import Problem, Severity, SiteError

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

Given = TypeVar("Given")
Made = TypeVar("Made")

WORTH_IT = 100  # below so many values a process costs more time than it saves
CHUNKS = 16  # pieces of work for each process: many enough that none waits long for the others
# Values after which others take over: what a library never gives back (cmarkgfm the tree of each text) ends with them.
SHIFT = 5000
# What a helper process works with: handed over once when it starts, since it is dear to make or to send.
_HANDS: dict[str, Any] = {}


def spread(
    hands: Callable[[], Callable[[Given], Made]], values: Sequence[Given], jobs: int = 0, weight: int = 0
) -> Iterator[Made]:
    """The function that `hands` gives, of each of `values`, in their order, over `jobs` processes.

    `jobs` of 0 means one a core. `weight` is how many usual values they are worth, where some are dearer.
    `hands` (called once a process) and the values must be picklable; the results are the same for any
    number of jobs. Raises SiteError where a process is ended from outside.
    """
    crew = min(jobs or os.cpu_count() or 1, max(weight, len(values)) // WORTH_IT, len(values))
    if crew <= 1:
        yield from map(hands(), values)
        return
    size = ceil(len(values) / ceil(len(values) / SHIFT))
    for start in range(0, len(values), size):
        yield from _shift(hands, values[start : start + size], crew)


def _shift(hands: Callable[[], Callable[[Given], Made]], values: Sequence[Given], crew: int) -> Iterator[Made]:
    # Most builds change a few pages, and need none of this.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(crew, _context(), _start, (hands, values)) as pool:
            with _undisturbed():
                made = pool.map(_work, range(len(values)), chunksize=max(1, len(values) // (crew * CHUNKS)))
            yield from made
    except BrokenProcessPool as error:
        message = "A helper process was ended from outside, probably for lack of memory. Try again with --jobs 1."
        raise SiteError(Problem("process.died", Severity.ERROR, "", message)) from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off Ctrl-C while processes begin, and for good in these: one that dies with a lock leaves all waiting."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> BaseContext:
    """Where it is safe, processes that share what this one has in memory, so that nothing needs to be sent."""
    from multiprocessing import get_all_start_methods, get_context

    is_alone = active_count() == 1  # a fork copies the locks of other threads, but not the threads
    return get_context("fork" if is_alone and "fork" in get_all_start_methods() else "spawn")


def _start(hands: Callable[[], Callable[[Any], Any]], values: Sequence[Any]) -> None:
    # What a helper makes is thrown away page by page; what it was born with is none of the collector's business.
    gc.freeze()
    gc.enable()
    _HANDS.update(hands=hands(), values=values)


def _work(number: int) -> Any:
    return _HANDS["hands"](_HANDS["values"][number])
