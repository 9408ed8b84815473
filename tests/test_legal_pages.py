"""Pages that the site of a public body must have."""

import pytest
from sites import CONFIG
from test_accessibility import section

NOTE = "-- content/posts/one.md --\n---\ndate: 2026-01-02\n---\nHello.\n"
PUBLIC = section()
CODES = ("page.privacy", "page.licence")


def page(name: str, head: str = "") -> str:
    return f"-- content/pages/{name}.md --\n---\ntitle: A page\n{head}---\nWords.\n"


def told(site) -> list[str]:
    return [code for code in site.codes if code in CODES]


def test_a_public_body_without_them_is_not_built(make):
    site = make(NOTE, PUBLIC)
    assert told(site) == ["page.licence", "page.privacy"]
    assert not site.output


@pytest.mark.parametrize(
    ("privacy", "licence"),
    [
        ("privacy", "licence"),
        ("privacy-notice", "copyright"),
        ("data-protection", "terms-of-use"),
        ("hysbysiad-preifatrwydd", "hawlfraint"),
        ("preifatrwydd", "trwydded"),
    ],
)
def test_they_are_known_by_their_names(make, privacy, licence):
    assert told(make(NOTE + page(privacy) + page(licence), PUBLIC)) == []


@pytest.mark.parametrize("name", ["private-life", "termsheet", "open-licences"])
def test_others_are_not_taken_for_them(make, name):
    assert told(make(NOTE + page(name), PUBLIC)) == ["page.licence", "page.privacy"]


def test_drafts_and_what_was_withdrawn_do_not_count(make):
    files = page("privacy", "state: draft\n") + page("licence", "withdrawn: It was wrong.\n")
    assert told(make(NOTE + files, PUBLIC)) == ["page.licence", "page.privacy"]


def test_others_need_none_and_whoever_has_them_elsewhere_says_so(make):
    assert told(make(NOTE, CONFIG)) == []
    site = make(NOTE, PUBLIC + '[checks]\n"page.privacy" = "off"\n"page.licence" = "warning"\n')
    assert told(site) == ["page.licence"]
    assert "index.html" in site.output
