"""A JSON feed of version 1 or 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from weeknotes.errors import MeaningError
from weeknotes.importers import items, moments, words
from weeknotes.importers.export import Export, Text


def read(data: bytes) -> Export:
    """What a JSON feed holds. Raises MeaningError, with the line, where it is none."""
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise MeaningError(f"Line {error.lineno}: this is neither a feed in XML nor one in JSON.") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise MeaningError("Line 1: this is no feed in JSON.") from error
    if "jsonfeed.org" not in str(feed.get("version", "")) or not isinstance(feed.get("items"), list):
        raise MeaningError("Line 1: this is JSON, but no feed.")
    rows = _rows(feed["items"])
    nobody = {"authors": feed.get("authors"), "author": feed.get("author")}
    texts = tuple(items.told_apart([_json_item({**nobody, **_given(each)}) for each in rows]))
    short = [text for item, text in zip(rows, texts, strict=True) if item.get("summary") and not text.summary]
    return Export("feed", str(feed.get("home_page_url") or ""), texts, (), tuple(items.shortened(texts, short)))


def _rows(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _given(item: dict[str, Any]) -> dict[str, Any]:
    """An item without what is empty; it has the authors of the feed where it names none."""
    names = ("authors", "author") if item.get("authors") or item.get("author") else ()
    return {**dict.fromkeys(names), **{name: each for name, each in item.items() if each}}


def _json_item(item: dict[str, Any]) -> Text:
    def said(name: str) -> str:
        return str(item.get(name) or "")

    # Version 1 has one author, version 1.1 several.
    writers = _rows(item.get("authors")) or _rows([item.get("author")])
    tags = item.get("tags")
    plain = "".join(f"<p>{escape(each)}</p>" for each in (said("content_text") or said("summary")).split("\n\n"))
    ties = _rows(item.get("attachments"))
    files = ((str(each.get("url") or ""), str(each.get("mime_type") or "")) for each in ties)
    body = items.with_files(said("content_html") or plain, files)
    return Text(
        key=items.key(said("id"), said("url"), words.plain(said("title")), body=body),
        kind="post",
        title=words.plain(said("title")),
        body=body,
        link=said("url"),
        feed_id=said("id"),
        slug=words.last_part(said("url")),
        published=moments.read_utc(said("date_published")),
        updated=moments.read_utc(said("date_modified")),
        authors=words.people(str(each.get("name") or "") for each in writers),
        tags=words.terms(map(str, tags)) if isinstance(tags, list) else (),
        # What stands for the text is no summary of it.
        summary=words.plain(said("summary")) if item.get("content_html") or item.get("content_text") else "",
        image=said("image"),
        lang=said("language"),
    )
