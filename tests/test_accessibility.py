"""The settings of the accessibility statement, and what the law wants of a public body's."""

from datetime import date

import pytest

from weeknotes.config import KnownProblem
from weeknotes.errors import Severity
from weeknotes.settings import parse

PUBLIC = """[site]
title = "Open Reach"
url = "https://open.example.org/"
id_authority = "open.example.org,2019"
organisation = "Reach Council"
public_body = true
"""
PARTS = {
    "status": '"partial"',
    "email": '"us@example.org"',
    "response_days": "5",
    "enforcement": '"england"',
    "prepared": '"2026-11-02"',
    "method": '"We tested it ourselves"',
}


def section(**changes):
    lines = {name: value for name, value in {**PARTS, **changes}.items() if value}
    return PUBLIC + "[accessibility]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items())


def missing(text):
    _, problems = parse(text)
    assert {each.code for each in problems} <= {"config.accessibility-missing"}
    assert all(each.severity is Severity.ERROR for each in problems)
    return problems


def test_a_whole_statement_of_a_public_body_lacks_nothing():
    assert missing(section()) == ()


@pytest.mark.parametrize("name", PARTS)
def test_every_part_that_is_missing_is_asked_for_where_it_belongs(name):
    (problem,) = missing(section(**{name: ""}))
    assert (problem.path, problem.line, problem.found) == ("config.toml", 7, "[accessibility]")
    assert problem.suggestion.startswith(f"{name} = ")
    assert f"`{name}` is missing" in problem.message


@pytest.mark.parametrize("other", ['phone = "1"', 'post = "Town Hall"', 'form = "https://example.org/contact"'])
def test_one_way_to_reach_the_publishers_is_enough(other):
    assert missing(section(email="") + other) == ()


def test_without_the_section_every_part_is_asked_for_at_once_and_what_to_write_makes_it_whole():
    problems = missing(PUBLIC.replace('organisation = "Reach Council"\n', ""))
    assert [each.line for each in problems] == [5] * 7
    first, *others = (each.suggestion for each in problems)
    assert missing(PUBLIC.replace("organisation", f"{first}\n# organisation") + "\n".join(others)) == ()


def test_a_body_elsewhere_needs_its_law_and_its_address():
    problems = missing(section(enforcement='"The Ombud"'))
    assert [each.suggestion.split(" = ")[0] for each in problems] == ["enforcement_url", "law"]
    whole = section(enforcement='"The Ombud"', law='"Act 7 of 2019"', enforcement_url='"https://ombud.example.org"')
    assert missing(whole) == ()


@pytest.mark.parametrize(
    ("typed", "nation"),
    [
        ("Northern-Ireland", "northern ireland"),
        ("UK", "united kingdom"),
        ("the United Kingdom", "united kingdom"),
        ("Cymru", "wales"),
        ("The Ombud", "The Ombud"),
    ],
)
def test_a_nation_is_known_however_it_is_typed(typed, nation):
    assert parse(section(enforcement=f'"{typed}"'))[0].accessibility.enforcement == nation


def test_nobody_else_has_to_say_anything():
    config, problems = parse(PUBLIC.replace("public_body = true", "public_body = false"))
    assert (config.accessibility.given, problems) == (False, ())
    config, problems = parse(PUBLIC.replace("public_body = true", "") + "[accessibility]\n")
    assert (config.accessibility.given, problems) == (True, ())


def test_a_part_that_is_there_and_faulty_is_told_once():
    _, problems = parse(section(status='"partly"'))
    assert [(each.code, each.line, each.suggestion) for each in problems] == [
        ("config.status", 8, 'status = "partial"')
    ]


def test_public_body_in_the_wrong_section_is_no_way_out():
    _, problems = parse(section(public_body="true").replace("\npublic_body = true\n[", "\n["))
    assert ("config.public-body", Severity.ERROR) in {(each.code, each.severity) for each in problems}


def test_known_problems_are_read_with_their_criterion_reason_and_day():
    text = section() + (
        '[[accessibility.problems]]\nwhat = "Old maps"\ncriterion = "Non-text Content"\n'
        'reason = "Out of scope"\nplanned = "31 March 2027"\nalternative = "Ask us"\n'
        '[[accessibility.problems]]\nwhat = "Old tables"\n'
    )
    config, problems = parse(text)
    assert problems == ()
    assert config.accessibility.problems == (
        KnownProblem("Old maps", "1.1.1", "out of scope", date(2027, 3, 31), "Ask us"),
        KnownProblem("Old tables"),
    )


@pytest.mark.parametrize(
    ("typed", "code", "line", "suggestion"),
    [
        ('[[accessibility.problems]]\ncriterion = "1.1.1"', "accessibility-problem", 14, "what = "),
        ('[[accessibility.problems]]\nwhat = "Maps"\ncriterion = "1.4.111"', "criterion", 16, 'criterion = "1.4.11"'),
        ('problems = "maps"', "type", 14, "[[accessibility.problems]]"),
        ('problems = ["maps"]', "type", 14, "[[accessibility.problems]]"),
    ],
)
def test_a_faulty_problem_is_told_where_it_stands(typed, code, line, suggestion):
    config, problems = parse(section() + typed)
    assert [(each.code, each.line) for each in problems] == [(f"config.{code}", line)]
    assert problems[0].suggestion.startswith(suggestion)
    assert all(each.what for each in config.accessibility.problems)
