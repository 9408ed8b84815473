"""What hosts take and send: limits told before they are met, headers that no page is broken by."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sites import CONFIG

from weeknotes import hosts
from weeknotes.hosts import HOSTS, MEGABYTE, Host

ROOT = Path(__file__).parents[1]
NOTE = "-- content/posts/one.md --\n---\ndate: 2026-01-02\n---\nHello.\n"
PICTURES = {f"media/{number}.jpg": 200 * MEGABYTE for number in range(4)}
SITE = {"index.html": 20_000, "feed.xml": 300_000, "feed-1.atom": 900_000, "search/en/x.pf_index": 1000, **PICTURES}


def codes(sizes, host):
    return [problem.code for problem in hosts.limits(sizes, HOSTS[host])]


def hosted(host):
    return f'{CONFIG}\n[hosting]\nhost = "{host}"\n'


# Limits


@pytest.mark.parametrize(("size", "told"), [(799, []), (801, ["host.size"]), (1200, ["host.size"])])
def test_a_site_is_told_of_a_limit_from_four_fifths_on(size, told):
    assert codes({f"{part}.html": size * MEGABYTE // 20 for part in range(20)}, "github") == told


def test_what_weighs_most_is_named_with_what_helps():
    (problem,) = hosts.limits(SITE, Host("GitHub Pages", bytes=1000 * MEGABYTE))
    assert "weighs 801 MB, and GitHub Pages takes 1,000 MB. There is little room left." in problem.message
    assert "pictures 800 MB, feeds and their archives 1.2 MB and pages 0.0 MB" in problem.message
    assert "/media/0.jpg (200 MB), /media/1.jpg (200 MB) and /media/2.jpg (200 MB)" in problem.message
    assert "What helps" in problem.message
    assert problem.severity == "warning"


def test_over_the_limit_it_says_what_may_happen():
    site = {"a.pdf": 90 * MEGABYTE} | {f"{number}.jpg": 70 * MEGABYTE for number in range(14)}
    (problem,) = hosts.limits(site, HOSTS["gitlab"])
    assert "refuse the next publication; the site that stands stays" in problem.message


def test_files_are_counted_where_the_host_counts_them():
    site = {f"tags/{number}/feed.xml": 10 for number in range(12_000)} | {f"{n}.html": 10 for n in range(5_000)}
    (problem,) = hosts.limits(site, HOSTS["cloudflare"])
    assert problem.code == "host.files"
    assert "17,000 files, and Cloudflare Pages takes 20,000" in problem.message
    assert "12,000 feeds and their archives and 5,000 pages" in problem.message
    assert codes(site, "github") == codes(site, "netlify") == []


def test_a_single_file_can_be_too_large():
    site = {"files/plan.pdf": 30 * MEGABYTE, "index.html": 1}
    (problem,) = hosts.limits(site, HOSTS["cloudflare"])
    assert problem.code == "host.file"
    assert "/files/plan.pdf (30 MB)" in problem.message
    assert codes(site, "github") == []


def test_no_limit_is_known_of_other_hosts():
    assert codes(SITE | PICTURES, "other") == []


def test_a_build_and_every_one_after_it_tell(make, monkeypatch):
    monkeypatch.setitem(HOSTS, "github", Host("GitHub Pages", bytes=100_000))
    first = make(NOTE)
    assert "host.size" in first.codes
    assert "host.size" in make().codes
    (first.folder / "content/posts/one.md").write_text("---\ndate: 2026-01-02\n---\nHello again.\n")
    assert "host.size" in make().codes
    assert "host.size" not in make(config=f'{CONFIG}\n[checks]\n"host.size" = "off"\n').codes


def test_pages_of_more_than_a_megabyte_are_named_and_pictures_not():
    site = {"a/index.html": 1_300_000, "b/index.html": 4_000_000, "c/index.html": MEGABYTE, "d.jpg": 9 * MEGABYTE}
    (problem,) = hosts.heavy(site)
    assert problem.message.startswith("2 pages weigh more than 1 MB")
    assert "/b/index.html (4.0 MB) and /a/index.html (1.3 MB)." in problem.message
    assert hosts.heavy({"c/index.html": MEGABYTE, "feed.xml": 3 * MEGABYTE}) == ()


def test_a_build_tells_of_a_heavy_page(make):
    words = "A long table of everything that was counted. " * 23_000
    assert "page.heavy" in make(f"-- content/posts/one.md --\n---\ndate: 2026-01-02\n---\n{words}\n").codes
    assert "page.heavy" not in make(NOTE).codes


# Headers


class Page(HTMLParser):
    """The policy that a page gives itself."""

    policy = ""

    def handle_starttag(self, tag, given):
        attributes = dict(given)
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]


def parsed(policy):
    """A policy as the sources that each directive allows."""
    parts = (directive.split() for directive in policy.split(";"))
    return {name: set(sources) - {"'none'"} for name, *sources in parts}


def rules(text):
    """A ``_headers`` file: the headers by path."""
    found, path = {}, ""
    for line in text.splitlines():
        if line.startswith("/"):
            path = line
        elif line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            found.setdefault(path, {})[name] = value
    return found


def test_only_hosts_that_read_them_get_headers(make):
    assert "_headers" not in make(NOTE).output
    assert "_headers" not in make(config=hosted("gitlab")).output
    assert "_headers" in make(config=hosted("netlify")).output
    assert "_headers" not in make(config=hosted("other")).output


def test_the_header_allows_all_that_any_page_allows_itself_and_no_more(make):
    site = make(NOTE, config=hosted("cloudflare"))
    given = parsed(rules(site.page("_headers"))["/*"]["Content-Security-Policy"])
    assert given.pop("frame-ancestors") == set()
    together = {}
    for name, data in site.output.items():
        if name.endswith(".html"):
            page = Page()
            page.feed(data.decode())
            own = parsed(page.policy)
            assert own, name
            assert all(sources <= given[directive] for directive, sources in own.items()), name
            together = {each: together.get(each, set()) | own.get(each, set()) for each in given}
    assert together == given


HOLE = "{% block policy %}{% endblock %}"


@pytest.mark.parametrize(
    "templates",
    [
        {"base.html": "<head>"},
        {
            "base.html": f'<meta http-equiv="Content-Security-Policy" content="img-src x{HOLE}">',
            "a.html": "{% block policy %} y{% endblock %}",
            "b.html": "{% block policy %} z{% endblock %}",
        },
    ],
)
def test_a_theme_whose_policy_is_not_known_is_not_broken_by_a_header(templates):
    assert hosts.policy(templates) == "frame-ancestors 'none'"


def test_every_header_is_said_once_of_a_file_and_fits_the_limits_of_the_hosts():
    text = hosts.headers(hosts.policy({}), "https://open.example.org/")
    found = rules(text)
    assert len(found) <= 100  # Cloudflare takes no more, and no longer lines
    assert max(map(len, text.splitlines())) <= 2000
    for path in found:
        assert path.startswith("/")
        assert path == "/*" or not found[path].keys() & found["/*"].keys()
    assert found["/*"]["Strict-Transport-Security"] == "max-age=31536000"
    assert {"X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"} <= found["/*"].keys()
    assert found["/*.xml"]["Content-Type"] == found["/*.atom"]["Content-Type"] == "application/xml; charset=utf-8"


def test_a_site_without_encryption_does_not_ask_for_it():
    assert "Strict-Transport-Security" not in hosts.headers("x", "http://localhost:8000/")


def test_what_is_kept_for_a_year_is_named_by_its_digest(make):
    site = make(NOTE, config=hosted("cloudflare"))
    given = rules(site.page("_headers"))
    kept = [path for path in given if "immutable" in given[path].get("Cache-Control", "")]
    patterns = [re.compile(path.lstrip("/").replace(":language", "[^/]*").replace("*", ".*")) for path in kept]
    found = [name for name in site.output if any(each.fullmatch(name) for each in patterns)]
    assert found
    assert all(re.search(r"_[0-9a-f]{7,}\.pf_(?:fragment|index)$", name) for name in found)


@pytest.mark.parametrize("block", ["nginx", "caddyfile", "apache"])
def test_the_guide_gives_web_servers_the_same_headers(block):
    guide = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
    snippet = re.search(rf"^```{block}\n(.*?)^```", guide, re.M | re.S)[1]
    for name, value in (*hosts.MANNERS, hosts.SECRECY):
        assert re.search(rf'{name} "{re.escape(value)}"', snippet), name
    assert '''Content-Security-Policy "frame-ancestors 'none'"''' in snippet
