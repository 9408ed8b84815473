"""What is dear to make is kept as it came out, a file each: pictures in their renditions, drawn cards.

The folder lies beside the memory and, as that, is deletable at any time: it costs time, never a right result.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

NAME = "pictures"


def taken(folder: Path, key: str, make: Callable[[], bytes]) -> bytes:
    """The bytes kept in `folder` under `key`, else what `make` gives, kept from now on where that is possible."""
    place = folder / key
    with suppress(OSError):
        return place.read_bytes()
    data = make()
    # Other processes may be at the same: each writes aside, and the last to finish stands.
    aside = folder / f"{key}.{os.getpid()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        aside.replace(place)
    return data


def tidy(folder: Path, used: Collection[str]) -> None:
    """Remove from `folder` all that is kept under other keys than those in `used`."""
    with suppress(OSError):
        for place in folder.iterdir():
            if place.name not in used:
                place.unlink()
