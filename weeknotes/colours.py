"""Colours as style sheets write them: how much they stand out from each other, and shades that stand out enough."""

from __future__ import annotations

import re
from collections.abc import Callable
from colorsys import hls_to_rgb, rgb_to_hls

from weeknotes.errors import MeaningError

HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
STEPS = 255  # of lightness, from black to white


def parse(typed: str) -> str:
    """A colour as ``#2437a4``, of six digits or three; raises MeaningError for anything else."""
    found = HEX.fullmatch(typed.strip())
    if not found:
        raise MeaningError("must be a colour in the six digits of style sheets, such as #2437a4", "#2437a4")
    digits = found[1].lower()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)


def ratio(one: str, other: str) -> float:
    """How much two colours stand out from each other, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """The colour between two, with so large a `share` of the other."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _written([a + (b - a) * share for a, b in pairs])


def nearest(colour: str, darker: bool, passes: Callable[[str], bool]) -> str:
    """The first shade of the same hue that passes, going from `colour` towards black or white one step at a time."""
    hue, lightness, saturation = rgb_to_hls(*(part / 255 for part in _parts(colour)))
    ways = range(STEPS + 1)
    shades = (lightness * (1 - step / STEPS) if darker else lightness + (1 - lightness) * step / STEPS for step in ways)
    # The first is the colour itself, untouched by rounding.
    found = (_written([255 * part for part in hls_to_rgb(hue, shade, saturation)]) for shade in shades)
    return next((shade for shade in (colour, *found) if passes(shade)), "#000000" if darker else "#ffffff")


def _luminance(colour: str) -> float:
    """Relative luminance, from 0 to 1 (WCAG 2.2, definitions)."""
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(parts: list[float]) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in parts)
