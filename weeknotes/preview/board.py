"""The board that the thread that builds writes on, and that the server's thread reads and waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Lock

from weeknotes.preview import Showing

HEARTBEAT = 15.0  # seconds after which a silent stream says that it is still there


class Board:
    """What is shown now: the value, and who waits for another one."""

    def __init__(self, showing: Showing) -> None:
        self._lock = Lock()
        self._waiting: set[Callable[[], object]] = set()
        self.showing = showing
        self.is_open = True

    def show(self, showing: Showing) -> None:
        """Put something else up, and wake everybody who waits for that."""
        self.change(lambda _: showing)

    def change(self, turn: Callable[[Showing], Showing]) -> bool:
        """Put up what `turn` makes of what is shown, and wake everybody; whether that is something else."""
        with self._lock:
            before, self.showing = self.showing, turn(self.showing)
            if self.showing is before and self.is_open:
                return False
            waiting, self._waiting = self._waiting, set()
        for wake in waiting:
            with suppress(RuntimeError):  # the server has just ended
                wake()
        return True

    def close(self) -> None:
        """Let nobody wait any longer."""
        self.is_open = False
        self.show(self.showing)

    async def next(self, seen: Showing | None) -> Showing:
        """What is shown, as soon as that is no longer `seen`; after a while, or at the end, what is shown anyway."""
        event = asyncio.Event()
        wake = partial(asyncio.get_running_loop().call_soon_threadsafe, event.set)
        with self._lock:
            if self.showing is not seen or not self.is_open:
                return self.showing
            self._waiting.add(wake)
        with suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), HEARTBEAT)
        with self._lock:
            self._waiting.discard(wake)
        return self.showing
