"""Blogger: its backups are Atom in which posts, pages, comments, settings and what was thrown away stand side by side.

Two forms are about: the backup of the settings page (kinds are categories, drafts are marked as in RFC 5023), and the
``feed.atom`` of an archive of all data, with elements of Blogger's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from weeknotes.importers.trees import Element

OWN = "schemas.google.com/blogger"  # the name space of elements such as ``<blogger:type>``
KINDS = "schemas.google.com/g/2005#kind"  # the scheme of categories that say what an entry is
ANSWERS = "purl.org/syndication/thread"
# What comes along, and what an entry of any other kind is.
READ = ("post", "page", "comment")
PART = "it is a part of Blogger itself, nothing to read"
BINNED = "it lies in the waste bin"
SHOWN, DRAFT = ("", "live"), "draft"


def kind_of(entry: Element) -> str:
    """What an entry is, such as ``post``, ``page``, ``comment`` or ``settings``; empty where its feed does not say."""
    own = entry.get("type", OWN).strip().casefold()
    return own or next((_term(each).rpartition("#")[2] for each in entry.all("category") if _is_kind(each)), "")


def why_not(entry: Element) -> str:
    """Why an entry is no text that comes along; empty for one that does, or that is no entry of Blogger."""
    if kind_of(entry) not in ("", *READ):
        return PART
    return "" if _state(entry) in (*SHOWN, DRAFT) else BINNED


def is_draft(entry: Element) -> bool:
    """Whether an entry was never shown: Blogger says so, or any Atom by ``app:draft`` (RFC 5023 section 13.1.1)."""
    marks = (mark.text.strip() for control in entry.all("control") for mark in control.all("draft"))
    return _state(entry) == DRAFT or any(each.casefold() == "yes" for each in marks)


def answered(comment: Element) -> str:
    """The id of the post below which a comment stands; empty where it was not shown, or taken away by its writer."""
    removed = any(each.attributes.get("name") == "blogger.contentRemoved" for each in comment.all("extendedProperty"))
    if removed or is_draft(comment) or _state(comment) not in SHOWN:
        return ""
    marked = (each.attributes.get("ref", "").strip() for each in comment.all("in-reply-to", ANSWERS))
    return comment.get("parent", OWN).strip() or next(marked, "")


def labels(categories: Iterable[Element]) -> Sequence[Element]:
    """Those of the categories of an entry that its writer chose."""
    return [each for each in categories if not _is_kind(each)]


def address(entry: Element) -> str:
    """The path at which an entry was; empty where it does not say."""
    return entry.get("filename", OWN).strip()


def summary(entry: Element) -> str:
    """What was written about an entry for search engines."""
    return entry.get("metaDescription", OWN)


def _is_kind(category: Element) -> bool:
    return KINDS in category.attributes.get("scheme", "")


def _term(category: Element) -> str:
    return category.attributes.get("term", "")


def _state(entry: Element) -> str:
    return entry.get("status", OWN).strip().casefold()
