"""Invitations: links that open GitHub's editor, with the next note of each series begun or a page to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import quote, urlencode

from weeknotes.config import Config, Site, folder_of
from weeknotes.dates import span_words
from weeknotes.model import Entry, Kind, Term
from weeknotes.sequels import Asked, Earlier, folder_for, next_path, next_text
from weeknotes.text import join_words, slugify
from weeknotes.values import Record
from weeknotes.weeks import Week

# Servers and messengers cut what is longer; GitHub answers "URI too long" at about 8,000.
LONGEST = 6000
PAUSE = 26  # weeks without a note after which a series is taken to have ended


class Start(Record):
    """A note that can be begun: its week, the days of it in words, its file, and the URL of the editor."""

    week: Week
    when: str
    path: str
    url: str


class Invitation(Record):
    """What a team or a person can begin to write, oldest week first."""

    name: str
    starts: tuple[Start, ...]


class WriteView(Record):
    """``/write/``, for those who write: what each of them can begin, and the URL of the repository."""

    invitations: tuple[Invitation, ...]
    repository_url: str


def new_file_url(site: Site, path: str, text: str = "") -> str:
    """The page on GitHub where the file `path` is begun with `text`, and saved by whoever may.

    GitHub makes the folders that are missing, and offers a copy of their own to those who may not write.
    GitHub does not document this, but its own links to new workflows are of this form.
    """
    query = urlencode({"filename": path, **({"value": text} if text else {})}, quote_via=quote, safe="")
    return f"https://github.com/{site.repository}/new/{quote(site.branch)}?{query}"


def edit_url(site: Site, path: str) -> str:
    """The page on GitHub where the file `path` is changed; empty where the repository is not known."""
    return f"https://github.com/{site.repository}/edit/{quote(site.branch)}/{quote(path)}" if site.repository else ""


def invite(
    config: Config, series: Iterable[Sequence[Entry]], teams: Iterable[Term], today: date
) -> tuple[Invitation, ...]:
    """What everybody who writes can begin `today`, by name.

    `series` holds the published notes of each series, oldest first. Those without a note for half a year are
    left out; `teams` that never wrote, and those of the settings, are asked too. Where nobody is left, the
    site itself is.
    """
    this = Week.of(today)
    runs = [run for each in series if (run := [note for note in each if _is_note(note)])]
    active = (run for run in _by_language(runs, config) if _last_week(run) >= this.plus(-PAUSE))
    found = [Invitation(_name(run, config), tuple(_starts(run, this, config))) for run in active]
    known = {each.slug: each.name for each in config.teams.values()} | {each.slug: each.name for each in teams}
    silent = _silent(runs, known)
    found += [Invitation(name, (_first(slug, this, config),)) for slug, name in silent.items()]
    whole = Invitation(config.site.title, (_first("", this, config),))
    return tuple(sorted(found, key=lambda each: each.name.casefold())) or (whole,)


def _silent(runs: Iterable[Sequence[Entry]], teams: Mapping[str, str]) -> dict[str, str]:
    """Those of the `teams`, names by slug, that never wrote."""
    begun = {team.slug for run in runs for note in run for team in note.card.teams}
    return {slug: name for slug, name in teams.items() if slug not in begun}


def _is_note(entry: Entry) -> bool:
    return entry.card.kind is Kind.WEEKNOTE and entry.card.span is not None and not entry.withdrawn


def _last_week(run: Sequence[Entry]) -> Week:
    return max(note.card.span.last for note in run if note.card.span)


def _by_language(runs: Iterable[Sequence[Entry]], config: Config) -> Iterator[Sequence[Entry]]:
    """Each series once: of one and its translation, the one in the site's own language."""
    seen = set()
    for run in sorted(runs, key=lambda each: each[-1].card.lang != config.site.language):
        if run[-1].card.series not in seen:
            seen.add(run[-1].card.series)
            yield run


def _name(run: Sequence[Entry], config: Config) -> str:
    card = run[-1].card
    own = config.series[card.series].name if card.series in config.series else card.series
    return card.teams[0].name if card.teams else join_words([each.name for each in card.authors]) or own


def _starts(run: Sequence[Entry], this: Week, config: Config) -> Iterator[Start]:
    """The note of last week and of this one, where nobody has written it; else that of the next week."""
    written = {week for note in run if note.card.span for week in note.card.span.weeks}
    open_ones = [week for week in (this.plus(-1), this) if week not in written]
    for week in open_ones or [this.plus(1)]:
        # A note that is ready for a later week says nothing of what came before this one.
        before = [note for note in run if note.card.span and note.card.span.last < week]
        yield _next(before, week, config) if before else _first(_team(run[-1]), week, config)


def _team(entry: Entry) -> str:
    return entry.card.teams[0].slug if entry.card.teams else ""


def _next(notes: Sequence[Entry], week: Week, config: Config) -> Start:
    last = notes[-1].card
    owner = _team(notes[-1]) or slugify(last.authors[0].name if last.authors else "")
    earlier = [_earlier(note) for note in notes]
    folder = folder_of(last.path, config.folders) or folder_for(config, Kind.WEEKNOTE, owner)
    path = next_path(earlier, folder, week, owner)
    return _start(path, earlier, Asked(week, team=_team(notes[-1])), config)


def _earlier(entry: Entry) -> Earlier:
    given = entry.fields
    authors = tuple(term.name for term in entry.card.authors)
    return Earlier(entry.card.path, authors, given.series, given.episode, entry.body.headings)


def _first(team: str, week: Week, config: Config) -> Start:
    folder = folder_for(config, Kind.WEEKNOTE, team)
    return _start(next_path([], folder, week, team), [], Asked(week, team=team), config)


def _start(path: str, notes: Sequence[Earlier], asked: Asked, config: Config) -> Start:
    """The note to begin; of a link that would be too long, the headings or all of the text are left out."""
    bare = Asked(asked.week, team=asked.team, style="plain")
    texts = (next_text(notes, asked), next_text(notes, bare), "")
    url = next(url for each in texts if len(url := new_file_url(config.site, path, each)) <= LONGEST or not each)
    return Start(asked.week, span_words(asked.week.monday, asked.week.sunday), path, url)
