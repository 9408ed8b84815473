"""One address, asked for over the open web: what its host says of it, as an `Answer`.

Nothing is read but the head of an answer: first by HEAD (RFC 9110, 9.3.2), by GET where a host does not take that.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from time import monotonic
from urllib.parse import urldefrag, urljoin, urlsplit

from weeknotes import openweb
from weeknotes.cleanse import clean_url
from weeknotes.elsewhere.answers import Answer, Verdict
from weeknotes.errors import MeaningError
from weeknotes.openweb import Place
from weeknotes.values import Record

GONE = (404, 410)
BUSY = (429, 503)  # these may say when to come back (RFC 9110, 10.2.3)
FOR_GOOD = (301, 308)
SERVER = 500  # from here on, it is the host that is at fault
SIGN_IN = re.compile(r"\b(?:log-?in|sign-?in|sso|auth|oauth2?|consent|captcha|session)\b", re.IGNORECASE)
INDEX = re.compile(r"/(?:index|default|home)(?:\.\w+)?/?$", re.IGNORECASE)
# What is wrong with certificates, by OpenSSL's numbers (X509_verify_cert_error_string).
OTHER, NOBODY = "is for another name", "is signed by nobody"
CERTIFICATES = {10: "has run out", 62: OTHER, 64: OTHER, 18: NOBODY, 19: NOBODY}


class Manners(Record):
    """How hosts are asked: who asks (`agent`), seconds of pause between two questions to one host, and before
    a second try, seconds to wait for an answer, and for how long a host may ask to be left alone before it is
    left for another day. `rest` sleeps; `permits` says to which IP addresses a connection may be made."""

    agent: str = "weeknotes"
    pause: float = 1.0
    second_try: float = 5.0
    answer: float = 15.0
    longest_wait: float = 60.0
    redirects: int = 6
    hosts_at_once: int = 8
    rest: Callable[[float], object] = time.sleep
    permits: openweb.Permit = openweb.is_public


class Turns:
    """Whose turn it is to be asked: one question at a time for each host, with a pause before the next."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._door = Lock()
        self._locks: dict[str, Lock] = {}
        self._last: dict[str, float] = {}

    @contextmanager
    def of(self, host: str) -> Iterator[None]:
        """Ask `host` something when its turn has come."""
        with self._door:
            lock = self._locks.setdefault(host, Lock())
        with lock:
            if host in self._last:
                self._manners.rest(max(0.0, self._last[host] + self._manners.pause - monotonic()))
            try:
                yield
            finally:
                self._last[host] = monotonic()


class _Reply(Record):
    status: int
    onward: str
    wait: float


def ask(url: str, manners: Manners, turns: Turns) -> Answer:
    """What becomes of somebody who follows `url`. Raises nothing, whatever the address and its host are."""
    here, moved, is_lasting = url, url, True
    for step in range(manners.redirects + 1):
        try:
            place = openweb.place_of(here)
        except MeaningError:
            # An address may well lead on to a program: nothing can be told of that.
            return Answer(Verdict.CLOSED if step else Verdict.NO_ADDRESS)
        reply = _reply(place, manners, turns)
        if isinstance(reply, Answer):
            return reply
        if not reply.onward:
            return _judged(reply, url, moved, place)
        here = _onward(here, reply.onward)
        is_lasting = is_lasting and reply.status in FOR_GOOD
        moved = here if is_lasting else moved
    # Sites that insist on a cookie lead those without one in a circle.
    return Answer(Verdict.CLOSED, why="it leads on and on")


def _judged(reply: _Reply, url: str, moved: str, place: Place) -> Answer:
    """The answer where a host has said something of the address at last."""
    status = reply.status
    if status in GONE:
        return Answer(Verdict.GONE, status)
    if status == BUSY[0] or (status in BUSY and reply.wait):
        return Answer(Verdict.BUSY, status, host=place.host, wait=reply.wait)
    if status >= SERVER and status < 600:
        return Answer(Verdict.SILENT, status)
    # Whoever asks for a name, a payment or a browser may show readers what a program never sees.
    if not 200 <= status < 300:
        return Answer(Verdict.CLOSED, status)
    return _moved(url, clean_url(moved)) if moved != url else Answer(Verdict.THERE, status)


def _moved(url: str, moved: str) -> Answer:
    old, new = openweb.place_of(url), openweb.place_of(moved)
    if SIGN_IN.search(new.target) and not SIGN_IN.search(old.target):
        return Answer(Verdict.CLOSED, why="it asks to sign in")
    if new.target == "/" and INDEX.sub("", old.target).rstrip("/"):
        return Answer(Verdict.FRONT, onward=new.url)
    # A slash more or less is nothing to trouble anybody with.
    if old.url.rstrip("/") == new.url.rstrip("/"):
        return Answer(Verdict.THERE)
    mark = urlsplit(moved).fragment
    return Answer(Verdict.MOVED, onward=new.url + (f"#{mark}" if mark else ""))


def _onward(here: str, location: str) -> str:
    """The address that an answer leads on to; the bytes of headers are read as Latin-1, and meant as UTF-8."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(urldefrag(here)[0], location.strip())
    except ValueError:
        return location


def _reply(place: Place, manners: Manners, turns: Turns) -> _Reply | Answer:
    """What the host of `place` says, or why it says nothing."""
    try:
        reply = _asked("HEAD", place, manners, turns)
        # Some hosts know GET alone, and say so in many ways.
        return reply if reply and (reply.status < 400 or reply.status == BUSY[0]) else _again(place, manners, turns)
    except MeaningError:
        return Answer(Verdict.PRIVATE, host=place.host)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _failure(error, place)


def _again(place: Place, manners: Manners, turns: Turns) -> _Reply | Answer:
    reply = _asked("GET", place, manners, turns)
    return reply or Answer(Verdict.SILENT, why="no answer")


def _asked(method: str, place: Place, manners: Manners, turns: Turns) -> _Reply | None:
    """The head of the answer to one question; None where the host took the question and gave no answer."""
    with turns.of(place.host):
        connection = openweb.connection(place, manners.answer, manners.permits)
        try:
            connection.request(method, place.target, headers={"User-Agent": manners.agent, "Accept": "*/*"})
            answer = connection.getresponse()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
    onward = answer.getheader("Location") if answer.status in openweb.REDIRECTS else ""
    return _Reply(answer.status, onward or "", _seconds(answer.getheader("Retry-After") or ""))


def _seconds(typed: str) -> float:
    """``Retry-After`` in seconds from now: it is a number or a date (RFC 9110, 10.2.3); 0 where it is neither."""
    if typed.strip().isdecimal():
        return float(typed[:9])
    try:
        moment = parsedate_to_datetime(typed)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _failure(error: Exception, place: Place) -> Answer:
    """What an error says of a host."""
    if isinstance(error, ssl.SSLCertVerificationError):
        why = CERTIFICATES.get(error.verify_code, "")
        # Other faults can lie with the machine that asks: browsers know more than programs of who signs for whom.
        return Answer(Verdict.CERTIFICATE if why else Verdict.CLOSED, why=why, host=place.host)
    names = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
    if isinstance(error, socket.gaierror) and error.errno in names:
        return Answer(Verdict.UNKNOWN, host=place.host)
    # Names longer than the rules of names allow.
    if isinstance(error, UnicodeError):
        return Answer(Verdict.NO_ADDRESS)
    return Answer(Verdict.SILENT, why="no connection", host=place.host)
