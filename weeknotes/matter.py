"""Front matter: bytes -> text -> `Matter`, read leniently, with the line to type for every fault.

Where the header begins and ends is found line by line. Then its lines are mended: YAML 1.1 refuses many
that a manager would call right, and reads others as something else without a word. The mended line is
also what the writer is told to type. At last python-frontmatter takes the header apart, with every value
left as it was typed: ``no``, ``010`` and ``2026-02-30`` stay text.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import yaml
from frontmatter import parse
from frontmatter.default_handlers import YAMLHandler

from weeknotes.errors import Problem, Severity
from weeknotes.structures import FIELDS, KNOWN, SYNONYMS, Matter, known_name
from weeknotes.text import INVISIBLE, for_xml, nearest

__all__ = ["Matter", "decode", "split"]

HINT, WARNING, ERROR = Severity.HINT, Severity.WARNING, Severity.ERROR
WORDS: Mapping[str, tuple[Severity, str]] = {
    "file.not-text": (ERROR, "This file is not text. Save it as Markdown (.md), or paste the text."),
    "file.utf-16": (HINT, "This file is saved as “Unicode” (UTF-16) and was read as such. Save it as UTF-8."),
    "file.encoding": (WARNING, "This file is not saved as UTF-8. The letters of this line are a guess."),
    "file.characters": (HINT, "This line holds control characters that nobody can see. They were left out."),
    "blank-line": (HINT, "There is something blank above the opening “---”. It should be the first line."),
    "fence": (HINT, "This line was read as the “---” round the header. Type three hyphens and nothing else."),
    "no-opening": (HINT, "The “---” above the first field is missing. It was read as if it were there."),
    "no-closing": (HINT, "The “---” below the last field is missing. It was read as if it stood here."),
    "not-closed": (ERROR, "The header has no closing “---”, so it is unclear where the text begins."),
    "no-fences": (ERROR, "Without “---” above and below them, these fields would be shown as text."),
    "text-above": (ERROR, "This text stands above the header. Move it below the closing “---”."),
    "toml": (ERROR, "This header is written in TOML, between “+++”. Write it between “---”, as shown."),
    "json": (ERROR, "This header is written in JSON, in curly brackets. Write it between “---”, as shown."),
    "list": (ERROR, "This header is a list. Each of its lines needs a name, a colon and a value."),
    "no-name": (ERROR, "This line of the header needs the name of a field and a colon before it."),
    "conflict": (ERROR, "Two versions of this file were merged. Keep one of them and delete the marks."),
    "stray": (ERROR, "This line is not a field. Text and HTML belong below the closing “---”."),
    "unreadable": (ERROR, "This line of the header cannot be understood. Are its quotes and spaces right?"),
    "shared": (ERROR, "A name with “&” or “*” before it stands for another value. Write it out here."),
    "twice": (ERROR, "The field “{}” is given twice, in line {} and here. Keep one."),
    "same-twice": (HINT, "The field “{}” is given twice with one value, in line {} and here. Delete one."),
    "name": (HINT, "The field “{}” is written “{}” here. It was understood."),
    "tab": (HINT, "This line holds a tab. It was read as spaces."),
    "invisible": (HINT, "This line holds characters that nobody can see. They were left out."),
    "indent": (HINT, "This field stands to the right of the others. It was read as if it did not."),
    "space": (HINT, "There is no space after the colon. It was read as if there were one."),
    "curly-quotes": (HINT, "The quotation marks round this value are curly. They were read as straight."),
    "quotes": (HINT, "The quotation marks of this value do not match. It was read as shown."),
    "brackets": (HINT, "The brackets of this value were read as shown."),
    "hash": (HINT, "A “#” hides what follows, unless in quotation marks. It was read as text."),
    "comment": (HINT, "What follows “# ” was left out. Put the whole value in quotation marks to keep it."),
    "colon": (HINT, "A value with a colon in it needs quotation marks round it. It was read as shown."),
    "sign": (HINT, "A value that begins like this needs quotation marks round it. It was read as shown."),
}  # fmt: skip


# Phones and word processors turn hyphens into dashes of every kind.
DASHES = re.compile(r"[-‐‑‒–—―−](?:[ \t]*[-‐‑‒–—―−])*")
FENCE = re.compile(r"-{3,}\s*|\.\.\.\s*")
CONFLICT = re.compile(r"<{7}(?: |$)|={7}$|>{7}(?: |$)|\|{7}(?: |$)")
# Word, PDF, photographs and rich text, by how their files begin.
NOT_TEXT = (b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"{\\rtf")
# A name has up to three words, so that a sentence with a colon in it is not taken for a field.
KEY = re.compile(r"[\"']?([^\W\d][\w-]*(?: [\w-]+){0,2})[\"']?[ \t]*:(?=\s|$|[^\s/:])")
# Most lines are like this, and need no closer look.
SOUND = re.compile(r"(?:[a-z][a-z_]*:|[ ]+-|-)(?: [^\W_][\w ,.()'’/-]*)?")
BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?:\s+#.*)?")
CLOSERS = {"[": "]", "{": "}", '"': '"', "'": "'"}
PARTS = re.compile(r"(\s*(?:-[ \t]+)*(?:[\"']?[^\W\d][\w .-]*[\"']?[ \t]*:(?:[ \t]+|$))?)(.*?)\s*")
WHOLE = re.compile(r"""("(?:[^"\\]|\\[0abtnvfre "/\\N_LP])*"|'(?:[^']|'')*')(?:\s+#.*)?""")
FLAT_LIST = re.compile(r"\[([^\[\]{}]*)\](?:\s+#.*)?")
CURLY = re.compile(r"[“”„‟\"]([^“”„‟\"]*)[“”„‟\"]|[‘’‚‛]([^‘‚‛]*)[‘’‛]")
HASH_TAGS = re.compile(r"#[^\s#,]+(?:[\s,]+#[^\s#,]+)*")
ITEMS = re.compile(r"""(?:"[^"]*"|'[^']*'(?=\s*(?:,|$))|[^,])+""")
ITEM_SIGNS = re.compile(r"^(?:[\"'#&*!%@`|>,]|[-?] )|:(?:\s|$)|\s#")
NO_SPACE = re.compile(r"([ \t]*)([^\W\d][\w-]*):(?=[^\s/:])")
SIGNS = tuple("@`%*&!|>,]}")
DEEPEST = 20
# The C library is ten times as fast; PyYAML comes without it on some machines.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, with plain line ends and without characters that XML 1.0 does not admit.

    UTF-8 is expected; UTF-16 with its mark and Windows-1252 are recovered. What is no text
    at all gives an empty text and an error. Nothing is raised.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw, told = data.decode("utf-16", "replace"), [fault("file.utf-16", 1)]
    elif b"\0" in data or data.startswith(NOT_TEXT):
        return "", (replace(fault("file.not-text", 0), path=path),)
    else:
        raw, told = _decode_lines(data.removeprefix(codecs.BOM_UTF8))
    text = raw.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # Word's own line break becomes a space, so that it does not glue two words together.
    clean = for_xml(text.replace("\v", " ").replace("\f", " "))
    if clean != text:
        told.append(_first_cleaned(text.split("\n"), clean.split("\n")))
    return clean, tuple(replace(each, path=path) for each in told)


def _decode_lines(data: bytes) -> tuple[str, list[Problem]]:
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start)
    # Line by line: a file may be sound but for one pasted line.
    lines = [_decode_line(line) for line in data.split(b"\n")]
    return "\n".join(lines), [
        fault("file.encoding", number + 1, lines[number].strip(), lines[number].strip())
    ]


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _first_cleaned(before: Sequence[str], after: Sequence[str]) -> Problem:
    number = next(index for index, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1])
    shown = "".join(each if for_xml(each) and each not in "\v\f" else "�" for each in before[number])
    return fault("file.characters", number + 1, shown.strip(), after[number].strip())


def split(text: str, path: str) -> Matter:
    """Take header and body apart. Whatever the text, nothing is raised and nothing of it is lost.

    Where a header cannot be read with certainty, `fields` has what could be, so that all is told at once.
    """
    lines = text.split("\n")
    head, told = _locate(lines)
    if head is None:
        return Matter(text, problems=_tell(told, path), readable=not told, head=tuple(lines) if told else ())
    tree, faults = _read(lines, head)
    told += faults
    return Matter(
        body="\n".join(lines[head.body :]),
        fields=tree.fields,
        lines={name: line for name, line, _ in reversed(tree.marks)},
        body_line=head.body + 1,
        problems=_tell(told, path),
        readable=not any(each.severity is Severity.ERROR for each in told),
        head=tuple(lines[: head.body]),
    )


@dataclass(frozen=True, slots=True)
class _Tree:
    """The fields of a header, and of every value its dotted name, its line and its node."""

    fields: dict[str, object] = field(default_factory=dict)
    marks: tuple[tuple[str, int, yaml.Node], ...] = ()


def _read(lines: Sequence[str], head: _Head) -> tuple[_Tree, list[Problem]]:
    block = lines[head.first : head.end]
    marks = [head.first + index for index, line in enumerate(block, 1) if CONFLICT.match(line)]
    if marks:
        return _Tree(), [fault("conflict", number, lines[number - 1]) for number in marks]
    # Stray lines have been told; without them the faults of the others come to light too.
    strays = frozenset(_strays(block))
    kept = ["" if index in strays else line for index, line in enumerate(block)]
    mended, told = mend(kept, head.first + 1)
    root, faults = _load(mended, head.first, lines)
    told += faults
    if root is None:
        return _Tree(), told
    tree = _Tree(_pairs(root, 0), tuple(_marks(root, "", head.first)))
    return tree, told + _repeated(tree.marks, lines) + _misnamed(root, head.first, lines)


def _tell(told: Sequence[Problem], path: str) -> tuple[Problem, ...]:
    return tuple(sorted((replace(each, path=path) for each in told), key=lambda each: each.rank))


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a header stands: the indexes of its first line, after its last, of the body's first."""

    first: int
    end: int
    body: int


Located = tuple[_Head | None, list[Problem]]


def _locate(lines: Sequence[str]) -> Located:
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
        return (_Head(first, close, close + 1), told + _odd_fence(lines, close)) if sure else (None, [])
    # Known fields and then prose: the end was forgotten, and a later fence is a rule of the text.
    end = _fields_end(lines, first, limit)
    if _names(lines, first, end) and not _names(lines, end, limit):
        found = lines[end].strip() if end < len(lines) else ""
        return _Head(first, end, end), [*told, fault("no-closing", end + 1, found, "---")]
    head, doubts = _doubtful(lines, first, close)
    return head, told + doubts if doubts else []


def _doubtful(lines: Sequence[str], first: int, close: int | None) -> Located:
    """Between the fences, or below the only one, stands more than fields; and perhaps no field at all."""
    block = lines[first : len(lines) if close is None else close]
    begins = bare(block[0]) if block else ""
    if begins and close is not None and _names(block, 0, len(block)):
        return _Head(first, close, close + 1), _stray_faults(lines, first, close)
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
            return _Head(top, close, close + 1), told + _odd_fence(lines, close)
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
    return KEY.match(begins) is not None and not _strays(lines[first:end])


def _strays(block: Sequence[str]) -> list[int]:
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
    strays = [first + index for index in _strays(lines[first:end])]
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
        sound = start < stop and not _strays(lines[start:stop])
        if not sound or not (key_of(lines[start]) or (end == first and KEY.match(bare(lines[start])))):
            break
        end = stop
    return end


def fault(
    code: str, line: int, found: str = "", suggestion: str = "", about: Sequence[object] = ()
) -> Problem:
    """What is said of `line`; its path is empty. Codes without a dot are below ``front-matter``."""
    severity, words = WORDS[code]
    full = code if "." in code else f"front-matter.{code}"
    return Problem(full, severity, "", words.format(*about), line, found=found, suggestion=suggestion)


def bare(line: str) -> str:
    """The line without white space and invisible characters round it."""
    return INVISIBLE.sub("", line).strip()


def key_of(line: str) -> str:
    """The known field that begins this line, in the spelling that is expected; empty where there is none."""
    found = KEY.match(bare(line))
    name = known_name(found[1]) if found else ""
    return name if name in KNOWN else ""


def quoted(text: str) -> str:
    """`text` with straight quotation marks round it, so that YAML reads exactly this text."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def mend(typed: Sequence[str], first: int) -> tuple[list[str], list[Problem]]:
    """The lines of a header as YAML needs them, and a hint for each changed one; `first` is its line."""
    kept = _left_alone(typed)
    lines, told = [], []
    above = ""
    for number, line in enumerate(typed):
        code, mended = ("", line) if number in kept else _mend_line(line, above)
        # One hint a line: its suggestion has all the mendings in it.
        if code:
            told.append(fault(code, first + number, line.strip(), mended.strip()))
        lines.append(mended)
        above = mended if mended.strip() else above
    return lines, told


def _left_alone(typed: Sequence[str]) -> frozenset[int]:
    """Lines of values that run over several: after ``|`` or ``>``, in open brackets or quotation marks."""
    kept: set[int] = set()
    for number, line in enumerate(typed):
        value = _parts(line)[1]
        if number in kept or not value:
            continue
        if BLOCK.fullmatch(value):
            kept.update(_deeper(typed, number))
        elif value[0] in CLOSERS and CLOSERS[value[0]] not in value[1:]:
            kept.update(_until(CLOSERS[value[0]], typed, number))
    return frozenset(kept)


def _deeper(typed: Sequence[str], number: int) -> range:
    depth = len(typed[number]) - len(typed[number].lstrip())
    rest = range(number + 1, len(typed))
    end = next(
        (i for i in rest if typed[i].strip() and not typed[i].startswith(" " * (depth + 1))), len(typed)
    )
    return range(number + 1, end)


def _until(closer: str, typed: Sequence[str], number: int) -> range:
    for index in range(number + 1, len(typed)):
        if typed[index].rstrip().endswith(closer):
            return range(number, index + 1)
        if not typed[index].startswith((" ", "\t")):
            break
    return range(0)


def _parts(line: str) -> tuple[str, str]:
    """What leads up to the value (indent, list hyphen, name and colon), and the value."""
    found = PARTS.fullmatch(line)
    return (found[1], found[2]) if found else ("", line)


def _mend_line(line: str, above: str) -> tuple[str, str]:
    """The code of the first mending that the line needed (empty for none), and the line mended."""
    if SOUND.fullmatch(line):
        return "", line
    first, mended = "", line
    for code, change in LINE_MENDS:
        changed = change(mended, above)
        first, mended = first or (code if changed != mended else ""), changed
    lead, value = _parts(mended)
    if not value or (lead + value).lstrip().startswith("#"):
        return first, mended
    code, value = _mend_value(value, known_name(lead.strip(" -:\"'")))
    return (first or code, f"{lead}{value}") if code else (first, mended)


def _no_tabs(line: str, above: str) -> str:
    return line.rstrip().replace("\t", "  ") if "\t" in line else line


def _no_invisible(line: str, above: str) -> str:
    """No-break spaces are fine in a text, but not beside its name; the unseen are fine nowhere."""
    lead, value = _parts(line.replace("\u00a0", " "))
    kept = (
        line if "\u00a0" not in lead + value[:1] and "\u00a0" not in line[: len(lead) + 1] else lead + value
    )
    return INVISIBLE.sub("", kept).rstrip("\u00a0") if kept is not line or INVISIBLE.search(line) else line


def _to_the_left(line: str, above: str) -> str:
    """A field that is moved to the right below one that has its value already."""
    stands_alone = KEY.match(above) and _parts(above)[1] and not BLOCK.fullmatch(_parts(above)[1])
    return line.lstrip() if line[:1] == " " and stands_alone and key_of(line) in FIELDS else line


def _space_after_colon(line: str, above: str) -> str:
    found = NO_SPACE.match(line)
    return (
        f"{found[1]}{found[2]}: {line[found.end() :]}" if found and (not found[1] or key_of(line)) else line
    )


LINE_MENDS: tuple[tuple[str, Callable[[str, str], str]], ...] = (
    ("tab", _no_tabs),
    ("invisible", _no_invisible),
    ("indent", _to_the_left),
    ("space", _space_after_colon),
)


def _mend_value(value: str, name: str) -> tuple[str, str]:
    if SYNONYMS.get(name, name) == "tags" and HASH_TAGS.fullmatch(value):
        return "hash", ", ".join(part.strip("#,") for part in re.split(r"[\s,]+(?=#)", value))
    if not value[0] == value[-1] == '"' and (curly := CURLY.fullmatch(value)):
        return "curly-quotes", quoted(curly[1] or curly[2] or "")
    if value[0] in "\"'":
        return ("", value) if WHOLE.fullmatch(value) else ("quotes", quoted(_without_odd_quotes(value)))
    if value[0] in "[{":
        return _mend_brackets(value)
    if BLOCK.fullmatch(value) or value.startswith("# "):
        return "", value
    return _mend_plain(value, name)


def _without_odd_quotes(value: str) -> str:
    mark, rest = value[0], value[1:]
    # An apostrophe at the beginning ('Tis) belongs to the text, a lone double mark does not.
    if rest.endswith(mark):
        return rest[:-1].replace(f"\\{mark}", mark)
    return rest if mark == '"' and mark not in rest else value


def _mend_brackets(value: str) -> tuple[str, str]:
    straight = re.sub("[“”„‟]", '"', value)
    if found := FLAT_LIST.fullmatch(straight):
        items = [item for each in ITEMS.findall(found[1]) if (item := each.strip())]
        mended = [_mend_item(item) for item in items]
        return ("brackets", f"[{', '.join(mended)}]") if mended != items or straight != value else ("", value)
    if value[:2] not in ("{{", "{%") and _is_balanced(value):
        return "", value
    if value[0] == "[" and "]" not in value and "," in value:
        return "brackets", _mend_brackets(f"{straight}]")[1]
    return "sign", quoted(value)


def _is_balanced(value: str) -> bool:
    """Whether the first bracket is closed by the last character, apart from a comment."""
    wanted: list[str] = []
    plain = re.sub(r"""(?<![^\s\[{,:])(?:"[^"]*"|'[^']*')""", "", value)
    for index, each in enumerate(plain):
        if each in "[{":
            wanted.append(CLOSERS[each])
        elif each in "]}" and (not wanted or each != wanted.pop()):
            return False
        if not wanted:
            return re.fullmatch(r"\s*(?:\s#.*)?", plain[index + 1 :]) is not None
    return False


def _mend_item(item: str) -> str:
    return quoted(item) if ITEM_SIGNS.search(item) and not WHOLE.fullmatch(item) else item


def _mend_plain(value: str, name: str) -> tuple[str, str]:
    text, mark, _ = value.partition(" # ")
    if re.search(r"(?:^|\s)#\S", text):
        return "hash", quoted(value)
    if ": " in text or text.endswith(":"):
        return "colon", quoted(value)
    if text.startswith(SIGNS) or text.startswith(("- ", "? ", ": ")):
        return "sign", quoted(value)
    # Beside a date a comment is one; in a title it may be text.
    return ("comment", value) if mark and SYNONYMS.get(name, name) in ("title", "summary") else ("", value)


class _AsTyped(YAMLHandler):
    """Gives the tree of values, where YAML 1.1 would make numbers, dates and truth of them."""

    FM_BOUNDARY = re.compile(r"^---$", re.MULTILINE)

    def load(self, fm: str, **kwargs: object) -> dict[str, yaml.Node | None]:
        # A chain of values that stand for others can grow without limit: refused before it is unfolded.
        if "*" in fm:
            for token in yaml.scan(fm, Loader=LOADER):
                if isinstance(token, yaml.AliasToken):
                    raise yaml.MarkedYAMLError(problem="shared", problem_mark=token.start_mark)
        return {"root": yaml.compose(fm, Loader=LOADER)}


HANDLER = _AsTyped()


def _load(
    mended: Sequence[str], first: int, lines: Sequence[str]
) -> tuple[yaml.MappingNode | None, list[Problem]]:
    code, line = "unreadable", first
    try:
        root = parse("\n".join(("---", *mended, "---")), handler=HANDLER)[0].get("root")
        if root is None or isinstance(root, yaml.MappingNode):
            return root, []
        code = "list" if isinstance(root, yaml.SequenceNode) else "no-name"
    except yaml.MarkedYAMLError as error:
        code = "shared" if error.problem == "shared" else code
        line = first - 1 + max(1, min(error.problem_mark.line, len(mended))) if error.problem_mark else first
    except (yaml.YAMLError, RecursionError, ValueError):
        pass
    return None, [fault(code, line + 1, lines[line].strip(), _in_one_line(lines, line))]


def _in_one_line(lines: Sequence[str], line: int) -> str:
    """The field of that line with its value in quotation marks; joined with the line above it continues."""
    name, colon, value = lines[line].strip().partition(":")
    above = KEY.match(lines[line - 1])
    begun = lines[line - 1][above.end() :].strip() if above and lines[line][:1] == " " else ""
    if above and begun:
        return f"{above[1]}: {quoted(f'{begun} {lines[line].strip()}')}"
    return f"{name}{colon} {quoted(value.strip())}" if colon else "---"


def _plain(node: yaml.Node, depth: int) -> object:
    """The value of a node: text as typed, None, or a list or mapping. The deepest are left out."""
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in ("", "~", "null") else node.value
    if depth > DEEPEST:
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, depth + 1) for each in node.value]
    return _pairs(node, depth)


def _pairs(node: yaml.Node, depth: int) -> dict[str, object]:
    pairs = [(_name(key, depth), _plain(value, depth + 1)) for key, value in node.value]
    # Of a name that is there twice, the one that has a value counts.
    return dict(sorted(pairs, key=lambda pair: pair[1] is not None))


def _name(key: yaml.Node, depth: int) -> str:
    typed = key.value if isinstance(key, yaml.ScalarNode) else "?"
    return typed if depth else known_name(typed)


def _marks(node: yaml.Node, prefix: str, first: int, depth: int = 0) -> Iterator[tuple[str, int, yaml.Node]]:
    """Every value below `node`: its dotted name, its line in the file, and its own node."""
    if depth > DEEPEST or isinstance(node, yaml.ScalarNode):
        return
    named = isinstance(node, yaml.MappingNode)
    pairs = node.value if named else [(each, each) for each in node.value]
    for index, (key, value) in enumerate(pairs):
        name = f"{prefix}{_name(key, depth) if named else index}"
        yield name, first + key.start_mark.line, value
        yield from _marks(value, f"{name}.", first, depth + 1)


def _repeated(marks: Sequence[tuple[str, int, yaml.Node]], lines: Sequence[str]) -> list[Problem]:
    seen: dict[str, tuple[int, object]] = {}
    told = []
    for name, line, node in marks:
        before, value = seen.setdefault(name, (line, _plain(node, 1)))
        if before != line:
            code = "same-twice" if _plain(node, 1) in (value, None) or value is None else "twice"
            told.append(fault(code, line, lines[line - 1].strip(), lines[before - 1].strip(), (name, before)))
    return told


def _misnamed(root: yaml.MappingNode, first: int, lines: Sequence[str]) -> list[Problem]:
    told = []
    for key, _ in root.value:
        name = _name(key, 0)
        if isinstance(key, yaml.ScalarNode) and name != key.value:
            typed = lines[first + key.start_mark.line - 1].strip()
            told.append(
                fault(
                    "name",
                    first + key.start_mark.line,
                    typed,
                    typed.replace(key.value, name, 1),
                    (name, key.value),
                )
            )
    return told
