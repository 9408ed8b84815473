"""The export as one document: everything that the site knows of its entries, as JSON (docs/export.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeAlias

from weeknotes import markup, urls
from weeknotes.config import Site
from weeknotes.export.header import as_plain
from weeknotes.layout import Laid
from weeknotes.model import Body, Card, Entry, FileAccount, Link, State, Target, Term

Href: TypeAlias = "Callable[[str], str]"

FORMAT, VERSION = "weeknotes-export", 1
TERMS = ("authors", "contributors", "teams", "themes", "projects", "tags")
# Fields that are told as they were given.
TYPED = ("takeaways", "lessons", "numbers", "quotes", "at_a_glance", "reviewed_by", "translation_of", "ref", "allow")


def as_bytes(
    laid: Laid, chosen: Iterable[tuple[Entry, State]], bodies: Mapping[str, Body], unpublished: Iterable[FileAccount]
) -> bytes:
    """The document of the `chosen` entries with their states, whose texts are `bodies` by digest."""
    site = laid.config.site
    href = absolute(site)
    listed = sorted(chosen, key=lambda pair: pair[0].card.id)
    told = {
        "format": FORMAT,
        "version": VERSION,
        "site": as_plain(site),
        "entries": [_entry(entry, state, bodies[entry.body.digest], href, laid) for entry, state in listed],
        "terms": {name: _terms(listed, name) for name in TERMS[1:]} | {"people": _terms(listed, *TERMS[:2])},
        "withdrawn": [_withdrawn(entry, href) for entry in laid.library.entries.values() if entry.withdrawn],
        "not_published": [as_plain(each) for each in sorted(unpublished, key=lambda each: each.path)],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def absolute(site: Site) -> Href:
    """How an address becomes a URL; where the site does not know its own, a path from the top of the site."""
    return partial(urls.absolute, site.url if site.url != Site().url else "/")


def _entry(entry: Entry, state: State, body: Body, href: Href, laid: Laid) -> dict[str, Any]:
    return {
        **_identity(entry, state, href),
        **_time(entry.card),
        **{name: [term.name for term in getattr(entry.card, name)] for name in TERMS},
        **{name: as_plain(getattr(entry.fields, name)) for name in TYPED},
        **_company(entry, href, laid),
        "html": markup.fill(body, entry.targets, href, plain=True),
        "text": body.text,
    }


def _identity(entry: Entry, state: State, href: Href) -> dict[str, Any]:
    """What it is, what it is called, and where it is."""
    card = entry.card
    return {
        "id": card.id,
        "feed_id": card.uri,
        "kind": card.kind.value,
        "state": state.value,
        "title": card.title,
        "full_title": card.full_title,
        "summary": card.summary,
        "language": card.lang,
        "address": f"/{card.address}",
        "url": href(card.address),
        "former_addresses": list(entry.fields.aliases),
        # The export has it where the site had it.
        "markdown": card.path,
    }


def _time(card: Card) -> dict[str, Any]:
    return {
        "date": as_plain(card.published),
        "updated": as_plain(card.updated),
        "event_date": as_plain(card.event_date),
        "weeks": str(card.span) if card.span else None,
        "label": card.label,
        "when": card.when,
        "series": card.series,
    }


def _company(entry: Entry, href: Href, laid: Laid) -> dict[str, Any]:
    """What it belongs to, leads to and shows."""
    library, id = laid.library, entry.card.id
    return {
        "part_of": entry.card.parent,
        # Where the writer chose no story, the one that gathered itself.
        "story": _chosen(library.graph.stories.get(id, ())),
        "linked_posts": _chosen(entry.linked),
        "related": [other for other, _ in library.related.get(id, ())],
        "image": _image(entry),
        "links": [_link(link, target, href) for link, target in zip(entry.links, entry.targets, strict=True)],
    }


def _chosen(steps: Iterable[Any]) -> list[dict[str, str]]:
    return [{"entry": step.entry, "url": step.url, "reason": step.reason} for step in steps]


def _image(entry: Entry) -> dict[str, str] | None:
    picture = entry.fields.image
    if not picture:
        return None
    return {**as_plain(picture), "file": entry.lead.source if entry.lead and not entry.lead.outside else ""}


def _link(link: Link, target: Target, href: Href) -> dict[str, str]:
    there = target.address if target.outside else href(target.address)
    # What leads to an entry names it; what leads to a file names that.
    file = "" if target.entry or target.outside else target.source
    told = {"kind": link.kind, "typed": link.target, "url": there, "text": link.text}
    return {**told, "entry": target.entry, "file": file}


def _terms(listed: Iterable[tuple[Entry, State]], *names: str) -> list[dict[str, str]]:
    found: set[Term] = {term for entry, _ in listed for name in names for term in getattr(entry.card, name)}
    ordered = sorted(found, key=lambda term: (term.slug, term.name))
    return [{"slug": term.slug, "name": term.name, "address": f"/{term.address}"} for term in ordered]


def _withdrawn(entry: Entry, href: Href) -> dict[str, Any]:
    """A tombstone: that there was an entry, and why it is gone; not what it said."""
    card = entry.card
    told = {"id": card.id, "feed_id": card.uri, "title": card.title, "address": f"/{card.address}"}
    return {**told, "url": href(card.address), "reason": entry.fields.withdrawn_reason}
