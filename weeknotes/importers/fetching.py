"""Fetching a picture of the old site: slowly enough to give up, and never from inside our own network.

The name of a host is looked up here, every address it has must be a public one, and the connection goes to
that very address: what a name means may change between two questions. The same holds after each redirect.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit

from weeknotes.errors import MeaningError

SCHEMES = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
SAFE = "/%:@!$&'()*+,;=~-._"
AGENT = "weeknotes-import"
# IPv6 addresses that hold an IPv4 one (RFC 6052, RFC 3056): what they lead to counts.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class SilenceError(MeaningError):
    """A host that says nothing, or does not come to an end: others of its pictures will not be had either."""


def is_public(typed: str) -> bool:
    """Whether an IP address is one that everybody can reach: no loopback, private, link-local or reserved one."""
    address: Address = ipaddress.ip_address(typed.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        number = int(address)
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if address in NAT64:
            return is_public(str(ipaddress.IPv4Address(number & 0xFFFFFFFF)))
        if address in SIX_TO_FOUR:
            return is_public(str(ipaddress.IPv4Address(number >> 80 & 0xFFFFFFFF)))
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be spent on one file: bytes, seconds for each answer and in all, redirects.

    `permits` says to which IP addresses a connection may be made.
    """

    size: int = 30 * 1024 * 1024
    answer: float = 15.0
    whole: float = 60.0
    redirects: int = 5
    permits: Callable[[str], bool] = is_public


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
    parts = urlsplit(url)
    # A name and password in an address are a way to hide another host.
    if parts.scheme not in SCHEMES or not parts.hostname or parts.username:
        raise MeaningError("its address is none of the open web")
    port = parts.port or SCHEMES[parts.scheme]
    connection = _connection(parts.scheme, parts.hostname, port, limits)
    with _until(end, connection):
        # What is encoded already stays: the percent sign is safe.
        path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept": "image/*,*/*;q=0.5"})
        answer = connection.getresponse()
        if answer.status in REDIRECTS and answer.getheader("Location"):
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


def _connection(scheme: str, host: str, port: int, limits: Limits) -> http.client.HTTPConnection:
    """A connection to an address of `host` that may be asked, open already."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    # One private address among them is enough: nobody knows which one the next question would give.
    if not found or not all(limits.permits(each) for each in found):
        raise MeaningError("its host is not on the open web")
    # To the address that was looked at, under the name that was asked for.
    raw = socket.create_connection((found[0], port), timeout=limits.answer)
    connection = http.client.HTTPConnection(host, port, timeout=limits.answer)
    connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if scheme == "https" else raw
    return connection


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
