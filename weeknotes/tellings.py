"""What a build's account has to tell, in words and in order, whatever it is told on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from weeknotes.dates import read_moment
from weeknotes.errors import MeaningError, Problem, Severity
from weeknotes.facts import Cause, Exemption
from weeknotes.model import Account, FileAccount, State
from weeknotes.text import count_words, join_words
from weeknotes.values import Record, replace

GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.HINT)
NAMED = 10  # files that one sentence names
# How the day of a state is said: one comes for a day, the others wait until one.
UNTIL = {State.EMBARGOED: "until", State.HELD: "until", State.WITHDRAWN: "on"}
# Control characters and those that turn the direction of text: a terminal would obey them.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Telling(Record):
    """A problem as it is told; `more` says where else a hint holds word for word ("12 more files")."""

    problem: Problem
    more: str = ""

    @property
    def place(self) -> str:
        """How grave it is and where: ``Error, line 3``."""
        line = f", line {self.problem.line}" if self.problem.line else ""
        return f"{self.problem.severity.value.capitalize()}{line}"

    @property
    def message(self) -> str:
        """The message, with where else it holds."""
        return f"{self.problem.message} (The same in {self.more}.)" if self.more else self.problem.message


def counts(account: Account) -> dict[str, int]:
    """How many files there are, how many in each state, how many errors, warnings and hints."""
    states = Counter(each.state for each in account.files)
    faults = Counter(each.severity for each in account.problems)
    numbers = {"files": len(account.files)} | {state.value: states[state] for state in State}
    return numbers | {f"{severity.value}s": faults[severity] for severity in GRAVEST_FIRST}


def summary(account: Account) -> str:
    """All files in one sentence: ``46 files: 44 published and 2 drafts.``"""
    if not account.files:
        return "There are no files yet."
    numbers = Counter(each.state for each in account.files)
    parts = [_state_words(state, numbers[state], account) for state in State if numbers[state]]
    return f"{count_words(len(account.files), 'file')}: {join_words(parts)}."


def verdict(account: Account) -> str:
    """The last line: whether the site was written, and what is to be done first if not."""
    numbers = counts(account)
    if is_stopped(account):
        return f"Nothing was written: {count_words(numbers['errors'], 'error')} to mend first."
    end = f" {count_words(numbers['warnings'], 'warning')} to look at." if numbers["warnings"] else ""
    held = len(quarantined(account))
    fine = f"All but {count_words(held, 'file')} with a fault" if held else "Fine"
    pages = account.written + account.unchanged
    if not pages + account.removed:
        return f"{fine}: nothing {'else ' if held else ''}stands in the way of publishing.{end}"
    return f"{fine}: {count_words(pages, 'page')}, {account.written:,} written, {account.removed:,} removed.{end}"


def is_stopped(account: Account) -> bool:
    """Whether an error keeps the site from being written; those of quarantined files do not."""
    let_pass = frozenset(account.quarantined)
    return any(each.severity is Severity.ERROR and each.path not in let_pass for each in account.problems)


def quarantined(account: Account) -> list[FileAccount]:
    """The texts that are kept back for a fault while the rest is published, by path."""
    held = in_state(account, State.HELD) if account.quarantined else []
    return sorted((each for each in held if each.cause is Cause.FAULT), key=lambda each: each.path)


def warning(account: Account) -> str:
    """What must be read before all else: that files with a fault are missing from the site; else empty."""
    held = [each.path for each in quarantined(account)]
    if not held:
        return ""
    more = [count_words(len(held) - NAMED, "more file")] if held[NAMED:] else []
    are = "is" if len(held) == 1 else "are"
    kept = f"{count_words(len(held), 'file')} with a fault {are} KEPT BACK and not on the site"
    return f"{kept}: {join_words([*held[:NAMED], *more])}. Everything else is published. Mend what is told below."


def fixable(account: Account) -> list[FileAccount]:
    """The files that are not on the site and could be, if somebody did something; by path.

    Those with a fault are not among them: their problems are told anyway.
    """
    return [each for each in unpublished(account) if each.cause not in (None, Cause.FAULT, Cause.QUIET_PERIOD)]


def exemption_words(exemption: Exemption) -> str:
    """``phone-number lets “020 7946 0000” pass: our help line``."""
    if exemption.what == "quiet period":
        return f"appears in a quiet period ({exemption.text}) by decision of {exemption.by}: {exemption.reason}"
    text = f" “{exemption.text}”" if exemption.text else ""
    return f"{exemption.what}{text} is let pass: {exemption.reason}"


def shown(text: str) -> str:
    """`text` without what a terminal would obey or cannot write; each such character as ``�``."""
    return UNSEEN.sub("\ufffd", text)


def in_state(account: Account, *states: State) -> list[FileAccount]:
    """The files in these states: the soonest first where they have a date, else by path."""
    chosen = [each for each in account.files if each.state in states]
    return sorted(chosen, key=lambda each: (_moment(each.when), each.path))


def unpublished(account: Account) -> list[FileAccount]:
    """The files that are not on the site, by path."""
    chosen = [each for each in account.files if each.state is not State.PUBLISHED]
    return sorted(chosen, key=lambda each: each.path)


def fate(account: FileAccount) -> str:
    """What became of a file: ``scheduled for Friday 4 December 2026``; ``held: it has a fault``."""
    when = f" {UNTIL.get(account.state, 'for')} {account.when}" if account.when else ""
    # What to type stands in the reason of all causes but this one.
    line = f": {account.fix}" if account.cause is Cause.SIGN_OFF and account.fix else ""
    words = f"{account.state.value}{when}" + (f": {account.reason}{line}" if account.reason else "")
    return f"{words}; it appears {account.appears}" if account.appears else words


def gravest_first(problems: Iterable[Problem]) -> list[Problem]:
    """Errors, then warnings, then hints; each by file and line."""
    return sorted(problems, key=lambda each: (_gravity(each), each.rank))


def tell(problems: Iterable[Problem]) -> list[Telling]:
    """All problems file by file: the worst files first, in each the gravest problem first.

    Hints that are the same word for word are told once, for the first file that has them.
    """
    groups: dict[Problem, list[Problem]] = {}
    worst: dict[str, int] = {}
    for problem in gravest_first(problems):
        groups.setdefault(_wording(problem), []).append(problem)
        worst.setdefault(problem.path, _gravity(problem))
    tellings = [Telling(first, _elsewhere(first, others)) for first, *others in groups.values()]
    return sorted(tellings, key=lambda each: (worst[each.problem.path], each.problem.path))


def _state_words(state: State, number: int, account: Account) -> str:
    if state is State.DRAFT:
        return count_words(number, "draft")
    if state is State.SCHEDULED and (when := in_state(account, state)[0].when):
        # "Friday 4 December 2026, in 3 days": the sentence has commas enough.
        first = when.partition(",")[0]
        return f"{number:,} scheduled {'for' if number == 1 else '(the first for'} {first}" + ")" * (number > 1)
    return f"{number:,} {state.value}"


def _moment(when: str) -> datetime:
    """The moment that the words begin with; the end of time where they name none."""
    try:
        return read_moment(when.partition(",")[0], ZoneInfo("UTC"))[0]
    except MeaningError:
        return datetime.max.replace(tzinfo=UTC)


def _gravity(problem: Problem) -> int:
    return GRAVEST_FIRST.index(problem.severity)


def _wording(problem: Problem) -> Problem:
    """What hints must share to be told once; an error or a warning is always told by itself."""
    return replace(problem, path="", line=0, column=0) if problem.severity is Severity.HINT else problem


def _elsewhere(first: Problem, others: list[Problem]) -> str:
    if not others:
        return ""
    files = {each.path for each in others} - {first.path}
    return count_words(len(others), "more file" if len(files) == len(others) else "more place")
