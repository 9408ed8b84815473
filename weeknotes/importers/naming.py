"""What an old text is here, and the name of its file: in the standard way, unlike any other, safe on every system."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from weeknotes import paths, sequels, urls
from weeknotes.config import Config, Folder
from weeknotes.importers.export import Text
from weeknotes.model import Kind
from weeknotes.text import slugify
from weeknotes.values import Record, field
from weeknotes.weeks import Week

WEEKNOTE = re.compile(
    r"\bweek\s*-?\s*notes?\b|\bweek\s*(?:#|no\.?|number)?\s*\d{1,3}\b|\bw\d{2}\b(?=.*\b20\d\d)|\bs\d{1,2}\s?e\d{1,2}\b|"
    r"\bsprint\s*notes?\b|\bmonth\s*notes?\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\bw(?:ee)?k?\s*(?:#|no\.?|number)?\s*(\d{1,2})\b", re.IGNORECASE)
WEDNESDAY = 2  # days of the week are numbered from Monday, 0
EPISODE = re.compile(r"\bs(\d{1,2})\s?e(\d{1,2})\b", re.IGNORECASE)
# Names that Windows keeps for devices, and addresses that the site makes by itself.
DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
LISTS = {each.strip("/") for each in (*urls.SECTIONS.values(), *urls.TERM_SECTIONS.values())} - {""}
RESERVED = frozenset(
    (*DEVICES, *paths.INDEXES, *LISTS, "home", "weeks", "media", "feeds", "feed", "search", "404", "assets", "static")
)
LONGEST = 100  # bytes of a name, well below what any file system takes, also with the name of a picture below it


class Place(Record):
    """Where a text goes. `slug` and `episode` are what its header must say, empty where the path says enough;
    `address` is its address on the new site."""

    path: str
    kind: Kind
    address: str
    slug: str = ""
    episode: str = ""
    shares_week: bool = False


class Wishes(Record):
    """What was asked for, and what is there already.

    `into` is a folder below those of the kinds, `owners` is whose the note of a text is, by its key. `taken` are paths
    of other files, in small letters, `held` their addresses; `known` are paths of texts imported before, by their key.
    """

    config: Config
    into: str = ""
    taken: Set[str] = frozenset()
    held: Set[str] = frozenset()
    known: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)


def is_weeknote(text: Text) -> bool:
    """Whether a post is a weeknote: by its title, by what it is filed under, by the folder that it lies in."""
    folders = text.source.split("/")[:-1]
    return text.kind == "post" and any(map(WEEKNOTE.search, (text.title, *text.categories, *text.tags, *folders)))


def day_of(moment: datetime | None, config: Config) -> date | None:
    """The day of a moment in the site's time zone."""
    zone = ZoneInfo(config.site.timezone)
    return (moment.astimezone(zone) if moment and moment.tzinfo else moment).date() if moment else None


class _Claims(Record):
    """What is spoken for already: paths in small letters, addresses, weeks and episodes of each owner."""

    paths: set[str]
    addresses: set[str]
    notes: set[tuple[str, str]]

    def is_first(self, owner: str, what: str) -> bool:
        """Whether nobody of that owner has claimed a week or an episode before; now it is claimed."""
        is_new = bool(what) and (owner, what) not in self.notes
        self.notes.add((owner, what))
        return is_new


def settle(texts: Iterable[Text], wishes: Wishes) -> dict[str, Place]:
    """The place of every text by its key; the order of `texts` decides who has a name first."""
    known = (path.casefold() for path in wishes.known.values())
    claims = _Claims({*wishes.taken, *known}, set(wishes.held), set())
    places: dict[str, Place] = {}
    for text in texts:
        place = _place(text, wishes, claims)
        claims.paths.add(place.path.casefold())
        claims.addresses.add(place.address)
        places[text.key] = place
    return places


def _place(text: Text, wishes: Wishes, claims: _Claims) -> Place:
    day, kind, owner = day_of(text.published, wishes.config), _kind(text), wishes.owners.get(text.key, "")
    folder = folder_of(kind, wishes.config)
    week = _week(text, day, kind)
    has_week = claims.is_first(owner, str(week or ""))
    names = _names(text, day, kind, week if has_week else None, owner)
    free = (path for name in names if (path := _below(folder, wishes.into, name)).casefold() not in claims.paths)
    path = wishes.known.get(text.key) or next(free)
    read = paths.read_path(path, folder).slug
    # A note named by its week has the owner for a slug; all others keep their own.
    wanted = (read or slugify(owner) or "weeknotes") if has_week else _slug(text)
    slug, address = _address(kind, wanted, week, claims.addresses)
    episode = _episode(text.title, kind)
    shown = episode if claims.is_first(owner, episode) else ""
    return Place(path, kind, address, "" if read == slug else slug, shown, bool(week) > has_week)


def _kind(text: Text) -> Kind:
    if text.kind == "page":
        return Kind.PAGE
    return Kind.WEEKNOTE if is_weeknote(text) else Kind.POST


def _below(folder: Folder, into: str, name: str) -> str:
    return "/".join(filter(None, (folder.path, slugify(into), name)))


def _address(kind: Kind, slug: str, week: Week | None, held: Set[str]) -> tuple[str, str]:
    """The slug, with a number where the address that it makes is another's, and that address."""
    slugs = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    made = ((each, urls.entry_address(kind, each, week)) for each in slugs)
    return next(pair for pair in made if pair[1] not in held)


def _episode(title: str, kind: Kind) -> str:
    found = EPISODE.search(title) if kind is Kind.WEEKNOTE else None
    return f"s{int(found[1]):02}e{int(found[2]):02}" if found else ""


def _week(text: Text, day: date | None, kind: Kind) -> Week | None:
    """The week a note is about: the one that it says, else that of its day, or the one before, where the title names
    that early in the next."""
    if day is None or kind is not Kind.WEEKNOTE:
        return None
    if text.week:
        return Week.parse(text.week)
    week = Week.of(day)
    named = NUMBERED.search(text.title)
    is_last = named and int(named[1]) == week.plus(-1).number and day.weekday() <= WEDNESDAY
    return week.plus(-1) if is_last else week


def folder_of(kind: Kind, config: Config) -> Folder:
    """The folder of the settings in which texts of a kind lie, that of no team first."""
    fitting = [each for each in config.folders if each.kind == kind and each.lang in ("", config.site.language)]
    return next((each for each in fitting if not each.team), fitting[0])


def is_list(address: str) -> bool:
    """Whether the site itself makes a page at an address: a list, or the archive of a year or a week."""
    parts = address.strip("/").casefold().split("/")
    is_time = all(re.fullmatch(r"\d{4}|w\d\d?", each) for each in parts[1:])
    return (parts[0] in LISTS and is_time) or (len(parts) == 1 and parts[0] in RESERVED)


def fallback(text: Text) -> str:
    """A title for a text that has neither title nor words."""
    return _slug(text).replace("-", " ").capitalize()


def _slug(text: Text) -> str:
    slug = slugify(text.slug) or slugify(text.title) or "untitled"
    slug = f"{slug}-{text.kind}" if slug in RESERVED else slug
    while len(slug.encode()) > LONGEST:
        slug = slug[:-1]
    return slug.strip("-") or "untitled"


def _names(text: Text, day: date | None, kind: Kind, week: Week | None, owner: str) -> Iterator[str]:
    """The names that a text may have, the best first; they never end."""
    slug = _slug(text)
    if week:
        yield f"{week.year}/{sequels.standard_name(week, owner)}"
    year = f"{day.year}/" if day and kind is Kind.WEEKNOTE else ""
    # Pages have no date here: theirs says when somebody clicked “publish” for the first time.
    dated = f"{year}{day}-{slug}" if day and kind is not Kind.PAGE else slug
    yield f"{dated}.md"
    yield from (f"{dated}-{number}.md" for number in count(2))
