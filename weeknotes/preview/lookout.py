"""The lookout: watches a site's folder in a thread of its own, while another builds, and shows what it can at once."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Generator, Iterator, Set
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from weeknotes import watch
from weeknotes.errors import SiteError
from weeknotes.layout import Laid
from weeknotes.preview import ahead
from weeknotes.preview.board import Board
from weeknotes.preview.glimpse import Lens, glimpse, grind
from weeknotes.values import Record

TICK = 0.25  # seconds between looks at whether to stop
BREATH = 0.1  # seconds in which browsers fetch what was shown at once, before a build takes the processor
SWITCH = 0.0005  # seconds after which a busy thread lets others work
FEW = 5  # texts; of more than that nobody waits for one


class Change(Record):
    """Files that changed together; those of one `number` are built when a build began after it was told."""

    number: int
    paths: frozenset[Path]
    shown: bool = False


class Lookout:
    """Tells of changes, and puts the pages of changed texts on the board before they are built."""

    def __init__(self, ground: watch.Ground, output: Path, board: Board, tell: Callable[[str], None]) -> None:
        """`output` is the folder that builds are made into."""
        self._ground = ground
        self._output = output
        self._board = board
        self._tell = tell
        self._told: SimpleQueue[Change] = SimpleQueue()
        self._lens: Lens | None = None
        self._fault: SiteError | None = None

    @property
    def has_lens(self) -> bool:
        """Whether a site was learnt."""
        return self._lens is not None

    def learn(self, laid: Laid) -> None:
        """Show texts as a part of this site from now on."""
        if not self._lens:
            # To look through a whole large site for garbage would hold everybody up for seconds.
            gc.freeze()
        self._lens = grind(self._ground.site, laid, self._lens)
        # The first page of a kind takes long: its template has to be read.
        for entry in {each.card.kind: each for each in laid.library.entries.values()}.values():
            glimpse(self._lens, entry.card.path)

    def changes(self, stop: Event) -> Generator[Change, None, None]:
        """What changed, all together that came while the caller was busy; first nothing. Sets `stop` at the end.

        Raises SiteError where the site's folder goes away.
        """
        watching = Thread(target=self._watch, args=(stop,), daemon=True, name="lookout")
        watching.start()
        try:
            while watching.is_alive() or not self._told.empty():
                with suppress(Empty):
                    yield self._next(stop)
        finally:
            stop.set()
            watching.join()
        if self._fault:
            raise self._fault

    def _next(self, stop: Event) -> Change:
        change = self._told.get(timeout=TICK)
        if change.shown:
            stop.wait(BREATH)
        while not self._told.empty():
            more = self._told.get()
            change = Change(more.number, change.paths | more.paths)
        return change

    def _watch(self, stop: Event) -> None:
        try:
            for number, paths in enumerate(watch.changes(self._ground, stop, self._tell)):
                pages = self._glimpses(paths)
                if pages:
                    self._board.change(partial(ahead, pages=pages, number=number))
                self._told.put(Change(number, paths, bool(pages)))
        except SiteError as error:  # for the thread that builds: it has somebody to tell
            self._fault = error

    def _glimpses(self, paths: Set[Path]) -> dict[str, bytes]:
        """The pages of changed texts, by file, that are not as they are shown; none where other things changed too."""
        seen = (glimpse(lens, name) for lens, name in self._lenses(paths))
        early = self._board.showing.early
        return {file: page for file, page in filter(None, seen) if file in early or page != self._built(file)}

    def _built(self, file: str) -> bytes:
        try:
            return (self._output / file).read_bytes()
        except OSError:
            return b""

    def _lenses(self, paths: Set[Path]) -> list[tuple[Lens, str]]:
        lens = self._lens
        names = [path.relative_to(self._ground.site).as_posix() for path in sorted(paths)]
        if not lens or len(names) > FEW or any(name not in lens.entries for name in names):
            return []
        return [(lens, name) for name in names]


@contextmanager
def unhindered() -> Iterator[None]:
    """Work without the collector, which would look through the whole site again and again while it grows."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settle() -> None:
    """Throw away what the work since the last time has left, and let the collector look at nothing of that again.

    Values that are dropped later are freed all the same: a site has no part that leads back to it.
    """
    gc.collect()
    gc.freeze()


@contextmanager
def nimble() -> Iterator[None]:
    """Have threads that answer or look out wait less for the one that builds, which never waits for anything."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
