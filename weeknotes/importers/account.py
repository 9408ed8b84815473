"""What became of an import: what came, what was lost, what needs a human eye; as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from textwrap import fill

from weeknotes.importers.export import Left, Note
from weeknotes.text import count_words
from weeknotes.values import Record, field, to_builtins

SHOWN = 8  # examples of a kind in the text; the JSON has all
WIDTH = 88
# What needs an eye: in the singular and the plural, with the number before it, then what to do.
WORDS: Mapping[str, tuple[str, str, str]] = {
    "edited": ("text", "texts", "changed here since the last import: left as it is"),
    "moved": ("text", "texts", "imported before and moved since: left where it is"),
    "shortcode": ("shortcode", "shortcodes", "shown only inside WordPress: taken out, the words in it kept"),
    "template code": ("mark", "marks", "of the old generator left in a text: write it in Markdown"),
    "header": (
        "field",
        "fields",
        "of a header that cannot be read for certain, or mean something else here: look at them",
    ),
    "missing picture": (
        "picture",
        "pictures",
        "not at hand: a link or words stand there. Name their folder (--images) or add --fetch",
    ),
    "broken picture": ("picture", "pictures", "that cannot be shown: a link stands in its place"),
    "missing file": (
        "file",
        "files",
        "not at hand: name their folder (--images) or add --fetch; links lead to the old site, if it is known",
    ),
    "no alt": (
        "picture",
        "pictures",
        "without words for those who cannot see it: write them in its square brackets",
    ),
    "script": ("script", "scripts", "taken out: texts on this site cannot run programs"),
    "form": ("form or part of one", "forms or parts of them", "taken out: link to a form instead"),
    "embed": ("film, map or post", "films, maps or posts", "of another site: a link to it stands there now"),
    "embed without address": (
        "film, map or post",
        "films, maps or posts",
        "of another site without an address: taken out",
    ),
    "tracker": ("picture", "pictures", "that only counted readers: taken out"),
    "dead link": ("link", "links", "to something on the old site that did not come along"),
    "dead place": ("link", "links", "to a place in the same text that is not there: now only its words"),
    "answer": ("text", "texts", "without a heading, as responses to others are on Medium: kept as a draft"),
    "expires": ("text", "texts", "that the old site showed for a time alone: kept as a draft"),
    "no title": ("text", "texts", "without a title: the first words serve as one"),
    "no date": ("text", "texts", "without a date: kept as a draft until somebody adds one"),
    "no text": ("text", "texts", "without words"),
    "old address": (
        "old address",
        "old addresses",
        "at medium.com, or like /?p=12, which cannot lead here: links to it work as long as the old site does",
    ),
    "taken address": (
        "old address",
        "old addresses",
        "at which this site has a page of its own: readers will see that",
    ),
    "beginning": ("text", "texts", "of which the feed has only the beginning"),
    "characters": ("time", "times", "a control character that XML does not allow was left out"),
    "unshown": (
        "file",
        "files",
        "of the media library that no text shows or leads to: left behind",
    ),
    "own code": ("text", "texts", "with code of its own in the old system, which did not come along"),
    "same week": ("weeknote", "weeknotes", "in a week that has another one: named by its day"),
    "twice": ("text", "texts", "in the exports more than once: taken once"),
    "e-mail": ("e-mail address", "e-mail addresses", "in the words of a text: is each meant to be public?"),
}
# What has been settled already, and is told so that nobody wonders.
SETTLED = (
    *("script", "form", "embed", "embed without address", "tracker", "dead place", "no title", "old address"),
    *("taken address", "characters", "unshown"),
)


class Came(Record):
    """One text that is now in the site: its path, its kind, its state (``published``, ``scheduled``, ``draft``)."""

    path: str
    kind: str
    title: str
    state: str
    old: str = ""


class ImportAccount(Record):
    """The account of an import: every text of the export is in `came` or in `left`.

    `written`, `unchanged` and `edited` are paths of files; those `edited` since the last import were left alone.
    `gone` counts what else was left out, `notes` is what needs a human eye. `dry` tells that nothing was written.
    """

    system: str
    files: tuple[str, ...]
    came: tuple[Came, ...] = ()
    left: tuple[Left, ...] = ()
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    pictures: int = 0
    responses: int = 0
    gone: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    dry: bool = False

    @property
    def found(self) -> int:
        """How many things to read the export holds: texts that came and texts that were left out."""
        return len(self.came) + len(self.left)


def as_json(account: ImportAccount) -> str:
    """The account as JSON, everything in it; escaped to ASCII, so that it can be written anywhere."""
    counts = {
        "found": account.found,
        "imported": len(account.came),
        "left_out": len(account.left),
        "pictures": account.pictures,
        "responses": account.responses,
        "by_kind": _kinds(account),
        "by_state": dict(sorted(Counter(each.state for each in account.came).items())),
        "needs_a_look": dict(sorted(Counter(each.code for each in account.notes).items())),
    }
    parts = to_builtins(account)
    order = ("system", "files", "dry", "came", "left", "gone", "written", "unchanged", "edited", "notes")
    return json.dumps({"counts": counts, **{name: parts[name] for name in order}}, indent=2) + "\n"


def as_text(account: ImportAccount) -> str:
    """The account for a terminal, in plain words."""
    blocks = [
        _summary(account),
        _list("What came", _came_lines(account)),
        _list("What was left out", _left_lines(account)),
    ]
    settled = [each for each in account.notes if each.code in SETTLED]
    blocks.append(_list("What needs a human eye", _note_lines([each for each in account.notes if each not in settled])))
    blocks.append(_list("Good to know", _note_lines(settled)))
    blocks.append(_next(account))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _kinds(account: ImportAccount) -> dict[str, dict[str, int]]:
    came, left = Counter(each.kind for each in account.came), Counter(each.kind for each in account.left)
    return {"imported": dict(sorted(came.items())), "left_out": dict(sorted(left.items()))}


def _summary(account: ImportAccount) -> str:
    came, left = len(account.came), len(account.left)
    would = "would be imported" if account.dry else "imported"
    said = f"{account.system}: {count_words(account.found, 'item')} found = {came:,} {would} + {left:,} left out."
    counts = (
        (len(account.written), f"{'would be ' * account.dry}written"),
        (len(account.unchanged), "unchanged"),
        (len(account.edited), "left alone since somebody changed them"),
    )
    # What there is none of needs no words, but for one: something must be said.
    told = [f"{count_words(number, 'file')} {what}" for number, what in counts if number]
    return fill(f"{said} {', '.join(told) or f'0 files {counts[0][1]}'}.", WIDTH)


def _came_lines(account: ImportAccount) -> list[str]:
    kinds = Counter((each.kind, each.state) for each in account.came)
    lines = [f"{count_words(number, kind)}, {state}" for (kind, state), number in sorted(kinds.items())]
    lines += [count_words(account.pictures, "picture or file", "pictures and files")] * bool(account.pictures)
    return lines + [count_words(account.responses, "response")] * bool(account.responses)


def _left_lines(account: ImportAccount) -> list[str]:
    by_reason: dict[tuple[str, str], list[Left]] = {}
    for each in account.left:
        by_reason.setdefault((each.why, each.kind), []).append(each)
    lines = [
        f"{count_words(len(group), kind)}: {why}{_examples(_titled(each) for each in group if _is_told(each))}"
        for (why, kind), group in sorted(by_reason.items())
    ]
    return lines + [f"{what}: {number:,}" for what, number in sorted(account.gone.items())]


def _is_told(left: Left) -> bool:
    """Whether the title of what was left out says something: menus have hundreds of items, and styles have names."""
    return not left.why.endswith("nothing to read")


def _titled(left: Left) -> str:
    return f"“{left.title}”{f' (line {left.line})' if left.line else ''}" if left.title else ""


def _note_lines(notes: Sequence[Note]) -> list[str]:
    lines = []
    for code, (one, many, what) in WORDS.items():
        found = [each for each in notes if each.code == code]
        if found:
            told = [f"{each.where}{': ' * bool(each.where and each.found)}{each.found}" for each in found]
            lines.append(f"{count_words(len(found), one, many)} {what}{_examples(told)}")
    return lines


def _examples(told: Iterable[str]) -> str:
    shown = list(dict.fromkeys(filter(None, (" ".join(each.split()) for each in told))))
    more = f"\n    … and {len(shown) - SHOWN:,} more (--format json lists all)" if len(shown) > SHOWN else ""
    return "".join(f"\n    {each}" for each in shown[:SHOWN]) + more


def _list(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {each}" for each in lines)]) if lines else ""


def _next(account: ImportAccount) -> str:
    if account.dry:
        return "Nothing was written. Leave out --dry-run to import."
    return "Next: weeknotes check, then look at a few texts with weeknotes serve."
