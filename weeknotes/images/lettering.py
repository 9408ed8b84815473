"""Lettering: words drawn in the one typeface that comes with Pillow, so that they look the same on every machine.

It has the letters of English alone. Accents are drawn above and below them, a few signs by hand; what can be said
with other letters is, and what cannot (other scripts, emoji) is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

Line = Sequence[tuple[float, float]]
SPELT = {
    "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D", "đ": "d", "Đ": "D", "þ": "th", "Þ": "Th",
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ħ": "h", "Ħ": "H", "×": "x", "½": "1/2", "¼": "1/4", "¾": "3/4",
    "©": "(c)", "®": "(R)", "‐": "-", "‑": "-", "−": "–", "ʼ": "’", "№": "No.", "•": "·",
}  # fmt: skip
# Strokes in parts of the size of the letters: from the middle of the letter, up from its top or its foot.
ABOVE: dict[str, tuple[Line, ...]] = {
    "\u0300": (((-0.11, 0.17), (0.03, 0.06)),),
    "\u0301": (((0.11, 0.17), (-0.03, 0.06)),),
    "\u0302": (((-0.12, 0.06), (0, 0.17), (0.12, 0.06)),),
    "\u0303": (((-0.14, 0.08), (-0.08, 0.14), (0, 0.11), (0.08, 0.08), (0.14, 0.14)),),
    "\u0304": (((-0.12, 0.11), (0.12, 0.11)),),
    "\u0306": (((-0.12, 0.17), (-0.07, 0.09), (0, 0.07), (0.07, 0.09), (0.12, 0.17)),),
    "\u0307": (((-0.005, 0.12), (0.005, 0.12)),),
    "\u0308": (((-0.1, 0.12), (-0.09, 0.12)), ((0.09, 0.12), (0.1, 0.12))),
    "\u030a": (((0, 0.21), (-0.07, 0.14), (0, 0.07), (0.07, 0.14), (0, 0.21)),),
    "\u030b": (((-0.02, 0.17), (-0.1, 0.06)), ((0.13, 0.17), (0.05, 0.06))),
    "\u030c": (((-0.12, 0.17), (0, 0.06), (0.12, 0.17)),),
}
BELOW: dict[str, tuple[Line, ...]] = {
    "\u0323": (((-0.005, -0.12), (0.005, -0.12)),),
    "\u0326": (((0.02, -0.08), (-0.03, -0.18)),),
    "\u0327": (((0.01, -0.01), (0, -0.07), (0.06, -0.12), (0.02, -0.18), (-0.06, -0.18)),),
    "\u0328": (((0.08, 0), (0.03, -0.09), (0.06, -0.15), (0.12, -0.14)),),
}
# Signs, each in the room of a letter, from its left edge and its foot.
SIGNS: dict[str, tuple[str, tuple[Line, ...]]] = {
    "£": ("5", (
        (
            *((0.47, 0.57), (0.43, 0.65), (0.35, 0.68), (0.26, 0.65), (0.21, 0.55)),
            *((0.22, 0.4), (0.22, 0.2), (0.16, 0.08), (0.08, 0.03)),
        ),
        ((0.08, 0.03), (0.48, 0.03)),
        ((0.09, 0.34), (0.4, 0.34)),
    )),
    "–": ("5", (((0.06, 0.28), (0.48, 0.28)),)),
    "—": ("m", (((0.05, 0.28), (0.77, 0.28)),)),
    "€": ("5", (
        (
            *((0.5, 0.6), (0.42, 0.67), (0.3, 0.67), (0.2, 0.57), (0.16, 0.35)),
            *((0.2, 0.13), (0.3, 0.03), (0.42, 0.03), (0.5, 0.1)),
        ),
        ((0.06, 0.42), (0.42, 0.42)),
        ((0.06, 0.28), (0.4, 0.28)),
    )),
}  # fmt: skip
PEN = 0.085  # of the size
FINE = 4  # strokes are drawn so many times as large, and made smaller: that smooths them


@lru_cache(maxsize=16)
def typeface(size: int) -> ImageFont.FreeTypeFont:
    """The typeface at a size in pixels, laid out by the simplest engine, which is there on every machine."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise ValueError("the Pillow on this computer was made without FreeType")
    return font.font_variant(layout_engine=ImageFont.Layout.BASIC)


def spelt(text: str) -> str:
    """`text` as it can be drawn: letters taken apart from their accents; empty where nothing can be."""
    apart = unicodedata.normalize("NFD", "".join(SPELT.get(each, each) for each in text))
    return " ".join("".join(filter(_is_drawable, apart)).split())


def length(text: str, size: int) -> float:
    """How wide a spelt text is, in pixels."""
    return typeface(size).getlength("".join(base for base, _ in _clusters(text)))


def drawn(text: str, size: int, weight: int = 0) -> Image.Image:
    """A spelt text in one line, white on black, its foot `size` pixels below the upper edge; `weight` thickens it."""
    font = typeface(size)
    line = Image.new("L", (int(length(text, size)) + size // 2, size * 3 // 2), 0)
    pen = ImageDraw.Draw(line)
    clusters = list(_clusters(text))
    letters = "".join(base for base, _ in clusters)
    for start, end in _runs(clusters):
        at = font.getlength(letters[:start])
        pen.text((at, size), letters[start:end], fill=255, font=font, anchor="ls", stroke_width=weight)
    for number, (base, marks) in enumerate(clusters):
        if marks in SIGNS:
            _strokes(line, SIGNS[marks][1], font.getlength(letters[:number]), size, size)
        elif marks:
            _accent(line, base, marks, font.getlength(letters[:number]), size)
    return line


def _runs(clusters: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """From where to where letters stand, with signs between them: a run is drawn in one go."""
    start = 0
    for number, (_, marks) in enumerate([*clusters, ("", "£")]):
        if marks in SIGNS:
            if start < number:
                yield start, number
            start = number + 1


def _is_drawable(character: str) -> bool:
    if character.isspace() or character in SIGNS or character in ABOVE or character in BELOW:
        return True
    return "!" <= character <= "~" or _has(character)


@lru_cache(maxsize=512)
def _has(character: str) -> bool:
    """Whether the typeface has a glyph for it, other than the box that stands for a missing one."""
    font = typeface(40)
    return character.isprintable() and bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


def _clusters(text: str) -> Iterator[tuple[str, str]]:
    """Each letter with the accents that follow it; a sign as the letter in whose room it stands, and itself."""
    base, marks = "", ""
    for each in text:
        if base and (each in ABOVE or each in BELOW):
            marks += each
            continue
        if base:
            yield base, marks
        base, marks = (SIGNS[each][0], each) if each in SIGNS else (each, "")
    if base:
        yield base, marks


def _accent(line: Image.Image, base: str, marks: str, at: float, size: int) -> None:
    font = typeface(size)
    left, top, right, _ = font.getbbox(base, anchor="ls")
    if base in "ij" and any(mark in ABOVE for mark in marks):
        # The dot makes room for the accent.
        dot, top = top, font.getbbox("x", anchor="ls")[1]
        line.paste(0, (int(at + left), int(size + dot) - 2, int(at + right) + 1, int(size + top) - 1))
    middle = at + (left + right) / 2
    for mark in marks:
        if mark in ABOVE:
            _strokes(line, ABOVE[mark], middle, size + top, size)
        elif mark in BELOW:
            _strokes(line, BELOW[mark], middle, size, size)


def _strokes(line: Image.Image, strokes: Sequence[Line], x: float, y: float, size: int) -> None:
    """Draw lines from the point (x, y), whose ends are told in parts of `size`, upwards."""
    fine = Image.new("L", (size * 2 * FINE, size * 2 * FINE), 0)
    pen, width = ImageDraw.Draw(fine), max(1, round(size * PEN * FINE))
    for stroke in strokes:
        ends = [((size + across * size) * FINE, (size - up * size) * FINE) for across, up in stroke]
        pen.line(ends, fill=255, width=width, joint="curve")
        for across, down in (ends[0], ends[-1]):
            pen.ellipse((across - width / 2, down - width / 2, across + width / 2, down + width / 2), fill=255)
    smooth = fine.reduce(FINE)
    line.paste(255, (round(x) - size, round(y) - size), smooth)
