"""Which pages the site has, and what each of them shows: `lay_out`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from weeknotes import urls
from weeknotes.errors import Problem, Severity
from weeknotes.model import Page
from weeknotes.plan import (
    counterparts,
    entry_pages,
    file_pages,
    moved_pages,
    names,
    statement_page,
    surroundings,
)
from weeknotes.plan.library import Library, Past, library
from weeknotes.plan.moved_pages import same
from weeknotes.values import Record
from weeknotes.views import Chrome, EntryView, MovedView

__all__ = ["Library", "Past", "Plan", "lay_out", "library"]


class Plan(Record):
    """Every file of the site, and the menu and footer that all pages share."""

    pages: tuple[Page, ...]
    chrome: Chrome


def lay_out(
    library: Library, assets: Sequence[str], static: Mapping[str, str], policy: str = ""
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan of the site, whose pages keep to `policy`; two files at one address are a problem that names both."""
    shelves = counterparts.shelves(library)
    pages = [*entry_pages.lay_out(shelves), *counterparts.lay_out(shelves)]
    pages += statement_page.lay_out(library)
    pages += moved_pages.lay_out(library, pages)
    pages += file_pages.lay_out(library, assets, static, pages, policy)
    chrome = surroundings.chrome(library, shelves)
    problems = (*_collisions(pages), *names.awkward(pages, _source), *statement_page.problems(library))
    problems += tuple(counterparts.problems(library))
    return Plan(tuple(pages), chrome), problems


def _collisions(pages: Sequence[Page]) -> list[Problem]:
    """Two files at one place, also where a file system takes their names for one, and files in place of folders."""
    seen: dict[str, Page] = {}
    problems = []
    for page in pages:
        other = seen.setdefault(same(page.file), page)
        if other is not page:
            problems.append(_collision(page, other))
    for folder, page in _folders(pages).items():
        if folder in seen:
            problems.append(_collision(page, seen[folder]))
    return problems


def _folders(pages: Sequence[Page]) -> dict[str, Page]:
    """Every folder that the site needs, with a page that needs it."""
    found: dict[str, Page] = {}
    for page in pages:
        folder = same(page.file).rpartition("/")[0]
        # Where a folder is known, those above it are.
        while folder and folder not in found:
            found[folder] = page
            folder = folder.rpartition("/")[0]
    return found


def _collision(page: Page, other: Page) -> Problem:
    path, beside = _source(page), _source(other)
    what = f"{path or 'a page of the site'} and {beside or 'a page of the site'}"
    message = f"Two things would be published at /{urls.address_of(page.file)}: {what}. Give one another slug or name."
    return Problem("address.twice", Severity.ERROR, path or beside, message, found=page.file)


def _source(page: Page) -> str:
    view = page.shows.get("view")
    if isinstance(view, MovedView):
        return view.path
    return view.card.path if isinstance(view, EntryView) else page.source
