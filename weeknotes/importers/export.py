"""What an export holds, whatever system it came from: texts with their responses, pictures, what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from weeknotes.atlas import PICTURES
from weeknotes.values import Record, field


class Response(Record):
    """A comment that readers of the old site could see. Of its writer nothing but the name is kept."""

    name: str
    html: str
    when: datetime | None = None
    replies: tuple[Response, ...] = ()


class Attachment(Record):
    """A file that the old site kept beside its texts, by its address there."""

    url: str
    alt: str = ""
    caption: str = ""
    title: str = ""
    page: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, by the ending of its address."""
        return self.url.lower().endswith(PICTURES)


class Text(Record):
    """One post or page of the old site.

    `key` names it for ever, so that a second import knows it again. `kind` is ``post`` or ``page``, `form` that
    of `body`: ``html`` or ``markdown``. `link` is its address, `aliases` are those that it had before; by `old_links`
    other texts of the export may call it. `feed_id` is the id under which feed readers know it, exactly as the old
    feed gave it. `week` is the one that it says it is about, as ``2019-W28``. Moments without a time zone are in that
    of the new site. `image` is an address or a path. `notes` are definitions of footnotes (HTML) by their id, `more`
    lines of its header by field, as typed. `source` is its path in the export, `line` the line in which it begins, 0
    where that is unknown.
    """

    key: str
    kind: str
    title: str
    body: str
    form: str = "html"
    link: str = ""
    aliases: tuple[str, ...] = ()
    old_links: tuple[str, ...] = ()
    feed_id: str = ""
    slug: str = ""
    week: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    draft: bool = False
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    image: str = ""
    image_alt: str = ""
    image_caption: str = ""
    lang: str = ""
    responses: tuple[Response, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    line: int = 0


class Left(Record):
    """Something of the export that does not come along: what it is, its title, and why."""

    kind: str
    title: str
    why: str
    line: int = 0


class Note(Record):
    """Something that needs a human eye. `code` is a key of `account.WORDS`, `found` what it is about,
    `where` the title or path of the text it was found in."""

    code: str
    found: str
    where: str = ""


class Export(Record):
    """All that was read from the exports of one site.

    `base` is the address of the old site, empty where the export does not tell. `attachments` are found by
    their id and `gone` counts, by what they are, the responses that were left out.
    """

    system: str
    base: str = ""
    texts: tuple[Text, ...] = ()
    left: tuple[Left, ...] = ()
    notes: tuple[Note, ...] = ()
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
