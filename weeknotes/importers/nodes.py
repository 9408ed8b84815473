"""New elements for a tree."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

SOUP = BeautifulSoup("", "lxml")


def new(name: str, *children: PageElement, **attributes: str) -> Tag:
    """An element that stands nowhere yet, with these children, which leave the places where they were."""
    element = SOUP.new_tag(name, attrs=dict(attributes))
    element.extend(children)
    return element
