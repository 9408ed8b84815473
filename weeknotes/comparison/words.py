"""A comparison in words: for a screen, for GitHub, for programs. The first sentence says whether all is well."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from textwrap import fill

from weeknotes.comparison.differences import Change, Comparison, Files
from weeknotes.tellings import shown
from weeknotes.text import count_words, join_words, shorten
from weeknotes.values import Record, to_builtins

LISTED = 25  # of a kind; a summary that goes on for pages is read by nobody
TITLE = 90  # characters
# A comment on GitHub takes 65,536 characters.
LONGEST = 60_000
SIGNS = re.compile(r"[\\`*_\[\]<>&~|#]")
NOTHING = "The two are the same, byte for byte."
LOST = (
    "Whoever saved one of these meets “page not found”. In the text that takes its place, write the old address "
    "as redirect_from; or mark the old text as withdrawn, with a reason."
)
IDS = (
    "Feed readers show these to every subscriber once more, as new. In the text, write id with the old name: "
    "what follows the last colon."
)


class Section(Record):
    """A heading, what to say below it, and a line for each change."""

    title: str
    changes: tuple[Change, ...]
    line: Callable[[Change], tuple[str, ...]]
    note: str = ""


def headline(found: Comparison) -> str:
    """What a manager reads first: ``3 pages are new, 2 have changed. No address is lost.``"""
    numbers = (
        (len(found.new), "is new", "are new"),
        (len(found.changed), "has changed", "have changed"),
        (len(found.moved), "has moved", "have moved"),
        (len(found.withdrawn), "was withdrawn", "were withdrawn"),
    )
    told = [(number, one if number == 1 else many) for number, one, many in numbers if number]
    parts = [f"{number if index else count_words(number, 'page')} {verb}" for index, (number, verb) in enumerate(told)]
    first = f"{join_words(parts)}." if parts else "No text is new and none has changed."
    lost = count_words(len(found.lost), "address is", "addresses are") if found.lost else "No address is"
    ids = f" {count_words(len(found.ids), 'entry has', 'entries have')} another id than before." if found.ids else ""
    return f"{first} {lost} lost.{ids}"


def as_text(found: Comparison, width: int = 80) -> str:
    """The comparison for a screen `width` columns wide."""
    if is_same(found):
        return f"{NOTHING}\n"
    blocks = [_wrapped(headline(found), width)]
    for section in _sections(found):
        lines = [section.title, *([_wrapped(section.note, width, "  ")] if section.note else [])]
        lines += [_wrapped(_in_text(section.line(each)), width, "  ") for each in section.changes[:LISTED]]
        blocks.append("\n".join([*lines, *_left(section.changes, "  ")]))
    blocks.append("\n".join(_wrapped(each, width) for each in _ending(found)))
    return "\n\n".join(blocks) + "\n"


def as_markdown(found: Comparison) -> str:
    """The comparison in GitHub's Markdown, short enough for a comment or the summary of a job."""
    if is_same(found):
        return f"**{NOTHING}**\n"
    blocks = [f"**{_plain(headline(found))}**"]
    for section in _sections(found):
        lines = [f"* {_in_markdown(section.line(each))}" for each in section.changes[:LISTED]]
        blocks += [f"### {section.title}", *([_plain(section.note)] if section.note else [])]
        blocks.append("\n".join([*lines, *_left(section.changes, "* ")]))
    blocks += [_plain(each) for each in _ending(found)]
    return _fitted(blocks)


def as_json(found: Comparison) -> str:
    """The whole comparison for programs, with the sentence that it begins with; the names are a promise."""
    told = {"headline": NOTHING if is_same(found) else headline(found), "broken": found.is_broken, **to_builtins(found)}
    return json.dumps(told, indent=2) + "\n"


def is_same(found: Comparison) -> bool:
    """Whether there is nothing to tell at all."""
    return found == Comparison(
        weight_before=found.weight_before,
        weight_after=found.weight_before,
        files_before=found.files_before,
        files_after=found.files_before,
    )


def _sections(found: Comparison) -> Iterator[Section]:
    sections = (
        Section("Lost addresses", found.lost, _place, LOST),
        Section("Other ids than before", found.ids, _renamed, IDS),
        Section("New pages", found.new, _place),
        Section("Changed pages", found.changed, _changed),
        Section("Moved: the old address leads on", found.moved, _moved),
        Section("Withdrawn: the old address says so", found.withdrawn, _place),
        Section("New to subscribers", found.items_new, _place),
        Section("Changed for subscribers", found.items_changed, _place),
        Section("Gone from feeds", found.items_gone, _place),
    )
    yield from (section for section in sections if section.changes)
    for title, files in (("Pictures", found.pictures), ("Documents", found.documents), ("Other files", found.others)):
        if listed := _files(files):
            yield Section(title, listed, _file)


def _files(files: Files) -> tuple[Change, ...]:
    kinds = (("new", files.new), ("changed", files.changed), ("gone", files.gone))
    return tuple(Change(path, what=(what,)) for what, paths in kinds for path in paths)


def _place(change: Change) -> tuple[str, ...]:
    return change.title, f"/{change.address}"


def _changed(change: Change) -> tuple[str, ...]:
    before = f", before: {shorten(change.before, TITLE)}" if change.before else ""
    return change.title, f"/{change.address}", f"{join_words(change.what)}{before}"


def _moved(change: Change) -> tuple[str, ...]:
    there = change.address if "://" in change.address else f"/{change.address}"
    return "", f"/{change.before}", f"to {there}"


def _renamed(change: Change) -> tuple[str, ...]:
    return change.title, f"/{change.address}", f"{change.before}, now {change.what[0]}"


def _file(change: Change) -> tuple[str, ...]:
    return "", change.address, join_words(change.what)


def _ending(found: Comparison) -> list[str]:
    """What follows from the changes, and the weight."""
    told = []
    if found.lists:
        told.append(f"{count_words(len(found.lists), 'list')} (home, weeks, teams and such) changed with that.")
    if found.around:
        pages = count_words(len(found.around), "page differs", "pages differ")
        told.append(f"{pages} only in the surroundings, such as the menu or related entries.")
    before, after = (
        f"{_weight(size)} in {count_words(number, 'file')}"
        for size, number in ((found.weight_before, found.files_before), (found.weight_after, found.files_after))
    )
    return [*told, f"Weight: {before} before, {after} now."]


def _weight(size: int) -> str:
    """Bytes in the unit that people compare: ``4.1 MB``, ``312 KB``."""
    return f"{size / 1_000_000:,.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


def _left(changes: Sequence[Change], indent: str) -> list[str]:
    left = len(changes) - LISTED
    return [f"{indent}… and {left:,} more"] if left > 0 else []


def _in_text(parts: tuple[str, ...]) -> str:
    title, place, *rest = parts
    where = f"{shorten(title, TITLE)} ({place})" if title else place
    return ": ".join([where, *rest])


def _in_markdown(parts: tuple[str, ...]) -> str:
    title, place, *rest = parts
    return ": ".join(filter(None, [_plain(shorten(title, TITLE)), _code(place), *map(_plain, rest)]))


def _wrapped(text: str, width: int, indent: str = "") -> str:
    deeper = indent and indent + "  "
    return fill(
        shown(text),
        max(width, 40),
        initial_indent=indent,
        subsequent_indent=deeper,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line."""
    return SIGNS.sub(r"\\\g<0>", " ".join(shown(text).split()))


def _code(text: str) -> str:
    """An address as code; a backtick, which hosts encode anyway, would end it."""
    return f"`{' '.join(shown(text).split()).replace('`', '%60')}`"


def _fitted(blocks: Sequence[str]) -> str:
    """As many of the blocks as fit into a comment."""
    kept: list[str] = []
    for block in blocks:
        if sum(map(len, kept)) + 2 * len(kept) + len(block) > LONGEST:
            return "\n\n".join([*kept, "… and more: run `weeknotes diff` to see all of it."]) + "\n"
        kept.append(block)
    return "\n\n".join(kept) + "\n"
