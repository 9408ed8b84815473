"""Pictures of the site: what is known of a file, the copies that are made of it, and what a page shows."""

from __future__ import annotations

from weeknotes.values import Record


class Rendition(Record):
    """One of the further copies of a picture: where it is in the site, how wide in pixels, in which `form`.

    ``avif`` and ``jpeg`` show the same as the picture itself; ``still`` is one that moves, standing still.
    """

    address: str
    width: int
    form: str


class Survey(Record):
    """What a file of a picture gives: the width and height of its copy in pixels, and its renditions without addresses
    as pairs of form and width."""

    width: int
    height: int
    steps: tuple[tuple[str, int], ...] = ()


class Shot(Record):
    """A picture ready to be shown: where it is in the site, and how large in pixels."""

    address: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    renditions: tuple[Rendition, ...] = ()
