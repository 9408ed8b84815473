"""What word processors and the sanitiser leave behind: elements that hold or say nothing."""

from __future__ import annotations

from weeknotes.markup.tree import Element, Elements, cut, is_blank, take, unwrap
from weeknotes.markup.wikilinks import TARGET

# The sanitiser leaves these with an empty class where it did not know the one typed.
CLASSED = ("p", "a", "sup", "section", "div")
LEADS = ("href", "id", "name", TARGET)
LANGUAGE = "language-"


def remove(elements: Elements) -> None:
    """Remove empty paragraphs, bare spans, links that lead nowhere and classes that mean nothing here."""
    _declass(elements)
    for each in elements.get("span", ()):
        if not each.attrib:
            unwrap(each)
    for each in elements.get("a", ()):
        if not any(each.get(name) for name in LEADS):
            unwrap(each)
    # Last, since what held only the above is empty now.
    for each in elements.get("p", ()):
        if not len(each) and is_blank(each.text):
            cut(each)


def _declass(elements: Elements) -> None:
    for tag in CLASSED:
        for each in elements.get(tag, ()):
            if each.get("class") == "":
                take(each, "class")
    for code in elements.get("code", ()):
        _name_language(code)


def _name_language(code: Element) -> None:
    """Of the classes of `code` only its language stays."""
    typed = take(code, "class").split()
    language = next((each for each in typed if each.startswith(LANGUAGE)), "")
    if language:
        code.set("class", language)
