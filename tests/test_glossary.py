"""The list of abbreviations: how it is read, what is told of its faults, and the page that shows it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import CONFIG

from weeknotes.errors import Severity
from weeknotes.glossary import PATH, parse

POST = """-- content/posts/{name}.md --
---
date: {date}
title: {title}
---
{text}
"""


def post(name: str, text: str, date: str = "2026-07-10", title: str = "A post") -> str:
    return POST.format(name=name, text=text, date=date, title=title)


LIST = f'-- {PATH} --\nDfE = "Department for Education"\nHR = "human resources"\n'


def test_every_line_says_what_one_abbreviation_stands_for():
    text = '# Ours\nHR = "human  resources"\n"R&D" = \'research\'\nDfE = "Department for Education" # new\n'
    known, problems = parse(text)
    assert known == {"DfE": "Department for Education", "HR": "human resources", "R&D": "research"}
    assert list(known) == ["DfE", "HR", "R&D"]
    assert problems == ()


def test_sections_are_allowed_for_an_order_of_ones_own():
    assert parse('[government]\nDfE = "a"\n\n[here]\nHR = "b"\n') == ({"DfE": "a", "HR": "b"}, ())


@pytest.mark.parametrize(
    ("line", "suggestion", "known"),
    [
        ("DfE: Department", 'DfE = "Department"', {"DfE": "Department"}),
        ("DfE = Department", 'DfE = "Department"', {"DfE": "Department"}),
        ('R&D = "research"', '"R&D" = "research"', {"R&D": "research"}),
        ('w/c: "week"', '"w/c" = "week"', {"w/c": "week"}),
        ('A.B = "c"', '"A.B" = "c"', {"A.B": "c"}),
        ("DfE = “Department”", 'DfE = "Department"', {"DfE": "Department"}),
        ("HR = 3", 'HR = "3"', {}),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_write(line, suggestion, known):
    found, problems = parse(f'# One\n{line}\nUK = "United Kingdom"\n')
    assert [(each.line, each.found, each.suggestion) for each in problems] == [(2, line, suggestion)]
    assert problems[0].path == PATH
    assert problems[0].severity is Severity.ERROR
    assert found == {**known, "UK": "United Kingdom"}


@pytest.mark.parametrize("name", ["X", '""', '"--"', '" HR"', '"ABCDEFGHIJKLMNOPQRSTUVWXYZ"'])
def test_what_can_be_no_abbreviation_is_told_and_ignored(name):
    known, problems = parse(f'{name} = "x"\n')
    assert known == {}
    assert [each.severity for each in problems] == [Severity.WARNING]


@given(st.text(max_size=40))
@settings(max_examples=80, deadline=None)
def test_any_file_is_read_without_a_crash(text):
    known, problems = parse(text)
    assert all(isinstance(each, str) for each in known.values())
    assert all(each.path == PATH for each in problems)


def test_a_text_is_explained_listed_and_found_in_the_glossary(make):
    built = make(LIST + post("a", "The DfE and HR.", title="Of the department") + post("b", "No more.", title="Other"))
    assert '<abbr title="Department for Education">DfE</abbr>' in built.page("posts/a/index.html")
    glossary = built.page("glossary/index.html")
    assert glossary.index("DfE") < glossary.index("HR")
    assert 'href="../posts/a/">Of the department</a>' in glossary
    assert "posts/b/" not in glossary
    assert 'href="../../glossary/"' in built.page("posts/b/index.html")
    assert "/glossary/" in built.files[PATH].reason


def test_the_newest_entries_are_named_and_the_others_counted(make):
    built = make(LIST + "".join(post(f"p{n}", "HR", date=f"2026-07-0{n}", title=f"Post {n}") for n in range(1, 8)))
    glossary = built.page("glossary/index.html")
    assert "Used in 7 entries" in glossary
    assert [n for n in range(1, 8) if f">Post {n}<" in glossary] == [3, 4, 5, 6, 7]
    assert glossary.index("Post 7") < glossary.index("Post 3")
    assert "Not used yet" in glossary


@pytest.mark.parametrize("files", [post("a", "DfE"), LIST + post("a", "Nothing of the kind")])
def test_without_a_list_or_a_use_of_it_there_is_no_glossary(make, files):
    built = make(files)
    assert "glossary/index.html" not in built.output
    assert "glossary/" not in built.page("index.html")


def test_a_page_of_the_sites_own_goes_before_it(make):
    built = make(LIST + post("a", "DfE") + "-- content/pages/glossary.md --\n---\ntitle: Our words\n---\nHand-made\n")
    assert "Hand-made" in built.page("glossary/index.html")
    assert "address.twice" not in built.codes


def test_a_text_can_link_to_it(make):
    built = make(LIST + post("a", "DfE: see [the list](/glossary/)."))
    assert not [code for code in built.codes if code.startswith("link.")]
    assert 'href="../../glossary/"' in built.page("posts/a/index.html")


def test_texts_are_read_anew_when_the_list_changes_and_the_glossary_when_a_text_does(make):
    make(LIST + post("a", "The DfE and the GP.") + post("b", "Nothing."))
    changed = make(f'-- {PATH} --\nGP = "general practitioner"\n')
    assert 'title="general practitioner"' in changed.page("posts/a/index.html")
    assert "Department for Education" not in changed.page("posts/a/index.html")
    again = make(post("b", "A GP."))
    assert "posts/b/" in again.page("glossary/index.html")


def test_a_fault_in_the_list_is_told_and_an_abbreviation_on_it_needs_no_hint(make):
    built = make(f'-- {PATH} --\nQXZ: quite exact zones\n' + post("a", "The QXZ is here. A WQQ is not."))
    assert built.problem("config.syntax").path == PATH
    hint = built.problem("abbreviation.unexpanded").message
    assert "WQQ" in hint
    assert "QXZ" not in hint


WELSH = f'{LIST}-- content/abbreviations.cy.toml --\nLlC = "Llywodraeth Cymru"\n'
TWO = CONFIG + 'language = "en"\nlanguages = ["en", "cy"]\n'


class TestTwoLanguages:
    @pytest.fixture
    def built(self, make):
        return make(WELSH + post("a", "DfE and LlC") + post("b.cy", "DfE a LlC"), TWO)

    def test_explain_what_is_in_the_list_of_the_text(self, built):
        assert '<abbr title="Department for Education">DfE</abbr> and LlC' in built.page("posts/a/index.html")
        assert 'DfE a <abbr title="Llywodraeth Cymru">LlC</abbr>' in built.page("cy/posts/b/index.html")

    def test_have_a_glossary_each(self, built):
        assert "Llywodraeth" not in built.page("glossary/index.html")
        welsh = built.page("cy/glossary/index.html")
        assert "Llywodraeth Cymru" in welsh
        assert "Department" not in welsh
        assert 'href="../posts/b/"' in welsh
        assert 'href="../../glossary/"' in built.page("cy/posts/b/index.html")

    def test_account_for_both_lists(self, built):
        assert "in texts in Welsh" in built.files["content/abbreviations.cy.toml"].reason
        assert "/glossary/" in built.files[PATH].reason

    def test_hear_of_a_fault_in_either(self, make):
        built = make("-- content/abbreviations.cy.toml --\nLlC: Llywodraeth\n", TWO)
        (problem,) = [each for each in built.account.problems if each.path.endswith(".cy.toml")]
        assert problem.suggestion == 'LlC = "Llywodraeth"'

    def test_see_a_new_meaning_in_the_next_build(self, make, built):
        again = make('-- content/abbreviations.cy.toml --\nLlC = "Llys Cymru"\n', TWO)
        assert '<abbr title="Llys Cymru">' in again.page("cy/posts/b/index.html")


def test_a_text_in_a_language_without_a_list_is_not_explained_in_another(make):
    built = make(LIST + post("a.cy", "DfE"))
    assert "<abbr" not in built.page("cy/posts/a/index.html")
    assert "glossary/index.html" not in built.output
