"""Markdown -> safe HTML with marks, and all that a text says by itself: title, links, headings, excerpt.

The package stands for one module: nothing else may import cmarkgfm, markdown, nh3 or lxml's HTML.

    flavours     text to HTML, by GitHub's parser or by Python-Markdown
    embeds       what a text embeds becomes a link; what will be lost is told
    safety       the allow-list: from here on the HTML can do no harm
    wikilinks  headings  asides  figures  tables  residue    changes of the tree, the same for both flavours
    prose        plain text and sentences
    references   links, and marks where addresses go
    pictures     the copies that a browser may choose from
    abbreviations  what the site's list explains, at its first use
    fill         marks to final HTML, for one page
"""

from __future__ import annotations

from weeknotes import config, digest
from weeknotes.errors import Problem
from weeknotes.markup import (
    abbreviations,
    asides,
    embeds,
    figures,
    flavours,
    headings,
    references,
    residue,
    tables,
    wikilinks,
)
from weeknotes.markup.fill import fill
from weeknotes.markup.lines import finder
from weeknotes.markup.marks import without_marks
from weeknotes.markup.pictures import sources
from weeknotes.markup.prose import Prose
from weeknotes.markup.safety import clean
from weeknotes.markup.tree import Element, by_tag, parse, serialise
from weeknotes.model import Body, Link
from weeknotes.values import Record

__all__ = ["Marked", "fill", "read", "sources"]


class Marked(Record):
    """What the Markdown of one file says by itself.

    `title` is the one given, else the heading that serves as one, else empty. `links` are in the
    order of the marks in ``body.html``. `excerpt` is plain text of at most 280 characters.
    """

    body: Body
    links: tuple[Link, ...]
    title: str
    excerpt: str
    problems: tuple[Problem, ...]


def read(text: str, settings: config.Markdown, path: str, first_line: int = 1, title: str = "") -> Marked:
    """Read the Markdown `text` of the file `path`, which begins in its line `first_line`.

    Raises MeaningError where the settings name an extension that is not installed.
    """
    source = without_marks(text)
    line_of = finder(source, first_line)
    html, lost = embeds.replace(flavours.to_html(source, settings), path, line_of)
    root = parse(clean(html))
    if "[[" in html:
        wikilinks.link(root)
    outline = headings.outline(root, list(root.iter(*headings.TAGS)), title)
    _settle(root)
    places = headings.name_places(root.iter(), outline.places)
    prose = Prose(root)
    links = references.settle(prose, source, line_of)
    broken = references.settle_places(root.iter("a"), places, path, line_of)
    unread = references.unread(prose, source, path, first_line)
    plain = prose.text
    used = abbreviations.expand(root, settings.abbreviations)
    html = serialise(root)
    body = Body(html, plain, outline.headings, len(plain.split()), digest.of_bytes(f"{html}\n{plain}".encode()), used)
    return Marked(body, links, outline.title, prose.excerpt, lost + broken + unread)


def _settle(root: Element) -> None:
    """Bring every construct of the tree but headings and links into its final form."""
    elements = by_tag(root)
    asides.settle_alerts(elements.get("blockquote", ()))
    asides.settle_footnotes((*elements.get("section", ()), *elements.get("div", ())))
    asides.settle_tasks(elements.get("input", ()))
    figures.settle(elements.get("img", ()))
    references.show_clean(elements.get("a", ()))
    tables.settle(root)
    residue.remove(elements)
