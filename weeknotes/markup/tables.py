"""Tables: header cells that say what they head, and a frame to scroll in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from weeknotes.markup.tree import Element, by_tag, is_blank, take, words_of, wrap
from weeknotes.text import shorten

HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
LABEL_LIMIT = 100  # characters of the words that name a table


def settle(root: Element) -> None:
    """Make all tables below `root` readable by ear and on small screens."""
    above = ""
    labels: list[str] = []
    for element in list(root.iter("table", *HEADINGS)):
        if element.tag in HEADINGS:
            above = words_of(element)
            continue
        _head(element)
        # The frame of the outermost table scrolls for all tables in it.
        if next(element.iterancestors("table"), None) is None:
            labels.append(_label(element, above))
            # Two regions of one page may not share a name.
            again = labels.count(labels[-1])
            label = labels[-1] if again == 1 else f"{labels[-1]} ({again})"
            frame = {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-label": label}
            wrap(element, "div", frame)


def _label(table: Element, above: str) -> str:
    caption = table.find("caption")
    words = words_of(caption) if caption is not None else above
    return f"Table: {shorten(words, LABEL_LIMIT)}" if words else "Table"


def _head(table: Element) -> None:
    parts = by_tag(table)
    _align((*parts.get("th", ()), *parts.get("td", ())))
    rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in parts.get("tr", ())]
    # Of raw HTML too: the first row's header cells head columns unless they say otherwise.
    for cell in rows[0] if rows else ():
        if cell.tag == "th" and "scope" not in cell.attrib:
            cell.set("scope", "col")
    if rows and rows[0] and rows[0][0].tag == "th" and _is_empty(rows[0][0]):
        _head_rows(rows[0][0], rows[1:])


def _align(cells: Iterable[Element]) -> None:
    # HTML has no alignment attribute any more; the style sheet knows these classes.
    for cell in cells:
        align = take(cell, "align")
        if align in ("center", "right"):
            cell.set("class", f"align-{align}")


def _is_empty(cell: Element) -> bool:
    return not len(cell) and is_blank(cell.text)


def _head_rows(corner: Element, rows: Sequence[Sequence[Element]]) -> None:
    """An empty corner says that the first column heads the rows."""
    corner.tag = "td"
    take(corner, "scope")
    for row in rows:
        if row and row[0].tag == "td" and not _is_empty(row[0]):
            row[0].tag = "th"
            row[0].set("scope", "row")
