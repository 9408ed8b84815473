"""The repository's own site as its users meet it: built once, then looked at as a whole.

What is said here of every page and every feed is said by DESIGN.md §2 (promises 6 and 8), §5 and §8,
and by the acceptance of the issue that asked for the site.
"""

import io
import json
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
import html5lib
import mf2py
import pytest
from PIL import Image

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-21"
URL = "https://open.marlowreach.example/"
ADDRESSES = ("href", "src", "srcset", "poster", "data", "action", "cite")
# What the W3C's feed validator accepts, as far as texts of a site like this one may have it.
IN_FEEDS = {
    *("alt", "checked", "cite", "class", "colspan", "datetime", "decoding", "dir", "disabled", "height", "href"),
    *("id", "lang", "loading", "name", "open", "reversed", "rowspan", "scope", "span", "src", "start", "title"),
    *("type", "value", "width"),
}
RASTER = (".png", ".jpg", ".jpeg", ".webp", ".gif")


@dataclass(frozen=True)
class Page:
    """A page of the site, as a browser's parser understands it."""

    file: str
    html: str = field(repr=False)
    tree: ElementTree.Element = field(repr=False)
    errors: tuple[str, ...]

    def all(self, *tags: str) -> list[ElementTree.Element]:
        return [each for each in self.tree.iter() if each.tag in tags]

    def values(self, attribute: str) -> list[str]:
        return [each.get(attribute) for each in self.tree.iter() if each.get(attribute) is not None]

    @property
    def links(self) -> list[str]:
        """Everything that a browser may fetch or follow from here."""
        found = [value for name in ADDRESSES if name != "srcset" for value in self.values(name)]
        return found + [piece.split()[0] for value in self.values("srcset") for piece in value.split(",")]

    @property
    def address(self) -> str:
        return self.file.removesuffix("index.html")


@dataclass(frozen=True)
class Site:
    """The built site."""

    folder: Path
    files: dict[str, bytes] = field(repr=False)
    pages: dict[str, Page] = field(repr=False)
    subscriptions: dict[str, feedparser.FeedParserDict] = field(repr=False)

    def feeds(self, ending: str) -> dict[str, bytes]:
        return {name: data for name, data in self.files.items() if name.endswith(f"feed.{ending}")}

    def of(self, pattern: str) -> list[Page]:
        return [page for name, page in self.pages.items() if re.fullmatch(pattern, name)]


def words(element: ElementTree.Element) -> str:
    """What a screen reader would call the element: its label, else its text with the images' texts."""
    texts = [(each.text or "") + (each.get("alt") or "") for each in element.iter()]
    tails = [each.tail or "" for each in element.iter() if each is not element]
    return (element.get("aria-label") or "".join(texts + tails)).strip()


def read(file: str, html: bytes) -> Page:
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(io.BytesIO(html), transport_encoding="utf-8")
    errors = tuple(f"{file}:{place[0]}: {code}" for place, code, _ in parser.errors)
    return Page(file, html.decode(), tree, errors)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Site:
    """The demonstration, built by the command that users type."""
    folder = tmp_path_factory.mktemp("demonstration") / "two" / "repo"
    command = [sys.executable, "build.py", "--output", str(folder), "--today", TODAY]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    pages = {name: read(name, data) for name, data in files.items() if name.endswith(".html")}
    read_feeds = {name: feedparser.parse(data) for name, data in files.items() if name.endswith(("feed.xml", ".atom"))}
    return Site(folder, files, pages, read_feeds)


# Links


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that keeps no log."""

    def log_message(self, *args) -> None:
        pass


@contextmanager
def served(folder: Path, base: str) -> Iterator[str]:
    """Serve `folder`, whose path ends with `base`, at that path of a host; the address of its home."""
    root = Path(str(folder).removesuffix(base.rstrip("/")))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def status(url: str) -> int:
    """What a server answers, where a folder without its closing stroke counts as missing."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method="HEAD")) as answer:
            return answer.status if answer.url == url else 301
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def crawl(site: Site, home: str) -> dict[str, set[str]]:
    """Every address of the site that its pages lead to, with the pages that lead there."""
    found: dict[str, set[str]] = {home: {"(home)"}}
    for page in site.pages.values():
        # The page for missing addresses is served anywhere, so it has a test for itself.
        for link in page.links if page.file != "404.html" else ():
            target = urldefrag(urljoin(home + page.address, link))[0]
            if target.startswith(("http://127.0.0.1", "file:")):
                found.setdefault(target, set()).add(page.file)
    return found


@pytest.mark.parametrize("base", ["/", "/repo/", "/two/repo/"])
def test_no_link_is_broken_wherever_the_site_is_served(site, base):
    with served(site.folder, base) as home:
        broken = {url: pages for url, pages in crawl(site, home).items() if status(url) != 200}
    assert broken == {}


def test_no_link_is_broken_when_read_from_disk(site):
    home = site.folder.as_uri() + "/"
    paths = {Path(unquote(urlsplit(url).path)): pages for url, pages in crawl(site, home).items()}
    assert {path: pages for path, pages in paths.items() if not path.is_relative_to(site.folder)} == {}
    assert {path for path in paths if not (path / "index.html" if path.is_dir() else path).is_file()} == set()


def test_every_file_for_readers_is_linked_from_some_page(site):
    home = "http://127.0.0.1/"
    linked = {url.removeprefix(home) for url in crawl(site, home)}
    shared = {url.partition("example/")[2] for page in site.pages.values() for url in page.values("content")}
    unlinked = {file for file in site.files if file.removesuffix("index.html") not in linked | shared}
    machines = {"404.html", "CNAME", ".nojekyll", ".weeknotes-files", "robots.txt", "site.json", "sitemap.xml"}
    # Feeds lead to these: their archives, and what makes them readable in a browser.
    of_feeds = {file for file in site.files if re.fullmatch(r"(.*/)?feed-\d+\.\w+|assets/feed\.css", file)}
    # A script asks for these when somebody searches.
    of_search = {file for file in site.files if re.match(r"search/(?!index\.html)", file)}
    assert unlinked - machines - of_feeds - of_search == set()


def test_every_fragment_leads_to_a_place(site):
    ids = {page.address: set(page.values("id")) for page in site.pages.values()}
    lost = []
    for page in site.pages.values():
        for link in page.links:
            target, place = urldefrag(urljoin("http://x/" + page.address, link))
            address = target.removeprefix("http://x/")
            if place and address in ids and unquote(place) not in ids[address]:
                lost.append((page.file, link))
    assert lost == []


def test_links_are_relative_but_on_the_page_for_missing_addresses(site):
    rooted = {page.file for page in site.pages.values() for link in page.links if link.startswith("/")}
    assert rooted == {"404.html"}
    local = [link for link in site.pages["404.html"].links if not urlsplit(link).scheme and link[:1] != "#"]
    assert [link for link in local if not link.startswith("/")] == []
    assert [link for link in local if not (site.folder / link[1:] / ".").exists() and link[1:] not in site.files] == []


def test_under_a_path_the_page_for_missing_addresses_starts_there(make):
    page = make(config='[site]\ntitle = "Open"\nurl = "https://reach.example/repo/"\n').page("404.html")
    rooted = re.findall(r'(?:href|src)="(/[^"]*)"', page)
    assert rooted
    assert [link for link in rooted if not link.startswith("/repo/")] == []


def test_edit_links_lead_to_files_of_the_repository(site):
    prefix = "https://github.com/marlow-reach/open/edit/main/"
    edits = {link for page in site.pages.values() for link in page.links if link.startswith(prefix)}
    assert len(edits) > 80
    assert [link for link in edits if not (ROOT / unquote(link.removeprefix(prefix))).is_file()] == []


def test_what_pages_say_of_themselves_in_full_is_there(site):
    named = ("canonical", "alternate")
    for page in site.pages.values():
        links = [link.get("href") for link in page.all("link") if link.get("rel") in named]
        metas = [each.get("content") for each in page.all("meta") if each.get("property") in ("og:url", "og:image")]
        for url in filter(lambda each: each.startswith("http"), links + metas):
            path = url.removeprefix(URL)
            assert {path, f"{path}index.html"} & site.files.keys(), (page.file, url)


# Pages


def test_every_page_is_flawless_html(site):
    assert [error for page in site.pages.values() for error in page.errors] == []


def test_every_page_has_one_h1_and_skips_no_level(site):
    for page in site.pages.values():
        levels = [int(each.tag[1]) for each in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert (levels.count(1), levels[0]) == (1, 1), page.file
        assert [b for a, b in pairwise(levels) if b > a + 1] == [], (page.file, levels)


def test_every_page_says_its_language_its_title_and_what_it_is_about(site):
    for page in site.pages.values():
        assert page.all("html")[0].get("lang") in ("en", "cy"), page.file
        assert words(page.all("title")[0]), page.file
        description = [each.get("content") for each in page.all("meta") if each.get("name") == "description"]
        assert len(description) == 1, page.file
        assert 10 < len(description[0]) <= 320, (page.file, description[0])


def test_no_two_pages_have_one_title(site):
    titles = Counter(words(page.all("title")[0]) for page in site.pages.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_page_has_an_id_twice_or_a_label_that_is_not_there(site):
    for page in site.pages.values():
        ids = Counter(page.values("id"))
        assert [name for name, count in ids.items() if count > 1] == [], page.file
        asked = [name for kind in ("aria-labelledby", "aria-describedby", "for") for name in page.values(kind)]
        assert set(" ".join(asked).split()) <= ids.keys(), page.file


HEADED = """-- content/case-studies/{name}.md --
---
date: {date}
tags: [x]
lessons: [One]
quotes: [{{text: A, name: B, role: C}}]
numbers: [{{value: 1, what: x}}]
---
# Lessons

## Main

## Related

## Lessons

## Quotes

## Numbers

## Story

## Mentions

## At a glance

A note[^1] on [the other](two.md).

[^1]: Note
"""


def test_headings_may_be_called_as_the_parts_of_a_page_are(make):
    built = make(HEADED.format(name="one", date="2026-01-01") + HEADED.format(name="two", date="2026-01-02"))
    for file in ("case-studies/one/index.html", "case-studies/two/index.html"):
        ids = Counter(read(file, built.output[file]).values("id"))
        assert ids["main"] == ids["related"] == 1
        assert [name for name, count in ids.items() if count > 1] == []


def test_notes_of_one_week_share_its_page_with_their_places_apart(make):
    note = "-- content/weeknotes/2026/2026-w28-{0}.md --\n---\nid: {0} x\n---\n## Did\n\nA[^1]\n\n[^1]: B\n"
    built = make(note.format("housing") + note.format("data"))
    page = read("weeks/2026/w28/index.html", built.output["weeks/2026/w28/index.html"])
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert [name for name in ids if " " in name] == []
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(ids)


def test_every_image_says_what_it_shows_and_how_large_it_is(site):
    for page in site.pages.values():
        for image in page.all("img"):
            assert image.get("alt") is not None, (page.file, image.attrib)
            if image.get("src").lower().endswith(RASTER):
                path = site.folder / urljoin(f"/{page.address}", image.get("src"))[1:]
                with Image.open(path) as picture:
                    wide, high = picture.size
                said = int(image.get("width")) / int(image.get("height"))
                assert said == pytest.approx(wide / high, rel=0.01), (page.file, image.attrib)


def test_every_link_and_button_has_a_name(site):
    nameless = []
    for page in site.pages.values():
        # What stands in a template is a form that a script fills in.
        forms = {each for template in page.all("template") for each in template.iter()}
        nameless += [(page.file, each.attrib) for each in {*page.all("a", "button")} - forms if not words(each)]
    assert nameless == []


def test_no_page_holds_a_style_or_a_program_of_its_own(site):
    for page in site.pages.values():
        assert page.all("style", "iframe", "object", "embed") == [], page.file
        assert page.values("style") == [], page.file
        programs = [each for each in page.all("script") if not each.get("src")]
        assert {each.get("type") for each in programs} <= {"application/ld+json"}, page.file
        assert [name for each in page.tree.iter() for name in each.attrib if name.startswith("on")] == [], page.file


def test_nothing_is_fetched_from_elsewhere(site):
    fetching = ("stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "manifest")
    for page in site.pages.values():
        links = [each.get("href") for each in page.all("link") if each.get("rel") in fetching]
        others = [each.get("src") or "" for each in page.all("script", "img", "source", "video", "audio", "track")]
        assert [url for url in links + others if urlsplit(url).netloc or "//" in url] == [], page.file
    assert re.findall(rb"url\(|@import", site.files["assets/style.css"]) == []


def test_the_data_for_machines_is_readable_and_speaks_of_this_page(site):
    for page in site.of(r"(weeknotes|posts|case-studies)/.+/index.html"):
        for each in page.all("script"):
            if each.get("type") == "application/ld+json":
                data = json.loads(each.text)
                assert data["@context"] == "https://schema.org"
                assert data["url"] == URL + page.address


class TestMicroformats:
    """What social readers make of a page (microformats.org, h-entry, h-card and h-feed)."""

    def items(self, page):
        return mf2py.parse(doc=page.html, url=URL + page.address)["items"]

    def test_an_entry_says_who_wrote_what_and_when(self, site):
        pages = site.of(r"(weeknotes/\d+/w\d+|posts|case-studies)/[^/]+/index.html")
        assert len(pages) > 60
        for page in pages:
            (entry,) = [each for each in self.items(page) if each["type"] == ["h-entry"]]
            said = entry["properties"]
            assert said["url"] == [URL + page.address], page.file
            assert said["name"][0], page.file
            assert said["content"][0]["html"], page.file
            assert datetime.fromisoformat(said["published"][0]), page.file
            for author in said["author"]:
                assert author["type"] == ["h-card"], page.file
                assert author["properties"]["url"][0].startswith((f"{URL}people/", f"{URL}teams/")), page.file

    def test_a_list_is_a_feed_with_a_name_and_its_entries(self, site):
        for file in ("index.html", "weeknotes/index.html", "teams/housing/index.html", "weeks/2026/w47/index.html"):
            feeds = [each for each in self.items(site.pages[file]) if each["type"] == ["h-feed"]]
            assert len(feeds) == 1, file
            assert feeds[0]["properties"]["name"][0], file
            entries = [each["properties"] for each in feeds[0]["children"] if each["type"] == ["h-entry"]]
            assert len(entries) > 2, file
            assert all(each["name"][0] and each["url"][0].startswith(URL) for each in entries), file

    def test_a_person_is_a_card(self, site):
        items = self.items(site.pages["people/mara-whitlock/index.html"])
        (said,) = [each["properties"] for each in items if "h-card" in each["type"]]
        assert said["name"] == ["Mara Whitlock"]
        assert said["url"] == [URL + "people/mara-whitlock/"]
        assert said["job-title"][0]
        assert said["note"][0]


def test_every_page_has_one_address_and_a_title_for_those_who_share_it(site):
    for page in site.pages.values():
        meta = {each.get("property") or each.get("name"): each.get("content") for each in page.all("meta")}
        canonical = [each.get("href") for each in page.all("link") if each.get("rel") == "canonical"]
        if 'http-equiv="refresh"' in page.html or page.file == "404.html":
            continue
        assert canonical == [URL + page.address], page.file
        assert meta["og:url"] == URL + page.address, page.file
        assert meta["og:title"], page.file
        named = {"en": "Open Marlow Reach", "cy": "Marlow Reach Agored"}
        assert meta["og:site_name"] == named[page.all("html")[0].get("lang")], page.file
        assert meta["twitter:card"] in ("summary", "summary_large_image"), page.file
        assert meta.get("og:image", URL).startswith(URL), page.file


def test_a_reply_to_an_entry_is_a_letter_that_names_it(site):
    page = site.pages["posts/what-is-the-point-of-weeknotes/index.html"]
    (letter,) = [each for each in page.values("href") if each.startswith("mailto:open@marlowreach.example?")]
    title = page.all("h1")[0].text
    assert parse_qs(urlsplit(letter).query) == {"subject": [f"Re: {title}"]}


def test_the_sitemap_has_the_dates_of_entries_and_no_other(site):
    known = {f"{URL}{each['address']}": each for each in json.loads(site.files["site.json"])["entries"]}
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    for place in ElementTree.fromstring(site.files["sitemap.xml"]).findall("s:url", spaces):
        entry = known.get(place.findtext("s:loc", "", spaces), {"updated": None, "date": None})
        told = entry["updated"] or entry["date"]
        assert place.findtext("s:lastmod", None, spaces) == (told[:10] if told else None)


def test_every_field_of_the_open_data_is_in_its_documentation(site):
    data = json.loads(site.files["site.json"])
    manual = (ROOT / "docs" / "data.md").read_text("utf-8")
    told = set(re.findall(r"`([a-z]+)`", manual))
    assert set(data) | {name for each in data["entries"] + data["withdrawn"] + data["feeds"] for name in each} <= told
    lessons = [each for each in data["entries"] if each["lessons"]]
    assert len(lessons) > 3
    assert all(each["takeaways"] == list(filter(None, each["takeaways"])) for each in data["entries"])


def test_every_page_offers_a_feed_that_fits(site):
    for page in site.pages.values():
        feeds = [each.get("type") for each in page.all("link") if each.get("rel") == "alternate" and each.get("type")]
        wanted = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
        assert set(feeds) == wanted, page.file


def test_pages_are_light(site):
    home = site.files["index.html"] + site.files["assets/style.css"] + site.files["assets/site.js"]
    assert len(home) < 100_000
    assert len(site.files["assets/style.css"]) < 20_000
    # Not counted is Pagefind's own program, which comes when somebody searches.
    own = [data for name, data in site.files.items() if name.endswith(".js") and name.startswith("assets/")]
    assert sum(map(len, own)) < 10_000
    assert max(len(page.html) for page in site.pages.values()) < 300_000


# Feeds and lists


def test_every_feed_is_read_without_complaint(site):
    for name, feed in site.subscriptions.items():
        assert not feed.bozo, (name, feed.get("bozo_exception"))
        assert feed.version in ("rss20", "atom10"), name
        assert feed.feed.title, name
        assert feed.entries, name


def test_every_item_of_a_feed_is_whole_and_leads_to_a_page(site):
    for name, feed in site.subscriptions.items():
        for entry in feed.entries:
            assert entry.link.removeprefix(URL) + "index.html" in site.pages, (name, entry.link)
            assert entry.content[0].value.strip(), (name, entry.title)
            assert entry.id.startswith("tag:open.marlowreach.example,2019:"), name


def test_addresses_in_feeds_are_absolute_and_lead_somewhere(site):
    for name, data in site.feeds("json").items():
        for item in json.loads(data)["items"]:
            for url in re.findall(r'(?:href|src)="([^"]*)"', item["content_html"]):
                assert urlsplit(url).scheme in ("https", "http", "mailto", "tel"), (name, url)
                path = unquote(urldefrag(url)[0]).removeprefix(URL)
                assert not url.startswith(URL) or {path, f"{path}index.html"} & site.files.keys(), (name, url)


def test_the_text_of_every_item_is_what_validators_of_feeds_accept(site):
    texts = {item["content_html"] for data in site.feeds("json").values() for item in json.loads(data)["items"]}
    for text in texts:
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        parts = [each for each in parser.parseFragment(text).iter() if isinstance(each.tag, str)]
        assert parser.errors == [], text[:200]
        assert {name for each in parts for name in each.attrib} <= IN_FEEDS, text[:200]


def test_no_item_of_a_feed_runs_anything(site):
    for name, data in {**site.feeds("json"), **site.feeds("atom"), **site.feeds("xml")}.items():
        assert not re.search(rb"<script|&lt;script|\sstyle=|javascript:|\son[a-z]+=", data), name


def test_no_item_of_a_feed_is_from_the_future(site):
    now = f"{TODAY}T23:59:59"
    for name, data in site.feeds("json").items():
        for item in json.loads(data)["items"]:
            dates = item["date_published"], item["date_modified"]
            assert all(datetime.fromisoformat(date).tzinfo for date in dates), name
            assert dates[0][:19] <= dates[1][:19] <= now, (name, item["id"])


def test_an_item_has_one_id_in_all_feeds_and_the_three_formats_agree(site):
    ids: dict[str, set[str]] = {}
    for name, data in site.feeds("json").items():
        items = [(item["url"], item["id"]) for item in json.loads(data)["items"]]
        assert len({id for _, id in items}) == len(items), name
        for ending in ("xml", "atom"):
            other = site.subscriptions[name.replace(".json", f".{ending}")]
            assert [(entry.link, entry.id) for entry in other.entries] == items, name
        for url, id in items:
            ids.setdefault(id, set()).add(url)
    assert {id: urls for id, urls in ids.items() if len(urls) > 1} == {}
    assert len({next(iter(urls)) for urls in ids.values()}) == len(ids)


def test_no_two_items_of_a_feed_have_one_title(site):
    for name, data in site.feeds("json").items():
        titles = Counter(item["title"] for item in json.loads(data)["items"])
        assert [title for title, count in titles.items() if count > 1] == [], name


def test_json_feeds_have_what_the_format_demands(site):
    for name, data in site.feeds("json").items():
        feed = json.loads(data)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"], name
        assert feed["feed_url"] == URL + name
        assert feed["home_page_url"].startswith(URL)
        assert all(type(item["id"]) is str and item["id"] and item["content_html"] for item in feed["items"]), name


@pytest.mark.parametrize(("root", "beside"), [("", ["cy/feed.xml"]), ("cy/", [])])
def test_the_list_for_feed_readers_names_every_feed_of_its_language(site, root, beside):
    outlines = ElementTree.fromstring(site.files[f"{root}feeds.opml"]).findall("body/outline/outline")
    feeds = [name for name in site.feeds("xml") if name.startswith("cy/") == bool(root)] + beside
    assert len(feeds) > 10
    assert sorted(each.get("xmlUrl") for each in outlines) == sorted(URL + name for name in feeds)
    assert [each.attrib for each in outlines if not (each.get("text") and each.get("type") == "rss")] == []
    page = site.pages[f"{root}feeds/index.html"].html
    assert [name for name in feeds if f'href="../{name.removeprefix(root)}"' not in page] == []


def test_the_sitemap_names_every_page_once(site):
    urls = ElementTree.fromstring(site.files["sitemap.xml"]).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    listed = [each.text for each in urls]
    # Nobody looks for the page that helps writers to begin, but those who know of it.
    unlisted = ("404.html", "write/index.html")
    assert sorted(listed) == sorted(URL + page.address for page in site.pages.values() if page.file not in unlisted)
    assert f"Sitemap: {URL}sitemap.xml".encode() in site.files["robots.txt"]


def test_site_json_tells_of_every_entry(site):
    entries = json.loads(site.files["site.json"])["entries"]
    assert len({entry["id"] for entry in entries}) == len(entries)
    assert [entry["address"] for entry in entries if entry["address"] + "index.html" not in site.pages] == []
    assert [entry["source"] for entry in entries if not (ROOT / entry["source"]).is_file()] == []


def test_what_is_not_published_is_nowhere(site):
    hidden = [ROOT / f"content/weeknotes/2026/{name}.md" for name in ("2026-w49-housing", "2026-w47-library")]
    titles = [re.search(r"^title: *\"?(.+?)\"?$", path.read_text(encoding="utf-8"), re.M)[1] for path in hidden]
    leaks = [name for name, data in site.files.items() if any(title.encode() in data for title in titles)]
    assert leaks == []


# What the demonstration shows


def test_the_demonstration_is_of_a_size_to_judge_by(site):
    entries = [each for each in json.loads(site.files["site.json"])["entries"] if each["language"] == "en"]
    kinds = Counter(entry["kind"] for entry in entries)
    assert kinds["weeknote"] >= 40
    assert kinds["case study"] >= 8
    assert kinds["post"] >= 4
    assert {"about/index.html", "accessibility/index.html", "how-we-write/index.html"} <= site.pages.keys()
    assert (kinds["team"], kinds["person"]) == (5, 10)


def test_a_welsh_reader_finds_enough_to_read(site):
    entries = [each for each in json.loads(site.files["site.json"])["entries"] if each["language"] == "cy"]
    kinds = Counter(entry["kind"] for entry in entries)
    assert (kinds["weeknote"] >= 4, kinds["case study"], kinds["page"]) == (True, 1, 1)
    assert (kinds["team"], kinds["theme"], kinds["person"]) == (2, 2, 1)
    assert all(entry["address"].startswith("cy/") for entry in entries)


def test_it_runs_through_a_new_year_of_53_weeks_with_gaps(site):
    assert {"weeks/2020/w53/index.html", "weeks/2021/w01/index.html"} <= site.pages.keys()
    page = site.pages["weeknotes/2020/w53/housing/index.html"].html
    assert "Monday 28 December 2020 to Sunday 3 January 2021" in page
    assert "../../../2021/w01/housing/" in page
    assert "No notes from" in site.pages["weeknotes/2019/w28/housing/index.html"].html


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("weeknotes/2024/w23/library/", "S02E05"),
        ("weeknotes/2024/w02/data/", "Week commencing 8 January 2024"),
        ("weeknotes/2024/w34/housing/", "Weeks 33 to 34"),
        ("weeknotes/2025/w04/adult-care/", "#3"),
        ("weeknotes/2019/w28/director/", "and on to Week 29"),
        ("cy/weeknotes/2025/w09/data/", 'hreflang="en"'),
        ("weeknotes/2025/w09/data/", 'hreflang="cy"'),
        ("cy/", "Nodiadau wythnosol ac astudiaethau achos"),
        ("cy/teams/housing/", "Rheolwr cynnyrch"),
        ("cy/map/", "Tri deg un o glychau"),
        ("cy/tags/", "dangosfyrddau"),
        ("cy/teams/data/threads/pethau-a-ddaliodd-ein-llygad/", "Popeth a symudodd"),
        ("cy/weeknotes/2026/w47/housing/", "Rhybudd"),
        ("cy/case-studies/open-street-gazetteer/", '<cite><a href="../../people/idris-vaughan/">'),
        ("case-studies/flood-map-in-a-week/", '<cite><a href="../../people/ada-penhaligon/">'),
        ("people/mara-whitlock/", "Quoted in"),
        ("posts/learning-and-networking-evening/", "Thursday 4 December 2025"),
        ("posts/what-is-the-point-of-weeknotes/", "author-box"),
        ("posts/what-is-the-point-of-weeknotes/", "Where I promised to do this every week."),
        ("case-studies/grow/supervisor/", "5 %"),
        ("case-studies/grow/supervisor/", "15 %"),
        ("case-studies/grow/", 'href="peer-mentor/"'),
        ("case-studies/grow/peer-mentor/", 'rel="next"'),
        ("case-studies/repairs-texts/", "How the story unfolded"),
        ("people/ada-penhaligon/", "<img "),
        ("lessons/", "case-studies/"),
        ("teams/data/threads/things-that-caught-our-eye/", "#things-that-caught-our-eye"),
        ("case-studies/damp-and-mould-reporting/", "w14/housing/#what-the-tenants-said"),
        ("posts/learning-and-networking-evening/", '<abbr title="local town offer">LTO</abbr>'),
        ("glossary/", "Equality and Human Rights Commission"),
        ("weeks/2026/w47/", "This week in earlier years"),
        ("themes/", "Themes over time"),
        ("map/", "Cited most"),
    ],
)
def test_it_shows(site, address, words):
    assert words in site.pages[f"{address}index.html"].html


def test_ten_people_who_swapped_jobs_are_quoted_with_their_roles(site):
    page = site.pages["case-studies/job-swaps/index.html"]
    quotes = [each for each in page.all("blockquote", "figure") if "quote" in each.get("class", "")]
    assert len(quotes) >= 10


@pytest.mark.parametrize(
    "wanted", ["alert-", "task-list-item", "footnotes", "table-scroll", "<figcaption>", 'class="external"']
)
def test_its_texts_use_what_markdown_offers(site, wanted):
    bodies = [page.html for page in site.of(r"(weeknotes|posts|case-studies)/.+/index.html")]
    assert [html for html in bodies if wanted in html] != []
