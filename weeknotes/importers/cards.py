"""Ghost's own forms of a text, where an export has no HTML of it: Lexical and Mobiledoc -> HTML and Markdown.

Both are blocks of words with cards between them, and the cards of both have the same parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any, TypeAlias

from weeknotes.values import Record

Node: TypeAlias = "Mapping[str, Any]"

# Bits of ``format`` in Lexical, with the element that shows each.
FORMATS = {1: "strong", 2: "em", 4: "del", 16: "code", 32: "sub", 64: "sup", 128: "mark"}
BLOCKS = {
    **dict.fromkeys(("paragraph", "aside"), "p"),
    **dict.fromkeys(("quote", "extended-quote"), "blockquote"),
    "listitem": "li",
}
HEADINGS = ("heading", "extended-heading")
TAGS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "ul", "ol", "pre"))
INLINE = frozenset(("a", "b", "strong", "i", "em", "s", "code", "sub", "sup", "u"))
# Kinds of sections in Mobiledoc 0.3.
IMAGE, LIST, CARD = 2, 3, 10
DEEPEST = 60  # nodes inside one another


class Piece(Record):
    """A part of a text, in HTML or in Markdown."""

    typed: str
    is_markdown: bool = False


def pieces(document: object) -> tuple[Piece, ...]:
    """The text of a document of either form, parts of one kind put together; empty for anything else."""
    if not isinstance(document, dict):
        return ()
    is_old = any(isinstance(document.get(name), list) for name in ("sections", "cards"))
    found = _sections(document) if is_old else map(_lexical, _nodes(document.get("root"), "children"))
    groups = groupby((each for each in found if each.typed.strip()), key=lambda each: each.is_markdown)
    return tuple(Piece(("\n\n" if kind else "\n").join(each.typed for each in group), kind) for kind, group in groups)


def _nodes(holder: object, name: str) -> list[Node]:
    found = holder.get(name) if isinstance(holder, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _said(node: Node, *names: str) -> str:
    return next((str(node[name]) for name in names if isinstance(node.get(name), (str, int)) and node[name]), "")


# Lexical


def _lexical(node: Node) -> Piece:
    """One block on the first level of a Lexical document."""
    name = _said(node, "type")
    if name in CARDS or name == "markdown":
        return _card(name, node)
    return Piece(_html(node))


def _html(node: Node, depth: int = 0) -> str:
    if depth > DEEPEST:
        return ""
    name = _said(node, "type")
    if name in ("text", "extended-text", "code-highlight") or (not name and "text" in node):
        return _formatted(node)
    if name in ("linebreak", "tab"):
        return "<br>" if name == "linebreak" else " "
    inner = "".join(_html(each, depth + 1) for each in _nodes(node, "children"))
    if name in ("link", "autolink", "at-link"):
        return f'<a href="{escape(_said(node, "url"))}">{inner}</a>'
    if name == "listitem" and all(_said(each, "type") == "list" for each in _nodes(node, "children")):
        return inner  # Lexical keeps a list below an item in an item of its own
    tag = _tag(node, name)
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _tag(node: Node, name: str) -> str:
    if name in HEADINGS:
        return _said(node, "tag") if _said(node, "tag") in TAGS else "h2"
    if name == "list":
        return "ol" if _said(node, "listType") == "number" or _said(node, "tag") == "ol" else "ul"
    return BLOCKS.get(name, "")


def _formatted(node: Node) -> str:
    text, bits = escape(_said(node, "text"), quote=False), node.get("format")
    for bit, tag in FORMATS.items():
        if isinstance(bits, int) and bits & bit:
            text = f"<{tag}>{text}</{tag}>"
    return text


# Mobiledoc 0.3: sections point into lists of marks, atoms and cards


def _sections(document: Node) -> Iterator[Piece]:
    rows, every = document.get("sections"), document.get("cards")
    # Where no section says in which order, the cards are the text.
    sections = rows if isinstance(rows, list) else [[CARD, number] for number in range(len(every or ()))]
    for section in sections:
        if isinstance(section, list) and len(section) > 1:
            yield _section(section, document)


def _section(section: Sequence[Any], document: Node) -> Piece:
    kind, second = section[0], section[1]
    third = section[2] if len(section) > 2 and isinstance(section[2], list) else []
    if kind == CARD:
        found = _at(document.get("cards"), second)
        return _card(str(found[0]), found[1]) if len(found) > 1 and isinstance(found[1], dict) else Piece("")
    if kind == IMAGE:
        return Piece(_image({"src": second}))
    tag = str(second) if second in TAGS else "p"
    items = [f"<li>{_marked(each, document)}</li>" for each in third] if kind == LIST else [_marked(third, document)]
    return Piece(f"<{tag}>{''.join(items)}</{tag}>")


def _at(rows: object, index: object) -> Sequence[Any]:
    found = rows[index] if isinstance(rows, list) and isinstance(index, int) and 0 <= index < len(rows) else []
    return found if isinstance(found, list) else []


def _marked(markers: object, document: Node) -> str:
    """Text whose pieces open marks by number and close as many as they say."""
    done, opened = "", list[str]()
    for marker in markers if isinstance(markers, list) else []:
        if not (isinstance(marker, list) and len(marker) == 4 and isinstance(marker[1], list)):
            continue
        for mark in (_at(document.get("markups"), index) for index in marker[1]):
            done += _opening(mark, opened)
        done += escape(str(marker[3]), quote=False) if marker[0] == 0 else _atom(_at(document.get("atoms"), marker[3]))
        for _ in range(min(marker[2] if isinstance(marker[2], int) else 0, len(opened))):
            done += f"</{opened.pop()}>"
    return done + "".join(f"</{tag}>" for tag in reversed(opened))


def _opening(mark: Sequence[Any], opened: list[str]) -> str:
    tag = str(mark[0]) if mark and mark[0] in INLINE else "span"
    opened.append(tag)
    given = mark[1] if len(mark) > 1 and isinstance(mark[1], list) else []
    href = str(given[given.index("href") + 1]) if "href" in given[:-1] else ""
    return f'<{tag} href="{escape(href)}">' if tag == "a" else f"<{tag}>"


def _atom(atom: Sequence[Any]) -> str:
    return "<br>" if atom and atom[0] == "soft-return" else escape(str(atom[1]), quote=False) if len(atom) > 1 else ""


# Cards


def _card(name: str, node: Node) -> Piece:
    """A card; what only members could see is left out."""
    shown = node.get("visibility")
    web = shown.get("web") if isinstance(shown, dict) else None
    if isinstance(web, dict) and web.get("nonMember") is False:
        return Piece("")
    if name in ("markdown", "card-markdown"):
        return Piece(_said(node, "markdown"), is_markdown=True)
    maker = CARDS.get(name)
    return Piece(maker(node) if maker else "")


def _figure(inner: str, node: Node) -> str:
    caption = _said(node, "caption")
    return f"<figure>{inner}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"


def _image(node: Node) -> str:
    image = f'<img src="{escape(_said(node, "src"))}" alt="{escape(_said(node, "alt"))}">'
    return _figure(f'<a href="{escape(_said(node, "href"))}">{image}</a>' if _said(node, "href") else image, node)


def _gallery(node: Node) -> str:
    return "".join(map(_image, _nodes(node, "images"))) + (
        f"<p>{_said(node, 'caption')}</p>" * bool(node.get("caption"))
    )


def _code(node: Node) -> str:
    language, code = escape(_said(node, "language")), escape(_said(node, "code"), quote=False)
    return f'<pre><code class="language-{language}">{code}</code></pre>'


def _linked(address: str, words: str) -> str:
    return f'<p><a href="{escape(address)}">{words or escape(address)}</a></p>' if address else f"<p>{words}</p>"


def _bookmark(node: Node) -> str:
    about = node.get("metadata")
    return _linked(_said(node, "url"), escape(_said(about, "title")) if isinstance(about, dict) else "")


def _toggle(node: Node) -> str:
    return f"<details><summary>{_said(node, 'heading')}</summary>{_said(node, 'content')}</details>"


def _product(node: Node) -> str:
    image = _image({"src": _said(node, "productImageSrc")}) if node.get("productImageSrc") else ""
    return f"{image}<h4>{_said(node, 'productTitle')}</h4>{_said(node, 'productDescription')}"


def _told(node: Node) -> str:
    """Words above a button."""
    names = ("heading", "header", "subheader", "textValue", "calloutText")
    said = "".join(f"<p>{_said(node, each)}</p>" for each in names if node.get(each))
    return said + (
        _linked(_said(node, "buttonUrl"), escape(_said(node, "buttonText"))) if node.get("buttonUrl") else ""
    )


def _file(node: Node) -> str:
    words = escape(_said(node, "fileTitle", "title", "fileName"))
    return _linked(_said(node, "src"), words) + (f"<p>{_said(node, 'fileCaption', 'caption')}</p>")


CARDS: Mapping[str, Callable[[Node], str]] = {
    **dict.fromkeys(("image", "card-image"), _image),
    **dict.fromkeys(("horizontalrule", "hr"), lambda _node: "<hr>"),
    **dict.fromkeys(("codeblock", "code"), _code),
    **dict.fromkeys(("callout", "button", "header", "call-to-action"), _told),
    **dict.fromkeys(("file", "audio", "video"), _file),
    # What went out by e-mail alone, and what asks readers to sign up, was no part of the text.
    **dict.fromkeys(("email", "email-cta", "signup", "paywall"), lambda _node: ""),
    "gallery": _gallery,
    "html": lambda node: _said(node, "html"),
    "embed": lambda node: _linked(_said(node, "url"), ""),
    "bookmark": _bookmark,
    "toggle": _toggle,
    "product": _product,
}
