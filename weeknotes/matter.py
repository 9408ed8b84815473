"""Front matter: bytes -> text -> `Matter`, read leniently, with the line to type for every fault.

Where the header begins and ends is found line by line. Then its lines are mended: YAML 1.1 refuses many
that a manager would call right, and reads others as something else without a word. The mended line is
also what the writer is told to type. At last python-frontmatter takes the header apart, with every value
left as it was typed: ``no``, ``010`` and ``2026-02-30`` stay text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence

import yaml
from frontmatter import parse
from frontmatter.default_handlers import YAMLHandler

from weeknotes.errors import Problem
from weeknotes.faults import fault
from weeknotes.fences import Head, locate
from weeknotes.header import KEY, mend
from weeknotes.header_values import quoted
from weeknotes.runs import run_together, settle
from weeknotes.strays import CONFLICT, strays_of
from weeknotes.structures import Matter, known_name
from weeknotes.text import for_xml
from weeknotes.values import Record, field, replace

__all__ = ["Matter", "decode", "split"]

# Word, PDF, photographs and rich text, by how their files begin.
NOT_TEXT = (b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"{\\rtf")
DEEPEST = 20  # levels of lists within lists; what lies deeper is not read
# What breaks a line for some programs and not for others: a line has the number that GitHub gives it.
BREAKS = re.compile("[\v\f\u0085\u2028\u2029]")
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
    clean = for_xml(BREAKS.sub(" ", text))
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
    return "\n".join(lines), [fault("file.encoding", number + 1, lines[number].strip(), lines[number].strip())]


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _first_cleaned(before: Sequence[str], after: Sequence[str]) -> Problem:
    number = next(index for index, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1])
    shown = "".join(each if for_xml(each) and not BREAKS.match(each) else "�" for each in before[number])
    return fault("file.characters", number + 1, shown.strip(), after[number].strip())


def split(text: str, path: str) -> Matter:
    """Take header and body apart. Whatever the text, nothing is raised and nothing of it is lost.

    Where a header cannot be read with certainty, `fields` has what could be, so that all is told at once.
    """
    lines = text.split("\n")
    head, told = locate(lines)
    if head is None:
        return Matter(text, problems=_tell(told, path), head=tuple(lines) if told else ())
    tree, faults = _read(lines, head)
    told += faults
    return Matter(
        body="\n".join(lines[head.body :]),
        fields=tree.fields,
        lines={name: line for name, line, _ in reversed(tree.marks)},
        body_line=head.body + 1,
        problems=_tell(told, path),
        head=tuple(lines[: head.body]),
    )


class _Tree(Record):
    """The fields of a header, and of every value its dotted name, its line and its node."""

    fields: dict[str, object] = field(default_factory=dict)
    marks: tuple[tuple[str, int, yaml.Node], ...] = ()


def _read(lines: Sequence[str], head: Head) -> tuple[_Tree, list[Problem]]:
    block = lines[head.first : head.end]
    marks = [head.first + index for index, line in enumerate(block, 1) if CONFLICT.match(line)]
    if marks:
        return _Tree(), [fault("conflict", number, lines[number - 1]) for number in marks]
    # Stray lines have been told; without them the faults of the others come to light too.
    strays = frozenset(strays_of(block))
    kept = ["" if index in strays else line for index, line in enumerate(block)]
    settled, told = settle(kept, head.first + 1)
    mended, more = mend(settled, head.first + 1)
    together = run_together(kept, head.first + 1)
    joined = {each.line for each in together}
    told += together + [each for each in more if each.line not in joined]
    root, faults = _load(mended, head.first, lines)
    told += faults
    if root is None:
        return _Tree(), told
    tree = _Tree(_pairs(root, 0), tuple(_marks(root, "", head.first)))
    return tree, told + _repeated(tree.marks, lines) + _misnamed(root, head.first, lines)


def _tell(told: Sequence[Problem], path: str) -> tuple[Problem, ...]:
    return tuple(sorted((replace(each, path=path) for each in told), key=lambda each: each.rank))


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


def _load(mended: Sequence[str], first: int, lines: Sequence[str]) -> tuple[yaml.MappingNode | None, list[Problem]]:
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
        value = _plain(node, 1)
        before, given = seen.setdefault(name, (line, value))
        if before == line:
            continue
        if value in (given, None):
            told.append(fault("same-twice", line, lines[line - 1].strip(), about=(name, before)))
        elif given is None:
            told.append(fault("same-twice", before, lines[before - 1].strip(), about=(name, line)))
            seen[name] = line, value
        else:
            told.append(fault("twice", line, lines[line - 1].strip(), lines[before - 1].strip(), (name, before)))
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
