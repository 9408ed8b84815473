"""The open web: connections to hosts that everybody can reach, and to no others.

The name of a host is looked up here, every address it has must be a public one, and the connection goes to
those very addresses: what a name means may change between two questions.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
from collections.abc import Callable
from unicodedata import normalize
from urllib.parse import quote, urlsplit

from weeknotes.errors import MeaningError
from weeknotes.values import Record

SCHEMES = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
# What is encoded already stays: the percent sign is safe.
SAFE = "/%:@!$&'()*+,;=~-._"
LABEL = re.compile(r"[a-z0-9_-]{1,63}")
DOTS = re.compile("[.\u3002\uff0e\uff61]")  # the full stops of other scripts end a label too (UTS 46, 2.3)
TRIED = 3  # addresses of one host: where the first does not answer, another one may
# IPv6 addresses that hold an IPv4 one (RFC 6052, RFC 3056): what they lead to counts.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Permit = Callable[[str], bool]


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


class Place(Record):
    """What a URL names: a host (in ASCII, without the brackets of IPv6), and the `target` to ask it for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The URL as it is asked for: without a fragment, encoded, in its one spelling."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == SCHEMES[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def place_of(url: str) -> Place:
    """What `url` names. Raises MeaningError for what is no address of the open web, whatever it holds."""
    try:
        parts = urlsplit(url.strip())
        # A name and password in an address are a way to hide another host.
        if parts.scheme not in SCHEMES or not parts.hostname or parts.username is not None:
            raise ValueError
        port = parts.port if parts.port is not None else SCHEMES[parts.scheme]
        asked = f"?{quote(parts.query, safe=SAFE + '?')}" if parts.query else ""
        return Place(parts.scheme, _in_ascii(parts.hostname), port, quote(parts.path or "/", safe=SAFE) + asked)
    except ValueError:
        raise MeaningError("its address is none of the open web") from None


def _in_ascii(host: str) -> str:
    """The name of a host as it is asked for, as browsers write it (UTS 46). Raises ValueError where none can be so."""
    if ":" in host:
        return str(ipaddress.IPv6Address(host.partition("%")[0]))
    labels = [_label(each) for each in DOTS.split(normalize("NFKC", host.lower()).removesuffix("."))]
    if not all(LABEL.fullmatch(each) for each in labels):
        raise ValueError(host)
    return ".".join(labels)


def _label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def connection(place: Place, patience: float, permits: Permit = is_public) -> http.client.HTTPConnection:
    """An open connection to the host of `place`; `patience` is in seconds for each of its answers.

    `permits` says to which IP addresses a connection may be made. Raises MeaningError where the host has another
    one, OSError (with its kinds for names and certificates) where there is no connection to be had.
    """
    found = [str(each[4][0]) for each in socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)]
    # One private address among them is enough: nobody knows which one the next question would give.
    if not found or not all(permits(each) for each in found):
        raise MeaningError("its host is not on the open web")
    raw = _plugged(found[:TRIED], place.port, patience)
    if place.scheme == "http":
        plain = http.client.HTTPConnection(place.host, place.port, timeout=patience)
        plain.sock = raw
        return plain
    context = ssl.create_default_context()
    secure = http.client.HTTPSConnection(place.host, place.port, timeout=patience, context=context)
    try:
        # To the address that was looked at, under the name that was asked for.
        secure.sock = context.wrap_socket(raw, server_hostname=place.host)
    except BaseException:
        raw.close()
        raise
    return secure


def _plugged(addresses: list[str], port: int, patience: float) -> socket.socket:
    """A connection to the first of `addresses` that takes one: not every network has both kinds of them."""
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), timeout=patience)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), timeout=patience)
