"""How a series counts its weeks for humans: label styles and the labels they give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Style:
    """A label style: `kind` is ``iso``, ``sequence``, ``since``, ``sprint``, ``episode``, ``commencing``, ``ending`` or ``range``.

    `start` and `days` (the length of a sprint) are given where the kind needs them.
    """

    kind: str = "iso"
    start: date | None = None
    days: int = 14
