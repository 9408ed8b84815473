"""Texts and their translations: what is not yet in a language of the site, what was edited after it was translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from weeknotes.config import Site
from weeknotes.errors import Problem, Severity
from weeknotes.languages import base
from weeknotes.model import Entry, Kind
from weeknotes.text import count_words
from weeknotes.words import Tongues

# What readers look for in their language; introductions of teams, themes and people stand on pages of many texts.
TRANSLATED = (Kind.WEEKNOTE, Kind.CASE_STUDY, Kind.PART, Kind.POST, Kind.PAGE)
ENGLISH_NAMES = {"en": "English", "cy": "Welsh", "gd": "Scottish Gaelic", "ga": "Irish", "fr": "French"}


def homes(codes: Iterable[str], site: Site, tongues: Tongues) -> dict[str, str]:
    """The addresses of the front pages in languages besides that of the site: by language, for those of the settings
    that there are words of and dated texts in, which are in the languages `codes`."""
    there = {base(code) for code in codes} - {base(site.language)}
    return {base(code): f"{code}/" for code in site.languages if base(code) in there and tongues.speaks(code)}


def lacking(site: Site, there: Iterable[str]) -> tuple[str, ...]:
    """The languages of the site that something is not in which is in the languages `there`."""
    found = {base(code) for code in there}
    return tuple(code for code in site.languages if base(code) not in found)


def untranslated(
    entries: Iterable[Entry], pairs: Mapping[str, tuple[str, ...]], site: Site
) -> Mapping[str, tuple[str, ...]]:
    """The paths of the texts that are not yet in a language of the site, by its code, the newest first.

    `pairs` has the ids of an entry's other languages; see `graph.Graph.translations`.
    """
    shown = _shown(entries)
    found: dict[str, list[str]] = {}
    for entry in shown.values():
        if _is_original(entry):
            there = [entry.card.lang, *(shown[id].card.lang for id in pairs.get(entry.card.id, ()) if id in shown)]
            for code in lacking(site, there):
                found.setdefault(code, []).append(entry.card.path)
    return {code: tuple(found[code]) for code in site.languages if code in found}


def name_of(code: str) -> str:
    """The name of a language in English, for those who look after a site; else its code."""
    return ENGLISH_NAMES.get(base(code), code)


def check(entries: Sequence[Entry], pairs: Mapping[str, tuple[str, ...]], site: Site) -> tuple[Problem, ...]:
    """What each language of the site lacks, and every translation that is older than its original."""
    shown = _shown(entries)
    missing = untranslated(entries, pairs, site)
    whole = sum(map(_is_original, shown.values()))
    told = [_missing(code, paths, whole) for code, paths in missing.items()]
    for entry in shown.values():
        others = [shown[id] for id in pairs.get(entry.card.id, ()) if id in shown]
        told += (_stale(entry, other) for other in others if _is_stale(entry, other))
    return tuple(told)


def _is_original(entry: Entry) -> bool:
    """Whether readers look for it in their language; a translation is counted with its original."""
    return entry.card.kind in TRANSLATED and not entry.translation_of


def _shown(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {entry.card.id: entry for entry in entries if not entry.withdrawn and not entry.card.draft}


def _missing(code: str, paths: Sequence[str], whole: int) -> Problem:
    """One hint for a language: a line for each text would hide all else that there is to tell."""
    file = PurePosixPath(paths[0])
    are = "is" if len(paths) == 1 else "are"
    message = (
        f"{count_words(len(paths), 'text')} of {whole:,} {are} not yet in {name_of(code)}, and the pages say so. "
        f"`weeknotes report` lists them. A translation of {file} is a file beside it, called "
        f"{file.stem}.{code}{file.suffix}, with this line."
    )
    return Problem("translation.missing", Severity.HINT, "", message, suggestion=f"translation_of: {file.name}")


def _is_stale(entry: Entry, original: Entry) -> bool:
    """Whether `original` was edited after `entry` was translated from it; where nobody says which of the two is
    the original, any may be."""
    if original.translation_of or not original.card.updated:
        return False
    return original.card.updated.day > (_last_touched(entry) or date.min)


def _last_touched(entry: Entry) -> date | None:
    moment = entry.card.updated or entry.card.published
    return moment.day if moment else None


def _stale(entry: Entry, original: Entry) -> Problem:
    edited = original.card.updated.day if original.card.updated else date.min
    message = (
        f"{original.card.path} was edited on {edited.isoformat()}, after this translation of it. See what has changed "
        "there, bring this text up to date, and write the day below."
    )
    lines = entry.fields.lines
    line = lines.get("updated", lines.get("translation_of", lines.get("ref", 0)))
    better = f"updated: {edited.isoformat()}"
    return Problem("translation.stale", Severity.WARNING, entry.card.path, message, line, suggestion=better)
