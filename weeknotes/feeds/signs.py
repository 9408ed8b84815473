"""Signs in plain texts of feeds that validators, and some readers, take for HTML or for a slip of encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from html.entities import name2codepoint

from lxml import etree

# An end tag, a name with "&", an e-mail address in pointed brackets.
MARKED = re.compile(r"</(?=\w+>)|&(?=(#?\w+)(;?))|<(?=[^\s<>]+@[^\s<>]+>)")
# Two letters that look as if one had been encoded twice.
DOUBLED = re.compile("([\xc2\xc3])([\xa0-\xbf])")
JOINER = "\u2060"  # between two characters it is nothing to see
# Texts that are no HTML in RSS: lines of their own, in a channel two levels deep, in an item three.
PLAIN = re.compile(rb"^(?: {4}| {6})<(title|category)>.*</\1>$|^ {4}<description>.*</description>$", re.MULTILINE)


def declare(texts: Iterable[etree._Element]) -> None:
    """Write as HTML what could be taken for it (RFC 4287 section 3.1.1.2), so that it is shown as it was typed."""
    for each in texts:
        if each.text and any(map(_is_taken, MARKED.finditer(each.text))):
            each.text = escape(each.text, quote=False)
            each.set("type", "html")
        each.text = undoubled(each.text or "")


def part(texts: Iterable[etree._Element]) -> None:
    """Take apart what could be taken for HTML, where a text cannot say what it is."""
    for each in texts:
        parted = MARKED.sub(lambda found: found[0] + JOINER * _is_taken(found), each.text or "")
        each.text = undoubled(parted)


def profiled(rss: bytes) -> bytes:
    """RSS as lxml writes it, with "&" and "<" of plain texts as numbers, which tell that they are no HTML.

    So the RSS Advisory Board's Best Practices Profile has it (section "Character Data").
    """
    return PLAIN.sub(lambda found: found[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"), rss)


def undoubled(text: str) -> str:
    """`text` with an invisible sign between two letters that would be taken for one."""
    return DOUBLED.sub(rf"\1{JOINER}\2", text)


def undoubled_html(html: str) -> str:
    """The same for HTML, where the second letter becomes a number."""
    return DOUBLED.sub(lambda found: f"{found[1]}&#{ord(found[2])};", html)


def _is_taken(found: re.Match[str]) -> bool:
    """Whether a mark is taken for HTML: of those with "&", ``S&P500`` and ``&copy`` are, ``AT&T`` is not."""
    name = found[1]
    return name is None or bool(found[2]) or not name.isalpha() or name in name2codepoint or name == "apos"
