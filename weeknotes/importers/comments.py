"""Comments of WordPress -> responses: those that readers could see, with the names of their writers alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from weeknotes.importers import moments, paragraphs, words
from weeknotes.importers.export import Response
from weeknotes.importers.trees import Element

DEEPEST = 3  # responses that stand inside one another: more would be a stair of quotation marks


def read(comments: Sequence[Element], gone: Counter[str]) -> tuple[Response, ...]:
    """The comments that readers could see, each with the replies to it, oldest first; `gone` counts the others."""
    shown = {each.get("comment_id"): each for each in comments if _is_shown(each, gone)}
    below: dict[str, list[str]] = {}
    for number in shown:
        below.setdefault(_above(number, shown), []).append(number)

    def made(number: str) -> Response:
        each = shown[number]
        name, html = words.person(each.get("comment_author")), paragraphs.make(each.get("comment_content"))
        when = moments.read_utc(each.get("comment_date_gmt")) or moments.read(each.get("comment_date"))
        return Response(name, html, when, tuple(map(made, below.get(number, ()))))

    return tuple(map(made, below.get("", ())))


def _above(number: str, shown: Mapping[str, Element]) -> str:
    """The comment below which another is shown: the one it answers, or where that is deep down, one above it."""
    chain: list[str] = []
    parent = shown[number].get("comment_parent")
    while parent in shown and parent != number and parent not in chain:
        chain.append(parent)
        parent = shown[parent].get("comment_parent")
    # A circle of answers, which no blog has, would otherwise hang in the air.
    return "" if parent in shown else "".join(chain[-DEEPEST:][:1])


def _is_shown(comment: Element, gone: Counter[str]) -> bool:
    kind, state = comment.get("comment_type"), comment.get("comment_approved")
    why = "links from other sites" if kind in ("pingback", "trackback") else ""
    why = why or ("" if state == "1" else "responses that were not approved")
    why = why or ("" if kind in ("", "comment") else "notes of a plug-in")
    gone.update([why] if why else [])
    return not why
