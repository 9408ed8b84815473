"""What one content file says: front matter, path and folder put together."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.config import Config, Folder, Site, standard_folders
from weeknotes.entries import EXCERPT_LIMIT, headed_folders, place, read
from weeknotes.errors import Severity
from weeknotes.model import Kind, Reading

CONFIG = Config(folders=standard_folders())
NOTES = Folder("content/weeknotes", "weeknote")


def at(path: str, text: str = "Text", folder: Folder | None = None, config: Config = CONFIG, *beside: str) -> Reading:
    """The reading of a file at `path` below content/, with the files `beside` it."""
    path = path if folder else f"content/{path}"
    folder = folder or next(each for each in CONFIG.folders if path.startswith(each.path + "/"))
    paths = frozenset({path, *beside})
    return read(text.encode(), place(path, folder, paths, headed_folders(paths)), config)


def codes(reading: Reading) -> list[str]:
    return [each.code for each in reading.problems]


def test_text_in_a_dated_path_is_a_whole_weeknote() -> None:
    note = at("weeknotes/2026/2026-w28-housing.md", "We mended a boiler.\n")
    assert (note.kind, str(note.span), note.slug, note.title) == (Kind.WEEKNOTE, "2026-W28", "housing", "")
    assert (note.body.text, note.excerpt, note.problems) == ("We mended a boiler.", "We mended a boiler.", ())


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ("weeknotes", Kind.WEEKNOTE),
        ("case-studies", Kind.CASE_STUDY),
        ("posts", Kind.POST),
        ("pages", Kind.PAGE),
        ("teams", Kind.TEAM),
        ("themes", Kind.THEME),
        ("people", Kind.PERSON),
    ],
)
def test_the_folder_tells_the_kind(section: str, kind: Kind) -> None:
    assert at(f"{section}/2026-01-02-a.md").kind is kind


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Given\n---\n# Heading\n", "Given"),
        ("# Heading\n\nText", "Heading"),
        ("Text\n\n## Later\n", ""),
    ],
)
def test_the_title_is_the_one_given_else_the_first_heading(text: str, title: str) -> None:
    assert at("posts/2026-01-02-a.md", text).title == title


def test_the_excerpt_is_the_beginning_of_the_text_at_most() -> None:
    assert len(at("posts/2026-01-02-a.md", "- word " * 300).excerpt) <= EXCERPT_LIMIT


@pytest.mark.parametrize(
    ("path", "head", "day"),
    [
        ("posts/2026-01-02-a.md", "date: 2026-01-03", "2026-01-03"),
        ("posts/2026-01-02-a.md", "", "2026-01-02"),
        ("weeknotes/2026-w28-housing.md", "", "2026-07-10"),
        ("weeknotes/a.md", "week: 2026-W28", "2026-07-10"),
        ("weeknotes/a.md", "covers: 2026-W28 to 2026-W29", "2026-07-17"),
    ],
)
def test_the_date_is_that_of_the_file_else_of_its_name_else_the_friday_of_its_week(
    path: str, head: str, day: str
) -> None:
    published = at(path, f"---\n{head}\n---\nText").published
    assert published
    assert (str(published.day), published.timed) == (day, False)


def test_a_day_without_a_time_is_its_early_morning_at_the_site() -> None:
    for path in ("posts/2026-07-10-a.md", "weeknotes/2026-w28.md"):
        published = at(path).published
        assert published
        assert published.at == datetime(2026, 7, 10, 1, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    "zone", [f"Etc/GMT{hours:+}" for hours in range(-12, 12)] + ["Europe/London", "Asia/Kathmandu"]
)
@pytest.mark.parametrize("typed", ["2026-03-29T01:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"])
def test_day_and_week_of_a_moment_are_those_of_the_site_s_time_zone(zone: str, typed: str) -> None:
    config = Config(site=Site(timezone=zone))
    note = at("weeknotes/a.md", f"---\ndate: {typed}\n---\nText", None, config)
    there = datetime.fromisoformat(typed).astimezone(ZoneInfo(zone))
    assert note.published
    assert note.span
    assert note.published.day == there.date()
    assert note.span.last.monday <= there.date() <= note.span.last.sunday


def test_a_note_at_half_past_midnight_on_monday_is_of_the_new_week() -> None:
    note = at("weeknotes/a.md", "---\ndate: 2026-07-05T23:30:00Z\n---\nText")
    assert str(note.span) == "2026-W28"


@pytest.mark.parametrize(
    ("head", "stated"), [("week: 2026-W28", True), ("date: 2026-07-10", False), ("date: 2026-07-10\nweek: 28", True)]
)
def test_a_week_that_follows_from_the_date_is_not_stated(head: str, stated: bool) -> None:
    assert at("weeknotes/a.md", f"---\n{head}\n---\nText").stated is stated


def test_only_weeknotes_have_weeks() -> None:
    assert at("posts/2026-w28-a.md", "---\ndate: 2026-07-10\n---\nText").span is None


@pytest.mark.parametrize(
    ("path", "folder", "head", "team"),
    [
        ("n/2026-w28.md", Folder("n", "weeknote", team="parks"), "team: Housing", "Housing"),
        ("n/2026-w28.md", Folder("n", "weeknote", team="parks"), "", "parks"),
        ("n/housing/2026-w28.md", Folder("n", "weeknote", team="parks"), "", "housing"),
        ("n/2026-w28.md", Folder("n", "weeknote"), "", "everyone"),
    ],
)
def test_the_team_is_that_of_the_file_else_of_its_folder_else_of_the_site(
    path: str, folder: Folder, head: str, team: str
) -> None:
    config = Config(site=Site(default_team="everyone"))
    assert at(path, f"---\n{head}\n---\nText", folder, config).teams == (team,)


def test_a_folder_gives_theme_author_series_and_language() -> None:
    folder = Folder("n", "weeknote", theme="Inclusion", author="Ada", series="Open Notes", lang="cy")
    note = at("n/2026-w28.md", "Text", folder)
    assert (note.themes, note.authors, note.series, note.lang) == (("Inclusion",), ("Ada",), "open-notes", "cy")


def test_what_the_file_says_goes_before_its_folder() -> None:
    folder = Folder("n", "weeknote", theme="Inclusion", author="Ada", series="Open", lang="cy")
    note = at("n/2026-w28.md", "---\ntheme: Data\nauthor: Grace\nseries: Mine\nlang: fr\n---\nText", folder)
    assert (note.themes, note.authors, note.series, note.lang) == (("Data",), ("Grace",), "mine", "fr")


def test_a_blog_read_as_it_stands_is_one_run_of_notes_whoever_writes_them() -> None:
    assert (
        at("_posts/2026-07-10-a.md", "---\nauthor: Ada\n---\nText", Folder("_posts", "weeknote")).series == "weeknotes"
    )
    assert at("weeknotes/2026-w28.md", "---\nauthor: Ada\n---\nText").series == ""


def test_the_language_may_be_in_the_name() -> None:
    assert at("posts/2026-01-02-a.cy.md").lang == "cy"
    assert at("posts/2026-01-02-a.md", config=Config(site=Site(language="ga"))).lang == "ga"


@pytest.mark.parametrize("index", ["index.md", "index.markdown"])
def test_a_file_beside_the_index_of_a_case_study_is_its_part(index: str) -> None:
    whole = f"content/case-studies/grow/{index}"
    part = at("case-studies/grow/01-first-steps.md", "Text", None, CONFIG, whole)
    assert (part.kind, part.parent, part.slug, part.problems) == (Kind.PART, whole, "first-steps", ())


@pytest.mark.parametrize("path", ["case-studies/grow.md", "case-studies/grow/index.md"])
def test_a_case_study_may_be_a_file_or_a_folder(path: str) -> None:
    study = at(path, "---\ndate: 2026-01-02\n---\nText")
    assert (study.kind, study.slug, study.parent) == (Kind.CASE_STUDY, "grow", "")


def test_numbered_files_without_an_index_stand_alone_and_are_told() -> None:
    lost = at("case-studies/grow/01-first.md", "---\ndate: 2026-01-02\n---\nText")
    assert (lost.kind, codes(lost)) == (Kind.CASE_STUDY, ["path.no-index"])


@pytest.mark.parametrize(
    ("path", "what"),
    [("weeknotes/a.md", "which week this note is about"), ("posts/a.md", "when this post was published")],
)
def test_an_entry_without_a_date_is_an_error_that_says_what_to_type(path: str, what: str) -> None:
    (problem,) = at(path).problems
    assert (problem.code, problem.severity, problem.line) == ("date.missing", Severity.ERROR, 1)
    assert what in problem.message
    assert problem.suggestion.startswith("date: ")


@pytest.mark.parametrize("path", ["pages/a.md", "teams/a.md", "people/a.md"])
def test_pages_and_profiles_need_no_date(path: str) -> None:
    assert at(path).problems == ()


def test_faults_of_a_draft_are_warnings() -> None:
    draft = at("posts/a.md", "---\nstate: draft\ndate: 2026-02-30\n---\n[x](#nowhere)")
    assert len(draft.problems) == 2
    assert {each.severity for each in draft.problems} == {Severity.WARNING}
    assert not draft.at_fault


def test_what_lies_in_the_drafts_of_jekyll_is_a_draft_unless_it_says_otherwise() -> None:
    folder = Folder(".", "post")
    assert at("_drafts/a.md", "Text", folder).fields.state == "draft"
    assert at("_drafts/a.md", "---\nstate: published\n---\nText", folder).fields.state == "published"


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("n/housing.md", "About us", Kind.TEAM),
        ("n/housing/index.md", "About us", Kind.TEAM),
        ("n/about.md", "---\nlayout: page\n---\nText", Kind.PAGE),
        ("n/about.md", "Text", Kind.WEEKNOTE),
        ("n/housing.md", "---\ndate: 2026-07-10\n---\nA note", Kind.WEEKNOTE),
    ],
)
def test_a_text_without_a_date_among_notes_may_introduce_its_folder_or_be_a_page(
    path: str, text: str, kind: Kind
) -> None:
    assert at(path, text, Folder("n", "weeknote"), CONFIG, "n/housing/2026-w28.md").kind is kind


def test_a_folder_is_headed_by_the_texts_below_it_not_by_its_own() -> None:
    assert "n/housing" in headed_folders(["n/housing/2026/a.md"])
    assert "n/housing" not in headed_folders(["n/housing.md", "n/housing/index.md"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/2019/week-28/", "/2019/week-28/"),
        ("2019/week-28.html", "/2019/week-28.html"),
        ("/a//b/", "/a/b/"),
        ("/caf%C3%A9/", "/café/"),
        ("/a/?x=1#y", "/a/"),
    ],
)
def test_an_old_address_is_a_path_from_the_top_of_the_site(typed: str, kept: str) -> None:
    post = at("posts/2026-01-02-a.md", f"---\naliases:\n  - {typed}\n---\nText")
    assert (post.fields.aliases, post.problems) == ((kept,), ())


@pytest.mark.parametrize("typed", ["/../../etc/passwd", "https://example.org/a", "//example.org/a", "/", "/%2e%2e/a"])
def test_an_old_address_outside_the_site_is_told_and_ignored(typed: str) -> None:
    post = at("posts/2026-01-02-a.md", f"---\naliases:\n  - '{typed}'\n---\nText")
    assert (post.fields.aliases, codes(post)) == ((), ["field.aliases"])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_no_old_address_leads_out_of_the_site(typed: str) -> None:
    post = at("posts/2026-01-02-a.md", f"---\naliases: [{typed!r}]\n---\nText")
    for alias in post.fields.aliases:
        assert alias.startswith("/")
        assert not {"", ".", ".."} & set(alias.strip("/").split("/"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: f"---\n{text}\n---\n{text}".encode()))
def test_whatever_a_file_holds_nothing_is_raised(data: bytes) -> None:
    where = place("content/weeknotes/a.md", NOTES, frozenset())
    assert read(data, where, CONFIG).path == "content/weeknotes/a.md"


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.times())
def test_every_moment_is_in_the_week_that_its_own_day_is_in(day: date, clock: time) -> None:
    moment = datetime.combine(day, clock.replace(second=0, microsecond=0))
    note = at("weeknotes/a.md", f"---\ndate: {moment:%Y-%m-%d %H:%M}\n---\nText")
    assert note.published
    assert note.span
    # The hour that the clocks skip in spring moves forward.
    assert timedelta(0) <= note.published.at.replace(tzinfo=None) - moment <= timedelta(hours=1)
    assert note.span.last.monday <= day <= note.span.last.sunday
