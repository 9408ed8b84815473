"""Jekyll, Hugo and Eleventy: a folder of Markdown. Texts stay as they are; fields and links are translated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from weeknotes import dialects
from weeknotes.errors import MeaningError
from weeknotes.importers import dated, hugo, liquid, moments, pages, permalinks, words
from weeknotes.importers import house as houses
from weeknotes.importers.export import Attachment, Export, Left, Note, Text
from weeknotes.importers.house import House
from weeknotes.importers.pages import Page
from weeknotes.text import names_in, plain_spaces
from weeknotes.values import Record

OURS = "export.json"  # what `weeknotes export` writes beside the texts
# Of all other files only those that say something of the texts are opened.
NAMES = (*houses.SETTINGS, *houses.PEOPLE, *hugo.PLACES, OURS)
READ = (*pages.TEXTS, *(each.rpartition("/")[2] for each in NAMES))
# A heading with which a text without a title begins.
HEADED = re.compile(r"\s*#{1,3}[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
# Kramdown writes classes and ids behind what they are for, or in a line of their own.
ATTRIBUTES = re.compile(r"^[ \t]*\{:[^}\n]*\}[ \t]*$|\{:[ .#][^}\n]*\}", re.MULTILINE)
MARK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
LANGUAGE = re.compile(r"\.([a-zA-Z]{2})$")  # ``second.cy.md``, as Hugo and Eleventy name translations
HEAD = 200  # bytes in which an export of ours tells that it is one
EXPIRES = "expiryDate"  # Hugo's day up to which a text is shown
NO = ("false", "no", "off", "0")


def read_jekyll(files: Iterable[tuple[str, bytes]]) -> Export:
    """What the files (path below the folder, and bytes) of a site hold. Raises MeaningError where none is a text."""
    found = dict(sorted(files))
    if b'"weeknotes-export"' in found.get(OURS, b"")[:HEAD]:
        raise MeaningError(
            "This is an export of weeknotes, which needs no import: it is a site as it stands. "
            "Copy its “content” into yours, or build it with --site."
        )
    house = hugo.read(found) or houses.read(found)
    taken: list[Page] = []
    left: list[Left] = []
    for path, data in found.items():
        page = pages.read(PurePosixPath(path), data, house) if pages.is_text(PurePosixPath(path)) else None
        taken.extend([page] if isinstance(page, Page) else [])
        left.extend([page] if isinstance(page, Left) else [])
    if not taken:
        raise MeaningError("No text is in this folder: nothing ends in .md or .markdown.")
    made = [_text(page, house) for page in taken]
    notes = [note for page, text in zip(taken, made, strict=True) for note in (*_left_marks(text), *_misread(page))]
    return Export("Jekyll", house.base, tuple(made), tuple(left), tuple(notes))


class _Facts(Record):
    """What the path, the header and the settings together say of a page."""

    slug: str
    is_post: bool
    published: datetime | None
    address: str


def _facts(page: Page, house: House) -> _Facts:
    given, path, title = page.given, page.path, _title(page)
    slug = _said(given, "slug") or dated.in_name(path)[1]
    day = dated.moment(lambda name: _said(given, name), path, title, house.zone)
    is_post = _is_post(page, day, house)
    typed = _said(given, "permalink") or _said(given, "url")
    shape = house.sections.get(hugo.section_of(path), "")
    if shape and not typed:
        parts = hugo.parts(title, _said(given, "slug"), path)
        return _Facts(slug, is_post, day, permalinks.in_section(shape, parts, day))
    if is_post and (house.jekyll or typed):
        categories = [*_list(given.get("above")), *_list(given.get("categories"), spaces=True)]
        return _Facts(slug, is_post, day, permalinks.of_post(typed, slug, categories, day, house))
    address = permalinks.of_page(typed, path, house)
    is_renamed = bool(_said(given, "slug")) and not house.jekyll and not typed
    return _Facts(slug, is_post, day, words.renamed(address, slug) if is_renamed else address)


def _title(page: Page) -> str:
    """The title that the header has, else the heading with which the text begins."""
    headed = HEADED.match(page.body)
    return _said(page.given, "title") or (words.plain(headed[1]) if headed else "")


def _is_post(page: Page, day: datetime | None, house: House) -> bool:
    """Jekyll knows posts by their folders and names; elsewhere it is the date that makes one."""
    is_filed = bool(_folders(page) & set(pages.POST_FOLDERS))
    # In Jekyll only a name that begins with a day makes a post.
    is_named = bool(dated.in_name(page.path)[0]) and (not house.jekyll or page.path.stem[:1].isdigit())
    return is_filed or is_named or (day is not None and not house.jekyll)


def _folders(page: Page) -> set[str]:
    return {each.casefold() for each in page.path.parts[:-1]}


def _text(page: Page, house: House) -> Text:
    given, facts, picture = page.given, _facts(page, house), _picture(page.given)
    day = facts.published
    return Text(
        key=f"folder {page.path.as_posix()}",
        kind="post" if facts.is_post else "page",
        title=_title(page),
        body=_body(page),
        form="markdown" if page.path.suffix.lower() in pages.TEXTS[:3] else "html",
        link=house.base + facts.address if facts.address else "",
        aliases=tuple(_addresses(given)),
        old_links=(f"/{page.path.with_suffix('').as_posix()}", *([f"/{day:%Y/%m/%d}/{facts.slug}"] if day else [])),
        feed_id=permalinks.feed_id(facts.address, house) if facts.is_post else "",
        slug=facts.slug,
        week=str(dated.week(lambda name: _said(given, name), page.path, _title(page), day) or ""),
        published=day,
        updated=moments.read_typed(_said(given, "updated")),
        draft="_drafts" in _folders(page) or _is_draft(given) or _said(given, EXPIRES) != "",
        authors=words.people(house.people.get(each, each) for each in _writers(given.get("authors"))),
        categories=words.terms(_list(given.get("categories"), spaces=True)),
        tags=words.terms((*_list(given.get("tag")), *_list(given.get("tags"), spaces="categories" not in given))),
        summary=_said(given, "summary"),
        lang=_said(given, "lang") or "".join(LANGUAGE.findall(page.path.stem)).lower(),
        more=page.raw,
        source=page.path.as_posix(),
        image=picture.url,
        image_alt=picture.alt,
        image_caption=picture.caption,
    )


def _picture(given: Mapping[str, object]) -> Attachment:
    """The lead image: an address alone, or one with what is to be said of it."""
    found = given.get("image") or _teaser(given.get("header"))
    parts = found if isinstance(found, Mapping) else {"src": found}
    return Attachment(
        url=str(parts.get("src") or parts.get("path") or parts.get("url") or parts.get("image") or ""),
        alt=str(parts.get("alt") or given.get("image_alt") or ""),
        caption=str(parts.get("caption") or given.get("image_caption") or ""),
    )


def _teaser(header: object) -> object:
    """The picture at the top of a page, as a theme that most sites of Jekyll have keeps it."""
    found = header if isinstance(header, Mapping) else {}
    shown = found.get("overlay_image") or found.get("image") or found.get("teaser")
    return {"src": shown, "alt": found.get("image_description"), "caption": found.get("caption")} if shown else None


def _is_draft(given: Mapping[str, object]) -> bool:
    # Whatever somebody wrote there but “no”, it was not to be shown.
    is_hidden = _said(given, "draft").casefold() not in ("", *NO) or _said(given, "published").casefold() in NO
    return is_hidden or _said(given, "state").casefold() in ("draft", "in review")


def _said(given: Mapping[str, object], name: str) -> str:
    value = given.get(name)
    if isinstance(value, datetime):
        return value.isoformat()
    return words.plain(str(value)) if value is not None and not isinstance(value, (list, dict)) else ""


def _list(value: object, spaces: bool = False) -> list[str]:
    """Names in a list, or in one text; Jekyll parts it at spaces where it has no commas."""
    if isinstance(value, list):
        return [str(each) for each in value if each is not None]
    typed = str(value or "")
    return re.split(r",", typed) if "," in typed or not spaces else typed.split()


def _writers(value: object) -> list[str]:
    """The names in a field for writers: each of a list of several is one, as in our own fields."""
    rows = value if isinstance(value, list) else [value]
    named = [str(each.get("name", "")) if isinstance(each, Mapping) else str(each or "") for each in rows]
    is_whole = len(named) > 1 or any(isinstance(each, Mapping) for each in rows)
    return [plain_spaces(part) for each in named for part in ([each] if is_whole else names_in(each))]


def _addresses(given: Mapping[str, object]) -> list[str]:
    found = (each for name in ("aliases", "redirect_from") for each in _list(given.get(name)))
    return [each.strip() for each in found if "/" in each]


def _body(page: Page) -> str:
    """The text in plain Markdown as far as it can be told."""
    body = re.sub(r"^[*-] TOC\n\{:toc\}\n?", "", liquid.plain(page.body), flags=re.MULTILINE)
    plain = ATTRIBUTES.sub("", body)
    return dialects.translate(plain, str(page.path))[0]


def _left_marks(text: Text) -> Sequence[Note]:
    found = dict.fromkeys(match[0][:60] for match in MARK.finditer(text.body))
    return [Note("template code", each, text.title or text.source) for each in found]


def _misread(page: Page) -> Sequence[Note]:
    if _said(page.given, EXPIRES):
        return [Note("expires", _said(page.given, EXPIRES), page.path.as_posix())]
    return [Note("header", each, page.path.as_posix()) for each in page.misread]
