"""Where a link or a picture was typed, and how: by its words and address, outside code and comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice
from urllib.parse import unquote

from weeknotes.checks.manuscript import Manuscript
from weeknotes.checks.typed import plain_lines
from weeknotes.model import Link
from weeknotes.text import plain_spaces
from weeknotes.values import Record

# Words in brackets with an address, with the name of one, or alone; a tag of HTML; an address in pointed brackets.
REST = r"(?:\((?:[^()]|\([^()]*\))*\)|\[[^\]\n]*\])"
INNER = r"(?:!\[[^\[\]]*\](?:\([^()]*\)|\[[^\]]*\])|[^\[\]]|\[[^\[\]]*\]){0,400}"
IMAGE = re.compile(rf"!\[(?P<words>[^\]]*)\](?P<rest>{REST})?|<img\b(?P<tag>[^>]*)>", re.IGNORECASE)
LINK = re.compile(
    rf"\[\[(?P<wiki>[^\[\]\n]+)\]\]|(?<!!)\[(?P<words>{INNER})\](?P<rest>{REST})?"
    r"|<a\b(?P<tag>[^>]*)>(?P<inner>.{0,400}?)</a>|<?(?P<bare>(?:https?://|www\.)[^\s<>)\]]+)>?",
    re.IGNORECASE | re.DOTALL,
)
ADDRESS = re.compile(r"\(\s*(?:<([^>]*)>|(\S*?))(?:\s+[\"'(].*)?\s*\)", re.DOTALL)
ATTRIBUTE = re.compile(r"\b(?:src|href)\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
NAMED = re.compile(r"^ {0,3}\[([^\]\n]+)\]:\s*<?([^\s>]+)", re.MULTILINE)
CODE = re.compile(r"(?<!`)(`+)(?!`)[^`].*?(?<!`)\1(?!`)", re.DOTALL)
MARKS = re.compile(r"[*_~`\\]|<[^>]*>")


class Typed(Record):
    """A link or picture as typed: its line in the file, the whole of it, and what follows its words in brackets.

    `rest` is empty for HTML and for a bare address, ``[name]`` where only words in brackets stand.
    """

    line: int
    whole: str
    rest: str = ""


Finder = Callable[[Link], Typed | None]


def finder(text: Manuscript) -> Finder:
    """A function from one of the links of `text` to where it was typed; to None where its way is not known here.

    The text is read when it is first asked, and once.
    """
    read: list[_Source] = []

    def find(link: Link) -> Typed | None:
        if not read:
            read.append(_read(text))
        return _find(text, link, read[0])

    return find


class _Source(Record):
    """A body as typed, with the names of its addresses and all that looks like a picture or a link."""

    typed: str
    names: dict[str, str]
    images: tuple[re.Match[str], ...]
    links: tuple[re.Match[str], ...]


def _read(text: Manuscript) -> _Source:
    source = _source(text)
    names = {name.casefold(): target for name, target in NAMED.findall(source)}
    return _Source(source, names, tuple(_matches(IMAGE, source)), tuple(_matches(LINK, source)))


def _find(text: Manuscript, link: Link, source: _Source) -> Typed | None:
    alike = [each for each in text.marked.links if each.target == link.target and _alike(each, link)]
    number = next(index for index, each in enumerate(alike) if each is link)
    matches = source.images if link.kind == "image" else source.links
    found = list(islice((each for each in matches if _is(each, link, source.names)), number + 1))
    if not found:
        return None
    match = found[-1]
    line = text.body_line + source.typed.count("\n", 0, match.start())
    rest = match["rest"] or (f"[{match['words']}]" if match["words"] is not None else "")
    return Typed(line, match[0], rest)


def _alike(one: Link, other: Link) -> bool:
    return (one.kind, one.text) == (other.kind, other.text)


def _source(text: Manuscript) -> str:
    """The body with nothing in place of code and comments, so that its lines and places stay."""
    shown = dict(plain_lines(text))
    source = "\n".join(shown.get(number, "") for number in range(text.body_line, len(text.lines) + 1))
    return CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source) if "`" in source else source


def _matches(pattern: re.Pattern[str], source: str) -> Iterator[re.Match[str]]:
    """All that looks like a link; the name of an address, ``[1]: https://…``, is none."""
    named = [found.span() for found in NAMED.finditer(source)]
    for found in pattern.finditer(source):
        if not any(start <= found.start() < end for start, end in named):
            yield found


def _is(found: re.Match[str], link: Link, names: dict[str, str]) -> bool:
    """Whether what was typed is the link: the same address and, where both have any, the same words."""
    parts = found.groupdict()
    if parts.get("tag") is not None:
        return any(_same(each[1], link.target) for each in ATTRIBUTE.finditer(parts["tag"]))
    if parts.get("wiki") is not None:
        return link.kind == "wiki" and plain_spaces(parts["wiki"]).startswith(link.target)
    if parts.get("bare") is not None:
        return parts["bare"].rstrip(".,;:!?") in (link.text, link.target)
    return _leads_to(parts, link.target, names) and _says(parts["words"], link)


def _leads_to(parts: dict[str, str], target: str, names: dict[str, str]) -> bool:
    rest = parts["rest"] or ""
    if address := ADDRESS.fullmatch(rest):
        return _same(address[1] or address[2] or "", target)
    name = rest.strip("[]") or parts["words"]
    return names.get(name.casefold()) == target


def _same(typed: str, target: str) -> bool:
    """Whether an address is the target, which the parser may have freed of signs that stand for others."""
    return unquote(unescape(typed).replace("\\", "")) == unquote(target)


def _says(words: str, link: Link) -> bool:
    # Words with a picture in them are those of the picture.
    return "![" in words or plain_spaces(MARKS.sub("", words)) == plain_spaces(MARKS.sub("", link.text))
