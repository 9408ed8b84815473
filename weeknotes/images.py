"""Pictures: how large they are, and copies fit to be published: upright, not too wide, telling nothing.

A photograph tells where and when it was taken and on whose telephone; none of it may be published. A
drawing (SVG) is rebuilt from a list of what it may hold.
"""

from __future__ import annotations

import re
import warnings
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as Xml

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import get_sampling

from weeknotes.errors import MeaningError

WIDEST = 1600  # pixels; what the widest screens show of a column of text, twice as dense
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic", ".heif")
ORIENTATION = 0x0112  # Exif 2.32, table 4
TURNED = frozenset((5, 6, 7, 8))  # values that swap width and height
# What showing the picture needs; everything else in here tells about it.
KEPT = ("transparency", "duration", "loop", "background")
MODES = frozenset(("L", "LA", "RGB", "RGBA", "CMYK"))
QUALITY = 82
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)

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


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels, as the picture is seen."""

    width: int
    height: int


def measure(data: bytes, name: str, widest: int = 0) -> Size | None:
    """The size of the picture in `data`, or None where it is none; with `widest`, that of its `clean` copy.

    Raises MeaningError where the ending of `name` promises a picture that browsers show and `data` is none.
    """
    try:
        if _is_drawing(name):
            return _drawing_size(_root(data, name))
        image = _open(data, name)
    except MeaningError:
        if name.lower().endswith(ENDINGS):
            raise
        return None
    seen = _seen(image)
    return _narrow(seen, widest) if 0 < widest < seen.width and not _moves(image) else seen


def _seen(image: Image.Image) -> Size:
    return Size(*reversed(image.size)) if _orientation(image) in TURNED else Size(*image.size)


def _narrow(size: Size, widest: int) -> Size:
    return Size(widest, max(1, round(size.height * widest / size.width)))


def clean(data: bytes, name: str, widest: int = WIDEST) -> bytes:
    """A copy of the picture in `data` to be published, the same bytes each time.

    It stands upright, is at most `widest` pixels wide and holds no metadata. What moves keeps its size.
    `name` is the file's, for its ending and for the words of errors.

    Raises MeaningError where the picture is damaged, of a kind that browsers do not show, or too large.
    """
    if _is_drawing(name):
        return _clean_drawing(_root(data, name), name)
    image = _open(data, name)
    moves = _moves(image)
    try:
        if image.format == "GIF" and (moves or image.width <= widest):
            image.load()
            return b"".join(_gif_without_words(data))
        return _saved(image, widest, moves)
    except (OSError, SyntaxError, ValueError, IndexError) as error:
        raise _damaged(name) from error


def _is_drawing(name: str) -> bool:
    return name.lower().endswith(".svg")


def _damaged(name: str) -> MeaningError:
    return MeaningError(
        f"The picture {name} is damaged: it cannot be read to its end.", "Save it again, or leave it out."
    )


def _open(data: bytes, name: str) -> Image.Image:
    if (data[4:8] == b"ftyp" and data[8:12] in HEIC) or name.lower().endswith((".heic", ".heif")):
        message = f"The picture {name} is in Apple's HEIC format, which most browsers cannot show."
        raise MeaningError(message, "Open it and save it as JPEG.")
    try:
        # A camera's notes may be damaged where the picture is not.
        with warnings.catch_warnings(action="ignore"):
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data), formats=FORMATS)
    except BOMBS as error:
        message = f"The picture {name} has more pixels than any screen can show."
        raise MeaningError(message, "Save it smaller: 1600 pixels wide is plenty.") from error
    except UnidentifiedImageError as error:
        message = f"The file {name} is no picture that browsers show, or it is damaged."
        raise MeaningError(message, "Save it as JPEG or PNG.") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _damaged(name) from error


def _moves(image: Image.Image) -> bool:
    # Some cameras put a second picture behind the first (MPO); that is no animation.
    return bool(getattr(image, "is_animated", False)) and image.format != "MPO"


def _orientation(image: Image.Image) -> int:
    try:
        with warnings.catch_warnings(action="ignore"):
            return int(image.getexif().get(ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError, TypeError):
        return 1


def _saved(image: Image.Image, widest: int, moves: bool) -> bytes:
    kind = "JPEG" if image.format in ("JPEG", "MPO") else str(image.format)
    options = _options(image, kind)
    if moves:
        options["save_all"] = True
    elif _seen(image).width > widest:
        image = _narrowed(image, widest)
        options = {"quality": QUALITY} if kind == "JPEG" else options
    if profile := image.info.get("icc_profile"):
        options["icc_profile"] = profile
    upright = image if moves or _orientation(image) == 1 else ImageOps.exif_transpose(image)
    upright.info = {key: value for key, value in upright.info.items() if key in KEPT}
    out = BytesIO()
    upright.save(out, format=kind, exif=b"", **options)
    return out.getvalue()


def _options(image: Image.Image, kind: str) -> dict[str, Any]:
    """How to write a picture as well as it came."""
    if kind == "JPEG":
        tables: Mapping[int, Any] = getattr(image, "quantization", {})
        return {"qtables": tables, "subsampling": get_sampling(image)} if tables else {"quality": QUALITY}
    if kind == "WEBP":
        return {"quality": QUALITY, "method": 4}
    return {"optimize": True} if kind == "PNG" else {}


def _narrowed(image: Image.Image, widest: int) -> Image.Image:
    exif = image.getexif()
    goal = _narrow(_seen(image), widest)
    size = (goal.height, goal.width) if _orientation(image) in TURNED else (goal.width, goal.height)
    # A JPEG can be read at a fraction of its size, in a fraction of the time.
    image.draft(None, (size[0] * 2, size[1] * 2))
    if image.mode not in MODES:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    narrowed = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    narrowed.getexif().update(exif)
    return narrowed


def _gif_without_words(data: bytes) -> Iterator[bytes]:
    """A GIF without comments and foreign notes (GIF89a, sections 24 to 26), its frames as they are."""
    place = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    yield data[:place]
    while data[place] != 0x3B:
        start = place
        if data[place] == 0x2C:
            flags = data[place + 9]
            place += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
        else:
            place += 2
        words = data[start] == 0x21 and not _serves_motion(data, start)
        while data[place]:
            place += data[place] + 1
        place += 1
        if not words:
            yield data[start:place]
    yield b"\x3b"


def _serves_motion(data: bytes, start: int) -> bool:
    """Whether a GIF extension serves the animation: timing, or how often it repeats."""
    kind = data[start + 1]
    return kind == 0xF9 or (kind == 0xFF and data[start + 3 : start + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0"))


def _root(data: bytes, name: str) -> Xml.Element:
    if b"<!ENTITY" in data:
        message = f"The drawing {name} defines its own entities, which can hide anything."
        raise MeaningError(message, "Export it as plain or optimised SVG.")
    try:
        root = Xml.fromstring(data)  # noqa: S314 - entities, the danger here, are refused above
    except (Xml.ParseError, ValueError, LookupError) as error:
        raise _damaged(name) from error
    if root.tag != f"{SVG}svg":
        raise MeaningError(
            f"The file {name} is no drawing, though its name says so.", "Save it as SVG again."
        )
    return root


def _drawing_size(root: Xml.Element) -> Size | None:
    given = [PIXELS.fullmatch(root.get(side, "")) for side in ("width", "height")]
    numbers = [float(each[1]) for each in given if each]
    if len(numbers) < 2:
        box = [PIXELS.fullmatch(each) for each in re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:]]
        numbers = [float(each[1]) for each in box if each]
    width, height = (round(each) for each in numbers) if len(numbers) == 2 else (0, 0)
    return Size(width, height) if width and height else None


def _clean_drawing(root: Xml.Element, name: str) -> bytes:
    for element in root.iter():
        for child in list(element):
            if not _is_drawn(child):
                element.remove(child)
        element.tag = element.tag.removeprefix(SVG)
        kept = {
            _plain(key): value for key, value in element.attrib.items() if _is_harmless(_plain(key), value)
        }
        if inner := INNER_PICTURE.fullmatch(kept.get("href", "")):
            kept["href"] = _inner(inner, name)
        element.attrib.clear()
        element.attrib.update(kept)
    root.set("xmlns", SVG.strip("{}"))
    try:
        cleaned: bytes = Xml.tostring(root, encoding="utf-8")
    except RecursionError as error:
        raise _damaged(name) from error
    return cleaned


def _inner(found: re.Match[str], name: str) -> str:
    """A picture inside a drawing, as clean as one that stands alone."""
    try:
        data = b64decode(found[2])
    except ValueError as error:
        raise _damaged(name) from error
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
