"""Why an entry is related to another, as it travels through a build, and in the words of any language.

A reason is one text, a key of the catalogues and the names that it gives: a page says it in its own language,
and the language of a page changes nothing in what is remembered of related entries.
"""

from __future__ import annotations

from collections.abc import Sequence

from weeknotes.words import Words

# Names are plain text on one line: they hold no control character.
BETWEEN = "\x1f"


def why(key: str, names: Sequence[str] = ()) -> str:
    """The reason ``reasons.<key>`` of the catalogues, with these names."""
    return BETWEEN.join((key, *names))


def tell(reason: str, words: Words) -> str:
    """A reason in words: ``both are about damp and repairs``; empty for none.

    Raises MeaningError for a reason that no catalogue has.
    """
    if not reason:
        return ""
    key, *names = reason.split(BETWEEN)
    return words.say(f"reasons.{key}", names=words.phrase("reasons.and").join(names))
