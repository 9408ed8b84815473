"""Renditions: a picture in several widths, so that a telephone fetches no more than it shows.

Photographs and screenshots come as AVIF, which needs two thirds of the bytes of WebP at the same likeness and, at its
quickest, no more time; telephones that do not know it get narrow JPEGs. What moves has a still
for readers who asked for little motion.
"""

from __future__ import annotations

from typing import Any

from PIL import Image, features

from weeknotes.errors import MeaningError
from weeknotes.images.copies import WIDEST, in_colour, is_drawing, measure, moves, shown
from weeknotes.images.encoding import BUDGET, QUALITIES, jpeg, within, written
from weeknotes.images.opening import damaged, opened
from weeknotes.shots import Survey

STEPS = (400, 800, 1200, WIDEST)  # pixels; a telephone, one twice as dense, a column of text, one twice as dense
JPEG_STEPS = (400, 800)  # beside the copy itself, for what does not know AVIF
LIGHT = 10_000  # bytes; so small a picture arrives at once
ROOM = 0.9  # of the next width; a step nearer than that spares nothing
AVIF, JPEG, STILL = "avif", "jpeg", "still"
AVIF_QUALITIES = (58, 48, 40, 32, 24, 16)
# Colours stay beside the letters that have them; a photograph has no such edges.
SUBSAMPLING = {"JPEG": "4:2:0", "MPO": "4:2:0"}
# One thread, since the number of threads changes the bytes; the quickest way is twelve times as quick as the usual one.
AVIF_WAY: dict[str, Any] = {"speed": 10, "max_threads": 1, "codec": "aom"}


def survey(data: bytes, name: str) -> Survey | None:
    """The size of the copy of the picture in `data` and the renditions worth making; None where it is no picture.

    Raises MeaningError as `measure` does.
    """
    size = measure(data, name, WIDEST)
    if not size:
        return None
    if is_drawing(name):
        return Survey(size.width, size.height)
    image = opened(data, name)
    if moves(image):
        return Survey(size.width, size.height, ((STILL, size.width),))
    worth = len(data) >= LIGHT and size.width >= STEPS[0]
    return Survey(size.width, size.height, _steps(size.width, image, len(data)) if worth else ())


def _steps(width: int, image: Image.Image, weight: int) -> tuple[tuple[str, int], ...]:
    """Narrower ones and the full width, never a wider one."""
    modern = [step for step in STEPS if step < width * ROOM] + [width]
    old = [step for step in JPEG_STEPS if step < width * ROOM]
    if image.format not in SUBSAMPLING:
        # The copy itself is no JPEG: beside a heavy one, or one of a form that is not known everywhere, stands one.
        needed = (weight > BUDGET or image.format == "AVIF") and not image.has_transparency_data
        old = [*old, width] if needed else []
    return (*((AVIF, step) for step in modern), *((JPEG, step) for step in old))


def rendition(data: bytes, name: str, form: str, width: int) -> bytes:
    """The picture in `data` in one of the forms and widths that `survey` names, the same bytes each time.

    Raises MeaningError where the picture is damaged, or where Pillow was built without AVIF.
    """
    if form == AVIF and not features.check("avif"):
        message = f"The picture {name} cannot be written as AVIF: the Pillow on this computer was made without it."
        raise MeaningError(message, "Install Pillow from PyPI: pip install --force-reinstall pillow")
    try:
        if form == STILL:
            return written(_first(opened(data, name)), "PNG", optimize=True)
        master = shown(data, name, WIDEST)
        image = _resized(master, width)
        if form == JPEG:
            return jpeg(in_colour(image), QUALITIES[1:])
        way = AVIF_WAY | {"subsampling": SUBSAMPLING.get(str(opened(data, name).format), "4:4:4")}
        plain = in_colour(image)
        return within(lambda quality: written(plain, "AVIF", quality=quality, **way), AVIF_QUALITIES)
    except (OSError, SyntaxError, ValueError, IndexError) as error:
        raise damaged(name) from error


def _first(image: Image.Image) -> Image.Image:
    """The first frame alone."""
    image.seek(0)
    frame = image.convert("RGBA")
    frame.info = {}
    return frame


def _resized(master: Image.Image, width: int) -> Image.Image:
    if width >= master.width:
        return master
    plain = master if master.mode in ("L", "LA", "CMYK") else in_colour(master)
    height = max(1, round(master.height * width / master.width))
    return plain.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
