"""Where links lead, and what a writer hears of one that leads nowhere."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import work

from weeknotes import links
from weeknotes.atlas import Atlas, draw, file_address
from weeknotes.config import Config, Folder, Site, standard_folders
from weeknotes.entries import headed_folders, place, read
from weeknotes.errors import Problem, Severity
from weeknotes.identity import settle
from weeknotes.model import Reading, State, Target
from weeknotes.terms import gather

SITE = Site(url="https://open.example.org/notes/", repository="reach/open")
CONFIG = Config(site=SITE, folders=(*standard_folders(), Folder("static", "files", at="")))
DATED = "date: 2026-01-02"
TEXTS = {
    "content/posts/hello.md": f"---\n{DATED}\ntitle: Hello world\n---\n## Why now\n",
    "content/posts/my note.md": f"---\n{DATED}\n---\nText",
    "content/posts/2023-05-05-weeknotes.md": "Text",
    "content/posts/caf\u00e9.md": f"---\n{DATED}\n---\nText",
    "content/case-studies/job-swaps.md": f"---\n{DATED}\ntitle: Swapping jobs\n---\n",
    "content/case-studies/grow/index.md": f"---\n{DATED}\n---\nText",
    "content/case-studies/grow/01-first.md": "Text",
    "content/weeknotes/2026/2026-w27-housing.md": "Text",
    "content/weeknotes/2026/2026-w28-housing.md": "Text",
    "content/pages/about.md": "Text",
    "content/people/ada.md": "---\ntitle: Ada Lovelace\n---\n",
}
FILES = (
    "content/posts/team.jpg",
    "content/posts/plan (final).pdf",
    "static/old/chart.png",
    "Makefile",
    "caf\u00e9.png",
)
LISTS = ("", "posts/", "case-studies/", "weeknotes/", "weeknotes/2026/", "people/", "weeks/2026/w28/", "feed.xml")


@dataclass(frozen=True)
class Led:
    """Where one link of a text leads, and what is said of it."""

    target: Target
    problem: Problem | None


def reading(path: str, text: str, config: Config = CONFIG) -> Reading:
    paths = frozenset({*TEXTS, path})
    folder = max((each for each in config.folders if path.startswith(each.path)), key=lambda each: len(each.path))
    return read(text.encode(), place(path, folder, paths, headed_folders(paths)), config)


def atlas(*more: Reading, config: Config = CONFIG) -> Atlas:
    readings = [*(reading(path, text, config) for path, text in TEXTS.items()), *more]
    identities, _ = settle(readings, gather(readings, config)[0], config)
    return draw(readings, identities, FILES, LISTS, config)


ATLAS = atlas()


def lead(typed: str, source: str = "content/posts/x.md", states: dict[str, State] | None = None) -> Led:
    """Follow the one link in the Markdown `typed`, which stands in the file `source`."""
    text = reading(source, f"---\n{DATED}\n---\n{typed}\n")
    (target,), problems = links.resolve(text, atlas(text) if source not in TEXTS else ATLAS, states or {})
    return Led(target, problems[0] if problems else None)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("hello.md", "posts/hello/"),
        ("./hello.md", "posts/hello/"),
        ("../posts/hello.md", "posts/hello/"),
        ("../case-studies/job-swaps.md", "case-studies/job-swaps/"),
        ("/content/case-studies/job-swaps.md", "case-studies/job-swaps/"),
        ("/case-studies/job-swaps.md", "case-studies/job-swaps/"),
        ("/case-studies/job-swaps/", "case-studies/job-swaps/"),
        ("/case-studies/job-swaps", "case-studies/job-swaps/"),
        ("/case-studies/job-swaps/index.html", "case-studies/job-swaps/"),
        ("../../case-studies/job-swaps/", "case-studies/job-swaps/"),
        ("../case-studies/grow/", "case-studies/grow/"),
        ("../case-studies/grow/index.md", "case-studies/grow/"),
        ("../case-studies/grow/01-first.md", "case-studies/grow/first/"),
        ("hello", "posts/hello/"),
        ("hello.html", "posts/hello/"),
        ("hello.md#why-now", "posts/hello/#why-now"),
        ("hello.md#top", "posts/hello/#top"),
        ("hello.md?plain=1", "posts/hello/"),
        ("hello.md?plain=1#why-now", "posts/hello/#why-now"),
        ("<my note.md>", "posts/my-note/"),
        ("my%20note.md", "posts/my-note/"),
        ("caf\u00e9.md", "posts/cafe/"),
        ("cafe\u0301.md", "posts/cafe/"),
        ("caf%C3%A9.md", "posts/cafe/"),
        ("team.jpg", "media/posts/team.jpg"),
        ("<plan (final).pdf>", "media/posts/plan (final).pdf"),
        ("plan%20%28final%29.pdf", "media/posts/plan (final).pdf"),
        ("/media/posts/team.jpg", "media/posts/team.jpg"),
        ("/old/chart.png", "old/chart.png"),
        ("../../cafe\u0301.png", "media/caf\u00e9.png"),
        ("/2023/05/05/weeknotes.html", "posts/weeknotes/"),
        ("/weeks/2026/w28/", "weeks/2026/w28/"),
        ("/feed.xml", "feed.xml"),
        ("../people/ada.md", "people/ada/"),
    ],
)
def test_a_path_leads_to_the_entry_or_file(typed: str, address: str) -> None:
    led = lead(f"[a]({typed})")
    assert (led.problem, led.target.address, led.target.outside) == (None, address, False)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("../case-studies/", "case-studies/"),
        ("../case-studies", "case-studies/"),
        ("../weeknotes/2026/", "weeknotes/2026/"),
        ("/content/people/", "people/"),
        ("../pages/", ""),
        (".", "posts/"),
    ],
)
def test_a_folder_leads_to_the_list_of_what_lies_in_it(typed: str, address: str) -> None:
    led = lead(f"[a]({typed})")
    assert (led.problem, led.target.address) == (None, address)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("[[Hello world]]", "posts/hello/"),
        ("[[hello  WORLD]]", "posts/hello/"),
        ("[[hello]]", "posts/hello/"),
        ("[[Hello world|words]]", "posts/hello/"),
        ("[[Hello world#Why now]]", "posts/hello/#why-now"),
        ("[[Swapping jobs]]", "case-studies/job-swaps/"),
        ("[[job-swaps]]", "case-studies/job-swaps/"),
        ("[[Ada Lovelace]]", "people/ada/"),
    ],
)
def test_a_wikilink_leads_to_the_entry_of_that_title_or_name(typed: str, address: str) -> None:
    led = lead(typed)
    assert (led.problem, led.target.address) == (None, address)


@pytest.mark.parametrize("where", ["blob/main", "raw/main", "blob/0123abc", "blob/refs/heads/main", "tree/main"])
@pytest.mark.parametrize("owner", ["reach", "a-fork"])
@pytest.mark.parametrize("host", ["https://github.com", "https://www.github.com", "http://GitHub.com"])
def test_a_link_into_the_own_repository_leads_to_the_entry(where: str, owner: str, host: str) -> None:
    led = lead(f"[a]({host}/{owner}/open/{where}/content/posts/hello.md#why-now)")
    assert (led.problem, led.target.address, led.target.entry) == (None, "posts/hello/#why-now", "post/hello")


@pytest.mark.parametrize(
    "typed",
    [
        "https://github.com/reach/other/blob/main/content/posts/hello.md",
        "https://github.com/reach/open",
        "https://github.com/reach/open/issues/5",
        "https://open.example.com/notes/posts/hello/",
        "https://open.example.org/other/",
        "mailto:ada@example.org",
        "tel:+441234567890",
    ],
)
def test_other_urls_stay_as_they_are(typed: str) -> None:
    led = lead(f"[a]({typed})")
    assert (led.problem, led.target.outside, led.target.address) == (None, True, typed)


@pytest.mark.parametrize("scheme", ["https:", "http:", ""])
@pytest.mark.parametrize("end", ["posts/hello/", "posts/hello", "posts/hello/index.html", "posts/hello/?from=mail"])
def test_the_url_of_the_site_leads_to_the_entry(scheme: str, end: str) -> None:
    led = lead(f"[a]({scheme}//open.example.org/notes/{end})")
    assert (led.target.address, led.target.outside) == ("posts/hello/", False)


def test_the_site_s_own_front_page_is_a_place() -> None:
    assert lead("[a](https://open.example.org/notes/)").target == lead("[a](/)").target == Target("")


def test_a_file_that_is_not_published_is_shown_in_the_repository() -> None:
    led = lead("[a](../../Makefile)")
    assert led.target == Target("https://github.com/reach/open/blob/main/Makefile", outside=True)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("../case-studies/Job-Swaps.md", "../case-studies/job-swaps.md"),
        ("../Case-Studies/job-swaps.md", "../case-studies/job-swaps.md"),
        ("/content/case-studies/JOB-SWAPS.md", "../case-studies/job-swaps.md"),
        ("Hello.md#why-now", "hello.md#why-now"),
        ("TEAM.JPG", "team.jpg"),
        ("CAFE\u0301.md", "caf\u00e9.md"),
        ("My%20Note.md", "my%20note.md"),
    ],
)
def test_other_capitals_than_the_file_has_are_told_with_the_right_spelling(typed: str, right: str) -> None:
    problem = lead(f"[a]({typed})").problem
    assert problem
    assert (problem.code, problem.severity, problem.suggestion) == ("link.broken", Severity.ERROR, right)
    assert "Small and capital letters must be the same" in problem.message


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (State.DRAFT, "is a draft"),
        (State.SCHEDULED, "is not public yet"),
        (State.EMBARGOED, "is not public yet"),
        (State.HELD, "is held back"),
    ],
)
@pytest.mark.parametrize(
    "typed", ["[a](later.md)", "[a](later)", "[a](/content/posts/later.md)", "[[Later]]", "[[later]]"]
)
def test_a_link_to_what_is_not_public_says_so(typed: str, state: State, why: str) -> None:
    problem = lead(typed, states={"content/posts/later.md": state}).problem
    assert problem
    assert problem.code == ("link.held" if state is State.HELD else "link.unpublished")
    assert f"content/posts/later.md, which {why}" in problem.message


def test_a_broken_link_is_told_with_its_line_and_the_nearest_names() -> None:
    problem = lead("One\n\n[a](helo.md)").problem
    assert problem
    assert (problem.code, problem.severity, problem.line, problem.found) == (
        "link.broken",
        Severity.ERROR,
        6,
        "helo.md",
    )
    assert problem.suggestion == "hello.md"
    assert "there is no page or file “helo.md”. Did you mean hello.md" in problem.message


def test_the_nearest_name_is_given_as_a_path_from_the_text() -> None:
    problem = lead("[a](job-swap.md)").problem
    assert problem
    assert problem.suggestion == "../case-studies/job-swaps.md"


@pytest.mark.parametrize("typed", ["hello.md", "#why-now", "[[Hello world]]"])
def test_a_text_is_no_picture(typed: str) -> None:
    problem = lead(f"![a](<{typed}>)").problem
    assert problem
    assert (problem.code, problem.found) == ("link.image", typed)


def test_a_missing_picture_is_a_picture() -> None:
    problem = lead("![a](teem.jpg)").problem
    assert problem
    assert (problem.code, problem.suggestion) == ("link.image", "team.jpg")
    assert "no picture “teem.jpg”" in problem.message


def test_a_broken_wikilink_proposes_the_nearest_titles() -> None:
    problem = lead("[[Helo world]]").problem
    assert problem
    assert problem.suggestion == "[[hello-world]]"


def test_a_heading_that_is_not_there_is_told_with_the_nearest() -> None:
    problem = lead("[a](hello.md#why-nwo)").problem
    assert problem
    assert (problem.code, problem.suggestion) == ("link.heading", "hello.md#why-now")


def test_a_wikilink_that_fits_two_entries_is_a_hint_that_names_both() -> None:
    led = lead("[[Housing]]")
    assert led.problem
    assert (led.problem.code, led.problem.severity) == ("link.ambiguous", Severity.HINT)
    assert "2026-w27-housing.md or ../weeknotes/2026/2026-w28-housing.md" in led.problem.message
    assert led.problem.suggestion == "[Housing](../weeknotes/2026/2026-w27-housing.md)"
    assert led.target.source == "content/weeknotes/2026/2026-w27-housing.md"


def test_who_has_the_title_is_meant_before_who_has_the_name() -> None:
    team = reading("content/teams/homes.md", "---\ntitle: Housing\n---\nText")
    text = reading("content/posts/x.md", f"---\n{DATED}\n---\n[[Housing]]")
    (target,), problems = links.resolve(text, atlas(team, text), {})
    assert (target.address, problems) == ("teams/homes/", ())


def test_a_link_means_the_same_from_wherever_it_is_shown() -> None:
    # Of a weeknote the page lies deeper than the file: links are those of the file.
    led = lead("[a](../../posts/hello.md)", "content/weeknotes/2026/2026-w29-parks.md")
    assert led.target.address == "posts/hello/"


@pytest.mark.parametrize(
    "typed", ["../../../../etc/passwd", "/../../etc/passwd", "%2e%2e/%2e%2e/%2e%2e/etc/passwd", "?x=1"]
)
def test_a_link_out_of_the_site_leads_nowhere(typed: str) -> None:
    led = lead(f"[a]({typed})")
    assert led.problem
    assert led.problem.code == "link.broken"


@settings(max_examples=200, deadline=None)
@given(st.text("abh.md/%2eE#?[]()\\: é\u0301", max_size=14) | st.text(max_size=10))
def test_whatever_is_typed_nothing_is_raised_and_no_file_leaves_the_site(typed: str) -> None:
    text = reading("content/posts/x.md", f"---\n{DATED}\n---\n[a](<{typed}>) [[{typed}]] ![b]({typed})")
    targets, _ = links.resolve(text, ATLAS, {})
    assert len(targets) == len(text.links)
    inside = [target.address.partition("#")[0] for target in targets if not target.outside]
    assert not [each for each in inside if each.startswith("/") or ".." in each.split("/")]


@given(st.sampled_from(sorted(TEXTS)), st.sampled_from(sorted({*TEXTS, *FILES} - {"Makefile"})))
@settings(max_examples=150, deadline=None)
def test_the_relative_path_of_any_two_files_leads_from_one_to_the_other(here: str, there: str) -> None:
    typed = posixpath.relpath(there, posixpath.dirname(here))
    text = reading(here, f"---\n{DATED}\n---\n[a](<{typed}>)")
    (target,), problems = links.resolve(text, ATLAS, {})
    assert (target.source, problems) == (there, ())


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/posts/Team.JPG", "media/posts/Team.JPG"),
        ("images/a b.png", "media/images/a b.png"),
        ("static/favicon.ico", "favicon.ico"),
        ("static/a/b.js", "a/b.js"),
        ("build.py", ""),
        ("content/posts/notes.docx", "media/posts/notes.docx"),
    ],
)
def test_only_pictures_documents_and_what_lies_in_folders_of_files_are_published(path: str, address: str) -> None:
    assert file_address(path, CONFIG) == address


@pytest.mark.parametrize(
    ("typed", "path"), [("hello.md", "hello"), ("[[Hello world]]", "hello"), ("Hello world", "hello")]
)
def test_a_field_may_name_an_entry_by_path_wikilink_or_title(typed: str, path: str) -> None:
    assert links.find_entry(typed, "content/posts/my note.md", ATLAS) == f"content/posts/{path}.md"


def test_a_link_is_followed_with_the_same_work_however_many_files_there_are() -> None:
    text = reading("content/posts/x.md", f"---\n{DATED}\n---\n[a](/old/chart.png) ")
    few, many = (draw([], ATLAS.places, [*FILES, *pictures(size)], LISTS, CONFIG) for size in (10, 1000))
    assert links.resolve(text, many, {})[0][0].source == "static/old/chart.png"
    assert work(lambda: links.resolve(text, many, {})) == work(lambda: links.resolve(text, few, {}))


def pictures(size: int) -> list[str]:
    return [f"a/{at}.png" for at in range(size)]


def test_twice_as_many_notes_of_one_team_are_twice_the_work() -> None:
    note = reading("content/weeknotes/2026/2026-w28-housing.md", "Text")
    few, many = (work(lambda size=size: draw([note] * size, ATLAS.places, [], LISTS, CONFIG)) for size in (300, 600))
    assert many < 2.2 * few
