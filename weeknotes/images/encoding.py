"""Writing pictures: without anything that they tell, and no heavier than a page can bear."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from PIL import Image

# What showing the picture needs; everything else in here tells about it.
KEPT = ("transparency", "duration", "loop", "background")
QUALITY = 82  # of JPEG, out of 95, as Pillow counts
# The first that keeps a copy within the budget is taken: fine noise makes a photograph three times as heavy.
QUALITIES = (QUALITY, 74, 66, 58, 50, 42, 34, 26, 18, 10)
BUDGET = 250_000  # bytes; about a second at what telephones get on a poor line


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The file of a picture, without anything that it tells; the profile says how its colours are meant."""
    profile = image.info.get("icc_profile")
    # A copy: the picture may be written again in another form.
    silent = image if options.get("save_all") else image.copy()
    silent.info = {key: value for key, value in image.info.items() if key in KEPT}
    out = BytesIO()
    silent.save(out, format=kind, exif=b"", **({"icc_profile": profile} if profile else {}), **options)
    return out.getvalue()


def jpeg(image: Image.Image, qualities: Iterable[int] = QUALITIES) -> bytes:
    """A JPEG within the budget."""
    return within(lambda quality: written(image, "JPEG", quality=quality, optimize=True, progressive=True), qualities)


def within(encode: Callable[[int], bytes], qualities: Iterable[int]) -> bytes:
    """What `encode` makes at the first of these qualities that keeps it within the budget, else at the last."""
    made = b""
    for quality in qualities:
        made = encode(quality)
        if len(made) <= BUDGET:
            break
    return made
