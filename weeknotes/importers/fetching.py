"""Fetching a picture of the old site: slowly enough to give up, and only from hosts of the open web."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from time import monotonic
from urllib.parse import urljoin

from weeknotes import openweb
from weeknotes.errors import MeaningError
from weeknotes.values import Record

AGENT = "weeknotes-import"


class SilenceError(MeaningError):
    """A host that says nothing, or does not come to an end: others of its pictures will not be had either."""


class Limits(Record):
    """How much may be spent on one file: bytes, seconds for each answer and in all, redirects.

    `permits` says to which IP addresses a connection may be made.
    """

    size: int = 30 * 1024 * 1024
    answer: float = 15.0
    whole: float = 60.0
    redirects: int = 5
    permits: openweb.Permit = openweb.is_public


def fetch(url: str, limits: Limits | None = None) -> bytes:
    """The bytes at `url`. Raises MeaningError, with why, where they cannot be had; SilenceError if nobody answers."""
    limits = limits or Limits()
    end = monotonic() + limits.whole
    for _ in range(limits.redirects + 1):
        try:
            data, onward = _once(url, limits, end)
        except MeaningError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            if monotonic() >= end:
                raise SilenceError("it took too long") from error
            raise _told(error) from error
        if not onward:
            return data
        url = urljoin(url, onward)
    raise MeaningError("it leads on and on to other addresses")


def _told(error: Exception) -> MeaningError:
    """Why a picture could not be fetched, in words."""
    if isinstance(error, socket.gaierror):
        return SilenceError("it could not be fetched: its host is not known any more")
    if isinstance(error, ssl.SSLError):
        return SilenceError("it could not be fetched: its host cannot prove who it is (its certificate is not valid)")
    if isinstance(error, OSError):
        return SilenceError("it could not be fetched: its host does not answer")
    return MeaningError("it could not be fetched: its host answered with something that nobody understands")


def _once(url: str, limits: Limits, end: float) -> tuple[bytes, str]:
    """The bytes at an address, or the address that it leads on to."""
    place = openweb.place_of(url)
    connection = openweb.connection(place, limits.answer, limits.permits)
    with _until(end, connection):
        connection.request("GET", place.target, headers={"User-Agent": AGENT, "Accept": "image/*,*/*;q=0.5"})
        answer = connection.getresponse()
        if answer.status in openweb.REDIRECTS and answer.getheader("Location"):
            return b"", str(answer.getheader("Location"))
        if answer.status != 200:
            raise MeaningError(f"its host answered with {answer.status}")
        return _body(answer, limits, end), ""


@contextmanager
def _until(end: float, connection: http.client.HTTPConnection) -> Iterator[None]:
    """Let go of a connection at its end or at the moment `end`: a host may send a letter a minute for ever."""
    timer = Timer(max(0.0, end - monotonic()), _hang_up, (connection.sock,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _body(answer: http.client.HTTPResponse, limits: Limits, end: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(65536):
        pieces.append(piece)
        size += len(piece)
        if size > limits.size:
            raise MeaningError(f"it is larger than {limits.size // 1024 // 1024} MB")
    if monotonic() >= end:
        raise SilenceError("it took too long")
    # What a host said of the length of its answer, less what came of it.
    if answer.length:
        raise MeaningError("it broke off in the middle")
    return b"".join(pieces)
