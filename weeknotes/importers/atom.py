"""An entry of an Atom feed (RFC 4287, and 0.3 before it), or of a backup of Blogger, which is one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from weeknotes.importers import blogger, items, moments, trees, words
from weeknotes.importers.export import Text
from weeknotes.importers.trees import Element

# Addresses in HTML that may build on another.
ADDRESS = re.compile(
    r"(<(?:a|img|source|video|audio|iframe)\b[^<>]*?\s(?:href|src)\s*=\s*)([\"'])(.*?)\2", re.IGNORECASE | re.DOTALL
)
# Void elements have no end in HTML.
VOID = ("br", "hr", "img", "wbr", "source")


def read(entry: Element, base: str) -> Text:
    """The text of an entry; `base` is the address on which relative ones build."""
    base = items.joined(base, entry.attributes.get("base", ""))
    link, number = alternate(entry.all("link")) or blogger.address(entry), entry.get("id").strip()
    link = items.uncounted(items.joined(base, link)) if link else ""
    content = next(iter([*entry.all("content"), *entry.all("summary")]), Element(""))
    # What names no base of its own builds on the address of the text, as it does in a browser.
    own = content.attributes.get("base", "") or entry.attributes.get("base", "")
    body = _based(html(content), items.joined(base, own) if own else "")
    ties = (each.attributes for each in entry.all("link") if each.attributes.get("rel") == "enclosure")
    body = items.with_files(body, ((each.get("href", ""), each.get("type", "")) for each in ties))
    described = words.plain(blogger.summary(entry))
    return Text(
        key=items.key(number, link, words.plain(entry.get("title")), body=body),
        kind="page" if blogger.kind_of(entry) == "page" else "post",
        title=title(entry),
        body=body,
        link=link,
        feed_id=number,
        slug=words.last_part(link),
        published=moments.read_utc(entry.get("published") or entry.get("issued") or entry.get("updated")),
        updated=moments.read_utc(entry.get("updated") or entry.get("modified")),
        authors=words.people(each.get("name") for each in entry.all("author")),
        tags=words.terms(
            each.attributes.get("label") or each.attributes.get("term", "")
            for each in blogger.labels(entry.all("category"))
        ),
        draft=blogger.is_draft(entry),
        summary=words.plain(entry.get("summary")) if entry.get("summary") and entry.all("content") else described,
        line=entry.line,
    )


def title(entry: Element) -> str:
    """The title of an entry in plain words."""
    return words.plain(html(next(iter(entry.all("title")), Element(""))))


def alternate(links: Iterable[Element]) -> str:
    """The address at which people read something, by its links; empty if none."""
    found = [each.attributes for each in links if each.attributes.get("rel", "alternate") == "alternate"]
    return next((each["href"].strip() for each in found if each.get("href")), "")


def _based(html: str, base: str) -> str:
    """`html` with its addresses as whole ones, where another address than that of the text is their base."""

    def lead(found: re.Match[str]) -> str:
        is_place = found[3].startswith("#")
        return found[0] if is_place else f"{found[1]}{found[2]}{items.joined(base, found[3])}{found[2]}"

    return ADDRESS.sub(lead, html) if base else html


def html(text: Element) -> str:
    """The HTML of an Atom text: typed as such, as XHTML, or plain (RFC 4287 section 3.1)."""
    kind = text.attributes.get("type", "text")
    if "xhtml" in kind or any(each.name != trees.TEXT for each in text.children):
        return "".join(_source(each) for each in text.children)
    return text.text if "html" in kind else escape(text.text, quote=False)


def _source(element: Element) -> str:
    """XHTML as HTML again."""
    if element.name == trees.TEXT:
        return escape(element.text, quote=False)
    given = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes.items())
    inner = "".join(_source(each) for each in element.children)
    return f"<{element.name}{given}>" + ("" if element.name in VOID else f"{inner}</{element.name}>")
