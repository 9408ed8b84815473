"""Copies fit to be published: upright, not too wide, telling nothing."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling

from weeknotes.errors import MeaningError
from weeknotes.images import drawings
from weeknotes.images.encoding import BUDGET, QUALITY, jpeg, written
from weeknotes.images.opening import damaged, opened
from weeknotes.images.size import Size

WIDEST = 1600  # pixels; what the widest screens show of a column of text, twice as dense
ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic", ".heif")
ORIENTATION = 0x0112  # Exif 2.32, table 4
TURNED = frozenset((5, 6, 7, 8))  # values that swap width and height
MODES = frozenset(("L", "LA", "RGB", "RGBA", "CMYK"))


def measure(data: bytes, name: str, widest: int = 0) -> Size | None:
    """The size of the picture in `data`, or None where it is none; with `widest`, that of its `clean` copy.

    Raises MeaningError where the ending of `name` promises a picture that browsers show and `data` is none.
    """
    try:
        if is_drawing(name):
            return drawings.size_of(drawings.root_of(data, name))
        image = opened(data, name)
    except MeaningError:
        if name.lower().endswith(ENDINGS):
            raise
        return None
    seen = _seen(image)
    return _narrow(seen, widest) if 0 < widest < seen.width and not moves(image) else seen


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
    if is_drawing(name):
        return drawings.cleaned(drawings.root_of(data, name), name, clean)
    image = opened(data, name)
    try:
        if image.format == "GIF" and (moves(image) or image.width <= widest):
            image.load()
            return b"".join(_gif_without_words(data))
        return _saved(image, data, name, widest)
    except (OSError, SyntaxError, ValueError, IndexError) as error:
        raise damaged(name) from error


def is_drawing(name: str) -> bool:
    """Whether a file of this name is a drawing (SVG)."""
    return name.lower().endswith(".svg")


def moves(image: Image.Image) -> bool:
    """Whether a picture has several frames, one after the other."""
    # Some cameras put a second picture behind the first (MPO); that is no animation.
    return bool(getattr(image, "is_animated", False)) and image.format != "MPO"


def _orientation(image: Image.Image) -> int:
    try:
        with warnings.catch_warnings(action="ignore"):
            return int(image.getexif().get(ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError, TypeError):
        return 1


def _saved(image: Image.Image, data: bytes, name: str, widest: int) -> bytes:
    kind = "JPEG" if image.format in ("JPEG", "MPO") else str(image.format)
    if moves(image):
        return written(image, kind, save_all=True, **_options(image, kind))
    if kind == "JPEG" and _seen(image).width > widest:
        return jpeg(shown(data, name, widest))
    made = written(_upright(image, widest), kind, **_options(image, kind))
    return made if kind != "JPEG" or len(made) <= BUDGET else jpeg(_upright(image, widest))


@lru_cache(maxsize=1)
def shown(data: bytes, name: str, widest: int) -> Image.Image:
    """The picture in `data` as it is seen, at most `widest` pixels wide; raises as Pillow does where it is damaged.

    The last one stays at hand: to read a photograph takes longer than all else, and its copies are made together.
    """
    image = _upright(opened(data, name), widest)
    image.load()
    return image


def _upright(image: Image.Image, widest: int) -> Image.Image:
    narrowed = _narrowed(image, widest) if _seen(image).width > widest else image
    return narrowed if _orientation(narrowed) == 1 else ImageOps.exif_transpose(narrowed)


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
        image = in_colour(image)
    narrowed = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    narrowed.getexif().update(exif)
    return narrowed


def in_colour(image: Image.Image) -> Image.Image:
    """The picture in red, green and blue, and in how far it can be seen through."""
    if image.mode in ("RGB", "RGBA"):
        return image
    # A scan with 65,536 greys; Pillow would take the lightest 65,281 of them for white.
    grey = image.point(lambda value: value * (1 / 257)).convert("L") if image.mode.startswith("I;16") else image
    plain = grey.convert("RGBA" if image.has_transparency_data else "RGB")
    # The profile of an ink or of a grey says nothing of red, green and blue.
    plain.info = {key: value for key, value in image.info.items() if key != "icc_profile" or image.mode == "P"}
    return plain


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
