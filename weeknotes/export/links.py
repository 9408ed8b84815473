"""Links of an exported text: what only this site understands becomes a path beside the text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias
from urllib.parse import quote, unquote

from weeknotes import dialects, markup
from weeknotes.config import Markdown
from weeknotes.model import Link, Target
from weeknotes.values import Record

# Code shows links and has none.
FENCED = r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1[`~]*[ \t]*$|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)"
INDENTED = r"(?:\A|(?<=\n\n))(?: {4}|\t)[^\n]*(?:\n+(?: {4}|\t)[^\n]*)*"
# What is indented is code, or goes on with an item of a list: what comes out tells which it was.
CODES = tuple(re.compile(each, re.DOTALL | re.MULTILINE) for each in (f"{FENCED}|{INDENTED}", FENCED))
WIKI = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
# What stands before an address: in a link or image, a definition, an element.
LEAD = r"\]\([ \t]*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?|\b(?:href|src)=[\"']?"
SAFE = "/@!$&*+,;=~"

Read: TypeAlias = "Callable[[str], markup.Marked]"
# What to write instead, by the kind and the target of a link.
Wanted: TypeAlias = "Mapping[tuple[str, str], str]"


def reader(path: str, settings: Markdown, title: str) -> Read:
    """How a site with these settings reads the text at `path`."""
    return lambda body: markup.read(dialects.translate(body, path, 1)[0], settings, path, 1, title)


class Typed(Record):
    """The body of a text as it was typed, the words that it is read as, and where its links lead."""

    path: str
    body: str
    words: str
    links: tuple[tuple[Link, Target], ...]


def rewritten(text: Typed, files: Collection[str], read: Read) -> str | None:
    """The body with links that any program follows to the `files` of the export, by their paths.

    None where that cannot be done with certainty: the new text must say the same and lead to the same places.
    """
    each = ((link, _there(link, target, text.path, files)) for link, target in text.links)
    wanted = {(link.kind, link.target): there for link, there in each if there}
    if not wanted:
        return text.body
    made = (_replaced(text.body, wanted, code) for code in CODES)
    return next((each for each in made if _agrees(read(each), text, wanted)), None)


def _agrees(now: markup.Marked, text: Typed, wanted: Wanted) -> bool:
    if now.body.text != text.words or len(now.links) != len(text.links):
        return False
    return all(_leads(each, link, wanted) for each, (link, _) in zip(now.links, text.links, strict=True))


def _there(link: Link, target: Target, path: str, files: Collection[str]) -> str:
    """The link to write instead; empty where the one that was typed is right, or leads to no file of the export."""
    if target.outside or target.source not in files:
        return ""
    plain, _, fragment = link.target.partition("#")
    here = posixpath.dirname(path)
    if link.kind != "wiki" and not plain:
        return ""  # a place in the text itself
    there = target.source
    typed = posixpath.normpath(posixpath.join(here, unquote(plain.partition("?")[0])))
    if link.kind != "wiki" and not plain.startswith("/") and typed == there:
        return ""
    fragment = target.address.partition("#")[2] if link.kind == "wiki" else fragment
    ending = f"#{fragment}" if fragment else ""
    return quote(posixpath.relpath(there, here or "."), safe=SAFE) + ending


def _leads(now: Link, was: Link, wanted: Wanted) -> bool:
    there = wanted.get((was.kind, was.target))
    return unquote(now.target) == unquote(there) if there else now.target == was.target


def _replaced(body: str, wanted: Wanted, codes: re.Pattern[str]) -> str:
    """The body with the links replaced wherever they stand, but in what looks like code."""
    pieces = []
    end = 0
    for code in codes.finditer(body):
        pieces += [_put(body[end : code.start()], wanted), code[0]]
        end = code.end()
    return "".join([*pieces, _put(body[end:], wanted)])


def _put(text: str, wanted: Wanted) -> str:
    text = WIKI.sub(lambda found: _as_link(found, wanted), text)
    for (kind, typed), there in wanted.items():
        if kind == "wiki":
            continue
        spelt = dict.fromkeys((typed, quote(typed, safe=SAFE + "%#?:"), typed.replace("&", "&amp;")))
        meant = "|".join(map(re.escape, spelt))
        text = re.sub(rf"({LEAD})(?:{meant})(?=[\s)>\"']|$)", rf"\g<1>{_as_template(there)}", text, flags=re.M)
    return text


def _as_template(text: str) -> str:
    return text.replace("\\", r"\\")


def _as_link(found: re.Match[str], wanted: Wanted) -> str:
    there = wanted.get(("wiki", " ".join(found[1].split())))
    words = (found[2] or found[1]).strip()
    return f"[{words}]({there})" if there else found[0]
