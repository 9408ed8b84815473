"""The lines of a text brought into shapes that Markdown has: code, breaks, and nothing that is empty."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from weeknotes.importers.embeds import holds, is_gone, within
from weeknotes.importers.nodes import new
from weeknotes.importers.tidy import BLOCKS, INLINE, classes, in_code

KEPT = frozenset(("img", "mark-note", "hr", "table", "raw-table", "pre", "place"))
EMPTIED = ("p", "li", "ul", "ol", "blockquote", "div", "strong", "em", "b", "i", "a")
EMPHASES = ("strong", "em", "b", "i", "a")
CONTAINERS = frozenset(("div", "li", "blockquote", "td", "th", "body", "section", "article", "p", "details", "dd"))


def code(root: Tag) -> None:
    """Line breaks in code are line ends; code that runs over several lines is a block; verses are none."""
    for verse in [each for each in root.find_all("pre") if "wp-block-verse" in classes(each)]:
        verse.name = "p"
        for text in list(verse.find_all(string=True)):
            _break_lines(text)
    for each in list(root.find_all("code")):
        is_long = holds(each, ("br",)) or "\n" in each.get_text().strip("\n")
        if is_long:
            _free(each)
        if is_long and not within(each, ("pre", "p", "td", "th", "li")):
            each.wrap(new("pre"))
    for line_break in root.select("pre br"):
        line_break.replace_with(NavigableString("\n"))


def _free(code: Tag) -> None:
    """Code of several lines that stands in lines of its own within a paragraph leaves it."""
    paragraph = code.parent
    if paragraph is None or paragraph.name != "p" or _beside_words(code, "previous") or _beside_words(code, "next"):
        return
    rest = new("p", *list(code.next_siblings))
    paragraph.insert_after(code.extract(), rest)


def _beside_words(node: PageElement, side: str) -> bool:
    """Whether anything but a line break stands next to `node` in its paragraph."""
    other = getattr(node, f"{side}_sibling")
    while other is not None and not isinstance(other, Tag) and not str(other).strip():
        other = getattr(other, f"{side}_sibling")
    return other is not None and not (isinstance(other, Tag) and other.name == "br")


def _break_lines(text: PageElement) -> None:
    lines = str(text).split("\n")
    for line in lines[:-1]:
        text.insert_before(NavigableString(line), new("br"))
    text.replace_with(NavigableString(lines[-1]))


def lines(root: Tag) -> None:
    """Two line breaks part paragraphs; one at either end of its block is none."""
    for each in list(root.find_all("br")):
        if not (is_gone(each) or in_code(each)):
            _lift(each)
            _break(each)


def _lift(line_break: Tag) -> None:
    """A break at the end of bold words stands behind them: what they are in goes on."""
    around = line_break.parent
    while around is not None and around.name in INLINE:
        if not _beside(line_break, "next"):
            around.insert_after(line_break.extract())
        elif not _beside(line_break, "previous"):
            around.insert_before(line_break.extract())
        else:
            return
        around = line_break.parent


def _break(first: Tag) -> None:
    run = [first, *_breaks_after(first)]
    at_edge = not (_beside(run[0], "previous") and _beside(run[-1], "next"))
    parts = len(run) > 1 and first.parent is not None and first.parent.name in CONTAINERS
    if parts and not at_edge:
        first.insert_before(new("gap"))
    for line_break in run if at_edge or parts else run[1:]:
        line_break.decompose()


def _breaks_after(line_break: Tag) -> list[Tag]:
    found: list[Tag] = []
    node = line_break.next_sibling
    while node is not None:
        if isinstance(node, Tag) and node.name == "br":
            found.append(node)
        elif isinstance(node, Tag) or str(node).strip():
            break
        node = node.next_sibling
    return found


def _beside(node: PageElement, side: str) -> bool:
    """Whether words or pictures stand before or after `node`, in the same block and line."""
    other = getattr(node, f"{side}_sibling")
    while other is not None and not isinstance(other, Tag) and not str(other).strip():
        other = getattr(other, f"{side}_sibling")
    return other is not None and not (isinstance(other, Tag) and other.name in BLOCKS)


def empties(root: Tag) -> None:
    """Paragraphs, items and headings without anything to read go."""
    for each in reversed(list(root.find_all(EMPTIED))):
        if not is_gone(each) and not each.get_text().strip() and not holds(each, KEPT):
            words = str(each.get_text())
            if words and each.name in EMPHASES:
                each.insert_after(NavigableString(" "))
            each.decompose()
