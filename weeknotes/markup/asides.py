"""What stands beside the running text: GitHub's alerts, footnotes, boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from weeknotes.markup.tree import Element, cut, is_blank, take, text_of
from weeknotes.text import shorten

ALERT = re.compile(r"\s*\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)", re.IGNORECASE)
TASK_LIMIT = 100  # characters of the words that name a box to tick
BACKREF = "footnote-backref"


def settle_alerts(quotations: Iterable[Element]) -> None:
    """Turn block quotations that begin with a line such as ``[!NOTE]`` into alerts."""
    for quotation in quotations:
        if len(quotation) and quotation[0].tag == "p" and is_blank(quotation.text):
            first = quotation[0]
            found = ALERT.match(first.text or "")
            # As on GitHub, nothing but the mark may stand on the first line.
            if found and (found[0].endswith("\n") or _ends_line(first)):
                _alert(quotation, first, found)


def _ends_line(paragraph: Element) -> bool:
    """Whether the text at the beginning of `paragraph` is a line for itself."""
    return not len(paragraph) or paragraph[0].tag == "br"


def _alert(quotation: Element, first: Element, found: re.Match[str]) -> None:
    first.text = (first.text or "")[found.end() :]
    if not first.text and len(first) and first[0].tag == "br":
        cut(first[0])
        first.text = (first.text or "").lstrip("\n")
    name = found[1].lower()
    quotation.tag = "div"
    quotation.attrib.update({"class": f"alert alert-{name}", "role": "note"})
    title = etree.Element("p", {"class": "alert-title"})
    title.text, title.tail = name.capitalize(), "\n"
    quotation.insert(0, title)


def settle_footnotes(blocks: Iterable[Element]) -> None:
    """Give the footnotes of either flavour one form, with back links that say where they lead."""
    for block in blocks:
        if block.get("class") not in ("footnote", "footnotes"):
            continue
        block.tag = "section"
        block.attrib.update({"class": "footnotes", "aria-label": "Footnotes"})
        # The style sheet draws the line above footnotes.
        for rule in block.findall("hr"):
            cut(rule)
        for count, note in enumerate(block.iterfind("ol/li"), 1):
            backs = [each for each in note.iter("a") if each.get("class") == BACKREF]
            _label_backs(backs, count)


def _label_backs(backs: Sequence[Element], count: int) -> None:
    for again, back in enumerate(backs, 1):
        take(back, "title")
        label = f"Back to the text, note {count}"
        back.set("aria-label", label if again == 1 else f"{label}, mention {again}")


def settle_tasks(boxes: Iterable[Element]) -> None:
    """Name each box after the task beside it; other fields of forms go."""
    for box in boxes:
        parent = box.getparent()
        if parent is None or box.get("type") != "checkbox":
            cut(box)
            continue
        box.set("aria-label", _task(box, parent) or "Task")
        # With blank lines between tasks their words stand in a paragraph.
        item = parent if parent.tag == "li" else parent.getparent()
        if item is not None and item.tag == "li":
            item.set("class", "task-list-item")
            around = item.getparent()
            if around is not None:
                around.set("class", "contains-task-list")


def _task(box: Element, parent: Element) -> str:
    """The words beside a box, without those of the lists below it."""
    words = [box.tail or ""]
    for each in box.itersiblings():
        if each.tag in ("ul", "ol"):
            break
        words += [text_of(each), each.tail or ""]
    return shorten("".join(words), TASK_LIMIT)
