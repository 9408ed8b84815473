"""Which requests the preview refuses: those of other sites' pages, for places outside, and oversized ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_address

LONGEST = 2000  # characters of a path, far beyond any address of a site
LARGEST_HEAD = 16 * 1024  # bytes of a request's line and headers
METHODS = ("GET", "HEAD")
HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:@/\[\]]+))(?::\d{1,5})?", re.IGNORECASE)
# What the output folder keeps for itself.
KEPT = ".weeknotes"


def refuse(method: str, path: str, headers: Mapping[str, str], bound: str) -> tuple[int, str] | None:
    """Status and words of a refusal, or None for a request to answer.

    `path` is decoded once, `headers` have lower-case names, `bound` is the host that the server listens on.
    """
    if not is_own_host(headers.get("host", ""), bound):
        return 421, "The preview answers only to its own address. Use the one that it printed when it started."
    if method not in METHODS:
        return 405, "The preview only shows pages; nothing can be sent to it."
    if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
        return 413, "The preview takes no data."
    if sum(map(len, (*headers.keys(), *headers.values()))) > LARGEST_HEAD:
        return 431, "This request says too much."
    if len(path) > LONGEST:
        return 414, "This address is too long."
    if steps(path) is None:
        return 404, "There is no such address."
    return None


def is_own_host(header: str, bound: str) -> bool:
    """Whether the ``Host`` of a request is this server.

    A page of another site can let its own name lead here (DNS rebinding) and would then be allowed to read what
    we answer: so names count only if they can be nobody else's. An IP address is no name.
    """
    match = HOST.fullmatch(header)
    if not match:
        return False
    host = (match[1] or match[2]).lower().rstrip(".")
    if host == "localhost" or host.endswith(".localhost") or host == bound.lower():
        return True
    return is_loopback(host) or (not is_loopback(bound) and _is_address(host))


def is_loopback(host: str) -> bool:
    """Whether only programs of this computer reach `host`."""
    return host.lower() == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def steps(path: str) -> tuple[str, ...] | None:
    """The folders and the file that a path leads through, from the output folder; None for one that strays.

    A path that ends with a slash ends with an empty step.
    """
    first, *rest = path.split("/")
    if first or not rest or not all(rest[:-1]) or not path.isprintable():
        return None
    # A colon or a backslash would lead elsewhere on Windows.
    if any(each in (".", "..") or each.startswith(KEPT) or set(each) & {"\\", ":"} for each in rest):
        return None
    return tuple(rest)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
