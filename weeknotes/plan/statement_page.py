"""The accessibility statement: made from the settings and from what the checks found in what is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from weeknotes.atlas import MEDIA
from weeknotes.config import Config
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Barrier
from weeknotes.languages import base
from weeknotes.model import Card, Entry, Kind, Page
from weeknotes.namings import in_language
from weeknotes.plan.library import Library
from weeknotes.schema import KNOWN_PROBLEM
from weeknotes.statement import KINDS, MOST_PAGES, Finding, Statement
from weeknotes.values import replace
from weeknotes.views import Head, Way

ADDRESS = "accessibility/"
TEMPLATE = "accessibility.html"
# Texts and slides, which people read; a file of data has neither pictures nor headings.
DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".xls", ".xlsx", ".ods")
RECORDINGS = tuple(ending for ending in MEDIA if ending not in (".vtt", ".ics"))
FILES = {"document": DOCUMENTS, "recording": RECORDINGS}
YEAR = timedelta(days=365)  # the law wants the statement to be looked at again every year


def lay_out(library: Library) -> Iterator[Page]:
    """The statement in every language that the site has a front page in, but where a text of the site holds it."""
    if not has_statement(library.config):
        return
    written = _written(library)
    bare = {code: address for code, address in addresses(library).items() if code not in written}
    found = statement(library) if bare else None
    for code, address in bare.items():
        page = library.html(_head(code, address, library), TEMPLATE, None)
        yield replace(page, shows={**page.shows, "statement": found})


def has_statement(config: Config) -> bool:
    """Whether the site has a statement: its settings speak of one, or the law asks for one."""
    return config.accessibility.given or config.site.public_body


def places(config: Config, homes: Mapping[str, str]) -> frozenset[str]:
    """The addresses that the statement has where no text gives it another one; `homes` as `Library` has them."""
    every = [ADDRESS, *(f"{home}{ADDRESS}" for home in homes.values())]
    return frozenset(every if has_statement(config) else ())


def holds(card: Card, library: Library) -> bool:
    """Whether the statement stands on the page of this text, below its words."""
    may_hold = card.address == ADDRESS or card.id in library.graph.translations
    if card.kind is not Kind.PAGE or not may_hold or not has_statement(library.config):
        return False
    return card.id in {each.id for each in _written(library).values()}


def statement(library: Library) -> Statement:
    """The statement, in no language yet."""
    site = library.config.site
    return Statement(library.config.accessibility, tuple(_findings(library)), site.language, site.public_body)


def addresses(library: Library) -> dict[str, str]:
    """Where the statement is, by language: that of the site first."""
    every = {base(library.config.site.language): ADDRESS}
    every |= {code: f"{home}{ADDRESS}" for code, home in library.homes.items()}
    return every | {code: card.address for code, card in _written(library).items()}


def way(code: str, library: Library) -> list[Way]:
    """The way to the statement, for the footer of pages in language `code`."""
    if not has_statement(library.config):
        return []
    every, lang = addresses(library), base(code)
    shown = lang if lang in every else base(library.config.site.language)
    card = _written(library).get(shown)
    title = card.title if card else library.tongues.of(shown).say("accessibility.title")
    return [Way(title, every[shown], shown if shown != lang else "")]


def problems(library: Library) -> Iterator[Problem]:
    """What is not right about the statement: it claims too much or tells too little, or it is older than a year."""
    told = library.config.accessibility
    if told.status:
        yield from _misstated(statement(library))
    last = max(filter(None, (told.prepared, told.reviewed)), default=None)
    if last and library.today and library.today - last > YEAR:
        name = "reviewed" if told.reviewed == last else "prepared"
        message = (
            f"Nobody has looked at the accessibility statement since {last.isoformat()}. Once a year it has to be "
            "read again: is what it says still true? Then write the day on which you did."
        )
        better = f'reviewed = "{library.today.isoformat()}"'
        yield _warning("accessibility-review", message, told.lines.get(name, 0), f'{name} = "{last}"', better)


def _misstated(found: Statement) -> Iterator[Problem]:
    line, typed = found.told.lines.get("status", 0), f'status = "{found.told.status}"'
    if found.told.status == "full" and found.failures:
        message = (
            "The accessibility statement says that the site complies fully, but there are things that not everybody "
            "can use: the statement lists them. It says “partially” until they are mended."
        )
        yield _warning("accessibility-status", message, line, typed, 'status = "partial"')
    if found.lists_nothing:
        message = (
            "The accessibility statement says that the site does not comply fully, but neither the settings nor the "
            "checks tell of anything that not everybody can use. Readers have to be told what it is."
        )
        better = f"[[accessibility.problems]]\nwhat = {KNOWN_PROBLEM['what'].sample}"
        yield _warning("accessibility-status", message, line, typed, better)


def _warning(name: str, message: str, line: int, found: str, better: str) -> Problem:
    code = f"config.{name}"
    return Problem(code, Severity.WARNING, "config.toml", message, line, found=found, suggestion=better)


def _written(library: Library) -> Mapping[str, Card]:
    """The pages that writers gave the address of the statement, and their translations, by language."""
    known = (each for each in library.entries.values() if each.card.address == ADDRESS and _is_page(each))
    own = next(known, None)
    if own is None:
        return {}
    others = (library.entries[id] for id in library.graph.translations.get(own.card.id, ()) if id in library.entries)
    return {base(each.card.lang): each.card for each in (*filter(_is_page, others), own)}


def _is_page(entry: Entry) -> bool:
    return entry.card.kind is Kind.PAGE and not entry.withdrawn


def _head(code: str, address: str, library: Library) -> Head:
    words = library.tongues.of(_whole(code, library))
    site = in_language(library.config.site, code)
    return Head(
        kind="statement",
        title=words.say("accessibility.title"),
        address=address,
        lang=words.lang,
        description=words.say("accessibility.described", site=site.title),
        section=address,
        crumbs=(library.home(words),),
        feeds=(library.site_feed(words.lang),),
        languages=languages(library),
    )


def languages(library: Library) -> tuple[tuple[str, str], ...]:
    """The statement in all its languages, as the head of a page has them; none where it is in one alone."""
    every = addresses(library)
    return tuple((_whole(code, library), each) for code, each in every.items()) if len(every) > 1 else ()


def _whole(code: str, library: Library) -> str:
    """A language as the settings name it: with its region, if the site has one."""
    own = library.config.site.language
    return own if base(own) == code else code


def _findings(library: Library) -> Iterator[Finding]:
    """What is counted, kind by kind; of what there is none, nothing is said."""
    shown = [each for each in library.entries.values() if not each.withdrawn and not each.card.draft]
    found = [(each.card, barrier) for each in shown for barrier in _barriers(each)]
    for kind, codes in KINDS.items():
        if these := [(card, barrier) for card, barrier in found if barrier.code in codes]:
            pages = tuple(dict.fromkeys(card for card, _ in these))
            number, allowed = sum(each.number for _, each in these), sum(each.allowed for _, each in these)
            yield Finding(kind, number, allowed, pages[:MOST_PAGES], len(pages))


def _barriers(entry: Entry) -> list[Barrier]:
    """What the checks found in a text, and the files it leads to of which no check can tell."""
    files = {each.source.lower() for each in entry.targets if each.source and not each.outside and not each.entry}
    more = [Barrier(code, number) for code, endings in FILES.items() if (number := _ending(files, endings))]
    return [*entry.barriers, *more]


def _ending(files: Iterable[str], endings: tuple[str, ...]) -> int:
    return sum(1 for each in files if each.endswith(endings))
