"""What the site itself says within a text, in the language of the page: titles of alerts, labels of links and notes.

A text is turned into HTML once, with these in English; few pages need them otherwise, and most texts have none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from html import escape

from weeknotes.words import Words

# As `markup.asides` and `markup.fill` write them.
ENGLISH: Mapping[str, str] = {
    "text.note": "Note",
    "text.tip": "Tip",
    "text.important": "Important",
    "text.warning": "Warning",
    "text.caution": "Caution",
    "text.external": " (external site)",
    "text.footnotes": "Footnotes",
    "text.back": "Back to the text, note {note}",
    "text.back-again": "Back to the text, note {note}, mention {mention}",
}
SAID = re.compile(
    r'(?P<before><p class="alert-title">)(?P<alert>Note|Tip|Important|Warning|Caution)(?=</p>)'
    r'|(?P<link><span class="visually-hidden">) \(external site\)(?=</span>)'
    r'|(?P<label>\baria-label=")(?:Footnotes|Back to the text, note (?P<note>\d+)(?:, mention (?P<mention>\d+))?)(?=")'
)


def spoken(html: str, words: Words) -> str:
    """The HTML of a text with what the site says in it in these words."""
    if all(words.phrases.get(key) == said for key, said in ENGLISH.items()):
        return html
    return SAID.sub(partial(_said, words), html)


def _said(words: Words, found: re.Match[str]) -> str:
    if found["before"]:
        return found["before"] + escape(words.say(f"text.{found['alert'].lower()}"))
    if found["link"]:
        return found["link"] + escape(words.say("text.external"))
    return found["label"] + escape(_label(words, found))


def _label(words: Words, found: re.Match[str]) -> str:
    if not found["note"]:
        return words.say("text.footnotes")
    if not found["mention"]:
        return words.say("text.back", note=found["note"])
    return words.say("text.back-again", note=found["note"], mention=found["mention"])
