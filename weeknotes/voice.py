"""How a page speaks: what templates are given as `say` to have the site's own words in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from weeknotes import whys
from weeknotes.values import Record
from weeknotes.weeks import Span
from weeknotes.words import Tongues, Words


class Voice(Record):
    """The words of one language as templates use them, with the way to the site's other languages."""

    words: Words
    tongues: Tongues

    @property
    def lang(self) -> str:
        """The code of the language that is spoken (BCP 47)."""
        return self.words.lang

    def __call__(self, key: str, /, **parts: Any) -> str:
        """A phrase with these parts put in: text, or HTML where a part is HTML, such as a link."""
        if any(hasattr(each, "__html__") for each in parts.values()):
            return escape(self.words.phrase(key, parts.get("count"))).format(**parts)
        return self.words.say(key, **parts)

    def html(self, key: str, /, **parts: Any) -> Markup:
        """A phrase that is HTML itself, as a few are; its parts are escaped."""
        # Words of a theme are as much to be trusted as its templates.
        return Markup(self.words.phrase(key)).format(**parts)  # noqa: S704

    def to(self, code: str) -> Voice:
        """The voice for words about a text in language `code`."""
        return self if code == self.lang else Voice(self.tongues.of(code), self.tongues)

    def speaks(self, code: str) -> bool:
        """Whether the site has words of that language."""
        return self.tongues.speaks(code)

    def name_of(self, code: str) -> str:
        """A language by its own name: ``Cymraeg``."""
        return self.tongues.name_of(code)

    def forms(self, key: str) -> dict[str, str]:
        """All forms of a phrase that counts, by category, for scripts."""
        return self.words.forms(key)

    def day(self, day: date) -> str:
        """``Friday 12 July 2019``."""
        return self.words.day(day)

    def day_within(self, day: date) -> str:
        """The same as part of a sentence."""
        return self.words.day_within(day)

    def short_day(self, day: date) -> str:
        """``12 July 2019``."""
        return self.words.short_day(day)

    def short_span(self, span: Span) -> str:
        """``8 to 14 July 2019``."""
        return self.words.short_span(span.first.monday, span.last.sunday)

    def join(self, names: Iterable[str]) -> str:
        """``A, B and C``."""
        return self.words.join(list(names))

    def why(self, reason: str) -> str:
        """Why an entry is related to another: ``both are about damp and repairs``."""
        return whys.tell(reason, self.words)

    def last_and(self, name: str) -> str:
        """What stands before the last name of a list."""
        return self.words.last_and(name)

    @property
    def comma(self) -> str:
        """What stands between other names of a list."""
        return self.words.phrases["lists.comma"]


def voice(tongues: Tongues, code: str) -> Voice:
    """The voice of a page in language `code`."""
    return Voice(tongues.of(code), tongues)
