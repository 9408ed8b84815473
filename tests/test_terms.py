"""Teams, themes, tags, people and projects: what entries call them, and what is told of slips."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import work

from weeknotes.config import Config, Folder, Team, Theme
from weeknotes.entries import place, read
from weeknotes.errors import Problem, Severity
from weeknotes.model import Reading
from weeknotes.terms import USES, Terms, gather

KINDS = {"posts": "post", "people": "person", "teams": "team", "themes": "theme"}
TYPED = {"team": "team", "theme": "theme", "tag": "tags", "person": "author", "project": "project"}


def reading(path: str, head: str = "", body: str = "Text") -> Reading:
    section = path.split("/")[0]
    path = f"content/{path}.md"
    where = place(path, Folder(f"content/{section}", KINDS[section]), frozenset({path}))
    return read(f"---\n{head}\n---\n{body}\n".encode(), where, Config())


def posts(field: str, *values: str) -> list[Reading]:
    """A post for each of `values` in a field."""
    return [reading(f"posts/p{at}", f"date: 2026-01-01\n{field}: {each}") for at, each in enumerate(values)]


def named(kind: str, found: Terms) -> dict[str, str]:
    return {slug: term.name for (of, slug), term in found.known.items() if of == kind}


def told(*readings: Reading, config: Config | None = None) -> list[Problem]:
    return list(gather(readings, config or Config())[1])


def with_teams(*names: str) -> Config:
    return Config(teams={name.lower(): Team(name.lower().replace(" ", "-"), name) for name in names})


@pytest.mark.parametrize("kind", USES)
def test_what_entries_name_is_a_term_with_an_address(kind: str) -> None:
    found, problems = gather(posts(TYPED[kind], "Open Data"), Config())
    (term,) = found.of(kind, ["Open Data"])
    assert (term.kind, term.slug, term.name, problems) == (kind, "open-data", "Open Data", ())
    assert term.address.endswith("/open-data/")


def test_contributors_are_people_too() -> None:
    found, _ = gather([reading("posts/x", "date: 2026-01-01\nauthor: Ada\ncontributors: Grace, Jean")], Config())
    assert set(named("person", found).values()) == {"Ada", "Grace", "Jean"}


@pytest.mark.parametrize("kind", USES)
@pytest.mark.parametrize("other", ["open data", "OPEN DATA", "open-data", "Open  Data", "open_data", "Open\u00a0Data"])
def test_spellings_that_differ_by_case_hyphens_or_spaces_are_one_term(kind: str, other: str) -> None:
    found, _ = gather(posts(TYPED[kind], "Open Data", "Open Data", other), Config())
    assert named(kind, found) == {"open-data": "Open Data"}


def test_the_commonest_spelling_is_shown_and_the_others_get_a_hint() -> None:
    found, (hint,) = gather(posts("tags", "Open-Data", "open data", "open data"), Config())
    assert named("tag", found) == {"open-data": "open data"}
    assert (hint.code, hint.severity, hint.path) == ("tag.spelling", Severity.HINT, "content/posts/p0.md")
    assert (hint.line, hint.found, hint.suggestion) == (3, "Open-Data", "open data")
    assert "2 ways: “open data” and “Open-Data”" in hint.message


def test_equally_common_spellings_are_shown_the_same_whatever_the_order() -> None:
    notes = posts("tags", "open data", "Open data", "OPEN DATA")
    for order in (notes, notes[::-1]):
        assert named("tag", gather(order, Config())[0]) == {"open-data": "OPEN DATA"}


def test_a_declared_name_is_shown_however_entries_spell_it() -> None:
    found, problems = gather(posts("team", "HOUSING", "housing"), with_teams("Housing"))
    assert (named("team", found), problems) == ({"housing": "Housing"}, ())


def test_the_settings_name_a_team_and_the_title_of_its_file_is_one_more_name() -> None:
    profile = reading("teams/housing", "title: Housing and repairs")
    found, _ = gather([profile], with_teams("Housing"))
    assert [term.name for term in found.of("team", ["housing", "Housing and repairs"])] == ["Housing"]


@pytest.mark.parametrize(("section", "kind"), [("teams", "team"), ("themes", "theme"), ("people", "person")])
def test_a_file_declares_a_term_by_its_name_and_by_its_title(section: str, kind: str) -> None:
    found, _ = gather([reading(f"{section}/ada", "title: Ada Lovelace")], Config())
    assert [term.slug for term in found.of(kind, ["ada", "Ada Lovelace"])] == ["ada"]


def test_a_file_without_a_title_is_called_by_its_name_in_words() -> None:
    found, _ = gather([reading("people/ada-lovelace")], Config())
    assert named("person", found) == {"ada-lovelace": "Ada lovelace"}


def test_a_team_keeps_its_slug_though_another_team_has_that_name() -> None:
    config = Config(teams={"a": Team("repairs", "Housing"), "b": Team("housing", "Lettings")})
    found, _ = gather([], config)
    assert named("team", found)["housing"] == "Lettings"


def test_terms_come_once_each_in_the_order_of_their_names() -> None:
    found, _ = gather(posts("tags", "[b, a, c]"), Config())
    assert [term.slug for term in found.of("tag", ["c", "a", "C", "nobody", "b"])] == ["c", "a", "b"]


@pytest.mark.parametrize("typed", ["Housng", "Huosing", "Housing team", "Houseing"])
def test_a_slip_in_the_name_of_a_team_is_told_with_the_right_one(typed: str) -> None:
    (problem,) = told(*posts("team", typed), config=with_teams("Housing", "Parks"))
    assert (problem.code, problem.severity, problem.line) == ("team.unknown", Severity.WARNING, 3)
    assert (problem.found, problem.suggestion) == (typed, "housing")


def test_a_slip_is_told_in_every_file_that_has_it() -> None:
    config = Config(themes={"x": Theme("inclusion", "Inclusion")})
    problems = told(*posts("theme", "Inclusoin", "Inclusoin"), config=config)
    assert [problem.path for problem in problems] == ["content/posts/p0.md", "content/posts/p1.md"]


@pytest.mark.parametrize(
    ("declared", "other"), [("Team 1", "Team 2"), ("Team A", "Team B"), ("Area 12", "Area 13"), ("Housing", "Parks")]
)
def test_another_team_is_no_slip(declared: str, other: str) -> None:
    assert told(*posts("team", other), config=with_teams(declared)) == []


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("Ada Lovelace", "Ada Lovelcae"),
        ("Ada Lovelace", "Ada Lovlace"),
        ("Phillip Okonkwo", "Philip Okonkwo"),
        ("Priyanka Nair", "Pryianka Nair"),
    ],
)
def test_a_slip_in_the_name_of_a_person_is_told(known: str, typed: str) -> None:
    (problem,) = told(reading("people/someone", f"title: {known}"), *posts("author", typed))
    assert (problem.code, problem.suggestion) == ("person.unknown", "someone")


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("Ann Lee", "Anna Lee"),
        ("Ann Lee", "Dan Lee"),
        ("John Smith", "Joan Smith"),
        ("John Smith", "John Smyth"),
        ("Jon Smith", "John Smith"),
        ("Frances Hall", "Francis Hall"),
        ("Christine Hall", "Christina Hall"),
        ("Marian Hall", "Marianne Hall"),
        ("Joanne Hall", "Joann Hall"),
        ("Sam Jones", "Sam Johnson"),
        ("Sam Jones", "Sam T Jones"),
    ],
)
def test_people_with_similar_names_are_not_taken_for_one(known: str, typed: str) -> None:
    assert told(reading("people/someone", f"title: {known}"), *posts("author", typed)) == []


def test_a_name_without_a_letter_or_digit_is_told_and_not_shown() -> None:
    found, (hint,) = gather(posts("tags", "🎉"), Config())
    assert (named("tag", found), hint.code, hint.found, hint.line) == ({}, "tag.nameless", "🎉", 3)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=6))
def test_no_name_leads_out_of_the_site(names: list[str]) -> None:
    typed = "".join(f"\n  - {name!r}" for name in names)
    found, _ = gather([reading("posts/x", f"date: 2026-01-01\ntags:{typed}")], Config())
    for term in found.known.values():
        assert term.address == f"tags/{term.slug}/"
        assert term.slug
        assert not set("/\\.?#%") & set(term.slug)


def test_twice_as_many_entries_are_at_most_twice_the_work() -> None:
    people = [reading(f"people/p{at}", f"title: Person{at:04} Surname{at:04}") for at in range(60)]
    entry = reading("posts/x", "date: 2026-01-01\nauthor: Nobody Known\nteam: Housng\ntags: [a b, A-B]")
    config = with_teams(*(f"Team{at}" for at in range(40)), "Housing")
    few, many = (work(lambda size=size: gather([*people, *[entry] * size], config)) for size in (300, 600))
    assert many < 2.2 * few
