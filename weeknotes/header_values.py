"""The value of a line in a header: mended where YAML 1.1 would refuse it, or read something else than was meant.

Every function here answers with the code of the fault (`faults`; empty where there is none) and the value mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

from weeknotes.structures import SYNONYMS

Mended = tuple[str, str]

BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?:\s+#.*)?")
CLOSERS = {"[": "]", "{": "}", '"': '"', "'": "'"}
WHOLE = re.compile(r"""("(?:[^"\\]|\\[0abtnvfre "/\\N_LP])*"|'(?:[^']|'')*')(?:\s+#.*)?""")
# Values in quotation marks within others.
QUOTED = re.compile(r"""(?<![^\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
FLAT_LIST = re.compile(r"\[([^\[\]{}]*)\](?:\s+#.*)?")
CURLY = re.compile(r"[“”„‟″＂\"]([^“”„‟″＂\"]*)[“”„‟″＂\"]|[‘’‚‛]([^‘‚‛]*)[‘’‛]")
HASH_TAGS = re.compile(r"#[^\s#,]+(?:[\s,]+#[^\s#,]+)*")
ITEMS = re.compile(r"""(?:"[^"]*"|'(?:[^']|'')*'(?=\s*(?:,|$))|[^,])+""")
ITEM_SIGNS = re.compile(r"^(?:[\"'#&*!%@`|>,]|[-?] )|:(?:\s|$)|\s#")
PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)>\s]+)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)")
IN_BRACES = re.compile(r"\{([^{}:]*)\}")
ENTITY = re.compile(r"&(?:amp|quot|apos|#0?39|#x27|[lr][sd]quo|[mn]dash|nbsp|pound|hellip);")
ITEMISED = frozenset(("tags", "authors", "teams", "themes", "projects", "contributors"))
ROUND = re.compile(r"\(([^()]*,[^()]*)\)")
# What no plain value may begin with: these mean something else in YAML.
SIGNS = (*"@`%*&!|>,]}", "- ", "? ", ": ")
PROSE = ("title", "summary")


def quoted(text: str) -> str:
    """`text` with straight quotation marks round it, so that YAML reads exactly this text."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def mend_value(value: str, name: str) -> Mended:
    """The value of the field `name`, which may be a synonym of one, as YAML needs it."""
    field = SYNONYMS.get(name, name)
    if mended := _mend_named(value, field) or _mend_entities(value, field) or _mend_items(value, field):
        return mended
    if not value[0] == value[-1] == '"' and (curly := CURLY.fullmatch(value)):
        return "curly-quotes", quoted(curly[1] or curly[2] or "")
    begins = next((mend for signs, mend in BY_BEGINNING.items() if value[0] in signs), None)
    return begins(value) if begins else _mend_plain(value, name)


def _mend_named(value: str, name: str) -> Mended | None:
    """What is typed as in a text: hashtags for tags, a picture in Markdown for its path."""
    if name == "tags" and HASH_TAGS.fullmatch(value):
        return "hash", ", ".join(part.strip("#,") for part in re.split(r"[\s,]+(?=#)", value))
    if name == "image" and value[0] == value[-1] == '"' and "\\" in value:
        return "quotes", value.replace("\\\\", "/").replace("\\", "/")
    found = PICTURE.fullmatch(value) if name == "image" else None
    if found:
        return "picture", f"{{src: {found[2]}, alt: {quoted(found[1])}}}" if found[1] else found[2]
    return None


def _mend_entities(value: str, name: str) -> Mended | None:
    """A sign as in the code of a web page, by those who paste from one: ``&amp;``, ``&quot;``."""
    if "&" not in value or name not in ("title", "summary", "tags", "authors", "teams"):
        return None
    plain = ENTITY.sub(lambda found: unescape(found[0]), value)
    if plain == value:
        return None
    inner = mend_value(plain, name)[1]
    return "entity", inner


def _mend_items(value: str, name: str) -> Mended | None:
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


def _mend_quotes(value: str) -> Mended:
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


def _mend_brackets(value: str) -> Mended:
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


def _mend_list(inner: str, value: str, straight: str) -> Mended:
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


def _mend_plain(value: str, name: str) -> Mended:
    """A value with nothing round it: the first of the rules that has something to say of it decides."""
    return next((mended for mend in PLAIN if (mended := mend(value, name))), ("", value))


def _mend_heading(value: str, name: str) -> Mended | None:
    """``# Our week``: a title typed as a heading of Markdown; for any other field, a remark."""
    if value.startswith("# "):
        return ("hash", quoted(value.lstrip("# "))) if _is_prose(name) else ("", value)
    return ("", value) if BLOCK.fullmatch(value) else None


def _mend_within(value: str, name: str) -> Mended | None:
    """A hash or a colon where YAML sees a comment or a field; what follows a hash between blanks may be a comment."""
    text = value.partition(" # ")[0]
    if re.search(r"(?:^|\s)#\S", text):
        return "hash", quoted(value)
    return ("colon", quoted(value)) if ": " in text or text.endswith(":") else None


def _mend_end(value: str, name: str) -> Mended | None:
    if value.endswith(",") and name in ("title", "date", "draft", "state"):
        return "comma", value.rstrip(", ")
    # After a digit the mark stands for inches.
    is_lone = value.endswith('"') and value.count('"') == 1 and not value[-2:-1].isdigit()
    return ("quotes", _mend_plain(value[:-1].rstrip(), name)[1]) if is_lone and name in PROSE else None


def _mend_beginning(value: str, name: str) -> Mended | None:
    return ("sign", quoted(value)) if value.partition(" # ")[0].startswith(SIGNS) else None


def _doubt_comment(value: str, name: str) -> Mended | None:
    # Beside a date a comment is one; in a title it may be text.
    return ("comment", value) if " # " in value and _is_prose(name) else None


def _is_prose(name: str) -> bool:
    return SYNONYMS.get(name, name) in PROSE


BY_BEGINNING: Mapping[str, Callable[[str], Mended]] = {"\"'": _mend_quotes, "[{": _mend_brackets}
PLAIN: tuple[Callable[[str, str], Mended | None], ...] = (
    *(_mend_heading, _mend_within, _mend_end),
    *(_mend_beginning, _doubt_comment),
)
