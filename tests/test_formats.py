"""What single settings may look like, and what is proposed in place of those that do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes import formats
from weeknotes.errors import MeaningError


@pytest.mark.parametrize(
    ("check", "typed", "value"),
    [
        (formats.url, "https://open.example.org", "https://open.example.org/"),
        (formats.url, " HTTP://Open.Example.ORG/notes ", "http://open.example.org/notes/"),
        (formats.url, "http://localhost:8000/", "http://localhost:8000/"),
        (formats.url, "https://example.org/Notes//", "https://example.org/Notes/"),
        (formats.language, "cy", "cy"),
        (formats.language, "zh-Hant-TW", "zh-Hant-TW"),
        (formats.timezone, "Europe/London", "Europe/London"),
        (formats.timezone, "UTC", "UTC"),
        (formats.repository, "marlow-reach/open", "marlow-reach/open"),
        (formats.repository, "https://github.com/marlow-reach/open/tree/main/content", "marlow-reach/open"),
        (formats.repository, "git@github.com:marlow-reach/open.git", "marlow-reach/open"),
        (formats.repository, "github.com/marlow-reach/open", "marlow-reach/open"),
        (formats.branch, "release/2026", "release/2026"),
        (formats.id_authority, "open.example.org,2026", "open.example.org,2026"),
        (formats.id_authority, "ada@example.org,2019-04", "ada@example.org,2019-04"),
        (formats.id_authority, "example.org,2019-04-30", "example.org,2019-04-30"),
        (formats.reply, "mailto:open@example.org", "open@example.org"),
        (formats.reply, "https://example.org/contact?x=1", "https://example.org/contact?x=1"),
        (formats.week_ending, "Sunday", "sunday"),
        (formats.folder, "./_posts/", "_posts"),
        (formats.folder, "content//weeknotes", "content/weeknotes"),
        (formats.address, "/downloads/2026/", "downloads/2026"),
        (formats.address, "", ""),
        (formats.week, "2018-W21", "2018-W21"),
        (formats.week, "2018-05-21", "2018-W21"),
        (formats.week, date(2018, 5, 27), "2018-W21"),
        (formats.words, "Open \n Marlow\u00a0Reach", "Open Marlow Reach"),
    ],
)
def test_a_good_value_is_read(check: Callable[[object], object], typed: object, value: str) -> None:
    assert check(typed) == value


@pytest.mark.parametrize(
    ("check", "typed", "better"),
    [
        (formats.url, "open.example.org", "https://open.example.org/"),
        (formats.url, "//open.example.org/notes", "https://open.example.org/notes/"),
        (formats.url, "https://example.org/?page=1", "https://example.org/"),
        (formats.url, "https://example.org/#top", "https://example.org/"),
        (formats.url, "https://ada:secret@example.org/", "https://example.org/"),
        (formats.url, "ftp://example.org", ""),
        (formats.url, "https://example.org:99999/", ""),
        (formats.url, "https://[::1", ""),
        (formats.url, "our site", ""),
        (formats.language, "Welsh", "cy"),
        (formats.language, "en_GB.UTF-8", "en-GB"),
        (formats.language, "the usual one", ""),
        (formats.timezone, "BST", "Europe/London"),
        (formats.timezone, "new york", "America/New_York"),
        (formats.timezone, "Europe/Londn", "Europe/London"),
        (formats.timezone, "../../etc/passwd", "Europe/London"),
        (formats.timezone, "", "Europe/London"),
        (formats.repository, "marlow-reach / open", "marlow-reach/open"),
        (formats.repository, "https://gitlab.com/a/b", ""),
        (formats.id_authority, "open.example.org", "open.example.org,2026"),
        (formats.id_authority, "open.example.org, 2019", "open.example.org,2019"),
        (formats.id_authority, "https://open.example.org/,2019", "open.example.org,2019"),
        (formats.id_authority, "open.example.org,19", "open.example.org,2026"),
        (formats.id_authority, "open.example.org,2019-02-30", "open.example.org,2026"),
        (formats.id_authority, "Marlow Reach", ""),
        (formats.reply, "open at example.org", ""),
        (formats.reply, "www.example.org/contact", "https://www.example.org/contact"),
        (formats.week_ending, "sun", "sunday"),
        (formats.folder, "content\notes", "content/notes"),
        (formats.folder, "content\\posts", "content/posts"),
        (formats.folder, "a/../../b", "a/b"),
        (formats.folder, "~/notes", "notes"),
        (formats.folder, "Templates", "content"),
        (formats.folder, ".weeknotes/x", "content"),
        (formats.address, "https://example.org/files", "files"),
        (formats.address, "a b", "files"),
        (formats.week, "2027-W53", None),
        (formats.week, "28", None),
        (formats.week, "2018-02-30", None),
        (formats.week, date(3018, 5, 21), None),
        (formats.kind, "weeknots", "weeknote"),
        (formats.kind, "blurb", ""),
    ],
)
def test_a_value_without_meaning_is_refused_with_a_better_one(
    check: Callable[[object], object], typed: object, better: str | None
) -> None:
    with pytest.raises(MeaningError) as caught:
        check(typed)
    assert str(caught.value)
    assert better is None or caught.value.suggestion == better


@pytest.mark.parametrize(("value", "better"), [(0, "1"), (-5, "1"), (1001, "1000")])
def test_a_number_out_of_bounds_is_brought_back_to_the_nearest(value: int, better: str) -> None:
    with pytest.raises(MeaningError) as caught:
        formats.between(1, 1000)(value)
    assert caught.value.suggestion == better


def test_a_list_of_texts_drops_empty_ones_and_refuses_other_things() -> None:
    assert formats.texts(["toc ", ""]) == ("toc",)
    with pytest.raises(MeaningError) as caught:
        formats.texts(["toc", 3])
    assert caught.value.suggestion == '["toc", "3"]'


def test_the_host_of_an_id_is_what_the_standard_can_take() -> None:
    assert formats.host("https://Open.Example.org:8000/x/") == "open.example.org"
    assert formats.host("https://tŷ.example/") == "localhost"


OF_SITES = (formats.url, formats.language, formats.timezone, formats.repository, formats.id_authority)
CHECKS = st.sampled_from([*OF_SITES, formats.reply, formats.kind, formats.folder, formats.week])
SIGNS = [*"/.:@,?#[]~\\ \n\x00-", "\ud800"]
PIECES = st.sampled_from([*SIGNS, "https://", "a", "2026", "example.org", "é", ".."])


@settings(max_examples=200, deadline=None)
@given(CHECKS, st.lists(PIECES, max_size=8).map("".join))
def test_a_check_gives_a_value_or_says_why_not_and_never_anything_else(
    check: Callable[[str], str], text: str
) -> None:
    try:
        value = check(text)
    except MeaningError:
        return
    assert check(value) == value


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_a_folder_never_leads_out_of_the_site(text: str) -> None:
    try:
        path = formats.folder(text)
    except MeaningError as error:
        path = error.suggestion
    assert not path.startswith("/")
    assert ".." not in path.split("/")
