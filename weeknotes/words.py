"""The words of a site's own in every language that it speaks: phrases, plurals, days and lists of names.

A catalogue is a TOML file for a language (``words/cy.toml``). Its plural categories are those of Unicode CLDR, as
lists of numbers; its days and mutations are whole phrases, so that no word is ever glued to another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import Any

from weeknotes import toml
from weeknotes.errors import MeaningError, Problem, Severity
from weeknotes.text import near_misses
from weeknotes.values import Record, field, replace

FOLDER = "words/"
# Where the catalogues of the theme stay that a site has put its own in place of: these fill the gaps of its own.
STANDARD = "words/standard/"
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
ENGLISH = "en"
# The languages of these islands and one across the sea by their own names, for sites without a catalogue of them.
OWN_NAMES = {"en": "English", "cy": "Cymraeg", "gd": "Gàidhlig", "ga": "Gaeilge", "fr": "Français"}


class Words(Record):
    """The catalogue of a language. `lang` is its code (BCP 47); `phrases` go by dotted keys (``entry.related``),
    those that count by key and category (``counts.notes.two``). `plural` has the category of a number, for those
    that are not ``other``."""

    lang: str = ENGLISH
    phrases: Mapping[str, str] = field(default_factory=dict)
    plural: Mapping[int, str] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()

    def phrase(self, key: str, count: int | None = None) -> str:
        """The phrase of `key` with its {places}; of those that count the form for `count`.

        Raises MeaningError where there is none.
        """
        forms = [f"{key}.{self.plural.get(count, 'other')}", f"{key}.other"] if count is not None else []
        for each in (*forms, key):
            if each in self.phrases:
                return self.phrases[each]
        near = near_misses(key, self.phrases, 1)
        raise MeaningError(f"there are no words for “{key}”", near[0] if near else "")

    def say(self, key: str, /, **parts: Any) -> str:
        """The phrase of `key` with these parts put in; a `count` chooses its form. Raises MeaningError."""
        count = parts.get("count")
        found = self.phrase(key, count)
        if count is not None:
            parts["count"] = f"{count:,}"
        return found.format_map(parts) if parts else found

    def forms(self, key: str) -> dict[str, str]:
        """All forms of a phrase that counts, by category."""
        found = {each: self.phrases.get(f"{key}.{each}", "") for each in CATEGORIES}
        return {each: text for each, text in found.items() if text}

    def day(self, day: date) -> str:
        """``Friday 12 July 2019``, standing alone."""
        return self._day("day", day)

    def day_within(self, day: date) -> str:
        """The same as part of a sentence, for languages in which that makes a difference: ``ddydd Gwener …``."""
        return self._day("within", day)

    def short_day(self, day: date) -> str:
        """``12 July 2019``."""
        return self._day("short", day)

    def span(self, first: date, last: date) -> str:
        """``Monday 8 to Sunday 14 July 2019``; month and year are said once where they are the same."""
        return self._span("span", first, last)

    def short_span(self, first: date, last: date) -> str:
        """``8 to 14 July 2019``."""
        return self._span("short-span", first, last)

    def range(self, first: date, last: date) -> str:
        """``8–14 July 2019``."""
        return self._span("range", first, last)

    def last_and(self, name: str) -> str:
        """What stands before the last name of a list: `` and ``."""
        vowel = name[:1].casefold() in tuple(self.phrases["lists.vowels"])
        return self.phrases["lists.and-vowel" if vowel else "lists.and"]

    def join(self, names: Sequence[str]) -> str:
        """``A``, ``A and B``, ``A, B and C``."""
        if len(names) < 2:
            return "".join(names)
        return f"{self.phrases['lists.comma'].join(names[:-1])}{self.last_and(names[-1])}{names[-1]}"

    def _day(self, key: str, day: date) -> str:
        return self.phrases[f"dates.{key}"].format_map(self._parts(day))

    def _span(self, key: str, first: date, last: date) -> str:
        reach = "years" if first.year != last.year else "year" if first.month != last.month else "month"
        ends = {f"last_{name}": value for name, value in self._parts(last).items()}
        return self.phrases[f"dates.{key}.{reach}"].format_map(self._parts(first) | ends)

    def _parts(self, day: date) -> dict[str, object]:
        weekday, month = self.weekdays[day.weekday()], self.months[day.month - 1]
        return {"weekday": weekday, "day": day.day, "month": month, "year": day.year}


class Tongues(Record):
    """All catalogues of a site by language; `default` is the language of the site."""

    known: Mapping[str, Words] = field(default_factory=dict)
    default: str = ENGLISH

    def of(self, code: str) -> Words:
        """The words for a page in language `code`: of that language, else of the site's, else English.

        ``en-GB`` is spoken with the words of ``en``, and keeps its code.
        """
        for each in (code, self.default):
            found = self.known.get(each) or self.known.get(each.partition("-")[0])
            if found:
                return found if found.lang == each else replace(found, lang=each)
        return self.known.get(ENGLISH) or Words()

    @property
    def own(self) -> Words:
        """The words of the site's own language."""
        return self.of(self.default)

    def speaks(self, code: str) -> bool:
        """Whether there are words of that language."""
        return code in self.known or code.partition("-")[0] in self.known

    def name_of(self, code: str) -> str:
        """A language by its own name: ``Cymraeg``."""
        found = self.known.get(code) or self.known.get(code.partition("-")[0])
        return found.phrases["language.name"] if found else OWN_NAMES.get(code.partition("-")[0], code)


def tongues(texts: Mapping[str, str], default: str) -> Tongues:
    """The catalogues among the files of a theme. What one lacks it has in English, so that pages are whole; what
    has a fault is passed over: `check` tells of both."""
    files = tuple((name, text) for name, text in sorted(texts.items()) if is_catalogue(name))
    return Tongues(_catalogues(files), default)


def is_catalogue(name: str) -> bool:
    """Whether a file of a theme is a catalogue, by its name."""
    return name.startswith(FOLDER) and name.endswith(".toml")


def check(texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is wrong with the catalogues that a site has put in: no TOML, missing phrases, names that nobody fills."""
    found = {name: text for name, text in texts.items() if is_catalogue(name) and not name.startswith(STANDARD)}
    model = _model(texts)
    return tuple(problem for name, text in found.items() for problem in _faults(name, text, texts, model))


def _model(texts: Mapping[str, str]) -> dict[str, Any]:
    """The English phrases that the theme comes with: all others are beside these."""
    return _read(texts.get(f"{STANDARD}{ENGLISH}.toml") or texts.get(f"{FOLDER}{ENGLISH}.toml", ""))


@lru_cache(maxsize=4)
def _catalogues(files: tuple[tuple[str, str], ...]) -> dict[str, Words]:
    """The catalogues by language: own phrases first, then those of the theme, then English."""
    texts = dict(files)
    codes = sorted({name.rpartition("/")[2].removesuffix(".toml") for name in texts})
    return {code: found for code in codes if (found := _catalogue(code, texts))}


def _catalogue(code: str, texts: Mapping[str, str]) -> Words | None:
    merged: dict[str, Any] = {}
    model = _model(texts)
    for each in (ENGLISH, code):
        given = _read(texts.get(f"{FOLDER}{each}.toml", "")).items()
        sound = {key: value for key, value in given if not _fault(key, value, model)}
        own = _read(texts.get(f"{STANDARD}{each}.toml", "")) | sound
        # English forms of a phrase would stand in for categories that the language leaves to "other".
        counted = {key.rpartition(".")[0] for key in own if key.rpartition(".")[2] in CATEGORIES}
        kept = {key: value for key, value in merged.items() if key.rpartition(".")[0] not in counted}
        merged = (kept | own) if own or each != code else {}
    if not merged:
        return None
    return Words(
        lang=code,
        phrases={key: value for key, value in merged.items() if isinstance(value, str)},
        plural={number: name for name in CATEGORIES for number in merged.get(f"plural.{name}", ())},
        months=tuple(merged["dates.months"]),
        weekdays=tuple(merged["dates.weekdays"]),
    )


@lru_cache(maxsize=16)
def _read(text: str) -> dict[str, Any]:
    """The phrases and lists of a catalogue by dotted keys; nothing where it cannot be read."""
    return dict(_flat(toml.tables(text), ""))


def _flat(table: Mapping[str, Any], within: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{within}{key}.")
        else:
            yield f"{within}{key}", value


def _faults(name: str, text: str, texts: Mapping[str, str], model: Mapping[str, Any]) -> Iterator[Problem]:
    document = toml.read(text)
    path = f"templates/{name}"
    if isinstance(document, toml.Fault):
        message = f"These words cannot be read from here on: {document.cause}."
        yield Problem("template.words", Severity.ERROR, path, message, document.line)
        return
    own = _read(text)
    for key, value in own.items():
        line = document.line(tuple(key.split(".")))
        if fault := _fault(key, value, model):
            yield Problem("template.words", Severity.ERROR, path, fault, line, found=document.typed(line))
    whole = own | _read(texts.get(STANDARD + name.removeprefix(FOLDER), ""))
    missing = sorted(_heads(model) - _heads(whole))
    if missing:
        message = f"{len(missing)} phrases are missing, and shown in English: {', '.join(missing[:5])}"
        yield Problem("template.words", Severity.WARNING, path, message + (" …" if missing[5:] else "."))


def _fault(key: str, value: object, model: Mapping[str, Any]) -> str:
    """What is wrong with a phrase, beside the one of the `model`; empty where nothing is."""
    if key.startswith("plural."):
        is_sound = _is_list_of(int, value) and _head(key) == "plural"
        return "" if is_sound else f"`{key}` must be a list of numbers for one of {CATEGORIES}."
    standard = model.get(f"{_head(key)}.other", model.get(key))
    if standard is None:
        near = near_misses(key, model, 1)
        return f"No page has words for `{key}`." + (f" Did you mean `{near[0]}`?" if near else "")
    if isinstance(standard, list):
        is_sound = _is_list_of(str, value, len(standard))
        return "" if is_sound else f"`{key}` must be a list of {len(standard)} names in quotes."
    return _fault_in(value, standard, key)


def _is_list_of(kind: type, value: object, length: int | None = None) -> bool:
    """Whether it is a list of this kind alone and, where a `length` is given, of that many."""
    if not isinstance(value, list) or length not in (None, len(value)):
        return False
    return all(isinstance(each, kind) for each in value)


def _fault_in(value: object, standard: str, key: str) -> str:
    if not isinstance(value, str):
        return f"`{key}` must be a phrase in quotes."
    try:
        strange = places(value) - places(standard)
    except ValueError:
        return f"The braces in `{key}` do not match."
    return f"Nothing is put in for {{{min(strange)}}} here." if strange else ""


def places(phrase: str) -> set[str]:
    """The names in braces of a phrase. Raises ValueError where the braces do not match."""
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}


def _heads(keys: Mapping[str, Any]) -> set[str]:
    return {_head(key) for key in keys if not key.startswith("plural.")}


def _head(key: str) -> str:
    """The key of a phrase, without the category of a form."""
    head, _, last = key.rpartition(".")
    return head if last in CATEGORIES else key
