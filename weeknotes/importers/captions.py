"""Pictures of the old site: their captions, and links from a picture to itself."""

from __future__ import annotations

import re

from bs4 import Tag

from weeknotes.importers.embeds import holds, is_gone
from weeknotes.importers.nodes import new

LARGER = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])", re.IGNORECASE)
AROUND = ("figure", "body", "div", "center")


def settle(root: Tag) -> None:
    """The caption of a picture goes into its ``title``, which Markdown shows below it."""
    for each in list(root.find_all("table", class_="tr-caption-container")):
        _as_figure(each)
    # WordPress made lists of its galleries for some years.
    for each in root.select("ul.wp-block-gallery, ul.blocks-gallery-grid, ul.blocks-gallery-grid > li"):
        each.name = "div"
    for each in root.select("div.wp-block-gallery > li"):
        each.name = "div"
    for each in list(root.find_all("figure")):
        # Those inside a gallery have a turn of their own.
        if not (is_gone(each) or holds(each, ("figure",))):
            _caption(each)
    for image in list(root.find_all("img")):
        _without_link(image)
        _stand_alone(image)
        _stand_before(image)
    for each in list(root.find_all(["figure", "figcaption"])):
        each.name = "div"


def _as_figure(table: Tag) -> None:
    """Blogger keeps a picture and its caption in a table."""
    image, caption = table.find("img"), table.find(class_="tr-caption")
    if isinstance(image, Tag) and isinstance(caption, Tag):
        link = image.find_parent("a") or image
        table.replace_with(new("figure", link.extract(), new("figcaption", *list(caption.children))))


def _caption(figure: Tag) -> None:
    caption, images = figure.find("figcaption"), figure.find_all("img")
    words = " ".join(caption.get_text().split()) if isinstance(caption, Tag) else ""
    if not isinstance(caption, Tag) or not words:
        return
    if len(images) == 1 and not holds(caption, ("a",)):
        images[0]["title"] = words
        caption.decompose()
        return
    # Below several pictures, or with a link in it, it must stay a text.
    caption.name = "p"
    if not holds(caption, ("em",)):
        caption.append(new("em", *list(caption.children)))


def _without_link(image: Tag) -> None:
    """A link from a picture to its larger self, or to the page about it, leads to nothing new."""
    link = image.parent
    if not isinstance(link, Tag) or link.name != "a" or link.get_text().strip() or len(link.find_all("img")) > 1:
        return
    target = str(link.get("href", ""))
    is_larger = LARGER.search(target)
    if is_larger:
        image["data-full"] = target
    if is_larger or "attachment_id=" in target or _same(target, image):
        link.unwrap()


def _stand_alone(image: Tag) -> None:
    """A picture with a caption is a paragraph of its own."""
    around = image.parent if image.parent is not None and image.parent.name == "a" else image
    if image.get("title") and around.parent is not None and around.parent.name in AROUND:
        around.wrap(new("p"))


def _stand_before(image: Tag) -> None:
    """A picture that floats beside a paragraph stands before it: there is no beside in Markdown."""
    around = image.parent if image.parent is not None and image.parent.name == "a" else image
    paragraph = around.parent
    if paragraph is None or paragraph.name != "p" or not paragraph.get_text().strip():
        return
    if not any(str(each).strip() for each in around.previous_siblings):
        paragraph.insert_before(new("p", around.extract()))


def _same(target: str, image: Tag) -> bool:
    """Whether a link leads to the page of the picture itself, as WordPress makes them."""
    stem = re.sub(r"(?:-\d+x\d+)?\.\w+$", "", str(image.get("src", "")).rpartition("/")[2])
    return bool(stem) and target.rstrip("/").rpartition("/")[2] == stem.lower()
