"""The lines of a header: what is said of a faulty one, and how it is mended.

YAML 1.1 refuses many lines that a manager would call right, and reads others as something else
without a word. The mended line is also what the writer is told to type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from weeknotes.errors import Problem, Severity
from weeknotes.structures import FIELDS, KNOWN, SYNONYMS, known_name
from weeknotes.text import INVISIBLE

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
