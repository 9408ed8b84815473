"""The page for those who write: where it is, what it offers, and where it is not."""

import re
from urllib.parse import parse_qs, urlsplit

from sites import CONFIG

NOTE = "-- content/weeknotes/2026/2026-w{0}-data.md --\n---\nteam: data\n---\n## Did\n\nA.\n\n## Next week\n\n- B\n"
NOTES = NOTE.format(45) + NOTE.format(46)


def invited(page: str) -> list[dict[str, list[str]]]:
    """What the links to the editor ask for."""
    links = re.findall(r'href="(https://github.com/reach/open/new/[^"]+)"', page)
    return [parse_qs(urlsplit(link.replace("&amp;", "&")).query) for link in links]


def test_the_page_opens_the_editor_with_the_note_of_the_week(make):
    page = make(NOTES, today="2026-11-21").page("write/index.html")
    asked = invited(page)
    assert [each["filename"] for each in asked] == [["content/weeknotes/2026/2026-w47-data.md"]]
    assert asked[0]["value"][0].endswith("## Did\n\n## Next week\n")


def test_the_note_begun_there_publishes_nothing_until_somebody_writes(make):
    (asked,) = invited(make(NOTES).page("write/index.html"))
    built = make(f"-- {asked['filename'][0]} --\n{asked['value'][0]}")
    assert not (built.folder / "output/weeknotes/2026/w47").exists()
    assert built.files[asked["filename"][0]].state != "published"


def test_the_page_follows_the_week_and_no_other_page_does(make):
    before, after = make(NOTES, today="2026-11-21").output, make("", today="2026-11-24").output
    assert [name for name in after if before.get(name) != after[name]] == ["write/index.html"]


def test_the_footer_leads_there_and_no_search_engine_does(make):
    built = make(NOTES)
    assert "write/" in built.page("index.html").partition("<footer")[2]
    assert "write/" not in built.page("sitemap.xml")
    assert "noindex" in built.page("write/index.html")


def test_without_a_repository_there_is_no_such_page(make):
    built = make(NOTES, config=CONFIG.replace('repository = "reach/open"', ""))
    assert "write/index.html" not in built.output
    assert "write/" not in built.page("index.html")


def test_a_page_of_the_sites_own_goes_before_it(make):
    built = make(NOTES + "-- content/pages/write.md --\n# How we write\n\nSlowly.\n")
    assert "Slowly." in built.page("write/index.html")
    assert built.codes == []


def test_a_page_can_be_changed_whatever_its_file_is_called(make):
    built = make("-- content/pages/What is 50% & more.md --\n# More\n\nA.\n")
    page = next(text for name, text in built.output.items() if name.endswith("more/index.html"))
    assert b"/edit/main/content/pages/What%20is%2050%25%20%26%20more.md" in page
