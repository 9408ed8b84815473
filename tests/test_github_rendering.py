"""What GitHub shows is what the site shows: the same words in the same elements in the same order.

GitHub's own parser renders each text plainly, and this package renders it for a page; what DESIGN.md §4
documents as changed on the way is undone in both, and then nothing may differ.
"""

import re
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from weeknotes import config, markup
from weeknotes.model import Target

ROOT = Path(__file__).parent.parent
TEXTS = sorted((ROOT / "content").rglob("*.md"))
SPACES = " \u00a0"
TITLE = "A title that no text of these has"
# What an element says by itself; all other attributes are the site's affair.
KEPT = {"img": ("alt",), "ol": ("start",), "input": ("type", "checked"), "td": ("align",), "th": ("align",)}
SAME = {"figure": "p", "th": "td", **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading")}
INLINE = {"a", "b", "br", "code", "del", "em", "i", "img", "input", "kbd", "mark", "strong", "sub", "sup"}
ALERT = re.compile(r"\s*\[!(note|tip|important|warning|caution)\][ \t]*(\n|$)", re.I)
WIKILINK = re.compile(r"\[\[(?:[^\[\]|<]+\|)?([^\[\]|<]+)\]\]")


def githubs(text: str) -> etree._Element:
    """GitHub's rendering, with what GitHub does elsewhere than in its parser: alerts and wikilinks."""
    options = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
    html = cmarkgfm.github_flavored_markdown_to_html(text, options)
    root = tree(WIKILINK.sub(r'<a href="#">\1</a>', html))
    for quotation in root.iter("blockquote"):
        first = next(iter(quotation), None)
        if first is not None and (found := ALERT.match(first.text or "")):
            quotation.tag = "alert"
            first.text = (first.text or "")[found.end() :]
    return root


def ours(text: str) -> etree._Element:
    marked = markup.read(text, config.Markdown(), "content/posts/x.md", title=TITLE)
    targets = [Target(link.target or "#", outside=True) for link in marked.links]
    root = tree(markup.fill(marked.body, targets, lambda address: address))
    for box in root.xpath("//*[contains(@class, 'alert ')]"):
        box.tag = "alert"
    return root


def tree(html: str) -> etree._Element:
    root = etree.fromstring(f"<html><body><div>{html}</div></body></html>", etree.HTMLParser(remove_comments=True))
    return root[0][0]


def gone(element: etree._Element) -> bool:
    """Whether the site adds this, or it shows nothing on GitHub either."""
    added = element.get("class") in ("alert-title", "visually-hidden") or element.tag == "figcaption"
    return added or (element.tag == "p" and not len(element) and not (element.text or "").strip())


def opened(element: etree._Element) -> bool:
    """Whether only what is inside of this counts: the frames of tables, and parts that HTML implies."""
    return element.tag in ("tbody", "span") or (element.tag == "div" and element.get("class") == "table-scroll")


def pieces(element: etree._Element) -> list:
    """The texts and the elements (as lists) in an element."""
    found: list = [element.text or ""]
    for each in element:
        if not gone(each):
            found += pieces(each) if opened(each) else [normal(each)]
        found.append(each.tail or "")
    return found


def head(element: etree._Element) -> str:
    """What an element is and says by itself."""
    # To the left is where text begins without being told.
    said = [f"{key}={element.get(key).strip()}" for key in KEPT.get(element.tag, ()) if element.get(key)]
    said = [each for each in said if each != "align=left"]
    aligned = (element.get("class") or "").partition("align-")[2]
    if element.tag in ("td", "th") and aligned:
        said.append(f"align={aligned}")
    if element.tag == "input" and "checked" in element.attrib:
        said.append("ticked")
    return " ".join([SAME.get(element.tag, element.tag), *said])


def language(element: etree._Element) -> str:
    """What a block of code is written in: GitHub tells it of the block, the site of the code in it."""
    inner = element[0].get("class", "") if len(element) else ""
    return element.get("lang") or inner.removeprefix("language-")


def normal(element: etree._Element) -> list:
    """An element as a list: what it is, then its texts and elements."""
    if element.tag == "pre":
        return ["pre", language(element), "".join(element.itertext())]
    found = joined(pieces(element))
    if element.tag not in INLINE:
        found = trimmed(found)
    return [head(element), *found]


def joined(found: list) -> list:
    """Texts that stand beside each other as one, in one line."""
    whole: list = []
    for each in found:
        if isinstance(each, str) and whole and isinstance(whole[-1], str):
            whole[-1] += each
        else:
            whole.append(each)
    return [re.sub(r"[ \t\n]+", " ", each) if isinstance(each, str) else each for each in whole]


def trimmed(found: list) -> list:
    """Without spaces at the edges of blocks, where they show nothing."""
    edges = [True, *(not isinstance(each, str) and each[0].split()[0] not in INLINE for each in found), True]
    for place, each in enumerate(found):
        if isinstance(each, str):
            each = each.lstrip(SPACES) if edges[place] else each
            found[place] = each.rstrip(SPACES) if edges[place + 2] else each
    return [each for each in found if each]


def body_of(path: Path) -> str:
    text = path.read_text(encoding="utf-8-sig")
    return text.split("---\n", 2)[2] if text.startswith("---\n") else text


SNIPPETS = [
    "plain text\nover two lines\n\nand a second paragraph",
    "a hard break  \nwith spaces and\\\nwith a stroke",
    "*em* _em_ **strong** __strong__ ***both*** ~~gone~~ `code` ``a ` b``",
    "snake_case_words and 2*3*4 and **bold**text and in*tra*word",
    "# One\n\n## Two\n\n#### Four\n\n# One more\n\nText",
    "Setext\n======\n\nSecond\n------\n\ntext",
    "#weeknotes is no heading\n\n#5 neither",
    "A list straight after:\n- one\n- two\n  - inner\n    - inmost\n- three",
    "1. one\n2. two\n   1. inner\n   2. inner\n3. three",
    "7. seven\n8. eight",
    "2026. A great year",
    "- a\n\n- loose\n\n  with a second paragraph\n\n- c",
    "* star\n+ plus\n- minus",
    "- [ ] open\n- [x] done\n  - [X] inner\n- no task",
    "- [ ] open\n\n- [x] done",
    "- item\n\n  ```python\n  code in a list\n  ```\n\n- next",
    "1. step\n\n       indented code\n\n2. step",
    "```\nplain  code\n\n  indented & <b>\n```",
    "~~~yaml\na: b\n~~~",
    "    indented code\n    second line",
    "> quoted\n> on\n\n> > twice\n> once",
    "> **A quotation** with\n>\n> - a list\n>\n> and more",
    "> [!NOTE]\n> Useful *words*.\n>\n> - and a list",
    "> [!warning]\n> Small letters too.",
    "> [!NOTE] not an alert with words behind it",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "| left | middle | right |\n|:--|:-:|--:|\n| 1 | *2* | `3` |\n| 4 | 5 \\| 6 | |",
    "| | before | after |\n|--|--|--|\n| visits | 15 % | 5 % |",
    "| a | b |\n|---|\n| no table |",
    "words above\n| a | b |\n|---|---|\n| 1 | 2 |\nwords below",
    "a note[^1] and another[^two] and again[^1]\n\n[^1]: First.\n[^two]: Second with *words*.\n\n    And a paragraph.",
    "a note[^lost] that is nowhere",
    "https://example.org/a_b_c?d=e&f=g and www.example.org, and me@example.org.",
    "<https://example.org> and <me@example.org>",
    "[words](https://example.org 'title') and [ref][r] and [r] and [none]\n\n[r]: https://example.org/r",
    "[a **bold** link](https://example.org) with `code` [`in it`](https://example.org/x)",
    "![alt text](picture.png)",
    '![alt text](picture.png "A caption")',
    'Words ![inline](a.png "title") between',
    "[![linked](a.png)](https://example.org)",
    "![one](a.png)\n![two](b.png)",
    "---\n\ntext\n\n***\n\n___",
    "H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd>, <mark>marked</mark>",
    "<details>\n<summary>More</summary>\n\nHidden *words*\n\n</details>",
    "a <b>bold <i>and</i></b> one<br>break",
    "&amp; &lt;b&gt; &copy; &#8212; 5 < 6 & 7 > 3",
    "\\*no em\\* \\# no heading \\[no link\\]",
    "“Curly” ‘quotes’ – and “straight” \"ones\" 'too' -- and ... dots",
    "Emoji 🎉 :tada: and Welsh ŷ ŵ and Ελληνικά",
    "<!-- a comment -->\n\ntext <!-- inside --> goes on",
    "trailing spaces   \n\n\n\nmany blank lines",
    "\ttab first\n\nthen\ttab inside",
    "Term\n: no definition list here",
    "Line one\n\n* * *\n\nLine two",
    "[[A wikilink]] and [[Target|other words]]",
    "1) bracket\n2) bracket",
    "- one\n- two\n\n\n- three after two blank lines\n\n<!-- -->\n\n- another list",
    "Some `` `ticks` `` and `a  b`",
    "**Bold:**directly and **“quoted”**after",
]


@pytest.mark.parametrize("text", SNIPPETS)
def test_ordinary_markdown_reads_as_on_github(text):
    assert normal(ours(text)) == normal(githubs(text))


@pytest.mark.parametrize("text", SNIPPETS)
def test_it_does_in_a_list_and_in_a_quotation(text):
    for before in ("> ", "- "):
        rest = "> " if before == "> " else "  "
        deeper = before + text.replace("\n", f"\n{rest}")
        assert normal(ours(deeper)) == normal(githubs(deeper))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_text_of_the_demonstration_reads_as_on_github(path):
    assert normal(ours(body_of(path))) == normal(githubs(body_of(path)))


# A block of HTML swallows the lines below it, and what is broken in HTML GitHub takes out later.
MIXABLE = [text for text in SNIPPETS if "<" not in text]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(MIXABLE), min_size=2, max_size=5), st.sampled_from(["\n\n", "\n"]))
def test_so_do_mixtures(texts, between):
    text = between.join(texts)
    assert normal(ours(text)) == normal(githubs(text))


def test_the_comparison_sees_what_differs():
    for one, other in [
        ("a b", "ab"),
        ("a *b*", "a*b*"),
        ("- a\n- b", "- a b"),
        ("- a\n\n- b", "- a\n- b"),
        ("```py\na\n```", "```js\na\n```"),
        ("- [ ] a", "- [x] a"),
        ("![a](x.png)", "![b](x.png)"),
        ("| a |\n|--|\n| b |", "| a |\n|-:|\n| b |"),
        ("1. a", "2. a"),
    ]:
        assert normal(ours(one)) != normal(githubs(other)), one
