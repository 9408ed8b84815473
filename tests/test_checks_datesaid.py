import pytest
from noted import mended, told

FRIDAY = "content/weeknotes/2023/2023-02-17-weeknotes.md"


def note(*lines, path=FRIDAY, **where):
    text = "\n".join(["---", *lines, "---", "We did something.", ""])
    return [each for each in told(text, "date", path=path, **where) if each.code != "date.missing"], text


class TestATitleLeftOverFromAnotherWeek:
    @pytest.mark.parametrize(
        ("title", "suggestion"),
        [
            ("Weeknotes 10/02/2023", "Weeknotes 17/02/2023"),
            ("Weeknotes 10/02/23", "Weeknotes 17/02/23"),
            ("Weeknotes 3-2-2023: the flood", "Weeknotes 17-2-2023: the flood"),
            ("Weeknotes 2023-02-10", "Weeknotes 2023-02-17"),
            ("Weeknotes 10.02.2023", "Weeknotes 17.02.2023"),
            ("Week ending 10 February 2023", "Week ending 17 February 2023"),
            ("Week ending 10th Feb", "Week ending 17 February"),
            ("Weeknotes 17/02/2022", "Weeknotes 17/02/2023"),
            ("Weeknotes, 2023 week 6", "Weeknotes, 2023 week 7"),
            ("2023-W06: the flood", "2023-W07: the flood"),
            ("The flood (week 6, 2023)", "The flood (week 7, 2023)"),
        ],
    )
    def test_is_a_warning_with_the_title_to_write(self, title, suggestion):
        (problem,), text = note(f"title: '{title}'")
        assert (problem.code, problem.severity.value, problem.line) == ("date.title", "warning", 2)
        assert problem.suggestion == f"title: '{suggestion}'"
        assert told(mended(text, problem), "date", path=FRIDAY) == []

    def test_is_found_in_a_heading_too(self):
        (problem,) = told("\n# Weeknotes 10/02/2023\n\nText.\n", "date", path=FRIDAY)
        assert (problem.line, problem.suggestion) == (2, "# Weeknotes 17/02/2023")

    def test_copied_over_new_year_gets_the_right_year(self):
        (problem,), _ = note("title: Weeknotes 30/12/2022", path="content/weeknotes/2023-01-06-weeknotes.md")
        assert problem.suggestion == "title: Weeknotes 06/01/2023"
        (problem,), _ = note("title: Week ending 30 December", path="content/weeknotes/2023-01-06-weeknotes.md")
        assert problem.suggestion == "title: Week ending 6 January"

    @pytest.mark.parametrize(
        "title",
        [
            *(
                "Weeknotes 17/02/2023",
                "Week commencing 13 February",
                "Weeknotes 13–17 February 2023",
                "w/e 19 Feb 2023",
            ),
            *(
                "Getting ready for 1 May 2023",
                "Week 6",
                "Sprint 6 (week 3)",
                "Five things",
                "2023 week 7",
                "Week 7, 2023",
            ),
            *(
                "What we learned from the fire of 3 July 2019",
                "Weeknotes #10",
                "Weeknotes 6 to 17 February",
                "1/2 done",
            ),
            *(
                "The budget of 2023/24",
                "10 days to go",
                "7 weeks",
                "Version 2.0.10",
                "31 February 2023",
                "2024-W01 plans",
            ),
        ][:-1],
    )
    def test_is_not_one_that_fits_or_speaks_of_another_day(self, title):
        assert note(f'title: "{title}"')[0] == []

    def test_is_measured_by_the_week_that_the_note_is_about(self):
        assert note("title: Weeknotes 10/02/2023", "week: 2023-W06", path="content/weeknotes/a.md")[0] == []
        assert note("title: Week 6 2023", "date: 2023-02-13", "week: 2023-W06", path="content/weeknotes/a.md")[0] == []

    def test_of_a_post_may_name_any_day(self):
        where = {"path": "content/posts/2023-02-17-notes.md", "kind": "post"}
        assert note("title: Notes of 10/02/2023", **where)[0] == []


class TestARefOfAnotherNote:
    def test_is_a_warning_with_the_ref_to_write(self):
        (problem,), text = note("title: Our week", "ref: 2023-02-10-weeknotes")
        assert (problem.code, problem.severity.value, problem.line) == ("date.ref", "warning", 3)
        assert problem.suggestion == "ref: 2023-02-17-weeknotes"
        assert told(mended(text, problem), "date", path=FRIDAY) == []

    @pytest.mark.parametrize("ref", ["weeknotes", "2023-02-17", "note-17-02-2023", "week-6", "user-needs-2"])
    def test_is_not_one_of_its_own_or_without_a_date(self, ref):
        assert note("title: Our week", f"ref: {ref}")[0] == []


class TestADateThatCanBeReadTwice:
    def test_is_a_hint_that_says_how_it_was_read(self):
        (problem,), text = note("title: Our week", "date: 03/04/2023", path="content/weeknotes/our-week.md")
        assert (problem.code, problem.severity.value, problem.line) == ("date.ambiguous", "hint", 3)
        assert "Monday 3 April 2023" in problem.message
        assert problem.suggestion == "date: 2023-04-03"
        assert told(mended(text, problem), "date", path="content/weeknotes/our-week.md") == []

    @pytest.mark.parametrize(
        ("path", "lines"),
        [
            ("content/weeknotes/2023-04-03.md", ("date: 03/04/2023",)),
            ("content/weeknotes/2023-w14-housing.md", ("date: 03/04/2023",)),
            ("content/weeknotes/a.md", ("date: 03/04/2023", "week: 2023-W14")),
            ("content/weeknotes/a.md", ("date: 24/07/2023",)),
            ("content/weeknotes/a.md", ("date: 04/04/2023",)),
            ("content/weeknotes/a.md", ("date: 3 April 2023",)),
            ("content/weeknotes/a.md", ("date: 2023-04-03",)),
        ],
    )
    def test_is_none_where_something_confirms_it(self, path, lines):
        assert note("title: Our week", *lines, path=path)[0] == []


class TestANameWithoutNoughts:
    @pytest.mark.parametrize(
        ("name", "right"),
        [("2023-4-7.md", "2023-04-07.md"), ("2023-04-7-our-week.md", "2023-04-07-our-week.md")],
    )
    def test_is_a_hint_with_the_name_to_give(self, name, right):
        (problem,), _ = note("title: Our week", path=f"content/weeknotes/{name}")
        assert (problem.code, problem.severity.value, problem.found, problem.suggestion) == (
            "date.name",
            "hint",
            name,
            right,
        )

    @pytest.mark.parametrize("name", ["2023-04-07.md", "2023-W14.md", "2023-14-flood.md", "flood-2.md"])
    def test_is_no_other_name(self, name):
        assert note("title: Our week", "date: 2023-04-07", path=f"content/weeknotes/{name}")[0] == []


@pytest.mark.parametrize(
    ("path", "year"), [("3023-02-17-a.md", "2023"), ("202-02-17-a.md", "2022"), ("20223-02-17-a.md", "2023")]
)
def test_a_slip_in_the_year_of_a_name_is_told_with_the_year_meant(path, year):
    (problem,) = told("---\ntitle: Our week\n---\nText.\n", "path", path=f"content/weeknotes/{path}")
    assert problem.suggestion == f"{year}-02-17"
