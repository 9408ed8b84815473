"""Where everything lives: addresses, links between pages, feed ids."""

import re
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes import urls
from weeknotes.model import Kind
from weeknotes.weeks import Week

SITE = "https://open.example.org/reach/"
# What may stand between two slashes of an address: anything but a slash, a fragment's mark and the dots of folders.
NAMES = st.text(
    st.characters(blacklist_characters="/#\x00", blacklist_categories=("Cs", "Cc")), min_size=1, max_size=8
).filter(lambda name: name not in (".", ".."))
PAGES = st.lists(NAMES, max_size=4).map(lambda names: "".join(f"{name}/" for name in names))
FILES = st.tuples(PAGES, NAMES).map("".join)
ADDRESSES = PAGES | FILES


def followed(here, link):
    """The address at which a browser on the page at `here` arrives."""
    url = urljoin(urls.absolute(SITE, here), link)
    assert url.startswith(SITE)
    return unquote(url.removeprefix(SITE))


@pytest.mark.parametrize(
    ("kind", "slug", "week", "address"),
    [
        (Kind.WEEKNOTE, "housing", Week(2019, 28), "weeknotes/2019/w28/housing/"),
        (Kind.WEEKNOTE, "housing", Week(2026, 53), "weeknotes/2026/w53/housing/"),
        (Kind.WEEKNOTE, "s02e05", None, "weeknotes/s02e05/"),
        (Kind.CASE_STUDY, "job-swaps", None, "case-studies/job-swaps/"),
        (Kind.POST, "numbers", None, "posts/numbers/"),
        (Kind.PAGE, "about", None, "about/"),
    ],
)
def test_an_entry_lives_below_its_kind(kind, slug, week, address):
    assert urls.entry_address(kind, slug, week) == address


def test_a_part_lives_below_its_case_study():
    assert urls.part_address("case-studies/grow/", "recruiting") == "case-studies/grow/recruiting/"


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("team", "teams/x/"),
        ("theme", "themes/x/"),
        ("tag", "tags/x/"),
        ("person", "people/x/"),
        ("project", "projects/x/"),
    ],
)
def test_every_kind_of_term_has_its_own_section(kind, address):
    assert urls.term_address(kind, "x") == address


def test_weeks_and_years_have_addresses_that_sort():
    assert urls.week_address(Week(2019, 4)) == "weeks/2019/w04/"
    assert urls.year_address("weeknotes/", 2019) == "weeknotes/2019/"


@pytest.mark.parametrize(("section", "address"), [("", "feed"), ("teams/housing/", "teams/housing/feed")])
def test_a_feed_lies_in_its_section(section, address):
    assert urls.feed_address(section) == address


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("", "index.html"),
        ("about/", "about/index.html"),
        ("feed.xml", "feed.xml"),
        ("old/page.html", "old/page.html"),
    ],
)
def test_a_page_is_the_index_of_its_folder(address, file):
    assert urls.file_of(address) == file
    assert urls.address_of(file) == address


@given(ADDRESSES)
def test_files_and_addresses_tell_the_same(address):
    assert urls.address_of(urls.file_of(address)).removesuffix("index.html") == address.removesuffix("index.html")


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "", "./"),
        ("", "about/", "about/"),
        ("about/", "", "../"),
        ("about/", "about/", "./"),
        ("weeknotes/2019/w28/a/", "weeknotes/2019/w29/a/", "../../w29/a/"),
        ("weeknotes/2019/w28/a/", "feed.xml", "../../../../feed.xml"),
        ("about/", "about/#team", "#team"),
        ("", "about/#team", "about/#team"),
        ("404.html", "404.html", "404.html"),
        ("", "week 28%.png", "week%2028%25.png"),
        ("", "c:/x.png", "c%3A/x.png"),
    ],
)
def test_links_in_pages_are_relative(here, there, link):
    assert urls.relative(here, there) == link


@settings(max_examples=200)
@given(ADDRESSES, ADDRESSES)
def test_a_relative_link_leads_where_it_should_from_anywhere(here, there):
    assert followed(here, urls.relative(here, there)) == there


@given(PAGES, PAGES, st.text("abcäŷ- ", min_size=1, max_size=6))
def test_a_relative_link_keeps_its_fragment(here, there, fragment):
    assert followed(here, urls.relative(here, f"{there}#{fragment}")) == f"{there}#{fragment}"


@given(ADDRESSES)
def test_absolute_and_rooted_links_lead_to_the_same_page(address):
    absolute = urls.absolute(SITE, address)
    assert urljoin("https://open.example.org/any/depth/", urls.rooted(SITE, address)) == absolute
    assert unquote(absolute.removeprefix(SITE)) == address


def test_links_of_the_404_page_start_at_the_root_of_the_host():
    assert urls.rooted("https://open.example.org/", "about/") == "/about/"
    assert urls.rooted(SITE, "about/") == "/reach/about/"


def test_a_feed_id_is_made_of_authority_and_identity_alone():
    found = urls.tag_uri("open.example.org,2019", "weeknote/housing/2019-w28")
    assert found == "tag:open.example.org,2019:weeknote/housing/2019-w28"


@given(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20))
def test_a_feed_id_is_a_uri_for_any_identity(identity):
    found = urls.tag_uri("open.example.org,2019", identity)
    # RFC 4151 section 2.1: "specific" takes unreserved characters, escapes and a few marks.
    assert re.fullmatch(r"tag:[a-z.]+,\d{4}:[A-Za-z0-9\-._~/%]+", found)
    assert urlsplit(found).scheme == "tag"


@given(st.text("aä/ %", min_size=1, max_size=6), st.text("aä/ %", min_size=1, max_size=6))
def test_two_identities_never_share_a_feed_id(one, other):
    assert (urls.tag_uri("a,2019", one) == urls.tag_uri("a,2019", other)) == (one == other)
