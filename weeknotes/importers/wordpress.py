"""WordPress: the file that *Tools, Export, All content* gives (WXR 1.0, 1.1 and 1.2)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import unescape
from urllib.parse import unquote

from weeknotes.errors import MeaningError
from weeknotes.importers import blocks, comments, moments, paragraphs, shortcodes, trees, words
from weeknotes.importers.export import Attachment, Export, Left, Note, Text
from weeknotes.importers.trees import Element, Found
from weeknotes.values import Record, field, replace

WANTED = (
    *("item", "author", "category", "tag", "term", "title", "link", "language"),
    *("base_blog_url", "wxr_version", "generator"),
)
KINDS = {"post": "post", "page": "page", "jetpack-portfolio": "post"}
SILENT = {
    "private": "it is private",
    "trash": "it lies in the waste bin",
    "auto-draft": "it is an empty draft that WordPress made by itself",
    "inherit": "it is an older version of another text",
}
# What comes with every blog and is nothing to read; anything else that is not known gets a line in the report.
MACHINERY = re.compile(
    r"nav_menu_item|revision|custom(?:_css|ize_changeset)|oembed_cache|wp_\w+|attachment|acf-\w+|feedback|"
    r"mc4wp-form|wpcf7_contact_form|amp_\w+|elementor_library|jp_\w+|user_request"
)
UNPUBLISHED = ("draft", "pending")
PUBLISHED = ("publish", "future", "static")
SHARED = "wp_block"  # a block that is written once and shown in many texts
GUEST = "guest-author"  # a writer without a login, kept as a text by a plug-in
AS_BLOCK = "its words stand in the texts that show it"


class _Heap(Record):
    """What has been read so far."""

    facts: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    texts: list[Text] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    featured: dict[str, str] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    pictures: dict[str, list[str]] = field(default_factory=dict)
    gone: Counter[str] = field(default_factory=Counter)


def read_wordpress(chunks: Iterable[bytes]) -> Export:
    """What one WXR file holds. Raises MeaningError, with the line, where it is none."""
    heap = _Heap()
    for found in trees.read(chunks, WANTED):
        if found.element is None:
            _check_end(found, heap)
        else:
            _take(found.element, heap)
    base = heap.facts.get("base_blog_url") or heap.facts.get("link", "")
    texts = [_finished(text, heap, base) for text in heap.texts]
    return Export(
        system="WordPress",
        base=base,
        texts=tuple(text for text, _ in texts),
        left=tuple(heap.left),
        notes=(*heap.notes, *(note for _, notes in texts for note in notes)),
        attachments=heap.attachments,
        gone=dict(heap.gone),
    )


def _check_end(end: Found, heap: _Heap) -> None:
    """Look back on the whole file: was it an export, and what had to be taken out?"""
    if end.root != "rss" or not (heap.texts or heap.left or "wxr_version" in heap.facts):
        raise MeaningError("Line 1: this is XML, but no export of WordPress.")
    heap.notes.extend([Note("characters", f"{end.taken}")] if end.taken else [])


def _take(element: Element, heap: _Heap) -> None:
    if element.name == "item":
        _item(element, heap)
    elif element.name == "author":
        first_last = f"{element.get('author_first_name')} {element.get('author_last_name')}"
        name = words.person(element.get("author_display_name")) or words.person(first_last)
        heap.people[element.get("author_login")] = name
    elif element.name in ("category", "tag", "term"):
        slug = element.get("category_nicename") or element.get("tag_slug") or element.get("term_slug")
        heap.terms[slug] = element.get("cat_name") or element.get("tag_name") or element.get("term_name")
    else:
        heap.facts.setdefault(element.name, element.text.strip())


def _item(item: Element, heap: _Heap) -> None:
    kind, status = item.get("post_type") or "post", item.get("status") or "publish"
    title = words.plain(item.get("title"))
    # Pictures and people are no texts: they come along with those that show or name them.
    if kind == "attachment":
        _attach(item, heap)
    elif kind == GUEST:
        heap.people[item.get("post_name").removeprefix("cap-")] = words.person(title)
    elif why := _why_not(item, kind, status):
        heap.shared.update({item.get("post_id"): item.get("encoded", "content")} if why == AS_BLOCK else {})
        heap.left.append(Left(KINDS.get(kind, "item"), title, why, item.line))
    else:
        heap.texts.append(_text(item, kind, title, heap))


def _why_not(item: Element, kind: str, status: str) -> str:
    """Why an item is not a text that comes along; empty for one that does."""
    if kind == SHARED and status == "publish":
        return AS_BLOCK
    if kind not in KINDS:
        part = "it is a part of WordPress itself, nothing to read"
        return part if MACHINERY.fullmatch(kind) else f"texts of the kind “{kind}” are not known here"
    if item.get("post_password"):
        return "it is protected by a password"
    # Plug-ins have states of their own, and nobody knows who could read a text in one.
    known = {**SILENT, **dict.fromkeys((*UNPUBLISHED, *PUBLISHED), "")}
    return known.get(status, f"its state “{status}” is not known here")


def _attach(item: Element, heap: _Heap) -> None:
    meta = _meta(item)
    number = item.get("post_id")
    made = heap.attachments[number] = Attachment(
        url=item.get("attachment_url") or item.get("guid"),
        alt=words.plain(meta.get("_wp_attachment_image_alt", "")),
        caption=words.plain(item.get("encoded", "excerpt")),
        title=words.plain(item.get("title")),
        page=item.get("link").strip(),
    )
    if made.is_picture:
        heap.pictures.setdefault(item.get("post_parent"), []).append(number)


def _meta(item: Element) -> dict[str, str]:
    return {each.get("meta_key"): each.get("meta_value") for each in item.all("postmeta")}


def _text(item: Element, kind: str, title: str, heap: _Heap) -> Text:
    meta = _meta(item)
    guid, number = item.get("guid").strip(), item.get("post_id")
    link = item.get("link").strip()
    key = _key(guid or link or f"wordpress {number}", number, title, heap)
    # Its picture may stand further down in the file.
    if thumbnail := meta.get("_thumbnail_id"):
        heap.featured[key] = thumbnail
    # An address with a query has no name in it.
    typed = unquote(item.get("post_name")).rpartition("/")[2]  # Squarespace writes folders before it
    name = re.sub(r"\.html?$", "", typed) or ("" if "?" in link else words.last_part(link))
    return Text(
        key=key,
        kind=KINDS[kind],
        title=title,
        body=item.get("encoded", "content"),
        link=link,
        aliases=tuple(_former(item, link)),
        old_links=(guid, f"/?p={number}", f"/?page_id={number}"),
        feed_id=guid if key == guid else "",
        slug=name,
        published=_published(item),
        updated=moments.read_utc(item.get("post_modified_gmt")) or moments.read(item.get("post_modified")),
        draft=item.get("status") in UNPUBLISHED,
        authors=tuple(_writers(item)),
        categories=_terms(item, heap.terms, "category"),
        tags=_terms(item, heap.terms, "post_tag", "tag"),
        summary=words.plain(item.get("encoded", "excerpt")),
        responses=comments.read(item.all("comment"), heap.gone),
        notes=_footnotes(meta.get("footnotes", "")),
        line=item.line,
    )


def _key(wanted: str, number: str, title: str, heap: _Heap) -> str:
    """What names a text for ever. Plug-ins that copy texts, and moves of hosts, leave several with one ``guid``:
    the first has it, of the others their number tells, or their title."""
    tried = (wanted, f"{wanted} {number}", f"{wanted} {number} {title}")
    key = next((each for each in tried if heap.known.setdefault(each, (number, title)) == (number, title)), wanted)
    heap.numbers[key] = number
    return key


def _former(item: Element, link: str) -> Iterator[str]:
    """The addresses that a text had before it was renamed or dated anew, as far as WordPress remembers them."""
    known = [(each.get("meta_key"), each.get("meta_value")) for each in item.all("postmeta") if each.get("meta_value")]
    yield from (words.renamed(link, value) for key, value in known if key == "_wp_old_slug")
    yield from (words.redated(link, item.get("post_date")[:10], value) for key, value in known if key == "_wp_old_date")


def _writers(item: Element) -> list[str]:
    """The logins of those who wrote a text: a plug-in for several of them files it under each."""
    named = [each for each in item.all("category") if each.attributes.get("domain") == "author"]
    return [each.text.strip() for each in named] or [each.text for each in item.all("creator")]


def _name(login: str, people: Mapping[str, str]) -> str:
    """The name behind a login, which itself is nobody's business; files of version 1.0 have the name at once, and so
    have some of those for whom a plug-in files a text under several writers."""
    is_name = not people or " " in login or login in people.values()
    return people.get(login, login if is_name else "")


def _published(item: Element) -> datetime | None:
    """Greenwich time first: the other has no time zone. Drafts have none but that of their last change."""
    greenwich = moments.read_utc(item.get("post_date_gmt"))
    return greenwich or moments.read(item.get("post_date")) or moments.read_utc(item.get("pubDate"))


def _terms(item: Element, names: Mapping[str, str], *domains: str) -> tuple[str, ...]:
    found = [each for each in item.all("category") if each.attributes.get("domain") in domains]
    shown = (each.text.strip() or names.get(each.attributes.get("nicename", ""), "") for each in found)
    return words.terms(shown)


def _footnotes(typed: str) -> Mapping[str, str]:
    """The footnotes that the block editor keeps beside a text, by their id."""
    try:
        found = json.loads(typed) if typed else []
    except ValueError:
        return {}
    rows = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return {str(each.get("id", "")): str(each.get("content", "")) for each in rows}


def _finished(text: Text, heap: _Heap, base: str) -> tuple[Text, list[Note]]:
    """`text` with its shortcodes replaced, its paragraphs marked and its picture found."""
    whole, unfilled = blocks.replace(text.body, heap.shared)
    own = heap.pictures.get(heap.numbers[text.key] or "none", [])
    html, left = shortcodes.replace(whole, heap.attachments, own)
    picture = heap.attachments.get(heap.featured.get(text.key, ""), Attachment(""))
    # A front page has the address of the whole blog, which is that of the new front page.
    link = text.link if text.link and text.link != base else ""
    done = replace(
        text,
        body=paragraphs.make(html),
        link=unescape(link),
        authors=words.people(_name(each, heap.people) for each in text.authors),
        image=picture.url,
        image_alt=picture.alt,
        image_caption=picture.caption,
    )
    return done, [Note("shortcode", each, text.title) for each in (*unfilled, *left)]
