"""Where a header begins and ends: line by line, and leniently."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from weeknotes.borders import FENCE, LIKE_FENCE, doubled, marked, too_early, twice_closed
from weeknotes.errors import Problem
from weeknotes.faults import fault
from weeknotes.header import KEY, bare, key_of
from weeknotes.strays import CODE, CONFLICT, are_meant, listed, meant_field, stray_faults, strays_of
from weeknotes.values import Record

# A fence with something beside it, and a field with a fence beside it.
GLUED = re.compile(r"-{3,}[ \t]*((?:#{1,6}[ \t]+)?[^\s\W_].*)")
GLUED_END = re.compile(r"(.*?[^\s-])[ \t]*-{3,}")


class Head(Record):
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
    if foreign := _foreign(lines, top):
        return None, foreign
    # From here on the first line may be innocent: a rule, or a sentence.
    if LIKE_FENCE.fullmatch(bare(lines[top])):
        return _fenced(lines, top)
    if CODE.match(bare(lines[top])):
        return None, _in_code(lines, top)
    if beside := _glued(lines, top) or marked(lines, top):
        return None, beside
    return _unfenced(lines, top) if _is_field(lines, top) else _below(lines, top)


def _foreign(lines: Sequence[str], top: int) -> list[Problem]:
    """What can be no header of this site, nor the beginning of a text: a merge conflict, TOML, JSON."""
    line = bare(lines[top])
    if CONFLICT.match(line):
        return [fault("conflict", top + 1, line)]
    if line.startswith("+++"):
        return [fault("toml", top + 1, *_from_toml(lines[top:]))]
    if re.match(r'\{\s*"\w+"\s*:', " ".join(lines[top : top + 3]).strip()):
        return [fault("json", top + 1, *_from_json("\n".join(lines[top:])))]
    return []


def _is_field(lines: Sequence[str], top: int) -> bool:
    """Whether a known field begins here, or below a remark."""
    line = bare(lines[top])
    is_remark = line.startswith("# ") and top + 1 < len(lines) and lines[top + 1][:1].islower()
    return bool(key_of(line) or (is_remark and key_of(lines[top + 1])))


def _glued(lines: Sequence[str], top: int) -> list[Problem]:
    """A first field beside the opening fence, or words beside it and a first field below."""
    found = GLUED.match(bare(lines[top]))
    if found and key_of(found[1]):
        return [fault("glued", top + 1, lines[top].strip(), f"---\n{found[1]}")]
    if found and top + 1 < len(lines) and key_of(lines[top + 1]):
        return [fault("glued", top + 1, lines[top].strip(), "---")]
    return []


def _in_code(lines: Sequence[str], top: int) -> list[Problem]:
    """A header that stands in a block of code; an example in a text has a name of a field at most."""
    end = next((index for index in range(top + 1, len(lines)) if CODE.match(lines[index])), len(lines))
    inner = [index for index in range(top + 1, end) if bare(lines[index])]
    has_fences = bool(inner) and FENCE.fullmatch(lines[inner[0]]) is not None
    if len(_names(lines, top + 1, end)) < 2 or not (has_fences or _is_header(lines, top + 1, end)):
        return []
    marks = [top, end] if end < len(lines) else [top]
    return [fault("code-fence", index + 1, lines[index].strip(), "" if has_fences else "---") for index in marks]


def _from_toml(lines: Sequence[str]) -> tuple[str, str]:
    """The header as typed, and as it should be."""
    end = next((index for index, line in enumerate(lines[1:], 1) if line.startswith("+++")), len(lines))
    fields = (re.sub(r"^(\s*[\w-]+)\s*=\s*", r"\1: ", line) for line in lines[1:end] if line.strip())
    return "\n".join(lines[: end + 1]).strip(), "\n".join(("---", *fields, "---"))


def _from_json(text: str) -> tuple[str, str]:
    """The header as typed, and as it should be; of one that cannot be read the first line."""
    typed = text.strip()
    try:
        given, end = json.JSONDecoder().raw_decode(typed)
    except (ValueError, RecursionError):
        given, end = {"title": "Your title"}, len(typed.partition("\n")[0])
    fields = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in given.items())
    return typed[:end], "\n".join(("---", *fields, "---"))


def _fenced(lines: Sequence[str], top: int) -> Located:
    """A header below a fence, or a text that begins with a rule."""
    if (second := doubled(lines, top)) > top:
        head, more = _fenced(lines, second)
        return head, [fault("two-fences", top + 1, lines[top].strip()), *more] if head or more else []
    close = _closing(lines, top + 1)
    if close is not None and _is_header(lines, top + 1, close):
        return _closed(lines, top, close)
    return _unclosed(lines, top, close)


def _closed(lines: Sequence[str], top: int, close: int) -> Located:
    """A header between two fences; between likenesses of them it needs a field that is known."""
    first = top + 1
    if not (FENCE.fullmatch(lines[top]) or _names(lines, first, close)):
        return None, []
    told = _odd_fence(lines, top) + _odd_fence(lines, close) + _after(lines, close)
    return Head(first, close, close + 1), told


def _unclosed(lines: Sequence[str], top: int, close: int | None) -> Located:
    """Fields below a fence whose end is beside other words, forgotten, or not to be found for certain."""
    first, limit = top + 1, len(lines) if close is None else close
    told = _odd_fence(lines, top)
    if beside := _glued_end(lines, first, limit):
        return None, told + beside
    end = _fields_end(lines, first, limit)
    if _is_forgotten(lines, (first, end, limit), close):
        found = lines[end].strip() if end < len(lines) else ""
        instead = f"---\n\n{found}" if found else "---"
        return Head(first, end, end), [*told, fault("no-closing", end + 1, found, instead)]
    head, doubts = _doubtful(lines, first, close)
    return head, told + doubts if doubts else []


def _is_forgotten(lines: Sequence[str], marks: tuple[int, int, int], close: int | None) -> bool:
    """Whether known fields and then prose follow: the end was forgotten, and a later fence is a rule of the text."""
    first, end, limit = marks
    if not _names(lines, first, end) or _names(lines, end, limit):
        return False
    return not _is_text_above(lines, end, close)


def _glued_end(lines: Sequence[str], first: int, limit: int) -> list[Problem]:
    """The end of the header beside its last field, or with the first words of the text beside it."""
    for index in range(first, limit):
        line = bare(lines[index])
        if (found := GLUED_END.fullmatch(line)) and key_of(line):
            return [fault("glued", index + 1, line, f"{found[1]}\n---")]
        if (found := GLUED.match(line)) and _is_header(lines, first, index) and _names(lines, first, index):
            return [fault("glued", index + 1, line, f"---\n\n{found[1]}")]
        if not key_of(line):
            break
    return []


def _is_text_above(lines: Sequence[str], end: int, close: int | None) -> bool:
    """Whether one paragraph of prose stands between the fields and the end of the header."""
    if close is None or not end < close or not bare(lines[close - 1]).endswith((".", "!", "?")):
        return False
    start = next(index for index in range(end, close) if bare(lines[index]))
    return all(map(bare, lines[start:close]))


def _after(lines: Sequence[str], close: int) -> list[Problem]:
    """What is said of fences and fields that stand below a whole header."""
    return _second(lines, close + 1) or twice_closed(lines, close) or too_early(lines, close + 1)


def _second(lines: Sequence[str], body: int) -> list[Problem]:
    """What is said of a second header right below the first: a copy, or one that a form has added."""
    top = next((index for index in range(body, len(lines)) if bare(lines[index])), len(lines))
    if not (top < len(lines) - 1 and FENCE.fullmatch(lines[top]) and key_of(lines[top + 1])):
        return []
    close = _closing(lines, top + 1)
    if close is None or not _is_header(lines, top + 1, close):
        return []
    return [fault("two-headers", top + 1, lines[top].strip())]


def _doubtful(lines: Sequence[str], first: int, close: int | None) -> Located:
    """Between the fences, or below the only one, stands more than fields; and perhaps no field at all."""
    begins = bare(lines[first]) if first < len(lines) else ""
    if not begins or close == first:
        return None, []
    if close is None:
        # Nothing sets the text apart from the fields; a guess might publish a draft.
        faults = stray_faults(lines, first, len(lines), "not-closed")[:1] if key_of(begins) else []
        return None, faults
    block = lines[first:close]
    if re.match(r'\{\s*"', "".join(block).strip()):
        typed, better = _from_json("\n".join(block))
        return None, [fault("json", first + 1, typed, better.removeprefix("---\n").removesuffix("\n---"))]
    as_list = listed(lines, first, close) if begins.startswith("-") else []
    if not as_list and (_names(block, 0, len(block)) or are_meant(block)):
        return Head(first, close, close + 1), stray_faults(lines, first, close)
    return None, as_list or _nameless(begins, first, close)


def _nameless(begins: str, first: int, close: int) -> list[Problem]:
    """What is said of a header without the name of any field: a list, or a title alone."""
    if begins.startswith("- "):
        return [fault("list", first + 1, begins, f"tags:\n  {begins}")]
    if close != first + 1 or begins[-1] in '.!?…”"':
        return []
    meant = meant_field(begins) if re.search("[*=;：\\\\]", begins) else ""
    return [fault("no-name", first + 1, begins, meant or f"title: {begins}")]


def _unfenced(lines: Sequence[str], top: int) -> Located:
    """Fields without a fence above them, closed by one; without any they would be shown as text."""
    close = next((index for index in range(top, len(lines)) if LIKE_FENCE.fullmatch(bare(lines[index]))), None)
    begins = lines[top].strip()
    if close is not None and _is_header(lines, top, close):
        # One field above a line of hyphens may be a heading that is underlined.
        if len(_names(lines, top, close)) > 1 or begins.startswith("title:"):
            told = [fault("no-opening", top + 1, begins, f"---\n{begins}")]
            return Head(top, close, close + 1), told + _odd_fence(lines, close)
        return None, []
    end = _fields_end(lines, top, len(lines))
    if end == top:
        end = next((index for index in range(top, len(lines)) if not key_of(lines[index])), len(lines))
    # Read as text, a "state: draft" among them would be overlooked.
    if len(_names(lines, top, end)) > 1:
        return None, [
            fault("no-fences", top + 1, "\n".join(lines[top:end]).strip(), "\n".join(("---", *lines[top:end], "---")))
        ]
    return None, []


def _below(lines: Sequence[str], top: int) -> Located:
    """Text, unless a whole header stands below it, and not as an example of one."""
    in_code = False
    for index in range(top, len(lines) - 1):
        in_code ^= CODE.match(lines[index]) is not None
        if in_code or index == top or not (FENCE.fullmatch(lines[index]) and key_of(lines[index + 1])):
            continue
        close = _closing(lines, index + 1)
        # Far down only what is surely one: a rule above “Date: Friday” is none.
        is_near = index < top + 8 or len(_names(lines, index + 1, close or index)) > 1
        if is_near and close is not None and _is_header(lines, index + 1, close):
            return None, [fault("text-above", top + 1, lines[top].strip(), f"---\n\n{lines[top].strip()}")]
    return None, []


def _odd_fence(lines: Sequence[str], index: int) -> list[Problem]:
    blank = index > 0 and not any(map(bare, lines[:index]))
    above = [fault("blank-line", 1, lines[0], "---")] if blank else []
    if lines[index].rstrip(" \t") in ("---", "..."):
        return above
    return [*above, fault("fence", index + 1, lines[index], "---")]


def _closing(lines: Sequence[str], first: int) -> int | None:
    """The line that ends the header: three hyphens, or an earlier likeness of them."""
    exact = next((index for index in range(first, len(lines)) if FENCE.fullmatch(lines[index])), None)
    if exact is not None and _is_header(lines, first, exact):
        return exact
    # Three are enough: each costs a look at all lines above it.
    limit = len(lines) if exact is None else exact
    alike = [index for index in range(first, limit) if _is_like_fence(lines[index])][:3]
    return next((index for index in alike if _is_header(lines, first, index)), exact)


def _is_like_fence(line: str) -> bool:
    return LIKE_FENCE.fullmatch(bare(line)) is not None and not CONFLICT.match(line)


def _names(lines: Sequence[str], first: int, end: int) -> set[str]:
    """The known fields that these lines give."""
    return {name for line in lines[first:end] if line[:1] not in (" ", "\t") and (name := key_of(line))}


def _is_header(lines: Sequence[str], first: int, end: int) -> bool:
    """Whether these lines are fields and nothing else, or blank."""
    begins = next((bare(line) for line in lines[first:end] if bare(line) and not line.startswith("#")), "")
    if not begins:
        return not any(map(bare, lines[first:end]))
    return KEY.match(begins) is not None and not strays_of(lines[first:end])


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
