"""An entry that comes from another blog keeps the name by which the subscribers of that one know it."""

import json

import feedparser

POST = """-- content/posts/2019-01-02-{0}.md --
---
title: {0}
feed_id: {1}
---
Words.
"""
OLD = "https://blog.example.org/?p=17"


def ids(site, name):
    return [entry.id for entry in feedparser.parse(site.output[name]).entries]


def test_all_feeds_call_it_by_its_old_name(make):
    site = make(POST.format("old", f'"{OLD}"'))
    assert ids(site, "feed.xml") == ids(site, "feed.atom") == [OLD]
    assert [item["id"] for item in json.loads(site.output["feed.json"])["items"]] == [OLD]


def test_a_name_that_is_no_uri_is_made_one_for_atom_alone(make):
    site = make(POST.format("old", "5f1e 77aa"))
    assert ids(site, "feed.xml") == ["5f1e 77aa"]
    assert ids(site, "feed.atom") == ["data:,5f1e%2077aa"]


def test_its_address_and_its_place_in_the_ledger_are_its_own(make):
    (entry,) = json.loads(make(POST.format("old", OLD)).page("site.json"))["entries"]
    assert (entry["id"], entry["identity"], entry["address"]) == (OLD, "post/old", "posts/old/")


def test_two_texts_with_one_name_are_told(make):
    site = make(POST.format("one", OLD) + POST.format("two", OLD))
    (problem,) = [each for each in site.account.problems if each.severity == "error"]
    assert (problem.code, problem.path, problem.line) == ("id.twice", "content/posts/2019-01-02-two.md", 3)
