"""``site.json``: the open account of what is published, and the ledger that the next build is compared with.

What each field means, and what stays, is promised in ``docs/data.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from weeknotes import urls
from weeknotes.config import Site
from weeknotes.facts import Moment
from weeknotes.ledger import Deed, Ledger
from weeknotes.model import Card

NEXT = ",\n"
VERSION = 1  # of the format: another number means that a field was taken away, or means something else


def site_json(site: Site, cards: Iterable[Card], ledger: Ledger) -> bytes:
    """The file for these `cards`, each of which has a deed in the `ledger`."""
    shown = sorted(cards, key=lambda card: card.id)
    known = {card.id for card in shown}
    data = {
        "version": VERSION,
        "site": site.title,
        "url": site.url,
        "language": site.language,
        "authority": site.id_authority,
        "entries": [_entry(card, ledger.deeds[card.id]) for card in shown],
        "withdrawn": [_deed(site, deed) for id, deed in ledger.deeds.items() if id not in known],
        "places": ledger.places,
        "feeds": [{"address": address, "title": title} for address, title in ledger.feeds.items()],
    }
    fields = (f"{_json(name)}: {_rows(value)}" for name, value in data.items())
    return ("{\n" + NEXT.join(fields) + "\n}\n").encode()


def _rows(value: object) -> str:
    """JSON with an entry a line: as easy to look at and to compare as one indented, and made in a third of the time."""
    if not isinstance(value, list) or not value:
        return _json(value)
    return f"[\n{NEXT.join(map(_json, value))}\n]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _entry(card: Card, deed: Deed) -> dict[str, object]:
    return {
        "id": card.uri,
        "identity": card.id,
        "kind": card.kind.value,
        "address": card.address,
        "before": deed.before,
        "title": card.title,
        "language": card.lang,
        "week": str(card.span) if card.span else None,
        "date": _moment(card.published),
        "updated": _moment(card.updated),
        "authors": [term.name for term in card.authors],
        "teams": [term.slug for term in card.teams],
        "themes": [term.slug for term in card.themes],
        "takeaways": card.takeaways,
        "lessons": card.lessons,
        "source": card.path,
        "mark": deed.mark,
    }


def _moment(moment: Moment | None) -> str | None:
    return moment.at.isoformat() if moment else None


def _deed(site: Site, deed: Deed) -> dict[str, object]:
    """What is told of an entry that was taken back, or is held for now: where it is, and nothing of its words."""
    uri = urls.tag_uri(site.id_authority, deed.id)
    return {"id": uri, "identity": deed.id, "address": deed.address, "before": deed.before, "source": deed.path}
