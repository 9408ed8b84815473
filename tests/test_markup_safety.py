"""What a text may not do, what is put in its place, and what the writer hears of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.config import Markdown
from weeknotes.errors import Problem, Severity
from weeknotes.markup import fill, read
from weeknotes.model import Target

GITHUB = Markdown("github")
BOTH = pytest.mark.parametrize("flavour", [GITHUB, Markdown("extra")], ids=["github", "extra"])


def shown(text: str, flavour: Markdown = GITHUB) -> tuple[str, tuple[Problem, ...]]:
    found = read(text, flavour, "content/a.md", 5, "Week 28")
    targets = [Target(link.target, outside=True) for link in found.links]
    return fill(found.body, targets, str, plain=True).strip(), found.problems


# Embeds


@BOTH
@pytest.mark.parametrize(
    ("typed", "words", "address"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/a_1-b?rel=0" title="Our talk"></iframe>',
            "Video on youtube.com: Our talk",
            "https://www.youtube.com/watch?v=a_1-b",
        ),
        (
            "<iframe src='//player.vimeo.com/video/123'></iframe>",
            "Video on vimeo.com",
            "https://vimeo.com/123",
        ),
        (
            '<iframe width="1" src="https://example.org/map?a=1&amp;b=2"></iframe>',
            "Embedded content from example.org",
            "https://example.org/map?a=1&amp;b=2",
        ),
        (
            '<embed src="https://example.org/a.swf">',
            "Embedded content from example.org",
            "https://example.org/a.swf",
        ),
        (
            '<object data="https://example.org/a.pdf"><p>Old</p></object>',
            "Embedded content from example.org",
            "https://example.org/a.pdf",
        ),
        (
            '<script src="https://gist.github.com/ada/1.js"></script>',
            "Embedded content from gist.github.com",
            "https://gist.github.com/ada/1",
        ),
        ('<video controls><source src="talk.mp4"></video>', "Video", "talk.mp4"),
        (
            '<audio src="https://example.org/a.mp3"></audio>',
            "Recording on example.org",
            "https://example.org/a.mp3",
        ),
    ],
)
def test_an_embed_becomes_a_link(flavour: Markdown, typed: str, words: str, address: str) -> None:
    html, problems = shown(f"Text\n\n{typed}\n\nMore", flavour)
    assert f'<p class="embed"><a href="{address}">{words}</a></p>' in html
    assert html.startswith("<p>Text</p>")
    assert html.endswith("<p>More</p>")
    assert [(problem.code, problem.severity, problem.line) for problem in problems] == [
        ("markdown.embed", Severity.WARNING, 7)
    ]


def test_the_writer_is_told_what_to_type_instead_of_an_embed() -> None:
    _, [problem] = shown('<iframe src="https://example.org/map"></iframe>')
    assert problem.found == '<iframe src="https://example.org/map">'
    assert problem.suggestion == "[Embedded content from example.org](https://example.org/map)"
    assert problem.message.startswith("Embedded content from example.org cannot be shown inside the text")


def test_a_quoted_post_of_social_media_needs_no_second_link() -> None:
    post = '<blockquote class="post"><a href="https://social.example/1">Post</a></blockquote>'
    html, [problem] = shown(f'{post} <script async src="https://social.example/w.js"></script>')
    assert html.count("<a ") == 1
    assert "social.example" in problem.message


@pytest.mark.parametrize("typed", ["<iframe></iframe>", "<video></video>", '<iframe src=""></iframe>'])
def test_an_embed_without_address_is_left_out_and_told(typed: str) -> None:
    html, [problem] = shown(f"Text\n\n{typed}")
    assert html == "<p>Text</p>"
    assert "no address" in problem.message


def test_embeds_in_code_are_text() -> None:
    html, problems = shown("`<iframe src='x'>`\n\n```\n<script>alert(1)</script>\n<b onclick=x>\n```")
    assert problems == ()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_embeds_in_comments_are_nothing() -> None:
    assert shown('Text <!-- <iframe src="https://example.org/"></iframe> -->') == ("<p>Text </p>", ())


def test_two_equal_embeds_are_told_with_their_own_lines() -> None:
    embed = '<iframe src="https://example.org/"></iframe>'
    _, problems = shown(f"{embed}\n\ntext\n\n{embed}")
    assert [problem.line for problem in problems] == [5, 9]


# Programs, forms, styles


@BOTH
@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("<script>alert(1)</script>", "markdown.script", "cannot run programs"),
        ("<style>p { color: red }</style>", "markdown.style", "own style"),
        ('<form action="x"><p>alert</p></form>', "markdown.form", "cannot receive answers"),
        ("<button>alert</button>", "markdown.form", "cannot receive answers"),
        ('Some <b onclick="alert(1)">bold</b>', "markdown.handler", "“onclick”"),
        ("[a](javascript:alert(1))", "markdown.address", "runs a program"),
        ("[a](file:///C:/notes.docx)", "markdown.address", "your own computer"),
        ("![a](data:image/png;base64,iVBORw0KGgo=)", "markdown.data-image", "Save it as a file"),
        ("[a](http://[::1)", "markdown.address", "the name of a host"),
        ("[a](https://)", "markdown.address", "the name of a host"),
        ("[a](http://example.org:99999/)", "markdown.address", "the name of a host"),
        ("[a](ftp://example.org/file:x)", "markdown.address", "Links can lead to"),
        ("[a](msteams:/l/chat)", "markdown.address", "Links can lead to"),
        ("[a](C:/notes.docx)", "markdown.address", "your own computer"),
    ],
)
def test_what_is_left_out_is_told_in_plain_words(
    flavour: Markdown, typed: str, code: str, words: str
) -> None:
    html, problems = shown(f"Text\n\n{typed}", flavour)
    assert problems[0].code == code
    assert words in problems[0].message
    assert (problems[0].line, problems[0].path) == (7, "content/a.md")
    assert not any(harm in html for harm in ("alert(", "color:", "<form", "onclick", "data:", "file:"))


ADDRESSES = ("", "http:", "https:", "https://", "http://a.", "ftp://", "mailto:", "teams:", "C:", "//", "#", "a.md#")


@given(st.sampled_from(ADDRESSES), st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12))
def test_no_address_is_lost_without_a_word(scheme: str, rest: str) -> None:
    found = read(f"[words](<{scheme}{rest}>)", GITHUB, "content/a.md", 1, "Week 28")
    # Words alone are what is left of a link: it leads somewhere, or the writer hears of it.
    if found.body.text == "words":
        assert found.links or found.problems or 'href="#' in found.body.html


def test_a_pasted_picture_is_told_with_its_beginning_only() -> None:
    html, [problem] = shown(f"![a](data:image/png;base64,{'A' * 5000})")
    assert html == ""
    assert len(problem.found) < 100


def test_tick_boxes_of_lists_are_no_forms() -> None:
    assert shown("- [x] done")[1] == ()


def test_ordinary_words_raise_no_alarm() -> None:
    text = (
        "Some data: online = good. The script: act one. <b>on=x</b>\n\nPut `onclick=` in. Only onstage = yes."
    )
    assert shown(text)[1] == ()


@pytest.mark.parametrize(
    "typed",
    [
        "<a href='java&#115;cript:alert(1)'>a</a>",
        "<a href='java\nscript:alert(1)'>a</a>",
        "<a href='\x01javascript:alert(1)'>a</a>",
        "<a href='vbscript:alert(1)'>a</a>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "<img src='x' style='background:url(javascript:alert(1))'>",
        '<p title="</p><script>alert(1)</script>">',
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<b/onmouseover=alert(1)>b</b>",
        "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<xmp><script>alert(1)</script></xmp>",
        "<a href='https://example.org' ping='https://evil.example' target=_blank>a</a>",
        "<scr<script>ipt>alert(1)</script>",
        "<template><script>alert(1)</script></template>",
        "<plaintext><script>alert(1)</script>",
    ],
)
@BOTH
def test_no_trick_brings_a_program_onto_the_page(flavour: Markdown, typed: str) -> None:
    html, _ = shown(typed, flavour)
    tags = [piece.partition(">")[0].lower() for piece in html.split("<")[1:]]
    assert not any("script" in tag or "alert" in tag or "evil" in tag or "style" in tag for tag in tags)


@pytest.mark.parametrize(
    "typed", ['<p id="main">', '<p class="external">', '<p style="x">', '<p aria-hidden="true">']
)
def test_a_text_cannot_dress_up_as_the_site(typed: str) -> None:
    html, _ = shown(f"{typed}Text</p>")
    assert html in ("<p>Text</p>", '<p id="main">Text</p>')


@BOTH
@pytest.mark.parametrize(
    ("typed", "html", "words"),
    [
        ("See [the plan]() soon", "<p>See the plan soon</p>", "only its words are shown"),
        ("See ![the plan]() soon", "<p>See  soon</p>", "it was left out"),
    ],
)
def test_a_link_without_address_is_told(flavour: Markdown, typed: str, html: str, words: str) -> None:
    shown_html, [problem] = shown(f"Text\n\n{typed}", flavour)
    assert shown_html.endswith(html)
    assert words in problem.message
    assert (problem.line, problem.found in typed) == (7, True)
