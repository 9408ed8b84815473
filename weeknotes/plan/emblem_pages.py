"""What stands for the site elsewhere: cards for links that are shared, and its icons."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from weeknotes.model import Card, Kind, Page
from weeknotes.namings import in_language
from weeknotes.plan.library import Library
from weeknotes.shots import Shot
from weeknotes.text import slugify

CARDS = "cards/"
WIDTH, HEIGHT = 1200, 630  # of a card, in pixels
CARDED = (Kind.WEEKNOTE, Kind.CASE_STUDY, Kind.PART, Kind.POST)
# What browsers and telephones ask for: address, side in pixels, form.
ICONS = (("favicon.ico", 32, "ico"), ("assets/icon-180.png", 180, "png"))
LITTLE = frozenset(("the", "a", "an", "of", "and", "for", "in", "on", "our", "y", "yr", "a'r", "o", "i"))


def lay_out(library: Library, given: Collection[str]) -> Iterator[Page]:
    """The cards of entries and the icons of the site, but for those at addresses that are `given`."""
    site, accent = library.config.site, library.config.design.accent
    for entry in library.entries.values():
        if not entry.withdrawn and (address := _address(entry.card, library)):
            above = _above(library.placed(entry.card), library)
            below = in_language(site, entry.card.lang).title
            shows = {"title": entry.card.title, "above": above, "below": below, "accent": accent}
            yield Page(address, "card", shows=shows)
    for address, side, form in ICONS:
        if address not in given:
            shows = {"initials": initials(site.title), "accent": accent, "side": str(side), "form": form}
            yield Page(address, "icon", shows=shows)


def picture(card: Card, library: Library) -> Shot | None:
    """What to show where somebody shares a link to an entry: its own picture, else its card, if there are cards."""
    if _is_sharable(card.image):
        return card.image
    address = _address(card, library)
    alt = ", ".join(filter(None, [card.title, _above(card, library)]))
    return Shot(address, WIDTH, HEIGHT, alt) if address else card.image


def initials(title: str) -> str:
    """One or two letters that stand for a title: those of its first words, little ones aside."""
    words = [word for word in title.replace("-", " ").split() if slugify(word)]
    telling = [word for word in words if word.casefold() not in LITTLE] or words
    return "".join(next(filter(str.isalnum, word)).upper() for word in telling[:2])


def _address(card: Card, library: Library) -> str:
    """Where the card of an entry is; empty where it has a picture of its own, or where there are no cards."""
    wanted = library.config.images.cards and card.kind in CARDED and not _is_sharable(card.image)
    return f"{CARDS}{card.address.strip('/')}.png" if wanted else ""


def _is_sharable(shot: Shot | None) -> bool:
    # Social networks show neither drawings nor AVIF.
    return shot is not None and not shot.address.lower().endswith((".svg", ".avif"))


def _above(card: Card, library: Library) -> str:
    """The line above the title: who, and which week."""
    kind = library.tongues.of(card.lang).say(f"kinds.{card.kind.value.replace(' ', '-')}")
    who = ", ".join(term.name for term in card.teams) or kind
    return " · ".join(filter(None, [who, card.label]))
