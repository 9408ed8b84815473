import pytest
from noted import HEAD, mended, of_body, told

PLACE = "https://example.org/repairs"


def only(body):
    (problem,) = of_body(body, "linktext")
    return problem


class TestWordsThatTellNothing:
    @pytest.mark.parametrize(
        "words",
        [
            *(
                "here",
                "Here",
                "click here",
                "Click here!",
                "read more",
                "Read more →",
                "more",
                "link",
                "this link",
                "this",
            ),
            *("find out more", "learn more here", "More information", "**here**", "“here”", "yma", "darllen mwy"),
        ],
    )
    def test_are_a_warning(self, words):
        problem = only(f"Hello.\n\nThe plan is [{words}]({PLACE}).\n")
        assert (problem.code, problem.severity.value, problem.line) == ("linktext.vague", "warning", 7)

    def test_the_line_to_write_keeps_everything_else(self):
        problem = only(f"See [here]({PLACE}) for here.\n")
        assert problem.found == f"See [here]({PLACE}) for here."
        assert problem.suggestion == f"See [say what readers will find there]({PLACE}) for here."

    def test_are_told_for_each_link_on_its_own_line(self):
        problems = of_body("[here](https://a.example/)\n\nText.\n\n[here](https://b.example/)\n", "linktext")
        assert [each.line for each in problems] == [5, 9]

    def test_in_a_link_by_title_get_words_of_their_own(self):
        (problem,) = of_body("As we said [[Damp and repairs|here]].\n", "linktext")
        assert problem.suggestion == "As we said [[Damp and repairs|say what readers will find there]]."

    def test_left_as_suggested_are_told_again(self):
        text = f"{HEAD}The plan is [here]({PLACE}).\n"
        (problem,) = told(text, "linktext")
        assert told(mended(text, problem), "linktext")

    @pytest.mark.parametrize(
        "words",
        [
            *("our plan", "the report of last week", "here is our plan", "Week 28", "blog", "download the plan (PDF)"),
            *("more about damp", "read the research", "GOV.UK", "Jane", "a photo of the wall", "this week’s numbers"),
        ],
    )
    def test_are_not_words_that_say_where_a_link_leads(self, words):
        assert of_body(f"The plan is [{words}]({PLACE}).\n", "linktext") == []

    def test_are_not_looked_for_in_code(self):
        assert of_body(f"```\n[here]({PLACE})\n```\n", "linktext") == []


class TestALinkWithoutWords:
    def test_is_a_warning(self):
        problem = only(f"Text [ ]({PLACE}) text.\n")
        assert (problem.code, problem.severity.value) == ("linktext.empty", "warning")

    def test_is_named_by_its_picture(self):
        assert of_body(f"[![The wall of notes](wall.jpg)]({PLACE})\n", "linktext") == []

    def test_is_not_told_twice_where_the_words_of_its_picture_are_missing(self):
        assert of_body(f"[![](wall.jpg)]({PLACE})\n", "linktext") == []


class TestAnAddressInPlaceOfWords:
    LONG = f"{PLACE}/2024/02/16/everything-that-we-know-about-damp-and-mould-in-flats.html"

    @pytest.mark.parametrize("typed", ["{}", "<{}>", "[{}]({})"])
    def test_is_a_hint_where_it_is_long(self, typed):
        problem = only(f"See {typed.format(self.LONG, self.LONG)} for more.\n")
        assert (problem.code, problem.severity.value) == ("linktext.address", "hint")
        assert f"[say what readers will find there]({self.LONG})" in problem.suggestion

    def test_is_fine_where_it_is_short(self):
        assert of_body(f"See {PLACE} for more.\n", "linktext") == []


class TestTheSameWords:
    def test_for_two_places_are_a_hint_at_the_second(self):
        problem = only("[Notes](https://a.example/)\n\n[notes](https://b.example/)\n\n[Notes](https://c.example/)\n")
        assert (problem.code, problem.severity.value, problem.line) == ("linktext.same", "hint", 7)
        assert "line 5" in problem.message

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("https://a.example/", "https://a.example"),
            ("http://www.a.example/x", "https://a.example/x"),
            ("2024-02-09-housing.md", "2024-02-09-housing.md#next-week"),
        ],
    )
    def test_for_one_page_are_fine(self, one, other):
        assert of_body(f"[Notes]({one})\n\n[Notes]({other})\n", "linktext") == []
