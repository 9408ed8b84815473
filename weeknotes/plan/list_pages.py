"""Home, archives, weeks, terms, lessons: the pages that gather entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice

from weeknotes import urls
from weeknotes.dates import span_words
from weeknotes.graph import weeks_of
from weeknotes.model import Card, Kind, Page, Term
from weeknotes.plan.library import DESCRIPTION_LIMIT, PLURALS, Library
from weeknotes.text import count_words, join_words, shorten
from weeknotes.views import (
    FeedLink,
    Head,
    HomeView,
    Lesson,
    LessonsView,
    ListView,
    MissingView,
    TeamGroup,
    TermsView,
    TermView,
    Way,
    WeekCell,
    WeekView,
    YearGroup,
)
from weeknotes.weeks import Week

HOME = Way("Home", "")
TERM_WORDS = {
    "team": ("Teams", "Who writes here."),
    "theme": ("Themes", "What the work is about, across teams."),
    "tag": ("Tags", "Every word that entries are tagged with."),
    "person": ("People", "Everybody who has written or worked on what is told here."),
    "project": ("Projects", "Pieces of work with a beginning and an end."),
}
INTRODUCTIONS = {
    Kind.WEEKNOTE: "What teams did, learnt and worried about, week by week.",
    Kind.CASE_STUDY: "Finished pieces of work: what happened, what it took, what was learnt.",
    Kind.POST: "Opinions, events and announcements.",
}
LESSONS_WORDS = "What worked, what did not, and where it was learnt."


def lay_out(library: Library) -> Iterator[Page]:
    """Every page that gathers entries."""
    yield _home(library)
    for kind in PLURALS:
        yield from _archives(kind, library)
    yield from _weeks(library)
    for term_kind in urls.TERM_SECTIONS:
        yield from _terms(term_kind, library)
    yield from _lessons(library)
    yield _missing(library)


def week_view(week: Week, library: Library) -> WeekView:
    """Everything of one week by team, without the ways to the weeks beside it."""
    cards = library.cards(library.graph.weeks[week])
    return WeekView(
        week=week,
        label=f"Week {week.number}",
        when=span_words(week.monday, week.sunday),
        groups=_by_team(cards),
    )


def _home(library: Library) -> Page:
    weeks = library.graph.weeks
    notes = library.of_kind(Kind.WEEKNOTE)
    latest = week_view(max(weeks), library) if weeks else None
    # What stands in the latest week already is not shown a second time below it.
    in_latest = {card.id for group in latest.groups for card in group.cards} if latest else set()
    view = HomeView(
        week=latest,
        recent=tuple(islice((card for card in notes if card.id not in in_latest), 6)),
        case_studies=library.of_kind(Kind.CASE_STUDY)[:6],
        posts=library.of_kind(Kind.POST)[:3],
        teams=tuple(library.profile(term) for term in library.terms_of_kind("team")),
        themes=tuple(library.profile(term) for term in library.terms_of_kind("theme")),
        introduction=library.config.site.description,
    )
    site = library.config.site
    head = Head("home", site.title, "", site.language, site.description, feeds=_feeds(library))
    return library.html(head, "home.html", view)


def _feeds(library: Library, *own: FeedLink) -> tuple[FeedLink, ...]:
    return (*own, library.site_feed())


def _head(library: Library, kind: str, title: str, address: str, *own: FeedLink, parent: Way | None = None) -> Head:
    crumbs = (HOME, parent) if parent else (HOME,)
    section = address.split("/")[0] + "/"
    language = library.config.site.language
    return Head(kind, title, address, language, "", section, crumbs, _feeds(library, *own))


def _archives(kind: Kind, library: Library) -> Iterator[Page]:
    """The archive of a kind: one page, and one for each year where years hold more than a page takes in."""
    cards = library.of_kind(kind)
    if not cards:
        return
    section, title = urls.SECTIONS[kind], PLURALS[kind]
    feed = FeedLink(title, urls.feed_address(section))
    years = _by_year(cards, section, library)
    by_year = kind is Kind.WEEKNOTE
    ways = tuple(Way(str(group.year), group.address) for group in years) if by_year else ()
    # The front of the archive has the newest year alone, so that it stays short for ever.
    shown = years[:1] if by_year else years
    view = ListView(title, INTRODUCTIONS[kind], shown, ways)
    head = replace(_head(library, "list", title, section, feed), description=view.introduction)
    yield library.html(head, "list.html", view)
    for group in years if by_year else ():
        named = f"{title} of {group.year}"
        head = _head(library, "list", named, group.address, feed, parent=Way(title, section))
        head = replace(head, description=f"{named}, with a calendar of the weeks: {library.config.site.title}")
        yield library.html(head, "list.html", ListView(named, "", (group,), ways))


def _year_of(card: Card) -> int:
    return card.week.year if card.week else card.published.day.year if card.published else 0


def _by_year(cards: Iterable[Card], section: str, library: Library) -> tuple[YearGroup, ...]:
    """Cards under their years, the newest first; weeknotes with the calendar and the page of each year."""
    found = tuple(cards)
    # Only weeknotes are many enough for a page a year.
    weekly = section == urls.SECTIONS[Kind.WEEKNOTE]
    calendars = _calendars(found, library) if weekly else {}
    groups = []
    for year, these in groupby(sorted(found, key=_year_of, reverse=True), key=_year_of):
        address = urls.year_address(section, year) if weekly else ""
        groups.append(YearGroup(year, address, tuple(these), calendars.get(year, ())))
    return tuple(groups)


def _calendar_years(cards: Sequence[Card], library: Library) -> tuple[YearGroup, ...]:
    """The calendars of all years that weeknotes are about, the newest first, without the notes themselves."""
    # A year that holds but the beginning of a note over the new year has no archive to link to.
    archived = {_year_of(card) for card in cards}
    section = urls.SECTIONS[Kind.WEEKNOTE]
    return tuple(
        YearGroup(year, urls.year_address(section, year) if year in archived else "", (), cells)
        for year, cells in sorted(_calendars(cards, library).items(), reverse=True)
    )


def _calendars(cards: Iterable[Card], library: Library) -> dict[int, tuple[WeekCell, ...]]:
    """By year, every week with how many of `cards` are about it.

    A note about two weeks counts in both, also where they are in two years.
    """
    counts = Counter(week for card in cards if card.span for week in weeks_of(card.span))
    years = {week.year for week in counts}
    return {year: tuple(_cell(blank, counts) for blank in library.index.calendars[year]) for year in years}


def _cell(blank: WeekCell, counts: Mapping[Week, int]) -> WeekCell:
    count = counts.get(blank.week, 0)
    return replace(blank, count=count, address=urls.week_address(blank.week)) if count else blank


def _by_team(cards: Sequence[Card]) -> tuple[TeamGroup, ...]:
    """Cards under their first team, teams by name, those without a team last."""

    def team_of(card: Card) -> Term | None:
        return card.teams[0] if card.teams else None

    def rank(card: Card) -> tuple[bool, str]:
        return (not card.teams, card.teams[0].name.casefold() if card.teams else "")

    # Sorting is stable: within a team the newest stays first.
    ordered = sorted(cards, key=rank)
    return tuple(TeamGroup(team, tuple(group)) for team, group in groupby(ordered, key=team_of))


def _weeks(library: Library) -> Iterator[Page]:
    weeks = sorted(library.graph.weeks)
    if not weeks:
        return
    digest = FeedLink("Weekly digest", urls.feed_address("weeks/"))
    parent = Way("Weeks", "weeks/")
    for before, week, after in zip([None, *weeks], weeks, [*weeks[1:], None], strict=False):
        view = week_view(week, library)
        title = f"{view.label} of {week.year}"
        head = _head(library, "week", title, urls.week_address(week), digest, parent=parent)
        head = replace(head, description=_week_words(view))
        full = WeekView(week, view.label, view.when, view.groups, _week_way(before), _week_way(after))
        bodies = [card.id for group in view.groups for card in group.cards]
        yield library.html(head, "week.html", full, bodies)
    years = _calendar_years(library.of_kind(Kind.WEEKNOTE), library)
    view_of_all = ListView("Weeks", "Every week that somebody wrote about, by year.", years)
    head = replace(_head(library, "list", "Weeks", "weeks/", digest), description=view_of_all.introduction)
    yield library.html(head, "list.html", view_of_all)


def _week_words(view: WeekView) -> str:
    """What a page of a week is about, for search engines."""
    names = [group.team.name for group in view.groups if group.team]
    notes = count_words(sum(len(group.cards) for group in view.groups), "note")
    told = f"{view.label}, {view.when}: {notes}"
    return f"{told} by {join_words(names)}" if names else told


def _week_way(week: Week | None) -> Way | None:
    return Way(f"Week {week.number} of {week.year}", urls.week_address(week)) if week else None


def _terms(kind: str, library: Library) -> Iterator[Page]:
    terms = library.terms_of_kind(kind)
    if not terms:
        return
    title, introduction = TERM_WORDS[kind]
    section = urls.TERM_SECTIONS[kind]
    view = TermsView(kind, title, introduction, tuple(library.profile(term) for term in terms))
    yield library.html(replace(_head(library, "terms", title, section), description=introduction), "terms.html", view)
    for term in terms:
        yield _term(term, Way(title, section), library)


def _term(term: Term, parent: Way, library: Library) -> Page:
    cards = library.term_cards(term)
    profile = library.profile(term)
    notes = tuple(card for card in cards if card.kind is Kind.WEEKNOTE)
    # A theme or a tag has no rhythm of its own that a calendar would show.
    has_calendar = term.kind in ("team", "person")
    view = TermView(
        profile=profile,
        weeknotes=notes,
        case_studies=tuple(card for card in cards if card.kind is Kind.CASE_STUDY),
        posts=tuple(card for card in cards if card.kind is Kind.POST),
        calendar=_calendar_years(notes, library) if has_calendar else (),
        quoted=library.index.quoted.get(term.name, ()) if term.kind == "person" else (),
        beside=_beside(term, cards),
    )
    # A term without an entry has a page, since people and pages link to it, but nothing to subscribe to.
    feeds = [FeedLink(term.name, urls.feed_address(term.address))] if cards else []
    head = _head(library, term.kind, term.name, term.address, *feeds, parent=parent)
    told = profile.summary or f"Weeknotes, case studies and posts: {term.name}, on {library.config.site.title}"
    head = replace(head, description=shorten(told, DESCRIPTION_LIMIT))
    return library.html(head, "term.html", view, [profile.entry])


def _beside(term: Term, cards: Iterable[Card], most: int = 8) -> tuple[Term, ...]:
    """Terms that stand beside this one: the themes of a team, the teams of everything else."""
    counts: dict[Term, int] = {}
    for card in cards:
        for other in card.themes if term.kind == "team" else card.teams:
            counts[other] = counts.get(other, 0) + 1
    return tuple(sorted(counts, key=lambda other: (-counts[other], other.name))[:most])


def _lessons(library: Library) -> Iterator[Page]:
    cards = library.index.taught
    lessons = tuple(Lesson(text, card) for card in cards for text in card.lessons)
    takeaways = tuple(Lesson(text, card) for card in cards for text in card.takeaways)
    if cards:
        head = replace(_head(library, "lessons", "Lessons", "lessons/"), description=LESSONS_WORDS)
        yield library.html(head, "lessons.html", LessonsView(lessons, takeaways))


def _missing(library: Library) -> Page:
    ways = [HOME, *(Way(PLURALS[kind], urls.SECTIONS[kind]) for kind in PLURALS if library.of_kind(kind))]
    site = library.config.site
    told = f"There is no page of {site.title} at this address."
    head = Head("missing", "Page not found", "404.html", site.language, told, feeds=_feeds(library))
    return library.html(head, "404.html", MissingView(tuple(ways)))
