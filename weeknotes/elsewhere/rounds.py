"""Many addresses, asked for in rounds: several hosts at once, each politely and in turn, until time is up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic

from weeknotes import openweb
from weeknotes.elsewhere.answers import Answer, Verdict
from weeknotes.elsewhere.asking import Manners, Turns, ask
from weeknotes.errors import MeaningError

Told = tuple[str, Answer]
Hosts = SimpleQueue[tuple[str, list[str]]]
Listener = Callable[[int, int], None]


def ask_all(
    addresses: Iterable[str], manners: Manners, seconds: float, listener: Listener | None = None
) -> Iterator[Told]:
    """Each of `addresses` with its answer, as the answers come; of one host in the order given.

    After so many `seconds` no more come, whatever hosts do. `listener` is told now and then how many have come, of
    how many.
    """
    hosts, count = _by_host(addresses)
    answers: SimpleQueue[Told] = SimpleQueue()
    over = Event()
    turns = Turns(manners)
    end = monotonic() + seconds
    for _ in range(min(manners.hosts_at_once, hosts.qsize())):
        # Nobody waits for one that is held up by a host when all is over.
        Thread(target=_go_round, args=(hosts, answers, over, (manners, turns)), daemon=True).start()
    try:
        for come in range(1, count + 1):
            yield answers.get(timeout=max(0.0, end - monotonic()))
            if listener:
                listener(come, count)
    except Empty:
        return
    finally:
        over.set()


def _by_host(addresses: Iterable[str]) -> tuple[Hosts, int]:
    """The addresses by their hosts, those of the host with most of them first: it takes longest."""
    groups: dict[str, list[str]] = {}
    for address in addresses:
        groups.setdefault(host_of(address), []).append(address)
    hosts: Hosts = SimpleQueue()
    for host in sorted(groups, key=lambda each: -len(groups[each])):
        hosts.put((host, groups[host]))
    return hosts, sum(map(len, groups.values()))


def host_of(address: str) -> str:
    """The host of an address; empty where it has none."""
    try:
        return openweb.place_of(address).host
    except MeaningError:
        return ""


def _go_round(hosts: Hosts, answers: SimpleQueue[Told], over: Event, how: tuple[Manners, Turns]) -> None:
    """Ask host after host, until there is none left or all is over."""
    while not over.is_set():
        try:
            host, addresses = hosts.get_nowait()
        except Empty:
            return
        for told in _visited(host, addresses, *how):
            answers.put(told)
            if over.is_set():
                return


def _visited(host: str, addresses: Iterable[str], manners: Manners, turns: Turns) -> Iterator[Told]:
    shut: Answer | None = None
    for address in addresses:
        answer = shut or _patiently(address, manners, turns)
        # Where the host as a whole does not answer, it is left in peace, and so is the reader of the report.
        shut = answer if answer.host and answer.host == host else None
        yield address, answer


def _patiently(address: str, manners: Manners, turns: Turns) -> Answer:
    """The answer, asked for again where the first may have been a passing fault, or asks for that."""
    answer = ask(address, manners, turns)
    if answer.verdict is Verdict.SILENT:
        manners.rest(manners.second_try)
    elif answer.verdict is Verdict.BUSY and 0 < answer.wait <= manners.longest_wait:
        manners.rest(answer.wait)
    else:
        return answer
    return ask(address, manners, turns)
