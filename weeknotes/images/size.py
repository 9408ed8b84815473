"""How large a picture is."""

from __future__ import annotations

from weeknotes.values import Record


class Size(Record):
    """Width and height in pixels, as the picture is seen."""

    width: int
    height: int
