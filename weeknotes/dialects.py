"""What other generators write inside Markdown: marks of Jekyll, Hugo and Nunjucks, made into Markdown or told.

    [a]({% post_url 2023-05-05-notes %})  [b]({{ site.baseurl }}/about/)  [c]({{< ref "notes" >}})
    {{< figure src="team.png" alt="The team" caption="All of us" >}}   {% highlight python %}

Other marks are shown as typed, as GitHub shows them, with a warning. Code spans and blocks stay as they are.
"""

from __future__ import annotations

import re

from weeknotes.errors import Problem, Severity

FENCE = re.compile(r"\s*(?:[-*+>]\s+|\d+[.)]\s+)*(`{3,}|~{3,})")
# A code span is found first, so that nothing in it counts as a mark.
MARK = re.compile(r"(?P<code>(`+)(?!`).*?(?<!`)\2(?!`))|\{\{.*?\}\}|\{%.*?%\}")
# Where an address is being typed: of a link, of a reference, of an attribute.
IN_ADDRESS = re.compile(r"""(?:\]\(\s*<?[^()\s<>]*|^\s*\[[^\]]+\]:\s*\S*|(?:href|src)=["'][^"']*)$""")
QUOTED = r"""["'“”]([^"'“”]*)["'“”]"""
PREFIX = re.compile(r"\{\{-?\s*(?:site\.(?:baseurl|url)|absURL|relURL|\.Site\.BaseURL)\s*-?\}\}")
FILTERED = re.compile(rf"\{{\{{-?\s*{QUOTED}\s*\|[^}}]*\}}\}}")
LINKED = re.compile(r"\{%-?\s*link\s+(\S+)\s*-?%\}")
POST_URL = re.compile(r"\{%-?\s*post_url\s+(?:\S*/)?(\d{4})-(\d\d)-(\d\d)-(\S+?)\s*-?%\}")
HUGO_REF = re.compile(rf"\{{\{{[<%]\s*(?:rel)?ref\s+(?:path=)?{QUOTED}[^}}]*\}}\}}")
FIGURE = re.compile(r"\{\{[<%]\s*figure\s+(.*?)/?\s*[>%]\}\}")
ATTRIBUTE = re.compile(rf"(\w+)={QUOTED}")
HIGHLIGHT = re.compile(r"\s*\{%-?\s*highlight\s+([\w+-]+).*?%\}\s*")
END_HIGHLIGHT = re.compile(r"\s*\{%-?\s*endhighlight\s*-?%\}\s*")
# The query by which `links` knows what Hugo looks up by its name alone.
BY_NAME = "?ref"


def translate(text: str, path: str, first_line: int = 1) -> tuple[str, tuple[Problem, ...]]:
    """The Markdown of `path` in plain Markdown, line for line, and a warning where code of a generator is left.

    `first_line` is the line of the file in which `text` begins.
    """
    if "{{" not in text and "{%" not in text:
        return text, ()
    lines: list[str] = []
    left: list[int] = []
    fence = ""
    for number, line in enumerate(text.split("\n"), start=first_line):
        fence, line, is_code = _fenced(line, fence)
        plain = line if is_code else _plain(line)
        lines.append(plain)
        if not is_code and _is_left(plain):
            left.append(number)
    source = text.split("\n")
    told = (_problem(path, left, source[left[0] - first_line]),) if left else ()
    return "\n".join(lines), told


def plain_address(typed: str) -> str:
    """An address without the marks of Jekyll and Hugo in it."""
    return MARK.sub(lambda found: found[0] if found["code"] else _address(found[0]), typed)


def _fenced(line: str, fence: str) -> tuple[str, str, bool]:
    """The fence that is open after `line`, the line itself, and whether it is code."""
    if found := HIGHLIGHT.fullmatch(line):
        return "```", f"```{found[1]}", True
    if END_HIGHLIGHT.fullmatch(line):
        return "", "```", True
    opened = FENCE.match(line)
    if not fence:
        return (opened[1] if opened else ""), line, bool(opened)
    is_closed = opened and opened[1].startswith(fence) and not line[opened.end() :].strip()
    return "" if is_closed else fence, line, True


def _plain(line: str) -> str:
    def meaning(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        if figure := FIGURE.fullmatch(found[0]):
            return _figure(figure[1]) or found[0]
        return _address(found[0]) if IN_ADDRESS.search(_so_far(line[: found.start()])) else found[0]

    return MARK.sub(meaning, line)


def _so_far(before: str) -> str:
    """What stands before a mark, without the marks in it: two may follow each other in one address."""
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", before)


def _address(mark: str) -> str:
    if PREFIX.fullmatch(mark):
        return ""
    if found := FILTERED.fullmatch(mark):
        return found[1]
    if found := LINKED.fullmatch(mark):
        return "/" + found[1].lstrip("/")
    if found := POST_URL.fullmatch(mark):
        return f"/{found[1]}/{found[2]}/{found[3]}/{found[4]}"
    if found := HUGO_REF.fullmatch(mark):
        name, hash_sign, fragment = found[1].partition("#")
        return f"{name}{BY_NAME}{hash_sign}{fragment}" if name else f"#{fragment}"
    return mark


def _figure(typed: str) -> str:
    given = dict(ATTRIBUTE.findall(typed))
    if "src" not in given:
        return ""
    caption = given.get("caption") or given.get("title", "")
    shown = f' "{caption}"' if caption else ""
    return f"![{given.get('alt', '')}](<{given['src']}>{shown})"


def _is_left(line: str) -> bool:
    return any(not found["code"] for found in MARK.finditer(line))


def _problem(path: str, lines: list[int], found: str) -> Problem:
    more = f" So are {len(lines) - 1} more lines." if len(lines) > 2 else " So is one more line." if lines[1:] else ""
    message = f"This line holds code of another generator and is shown as typed.{more} Write it in Markdown."
    return Problem("markdown.template-code", Severity.WARNING, path, message, lines[0], found=found.strip())
