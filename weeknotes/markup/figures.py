"""Images: late loading, and a caption from the title of one that stands alone."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from weeknotes.markup.tree import Element, cut, is_blank, take


def settle(images: Iterable[Element]) -> list[Element]:
    """Make `images` ready to be shown; those that are left, since one without an address goes.

    All but the first load only when the reader comes near them.
    """
    shown: list[Element] = []
    for image in images:
        if is_blank(image.get("src")):
            cut(image)
            continue
        # The first one is often in view at once; loading it late would show a gap.
        if shown:
            image.set("loading", "lazy")
        image.set("decoding", "async")
        image.set("alt", image.get("alt", "").strip())
        _caption(image)
        shown.append(image)
    return shown


def width_of(image: Element) -> str:
    """The width in pixels that the writer asked for; what else was said of the size is forgotten."""
    take(image, "height")
    width = take(image, "width").removesuffix("px")
    return f",{int(width)}" if width.isascii() and width.isdecimal() and 0 < int(width[:6]) < 10_000 else ""


def _caption(image: Element) -> None:
    """A paragraph with nothing but a titled image (which may be a link) becomes a figure."""
    title = image.get("title", "").strip()
    alone, paragraph = _alone(image)
    while alone and paragraph is not None and paragraph.tag == "a":
        alone, paragraph = _alone(paragraph)
    if not (title and alone and paragraph is not None and paragraph.tag == "p"):
        return
    # A caption read and then a tooltip with the same words would be said twice.
    del image.attrib["title"]
    paragraph.tag = "figure"
    caption = etree.SubElement(paragraph, "figcaption")
    caption.text = title


def _alone(element: Element) -> tuple[bool, Element | None]:
    parent = element.getparent()
    if parent is None:
        return False, None
    return len(parent) == 1 and is_blank(parent.text) and is_blank(element.tail), parent
