"""What a look elsewhere has found, told: on a screen, as Markdown, as notices of GitHub, as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from weeknotes import github_annotations, report
from weeknotes.elsewhere import Found
from weeknotes.elsewhere.answers import Verdict
from weeknotes.elsewhere.rounds import host_of
from weeknotes.model import Account
from weeknotes.text import count_words, join_words

NAMED = 12  # hosts that one sentence names
# In the order in which they are counted, with the words for one and for several.
COUNTED: tuple[tuple[tuple[Verdict, ...], str, str], ...] = (
    ((Verdict.THERE,), "is there", "are there"),
    ((Verdict.MOVED,), "has moved", "have moved"),
    ((Verdict.GONE, Verdict.FRONT), "is gone", "are gone"),
    ((Verdict.UNKNOWN,), "has an unknown host", "have an unknown host"),
    ((Verdict.CERTIFICATE,), "has a faulty certificate", "have a faulty certificate"),
    ((Verdict.PRIVATE, Verdict.NO_ADDRESS), "cannot be followed", "cannot be followed"),
    ((Verdict.SILENT, Verdict.BUSY), "gave no answer", "gave no answer"),
    ((Verdict.CLOSED,), "cannot be told", "cannot be told"),
)
NONE = "No text leads to another site."
CUT_OFF = "No host could be reached from here, so nothing can be told. Is there a network?"
UNASKED = "There was no time left for {}. The next run begins with them."
CLOSED = (
    "What cannot be told: these hosts show programs something else than readers, or nothing. Open such a link now and "
    "then yourself: {}."
)
NEVER_STOPS = "None of this stops the site. What is to stay as it is can be let pass: see docs/checks.md."


def as_text(found: Found, width: int = 80, colour: bool = False) -> str:
    """The account for a terminal `width` columns wide."""
    words = "\n".join(_sentences(found))
    return f"{report.problems_as_text(found.problems, width, colour)}{words}\n"


def as_markdown(found: Found) -> str:
    """A job summary in GitHub's Markdown."""
    first, *more = _sentences(found)
    blocks = ["## Links to other sites", f"**{first}**", *more]
    return "\n\n".join(blocks) + f"\n\n{report.problems_as_markdown(found.problems)}"


def as_github(found: Found) -> str:
    """The problems as workflow commands of GitHub: warnings and notices, never errors; then the account in words."""
    commands = github_annotations.as_github(Account((), found.problems))
    return commands + "".join(f"{sentence}\n" for sentence in _sentences(found))


def as_json(found: Found) -> str:
    """What was found for programs: ``counts`` by verdict, ``problems``, and every address in ``links``."""
    numbers = Counter(each.verdict for each in found.answers.values())
    links = [
        {"path": each.path, "line": each.line, "url": each.typed, "verdict": _verdict(found, each.address)}
        for each in found.mentions
    ]
    problems = json.loads(report.as_json(Account((), found.problems)))["problems"]
    counts = {each.value: numbers[each] for each in Verdict}
    return json.dumps({"counts": counts, "problems": problems, "links": links}, indent=2) + "\n"


def _verdict(found: Found, address: str) -> str:
    return found.answers[address].verdict.value if address in found.answers else "not asked"


def _sentences(found: Found) -> list[str]:
    """The account in words, the sum first."""
    if not found.mentions:
        return [NONE]
    if found.is_cut_off:
        return [CUT_OFF]
    addresses = {each.address for each in found.mentions}
    left = len(addresses) - len(found.answers)
    closed = [host_of(each) for each, answer in found.answers.items() if answer.verdict is Verdict.CLOSED]
    return [
        _sum(found, len(addresses)),
        *([UNASKED.format(count_words(left, "address", "addresses"))] if left else []),
        *([CLOSED.format(_hosts(closed))] if closed else []),
        *([NEVER_STOPS] if found.problems else []),
    ]


def _sum(found: Found, number: int) -> str:
    counts = Counter(each.verdict for each in found.answers.values())
    files = len({each.path for each in found.mentions})
    parts = []
    for verdicts, one, more in COUNTED:
        if several := sum(counts[each] for each in verdicts):
            parts.append(f"{several:,} {one if several == 1 else more}")
    told = f": {join_words(parts)}" if parts else ""
    asked = f" {found.asked:,} asked now, the others in the last days." if found.asked < len(found.answers) else ""
    return f"{count_words(number, 'address', 'addresses')} in {count_words(files, 'file')}{told}.{asked}"


def _hosts(hosts: Iterable[str]) -> str:
    """The hosts with the most links first: ``linkedin.com (12), x.com (3)``."""
    counts = Counter(hosts)
    ranked = sorted(counts, key=lambda host: (-counts[host], host))
    named = [f"{host} ({counts[host]:,})" for host in ranked[:NAMED]]
    return ", ".join([*named, *([count_words(len(ranked) - NAMED, "other")] if ranked[NAMED:] else [])])
