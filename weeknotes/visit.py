"""A visit to a site: all of it read, linked and laid out, and nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from zoneinfo import ZoneInfo

from weeknotes import sources, store, translations
from weeknotes.accounts import is_text
from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.layout import Laid, lay_out
from weeknotes.memory import Memory, withstanding
from weeknotes.past import HIDDEN, Wish
from weeknotes.private import Private, private_report
from weeknotes.tellings import is_stopped
from weeknotes.text import count_words
from weeknotes.values import replace
from weeknotes.workshop import Workshop


@contextmanager
def visit(wish: Wish) -> Iterator[tuple[Laid, Workshop]]:
    """The site as `wish` asks for it, and the workshop that has its texts. Raises SiteError where it cannot be read."""
    laid, shop, end = withstanding(wish.site / HIDDEN, partial(_enter, wish))
    with end:
        yield laid, shop


def _enter(wish: Wish, fault: Exception | None) -> tuple[Laid, Workshop, ExitStack]:
    """The site, the workshop, and what is to be closed at the end."""
    with ExitStack() as stack:
        opened = stack.enter_context(store.borrowed(wish.site / HIDDEN, fault))
        shop = Workshop(wish, Memory(opened))
        return lay_out(shop), shop, stack.pop_all()


def demand_sound(laid: Laid) -> None:
    """Raise SiteError where something stops the site: what must not be published must not be sent out either."""
    if is_stopped(laid.account):
        errors = [problem for problem in laid.account.problems if problem.severity is Severity.ERROR]
        message = f"The site has {count_words(len(errors), 'error')} to mend first; “weeknotes check” tells of each."
        raise SiteError(Problem("site.stopped", Severity.ERROR, "", message))


def private(wish: Wish) -> Private:
    """What publishers, and nobody else, are told of the site."""
    with visit(wish) as (laid, shop):
        files = sources.scan(wish.site, laid.config.folders, [wish.output])
        readings = shop.read([file for file in files if is_text(file)], laid.config)
        sizes = {file.path: file.size for file in files}
        today = wish.moment(ZoneInfo(laid.config.site.timezone)).date()
        report = private_report(laid.account, readings, sizes, today, laid.config)
        missing = translations.untranslated(
            laid.library.entries.values(), laid.library.graph.translations, laid.config.site
        )
        return replace(report, untranslated={translations.name_of(code): paths for code, paths in missing.items()})
