"""The tree of a text -> Markdown: markdownify, with what it leaves to chance decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from markdownify import MarkdownConverter

from weeknotes.importers.tidy import BLOCKS, classes

# What Markdown would read as more than words: anywhere, round words, before an entity.
SIGNS = re.compile(r"[\\`*<\[\]~]|_(?![^\W_])|(?<![^\W_])_|&(?=#?\w+;)")
# At the beginning of a line: headings, lists, quotations, rules, underlines, rows of tables.
LEADING = re.compile(r"^(\s*)(?:(#|>|[+-](?=[\s-]|$)|=+\s*$|[|:](?=[\s:|-]*-))|(\d{1,9})([.)])(?=\s|$))")
ADDRESS = re.compile(r"(https?://[^\s<>\"'`|]*[^\s<>\"'`|.,;:!?)\]*_~])")
PIPE = re.compile(r"(?<!\\)\|")
# Highlighters name the language of code in as many ways as there are highlighters.
LANGUAGE = re.compile(r"(?:^|[\s;])(?:language-|lang-|brush:\s*)([\w+#-]+)")
# What Markdown writes with signs that run together when they touch.
EMPHASES = ("em", "i", "strong", "b", "del", "s", "strike")
LINE_STARTS = (*BLOCKS, "br", "gap", "raw-table", "td", "th")
FENCE = re.compile(r"[ >]*(?:[-\d.]+ )*[ >]*(`{3,})[^`]*$")
# Round brackets and spaces would end an address; all else is typed as it is.
SAFE = "/@!$&'*+,;=~:?#%[]"


def markdown(root: Tag) -> str:
    """The Markdown of a settled tree."""
    typed = Converter(heading_style="ATX", bullets="-", newline_style="backslash").convert_soup(root)
    return "\n".join(_lines(str(typed).strip("\n ").split("\n")))


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines without spaces at their ends, one blank line at a time; those of code as they are."""
    fence, above = "", ""
    for line in lines:
        plain = re.sub(r" +(?=\\$)", "", line.rstrip()) if not fence else line
        opened = FENCE.match(line)
        fence = (opened[1] if opened else "") if not fence else "" if line.strip(" >") == fence else fence
        if fence or plain.strip(" >") or above.strip(" >"):
            yield plain
        above = plain


def target(address: str) -> str:
    """An address as it stands between the round brackets of a link."""
    return quote("".join(address.split("\n")).strip(), safe=SAFE)


class Converter(MarkdownConverter):
    """Markdownify for this site: every word as typed, every fence closed, HTML only where it is harmless."""

    # Markdownify calls this, though its types do not tell of it.
    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        """The words of a text node, so that Markdown shows them as they are (CommonMark 0.31 section 2.4)."""
        tags = parent_tags or set()
        text = str(super().process_text(el, parent_tags=tags))  # type: ignore[misc]
        # Code is shown as it is.
        if "_noformat" in tags or not text:
            return text
        if _starts_line(el):
            text = text.lstrip()
            text = LEADING.sub(_escaped, text)
        # A link right behind an exclamation mark would be a picture.
        follows = el.next_sibling
        is_link = isinstance(follows, Tag) and follows.name in ("a", "mark-note")
        return f"{text[:-1]}\\!" if text.endswith("!") and is_link else text

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Signs of Markdown with a backslash; addresses in pointed brackets, where they are no words of a link."""
        if "a" in parent_tags:
            return SIGNS.sub(r"\\\g<0>", text)
        # Every second piece is an address: the pattern is one group.
        pieces = ADDRESS.split(text)
        return "".join(f"<{each}>" if odd % 2 else SIGNS.sub(r"\\\g<0>", each) for odd, each in enumerate(pieces))

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A link; its title goes, since nobody on a telephone can see it."""
        # The words of a link stand in one line, whatever was in them.
        words = re.sub(r"\s*\n\s*", " ", text).strip()
        if "_noformat" in parent_tags or not words:
            return text
        address = target(str(el.get("href", "")))
        before, after = " " * text.startswith(" "), " " * text.endswith(" ")
        if address.startswith("http") and el.get_text().strip() == address and not el.find("img"):
            return f"{before}<{address}>{after}"
        return f"{before}[{words}]({address}){after}" if address else text

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A picture, wherever it stands, with its caption."""
        alt, title = (SIGNS.sub(r"\\\g<0>", " ".join(str(el.get(name) or "").split())) for name in ("alt", "title"))
        caption = ' "' + title.replace('"', '\\"') + '"' if title else ""
        return f"![{alt}]({target(str(el.get('src', '')))}{caption})"

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Emphasis."""
        return _emphasis(el, text, "*", "em") if "_noformat" not in parent_tags else text

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Strong emphasis."""
        return _emphasis(el, text, "**", "strong") if "_noformat" not in parent_tags else text

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """What was struck out."""
        return _emphasis(el, text, "~~", "del") if "_noformat" not in parent_tags else text

    convert_i = convert_em
    convert_b = convert_strong
    convert_s = convert_strike = convert_del

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A block of code, within a fence longer than any in it."""
        typed = re.sub(r"\A(?:[ \t]*\n)+", "", el.get_text()).rstrip()
        if not typed.strip():
            return ""
        inner = el.find("code")
        named = [el, *([inner] if isinstance(inner, Tag) else [])]
        words = " ".join(
            f"{' '.join(classes(each))} {each.get('data-lang', '')} {each.get('lang', '')}" for each in named
        )
        found = LANGUAGE.search(words)
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", typed))])
        return f"\n\n{fence}{found[1] if found else ''}\n{typed}\n{fence}\n\n"

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Code in a line; with a line end in it, it might end where nobody sees it."""
        return str(super().convert_code(el, " ".join(text.split("\n")), parent_tags))  # type: ignore[misc]

    convert_kbd = convert_samp = convert_code

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A line break; in a table Markdown has none, in a heading it means nothing."""
        if "_noformat" in parent_tags:
            return " "
        if parent_tags & {"td", "th"}:
            return "<br>"
        return " " if "_inline" in parent_tags else "\\\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A cell, whose own strokes must not part it."""
        return f" {PIPE.sub(chr(92) + '|', ' '.join(text.split()))} |"

    convert_th = convert_td

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A term that is explained in what follows."""
        return f"\n\n**{' '.join(text.split())}**\n\n" if text.strip() else ""

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """The explanation of a term, as a paragraph."""
        return f"\n\n{text.strip()}\n\n"

    def convert_q(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Words in quotation marks."""
        return f"“{text}”"

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Something that unfolds, which Markdown leaves to HTML."""
        inner = text.strip()
        # What follows a blank line is Markdown; HTML reaches to the first one.
        start = "<details>\n" if inner.startswith("<summary>") else "<details>\n\n"
        return text if "_inline" in parent_tags else f"\n\n{start}{inner}\n\n</details>\n\n"

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """What is seen of it before it unfolds."""
        return f"<summary>{escape(' '.join(el.get_text().split()), quote=False)}</summary>\n\n"

    def convert_gap(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Two line breaks: a new paragraph."""
        return " " if "_inline" in parent_tags else "\n\n"

    def convert_raw_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A table that stays HTML."""
        return f"\n\n{el['html']}\n\n"

    def convert_mark_note(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """The mark of a footnote."""
        return f"[^{el.get_text()}]"

    def convert_place(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A place that links of the same text lead to."""
        return f'<a id="{escape(str(el["id"]))}"></a>'

    def _raw(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        title = f' title="{escape(str(el["title"]))}"' if el.name == "abbr" and el.get("title") else ""
        # HTML in a line cannot reach over a blank line.
        is_plain = "_noformat" in parent_tags or "\n" in text or not text.strip()
        return text if is_plain else f"<{el.name}{title}>{text}</{el.name}>"

    convert_sub = convert_sup = convert_mark = convert_abbr = _raw


def _escaped(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}"


def _starts_line(node: PageElement) -> bool:
    """Whether nothing stands before a node in its line."""
    while node.parent is not None:
        before = node.previous_sibling
        while before is not None and not isinstance(before, Tag) and not str(before).strip():
            before = before.previous_sibling
        if before is not None:
            return isinstance(before, Tag) and before.name in LINE_STARTS
        if node.parent.name in LINE_STARTS:
            return True
        node = node.parent
    return True


def _emphasis(el: Tag, text: str, sign: str, tag: str) -> str:
    """Emphasis by signs where they would be read as such, else by HTML (CommonMark 0.31 section 6.2)."""
    words = text.strip()
    if not words or "\n\n" in words or "```" in words:
        return text
    before, after = " " * text[0].isspace(), " " * text[-1].isspace()
    left, right = "" if before else _edge(el, "previous"), "" if after else _edge(el, "next")
    if _clashes(left, words[0]) or _clashes(right, words[-1]):
        return f"{before}<{tag}>{words}</{tag}>{after}"
    return f"{before}{sign}{words}{sign}{after}"


def _clashes(outside: str, inside: str) -> bool:
    """Whether signs between two characters would not be read as such, or run together with others."""
    return outside in ("*", "~") or (outside.isalnum() and not inside.isalnum())


def _edge(el: Tag, side: str) -> str:
    """The character next to an element on one side; a star for other emphasis, nothing at the end of a block."""
    node = getattr(el, f"{side}_sibling")
    if node is None or (isinstance(node, Tag) and node.name in LINE_STARTS):
        return ""
    words = node.get_text() if isinstance(node, Tag) else str(node)
    if isinstance(node, Tag) and node.name in EMPHASES and words:
        return "*"
    return words[-1:] if side == "previous" else words[:1]
