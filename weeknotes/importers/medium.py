"""Medium: the zip (or the unpacked folder) that *Settings, Download your information* gives; of it the posts alone."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import PurePosixPath

from bs4 import BeautifulSoup, Tag

from weeknotes.errors import MeaningError
from weeknotes.importers import moments, words
from weeknotes.importers.export import Export, Left, Note, Text
from weeknotes.values import replace

NUMBER = re.compile(r"-?([0-9a-f]{8,14})$")
DAY = re.compile(r"\d{4}-\d\d-\d\d(?=_)")
DRAFT = "draft_"
# What only a post has, of all the pages of an export.
POST = re.compile(rb"data-field=\"body\"|class=\"e-content")
# The editor makes one of the first line of a post; a response has none.
HEADINGS = ("h1", "h2", "h3", "h4")
# A summary that Medium cut off is the beginning of the text again.
CUT = "…"
NAMELESS = "Untitled"  # what Medium calls what has neither title nor words


def read_medium(files: Iterable[tuple[str, bytes]]) -> Export:
    """What the files (path and bytes) of a Medium export hold. Raises MeaningError where no post is among them."""
    texts: list[Text] = []
    left: list[Left] = []
    notes: list[Note] = []
    for path, data in _posts(files):
        post, is_answer = _read(path, data)
        if isinstance(post, Text):
            texts.append(replace(post, draft=post.draft or is_answer))
            notes += [Note("answer", "", post.title)] * is_answer
        else:
            left.append(post)
    if not texts:
        raise MeaningError("No post is in here. An export of Medium has a folder “posts” with files ending in .html.")
    return Export("Medium", "", tuple(texts), tuple(left), tuple(notes))


def _posts(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files of posts: those in the folder “posts”, or in the very folder that was named."""
    for path, data in files:
        folders = PurePosixPath(path).parts[:-1]
        is_post = "posts" in folders or (not folders and POST.search(data) is not None)
        if is_post and path.lower().endswith((".html", ".htm")):
            yield path, data


def number_of(address: str) -> str:
    """The number by which Medium knows a post, whatever stands before it in the address; empty if none."""
    found = NUMBER.search(words.last_part(address))
    return found[1] if (found and "medium.com" in address) or (found and "-" in found[0]) else ""


def _read(path: str, data: bytes) -> tuple[Text | Left, bool]:
    """The text of a file, and whether it looks like a response: Medium keeps those among the posts."""
    name = PurePosixPath(path).stem
    with warnings.catch_warnings(action="ignore"):
        soup = BeautifulSoup(data.decode("utf-8", "replace"), "lxml", huge_tree=True)
    # Older exports lack the attribute, newer ones sometimes the class.
    body = soup.find(True, attrs={"data-field": "body"}) or soup.find(class_="e-content")
    if not isinstance(body, Tag):
        return Left("post", name, "the file holds no post"), False
    return _text(path, name, soup, body), _is_answer(soup, body)


def _is_answer(soup: BeautifulSoup, body: Tag) -> bool:
    """Whether a post is a response: it has no heading, and its first words serve for a title."""
    if body.find(class_=re.compile("^graf--")) is None or body.find(HEADINGS) is not None:
        return False
    title = _words(soup, "p-name").rstrip(f"{CUT}. ")
    return title == NAMELESS or words.plain(body.get_text()).startswith(title)


def _text(path: str, name: str, soup: BeautifulSoup, body: Tag) -> Text:
    address, summary = _address(soup, "p-canonical"), _words(soup, "p-summary")
    number = number_of(address) or number_of(f"https://medium.com/{name}")
    short = f"https://medium.com/p/{number}" if number else ""
    text = Text(
        key=short or address or name,
        kind="post",
        # Medium takes the first words for a title where there is none.
        title=_words(soup, "p-name") or words.plain(soup.title.get_text() if soup.title else ""),
        body="",
        link=address or short,
        old_links=tuple(filter(None, (short, _address(soup, "dt-published")))),
        feed_id=short,
        slug=_slug(name, number),
        published=_published(soup, name),
        draft=name.startswith(DRAFT),
        authors=words.people([_words(soup, "p-author")]),
        tags=words.terms(each.get_text() for each in soup.find_all(class_="p-tag")),
        summary="" if summary.endswith(CUT) else summary,
        source=path,
    )
    # Last, since an element that was never closed may hold the lines about the export, too.
    _lead_out(body, summary)
    return replace(text, body=body.decode_contents())


def _lead_out(body: Tag, summary: str) -> None:
    """Take the title and the subtitle, which are fields, and the line above the first section out of the text."""
    for foot in body.find_all("footer"):
        foot.decompose()
    for each in body.find_all(class_=["graf--title", "graf--subtitle"]):
        if "graf--title" in (each.get("class") or ()) or words.plain(each.get_text()) == summary:
            each.decompose()
        else:
            each.name = "p"
    # Medium draws one above the first section, where it parts nothing.
    rule = body.find("hr")
    if isinstance(rule, Tag) and not any(
        str(each).strip() for each in rule.find_all_previous(string=True) if body in each.parents
    ):
        rule.decompose()


def _words(soup: BeautifulSoup, kind: str) -> str:
    found = soup.find(class_=kind)
    return words.plain(found.get_text()) if isinstance(found, Tag) else ""


def _address(soup: BeautifulSoup, kind: str) -> str:
    found = soup.find(class_=kind)
    link = found if not isinstance(found, Tag) or found.name == "a" else found.find_parent("a")
    return str(link.get("href", "")) if isinstance(link, Tag) else ""


def _published(soup: BeautifulSoup, name: str) -> datetime | None:
    found = soup.find("time")
    typed = str(found.get("datetime", "")) if isinstance(found, Tag) else ""
    day = DAY.match(name)
    return moments.read_utc(typed) or (moments.read(day[0]) if day else None)


def _slug(name: str, number: str) -> str:
    """``2019-07-12_Weeknotes-28-4be0a1`` -> ``Weeknotes-28``."""
    plain = DAY.sub("", name.removeprefix(DRAFT)).lstrip("_")
    return plain.removesuffix(number).strip("-_")
