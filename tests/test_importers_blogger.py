"""Blogger's backups, old and new: Atom in which everything stands side by side, much of it never meant for readers."""

import pytest
from exported import SECRET, bring

from weeknotes.importers import blogger
from weeknotes.importers.trees import Element


def entry(*children, **attributes):
    return Element("entry", "", attributes, list(children))


def part(name, text="", space="", /, **attributes):
    return Element(name, space, attributes, [Element("#text", parts=[text])])


OWN = f"http://{blogger.OWN}/2018"


def kind(name):
    return part(
        "category", scheme=f"http://{blogger.KINDS}", term=f"http://schemas.google.com/blogger/2008/kind#{name}"
    )


def test_an_old_backup_is_sorted_into_what_it_is(tmp_path):
    brought = bring(tmp_path, "feed", "blogger.xml")
    assert [(each.kind, each.title, each.state) for each in brought.account.came] == [
        ("page", "Who we are", "published"),
        ("weeknote", "Weeknotes 2", "published"),
        ("post", "Not said yet", "draft"),
    ]
    assert [each.why for each in brought.account.left] == [blogger.PART] * 2
    assert brought.account.responses == 1
    assert sum(brought.account.gone.values()) == 1


def test_nothing_of_settings_hidden_comments_or_addresses_is_written_or_reported(tmp_path):
    brought = bring(tmp_path, "feed", "blogger.xml")
    told = b"".join(brought.files.values()).decode() + repr(brought.account)
    assert [each for each in SECRET if each in told] == []


def test_a_post_keeps_its_comments_its_picture_and_its_addresses(tmp_path):
    text = bring(tmp_path, "feed", "blogger.xml").read("weeknotes/2016/2016-w02-ada-byron.md")
    assert "  - /2016/01/weeknotes-2.html\n" in text
    assert 'feed_id: "tag:blogger.com,1999:blog-11.post-101"\n' in text
    assert "tags: Repairs\n" in text
    assert "kind" not in text
    assert "[Picture: A van (Back at last)](https://img.example/s1600/van.jpg)" in text
    assert "> **Cai**, 16 January 2016\n>\n> Glad to see it." in text


def test_a_new_archive_brings_what_was_live_and_follows_its_paths(tmp_path):
    brought = bring(tmp_path, "feed", "takeout.atom")
    text = brought.read("weeknotes/2024/2024-w28-ada-byron.md")
    assert brought.account.system == "Blogger"
    assert "redirect_from:\n  - /2024/07/weeknotes-28.html\n" in text
    assert "[who we are](../../pages/about.md)" in text
    assert "summary: What we mended\n" in text
    assert "> **Cai**, 13 July 2024" in text
    assert {each.title: each.state for each in brought.account.came}["Not yet"] == "draft"
    assert [(each.title, each.why) for each in brought.account.left] == [("Thrown away", blogger.BINNED)]


@pytest.mark.parametrize(
    ("children", "wanted"),
    [
        ([], ("", "", False)),
        ([kind("post")], ("post", "", False)),
        ([kind("settings")], ("settings", blogger.PART, False)),
        ([part("type", "PAGE", OWN)], ("page", "", False)),
        ([part("type", "xhtml")], ("", "", False)),
        ([part("type", "POST", OWN), part("status", "Draft", OWN)], ("post", "", True)),
        ([part("type", "POST", OWN), part("status", "SOFT_TRASHED", OWN)], ("post", blogger.BINNED, False)),
        ([part("type", "SOMETHING_NEW", OWN)], ("something_new", blogger.PART, False)),
        ([Element("control", children=[part("draft", " Yes ")])], ("", "", True)),
        ([Element("control", children=[part("draft", "no")])], ("", "", False)),
    ],
)
def test_kinds_and_states(children, wanted):
    found = entry(*children)
    assert (blogger.kind_of(found), blogger.why_not(found), blogger.is_draft(found)) == wanted


@pytest.mark.parametrize(
    ("children", "wanted"),
    [
        ([part("in-reply-to", "", "http://purl.org/syndication/thread/1.0", ref="a")], "a"),
        ([part("in-reply-to", "", "http://other.example/", ref="a")], ""),
        ([part("parent", " b ", OWN)], "b"),
        ([part("parent", "b", OWN), part("status", "LIVE", OWN)], "b"),
        ([part("parent", "b", OWN), part("status", "PENDING", OWN)], ""),
        ([part("parent", "b", OWN), part("extendedProperty", name="blogger.contentRemoved")], ""),
        ([], ""),
    ],
)
def test_comments_that_readers_saw_and_others(children, wanted):
    assert blogger.answered(entry(*children)) == wanted
