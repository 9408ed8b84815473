"""The site as published before (``--previous``): its ``site.json``, fetched from its address or read from a file."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from pathlib import Path
from time import monotonic, time_ns

from weeknotes import __version__
from weeknotes import ledger as ledgers
from weeknotes.errors import MeaningError, Problem, Severity, SiteError

NAME = "site.json"
KEPT = "previous.json"  # beside the memory of builds: what was fetched last
PATIENCE = 15  # seconds for an answer
LONGEST = 60  # seconds until all of it must have come
TRIES = 3  # a host that is busy at one moment may answer at the next
PORTION = 64 * 1024  # bytes
LARGEST = 64 * 1024 * 1024  # bytes; some hundred thousand entries
GONE = (404, 410)  # answers that nothing was published here yet (RFC 9110, 15.5.5 and 15.5.11)
FIRST = "That is right for a site that is published for the first time."
SERVER = 500  # from here on, it is the host that is at fault


def ledger(where: str, hidden: Path) -> tuple[bytes, str]:
    """The bytes of the ``site.json`` at `where` (a URL, a file or a folder), and what is to be said of it.

    What a network gives is kept in the folder `hidden` for the day on which it gives nothing, or something else. Where
    there never was such a file the bytes are empty, which is right for a site that is published for the first time.
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
        data = _patiently(url)
    except urllib.error.HTTPError as error:
        if error.code in GONE:
            return _instead(kept, f"There is no {url}.", FIRST)
        return _instead(kept, f"{url} could not be fetched (its host says {error.code}).")
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        why = getattr(reason, "strerror", None) or reason or "no answer"
        return _instead(kept, f"{url} could not be fetched ({why}).")
    if not _is_json(data):
        return _instead(kept, f"{url} could not be fetched: its host answers with a page instead.")
    try:
        ledgers.read(data)
    except MeaningError:
        # Half an account is worse than none: without another one, the build is to stop over it.
        old, told = _instead(kept, f"{url} is damaged, or of another site.")
        return (old, told) if old else (data, "")
    _keep(kept, data)
    return data, ""


def _is_json(data: bytes) -> bool:
    """Whether this is meant as JSON: hosts answer with a page of their own where there is nothing."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def _patiently(url: str) -> bytes:
    """The bytes at `url`, asked for again where the host fails to answer."""
    for _ in range(TRIES - 1):
        try:
            return _get(url)
        except urllib.error.HTTPError as error:
            if error.code < SERVER:
                raise
        except (TimeoutError, ConnectionError, http.client.HTTPException):
            continue
    return _get(url)


def _get(url: str) -> bytes:
    # An address that nobody has asked for: networks in front of a host keep answers, and an account from before
    # the last publication would not tell what that one promised.
    headers = {"User-Agent": f"weeknotes/{__version__}", "Cache-Control": "no-cache"}
    request = urllib.request.Request(f"{url}?{time_ns()}", headers=headers)  # noqa: S310 - http alone
    until = monotonic() + LONGEST
    data = bytearray()
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        while portion := answer.read1(PORTION):
            data += portion
            if len(data) > LARGEST:
                raise ValueError("it is too large to be one")
            if monotonic() > until:
                raise ValueError("it comes too slowly")
        if answer.length:
            raise ConnectionError("it broke off")
    return bytes(data)


def _instead(kept: Path, told: str, otherwise: str = "") -> tuple[bytes, str]:
    """What was fetched the last time, where it was."""
    try:
        return kept.read_bytes(), f"{told} What was fetched the last time is used."
    except OSError:
        return b"", f"{told} So no address is compared with what was published before. {otherwise}".rstrip()


def _keep(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.write_bytes(data)
        aside.replace(path)
    except OSError:
        return  # a folder that may not be written: nothing but a precaution is lost
