"""A static-site generator for working in the open: weeknotes and case studies.

    from weeknotes import Wish, build
    account = build(Wish(site=Path("."), output=Path("output"), now=datetime.now(UTC)))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weeknotes.errors import MeaningError, Problem, Severity, SiteError, UsageError, WeeknotesError
    from weeknotes.model import Account, FileAccount
    from weeknotes.pipeline import build, check
    from weeknotes.workshop import Wish

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
    "Account": "model", "FileAccount": "model", "Wish": "workshop", "build": "pipeline", "check": "pipeline",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: a command that needs none starts at once."""
    if name not in __all__:
        raise AttributeError(f"module 'weeknotes' has no attribute {name!r}")
    return getattr(import_module(f"weeknotes.{_HOME.get(name, 'errors')}"), name)
