from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import CARD, HEAD, KEY, MARKING, NHS, NI, PATH, TOKEN, finds, found, pdf, svg
from test_metadata import LONDON, photo

from weeknotes import entries
from weeknotes.config import Config, folder_of, standard_folders
from weeknotes.errors import Problem, Severity

SECRETS = {
    NI: "sensitive.ni-number",
    NHS: "sensitive.nhs-number",
    CARD: "sensitive.card-number",
    MARKING: "sensitive.marking",
    TOKEN: "secret.token",
    KEY.split("\n", 1)[0]: "secret.private-key",
}
WHOLE = f"{HEAD}%s\n"
PLACES = {
    "the title": '---\ntitle: "%s"\ndate: 2026-07-10\n---\n\nWe met.\n',
    "the summary": '---\ntitle: A\nsummary: "%s"\ndate: 2026-07-10\n---\n\nWe met.\n',
    "a field that nobody knows": "---\ntitle: A\ndate: 2026-07-10\ncase: %s\n---\n\nWe met.\n",
    "a remark in the header": "---\ntitle: A\ndate: 2026-07-10\n# %s\n---\n\nWe met.\n",
    "a paragraph": f"{HEAD}We heard from the team.\n\n%s\n\nThen we met.\n",
    "a heading": f"{HEAD}## %s\n\nWe met.\n",
    "the description of a picture": f"{HEAD}![%s](a.png)\n",
    "an attribute": f'{HEAD}<img src="a.png" alt="%s">\n',
    "a comment": f"{HEAD}<!-- %s -->\n\nWe met.\n",
    "a list": f"{HEAD}- one\n- %s\n",
    "a table": f"{HEAD}| who | what |\n|---|---|\n| Ada | %s |\n",
    "a block of code": f"{HEAD}```\n%s\n```\n",
    "code in a sentence": f"{HEAD}We typed **%s** there.\n",
    "a footnote": f"{HEAD}We met.[^1]\n\n[^1]: %s\n",
    "a quotation": f"{HEAD}> %s\n",
    "a text that begins without a header": "%s\n",
    "lines of Windows": WHOLE.replace("\n", "\r\n"),
}
FILES = {
    "a drawing": ("image/svg+xml", lambda secret: svg(f"<text>{secret}</text>")),
    "a document": ("application/pdf", lambda secret: pdf(secret)),
    "a text": ("text/plain", lambda secret: secret.encode()),
    "a photograph": ("image/jpeg", lambda secret: photo({0x010E: secret})),
}


def checks_only(problems: Iterable[Problem]) -> list[Problem]:
    """What the checks say; what the reading of the file itself says of broken links has the line as typed."""
    return [each for each in problems if not each.code.startswith(("markdown.", "front-matter.", "link."))]


def errors(text: str, path: str = PATH) -> list[str]:
    return [each.code for each in found(text, path) if each.severity is Severity.ERROR]


@pytest.mark.parametrize("secret", SECRETS, ids=SECRETS.values())
@pytest.mark.parametrize("place", PLACES)
def test_a_secret_stops_a_text_wherever_it_stands(place: str, secret: str) -> None:
    if place == "code in a sentence" and secret == MARKING:
        secret = "(OFFICIAL-SENSITIVE)"
    assert errors(PLACES[place] % secret) == [SECRETS.get(secret, "sensitive.marking")]


@pytest.mark.parametrize("secret", SECRETS, ids=SECRETS.values())
@pytest.mark.parametrize("kind", FILES)
def test_a_secret_inside_a_pasted_file_stops_a_text(kind: str, secret: str) -> None:
    media, make = FILES[kind]
    data = b64encode(make(secret)).decode()
    assert errors(f"{HEAD}![A plan](data:{media};base64,{data})\n") == [SECRETS[secret]]


def test_a_pasted_drawing_in_plain_letters_is_looked_through() -> None:
    assert errors(f"{HEAD}<img src='data:image/svg+xml;utf8,{quote(svg(f'<text>{NI}</text>'))}'>\n") == [
        "sensitive.ni-number"
    ]


def test_a_pasted_photograph_that_tells_its_place_is_told_at_its_line() -> None:
    data = b64encode(photo({}, position=LONDON)).decode()
    text = f"{HEAD}We met.\n\n![Us](data:image/jpeg;base64,{data})\n"
    assert [(each.code, each.line) for each in found(text)] == [("image.position", 8)]


def test_errors_of_a_draft_are_told_as_warnings() -> None:
    text = f"---\ntitle: A\ndate: 2026-07-10\nstate: draft\n---\n\n{NI}\n"
    assert [(each.code, each.severity) for each in found(text)] == [("sensitive.ni-number", Severity.WARNING)]


def test_nothing_is_written_while_a_secret_stands_in_a_text(make) -> None:
    built = make(f"-- {PATH} --\n{HEAD}Her number is {NI}.\n")
    assert "sensitive.ni-number" in built.codes
    assert built.output == {}


SIGNS = [*"`\"'*_|#>[]()<>{}:;,.-/\\@&?=+ \n\t%", "\u00a0", "é", "🎉", "٣", "²", "ſ", "\x00", "<!--", "-->"]
TYPED = ["07700 900461", "a@b.co", "SW1A 2AA", "Mr ", "NHS number ", "password: ", "Bearer ", "sig=", "-us1", "%3D"]
LINKS = ["http://", "https://[::1", "?utm_x=", "data:image/png;base64,", "data:image/svg+xml,", "\\\\a\\b"]
LINES = ["---\n", "title: ", "allow:\n", "dd/mm/yyyy", "TODO", "<<<<<<< ", "```\n"]
PIECES = st.sampled_from([*SECRETS, *SIGNS, *TYPED, *LINKS, *LINES])


@settings(max_examples=100)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_muddle_of_signs_raises_and_every_find_stands_where_it_says(text: str) -> None:
    for each in finds(text, words=("a b",), internal_hosts=("example.org",), email_domains=("x",)):
        assert 0 <= each.start <= each.end <= len(text)
        assert each.message
    found(f"---\ntitle: A\n---\n{text}")


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_no_text_whatever_raises(text: str) -> None:
    assert all(each.message and each.line <= text.count("\n") + 1 for each in found(text.replace("\r", "")))


def test_no_other_check_quotes_what_is_secret() -> None:
    text = f"{HEAD}![Screenshot {NI}](a.png) and [click here {TOKEN}](b.md) about {NI}\n"
    folder = folder_of(PATH, standard_folders())
    problems = checks_only(entries.read(text.encode(), entries.Place(PATH, folder), Config()).problems)
    assert problems
    assert not [each for each in problems if NI in repr(each) or TOKEN in repr(each)]
