"""Links, wikilinks and places: what they are, where they were typed, and what a page makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.config import Markdown
from weeknotes.errors import Severity
from weeknotes.markup import Marked, fill, read
from weeknotes.model import Body, Link, Target

GITHUB = Markdown("github")
BOTH = pytest.mark.parametrize("flavour", [GITHUB, Markdown("extra")], ids=["github", "extra"])


def marked(text: str, flavour: Markdown = GITHUB, first_line: int = 1) -> Marked:
    return read(text, flavour, "content/a.md", first_line, title="Week 28")


def links(text: str, flavour: Markdown = GITHUB) -> list[tuple[str, str, str]]:
    return [(link.kind, link.target, link.text) for link in marked(text, flavour).links]


def shown(html: str, *targets: Target, prefix: str = "", shift: int = 0, plain: bool = False) -> str:
    body = Body(html)
    return fill(body, targets, lambda address: f"../{address}", prefix, shift, plain)


# What a link is


@BOTH
@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("[w](../w27.md#next)", ("link", "../w27.md#next", "w")),
        ('[w](w27.md "title")', ("link", "w27.md", "w")),
        ("[a *b* `c`](x.md)", ("link", "x.md", "a b c")),
        ("[w](<a b.md>)", ("link", "a b.md", "w")),
        ("[w](a%20b.md)", ("link", "a%20b.md", "w")),
        ("[w](tŷ.md)", ("link", "tŷ.md", "w")),
        ("[w](https://example.org/?a=1&b=2)", ("link", "https://example.org/?a=1&b=2", "w")),
        ("<https://example.org/>", ("link", "https://example.org/", "https://example.org/")),
        ("![Plan of it](plan.png)", ("image", "plan.png", "Plan of it")),
        ("<img src='plan.png' alt='Plan'>", ("image", "plan.png", "Plan")),
        ("[![Plan](s.png)](l.png)", ("image", "s.png", "Plan")),
        ("[w][1]\n\n[1]: x.md", ("link", "x.md", "w")),
        ("[[Week 28]]", ("wiki", "Week 28", "Week 28")),
        ("[[Week 28|last week]]", ("wiki", "Week 28", "last week")),
        ("[[Week 28#Next week]]", ("wiki", "Week 28#Next week", "Week 28#Next week")),
        ("*[[ Week  28 ]]*", ("wiki", "Week 28", "Week 28")),
        ("[w](\u200bhttps://example.org/\u00a0)", ("link", "https://example.org/", "w")),
    ],
)
def test_every_way_to_link_is_understood(flavour: Markdown, typed: str, link: tuple[str, str, str]) -> None:
    assert links(typed, flavour)[0] == link


def test_bare_mail_addresses_are_links_to_write_to() -> None:
    assert links("Write to ada@example.org") == [("link", "mailto:ada@example.org", "ada@example.org")]


@pytest.mark.parametrize(
    "typed", ["`[[Week 28]]`", "    [[Week 28]]", "<kbd>[[a]]</kbd>", "[a [[b]] c](x.md)", "[[]]"]
)
def test_brackets_in_code_and_in_links_are_no_wikilinks(typed: str) -> None:
    assert "wiki" not in [kind for kind, _, _ in links(typed)]


def test_several_wikilinks_in_a_line_keep_the_text_between_them() -> None:
    found = marked("a [[b]] c [[d|e]] f **g [[h]]** i [[j]]")
    assert found.body.text == "a b c e f g h i j"
    assert [link.target for link in found.links] == ["b", "d", "h", "j"]


def test_a_wikilink_in_a_table_may_have_other_words() -> None:
    assert links("| a |\n|---|\n| [[Week 28\\|last]] |") == [("wiki", "Week 28", "last")]


def test_links_come_in_the_order_of_their_marks() -> None:
    found = marked("[a](a.md) ![b](b.png) [[c]] [d](d.md)")
    html = fill(found.body, [Target(link.target) for link in found.links], str)
    assert [html.index(name) for name in ("a.md", "b.png", '"c"', "d.md")] == sorted(
        html.index(name) for name in ("a.md", "b.png", '"c"', "d.md")
    )


# Sentences


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("We met. See [it](x.md) there. More.", "See it there."),
        ("We met\nand saw [it](x.md)\nthere. More.", "We met and saw it there."),
        ("- one\n- see [it](x.md)\n- three", "see it"),
        ("- see [it](x.md)\n  - below\n- three", "see it"),
        ("| a | b |\n|---|---|\n| see [it](x.md) | other |", "see it"),
        ("## About [it](x.md)\n\nText.", "About it"),
        ("> Quoted. [It](x.md) was.", "It was."),
        ("One[^1].\n\n[^1]: See [it](x.md). More.", "See it."),
        ("First [it](y.md) [it](x.md)! Then.", "First it it!"),
    ],
)
def test_a_link_knows_the_sentence_it_stands_in(text: str, sentence: str) -> None:
    assert next(link for link in marked(text).links if link.target == "x.md").sentence == sentence


# Lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[a](x.md)\n\n[b](x.md)", [11, 13]),
        ("x.md\n\n[b](x.md)", [13]),
        ("[a](x.md#y)\n\n[b](x.md)", [11, 13]),
        ("[a](x.md) [a](x.md)\n[b](x.md)", [11, 11, 12]),
        ("\n\n[[Week 28|w]]", [13]),
        ("\n\n![a](<b c.png>)", [13]),
        ("one\nwww.example.org", [12]),
        ("one\nada@example.org", [12]),
        ("one\n<https://example.org/?a&b>", [12]),
        ("[a][r]\n\n[b][r]\n\n[r]: x.md", [15, 15]),
        ("[a](&#120;.md)", [11]),
    ],
)
def test_a_link_knows_its_line_in_the_file(text: str, lines: list[int]) -> None:
    assert [link.line for link in marked(text, first_line=11).links] == lines


# Places in the same text


@BOTH
@pytest.mark.parametrize(
    "typed",
    [
        "[x](#whats-next-and-week)",
        "[x](#whats-next--week)",
        "[x](#Whats-Next--Week)",
        "[x](<#What’s next & week>)",
        "[[#What’s next & week]]",
        "[[#What’s next & week|x]]",
    ],
)
def test_a_link_to_a_heading_may_name_it_as_github_or_in_words(flavour: Markdown, typed: str) -> None:
    found = marked(f"{typed}\n\n## What’s next & week", flavour)
    assert 'href="#e-whats-next-and-week"' in fill(found.body, [], str, "e-")
    assert (found.links, found.problems) == ((), ())


def test_a_place_that_the_writer_named_is_found() -> None:
    found = marked('<a name="my place"></a>Text\n\n[x](<#my place>)')
    html = fill(found.body, [], str, "e-")
    assert found.problems == ()
    assert 'id="e-my-place"' in html
    assert 'href="#e-my-place"' in html


@pytest.mark.parametrize("typed", ["[up](#)", "[up](#top)"])
def test_the_top_is_always_there(typed: str) -> None:
    assert marked(typed).problems == ()


def test_a_place_that_is_nowhere_is_an_error_with_the_nearest_name() -> None:
    [problem] = marked("Text\n[x](#nxt-week)\n\n## Next week", first_line=5).problems
    assert (problem.severity, problem.line) == (Severity.ERROR, 6)
    assert (problem.found, problem.suggestion) == ("#nxt-week", "#next-week")
    assert "“#nxt-week”" in problem.message


@BOTH
@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("![Our team](our team.jpg)", "![Our team](<our team.jpg>)"),
        ("[the plan](../the plan.md)", "[the plan](<../the plan.md>)"),
    ],
)
def test_an_address_with_spaces_is_told_with_what_to_type(
    flavour: Markdown, typed: str, instead: str
) -> None:
    found = marked(f"Text\n\nSee {typed}.", flavour, 5)
    problems = [(problem.code, problem.line, problem.found, problem.suggestion) for problem in found.problems]
    # Python-Markdown does read links with spaces.
    assert problems == ([] if found.links else [("markdown.spaces", 7, typed, instead)])
    assert bool(found.links) is (flavour != GITHUB)


@pytest.mark.parametrize(
    "typed", ["[a](b.md) (c d.md)", "[x] (a b.md)", '[a](b.md "a title.md")', "[a](<b c.md>)"]
)
def test_other_spaces_raise_no_alarm(typed: str) -> None:
    assert marked(typed).problems == ()


# What a page makes of the marks


def test_addresses_of_the_site_are_turned_into_links_from_the_page() -> None:
    assert (
        shown('<a href="\x02l0\x03">a\x02x0\x03</a>', Target("teams/x/#y")) == '<a href="../teams/x/#y">a</a>'
    )


def test_a_link_that_leaves_the_site_says_so_to_everybody() -> None:
    html = shown('<a href="\x02l0\x03">a\x02x0\x03</a>', Target("https://example.org/?a&b", outside=True))
    assert html == (
        '<a href="https://example.org/?a&amp;b" class="external">a'
        '<span class="visually-hidden"> (external site)</span></a>'
    )


@pytest.mark.parametrize("address", ["mailto:ada@example.org", "tel:+441632960000"])
def test_writing_or_calling_does_not_leave_the_site(address: str) -> None:
    html = shown('<a href="\x02l0\x03">a\x02x0\x03</a>', Target(address, outside=True))
    assert html == f'<a href="{address}">a</a>'


def test_feeds_get_links_without_furniture() -> None:
    html = shown(
        '<a href="\x02l0\x03">a\x02x0\x03</a>', Target("https://example.org/", outside=True), plain=True
    )
    assert html == '<a href="https://example.org/">a</a>'


@pytest.mark.parametrize(
    ("mark", "size"),
    [
        ("\x02i0\x03", 'width="600" height="400"'),
        ("\x02i0,300\x03", 'width="300" height="200"'),
        ("\x02i0,900\x03", 'width="600" height="400"'),
    ],
)
def test_images_keep_their_place_free(mark: str, size: str) -> None:
    html = shown(f'<img src="{mark}" alt="">', Target("a.jpg", width=600, height=400))
    assert html == f'<img src="../a.jpg" {size} alt="">'


def test_an_image_of_unknown_size_has_none() -> None:
    assert shown('<img src="\x02i0\x03">', Target("a.svg")) == '<img src="../a.svg">'
    assert shown('<img src="\x02i0,200\x03">', Target("a.svg")) == '<img src="../a.svg" width="200">'


def test_headings_move_down_and_stop_at_the_sixth_level() -> None:
    html = "<h\x02h2\x03>a</h\x02h2\x03><h\x02h5\x03>b</h\x02h5\x03>"
    assert shown(html, shift=2) == "<h4>a</h4><h6>b</h6>"


def test_names_get_the_prefix_of_their_text() -> None:
    assert shown('<p id="\x02p\x03a"><a href="#\x02p\x03a">', prefix="e-") == '<p id="e-a"><a href="#e-a">'


def test_a_target_too_few_is_a_fault_of_the_program() -> None:
    with pytest.raises(IndexError):
        shown('<a href="\x02l1\x03">', Target("x"))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
@settings(max_examples=100)
def test_no_address_can_break_out_of_its_quotes(address: str) -> None:
    html = shown('<a href="\x02l0\x03">', Target(address))
    assert html.count('"') == 2
    assert "<" not in html[1:]


def test_records_of_links_are_plain_values() -> None:
    assert marked("See [a](x.md).").links == (Link("link", "x.md", "a", "See a.", 1),)
