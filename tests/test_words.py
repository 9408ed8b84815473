"""The site's own words: both catalogues are whole, every language counts and dates as it should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import html5lib
import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from sites import CATALOGUES, TONGUES

from weeknotes import templates, toml, words
from weeknotes.errors import MeaningError, Severity
from weeknotes.voice import voice
from weeknotes.words import CATEGORIES, Tongues, tongues

ROOT = Path(__file__).parent.parent
ENGLISH, WELSH = TONGUES.of("en"), TONGUES.of("cy")
BOTH = pytest.mark.parametrize("spoken", [ENGLISH, WELSH], ids=["en", "cy"])
LANGUAGES = pytest.mark.parametrize("code", ["en", "cy"])
# Where words are asked for: say("entry.related"), self.say(...), say.html(...), say.to(code)("...").
ASKED = re.compile(r"(?:say|html|forms|phrase|own|\.to\([^()]*\))\(\s*[\"']([a-z-]+\.[a-z.-]*[a-z])[\"'](?! ~)")
# Keys that are put together: say("kinds." ~ card.kind), say(f"sections.{name}").
START = re.compile(r"[\"'](?:\{[a-z]+\})?([a-z-]+\.[a-z.-]*)(?:[\"'] ~|\{)")
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def sources() -> Iterator[str]:
    """Every template, and every module that may say something to readers."""
    for path in [*(ROOT / "templates").glob("*.html"), *(ROOT / "weeknotes").rglob("*.py")]:
        yield path.read_text(encoding="utf-8")


def heads(code: str) -> set[str]:
    """The keys of a catalogue, without the categories of phrases that count."""
    data = words._read(CATALOGUES[f"words/{code}.toml"])
    return {words._head(key) for key, value in data.items() if isinstance(value, str)}


def places_of(code: str) -> dict[str, set[str]]:
    """By key, the names in braces of all its forms together."""
    found: dict[str, set[str]] = {}
    for key, value in words._read(CATALOGUES[f"words/{code}.toml"]).items():
        if isinstance(value, str):
            found.setdefault(words._head(key), set()).update(words.places(value))
    return found


class TestTheCatalogues:
    def test_have_the_same_phrases(self):
        assert heads("cy") == heads("en")

    def test_put_the_same_into_them(self):
        assert places_of("cy") == places_of("en")

    @LANGUAGES
    def test_are_found_without_fault_by_the_check_of_themes(self, code):
        own = {f"words/{code}.toml": CATALOGUES[f"words/{code}.toml"]}
        assert words.check({**own, "words/standard/en.toml": CATALOGUES["words/en.toml"]}) == ()

    @LANGUAGES
    def test_have_every_form_of_a_phrase_that_counts(self, code):
        data = words._read(CATALOGUES[f"words/{code}.toml"])
        wanted = {key.removeprefix("plural.") for key in data if key.startswith("plural.")} | {"other"}
        forms: dict[str, set[str]] = {}
        for key in data:
            head, _, last = key.rpartition(".")
            if last in CATEGORIES and head != "plural" and f"{head}.other" in data:
                forms.setdefault(head, set()).add(last)
        assert forms.keys() >= {"counts.entries", "counts.notes", "counts.minutes", "search.found"}
        assert {head: found for head, found in forms.items() if found != wanted} == {}

    def test_have_every_phrase_that_a_template_or_the_program_asks_for(self):
        asked = {key for text in sources() for key in ASKED.findall(text)}
        assert len(asked) > 150
        assert asked - heads("en") == set()

    def test_have_no_phrase_that_nobody_asks_for(self):
        texts = "\n".join(sources())
        starts = tuple(set(START.findall(texts)) - {"dates."})
        named = {f"dates.{key}" for key in ("day", "within", "short")}
        spans = ("span", "short-span", "range")
        named |= {f"dates.{key}.{reach}" for key in spans for reach in ("month", "year", "years")}
        quoted = {key for key in heads("en") if f'"{key}"' in texts or f"'{key}'" in texts or key.startswith(starts)}
        assert heads("en") - quoted - named == set()

    @LANGUAGES
    def test_have_whole_html_where_they_have_any(self, code):
        for key, value in tongues(CATALOGUES, code).own.phrases.items():
            if "<" in value:
                html5lib.HTMLParser(strict=True).parseFragment(value)
                assert key.startswith("write."), key
            assert "'" not in value, f"{key}: ’"


class TestCounting:
    @pytest.mark.parametrize(
        ("count", "shown"),
        [(0, "dim cofnodion"), (1, "1 cofnod"), (2, "2 gofnod"), (3, "3 chofnod"), (5, "5 cofnod"), (6, "6 chofnod")],
    )
    def test_mutates_in_welsh(self, count, shown):
        assert WELSH.say("counts.entries", count=count) == shown

    def test_keeps_the_one_form_in_english(self):
        shown = [ENGLISH.say("counts.notes", count=each) for each in (1, 2, 1234)]
        assert shown == ["1 note", "2 notes", "1,234 notes"]

    @LANGUAGES
    def test_has_the_categories_of_unicode(self, code):
        rule = Locale(code).plural_form
        plural = TONGUES.of(code).plural
        assert {number: plural.get(number, "other") for number in range(200)} == {n: rule(n) for n in range(200)}


class TestDays:
    @LANGUAGES
    def test_have_the_names_that_unicode_gives_them(self, code):
        locale, spoken = Locale(code), TONGUES.of(code)
        assert list(spoken.months) == [locale.months["format"]["wide"][number] for number in range(1, 13)]
        dydd = "Dydd " if code == "cy" else ""
        assert [dydd + each for each in spoken.weekdays] == [locale.days["format"]["wide"][day] for day in range(7)]

    @given(day=DAYS)
    def test_are_those_of_babel_but_for_its_comma(self, day):
        assert WELSH.day(day) == format_date(day, "EEEE d MMMM y", locale="cy")
        assert ENGLISH.day(day) == format_date(day, "EEEE d MMMM y", locale="en_GB")
        assert WELSH.short_day(day) == format_date(day, "long", locale="cy")

    @given(first=DAYS, days=st.integers(0, 400))
    def test_of_a_span_name_both_ends_and_leave_no_brace(self, first, days):
        last = first + timedelta(days=days)
        for spoken in (ENGLISH, WELSH):
            for told in (spoken.span(first, last), spoken.short_span(first, last), spoken.range(first, last)):
                assert told.endswith(f"{last.day} {spoken.months[last.month - 1]} {last.year}")
                assert str(first.year) in told
                assert not re.search(r"[{}]|  ", told)

    def test_mutate_after_a_preposition_in_welsh(self):
        assert WELSH.span(date(2019, 7, 8), date(2019, 7, 14)) == "Dydd Llun 8 i ddydd Sul 14 Gorffennaf 2019"
        assert WELSH.day_within(date(2019, 7, 12)) == "ddydd Gwener 12 Gorffennaf 2019"


class TestLists:
    @pytest.mark.parametrize(
        ("names", "english", "welsh"),
        [
            ([], "", ""),
            (["Tai"], "Tai", "Tai"),
            (["Tai", "Data"], "Tai and Data", "Tai a Data"),
            (["Ann", "Tai", "Edna"], "Ann, Tai and Edna", "Ann, Tai ac Edna"),
            (["Tai", "Ŷd"], "Tai and Ŷd", "Tai ac Ŷd"),
        ],
    )
    def test_join_with_the_word_for_and(self, names, english, welsh):
        assert (ENGLISH.join(names), WELSH.join(names)) == (english, welsh)


class TestTongues:
    @pytest.mark.parametrize(
        ("default", "code", "spoken"),
        [
            ("en", "cy", "cy"),
            ("en", "en-GB", "en-GB"),
            ("cy", "fr", "cy"),
            ("fr", "fr", "en"),
            ("en", "", "en"),
        ],
    )
    def test_speak_the_language_of_the_page_else_of_the_site_else_english(self, default, code, spoken):
        assert tongues(CATALOGUES, default).of(code).lang == spoken

    def test_name_languages_by_their_own_names(self):
        names = [TONGUES.name_of(code) for code in ("cy", "en-GB", "gd", "eo")]
        assert names == ["Cymraeg", "English", "Gàidhlig", "eo"]

    def test_without_any_catalogue_have_nothing_to_say(self):
        with pytest.raises(MeaningError, match="no words"):
            Tongues().own.say("entry.related")


class TestASiteOfItsOwnWords:
    def test_replaces_a_phrase_and_keeps_the_others(self):
        files = CATALOGUES | {"words/standard/cy.toml": CATALOGUES["words/cy.toml"]}
        files["words/cy.toml"] = '[kinds]\nteam = "Carfan"\n[counts]\nnotes.other = "{count} o nodiadau"\n'
        own = tongues(files, "cy").own
        assert own.say("kinds.team") == "Carfan"
        assert own.say("sections.home") == "Hafan"
        assert own.say("counts.notes", count=5) == "5 o nodiadau"

    def test_adds_a_language_and_is_told_what_it_lacks(self):
        own = '[language]\nname = "Gàidhlig"\n[plural]\none = [1, 11]\n[entry]\nrelated = "Co-cheangailte"\n'
        files = CATALOGUES | {"words/gd.toml": own}
        spoken = tongues(files, "gd").own
        assert (spoken.say("entry.related"), spoken.say("entry.draft")) == ("Co-cheangailte", "Draft")
        (problem,) = words.check(files)
        assert (problem.code, problem.severity, problem.path) == (
            "template.words",
            Severity.WARNING,
            "templates/words/gd.toml",
        )

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("[entry]\nrelated = 3", "must be a phrase"),
            ("[entry]\nrelatd = 'x'", "Did you mean `entry.related`"),
            ("[entry]\nabout = 'Am {naem}'", "Nothing is put in for {naem}"),
            ("[entry]\nabout = 'Am {name'", "braces"),
            ("[dates]\nmonths = ['Ionawr']", "a list of 12 names"),
            ("[plural]\none = 1", "a list of numbers"),
            ("[entry\nabout = 'x'", "cannot be read"),
        ],
    )
    def test_hears_of_every_fault_with_its_line(self, line, told):
        files = CATALOGUES | {"words/standard/cy.toml": CATALOGUES["words/cy.toml"], "words/cy.toml": line}
        (problem,) = words.check(files)
        assert told in problem.message
        assert problem.line in (1, 2)
        assert tongues(files, "cy").own.lang == "cy"


class TestVoices:
    def test_escape_what_is_put_in_and_keep_links(self):
        say = voice(TONGUES, "cy")
        link = Markup('<a href="x">{}</a>').format("<b>")
        assert say("entry.became", title=link) == "Daeth yn rhan o’r astudiaeth achos <a href=\"x\">&lt;b&gt;</a>"
        assert not isinstance(say("entry.about", name="<b>"), Markup)
        assert "&lt;b&gt;" in say.html("write.there-already", files="<b>")

    def test_tell_the_line_of_a_template_that_asks_for_a_phrase_that_is_not_there(self):
        theme = templates.Theme({"x.html": '\n{{ say("entry.relatd") }}', **CATALOGUES})
        with pytest.raises(templates.SiteError) as caught:
            templates.render(templates.environment(theme), "x.html", {"say": voice(TONGUES, "en")})
        assert (caught.value.problem.code, caught.value.problem.line) == ("template.failed", 2)
        assert "entry.relatd" in caught.value.problem.message


def test_pages_are_made_anew_when_a_word_changes():
    before = templates.digests(templates.Theme({"x.html": "", **CATALOGUES}))
    after = templates.digests(templates.Theme({"x.html": "", **CATALOGUES, "words/cy.toml": "# other"}))
    assert before.keys() == after.keys() == {"x.html"}
    assert before != after


def test_a_catalogue_is_good_toml_with_no_key_twice():
    for text in CATALOGUES.values():
        assert isinstance(toml.read(text), toml.Document)
