"""A site's own colours, type and logo: measured before a page is made, and the same wherever they show."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import CONFIG

from weeknotes.config import Design
from weeknotes.design import DARK, LIGHT, accents, logo_address, tokens
from weeknotes.settings import parse

STYLE = (Path(__file__).parent.parent / "templates/assets/style.css").read_text(encoding="utf-8")
PLUM = "#8a1f4c"
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40"/></svg>\n'
NOTE = "-- content/posts/hello.md --\n---\ndate: 2026-01-02\n---\nHello.\n"


def design(lines):
    return CONFIG + "\n[design]\n" + lines


def problem(lines):
    _, problems = parse(design(lines))
    (found,) = problems
    return found


def test_the_colours_that_are_measured_are_those_of_the_style_sheet():
    told = dict(re.findall(r"--([\w-]+): (?:var\(--\w+, )?var\(--light, (#\w+)\) var\(--dark, #\w+\)", STYLE))
    assert (told["paper"], told["sheet"], told["shade"]) == (LIGHT.page, LIGHT.sheet, LIGHT.shade)
    assert told["accent"] == accents(Design())[0]
    told = dict(re.findall(r"--([\w-]+): (?:var\(--\w+, )?var\(--light, #\w+\) var\(--dark, (#\w+)\)", STYLE))
    assert (told["paper"], told["sheet"], told["shade"]) == (DARK.page, DARK.sheet, DARK.shade)
    assert told["accent"] == accents(Design())[1]


def test_the_standard_colours_can_be_read():
    light, dark = accents(Design())
    assert LIGHT.weakest(light)[0] > 7
    assert DARK.weakest(dark)[0] > 7


@pytest.mark.parametrize(
    ("line", "ground", "contrast", "better"),
    [
        ('accent = "#e07b00"', "#f0eadb", "2.49", "#9f5700"),
        ('accent = "#ffdd00"', "#f0eadb", "1.12", "#796900"),
        ('accent = "#767676"', "#f0eadb", "3.78", "#6a6a6a"),
        ('accent_dark = "#2437a4"', "#1d2130", "1.64", "#7182e0"),
    ],
)
def test_a_colour_that_cannot_be_read_is_told_with_its_contrast_and_the_next_that_can(line, ground, contrast, better):
    found = problem(line)
    assert (found.severity, found.line, found.found) == ("error", 11, line)
    assert f"{contrast} to 1" in found.message
    assert re.sub(r'"#\w+"', f'"{better}"', line) == found.suggestion
    assert ground in found.message


def test_the_colour_of_a_team_is_measured_too():
    _, problems = parse(CONFIG + '\n[teams.housing]\nname = "Housing"\ncolour = "#e07b00"\n')
    told = [(each.code, each.line, each.suggestion) for each in problems]
    assert told == [("config.colour", 12, 'colour = "#9f5700"')]


@given(COLOURS, st.sampled_from(["accent", "accent_dark"]))
def test_what_is_proposed_is_good(colour, name):
    for better in (each.suggestion for each in parse(design(f'{name} = "{colour}"\n'))[1]):
        config, left = parse(design(better))
        assert left == ()
        assert better == f'{name} = "{getattr(config.design, name)}"'


@given(COLOURS)
def test_the_accent_of_dark_screens_follows_from_that_of_light_ones(colour):
    dark = accents(Design(accent=colour))[1]
    assert DARK.weakest(dark)[0] >= 4.5
    assert accents(Design(accent=colour, accent_dark="#ffd0e0")) == (colour, "#ffd0e0")


def test_a_site_of_the_standard_design_adds_nothing_to_its_style_sheet():
    assert tokens(Design()) == {}
    assert tokens(Design(type="sans")).keys() == {"head", "text"}
    assert tokens(Design(accent=PLUM)).keys() == {"accent", "wash", "field"}


@pytest.mark.parametrize(
    ("line", "code", "better"),
    [
        ('accent = "blue"', "config.accent", 'accent = "#2437a4"'),
        ('type = "Sans"', "", ""),
        ('type = "helvetica"', "config.type", 'type = "sans"'),
        ('type = "humanistic"', "config.type", 'type = "humanist"'),
        ('logo = "logo.pdf"', "config.logo", 'logo = "content/logo.svg"'),
        ('logo = "/content/logo.svg"', "config.logo", 'logo = "content/logo.svg"'),
        ('logo = "../logo.svg"', "config.logo", 'logo = "logo.svg"'),
        ('color = "#8a1f4c"', "config.unknown-key", 'accent = "#8a1f4c"'),
        ('font = "sans"', "config.unknown-key", 'type = "sans"'),
    ],
)
def test_a_setting_of_the_design_that_means_nothing_is_told_with_one_that_does(line, code, better):
    _, problems = parse(design(line))
    assert [(each.code, each.suggestion) for each in problems] == ([(code, better)] if code else [])


@pytest.mark.parametrize(
    ("path", "address"),
    [("content/Logo.SVG", "assets/logo.svg"), ("templates/assets/mark.png", "assets/mark.png")],
)
def test_a_logo_is_published_with_the_files_of_the_theme(path, address):
    assert logo_address(path) == address


class TestASiteWithADesign:
    def test_is_in_its_accent_from_the_icon_to_the_cards(self, make):
        cards = "\n[images]\ncards = true\n"
        plain, own = make(NOTE, CONFIG + cards).output, make(NOTE, design(f'accent = "{PLUM}"\n') + cards).output
        changed = {file for file in own if own[file] != plain[file]}
        assert changed == {
            "assets/style.css", "assets/icon.svg", "assets/icon-180.png", "favicon.ico", "cards/posts/hello.png"
        }  # fmt: skip
        assert PLUM.encode() in own["assets/icon.svg"]
        assert own["assets/style.css"].startswith(plain["assets/style.css"])

    def test_shows_what_is_of_one_team_in_its_colour(self, make):
        note = "-- content/weeknotes/2026-w{}-x.md --\n---\ndate: 2026-0{}-03\nteams: {}\n---\nWe met.\n"
        files = note.format("01", 1, "housing") + note.format("06", 2, "[housing, data]")
        site = make(files, CONFIG + f'[teams]\ndata = "Data"\n[teams.housing]\ncolour = "{PLUM}"\n')
        assert site.codes == []
        assert f".team-housing {{ --accent: var(--strong, var(--light, {PLUM})" in site.page("assets/style.css")
        assert ".team-data" not in site.page("assets/style.css")
        pages = ("teams/housing/index.html", "index.html", "weeknotes/index.html", "weeks/2026/w01/index.html")
        assert [site.page(page).count(" team-housing") for page in pages] == [2, 2, 1, 1]

    def test_with_a_colour_that_cannot_be_read_is_not_published(self, make):
        make(NOTE)
        site = make(NOTE, design('accent = "#e07b00"\n'))
        assert site.problem("config.accent").suggestion == 'accent = "#9f5700"'
        assert b"e07b00" not in site.output["assets/style.css"]

    def test_has_its_logo_beside_its_name(self, make):
        site = make(NOTE + "-- content/logo.svg --\n" + LOGO, design('logo = "content/logo.svg"\n'))
        (brand,) = re.findall(r'<p class="brand">.*</p>', site.page("posts/hello/index.html"))
        assert '<img class="logo" src="../../assets/logo.svg" alt="" width="120" height="40">Open Reach</a>' in brand
        assert site.output["assets/logo.svg"].strip().startswith(b"<svg")

    def test_has_a_logo_with_words_in_place_of_its_name(self, make):
        files = NOTE + "-- templates/assets/mark.svg --\n" + LOGO
        site = make(files, design('logo = "templates/assets/mark.svg"\nlogo_words = "Open & Reach"\n'))
        (brand,) = re.findall(r'<p class="brand">.*</p>', site.page("index.html"))
        assert '<img class="logo" src="assets/mark.svg" alt="Open &amp; Reach" width="120" height="40"></a>' in brand
        assert "assets/mark.svg" in site.output
        assert "assets/logo.svg" not in site.output

    def test_hears_of_a_logo_that_is_not_there_with_the_one_that_is(self, make):
        files = NOTE + "-- content/logo.svg --\n" + LOGO
        found = make(files, design('logo = "content/logos.svg"\n')).problem("config.logo")
        assert (found.line, found.found) == (11, 'logo = "content/logos.svg"')
        assert found.suggestion == 'logo = "content/logo.svg"'
        assert "content/logos.svg is not there" in found.message

    def test_hears_of_a_logo_that_is_no_picture(self, make):
        site = make(NOTE + "-- content/logo.png --\nNot a picture\n", design('logo = "content/logo.png"\n'))
        assert site.problem("config.logo").line == 11
        assert site.output == {}
