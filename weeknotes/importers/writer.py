"""Texts of an export -> files of the site, put aside in a stage: headers, Markdown, responses, pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from weeknotes import sequels
from weeknotes.atlas import PICTURES
from weeknotes.config import Config
from weeknotes.dates import short_day_words
from weeknotes.importers import front, ghost, naming, pictures, prose, routes, typed, words
from weeknotes.importers.account import Came
from weeknotes.importers.export import Attachment, Export, Note, Response, Text
from weeknotes.importers.front import Terms
from weeknotes.importers.naming import Place
from weeknotes.importers.pictures import Pictures
from weeknotes.importers.routes import Routes
from weeknotes.importers.stage import Stage
from weeknotes.model import Kind
from weeknotes.text import plain_spaces, shorten, slugify
from weeknotes.values import Record, field, replace

TITLE_LIMIT = 70  # characters of a title that is made of the first words
NOBODY = "A reader"


class Press(Record):
    """What all texts of one import share; `held` are the addresses of what was in the site before it."""

    export: Export
    config: Config
    routes: Routes
    places: Mapping[str, Place]
    terms: Mapping[str, Terms]
    public: frozenset[str]
    pictures: Pictures
    stage: Stage
    by_url: Mapping[str, Attachment]
    held: frozenset[str] = frozenset()
    notes: list[Note] = field(default_factory=list)

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.config.site.timezone)


class _Guide(Record):
    """Leads the addresses of one text."""

    press: Press
    text: Text
    place: Place

    def link(self, address: str) -> str:
        """Where a link leads now; empty where its words are to stand alone."""
        whole = self.press.routes.whole(address, self.text)
        key = self.press.routes.find(whole)
        # Readers cannot follow a link to a draft; a draft may well lead to another.
        if key and (key in self.press.public or self.text.draft):
            fragment = "" if key != self.text.key else whole.partition("#")[2]
            return self._beside(self.press.places[key].path) if not fragment else f"#{fragment}"
        if not self.press.routes.is_own(whole):
            return address
        # The front page of the old site is that of the new one.
        if routes.is_same(whole, self.press.export.base):
            return "/"
        about = self.press.by_url.get(pictures.plain_address(whole))
        if about or whole.partition("?")[0].lower().endswith((*pictures.FILES, *PICTURES)):
            path = self.press.pictures.take(about.url if about else whole, self.place.path)
            return self._beside(path) if path else self._old(whole, "missing file")
        return self._old(whole, "dead link")

    def image(self, address: str, _words: str) -> tuple[str, bool]:
        """Where a picture is now, and whether it is one: else it is the address at which it was."""
        if address.startswith("data:"):
            self._note("broken picture", "one that was pasted into the text itself")
            return "", False
        whole = self.press.routes.whole(address, self.text)
        if path := self.press.pictures.take(whole, self.place.path):
            return self._beside(path), True
        why = self.press.pictures.why(whole)
        code = "broken picture" if why else "missing picture"
        return self._old(whole, code, f": {why}" if why else ""), False

    def known(self, address: str, number: str) -> tuple[str, str]:
        """The alternative text and the caption that the export has for a picture."""
        url = pictures.COPY.sub("", pictures.plain_address(self.press.routes.whole(address, self.text)))
        found = self.press.export.attachments.get(number) or self.press.by_url.get(url)
        return (found.alt, "") if found else ("", "")

    def _beside(self, path: str) -> str:
        return posixpath.relpath(path, posixpath.dirname(self.place.path))

    def _old(self, whole: str, code: str, more: str = "") -> str:
        """The address on the old site, where that is not the new one, with a note."""
        shown = whole.removeprefix(routes.HERE)
        self._note(code, shown + more)
        site = self.press.config.site.url
        # An address of the new site that leads nowhere would stop its publication.
        is_here = routes.normal_host(whole) == routes.normal_host(site) or shown != whole
        return "" if is_here or not whole.startswith(("http://", "https://")) else whole

    def _note(self, code: str, found: str) -> None:
        self.press.notes.append(Note(code, found, self.place.path))


def write(text: Text, press: Press) -> Came:
    """Put the file of one text, with its pictures, on the stage; what became of it."""
    place = press.places[text.key]
    guide = _Guide(press, text, place)
    ways = prose.Ways(guide.link, guide.image, guide.known)
    made = (
        prose.write(text.body, text.title, ways, text.notes)
        if text.form == "html"
        else typed.rewrite(text.body, text.title, ways)
    )
    lead = _lead(text, guide)
    press.notes.extend([] if text.title else [Note("no title", "", place.path)])
    text, words_below = _titled(text, made.text)
    press.notes.extend(_notes(text, place, made, press))
    blocks = [words_below, _responses(text.responses, press.zone)]
    head = front.write(text, place, press.terms[text.key], lead, press.zone)
    body = "\n\n".join(filter(None, blocks))
    press.stage.put(place.path, f"{head}\n{body}\n".encode() if body else head.encode())
    return Came(place.path, str(place.kind), text.title, _state(text, place, press), text.link.replace(ghost.URL, ""))


def _state(text: Text, place: Place, press: Press) -> str:
    if text.draft or (text.published is None and place.kind is not Kind.PAGE):
        return "draft"
    return "published" if text.key in press.public else "scheduled"


def _titled(text: Text, markdown: str) -> tuple[Text, str]:
    """A post without a title gets its first words for one; a heading that serves for it stands no more in the text."""
    if text.title:
        return text, markdown
    line, _, rest = markdown.strip().partition("\n")
    first = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|^[>#\s]+|^\s*-\s+|(?<!\\)<[^>]+>", r"\1", line)
    plain = plain_spaces(re.sub(r"\\(.)|(?<!\\)[*_`]+", lambda found: found[1] or "", first))
    title = shorten(plain, TITLE_LIMIT)
    is_heading = line.startswith("#") and title == plain != ""
    return replace(text, title=title or naming.fallback(text)), rest.strip("\n") if is_heading else markdown


def _lead(text: Text, guide: _Guide) -> dict[str, str]:
    """The parts of the lead image; empty where it is not at hand."""
    if not text.image:
        return {}
    address, is_picture = guide.image(text.image, text.image_alt)
    alt = text.image_alt or guide.known(text.image, "")[0]
    if is_picture and not alt:
        guide.press.notes.append(Note("no alt", address, guide.place.path))
    return {"src": address, "alt": alt, "caption": text.image_caption} if is_picture else {}


def _notes(text: Text, place: Place, made: prose.Prose, press: Press) -> Iterable[Note]:
    """What of one text needs a human eye."""
    path, is_public = routes.path_of(text.link), text.key in press.public
    facts = {
        "no date": text.published is None and not text.draft and place.kind is not Kind.PAGE,
        "no text": not made.text.strip(),
        "same week": place.shares_week,
    }
    yield from (Note(code, "", place.path) for code, number in made.lost.items() for _ in range(number))
    yield from (Note("e-mail", "", place.path) for _ in set(words.EMAIL.findall(made.text)))
    yield from (Note(code, "", place.path) for code, is_so in facts.items() if is_so)
    is_held = _plain(_here(path, press.config)) in press.held
    if is_public and (naming.is_list(path) or is_held):
        yield Note("taken address", path, place.path)
    if is_public and text.link and not path:
        yield Note("old address", text.link, place.path)


def _responses(responses: Iterable[Response], zone: ZoneInfo) -> str:
    """The responses as quotations below a heading of their own, those to others inside them."""
    quoted = [_response(each, zone) for each in responses]
    return "\n\n".join(["## Responses", *quoted]) if quoted else ""


def _response(response: Response, zone: ZoneInfo) -> str:
    when = f", {_day(response.when, zone)}" if response.when else ""
    said = prose.write(words.without_emails(response.html), ways=prose.Ways(image=_no_picture)).text
    # A heading inside a response would be one of the text.
    said = re.sub(r"^#+ ", "", said, flags=re.MULTILINE) if "```" not in said else said
    replies = (_response(each, zone) for each in response.replies)
    blocks = filter(None, [f"**{sequels.as_markdown(response.name or NOBODY)}**{when}", said, *replies])
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))


def _no_picture(_address: str, _words: str) -> tuple[str, bool]:
    return "", False


def _day(moment: datetime, zone: ZoneInfo) -> str:
    here = moment.astimezone(zone) if moment.tzinfo else moment
    return short_day_words(here.date())


def file_under(text: Text, author: str, teams: Mapping[str, str], themes: Mapping[str, str]) -> Terms:
    """Authors, teams, themes and tags of a text. `teams` and `themes` are named by the slug of a category."""
    named = {slugify(each): each for each in (*text.categories, *text.tags)}
    taken = {slug for slug in named if slug in teams or slug in themes}
    return Terms(
        authors=text.authors or ((author,) if author else ()),
        teams=tuple(dict.fromkeys(teams[slug] for slug in named if slug in teams)),
        themes=tuple(dict.fromkeys(themes[slug] for slug in named if slug in themes)),
        tags=tuple(name for slug, name in named.items() if slug not in taken),
    )


def old_addresses(
    texts: Iterable[Text], places: Mapping[str, Place], config: Config, held: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """The old addresses of every text by its key; one that is another's address now is nobody's.

    `held` are the addresses of what is in the site already. Addresses are told from the path below which it lies.
    """
    # Two texts that redirect from one address: the older one had it first.
    known = {*held, *(_plain(place.address) for place in places.values())}
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        wanted = [_here(each, config) for each in front.aliases(text, places[text.key])]
        # Links of drafts were never public.
        free = (each for each in wanted if _plain(each) not in known and not naming.is_list(each))
        mine = [] if text.draft else list(free)
        known.update(map(_plain, mine))
        found[text.key] = tuple(mine)
    return found


def _here(path: str, config: Config) -> str:
    """An old path from where the new site begins."""
    below = f"/{urlsplit(config.site.url).path.strip('/')}/"
    return f"/{path.removeprefix(below).lstrip('/')}"


def _plain(address: str) -> str:
    return address.strip("/").casefold()
