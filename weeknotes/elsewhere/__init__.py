"""Links to elsewhere: whether what the texts of a site lead to is still there. It never stops a publication.

mentions    where texts lead elsewhere        asking    one address, asked for over the open web
answers     what hosts said, kept for days    rounds    all addresses, politely and in turn
faults      what is wrong, in writers' words  tidings   what is told, on a screen and on GitHub
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from weeknotes import __version__, gravity, matter, sources
from weeknotes.config import Config
from weeknotes.elsewhere import answers as answering
from weeknotes.elsewhere.answers import Answer, Kept, Verdict
from weeknotes.elsewhere.asking import Manners
from weeknotes.elsewhere.faults import faults
from weeknotes.elsewhere.mentions import Mention, asked_address, gather
from weeknotes.elsewhere.rounds import Listener, ask_all, host_of
from weeknotes.errors import Problem
from weeknotes.past import HIDDEN, Wish
from weeknotes.values import Record, replace
from weeknotes.visit import visit

__all__ = ["Found", "Looking", "Manners", "look"]

NEVER = datetime.min.replace(tzinfo=UTC)
POLITE = Manners()
OUT_OF_REACH = (Verdict.UNKNOWN, Verdict.SILENT)
UNTRIED = (Verdict.PRIVATE, Verdict.NO_ADDRESS)  # these are told without a network


class Looking(Record):
    """How to look: for how many `seconds` at most, `anew` where answers of the last days do not count, with which
    `manners`, and who listens to how far it has come."""

    seconds: float = 20 * 60.0
    anew: bool = False
    manners: Manners = POLITE
    listener: Listener | None = None


class Found(Record):
    """What a look around has found: `mentions` are all places that lead elsewhere, `answers` those of their addresses
    that are known, of which `asked` were asked for now. `is_cut_off` where nothing at all could be reached."""

    mentions: tuple[Mention, ...]
    answers: Mapping[str, Answer]
    problems: tuple[Problem, ...]
    asked: int
    is_cut_off: bool = False


def look(wish: Wish, looking: Looking) -> Found:
    """Ask for what the published texts of a site lead to. Raises SiteError where the site cannot be read."""
    with visit(wish) as (laid, _):
        config = laid.config
        mentions = gather(laid.library.entries.values(), config)
    # The memory of builds is free again: what follows takes minutes.
    addresses = dict.fromkeys(each.address for each in mentions)
    hidden = wish.site / HIDDEN
    known = {address: each for address, each in answering.recall(hidden).items() if address in addresses}
    now = datetime.now(UTC)
    wanted = [each for each in addresses if looking.anew or each not in known or not known[each].is_fresh(now)]
    # Where time does not suffice for all, those that were never asked for go first, then those of long ago.
    wanted.sort(key=lambda each: known[each].asked if each in known else NEVER)
    new = _asked(wanted, looking, config)
    is_cut_off = _is_cut_off(new)
    if not is_cut_off:
        known |= {address: Kept(answer, now) for address, answer in new.items()}
        answering.keep(hidden, known)
    answers = {address: each.answer for address, each in known.items()}
    told = gravity.weigh(faults(mentions, answers, _reader(wish.site)), config.checks)
    return Found(mentions, answers, told, len(new), is_cut_off)


def _asked(addresses: list[str], looking: Looking, config: Config) -> dict[str, Answer]:
    """The answers of those that answer in time; where somebody breaks it off, of those that came until then."""
    # Whoever keeps a host may want to know who looks around there, and where to complain.
    agent = f"weeknotes/{__version__} (looks for dead links; +{asked_address(config.site.url)})"
    came: dict[str, Answer] = {}
    with suppress(KeyboardInterrupt):
        for address, answer in ask_all(
            addresses, replace(looking.manners, agent=agent), looking.seconds, looking.listener
        ):
            came[address] = answer
    return came


def _is_cut_off(new: Mapping[str, Answer]) -> bool:
    """Whether no host at all could be reached: then it is the network here that is at fault."""
    tried = {address: each for address, each in new.items() if each.verdict not in UNTRIED}
    hosts = {host_of(address) for address in tried}
    return len(hosts) > 1 and all(each.verdict in OUT_OF_REACH and each.host for each in tried.values())


def _reader(site: Path) -> Callable[[str], tuple[str, ...]]:
    """A function from the path of a file to its lines; each file is read once, and only where something is told."""

    @cache
    def lines(path: str) -> tuple[str, ...]:
        return tuple(matter.decode(sources.read(site, path), path)[0].splitlines())

    return lines
