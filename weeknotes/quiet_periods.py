"""``[[quiet_periods]]`` of the settings: when nothing new appears, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weeknotes.config import QuietPeriod
from weeknotes.errors import Problem, Severity
from weeknotes.schema import QUIET_PERIOD
from weeknotes.sections import Source, Values, read_section, tables

Problems = tuple[Problem, ...]


def read(source: Source) -> tuple[tuple[QuietPeriod, ...], Problems]:
    """The periods in their order, and all that is wrong with them; `source` is the place of the section."""
    given, problems = tables(source, source.document.data.get("quiet_periods", []))
    periods: tuple[QuietPeriod, ...] = ()
    for here, table in given:
        values, told = read_section(here, table, QUIET_PERIOD)
        told += _unquiet(here, table, values)
        problems += told
        if not any(each.severity is Severity.ERROR for each in told):
            first, last = values.pop("from"), values.pop("to")
            periods += (QuietPeriod(first, last, **values),)
    return tuple(sorted(periods, key=lambda each: (each.first, each.last))), problems


def _unquiet(here: Source, table: Mapping[str, Any], values: Values) -> Problems:
    """What a quiet period lacks, and an end that comes before its beginning."""
    missing = [name for name in ("from", "to", "reason") if name not in values and not table.get(name)]
    told = tuple(
        here.problem("quiet-period", f"This quiet period has no `{name}`.", f"{name} = {QUIET_PERIOD[name].sample}")
        for name in missing
    )
    if "from" in values and "to" in values and values["to"] < values["from"]:
        message = "This quiet period ends before it begins."
        better = f'to = "{values["from"]}"'
        told += (here.inside("to").problem("quiet-period", message, better),)
    return told
