"""The recipe: from a folder of Markdown to a whole site, in one function."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from weeknotes import accounts, amending, past, search, store, tellings
from weeknotes.amending import amend
from weeknotes.editions import Edition, Laying, Origin
from weeknotes.errors import Problem, SiteError
from weeknotes.memory import Memory, withstanding
from weeknotes.model import Account
from weeknotes.output import Written
from weeknotes.past import HIDDEN, Wish
from weeknotes.printing import Printer, Printing
from weeknotes.values import replace
from weeknotes.weighing import weigh
from weeknotes.workshop import Workshop

if TYPE_CHECKING:
    from weeknotes.layout import Laid

__all__ = ["Wish", "build", "check", "index"]


def build(wish: Wish, learn: Callable[[Laid], None] | None = None) -> Account:
    """Check the whole site, then write it; with an error anywhere, nothing is written.

    What earlier builds made is used again where all that it was made of is the same. `learn` is given the
    site that was written, where it was laid out anew.
    """
    return withstanding(wish.site / HIDDEN, partial(_build, wish, learn))


def _build(wish: Wish, learn: Callable[[Laid], None] | None, fault: Exception | None) -> Account:
    with store.opened(wish.site / HIDDEN, fault) as opened:
        memory = Memory(opened)
        before = past.situation(wish, memory)
        shop = Workshop(wish, memory)
        if amended := amend(before, shop):
            return amended
        # After an edit of words alone, there is no need for what it takes to lay out a site.
        from weeknotes.layout import lay_out

        laid = lay_out(shop)
        if tellings.is_stopped(laid.account):
            return laid.account
        printer = Printer(shop, Printing(laid.config.site, laid.plan.chrome, laid.theme, laid.assets))
        try:
            laid = _with_index(laid, shop)
            pages = {page.file: page for page in laid.plan.pages}
            edition = printer.lay(laid.plan.pages, laid.library.entries)
            written = printer.print(edition, pages, lambda sheet: pages[sheet.file])
        except SiteError as error:
            return _stopped(laid.account, error.problem)
        account = weigh(_written(laid, written), laid.config, shop)
        last = past.lasting(account, laid.moments, laid.config.site.timezone, wish)
        past.keep(before, last, shop.digests(), memory)
        amending.keep(before, _laying(laid, edition, shop), memory)
        shop.close()
        if learn:
            learn(laid)
        return weigh(account, laid.config, shop) if shop.memory.problems else account


def index(wish: Wish) -> None:
    """Make the search index that the last build, a hurried one for this wish, has put off."""
    withstanding(wish.site / HIDDEN, partial(_index, wish))


def _index(wish: Wish, fault: Exception | None) -> None:
    with store.opened(wish.site / HIDDEN, fault) as opened:
        memory = Memory(opened)
        amending.index(past.situation(wish, memory), Workshop(wish, memory))


def check(wish: Wish) -> Account:
    """The account that `build` would give, with nothing written."""
    return withstanding(wish.site / HIDDEN, partial(_check, wish))


def _check(wish: Wish, fault: Exception | None) -> Account:
    from weeknotes.layout import lay_out

    with store.borrowed(wish.site / HIDDEN, fault) as opened:
        shop = Workshop(wish, Memory(opened))
        laid = lay_out(shop)
        return weigh(laid.account, laid.config, shop)


def _with_index(laid: Laid, shop: Workshop) -> Laid:
    """The site with the files of its search index, for which a check has no use. Raises SiteError as Pagefind fails."""
    library = laid.library
    found = search.outlines(library.entries.values(), library.tongues, library.placed)
    searching = found if laid.config.search.enabled else ()
    pages = (*laid.plan.pages, *shop.catalogue.pages(searching, not shop.wish.hurried))
    return replace(laid, plan=replace(laid.plan, pages=pages), searching=searching)


def _laying(laid: Laid, edition: Edition, shop: Workshop) -> Laying:
    ids = {entry.card.path: id for id, entry in laid.library.entries.items()}
    # The shop may have looked at more than was laid out: a text that has been emptied is none.
    read = {path: shop.places[path] for path in laid.alike}
    origins = {path: Origin(ids.get(path, ""), key, place, laid.alike[path]) for path, (place, key) in read.items()}
    return Laying(edition, laid.plan.chrome, origins, laid.relating, laid.library.related, laid.searching)


def _stopped(account: Account, problem: Problem) -> Account:
    return accounts.account(account.files, [*account.problems, problem])


def _written(laid: Laid, written: Written) -> Account:
    changed = len(written.new) + len(written.changed)
    unchanged = len(laid.plan.pages) - changed
    return replace(laid.account, written=changed, removed=len(written.removed), unchanged=unchanged)
