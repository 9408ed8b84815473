"""XML read piece by piece: what stands in a wanted element becomes a tree, the rest is forgotten at once.

Entities that a file defines for itself are refused: a few lines of them unfold to gigabytes, or fetch files.
Where a name has a prefix that nothing explains, as in exports that somebody cut, the prefix stands for its name space.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html.entities import html5
from xml.parsers import expat

from weeknotes.errors import MeaningError
from weeknotes.importers import letters
from weeknotes.values import Record, field

DEEPEST = 200
TEXT = "#text"
AROUND = 20  # bytes of a file that are shown on either side of a fault
INVALID = "not well-formed (invalid token)"
NAMES = {
    "syntax error": "this is not XML",
    INVALID: "there is a character here that cannot stand in XML, such as an “&” alone, which is written “&amp;”",
    "no element found": "the file ends here, in the middle",
    "unclosed token": "the file ends here, in the middle",
    "unclosed CDATA section": "the file ends here, in the middle of a text",
    "mismatched tag": "an element is closed here that was not opened",
    "undefined entity": "there is an “&” here with a name that nobody has explained",
    "XML declaration not well-formed": "the first line says in no way that can be read how the file is encoded",
    "junk after document element": "the export has ended, but something follows; take it out",
    "XML or text declaration not at start of entity": "a second file begins here; part the two",
    "duplicate attribute": "an attribute stands here twice in one element",
}
BYTES = "there are bytes here that cannot stand in XML, since they are no letters of UTF-8. Save the file as UTF-8"
# Faults in one place of the text, which the message can show.
SHOWN = (INVALID, "undefined entity", "junk after document element", "duplicate attribute")
NAME = re.compile(rb"&(\w+);")


class Element(Record):
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
        self.above = 0
        self.read = 0
        self.spaces: list[dict[str, str]] = [{}]
        # Whatever the file calls itself, it has been made UTF-8 by now.
        self.expat = expat.ParserCreate("utf-8")
        # Whole texts at a time, not line by line.
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._text
        self.expat.EntityDeclHandler = self._refuse
        # Where a file names a list of entities elsewhere, which nobody fetches.
        self.expat.SkippedEntityHandler = self._named

    @property
    def line(self) -> int:
        """The line of the file that is being read."""
        return self.expat.CurrentLineNumber + self.above

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        space = self._space(prefix, attributes)
        self.root = self.root or local
        # What nobody wants is not kept, however large it is, but for the address that relative ones build on.
        if not (self.open or local in self.wanted):
            self.base = attributes.get("xml:base", self.base)
            return
        if len(self.open) >= DEEPEST:
            raise MeaningError("elements are nested here as no export of a blog has them")
        given = {key.rpartition(":")[2]: value for key, value in attributes.items() if not key.startswith("xmlns")}
        element = Element(local, space, given, line=self.line)
        if self.open:
            self.open[-1].children.append(element)
        self.open.append(element)

    def _space(self, prefix: str, attributes: dict[str, str]) -> str:
        """The name space that a prefix stands for in an element that begins here, which may name more of them."""
        told = {key.partition(":")[2]: value for key, value in attributes.items() if key.startswith("xmlns")}
        self.spaces.append({**self.spaces[-1], **told} if told else self.spaces[-1])
        return self.spaces[-1].get(prefix, prefix)

    def _end(self, _name: str) -> None:
        self.spaces.pop()
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

    def _named(self, name: str, _is_parameter: bool) -> None:
        if f"{name};" not in html5:
            raise MeaningError(NAMES["undefined entity"])
        self._text(html5[f"{name};"])

    def _refuse(self, *_about: object) -> None:
        raise MeaningError("it defines entities of its own, which can hide anything; no export needs them")


class Found(Record):
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
    for piece in letters.cleaned(chunks):
        taken += piece.taken
        reader.above = piece.above
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
        at = reader.expat.ErrorByteIndex - reader.read
        more = _shown(told, data, at) if told in SHOWN and 0 <= at < len(data) else ""
        why = BYTES if told == INVALID and more and data[at] > 127 else NAMES.get(told, told)
        raise MeaningError(f"Line {error.lineno + reader.above}: {why}{more}.") from error
    except MeaningError as error:
        raise MeaningError(f"Line {reader.line}: {error}.") from error
    reader.read += len(data)


def _shown(told: str, data: bytes, at: int) -> str:
    """What stands at a fault, as far as it can be shown in one line, and what to write for it."""
    name = NAME.match(data, at) if told == "undefined entity" else None
    if name:
        known = html5.get(f"{name[1].decode('ascii', 'ignore')};", "")
        instead = "".join(f"&#{ord(each)};" for each in known) or f"&amp;{name[1].decode('utf-8', 'ignore')};"
        return f" (“{name[0].decode('utf-8', 'ignore')}”): write “{instead}”"
    found = data[max(0, at - AROUND) : at + AROUND].decode("utf-8", "ignore")
    return f" (“{' '.join(found.split())}”)"
