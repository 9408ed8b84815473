"""``site.json`` as programs read it: what docs/data.md promises of every field."""

import json

import pytest
from sites import CONFIG

FIELDS = {
    *("id", "identity", "kind", "address", "before", "title", "language", "week", "date", "updated", "authors"),
    *("teams", "themes", "takeaways", "lessons", "source", "mark"),
}
NOTE = """-- content/weeknotes/2026/2026-w28-housing.md --
---
title: Counting rooms
team: housing
theme: repairs
author: Ada Penhaligon and Tom Adeyemi
date: 2026-07-10
updated: 2026-07-14 09:30
takeaways: [Count rooms]
lessons: [Ask first]
---
We counted.
"""
BARE = "-- content/pages/about.md --\nAbout us.\n"
GONE = "-- content/posts/gone.md --\n---\ndate: 2026-07-10\ntitle: Secret\nwithdrawn: It was wrong.\n---\nSecret.\n"
DRAFT = "-- content/posts/draft.md --\n---\ndate: 2026-07-10\nstate: draft\ntitle: Later words\n---\nLater.\n"


@pytest.fixture
def data(make):
    return json.loads(make(NOTE + BARE + GONE + DRAFT, CONFIG).page("site.json"))


def entry(data, kind):
    (found,) = [each for each in data["entries"] if each["kind"] == kind]
    return found


def test_the_site_says_which_form_of_the_data_this_is(data):
    assert data["version"] == 1
    assert (data["site"], data["url"], data["language"]) == ("Open Reach", "https://open.example.org/", "en")
    assert data["authority"] == "open.example.org,2019"


def test_an_entry_tells_who_when_and_what_was_learnt(data):
    note = entry(data, "weeknote")
    assert note["identity"] == "weeknote/housing/2026-w28"
    assert (note["week"], note["date"]) == ("2026-W28", "2026-07-10T01:00:00+01:00")
    assert note["updated"] == "2026-07-14T09:30:00+01:00"
    assert note["authors"] == ["Ada Penhaligon", "Tom Adeyemi"]
    assert (note["teams"], note["themes"]) == (["housing"], ["repairs"])
    assert (note["takeaways"], note["lessons"]) == (["Count rooms"], ["Ask first"])
    assert note["language"] == "en"


def test_every_entry_has_every_field_and_says_nothing_where_there_is_nothing(data):
    assert all(each.keys() == FIELDS for each in data["entries"])
    page = entry(data, "page")
    assert [page[name] for name in ("week", "date", "updated")] == [None] * 3
    assert [page[name] for name in ("authors", "teams", "themes", "takeaways", "lessons", "before")] == [[]] * 6


def test_what_was_taken_back_keeps_its_address_and_loses_its_words(data):
    assert [each["address"] for each in data["withdrawn"]] == ["posts/gone/"]
    assert data["withdrawn"][0].keys() == {"id", "identity", "address", "before", "source"}
    assert "Secret" not in json.dumps(data)


def test_what_is_not_published_is_not_in_it(data):
    assert "draft" not in json.dumps(data)


def test_lists_and_feeds_are_told_by_their_addresses(data):
    assert {"teams/housing/", "weeks/2026/w28/", "feeds/"} <= set(data["places"])
    assert {"address": "teams/housing/feed", "title": "Housing"} in data["feeds"]
