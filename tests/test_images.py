from __future__ import annotations

from base64 import b64decode, b64encode
from contextlib import suppress
from io import BytesIO
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from weeknotes.errors import MeaningError
from weeknotes.images import Size, clean, measure, rendition, survey

PRIVATE = (b"Exif", b"GPS", b"Phone of Ada", b"photoshop", b"xmpmeta", b"Secret words")
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Secret words</x:xmpmeta>"


def half_red(width: int, height: int) -> Image.Image:
    """A blue picture whose upper half is red."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width, height // 2))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = "Phone of Ada"
    found.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
    return found


def photo(
    width: int = 200, height: int = 100, orientation: int = 1, kind: str = "JPEG", **more: object
) -> bytes:
    out = BytesIO()
    half_red(width, height).save(out, kind, exif=exif(orientation), **more)
    return out.getvalue()


def png_with_words() -> bytes:
    words, out = PngImagePlugin.PngInfo(), BytesIO()
    words.add_text("Comment", "Secret words")
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    half_red(40, 30).save(out, "PNG", pnginfo=words, exif=exif())
    return out.getvalue()


def moving(kind: str, **more: object) -> bytes:
    out = BytesIO()
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=80, loop=0, **more)
    return out.getvalue()


def svg(inside: str, attributes: str = 'width="40" height="30"') -> bytes:
    head = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {head} {attributes}>{inside}</svg>".encode()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_a_photograph_on_its_side_is_measured_as_it_is_seen() -> None:
    assert measure(photo(200, 100, orientation=6), "a.jpg") == Size(100, 200)


@pytest.mark.parametrize("orientation", [1, 2, 3, 4])
def test_a_photograph_that_is_only_mirrored_keeps_its_shape(orientation: int) -> None:
    assert measure(photo(200, 100, orientation), "a.jpg") == Size(200, 100)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_of_picture_is_measured(kind: str) -> None:
    assert measure(photo(64, 48, kind=kind), f"a.{kind.lower()}") == Size(64, 48)


@pytest.mark.parametrize("data", [b"", b"not a picture", b"%PDF-1.7", b"\xff\xd8\xff"])
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert measure(data, "notes.pdf") is None
    with pytest.raises(MeaningError, match="picture"):
        measure(data, "team.jpg")


@pytest.mark.parametrize(
    ("width", "height", "orientation"),
    [(2000, 1001, 1), (1999, 1333, 1), (1001, 2000, 6), (300, 200, 1), (3000, 1, 1)],
)
def test_the_size_of_the_copy_is_known_before_it_is_made(width: int, height: int, orientation: int) -> None:
    data = photo(width, height, orientation)
    assert measure(data, "a.jpg", 800) == measure(clean(data, "a.jpg", 800), "a.jpg")


def test_a_moving_picture_is_not_narrowed() -> None:
    assert measure(moving("GIF"), "a.gif", 10) == Size(30, 20)


def test_a_cleaned_photograph_stands_upright_by_itself() -> None:
    cleaned = opened(clean(photo(200, 100, orientation=6), "a.jpg"))
    assert cleaned.size == (100, 200)
    assert cleaned.getexif().get(0x0112) is None
    red, _, blue = cleaned.convert("RGB").getpixel((90, 100))
    assert red > 200 > 60 > blue, "what the camera held at the top is on the right"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("widest", [1600, 50])
def test_where_and_by_whom_a_photograph_was_taken_is_not_published(kind: str, widest: int) -> None:
    data = photo(kind=kind, xmp=XMP) if kind != "PNG" else photo(kind=kind)
    assert b"Phone of Ada" in data
    cleaned = clean(data, "a", widest)
    assert not any(word in cleaned for word in PRIVATE)


def test_words_inside_a_png_are_not_published() -> None:
    data = png_with_words()
    assert b"Secret words" in data
    assert not any(word in clean(data, "a.png") for word in PRIVATE)


def test_a_comment_inside_a_jpeg_is_not_published() -> None:
    out = BytesIO()
    half_red(20, 20).save(out, "JPEG", comment=b"Secret words")
    assert b"Secret words" in out.getvalue()
    assert b"Secret words" not in clean(out.getvalue(), "a.jpg")


def test_the_colour_profile_stays() -> None:
    data = photo(icc_profile=b"a profile of colours")
    assert opened(clean(data, "a.jpg")).info["icc_profile"] == b"a profile of colours"


def test_a_wide_picture_is_narrowed_in_proportion() -> None:
    assert measure(clean(photo(2000, 1000), "a.jpg", 800), "a.jpg") == Size(800, 400)


def test_a_picture_on_its_side_is_narrowed_by_the_width_that_is_seen() -> None:
    assert measure(clean(photo(1000, 2000, orientation=6), "a.jpg", 800), "a.jpg") == Size(800, 400)
    assert measure(clean(photo(2000, 500, orientation=6), "a.jpg", 800), "a.jpg") == Size(500, 2000)


def test_a_picture_that_is_narrow_enough_keeps_its_size_and_quality() -> None:
    data = photo(300, 200, quality=93)
    cleaned = opened(clean(data, "a.jpg"))
    assert cleaned.size == (300, 200)
    assert cleaned.quantization == opened(data).quantization


def test_a_drawing_with_few_colours_may_be_narrowed() -> None:
    out = BytesIO()
    half_red(400, 100).convert("P").save(out, "PNG", transparency=0)
    cleaned = opened(clean(out.getvalue(), "a.png", 200))
    assert cleaned.size == (200, 50)
    assert cleaned.mode == "RGBA"


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_goes_on_moving(kind: str) -> None:
    cleaned = opened(clean(moving(kind), f"a.{kind.lower()}", widest=10))
    assert cleaned.n_frames == 3
    assert cleaned.size == (30, 20)


def test_comments_leave_a_gif_and_nothing_else_does() -> None:
    with_words = moving("GIF", comment=b"Secret words")
    assert b"Secret words" in with_words
    assert clean(with_words, "a.gif") == moving("GIF")


def test_a_wide_still_gif_is_narrowed() -> None:
    out = BytesIO()
    half_red(400, 100).save(out, "GIF")
    assert measure(clean(out.getvalue(), "a.gif", 100), "a.gif") == Size(100, 25)


def test_cleaning_gives_the_same_bytes_each_time() -> None:
    data = photo(2000, 1000, orientation=8)
    assert clean(data, "a.jpg") == clean(data, "a.jpg")


def test_cleaning_twice_changes_nothing_more() -> None:
    once = clean(photo(300, 200, orientation=3), "a.png")
    assert measure(once, "a.jpg") == measure(clean(once, "a.jpg"), "a.jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_half_a_picture_is_refused_in_plain_words(kind: str) -> None:
    out = BytesIO()
    Image.effect_noise((300, 300), 90).convert("RGB").save(out, kind)
    half = out.getvalue()[: len(out.getvalue()) // 2]
    with pytest.raises(MeaningError, match="photo is damaged"):
        clean(half, "photo")


def test_an_apple_picture_is_refused_with_the_way_out() -> None:
    with pytest.raises(MeaningError, match="HEIC") as caught:
        clean(b"\x00\x00\x00\x18ftypheic\x00\x00", "IMG_1.jpg")
    assert "save it as JPEG" in caught.value.suggestion


def test_a_word_file_is_no_picture() -> None:
    with pytest.raises(MeaningError, match="no picture"):
        clean(b"PK\x03\x04 word/document.xml", "a.png")


@pytest.mark.parametrize("side", [12_000, 30_000])
def test_a_picture_that_would_fill_the_memory_is_refused(side: int) -> None:
    out = BytesIO()
    Image.new("1", (8, 8)).save(out, "PNG")
    head = bytearray(out.getvalue())
    head[16:24] = side.to_bytes(4, "big") * 2
    head[29:33] = crc32(head[12:29]).to_bytes(4, "big")
    with pytest.raises(MeaningError, match="more pixels"):
        clean(bytes(head), "bomb.png")
    with pytest.raises(MeaningError, match="more pixels"):
        measure(bytes(head), "bomb.png")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', Size(40, 30)),
        ('width="40px" height="30.4px" viewBox="0 0 9 9"', Size(40, 30)),
        ('viewBox="0 0 400 300"', Size(400, 300)),
        ('width="100%" height="100%" viewBox="0,0,400,300"', Size(400, 300)),
        ('width="100%"', None),
        ('viewBox="nonsense"', None),
        ('width="0" height="0"', None),
    ],
)
def test_a_drawing_tells_its_size(attributes: str, size: Size | None) -> None:
    assert measure(svg("", attributes), "a.svg") == size


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        '<circle r="1" onclick="alert(1)"/>',
        '<circle r="1" ONLOAD="alert(1)"/>',
        '<a xlink:href="javascript:alert(1)"><circle r="1"/></a>',
        "<foreignObject><p>alert</p></foreignObject>",
        '<image xlink:href="https://example.org/alert.png"/>',
        '<use href="https://example.org/alert.svg#a"/>',
        '<circle r="1" style="fill:url(https://example.org/alert)"/>',
        "<style>@import 'https://example.org/alert.css';</style>",
        r"<style>circle { fill: u\72l(//example.org/alert) }</style>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        "<metadata>alert: made by Ada</metadata>",
        "<!-- alert: made by Ada -->",
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    ],
)
def test_what_a_drawing_may_not_hold_goes(harm: str) -> None:
    cleaned = clean(svg(harm + '<rect width="3"/>'), "a.svg")
    assert b"alert" not in cleaned.lower()
    assert b"<rect" in cleaned


@pytest.mark.parametrize(
    "shape",
    [
        '<path d="M0 0L9 9" />',
        "<style>.a { fill: url(#b) }</style>",
        '<use href="#a" />',
        '<g class="a" style="fill: red"><title>A &amp; B</title></g>',
        '<linearGradient id="a"><stop offset="1" /></linearGradient>',
        '<filter id="a"><feGaussianBlur stdDeviation="2" /></filter>',
        '<circle fill="url(\'#a\')" r="1" />',
    ],
)
def test_what_a_drawing_needs_stays(shape: str) -> None:
    assert shape in clean(svg(shape), "a.svg").decode()


def test_a_photograph_inside_a_drawing_is_cleaned_too() -> None:
    inner = b64encode(photo(20, 10, orientation=6)).decode()
    cleaned = clean(svg(f'<image xlink:href="data:image/jpeg;base64,{inner}" width="9"/>'), "a.svg")
    found = b64decode(cleaned.partition(b"base64,")[2].partition(b'"')[0])
    assert measure(found, "inner") == Size(10, 20)
    assert not any(word in found for word in PRIVATE)


@pytest.mark.parametrize("inner", ["iVBORw0KGgo=", "iVBOR", ""])
def test_a_drawing_with_a_damaged_photograph_is_refused(inner: str) -> None:
    with pytest.raises(MeaningError):
        clean(svg(f'<image href="data:image/png;base64,{inner}"/>'), "a.svg")


def test_a_photograph_with_a_second_one_behind_it_keeps_the_first() -> None:
    out = BytesIO()
    half_red(40, 30).save(out, "MPO", save_all=True, append_images=[half_red(40, 30)], exif=exif(6))
    assert opened(out.getvalue()).format == "MPO"
    cleaned = opened(clean(out.getvalue(), "a.jpg"))
    assert (cleaned.format, cleaned.size) == ("JPEG", (30, 40))


def test_a_cleaned_drawing_is_still_a_drawing() -> None:
    cleaned = clean(svg('<use xlink:href="#a"/>', 'viewBox="0 0 4 3"'), "a.svg")
    assert measure(cleaned, "a.svg") == Size(4, 3)
    assert b'<use href="#a" />' in cleaned


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"",
        b"<html/>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<?xml version="1.0" encoding="nonsense"?><svg/>',
        svg("<g>" * 5000 + "</g>" * 5000),
    ],
)
def test_a_drawing_that_cannot_be_trusted_is_refused(data: bytes) -> None:
    with pytest.raises(MeaningError):
        clean(data, "a.svg")


@given(st.binary(max_size=200), st.sampled_from(["a.jpg", "a.svg", "a.gif"]))
@settings(max_examples=150, deadline=None)
def test_no_bytes_bring_anything_but_plain_words(data: bytes, name: str) -> None:
    for make in (measure, clean):
        with pytest.raises(MeaningError):
            make(data, name)


@given(st.integers(0, 600), st.integers(0, 255), st.sampled_from(["JPEG", "PNG", "GIF", "WEBP"]))
@settings(max_examples=150, deadline=None)
def test_a_flaw_in_a_picture_is_survived_or_told(place: int, value: int, kind: str) -> None:
    data = bytearray(photo(20, 20, kind=kind) if kind != "GIF" else moving("GIF"))
    data[place % len(data)] = value
    with suppress(MeaningError):
        assert measure(clean(bytes(data), "a.jpg"), "a.jpg")


def noisy(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", noise: int = 60, **more: object) -> bytes:
    """A picture that is hard to make small."""
    out = BytesIO()
    Image.effect_noise((width, height), noise).convert("RGB").convert(mode).save(out, kind, **more)
    return out.getvalue()


def test_a_noisy_photograph_stays_within_what_a_page_can_bear() -> None:
    wide, narrow = noisy(1800, 1500, noise=30, quality=97), noisy(1500, 1200, noise=30, quality=97)
    assert min(len(wide), len(narrow)) > 1_000_000
    assert max(len(clean(wide, "a.jpg")), len(clean(narrow, "a.jpg"))) <= 250_000


@pytest.mark.parametrize(
    ("data", "steps"),
    [
        (noisy(2000, 99), (*(("avif", step) for step in (400, 800, 1200, 1600)), ("jpeg", 400), ("jpeg", 800))),
        (noisy(1300, 100), (("avif", 400), ("avif", 800), ("avif", 1300), ("jpeg", 400), ("jpeg", 800))),
        (noisy(850, 100), (("avif", 400), ("avif", 850), ("jpeg", 400))),
        (noisy(420, 300), (("avif", 420),)),
        (noisy(399, 900), ()),
        (photo(1000, 10), ()),
        (noisy(500, 60, "PNG"), (("avif", 400), ("avif", 500))),
        (noisy(500, 600, "PNG"), (("avif", 400), ("avif", 500), ("jpeg", 400), ("jpeg", 500))),
        (noisy(500, 600, "PNG", "RGBA"), (("avif", 400), ("avif", 500))),
        (noisy(500, 300, "AVIF"), (("avif", 400), ("avif", 500), ("jpeg", 400), ("jpeg", 500))),
        (noisy(500, 300, "WEBP"), (("avif", 400), ("avif", 500))),
        (moving("GIF"), (("still", 30),)),
        (moving("WEBP"), (("still", 30),)),
    ],
)
def test_renditions_are_narrower_than_the_picture_and_worth_it(data: bytes, steps: tuple[tuple[str, int], ...]) -> None:
    found = survey(data, "a")
    assert found is not None
    assert found.steps == steps


@pytest.mark.parametrize(("data", "name"), [(svg("<g/>"), "a.svg"), (b"%PDF-1.7", "notes.pdf")])
def test_what_has_no_pixels_has_no_renditions(data: bytes, name: str) -> None:
    found = survey(data, name)
    assert not (found and found.steps)


@pytest.mark.parametrize("form", ["avif", "jpeg"])
@pytest.mark.parametrize("width", [400, 800, 1600])
def test_a_rendition_is_upright_as_wide_as_told_and_tells_nothing(form: str, width: int) -> None:
    made = rendition(photo(1400, 1600, orientation=6), "a.jpg", form, width)
    seen = opened(made)
    assert seen.format == form.upper()
    assert seen.size == (width, width * 1400 // 1600)
    assert not any(word in made for word in PRIVATE)
    red, _, blue = seen.convert("RGB").getpixel((seen.width - 9, seen.height // 2))
    assert red > 200 > 60 > blue


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *(("L", "JPEG"), ("CMYK", "JPEG"), ("1", "PNG"), ("P", "PNG"), ("LA", "PNG"), ("RGBA", "PNG")),
        *(("P", "GIF"), ("RGBA", "WEBP")),
    ],
)
@pytest.mark.parametrize("width", [400, 700])
def test_every_kind_of_colour_has_renditions(mode: str, kind: str, width: int) -> None:
    data = noisy(700, 500, kind, mode)
    found = survey(data, "a")
    assert found is not None
    for form in {form for form, _ in found.steps}:
        assert opened(rendition(data, "a", form, width)).size == (width, round(500 * width / 700))


def test_a_scan_with_many_greys_keeps_its_light() -> None:
    out = BytesIO()
    Image.new("I;16", (500, 100), 48_000).save(out, "PNG")
    for form in ("avif", "jpeg"):
        grey = opened(rendition(out.getvalue(), "a.png", form, 400)).convert("L").getpixel((9, 9))
        assert abs(grey - 48_000 // 257) < 4


def test_what_could_be_seen_through_still_can() -> None:
    out = BytesIO()
    Image.new("RGBA", (500, 400), (200, 0, 0, 0)).save(out, "PNG")
    assert opened(rendition(out.getvalue(), "a.png", "avif", 400)).convert("RGBA").getpixel((9, 9))[3] == 0


def test_a_rendition_keeps_how_its_colours_are_meant() -> None:
    data = photo(900, 600, icc_profile=b"a profile of colours")
    assert opened(rendition(data, "a.jpg", "avif", 400)).info["icc_profile"] == b"a profile of colours"
    assert opened(rendition(data, "a.jpg", "jpeg", 400)).info["icc_profile"] == b"a profile of colours"


def test_renditions_are_the_same_in_any_order_and_leave_the_copy_as_it_is() -> None:
    data = photo(1800, 900, orientation=3)
    copy = clean(data, "a.jpg")
    narrow = rendition(data, "a.jpg", "avif", 400)
    rendition(photo(900, 900), "b.jpg", "jpeg", 400)
    assert rendition(data, "a.jpg", "avif", 400) == narrow
    assert clean(data, "a.jpg") == copy


def test_a_still_shows_the_first_of_what_moves() -> None:
    made = opened(rendition(moving("GIF"), "a.gif", "still", 30))
    assert (made.format, made.size, made.convert("RGB").getpixel((3, 3))) == ("PNG", (30, 20), (255, 0, 0))


@pytest.mark.parametrize("form", ["avif", "jpeg", "still"])
def test_a_rendition_of_half_a_picture_is_refused_in_plain_words(form: str) -> None:
    data = noisy(600, 600)
    with pytest.raises(MeaningError, match="photo is damaged"):
        rendition(data[: len(data) // 2], "photo", form, 400)
