"""The theme's files as they are served."""

import pytest

from weeknotes.config import Config, Design, Team
from weeknotes.theme_files import dress, lean, tight

SHEET = b"""/* A remark. */
:root {
  --ink: #000; /* kept */
}

/*! A licence. */
  /* A longer remark
     in two lines. */
a { color: var(--ink) }
"""


def test_indentation_and_lines_of_remarks_are_not_served():
    told = ":root {\n--ink: #000; /* kept */\n}\n/*! A licence. */\n/* A longer remark\nin two lines. */\n"
    assert lean(SHEET).decode() == told + "a { color: var(--ink) }\n"
    assert lean(lean(SHEET)) == lean(SHEET)


def test_a_program_keeps_all_that_it_does():
    program = b"// Why.\n  const a = `x ${b ? { c: 1 }.c : 2}`; // here\n\n//# sourceMappingURL=a.map\n\tgo(a)\n"
    assert lean(program) == b"const a = `x ${b ? { c: 1 }.c : 2}`; // here\n//# sourceMappingURL=a.map\ngo(a)\n"


@pytest.mark.parametrize(
    "text",
    [
        "const a = `one\n  two`;\n",
        "const a = `${`\n  x`}`;\n",
        'const a = "one\\\n  two";\n',
        'a { content: "one\\\r\n  two" }\n',
    ],
)
def test_a_file_whose_texts_run_over_lines_is_left_as_it_is(text):
    assert lean(text.encode()) == text.encode()


def test_blanks_that_mean_nothing_are_not_served_but_where_a_text_may_hold_them():
    sheet = b"@media (width > 2em) { a, b :hover { color: red; margin: 0 calc(1em - 2px) } }\n.b {\n--dark: ;\n}\n"
    assert tight(sheet) == b"@media (width > 2em){a,b :hover{color:red;margin:0 calc(1em - 2px)}}\n.b{\n--dark: ;\n}\n"
    assert tight(b":root { --light: ; --dark: initial }") == b":root{--light: ;--dark:initial}"
    for line in (
        'a { font: 1em "A,  B: C" }',
        'a { content: " { " }',
        "a { content: ' } ' }",
        "a { b: c } /* { d } */",
        "a { b: url(\\{ ) }",
    ):
        assert tight(line.encode()).decode() == line


def test_bytes_that_are_no_text_stay():
    assert lean(b"  a { content: '\xff' }\n") == b"a { content: '\xff' }\n"


def test_other_files_are_served_as_they_are():
    assert dress({"assets/a.txt": b"  text\n", "assets/b.svg": b"  <svg/>"}, Config()) == {
        "assets/a.txt": b"  text\n",
        "assets/b.svg": b"  <svg/>",
    }


def test_the_accent_goes_into_the_style_sheet_and_the_icon():
    assets = {"assets/style.css": b"a { color: red }\n", "assets/icon.svg": b'<rect fill="#2437a4"/>'}
    made = dress(assets, Config(design=Design(accent="#8a1f4c", accent_dark="#ffb0d0")))
    sheet = made["assets/style.css"].decode()
    assert sheet.startswith("a{color:red}\n")
    assert "--accent: var(--strong, var(--light, #8a1f4c) var(--dark, #ffb0d0))" in sheet
    assert made["assets/icon.svg"] == b'<rect fill="#8a1f4c"/>'
    assert dress(assets, Config()) == {**assets, "assets/style.css": b"a{color:red}\n"}


def test_families_are_those_of_the_readers_device():
    made = dress({}, Config(design=Design(type="humanist")))["assets/style.css"].decode()
    assert "--head: var(--sans)" in made
    assert "url(" not in made


def test_what_is_of_one_team_takes_its_colour():
    teams = {"housing": Team("housing", "Housing", colour="#0b6e4f"), "data": Team("data", "Data")}
    sheet = dress({}, Config(teams=teams))["assets/style.css"].decode()
    assert sheet.startswith(".team-housing { --accent: var(--strong, var(--light, #0b6e4f) var(--dark, #")
    assert sheet.count("\n") == 1
