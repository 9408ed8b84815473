"""What is dear to make is kept as it came out, a file each: pictures in their renditions, drawn cards.

The folder lies beside the memory and, as that, is deletable at any time: it costs time, never a right result.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from weeknotes import digest

NAME = "pictures"


def taken(folder: Path, key: str, make: Callable[[], bytes]) -> bytes:
    """The bytes kept in `folder` under `key`, else what `make` gives, kept from now on where that is possible."""
    place = folder / key
    with suppress(OSError):
        seal, mark, data = place.read_bytes().partition(b"\n")
        if mark and seal == _seal(key, data):
            return data
    data = make()
    # Other processes may be at the same: each writes aside, and the last to finish stands.
    aside = folder / f"{key}.{os.getpid()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(_seal(key, data) + b"\n" + data)
        aside.replace(place)
    return data


def _seal(key: str, data: bytes) -> bytes:
    """Vouches that a picture is whole, and is the one that was kept under its key."""
    return digest.of_bytes(key.encode() + data).encode()


def tidy(folder: Path, used: Collection[str]) -> None:
    """Remove from `folder` all that is kept under other keys than those in `used`."""
    with suppress(OSError):
        for place in folder.iterdir():
            if place.name not in used:
                place.unlink()
