"""What a picture tells besides what it shows: where it was taken, by whom, with which camera, and remarks.

Three ways of writing it down are read: Exif 2.32, IPTC-IIM and XMP (ISO 16684-1), and the remarks that PNG, JPEG and
GIF have of their own.
"""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import chain
from typing import Any

from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.IptcImagePlugin import getiptcinfo

from weeknotes.errors import MeaningError
from weeknotes.images.opening import opened
from weeknotes.values import Record

POSITION, PERSON, CAMERA, REMARK = "position", "person", "camera", "remark"
# Numbers of Exif fields (tables 4 and 7 of the standard, and those that Windows writes).
GPS_PART, PHOTO_PART = 0x8825, 0x8769
LATITUDE, LONGITUDE = 2, 4
EXIF = {
    0x013B: PERSON, 0x8298: PERSON, 0x9C9D: PERSON, 0x013C: PERSON,
    0x010E: REMARK, 0x9C9B: REMARK, 0x9C9C: REMARK, 0x9C9E: REMARK, 0x9C9F: REMARK,
}  # fmt: skip
PHOTO = {0xA430: PERSON, 0xA431: CAMERA, 0xA435: CAMERA, 0x9286: REMARK}
# Data sets of IPTC-IIM, record 2.
IPTC = {
    80: PERSON, 85: PERSON, 116: PERSON, 118: PERSON, 122: PERSON, 92: POSITION, 26: POSITION,
    5: REMARK, 25: REMARK, 40: REMARK, 105: REMARK, 120: REMARK,
}  # fmt: skip
EXIF_BEGINS = re.compile(rb"Exif\x00\x00(?=II\*\x00|MM\x00\*)")
LONGEST = 200_000  # bytes of such a piece
PACKET = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.DOTALL)
XMP = (
    (POSITION, r"exif:GPSL(?:atitude|ongitude)|Iptc4xmpCore:Location|Iptc4xmpExt:Sublocation"),
    (PERSON, r"dc:creator|dc:rights|photoshop:Credit|aux:OwnerName|exifEX:CameraOwnerName|tiff:Artist"),
    (PERSON, r"mwg-rs:Name|MPReg:PersonDisplayName|Iptc4xmpExt:PersonInImage|xmpRights:Owner"),
    (CAMERA, r"aux:(?:Lens)?SerialNumber|exifEX:(?:Body|Lens)SerialNumber"),
    (REMARK, r"dc:description|dc:title|photoshop:(?:Headline|Instructions|CaptionWriter)|exif:UserComment"),
)
# Remarks of the formats' own, as Pillow calls them.
OWN = {
    "Author": PERSON, "Copyright": PERSON, "Comment": REMARK, "Description": REMARK, "Title": REMARK, "comment": REMARK,
}  # fmt: skip
# Who takes, makes or owns pictures by trade or by office is no person.
NOBODY = re.compile(
    r"crown|council|government|ministry|department|\bNHS\b|university|\bltd\b|limited|\bplc\b|trust|agency|authority|association"
    r"|getty|shutterstock|istock|adobe|unsplash|pexels|creative commons|\bCC[ -]BY|public domain|all rights reserved"
    r"|^copyright$|gwrthoriau|cyngor|llywodraeth",
    re.IGNORECASE,
)
BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, struct.error, AttributeError, ArithmeticError)


class Trace(Record):
    """One thing that a picture tells: `kind` is ``position``, ``person``, ``camera`` or ``remark``."""

    kind: str
    value: str


def traces(data: bytes, name: str) -> tuple[Trace, ...]:
    """All that the picture in `data` tells of people and places; nothing where it cannot be read."""
    try:
        image = opened(data, name)
    except MeaningError:
        # Apple's pictures are not opened, but their notes are written as in all others.
        found = chain(_sound(_closed, data), _xmp(data))
    else:
        readers = (_noted, _iptc, _own)
        found = chain(*(_sound(read, image) for read in readers), _xmp(data))
    return tuple(dict.fromkeys(each for each in found if each.value and not _is_office(each)))


def is_nobody(name: str) -> bool:
    """Whether `name` is that of an office or a trade, and of no person."""
    return bool(NOBODY.search(name))


def _is_office(trace: Trace) -> bool:
    return trace.kind == PERSON and is_nobody(trace.value)


def _sound(read: Any, given: object) -> list[Trace]:
    """What `read` finds up to where the picture's notes are broken."""
    found: list[Trace] = []
    try:
        with warnings.catch_warnings(action="ignore"):
            found.extend(read(given))
    except BROKEN:
        pass
    return found


def _noted(image: Image.Image) -> Iterator[Trace]:
    yield from _exif(image.getexif())


def _closed(data: bytes) -> Iterator[Trace]:
    """The notes of a picture that is not opened: in HEIF they are one piece (ISO/IEC 23008-12, annex A)."""
    for found in EXIF_BEGINS.finditer(data):
        exif = Image.Exif()
        exif.load(data[found.start() : found.start() + LONGEST])
        yield from _exif(exif)


def _exif(exif: Image.Exif) -> Iterator[Trace]:
    position = exif.get_ifd(GPS_PART)
    # Some telephones write the middle of the ocean where they were not told the place.
    degrees = (*position.get(LATITUDE, ()), *position.get(LONGITUDE, ()))
    if any(map(_number, degrees)):
        yield Trace(POSITION, "GPS")
    yield from _named(exif, EXIF)
    yield from _named(exif.get_ifd(PHOTO_PART), PHOTO)


def _number(value: Any) -> float:
    try:
        return float(value)
    except ZeroDivisionError:
        return 0.0


def _named(values: Mapping[int, Any], kinds: Mapping[int, str]) -> Iterator[Trace]:
    for number, kind in kinds.items():
        if number in values:
            yield Trace(kind, _words(values[number], wide=number >= 0x9C9B and number <= 0x9C9F))


def _words(value: Any, wide: bool = False) -> str:
    """A value as text; what Windows writes is UTF-16 (`wide`)."""
    if isinstance(value, bytes):
        plain = value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0")
        value = plain.decode("utf-16-le" if wide else "utf-8", "replace")
    return " ".join(str(value).replace("\0", " ").split())


def _iptc(image: Image.Image) -> Iterator[Trace]:
    if not isinstance(image, ImageFile):
        return
    for (record, number), value in (getiptcinfo(image) or {}).items():
        if record == 2 and number in IPTC:
            values = value if isinstance(value, list) else [value]
            yield Trace(IPTC[number], ", ".join(map(_words, values)))


def _own(image: Image.Image) -> Iterator[Trace]:
    # The remarks of a PNG may stand behind its pixels.
    texts = dict(getattr(image, "text", {}) if image.format == "PNG" else image.info)
    for name, kind in OWN.items():
        if name in texts:
            yield Trace(kind, _words(texts[name]))


def _xmp(data: bytes) -> Iterator[Trace]:
    for packet in PACKET.findall(data):
        text = packet.decode("utf-8", "replace")
        for kind, names in XMP:
            shape = rf"(?:{names})\s*(?:=\s*[\"']([^\"']*)|[^>]*?>(.{{0,4000}}?)</(?:{names}))"
            for found in re.finditer(shape, text, re.DOTALL):
                words = re.sub(r"<[^>]*>", " ", found[1] or found[2] or "")
                yield Trace(kind, _words(unescape(words)))
