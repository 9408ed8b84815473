"""Ghost: the JSON file that *Settings, Migration tools, Export content* gives.

Only the named fields of posts, tags and people's names are ever looked at: the file also holds settings,
keys and password hashes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

from weeknotes.errors import MeaningError
from weeknotes.importers import cards, moments, prose, words
from weeknotes.importers.export import Export, Left, Note, Text
from weeknotes.importers.prose import Prose

Row: TypeAlias = "Mapping[str, Any]"
NEW_LINE = b"\n"
URL = "__GHOST_URL__"
STATES = ("published", "scheduled", "draft")
# A part of a text that is not for everybody, with what is said of its readers.
GATED = re.compile(r"<!--\s*kg-gated-block:begin\s+(.*?)-->.*?<!--\s*kg-gated-block:end\s*-->", re.DOTALL)
NOT_FOR_ALL = re.compile(r"nonMember:\s*false")
WHY = {"sent": "it went out by e-mail alone and was never on the site"}


def read_ghost(data: bytes) -> Export:
    """What a Ghost export holds. Raises MeaningError, with the line, where it is none."""
    tables = _tables(_loaded(data))
    names = {_text_of(each, "id"): _text_of(each, "name") for each in _rows(tables, "users")}
    tags = {_text_of(each, "id"): _tag(each) for each in _rows(tables, "tags")}
    joined = {
        "authors": _joined(tables, "posts_authors", "author_id", names),
        "tags": _joined(tables, "posts_tags", "tag_id", tags),
    }
    about = {_text_of(each, "post_id"): each for each in _rows(tables, "posts_meta")}
    texts: list[Text] = []
    left: list[Left] = []
    notes: list[Note] = []
    for row in _rows(tables, "posts"):
        title = words.plain(_text_of(row, "title"))
        if why := _why_not(row):
            left.append(Left(_kind(row), title, why))
            continue
        texts.append(_text(row, about.get(_text_of(row, "id"), {}), joined, names))
        if texts[-1].form == "markdown":
            # Pictures without words are told when the pictures are brought.
            lost = {code: number for code, number in _cards(row)[1].items() if code != "no alt"}
            notes += [Note(code, "", title) for code, number in lost.items() for _ in range(number)]
        notes += [Note("own code", "", title)] * bool(_text_of(row, "codeinjection_head", "codeinjection_foot"))
    return Export("Ghost", URL, tuple(texts), tuple(left), tuple(notes))


def _loaded(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MeaningError(f"Line {data.count(NEW_LINE, 0, error.start) + 1}: this is no text in UTF-8.") from error
    except json.JSONDecodeError as error:
        cause = "the file ends here, in the middle" if error.pos >= len(error.doc.rstrip()) else "this is not JSON"
        raise MeaningError(f"Line {error.lineno}: {cause}.") from error
    except RecursionError as error:
        raise MeaningError("Line 1: brackets are nested here as no export of a blog has them.") from error


def _tables(found: object) -> Row:
    """The tables of the export, which older versions wrap twice."""
    inner = found.get("db", [found]) if isinstance(found, dict) else []
    first = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], dict) else {}
    tables = first.get("data", first)
    if not isinstance(tables, dict) or not isinstance(tables.get("posts"), list):
        raise MeaningError("Line 1: this is JSON, but no export of Ghost: it has no list of posts.")
    return tables


def _rows(tables: Row, name: str) -> list[Row]:
    found = tables.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _text_of(row: Row, *names: str) -> str:
    """The first of the named values that is not empty, as text."""
    return next((str(row[name]) for name in names if isinstance(row.get(name), (str, int)) and row[name]), "")


def _tag(row: Row) -> str:
    """The name of a tag; empty for one that readers never saw."""
    name = _text_of(row, "name")
    return "" if name.startswith("#") or row.get("visibility") == "internal" else name


def _joined(tables: Row, table: str, column: str, names: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in sorted(_rows(tables, table), key=lambda each: _text_of(each, "sort_order").zfill(9)):
        found.setdefault(_text_of(row, "post_id"), []).append(names.get(_text_of(row, column), ""))
    return found


def _kind(row: Row) -> str:
    return "page" if row.get("type") == "page" or row.get("page") in (1, True) else "post"


def _why_not(row: Row) -> str:
    state, readers = _text_of(row, "status") or "draft", _text_of(row, "visibility") or "public"
    # What only members could read is nobody's to publish.
    if readers != "public":
        return "only members could read it"
    return "" if state in STATES else WHY.get(state, f"its state “{state}” is not known here")


def _text(row: Row, about: Row, joined: Mapping[str, Mapping[str, list[str]]], names: Mapping[str, str]) -> Text:
    number, slug = _text_of(row, "id"), _text_of(row, "slug")
    # Before there were several authors, the post named its only one itself.
    writers = joined["authors"].get(number) or [names.get(_text_of(row, "author_id"), "")]
    body = _public(_text_of(row, "html"))
    form = "html" if body.strip() else "markdown"
    return Text(
        key=f"ghost {number}",
        kind=_kind(row),
        title=words.plain(_text_of(row, "title")),
        body=body if form == "html" else _cards(row)[0],
        form=form,
        link=f"{URL}/{slug}/",
        feed_id=number,
        slug=slug,
        published=_moment(row.get("published_at")) or _moment(row.get("created_at")),
        updated=_moment(row.get("updated_at")),
        draft=_text_of(row, "status") == "draft",
        authors=words.people(writers),
        tags=words.terms(joined["tags"].get(number, [])),
        summary=words.plain(_text_of(row, "custom_excerpt")),
        image=_text_of(row, "feature_image", "image"),
        image_alt=words.plain(_text_of(about, "feature_image_alt")),
        image_caption=words.plain(_text_of(about, "feature_image_caption")),
        lang=_text_of(row, "locale", "language") if _text_of(row, "locale", "language") != "en_US" else "",
    )


def _cards(row: Row) -> tuple[str, Mapping[str, int]]:
    """The Markdown of a text that was never made into HTML, and what of it was lost."""
    lost: Counter[str] = Counter()
    for name in ("lexical", "mobiledoc"):
        try:
            found = cards.pieces(json.loads(_text_of(row, name) or "{}"))
        except (ValueError, RecursionError):
            continue
        made = [Prose(each.typed) if each.is_markdown else prose.write(_public(each.typed)) for each in found]
        if any(each.text.strip() for each in made):
            for each in made:
                lost.update(each.lost)
            return "\n\n".join(each.text.strip("\n") for each in made), lost
    return _text_of(row, "markdown"), lost


def _public(html: str) -> str:
    """`html` without the parts that only members could see."""
    return GATED.sub(lambda found: "" if NOT_FOR_ALL.search(found[1]) else found[0], html)


def _moment(value: object) -> datetime | None:
    """A moment in Greenwich time: as text, or in old exports as thousandths of seconds since 1970."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return datetime.fromtimestamp(value / 1000, UTC) if 0 < value < 4e12 else None
    return moments.read_utc(value) if isinstance(value, str) else None
