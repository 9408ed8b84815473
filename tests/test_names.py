"""A site is the same on every disk: capitals, accents written in two ways, names of devices, long names."""

import unicodedata

import pytest
from sites import CONFIG

from weeknotes.urls import address_of

WRITTEN = ("ŵythnos", unicodedata.normalize("NFD", "ŵythnos"))


def post(name="one", head="", body="Hello."):
    return f"-- content/posts/{name}.md --\n---\ndate: 2026-01-02\n{head}---\n{body}\n"


@pytest.mark.parametrize(("one", "other"), [("About", "about"), WRITTEN, ("straße", "STRASSE")])
def test_old_addresses_that_a_disk_takes_for_one_are_told_with_both_texts(make, one, other):
    head = "redirect_from: /old/{}/\n"
    site = make(post("a", head.format(one)) + post("b", head.format(other)))
    problem = site.problem("address.twice")
    assert problem.severity == "error"
    assert "content/posts/a.md" in problem.message
    assert "content/posts/b.md" in problem.message
    assert site.output == {}


@pytest.mark.parametrize(("one", "other"), [("Plan.pdf", "plan.PDF"), [f"{name}.pdf" for name in WRITTEN]])
def test_documents_that_a_disk_takes_for_one_are_told(make, tmp_path, one, other):
    for name in (one, other):
        (tmp_path / "content/posts").mkdir(parents=True, exist_ok=True)
        (tmp_path / "content/posts" / name).write_bytes(b"%PDF-1.4\n%%EOF\n")
    site = make(post(body=f"See [one](<{one}>) and [two](<{other}>)."))
    assert "address.twice" in site.codes
    assert site.output == {}


@pytest.mark.parametrize("word", WRITTEN)
def test_a_name_has_one_address_however_its_accents_are_written(make, word):
    assert "posts/wythnos/index.html" in make(post(word)).output


@pytest.mark.parametrize("slug", ["con", "aux", "nul", "com1", "lpt9"])
def test_a_name_of_a_device_is_told_and_does_not_stop_the_site(make, slug):
    site = make(post(head=f"slug: {slug}\n"))
    problem = site.problem("path.windows")
    assert (problem.severity, problem.path) == ("warning", "content/posts/one.md")
    assert f"“{slug}”" in problem.message
    assert f"posts/{slug}/index.html" in site.output


@pytest.mark.parametrize("alias", ["/old/aux.html", "/what*/", "/ends./", "/a:b/"])
def test_old_addresses_with_such_names_are_told_too(make, alias):
    assert "path.windows" in make(post(head=f'redirect_from: "{alias}"\n')).codes


@pytest.mark.parametrize("slug", ["console", "auxiliary", "com10", "null", "con-fusion"])
def test_a_name_that_only_looks_like_one_is_fine(make, slug):
    assert make(post(head=f"slug: {slug}\n")).codes == []


def test_a_site_that_does_not_mind_says_so(make):
    assert make(post(head="slug: con\n"), config=f'{CONFIG}[checks]\n"path.windows" = "off"\n').codes == []


def test_a_name_that_no_disk_takes_stops_the_site_in_words(make):
    site = make(post(head=f"redirect_from: /{'long' * 70}/\n"))
    problem = site.problem("address.long")
    assert (problem.severity, problem.path) == ("error", "content/posts/one.md")
    assert "255" in problem.message


def test_a_path_that_is_too_long_for_some_is_told(make):
    assert "path.long" in make(post(head=f"redirect_from: /{'deep/' * 45}\n")).codes


def test_every_address_of_a_site_is_in_small_letters_whatever_its_texts_are_called(make):
    team = "-- content/teams/Our Team.md --\n---\ntitle: Ours\n---\nWe.\n"
    site = make(post("A Day OUT") + post("Ŵythnos 28") + team)
    addresses = [address_of(name) for name in site.output if name.endswith(".html")]
    assert [each for each in addresses if each != each.lower()] == []
