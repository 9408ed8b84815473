"""Where a site is served: the link, the folder of releases beside it, and what may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weeknotes import matter, settings, sources
from weeknotes.errors import Problem, Severity, SiteError, UsageError
from weeknotes.past import Wish
from weeknotes.values import Record

MARK = ".weeknotes-releases"  # in the folder of releases: this program made it; also the lock
RELEASE = re.compile(r"release-(\d+)")


class Stand(Record):
    """A place to serve a site from: `link` is what a web server is pointed at."""

    link: Path

    @property
    def home(self) -> Path:
        """The folder that the releases lie in."""
        return self.link.with_name(f"{self.link.name}.releases")

    @property
    def served(self) -> str:
        """The name of the release that the link leads to; empty where there is none."""
        return self.link.readlink().name if self.link.is_symlink() else ""

    @property
    def releases(self) -> tuple[str, ...]:
        """The names of all complete releases, the oldest first."""
        names = [each.name for each in self.home.iterdir() if RELEASE.fullmatch(each.name)]
        return tuple(sorted(names, key=number_of))


def number_of(name: str) -> int:
    """The number of a release; 0 for what is none."""
    found = RELEASE.fullmatch(name)
    return int(found[1]) if found else 0


def problem(code: str, message: str) -> SiteError:
    """What to raise where a release cannot be made or found."""
    return SiteError(Problem(f"release.{code}", Severity.ERROR, "", message))


def stand_at(to: Path) -> Stand:
    """The stand at `to`. Raises UsageError where `to` is taken by something that this program did not make."""
    stand = Stand(to.absolute())
    _demand_free(stand.link, stand, to)
    if stand.home.exists() and not _is_ours(stand.home):
        raise UsageError(f"{stand.home} has files in it that this program did not write. Name another place.")
    return stand


def _demand_free(link: Path, stand: Stand, to: Path) -> None:
    if link.is_symlink():
        there = link.parent / link.readlink()
        # Whichever way somebody has named the place: ../public/www, or through a link above it.
        if there.parent.resolve() != stand.home.resolve():
            raise UsageError(f"{to} is a link to {there}, which this program did not make. Name another place.")
    elif link.is_dir() and any(link.iterdir()):
        raise UsageError(
            f"{to} is a folder with files in it. To publish there, it has to become a link, and that is never done "
            f"unasked: rename the folder once (mv {to} {to}.before), then publish again."
        )
    elif link.exists() and not link.is_dir():
        raise UsageError(f"{to} is a file. Name a place for a folder, such as {to.with_name('www')}.")


def _is_ours(home: Path) -> bool:
    return home.is_dir() and ((home / MARK).is_file() or not any(home.iterdir()))


def keep_apart(stand: Stand, wish: Wish) -> None:
    """Raise UsageError for a place among the texts of a site, or one that its builds are written to."""
    if stand.link.name in ("", ".."):
        raise UsageError(f"{stand.link} cannot be published to. Name a place in it, such as {stand.link / 'www'}.")
    home, output, site = (each.resolve() for each in (stand.home, wish.output, wish.site))
    link = stand.link.parent.resolve() / stand.link.name
    if site.is_relative_to(link):
        raise UsageError(f"The texts of the site lie in {stand.link}. Name a place outside, such as ../www.")
    if output == link or home.is_relative_to(output) or output.is_relative_to(home):
        raise UsageError(f"{stand.link} lies where the site is built, in {wish.output}. Name another place.")
    text = matter.decode(sources.read_config(wish.site) or b"", "config.toml")[0]
    folders = settings.parse(text)[0].folders
    is_everywhere = any(folder.path == "." for folder in folders) and home.is_relative_to(site)
    if is_everywhere or sources.misplaced(stand.home, wish.site, folders):
        raise UsageError(f"{stand.home} would lie among the texts of the site. Name a place outside, such as ../www.")


@contextmanager
def alone(stand: Stand) -> Iterator[None]:
    """Nobody else publishes here meanwhile. The system lifts the lock of a process that ends in any way."""
    try:
        import fcntl
    except ImportError:
        raise problem("system", "Publishing in one step needs a system with links, such as Linux or macOS.") from None
    stand.home.mkdir(parents=True, exist_ok=True)
    with (stand.home / MARK).open("ab") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"Somebody is publishing to {stand.link} at this moment. Try again when they are done."
            raise problem("busy", message) from None
        yield
