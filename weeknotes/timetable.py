"""The timetable: with which of the builds that nobody starts by hand an entry comes to its readers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from weeknotes.dates import day_words
from weeknotes.facts import Moment


def next_build(moment: Moment, times: Sequence[time]) -> datetime | None:
    """The first build (UTC) that is not before `moment`; a day without a time begins at midnight of its zone.

    `times` are the times of day in UTC at which a build is started; None where there are none.
    """
    start = moment.at if moment.timed else datetime.combine(moment.day, time(), moment.at.tzinfo)
    begins = start.astimezone(UTC)
    builds = (
        datetime.combine(begins.date() + timedelta(days=days), each, UTC) for days in (0, 1) for each in sorted(times)
    )
    return next((each for each in builds if each >= begins), None)


def build_words(moment: Moment, times: Sequence[time]) -> str:
    """``with the timed build on Friday 4 December 2026 at 05:17 UTC``."""
    build = next_build(moment, times)
    if build is None:
        return "with the first build from then on"
    return f"with the timed build on {day_words(build.date())} at {build:%H:%M} UTC"
