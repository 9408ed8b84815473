"""What the site itself says within a text, in the language of the page: titles of alerts, labels of links and tables.

A text is turned into HTML once, with these in English; few pages need them otherwise, and most texts have none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from html import escape, unescape

from weeknotes.words import Words

# As `markup.asides`, `markup.tables` and `markup.fill` write them.
ENGLISH: Mapping[str, str] = {
    "text.note": "Note",
    "text.tip": "Tip",
    "text.important": "Important",
    "text.warning": "Warning",
    "text.caution": "Caution",
    "text.external": " (external site)",
    "text.table": "Table",
    "text.table-of": "Table: {caption}",
    "text.footnotes": "Footnotes",
    "text.back": "Back to the text, note {note}",
    "text.back-again": "Back to the text, note {note}, mention {mention}",
}
SAID = re.compile(
    r'(?P<before><p class="alert-title">)(?P<alert>Note|Tip|Important|Warning|Caution)(?=</p>)'
    r'|(?P<link><span class="visually-hidden">) \(external site\)(?=</span>)'
    r'|(?P<back>\baria-label=")Back to the text, note (?P<note>\d+)(?:, mention (?P<mention>\d+))?(?=")'
    r'|(?P<notes>\baria-label=")Footnotes(?=")'
    r'|(?P<table>tabindex="0" aria-label=")Table(?:: (?P<caption>[^"]*))?(?=")'
)


def spoken(html: str, words: Words, name: str = "") -> str:
    """The HTML of a text with what the site says in it in these words.

    On a page of several texts, `name` is that of this one: it tells its tables and its footnotes from those of others.
    """
    if not name and all(words.phrases.get(key) == said for key, said in ENGLISH.items()):
        return html
    return SAID.sub(partial(_said, words, name), html)


def _said(words: Words, name: str, found: re.Match[str]) -> str:
    if found["before"]:
        return found["before"] + escape(words.say(f"text.{found['alert'].lower()}"))
    if found["link"]:
        return found["link"] + escape(words.say("text.external"))
    if found["back"]:
        return found["back"] + escape(_back(words, found))
    # What was typed is escaped already.
    told = words.say("text.table-of", caption=unescape(found["caption"])) if found["caption"] else ""
    label = told or words.say("text.table" if found["table"] else "text.footnotes")
    return (found["table"] or found["notes"]) + escape(f"{label}, {name}" if name else label)


def _back(words: Words, found: re.Match[str]) -> str:
    if not found["mention"]:
        return words.say("text.back", note=found["note"])
    return words.say("text.back-again", note=found["note"], mention=found["mention"])
