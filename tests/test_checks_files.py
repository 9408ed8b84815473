from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import CARD, KEY, MARKING, MOBILE, NHS, NI, TOKEN, pdf, svg
from test_metadata import LONDON, photo

from weeknotes.checks.files import check_file
from weeknotes.config import Config, Sensitive

SECRETS = {
    NI: "ni-number",
    NHS: "nhs-number",
    CARD: "card-number",
    MARKING: "marking",
    TOKEN: "token",
    MOBILE: "mobile",
}


def told(path: str, data: bytes, **rules: tuple[str, ...]) -> list[str]:
    problems = check_file(path, data, Config(sensitive=Sensitive(**rules)))
    return [each.code.partition(".")[2] for each in problems]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "around",
    [
        "<text>{}</text>",
        "<title>{}</title>",
        "<desc>{}</desc>",
        "<!-- {} -->",
        '<g aria-label="{}"/>',
        "<text><tspan>{}</tspan></text>",
        "<metadata><dc:creator xmlns:dc='a'>{}</dc:creator></metadata>",
        "<text><![CDATA[{}]]></text>",
    ],
)
def test_a_secret_in_a_drawing_is_found(secret: str, around: str) -> None:
    assert told("content/posts/a.svg", svg(around.format(secret))) == [SECRETS[secret]]


def test_a_number_drawn_in_pieces_is_found() -> None:
    assert told("a.svg", svg("<text><tspan>JG 10</tspan><tspan> 37</tspan> 59 A</text>")) == ["ni-number"]


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M 943 476 5919 4539 5787 6362 1486"/>',
        "<style>.a{content:'07700900461'}</style>",
        '<rect x="943" y="476" width="5919"/>',
        '<g id="JG103759A" class="x"/>',
        "<text>Repairs in 2026</text>",
    ],
)
def test_the_outlines_of_a_drawing_are_no_words(inside: str) -> None:
    assert told("a.svg", svg(inside)) == []


def test_a_drawing_that_tells_whose_computer_it_is_from_is_told() -> None:
    assert told("a.svg", svg("", r'inkscape:export-filename="C:\Users\apenhaligon\a.png"')) == ["person"]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_in_a_document_is_found_on_any_page_and_in_its_properties(secret: str) -> None:
    assert told("a.pdf", pdf("A plan", f"For {secret} only" if secret != MARKING else secret)) == [SECRETS[secret]]
    assert told("a.pdf", pdf("A plan", remark=secret)) == [SECRETS[secret]]


def test_a_document_by_another_name_is_looked_through_too() -> None:
    assert told("plan.bin", pdf(f"Her number is {NI}")) == ["ni-number"]


def test_a_private_key_beside_the_texts_is_found_with_its_line() -> None:
    problem = next(iter(check_file("files/notes.txt", f"First\n{KEY}\n".encode(), Config())))
    assert (problem.code, problem.path, problem.line) == ("secret.private-key", "files/notes.txt", 2)


@pytest.mark.parametrize("name", ["photo-JG103759A.jpg", "OFFICIAL-SENSITIVE.pdf", f"{TOKEN}.txt"])
def test_a_secret_in_the_name_of_a_file_is_found(name: str) -> None:
    assert len(told(f"content/posts/{name}", b"")) == 1


def test_a_photograph_that_tells_where_and_by_whom_is_told_with_how_to_mend_it() -> None:
    problems = {
        each.code: each for each in check_file("a.jpg", photo({0x013B: "Ada Penhaligon"}, position=LONDON), Config())
    }
    assert problems.keys() == {"image.position", "image.person"}
    assert all(each.severity == "warning" for each in problems.values())
    assert all(word in problems["image.position"].message for word in ("iPhone", "Android", "Windows", "Mac"))
    assert "Penhaligon" not in repr(problems)


def test_the_remarks_in_a_photograph_are_looked_through() -> None:
    assert told("a.jpg", photo({0x010E: "OFFICIAL-SENSITIVE"})) == ["marking"]
    assert told("a.jpg", photo({0x010E: "Project Nightingale"}), words=("project nightingale",)) == ["listed"]


def test_a_heavy_picture_is_told() -> None:
    assert told("a.jpg", photo({}) + b"\0" * 1_000_000) == ["heavy"]
    assert told("a.jpg", photo({}) + b"\0" * 900_000) == []


def test_a_plain_picture_and_a_plain_document_pass() -> None:
    assert told("content/posts/damp.jpg", photo({0x010F: "A camera"})) == []
    assert told("content/posts/damp.pdf", pdf("What we did about damp")) == []


@pytest.mark.parametrize("cut", range(0, 900, 60))
def test_a_broken_document_never_raises(cut: int) -> None:
    whole = pdf("A plan", f"Her number is {NI}")
    assert set(told("a.pdf", whole[:cut])) <= {"ni-number"}
    assert set(told("a.pdf", whole[cut:])) <= {"ni-number"}


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["a.pdf", "a.svg", "a.jpg", "a.txt", "a", "x.csv"]))
def test_no_bytes_whatever_raise(data: bytes, name: str) -> None:
    assert all(each.message for each in check_file(name, data, Config()))
    assert all(each.message for each in check_file("a.pdf", b"%PDF-1.4\n" + data, Config()))
