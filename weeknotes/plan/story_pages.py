"""What runs across entries: threads of a team, the same week of earlier years, lessons, abbreviations."""

from __future__ import annotations

from collections.abc import Iterator

from weeknotes import anniversaries, glossary, threads, urls
from weeknotes.anniversaries import Anniversary
from weeknotes.glossary import GlossaryView, Meaning
from weeknotes.languages import base
from weeknotes.model import Card, Entry, Kind, Page, Term
from weeknotes.plan.library import Library
from weeknotes.threads import Thread, ThreadView, ThreadWay
from weeknotes.views import FeedLink, Head, Lesson, LessonsView, Way
from weeknotes.weeks import Week

LESSONS = "lessons/"
GLOSSARY = "glossary/"
THREADS_SHOWN = 12  # on the page of a team


def lay_out(library: Library) -> Iterator[Page]:
    """A page for every thread of every team, one for the lessons, and one for the abbreviations."""
    for team in library.terms_of_kind("team"):
        for thread in _threads(team, library):
            yield _thread_page(thread, team, library)
    if library.index.taught:
        yield _lessons_page(library)
    if has_glossary(library):
        yield _glossary_page(library)


def thread_ways(team: Term, library: Library) -> tuple[ThreadWay, ...]:
    """The threads of a team, the longest first; none of any other term."""
    found = _threads(team, library) if team.kind == "team" else ()
    ways = (ThreadWay(each.title, threads.address(team.address, each.slug), len(each.stops)) for each in found)
    return tuple(ways)[:THREADS_SHOWN]


def years_before(week: Week, library: Library) -> tuple[Anniversary, ...]:
    """What was written about the same week of earlier years."""
    weeks = library.graph.weeks
    return tuple(_anniversary(years, then, library) for years, then in anniversaries.weeks_before(week, weeks))


def has_glossary(library: Library) -> bool:
    """Whether there is a glossary: some text uses an abbreviation of the list, and no text has its address."""
    return bool(_using(library)) and library.is_free(library.root + GLOSSARY)


def _threads(team: Term, library: Library) -> tuple[Thread, ...]:
    notes = [card for card in reversed(library.once(library.term_cards(team))) if card.kind is Kind.WEEKNOTE]
    ordered = sorted(notes, key=lambda card: card.week.monday.toordinal() if card.week else 0)
    return threads.gather([(card, library.entries[card.id].body.headings) for card in ordered])


def _thread_page(thread: Thread, team: Term, library: Library) -> Page:
    count = library.say("counts.notes", count=len(thread.stops))
    section = library.root + urls.TERM_SECTIONS["team"]
    head = Head(
        kind="thread",
        title=library.say("threads.title", thread=thread.title, team=team.name),
        address=threads.address(team.address, thread.slug),
        lang=library.words.lang,
        description=library.say("threads.described", thread=thread.title, team=team.name, notes=count),
        section=section,
        crumbs=(library.home(), Way(library.say("sections.teams"), section), Way(team.name, team.address)),
        feeds=(FeedLink(team.name, urls.feed_address(team.address)), library.site_feed()),
    )
    return library.html(head, "thread.html", ThreadView(thread, team.name))


def _lessons_page(library: Library) -> Page:
    cards = library.once(library.index.taught)
    lessons = tuple(Lesson(text, card) for card in cards for text in card.lessons)
    takeaways = tuple(Lesson(text, card) for card in cards for text in card.takeaways)
    head = _head("lessons", LESSONS, library.say("sections.lessons"), library.say("introductions.lessons"), library)
    return library.html(head, "lessons.html", LessonsView(lessons, takeaways))


def _head(kind: str, address: str, title: str, description: str, library: Library) -> Head:
    """What a page at the top of the site says of itself."""
    way, feed, address = library.home(), library.site_feed(), library.root + address
    return Head(kind, title, address, library.words.lang, description, address, (way,), (feed,))


def _anniversary(years: int, week: Week, library: Library) -> Anniversary:
    cards = library.once(library.cards(library.graph.weeks[week]))
    shown = cards[: anniversaries.MOST_CARDS]
    return Anniversary(years, week, library.root + urls.week_address(week), shown, len(cards))


def _glossary_page(library: Library) -> Page:
    told = library.say("glossary.described", site=library.config.site.title)
    head = _head("glossary", GLOSSARY, library.say("glossary.title"), told, library)
    markdown = library.config.markdown
    known = markdown.foreign.get(base(library.words.lang), {}) if library.root else markdown.abbreviations
    uses = _uses(library)
    order = sorted(known, key=lambda short: (short.casefold(), short))
    meanings = (_meaning(short, known[short], uses.get(short, [])) for short in order)
    return library.html(head, "glossary.html", GlossaryView(tuple(meanings)))


def _using(library: Library) -> list[Entry]:
    """The texts in the language of the library that use an abbreviation of its list."""
    shown = (each for each in library.entries.values() if each.body.abbreviations and not each.withdrawn)
    return [each for each in shown if base(each.card.lang) == base(library.words.lang)]


def _uses(library: Library) -> dict[str, list[Card]]:
    """The cards of entries by the abbreviations that they use: the newest first, those without a date last."""
    found: dict[str, list[Card]] = {}
    for entry in sorted(_using(library), key=lambda each: not each.card.kind.dated):
        for short in entry.body.abbreviations:
            found.setdefault(short, []).append(entry.card)
    return found


def _meaning(short: str, long: str, cards: list[Card]) -> Meaning:
    return Meaning(short, long, tuple(cards[: glossary.MOST_USES]), len(cards))
