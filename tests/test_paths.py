"""What the path of a content file says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.config import Folder
from weeknotes.paths import PathFacts, read_path
from weeknotes.weeks import Span

NOTES = Folder("content/weeknotes", "weeknote")
STUDIES = Folder("content/case-studies", "case study")
POSTS = Folder("_posts", "post")


def note(path: str) -> PathFacts:
    return read_path(f"content/weeknotes/{path}", NOTES)


def study(path: str) -> PathFacts:
    return read_path(f"content/case-studies/{path}", STUDIES)


@pytest.mark.parametrize(
    ("path", "weeks", "slug"),
    [
        ("2026/2026-w28-housing.md", "2026-W28", "housing"),
        ("2026-W28.md", "2026-W28", ""),
        ("2026w08 housing.md", "2026-W08", "housing"),
        ("2018/28/index.md", "2018-W28", ""),
        ("2018/05/index.md", "2018-W05", ""),
        ("2018/W28.md", "2018-W28", ""),
        ("2018/28.md", "2018-W28", ""),
        ("2018/w28-housing.md", "2018-W28", "housing"),
        ("2018/week-28/notes.md", "2018-W28", "notes"),
        ("2018-w28/housing.md", "2018-W28", "housing"),
        ("2018/2018-w28/housing.md", "2018-W28", "housing"),
        ("2019-28.md", "2019-W28", ""),
        ("2019-28/index.md", "2019-W28", ""),
        ("weeknotes-2019-w28.md", "2019-W28", "weeknotes"),
        ("2019-w28-to-w29-two-in-one.md", "2019-W28 to 2019-W29", "two-in-one"),
        ("2019-w28-w29.md", "2019-W28 to 2019-W29", ""),
        ("2020-w53-new-year.md", "2020-W53", "new-year"),
    ],
)
def test_a_week_is_found_in_names_and_folders(path: str, weeks: str, slug: str) -> None:
    facts = note(path)
    assert (facts.span, facts.slug, facts.day, facts.problems) == (Span.parse(weeks), slug, None, ())


@pytest.mark.parametrize(
    ("path", "day", "slug"),
    [
        ("2023-05-05-weeknotes.md", "2023-05-05", "weeknotes"),
        ("2023-5-5-weeknotes.md", "2023-05-05", "weeknotes"),
        ("2023-05-05.md", "2023-05-05", ""),
        ("2023_05_05 week notes.md", "2023-05-05", "week-notes"),
        ("20230505-weeknotes.md", "2023-05-05", "weeknotes"),
        ("Weeknotes 20-01-2023.md", "2023-01-20", "weeknotes"),
        ("2023-05-05-weeknotes/index.md", "2023-05-05", "weeknotes"),
        ("2025/03/14/slug.md", "2025-03-14", "slug"),
        ("2025/03/2025-03-14-slug.md", "2025-03-14", "slug"),
    ],
)
def test_a_day_is_found_in_names_and_folders(path: str, day: str, slug: str) -> None:
    facts = note(path)
    assert (facts.day, facts.slug, facts.month, facts.problems) == (date.fromisoformat(day), slug, False, ())


def test_jekyll_posts_are_read_as_they_stand() -> None:
    facts = read_path("_posts/2023-05-05-weeknotes.md", POSTS)
    assert (facts.day, facts.slug, facts.name) == (date(2023, 5, 5), "weeknotes", "Weeknotes")


@pytest.mark.parametrize("root", ["", ".", "./"])
def test_a_folder_of_content_may_be_the_site_itself(root: str) -> None:
    assert read_path("2018/28/index.md", Folder(root, "weeknote")).span == Span.parse("2018-W28")


@pytest.mark.parametrize(
    ("path", "day"),
    [("2022-07.md", "2022-07-31"), ("2024-02.md", "2024-02-29"), ("2024-12-round-up.md", "2024-12-31")],
)
def test_a_year_and_a_small_number_are_a_month(path: str, day: str) -> None:
    facts = note(path)
    assert (facts.day, facts.span, facts.month) == (date.fromisoformat(day), None, True)


def test_a_design_history_has_its_service_as_team() -> None:
    facts = read_path("app/posts/book-a-vaccine/2025/03/slug-here/index.md", Folder("app/posts", "post"))
    assert (facts.team, facts.slug, facts.name) == ("book-a-vaccine", "slug-here", "Slug here")
    assert (facts.day, facts.month) == (date(2025, 3, 31), True)


@pytest.mark.parametrize("path", ["housing/2019-w28.md", "housing/2019/28.md", "Housing/2019/w28/notes.md"])
def test_a_folder_with_a_name_is_a_team(path: str) -> None:
    assert note(path).team == "housing"


@pytest.mark.parametrize(
    "path", ["2019/2019-w28.md", "_drafts/2019-w28.md", "2019-w28/index.md", "slug/index.md"]
)
def test_folders_of_dates_and_of_notes_are_no_teams(path: str) -> None:
    assert note(path).team == ""


def test_a_case_study_is_a_file_or_a_folder() -> None:
    assert study("job-swaps.md").slug == study("job-swaps/index.md").slug == "job-swaps"
    assert study("job-swaps/index.md").parent == ""


def test_numbered_files_are_parts_of_the_case_study_they_lie_in() -> None:
    facts = study("grow/01-first-part.md")
    assert (facts.parent, facts.part, facts.slug, facts.name) == ("grow", 1, "first-part", "First part")
    assert facts.team == ""


@pytest.mark.parametrize(
    ("path", "lang", "slug"),
    [
        ("note.cy.md", "cy", "note"),
        ("slug/index.cy.md", "cy", "slug"),
        ("cy/slug.md", "cy", "slug"),
        ("note.pt-BR.md", "pt-BR", "note"),
        ("node.js.md", "", "node-js"),
        ("version-2.0.md", "", "version-2-0"),
    ],
)
def test_a_language_is_an_ending_or_the_first_folder(path: str, lang: str, slug: str) -> None:
    assert (note(path).lang, note(path).slug) == (lang, slug)


@pytest.mark.parametrize(
    ("file", "slug", "name"),
    [
        ("What’s next.md", "whats-next", "What’s next"),
        ("100% done #1.md", "100-done-1", "100% done #1"),
        ("Tŷ Hyll.MD", "ty-hyll", "Tŷ Hyll"),
        ("2023-05-05 What’s  next?.markdown", "whats-next", "What’s next?"),
        ("damp_and_mould.md", "damp-and-mould", "Damp and mould"),
    ],
)
def test_names_with_odd_characters_have_plain_slugs(file: str, slug: str, name: str) -> None:
    assert (note(file).slug, note(file).name) == (slug, name)


@pytest.mark.parametrize(
    ("path", "message", "suggestion"),
    [
        ("2023-02-30-notes.md", "has 28 days", "2023-02-28"),
        ("3023-05-05-notes.md", "year 3023", "2023-05-05"),
        ("202-05-05-notes.md", "year 202 ", "2022-05-05"),
        ("2027-w53-notes.md", "2027 has 52 weeks", "2026-W53"),
        ("2019/53.md", "2019 has 52 weeks", "2020-W01"),
        ("2019/60/index.md", "no week 60", "2020-W01"),
        ("2025/02/30/notes.md", "has 28 days", "2025-02-28"),
    ],
)
def test_a_day_or_week_that_does_not_exist_is_told(path: str, message: str, suggestion: str) -> None:
    (problem,) = note(path).problems
    assert message in problem.message
    assert (problem.code, problem.suggestion) == ("path.date", suggestion)
    assert (note(path).day, note(path).span) == (None, None)


def test_years_in_the_names_of_other_entries_are_not_weeks() -> None:
    assert (study("2019-20-budget.md").slug, study("2019-20-budget.md").claims) == ("2019-20-budget", ())
    assert study("w3c-audit.md").slug == "w3c-audit"


def test_the_path_gives_evidence_of_the_week() -> None:
    (claim,) = note("2018/w28-housing.md").claims
    assert (claim.kind, claim.found, claim.span) == ("name", "w28", Span.parse("2018-W28"))
    (folder,) = note("2018/28/index.md").claims
    assert (folder.kind, folder.found) == ("folder", "2018/28")
    (alone,) = note("w28.md").claims
    assert (alone.kind, alone.number, alone.span) == ("name", 28, None)


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8})?", fullmatch=True)
)
def test_a_day_and_a_slug_are_read_back(day: date, slug: str) -> None:
    facts = note(f"{day}-{slug}.md")
    assert (facts.day, facts.slug) == (day, slug)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_path_can_be_read(path: str) -> None:
    facts = note(path)
    assert "/" not in facts.slug
    assert all(problem.path.endswith(path) for problem in facts.problems)
