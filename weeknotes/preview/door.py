"""The door at which the preview waits for browsers: a host and a port that nobody else has."""

from __future__ import annotations

import socket

from weeknotes.errors import UsageError

LOOPBACK = "127.0.0.1"
PORTS = range(8000, 8020)


def knock(host: str, port: int | None) -> socket.socket:
    """An open door at `host`, at this port or at the first free one. Raises UsageError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for each in (*PORTS, 0) if port is None else (port,):
        try:
            return socket.create_server((host, each), family=family)
        except OSError as error:
            reason = error.strerror
            if isinstance(error, socket.gaierror) or port is not None:
                break
    raise UsageError(f"The preview cannot be at {host}{f', port {port}' if port else ''}: {reason}.")


def address_of(door: socket.socket, host: str) -> str:
    """The address to give to a browser on this computer for a door at `host`."""
    host = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://{f'[{host}]' if ':' in host else host}:{door.getsockname()[1]}/"
