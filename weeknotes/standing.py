"""The site that stands: its ``site.json`` fetched from where it is published, or read from a file."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from pathlib import Path

from weeknotes import __version__
from weeknotes.errors import Problem, Severity, SiteError

NAME = "site.json"
KEPT = "previous.json"  # beside the memory of builds: what was fetched last
PATIENCE = 15  # seconds for an answer
LARGEST = 64 * 1024 * 1024  # bytes; some hundred thousand entries
GONE = (404, 410)


def ledger(where: str, hidden: Path) -> tuple[bytes, str]:
    """The bytes of the ``site.json`` at `where` (a URL, a file or a folder), and what is to be said of it.

    What a network gives is kept in the folder `hidden` for the day on which it gives nothing. Where there is
    no such file the bytes are empty, which is right for a site that is published for the first time.
    Raises SiteError where a file is there and cannot be read.
    """
    if where.lower().startswith(("http://", "https://")):
        return _fetched(where if where.endswith(".json") else f"{where.rstrip('/')}/{NAME}", hidden / KEPT)
    path = Path(where) / NAME if Path(where).is_dir() else Path(where)
    if not path.is_file():
        return b"", f"There is no file {path}, so no address is compared with what was published before."
    try:
        return path.read_bytes(), ""
    except OSError as error:
        message = f"The file {path} cannot be read: {error.strerror}."
        raise SiteError(Problem("ledger.unreadable", Severity.ERROR, "", message)) from error


def _fetched(url: str, kept: Path) -> tuple[bytes, str]:
    try:
        data = _get(url)
    except urllib.error.HTTPError as error:
        if error.code in GONE:
            first = "That is right for a site that is published for the first time."
            return b"", f"There is no {url}, so no address is compared with what was published before. {first}"
        return _instead(url, kept, f"its host says {error.code}")
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        return _instead(url, kept, str(getattr(reason, "strerror", None) or reason or "no answer"))
    _keep(kept, data)
    return data, ""


def _get(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"User-Agent": f"weeknotes/{__version__}"})  # noqa: S310 - http alone
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        data: bytes = answer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError("it is too large to be one")
    return data


def _instead(url: str, kept: Path, why: str) -> tuple[bytes, str]:
    """What was fetched the last time, where it was."""
    told = f"{url} could not be fetched ({why})."
    try:
        return kept.read_bytes(), f"{told} What was fetched the last time is used."
    except OSError:
        return b"", f"{told} Addresses are not compared with what was published before."


def _keep(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.write_bytes(data)
        aside.replace(path)
    except OSError:
        return  # a folder that may not be written: nothing but a precaution is lost
