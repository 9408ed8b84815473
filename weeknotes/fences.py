"""Where a header begins and ends: line by line, and leniently."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from weeknotes.errors import Problem
from weeknotes.header import KEY, bare, fault, key_of
from weeknotes.structures import KNOWN, known_name
from weeknotes.text import nearest

# Phones and word processors turn hyphens into dashes of every kind.
DASHES = re.compile(r"[-‐‑‒–—―−](?:[ \t]*[-‐‑‒–—―−])*")
FENCE = re.compile(r"-{3,}\s*|\.\.\.\s*")
CONFLICT = re.compile(r"<{7}(?: |$)|={7}$|>{7}(?: |$)|\|{7}(?: |$)")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a header stands: the indexes of its first line, after its last, of the body's first."""

    first: int
    end: int
    body: int


Located = tuple[Head | None, list[Problem]]


def locate(lines: Sequence[str]) -> Located:
    """Where the header stands, or None where there is none, with what is said of it. Paths are empty."""
    top = next((index for index, line in enumerate(lines) if bare(line)), None)
    if top is None:
        return None, []
    line = bare(lines[top])
    if CONFLICT.match(line):
        return None, [fault("conflict", top + 1, line)]
    if line.startswith("+++"):
        return None, [fault("toml", top + 1, line, _from_toml(lines[top + 1 :]))]
    if re.match(r'\{\s*"\w+"\s*:', " ".join(lines[top : top + 3]).strip()):
        return None, [fault("json", top + 1, line, _from_json("\n".join(lines[top:])))]
    # From here on the first line may be innocent: a rule, or a sentence.
    if DASHES.fullmatch(line):
        return _fenced(lines, top)
    return _unfenced(lines, top) if key_of(line) else _below(lines, top)


def _from_toml(lines: Sequence[str]) -> str:
    end = next((index for index, line in enumerate(lines) if line.startswith("+++")), len(lines))
    fields = (re.sub(r"^(\s*[\w-]+)\s*=\s*", r"\1: ", line) for line in lines[:end] if line.strip())
    return "\n".join(("---", *fields, "---"))


def _from_json(text: str) -> str:
    try:
        given, _ = json.JSONDecoder().raw_decode(text.strip())
    except (ValueError, RecursionError):
        given = {"title": "Your title"}
    fields = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in given.items())
    return "\n".join(("---", *fields, "---"))


def _fenced(lines: Sequence[str], top: int) -> Located:
    """A header below a fence, or a text that begins with a rule."""
    first = top + 1
    close = _closing(lines, first)
    limit = len(lines) if close is None else close
    told = _odd_fence(lines, top)
    if close is not None and _is_header(lines, first, close):
        sure = FENCE.fullmatch(lines[top]) or _names(lines, first, close)
        return (Head(first, close, close + 1), told + _odd_fence(lines, close)) if sure else (None, [])
    # Known fields and then prose: the end was forgotten, and a later fence is a rule of the text.
    end = _fields_end(lines, first, limit)
    if _names(lines, first, end) and not _names(lines, end, limit):
        found = lines[end].strip() if end < len(lines) else ""
        return Head(first, end, end), [*told, fault("no-closing", end + 1, found, "---")]
    head, doubts = _doubtful(lines, first, close)
    return head, told + doubts if doubts else []


def _doubtful(lines: Sequence[str], first: int, close: int | None) -> Located:
    """Between the fences, or below the only one, stands more than fields; and perhaps no field at all."""
    block = lines[first : len(lines) if close is None else close]
    begins = bare(block[0]) if block else ""
    if begins and close is not None and _names(block, 0, len(block)):
        return Head(first, close, close + 1), _stray_faults(lines, first, close)
    # Nothing sets the text apart from the fields; a guess might publish a draft.
    if begins and close is None and key_of(begins):
        return None, _stray_faults(lines, first, len(lines), "not-closed")[:1]
    if close is not None and begins.startswith("- "):
        return None, [fault("list", first + 1, begins, f"tags:\n  {begins}")]
    if begins and close == first + 1 and begins[-1] not in '.!?…”"':
        suggestion = _instead(begins) if re.search("[*=;：]", begins) else f"title: {begins}"
        return None, [fault("no-name", first + 1, begins, suggestion)]
    return None, []


def _unfenced(lines: Sequence[str], top: int) -> Located:
    """Fields without a fence above them, closed by one; without any they would be shown as text."""
    close = next((index for index in range(top, len(lines)) if DASHES.fullmatch(bare(lines[index]))), None)
    begins = lines[top].strip()
    if close is not None and _is_header(lines, top, close):
        # One field above a line of hyphens may be a heading that is underlined.
        if len(_names(lines, top, close)) > 1 or begins.startswith("title:"):
            told = [fault("no-opening", top + 1, begins, f"---\n{begins}")]
            return Head(top, close, close + 1), told + _odd_fence(lines, close)
        return None, []
    end = _fields_end(lines, top, len(lines))
    # Read as text, a "state: draft" among them would be overlooked.
    if len(_names(lines, top, end)) > 1:
        return None, [fault("no-fences", top + 1, begins, "\n".join(("---", *lines[top:end], "---")))]
    return None, []


def _below(lines: Sequence[str], top: int) -> Located:
    """Text, unless a whole header stands a few lines below it, and not as an example of one."""
    for index in range(top + 1, min(top + 8, len(lines) - 1)):
        if lines[index - 1].startswith(("```", "~~~")):
            break
        if FENCE.fullmatch(lines[index]) and key_of(lines[index + 1]):
            close = _closing(lines, index + 1)
            if close is not None and _is_header(lines, index + 1, close):
                return None, [
                    fault("text-above", top + 1, lines[top].strip(), f"---\n\n{lines[top].strip()}")
                ]
    return None, []


def _odd_fence(lines: Sequence[str], index: int) -> list[Problem]:
    blank = index > 0 and not any(map(bare, lines[:index]))
    above = [fault("blank-line", 1, lines[0], "---")] if blank else []
    if lines[index] in ("---", "..."):
        return above
    return [*above, fault("fence", index + 1, lines[index], "---")]


def _closing(lines: Sequence[str], first: int) -> int | None:
    """The line that ends the header: three hyphens, or an earlier likeness of them."""
    exact = next((index for index in range(first, len(lines)) if FENCE.fullmatch(lines[index])), None)
    if exact is not None and _is_header(lines, first, exact):
        return exact
    # Three are enough: each costs a look at all lines above it.
    limit = len(lines) if exact is None else exact
    alike = [index for index in range(first, limit) if DASHES.fullmatch(bare(lines[index]))][:3]
    return next((index for index in alike if _is_header(lines, first, index)), exact)


def _names(lines: Sequence[str], first: int, end: int) -> set[str]:
    """The known fields that these lines give."""
    return {name for line in lines[first:end] if line[:1] not in (" ", "\t") and (name := key_of(line))}


def _is_header(lines: Sequence[str], first: int, end: int) -> bool:
    """Whether these lines are fields and nothing else, or blank."""
    begins = next((bare(line) for line in lines[first:end] if bare(line) and not line.startswith("#")), "")
    if not begins:
        return not any(map(bare, lines[first:end]))
    return KEY.match(begins) is not None and not strays_of(lines[first:end])


def strays_of(block: Sequence[str]) -> list[int]:
    """The indexes of the lines that are no part of a field."""
    above, strays = "", []
    for index, line in enumerate(block):
        if bare(line) and not _fits(line, above):
            strays.append(index)
        elif bare(line) and not line.startswith("#"):
            above = line
    return strays


def _stray_faults(lines: Sequence[str], first: int, end: int, code: str = "stray") -> list[Problem]:
    """What is said of stray lines; of several in a row only of the first."""
    strays = [first + index for index in strays_of(lines[first:end])]
    starts = [index for index in strays if index - 1 not in strays]
    return [fault(code, index + 1, lines[index].strip(), _instead(lines[index])) for index in starts]


def _instead(line: str) -> str:
    """A line that lacks its colon (``title Our week``, ``**title:** Our week``), else what belongs below."""
    found = re.match(r"[*_\s]*([^\W\d][\w-]*)[*_\s]*(?:[=;：:][*_\s]*|\s)(\S.*)", line)
    name = found and nearest(known_name(found[1]), sorted(KNOWN))
    return f"{name}: {found[2].strip()}" if found and name else f"---\n\n{line.strip()}"


def _fits(line: str, above: str) -> bool:
    """Whether `line` can stand in a header below `above`, the last line that is part of a field."""
    if line.startswith(("#", "]", "}")) or CONFLICT.match(line):
        return True
    if KEY.match(bare(line)):
        return True
    if re.match(r"-(?:\s|$)", line):
        return above.startswith(("-", " ", "\t")) or above.rstrip().endswith(":")
    return bool(above) and line[0] in " \t"


def _fields_end(lines: Sequence[str], first: int, limit: int) -> int:
    """Where the paragraphs of fields end. After the first, each must begin with a known field."""
    end = first
    while end < limit:
        start = next((index for index in range(end, limit) if bare(lines[index])), limit)
        stop = next((index for index in range(start, limit) if not bare(lines[index])), limit)
        sound = start < stop and not strays_of(lines[start:stop])
        if not sound or not (key_of(lines[start]) or (end == first and KEY.match(bare(lines[start])))):
            break
        end = stop
    return end
