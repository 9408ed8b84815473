"""The last build: asked first, since most of the time nothing has changed and nothing needs to be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from pathlib import Path
from time import time_ns
from zoneinfo import ZoneInfo

from weeknotes import digest, output, sources, store
from weeknotes.facts import Moment
from weeknotes.memory import Memory
from weeknotes.model import Account

HIDDEN = ".weeknotes"  # the folder beside config.toml in which builds remember
# A file that changed so short a time ago may change again within one tick of its file system's clock.
MARGIN = 2_000_000_000  # nanoseconds


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks of a build.

    `now` is the moment to build for; without a time zone it is one in the site's own. `base_url` overrides
    the URL of the configuration; `drafts` shows drafts and scheduled entries too; `jobs` of 0 means one
    process a core.
    """

    site: Path
    output: Path
    now: datetime
    base_url: str = ""
    drafts: bool = False
    jobs: int = 0

    def moment(self, zone: ZoneInfo) -> datetime:
        """The moment to build for, in the site's time `zone`."""
        return (self.now if self.now.tzinfo else self.now.replace(tzinfo=zone)).astimezone(zone)


@dataclass(frozen=True, slots=True)
class Situation:
    """How a site stands before a build: the digest of all that the build depends on but the time.

    It is `settled` where no file changed so lately that it may have changed unnoticed since.
    """

    key: str
    settled: bool


def situation(wish: Wish, memory: Memory) -> Situation:
    """How every file of the site and of the theme stands now."""
    stats = sources.survey(wish.site, [wish.output])
    newest = max((max(each.modified, each.changed) for each in stats.values()), default=0)
    theme = sources.read_theme(sources.theme_folders(wish.site))
    looks = {name: digest.of_bytes(data) for name, data in theme.items()}
    asked = (str(wish.output), wish.base_url, wish.drafts)
    made_of = memory.fingerprints.of((memory.generation, asked, looks, stats))
    return Situation(f"situation {made_of}", newest < time_ns() - MARGIN)


def unchanged(wish: Wish) -> Account | None:
    """The account of the last build, where a build now would change nothing and tell the same."""
    with store.glanced(wish.site / HIDDEN) as opened:
        if not opened:
            return None
        memory = Memory(opened)
        now = situation(wish, memory)
        known = memory.recall([now.key])
        return _if_valid(known[now.key], wish, memory) if now.key in known else None


def keep(before: Situation, account: Account, moments: Iterable[Moment], zone: str, wish: Wish, memory: Memory) -> None:
    """Remember the account of a build that began in the situation `before`, and how long it holds.

    It holds on the same day, between the last of the `moments` at which an entry appeared and the next.
    """
    if not before.settled:
        return
    now = wish.moment(ZoneInfo(zone))
    times = [moment.at.timestamp() for moment in moments if moment.timed]
    since = max((each for each in times if each <= now.timestamp()), default=-inf)
    until = min((each for each in times if each > now.timestamp()), default=inf)
    memory.keep({before.key: (account, zone, now.date(), since, until)})


def _if_valid(known: tuple[Account, str, object, float, float], wish: Wish, memory: Memory) -> Account | None:
    account, zone, day, since, until = known
    now = wish.moment(ZoneInfo(zone))
    made = memory.store.manifest(str(wish.output))
    stands = output.is_whole(wish.output) and output.intact(wish.output, made) == made.keys()
    if not stands or now.date() != day or not since <= now.timestamp() < until:
        return None
    return replace(account, written=0, removed=0, unchanged=len(made))
