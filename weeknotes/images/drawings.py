"""Drawings (SVG): their size, and a copy rebuilt from a list of what a drawing may hold."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from xml.etree import ElementTree as Xml

from weeknotes.errors import MeaningError
from weeknotes.images.opening import damaged
from weeknotes.images.size import Size

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
DRAWN = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line"),
        *("polyline", "polygon", "text", "tspan", "textPath", "linearGradient", "radialGradient", "stop"),
        *("clipPath", "mask", "pattern", "marker", "filter", "style", "image", "switch"),
    )
)
FILTER_PART = re.compile(r"fe[A-Z][A-Za-z]+")
PIXELS = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px)?\s*")
# Addresses outside the drawing; a backslash could spell one so that it is not seen.
OUTWARD = re.compile(r"url\((?!\s*['\"]?#)|@import|javascript:|expression\(|\\", re.IGNORECASE)
INNER_PICTURE = re.compile(r"(data:image/(?:png|jpeg|gif|webp);base64,)([A-Za-z0-9+/=\s]*)")


def root_of(data: bytes, name: str) -> Xml.Element:
    """The drawing in `data`. Raises MeaningError where it is none, or hides what it holds."""
    if b"<!ENTITY" in data:
        message = f"The drawing {name} defines its own entities, which can hide anything."
        raise MeaningError(message, "Export it as plain or optimised SVG.")
    try:
        root = Xml.fromstring(data)  # noqa: S314 - entities, the danger here, are refused above
    except (Xml.ParseError, ValueError, LookupError) as error:
        raise damaged(name) from error
    if root.tag != f"{SVG}svg":
        raise MeaningError(f"The file {name} is no drawing, though its name says so.", "Save it as SVG again.")
    return root


def size_of(root: Xml.Element) -> Size | None:
    """Width and height as given, else those of the view box."""
    given = [PIXELS.fullmatch(root.get(side, "")) for side in ("width", "height")]
    numbers = [float(each[1]) for each in given if each]
    if len(numbers) < 2:
        box = [PIXELS.fullmatch(each) for each in re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:]]
        numbers = [float(each[1]) for each in box if each]
    width, height = (round(each) for each in numbers) if len(numbers) == 2 else (0, 0)
    return Size(width, height) if width and height else None


def cleaned(root: Xml.Element, name: str, clean: Callable[[bytes, str], bytes]) -> bytes:
    """The drawing with nothing that acts, asks or tells; `clean` makes the copies of pictures inside it."""
    for element in root.iter():
        for child in list(element):
            if not _is_drawn(child):
                element.remove(child)
        element.tag = element.tag.removeprefix(SVG)
        kept = {_plain(key): value for key, value in element.attrib.items() if _is_harmless(_plain(key), value)}
        if inner := INNER_PICTURE.fullmatch(kept.get("href", "")):
            kept["href"] = _inner(inner, name, clean)
        element.attrib.clear()
        element.attrib.update(kept)
    root.set("xmlns", SVG.strip("{}"))
    try:
        made: bytes = Xml.tostring(root, encoding="utf-8")
    except RecursionError as error:
        raise damaged(name) from error
    return made


def _inner(found: re.Match[str], name: str, clean: Callable[[bytes, str], bytes]) -> str:
    """A picture inside a drawing, as clean as one that stands alone."""
    try:
        data = b64decode(found[2])
    except ValueError as error:
        raise damaged(name) from error
    return found[1] + b64encode(clean(data, name[: -len(".svg")])).decode()


def _is_drawn(element: Xml.Element) -> bool:
    name = element.tag.removeprefix(SVG)
    known = element.tag.startswith(SVG) and (name in DRAWN or FILTER_PART.fullmatch(name))
    return bool(known) and not (name == "style" and OUTWARD.search(element.text or ""))


def _plain(key: str) -> str:
    return key.removeprefix(XLINK)


def _is_harmless(key: str, value: str) -> bool:
    if key == "href":
        return value.startswith("#") or bool(INNER_PICTURE.fullmatch(value))
    if key.startswith("{"):
        return key.startswith("{http://www.w3.org/XML/1998/namespace}")
    return not key.lower().startswith("on") and not OUTWARD.search(value)
