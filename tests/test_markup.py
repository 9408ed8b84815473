"""What a text says by itself, in both flavours: titles, headings, excerpts, and the traps of the parsers."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.config import Markdown
from weeknotes.errors import MeaningError
from weeknotes.markup import Marked, fill, read
from weeknotes.model import Heading, Target

GITHUB = Markdown("github")
EXTRA = Markdown("extra")
BOTH = pytest.mark.parametrize("flavour", [GITHUB, EXTRA], ids=["github", "extra"])
ADDED = ("class", "id", "decoding", "loading", "align")


def marked(text: str, flavour: Markdown = GITHUB, title: str = "") -> Marked:
    return read(text, flavour, "content/a.md", title=title)


def filled(text: str, flavour: Markdown = GITHUB, title: str = "") -> str:
    """The HTML with every link where it was typed to go."""
    found = marked(text, flavour, title)
    targets = [Target(link.target, outside=True) for link in found.links]
    return fill(found.body, targets, str, plain=True).strip()


def shape(html: str) -> str:
    """The tree that a browser makes of `html`, without the attributes that the site adds."""
    tree: Element = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        element.attrib = {name: element.attrib[name] for name in sorted(element.attrib) if name not in ADDED}
    return re.sub(r"\s*\n\s*", "\n", tostring(tree, encoding="unicode")).strip()


# Titles


@BOTH
@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Week 28\n\nText", "Week 28"),
        ("Text first\n\n# Week 28", "Week 28"),
        ("## Week 28\n\nText\n\n### Done", "Week 28"),
        ("## Done\n\nText\n\n## Next", ""),
        ("Text first\n\n## Done", ""),
        ("### Done\n\nText\n\n## Next", ""),
        ("Text only", ""),
        ("", ""),
        ("# *Week* `28` &amp; more", "Week 28 & more"),
        ("# ![A plan](plan.png)", "A plan"),
    ],
)
def test_a_heading_serves_as_title_where_none_is_given(flavour: Markdown, text: str, title: str) -> None:
    assert marked(text, flavour).title == title


def test_the_heading_that_serves_as_title_is_not_shown_twice() -> None:
    assert filled("# Week 28\n\nText") == "<p>Text</p>"


@pytest.mark.parametrize("heading", ["# Week 28", "## week  28", "# **Week\u00a028**"])
def test_a_heading_that_repeats_the_title_is_not_shown(heading: str) -> None:
    found = marked(f"{heading}\n\nText", title="Week 28")
    assert found.title == "Week 28"
    assert found.body.headings == ()


def test_another_heading_than_the_title_stays() -> None:
    assert marked("# Damp\n\nText", title="Week 28").body.headings == (Heading(2, "damp", "Damp"),)


# Headings


@BOTH
@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("# A\n\n## B\n\n# C", [2, 3, 2]),
        ("### A\n\n#### B\n\n### C", [2, 3, 2]),
        ("## A\n\n#### B\n\n### C", [2, 3, 3]),
        ("#### A\n\n## B", [2, 2]),
        ("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F", [2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_begin_at_the_second_level_and_skip_none(
    flavour: Markdown, typed: str, levels: list[int]
) -> None:
    found = marked(typed, flavour, title="Week 28")
    assert [heading.level for heading in found.body.headings] == levels


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Next week", "next-week"),
        ("Tŷ a gŵr", "ty-a-gwr"),
        ("What we’ve done", "weve-done"),
        ("C++ & C#", "c-plus-plus-and-c"),
    ],
)
def test_headings_are_named_after_their_words(typed: str, name: str) -> None:
    assert marked(f"## {typed}", title="x").body.headings[0].id.endswith(name)


def test_equal_headings_get_different_names() -> None:
    found = marked("## Next\n\n## Next\n\n## Next 2\n\n## Next", title="x")
    names = [heading.id for heading in found.body.headings]
    assert names[0] == "next"
    assert len(set(names)) == 4


@pytest.mark.parametrize("typed", ["周报", "🎉🎉", "???", "Отчёт"])
def test_names_that_cannot_be_spelt_stay_when_headings_are_added_above(typed: str) -> None:
    alone = marked(f"## {typed}", title="x").body.headings[-1].id
    below = marked(f"## 第一\n\n## Other\n\n## {typed}", title="x").body.headings[-1].id
    assert re.fullmatch(r"section-[0-9a-f]{6}", alone)
    assert alone == below


def test_pasted_spaces_round_a_heading_go() -> None:
    assert filled("## \u00a0Next\u200b week\u00a0\n", title="x") == '<h2 id="next-week">Next\u200b week</h2>'


def test_an_empty_heading_goes() -> None:
    assert filled("##\n\nText\n\n## Next", title="x") == '<p>Text</p>\n<h2 id="next">Next</h2>'


def test_an_own_name_for_a_heading_is_kept_in_the_extra_flavour() -> None:
    assert marked("## Next week {#soon}\n\n[x](#soon)", EXTRA, "x").body.headings[0].id == "soon"


# Plain text


def test_the_text_has_a_line_for_each_block() -> None:
    found = marked(
        "One\ntwo\n\n- three\n- four\n\n> five\n\n| six | seven |\n|---|---|\n| eight | |", title="x"
    )
    assert found.body.text == "One two\nthree\nfour\nfive\nsix\nseven\neight"
    assert found.body.words == 8


def test_furniture_is_no_text() -> None:
    text = marked("A[^1] b\n\n> [!TIP]\n> Go\n\n- [ ] do\n\n[^1]: note").body.text
    assert text == "A b\nGo\ndo\nnote"


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("## Done\n\nWe *met*\n[people](x.md).\n\nMore.", "We met people."),
        ("![A plan](a.png)\n\nWe met.", "We met."),
        ("> A quotation.\n\nWe met.", "We met."),
        ("- 9 July\n- more", "9 July"),
        ("![A plan](a.png)", ""),
        ("***\n\n…\n\nWe met.", "We met."),
        ("<iframe src='https://example.org/'></iframe>\n\nWe met.", "We met."),
    ],
)
def test_the_excerpt_is_the_first_real_paragraph(text: str, excerpt: str) -> None:
    assert marked(text, title="x").excerpt == excerpt


def test_a_long_excerpt_ends_with_a_word() -> None:
    excerpt = marked("housing " * 100).excerpt
    assert len(excerpt) <= 280
    assert excerpt.endswith("housing…")


# What GitHub shows is what the site shows

ORDINARY = """\
A paragraph of *emphasis*, **strong**, ***both***, ~~struck~~, `code <b>` and a hard\\
break, another\x20\x20
one. Curly “quotes” & &copy; entities; 3 < 4 > 2. #weeknotes is no heading. snake_case_stays

- one
- two
  - nested by two spaces
    1. deeper
- three

  with a paragraph

A list right after a paragraph:
- first
- second

2026. A great year is not the first item

3) three
4) four

> quoted
> > twice

```python
def f(x): return "<&>"
```

    indented

---

https://example.org/a?b=1&c=2 and www.example.org and me@example.org and <https://example.org>.

[a](b.md) [c](<d e.md> "title") [ref] ![alt *text*](pic.png) <kbd>Esc</kbd> H<sub>2</sub>O<br>

<details open><summary>More</summary>

Inside *it*.

</details>

<dl><dt>Term</dt><dd>Meaning</dd></dl>

[ref]: https://example.org/ref "Reference"
"""


def test_ordinary_constructs_come_out_as_on_github() -> None:
    plain = cmarkgfm.markdown_to_html_with_extensions(
        ORDINARY, Options.CMARK_OPT_UNSAFE, ["table", "autolink", "strikethrough", "tasklist"]
    )
    ours = shape(filled(ORDINARY)).replace("d e.md", "d%20e.md")
    assert ours == shape(plain.strip())


@given(st.lists(st.sampled_from([*ORDINARY.split("\n"), "", "", "* ", "> "]), max_size=12).map("\n".join))
@settings(max_examples=100, deadline=None)
def test_mixtures_of_ordinary_lines_read_as_on_github(text: str) -> None:
    plain = cmarkgfm.markdown_to_html_with_extensions(
        text, Options.CMARK_OPT_UNSAFE, ["table", "autolink", "strikethrough", "tasklist"]
    )
    words = "".join(html5lib.parseFragment(plain).itertext())
    ours = "".join(html5lib.parseFragment(filled(text, title="Week 28")).itertext())
    assert ours.split() == words.split()


# Traps


def test_trap_13_a_list_directly_after_a_paragraph_is_a_list() -> None:
    assert filled("We did:\n- this\n- that").count("<li>") == 2


def test_trap_13_two_spaces_nest_a_list() -> None:
    assert "<li>b" in filled("- a\n  - b").partition("<ul>")[2].partition("<ul>")[2]


def test_trap_14_a_fence_inside_a_list_is_code() -> None:
    html = filled("1. Type\n\n   ```sh\n   make\n   ```\n\n2. Wait")
    assert '<pre><code class="language-sh">make\n</code></pre>' in html
    assert html.count("<ol") == 1


def test_trap_15_a_hash_without_a_space_is_no_heading() -> None:
    assert filled("#weeknotes is fun") == "<p>#weeknotes is fun</p>"


def test_trap_15_a_year_at_the_start_of_a_line_keeps_its_number() -> None:
    assert 'start="2026"' in filled("2026. A great year")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("~~old~~", "<del>old</del>"),
        ("- [x] done", 'type="checkbox"'),
        ("See https://example.org/x.", 'href="https://example.org/x"'),
        ("[[Week 28]]", 'href="Week 28"'),
        ("one\\\ntwo", "<br>"),
    ],
)
def test_trap_16_what_writers_expect_is_rendered(typed: str, shown: str) -> None:
    assert shown in filled(typed)


@BOTH
def test_trap_17_nothing_leaks_from_one_text_into_the_next(flavour: Markdown) -> None:
    marked("A[^1]\n\n[^1]: First text\n\n*[HTML]: Language\n\n[ref]: x.md\n\n## Next", flavour)
    html = filled("B[^1] HTML [ref]\n\n[^1]: Second text\n\n## Next", flavour, "x")
    assert "First text" not in html
    assert "<abbr" not in html
    assert 'id="next"' in html


@BOTH
def test_trap_17_footnotes_of_two_texts_may_share_a_page(flavour: Markdown) -> None:
    found = marked("A[^1] and[^1]\n\n[^1]: Note", flavour)
    both = fill(found.body, [], str, "a-") + fill(found.body, [], str, "b-")
    names = re.findall(r' id="([^"]+)"', both)
    assert len(names) == len(set(names)) == 6
    assert {f'href="#{name}"' in both for name in names} == {True}


@BOTH
def test_trap_18_programs_in_links_do_not_pass(flavour: Markdown) -> None:
    found = marked(
        "[a](javascript:alert(1)) <a href='jAvascript:alert(2)'>b</a> <b onclick=alert(3)>c</b>", flavour
    )
    assert "alert" not in found.body.html
    assert found.body.text == "a b c"


# Odd input


@BOTH
@pytest.mark.parametrize("text", ["a\x02l0\x03b", "a\ufdd0l0\ufdd1b", "a&#2;l0&#3;b", "a&#xfdd0;l0&#xfdd1;b"])
def test_a_text_cannot_hold_marks(flavour: Markdown, text: str) -> None:
    html = marked(text, flavour).body.html
    assert not re.search("[\x02\x03\ufdd0\ufdd1]", html)
    assert "l0" in html


def test_line_breaks_of_word_and_windows_are_line_breaks() -> None:
    assert filled("one\vtwo\r\n\r\nthree\rfour") == "<p>one two</p>\n<p>three\nfour</p>"


def test_dots_typed_by_hand_stay_text() -> None:
    assert filled("• one\n• two") == "<p>• one\n• two</p>"


def test_what_word_leaves_behind_goes() -> None:
    html = filled(
        '<p class="MsoNormal" style="mso-x:1"><span lang="cy">Iaith</span> <span>text<o:p></o:p></span></p>'
    )
    assert html == '<p><span lang="cy">Iaith</span> text</p>'


def test_empty_paragraphs_go() -> None:
    assert filled("<p>&nbsp;</p>\n\nText") == "<p>Text</p>"


def test_an_extension_that_is_not_installed_is_named() -> None:
    with pytest.raises(MeaningError, match="no_such_extension"):
        marked("x", Markdown("extra", ("no_such_extension",)))


def test_extensions_of_the_settings_work() -> None:
    assert "<br>" in filled("one\ntwo", Markdown("extra", ("nl2br",)))


PIECES = st.sampled_from(
    [
        *(
            "# ",
            "- ",
            "> ",
            "\n",
            "\n\n",
            "[[",
            "]]",
            "[",
            "](",
            ")",
            "![",
            "](x.png)",
            "|",
            "|---|",
            "```",
            "`",
            "*",
        ),
        *(
            "<script>",
            "</script>",
            "<iframe src=",
            "<b onclick=x",
            "<a href='javascript:alert(1)'>",
            ">",
            "<",
            "'",
        ),
        *(
            '"',
            "<!--",
            "-->",
            "[^1]",
            "[^1]: ",
            "- [ ] ",
            "<table><tr><td>",
            "</div>",
            "<div>",
            "<p>",
            "&#0;",
            "\x02",
        ),
        *(
            "> [!NOTE]\n",
            "<svg onload=x>",
            "<math><mtext>",
            "<style>",
            "<title>",
            "<img src=x onerror=y>",
            "\ufdd0",
        ),
        *(
            "<textarea>",
            "<noscript>",
            "#x",
            "(#x)",
            "word. ",
            "\u00a0",
            "{#id .class onclick=x}",
            "data:",
            "://",
        ),
    ]
)
HARMFUL_TAGS = {"script", "style", "iframe", "svg", "form", "object", "embed", "link", "meta", "base"}
HARMFUL_URL = re.compile(r"\s*(?:javascript|data|vbscript):", re.I)


def harm_in(html: str) -> list[str]:
    """What a browser would find in a fragment that could run or load something: words in quotes are none of it."""
    found = []
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if element.tag in HARMFUL_TAGS:
            found.append(str(element.tag))
        for name, value in element.attrib.items():
            if str(name).startswith("on") or (name in ("href", "src", "srcset") and HARMFUL_URL.match(value)):
                found.append(f"{name}={value}")
    return found


def test_harm_is_seen_where_it_is():
    assert harm_in("<p><b onclick='x'>a</b><script>b</script><a href=' javascript:x'>c</a></p>") != []
    assert harm_in("<input aria-label='a onclick=x &lt;script>'>") == []


@BOTH
@given(text=st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=14).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_becomes_safe_and_sound_html(flavour: Markdown, text: str) -> None:
    found = marked(text, flavour)
    targets = [Target("/x", width=3, height=2)] * len(found.links)
    html = fill(found.body, targets, str, "e-")
    assert not re.search("[\x00-\x08\ufdd0\ufdd1]", html)
    assert harm_in(html) == []
    names = re.findall(r' id="([^"]+)"', html)
    assert len(names) == len(set(names))
    assert html5lib.HTMLParser(strict=False).parseFragment(html) is not None
    assert all(link.line >= 1 for link in found.links)
