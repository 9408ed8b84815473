"""The fields of a header: what they accept, and what is said where they make no sense."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.errors import Severity
from weeknotes.facts import Allow, Claim, Fact, Fields, Figure, Override, Picture, Quote, Reason
from weeknotes.fields import read_fields
from weeknotes.matter import Matter, split
from weeknotes.model import Kind
from weeknotes.structures import FIELDS, KNOWN, SYNONYMS
from weeknotes.weeks import Span, Week

LONDON = ZoneInfo("Europe/London")
TEXTS = ("title", "summary", "lang", "series", "id", "slug", "translation_of", "ref", "role", "organisation")
WEEK_28 = Span.of(Week(2019, 28))
WEEKS_28_29 = Span(Week(2019, 28), Week(2019, 29))


def read(*lines: str, kind: Kind = Kind.WEEKNOTE) -> Fields:
    """The fields of a header without any fault."""
    fields, problems = read_fields(split("\n".join(("---", *lines, "---", "")), "a.md"), kind, LONDON, "a.md")
    assert problems == ()
    return fields


def told(*lines: str) -> list[tuple[str, int, str]]:
    """Code, line and suggestion of every fault; the first of `lines` is line 2 of the file."""
    matter = split("\n".join(("---", *lines, "---", "")), "a.md")
    _, problems = read_fields(matter, Kind.WEEKNOTE, LONDON, "a.md")
    return [(each.code, each.line, each.suggestion) for each in problems]


# --- texts and lists of names ------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["title", "summary", "series", "id", "slug", "translation_of", "ref", "role", "organisation"],
)
def test_plain_fields_are_text_as_typed(name: str) -> None:
    assert getattr(read(f"{name}: no 010"), name) == "no 010"


@pytest.mark.parametrize(("typed", "code"), [("cy", "cy"), ("Welsh", "cy"), ("en_GB", "en-GB"), ("Cymraeg", "cy")])
def test_a_language_is_given_by_its_code_or_name(typed: str, code: str) -> None:
    assert read(f"lang: {typed}").lang == code


@pytest.mark.parametrize("typed", ["7/2023", "7 / 2023", "2023-W07"])
def test_a_week_may_stand_before_its_year(typed: str) -> None:
    assert str(read(f"week: {typed}").claims[0].span) == "2023-W07"


def test_text_over_several_lines_becomes_one_line() -> None:
    assert read("summary: >", "  One", "  two.").summary == "One two."


@pytest.mark.parametrize(
    "typed",
    [
        "Ada and Bob",
        "Ada & Bob",
        "Ada, Bob",
        "Ada a Bob",
        "Ada ac Bob",
        "Ada; Bob",
        "[Ada, Bob]",
        "Ada , and Bob",
        "[Ada and Bob]",
    ],
)
def test_authors_are_understood_however_they_are_joined(typed: str) -> None:
    assert read(f"author: {typed}").authors == ("Ada", "Bob")


def test_names_with_and_inside_stay_whole() -> None:
    assert read("author: Alexander Sandall").authors == ("Alexander Sandall",)
    assert read("author: Ada Byron and Grace Lovelace-and-Co").authors == ("Ada Byron", "Grace Lovelace-and-Co")


@pytest.mark.parametrize("name", ["Health and Social Care team", "Smith, Jones & Co", "Ada a Bo"])
def test_a_name_in_a_list_is_one_name(name: str) -> None:
    assert read("authors:", f"  - {name}", "  - Bo Larsen").authors == (name, "Bo Larsen")
    assert read("author:", f"  - name: {name}").authors == (name,)
    assert read("author:", f"  name: {name}").authors == (name,)


def test_authors_may_be_objects_with_a_name() -> None:
    assert read("authors:", "  - name: Ada", "    email: a@b.c", "  - Bob").authors == ("Ada", "Bob")
    assert read("author: {name: Ada}").authors == ("Ada",)


@pytest.mark.parametrize("name", ["contributors", "reviewed_by"])
def test_other_people_are_read_like_authors(name: str) -> None:
    assert getattr(read(f"{name}: Ada & Bob"), name) == ("Ada", "Bob")


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("tags: housing, repairs and damp", ("housing", "repairs and damp")),
        ("tags: [a, b]", ("a", "b")),
        ("tags: '#a, #b'", ("a", "b")),
        ("tags: “a”, “b”", ("a", "b")),
        ("tags: a, , a", ("a",)),
        ("category: a", ("a",)),
        ("categories: [a, b]", ("a", "b")),
    ],
)
def test_tags_are_split_at_commas_only(typed: str, tags: tuple[str, ...]) -> None:
    assert read(typed).tags == tags


@pytest.mark.parametrize(("one", "many"), [("team", "teams"), ("theme", "themes"), ("project", "projects")])
def test_terms_may_be_one_or_many(one: str, many: str) -> None:
    assert getattr(read(f"{one}: Repairs & Damp"), many) == ("Repairs & Damp",)
    assert getattr(read(f"{many}: [a, b]"), many) == ("a", "b")


@pytest.mark.parametrize(
    "lines",
    [
        ("takeaways:", "  - Start: small", "  - Then grow"),
        ("takeaways: |", "  1. Start: small", "  2. Then grow"),
        ("takeaways: |", "  - Start: small", "  - Then grow"),
    ],
)
def test_takeaways_are_a_list_or_one_to_a_line(lines: tuple[str, ...]) -> None:
    assert read(*lines).takeaways == ("Start: small", "Then grow")


def test_empty_values_are_as_if_not_given() -> None:
    assert read("title:", "tags: []", "date:", "quotes:", "  -", "image: ''", "summary: ~") == Fields(
        lines={"title": 2, "tags": 3, "date": 4, "quotes": 5, "quotes.0": 6, "image": 7, "summary": 8}
    )


# --- other generators' names -------------------------------------------------


def test_names_of_other_generators_mean_the_same_without_complaint() -> None:
    fields = read(
        "layout: post",
        "categories: [a]",
        "description: Short",
        "lastmod: 2019-07-13",
        "featured_image: a.jpg",
        "image_alt: A desk",
        "language: cy",
        "author_name: Ada",
        "redirect_from: /old/",
        "permalink: /2019/old/",
    )
    assert (fields.tags, fields.summary, fields.lang, fields.authors) == (("a",), "Short", "cy", ("Ada",))
    assert fields.updated is not None
    assert fields.updated.day == date(2019, 7, 13)
    assert fields.image == Picture("a.jpg", "A desk")
    assert fields.aliases == ("/old/", "/2019/old/")
    assert fields.extra == {"layout": "post"}


def test_a_fields_own_name_counts_before_its_other_names() -> None:
    assert read("excerpt: b", "description: c", "summary: a").summary == "a"
    assert read("subtitle: b", "description: c").summary == "c"


@pytest.mark.parametrize("pattern", ["pretty", "/:year/:title/", "/:categories/:title.html"])
def test_patterns_for_addresses_are_no_old_addresses(pattern: str) -> None:
    assert read(f"permalink: {pattern}").aliases == ()


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.TEAM, Kind.THEME])
def test_people_and_teams_may_be_named_by_name(kind: Kind) -> None:
    assert read("name: Ada Byron", kind=kind).title == "Ada Byron"
    assert read("name: Ada Byron").extra == {"name": "Ada Byron"}


# --- dates and weeks ---------------------------------------------------------


@pytest.mark.parametrize("typed", ["2026-07-24", "24/07/2026", "24 July 2026", "24-07-26", "Friday 24 July 2026"])
def test_days_are_read_as_people_write_them(typed: str) -> None:
    fields = read(f"date: {typed}")
    assert fields.date is not None
    assert (fields.date.day, fields.date.timed) == (date(2026, 7, 24), False)


@pytest.mark.parametrize("name", ["date", "updated", "embargo_until"])
def test_moments_are_in_the_time_of_the_site(name: str) -> None:
    moment = getattr(read(f"{name}: 2026-07-24 10:00"), name)
    assert moment.at == datetime(2026, 7, 24, 10, tzinfo=LONDON)
    assert moment.timed


@pytest.mark.parametrize("name", ["event_date", "review_by"])
def test_days_without_time(name: str) -> None:
    assert getattr(read(f"{name}: 7 December 2016"), name) == date(2016, 12, 7)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("week: 28", Claim("week", "28", number=28, line=2)),
        ("week: 08", Claim("week", "08", number=8, line=2)),
        ("week: W28", Claim("week", "W28", number=28, line=2)),
        ("week: 2019-W28", Claim("week", "2019-W28", WEEK_28, line=2)),
        ("week: 2019-28", Claim("week", "2019-28", WEEK_28, line=2)),
        ("week: 2019-W28 to 2019-W29", Claim("week", "2019-W28 to 2019-W29", WEEKS_28_29, line=2)),
        ("week: 12/07/2019", Claim("week", "12/07/2019", WEEK_28, day=date(2019, 7, 12), line=2)),
        (
            "week_commencing: 8 July 2019",
            Claim("week_commencing", "8 July 2019", WEEK_28, day=date(2019, 7, 8), line=2),
        ),
        (
            "week_ending: 2019-07-12",
            Claim("week_ending", "2019-07-12", WEEK_28, day=date(2019, 7, 12), line=2),
        ),
        ("week_ending: 2019-W28", Claim("week_ending", "2019-W28", WEEK_28, line=2)),
        ("covers: 2019-W28 to 2019-W29", Claim("covers", "2019-W28 to 2019-W29", WEEKS_28_29, line=2)),
        ("covers: [2019-W28, 2019-W29]", Claim("covers", "2019-W28 to 2019-W29", WEEKS_28_29, line=2)),
        ("covers: 8/7/2019 to 19/7/2019", Claim("covers", "8/7/2019 to 19/7/2019", WEEKS_28_29, line=2)),
        ("covers: 8 to 19 July 2019", Claim("covers", "8 to 19 July 2019", WEEKS_28_29, line=2)),
        ("covers: 8–19 July 2019", Claim("covers", "8–19 July 2019", WEEKS_28_29, line=2)),
        ("covers: 8-19 July 2019", Claim("covers", "8-19 July 2019", WEEKS_28_29, line=2)),
        ("covers: 8 July to 19 July 2019", Claim("covers", "8 July to 19 July 2019", WEEKS_28_29, line=2)),
        ("date: 2019-07-12", Claim("date", "2019-07-12", WEEK_28, day=date(2019, 7, 12), line=2)),
    ],
)
def test_everything_that_names_a_week_is_a_claim(line: str, claim: Claim) -> None:
    assert read(line).claims == (claim,)


def test_episodes_stay_as_typed() -> None:
    assert read("episode: S04 Ep5").episode == "S04 Ep5"


# --- records -----------------------------------------------------------------


def test_an_image_is_a_path_or_has_parts() -> None:
    assert read("image: a.jpg").image == Picture("a.jpg")
    parts = (
        "image:",
        "  src: a.jpg",
        "  alt: A desk",
        "  caption: The desk",
        "  credit: Ada",
        "  relative: true",
    )
    assert read(*parts).image == Picture("a.jpg", "A desk", "The desk", "Ada")
    assert read("cover: {image: a.jpg, alt: A desk}").image == Picture("a.jpg", "A desk")


def test_numbers_quotes_and_exceptions_are_records() -> None:
    fields = read(
        "numbers:",
        "  - {value: 15, unit: '%', what: of the week, before: 20, date: 2017, source: Diary}",
        "quotes:",
        "  - text: It worked.",
        "    role: Officer",
        "  - Just words",
        "allow:",
        "  - {check: phone, text: 020 7946 0000, reason: Help line}",
    )
    assert fields.numbers == (Figure("15", "of the week", "%", "20", "2017", "Diary"),)
    assert fields.quotes == (Quote("It worked.", role="Officer"), Quote("Just words"))
    assert fields.allow == (Allow("phone", "020 7946 0000", "Help line"),)


def test_an_embargo_a_withdrawal_and_an_override_have_who_and_when() -> None:
    fields = read(
        "embargo_until: 4 December 2026 09:30",
        "embargo_by: Press office",
        "embargo_reason: The minister speaks first",
        "withdrawn_on: 20/11/2026",
        "quiet_override: {who: Ada Penhaligon, why: Flood warnings}",
    )
    assert (fields.embargo_by, fields.embargo_reason) == ("Press office", "The minister speaks first")
    assert fields.withdrawn_on == date(2026, 11, 20)
    assert fields.quiet_override == Override("Ada Penhaligon", "Flood warnings")


@pytest.mark.parametrize(
    "lines",
    [
        ("at_a_glance:", "  place: Larkfield", "  partners: [a, b]"),
        ("at_a_glance:", "  - place: Larkfield", "  - partners: a, b"),
    ],
)
def test_at_a_glance_may_be_named_values_or_a_list(lines: tuple[str, ...]) -> None:
    assert read(*lines).at_a_glance == (Fact("Place", "Larkfield"), Fact("Partners", "a, b"))


@pytest.mark.parametrize("name", ["story", "linked_posts"])
@pytest.mark.parametrize("key", ["entry", "url", "target"])
def test_chosen_links_may_carry_a_reason(name: str, key: str) -> None:
    fields = read(f"{name}:", "  - 2019-w28", f"  - {key}: 2019-w29", "    reason: It began here")
    assert getattr(fields, name) == (Reason("2019-w28", line=3), Reason("2019-w29", "It began here", 4))


# --- state -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "state", "reason"),
    [
        (("state: draft",), "draft", ""),
        (("state: Published",), "published", ""),
        (("state: in review",), "draft", ""),
        (("draft: true",), "draft", ""),
        (("draft: yes",), "draft", ""),
        (("draft: false",), "", ""),
        (("published: false",), "draft", ""),
        (("published: true",), "", ""),
        (("state: withdrawn", "reason: Out of date"), "withdrawn", "Out of date"),
        (("withdrawn: Out of date",), "withdrawn", "Out of date"),
        (("withdrawn: no",), "", ""),
    ],
)
def test_states(lines: tuple[str, ...], state: str, reason: str) -> None:
    fields = read(*lines)
    assert (fields.state, fields.withdrawn_reason) == (state, reason)


def test_published_with_a_date_is_the_date() -> None:
    fields = read("published: 2019-07-12")
    assert fields.date is not None
    assert fields.date.day == date(2019, 7, 12)


# --- faults ------------------------------------------------------------------

FAULTS = [
    (("date: 13/13/2023",), "date", 2, "date: 2023-12-13"),
    (("date: 2026-02-30",), "date", 2, "date: 2026-02-28"),
    (("date: soon",), "date", 2, "date: 2026-07-24"),
    (("date: 3023-01-06",), "date", 2, "date: 2023-01-06"),
    (("published: soon",), "published", 2, "published: 2026-07-24"),
    (("week: 0",), "week", 2, "week: 2026-W28"),
    (("lang: klingon language",), "lang", 2, "lang: en"),
    (("week: 2019-W53",), "week", 2, "week: 2020-W01"),
    (("week: next",), "week", 2, "week: 2026-W28"),
    (("covers: 2019-W29 to 2019-W28",), "covers", 2, "covers: 2019-W28 to 2019-W29"),
    (("week_commencing: 30 Febuary 2019",), "week-commencing", 2, "week_commencing: 2026-07-24"),
    (("episode: five",), "episode", 2, "episode: s01e05"),
    (("title: {a: b}",), "title", 2, "title: your words here"),
    (("title: [a, b]",), "title", 2, "title: your words here"),
    (("authors:", "  - email: a@b.c"), "authors", 3, "authors: Ada Byron"),
    (("image: {alt: A desk}",), "image", 2, "image: {src: swap.jpg, alt: Two people at a desk}"),
    (("image: [a.jpg, b.jpg]",), "image", 2, "image: {src: swap.jpg, alt: Two people at a desk}"),
    (("quotes:", "  - text: Hi", "    nme: Ada"), "quotes", 4, "name: Ada"),
    (
        ("numbers:", "  - value: 15"),
        "numbers",
        3,
        "- {value: 15, unit: '%', what: of the working week, before: 20}",
    ),
    (
        ("numbers: 15%",),
        "numbers",
        2,
        "numbers:\n  - {value: 15, unit: '%', what: of the working week, before: 20}",
    ),
    (
        ("allow:", "  - check: phone"),
        "allow",
        3,
        "- {check: phone-number, text: 020 7946 0000, reason: Our help line}",
    ),
    (
        ("quiet_override: {by: Ada}",),
        "quiet-override",
        2,
        "quiet_override: {by: Who decided it, reason: Why it cannot wait}",
    ),
    (("withdrawn_on: 31/06/2026",), "withdrawn-on", 2, "withdrawn_on: 2026-06-30"),
    (("story:", "  - reason: Why"), "story", 3, "- {entry: 2026-w28-housing, reason: Where it began}"),
    (("at_a_glance: Larkfield",), "at-a-glance", 2, "at_a_glance: {Place: Larkfield, Cost: £12000}"),
    (("state: drft",), "state", 2, "state: draft"),
    (("state: gone",), "state", 2, "state: draft"),
    (("draft: maybe",), "draft", 2, "draft: true"),
    (("state: withdrawn",), "state", 2, "withdrawn: Out of date since May 2026"),
    (("withdrawn: yes",), "withdrawn", 2, "withdrawn: Out of date since May 2026"),
    (("state: published", "draft: true"), "state", 2, "state: draft"),
]


@pytest.mark.parametrize(("lines", "field", "line", "suggestion"), FAULTS)
def test_a_value_without_meaning_says_what_to_write(
    lines: tuple[str, ...], field: str, line: int, suggestion: str
) -> None:
    assert told(*lines) == [(f"field.{field}", line, suggestion)]


def test_the_line_is_shown_as_typed() -> None:
    matter = split("---\ndate:   13/13/2023\n---\n", "content/a.md")
    _, (problem,) = read_fields(matter, Kind.POST, LONDON, "content/a.md")
    assert (problem.found, problem.path, problem.severity) == (
        "date:   13/13/2023",
        "content/a.md",
        Severity.ERROR,
    )


def test_of_two_states_the_safer_one_counts() -> None:
    matter = split("---\nstate: published\ndraft: true\n---\n", "a.md")
    fields, _ = read_fields(matter, Kind.POST, LONDON, "a.md")
    assert fields.state == "draft"


def test_a_misspelt_field_is_a_hint_and_kept() -> None:
    matter = split("---\nsumary: Short\n---\n", "a.md")
    fields, (problem,) = read_fields(matter, Kind.POST, LONDON, "a.md")
    assert (problem.code, problem.severity) == ("field.unknown", Severity.HINT)
    assert (problem.line, problem.found, problem.suggestion) == (2, "sumary: Short", "summary: Short")
    assert fields.extra == {"sumary": "Short"}


def test_a_field_of_ones_own_is_kept_in_silence() -> None:
    assert read("colour: blue", "content: x").extra == {"colour": "blue", "content": "x"}


def test_all_faults_are_told_at_once() -> None:
    faults = told("date: soon", "episode: five", "quotes:", "  - role: Officer", "  - role: Clerk", "state: drft")
    assert [line for _, line, _ in faults] == [2, 3, 5, 6, 7]


VALUES = st.recursive(
    st.none() | st.text("a1 -:/#,&\n", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["src", "name", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(sorted(KNOWN | {"sumary", "colour"}))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(NAMES, VALUES, max_size=4), st.sampled_from(Kind))
def test_whatever_is_typed_gives_fields_and_problems(values: dict[str, object], kind: Kind) -> None:
    fields, problems = read_fields(Matter("", values), kind, LONDON, "a.md")
    assert fields.state in ("", "draft", "published", "withdrawn")
    assert all(problem.message and problem.suggestion is not None for problem in problems)


# --- the reference for writers -----------------------------------------------

REFERENCE = (Path(__file__).parent.parent / "docs" / "front-matter.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(FIELDS - {"published", "image_alt", "image_caption", "image_credit"}))
def test_every_field_is_in_the_reference_for_writers(name: str) -> None:
    singular = {of: one for one, of in SYNONYMS.items()}.get(name, name)
    assert re.search(rf"\b(?:{name}|{singular})\b", REFERENCE)


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(.*?)```", REFERENCE, re.DOTALL))
def test_examples_of_the_reference_are_sound(block: str) -> None:
    for example in [block] if "---" in block else re.split(r"\n\n(?=image)", block):
        matter = split(example if "---" in example else f"---\n{example}\n---\n", "a.md")
        assert (matter.problems, read_fields(matter, Kind.CASE_STUDY, LONDON, "a.md")[1]) == ((), ())
