"""The last build: asked first, since most of the time nothing has changed and nothing needs to be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from math import inf
from pathlib import Path
from time import time_ns
from zoneinfo import ZoneInfo

from weeknotes import digest, output, sources, store
from weeknotes.facts import Moment
from weeknotes.memory import STRANGE, Memory
from weeknotes.model import Account
from weeknotes.traces import Stat
from weeknotes.values import Record, field, replace

LAST = "last "
UNSURE = Stat(-1, -1, -1, -1)  # of a file that may have changed unnoticed
HIDDEN = ".weeknotes"  # the folder beside config.toml in which builds remember
# A file that changed so short a time ago may change again within one tick of its file system's clock.
MARGIN = 2_000_000_000  # nanoseconds


class Wish(Record):
    """What somebody asks of a build.

    `now` is the moment to build for; without a time zone it is one in the site's own. `base_url` overrides
    the URL of the configuration; `drafts` shows drafts and scheduled entries too; `jobs` of 0 means one
    process a core. `previous` has the bytes of the ``site.json`` of the site that this build takes the place of.
    A `hurried` build leaves the search index as it was made last. The output may be put `among` files of others.
    """

    site: Path
    output: Path
    now: datetime
    base_url: str = ""
    drafts: bool = False
    jobs: int = 0
    previous: bytes = b""
    hurried: bool = False
    among: bool = False

    def moment(self, zone: ZoneInfo) -> datetime:
        """The moment to build for, in the site's time `zone`."""
        return (self.now if self.now.tzinfo else self.now.replace(tzinfo=zone)).astimezone(zone)


class Situation(Record):
    """How a site stands before a build: the digest of all that the build depends on but the time.

    `setting` is that of all but the site's files, `stats` how these stand. Files in `fresh` changed
    so lately that they may have changed unnoticed since.
    """

    key: str
    setting: str
    stats: Mapping[str, Stat]
    fresh: frozenset[str]

    @property
    def settled(self) -> bool:
        """Whether the stats vouch for every file."""
        return not self.fresh


class Last(Record):
    """The last build of a site: how its files stood before it, what it told, and how long that holds.

    Of files whose stats do not vouch for them, `digests` has the digests of the bytes that it read.
    It holds on the day `day` of the time `zone`, from the moment `since` until before `until`, in seconds since 1970.
    """

    stats: Mapping[str, Stat]
    account: Account
    zone: str
    day: date
    since: float
    until: float
    digests: Mapping[str, str] = field(default_factory=dict)


def situation(wish: Wish, memory: Memory) -> Situation:
    """How every file of the site and of the theme stands now."""
    stats = sources.survey(wish.site, [wish.output])
    theme = sources.read_theme(sources.theme_folders(wish.site))
    looks = {name: digest.of_bytes(data) for name, data in theme.items()}
    asked = (str(wish.output), wish.base_url, wish.drafts, wish.hurried, digest.of_bytes(wish.previous))
    setting = memory.fingerprints.of((memory.generation, asked, looks))
    lately = time_ns() - MARGIN
    fresh = frozenset(path for path, each in stats.items() if max(each.modified, each.changed) >= lately)
    listed = "\n".join(
        f"{path}\0{each.size} {each.modified} {each.changed} {each.inode}" for path, each in stats.items()
    )
    key = digest.of_bytes(f"{setting}\n{listed}".encode("utf-8", "surrogatepass"))
    return Situation(f"situation {key}", setting, stats, fresh)


def unchanged(wish: Wish) -> Account | None:
    """The account of the last build, where a build now would change nothing and tell the same."""
    with store.glanced(wish.site / HIDDEN) as opened:
        if not opened:
            return None
        memory = Memory(opened)
        now = situation(wish, memory)
        known = memory.recall([now.key])
        with suppress(*STRANGE):  # the build that follows tells of it
            return _if_valid(known[now.key], wish, memory)
    return None


def lasting(account: Account, moments: Iterable[Moment], zone: str, wish: Wish) -> Last:
    """A build with this account, and how long it holds.

    It holds on the same day, between the last of the `moments` at which an entry appeared and the next.
    """
    now = wish.moment(ZoneInfo(zone))
    times = [moment.at.timestamp() for moment in moments if moment.timed]
    since = max((each for each in times if each <= now.timestamp()), default=-inf)
    until = min((each for each in times if each > now.timestamp()), default=inf)
    # That a memory was lost is told once.
    account = replace(account, problems=tuple(each for each in account.problems if each.code != "cache.set-aside"))
    return Last({}, account, zone, now.date(), since, until)


def keep(before: Situation, last: Last, read: Mapping[str, str], memory: Memory) -> None:
    """Remember a build that began in the situation `before`; `read` has the digests of files that it read."""
    stats = {path: UNSURE if path in before.fresh else each for path, each in before.stats.items()}
    digests = {path: read[path] for path in before.fresh if path in read}
    memory.keep({LAST + before.setting: replace(last, stats=stats, digests=digests)})
    if before.settled:
        memory.keep({before.key: replace(last, stats={}, digests={})})


def last(now: Situation, wish: Wish, memory: Memory) -> Last | None:
    """The last build in this setting, if it would tell the same of the same files now."""
    known: Last | None = memory.recall([LAST + now.setting]).get(LAST + now.setting)
    return known if known and _holds(known, wish) else None


def _holds(last: Last, wish: Wish) -> bool:
    now = wish.moment(ZoneInfo(last.zone))
    return now.date() == last.day and last.since <= now.timestamp() < last.until


def _if_valid(last: Last, wish: Wish, memory: Memory) -> Account | None:
    made = memory.store.manifest(str(wish.output))
    stands = output.is_whole(wish.output) and output.intact(wish.output, made) == made.keys()
    if not stands or not _holds(last, wish):
        return None
    return replace(last.account, written=0, removed=0, unchanged=len(made))
