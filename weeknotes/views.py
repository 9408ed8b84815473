"""What templates are given: one frozen record for each kind of page.

Every page's template sees `site`, `chrome`, `page` and `view`; `view` is one of the records below. Cards, terms and
texts are complete values: a template can show nothing that its page does not hold, so no page goes stale unnoticed.
"""

from __future__ import annotations

from collections.abc import Mapping

from weeknotes.anniversaries import Anniversary
from weeknotes.charts import Strips
from weeknotes.facts import Fields
from weeknotes.model import Card, Heading, Term
from weeknotes.shots import Shot
from weeknotes.threads import ThreadWay
from weeknotes.values import Record, field
from weeknotes.weeks import Week


class FeedLink(Record):
    """A feed: `title` in words, `address` without its ending, which is ``.xml`` (RSS), ``.atom`` or ``.json``."""

    title: str
    address: str


class Mention(Record):
    """A backlink: who mentions, and the sentence in which it happens."""

    card: Card
    sentence: str


class Relation(Record):
    """An entry and why it is shown: a writer's words, or for related ones what `whys.tell` reads; `place` is the id
    of the heading that is meant, if one is."""

    card: Card
    reason: str
    place: str = ""


class Way(Record):
    """A link of the navigation, the footer or the breadcrumbs; `address` relative to the site, `lang` the language
    of a title that a writer gave."""

    title: str
    address: str
    lang: str = ""


class Chrome(Record):
    """What surrounds every page: the menu, the footer; the addresses of the search page, if any, and the front page.
    `logo` stands beside the name of the site, or for it where it has an `alt`. `others` has the same in the other
    languages that pages are in, by code; `names` what teams are called there, by the address of their own page."""

    menu: tuple[Way, ...]
    footer: tuple[Way, ...]
    search: str = ""
    home: str = ""
    logo: Shot | None = None
    others: Mapping[str, Chrome] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


class Head(Record):
    """What every page says of itself.

    `kind` names the page for style sheets (``weeknote``, ``home``). `crumbs` lead from the
    home page to the parent. `section` is the address of the menu entry that it belongs to.
    `feeds` are the ones that fit the page, the most fitting first. `languages` holds the same
    page in other languages: pairs of language code and address; `missing` those of the site that it is not in.
    """

    kind: str
    title: str
    address: str
    lang: str
    description: str = ""
    section: str = ""
    crumbs: tuple[Way, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    image: Shot | None = None


class Neighbour(Record):
    """The next or previous note of a series; `note` tells of a gap ("no notes for weeks 30 to 32")."""

    card: Card
    note: str = ""


class Profile(Record):
    """A person, team or theme with its introduction; `entry` is the id of its text, or empty.

    `role` and `organisation` are a person's; `lang` is the language of its text, `count` how many entries it has.
    """

    term: Term
    entry: str = ""
    summary: str = ""
    image: Shot | None = None
    role: str = ""
    organisation: str = ""
    count: int = 0
    latest: Card | None = None
    lang: str = ""


class EntryView(Record):
    """A weeknote, case study, part, post or page: the template of its kind shows it.

    `parts` are all parts of the case study in order (the study itself first), when it has any;
    `part_previous` and `part_next` lead through them. `story` is the timeline of a case study,
    oldest first; `became` the case studies that this note is part of the story of.
    `linked` are the entries that the writer points at, `linked_outside` the same elsewhere (URL and reason).
    `translations` pairs a language code with the card. `speakers` has for each quotation the person who said it,
    with a picture if there is one, or nothing for whoever has no page.
    """

    card: Card
    fields: Fields
    headings: tuple[Heading, ...] = ()
    previous: Neighbour | None = None
    next: Neighbour | None = None
    mentions: tuple[Mention, ...] = ()
    related: tuple[Relation, ...] = ()
    linked: tuple[Relation, ...] = ()
    linked_outside: tuple[Way, ...] = ()
    story: tuple[Relation, ...] = ()
    became: tuple[Card, ...] = ()
    parts: tuple[Card, ...] = ()
    part_previous: Card | None = None
    part_next: Card | None = None
    translations: tuple[tuple[str, Card], ...] = ()
    profiles: tuple[Profile, ...] = ()
    speakers: tuple[Profile | None, ...] = ()
    reply: str = ""
    source_url: str = ""


class TeamGroup(Record):
    """The entries of one team within a week or a list; `team` is None for those without one."""

    team: Term | None
    cards: tuple[Card, ...]


class WeekView(Record):
    """Everything of one week by team, with the full text. `when` is its days; `years_before` what stood here then."""

    week: Week
    label: str
    when: str
    groups: tuple[TeamGroup, ...]
    previous: Way | None = None
    next: Way | None = None
    years_before: tuple[Anniversary, ...] = ()


class WeekCell(Record):
    """A week of a year's calendar: how many notes it has, and its page (empty without notes)."""

    week: Week
    count: int
    address: str = ""
    when: str = ""


class YearGroup(Record):
    """The entries of one year, newest first, and for weeknotes the calendar of its weeks."""

    year: int
    address: str
    cards: tuple[Card, ...]
    calendar: tuple[WeekCell, ...] = ()


class ListView(Record):
    """An archive: all of a kind, or one year of it. `years` are the ways to every year."""

    title: str
    introduction: str
    groups: tuple[YearGroup, ...]
    years: tuple[Way, ...] = ()


class TermView(Record):
    """A team, theme, tag, person or project with what belongs to it, by kind, newest first.

    `quoted` are the case studies in which a person is quoted. `farewell` is what readers of
    its series are told, where that has ended. Of a team, `threads` run through its notes, and `year` is its last one.
    """

    profile: Profile
    weeknotes: tuple[Card, ...] = ()
    case_studies: tuple[Card, ...] = ()
    posts: tuple[Card, ...] = ()
    calendar: tuple[YearGroup, ...] = ()
    quoted: tuple[Card, ...] = ()
    beside: tuple[Term, ...] = ()
    farewell: str = ""
    threads: tuple[ThreadWay, ...] = ()
    year: Strips | None = None


class TermsView(Record):
    """All terms of a kind: the page ``/teams/``, ``/themes/``, ``/tags/``, ``/people/``, ``/projects/``."""

    kind: str
    title: str
    introduction: str
    profiles: tuple[Profile, ...]
    over_time: Strips | None = None


class HomeView(Record):
    """The front page: the latest week across teams, recent case studies and posts, ways in."""

    week: WeekView | None
    recent: tuple[Card, ...] = ()
    case_studies: tuple[Card, ...] = ()
    posts: tuple[Card, ...] = ()
    teams: tuple[Profile, ...] = ()
    themes: tuple[Profile, ...] = ()
    introduction: str = ""
    years_before: tuple[Anniversary, ...] = ()


class Lesson(Record):
    """A lesson or takeaway and where it was learnt."""

    text: str
    card: Card


class LessonsView(Record):
    """``/lessons/``: lessons and takeaways of the whole site, newest first, each linked back."""

    lessons: tuple[Lesson, ...]
    takeaways: tuple[Lesson, ...]


class MissingView(Record):
    """``404.html``: the ways to go on from an address that is not there."""

    ways: tuple[Way, ...]


class MovedView(Record):
    """The page at an old address: title, address and language of what is there now; the `path` of its text, if any."""

    title: str
    address: str
    lang: str
    path: str = ""
