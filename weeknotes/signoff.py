"""Sign-off: who must have read a text before it is published, and whether they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from weeknotes.config import Folder
from weeknotes.model import Kind, Reading
from weeknotes.text import join_words, slugify
from weeknotes.values import Record

NONE, SECOND_PERSON, NAMED = "none", "second person", "named"


class Waiting(Record):
    """Why a text waits: who can release it, in words, and the `line` that does it."""

    reason: str
    line: str


def waits(reading: Reading, folder: Folder | None, people: Mapping[str, str]) -> Waiting | None:
    """Why `reading`, which lies in `folder`, waits for sign-off; None where it does not.

    `people` has the slug of each person by the slug of everything they are called (see `called`). A text without
    an author is signed off by whoever is named: nobody knows that it was their own.
    """
    if folder is None or _is_exempt(reading, folder):
        return None
    readers = {_who(each, people): each for each in reading.fields.reviewed_by}
    if folder.sign_off == NAMED:
        return _unnamed(folder, readers, people)
    authors = {_who(each, people): each for each in reading.authors}
    # Whoever reads it gives a whole name, where the author's may be a short one.
    names = [readers.get(slug, name) for slug, name in authors.items()]
    return None if readers.keys() - authors.keys() else _unread(readers, names)


def called(readings: Iterable[Reading], kind: Kind) -> dict[str, str]:
    """For people, or for teams: the slug of each by the slug of every name that its own text gives it."""
    found: dict[str, str] = {}
    for reading in readings:
        if reading.kind is kind:
            slug = reading.slug or slugify(reading.title)
            found |= {slug: slug, slugify(reading.title): slug}
    return found


def _is_exempt(reading: Reading, folder: Folder) -> bool:
    since, day = folder.sign_off_from, reading.published
    is_older = since is not None and day is not None and day.day < since
    return folder.sign_off not in (SECOND_PERSON, NAMED) or is_older


def _who(name: str, people: Mapping[str, str]) -> str:
    return people.get(slugify(name), slugify(name))


def _unnamed(folder: Folder, readers: Mapping[str, str], people: Mapping[str, str]) -> Waiting | None:
    approvers = {_who(each, people): each for each in folder.approvers}
    if readers.keys() & approvers.keys():
        return None
    names = list(approvers.values())
    others = f" ({join_words(list(readers.values()))} cannot give it)" if readers else ""
    reason = f"it waits for sign-off by {join_words(names, 'or')}{others}. Whoever gives it adds a line to the file"
    return Waiting(reason, f"reviewed_by: {names[0]}" if names else "reviewed_by:")


def _unread(readers: Mapping[str, str], authors: list[str]) -> Waiting:
    names = join_words(authors)
    if readers:
        who = f"{names} wrote it, so somebody else has to read it"
    else:
        who = "it waits for sign-off by a second person" + (f": anybody but {names}" if names else "")
    return Waiting(f"{who}. Whoever has read it adds a line with their name to the file", "reviewed_by:")
