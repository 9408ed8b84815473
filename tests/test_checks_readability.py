import pytest
from noted import of_body, reading

from weeknotes.checks.readability import schooling

PLAIN = "We went to see the flats. The water comes in by the door. We will be back on Monday to mend it. "
HARD = (
    "The organisational transformation programme necessitates comprehensive reconsideration of interdepartmental "
    "accountability arrangements, notwithstanding considerable uncertainties regarding the prioritisation of "
    "infrastructural investments and the administrative responsibilities of participating organisations, in particular "
    "the municipal authorities and the operational directorates that have delegated decision-making competences. "
)
WELSH = (
    "Mae’r sefydliadau trawsnewidiol yn ailystyried trefniadau atebolrwydd rhyngadrannol cynhwysfawr y rhaglen hon. "
)


def only(body):
    (problem,) = of_body(body, "reading")
    return problem


def test_a_long_and_hard_text_is_a_hint_in_words_at_its_longest_sentence():
    problem = only(f"{PLAIN}\n\n{HARD * 9}\n")
    assert (problem.code, problem.severity.value, problem.line) == ("reading.ease", "hint", 7)
    assert "as hard as a paper in a learned journal" in problem.message
    assert "years of schooling" in problem.message


@pytest.mark.parametrize("body", [PLAIN * 20, HARD * 5, WELSH * 30, f"{PLAIN * 20}\n\n{HARD}"])
def test_plain_short_and_foreign_texts_are_left_alone(body):
    assert of_body(f"{body}\n", "reading") == []


def test_a_list_is_not_one_long_sentence():
    assert of_body("\n".join(f"- {PLAIN.split('.')[0]} and number {each}" for each in range(60)), "reading") == []


def test_the_formula_is_that_of_coleman_and_liau():
    # Worked by hand: 0.0588 × 537.0 - 0.296 × 4.20 - 15.8.
    words = ["abcde"] * 75 + ["abcdef"] * 44
    plain = ". ".join(" ".join(words[start : start + 24]) for start in range(0, 119, 24)) + "."
    assert sum(map(len, words)) == 639
    assert schooling(plain, 119) == pytest.approx(14.5, abs=0.1)


def test_a_page_is_not_graded():
    text = f"---\ntitle: About\n---\n{HARD * 9}\n"
    codes = {each.code for each in reading(text, path="content/pages/about.md", kind="page").problems}
    assert "reading.ease" not in codes
