"""The constructs that the site shows in its own way: images, tables, alerts, footnotes, tasks."""

from __future__ import annotations

import re

import pytest

from weeknotes.config import Markdown
from weeknotes.markup import Marked, fill, read
from weeknotes.model import Target

GITHUB = Markdown("github")
BOTH = pytest.mark.parametrize("flavour", [GITHUB, Markdown("extra")], ids=["github", "extra"])
TABLE = "| Who | Share |\n|---|---:|\n| Team | 15 % |\n"


def marked(text: str, flavour: Markdown = GITHUB) -> Marked:
    return read(text, flavour, "content/a.md", title="Week 28")


def filled(text: str, flavour: Markdown = GITHUB) -> str:
    found = marked(text, flavour)
    return fill(found.body, [Target(link.target) for link in found.links], str).strip()


# Images


@BOTH
def test_a_titled_image_on_its_own_gets_a_caption(flavour: Markdown) -> None:
    html = filled('![Plan](a.png "The plan & more")', flavour)
    assert html.startswith("<figure><img ")
    assert html.endswith("<figcaption>The plan &amp; more</figcaption></figure>")
    assert "title=" not in html


def test_a_titled_image_that_links_to_a_larger_one_gets_a_caption() -> None:
    html = filled('[![Plan](s.png "The plan")](l.png)')
    assert re.fullmatch(
        r'<figure><a href="l.png"><img [^>]+></a><figcaption>The plan</figcaption></figure>', html
    )


@pytest.mark.parametrize(
    "typed",
    [
        "![Plan](a.png)",
        'See ![Plan](a.png "The plan")',
        '![a](a.png "A") ![b](b.png "B")',
        '- ![a](a.png "A")',
    ],
)
def test_other_images_stay_in_their_paragraph(typed: str) -> None:
    assert "<figure" not in filled(typed)


def test_all_images_but_the_first_load_late() -> None:
    images = re.findall(r"<img[^>]+>", filled("![a](a.png)\n\n![b](b.png)\n\n<img src='c.png'>"))
    assert ['loading="lazy"' in image for image in images] == [False, True, True]
    assert all('decoding="async"' in image for image in images)


def test_an_image_without_words_has_an_empty_alternative() -> None:
    assert 'alt=""' in filled("<img src='a.png'>")


@pytest.mark.parametrize(
    ("typed", "width"),
    [("200", 'width="200"'), ("200px", 'width="200"'), ("50%", ""), ("0", ""), ("9" * 30, "")],
)
def test_a_width_in_pixels_is_kept(typed: str, width: str) -> None:
    html = filled(f"<img src='a.png' width='{typed}' height='7'>")
    assert re.findall(r'width="[^"]*"', html) == ([width] if width else [])
    assert "height" not in html


# Tables


@BOTH
def test_a_table_scrolls_inside_itself_and_says_what_it_is(flavour: Markdown) -> None:
    html = filled(f"## Time spent\n\n{TABLE}", flavour)
    frame = '<div class="table-scroll" role="region" tabindex="0" aria-label="Table: Time spent"><table>'
    assert frame in html
    assert html.endswith("</table></div>")


def test_two_tables_under_one_heading_have_different_names() -> None:
    html = filled(f"## Time\n\n{TABLE}\ntext\n\n{TABLE}")
    assert re.findall('aria-label="([^"]+)"', html) == ["Table: Time", "Table: Time (2)"]


def test_a_caption_names_a_table() -> None:
    html = filled("## Time\n\n<table><caption>Shares</caption><tr><td>1</td></tr></table>")
    assert 'aria-label="Table: Shares"' in html


def test_a_table_without_heading_is_a_table() -> None:
    assert 'aria-label="Table"' in filled(TABLE)


@BOTH
def test_header_cells_say_that_they_head_columns(flavour: Markdown) -> None:
    html = filled(TABLE, flavour)
    assert '<th scope="col">Who</th>' in html
    assert '<th class="align-right" scope="col">Share</th>' in html
    assert '<td class="align-right">15 %</td>' in html


@BOTH
def test_an_empty_corner_makes_the_first_column_head_the_rows(flavour: Markdown) -> None:
    html = filled("|  | Before | After |\n|---|---|---|\n| Manager | 15 % | 5 % |\n|  | 1 | 2 |", flavour)
    assert '<th scope="row">Manager</th>' in html
    assert html.count("<td></td>") == 2
    assert html.count('scope="col"') == 2


def test_a_table_inside_a_table_has_no_frame_of_its_own() -> None:
    html = filled("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>")
    assert html.count("table-scroll") == 1


# Alerts


@pytest.mark.parametrize("name", ["Note", "Tip", "Important", "Warning", "Caution"])
def test_alerts_of_github_are_alerts(name: str) -> None:
    assert filled(f"> [!{name.upper()}]\n> Mind the *gap*.\n>\n> More.") == (
        f'<div class="alert alert-{name.lower()}" role="note">\n<p class="alert-title">{name}</p>\n'
        "<p>Mind the <em>gap</em>.</p>\n<p>More.</p>\n</div>"
    )


@BOTH
@pytest.mark.parametrize("typed", ["> [!note]\n> Text", "> [!NOTE]  \n> Text", "> [!NOTE]\n>\n> Text"])
def test_an_alert_may_be_spelt_freely(flavour: Markdown, typed: str) -> None:
    html = filled(typed, flavour)
    assert 'class="alert alert-note"' in html
    assert "[!" not in html
    assert html.count("<p") == 2
    assert "<br" not in html


@pytest.mark.parametrize(
    "typed", ["> [!NOTE] Text", "> [!HINT]\n> Text", "> Text\n> [!NOTE]", "> [!NOTE]*Text*"]
)
def test_other_quotations_stay_quotations(typed: str) -> None:
    assert filled(typed).startswith("<blockquote>")


# Footnotes


@BOTH
def test_footnotes_lead_there_and_back(flavour: Markdown) -> None:
    html = filled("One[^n] two[^n]\n\n[^n]: The *note*", flavour)
    assert '<section class="footnotes" aria-label="Footnotes">' in html
    assert 'aria-label="Back to the text, note 1"' in html
    assert 'aria-label="Back to the text, note 1, mention 2"' in html
    names = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) == names
    assert len(names) == 3


@BOTH
def test_footnotes_of_both_flavours_look_alike(flavour: Markdown) -> None:
    html = filled("One[^n]\n\n[^n]: Note", flavour)
    assert "<hr" not in html
    assert "title=" not in html
    assert "data-" not in html


def test_a_footnote_may_have_any_name() -> None:
    found = marked("One[^tŷ bach] two[^a.b/c]\n\n[^tŷ bach]: Note\n[^a.b/c]: Note")
    assert found.problems == ()


# Tasks


def test_tasks_are_named_after_their_words() -> None:
    html = filled("- [ ] Ask **Ada**\n  - below\n- [x] Rest\n- plain")
    assert '<li class="task-list-item"><input type="checkbox" disabled="" aria-label="Ask Ada"> Ask' in html
    assert 'checked="" disabled="" aria-label="Rest"' in html
    assert html.count("contains-task-list") == 1
    assert html.count("task-list-item") == 2


def test_tasks_with_space_between_them_are_tasks() -> None:
    html = filled("- [ ] one\n\n- [x] two")
    assert html.count('class="task-list-item"') == 2
    assert 'aria-label="two"' in html


# Other constructs


@pytest.mark.parametrize(
    "html",
    [
        '<details open=""><summary>More</summary>\nText\n</details>',
        '<p>H<sub>2</sub>O <sup>2</sup> <kbd>Esc</kbd> <mark>m</mark> <abbr title="As it is">a</abbr></p>',
        "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>",
        "<p><del>a</del><ins>b</ins> <cite>c</cite> <q>d</q></p>",
        '<div lang="cy" dir="ltr">\nHelo\n</div>',
        "<figure>\n<figcaption>Words</figcaption>\n</figure>",
        '<ol start="3" reversed="">\n<li>a</li>\n</ol>',
    ],
)
def test_harmless_html_is_shown_as_typed(html: str) -> None:
    assert filled(html) == html


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("language-c++", ' class="language-c++"'),
        ("hljs", ""),
        ("a language-x visually-hidden", ' class="language-x"'),
    ],
)
def test_only_the_language_of_code_stays_as_a_class(typed: str, kept: str) -> None:
    html = filled(f'<pre><code class="{typed}">x</code></pre>')
    assert html == f"<pre><code{kept}>x</code></pre>"
