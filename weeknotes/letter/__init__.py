"""A week of notes as a letter: for an e-mail client, for a chat channel, for a screen.

The e-mail is made by the template ``email.html``, which a site may replace; `post` puts it into an envelope.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import fill
from urllib.parse import urlsplit

from weeknotes import templates, urls
from weeknotes.config import Site
from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.layout import Laid
from weeknotes.model import Card, Kind
from weeknotes.plan.list_pages import week_view
from weeknotes.sequels import as_markdown
from weeknotes.text import plain_spaces, shorten
from weeknotes.values import Record
from weeknotes.voice import Voice, voice
from weeknotes.weeks import Week
from weeknotes.words import Words

__all__ = ["Group", "Item", "Letter", "as_chat", "as_html", "as_text", "gather"]

COLUMNS = 72  # of plain text; mail clients break longer lines where they like
PREVIEW = 140  # characters that a list of mails shows beside the subject
# “@channel” in a title would call everybody to the chat.
CALL = re.compile(r"@(?=\w)")


class Item(Record):
    """A note: plain texts, and the absolute URL of its page. `authors` are in words: ``Ada and Ben``."""

    title: str
    url: str
    authors: str
    summary: str
    takeaways: tuple[str, ...]
    lang: str


class Group(Record):
    """The notes of one team; `name` is empty for those of nobody in particular, where there are no others.

    The last one may hold what was `also` published in the week: case studies and posts.
    """

    name: str
    items: tuple[Item, ...]
    also: bool = False


class Letter(Record):
    """The notes of a week by team, and what else came out in it. `url` is that of the page of the week, or of the site
    where nobody wrote about it, `host` the name of the site's host; `say` are the words of the site's language."""

    site: Site
    week: Week
    url: str
    groups: tuple[Group, ...]
    say: Voice

    @property
    def subject(self) -> str:
        """``Open Reach: week 28, 8 to 14 July 2019``."""
        return self.say("letter.subject", site=self.site.title, number=self.week.number, days=self.days)

    @property
    def days(self) -> str:
        """``8 to 14 July 2019``."""
        return self.say.words.short_span(self.week.monday, self.week.sunday)

    @property
    def title(self) -> str:
        """``Week 28, 8 to 14 July 2019``."""
        return self.say("letter.title", number=self.week.number, days=self.days)

    @property
    def preview(self) -> str:
        """What a list of mails shows beside the subject: how many notes, and whose."""
        teams = [group for group in self.groups if not group.also]
        count = sum(len(group.items) for group in teams)
        if not count:
            return shorten(self.say.join([item.title for group in self.groups for item in group.items]), PREVIEW)
        others, short = self.say("letter.others"), self.say("letter.preview-others")
        names = [short if group.name == others else group.name for group in teams if group.name]
        notes = self.say("counts.notes", count=count)
        if not names:
            return shorten(self.say("letter.preview", notes=notes), PREVIEW)
        return shorten(self.say("letter.preview-from", notes=notes, names=self.say.join(names)), PREVIEW)

    @property
    def host(self) -> str:
        """The name of the site's host."""
        return urlsplit(self.site.url).hostname or "localhost"


def gather(laid: Laid, week: Week) -> Letter:
    """The letter of `week`, without groups where nobody wrote.

    Raises SiteError where the site does not know its own address: links in a mail need it.
    """
    site = laid.config.site
    if site.url == Site().url:
        message = "The letter needs the address of the site for its links. Write it below [site], or give --base-url."
        better = 'url = "https://notes.example.org/"'
        raise SiteError(Problem("config.url-missing", Severity.ERROR, "config.toml", message, suggestion=better))
    view = week_view(week, laid.library) if week in laid.library.graph.weeks else None
    say = voice(laid.library.tongues, site.language)
    others = say("letter.others") if view and len(view.groups) > 1 else ""
    groups = [
        Group(group.team.name if group.team else others, tuple(_item(card, site, say.words) for card in group.cards))
        for group in (view.groups if view else ())
    ]
    if also := tuple(_item(card, site, say.words) for card in _beside(week, laid)):
        groups.append(Group(say("letter.also"), also, also=True))
    page = urls.week_address(week) if view else ""
    return Letter(site, week, urls.absolute(site.url, page), tuple(groups), say)


def _beside(week: Week, laid: Laid) -> list[Card]:
    """The case studies and posts that came out in `week`, in the order of their days."""
    entries = (entry for entry in laid.library.entries.values() if not entry.withdrawn)
    cards = (entry.card for entry in entries if entry.card.kind in (Kind.CASE_STUDY, Kind.POST))
    dated = [(card.published.day, card.id, card) for card in cards if card.published and not card.draft]
    return [card for day, _, card in sorted(dated, key=lambda each: each[:2]) if Week.of(day) == week]


def _item(card: Card, site: Site, words: Words) -> Item:
    return Item(
        title=plain_spaces(card.title),
        url=urls.absolute(site.url, card.address),
        authors=words.join([person.name for person in card.authors]),
        summary=plain_spaces(card.summary),
        takeaways=tuple(map(plain_spaces, card.takeaways)),
        lang=card.lang,
    )


def as_html(letter: Letter, theme: templates.Theme) -> str:
    """The letter as HTML for e-mail clients. Raises SiteError for a template that is broken."""
    engine = templates.environment(theme)
    context = {"letter": letter, "site": letter.site, "say": letter.say}
    return templates.render(engine, "email.html", context).strip() + "\n"


def as_text(letter: Letter) -> str:
    """The letter in plain text."""
    blocks = [f"{letter.site.title}\n{letter.title}"]
    for group in letter.groups:
        blocks += [f"{group.name}\n{'-' * len(group.name)}"] if group.name else []
        blocks += ["\n".join(_lines(item, letter.say)) for item in group.items]
    return "\n\n".join([*blocks, f"{letter.say('letter.all')}\n{letter.url}"]) + "\n"


def _lines(item: Item, say: Voice) -> Iterator[str]:
    yield _filled(item.title)
    if item.authors:
        yield _filled(say("letter.by", authors=item.authors))
    if item.summary:
        yield _filled(item.summary)
    for takeaway in item.takeaways:
        yield _filled(f"* {takeaway}", "  ")
    yield item.url


def _filled(text: str, hanging: str = "") -> str:
    return fill(text, COLUMNS, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)


def as_chat(letter: Letter) -> str:
    """The letter in Markdown for a chat channel: bold lines for headings, since chats have none."""
    blocks = [f"**[{_quiet(letter.subject)}]({letter.url})**"]
    for group in letter.groups:
        blocks += [f"**{_quiet(group.name)}**"] if group.name else []
        blocks.append("\n".join(line for item in group.items for line in _bullets(item, letter.say)))
    return "\n\n".join(blocks) + "\n"


def _bullets(item: Item, say: Voice) -> Iterator[str]:
    by = say("letter.by-within", authors=_quiet(item.authors)) if item.authors else ""
    told = f": {_quiet(item.summary)}" if item.summary else ""
    yield f"* [{_quiet(item.title)}]({item.url}){by}{told}"
    for takeaway in item.takeaways:
        yield f"  * {_quiet(takeaway)}"


def _quiet(text: str) -> str:
    """Plain text for Markdown, in which nobody is called: a word joiner follows each @."""
    return CALL.sub("@\u2060", as_markdown(text))
