"""Where the texts of a site lead elsewhere: every address outside, with the file and the line in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from weeknotes import openweb
from weeknotes.cleanse import clean_url
from weeknotes.config import Config
from weeknotes.errors import MeaningError
from weeknotes.facts import Allow
from weeknotes.model import Entry
from weeknotes.values import Record

SETTINGS = "config.toml"
LINKED = ("form", "enforcement_url")  # of the accessibility statement


class Mention(Record):
    """One place that leads elsewhere: `typed` as it stands in the `line` (from 1) of the file at `path`, `address`
    as it is asked for. `day` is that of the text, `allows` its exceptions."""

    path: str
    line: int
    typed: str
    address: str
    day: date | None = None
    allows: tuple[Allow, ...] = ()


def gather(entries: Iterable[Entry], config: Config) -> tuple[Mention, ...]:
    """Every place of the site that leads elsewhere, by file and line; one for each line and address."""
    found = (each for entry in entries if not entry.withdrawn for each in _of_text(entry))
    # A broken link to the site itself is an error of every build.
    away = (each for each in (*found, *_of_settings(config)) if not each.address.startswith(config.site.url))
    every = {(each.path, each.line, each.typed): each for each in away}
    return tuple(every[key] for key in sorted(every))


def _of_text(entry: Entry) -> Iterator[Mention]:
    typed = [(link.target, target.address, link.line) for link, target in zip(entry.links, entry.targets, strict=True)
             if target.outside]  # fmt: skip
    chosen = (*entry.fields.story, *entry.fields.linked_posts)
    typed += [(each.target, clean_url(each.target), each.line) for each in chosen]
    day = entry.card.published.day if entry.card.published else None
    for as_typed, leads_to, line in typed:
        if address := asked_address(leads_to):
            yield Mention(entry.card.path, line, as_typed, address, day, entry.fields.allow)


def _of_settings(config: Config) -> Iterator[Mention]:
    given = config.accessibility
    for name in LINKED:
        url = str(getattr(given, name))
        if address := asked_address(url):
            yield Mention(SETTINGS, given.lines.get(name, 0), url, address)


def asked_address(url: str) -> str:
    """The address to ask for by `url`, one for all its spellings; the same text where it is none that can be asked,
    and nothing where it is of another scheme, such as mailto."""
    whole = f"https:{url}" if url.startswith("//") else url
    if not whole.lower().startswith(("http:", "https:")):
        return ""
    try:
        return openweb.place_of(whole).url
    except MeaningError:
        return whole
