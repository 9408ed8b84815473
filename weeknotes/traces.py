"""What is known of files on disk: `Stat` of one that was read, `Made` of one that was written.

And of the pages that were last laid out: a `Sheet` for each.
"""

from __future__ import annotations

from weeknotes.values import Record


class Stat(Record):
    """What vouches that a file is as it was: size in bytes, times in nanoseconds, inode.

    The time of change (ctime) is there because programs can set the time of modification as they like.
    """

    size: int
    modified: int
    changed: int
    inode: int


class Made(Record):
    """A file of the output: what it was made of, the digest of its bytes, and how it stood when written."""

    fingerprint: str
    digest: str
    size: int
    modified: int


class Sheet(Record):
    """A page as it was laid out, without what it shows: `shows` is the digest of that.

    The other parts are those of `model.Page`.
    """

    file: str
    maker: str
    template: str
    source: str
    shows: str
    bodies: tuple[str, ...]
