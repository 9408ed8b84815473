import string

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from weeknotes.matter import split
from weeknotes.runs import settle

# What titles and points are made of; brackets and marks of quotation at the beginning have tests of their own.
WORDS = st.text(string.ascii_letters + string.digits + " -–:#*•'\"&,.?!/@éŵ", min_size=1, max_size=90).map(str.strip)
TEXTS = WORDS.filter(bool)
# A comma or one quotation mark at the end of a title is a slip, however sound for YAML: told in tests of their own.
SAID = TEXTS.filter(lambda text: not text.endswith((",", '"')))
HEADS = st.builds(
    lambda texts, lists, quotes: {**texts, **lists, **({"quotes": quotes} if quotes else {})},
    st.dictionaries(st.sampled_from(("title", "summary", "ref", "mood")), SAID, max_size=3),
    st.dictionaries(
        st.sampled_from(("tags", "takeaways", "guests")), st.lists(TEXTS, min_size=1, max_size=4), max_size=2
    ),
    st.lists(st.fixed_dictionaries({"text": TEXTS, "name": TEXTS}), max_size=2),
)


def fields(*lines):
    return split("\n".join(("---", "title: Our week", *lines, "---", "Text.")), "a.md").fields


@settings(max_examples=100)
@given(HEADS, st.sampled_from((60, 1000)), st.sampled_from((None, "'", '"')), st.booleans())
def test_what_is_sound_is_neither_changed_nor_accused(head, width, quotes, in_brackets):
    assume(head)
    written = yaml.safe_dump(
        head, allow_unicode=True, width=width, default_style=quotes, default_flow_style=None if in_brackets else False
    )
    assume(not written.startswith("{"))
    matter = split(f"---\n{written}---\nText.\n", "a.md")
    assert matter.fields == yaml.load(written, Loader=yaml.BaseLoader)
    assert matter.problems == ()


@given(st.lists(st.text("-•*1. :|>tagsé\t#", max_size=12), max_size=8))
def test_no_line_is_added_or_lost(lines):
    settled, told = settle(lines, 2)
    assert len(settled) == len(lines)
    assert all(2 <= each.line < 2 + len(lines) for each in told)


@pytest.mark.parametrize(
    "lines",
    [
        ("tags:", "• data", "• housing"),
        ("tags:", "  • data", "  • housing"),
        ("tags:", "* data", "* housing"),
        ("tags:", "1. data", "2. housing"),
        ("tags:", "1) data", "2) housing"),
        ("tags:", "– data", "— housing"),
        ("tags:", "-data", "-housing"),
        ("tags:", "  - data", "  -housing"),
        ("tags:", "  data", "  housing"),
        ("tags:", "  - data", "    - housing"),
        ("tags:", "    - data", "  - housing"),
        ("tags: data", "  - housing"),
        ("tags: data", "- housing"),
    ],
)
def test_a_list_is_understood_however_it_is_typed(lines):
    assert fields(*lines)["tags"] == ["data", "housing"]


def test_a_list_within_a_list_stays_where_it_is():
    lines = ("quotes:", "  - text: One", "    roles:", "      - first", "      - second", "  - text: Two")
    assert fields(*lines)["quotes"] == [{"text": "One", "roles": ["first", "second"]}, {"text": "Two"}]


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        (("takeaways: |", "  • one", "  – two"), "takeaways", "• one\n– two"),
        (("quotes:", "  - text: |", "      • one", "    name: Ada"), "quotes", [{"text": "• one\n", "name": "Ada"}]),
        (("at_a_glance:", "  Place: Larkfield", "  Cost: 12"), "at_a_glance", {"Place": "Larkfield", "Cost": "12"}),
        (("summary: We met", "  all of them"), "summary", "We met all of them"),
        (("summary: We met", "  @ada, & ben"), "summary", "We met @ada, & ben"),
        (("tags: data, open", "  and housing"), "tags", "data, open and housing"),
    ],
)
def test_what_only_looks_like_a_list_is_left_alone(lines, name, value):
    found = fields(*lines)[name]
    assert (found.rstrip("\n") if isinstance(found, str) else found) == value


def test_a_text_with_a_colon_may_go_on_in_the_next_line():
    lines = ("summary: This week we met the", "  caretakers: all of them", "  and the #repairs team")
    matter = split("\n".join(("---", *lines, "---", "Text.")), "a.md")
    assert matter.fields["summary"] == "This week we met the caretakers: all of them and the #repairs team"
    (problem,) = matter.problems
    assert (problem.line, problem.found) == (2, "\n".join(lines))
    assert problem.suggestion == 'summary: "This week we met the caretakers: all of them and the #repairs team"'
