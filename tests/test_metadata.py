from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from weeknotes.images import Trace, clean, traces

LONDON = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}


def photo(
    fields: dict[int, object], kind: str = "JPEG", position: dict[int, object] | None = None, **more: object
) -> bytes:
    exif, out = Image.Exif(), BytesIO()
    exif[0x010F] = "A camera"
    for number, value in fields.items():
        exif[number] = value
    exif.get_ifd(0x8825).update(position or {})
    Image.new("RGB", (20, 10)).save(out, kind, exif=exif, **more)
    return out.getvalue()


def xmp(inside: str, attributes: str = "") -> bytes:
    head = "xmlns:x='adobe:ns:meta/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    return f"<x:xmpmeta {head}><rdf:Description {attributes}>{inside}</rdf:Description></x:xmpmeta>".encode()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_where_a_photograph_was_taken_is_found(kind: str) -> None:
    assert traces(photo({}, kind, LONDON), f"a.{kind.lower()}") == (Trace("position", "GPS"),)


def test_a_place_that_the_telephone_did_not_know_is_none() -> None:
    assert traces(photo({}, position={1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}), "a.jpg") == ()
    assert traces(photo({}, position={29: "2026:07:10"}), "a.jpg") == ()


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        (0x013B, "Ada Penhaligon", "person"),
        (0x8298, "(c) Ada Penhaligon", "person"),
        (0x9C9D, "Ada Penhaligon".encode("utf-16-le"), "person"),
        (0x013C, "Ada's iPhone", "person"),
        (0x010E, "Mrs Frith at home", "remark"),
        (0x9C9C, "Mrs Frith at home".encode("utf-16-le"), "remark"),
    ],
)
def test_names_and_remarks_are_found(field: int, value: object, kind: str) -> None:
    (trace,) = traces(photo({field: value}), "a.jpg")
    assert trace.kind == kind
    assert "Penhaligon" in trace.value or "Ada's" in trace.value or "Frith" in trace.value


@pytest.mark.parametrize(
    "owner", ["© Crown copyright", "Marlow Reach Borough Council", "Getty Images", "Photos Ltd", "CC BY 4.0"]
)
def test_a_body_that_owns_a_picture_is_no_person(owner: str) -> None:
    assert traces(photo({0x8298: owner}), "a.jpg") == ()


def test_the_serial_number_of_the_camera_is_found() -> None:
    exif, out = Image.Exif(), BytesIO()
    exif.get_ifd(0x8769).update({0xA431: "041029003", 0xA430: "Ada Penhaligon"})
    Image.new("RGB", (20, 10)).save(out, "JPEG", exif=exif)
    assert {each.kind for each in traces(out.getvalue(), "a.jpg")} == {"camera", "person"}


@pytest.mark.parametrize(
    ("packet", "trace"),
    [
        (
            xmp("<dc:creator><rdf:Seq><rdf:li>Ada &amp; Tom</rdf:li></rdf:Seq></dc:creator>"),
            Trace("person", "Ada & Tom"),
        ),
        (xmp("", 'exif:GPSLatitude="51,30N"'), Trace("position", "51,30N")),
        (xmp("", "mwg-rs:Name='Mrs Frith'"), Trace("person", "Mrs Frith")),
        (
            xmp("<dc:description><rdf:Alt><rdf:li>At home</rdf:li></rdf:Alt></dc:description>"),
            Trace("remark", "At home"),
        ),
        (xmp("", 'aux:SerialNumber="123"'), Trace("camera", "123")),
    ],
)
def test_what_editing_programs_write_is_found(packet: bytes, trace: Trace) -> None:
    assert traces(photo({}, xmp=packet), "a.jpg") == (trace,)


def test_what_press_agencies_write_is_found() -> None:
    name = b"Ada Penhaligon"
    record = b"\x1c\x02\x50" + len(name).to_bytes(2, "big") + name
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record
    plain = photo({})
    data = plain[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + plain[2:]
    assert traces(data, "a.jpg") == (Trace("person", "Ada Penhaligon"),)


def test_the_remarks_of_a_png_are_found() -> None:
    words, out = PngImagePlugin.PngInfo(), BytesIO()
    words.add_text("Author", "Ada Penhaligon")
    words.add_itxt("Comment", "Not yet told")
    Image.new("RGB", (4, 3)).save(out, "PNG", pnginfo=words)
    assert traces(out.getvalue(), "a.png") == (Trace("person", "Ada Penhaligon"), Trace("remark", "Not yet told"))


def test_the_copy_that_is_published_tells_nothing() -> None:
    data = photo({0x013B: "Ada"}, position=LONDON, xmp=xmp("", "mwg-rs:Name='Mrs Frith'"), comment=b"At home")
    assert {each.kind for each in traces(data, "a.jpg")} == {"position", "person", "remark"}
    assert traces(clean(data, "a.jpg"), "a.jpg") == ()


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"\xff\xd8\xff\xe1\0\x10Exif\0\0II*\0\xff\xff", b"\x89PNG\r\n\x1a\n"]
)
def test_what_cannot_be_read_tells_nothing(data: bytes) -> None:
    assert traces(data, "a.jpg") == ()


@settings(max_examples=100)
@given(st.integers(0, 400), st.integers(0, 255), st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_a_damaged_picture_never_raises(place: int, byte: int, kind: str) -> None:
    data = bytearray(photo({0x013B: "Ada", 0x9C9D: b"A\0"}, kind, LONDON, xmp=xmp("", 'dc:title="x"')))
    data[place % len(data)] = byte
    assert all(each.value for each in traces(bytes(data), f"a.{kind.lower()}"))
