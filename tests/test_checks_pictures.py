import pytest
from hypothesis import given
from hypothesis import strategies as st
from noted import HEAD, mended, of_body, told

GOOD = "![The wall of notes on the second floor, with repairs in red](wall.jpg)"


def only(body):
    (problem,) = of_body(body, "alt")
    return problem


class TestWordsThatAreMissing:
    @pytest.mark.parametrize(
        ("typed", "suggestion"),
        [
            ("![](wall.jpg)", "![Describe what the picture shows](wall.jpg)"),
            ("![ ](wall.jpg)", "![Describe what the picture shows](wall.jpg)"),
            ('![](wall.jpg "The wall")', '![Describe what the picture shows](wall.jpg "The wall")'),
            ('<img src="wall.jpg">', '<img alt="Describe what the picture shows" src="wall.jpg">'),
            ("![](https://example.org/a(1).png)", "![Describe what the picture shows](https://example.org/a(1).png)"),
        ],
    )
    def test_are_a_warning_with_the_line_to_write(self, typed, suggestion):
        problem = only(f"Hello.\n\n{typed}\n")
        assert (problem.code, problem.severity.value, problem.line) == ("alt.missing", "warning", 7)
        assert (problem.found, problem.suggestion) == (typed, suggestion)

    def test_are_told_of_every_picture_on_its_own_line(self):
        problems = of_body(f"![](a.jpg)\n\n{GOOD}\n\n![](b.jpg)\n\n![](a.jpg)\n", "alt")
        assert [(each.line, each.found) for each in problems] == [
            (5, "![](a.jpg)"),
            (9, "![](b.jpg)"),
            (11, "![](a.jpg)"),
        ]

    def test_in_a_long_paragraph_only_the_picture_is_shown(self):
        problem = only("We moved. " * 30 + "![](wall.jpg) And then.")
        assert problem.found == "![](wall.jpg)"

    def test_are_told_of_a_picture_that_is_a_link(self):
        problem = only("[![](wall.jpg)](wall.jpg)")
        assert problem.suggestion == "[![Describe what the picture shows](wall.jpg)](wall.jpg)"

    @pytest.mark.parametrize("code", ["```\n![](a.jpg)\n```", "`![](a.jpg)`", "    ![](a.jpg)", "<!-- ![](a.jpg) -->"])
    def test_are_not_asked_of_examples_in_code(self, code):
        assert of_body(f"Text.\n\n{code}\n", "alt") == []


class TestADecorativePicture:
    @pytest.mark.parametrize(
        "typed", ['<img src="wave.svg" alt="">', "<img alt='' src='wave.svg'/>", '<img\n  alt=""\n  src="wave.svg">']
    )
    def test_is_marked_by_empty_words_in_html(self, typed):
        assert of_body(f"Hello.\n\n{typed}\n", "alt") == []

    def test_in_a_link_leaves_the_link_without_a_name(self):
        (problem,) = of_body('[<img src="wave.svg" alt="">](https://example.org/)\n', "linktext")
        assert problem.code == "linktext.empty"


class TestWordsThatTellNothing:
    @pytest.mark.parametrize(
        "alt",
        [
            *(
                "image",
                "Image",
                "photo",
                "a picture",
                "screenshot",
                "Screenshot of",
                "image of",
                "alt text",
                "Picture 1",
            ),
            *(
                "Screenshot 2024-03-01 at 10.15.22",
                "Screenshot 2024-03-01 101522",
                "image (3)",
                "Screen Shot 2019-07-12",
            ),
            *(
                "IMG_2034",
                "IMG 2034",
                "DSC01234",
                "PXL_20230412_101500",
                "WhatsApp Image 2024-01-05 at 09.12.33",
                "llun",
            ),
            *("Describe what the picture shows", "chart", "Diagram.", "Untitled", "image 4 (2)"),
        ],
    )
    def test_are_a_warning(self, alt):
        problem = only(f"![{alt}](wall.jpg)")
        assert (problem.code, problem.severity.value) == ("alt.vague", "warning")
        assert problem.suggestion == "![Describe what the picture shows](wall.jpg)"

    @pytest.mark.parametrize(
        ("alt", "target"),
        [
            ("wall.jpg", "wall.jpg"),
            ("2024-03-wall", "2024-03-wall.png"),
            ("Wall of notes.PNG", "x/wall.png"),
            ("team_photo", "pictures/team_photo.jpeg"),
        ],
    )
    def test_may_be_the_name_of_the_file(self, alt, target):
        assert only(f"![{alt}]({target})").code == "alt.file-name"

    def test_of_a_picture_uploaded_on_github_are_found(self):
        typed = '<img width="640" alt="image" src="https://github.com/user-attachments/assets/0b-1c" />'
        problem = only(typed)
        assert problem.suggestion == typed.replace('"image"', '"Describe what the picture shows"')

    @pytest.mark.parametrize(
        "alt",
        [
            *(
                "Screenshot of the form with the new question",
                "Image of a van outside the depot",
                "Photo: Ada at the wall",
            ),
            *(
                "Chart of repairs a month, falling from 300 to 120",
                "The team",
                "Wall",
                "Diagram showing how a GP closes",
            ),
            *(
                "Slide 4 of the show and tell: what we learned",
                "Image credit: the library",
                "2 people at a desk",
                "Logo of Reach",
            ),
        ],
    )
    def test_are_not_any_words_with_a_picture_in_them(self, alt):
        assert of_body(f"![{alt}](wall-of-notes.jpg)", "alt") == []


def test_a_caption_that_repeats_the_words_is_a_hint():
    problem = only('![Ada at the wall](wall.jpg "Ada at the wall")')
    assert (problem.code, problem.severity.value) == ("alt.caption", "hint")
    assert of_body('![Ada points at the wall](wall.jpg "Ada at the wall")', "alt") == []


def test_words_too_long_to_listen_to_are_a_hint():
    problem = only(f"![{'A long chart. ' * 20}](chart.png)")
    assert problem.code == "alt.long"
    assert "279 characters" in problem.message


class TestTheLeadPicture:
    def head(self, *lines):
        return "\n".join(["---", "title: Our week", "date: 2024-02-16", *lines, "---", "Text.", ""])

    def test_without_words_is_a_warning(self):
        (problem,) = told(self.head("image: swap.jpg"), "alt")
        assert (problem.code, problem.line, problem.found) == ("alt.missing", 4, "image: swap.jpg")
        assert problem.suggestion == "image: {src: swap.jpg, alt: Describe what the picture shows}"

    def test_given_by_its_parts_gets_one_more_part(self):
        (problem,) = told(self.head("image:", "  src: swap.jpg"), "alt")
        assert problem.suggestion == "image:\n  alt: Describe what the picture shows"
        assert "alt.missing" not in {
            each.code for each in told(mended(self.head("image:", "  src: swap.jpg"), problem))
        }

    @pytest.mark.parametrize(
        "lines",
        [
            ("image: {src: swap.jpg, alt: Two people at a desk}",),
            ("image: swap.jpg", "image_alt: Two people at a desk"),
            ('image: {src: wave.svg, alt: ""}',),
            ("image: wave.svg", 'image_alt: ""'),
            (),
        ],
    )
    def test_with_words_or_marked_as_decorative_is_fine(self, lines):
        assert told(self.head(*lines), "alt") == []

    def test_with_words_that_tell_nothing_is_a_warning(self):
        (problem,) = told(self.head("image: {src: swap.jpg, alt: photo}"), "alt")
        assert (problem.code, problem.line) == ("alt.vague", 4)


@pytest.mark.parametrize(
    "typed", ["![](a.jpg)", "![image](a.jpg)", '<img src="a.jpg">', '![x](a.jpg "x")', "![a_1](a_1.png)"]
)
def test_what_is_suggested_leads_to_words_that_only_the_writer_can_choose(typed):
    text = f"{HEAD}Hello.\n\n{typed}\n"
    (problem,) = told(text, "alt")
    better = mended(text, problem).replace("Describe what the picture shows", "A van at the depot")
    assert told(better, "alt") == []


@given(st.text(alphabet="![]()<>\"' aimg=src/.jpg\n", max_size=60))
def test_any_picture_like_text_has_its_line_or_is_left_alone(body):
    text = HEAD + body
    for problem in told(text, "alt"):
        assert problem.found in text.split("\n")[problem.line - 1]
