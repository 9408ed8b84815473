"""An item of an RSS feed, of any of its versions."""

from __future__ import annotations

from weeknotes.importers import items, moments, words
from weeknotes.importers.export import Text
from weeknotes.importers.trees import Element


def read(item: Element, base: str) -> Text:
    """The text of an item; `base` is the address on which relative ones build."""
    link, guid = item.get("link").strip(), item.get("guid").strip()
    link = items.uncounted(items.joined(base, link)) if link else ""
    files = ((each.attributes.get("url", ""), each.attributes.get("type", "")) for each in item.all("enclosure"))
    body = items.with_files(item.get("encoded", "content") or item.get("description"), files)
    return Text(
        key=items.key(guid, link, words.plain(item.get("title")), body=body),
        kind="post",
        title=words.plain(item.get("title")),
        body=body,
        link=link or (guid if guid.startswith("http") else ""),
        feed_id=guid or item.attributes.get("about", ""),
        slug=words.last_part(link),
        published=moments.read_utc(item.get("pubDate")) or moments.read_utc(item.get("date")),
        authors=words.people([*(each.text for each in item.all("creator")), _in_brackets(item.get("author"))]),
        tags=words.terms(each.text for each in (*item.all("category"), *item.all("subject"))),
        line=item.line,
    )


def _in_brackets(typed: str) -> str:
    """The name in ``ada@example.org (Ada Byron)``, as RSS writes authors."""
    return typed.partition("(")[2].rstrip(") ") if "@" in typed else typed
