"""What two builds differ in, in words: the command ``diff``.

    snapshot     a built site in a folder or an archive
    pages        what a page says, apart from what surrounds it
    differences  two snapshots -> what readers and subscribers would notice
    words        the same for a screen, for GitHub, for programs
"""

from __future__ import annotations

from pathlib import Path

from weeknotes.comparison import differences, snapshot
from weeknotes.comparison.differences import Change, Comparison, Files
from weeknotes.comparison.words import as_json, as_markdown, as_text, headline
from weeknotes.errors import UsageError

__all__ = ["Change", "Comparison", "Files", "as_json", "as_markdown", "as_text", "compare", "headline"]


def compare(old: Path, new: Path) -> Comparison:
    """What the site at `new` has otherwise than that at `old`: output folders, or archives of such.

    Raises UsageError where one of them is no built site, or where both are the same one.
    """
    if old.exists() and new.exists() and old.samefile(new):
        raise UsageError(f"OLD and NEW are the same: {old}. Name two builds to compare.")
    return differences.compare(snapshot.read(old), snapshot.read(new))
