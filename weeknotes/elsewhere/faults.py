"""What is wrong with links to elsewhere, in the words of writers: what their readers meet there, and what to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from weeknotes.checks import allowed
from weeknotes.elsewhere.answers import Answer, Verdict
from weeknotes.elsewhere.mentions import Mention
from weeknotes.elsewhere.rounds import host_of
from weeknotes.errors import Problem, Severity

ARCHIVE = (
    "Link to where it is now, or say in words what it was. The Internet Archive may have kept it: look at "
    "https://web.archive.org/web/{day}/{address} and link to that if it is what you mean."
)
GONE = "There is nothing at {typed} any more: its host answers {status}. " + ARCHIVE
FRONT = (
    "{typed} leads to the front page of {there} now, so what you linked to is most likely gone. " + ARCHIVE + " "
    "Where the front page is what you mean, write its own address."
)
UNKNOWN = "No host is called {host}. The name is misspelt, or its owner has given it up. " + ARCHIVE
CERTIFICATE = (
    "The certificate of {host} {why}, so browsers warn your readers not to go there. Only its owner can mend that: "
    "tell them, or link to another place."
)
MOVED = "{typed} has moved for good. Its host leads on from there, as long as it cares to. Write the new address."
PRIVATE = (
    "{host} can be reached from inside of a network alone, so readers cannot go there. Link to where they can see the "
    "same, or take the link out."
)
NO_ADDRESS = "{typed} is no address that a browser can follow, or has a name or password in it. Look at each letter."
SILENT = "{said}. That may pass: the next run asks again. Where it is told for weeks, link to another place."
# Of each fault its code, how grave it is, and what is said of it.
FAULTS = {
    Verdict.GONE: ("web.gone", Severity.WARNING, GONE),
    Verdict.FRONT: ("web.front-page", Severity.WARNING, FRONT),
    Verdict.UNKNOWN: ("web.unknown-host", Severity.WARNING, UNKNOWN),
    Verdict.CERTIFICATE: ("web.certificate", Severity.WARNING, CERTIFICATE),
    Verdict.PRIVATE: ("web.private", Severity.WARNING, PRIVATE),
    Verdict.NO_ADDRESS: ("web.no-address", Severity.WARNING, NO_ADDRESS),
    Verdict.MOVED: ("web.moved", Severity.HINT, MOVED),
    Verdict.SILENT: ("web.silent", Severity.HINT, SILENT),
    Verdict.BUSY: ("web.silent", Severity.HINT, SILENT),
}
# Signs that would end an address in Markdown, or mean something in its place.
UNSAFE = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "()*~"})
# A find that goes on with one of these is a part of another address.
BEFORE, AFTER = r"(?<![\w/%.-])", r"(?![\w/%#?=&+-]|\.\w)"

Lines = Callable[[str], Sequence[str]]


def faults(mentions: Iterable[Mention], answers: Mapping[str, Answer], lines: Lines) -> Iterator[Problem]:
    """What is wrong with these places, but for what their texts let pass; `lines` gives those of a file by its path."""
    for mention in mentions:
        answer = answers.get(mention.address)
        if answer and answer.verdict in FAULTS:
            # A line may have several links: an exception is about the address that it names.
            mine = [each for each in mention.allows if each.text.strip() == mention.typed]
            yield from allowed.silence([_fault(mention, answer, lines(mention.path))], mine)


def _fault(mention: Mention, answer: Answer, lines: Sequence[str]) -> Problem:
    code, severity, said = FAULTS[answer.verdict]
    words = {
        "typed": mention.typed,
        "status": str(answer.status),
        "day": f"{mention.day:%Y%m%d}" if mention.day else "",
        "address": mention.address,
        "host": answer.host or host_of(mention.address),
        "there": host_of(answer.onward),
        "why": answer.why,
        "said": _silence(mention, answer),
    }
    message = re.sub(r"\{(\w+)\}", lambda found: words[found[1]], said).replace("/web//", "/web/")
    found, better = _exchanged(mention, _with_fragment(answer.onward, mention.typed), lines)
    return Problem(code, severity, mention.path, message, mention.line, 0, found, better)


def _with_fragment(onward: str, typed: str) -> str:
    """The new address with the place in its page that was meant, where it names none itself."""
    _, mark, fragment = typed.partition("#")
    return onward + mark + fragment if onward and "#" not in onward else onward


def _silence(mention: Mention, answer: Answer) -> str:
    host = answer.host or host_of(mention.address)
    if answer.verdict is Verdict.BUSY:
        return f"{host} asked to be left alone for now, so nobody looked at {mention.typed}"
    if answer.status:
        return f"{host} has a fault of its own ({answer.status}) at {mention.typed}"
    return f"{host} did not answer" if answer.host else f"{host} did not answer for {mention.typed}"


def _exchanged(mention: Mention, onward: str, lines: Sequence[str]) -> tuple[str, str]:
    """What was typed, and what to write instead: the whole line, or the address where the line has another spelling."""
    better = onward.translate(UNSAFE)
    line = lines[mention.line - 1].strip() if 0 < mention.line <= len(lines) else ""
    shape = re.compile(BEFORE + re.escape(mention.typed) + AFTER)
    if not shape.search(line):
        return mention.typed, better
    return line, shape.sub(lambda _: better, line) if better else ""
