"""A static-site generator for working in the open: weeknotes and case studies.

    from weeknotes import Wish, build
    account = build(Wish(site=Path("."), output=Path("output"), now=datetime.now(UTC)))
"""

from __future__ import annotations

from importlib import import_module

# Type checkers take it for true; what it is imported from takes longer than all the rest of this.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from weeknotes.errors import MeaningError, Problem, Severity, SiteError, UsageError, WeeknotesError
    from weeknotes.model import Account, FileAccount
    from weeknotes.past import Wish
    from weeknotes.pipeline import check

__version__ = "0.1.0"
__all__ = [
    "Account",
    "FileAccount",
    "MeaningError",
    "Problem",
    "Severity",
    "SiteError",
    "UsageError",
    "WeeknotesError",
    "Wish",
    "__version__",
    "build",
    "check",
]

_HOME = {
    "Account": "model", "FileAccount": "model", "Wish": "past", "check": "pipeline",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: a command that needs none starts at once."""
    if name not in __all__:
        raise AttributeError(f"module 'weeknotes' has no attribute {name!r}")
    return getattr(import_module(f"weeknotes.{_HOME.get(name, 'errors')}"), name)


def build(wish: Wish) -> Account:
    """Make the output folder hold the site as its files say it should be; see `pipeline.build`.

    Where nothing has changed since the last build, that is found out without loading what builds sites.
    """
    account: Account | None = import_module("weeknotes.past").unchanged(wish)
    return account or import_module("weeknotes.pipeline").build(wish)
