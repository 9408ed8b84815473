"""What each section of ``config.toml`` may hold: for every setting how it is read, and a sample to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from weeknotes import formats, toml
from weeknotes.errors import MeaningError
from weeknotes.labels import Style, parse_style
from weeknotes.sections import Key


def text(sample: str, read: Callable[[str], Any] = formats.words) -> Key:
    """A setting that holds text, in quotes."""
    return Key("text", read, toml.quote(sample))


def style(typed: str) -> Style:
    """A label style; raises MeaningError with a whole style to write instead."""
    try:
        return parse_style(typed)
    except MeaningError as error:
        # A fault in the day of "since:<day>" suggests a day alone; the line needs the whole style.
        better = error.suggestion
        whole = f"{typed.partition(':')[0]}:{better}" if better[:1].isdigit() else better
        raise MeaningError(str(error), whole) from None


SITE = {
    "title": text("Our weeknotes"),
    "description": text("What we do, week by week"),
    "url": text("https://notes.example.org/", formats.url),
    "language": text("en", formats.language),
    "timezone": text("Europe/London", formats.timezone),
    "organisation": text("Example Council"),
    "repository": text("example-council/notes", formats.repository),
    "branch": text("main", formats.branch),
    "id_authority": text("notes.example.org,2026", formats.id_authority),
    "reply": text("notes@example.org", formats.reply),
    "week_ending": text("friday", formats.week_ending),
    "default_team": text("housing"),
}
FOLDER = {
    "path": text("content/weeknotes", formats.folder),
    "kind": text("weeknote", formats.kind),
    "team": text("housing"),
    "theme": text("repairs"),
    "series": text("housing"),
    "lang": text("en", formats.language),
    "author": text("Ada Penhaligon"),
    "at": text("files", formats.address),
}
TEAM = {"name": text("Housing Repairs"), "organisation": text("Example Council")}
THEME = {"name": text("Homes and repairs")}
SERIES = {
    "name": text("Housing Repairs"),
    "label": text("iso", style),
    "changes": Key("sections", lambda raw: raw, "[]"),
}
CHANGE = {"from": Key("week", formats.week, '"2026-W28"'), "label": text("iso", style)}
MARKDOWN = {
    "flavour": text("github", formats.one_of("github", "extra")),
    "extensions": Key("list", formats.texts, '["toc"]'),
}
FEEDS = {"limit": Key("number", formats.between(1, 1000), "50")}
RELATED = {"count": Key("number", formats.between(0, 20), "5")}
SECTIONS: Mapping[str, Mapping[str, Key]] = {
    "site": SITE, "folders": FOLDER, "teams": TEAM, "themes": THEME, "series": SERIES,
    "markdown": MARKDOWN, "feeds": FEEDS, "related": RELATED, "checks": {},
}  # fmt: skip
