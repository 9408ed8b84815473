"""Emblems: cards for links shared elsewhere, and the icon of a site, drawn from words alone."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from weeknotes.images.lettering import drawn, length, spelt

WIDTH, HEIGHT = 1200, 630  # pixels; what social networks show whole (Open Graph, large cards)
MARGIN = 80  # pixels
SIZES = ((84, 3), (70, 4), (58, 5))  # of a title, and how many lines it may have
SMALL = 34  # pixels; the size of all letters but those of the title
SHADES = 16  # from paper to ink, and as many to the accent: a few colours make a small file
PAPER, INK = "#faf6ec", "#1c1a16"
LEVELS = [value * (SHADES - 1) // 255 for value in range(256)]
BARS, GAP = 7, 26  # the mark of the week: five days, and two


def card(title: str, above: str, below: str, accent: str) -> bytes:
    """A PNG of 1200 by 630 pixels: a title, a line above it (team and week), one below (the site).

    Words that the typeface cannot draw are left out.
    """
    canvas = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((0, 0, WIDTH, 20), fill=SHADES * 2 - 1)
    _put(canvas, _within(spelt(above), SMALL), SMALL, (MARGIN, 70), tint=SHADES)
    size, lines = _set(spelt(title))
    for number, line in enumerate(lines):
        _put(canvas, line, size, (MARGIN, 145 + number * size * 6 // 5), weight=1)
    foot = HEIGHT - 78
    for bar in range(BARS):
        tall = 0 if bar < 5 else 22
        left = MARGIN + bar * GAP // 2
        pen.rectangle((left, foot - 8 + tall, left + 6, foot + 38), fill=SHADES * 2 - 1 if bar < 5 else SHADES + 6)
    _put(canvas, _within(spelt(below), SMALL), SMALL, (MARGIN + 120, foot - 4))
    return _png(canvas, [*_ramp(PAPER, INK), *_ramp(PAPER, accent)])


def icon(initials: str, accent: str, side: int, form: str) -> bytes:
    """A square icon of `side` pixels with one or two letters, as ``png`` or ``ico``."""
    canvas = Image.new("L", (side, side), 0)
    letters = spelt(initials) or "W"
    size = side * 5 // 8 if len(letters) < 2 else side * 4 // 8
    word = drawn(letters, size, max(0, side // 60))
    box = word.getbbox() or (0, 0, 1, 1)
    shape = word.crop(box).point(LEVELS)
    canvas.paste(shape, ((side - shape.width) // 2, (side - shape.height) // 2))
    if form == "png":
        return _png(canvas, _ramp(accent, PAPER))
    out = BytesIO()
    _coloured(canvas, _ramp(accent, PAPER)).convert("RGBA").save(out, "ICO", sizes=[(side, side)])
    return out.getvalue()


def _set(title: str) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines; of one that never does, the beginning."""
    for size, most in SIZES:
        lines = _wrapped(title, size)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], _within(" ".join(lines[most - 1 :]), size)]


def _wrapped(text: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and length(longer, size) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(_within(word, size))
    return lines


def _within(text: str, size: int) -> str:
    """A text in one line, cut where it is too long."""
    room = WIDTH - 2 * MARGIN - 120 * (size == SMALL)
    if length(text, size) <= room:
        return text
    while text and length(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _put(canvas: Image.Image, text: str, size: int, place: tuple[int, int], tint: int = 0, weight: int = 0) -> None:
    if text:
        line = drawn(text, size, weight).point([level + tint if level else 0 for level in LEVELS])
        # Letters may reach into the lines beside theirs.
        canvas.paste(line, place, line.point([0] + [255] * 255))


def _ramp(lightest: str, darkest: str) -> list[int]:
    start, end = ImageColor.getrgb(lightest), ImageColor.getrgb(darkest)
    shares = [step / (SHADES - 1) for step in range(SHADES)]
    return [round(a + (b - a) * share) for share in shares for a, b in zip(start, end, strict=True)]


def _coloured(canvas: Image.Image, palette: Sequence[int]) -> Image.Image:
    image = Image.frombytes("P", canvas.size, canvas.tobytes())
    image.putpalette(palette)
    return image


def _png(canvas: Image.Image, palette: Sequence[int]) -> bytes:
    out = BytesIO()
    # Level 3 takes half the time of the usual one, for a tenth more bytes.
    _coloured(canvas, palette).save(out, "PNG", bits=8, compress_level=3)
    return out.getvalue()
