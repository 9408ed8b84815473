"""What GitHub shows is what the site shows: the same words in the same elements in the same order.

GitHub's own parser renders each text plainly, and this package renders it for a page; what DESIGN.md §4
documents as changed on the way is undone in both, and then nothing may differ.
"""

import re
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options
from lxml import etree

from weeknotes import config, markup
from weeknotes.model import Target

ROOT = Path(__file__).parent.parent
TEXTS = sorted((ROOT / "content").rglob("*.md"))
SETTINGS = config.Markdown()
TITLE = "A title that no text of these has"
# What an element says by itself; all other attributes are the site's affair.
KEPT = {"img": ("alt",), "ol": ("start",), "input": ("type", "checked")}
ALERT = re.compile(r"\s*\[!(note|tip|important|warning|caution)\]\s*", re.I)
WIKI = re.compile(r"\[\[(?:[^\]|]+\|)?([^\]|]+)\]\]")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FURNITURE = ("alert-title", "visually-hidden")
NOTES = ("footnote-backref", "footnote-ref")


def githubs(text: str) -> str:
    return cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE)


def ours(text: str) -> str:
    marked = markup.read(text, SETTINGS, "content/posts/x.md", title=TITLE)
    targets = [Target(link.target, outside=True) for link in marked.links]
    return markup.fill(marked.body, targets, lambda address: address)


def tree(html: str) -> etree._Element:
    parser = etree.HTMLParser(remove_comments=True)
    return etree.fromstring(f"<html><body><div>{html}</div></body></html>", parser)[0][0]


def gone(element: etree._Element) -> bool:
    """Whether the site adds this, or it shows nothing on GitHub either."""
    furniture = element.get("class") in FURNITURE
    empty = element.tag == "p" and not len(element) and not (element.text or "").strip()
    nowhere = element.tag == "img" and not (element.get("src") or "").strip()
    return furniture or empty or nowhere


def opened(element: etree._Element) -> bool:
    """Whether only what is inside of this counts: frames, marks and words that are links on one side."""
    frame = element.tag == "div" and element.get("class") in ("table-scroll", None)
    lost = element.tag == "a" and not element.get("href") and element.get("class") not in NOTES
    return frame or lost or element.tag in ("tbody", "span")


def name(element: etree._Element) -> str:
    tag = element.tag
    if tag in HEADINGS:
        return "heading"
    return {"figure": "p", "th": "cell", "td": "cell"}.get(tag, tag)


def parts(element: etree._Element) -> list:
    """An element as nested lists: what it holds, with texts of one line and without spaces between blocks."""
    found: list = [element.text or ""]
    for each in element:
        if not gone(each):
            found += parts(each)[1:] if opened(each) else [parts(each)]
        found.append(each.tail or "")
    said = [f"{key}={(element.get(key) or '').strip()}" for key in KEPT.get(element.tag, ()) if key in element.attrib]
    head = alert(element, found) or " ".join([name(element), *said])
    return [head, *(joined(found, verbatim=element.tag == "pre"))]


def alert(element: etree._Element, found: list) -> str:
    return "alert" if "alert" in (element.get("class") or "").split() else ""


def joined(found: list, verbatim: bool) -> list:
    """Texts that stand beside each other as one; nothing between blocks."""
    whole: list = []
    for each in found:
        if isinstance(each, str) and whole and isinstance(whole[-1], str):
            whole[-1] += each
        else:
            whole.append(each)
    texts = [each if verbatim or not isinstance(each, str) else " ".join(each.split()) for each in whole]
    return [each for each in texts if each]


def plain_alerts(html: str) -> str:
    """GitHub's parser leaves alerts to GitHub: a quotation whose first line is the mark of one."""
    root = tree(html)
    for quotation in root.iter("blockquote"):
        first = quotation[0] if len(quotation) else None
        if first is not None and first.tag == "p" and (found := ALERT.match(first.text or "")):
            quotation.tag = "div"
            quotation.set("class", "alert")
            first.text = first.text[found.end() :]
    return etree.tostring(root, encoding="unicode")


def captions(root: etree._Element) -> None:
    """A caption is the title of its image again."""
    for caption in list(root.iter("figcaption")):
        caption.getparent().remove(caption)


def normal(html: str) -> list:
    root = tree(html)
    captions(root)
    for mark in list(root.iter("*")):
        if mark.get("class") in NOTES:
            mark.attrib.pop("href", None)
    for rule in root.xpath("//section[@class='footnotes']"):
        rule.attrib.clear()
    return parts(root)[1:]
