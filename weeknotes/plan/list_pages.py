"""Home, archives, weeks, terms: the pages that gather entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from weeknotes import invitations, urls
from weeknotes.graph import weeks_of
from weeknotes.model import Card, Kind, Page, Term
from weeknotes.plan import chart_pages, story_pages
from weeknotes.plan.library import ARCHIVED, DESCRIPTION_LIMIT, FOLLOWED, Library
from weeknotes.text import shorten
from weeknotes.values import replace
from weeknotes.views import (
    FeedLink,
    Head,
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

WRITE = "write/"


def lay_out(library: Library) -> Iterator[Page]:
    """Every page that gathers entries."""
    for kind in ARCHIVED:
        yield from _archives(kind, library)
    yield from _weeks(library)
    for term_kind in urls.TERM_SECTIONS:
        yield from _terms(term_kind, library)
    if not library.root:
        yield from _write(library)
        yield _missing(library)


def week_view(week: Week, library: Library) -> WeekView:
    """Everything of one week by team, what is in two languages once; without the ways to the weeks beside it."""
    cards = library.once(library.cards(library.graph.weeks[week]))
    return WeekView(
        week=week,
        label=library.say("labels.week", number=week.number),
        when=library.words.span(week.monday, week.sunday),
        groups=_by_team(cards),
    )


def _head(library: Library, kind: str, title: str, address: str, *own: FeedLink, parent: Way | None = None) -> Head:
    crumbs = (library.home(), parent) if parent else (library.home(),)
    section = f"{library.root}{address.removeprefix(library.root).split('/')[0]}/"
    return Head(kind, title, address, library.words.lang, "", section, crumbs, (*own, library.site_feed()))


def _archives(kind: Kind, library: Library) -> Iterator[Page]:
    """The archive of a kind: one page, and one for each year where years hold more than a page takes in."""
    cards = library.once(library.of_kind(kind))
    if not cards:
        return
    section, title = library.root + urls.SECTIONS[kind], library.say(f"sections.{ARCHIVED[kind]}")
    feed = FeedLink(title, urls.feed_address(section))
    by_year = kind is Kind.WEEKNOTE
    years = _by_year(cards, section if by_year else "", library)
    ways = tuple(Way(str(group.year), group.address) for group in years) if by_year else ()
    # The front of the archive has the newest year alone, so that it stays short for ever.
    shown = years[:1] if by_year else years
    view = ListView(title, library.say(f"introductions.{ARCHIVED[kind]}"), shown, ways)
    head = replace(_head(library, "list", title, section, feed), description=view.introduction)
    yield library.html(head, "list.html", view)
    for group in years if by_year else ():
        named = library.say("introductions.year", title=title, year=group.year)
        head = _head(library, "list", named, group.address, feed, parent=Way(title, section))
        told = library.say("introductions.year-described", title=named, site=library.config.site.title)
        head = replace(head, description=told)
        yield library.html(head, "list.html", ListView(named, "", (group,), ways))


def _year_of(card: Card) -> int:
    return card.week.year if card.week else card.published.day.year if card.published else 0


def _by_year(cards: Iterable[Card], section: str, library: Library) -> tuple[YearGroup, ...]:
    """Cards under their years, the newest first; where years have pages, below `section`, with their calendar."""
    found = tuple(cards)
    # Only weeknotes are many enough for a page a year.
    calendars = _calendars(found, library) if section else {}
    groups = []
    for year, these in groupby(sorted(found, key=_year_of, reverse=True), key=_year_of):
        address = urls.year_address(section, year) if section else ""
        groups.append(YearGroup(year, address, tuple(these), calendars.get(year, ())))
    return tuple(groups)


def _calendar_years(cards: Sequence[Card], library: Library) -> tuple[YearGroup, ...]:
    """The calendars of all years that weeknotes are about, the newest first, without the notes themselves."""
    # A year that holds but the beginning of a note over the new year has no archive to link to.
    archived = {_year_of(card) for card in cards}
    section = library.root + urls.SECTIONS[Kind.WEEKNOTE]
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
    blanks = library.index.calendars
    return {year: tuple(_cell(blank, counts, library.root) for blank in blanks[year]) for year in years}


def _cell(blank: WeekCell, counts: Mapping[Week, int], root: str) -> WeekCell:
    count = counts.get(blank.week, 0)
    return replace(blank, count=count, address=root + urls.week_address(blank.week)) if count else blank


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
    digest = FeedLink(library.say("feeds.digest"), urls.feed_address(f"{library.root}weeks/"))
    parent = Way(library.say("sections.weeks"), f"{library.root}weeks/")
    for before, week, after in zip([None, *weeks], weeks, [*weeks[1:], None], strict=False):
        view = week_view(week, library)
        title = _week_title(week, library)
        head = _head(library, "week", title, library.root + urls.week_address(week), digest, parent=parent)
        head = replace(head, description=_week_words(view, library))
        full = replace(view, previous=_week_way(before, library), next=_week_way(after, library))
        full = replace(full, years_before=story_pages.years_before(week, library))
        bodies = [card.id for group in view.groups for card in group.cards]
        yield library.html(head, "week.html", full, bodies)
    years = _calendar_years(library.once(library.of_kind(Kind.WEEKNOTE)), library)
    view_of_all = ListView(parent.title, library.say("introductions.weeks"), years)
    head = replace(_head(library, "list", parent.title, parent.address, digest), description=view_of_all.introduction)
    yield library.html(head, "list.html", view_of_all)


def _week_title(week: Week, library: Library) -> str:
    return library.say("labels.week-of-year", number=week.number, year=week.year)


def _week_words(view: WeekView, library: Library) -> str:
    """What a page of a week is about, for search engines."""
    names = [group.team.name for group in view.groups if group.team]
    notes = library.say("counts.notes", count=sum(len(group.cards) for group in view.groups))
    told = {"label": view.label, "when": view.when, "notes": notes}
    if not names:
        return library.say("introductions.week", **told)
    return library.say("introductions.week-by", **told, teams=library.words.join(names))


def _week_way(week: Week | None, library: Library) -> Way | None:
    return Way(_week_title(week, library), library.root + urls.week_address(week)) if week else None


def _terms(kind: str, library: Library) -> Iterator[Page]:
    terms = library.terms_of_kind(kind)
    if not terms:
        return
    section = library.root + urls.TERM_SECTIONS[kind]
    title, introduction = term_words(kind, library)
    profiles = tuple(library.profile(term) for term in terms)
    view = TermsView(kind, title, introduction, profiles, chart_pages.themes_over_time(kind, library))
    yield library.html(replace(_head(library, "terms", title, section), description=introduction), "terms.html", view)
    for term in terms:
        yield _term(term, Way(title, section), library)


def term_words(kind: str, library: Library) -> tuple[str, str]:
    """What the page of all terms of a kind is called, and what it says of itself."""
    name = urls.TERM_SECTIONS[kind].rstrip("/")
    return library.say(f"sections.{name}"), library.say(f"introductions.{name}")


def _term(term: Term, parent: Way, library: Library) -> Page:
    cards = library.once(library.term_cards(term))
    profile = library.profile(term)
    notes = tuple(card for card in cards if card.kind is Kind.WEEKNOTE)
    # A theme or a tag has no rhythm of its own that a calendar would show.
    has_calendar = term.kind in FOLLOWED
    farewell = library.farewell(term.slug) if has_calendar else None
    view = TermView(
        profile=profile,
        weeknotes=notes,
        case_studies=tuple(card for card in cards if card.kind is Kind.CASE_STUDY),
        posts=tuple(card for card in cards if card.kind is Kind.POST),
        calendar=_calendar_years(notes, library) if has_calendar else (),
        quoted=library.once(library.index.quoted.get(term.slug, ())) if term.kind == "person" else (),
        beside=_beside(term, cards),
        farewell=farewell.text if farewell else "",
        threads=story_pages.thread_ways(term, library),
        year=chart_pages.team_year(term, cards, library),
    )
    # A term without an entry has a page, since people and pages link to it, but nothing to subscribe to.
    feeds = [FeedLink(term.name, urls.feed_address(term.address))] if cards else []
    head = _head(library, term.kind, term.name, term.address, *feeds, parent=parent)
    told = profile.summary or library.say("introductions.term", name=term.name, site=library.config.site.title)
    head = replace(head, description=shorten(told, DESCRIPTION_LIMIT))
    return library.html(head, "term.html", view, [profile.entry])


def _beside(term: Term, cards: Iterable[Card], most: int = 8) -> tuple[Term, ...]:
    """Terms that stand beside this one: the themes of a team, the teams of everything else."""
    counts: dict[Term, int] = {}
    for card in cards:
        for other in card.themes if term.kind == "team" else card.teams:
            counts[other] = counts.get(other, 0) + 1
    return tuple(sorted(counts, key=lambda other: (-counts[other], other.name))[:most])


def _write(library: Library) -> Iterator[Page]:
    """For those who write: the notes that can be begun on GitHub, on the one page that changes with the day."""
    if not library.today or not has_write(library):
        return
    site = library.config.site
    runs = [[library.entries[id] for id in run] for run in library.graph.series.values()]
    found = invitations.invite(library.config, runs, library.terms_of_kind("team"), library.today)
    head = _head(library, "write", library.say("sections.write"), WRITE)
    head = replace(head, description=library.say("write.described"))
    view = invitations.WriteView(found, f"https://github.com/{site.repository}")
    yield library.html(head, "write.html", view)


def has_write(library: Library) -> bool:
    """Whether there is a page for those who write: a page of the site's own at its address goes before it."""
    taken = any(each.card.address == WRITE for each in library.entries.values())
    return bool(library.config.site.repository and library.today) and not taken


def _missing(library: Library) -> Page:
    kinds = (kind for kind in ARCHIVED if library.of_kind(kind))
    ways = [library.home(), *(Way(library.say(f"sections.{ARCHIVED[kind]}"), urls.SECTIONS[kind]) for kind in kinds)]
    told = library.say("introductions.missing", site=library.config.site.title)
    title = library.say("missing.title")
    head = Head("missing", title, "404.html", library.words.lang, told, feeds=(library.site_feed(),))
    return library.html(head, "404.html", MissingView(tuple(ways)))
