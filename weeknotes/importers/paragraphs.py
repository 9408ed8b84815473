"""Paragraphs as WordPress makes them when it shows a text: blank lines part them, single ones break lines."""

from __future__ import annotations

import re

BLOCKS = (
    "address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|"
    "li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|iframe|script|style|video|audio"
)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# What keeps its own line ends.
WHOLE = re.compile(r"<(pre|script|style|textarea)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
OPENING = re.compile(rf"(<(?:{BLOCKS})\b[^>]*>)", re.IGNORECASE)
CLOSING = re.compile(rf"(</(?:{BLOCKS})\s*>)", re.IGNORECASE)
STARTS = re.compile(rf"\s*</?(?:{BLOCKS})\b", re.IGNORECASE)
# Private characters, which no text has, stand for what is kept whole.
KEPT = re.compile("\ue000(\\d+)\ue001")
# The block editor writes paragraphs itself, and what it did not write so means nothing.
BY_BLOCKS = re.compile(r"<!--\s+wp:")
# A line end between words of one block, such as an item or a quotation.
WITHIN = re.compile(r"(?<=[^\s>])[ \t]*\n(?=[^\s<])")
# A line that ends in a break already needs no second one.
BREAK = re.compile(r"(?<!<br>)(?<!<br/>)(?<!<br />)\n")


def make(html: str) -> str:
    """`html` with ``<p>`` and ``<br>`` where WordPress would show them, and without its comments."""
    is_typed = not BY_BLOCKS.search(html)
    text = COMMENT.sub("", html.replace("\r\n", "\n").replace("\r", "\n").replace("\ue000", "").replace("\ue001", ""))
    whole: list[str] = []

    def keep(found: re.Match[str]) -> str:
        whole.append(found[0])
        return f"\n\n<div>\ue000{len(whole) - 1}\ue001</div>\n\n"

    text = WHOLE.sub(keep, text)
    text = CLOSING.sub(r"\1\n\n", OPENING.sub(r"\n\n\1", text))
    done = "\n".join(_chunk(each, is_typed) for each in re.split(r"\n[ \t]*\n\s*", text) if each.strip())
    return KEPT.sub(lambda found: whole[int(found[1])], done)


def _chunk(text: str, is_typed: bool) -> str:
    if STARTS.match(text):
        return WITHIN.sub("\n<br>", text) if is_typed else text
    return f"<p>{BREAK.sub(chr(10) + '<br>', text.strip())}</p>"
