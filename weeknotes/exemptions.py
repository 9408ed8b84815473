"""Exemptions: what writers and publishers let pass on purpose, for the report to list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from weeknotes import quiet, states
from weeknotes.config import Config
from weeknotes.facts import Exemption
from weeknotes.model import FileAccount, Reading, State

PAST = (State.WITHDRAWN, State.NOT_CONTENT)


def in_force(
    readings: Iterable[Reading], judged: Mapping[str, FileAccount], config: Config
) -> tuple[Exemption, ...]:
    """Every ``allow`` entry, and every override of a quiet period that holds the entry otherwise; by file and line."""
    texts = [each for each in readings if judged[each.path].state not in PAST]
    found = [each for reading in texts if reading.fields.allow for each in _allowed(reading)]
    overriding = [each for each in texts if each.fields.quiet_override]
    asked = states.rules(texts, config) if overriding else states.Rules()
    found += [each for reading in overriding for each in _overridden(reading, asked)]
    return tuple(sorted(found, key=lambda each: (each.path, each.line, each.what, each.text)))


def _allowed(reading: Reading) -> Iterator[Exemption]:
    lines = reading.fields.lines
    for number, allow in enumerate(reading.fields.allow):
        line = lines.get(f"allow.{number}.check", lines.get("allow", 0))
        yield Exemption(reading.path, allow.check, allow.reason, allow.text, line=line)


def _overridden(reading: Reading, asked: states.Rules) -> Iterator[Exemption]:
    override, appears = reading.fields.quiet_override, states.appears(reading)
    if not override or not appears:
        return
    _, period = quiet.release(appears, quiet.concerning(reading, asked.config.quiet_periods, asked.teams))
    if period:
        line = reading.fields.lines.get("quiet_override", 0)
        yield Exemption(reading.path, "quiet period", override.reason, period.reason, override.by, line)
