"""A page and what it declared become bytes; nothing else can be shown."""

import io
import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from PIL import Image
from sites import CATALOGUES

from weeknotes import ledger, render, templates
from weeknotes.config import Site
from weeknotes.errors import SiteError
from weeknotes.facts import Moment
from weeknotes.ledger import Deed, Ledger
from weeknotes.model import Body, Card, Kind, Page, Target, Term
from weeknotes.render import Order
from weeknotes.subscriptions import FeedView
from weeknotes.views import Chrome, Head, TeamGroup, Way, WeekView
from weeknotes.weeks import Span, Week

SITE = Site("Open Reach", url="https://open.example.org/reach/", id_authority="open.example.org,2019")
CHROME = Chrome((Way("Weeknotes", "weeknotes/"),), ())
NOON = Moment(datetime(2026, 7, 10, 12, tzinfo=UTC), timed=False)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def card(id="post/a", **given):
    address = f"{id.replace('post', 'posts')}/"
    told = {"title": "A boiler", "summary": "Mended.", "lang": "en", "published": NOON} | given
    return Card(id, f"tag:open.example.org,2019:{id}", Kind.POST, f"content/{id}.md", address, **told)


def printed(page, bodies=None, data=b"", site=SITE, **texts):
    """The bytes of a page, made with templates of these texts."""
    theme = templates.Theme({f"{name}.html": text for name, text in texts.items()} | CATALOGUES)
    return render.make(render.press(site, CHROME, theme), Order(page, bodies or {}, data))[1]


def html(template, file="posts/a/index.html", **page):
    shows = {"page": Head("post", "A boiler", "posts/a/", "en"), "view": card()}
    return printed(Page(file, "html", "x.html", shows, **page), {"post/a": Body("<p>Hello</p>")}, x=template).decode()


def feed(maker, *cards, html="<p>Hello</p>", weeks=(), targets=(), **texts):
    ids = tuple(each.id for each in cards)
    view = FeedView("Posts", "Opinions", "posts/feed", "posts/", "en", cards, weeks)
    page = Page("posts/feed.x", maker, shows={"feed": view}, bodies=ids, targets=dict.fromkeys(ids, targets))
    return printed(page, {id: Body(html) for id in ids}, **texts)


def items(*cards, **how):
    return json.loads(feed("json-feed", *cards, **how))["items"]


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("{{ view.title }}", "A boiler"),
        ("{{ page.address }}", "posts/a/"),
        ("{{ site.title }}, {{ chrome.menu[0].title }}", "Open Reach, Weeknotes"),
        ("{{ href('about/') }}", "../../about/"),
        ("{{ href('posts/a/#x') }}", "#x"),
        ("{{ absolute('about/') }}", "https://open.example.org/reach/about/"),
        ("{{ body('post/a') }}", "<p>Hello</p>"),
    ],
)
def test_a_template_is_given_what_its_page_declared(template, made):
    assert html(template, bodies=("post/a",), targets={"post/a": ()}) == made


def test_a_page_that_shows_a_text_it_did_not_declare_fails():
    with pytest.raises(KeyError, match="post/b"):
        html("{{ body('post/b') }}", bodies=("post/a",), targets={"post/a": ()})


def test_a_feed_that_lists_an_entry_it_did_not_declare_fails():
    view = FeedView("Posts", "", "posts/feed", "posts/", "en", (card(),))
    with pytest.raises(KeyError, match="post/a"):
        printed(Page("posts/feed.xml", "rss", shows={"feed": view}))


def test_a_template_that_uses_an_unknown_name_is_told_with_its_line():
    with pytest.raises(SiteError) as caught:
        html("fine\n{{ entry.title }}")
    assert (caught.value.problem.path, caught.value.problem.line) == ("templates/x.html", 2)


def test_links_of_the_404_page_work_at_any_depth():
    assert html("{{ href('about/') }}", file="404.html") == "/reach/about/"


def test_links_in_a_text_are_relative_on_a_page_and_absolute_in_a_feed():
    body, target = '<p><a href="\x02l0\x03">About</a></p>', (Target("about/"),)
    page = Page("posts/a/index.html", "html", "x.html", bodies=("post/a",), targets={"post/a": target})
    assert 'href="../../about/"' in printed(page, {"post/a": Body(body)}, x="{{ body('post/a') }}").decode()
    assert 'href="https://open.example.org/reach/about/"' in items(card(), html=body, targets=target)[0]["content_html"]


def test_footnotes_in_a_feed_lead_to_the_entry():
    (item,) = items(card(), html='<p>So<sup><a class="ref" href="#fn-1">1</a></sup></p>')
    assert 'href="https://open.example.org/reach/posts/a/#fn-1"' in item["content_html"]


def test_code_that_shows_a_link_is_left_alone_in_a_feed():
    code = '<pre><code>&lt;a href="#top"&gt;</code></pre>'
    assert items(card(), html=code)[0]["content_html"] == code


@pytest.mark.parametrize("maker", ["rss", "atom", "json-feed"])
def test_every_format_has_the_lasting_id_and_the_address(maker):
    (entry,) = feedparser.parse(feed(maker, card())).entries if maker != "json-feed" else items(card())
    assert entry["id"] == "tag:open.example.org,2019:post/a"
    assert entry.get("link", entry.get("url")) == "https://open.example.org/reach/posts/a/"


def test_an_item_tells_who_wrote_and_under_what():
    ada, care = Term("person", "ada", "Ada", "people/ada/"), Term("theme", "care", "Care", "themes/care/")
    housing, damp = Term("team", "housing", "Housing", "teams/housing/"), Term("tag", "damp", "damp", "tags/damp/")
    (item,) = items(card(authors=(ada,), teams=(housing,), themes=(care,), tags=(damp,)))
    assert (item["authors"], item["tags"]) == ([{"name": "Ada"}], ["Care", "damp"])
    assert items(card(teams=(housing,)))[0]["authors"] == [{"name": "Housing"}]


def test_an_item_says_when_its_words_changed():
    later = Moment(NOON.at + timedelta(days=3), timed=False)
    (item,) = items(card(updated=later))
    assert (item["date_published"], item["date_modified"]) == ("2026-07-10T12:00:00+00:00", "2026-07-13T12:00:00+00:00")


def test_an_entry_without_a_date_never_gets_into_a_feed_unnoticed():
    with pytest.raises(ValueError, match="post/a is in a feed and has no date"):
        feed("rss", card(published=None))


def week_of(*cards):
    week = Week(2026, 28)
    return WeekView(week, "Week 28", "Monday 6 to Sunday 12 July 2026", (TeamGroup(None, cards),))


def digest_of(*cards):
    return items(weeks=[week_of(*cards)], digest="{{ view.label }}: {{ href('x/') }}")[0]


def test_the_digest_tells_a_week_in_one_item():
    item = digest_of(card())
    assert item["title"] == "Week 28, Monday 6 to Sunday 12 July 2026"
    assert item["content_html"] == "Week 28: https://open.example.org/reach/x/"
    assert item["url"] == "https://open.example.org/reach/weeks/2026/w28/"
    assert item["id"] == "tag:open.example.org,2019:digest/2026-w28"


@pytest.mark.parametrize(("count", "words"), [(1, "1 note"), (2, "2 notes")])
def test_the_digest_counts_in_good_english(count, words):
    assert digest_of(*(card(f"post/{number}") for number in range(count)))["summary"] == words


def test_the_digest_is_of_the_day_on_which_its_week_was_over_and_as_new_as_its_newest_note():
    late, mended = (Moment(NOON.at + timedelta(days=days), timed=False) for days in (1, 5))
    item = digest_of(card(updated=mended), card("post/b", published=late))
    assert (item["date_published"], item["date_modified"][:10]) == ("2026-07-12T12:00:00+01:00", "2026-07-15")


def test_the_list_of_feeds_for_readers_has_absolute_urls():
    view = FeedView("Posts", "", "posts/feed", "posts/", "en")
    tree = ElementTree.fromstring(printed(Page("feeds.opml", "opml", shows={"groups": {"By kind": (view,)}})))
    (outline,) = tree.findall("body/outline/outline")
    assert outline.get("xmlUrl") == "https://open.example.org/reach/posts/feed.xml"
    assert outline.get("htmlUrl") == "https://open.example.org/reach/posts/"


def test_the_sitemap_has_absolute_urls_and_the_days_of_entries():
    places = (("", None), ("posts/a&b/", NOON))
    root = ElementTree.fromstring(printed(Page("sitemap.xml", "sitemap", shows={"places": places})))
    assert [each.findtext(f"{SITEMAP}loc") for each in root] == [
        "https://open.example.org/reach/",
        "https://open.example.org/reach/posts/a&b/",
    ]
    assert [each.findtext(f"{SITEMAP}lastmod") for each in root] == [None, "2026-07-10"]


def published(*cards):
    deeds = {each.id: Deed(each.id, each.address, before=("old/",), mark="m") for each in cards}
    return json.loads(printed(Page("site.json", "site-json", shows={"cards": cards, "ledger": Ledger(deeds)})))


def test_site_json_is_a_ledger_that_can_be_read_back():
    deeds = {each.id: Deed(each.id, each.address, ("old/",), "m", each.path) for each in (card("post/b"), card())}
    gone = Deed("post/gone", "posts/gone/", path="content/gone.md", withdrawn=True)
    told = Ledger({**deeds, gone.id: gone}, ("posts/",), {"feed": "Everything"})
    shows = {"cards": (card("post/b"), card()), "ledger": told}
    assert ledger.read(printed(Page("site.json", "site-json", shows=shows))) == told


def test_site_json_tells_every_id_and_address_in_the_order_of_ids():
    found = published(card("post/b"), card())
    assert [(each["id"], each["address"]) for each in found["entries"]] == [
        ("tag:open.example.org,2019:post/a", "posts/a/"),
        ("tag:open.example.org,2019:post/b", "posts/b/"),
    ]
    assert found["authority"] == "open.example.org,2019"


def test_site_json_tells_week_date_and_source_as_far_as_there_are():
    (told,) = published(card(span=Span.of(Week(2026, 28))))["entries"]
    assert (told["week"], told["date"]) == ("2026-W28", "2026-07-10T12:00:00+00:00")
    assert told["source"] == "content/post/a.md"
    (bare,) = published(card(published=None, title="Tŷ"))["entries"]
    assert (bare["week"], bare["date"], bare["title"]) == (None, None, "Tŷ")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (Page("robots.txt", "robots"), "User-agent: *\nAllow: /\nSitemap: https://open.example.org/reach/sitemap.xml\n"),
        (Page("CNAME", "plain", shows={"text": "open.example.org"}), "open.example.org\n"),
        (Page(".nojekyll", "empty"), ""),
    ],
)
def test_files_for_machines(page, text):
    assert printed(page).decode() == text


def test_other_files_are_copied_as_they_are():
    assert printed(Page("a.pdf", "copy", source="content/a.pdf"), data=b"%PDF\x00") == b"%PDF\x00"


def photo(**extra):
    data = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(data, "JPEG", **extra)
    return data.getvalue()


def test_a_picture_loses_what_the_camera_wrote_into_it():
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    data = photo(exif=exif)
    assert b"Camera of Ada" in data
    assert b"Camera of Ada" not in printed(Page("a.jpg", "picture", source="content/a.jpg"), data=data)


def test_a_broken_picture_is_told_with_its_path():
    with pytest.raises(SiteError) as caught:
        printed(Page("a.jpg", "picture", source="content/a.jpg"), data=photo()[:100])
    assert (caught.value.problem.code, caught.value.problem.path) == ("image.broken", "content/a.jpg")


def test_the_same_page_gives_the_same_bytes():
    assert feed("rss", card()) == feed("rss", card())
    assert feed("atom", card()) != feed("atom", card(title="Two boilers"))
