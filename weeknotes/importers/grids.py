"""Tables: those that Markdown can draw stay as they are, the others stay HTML, with nothing in it that can run."""

from __future__ import annotations

import re
from html import escape

from bs4 import Tag

ATTRIBUTES = ("colspan", "rowspan", "href", "src", "alt", "title", "start", "scope")
RAW_NAMES = {"gap": "br", "raw-table": "table"}
PARTS = ("tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup")
KEPT = frozenset(
    (
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "p", "br", "ul", "ol", "li", "strong", "em"),
        *("a", "img", "code", "pre", "sub", "sup", "b", "i", "del", "blockquote"),
    )
)


def free(root: Tag) -> None:
    """Cells and rows without a table are blocks like any other."""
    for stray in root.find_all(PARTS):
        if stray.find_parent("table") is None:
            stray.name = "div"


def settle(root: Tag) -> None:
    """Tables of one column are no tables; those that Markdown cannot draw stay HTML."""
    # The innermost first, so that a table within another is HTML by then.
    for table in reversed(list(root.find_all("table"))):
        _foot(table)
        _name_columns(table)
        rows = table.find_all("tr")
        if max((len(row.find_all(["td", "th"], recursive=False)) for row in rows), default=0) <= 1:
            for each in table.find_all(PARTS):
                each.name = "div"
            table.name = "div"
        elif _is_complex(table):
            table.name = "raw-table"
            table["html"] = _raw(table)


def _foot(table: Tag) -> None:
    """Rows at the foot of a table are its last: Markdown would begin another table with them."""
    bodies = table.find_all("tbody", recursive=False)
    for foot in table.find_all("tfoot", recursive=False):
        if bodies:
            bodies[-1].extend(list(foot.find_all("tr", recursive=False)))
            foot.decompose()


def _name_columns(table: Tag) -> None:
    """A first row in which all is bold names the columns."""
    row = table.find("tr")
    cells = row.find_all(["td", "th"], recursive=False) if isinstance(row, Tag) else []
    bold = [each.find(["strong", "b"]) for each in cells]
    pairs = list(zip(cells, bold, strict=True))
    if all(isinstance(inner, Tag) and inner.get_text().strip() == cell.get_text().strip() for cell, inner in pairs):
        for cell, inner in pairs:
            cell.name = "th"
            if isinstance(inner, Tag):
                inner.unwrap()


def _is_complex(table: Tag) -> bool:
    spans = any(
        str(each.get(name, "1")) != "1" for each in table.find_all(["td", "th"]) for name in ("colspan", "rowspan")
    )
    inner = table.find(["table", "raw-table", "ul", "ol", "pre", "blockquote", "gap"]) is not None
    return spans or inner or any(len(each.find_all("p")) > 1 for each in table.find_all(["td", "th"]))


def _raw(table: Tag) -> str:
    """A table as HTML without blank lines, which would end it in Markdown."""
    parts = ["<table>", *(_raw_node(each) for each in table.children), "</table>"]
    return re.sub(r"\s*\n\s*", "\n", "".join(parts)).strip()


def _raw_node(node: object) -> str:
    if not isinstance(node, Tag):
        return escape(str(node), quote=False) if str(node).strip() else " "
    inner = "".join(_raw_node(each) for each in node.children)
    name = RAW_NAMES.get(node.name, node.name)
    if name == "mark-note":
        return f"[^{node.get_text()}]"
    return _raw_element(name, node, inner) if name in KEPT else inner


def _raw_element(name: str, node: Tag, inner: str) -> str:
    given = "".join(f' {key}="{escape(str(node[key]))}"' for key in ATTRIBUTES if node.get(key))
    start = "\n" if name in ("tr", "thead", "tbody") else ""
    if name in ("br", "img"):
        return f"<{name}{given}>"
    # A blank line, also in code, would end the table.
    inner = inner.replace("\n", "<br>") if name == "pre" else inner
    return f"{start}<{name}{given}>{inner}</{name}>"
