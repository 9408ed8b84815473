"""A host of the web for tests: each of its addresses answers as its path says, and what was asked is noted."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from weeknotes.elsewhere.asking import Manners

CERTIFICATES = Path(__file__).parent / "certificates"


class Answering(BaseHTTPRequestHandler):
    """``/404`` answers 404; ``/301/there`` leads on to ``/there``; ``/get-200`` knows no HEAD; ``/hang`` is silent."""

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        far = self.server.far
        with far.door:
            far.asked.append((self.command, self.path))
            far.agents.add(self.headers["User-Agent"])
            far.hosts.add(self.headers["Host"])
            far.at_once += 1
            far.most_at_once = max(far.most_at_once, far.at_once)
        far.patience.wait(far.slowness)
        with far.door:
            # Before the answer goes out: whoever has it may ask the next thing at once.
            far.at_once -= 1
        self.say(far, *self.path.strip("/").partition("/")[::2])

    def say(self, far, first, rest):
        if first == "hang" or (first == "hang-head" and self.command == "HEAD"):
            far.patience.wait(30)
            return
        # An ill host is asked twice at once, by HEAD and by GET.
        times = sum(path == self.path for _, path in far.asked)
        if first in ("once-busy", "once-ill"):
            first = {"once-busy": "429", "once-ill": "500"}[first] if times <= (2 if "ill" in first else 1) else "200"
        if self.path in far.leads:
            first, _, rest = far.leads[self.path].partition(" ")
        if first.startswith("get-"):
            first = first.removeprefix("get-") if self.command == "GET" else "405"
        status = int(first) if first.isdecimal() else 200
        self.send_response(status)
        if status in (301, 302, 303, 307, 308) and rest:
            self.send_header("Location", rest if "//" in rest or rest.startswith("/") else f"/{rest}")
        if far.retry_after:
            self.send_header("Retry-After", far.retry_after)
        self.end_headers()

    def log_message(self, *words):
        pass


class Far:
    """The host, with what it was asked: methods and paths in `asked`. A path in `leads` answers as told there:
    ``301 /there``."""

    def __init__(self, server: ThreadingHTTPServer, scheme: str) -> None:
        self.port = server.server_port
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        self.door = threading.Lock()
        self.patience = threading.Event()
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.hosts: set[str] = set()
        self.at_once = self.most_at_once = 0
        self.retry_after = ""
        self.slowness = 0.0
        self.leads: dict[str, str] = {}

    def at(self, path: str) -> str:
        return self.url + path


@contextmanager
def far(certificate: str = "") -> Iterator[Far]:
    """A host on this machine until the end; with a `certificate` it speaks HTTPS."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.far = Far(server, "https" if certificate else "http")
        server.handle_error = lambda *_: None  # a client that does not trust it goes away in the middle
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.far
        finally:
            server.far.patience.set()
            server.shutdown()
            thread.join()


def manners(**changed) -> Manners:
    """Manners for hosts on this machine, which need no rest."""
    ours = {"pause": 0.0, "second_try": 0.0, "answer": 20.0, "rest": lambda _: None}
    return Manners(**{"permits": lambda address: address.startswith("127."), **ours, **changed})
