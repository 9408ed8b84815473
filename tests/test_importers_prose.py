"""HTML to Markdown: every word as typed, sound structure, nothing that can run."""

import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.importers import bounds, prose, tidy
from weeknotes.importers.prose import Ways

PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<em>",
            "</em>",
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "<ul>",
            "<li>",
            "</ul>",
        ),
        *("<table>", "<tr>", "<td>", "</table>", "<h1>", "</h1>", "<blockquote>", "</blockquote>", "<br>", "<details>"),
        *(
            "<script>",
            "</script>",
            "<style>",
            "<iframe src=//x.y>",
            "<svg onload=x>",
            "<raw-table html='<script>'>",
            "<place>",
        ),
        *(
            '<a href="javascript:alert(1)">',
            '<a href="#a">',
            '<i id="a">',
            "</a>",
            '<img src="a.png" alt="]">',
            "<footnote>",
        ),
        *(
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&lt;img src=x onerror=y&gt;",
            "```",
            "~~~",
            "`",
            "• x",
            "<!--",
            "-->",
            "\x00",
        ),
        *(
            "* a",
            "_b_",
            "| c |",
            "# d",
            "1. e",
            "\n\n",
            "    ",
            "[x](javascript:y)",
            "\\",
            "!",
            "=====",
            "http://e.org/_x_",
        ),
    ]
)
HARMFUL = re.compile(r"<(script|style|iframe|svg|form)\b|<[^>]*\son\w+=|href=\"javascript", re.IGNORECASE)


def render(markdown):
    extensions = ("table", "autolink", "strikethrough", "tasklist")
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return cmarkgfm.markdown_to_html_with_extensions(markdown, options=options, extensions=extensions)


@settings(max_examples=60)
@given(st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join))
def test_whatever_the_html_nothing_of_it_runs(html):
    assert not HARMFUL.search(render(prose.write(html, "Title").text))


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_fence_is_closed(html):
    fence = ""
    for line in prose.write(html).text.split("\n"):
        found = re.match(r"[ >]*(?:(?:-|\d+\.) +)*[ >]*(`{3,})[^`]*$", line)
        if found:
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
    assert fence == ""


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_words_are_shown_as_they_were_typed(words):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    shown = cmarkgfm.markdown_to_html(prose.write(f"<p>a{escaped}z</p>").text)
    plain = re.sub(r"<[^>]+>", "", shown).strip()
    assert plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&") == f"a{words}z"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b<br><br>c<br>", "a\\\nb\n\nc"),
        ("<p>one&nbsp;two\u200b three</p>", "one two three"),
        ("<b> bold </b>word", "**bold** word"),
        ("<p><strong>Head:<br></strong>text  <br>\n more</p>", "**Head:**\\\ntext\\\nmore"),
        ("<p>a <code>x<br>y</code></p>", "a `x y`"),
        ("<p><img src=a.png alt=A>beside</p>", "![A](a.png)\n\nbeside"),
        ("<table><tr><td><b>A</b></td><td><b>B</b></td></tr><tr><td>c</td><td>d</td></tr></table>",
         "| A | B |\n| --- | --- |\n| c | d |"),
        ("foo<strong>: bar</strong>baz", "foo<strong>: bar</strong>baz"),
        ("<b><p>a</p><p>b</p></b>", "a\n\nb"),
        ('<span style="font-weight:700">x</span> <span style="font-style: italic">y</span>', "**x** *y*"),
        ("<p>1. no list</p><p># no heading</p><p>- no item</p>", "1\\. no list\n\n\\# no heading\n\n\\- no item"),
        ("<p>• one<br>• two</p><p>·&nbsp; three</p>", "- one\n- two\n- three"),
        ("<p>We did:<br>- this<br>- that</p>", "We did:\n\n- this\n- that"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ('<ol start="3"><li><p>x</p><p>y</p></li></ol>', "3. x\n\n   y"),
        ("<pre>a\n```\nb</pre>", "````\na\n```\nb\n````"),
        ('<pre class="brush: php; x"><code>a<br>b</code></pre>', "```php\na\nb\n```"),
        ("<table><tr><th>a|b</th></tr><tr><td>c</td></tr></table>", "a|b\n\nc"),
        ("<table><tr><th>a|b</th><th>c</th></tr><tr><td>d<br>e</td><td></td></tr></table>",
         "| a\\|b | c |\n| --- | --- |\n| d<br>e |  |"),
        ("<p>Wow!<a href=u>l</a></p>", "Wow\\![l](u)"),
        ('<a href="x y (1).pdf">f</a>', "[f](x%20y%20%281%29.pdf)"),
        ('<a href="javascript:alert(1)">f</a> <a href=" java\tscript:x">g</a>', "f g"),
        ("<p>https://e.org/a_b_c.</p>", "<https://e.org/a_b_c>."),
        ("<dl><dt>Cost</dt><dd>£12</dd></dl>", "**Cost**\n\n£12"),
        ('<a href="#x">go</a><h2 id="x">Here</h2>', '[go](#x)\n\n## <a id="x"></a>Here'),
        ('<p><a name="x"></a>Here.</p><p><a href="#x">go</a></p>', '<a id="x"></a>Here.\n\n[go](#x)'),
        ("<p>T<sup><a href='#f1'>1</a></sup></p><ol><li id='f1'>N <a href='#r'>↩</a></li></ol>", "T[^1]\n\n[^1]: N"),
        ("<details><summary>S</summary><p>in</p></details>", "<details>\n<summary>S</summary>\n\nin\n\n</details>"),
    ],
)  # fmt: skip
def test_becomes(html, markdown):
    assert prose.write(html).text == markdown


@pytest.mark.parametrize(
    "junk",
    [
        "<h3>Leave a Reply</h3>",
        "<p>Fill in your details below or click an icon to log in:</p>",
        "<p>Connecting to %s</p>",
        '<div class="sharedaddy"><h3>Share this:</h3><ul><li>Tweet</li></ul></div>',
        '<p><a href="/x/#more-1" class="more-link">Read more</a></p>',
        "<p>Like this:</p>",
        "<p>&nbsp;</p><p><strong> </strong></p>",
        "<!--[if gte mso 9]><xml><w:WordDocument>x</w:WordDocument></xml><![endif]-->",
        "<style>p.MsoNormal {mso-style-parent:''}</style>",
        '<p class="MsoNormal"><o:p></o:p></p>',
        '<img src="https://pixel.wp.com/b.gif?v=1" width="1" height="1">',
        "<form><input type=email><button>Subscribe</button></form>",
    ],
)
def test_what_no_person_wrote_is_left_out(junk):
    assert prose.write(f"<p>before</p>{junk}<p>after</p>").text == "before\n\nafter"


def test_the_first_heading_goes_where_it_repeats_the_title_and_none_stays_at_the_first_level():
    html = "<h1>Week&nbsp;28</h1><p>x</p><h1>Done</h1><h2>More</h2><h3>Deep</h3>"
    assert re.findall(r"^#.*", prose.write(html, "Week 28").text, re.M) == ["## Done", "### More", "#### Deep"]


def test_a_table_that_markdown_cannot_draw_stays_html_without_what_could_run():
    cells = '<td rowspan="2" style="a"><ul><li>1</li></ul><script>x</script></td><td>b</td>'
    html = f'<table onclick="x"><tr>{cells}</tr></table>'
    text = prose.write(html).text
    assert text.startswith("<table>")
    assert 'rowspan="2"' in text
    assert "\n\n" not in text
    assert not re.search("script|onclick|style", text)


def test_an_embedded_thing_becomes_a_link_and_a_script_is_counted():
    made = prose.write('<iframe src="//player.vimeo.com/video/4"></iframe><script>x</script><p>y</p>')
    assert (made.text, made.lost) == ("<https://vimeo.com/4>\n\ny", {"embed": 1, "script": 1})


def test_a_caption_stands_below_its_picture_and_a_name_of_a_file_says_nothing():
    image = '<a href="b.jpg"><img src="b-300x2.jpg" alt="IMG_2042.JPG"></a>'
    html = f'<figure>{image}<figcaption>The "board"</figcaption></figure>'
    made = prose.write(html)
    assert (made.text, made.lost) == ('![](b.jpg "The \\"board\\"")', {"no alt": 1})


def test_a_picture_that_is_not_at_hand_leaves_a_link():
    ways = Ways(image=lambda address, words: (f"https://old.example/{address}", False))
    assert prose.write('<img src="b.jpg" alt="Board">', ways=ways).text == "[Picture: Board](https://old.example/b.jpg)"


def test_elements_nested_without_end_cost_neither_time_nor_words():
    assert prose.write("<div>" * 5000 + "<blockquote>" * 500 + "words").text.endswith("words")


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>"
            "<tfoot><tr><td>Sum</td><td>3</td></tr></tfoot></table>",
            "| A | B |\n| --- | --- |\n| 1 | 2 |\n| Sum | 3 |",
        ),
        ("<p>Say <acronym title='For The Win'>FTW</acronym>.</p>", 'Say <abbr title="For The Win">FTW</abbr>.'),
        ("<p>Type <tt>ls</tt>.</p>", "Type `ls`."),
        ("<p>Thus:<br><code>a {<br>}</code><br>Done.</p>", "Thus:\n\n```\na {\n}\n```\n\nDone."),
        ("<p>Say <code>a\nb</code> here.</p>", "Say `a b` here."),
        ("<pre>\n    \n  <code>one\n  two</code></pre>", "```\n  one\n  two\n```"),
        (
            '<table class="tr-caption-container"><tr><td><a href="x/s1600/v.jpg"><img alt="A van" src="x/v.jpg"></a>'
            '</td></tr><tr><td class="tr-caption">Back</td></tr></table>',
            '![A van](x/s1600/v.jpg "Back")',
        ),
    ],
)
def test_shapes_that_real_exports_have(html, wanted):
    assert prose.write(html).text == wanted


@pytest.mark.parametrize("name", ["div", "b", "blockquote", "gap", "span"])
def test_what_stands_two_thousand_deep_keeps_its_words(name):
    made = prose.write(f"<{name}>" * 2000 + "within <i>it</i>" + f"</{name}>" * 2000 + "<p>after</p>").text
    assert "within" in made
    assert "it" in made
    assert made.endswith("after")


SUBSTACK = """<p>One.<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a></p>
<div class="footnote" id="footnote-1"><a href="#footnote-anchor-1" class="footnote-number">1</a>
<div class="footnote-content"><p>Said</p><p>so</p></div></div>"""
WORD = """<p>One.<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a></p><h2>Notes</h2><hr size="1" width="33%">
<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Said</p><p>so</p></div>"""
DOCS = """<p>One.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>&nbsp;Said</p></div>"""


@pytest.mark.parametrize(("html", "note"), [(SUBSTACK, "Said\n\n    so"), (WORD, "Said\n\n    so"), (DOCS, "Said")])
def test_footnotes_that_stand_in_no_list_are_footnotes(html, note):
    made = prose.write(html).text
    assert made.replace("\n\n## Notes", "") == f"One.[^1]\n\n[^1]: {note}"


def test_a_number_that_leads_to_a_section_is_no_footnote():
    made = prose.write('<p>See <a href="#s2" id="r">2</a>.</p><p id="s2">Words</p><hr><p>End</p>').text
    assert made == 'See [2](#s2).\n\n<a id="s2"></a>Words\n\n---\n\nEnd'


@pytest.mark.parametrize(
    "gallery",
    [
        '<figure class="wp-block-gallery"><ul class="blocks-gallery-grid">{}</ul></figure>',
        '<ul class="wp-block-gallery columns-3">{}</ul>',
    ],
)
def test_the_pictures_of_a_gallery_are_no_items_of_a_list(gallery):
    items = '<li class="blocks-gallery-item"><figure><img src="a.jpg" alt="A"></figure></li>' * 2
    assert prose.write(gallery.format(items)).text == "![A](a.jpg)\n\n![A](a.jpg)"


@pytest.mark.parametrize(
    "junk",
    [
        '<p><a href="https://x.substack.com/p/y?utm_source=substack&action=share"><span>Share</span></a></p>',
        '<p><a href="https://x.substack.com/subscribe?">Subscribe now</a></p>',
        '<p>Share this post: <a href="https://www.facebook.com/sharer.php?u=x">Facebook</a> '
        '<a href="https://twitter.com/intent/tweet?text=x">Tweet</a></p>',
        '<div class="subscription-widget-wrap"><p>Thanks for reading! Subscribe.</p></div>',
    ],
)
def test_what_only_hands_a_page_on_is_no_text(junk):
    assert prose.write(f"<p>Words</p>{junk}").text == "Words"


def test_words_that_can_be_handed_on_stay():
    said = '<p><a href="https://twitter.com/intent/tweet?text=x">The best week that we ever had</a></p>'
    assert "The best week that we ever had" in prose.write(said).text


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p>" + "word<br>" * 3000 + "</p>", 3000),
        ("<div>" + "word<br><br>" * 3000 + "</div>", 3000),
        ("<p>" + "<span>word</span> " * 3000 + "</p>", 3000),
        ("<blockquote>" + "<p>word</p>" * 3000 + "</blockquote>", 3000),
        ("<ul>" + "<li>word</li>" * 1200 + "</ul>", 1200),
    ],
)
def test_a_text_wider_than_any_keeps_its_words_in_parts_of_bounded_size(html, count):
    root = tidy.parse(html)
    parts = [each for each in root.find_all(bounds.PARTED) if len(each.contents) > bounds.WIDEST * bounds.LAST + 1]
    assert (parts, root.get_text().count("word")) == ([], count)
    assert prose.write(html).text.count("word") == count


def test_a_text_that_is_parted_keeps_its_paragraphs():
    html = "".join(f"<p>Paragraph {number}</p>" for number in range(1100))
    assert prose.write(html).text == "\n\n".join(f"Paragraph {number}" for number in range(1100))


@pytest.mark.parametrize(
    "html",
    [
        '<picture><source type="image/webp" srcset="a.webp 424w"><img src="a.jpg" alt="A"></picture> end',
        "<picture><source data-x='a > b'><source srcset=b><img src=a.jpg alt=A></picture><wbr> end",
        "<picture><source srcset=b /><img src=a.jpg alt=A /></picture> end",
        "<picture><source srcset=b></source><img src=a.jpg alt=A></picture> end",
    ],
)
def test_a_picture_in_several_sizes_comes_along(html):
    assert prose.write(html).text == "![A](a.jpg) end"


def test_what_follows_a_player_without_an_end_stays():
    made = prose.write('<p><embed src="https://e.org/film">Words</p><video><source src="https://e.org/b.mp4"></video>')
    assert "Words" in made.text
    assert "<https://e.org/b.mp4>" in made.text
