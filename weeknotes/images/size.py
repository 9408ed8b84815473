"""How large a picture is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels, as the picture is seen."""

    width: int
    height: int
