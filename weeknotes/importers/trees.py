"""XML read piece by piece: what stands in a wanted element becomes a tree, the rest is forgotten at once.

Entities that a file defines for itself are refused: a few lines of them unfold to gigabytes, or fetch files.
Control characters that XML does not admit are left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from weeknotes.errors import MeaningError

# Bytes that neither XML 1.0 nor any letter of UTF-8 holds.
CONTROL = bytes(set(range(32)) - {9, 10, 13})
# The same written as numbers, and the two code points that XML forbids by name.
BAD = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf][\x80-\xbf]"
)
LONGEST = 16  # bytes that one of these may have
STARTS = (b"&", b"\xef", b"\xed")
WIDE = (b"\xff\xfe", b"\xfe\xff")
DEEPEST = 200
TEXT = "#text"
XML = "http://www.w3.org/XML/1998/namespace"
NAMES = {
    "syntax error": "this is not XML",
    "not well-formed (invalid token)": "there is a character here that cannot stand in XML, such as an “&” alone",
    "no element found": "the file ends here, in the middle",
    "unclosed token": "the file ends here, in the middle",
    "unclosed CDATA section": "the file ends here, in the middle of a text",
    "mismatched tag": "an element is closed here that was not opened",
    "unbound prefix": "a name here has a prefix that the file does not explain (“xmlns:” is missing at its top)",
    "undefined entity": "there is an “&” here with a name that nobody has explained",
}


@dataclass(frozen=True, slots=True)
class Element:
    """An element; `name` and `attributes` are without their name space, `space` is the address of it.

    Text is a child of the name ``#text``, which has the text in `parts`. `line` is where the element begins.
    """

    name: str
    space: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    line: int = 0

    @property
    def text(self) -> str:
        """The text that stands directly in it."""
        return "".join(part for each in self.children if each.name == TEXT for part in each.parts) or "".join(
            self.parts
        )

    def all(self, name: str, space: str = "") -> list[Element]:
        """Its children of a name, where `space` is given those whose name space holds that word."""
        return [each for each in self.children if each.name == name and space in each.space]

    def get(self, name: str, space: str = "") -> str:
        """The text of the first child of a name; empty where there is none."""
        return next((each.text for each in self.all(name, space)), "")


class _Reader:
    """The state of one reading; expat calls it back."""

    def __init__(self, wanted: Collection[str]) -> None:
        self.wanted = wanted
        self.done: list[Element] = []
        self.open: list[Element] = []
        self.root = ""
        self.base = ""
        self.expat = expat.ParserCreate(namespace_separator=" ")
        # Whole texts at a time, not line by line.
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._text
        self.expat.EntityDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self.root = self.root or local
        # What nobody wants is not kept, however large it is, but for the address that relative ones build on.
        if not (self.open or local in self.wanted):
            self.base = attributes.get(f"{XML} base", self.base)
            return
        if len(self.open) >= DEEPEST:
            raise MeaningError("elements are nested here as no export of a blog has them")
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(local, space, given, line=self.expat.CurrentLineNumber)
        if self.open:
            self.open[-1].children.append(element)
        self.open.append(element)

    def _end(self, _name: str) -> None:
        if self.open:
            element = self.open.pop()
            if not self.open:
                self.done.append(element)

    def _text(self, data: str) -> None:
        if self.open:
            children = self.open[-1].children
            if not (children and children[-1].name == TEXT):
                children.append(Element(TEXT))
            children[-1].parts.append(data)

    def _refuse(self, *_about: object) -> None:
        raise MeaningError("it defines entities of its own, which can hide anything; no export needs them")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A run of bytes, and how many characters were taken out of it."""

    data: bytes
    taken: int = 0


def cleaned(chunks: Iterable[bytes]) -> Iterator[Cleaned]:
    """`chunks` without the characters that XML does not admit."""
    kept = b""
    is_wide = None
    for chunk in chunks:
        is_wide = chunk.startswith(WIDE) if is_wide is None else is_wide
        data = kept + chunk
        # One that begins in this chunk may end in the next.
        start = max(0, len(data) - LONGEST)
        cut = len(data) if is_wide else max(data.rfind(each, start) for each in STARTS)
        cut = len(data) if cut < 0 else cut
        data, kept = data[:cut], data[cut:]
        yield _clean(data, is_wide)
    yield _clean(kept, bool(is_wide))


def _clean(data: bytes, is_wide: bool) -> Cleaned:
    if is_wide:
        return Cleaned(data)
    plain = data.translate(None, CONTROL)
    done, count = BAD.subn(b"", plain)
    return Cleaned(done, len(data) - len(plain) + count)


@dataclass(frozen=True, slots=True)
class Found:
    """One wanted element, or at the end (`element` is None) the number of characters `taken` out.

    `base` is the address on which relative ones build (``xml:base``) where an element around it names one.
    """

    element: Element | None
    root: str
    taken: int = 0
    base: str = ""


def read(chunks: Iterable[bytes], wanted: Collection[str]) -> Iterator[Found]:
    """Every outermost element that has one of the `wanted` names, in order; then one `Found` without element.

    Raises MeaningError, whose text begins with the line, where the bytes are no XML.
    """
    reader = _Reader(wanted)
    taken = 0
    for piece in cleaned(chunks):
        taken += piece.taken
        _feed(reader, piece.data, last=False)
        yield from (Found(each, reader.root, base=reader.base) for each in reader.done)
        reader.done.clear()
    _feed(reader, b"", last=True)
    yield from (Found(each, reader.root, base=reader.base) for each in reader.done)
    yield Found(None, reader.root, taken)


def _feed(reader: _Reader, data: bytes, last: bool) -> None:
    try:
        reader.expat.Parse(data, last)
    except expat.ExpatError as error:
        told = expat.ErrorString(error.code)
        raise MeaningError(f"Line {error.lineno}: {NAMES.get(told, told)}.") from error
    except MeaningError as error:
        raise MeaningError(f"Line {reader.expat.CurrentLineNumber}: {error}.") from error
    except (LookupError, ValueError) as error:
        raise MeaningError("Line 1: the letters of this file are encoded in a way that nobody knows here.") from error
