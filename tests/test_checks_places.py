import pytest
from noted import HEAD, of_body, told

HERE = "say what readers will find there"
SHOWN = "Describe what the picture shows"


def said(body, family):
    return [(each.line - 4, each.found, each.suggestion) for each in of_body(body, family)]


@pytest.mark.parametrize(
    ("body", "line", "found"),
    [
        ("```\n[here](a.md)\n```\n\n[here](a.md)\n", 5, "[here](a.md)"),
        ("`[here](a.md)` is code.\n\n[here](a.md)\n", 3, "[here](a.md)"),
        ("<!-- [here](a.md) -->\n\n[here](a.md)\n", 3, "[here](a.md)"),
        ("[our plan](a.md)\n\n[here](a.md)\n", 3, "[here](a.md)"),
        ("[our plan](xa.md)\n\n[here](a.md)\n", 3, "[here](a.md)"),
        ("[**here**](a.md)\n", 1, "[**here**](a.md)"),
        ('[here](a.md "The plan")\n', 1, '[here](a.md "The plan")'),
        ("[here](<our plan.md>)\n", 1, "[here](<our plan.md>)"),
        ("[here](https://a.example/x_(y))\n", 1, "[here](https://a.example/x_(y))"),
        ("See [here][1].\n\n[1]: https://a.example/\n", 1, "See [here][1]."),
        ("See [here].\n\n[here]: https://a.example/\n", 1, "See [here]."),
        ('<a href="a.md">here</a>\n', 1, '<a href="a.md">here</a>'),
    ],
)
def test_a_link_is_found_where_it_was_typed(body, line, found):
    (problem,) = said(body, "linktext")
    assert problem[:2] == (line, found)
    assert HERE in problem[2]


def test_a_link_over_two_lines_is_told_at_the_first():
    assert said("See [click\nhere](a.md).\n", "linktext") == [(1, "[click\nhere](a.md)", f"[{HERE}](a.md)")]


@pytest.mark.parametrize(
    ("body", "line", "suggestion"),
    [
        ("```\n![](a.jpg)\n```\n\n![](a.jpg)\n", 5, f"![{SHOWN}](a.jpg)"),
        ("[a.jpg](a.jpg)\n\n![](a.jpg)\n", 3, f"![{SHOWN}](a.jpg)"),
        ("![A good one](a.jpg)\n\n![](a.jpg)\n", 3, f"![{SHOWN}](a.jpg)"),
        ("![][p]\n\n[p]: a.jpg\n", 1, f"![{SHOWN}][p]"),
        ("![](a%20b.jpg)\n", 1, f"![{SHOWN}](a%20b.jpg)"),
        ('<img\n  src="a.jpg"\n  width="300">\n', 1, f'<img alt="{SHOWN}"\n  src="a.jpg"\n  width="300">'),
    ],
)
def test_a_picture_is_found_where_it_was_typed(body, line, suggestion):
    ((at, _, instead),) = said(body, "alt")
    assert (at, instead) == (line, suggestion)


def test_each_of_many_alike_has_its_own_line():
    body = "![](a.jpg)\n\n[here](a.md)\n\n" * 4
    assert [each[0] for each in said(body, "alt")] == [1, 5, 9, 13]
    assert [each[0] for each in said(body, "linktext")] == [3, 7, 11, 15]


def test_lines_are_counted_below_a_header_of_any_length():
    text = HEAD.replace("date:", "tags:\n  - one\n  - two\ndate:") + "\n![](a.jpg)\n"
    (problem,) = told(text, "alt")
    assert (problem.line, problem.found) == (9, "![](a.jpg)")
