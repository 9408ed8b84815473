"""What the W3C's feed validator says nothing against, as rules of our own: for every feed of the demonstration site,
and for whatever is pasted. ``WEEKNOTES_FEED_EXAMPLES=10000`` makes the second a long run.

The names in brackets are those of its messages. What they tell in short: elements that must be there once and are,
texts that are neither empty nor HTML where they must be plain, dates that exist, have their form and are not far off,
addresses that are whole and hold the signs of RFC 3986 alone, ids of their own, languages by their codes, HTML that
is sound, holds known elements and attributes, nothing that runs and no address that builds on another, letters that
were encoded once, and archives that lead on. All others are about what our feeds never hold: files tied to an item,
pictures of a channel, hours and days without news, clouds, text inputs, XHTML, definitions of a document's type, and
the elements of podcasts, media, places, shops and wikis.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html.entities import name2codepoint
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import html5lib
import pytest
from conftest import build
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sites import CATALOGUES
from test_render import CHROME, NOON, SITE, card

from weeknotes import markup, render, templates
from weeknotes.config import Markdown
from weeknotes.facts import Moment
from weeknotes.feeds import opml
from weeknotes.model import Body, Page, Target, Term
from weeknotes.render import Order
from weeknotes.subscriptions import FeedView
from weeknotes.values import replace

ROOT = Path(__file__).parent.parent
EXAMPLES = int(os.environ.get("WEEKNOTES_FEED_EXAMPLES", "400"))
TODAY = datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR, TONGUE = (f"{{http://purl.org/dc/elements/1.1/}}{name}" for name in ("creator", "language"))
ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
NAMESPACES = {
    *(None, "http://www.w3.org/2005/Atom", "http://www.w3.org/XML/1998/namespace", "http://purl.org/dc/elements/1.1/"),
    *("http://purl.org/rss/1.0/modules/content/", "http://purl.org/syndication/history/1.0"),
}
URL = re.compile(r"https?://[^/\s]+/[\w;/?:@&=+$.\-~!*'()%,#]*", re.ASCII)
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[\w;/?:@&=+$.\-~!*'()%,#]+", re.ASCII)
RFC_822 = re.compile(r"[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")
FEED = re.compile(r"(.*/)?feed(-\d+)?\.(xml|atom|json)")
BAD = re.compile("[\x80-\x9f\ufffd]")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
# More than these the cleaner of texts lets through nowhere; the validator has all of them on its list, which knows
# neither ``controls`` nor ``role`` nor ``aria-label``.
ELEMENTS = {
    *("a", "abbr", "address", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd"),
    *("del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("hr", "i", "img", "input", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp"),
    *("section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead"),
    *("time", "tr", "u", "ul", "var", "wbr", "picture", "source"),
}
ATTRIBUTES = {
    *("abbr", "align", "alt", "checked", "cite", "class", "colspan", "datetime"),
    *("decoding", "dir", "disabled", "download", "headers", "height", "href", "hreflang", "id"),
    *("lang", "loading", "media", "name", "open", "rel", "reversed", "rowspan", "scope"),
    *("span", "src", "start", "title", "translate", "type", "value", "width"),
}


def text_faults(html: str) -> list[str]:
    """What is wrong with a text of HTML: [NotHtml], [SecurityRisk], [SecurityRiskAttr], [DangerousStyleAttr],
    [ContainsRelRef], [InvalidUriChar].
    """
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    parts = [each for each in parser.parseFragment(html).iter() if isinstance(each.tag, str)]
    found = [f"NotHtml {error[1]}" for error in parser.errors]
    named = [each.tag for each in parts if each.tag != "DOCUMENT_FRAGMENT"]
    found += [f"SecurityRisk {name}" for name in named if name not in ELEMENTS]
    found += [f"SecurityRiskAttr {name}" for each in parts for name in each.attrib if name not in ATTRIBUTES]
    links = [each.get(name, "https:") for each in parts for name in ("href", "src", "cite")]
    found += [f"ContainsRelRef {link}" for link in links if not re.match(r"[a-z][a-z0-9+.-]*:", link, re.I)]
    return found + [f"SecurityRisk {link}" for link in links if re.match(r"\s*(javascript|vbscript|data):", link, re.I)]


def is_html_name(name: str) -> bool:
    """Whether what follows an “&” is taken for a name of HTML, with a semicolon or without one."""
    return name in name2codepoint or name == "apos" or not name.isalpha()


def plain_faults(element: etree._Element, raw: str = "") -> list[str]:
    """What is wrong with plain text: [ContainsHTML], [ContainsUndeclaredHTML], [CharacterData], [ContainsEmail],
    [NotBlank], [UnexpectedWhitespace]. `raw` are the lines of a feed in RSS, where numbers stand for signs.
    """
    text = element.text or ""
    found = [] if text.strip() else [f"NotBlank {element.tag}"]
    found += [f"UnexpectedWhitespace {element.tag}"] if "\n" in text else []
    if element.get("type") == "html":
        return found + text_faults(text)
    found += [f"ContainsHTML {each}" for each in re.findall(r"</\w+>|<[\w.'+-]+@[\w.-]+>", text)]
    is_numbered = bool(raw) and "&#x" in raw.split("\n")[element.sourceline - 1]
    found += [
        f"ContainsHTML &{each}" for each in re.findall(r"&(#?\w+)", text) if not is_numbered and is_html_name(each)
    ]
    risky = re.search(r"&#[x0-9]|<[/a-zA-Z]", text) if raw and not is_numbered else None
    return found + ([f"CharacterData {text}"] if risky else [])


def moment_faults(text: str, form: re.Pattern[str]) -> list[str]:
    """[InvalidRFC2822Date], [ProblematicalRFC822Date], [IncorrectDOW], [InvalidRFC3339Date], [ImplausibleDate]."""
    if not form.fullmatch(text):
        return [f"InvalidDate {text}"]
    at = parsedate_to_datetime(text) if form is RFC_822 else datetime.fromisoformat(text)
    if form is RFC_822 and (text[-2:] not in ("00", "30") or text[:3] != f"{at:%a}"):
        return [f"ProblematicalRFC822Date {text}"]
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


def id_faults(id: str) -> list[str]:
    """[InvalidFullLink], [InvalidUriChar], [InvalidTAG] (RFC 4151), [InvalidURN], [NonCanonicalURI]."""
    if id.startswith("tag:"):
        return [] if TAG_URI.fullmatch(id) else [f"InvalidTAG {id}"]
    is_whole = re.fullmatch(r"[A-Za-z][\w+.-]*:[\w;/?:@&=+$.\-~!*'()%,#]+", id, re.ASCII)
    is_plain = not id.startswith("http") or (urlsplit(id).netloc == urlsplit(id).netloc.lower() and urlsplit(id).path)
    return [] if is_whole and is_plain else [f"InvalidFullLink {id}"]


def rss_item_faults(item: etree._Element, raw: str) -> list[str]:
    found = once(item, "title", "link", "guid", "pubDate")
    found += ["DuplicateElement description"] if len(item.findall("description")) > 1 else []
    if found:
        return found
    names = [each.tag for each in item]
    body = item.findtext(CONTENT)
    found += [each for part in item.iterchildren("title", "category") for each in plain_faults(part, raw)]
    found += [f"NotBlank {each.tag}" for each in item.iterchildren(CREATOR) if not (each.text or "").strip()]
    found += [f"InvalidLanguage {each.text}" for each in item.iterchildren(TONGUE) if not LANGUAGE.fullmatch(each.text)]
    found += ["NotSufficientlyUnique"] if re.fullmatch(r"\d{1,8}", item.findtext("guid")) else []
    # [MissingAttribute], [InvalidMIMEAttribute], [InvalidNonNegativeInteger]: no item has files tied to it.
    found += [f"unwanted {name}" for name in names if name in ("enclosure", "author", "comments", "source")]
    found += [] if URL.fullmatch(item.findtext("link")) else [f"InvalidFullLink {item.findtext('link')}"]
    found += [] if item.find("guid").get("isPermaLink") == "false" else ["InvalidPermalink"]
    found += id_faults(item.findtext("guid"))
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
    raw = data.decode()
    found += plain_faults(channel.find("title"), raw) + plain_faults(channel.find("description"), raw)
    found += [] if LANGUAGE.fullmatch(channel.findtext("language")) else ["InvalidLanguage"]
    # [MisplacedItem]: what tells of the feed stands before its items.
    found += ["MisplacedItem"] if "item" in [each.tag for each in channel][: len(channel) - len(items)] else []
    found += link_faults(channel, url, "application/rss+xml")
    built = channel.findtext("lastBuildDate")
    found += moment_faults(built, RFC_822) if built or items else []
    ids = Counter(item.findtext("guid") for item in items)
    found += [f"DuplicateValue {id}" for id, count in ids.items() if count > 1]
    return found + [each for item in items for each in rss_item_faults(item, raw)] + document_faults(data, root)


def atom_entry_faults(entry: etree._Element) -> list[str]:
    found = once(entry, f"{ATOM}title", f"{ATOM}id", f"{ATOM}updated", f"{ATOM}published", f"{ATOM}link")
    if found:
        return found
    found += plain_faults(entry.find(f"{ATOM}title"))
    found += [each for name in entry.iter(f"{ATOM}name", f"{ATOM}summary") for each in plain_faults(name)]
    found += moment_faults(entry.findtext(f"{ATOM}updated"), RFC_3339)
    found += moment_faults(entry.findtext(f"{ATOM}published"), RFC_3339)
    found += id_faults(entry.findtext(f"{ATOM}id"))
    updated, published = (datetime.fromisoformat(entry.findtext(f"{ATOM}{name}")) for name in ("updated", "published"))
    found += ["updated before it was published"] if updated < published else []
    content, summary = entry.find(f"{ATOM}content"), entry.find(f"{ATOM}summary")
    found += ["MissingTextualContent"] if content is None and summary is None else []
    found += ["NotBlank content"] if content is not None and not content.text else []
    found += (
        [] if entry.find(f"{ATOM}author/{ATOM}name") is not None or has_author(entry) else ["MissingElement author"]
    )
    found += ["AttrNotBlank term" for each in entry.iter(f"{ATOM}category") if not each.get("term", "").strip()]
    found += ["FeedHistoryRelInEntry" for each in entry.iter(f"{ATOM}link") if each.get("rel") != "alternate"]
    return found + text_faults(entry.findtext(f"{ATOM}content") or "")


def has_author(entry: etree._Element) -> bool:
    parent = entry.getparent()
    return parent is not None and parent.find(f"{ATOM}author/{ATOM}name") is not None


def history_faults(root: etree._Element) -> list[str]:
    """[ArchiveIncomplete], [MissingCurrentInArchive] (RFC 5005 section 4)."""
    ways = {each.get("rel") for each in root.iterchildren(f"{ATOM}link")}
    if root.find(ARCHIVE) is None:
        return ["next-archive without archive"] if ways & {"next-archive", "current"} else []
    found = [] if ways & {"prev-archive", "next-archive"} else ["ArchiveIncomplete"]
    return found + ([] if "current" in ways else ["MissingCurrentInArchive"])


def atom_faults(data: bytes, url: str) -> list[str]:
    root = etree.fromstring(data)
    entries = root.findall(f"{ATOM}entry")
    found = once(root, f"{ATOM}title", f"{ATOM}id", f"{ATOM}updated", f"{ATOM}author", f"{ATOM}generator")
    found += plain_faults(root.find(f"{ATOM}title")) + link_faults(root, url, "application/atom+xml")
    found += moment_faults(root.findtext(f"{ATOM}updated"), RFC_3339) + history_faults(root)
    found += id_faults(root.findtext(f"{ATOM}id"))
    found += [f"InvalidLanguage {each}" for each in root.xpath("//@xml:lang") if not LANGUAGE.fullmatch(each)]
    names = [each.tag for each in root]
    last = names.index(f"{ATOM}entry") if entries else len(names)
    found += [f"MisplacedMetadata {name}" for name in names[last:] if name != f"{ATOM}entry"]
    for name in ("id", "updated"):
        counts = Counter(entry.findtext(f"{ATOM}{name}") for entry in entries)
        found += [f"Duplicate {name} {value}" for value, count in counts.items() if count > 1]
    return found + [each for entry in entries for each in atom_entry_faults(entry)] + document_faults(data, root)


def document_faults(data: bytes, root: etree._Element) -> list[str]:
    """[BadCharacters], [ObsoleteNamespace], [MissingEncoding], [NonSpecificMediaType], [ValidatorLimit]; above the feed
    stands a style sheet alone.
    """
    found = [] if data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n") else ["MissingEncoding"]
    found += [f"Namespace {each}" for part in root.iter() for each in part.nsmap.values() if each not in NAMESPACES]
    style = root.getprevious()
    found += [] if style is None or 'type="text/css"' in style.text else ["style sheet"]
    # Servers may call it no more than XML: what it is must be seen in its first bytes.
    found += [] if re.search(rb"<(rss|feed|opml)\b", data[:512]) else ["NonSpecificMediaType"]
    doubled = (text for part in root.iter() for text in (part.text, part.tail) if text and is_doubled(text))
    found += [f"BadCharacters {text[:40]}" for text in doubled]
    return found + (["BadCharacters"] if BAD.search(data.decode()) else [])


def is_doubled(text: str) -> bool:
    """Whether a text looks as if it had been encoded as UTF-8 twice."""
    if not re.search("[\xc2\xc3][\x80-\xbf]", text):
        return False
    try:
        return text.encode("latin-1").decode() != text
    except UnicodeError:
        return False


def json_faults(data: bytes, url: str) -> list[str]:
    """JSON Feed 1.1, which the validator does not know."""
    feed = json.loads(data)
    found = [] if feed["feed_url"] == url and feed["version"].endswith("/1.1") and feed["title"] else ["head"]
    found += [f"next_url {feed['next_url']}"] if feed.get("next_url") == url else []
    found += [] if feed.get("authors") and LANGUAGE.fullmatch(feed["language"]) else ["authors, language"]
    found += [f"two {id}" for id, count in Counter(item["id"] for item in feed["items"]).items() if count > 1]
    for item in feed["items"]:
        found += id_faults(item["id"]) + ([] if URL.fullmatch(item["url"]) else [f"url {item['url']}"])
        words = [*item.get("tags", ()), *(each["name"] for each in item.get("authors", ()))]
        found += [f"{item['id']} has empty words" for each in words if not each.strip()]
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
    return {file: data for file, data in site.output.items() if FEED.fullmatch(file) or file == "feeds.opml"}


def test_every_feed_of_the_demonstration_keeps_the_rules(demonstration):
    found = {
        file: faults
        for file, data in demonstration.items()
        if FEED.fullmatch(file)
        if (faults := FAULTS[file.rpartition(".")[2]](data, f"https://open.marlowreach.example/{file}"))
    }
    assert found == {}
    assert len(demonstration) > 100


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        (b"<guid", b"<guid/><guid", "2 times guid"),
        (b"+0000</pubDate>", b"UTC+0</pubDate>", "InvalidDate"),
        (b"10 Jul 2026", b"10 Jul 2065", "ImplausibleDate"),
        (b"Fri, 10", b"Mon, 10", "ProblematicalRFC822Date"),
        (b"+0000</pubDate>", b"+0545</pubDate>", "ProblematicalRFC822Date"),
        (b'rel="self"', b'rel="via"', "SelfDoesntMatchLocation"),
        (b'isPermaLink="false"', b"", "InvalidPermalink"),
        (b"A boiler", b"A &lt;b&gt;boiler&lt;/b&gt;", "ContainsHTML"),
        (b"A boiler", b"A &lt;b&gt;boiler", "CharacterData"),
        (b"A boiler", b"S&amp;P500", "ContainsHTML &P500"),
        (b"A boiler", b"Smith &amp;copy Sons", "ContainsHTML &copy"),
        (b"A boiler", b"\xc3\x82\xc2\xa35", "BadCharacters"),
        (b"posts/a/", b"posts/\xc3\xa4/", "InvalidFullLink"),
        (b">en<", b">english, british<", "InvalidLanguage"),
        (b"tag:open.example.org,2019:post/a", b"17", "NotSufficientlyUnique"),
        (b",2019:post", b",19:post", "InvalidTAG"),
        (b"<guid", b"<author>Ada</author><guid", "unwanted author"),
    ],
)
def test_a_feed_that_breaks_a_rule_is_found_out(good, bad, told):
    data = feed_of("xml", "<p>Hello</p>").replace(good, bad)
    assert any(told in each for each in rss_faults(data, "https://open.example.org/reach/posts/feed.xml"))


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        (b"<summary>Mended.</summary>", b"", ""),
        (b"<content", b"<x", "MissingTextualContent"),
        (b"<entry>", b'<entry xml:lang="x y">', "InvalidLanguage"),
        (b"tag:open.example.org,2019:post/a", b"https://EXAMPLE.org/a", "InvalidFullLink"),
        (b"tag:open.example.org,2019:post/a", b"urn:uuid:\xc3\xa4", "InvalidFullLink"),
        (b"<published>2026-07-10", b"<published>2026-07-11", "updated before it was published"),
        (b"<author>", b"<contributor>", "times {http://www.w3.org/2005/Atom}author"),
        (b"<entry>", b'<entry><link rel="next-archive" href="https://e.org/"/>', "times"),
        (b"<generator>", b'<archive xmlns="http://purl.org/syndication/history/1.0"/><generator>', "ArchiveIncomplete"),
    ],
)
def test_an_atom_feed_that_breaks_a_rule_is_found_out(good, bad, told):
    data = feed_of("atom", "<p>Hello</p>").replace(
        b"</author>", b"</contributor>" if b"contrib" in bad else b"</author>"
    )
    data = data.replace(b"<summary>Mended.</summary>", b"").replace(
        b"</content>", b"</x>" if bad == b"<x" else b"</content>"
    )
    found = atom_faults(data.replace(good, bad), "https://open.example.org/reach/posts/feed.atom")
    assert any(told in each for each in found) if told else found == []


@pytest.mark.parametrize(
    "html",
    ["<p><script>1</script></p>", '<a href="../x">x</a>', "<p onclick='1'>x</p>", "<iframe></iframe>", "<p></b>",
     "<p style='position:fixed'>x</p>", "<object></object>", "<x-y>z</x-y>", "<video controls></video>",
     "<p role='note'>x</p>", "<a href='javascript:1'>x</a>"],
)  # fmt: skip
@pytest.mark.parametrize("ending", FAULTS)
def test_a_text_that_breaks_a_rule_is_found_out(html, ending):
    assert FAULTS[ending](feed_of(ending, html), f"https://open.example.org/reach/posts/feed.{ending}")


def feed_of(ending: str, html: str, targets: tuple[Target, ...] = (), **said: object) -> bytes:
    """A feed with one item, made as a build makes it."""
    entry = card(**said)
    view = FeedView(entry.title, entry.summary, "posts/feed", "posts/", "en", (entry,))
    page = Page(f"posts/feed.{ending}", MAKERS[ending], "", {"feed": view}, (entry.id,), {entry.id: targets})
    press = render.press(SITE, CHROME, templates.Theme(CATALOGUES))
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
TRICKY = [
    *("R&D <b>bold</b>", "Use of <div>, <!-- and <a", "fish &amp; chips", "S&P500, Q&A2 and &copy it", "AT&T, B&B"),
    *(
        "<a@b.example>",
        "]]>",
        "&#38; &#x26 &#",
        "</script>",
        "\xc2\xa35 saved",
        "S\xc3\xa3o Paulo",
        "housing/repairs\\damp",
    ),
    *(
        "\u05e9\u05dc\u05d5\u05dd \u200f(1)\u202e",
        "\U0001f3e1\u200d\U0001f9f0 mended",
        "%20 + # ? = &",
        "\x1c \x85",
        "\ud800",
    ),
]
LINES = st.one_of(st.text(max_size=60), st.sampled_from(TRICKY), st.lists(st.sampled_from(TRICKY)).map(" ".join))


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


ZONES = ["Europe/London", "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "UTC"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("ending", FAULTS)
def test_a_feed_keeps_the_rules_in_every_time_zone(zone, ending):
    noon = Moment(datetime(2026, 7, 10, 12, tzinfo=ZoneInfo(zone)), timed=False)
    data = feed_of(ending, "<p>Hello</p>", published=noon, updated=noon)
    assert FAULTS[ending](data, f"https://open.example.org/reach/posts/feed.{ending}") == []
    shown = datetime(2026, 7, 10, 12, tzinfo=ZoneInfo(zone)).isoformat()
    assert ending == "xml" or shown[:-6].encode() in data


@pytest.mark.parametrize(
    ("old", "atom_id"),
    [
        ("https://blog.example.org/?p=17", "https://blog.example.org/?p=17"),
        ("https://blog.example.org/caf\xe9/", "https://blog.example.org/caf%C3%A9/"),
        ("https://blog.example.org/[a] b", "https://blog.example.org/%5Ba%5D%20b"),
        ("urn:uuid:0f1e2d3c-0000-4000-8000-1234567890ab", "urn:uuid:0f1e2d3c-0000-4000-8000-1234567890ab"),
        ("5f1e 77aa", "data:,5f1e%2077aa"),
        ("caf\xe9", "data:,caf%C3%A9"),
    ],
)
def test_an_old_id_is_kept_as_far_as_atom_allows(old, atom_id):
    entry = replace(card(), uri=old)
    view = FeedView("Posts", "Opinions", "posts/feed", "posts/", "en", (entry,))
    made = {}
    for ending, maker in MAKERS.items():
        page = Page(f"posts/feed.{ending}", maker, "", {"feed": view}, (entry.id,), {entry.id: ()})
        press = render.press(SITE, CHROME, templates.Theme(CATALOGUES))
        made[ending] = render.make(press, Order(page, {entry.id: Body("<p>x</p>")}))[1]
    assert etree.fromstring(made["xml"]).findtext("channel/item/guid") == old
    assert json.loads(made["json"])["items"][0]["id"] == old
    assert etree.fromstring(made["atom"]).findtext(f"{ATOM}entry/{ATOM}id") == atom_id
    assert atom_faults(made["atom"], "https://open.example.org/reach/posts/feed.atom") == []


@pytest.mark.parametrize("ending", FAULTS)
def test_an_entry_corrected_before_it_appeared_is_no_older_than_itself(ending):
    early = Moment(NOON.at - timedelta(days=3), timed=False)
    data = feed_of(ending, "<p>x</p>", updated=early)
    assert FAULTS[ending](data, f"https://open.example.org/reach/posts/feed.{ending}") == []
    assert b"07 Jul" not in data
    assert b"2026-07-07" not in data


def opml_faults(data: bytes) -> list[str]:
    """[InvalidOPMLVersion], [MissingElement], [MissingAttribute], [MissingXmlURL], [MissingTitleAttr]."""
    root = etree.fromstring(data)
    found = [] if root.tag == "opml" and root.get("version") == "2.0" else ["InvalidOPMLVersion"]
    found += once(root, "head", "body") + once(root.find("head"), "title")
    outlines = list(root.find("body").iter("outline"))
    found += [] if outlines else ["MissingElement outline"]
    found += ["MissingAttribute text" for each in outlines if not each.get("text", "").strip()]
    for each in outlines:
        if each.get("type") == "rss":
            found += [f"Missing {name}" for name in ("xmlUrl", "title", "htmlUrl") if not each.get(name)]
            found += [
                f"InvalidFullLink {each.get(name)}" for name in ("xmlUrl", "htmlUrl") if not URL.match(each.get(name))
            ]
        elif set(each.attrib) & {"description", "htmlUrl", "language", "title", "version", "xmlUrl"}:
            found.append("MissingOutlineType")
    return found + document_faults(data, root)


def test_the_list_of_feeds_is_valid_and_leads_to_feeds_that_are_there(demonstration):
    data = demonstration["feeds.opml"]
    assert opml_faults(data) == []
    addresses = [each.get("xmlUrl") for each in etree.fromstring(data).iter("outline") if each.get("xmlUrl")]
    assert len(addresses) == len(set(addresses)) > 20
    assert {each.removeprefix("https://open.marlowreach.example/") for each in addresses} <= set(demonstration)


@settings(max_examples=EXAMPLES // 4)
@given(LINES, LINES)
def test_whatever_a_team_is_called_the_list_of_feeds_is_valid(title, name):
    listed = {name or "Teams": [(title or "All", "https://e.org/feed.xml", "https://e.org/")]}
    found = opml_faults(opml(title or "All", listed))
    # Settings give every team and section a name.
    assert [each for each in found if each not in ("MissingAttribute text", "Missing title")] == []


@pytest.mark.parametrize("ending", FAULTS)
@pytest.mark.parametrize("current", ["", "posts/feed"])
def test_a_feed_without_entries_keeps_the_rules(ending, current):
    address = "posts/feed-1" if current else "posts/feed"
    view = FeedView("R&D <b>", "", address, "posts/", "cy", current=current, newer=current)
    press = render.press(SITE, CHROME, templates.Theme(CATALOGUES))
    data = render.make(press, Order(Page(f"{address}.{ending}", MAKERS[ending], "", {"feed": view}), {}))[1]
    assert FAULTS[ending](data, f"https://open.example.org/reach/{address}.{ending}") == []
