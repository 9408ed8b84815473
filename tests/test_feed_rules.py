"""What the W3C's feed validator says nothing against, as rules of our own: for every feed of the demonstration site,
and for whatever is pasted. ``WEEKNOTES_FEED_EXAMPLES=10000`` makes the second a long run.

The names in brackets are those of its messages.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import html5lib
import pytest
from conftest import build
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from test_render import CHROME, SITE, card

from weeknotes import markup, render, templates
from weeknotes.config import Markdown
from weeknotes.model import Body, Page, Target, Term
from weeknotes.render import Order
from weeknotes.subscriptions import FeedView

ROOT = Path(__file__).parent.parent
EXAMPLES = int(os.environ.get("WEEKNOTES_FEED_EXAMPLES", "400"))
TODAY = datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
NAMESPACES = {
    *(None, "http://www.w3.org/2005/Atom", "http://www.w3.org/XML/1998/namespace", "http://purl.org/dc/elements/1.1/"),
    *("http://purl.org/rss/1.0/modules/content/", "http://purl.org/syndication/history/1.0"),
}
URL = re.compile(r"https?://[^/\s]+/[\w;/?:@&=+$.\-~!*'()%,#]*", re.ASCII)
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[\w;/?:@&=+$.\-~!*'()%,#]+", re.ASCII)
RFC_822 = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")
HTML_LIKE = re.compile(r"</\w+>|&#?\w+;")
FEED = re.compile(r"(.*/)?feed(-\d+)?\.(xml|atom|json)")
BAD = re.compile("[\x80-\x9f\ufffd]")
RISKS = {
    *("script", "style", "iframe", "object", "embed", "applet", "meta", "link", "base", "frame", "frameset", "svg"),
    *("math", "title", "html", "head", "body", "xmp", "plaintext", "noembed", "param", "isindex", "marquee", "portal"),
}
# More than these the cleaner of texts lets through nowhere; the validator has all of them on its list.
ATTRIBUTES = {
    *("abbr", "align", "alt", "checked", "cite", "class", "colspan", "controls", "datetime"),
    *("decoding", "dir", "disabled", "download", "headers", "height", "href", "hreflang", "id"),
    *("lang", "loading", "media", "name", "open", "rel", "reversed", "rowspan", "scope"),
    *("span", "src", "start", "title", "translate", "type", "value", "width"),
}


def text_faults(html: str) -> list[str]:
    """What is wrong with a text of HTML: [NotHtml], [SecurityRisk], [SecurityRiskAttr], [ContainsRelRef]."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    parts = [each for each in parser.parseFragment(html).iter() if isinstance(each.tag, str)]
    found = [f"NotHtml {error[1]}" for error in parser.errors]
    found += [f"SecurityRisk {each.tag}" for each in parts if each.tag in RISKS]
    found += [f"SecurityRiskAttr {name}" for each in parts for name in each.attrib if name not in ATTRIBUTES]
    links = [each.get(name, "https:") for each in parts for name in ("href", "src", "cite")]
    found += [f"ContainsRelRef {link}" for link in links if not re.match(r"[a-z][a-z0-9+.-]*:", link, re.I)]
    return found + [f"SecurityRisk {link}" for link in links if re.match(r"\s*(javascript|vbscript|data):", link, re.I)]


def plain_faults(element: etree._Element) -> list[str]:
    """What is wrong with plain text: [ContainsHTML], [NotBlank], [UnexpectedWhitespace]."""
    text = element.text or ""
    found = [] if text.strip() else [f"NotBlank {element.tag}"]
    found += [f"UnexpectedWhitespace {element.tag}"] if "\n" in text else []
    is_html = element.get("type") == "html"
    if is_html:
        return found + text_faults(text)
    return found + [f"ContainsHTML {each}" for each in HTML_LIKE.findall(text)]


def moment_faults(text: str, form: re.Pattern[str]) -> list[str]:
    """[InvalidRFC2822Date], [InvalidRFC3339Date], [ImplausibleDate]."""
    if not form.fullmatch(text):
        return [f"InvalidDate {text}"]
    at = parsedate_to_datetime(text) if form is RFC_822 else datetime.fromisoformat(text)
    return [] if at.year >= 1990 and at <= TODAY + timedelta(minutes=10) else [f"ImplausibleDate {text}"]


def once(element: etree._Element, *names: str) -> list[str]:
    """[MissingElement], [DuplicateElement]: each of these stands there exactly once."""
    return [f"{len(found)} times {name}" for name in names if len(found := element.findall(name)) != 1]


def link_faults(element: etree._Element, url: str, media_type: str) -> list[str]:
    """[MissingAtomSelfLink], [SelfDoesntMatchLocation], [SelfNotAtom], [DuplicateAtomLink], [InvalidFullLink]."""
    links = element.findall(f"{ATOM}link")
    own = [(each.get("href"), each.get("type")) for each in links if each.get("rel") == "self"]
    found = [] if own == [(url, media_type)] else [f"SelfDoesntMatchLocation {own}"]
    kinds = Counter((each.get("rel"), each.get("type")) for each in links)
    found += [f"DuplicateAtomLink {kind}" for kind, count in kinds.items() if count > 1]
    return found + [f"InvalidFullLink {each.get('href')}" for each in links if not URL.fullmatch(each.get("href"))]


def rss_item_faults(item: etree._Element) -> list[str]:
    found = once(item, "title", "link", "guid", "pubDate")
    found += ["DuplicateElement description"] if len(item.findall("description")) > 1 else []
    if found:
        return found
    names = [each.tag for each in item]
    body = item.findtext(CONTENT)
    found += plain_faults(item.find("title")) + [each for tag in item.findall("category") for each in plain_faults(tag)]
    found += [] if URL.fullmatch(item.findtext("link")) else [f"InvalidFullLink {item.findtext('link')}"]
    found += [] if item.find("guid").get("isPermaLink") == "false" else ["InvalidPermalink"]
    found += [] if TAG_URI.fullmatch(item.findtext("guid")) else [f"InvalidTAG {item.findtext('guid')}"]
    found += moment_faults(item.findtext("pubDate"), RFC_822) + text_faults(item.findtext("description") or "")
    found += text_faults(body or "")
    before = names[: names.index(CONTENT)] if CONTENT in names else ["description"]
    return found + ([] if "description" in before else ["NeedDescriptionBeforeContent"])


def rss_faults(data: bytes, url: str) -> list[str]:
    root = etree.fromstring(data)
    channel = root.find("channel")
    items = channel.findall("item")
    found = once(root, "channel") + once(channel, "title", "link", "description", "language", "generator")
    found += [f"DuplicateElement {name}" for name in ("lastBuildDate", "pubDate") if len(channel.findall(name)) > 1]
    found += plain_faults(channel.find("title")) + plain_faults(channel.find("description"))
    found += link_faults(channel, url, "application/rss+xml")
    built = channel.findtext("lastBuildDate")
    found += moment_faults(built, RFC_822) if built or items else []
    ids = Counter(item.findtext("guid") for item in items)
    found += [f"DuplicateValue {id}" for id, count in ids.items() if count > 1]
    return found + [each for item in items for each in rss_item_faults(item)] + document_faults(data, root)


def atom_entry_faults(entry: etree._Element) -> list[str]:
    found = once(entry, f"{ATOM}title", f"{ATOM}id", f"{ATOM}updated", f"{ATOM}published", f"{ATOM}link")
    if found:
        return found
    found += plain_faults(entry.find(f"{ATOM}title"))
    found += [each for name in entry.iter(f"{ATOM}name", f"{ATOM}summary") for each in plain_faults(name)]
    found += moment_faults(entry.findtext(f"{ATOM}updated"), RFC_3339)
    found += moment_faults(entry.findtext(f"{ATOM}published"), RFC_3339)
    found += [] if TAG_URI.fullmatch(entry.findtext(f"{ATOM}id")) else [f"InvalidTAG {entry.findtext(f'{ATOM}id')}"]
    return found + text_faults(entry.findtext(f"{ATOM}content") or "")


def atom_faults(data: bytes, url: str) -> list[str]:
    root = etree.fromstring(data)
    entries = root.findall(f"{ATOM}entry")
    found = once(root, f"{ATOM}title", f"{ATOM}id", f"{ATOM}updated", f"{ATOM}author", f"{ATOM}generator")
    found += plain_faults(root.find(f"{ATOM}title")) + link_faults(root, url, "application/atom+xml")
    found += moment_faults(root.findtext(f"{ATOM}updated"), RFC_3339)
    names = [each.tag for each in root]
    last = names.index(f"{ATOM}entry") if entries else len(names)
    found += [f"MisplacedMetadata {name}" for name in names[last:] if name != f"{ATOM}entry"]
    for name in ("id", "updated"):
        counts = Counter(entry.findtext(f"{ATOM}{name}") for entry in entries)
        found += [f"Duplicate {name} {value}" for value, count in counts.items() if count > 1]
    return found + [each for entry in entries for each in atom_entry_faults(entry)] + document_faults(data, root)


def document_faults(data: bytes, root: etree._Element) -> list[str]:
    """[BadCharacters], [ObsoleteNamespace], [MissingEncoding]; above the feed stands a style sheet alone."""
    found = [] if data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n") else ["MissingEncoding"]
    found += [f"Namespace {each}" for part in root.iter() for each in part.nsmap.values() if each not in NAMESPACES]
    style = root.getprevious()
    found += [] if style is None or 'type="text/css"' in style.text else ["style sheet"]
    return found + (["BadCharacters"] if BAD.search(data.decode()) else [])


def json_faults(data: bytes, url: str) -> list[str]:
    """JSON Feed 1.1, which the validator does not know."""
    feed = json.loads(data)
    found = [] if feed["feed_url"] == url and feed["version"].endswith("/1.1") and feed["title"] else ["head"]
    found += [f"next_url {feed['next_url']}"] if feed.get("next_url") == url else []
    for item in feed["items"]:
        found += [] if TAG_URI.fullmatch(item["id"]) and URL.fullmatch(item["url"]) else [f"id {item['id']}"]
        found += moment_faults(item["date_published"], RFC_3339) + moment_faults(item["date_modified"], RFC_3339)
        found += text_faults(item["content_html"])
    return found


FAULTS = {"xml": rss_faults, "atom": atom_faults, "json": json_faults}
MAKERS = {"xml": "rss", "atom": "atom", "json": "json-feed"}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """The feeds of the demonstration site, with archives, a hub, and a series that has ended."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "content", folder / "content")
    config = (ROOT / "config.toml").read_text(encoding="utf-8")
    config = config.replace("limit = 50", 'limit = 3\nhub = "https://hub.example.org/"')
    config = config.replace("[series.data]", '[series.data]\nended = "2026-W40"')
    site = build(folder, config=config)
    assert not [each for each in site.account.problems if each.severity == "error"]
    return {file: data for file, data in site.output.items() if FEED.fullmatch(file)}


def test_every_feed_of_the_demonstration_keeps_the_rules(demonstration):
    found = {
        file: faults
        for file, data in demonstration.items()
        if (faults := FAULTS[file.rpartition(".")[2]](data, f"https://open.marlowreach.example/{file}"))
    }
    assert found == {}
    assert len(demonstration) > 100


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        (b"<guid", b"<guid/><guid", "2 times guid"),
        (b"+0000</pubDate>", b"UTC+0</pubDate>", "InvalidDate"),
        (b"10 Jul 2026", b"10 Jul 2062", "ImplausibleDate"),
        (b'rel="self"', b'rel="via"', "SelfDoesntMatchLocation"),
        (b'isPermaLink="false"', b"", "InvalidPermalink"),
        (b"A boiler", b"A &lt;b&gt;boiler&lt;/b&gt;", "ContainsHTML"),
        (b"posts/a/", b"posts/\xc3\xa4/", "InvalidFullLink"),
    ],
)
def test_a_feed_that_breaks_a_rule_is_found_out(good, bad, told):
    data = feed_of("xml", "<p>Hello</p>").replace(good, bad)
    assert any(told in each for each in rss_faults(data, "https://open.example.org/reach/posts/feed.xml"))


@pytest.mark.parametrize(
    "html",
    ["<p><script>1</script></p>", '<a href="../x">x</a>', "<p onclick='1'>x</p>", "<iframe></iframe>", "<p></b>"],
)
@pytest.mark.parametrize("ending", FAULTS)
def test_a_text_that_breaks_a_rule_is_found_out(html, ending):
    assert FAULTS[ending](feed_of(ending, html), f"https://open.example.org/reach/posts/feed.{ending}")


def feed_of(ending: str, html: str, targets: tuple[Target, ...] = (), **said: object) -> bytes:
    """A feed with one item, made as a build makes it."""
    entry = card(**said)
    view = FeedView(entry.title, entry.summary, "posts/feed", "posts/", "en", (entry,))
    page = Page(f"posts/feed.{ending}", MAKERS[ending], "", {"feed": view}, (entry.id,), {entry.id: targets})
    press = render.press(SITE, CHROME, templates.Theme({}))
    return render.make(press, Order(page, {entry.id: Body(html)}))[1]


def marked(typed: str, flavour: str) -> tuple[str, tuple[Target, ...]]:
    """The body of a text as it is read, with links that nobody has found anything for, and pictures of the site."""
    read = markup.read(typed, Markdown(flavour), "content/posts/a.md", 1, "A boiler")
    found = [Target("media/a.png", width=8, height=6) if link.kind == "image" else None for link in read.links]
    return read.body.html, tuple(
        target or Target(link.target, outside=True) for target, link in zip(found, read.links, strict=True)
    )


# What writers paste, and what others could make them paste; a line each.
PASTED = r"""
<script>alert(1)</script>
<iframe src='https://e.org/'></iframe>
<style>p{}</style>
<p onclick='1'>x
<a href='javascript:1'>x</a>
[x](javascript:1)
[a](../b.md) and [a](//e.org) and [a](#b) and [[a|b]]
<http://e.org/[> https://e.org/?a=1&b=2 <a@b.example>
</p>
![A map](a.png)
<img src=a.png style='width:1px' onerror=1>
<img srcset='a.png 2x'>
<table><tr><td>1
<p class=MsoNormal style='mso-x:1'>Word<o:p></o:p></p>
<svg onload=1><a>
<math><mi>
<object data=x>
<form action=x><input name=y><button>
- [ ] a
> [!NOTE]
# A
## B
    code
***
<details><summary>a</summary>b
<div><p><div>
<video src=a.mp4 autoplay>
<audio controls src='../a.mp3'>
<!-- a
<![CDATA[ x ]]>
<?import x?>
&copy; &#0; &#150;
<b><i>x</b></i>
<a href='x'><a href='y'>
<h1><p>x</h1>
<ul><p>x<li>y
<li>x
<td>x</td>
<tr>
<dl>
<base href=x>
<meta http-equiv=refresh>
<link rel=stylesheet href=x>
<title>x</title>
</body>
]]>
<q cite='../x'>y</q>
<blockquote cite='x'>y</blockquote>
<p role=note aria-label=x>
<pre><p>x</pre>
<plaintext>
<select><option>x
<font color=red>
""".strip("\n").split("\n")
BLOCKS = ["```\n<b>\n```", "| a | b |\n| - | - |\n| 1 | 2 |", "a[^1]\n\n[^1]: b", "\x00\x0b\x85", "- [ ] a\n- [x] b"]
PIECES = st.sampled_from([*PASTED, *BLOCKS])
PARAGRAPHS = st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=8).map("\n\n".join)
DOCUMENTS = PARAGRAPHS | st.lists(PIECES).map("".join)
TRICKY = ["R&D <b>bold</b>", "fish &amp; chips", "<a@b.example>", "]]>", "&#38;", "</script>"]
LINES = st.one_of(st.text(max_size=60), st.sampled_from(TRICKY))


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS, LINES, LINES, st.sampled_from(["github", "extra"]))
def test_whatever_is_pasted_every_feed_keeps_the_rules(typed, title, name, flavour):
    html, targets = marked(typed, flavour)
    term = Term("tag", "x", name, "tags/x/")
    said = {"title": title or "A boiler", "summary": title, "tags": (term,), "authors": (term,)}
    for ending, faults in FAULTS.items():
        data = feed_of(ending, html, targets, **said)
        assert faults(data, f"https://open.example.org/reach/posts/feed.{ending}") == [], data.decode()


def test_pictures_keep_their_sizes_in_feeds():
    html, targets = marked("![A map](a.png)", "github")
    item = json.loads(feed_of("json", html, targets))["items"][0]
    assert 'src="https://open.example.org/reach/media/a.png" width="8" height="6"' in item["content_html"]


@pytest.mark.parametrize("title", ["R&D <b>bold</b>", "fish &amp; chips", "2 < 3 & </p>"])
def test_a_title_that_looks_like_html_is_shown_as_it_was_typed(title):
    root = etree.fromstring(feed_of("atom", "<p>x</p>", title=title))
    shown = html5lib.parseFragment(root.find(f"{ATOM}entry/{ATOM}title").text, namespaceHTMLElements=False)
    assert "".join(shown.itertext()) == title
    rss = etree.fromstring(feed_of("xml", "<p>x</p>", title=title)).findtext("channel/item/title")
    assert rss.replace("\u2060", "") == title
