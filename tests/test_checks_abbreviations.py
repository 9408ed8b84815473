import pytest
from noted import HEAD, NOTE, of_body, reading

from weeknotes import markup
from weeknotes.checks import abbreviations
from weeknotes.checks.manuscript import Manuscript
from weeknotes.config import Config
from weeknotes.model import Kind


def only(body):
    (problem,) = of_body(body, "abbreviation")
    return problem


def test_all_unexplained_abbreviations_are_one_hint_at_the_first():
    problem = only("Hello.\n\nWe met the LPA and the BSO.\n\nThe LPA was glad.\n")
    assert (problem.code, problem.severity.value, problem.line) == ("abbreviation.unexpanded", "hint", 7)
    assert "LPA and BSO" in problem.message
    assert problem.suggestion == "We met the What it stands for (LPA) and the BSO."


def test_one_that_is_used_once_is_better_written_in_full():
    assert "used only once" in only("We met the LPA.\n").message


def test_of_many_only_the_first_are_named():
    assert "AAB, AAC, AAD, AAF, AAG and others" in only("Here is AAB, AAC, AAD, AAF, AAG, AAH and AAJ.\n").message


@pytest.mark.parametrize(
    "body",
    [
        "The local planning authority (LPA) met. The LPA agreed.",
        "Local planning authorities (LPAs) met. An LPA agreed.",
        "The LPA (local planning authority) met.",
        "The local planning authority met. So did the other LPA.",
        "The Department of Health and Social Care met: DHSC was glad.",
        'We met the <abbr title="local planning authority">LPA</abbr>. The LPA was glad.',
        "We met the [LPA](https://lpa.example/). The LPA was glad.",
        "We read the [LPA handbook](https://lpa.example/). The LPA was glad.",
        "*[LPA]: local planning authority\n\nThe LPA met.",
    ],
)
def test_one_that_the_text_explains_is_fine(body):
    assert of_body(f"{body}\n", "abbreviation") == []


@pytest.mark.parametrize(
    "body",
    [
        "The NHS, the BBC and HMRC talked of PDFs, APIs, an FAQ and GOV.UK in the UK.",
        "This is VERY good and we are NOT tired. STOP.",
        "HIS MASSIVE DELL is in a crate. THE END OF IT ALL.",
        "We read chapter XIV and part III of volume VII.",
        "We set `LPA` in the [code](https://example.org/LPA/x) and at https://example.org/BSO.",
        "```\nLPA=1\n```",
        "See A4D1A1, LPA-2024, LPA_CODE, LPA2 and a/LPA/b and #LPA and @LPA.",
        "> [!CAUTION]\n> Hot water.",
        "The dell was a DELL.",
        "Two letters: GP, UR, BA.",
        "A longer word in capitals is CONGRATULATIONS.",
    ],
)
def test_what_is_known_shouted_or_code_is_left_alone(body):
    assert of_body(f"{body}\n", "abbreviation") == []


def test_pages_are_not_asked():
    assert reading(f"{HEAD}The LPA met.\n", path="content/pages/about.md", kind="page").problems == ()


def test_a_site_may_know_others():
    read = reading(f"{HEAD}The LPA met.\n")
    lines = tuple(f"{HEAD}The LPA met.".split("\n"))
    marked = markup.read("The LPA met.", Config().markdown, NOTE, 5)
    text = Manuscript(NOTE, Kind.WEEKNOTE, lines, 5, read.fields, marked, Config())
    assert list(abbreviations.check(text, {"LPA": "local planning authority"})) == []
    assert len(list(abbreviations.check(text))) == 1
