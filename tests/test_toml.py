"""Where settings stand in their file, and how far a broken file can be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes import toml, toml_mending

TEXT = '''\
# a comment with [brackets] and "quotes"
site.title = "x"
[feeds]
limit = 1 # x = 2
x = { a = 1, b.c = [2,
  3, {z = 1}] }
[[folders]]
path = "a"
[[folders]]
"path" = "a # ] not"
[series.x]
name = """
[not.a] = "section"
"""
[[series.x.changes]]
from = 1
[[series.x.changes]]
from = 1.5
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("site", "title"), 2),
        (("feeds",), 3),
        (("feeds", "limit"), 4),
        (("feeds", "x", "a"), 5),
        (("feeds", "x", "b", "c", 1), 6),
        (("feeds", "x", "b", "c", 2, "z"), 6),
        (("folders",), 7),
        (("folders", 0, "path"), 8),
        (("folders", 1), 9),
        (("folders", 1, "path"), 10),
        (("series", "x", "name"), 12),
        (("series", "x", "changes", 0, "from"), 16),
        (("series", "x", "changes", 1, "from"), 18),
        (("series", "x", "label"), 11),  # not given: the section that it would stand in
        (("nowhere",), 0),
    ],
)
def test_a_setting_is_found_in_its_line(place: toml.Place, line: int) -> None:
    document = toml.read(TEXT)
    assert isinstance(document, toml.Document)
    assert document.line(place) == line


@pytest.mark.parametrize(
    ("line", "start"),
    [(1, 1), (4, 4), (6, 5), (13, 12), (16, 16)],
)
def test_a_statement_over_several_lines_is_found_where_it_begins(line: int, start: int) -> None:
    assert toml.statement_start(TEXT, line) == start


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_text_can_be_quoted(text: str) -> None:
    plain = text.encode("utf-8", "ignore").decode()
    document = toml.read(f"x = {toml.quote(plain)}")
    assert isinstance(document, toml.Document)
    assert document.data == {"x": plain}


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "x = " + "9" * 5000])
def test_a_file_beyond_all_measure_is_refused_without_a_crash(text: str) -> None:
    document, (problem,) = toml_mending.load(f"a = 1\n{text}\n", "config.toml")
    assert document.data == {}
    assert "too many" in problem.message


@pytest.mark.parametrize(
    ("text", "kept", "line"),
    [
        ("a = 1\njust words\nb = 2\n", {"a": 1}, 2),
        ('a = 1\nx = """\nnever closed\nb = 2\n', {"a": 1}, 2),
        ('a = 1\nx = [\n"b"\n"c"\n]\nd = 1\n', {"a": 1}, 2),
        ("a = 1\n= 2\n", {"a": 1}, 2),
    ],
)
def test_what_stands_before_a_hopeless_line_is_kept(text: str, kept: dict[str, int], line: int) -> None:
    document, (problem,) = toml_mending.load(text, "config.toml")
    assert (document.data, problem.line) == (kept, line)
    assert problem.message.endswith("From here on the file is not read.")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a = [1\nb = 2\n", {"a": [1], "b": 2}),
        ("e = [toc, tables]\n", {"e": ["toc", "tables"]}),
        ("a = True\n", {"a": True}),
        ("title = ‘Tom’s notes’\n", {"title": "Tom’s notes"}),
        ("title = Tom's notes # ours\n", {"title": "Tom's notes"}),
        ('name = "Homes & "repairs""\n', {"name": "Homes & repairs"}),
        ('a\u00a0= "b"\n', {"a": "b"}),
        ("site:\n", {"site": {}}),
        ("[teams.Adult Care]\n", {"teams": {"adult-care": {}}}),
        ("a => b\n", {"a": "b"}),
        ("a = 1\na.b = 2\n", {"a": 1}),
        ('[a]\nx = 1\n[a]\ny = 1\n[b]\nz = 1\n', {"a": {"x": 1}, "b": {"z": 1}}),
        ('x = 1\nx = """\nmore\n"""\ny = 2\n', {"x": 1, "y": 2}),
    ],
)
def test_a_broken_line_is_mended_so_that_the_rest_is_read(text: str, read: dict[str, object]) -> None:
    document, problems = toml_mending.load(text, "config.toml")
    assert document.data == read
    assert len(problems) == 1


def test_lines_keep_their_numbers_when_others_are_mended() -> None:
    document, problems = toml_mending.load('title = Open\nurl: "x"\nlimit = 3\n', "config.toml")
    assert [problem.line for problem in problems] == [1, 2]
    assert document.line(("limit",)) == 3
    assert document.typed(1) == "title = Open"
