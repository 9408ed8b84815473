"""Front matter as people really type it: what is recovered, what is refused, and what they are told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.errors import Problem, Severity
from weeknotes.matter import decode, split
from weeknotes.structures import Matter

NOTE = "---\ntitle: Week 28\ndate: 2019-07-12\n---\n\nHello\n"


def told(text: str) -> list[tuple[str, int, str]]:
    """Code (without its family), line and suggestion of every problem."""
    problems = split(text, "content/a.md").problems
    return [(each.code.removeprefix("front-matter."), each.line, each.suggestion) for each in problems]


def errors_of(matter: Matter) -> list[Problem]:
    return [each for each in matter.problems if each.severity is Severity.ERROR]


def headed(*lines: str) -> str:
    return "\n".join(("---", "title: Week 28", *lines, "---", "", "Hello", ""))


# --- bytes -------------------------------------------------------------------


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_reads_with_or_without_a_byte_order_mark(mark: bytes) -> None:
    text, problems = decode(mark + NOTE.encode(), "a.md")
    assert (text, problems) == (NOTE, ())
    assert split(text, "a.md").fields["title"] == "Week 28"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf16_is_read_with_a_hint(encoding: str) -> None:
    data = NOTE.encode(encoding)
    text, problems = decode(data if encoding == "utf-16" else b"\xfe\xff" + data, "a.md")
    assert text == NOTE
    assert [(each.code, each.severity) for each in problems] == [("file.utf-16", Severity.HINT)]


def test_windows_1252_is_recovered_and_the_warning_shows_a_line() -> None:
    text, problems = decode("One\nThe café – “open”\n".encode("cp1252"), "a.md")
    assert text == "One\nThe café – “open”\n"
    assert problems[0].severity is Severity.WARNING
    assert (problems[0].line, problems[0].found) == (2, "The café – “open”")


def test_one_pasted_line_does_not_spoil_the_other_letters() -> None:
    text, _ = decode("Tŷ Hyll\n".encode() + b"caf\xe9\n", "a.md")
    assert text == "Tŷ Hyll\ncafé\n"


@pytest.mark.parametrize(
    "data", [b"a\0b", b"PK\x03\x04 word", b"%PDF-1.7", b"\xff\xd8\xff\xe0 photo", b"\x89PNG\r\n"]
)
def test_a_file_that_is_no_text_is_refused(data: bytes) -> None:
    text, problems = decode(data, "content/a.md")
    assert text == ""
    assert [(each.code, each.severity, each.path) for each in problems] == [
        ("file.not-text", Severity.ERROR, "content/a.md")
    ]


@pytest.mark.parametrize("data", [b"a\r\nb\r\n", b"a\rb\r", b"a\nb\n"])
def test_line_ends_of_every_system_read_the_same(data: bytes) -> None:
    assert decode(data, "a.md") == ("a\nb\n", ())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("x\x02y", "xy"), ("x\x03", "x"), ("x\ufffe", "x"), ("one\x0btwo", "one two"), ("\x1b[0m", "[0m")],
)
def test_control_characters_are_left_out_and_the_line_is_named(typed: str, kept: str) -> None:
    text, problems = decode(f"First\n{typed}\n".encode(), "a.md")
    assert text == f"First\n{kept}\n"
    assert [(each.code, each.line, each.suggestion) for each in problems] == [
        ("file.characters", 2, kept.strip())
    ]
    assert "�" in problems[0].found


# --- a sound header ----------------------------------------------------------


def test_a_sound_header_gives_values_lines_and_body_without_a_word() -> None:
    matter = split("---\ntitle: Week 28\nquotes:\n  - text: Hi\n    name: Ada\n---\n\nHello\n", "a.md")
    assert matter.fields == {"title": "Week 28", "quotes": [{"text": "Hi", "name": "Ada"}]}
    assert matter.lines == {"title": 2, "quotes": 3, "quotes.0": 4, "quotes.0.text": 4, "quotes.0.name": 5}
    assert (matter.body, matter.body_line) == ("\nHello\n", 7)
    assert matter.problems == ()
    assert matter.head[1] == "title: Week 28"


@pytest.mark.parametrize(
    "value",
    [
        "010",
        "08",
        "no",
        "yes",
        "on",
        "12:30",
        "2026-01-02",
        "2026-01-02 10:00",
        "02/01/2026",
        "2026-02-30",
        "1e3",
    ],
)
def test_values_stay_as_they_were_typed(value: str) -> None:
    matter = split(headed(f"week: {value}"), "a.md")
    assert matter.fields["week"] == value
    assert matter.problems == ()


@pytest.mark.parametrize("nothing", ["", " ~", " null", " # to come"])
def test_a_field_without_a_value_is_none(nothing: str) -> None:
    assert split(headed(f"date:{nothing}"), "a.md").fields["date"] is None


def test_a_field_called_content_is_a_field() -> None:
    assert split(headed("content: text"), "a.md").fields["content"] == "text"


def test_text_over_several_lines_is_left_alone() -> None:
    matter = split(
        headed("summary: |", "  Note: #1 was @bob", "", "  and & more", "tags: [a,", "  b]"), "a.md"
    )
    assert matter.fields["summary"] == "Note: #1 was @bob\n\nand & more\n"
    assert matter.fields["tags"] == ["a", "b"]
    assert matter.problems == ()


@pytest.mark.parametrize(
    "line",
    [
        "url: https://example.org/a#b",
        "date: 2026-01-02 # a Friday",
        "time: 12:30:15",
        "title2: It's fine",
        'note: "a: b # c"',
        "note: 'it''s'",
        "tags: [housing, repairs & damp]",
        "image: {src: a.jpg, alt: 'A: b'}",
        "numbers: [{value: 1, what: b}]",
        "x: -5",
    ],
)
def test_what_yaml_reads_rightly_needs_no_word(line: str) -> None:
    assert told(headed(line)) == []


@pytest.mark.parametrize(
    "text", ["", "\n", " \n\t\n", "---\n", "---\n---\n", "---\n---", "---", "--- \n\n---"]
)
def test_files_with_nothing_in_them_are_read(text: str) -> None:
    matter = split(text, "a.md")
    assert matter.fields == {}
    assert not errors_of(matter)


@pytest.mark.parametrize(
    "text",
    [
        "Just text.\n",
        "# A heading\n\nText\n",
        "Summary: this is how a sentence may begin.\n\nMore.\n",
        "Date: 5 May\n---\n\nA heading with a line below it.\n",
        "---\n\nA text that begins with a rule.\n\n---\n\nMore of it.\n",
        "---\nA text that begins with a rule.\nIt goes on.\n---\nMore of it.\n",
        "---\nA text with one rule.\n",
        "- one\n- two\n",
        "***\n\nStars\n",
        "{% comment %}\n",
        "How we write:\n\n```\n---\ntitle: A\n---\n```\n",
    ],
)
def test_a_text_without_a_header_is_all_body(text: str) -> None:
    matter = split(text, "a.md")
    assert (matter.body, matter.body_line, matter.fields, matter.problems) == (text, 1, {}, ())


# --- broken headers: what is recovered ---------------------------------------

# Each line below the title as typed, what is said of it, the line to type, and what it was read as.
MENDED = [
    ("summary: Weeknotes: week 3", "colon", 'summary: "Weeknotes: week 3"', "Weeknotes: week 3"),
    ("summary: What we learned:", "colon", 'summary: "What we learned:"', "What we learned:"),
    ('summary: The "big" day: over', "colon", "summary: 'The \"big\" day: over'", 'The "big" day: over'),
    ('summary: It\'s "big": yes', "colon", "summary: 'It''s \"big\": yes'", 'It\'s "big": yes'),
    ("summary:Value", "space", "summary: Value", "Value"),
    ("summary:Value: two", "space", 'summary: "Value: two"', "Value: two"),
    ("summary: @ada wrote it", "sign", 'summary: "@ada wrote it"', "@ada wrote it"),
    ("summary: `code` first", "sign", 'summary: "`code` first"', "`code` first"),
    ("summary: %age of time", "sign", 'summary: "%age of time"', "%age of time"),
    ("summary: *Important* news", "sign", 'summary: "*Important* news"', "*Important* news"),
    ("summary: &Co joined", "sign", 'summary: "&Co joined"', "&Co joined"),
    ("summary: !important", "sign", 'summary: "!important"', "!important"),
    ("summary: | a bar", "sign", 'summary: "| a bar"', "| a bar"),
    ("summary: > a point", "sign", 'summary: "> a point"', "> a point"),
    ("summary: - a dash", "sign", 'summary: "- a dash"', "- a dash"),
    ("summary: ? a question", "sign", 'summary: "? a question"', "? a question"),
    ("summary: ] oops", "sign", 'summary: "] oops"', "] oops"),
    ("summary: [Draft] Week 3", "sign", 'summary: "[Draft] Week 3"', "[Draft] Week 3"),
    ("summary: [a](https://b.c)", "sign", 'summary: "[a](https://b.c)"', "[a](https://b.c)"),
    ("summary: {{ page.title }}", "sign", 'summary: "{{ page.title }}"', "{{ page.title }}"),
    ("summary: C# notes #1", "hash", 'summary: "C# notes #1"', "C# notes #1"),
    ("summary: #weeknotes", "hash", 'summary: "#weeknotes"', "#weeknotes"),
    ("tags: #a, #b", "hash", "tags: a, b", "a, b"),
    ("tags: #a #b", "hash", "tags: a, b", "a, b"),
    ("tags: housing, #b", "hash", 'tags: "housing, #b"', "housing, #b"),
    ("tags: [#a, #b]", "hash", 'tags: ["#a", "#b"]', ["#a", "#b"]),
    ("tags: [“a”, “b”]", "curly-quotes", 'tags: ["a", "b"]', ["a", "b"]),
    ("tags: [a, b", "brackets", "tags: [a, b]", ["a", "b"]),
    ("tags: [a: b, @c]", "colon", 'tags: ["a: b", "@c"]', ["a: b", "@c"]),
    ("summary: “Open”", "curly-quotes", 'summary: "Open"', "Open"),
    ("summary: ‘Open’", "curly-quotes", 'summary: "Open"', "Open"),
    ("summary: “Open: week”", "curly-quotes", 'summary: "Open: week"', "Open: week"),
    ('summary: “Open"', "curly-quotes", 'summary: "Open"', "Open"),
    ('summary: "Open', "quotes", 'summary: "Open"', "Open"),
    ('summary: "Open" says she', "quotes", "summary: '\"Open\" says she'", '"Open" says she'),
    ("summary: 'It's open'", "quotes", 'summary: "It\'s open"', "It's open"),
    ("summary: 'Tis the season", "quotes", 'summary: "\'Tis the season"', "'Tis the season"),
    ('summary: "C:\\docs"', "quotes", "summary: 'C:\\docs'", "C:\\docs"),
    ("summary:\tValue", "tab", "summary: Value", "Value"),
    ("\tsummary: Value", "tab", "summary: Value", "Value"),
    ("  summary: Value", "indent", "summary: Value", "Value"),
    ("summary:\u00a0Value", "invisible", "summary: Value", "Value"),
    ("\u200bsummary: Value", "invisible", "summary: Value", "Value"),
    ("summary\u200b: Value", "invisible", "summary: Value", "Value"),
    ("summary: Value\u200b", "invisible", "summary: Value", "Value"),
    ("Summary: Value", "name", "summary: Value", "Value"),
    ("SUMMARY: Value", "name", "summary: Value", "Value"),
    ("summary: Value # to do", "comment", "summary: Value # to do", "Value"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code", "suggestion", "value"), MENDED)
def test_a_broken_line_is_mended_with_a_hint(typed: str, code: str, suggestion: str, value: object) -> None:
    matter = split(headed(typed), "a.md")
    assert matter.fields["tags" if typed.startswith("tags") else "summary"] == value
    assert [(each.code, each.line, each.suggestion) for each in matter.problems] == [
        (f"front-matter.{code}", 3, suggestion)
    ]
    assert matter.problems[0].severity is Severity.HINT
    # Where space is the fault, it is shown.
    assert matter.problems[0].found == (typed if code in ("tab", "indent") else typed.strip())


@pytest.mark.parametrize(
    ("typed", "code", "suggestion", "value"), [each for each in MENDED if each[1] != "comment"]
)
def test_the_suggested_line_needs_no_further_hint(
    typed: str, code: str, suggestion: str, value: object
) -> None:
    assert told(headed(suggestion)) == []


OPENINGS = [
    ("\n---\n", [("blank-line", 1, "---")]),
    ("\n\n \n---\n", [("blank-line", 1, "---")]),
    ("\u200b\n---\n", [("blank-line", 1, "---")]),
    ("\ufeff---\n", [("fence", 1, "---")]),
    (" ---\n", [("fence", 1, "---")]),
    ("---  \n", []),
    ("----\n", [("fence", 1, "---")]),
    ("—-\n", [("fence", 1, "---")]),
    ("—\n", [("fence", 1, "---")]),
    ("–––\n", [("fence", 1, "---")]),
    ("- - -\n", [("fence", 1, "---")]),
    ("-\n", [("fence", 1, "---")]),
    ("", [("no-opening", 1, "---\ntitle: Week 28")]),
]


@pytest.mark.parametrize(("opening", "expected"), OPENINGS)
def test_an_odd_opening_is_understood(opening: str, expected: list[tuple[str, int, str]]) -> None:
    text = f"{opening}title: Week 28\ndate: 2019-07-12\n---\n\nHello\n"
    assert told(text) == expected
    assert split(text, "a.md").fields == {"title": "Week 28", "date": "2019-07-12"}
    assert split(text, "a.md").body == split(NOTE, "a.md").body


CLOSINGS = [
    ("--- \n", []),
    ("-----\n", [("fence", 4, "---")]),
    ("—-\n", [("fence", 4, "---")]),
    ("–\n", [("fence", 4, "---")]),
    ("- - -\n", [("fence", 4, "---")]),
    ("-\n", [("fence", 4, "---")]),
    (" ---\n", [("fence", 4, "---")]),
    ("...\n", []),
    ("", [("no-closing", 4, "---")]),
]


@pytest.mark.parametrize(("closing", "expected"), CLOSINGS)
@pytest.mark.parametrize("after", ["", "\n---\n\nBelow a rule.\n", "\n- a list\n\nNo: field here.\n"])
def test_an_odd_closing_is_understood(closing: str, expected: list[tuple[str, int, str]], after: str) -> None:
    text = f"---\ntitle: Week 28\ndate: 2019-07-12\n{closing}\nHello there.\n{after}"
    assert told(text) == expected
    assert split(text, "a.md").fields == {"title": "Week 28", "date": "2019-07-12"}
    assert split(text, "a.md").body == f"\nHello there.\n{after}"


def test_a_field_given_twice_with_one_value_is_a_hint() -> None:
    assert told(headed("title: Week 28")) == [("same-twice", 3, "")]


# --- broken headers: what is refused -----------------------------------------

REFUSED = [
    ("---\n- a\n- b\n---\nText\n", "list", 2, "tags:\n  - a"),
    ("---\nWeek 28\n---\nText\n", "no-name", 2, "title: Week 28"),
    ("+++\ntitle = \"Week 28\"\n+++\nText\n", "toml", 1, "---\ntitle: \"Week 28\"\n---"),
    ('{"title": "Week 28", "tags": ["a"]}\nText\n', "json", 1, '---\ntitle: "Week 28"\ntags: ["a"]\n---'),
    ('{\n  "title": broken\n}\n', "json", 1, '---\ntitle: "Your title"\n---'),
    ("https://a.b/1\n---\ntitle: A\n---\nText\n", "text-above", 1, "---\n\nhttps://a.b/1"),
    ("Note\n\n---\ntitle: A\ndate: b\n---\nText\n", "text-above", 1, "---\n\nNote"),
    ("<<<<<<< HEAD\n---\ntitle: A\n---\n", "conflict", 1, ""),
    ("title: A\ndate: 2019-07-12\n\nText\n", "no-fences", 1, "---\ntitle: A\ndate: 2019-07-12\n---"),
    ("---\ntitle: A\nAnd then text\n", "not-closed", 3, "---\n\nAnd then text"),
    (headed("<p>Hello</p>"), "stray", 3, "---\n\n<p>Hello</p>"),
    (headed("We did this.", "And that.", "date: 2019-07-12"), "stray", 3, "---\n\nWe did this."),
    (headed("date 2019-07-12"), "no-colon", 3, "date: 2019-07-12"),
    (headed("sumary = Our week"), "no-colon", 3, "summary: Our week"),
    ("---\ntitle：A\n---\nText\n", "no-name", 2, "title: A"),
    ("---\n**title:** A\n---\nText\n", "no-name", 2, "title: A"),
    (headed("title: Another"), "twice", 3, "title: Week 28"),
    (headed("Title : Another").replace("Title :", "title:"), "twice", 3, "title: Week 28"),
    (headed("image: {src: &x a.jpg, alt: *x}"), "shared", 3, 'image: "{src: &x a.jpg, alt: *x}"'),
    (headed("image:", "  src: a.jpg", " alt: b"), "unreadable", 5, 'alt: "b"'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line", "suggestion"), REFUSED)
def test_a_header_in_doubt_stops_the_file_and_says_why(
    text: str, code: str, line: int, suggestion: str
) -> None:
    matter = split(text, "content/a.md")
    errors = errors_of(matter)
    assert [(each.code, each.line, each.suggestion) for each in errors] == [
        (f"front-matter.{code}", line, suggestion)
    ]
    assert errors[0].path == "content/a.md"


def test_marks_of_a_merge_are_all_named() -> None:
    text = headed("<<<<<<< HEAD", "date: 2019-07-12", "=======", "date: 2019-07-13", ">>>>>>> main")
    assert [(code, line) for code, line, _ in told(text)] == [
        ("conflict", 3),
        ("conflict", 5),
        ("conflict", 7),
    ]


def test_all_faults_are_told_at_once() -> None:
    text = "\n" + headed("<p>Hello</p>", "summary: A: b", "title: Another")
    assert [code for code, _, _ in told(text)] == ["blank-line", "stray", "colon", "twice"]


def every_problem() -> list[Problem]:
    texts = [headed(each[0]) for each in MENDED] + [each[0] for each in REFUSED]
    return [problem for text in texts for problem in split(text, "a.md").problems]


@pytest.mark.parametrize(
    "jargon", ["YAML", "mapping", "scalar", "token", "parse", "anchor", "alias", "syntax", "{}"]
)
def test_no_jargon_reaches_a_writer(jargon: str) -> None:
    assert not [problem for problem in every_problem() if jargon.casefold() in problem.message.casefold()]


# --- any text ----------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "---\n",
        "\n",
        "title: ",
        "Title:",
        "tags:\n",
        "- ",
        "  ",
        "\t",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "“",
        "#",
        "&a",
        "*a",
        "!",
        "|\n",
        ": ",
        "x",
        "<<<<<<< ",
        "+++\n",
        "—\n",
        "\u00a0",
        "\ufeff",
        "date: 2019\n",
        "Some prose here.\n",
        "?",
        "%",
        "@",
        "\\",
        "...",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_is_read_and_no_line_of_it_is_lost(text: str) -> None:
    clean, _ = decode(text.encode("utf-8", "replace"), "a.md")
    matter = split(clean, "a.md")
    assert clean.split("\n")[matter.body_line - 1 :] == matter.body.split("\n") or matter.body == ""
    # What looked like a header and is taken for text would be shown to readers: an error, never a hint alone.
    assert errors_of(matter) or not matter.head or matter.body != clean


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_decoded(data: bytes) -> None:
    text, _ = decode(data, "a.md")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\r\ufffe\uffff]", text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abcxyz :#.,'\"[]*&\n", max_size=40), max_size=6).map("\n".join))
def test_a_file_without_fences_keeps_every_word_in_its_body(text: str) -> None:
    assert split(text, "a.md").body.split() == text.split()


@pytest.mark.parametrize("deep", ["[" * 3000, "{" * 3000, "- " * 3000, "[" * 500 + "]" * 500])
def test_deep_nesting_is_no_crash(deep: str) -> None:
    assert split(headed(f"tags: {deep}"), "a.md").body == "\nHello\n"
