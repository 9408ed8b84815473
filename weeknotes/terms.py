"""Teams, themes, tags, people and projects: what entries call them -> `Term`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from weeknotes import urls
from weeknotes.config import Config
from weeknotes.errors import Problem, Severity
from weeknotes.languages import base
from weeknotes.model import Kind, Reading, Term
from weeknotes.text import join_words, nearest, plain_spaces, slugify, spelt_out
from weeknotes.values import Record, replace

DECLARED_BY = {Kind.TEAM: "team", Kind.THEME: "theme", Kind.PERSON: "person"}
USES: Mapping[str, Callable[[Reading], tuple[str, ...]]] = {
    "team": lambda reading: reading.teams,
    "theme": lambda reading: reading.themes,
    "tag": lambda reading: reading.fields.tags,
    "person": lambda reading: (*reading.authors, *reading.fields.contributors),
    "project": lambda reading: reading.fields.projects,
}
FIELD = {"team": "team", "theme": "theme", "tag": "tags", "person": "author", "project": "project"}
LONG = 6  # letters of a name in which one lost or doubled is more likely a slip than another name


class Terms(Record):
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
    for kind in USES:
        users = _users(kind, readings)
        by_slug = _by_slug(users)
        for slug, names in by_slug.items():
            if (kind, slug) not in declared:
                known[kind, slug] = _term(kind, slug, _readable(kind, slug, names[0]))
                problems += _merged(kind, names, users)
        near = {called: slug for (of, called), (slug, _) in declared.items() if of == kind}
        problems += _near_misses(kind, by_slug, near, users)
        problems += _unnameable(kind, users)
    return Terms(known), tuple(problems)


def _readable(kind: str, slug: str, name: str) -> str:
    """A name that was typed as a slug (``first-contact``), in words; tags stay as they are typed."""
    return name if kind == "tag" or name != slug else spelt_out(name)


def _term(kind: str, slug: str, name: str) -> Term:
    return Term(kind, slug, name, urls.term_address(kind, slug))


def _declared(readings: Sequence[Reading], config: Config) -> dict[tuple[str, str], tuple[str, str]]:
    """By kind and what it may be called: the slug and the name of every declared term."""
    named = [("team", each.slug, each.name) for each in config.teams.values()]
    named += [("theme", each.slug, each.name) for each in config.themes.values()]
    introductions = [reading for reading in readings if reading.kind in DECLARED_BY]
    # Where there is one in two languages, the title in that of the site is the name.
    for reading in sorted(introductions, key=lambda each: base(each.lang) != base(config.site.language)):
        slug = reading.slug or slugify(reading.title) or "untitled"
        named.append((DECLARED_BY[reading.kind], slug, reading.title or spelt_out(slug)))
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for kind, slug, name in named:
        # The configuration comes first: its name is shown, a title that differs is one more name.
        found.setdefault((kind, slug), (slug, name))
    # Only then the names: that of one team may be the slug of another.
    for kind, slug, name in named:
        found.setdefault((kind, slugify(name)), found[kind, slug])
    return found


def _users(kind: str, readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    """The entries that use each spelling; gathered once, since a large site has thousands of both."""
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        for name in dict.fromkeys(map(plain_spaces, USES[kind](reading))):
            found.setdefault(name, []).append(reading)
    return found


def _by_slug(users: Mapping[str, Sequence[Reading]]) -> dict[str, list[str]]:
    """Spellings by slug, the commonest first; names without a letter or digit have none."""
    found: dict[str, list[str]] = {}
    for name in sorted(users, key=lambda name: (-len(users[name]), name)):
        if slug := slugify(name):
            found.setdefault(slug, []).append(name)
    return dict(sorted(found.items()))


def _merged(kind: str, names: Sequence[str], users: Mapping[str, Sequence[Reading]]) -> list[Problem]:
    """A hint where each spelling but the commonest first stands."""
    quoted = join_words([f"“{name}”" for name in names])
    message = f"The {kind} is spelt in {len(names)} ways: {quoted}. They are shown as one, “{names[0]}”."
    return [_told(f"{kind}.spelling", users[name][0], message, name, names[0]) for name in names[1:]]


def _near_misses(
    kind: str,
    by_slug: Mapping[str, Sequence[str]],
    declared: Mapping[str, str],
    users: Mapping[str, Sequence[Reading]],
) -> list[Problem]:
    """Names that nobody declared and that are nearly one that somebody did: `declared` has slugs by name."""
    problems: list[Problem] = []
    kin = _kin(declared) if kind == "person" else {}
    # Once for every name, not for every use: comparing words is dear.
    for slug in by_slug.keys() - declared.keys() if declared else ():
        meant = _likely_person(slug, kin) if kind == "person" else _likely_group(slug, declared)
        for name in by_slug[slug] if meant else ():
            message = f"No {kind} is called “{name}”. Did you mean “{declared[meant]}”?"
            told = (_told(f"{kind}.unknown", user, message, name, declared[meant]) for user in users[name])
            problems += [replace(each, severity=Severity.WARNING) for each in told]
    return problems


def _likely_group(typed: str, declared: Iterable[str]) -> str:
    """The team or theme that `typed` is probably meant to be; empty where it is one in its own right."""
    meant = nearest(typed, declared)
    differing = {*typed.split("-")} ^ {*meant.split("-")} if meant else set()
    # “Team 2” and “Team B” beside “Team 1” are other teams.
    is_other = any(len(word) == 1 or any(map(str.isdigit, word)) for word in differing)
    return meant if meant and not is_other else ""


def _gaps(slug: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The name without each of its parts in turn, and that part."""
    words = slug.split("-")
    yield from (((*words[:place], "", *words[place + 1 :]), word) for place, word in enumerate(words))


def _kin(declared: Iterable[str]) -> dict[tuple[str, ...], list[tuple[str, str]]]:
    """People by all of their name but one part: a slip in one part leaves the others as they are."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for slug in sorted(declared):
        for others, word in _gaps(slug):
            found.setdefault(others, []).append((word, slug))
    return found


def _likely_person(typed: str, kin: Mapping[tuple[str, ...], Sequence[tuple[str, str]]]) -> str:
    """The person that `typed` is probably meant to be; empty where it is somebody else."""
    near = ((word, *each) for others, word in _gaps(typed) for each in kin.get(others, ()))
    return next((slug for word, other, slug in near if _is_slip(word, other)), "")


def _is_slip(typed: str, meant: str) -> bool:
    """Whether a part of a person's name is that of another with letters exchanged, lost or doubled.

    Ann and Anna, Joan and John, Frances and Francis, Smith and Smyth are two people.
    """
    if sorted(typed) == sorted(meant):
        return True
    short, long = sorted((typed, meant), key=len)
    # A letter more at the end makes another name, within a long one hardly ever.
    shortened = (long[:place] + long[place + 1 :] for place in range(1, len(long) - 1))
    return len(long) >= LONG and short != long[:-1] and short in shortened


def _unnameable(kind: str, users: Mapping[str, Sequence[Reading]]) -> list[Problem]:
    """Names without a letter or digit: no address can be made of them, but nothing is left out in silence."""
    message = f"This {kind} has no letter and no digit in its name, so it has no page and is not shown."
    nameless = [name for name in users if not slugify(name)]
    return [_told(f"{kind}.nameless", user, message, name, "") for name in nameless for user in users[name]]


def _told(code: str, user: Reading, message: str, found: str, suggestion: str) -> Problem:
    line = user.fields.lines.get(FIELD[code.partition(".")[0]], 0)
    return Problem(code, Severity.HINT, user.path, message, line, found=found, suggestion=suggestion)
