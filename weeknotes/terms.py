"""Teams, themes, tags, people and projects: what entries call them -> `Term`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from weeknotes import urls
from weeknotes.config import Config
from weeknotes.errors import Problem, Severity
from weeknotes.model import Kind, Reading, Term
from weeknotes.text import join_words, nearest, plain_spaces, slugify

DECLARED_BY = {Kind.TEAM: "team", Kind.THEME: "theme", Kind.PERSON: "person"}
USES: Mapping[str, Callable[[Reading], tuple[str, ...]]] = {
    "team": lambda reading: reading.teams,
    "theme": lambda reading: reading.themes,
    "tag": lambda reading: reading.fields.tags,
    "person": lambda reading: (*reading.authors, *reading.fields.contributors),
    "project": lambda reading: reading.fields.projects,
}
FIELD = {"team": "team", "theme": "theme", "tag": "tags", "person": "author", "project": "project"}


@dataclass(frozen=True, slots=True)
class Terms:
    """Every term of the site, by kind and by the slug of each thing it is called."""

    known: Mapping[tuple[str, str], Term]

    def of(self, kind: str, names: Iterable[str]) -> tuple[Term, ...]:
        """The terms that `names` stand for, each once, in their order."""
        found = (self.known.get((kind, slugify(name))) for name in names)
        return tuple(dict.fromkeys(term for term in found if term))


def gather(readings: Sequence[Reading], config: Config) -> tuple[Terms, tuple[Problem, ...]]:
    """The terms that the site's files and settings declare or its entries use.

    Spellings that differ only by case, hyphens or spaces are one term: the declared name is
    shown, else the commonest spelling. A name that nearly is a declared one is a warning.
    """
    declared = _declared(readings, config)
    known = {(kind, called): _term(kind, slug, name) for (kind, called), (slug, name) in declared.items()}
    problems: list[Problem] = []
    for kind, uses in USES.items():
        spellings = Counter(plain_spaces(name) for reading in readings for name in uses(reading))
        for slug, names in _by_slug(spellings).items():
            if (kind, slug) not in declared:
                known[kind, slug] = _term(kind, slug, names[0])
                problems += _merged(kind, names, readings) if len(names) > 1 else []
        near = {called for of, called in declared if of == kind}
        problems += _near_misses(kind, near, readings)
    return Terms(known), tuple(problems)


def _term(kind: str, slug: str, name: str) -> Term:
    return Term(kind, slug, name, urls.term_address(kind, slug))


def _declared(readings: Sequence[Reading], config: Config) -> dict[tuple[str, str], tuple[str, str]]:
    """By kind and what it may be called: the slug and the name of every declared term."""
    named = [("team", each.slug, each.name) for each in config.teams.values()]
    named += [("theme", each.slug, each.name) for each in config.themes.values()]
    for reading in readings:
        if kind := DECLARED_BY.get(reading.kind):
            named.append((kind, reading.slug, reading.title or reading.slug.replace("-", " ").capitalize()))
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for kind, slug, name in named:
        # The configuration comes first: its name is shown, a title that differs is one more name.
        shown = found.setdefault((kind, slug), (slug, name))
        found.setdefault((kind, slugify(name)), shown)
    return found


def _by_slug(spellings: Mapping[str, int]) -> dict[str, list[str]]:
    """Spellings by slug, the commonest first; names without a letter or digit have none."""
    found: dict[str, list[str]] = {}
    for name in sorted(spellings, key=lambda name: (-spellings[name], name)):
        if slug := slugify(name):
            found.setdefault(slug, []).append(name)
    return dict(sorted(found.items()))


def _users(kind: str, name: str, readings: Sequence[Reading]) -> list[Reading]:
    return [each for each in readings if name in map(plain_spaces, USES[kind](each))]


def _merged(kind: str, names: Sequence[str], readings: Sequence[Reading]) -> list[Problem]:
    quoted = join_words([f"“{name}”" for name in names])
    return [
        Problem(
            f"{kind}.spelling",
            Severity.HINT,
            user.path,
            f"The {kind} is spelt in {len(names)} ways: {quoted}. They are shown as one, “{names[0]}”.",
            line=user.fields.lines.get(FIELD[kind], 0),
            found=name,
            suggestion=names[0],
        )
        for name in names[1:]
        for user in _users(kind, name, readings)[:1]
    ]


def _near_misses(kind: str, declared: set[str], readings: Sequence[Reading]) -> list[Problem]:
    """Names that nobody declared and that are nearly one that somebody did."""
    problems = []
    for reading in readings:
        for name in USES[kind](reading) if declared else ():
            meant = nearest(slugify(name), declared) if slugify(name) not in declared else None
            if meant:
                message = f"No {kind} is called “{name}”. Did you mean “{meant}”?"
                line = reading.fields.lines.get(FIELD[kind], 0)
                problems.append(
                    Problem(f"{kind}.unknown", Severity.WARNING, reading.path, message, line, 0, name, meant)
                )
    return problems
