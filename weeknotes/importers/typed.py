"""Markdown of another generator -> Markdown of this site: the words stay, addresses and headings change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from weeknotes.dialects import FENCE
from weeknotes.importers.prose import FILE_NAME, LEADS, Prose, Ways
from weeknotes.text import for_xml, slugify

# An address in a link: in pointed brackets, or without spaces and with round brackets in pairs.
ADDRESS = r"(<[^<>\n]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*)"
TITLE = r"(?:\s+(\"[^\"\n]*\"|'[^'\n]*'))?"
IMAGE = re.compile(rf"!\[([^\[\]\n]*)\]\(\s*{ADDRESS}{TITLE}\s*\)")
LINK = re.compile(rf"(?<!!)\[((?:[^\[\]\n]|!\[[^\]\n]*\]\([^()\n]*\))*)\]\(\s*{ADDRESS}{TITLE}\s*\)")
# Where a link leads; [^1]: begins a footnote, which is words.
DEFINITION = re.compile(r"^( {0,3}\[(?!\^)[^\]\n]+\]:\s*)(\S+)")
ELEMENT = re.compile(r"(<(a|img)\b[^<>]*?\b(?:href|src)\s*=\s*)([\"'])(.*?)\3", re.IGNORECASE)
CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
HEADING = re.compile(r"^( {0,3})(#{1,6})(?=\s)(.*)$")
SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
TOP = 2  # the highest level of a heading within a text
SAFE = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E"}


def rewrite(text: str, title: str, ways: Ways) -> Prose:
    """`text` with every address where it leads now, without the heading that repeats its title."""
    lost: Counter[str] = Counter()

    def drop(found: re.Match[str]) -> str:
        lost.update(["script"] if found[1].lower() == "script" else [])
        return ""

    plain = SCRIPT.sub(drop, for_xml(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")))
    lines = plain.strip("\n").split("\n")
    is_code = _code_lines(lines)
    shift = _settle_title(lines, is_code, title)
    pairs = zip(lines, is_code, strict=True)
    done = [line if code else _led_line(_headed(line, shift), ways, lost) for line, code in pairs]
    # What was taken out leaves one blank line behind, not two.
    kept = [
        line
        for number, line in enumerate(done)
        if line.strip() or is_code[number] or not number or done[number - 1].strip()
    ]
    return Prose("\n".join(line if line.endswith("  ") else line.rstrip() for line in kept).strip("\n"), dict(lost))


def _code_lines(lines: list[str]) -> list[bool]:
    """Which lines stand in a fence, its own lines among them."""
    found: list[bool] = []
    fence = ""
    for line in lines:
        opened = FENCE.match(line)
        found.append(bool(fence or opened))
        if not fence and opened:
            fence = opened[1]
        elif opened and opened[1].startswith(fence) and not line[opened.end() :].strip():
            fence = ""
    return found


def _settle_title(lines: list[str], is_code: list[bool], title: str) -> int:
    """Empty the line of a heading that repeats the title; by how many levels the other headings go down.

    The first level is that of the title. Below one that went, the others move up to the second.
    """
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    heading = HEADING.match(lines[first]) if first is not None else None
    is_title = heading is not None and bool(title) and slugify(heading[3]) == slugify(title)
    if first is not None and is_title:
        lines[first] = ""
    found = (HEADING.match(line) for line, code in zip(lines, is_code, strict=True) if not code)
    highest = min((len(each[2]) for each in found if each), default=TOP)
    return TOP - highest if is_title or highest < TOP else 0


def _headed(line: str, shift: int) -> str:
    heading = HEADING.match(line) if shift else None
    return f"{heading[1]}{'#' * min(6, len(heading[2]) + shift)}{heading[3]}" if heading else line


def _led_line(line: str, ways: Ways, lost: Counter[str]) -> str:
    # Code in a line stays as it is; what lies between two pieces of it changes.
    parts, at = [], 0
    for code in CODE.finditer(line):
        parts += [_led(line[at : code.start()], ways, lost), code[0]]
        at = code.end()
    return "".join([*parts, _led(line[at:], ways, lost)])


def _led(text: str, ways: Ways, lost: Counter[str]) -> str:
    text = IMAGE.sub(lambda found: _image(found, ways, lost), text)
    text = LINK.sub(lambda found: _link(found, ways.link), text)
    text = DEFINITION.sub(lambda found: found[1] + (_typed(_new(found[2], ways.link)) or found[2]), text)
    return ELEMENT.sub(lambda found: _element(found, ways), text)


def _new(address: str, lead: Callable[[str], str]) -> str:
    plain = address.strip("<>").strip()
    if plain.startswith("#") or not plain:
        return plain
    return lead(plain) if LEADS.match(plain) else ""


def _typed(address: str) -> str:
    return "".join(SAFE.get(each, each) for each in address)


def _image(found: re.Match[str], ways: Ways, lost: Counter[str]) -> str:
    alt = "" if FILE_NAME.fullmatch(found[1].strip()) else found[1].strip()
    address, is_picture = ways.image(found[2].strip("<>"), alt)
    title = f" {found[3]}" if found[3] else ""
    lost.update([] if alt or not is_picture else ["no alt"])
    if is_picture:
        return f"![{alt}]({_typed(address)}{title})"
    said = f"Picture: {alt}" if alt else "Picture"
    return f"[{said}]({_typed(address)})" if address else said


def _link(found: re.Match[str], lead: Callable[[str], str]) -> str:
    address = _new(found[2], lead)
    title = f" {found[3]}" if found[3] else ""
    return f"[{found[1]}]({_typed(address)}{title})" if address else found[1]


def _element(found: re.Match[str], ways: Ways) -> str:
    address = found[4]
    if found[2].lower() == "img":
        new, is_picture = ways.image(address, "")
        return f"{found[1]}{found[3]}{_typed(new)}{found[3]}" if is_picture else found[0]
    return f"{found[1]}{found[3]}{_typed(_new(address, ways.link))}{found[3]}"
