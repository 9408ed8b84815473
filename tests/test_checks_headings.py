import pytest
from noted import HEAD, mended, of_body, told

LONG = "We looked at everything that the caretakers told us this week and " * 2 + "it was a lot"


def only(body):
    (problem,) = of_body(body, "heading")
    return problem


class TestSkippedLevels:
    def test_are_a_hint_with_the_level_to_write(self):
        problem = only("## Done\n\nText.\n\n#### Learned\n\nText.\n")
        assert (problem.code, problem.severity.value, problem.line) == ("heading.skipped", "hint", 9)
        assert (problem.found, problem.suggestion) == ("#### Learned", "### Learned")

    def test_mended_one_by_one_leave_none(self):
        text = f"{HEAD}## Done\n\n#### Learned\n\n##### Numbers\n"
        while problems := told(text, "heading"):
            text = mended(text, problems[0])
        assert text == f"{HEAD}## Done\n\n### Learned\n\n#### Numbers\n"

    @pytest.mark.parametrize(
        "levels",
        ["### ### ###", "## ### ## ### ####", "# ## ###", "#### ## ###", "###### ######", "##"],
    )
    def test_are_none_where_each_heading_is_at_most_one_deeper(self, levels):
        assert of_body("".join(f"{each} A heading\n\nText.\n\n" for each in levels.split()), "heading") == []

    def test_are_not_counted_in_code_or_comments(self):
        body = "## Done\n\n```bash\n#### not a heading\n```\n\n<!--\n#### nor this\n-->\n\n### Learned\n"
        assert of_body(body, "heading") == []


@pytest.mark.parametrize("typed", ["##", "## ", "### ###"])
def test_an_empty_heading_is_a_hint(typed):
    problem = only(f"## Done\n\nText.\n\n{typed}\n\nText.\n")
    assert (problem.code, problem.line) == ("heading.empty", 9)


class TestHashesWithoutASpace:
    @pytest.mark.parametrize(
        ("typed", "suggestion"),
        [("##Who, what, when?", "## Who, what, when?"), ("###Next week ###", "### Next week ###")],
    )
    def test_are_a_warning_since_readers_see_them(self, typed, suggestion):
        problem = only(f"Text.\n\n{typed}\n\nText.\n")
        assert (problem.code, problem.severity.value, problem.line) == ("heading.space", "warning", 7)
        assert (problem.found, problem.suggestion) == (typed, suggestion)

    @pytest.mark.parametrize("typed", ["#weeknotes #openness", "#1 in the list", "C# and F#", "##", "\\##Who"])
    def test_are_not_hashtags_and_numbers(self, typed):
        assert [each for each in of_body(f"{typed}\n", "heading") if each.code == "heading.space"] == []


class TestBoldInPlaceOfAHeading:
    BODY = "**What we did**\n\nText.\n\n**What we learned:**\n\nText.\n\n__Next__\n\nText.\n"

    def test_is_told_once_for_a_text(self):
        problem = only(self.BODY)
        assert (problem.code, problem.severity.value, problem.line) == ("heading.bold", "hint", 5)
        assert "3 lines" in problem.message
        assert problem.suggestion == "## What we did"

    @pytest.mark.parametrize(
        "body",
        [
            "**Nobody was hurt**\n\nText.\n",
            "**This matters.**\n\nText.\n\n**And so does this!**\n\nText.\n",
            "## Done\n\n**One**\n\nText.\n\n**Two**\n\nText.\n",
            "- **One**\n- **Two**\n",
            "**Ada**: we did it\n\n**Ben**: we did\n",
            "**What we did**\nText.\n\n**What we learned**\nText.\n",
        ],
    )
    def test_is_not_any_emphasis(self, body):
        assert of_body(body, "heading") == []


class TestAParagraphUnderlinedByHyphens:
    def test_is_a_warning_with_the_empty_line_that_is_missing(self):
        text = f"{HEAD}Hello.\n\n{LONG}\n---\n\nText.\n"
        (problem,) = told(text, "heading")
        assert (problem.code, problem.severity.value, problem.line) == ("heading.underlined", "warning", 8)
        assert told(mended(text, problem), "heading") == []

    def test_is_told_for_a_paragraph_that_is_a_link_too(self):
        assert only(f"[{LONG}](https://example.org/)\n---\n").line == 6

    @pytest.mark.parametrize("body", ["Next week\n---\n\nText.\n", f"{LONG}\n\n---\n\nText.\n", f"{LONG}\n\n***\n"])
    def test_is_neither_a_short_heading_nor_a_rule(self, body):
        assert of_body(body, "heading") == []
