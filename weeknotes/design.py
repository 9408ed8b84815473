"""What a site chooses of its looks, and the tokens of the style sheet that follow from that.

Every colour is measured before a page is made: words, links and the ring around what has the focus are in the
accent, on each of the backgrounds, and words stand upon it. 4.5:1 is what words need (WCAG 2.2, 1.4.3); the ring
needs 3:1 (1.4.11), on the same backgrounds.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from weeknotes import colours
from weeknotes.config import ACCENT, Design, Team
from weeknotes.errors import MeaningError
from weeknotes.values import Record

LEAST = 4.5  # WCAG 2.2, 1.4.3: words of ordinary size
ACCENT_DARK = "#b3beff"  # of the style sheet
WASH = 0.12  # the accent's share in the background of boxes
DEEP = 0.85  # and in that of the front page's head, on dark screens
EASY = 8.0  # contrast of an accent for dark screens that nobody chose
PICTURES = (".svg", ".png", ".webp", ".jpg", ".jpeg", ".gif", ".avif")
TYPES = ("serif", "sans", "humanist", "slab")
# Families that come with telephones and computers: nothing is fetched. The standard ones are in the style sheet.
FAMILIES = {
    "sans": {"head": "var(--sans)", "text": "var(--sans)"},
    "humanist": {
        "sans": 'Seravek, "Gill Sans Nova", Optima, Ubuntu, Calibri, Candara, "DejaVu Sans", "Noto Sans", sans-serif',
        "head": "var(--sans)",
        "text": "var(--sans)",
    },
    "slab": {"head": 'Rockwell, "Rockwell Nova", "Roboto Slab", "Sitka Heading", "DejaVu Serif", Georgia, serif'},
}


class Scheme(Record):
    """The colours behind the accent on a light or a dark screen, as the theme's style sheet has them.

    `page`, `sheet` and `shade` are backgrounds; words upon the accent are in the colour of the page. `white` is what
    boxes are tinted from.
    """

    name: str
    page: str
    sheet: str
    shade: str
    white: str

    def grounds(self, accent: str) -> tuple[str, ...]:
        """All that words in the accent stand on; the first is also the colour of words that stand on it."""
        return self.page, self.sheet, self.shade, self.wash(accent)

    def wash(self, accent: str) -> str:
        """The background of boxes, which has a touch of the accent."""
        return colours.mix(self.white, accent, WASH)

    def weakest(self, accent: str) -> tuple[float, str]:
        """The least of all contrasts, and the colour that it is with."""
        return min((colours.ratio(accent, ground), ground) for ground in self.grounds(accent))


LIGHT = Scheme("light", "#faf6ec", "#fffdf7", "#f0eadb", "#ffffff")
DARK = Scheme("dark", "#11131d", "#191c29", "#1d2130", "#11131d")


def accent(scheme: Scheme) -> Callable[[str], str]:
    """How an accent for light or for dark screens is read.

    Raises MeaningError for one that cannot be read well, with the contrast as measured and the nearest good shade.
    """

    def read(typed: str) -> str:
        colour = colours.parse(typed)
        contrast, ground = scheme.weakest(colour)
        if contrast >= LEAST:
            return colour
        # Cut off, not rounded: 4.49 must not be told as 4.5.
        told = (
            f"cannot be read well on {scheme.name} screens: its contrast with the background there ({ground}) is "
            f"{int(contrast * 100) / 100:.2f} to 1, and words need {LEAST} to 1 (WCAG 2.2, 1.4.3). "
            "Below is the nearest shade that has it"
        )
        raise MeaningError(told, _shade(colour, scheme, LEAST))

    return read


def logo(typed: str) -> str:
    """The path of a picture in the site's folder; raises MeaningError for another file or place."""
    path = PurePosixPath(typed.strip().replace("\\", "/"))
    tidy = "/".join(part for part in path.parts if part not in ("/", "..", "."))
    if path.suffix.lower() not in PICTURES:
        raise MeaningError("must be the path of a picture: .svg, .png, .webp or .jpg", "content/logo.svg")
    if str(path) != tidy or ":" in tidy:
        raise MeaningError("must be a path from the site's folder on", tidy.rpartition(":")[2].lstrip("/"))
    return tidy


def logo_address(path: str) -> str:
    """Where the logo is published. One among the files of the theme is there already."""
    if path.startswith("templates/assets/"):
        return path.removeprefix("templates/")
    return f"assets/logo{PurePosixPath(path).suffix.lower()}"


def accents(design: Design) -> tuple[str, str]:
    """The accent for light screens and that for dark ones, which follows from the first where it is not given."""
    if design.accent_dark or design.accent == ACCENT:
        return design.accent, design.accent_dark or ACCENT_DARK
    return design.accent, _shade(design.accent, DARK, EASY)


def tokens(design: Design) -> dict[str, str]:
    """The custom properties of the style sheet that are others than its own, by name without the dashes.

    `var(--light, …)` holds on light screens, `--dark` on dark ones; `--strong` and `--deep` are for those who ask for
    more contrast.
    """
    light, dark = accents(design)
    if (light, dark) == (ACCENT, ACCENT_DARK):
        return dict(FAMILIES.get(design.type, {}))
    deep = colours.mix("#000000", light, DEEP)
    field = f"var(--deep, {_either(light, deep)})"
    return {**_tints(light, dark), "field": field, **FAMILIES.get(design.type, {})}


def team_tokens(team: Team) -> dict[str, str]:
    """The custom properties that are others where something is of this team; none where it has no colour."""
    if not team.colour:
        return {}
    # The thick line is made of the accent where the style sheet names it, which is above.
    return {**_tints(*accents(Design(accent=team.colour))), "bar": ".45rem solid var(--accent)"}


def _tints(light: str, dark: str) -> dict[str, str]:
    accent, wash = _either(light, dark), _either(LIGHT.wash(light), DARK.wash(dark))
    return {"accent": f"var(--strong, {accent})", "wash": wash}


def _either(light: str, dark: str) -> str:
    return f"var(--light, {light}) var(--dark, {dark})"


def _shade(colour: str, scheme: Scheme, least: float) -> str:
    return colours.nearest(colour, scheme is LIGHT, lambda shade: scheme.weakest(shade)[0] >= least)
