"""Pictures: how large they are, copies fit to be published, and what the originals tell of people.

A photograph tells where and when it was taken and on whose telephone; none of it may be published. A
drawing (SVG) is rebuilt from a list of what it may hold. The package stands for one module: nothing else may
import Pillow.

    opening     bytes to a picture, or words why it is none
    drawings    SVG
    copies      measuring, and copies that are upright, narrow and silent
    renditions  the same in several widths
    encoding    writing a picture
    emblems     cards and icons drawn from words
    lettering   the words in them
    metadata    what a picture tells besides what it shows
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weeknotes.images.copies import ENDINGS, WIDEST, clean, measure
    from weeknotes.images.emblems import card, icon
    from weeknotes.images.metadata import Trace, is_nobody, traces
    from weeknotes.images.renditions import rendition, survey
    from weeknotes.images.size import Size

__all__ = [
    "ENDINGS",
    "WIDEST",
    "Size",
    "Trace",
    "card",
    "clean",
    "icon",
    "is_nobody",
    "measure",
    "rendition",
    "survey",
    "traces",
]

_HOME = {
    **dict.fromkeys(("ENDINGS", "WIDEST", "clean", "measure"), "copies"),
    **dict.fromkeys(("card", "icon"), "emblems"),
    **dict.fromkeys(("Trace", "is_nobody", "traces"), "metadata"),
    **dict.fromkeys(("rendition", "survey"), "renditions"),
    "Size": "size",
}


def __getattr__(name: str) -> Any:
    """What the package offers, loaded with Pillow when it is first asked for: most builds make no picture."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
