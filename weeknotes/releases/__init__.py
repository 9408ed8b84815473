"""Releases: complete copies of a site beside the one that is served, which is a link to one of them.

``/srv/www`` is a symbolic link to ``/srv/www.releases/release-0007``. A new release is made under a name that is
never served, then the link is exchanged in one step: rename(2) replaces it at once (POSIX.1-2017), so that a
reader meets the old site or the new one, whole, even where the program is killed.

    stand    where a site is served, and what may stand there
    copies   complete copies, made and removed
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from weeknotes.past import Wish
from weeknotes.releases import copies
from weeknotes.releases.copies import Step
from weeknotes.releases.stand import Stand, alone, keep_apart, number_of, problem, stand_at
from weeknotes.values import Record

__all__ = ["Served", "Stand", "at_work", "back", "prepare", "publish", "serve", "stand_at"]

MAKING, LEAVING = ".making-", ".leaving-"
UNFINISHED = re.compile(r"\.(?:making|leaving)-\d+")
# The disk, a quota or the limit of a file system: to a publisher all of these are one thing.
NO_STEP = Step()
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Served(Record):
    """What a place shows now: the release, the one that it showed before, and what is otherwise in it.

    `kept` are old releases that were not removed, since somebody put files of their own into them.
    """

    release: str
    before: str = ""
    step: Step = NO_STEP
    kept: tuple[str, ...] = ()


def prepare(to: Path, wish: Wish) -> Stand:
    """The stand at `to`, once it is clear that a site built as `wish` says may be served there.

    Raises UsageError where `to` holds something else than a link of this program, or lies where it must not.
    """
    keep_apart(Stand(to.absolute()), wish)
    return stand_at(to)


@contextmanager
def at_work(stand: Stand) -> Iterator[None]:
    """Nobody else builds and publishes for `stand` meanwhile. Raises SiteError while somebody does, or where the place
    cannot be written."""
    with _faults(stand), alone(stand):
        yield


def publish(built: Path, stand: Stand, keep: int) -> Served:
    """Serve what is built in the folder `built`, as `serve` does, with nobody else at work."""
    with at_work(stand):
        return serve(built, stand, keep)


def serve(built: Path, stand: Stand, keep: int) -> Served:
    """Serve the site in the output folder `built` as a new release; the newest `keep` ones stay.

    For one who is `at_work`. Where the site is as it was, nothing is done. Raises SiteError where the release cannot
    be written, or another build changes the folder meanwhile; what was served stays.
    """
    with _faults(stand), _tidied(stand):
        _clear(stand)
        found = copies.stamps(built)
        before = stand.served
        old = stand.home / before if before else None
        step = copies.step(built, old)
        if before and step.is_none:
            return Served(before, before, step)
        number = max((number_of(each) for each in stand.releases), default=0) + 1
        release = f"release-{number:04}"
        making = stand.home / f"{MAKING}{number}"
        copies.copy(built, old, step, making)
        if copies.stamps(built) != found:
            # A build by hand, or by a preview: what was copied may be half of it.
            _clear(stand)
            raise problem("changed", f"Another build wrote to {built} while it was copied. Try again when it is done.")
        making.rename(stand.home / release)
        _switch(stand, release)
        return Served(release, before, step, _prune(stand, keep))


def back(stand: Stand) -> Served:
    """Serve the release before the one that is served. Raises SiteError where there is none."""
    if not stand.home.is_dir() or not stand.served:
        raise problem("none", f"Nothing has been published to {stand.link} yet.")
    with _faults(stand), alone(stand):
        now = stand.served
        earlier = [each for each in stand.releases if number_of(each) < number_of(now)]
        if not earlier:
            raise problem("first", f"There is no release before {now}, which {stand.link} shows. It stays as it is.")
        _switch(stand, earlier[-1])
        return Served(earlier[-1], now)


def _switch(stand: Stand, release: str) -> None:
    """Let the link lead to that release, in one step."""
    aside = stand.link.with_name(f".{stand.link.name}.next")
    if aside.is_symlink():
        aside.unlink()  # left by a publication that was killed
    # Relative, so that the folder above can be moved, or mounted elsewhere.
    aside.symlink_to(f"{stand.home.name}/{release}", target_is_directory=True)
    if stand.link.is_dir() and not stand.link.is_symlink():
        stand.link.rmdir()  # an empty folder: nobody loses a site
    aside.replace(stand.link)


def _prune(stand: Stand, keep: int) -> tuple[str, ...]:
    """Remove all but the newest releases; the one served stays. Those that hold foreign files are told."""
    old = [each for each in stand.releases[: -max(keep, 1)] if each != stand.served]
    kept = tuple(each for each in old if copies.foreign(stand.home / each))
    for each in old:
        if each not in kept:
            # Out of reach first: what is half removed must never be gone back to.
            leaving = stand.home / f"{LEAVING}{number_of(each)}"
            (stand.home / each).rename(leaving)
            copies.remove(leaving)
    return kept


def _clear(stand: Stand) -> None:
    """Take away what a publication that was broken off has left."""
    for each in stand.home.iterdir():
        if UNFINISHED.fullmatch(each.name) and each.is_dir() and not each.is_symlink():
            copies.remove(each)


@contextmanager
def _tidied(stand: Stand) -> Iterator[None]:
    """What there is of a release that cannot be written goes at once: it may be what fills the disk."""
    try:
        yield
    except OSError:
        with suppress(OSError):
            _clear(stand)
        raise


@contextmanager
def _faults(stand: Stand) -> Iterator[None]:
    """Tell in words where a release cannot be written."""
    try:
        yield
    except OSError as error:
        shown = f"{stand.link} still shows {stand.served}." if stand.served else f"{stand.link} shows nothing yet."
        if error.errno in NO_ROOM:
            told = f"There is no room for a new release in {stand.home} ({error.strerror}). {shown} Make room first."
        else:
            told = f"{error.filename or stand.home} cannot be written: {error.strerror}. {shown}"
        raise problem("unwritable", told) from error
