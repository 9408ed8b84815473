"""Exemptions: what writers and publishers let pass on purpose, for the report to list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from weeknotes import states
from weeknotes.facts import Exemption
from weeknotes.model import FileAccount, Reading, State

PAST = (State.WITHDRAWN, State.NOT_CONTENT)


def in_force(
    readings: Iterable[Reading], judged: Mapping[str, FileAccount], today: date, asked: states.Rules
) -> tuple[Exemption, ...]:
    """Every ``allow`` entry, and every override of a quiet period that holds the entry otherwise; by file and line."""
    texts = [each for each in readings if judged[each.path].state not in PAST]
    found = [each for reading in texts if reading.fields.allow for each in _allowed(reading)]
    overriding = [each for each in texts if each.fields.quiet_override]
    found += [each for reading in overriding for each in _overridden(reading, today, asked)]
    return tuple(sorted(found, key=lambda each: (each.path, each.line, each.what, each.text)))


def _allowed(reading: Reading) -> Iterator[Exemption]:
    lines = reading.fields.lines
    for number, allow in enumerate(reading.fields.allow):
        line = lines.get(f"allow.{number}.check", lines.get("allow", 0))
        yield Exemption(reading.path, allow.check, allow.reason, allow.text, line=line)


def _overridden(reading: Reading, today: date, asked: states.Rules) -> Iterator[Exemption]:
    override, held = reading.fields.quiet_override, states.kept_quiet(reading, today, asked)
    if override and held:
        period = held[1]
        line = reading.fields.lines.get("quiet_override", 0)
        yield Exemption(reading.path, "quiet period", override.reason, period.reason, override.by, line)
