"""What word processors and the sanitiser leave behind: elements that hold or say nothing."""

from __future__ import annotations

from weeknotes.markup.tree import Elements, cut, is_blank, unwrap
from weeknotes.markup.wikilinks import TARGET

# The sanitiser empties a class that it does not know.
CLASSED = ("p", "a", "sup", "section", "div")
LANGUAGE = "language-"


def remove(elements: Elements) -> None:
    """Remove empty paragraphs, bare spans, links that lead nowhere and classes that mean nothing here."""
    for tag in CLASSED:
        for each in elements.get(tag, ()):
            if each.get("class") == "":
                del each.attrib["class"]
    for each in elements.get("span", ()):
        if not each.attrib:
            unwrap(each)
    for each in elements.get("a", ()):
        if not any(name in each.attrib for name in ("href", "id", "name", TARGET)):
            unwrap(each)
    for each in elements.get("code", ()):
        if not each.get("class", LANGUAGE).startswith(LANGUAGE):
            del each.attrib["class"]
    for each in elements.get("p", ()):
        if not len(each) and is_blank(each.text):
            cut(each)
