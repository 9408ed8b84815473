"""The settings of a site: what ``config.toml`` holds. `settings.parse` reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time

from weeknotes.labels import Style
from weeknotes.values import Record, field, replace

# Where the law on public bodies' websites is that of the United Kingdom; in its nations, two bodies enforce it.
NATIONS = ("england", "scotland", "wales", "northern ireland", "great britain", "united kingdom")
ACCENT = "#2437a4"  # of the style sheet


class Naming(Record):
    """``[site.cy]``: what the site is called in another language; empty for what is as in the site's own.

    `tags` and `projects` have the names there of what texts call otherwise, by any spelling of that.
    """

    title: str = ""
    description: str = ""
    organisation: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)


class Site(Record):
    """``[site]``. `url` ends with a slash; `repository` is ``owner/name`` on GitHub.

    `languages` are those that every text is to be in, that of the site among them; empty for a site in one language.
    `public_body` tells that the law asks for an accessibility statement; `webmention` is where other sites tell
    that they mention a page of this one. `called` has its names in other languages by code; where one was put in
    place of its own (see `namings.in_language`), `told` has the settings that are so.
    """

    title: str = "Weeknotes"
    description: str = ""
    url: str = "http://localhost:8000/"
    language: str = "en"
    timezone: str = "Europe/London"
    organisation: str = ""
    repository: str = ""
    branch: str = "main"
    id_authority: str = "localhost,2026"
    reply: str = ""
    week_ending: str = "friday"
    default_team: str = ""
    languages: tuple[str, ...] = ()
    public_body: bool = False
    webmention: str = ""
    called: Mapping[str, Naming] = field(default_factory=dict)
    told: tuple[str, ...] = ()


class Folder(Record):
    """One of ``[[folders]]``: where content of a kind lies, and defaults for all below it.

    `kind` is a value of `model.Kind`. `at` is the address below which ``files`` are published
    (``""`` is the root of the site). `sign_off` is ``none``, ``second person`` or ``named``, which asks for one of
    the `approvers`; what was published before the day `sign_off_from` needs none.
    """

    path: str
    kind: str
    team: str = ""
    theme: str = ""
    series: str = ""
    lang: str = ""
    author: str = ""
    at: str | None = None
    sign_off: str = "none"
    approvers: tuple[str, ...] = ()
    sign_off_from: date | None = None

    @property
    def is_standard(self) -> bool:
        """Whether this is a folder of the standard layout, whoever signs off what lies in it."""
        return replace(self, sign_off="none", approvers=(), sign_off_from=None) in standard_folders()


class Team(Record):
    """``[teams.x]``; its `colour` takes the place of the site's accent where something is of this team alone."""

    slug: str
    name: str
    organisation: str = ""
    colour: str = ""


class Theme(Record):
    """``[themes.x]``."""

    slug: str
    name: str


class Series(Record):
    """``[series.x]``: `styles` pairs the first week (``""`` for the beginning) with a label style.

    `ended` is the last week of a series that has ended, and `farewell` what its readers are told of that.
    """

    slug: str
    name: str
    styles: tuple[tuple[str, Style], ...]
    ended: str = ""
    farewell: str = ""


class Markdown(Record):
    """``[markdown]``: `flavour` is ``github`` or ``extra``; `extensions` are Python-Markdown's.

    `abbreviations` are what ``content/abbreviations.toml`` holds: what each stands for. `foreign` are the lists of
    other languages, by code: ``content/abbreviations.cy.toml``.
    """

    flavour: str = "github"
    extensions: tuple[str, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    foreign: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Feeds(Record):
    """``[feeds]``: how many of the newest entries a feed holds, and the WebSub `hub` that is told of news."""

    limit: int = 50
    hub: str = ""


class Related(Record):
    """``[related]``: how many related entries a page shows; 0 turns them off."""

    count: int = 5


class Search(Record):
    """``[search]``: whether the site can be searched."""

    enabled: bool = True


class Images(Record):
    """``[images]``: whether a card is drawn for every entry without a picture, to be shown where links are shared."""

    cards: bool = False


class Design(Record):
    """``[design]``: the accent for light screens and that for dark ones (``""``: it follows from the first), a `type`
    of `design.TYPES`, and the path of a logo.

    A logo with words in it has them as `logo_words`, and stands for the name of the site. `logo_size` is its width
    and height in pixels.
    """

    accent: str = ACCENT
    accent_dark: str = ""
    type: str = "serif"
    logo: str = ""
    logo_words: str = ""
    logo_size: tuple[int, int] = (0, 0)


class Sensitive(Record):
    """``[sensitive]``: what this site need not be warned of, and what it wants to be warned of besides.

    E-mail addresses at `email_domains` and below are meant to be read by all. `words` are told wherever they
    stand. `internal_hosts` are the names of computers that only colleagues reach.
    """

    email_domains: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    internal_hosts: tuple[str, ...] = ()


class Publication(Record):
    """``[publication]``: whether `quarantine` keeps faulty files back and publishes the others, and at which
    times of day (UTC) the site is built though nobody changed anything."""

    quarantine: bool = False
    timed_builds: tuple[time, ...] = (time(5, 17),)


class Hosting(Record):
    """``[hosting]``: the `host` that serves the site, one of `hosts.HOSTS`."""

    host: str = "github"


class QuietPeriod(Record):
    """One of ``[[quiet_periods]]``: from the day `first` to the day `last` nothing new appears.

    It is about entries of these `kinds` and these `teams`; about all where none are given.
    """

    first: date
    last: date
    reason: str
    kinds: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()


class KnownProblem(Record):
    """One of ``[[accessibility.problems]]``: what not everybody can use, which success criterion of WCAG 2.2 it
    fails, the `reason` (``non-compliance``, ``disproportionate burden`` or ``out of scope``), when it will be
    mended, and what there is in its place until then."""

    what: str
    criterion: str = ""
    reason: str = "non-compliance"
    planned: date | None = None
    alternative: str = ""


class Accessibility(Record):
    """``[accessibility]``: what the statement says that no program can find out; `given` tells that it is there.

    `status` is ``full``, ``partial``, ``none`` or empty (not known). `enforcement` names the nation whose body
    enforces the law, or that body itself; `law` is the law, where it is not that of the United Kingdom.
    `response_days` are working days; 0 is not told. `lines` has the line of each setting.
    """

    given: bool = False
    status: str = ""
    email: str = ""
    phone: str = ""
    post: str = ""
    form: str = ""
    response_days: int = 0
    enforcement: str = ""
    enforcement_url: str = ""
    law: str = ""
    prepared: date | None = None
    reviewed: date | None = None
    tested: date | None = None
    method: str = ""
    problems: tuple[KnownProblem, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


class Config(Record):
    """All settings of a site; finished, with defaults for what was not given.

    `checks` has how grave a problem is (``error``, ``warning``, ``hint``, ``off``) by its code or family.
    """

    site: Site = Site()
    folders: tuple[Folder, ...] = ()
    teams: Mapping[str, Team] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    markdown: Markdown = Markdown()
    feeds: Feeds = Feeds()
    related: Related = Related()
    search: Search = Search()
    images: Images = Images()
    design: Design = Design()
    sensitive: Sensitive = Sensitive()
    publication: Publication = Publication()
    hosting: Hosting = Hosting()
    quiet_periods: tuple[QuietPeriod, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)
    accessibility: Accessibility = Accessibility()


def folder_of(path: str, folders: Iterable[Folder]) -> Folder | None:
    """The innermost of `folders` that a file lies in: the one that was meant. None where there is none."""
    within = [each for each in folders if each.path == "." or path.startswith(each.path + "/")]
    return max(within, key=lambda each: len(each.path), default=None)


def standard_folders() -> tuple[Folder, ...]:
    """The standard layout, which needs no ``[[folders]]``."""
    return (
        Folder("content/weeknotes", "weeknote"),
        Folder("content/case-studies", "case study"),
        Folder("content/posts", "post"),
        Folder("content/pages", "page"),
        Folder("content/teams", "team"),
        Folder("content/themes", "theme"),
        Folder("content/people", "person"),
    )
