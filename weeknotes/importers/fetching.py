"""Fetching a picture of the old site: slowly enough to give up, and only from hosts of the open web."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin

from weeknotes import openweb
from weeknotes.errors import MeaningError

AGENT = "weeknotes-import"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be spent on one file: bytes, seconds for each answer and in all, redirects.

    `permits` says to which IP addresses a connection may be made.
    """

    size: int = 30 * 1024 * 1024
    answer: float = 15.0
    whole: float = 60.0
    redirects: int = 5
    permits: openweb.Permit = openweb.is_public


def fetch(url: str, limits: Limits | None = None) -> bytes:
    """The bytes at `url`. Raises MeaningError, with why, where they cannot be had."""
    limits = limits or Limits()
    end = monotonic() + limits.whole
    for _ in range(limits.redirects + 1):
        try:
            data, onward = _once(url, limits, end)
        except MeaningError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise MeaningError(f"it could not be fetched ({type(error).__name__})") from error
        if not onward:
            return data
        url = urljoin(url, onward)
    raise MeaningError("it leads on and on to other addresses")


def _once(url: str, limits: Limits, end: float) -> tuple[bytes, str]:
    """The bytes at an address, or the address that it leads on to."""
    place = openweb.place_of(url)
    connection = openweb.connection(place, limits.answer, limits.permits)
    try:
        connection.request("GET", place.target, headers={"User-Agent": AGENT, "Accept": "image/*,*/*;q=0.5"})
        answer = connection.getresponse()
        if answer.status in openweb.REDIRECTS and answer.getheader("Location"):
            return b"", str(answer.getheader("Location"))
        if answer.status != 200:
            raise MeaningError(f"its host answered with {answer.status}")
        return _body(answer, limits, end), ""
    finally:
        connection.close()


def _body(answer: http.client.HTTPResponse, limits: Limits, end: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(65536):
        pieces.append(piece)
        size += len(piece)
        if size > limits.size:
            raise MeaningError(f"it is larger than {limits.size // 1024 // 1024} MB")
        if monotonic() > end:
            raise MeaningError("it took too long")
    return b"".join(pieces)
