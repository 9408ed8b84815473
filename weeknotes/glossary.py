"""The abbreviations of a site: ``content/abbreviations.toml``, a line such as ``DfE = "Department ..."`` for each.

That list is in the language of the site; ``content/abbreviations.cy.toml`` is for texts in Welsh.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from weeknotes import schema, toml_mending
from weeknotes.errors import Problem, Severity
from weeknotes.model import Card
from weeknotes.sections import Source, read_section
from weeknotes.text import plain_spaces
from weeknotes.values import Record

PATH = "content/abbreviations.toml"
PATHS = "content/abbreviations*.toml"
LANGUAGE = re.compile(r"content/abbreviations(?:\.([a-z]{2,3}))?\.toml")
SAMPLE = "Department for Education"
SHORTEST, LONGEST = 2, 20  # characters of a short form
MOST_USES = 5  # shown of each abbreviation
# A name that TOML takes only in quotes, and a value in quotes.
UNQUOTED = re.compile(r"""\s*([^\s"'#\[=]*[^\s\w"'#\[=-][^"'#\[=]*?)\s*[=:]\s*("[^"]*"|'[^']*')\s*""")


class Meaning(Record):
    """An abbreviation, what it stands for, and the newest entries that use it; `count` is that of all."""

    short: str
    long: str
    cards: tuple[Card, ...]
    count: int


class GlossaryView(Record):
    """``/glossary/``: every abbreviation of the site's list, by name."""

    meanings: tuple[Meaning, ...]


def language_of(path: str) -> str | None:
    """The language of the list at `path`, empty for that of the site; None where it is no list of abbreviations."""
    found = LANGUAGE.fullmatch(path)
    return found and (found[1] or "")


def parse(text: str, path: str = PATH) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """What each abbreviation stands for, by name, and all that is wrong with the file. Never raises.

    Sections are allowed, for an order of their own, and mean nothing.
    """
    lines, bare = _quoted(text.removeprefix("\ufeff").splitlines(), path)
    document, broken = toml_mending.load("\n".join(lines), path)
    source = Source(document, path)
    sections = {name: each for name, each in document.data.items() if isinstance(each, dict)}
    alone = {name: each for name, each in document.data.items() if name not in sections}
    found: dict[str, str] = {}
    problems = [*bare, *broken]
    for here, table in ((source, alone), *((source.inside(name), each) for name, each in sections.items())):
        keys = {name: schema.text(SAMPLE, plain_spaces) for name in table}
        values, told = read_section(here, table, keys)
        problems += [*told, *(_odd(here.inside(name)) for name in values if not _fits(name))]
        found |= {name: values[name] for name in values if _fits(name)}
    return dict(sorted(found.items())), tuple(sorted(problems, key=lambda problem: problem.rank))


def _quoted(lines: list[str], path: str) -> tuple[list[str], list[Problem]]:
    """The lines with quotes round every name that needs them, such as R&D, and a problem for each that had none."""
    problems = []
    mended = []
    for number, line in enumerate(lines, 1):
        found = UNQUOTED.fullmatch(line)
        better = f'"{found[1]}" = {found[2]}' if found else line
        if found:
            told = "A name with anything but letters, digits and hyphens in it needs quotes around it, too."
            problems.append(Problem("config.syntax", Severity.ERROR, path, told, number, 0, line.strip(), better))
        mended.append(better)
    return mended, problems


def _fits(name: str) -> bool:
    """Whether this can be found in a text: one letter stands in every other word."""
    return SHORTEST <= len(name) <= LONGEST and name == plain_spaces(name) and any(map(str.isalnum, name))


def _odd(here: Source) -> Problem:
    told = f"An abbreviation has {SHORTEST} to {LONGEST} characters, and letters or digits among them; this is none."
    return here.problem("abbreviation", f"{told} It is ignored.", severity=Severity.WARNING)
