"""The structures of front matter: the names of fields, `Matter`, `Value` and nested records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from weeknotes.errors import MeaningError, Problem, Severity
from weeknotes.facts import Allow, Fact, Fields, Figure, Override, Picture, Quote, Reason
from weeknotes.text import join_words, nearest, plain_spaces
from weeknotes.values import Record, field, fields, replace

T = TypeVar("T")
Reader: TypeAlias = "Callable[[Value, list[Problem]], T]"

# What a writer may type, besides the fields that are called the same once they are read.
TYPED_ONLY = (
    *("week", "week_commencing", "week_ending", "covers", "withdrawn", "reason", "draft", "published"),
    *("image_alt", "image_caption", "image_credit", "layout", "redirect_to"),
)
FIELDS = frozenset({*fields(Fields), *TYPED_ONLY} - {"claims", "withdrawn_reason", "extra", "lines"})
# Singular forms, other spellings, and the names that other generators use.
SYNONYMS: Mapping[str, str] = {
    name: meant
    for meant, names in {
        "authors": "author author_name written_by",
        "date": "publication_date date_published published_date publish_date date_of_publication",
        "week": "week_number week_no",
        "week_ending": "weekending",
        "contributors": "contributor",
        "tags": "tag category categories",
        "summary": "description excerpt subtitle",
        "updated": "lastmod last_modified_at",
        "image": "featured_image hero cover",
        "aliases": "alias redirect_from permalink",
        "lang": "language",
        "image_alt": "alt",
        "teams": "team",
        "themes": "theme",
        "projects": "project",
        "takeaways": "takeaway",
        "lessons": "lesson",
        "quotes": "quote",
        "organisation": "organization",
    }.items()
    for name in names.split()
}
KNOWN = FIELDS | SYNONYMS.keys()
# The names of the parts of each record, with other words for them.
PARTS: Mapping[str, Mapping[str, str]] = {
    name: {**{part: part for part in fields(record)}, **others}
    for name, record, others in (
        ("image", Picture, {"image": "src", "url": "src", "path": "src", "file": "src", "title": "caption"}),
        ("numbers", Figure, {"label": "what"}),
        ("quotes", Quote, {"quote": "text"}),
        ("story", Reason, {"entry": "target", "url": "target", "link": "target", "post": "target"}),
        ("allow", Allow, {}),
        ("quiet_override", Override, {"who": "by", "why": "reason"}),
    )
}
# What to write, where a value has the wrong shape.
EXAMPLES = {
    "image": "image: {src: swap.jpg, alt: Two people at a desk}",
    "numbers": "- {value: 15, unit: '%', what: of the working week, before: 20}",
    "quotes": "- {text: What was said, name: Ada Byron, role: Housing officer}",
    "story": "- {entry: 2026-w28-housing, reason: Where it began}",
    "linked_posts": "- {url: 'https://example.org/', reason: Where the idea is from}",
    "allow": "- {check: phone-number, text: 020 7946 0000, reason: Our help line}",
    "quiet_override": "quiet_override: {by: Who decided it, reason: Why it cannot wait}",
    "at_a_glance": "at_a_glance: {Place: Larkfield, Cost: £12000}",
}


class Matter(Record):
    """A file taken apart. Values in `fields` are texts as typed, None, or lists and mappings of such.

    `lines` has the line in the file of each key, nested ones as ``quotes.0.text``; `head` the lines above
    the body as typed; the body begins in line `body_line`. Where an error is in `problems`, `fields` has only
    what could be read.
    """

    body: str
    fields: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    body_line: int = 1
    problems: tuple[Problem, ...] = ()
    head: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def known_name(key: str) -> str:
    """The field that `key` stands for, as it should be typed; `key` itself where none is known.

    Capitals, spaces, hyphens do not matter: ``Week commencing`` is ``week_commencing``.
    """
    name = re.sub(r"[\s-]+", "_", key.strip().casefold())
    return name if name in KNOWN else key


class Value(Record):
    """One value of front matter; `name` says where it stands, such as ``quotes.0.text``."""

    name: str
    raw: object
    matter: Matter
    path: str
    zone: ZoneInfo

    @property
    def line(self) -> int:
        """Its line in the file; 0 where unknown."""
        return self.matter.lines.get(self.name, 0)

    @property
    def key(self) -> str:
        """The last part of its name."""
        return self.name.rpartition(".")[2]

    @property
    def field(self) -> str:
        """The name of the field that it is part of, as typed."""
        return self.name.partition(".")[0]

    @property
    def meant(self) -> str:
        """The field that it is part of, under its first name: ``authors`` for ``author``."""
        return SYNONYMS.get(self.field, self.field)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given, as in ``title:``."""
        return self.raw in (None, [], {}) or (isinstance(self.raw, str) and not self.raw.strip())

    def parts(self) -> Iterator[Value]:
        """What it lists or holds, where that is not empty."""
        pairs = (
            self.raw.items()
            if isinstance(self.raw, dict)
            else enumerate(self.raw)
            if isinstance(self.raw, list)
            else ()
        )
        inner = (replace(self, name=f"{self.name}.{key}", raw=raw) for key, raw in pairs)
        return (each for each in inner if not each.is_empty)

    def each(self) -> Iterator[Value]:
        """The items of a list, or the one value given in place of a list."""
        return self.parts() if isinstance(self.raw, list) else iter(() if self.is_empty else (self,))

    def problem(self, message: str, suggestion: str, severity: Severity = Severity.ERROR) -> Problem:
        """A fault of this value, with its line as typed."""
        found = self.matter.head[self.line - 1].strip() if 0 < self.line <= len(self.matter.head) else ""
        code = f"field.{self.meant.replace('_', '-')}"
        return Problem(code, severity, self.path, message, self.line, found=found, suggestion=suggestion)

    def wrong_shape(self, wanted: str) -> MeaningError:
        """What to raise where the value is not what is `wanted`."""
        shape = (
            "a list"
            if isinstance(self.raw, list)
            else "several named values"
            if isinstance(self.raw, dict)
            else "text"
        )
        example = example_of(self) if self.meant in EXAMPLES else f"{self.field}: your words here"
        return MeaningError(f"The field “{self.field}” should be {wanted}, but this is {shape}.", example)


def example_of(value: Value) -> str:
    """What to write in place of a value: an item where it is one, else the whole field."""
    example = EXAMPLES[value.meant]
    return f"{value.field}:\n  {example}" if example.startswith("- ") and "." not in value.name else example


def read_or_tell(value: Value, read: Reader[T], faults: list[Problem]) -> T | None:
    """What `read` makes of the value; None, and a problem added to `faults`, where it has no meaning."""
    try:
        return read(value, faults)
    except MeaningError as error:
        faults.append(value.problem(str(error), error.suggestion))
    return None


def read_text(value: Value, faults: list[Problem] | None = None) -> str:
    """One piece of text, in one line. Raises MeaningError for a list or named values."""
    raw = value.raw
    if (
        isinstance(raw, dict)
        and len(raw) == 1
        and "." in value.name
        and not any(isinstance(each, (list, dict)) for each in raw.values())
    ):
        # An item such as “- Lesson: start small” was meant as text.
        raw = ": ".join(str(part) for part in next(iter(raw.items())) if part is not None)
    if isinstance(raw, list) and len(raw) == 1:
        raw = raw[0]
    if isinstance(raw, (list, dict)):
        raise value.wrong_shape("one piece of text")
    return plain_spaces(str(raw or ""))


def read_picture(value: Value, faults: list[Problem]) -> Picture:
    """A lead image, given as a path or with its parts. Raises MeaningError where it has no path."""
    if isinstance(value.raw, str):
        return Picture(value.raw.strip())
    return Picture(**_parts(value, "image", faults, "src"))


def _parts(value: Value, of: str, faults: list[Problem], *needed: str) -> dict[str, str]:
    """The texts of a mapping, by the names of `PARTS`. Raises MeaningError where one `needed` is missing."""
    if not isinstance(value.raw, dict):
        raise value.wrong_shape("a list of named values")
    names = PARTS[of]
    typed = [(each, re.sub(r"[\s-]+", "_", each.key.strip().casefold())) for each in value.parts()]
    given = {names[name]: read_text(each) for each, name in typed if name in names}
    # Other generators keep more with a picture than we show.
    strange = [each for each, name in typed if name not in names and of != "image"]
    faults += [_strange(each, list(dict.fromkeys(names.values()))) for each in strange]
    missing = [name for name in needed if name not in given]
    if missing and not strange:
        raise MeaningError(f"This one of “{value.field}” has no “{missing[0]}”.", example_of(value))
    return {**dict.fromkeys(needed, ""), **given}


def _strange(value: Value, names: list[str]) -> Problem:
    near = nearest(value.key, names)
    asked = f"Did you mean “{near}”?" if near else f"Known are: {join_words(names)}."
    told = value.problem(f"There is no “{value.key}” in “{value.field}”. {asked}", EXAMPLES[value.meant])
    return replace(told, suggestion=told.found.replace(value.key, near, 1)) if near else told


def read_figure(value: Value, faults: list[Problem]) -> Figure:
    """One number. Raises MeaningError where it lacks its value or what it counts."""
    return Figure(**_parts(value, "numbers", faults, "value", "what"))


def read_quote(value: Value, faults: list[Problem]) -> Quote:
    """One quotation, the words alone or with who said them. Raises MeaningError where there are no words."""
    return (
        Quote(read_text(value))
        if isinstance(value.raw, str)
        else Quote(**_parts(value, "quotes", faults, "text"))
    )


def read_reason(value: Value, faults: list[Problem]) -> Reason:
    """A link that the writer chose, alone or with a reason. Raises MeaningError where it leads nowhere."""
    parts = (
        {"target": read_text(value)}
        if isinstance(value.raw, str)
        else _parts(value, "story", faults, "target")
    )
    return Reason(**parts, line=value.line)


def read_allow(value: Value, faults: list[Problem]) -> Allow:
    """An exception to a check. Raises MeaningError where it lacks the check or the reason."""
    return Allow(**{"text": "", **_parts(value, "allow", faults, "check", "reason")})


def read_override(value: Value, faults: list[Problem]) -> Override:
    """A decision to publish in a quiet period. Raises MeaningError where it lacks who decided, or why."""
    return Override(**_parts(value, "quiet_override", faults, "by", "reason"))


def read_facts(value: Value, faults: list[Problem]) -> tuple[Fact, ...]:
    """The lines of the at-a-glance box: named values, or a list of such. A list within becomes ``a, b``."""
    if not isinstance(value.raw, (list, dict)):
        raise value.wrong_shape("given by name")
    rows = (
        value.parts()
        if isinstance(value.raw, dict)
        else (row for each in value.parts() for row in each.parts())
    )
    return tuple(Fact(_label(row), text) for row in rows if (text := read_or_tell(row, _fact, faults)))


def _label(value: Value) -> str:
    words = plain_spaces(value.name.split(".", 1)[1].lstrip("0123456789.").replace("_", " "))
    return words[:1].upper() + words[1:]


def _fact(value: Value, faults: list[Problem]) -> str:
    return ", ".join(read_text(each) for each in value.each())


def read_every(read: Reader[T]) -> Reader[tuple[T, ...]]:
    """A reader of lists from a reader of one item: each faulty item is told, the others stay."""
    return lambda value, faults: tuple(
        item for each in value.each() if (item := read_or_tell(each, read, faults)) is not None
    )
