"""The plain text of a body by blocks, and the sentence around every link."""

from __future__ import annotations

from lxml import etree

from weeknotes.markup.tree import Element
from weeknotes.text import INVISIBLE, sentence_around, shorten
from weeknotes.values import Record

BLOCKS = frozenset(
    (
        *(
            "p",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "td",
            "th",
            "dt",
            "dd",
            "figcaption",
            "figure",
            "pre",
        ),
        *(
            "div",
            "blockquote",
            "section",
            "ul",
            "ol",
            "dl",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
            "tr",
        ),
        *("hr", "summary", "details", "address"),
    )
)
# Furniture rather than words of the writer.
SKIPPED = frozenset(("footnote-ref", "footnote-backref", "alert-title"))
EXCERPT_LIMIT = 280  # characters


class Block(Record):
    """A run of text in one block; `leading` where it is a paragraph of the body's own."""

    text: str
    leading: bool


class Spot(Record):
    """A link or an image, and the characters of its block that it covers."""

    element: Element
    block: int
    start: int
    end: int


class Prose:
    """The blocks of a body and the links and images in them, both in their order."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[Block] = []
        self.spots: list[Spot] = []
        self._pieces: list[str] = []
        self._length = 0
        self._leading = False
        self._opened = (0, 0)
        self._walk(root)

    @property
    def text(self) -> str:
        """The plain text, a line for each block."""
        lines = (" ".join(block.text.split()) for block in self.blocks)
        return INVISIBLE.sub("", "\n".join(filter(None, lines)))

    @property
    def excerpt(self) -> str:
        """The beginning of the first paragraph that says something, else of the first text at all."""
        telling = [block for block in self.blocks if any(map(str.isalpha, block.text))]
        first = next((block for block in telling if block.leading), telling[0] if telling else None)
        return shorten(first.text, EXCERPT_LIMIT) if first else ""

    def sentence(self, spot: Spot) -> str:
        """The sentence in which `spot` stands."""
        return sentence_around(self.blocks[spot.block].text, spot.start, spot.end)

    def _walk(self, root: Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                self._enter(element, root)
                if element.get("class") in SKIPPED:
                    walk.skip_subtree()
                else:
                    self._add(element.text)
            else:
                self._leave(element, root)
        self._break()

    def _enter(self, element: Element, root: Element) -> None:
        if element.tag in BLOCKS:
            self._break()
            self._leading = element.tag == "p" and element.getparent() is root and not element.attrib
        elif element.tag == "a":
            self._opened = (len(self.blocks), self._length)
        elif element.tag == "br":
            self._add(" ")

    def _leave(self, element: Element, root: Element) -> None:
        if element.tag in BLOCKS:
            self._break()
            self._leading = False
        elif element.tag == "a":
            block, start = self._opened
            # A link round several blocks counts in the last of them.
            here = len(self.blocks)
            self.spots.append(Spot(element, here, start if block == here else 0, self._length))
        elif element.tag == "img":
            self.spots.append(Spot(element, len(self.blocks), self._length, self._length))
        # Even what is skipped has text after it.
        if element is not root:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def _break(self) -> None:
        # A line break inside a paragraph ends no sentence.
        text = "".join(self._pieces).replace("\n", " ")
        # A block without words counts where a link or image stands in it.
        if text.strip() or (self.spots and self.spots[-1].block == len(self.blocks)):
            self.blocks.append(Block(text, self._leading))
        self._pieces, self._length = [], 0
