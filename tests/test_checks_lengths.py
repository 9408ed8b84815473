import pytest
from noted import mended, told

TITLE = "How we store the data from local authorities and keep it up to date"
SUMMARY = (
    "We moved the repairs line to one team. It took six weeks, and the callers now wait half as long as they did "
    "in January, which nobody expected."
)


def head(*lines):
    return "\n".join(["---", *lines, "date: 2024-02-16", "---", "Text.", ""])


def test_a_title_that_search_results_cut_is_a_hint():
    (problem,) = told(head(f"title: {TITLE}"), "length")
    assert (problem.code, problem.severity.value, problem.line) == ("length.title", "hint", 2)
    assert "67 characters" in problem.message


def test_a_title_given_as_a_heading_is_told_at_its_line():
    (problem,) = told(f"---\ndate: 2024-02-16\n---\n\n# {TITLE}\n\nText.\n", "length")
    assert (problem.line, problem.found) == (5, f"# {TITLE}")


def test_a_long_summary_is_a_hint_with_its_first_sentence():
    text = head("title: Repairs", f"summary: {SUMMARY}")
    (problem,) = told(text, "length")
    assert (problem.code, problem.line) == ("length.summary", 3)
    # Long lines are told by the part that changes.
    assert mended(text, problem) == head("title: Repairs", "summary: We moved the repairs line to one team.")


def test_a_long_summary_of_one_sentence_has_no_shorter_one():
    (problem,) = told(head("title: Repairs", f"description: {'very ' * 30}long"), "length")
    assert (problem.code, problem.line, problem.suggestion) == ("length.summary", 3, "")


@pytest.mark.parametrize(
    "summary", ["Repairs in half the time", "Repairs in half the time.", "REPAIRS, in half the time!"]
)
def test_a_summary_that_repeats_the_title_is_a_hint(summary):
    (problem,) = told(head("title: Repairs in half the time", f'summary: "{summary}"'), "length")
    assert (problem.code, problem.severity.value, problem.line) == ("length.repeats", "hint", 3)


@pytest.mark.parametrize(
    "lines",
    [
        ("title: Repairs", "summary: Repairs take half the time, since one team answers the telephone."),
        ("title: " + "x" * 65, "summary: " + "y" * 140),
        ("title: Repairs",),
    ],
)
def test_what_fits_is_fine(lines):
    assert told(head(*lines), "length") == []
