"""Feeds: what subscribers and validators see. Numbers in names are those of the feedgen traps."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from weeknotes.feeds import Feed, Item, atom, json_feed, opml, rss
from weeknotes.values import replace

NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime(2019, 7, 12, 12, 0, tzinfo=LONDON)
NOTE = Item(
    id="tag:open.example.org,2019:weeknote/housing/2019-w28",
    url="https://open.example.org/weeknotes/2019/w28/housing/",
    title="Repairs & damp (Housing, Week 28)",
    html='<p>We met <a href="https://open.example.org/people/ada/">Ada</a>.</p>\n<p>…and on to week 29</p>',
    summary="Repairs take 3 days, not 30.",
    published=FRIDAY,
    updated=FRIDAY + timedelta(days=3),
    authors=("Ada Obi", "Siân Rees"),
    categories=("housing", "repairs"),
    lang="en",
    image="https://open.example.org/images/damp.jpg",
)
OLDER = replace(
    NOTE,
    id="tag:open.example.org,2019:weeknote/housing/2019-w27",
    url="https://open.example.org/weeknotes/2019/w27/housing/",
    title="Nodiadau wythnos 27",
    published=FRIDAY - timedelta(weeks=1),
    updated=FRIDAY - timedelta(weeks=1),
    lang="cy",
    image="",
)
FEED = Feed(
    title="Housing: weeknotes",
    description="What the housing team does, week by week",
    url="https://open.example.org/teams/housing/feed",
    home="https://open.example.org/teams/housing/",
    id="tag:open.example.org,2019:feed/teams/housing",
    lang="en",
    site_title="Borough in the open",
    items=(NOTE, OLDER),
)
EMPTY = replace(FEED, items=())
WRITERS = pytest.mark.parametrize("write", [rss, atom, json_feed])
XML_WRITERS = pytest.mark.parametrize("write", [rss, atom])


def with_note(**changes: object) -> Feed:
    return replace(FEED, items=(replace(NOTE, **changes),))  # type: ignore[arg-type]


def texts(data: bytes, path: str) -> list[str]:
    return [str(each) for each in etree.fromstring(data).xpath(path, namespaces=NAMES)]


@XML_WRITERS
def test_feed_readers_find_titles_addresses_and_full_text(write):
    read = feedparser.parse(write(FEED))
    assert not read.bozo
    assert read.feed.title == FEED.title
    assert [each.title for each in read.entries] == [NOTE.title, OLDER.title]
    assert [each.link for each in read.entries] == [NOTE.url, OLDER.url]
    assert [each.id for each in read.entries] == [NOTE.id, OLDER.id]
    assert read.entries[0].content[0].value == NOTE.html
    assert read.entries[0].summary == NOTE.summary


@XML_WRITERS
def test_feed_readers_find_dates_authors_and_categories(write):
    entry = feedparser.parse(write(FEED)).entries[0]
    assert entry.published_parsed[:5] == (2019, 7, 12, 11, 0)
    assert [each.name for each in entry.authors] == ["Ada Obi", "Siân Rees"]
    assert [each.term for each in entry.tags] == ["housing", "repairs"]


@XML_WRITERS
def test_trap_1_the_newest_item_comes_first(write):
    assert [each.link for each in feedparser.parse(write(FEED)).entries] == [NOTE.url, OLDER.url]


def test_trap_2_the_channel_links_to_its_page_and_names_itself():
    data = rss(FEED)
    assert texts(data, "/rss/channel/link/text()") == [FEED.home]
    assert texts(data, "//a:link[@rel='self' and @type='application/rss+xml']/@href") == [f"{FEED.url}.xml"]


def test_an_atom_feed_links_to_its_page_and_names_itself():
    data = atom(FEED)
    assert texts(data, "/a:feed/a:link[@rel='alternate' and @type='text/html']/@href") == [FEED.home]
    assert texts(data, "/a:feed/a:link[@rel='self' and @type='application/atom+xml']/@href") == [
        f"{FEED.url}.atom"
    ]


def test_trap_3_atom_entry_links_say_what_they_are():
    links = texts(atom(FEED), "//a:entry/a:link[@rel='alternate' and @type='text/html']/@href")
    assert links == [NOTE.url, OLDER.url]


@WRITERS
def test_trap_4_writing_twice_gives_the_same_bytes(write):
    assert write(FEED) == write(FEED)


@XML_WRITERS
def test_trap_4_no_date_is_the_day_of_the_build(write):
    assert str(datetime.now(UTC).year).encode() not in write(FEED)


def test_the_feed_is_as_new_as_its_newest_change():
    late = replace(OLDER, updated=FRIDAY + timedelta(weeks=2))
    changed = replace(FEED, items=(NOTE, late))
    assert texts(rss(changed), "//lastBuildDate/text()") == ["Fri, 26 Jul 2019 12:00:00 +0100"]
    assert texts(atom(changed), "/a:feed/a:updated/text()") == ["2019-07-26T12:00:00+01:00"]


def test_a_corrected_note_keeps_its_day_of_publication():
    entry = feedparser.parse(atom(FEED)).entries[0]
    assert entry.published_parsed[2] == 12
    assert entry.updated_parsed[2] == 15


@WRITERS
@pytest.mark.parametrize("name", ["published", "updated"])
def test_trap_5_a_time_without_a_zone_is_refused_by_name(write, name):
    with pytest.raises(ValueError, match=r"w28/housing/ has a date without a time zone"):
        write(with_note(**{name: datetime(2019, 7, 12, 12)}))  # noqa: DTZ001


@WRITERS
@pytest.mark.parametrize(
    "pasted", ["\x00", "\x0b", "\x1b", "\x85", "\ufffe", "\uffff", chr(0xD800), "\ufffd", "\ufdd0", "\U0001fffe"]
)
def test_trap_6_one_pasted_character_does_not_stop_the_feed(write, pasted):
    text = f"before{pasted}after"
    data = write(
        with_note(title=text, html=f"<p>{text}</p>", summary=text, authors=(text,), categories=(text,))
    )
    assert pasted.encode("utf-8", "surrogatepass") not in data
    assert b"before" in data


@XML_WRITERS
@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(exclude_categories=[])))
def test_trap_6_whatever_is_pasted_the_feed_stays_well_formed(write, text):
    item = replace(NOTE, title=text, html=text, summary=text, authors=(text,), categories=(text,))
    root = etree.fromstring(write(replace(FEED, title=text, description=text, items=(item,))))
    assert len(root.xpath("//item | //a:entry", namespaces=NAMES)) == 1


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_is_pasted_the_json_feed_stays_utf_8(text):
    value = json.loads(json_feed(with_note(title=text, html=text, summary=text)).decode("utf-8"))
    assert value["items"][0]["title"]


def test_trap_7_rss_names_authors_without_inventing_an_address():
    data = rss(FEED)
    assert texts(data, "//item[1]/dc:creator/text()") == ["Ada Obi", "Siân Rees"]
    assert texts(data, "//author") == []
    assert b"@" not in data


def test_atom_authors_have_names_only_and_the_site_stands_for_entries_without():
    data = atom(with_note(authors=()))
    assert texts(data, "//a:author/a:name/text()") == [FEED.site_title]
    assert texts(data, "//a:email") == []


def test_trap_8_text_is_html_and_entities_survive():
    html = "<p>Caf\u00e9&nbsp;&amp; bar &lt;b&gt;</p>"
    assert texts(atom(with_note(html=html)), "//a:content[@type='html']/text()") == [html]
    assert texts(rss(with_note(html=html)), "//content:encoded/text()") == [html]


def test_trap_8_the_summary_stands_apart_from_the_text():
    data = rss(FEED)
    assert texts(data, "//item[1]/description/text()") == [NOTE.summary]
    assert texts(data, "//item[1]/content:encoded/text()") == [NOTE.html]


def test_an_rss_summary_shows_angle_brackets_as_typed():
    shown = rss(with_note(summary="Use <b> & not <i>"))
    assert texts(shown, "//item/description/text()") == ["Use &lt;b&gt; &amp; not &lt;i&gt;"]


@XML_WRITERS
def test_trap_9_a_note_without_text_or_summary_is_still_listed(write):
    entries = feedparser.parse(write(with_note(html="", summary="", title=""))).entries
    assert [each.link for each in entries] == [NOTE.url]
    assert entries[0].title == NOTE.url


def test_trap_9_ids_are_no_addresses():
    assert texts(rss(FEED), "//guid[@isPermaLink='false']/text()") == [NOTE.id, OLDER.id]


@WRITERS
@pytest.mark.parametrize(
    "changes", [{"url": "/weeknotes/"}, {"url": "weeknotes/?from=https://e.org/"}, {"image": "damp.jpg"}]
)
def test_trap_10_relative_addresses_are_refused(write, changes):
    with pytest.raises(ValueError, match="absolute"):
        write(with_note(**changes))


@WRITERS
@pytest.mark.parametrize("changes", [{"url": "teams/feed"}, {"home": "/teams/"}])
def test_trap_10_a_feed_with_a_relative_address_is_refused(write, changes):
    with pytest.raises(ValueError, match="absolute"):
        write(replace(FEED, **changes))


@WRITERS
def test_trap_10_two_items_with_one_id_are_refused(write):
    with pytest.raises(ValueError, match=NOTE.id):
        write(replace(FEED, items=(NOTE, replace(OLDER, id=NOTE.id))))


@XML_WRITERS
def test_trap_11_the_locale_of_the_process_is_left_alone(write):
    called: set[str] = set()
    # Items that other feeds had are not written anew.
    fresh = replace(FEED, items=(replace(NOTE, id=f"{NOTE.id}/{write.__name__}"),))
    sys.setprofile(lambda frame, event, argument: called.add(frame.f_code.co_name))
    try:
        write(fresh)
    finally:
        sys.setprofile(None)
    assert called & {"rss_entry", "atom_entry"}
    assert "setlocale" not in called


def test_rss_dates_are_in_english_with_their_offset():
    assert texts(rss(FEED), "//pubDate/text()") == [
        "Fri, 12 Jul 2019 12:00:00 +0100",
        "Fri, 05 Jul 2019 12:00:00 +0100",
    ]


def test_trap_12_json_feed_has_every_part_of_an_item():
    value = json.loads(json_feed(FEED))
    assert value["version"] == "https://jsonfeed.org/version/1.1"
    assert value["items"][0] == {
        "id": NOTE.id,
        "url": NOTE.url,
        "title": NOTE.title,
        "summary": NOTE.summary,
        "image": NOTE.image,
        "date_published": "2019-07-12T12:00:00+01:00",
        "date_modified": "2019-07-15T12:00:00+01:00",
        "authors": [{"name": "Ada Obi"}, {"name": "Siân Rees"}],
        "tags": ["housing", "repairs"],
        "language": "en",
        "content_html": NOTE.html,
    }


def test_json_feed_describes_the_feed():
    value = json.loads(json_feed(FEED))
    del value["items"], value["version"]
    assert value == {
        "title": FEED.title,
        "home_page_url": FEED.home,
        "feed_url": f"{FEED.url}.json",
        "description": FEED.description,
        "language": "en",
        "authors": [{"name": FEED.site_title}],
    }


def test_json_feed_leaves_out_what_is_empty_but_never_the_text():
    item = json.loads(
        json_feed(with_note(html="", summary="", image="", authors=(), categories=(), lang=""))
    )["items"][0]
    assert set(item) == {"id", "url", "title", "date_published", "date_modified", "content_html"}


@pytest.mark.parametrize(
    ("title", "in_atom", "in_rss"),
    [
        ("R&D <b>", b"R&amp;D &lt;b&gt;", b"R&#x26;D &#x3C;b&gt;"),
        ("fish &chips", b"fish &amp;chips", b"fish &#x26;chips"),
        ("two\nlines", b"two lines", b"two lines"),
        (']]> "it\'s"', b']]&gt; "it\'s"', b']]&gt; "it\'s"'),
    ],
)
def test_trap_42_titles_are_escaped_once_and_stay_on_one_line(title, in_atom, in_rss):
    assert b"<title>%s</title>" % in_atom in atom(with_note(title=title))
    assert b"<title>%s</title>" % in_rss in rss(with_note(title=title))


def test_an_entry_in_another_language_says_so():
    assert texts(atom(FEED), "//a:entry/@xml:lang") == ["cy"]
    assert texts(atom(FEED), "/a:feed/@xml:lang") == ["en"]
    assert texts(rss(FEED), "//dc:language/text()") == ["cy"]
    assert texts(rss(FEED), "//channel/language/text()") == ["en"]


def test_an_empty_feed_has_no_invented_date():
    assert texts(rss(EMPTY), "//lastBuildDate") == []
    assert texts(atom(EMPTY), "//a:updated/text()") == ["2000-01-01T00:00:00+00:00"]
    assert json.loads(json_feed(EMPTY))["items"] == []


@XML_WRITERS
def test_trap_48_an_upgrade_of_feedgen_does_not_show(write):
    assert texts(write(FEED), "//generator/text() | //a:generator/text()") == ["Weeknotes"]
    assert texts(write(FEED), "//a:generator/@*") == []
    assert b"feedgen" not in write(FEED)


def test_trap_36_notes_of_one_day_have_times_of_their_own():
    same = tuple(replace(NOTE, id=f"{NOTE.id}-{index}", url=f"{NOTE.url}{index}/") for index in range(20))
    times = texts(atom(replace(FEED, items=same)), "//a:entry/a:updated/text()")
    assert len(set(times)) == 20
    assert all(each.startswith("2019-07-15T12:00:00.") for each in times)


def test_a_note_has_the_same_id_and_time_in_every_feed():
    alone = etree.fromstring(atom(with_note())).find("a:entry", NAMES)
    among = etree.fromstring(atom(replace(FEED, title="All", items=(OLDER, NOTE)))).findall("a:entry", NAMES)[
        1
    ]
    assert etree.tostring(alone) == etree.tostring(among)


@XML_WRITERS
def test_times_are_whole_seconds_in_any_zone(write):
    odd = datetime(2024, 2, 29, 23, 59, 59, 999999, timezone(timedelta(hours=-3, minutes=-30)))
    data = write(with_note(published=odd, updated=odd))
    assert feedparser.parse(data).entries[0].published_parsed[:6] == (2024, 3, 1, 3, 29, 59)
    assert b"999999" not in data


@WRITERS
def test_missing_texts_are_filled_so_that_the_feed_is_valid(write):
    bare = replace(FEED, title="", description=" ", site_title="")
    assert FEED.home.encode() in write(bare)


def test_a_post_of_many_megabytes_is_written():
    html = "<p>" + "long " * 2_200_000 + "</p>"
    assert html.strip("<p/>").encode() in rss(with_note(html=html))


def test_opml_lists_feeds_for_feed_readers_in_a_folder_for_each_group():
    everything = [("All", "https://e.org/feed.xml", "https://e.org/")]
    data = opml(
        "Borough & co",
        {"Everything": everything, "Teams & co": [("Tŷ", "https://e.org/ty/feed.xml", "https://e.org/ty/")]},
    )
    folders = etree.fromstring(data).findall("body/outline")
    assert [dict(each.attrib) for each in folders] == [
        {"text": name} for name in ("Everything", "Teams & co")
    ]
    outlines = [outline for folder in folders for outline in folder]
    assert texts(data, "/opml[@version='2.0']/head/title/text()") == ["Borough & co"]
    assert [dict(each.attrib) for each in outlines] == [
        {
            "text": "All",
            "title": "All",
            "type": "rss",
            "xmlUrl": "https://e.org/feed.xml",
            "htmlUrl": "https://e.org/",
        },
        {
            "text": "Tŷ",
            "title": "Tŷ",
            "type": "rss",
            "xmlUrl": "https://e.org/ty/feed.xml",
            "htmlUrl": "https://e.org/ty/",
        },
    ]


def test_opml_refuses_a_relative_address():
    with pytest.raises(ValueError, match="absolute"):
        opml("All", {"Everything": [("All", "feed.xml", "https://e.org/")]})
