"""Weighing: what there is to say of the size of a site, as it was written last."""

from __future__ import annotations

from weeknotes import accounts, gravity, hosts
from weeknotes.config import Config
from weeknotes.model import Account
from weeknotes.values import replace
from weeknotes.workshop import Workshop

OF_SIZE = ("host.", "page.heavy")  # codes, or how they begin


def weigh(account: Account, config: Config, shop: Workshop) -> Account:
    """The account with what the host and readers will say of the size of the site, and of no size that it had."""
    sizes = {file: made.size for file, made in shop.memory.store.manifest(str(shop.wish.output)).items()}
    limits = (*hosts.limits(sizes, hosts.HOSTS[config.hosting.host]), *hosts.heavy(sizes))
    others = [problem for problem in account.problems if not problem.code.startswith(OF_SIZE)]
    # The memory may have failed since the site was laid out, or even since it was written.
    told = gravity.weigh([*shop.memory.problems, *limits], config.checks)
    return replace(account, problems=accounts.account((), [*others, *told]).problems)
