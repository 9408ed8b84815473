"""Files that people attach: Word, Excel, LibreOffice, locked PDFs and Apple's pictures are looked into."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter
from sheets import CARD, MARKING, MOBILE, NHS, NI, TOKEN, pdf

from weeknotes.checks import parcels
from weeknotes.checks.embedded import scan
from weeknotes.checks.files import check_file
from weeknotes.checks.sheet import Sheet
from weeknotes.config import Config

WORD = '<w:document xmlns:w="w"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:document>'
CODES = {NI: "ni-number", NHS: "nhs-number", CARD: "card-number", MARKING: "marking", TOKEN: "token", MOBILE: "mobile"}


def parcel(**parts: str | bytes) -> bytes:
    """A zip file; in the names of its parts two underscores stand for a slash, one for a full stop."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        for name, data in parts.items():
            zipped.writestr(name.replace("__", "/").replace("_", "."), data)
    return made.getvalue()


def told(path: str, data: bytes) -> list[str]:
    return [each.code.partition(".")[2] for each in check_file(path, data, Config())]


@pytest.mark.parametrize("secret", CODES)
@pytest.mark.parametrize(
    ("path", "part", "around"),
    [
        ("a.docx", "word__document_xml", WORD),
        ("a.docx", "word__footer1_xml", WORD),
        ("a.docx", "word__footnotes_xml", WORD),
        ("a.docx", "docProps__custom_xml", "<vt:lpwstr>{}</vt:lpwstr>"),
        ("a.xlsx", "xl__sharedStrings_xml", "<sst><si><t>Rent</t></si><si><t>{}</t></si></sst>"),
        ("a.xlsx", "xl__worksheets__sheet1_xml", "<row><c><v>7</v></c><c><v>{}</v></c></row>"),
        ("a.pptx", "ppt__notesSlides__notesSlide1_xml", "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"),
        ("a.odt", "content_xml", "<text:p>{}</text:p>"),
        ("a.ods", "content_xml", "<table:table-cell><text:p>{}</text:p></table:table-cell>"),
        ("a.zip", "notes_txt", "{}"),
        ("no-ending", "word__document_xml", WORD),
    ],
)
def test_a_secret_in_an_office_file_is_found(secret: str, path: str, part: str, around: str) -> None:
    assert told(path, parcel(**{part: around.format(secret)})) == [CODES[secret]]


def test_a_number_that_word_has_cut_in_pieces_is_found() -> None:
    pieces = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>".join((NI[:4], NI[4:7], NI[7:]))
    assert told("a.docx", parcel(word__document_xml=WORD.format(pieces))) == ["ni-number"]


def test_words_of_two_paragraphs_are_not_joined_to_a_number() -> None:
    two = WORD.format("JG 10 37</w:t></w:r></w:p><w:p><w:r><w:t>59 A")
    assert told("a.docx", parcel(word__document_xml=two)) == []


@pytest.mark.parametrize(
    ("part", "text", "code"),
    [
        ("docProps__core_xml", "<dc:creator>Ada Penhaligon</dc:creator>", "person"),
        ("docProps__core_xml", "<cp:lastModifiedBy>Ada Penhaligon</cp:lastModifiedBy>", "person"),
        ("meta_xml", "<meta:initial-creator>Ada Penhaligon</meta:initial-creator>", "person"),
        ("word__document_xml", '<w:del w:author="Ada"><w:delText>bad lift</w:delText></w:del>', "tracked"),
        ("word__comments_xml", "<w:comment><w:t>Is this right?</w:t></w:comment>", "remarks"),
        ("xl__workbook_xml", '<sheet name="Rents" sheetId="2" state="hidden"/>', "hidden"),
    ],
)
def test_what_office_keeps_out_of_sight_is_told(part: str, text: str, code: str) -> None:
    found = check_file("content/posts/plan.docx", parcel(**{part: text}), Config())
    assert [(each.code, each.severity) for each in found] == [(f"document.{code}", "warning")]


@pytest.mark.parametrize("name", ["Reach Council", "python-docx", "admin", "", "HM Government"])
def test_an_office_or_a_program_is_no_person(name: str) -> None:
    assert told("a.docx", parcel(docProps__core_xml=f"<dc:creator>{name}</dc:creator>")) == []


def test_a_good_file_is_let_pass() -> None:
    text = WORD.format("OFFICIAL guidance on lifts. Ring 0300 123 4567 and say order 4929 1234.")
    assert told("a.docx", parcel(word__document_xml=text, word__styles_xml="<w:style w:name='SECRET'/>")) == []


@pytest.mark.parametrize("ending", ["doc", "xls", "docx"])
def test_an_old_or_locked_office_file_is_told_as_unread(ending: str) -> None:
    assert told(f"a.{ending}", parcels.CLOSED + bytes(600)) == ["locked"]


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf(NI)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_with_a_password_is_told_as_unread() -> None:
    assert told("a.pdf", locked("open sesame")) == ["locked"]


def test_a_pdf_that_is_only_locked_against_changes_is_read() -> None:
    assert told("a.pdf", locked("")) == ["ni-number"]


def heic(notes: bytes) -> bytes:
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(60) + notes + bytes(300)


def test_a_picture_of_an_iphone_tells_where_it_was_taken_and_by_whom() -> None:
    notes = Image.Exif()
    notes[0x013B] = "Ada Penhaligon"
    notes.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
    assert told("a.heic", heic(notes.tobytes())) == ["position", "person"]


def test_a_picture_of_an_iphone_without_notes_tells_nothing() -> None:
    assert told("a.heic", heic(b"")) == []


def test_a_pasted_office_file_is_opened() -> None:
    from base64 import b64encode

    data = b64encode(parcel(word__document_xml=WORD.format(NI))).decode()
    found = list(scan(Sheet(f"[Plan](data:application/octet-stream;base64,{data})")))
    assert [each.code for each in found] == ["sensitive.ni-number"]


@given(st.binary(max_size=400), st.sampled_from((b"PK\x03\x04", b"")))
@settings(max_examples=60)
def test_broken_files_raise_nothing(data: bytes, begin: bytes) -> None:
    for path in ("a.docx", "a.heic", "a.xlsx"):
        check_file(path, begin + data, Config())


def test_a_part_that_would_fill_the_memory_is_left_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "LARGEST", 1000)
    assert told("a.docx", parcel(word__document_xml=WORD.format(NI + " " * 2000))) == []
