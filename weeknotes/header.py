"""The lines of a header: what is said of a faulty one, and how it is mended.

YAML 1.1 refuses many lines that a manager would call right, and reads others as something else
without a word. The mended line is also what the writer is told to type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape

from weeknotes.errors import Problem
from weeknotes.faults import fault
from weeknotes.structures import FIELDS, KNOWN, SYNONYMS, known_name
from weeknotes.text import HIDDEN, INVISIBLE

# A name has up to three words, so that a sentence with a colon in it is not taken for a field.
KEY = re.compile(r"[\"']?([^\W\d][\w-]*(?: [\w-]+){0,2})[\"']?[ \t]*:(?=\s|$|[^\s/:])")
# Most lines are like this, and need no closer look.
SOUND = re.compile(r"(?:[a-z][a-z_]*:|[ ]+-|-)(?: [^\W_][\w ,.()'’/-]*)?(?<!,)")
BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?:\s+#.*)?")
CLOSERS = {"[": "]", "{": "}", '"': '"', "'": "'"}
PARTS = re.compile(
    r"(\s*(?:-[ \t]+)*(?:(?:[^\W\d][\w .-]*|\"[^\W\d][\w .-]*\"|'[^\W\d][\w .-]*')[ \t]*:(?:[ \t]+|$))?)(.*?)\s*"
)
WHOLE = re.compile(r"""("(?:[^"\\]|\\[0abtnvfre "/\\N_LP])*"|'(?:[^']|'')*')(?:\s+#.*)?""")
# Values in quotation marks within others, and one whose end is not in this line.
QUOTED = re.compile(r"""(?<![^\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
OPEN_QUOTES = re.compile(r"""'(?:[^']|'')*|"(?:[^"\\]|\\.)*\\?""")
BEGUN = re.compile(r"""(?<![^\s\[{,:])["'].*""")
FLAT_LIST = re.compile(r"\[([^\[\]{}]*)\](?:\s+#.*)?")
CURLY = re.compile(r"[“”„‟″＂\"]([^“”„‟″＂\"]*)[“”„‟″＂\"]|[‘’‚‛]([^‘‚‛]*)[‘’‛]")
HASH_TAGS = re.compile(r"#[^\s#,]+(?:[\s,]+#[^\s#,]+)*")
ITEMS = re.compile(r"""(?:"[^"]*"|'(?:[^']|'')*'(?=\s*(?:,|$))|[^,])+""")
ITEM_SIGNS = re.compile(r"^(?:[\"'#&*!%@`|>,]|[-?] )|:(?:\s|$)|\s#")
NO_SPACE = re.compile(r"([ \t]*)([^\W\d][\w-]*):(?=[^\s/:])")
# What is wrong with these lines is seen only together with the space before them.
IN_SPACE = ("tab", "indent")
PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)>\s]+)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)")
IN_BRACES = re.compile(r"\{([^{}:]*)\}")
ENTITY = re.compile(r"&(?:amp|quot|apos|#0?39|#x27|[lr][sd]quo|[mn]dash|nbsp|pound|hellip);")
ITEMISED = frozenset(("tags", "authors", "teams", "themes", "projects", "contributors"))
ROUND = re.compile(r"\(([^()]*,[^()]*)\)")
SIGNS = tuple("@`%*&!|>,]}")


def bare(line: str) -> str:
    """The line without white space and invisible characters round it."""
    return (line if line.isascii() else INVISIBLE.sub("", line)).strip()


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
        if code in IN_SPACE:
            told.append(fault(code, first + number, line.rstrip("\n"), mended))
        elif code:
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
        elif value[0] in CLOSERS and _is_open(value):
            kept.update(_until(CLOSERS[value[0]], typed, number))
    return frozenset(kept)


def _is_open(value: str) -> bool:
    """Whether a bracket or quotation mark at the beginning is closed in a later line only."""
    if value[0] in "\"'":
        return OPEN_QUOTES.fullmatch(value) is not None
    return CLOSERS[value[0]] not in BEGUN.sub("", QUOTED.sub("", value))[1:]


def _deeper(typed: Sequence[str], number: int) -> range:
    depth = len(typed[number]) - len(typed[number].lstrip())
    rest = range(number + 1, len(typed))
    end = next((i for i in rest if typed[i].strip() and not typed[i].startswith(" " * (depth + 1))), len(typed))
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
    # Spaces and tabs at the end are in nobody’s way.
    first, mended = "", line.rstrip(" \t")
    for code, change in LINE_MENDS:
        changed = change(mended, above)
        first, mended = first or (code if changed != mended else ""), changed
    lead, value = _parts(mended)
    if not value or _goes_on(mended, lead, above) or (lead + value).lstrip().startswith("#"):
        return first, mended
    code, value = _mend_value(value, known_name(lead.strip(" -:\"'")))
    return (first or code, f"{lead}{value}") if code else (first, mended)


def _goes_on(line: str, lead: str, above: str) -> bool:
    """Whether the line only goes on from the one above: then no sign has a meaning of its own."""
    return line[:1] == " " and not lead.strip() and bool(_parts(above)[1])


def _no_tabs(line: str, above: str) -> str:
    # After a colon one space is enough.
    return re.sub(r"(?<=:)[ \t]*\t[ \t]*", " ", line).rstrip().replace("\t", "  ") if "\t" in line else line


def _no_invisible(line: str, above: str) -> str:
    """No-break spaces are fine in a text, but not beside its name; the unseen are fine nowhere."""
    lead, value = _parts(line.replace("\u00a0", " "))
    kept = line if "\u00a0" not in lead + value[:1] and "\u00a0" not in line[: len(lead) + 1] else lead + value
    return HIDDEN.sub("", kept).rstrip("\u00a0") if kept is not line or HIDDEN.search(line) else line


def _to_the_left(line: str, above: str) -> str:
    """A field that is moved to the right below one that has its value already."""
    if not above:
        # Below the first field nothing may stand further to the left.
        return line.lstrip(" ") if key_of(line) else line
    stands_alone = KEY.match(above) and _parts(above)[1] and not BLOCK.fullmatch(_parts(above)[1])
    return line.lstrip() if line[:1] == " " and stands_alone and key_of(line) in FIELDS else line


def _space_after_colon(line: str, above: str) -> str:
    found = NO_SPACE.match(line)
    return f"{found[1]}{found[2]}: {line[found.end() :]}" if found and (not found[1] or key_of(line)) else line


LINE_MENDS: tuple[tuple[str, Callable[[str, str], str]], ...] = (
    ("tab", _no_tabs),
    ("invisible", _no_invisible),
    ("indent", _to_the_left),
    ("space", _space_after_colon),
)


def _mend_value(value: str, name: str) -> tuple[str, str]:
    if named := _mend_named(value, SYNONYMS.get(name, name)):
        return named
    if named := _mend_entities(value, SYNONYMS.get(name, name)) or _mend_items(value, SYNONYMS.get(name, name)):
        return named
    if not value[0] == value[-1] == '"' and (curly := CURLY.fullmatch(value)):
        return "curly-quotes", quoted(curly[1] or curly[2] or "")
    begins = next((mend for signs, mend in BY_BEGINNING.items() if value[0] in signs), None)
    return begins(value) if begins else _mend_plain(value, name)


def _mend_named(value: str, name: str) -> tuple[str, str] | None:
    """What is typed as in a text: hashtags for tags, a picture in Markdown for its path."""
    if name == "tags" and HASH_TAGS.fullmatch(value):
        return "hash", ", ".join(part.strip("#,") for part in re.split(r"[\s,]+(?=#)", value))
    if name == "image" and value[0] == value[-1] == '"' and "\\" in value:
        return "quotes", value.replace("\\\\", "/").replace("\\", "/")
    found = PICTURE.fullmatch(value) if name == "image" else None
    if found:
        return "picture", f"{{src: {found[2]}, alt: {quoted(found[1])}}}" if found[1] else found[2]
    return None


def _mend_entities(value: str, name: str) -> tuple[str, str] | None:
    """A sign as in the code of a web page, by those who paste from one: ``&amp;``, ``&quot;``."""
    if "&" not in value or name not in ("title", "summary", "tags", "authors", "teams"):
        return None
    plain = ENTITY.sub(lambda found: unescape(found[0]), value)
    if plain == value:
        return None
    inner = _mend_value(plain, name)[1]
    return "entity", inner


def _mend_items(value: str, name: str) -> tuple[str, str] | None:
    """The items of a list in round brackets, with a bracket at the end alone, or parted by what is no comma."""
    if name not in ITEMISED:
        return None
    if found := ROUND.fullmatch(value):
        return "brackets", f"[{found[1]}]"
    if value[-1] == "]" and not re.search(r"[\[\]]", value[:-1]):
        return "brackets", value[:-1].rstrip()
    inner = value[1:-1] if value[0] == "[" and value[-1] == "]" else value
    parted = re.sub(r"(?<=[\"'])[ \t]+(?=[\"'])|[ \t]*,[ \t]*,[ \t,]*", ", ", inner)
    if name == "tags" and not re.search(r"[\"'&]", parted):
        parted = re.sub(r"[ \t]*;[ \t]*", ", ", parted).removesuffix(", ")
    if parted == inner:
        return None
    return "commas", f"[{parted}]" if inner != value or parted[0] in "\"'" else parted


def _mend_quotes(value: str) -> tuple[str, str]:
    if WHOLE.fullmatch(value):
        return "", value
    if value.endswith(",") and WHOLE.fullmatch(value[:-1]):
        return "comma", value[:-1]
    return "quotes", quoted(_without_odd_quotes(value))


def _without_odd_quotes(value: str) -> str:
    mark, rest = value[0], value[1:]
    # An apostrophe at the beginning ('Tis) belongs to the text; a lone double mark, or one before a date, does not.
    if re.fullmatch(r"\d[\d/.-]+", rest):
        return rest
    if rest.endswith(mark):
        return rest[:-1].replace(f"\\{mark}", mark)
    return rest if mark == '"' and mark not in rest else value


def _mend_brackets(value: str) -> tuple[str, str]:
    straight = re.sub("[“”„‟]", '"', value) if re.search(r"[\[{,]\s*[“”„‟]", value) else value
    braces = IN_BRACES.fullmatch(straight)
    if braces:
        # {Our week} is one text, {data, housing} a list.
        return ("brackets", f"[{braces[1]}]") if "," in braces[1] else ("sign", quoted(value))
    if found := FLAT_LIST.fullmatch(straight):
        return _mend_list(found[1], value, straight)
    if value[:2] not in ("{{", "{%") and _is_balanced(value):
        return "", value
    if value[0] == "[" and "]" not in value and "," in value:
        return "brackets", _mend_brackets(f"{straight}]")[1]
    return "sign", quoted(value)


def _mend_list(inner: str, value: str, straight: str) -> tuple[str, str]:
    items = [item for each in ITEMS.findall(inner) if (item := each.strip())]
    mended = [_mend_item(item) for item in items]
    if straight != value:
        return "curly-quotes", f"[{', '.join(mended)}]"
    if mended == items:
        return "", value
    changed = next(item for item, better in zip(items, mended, strict=True) if item != better)
    code = "quotes" if changed[0] in "\"'" else "hash" if "#" in changed else "colon" if ":" in changed else "sign"
    return code, f"[{', '.join(mended)}]"


def _is_balanced(value: str) -> bool:
    """Whether the first bracket is closed by the last character, apart from a comment."""
    wanted: list[str] = []
    plain = QUOTED.sub("", value)
    for index, each in enumerate(plain):
        if each in "[{":
            wanted.append(CLOSERS[each])
        elif each in "]}" and (not wanted or each != wanted.pop()):
            return False
        if not wanted:
            return re.fullmatch(r"\s*(?:\s#.*)?", plain[index + 1 :]) is not None
    return False


def _mend_item(item: str) -> str:
    if item[0] in "\"'" and not WHOLE.fullmatch(item):
        return _mend_quotes(item)[1]
    return quoted(item) if ITEM_SIGNS.search(item) and not WHOLE.fullmatch(item) else item


BY_BEGINNING: Mapping[str, Callable[[str], tuple[str, str]]] = {"\"'": _mend_quotes, "[{": _mend_brackets}


def _mend_plain(value: str, name: str) -> tuple[str, str]:
    if value.startswith("# ") and SYNONYMS.get(name, name) in ("title", "summary"):
        return "hash", quoted(value.lstrip("# "))
    if BLOCK.fullmatch(value) or value.startswith("# "):
        return "", value
    text, mark, _ = value.partition(" # ")
    if re.search(r"(?:^|\s)#\S", text):
        return "hash", quoted(value)
    if ": " in text or text.endswith(":"):
        return "colon", quoted(value)
    if value.endswith(",") and name in ("title", "date", "draft", "state"):
        return "comma", value.rstrip(", ")
    if value.endswith('"') and value.count('"') == 1 and name in ("title", "summary") and not value[-2:-1].isdigit():
        return "quotes", _mend_plain(value[:-1].rstrip(), name)[1]
    if text.startswith(SIGNS) or text.startswith(("- ", "? ", ": ")):
        return "sign", quoted(value)
    # Beside a date a comment is one; in a title it may be text.
    return ("comment", value) if mark and SYNONYMS.get(name, name) in ("title", "summary") else ("", value)
