"""What two builds differ in, as a manager and a program are told."""

import json
import shutil
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import CONFIG

from weeknotes import comparison
from weeknotes.comparison import pages, words
from weeknotes.comparison.differences import Change, Comparison
from weeknotes.errors import UsageError

SITE = """-- content/weeknotes/2026/2026-w27-housing.md --
---
team: housing
title: Damp rooms
takeaways: Ask about the room
---
We counted the damp rooms, see [the study](../../case-studies/damp.md) and ![a van](van.svg).
-- content/weeknotes/2026/van.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>
-- content/case-studies/damp.md --
---
title: A study of damp
date: 2026-07-10
---
We asked. The [figures](figures.csv).
-- content/case-studies/figures.csv --
a,b
-- content/posts/hello.md --
---
title: Hello
date: 2026-01-02
tags: greetings
---
Hello to all.
-- content/pages/about.md --
About us.
"""
NOTE, STUDY, POST = (
    "content/weeknotes/2026/2026-w27-housing.md",
    "content/case-studies/damp.md",
    "content/posts/hello.md",
)


@pytest.fixture
def after(make, tmp_path):
    """Compare a site with what it is after some edits: (path, old, new), a path alone to remove, files to add."""

    def compare(*edits, files="", config=CONFIG):
        make(SITE)
        shutil.copytree(tmp_path / "output", tmp_path / "old")
        for path, *change in edits:
            file = tmp_path / path
            if change:
                file.write_text(file.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
            else:
                file.unlink()
        make(files, config=config)
        return comparison.compare(tmp_path / "old", tmp_path / "output")

    return compare


def addresses(changes):
    return [change.address for change in changes]


# What changed


def test_two_equal_builds_differ_in_nothing(after):
    found = after()
    assert comparison.as_text(found) == "The two are the same, byte for byte.\n"
    assert not found.is_broken


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("We counted", "We numbered", ("text",)),
        ("title: Damp rooms", "title: Wet rooms", ("title",)),
        ("Ask about", "Look at", ("dates, names or points",)),
        ("[the study](../../case-studies/damp.md)", "[the study](https://example.org/)", ("links and pictures",)),
        ("team: housing", "team: housing\nauthor: Ada Byron", ("dates, names or points",)),
        ("We counted", "*We* counted", ()),
        ("We counted the damp rooms, see [the", "We [the", ("text",)),
    ],
)
def test_a_changed_page_is_told_with_what_is_otherwise_in_it(after, old, new, what):
    found = after((NOTE, old, new))
    assert [change.what for change in found.changed] == ([what] if what else [])
    assert found.new == found.lost == found.ids == ()


def test_a_new_title_is_told_with_the_old_one(after):
    (change,) = after((NOTE, "Damp rooms", "Wet rooms")).changed
    assert ("Wet rooms" in change.title, "Damp rooms" in change.before) == (True, True)


def test_a_new_note_is_one_new_page_and_the_lists_follow(after):
    found = after(files="-- content/weeknotes/2026/2026-w28-housing.md --\n---\ntitle: New\n---\nOh.\n")
    assert addresses(found.new) == ["weeknotes/2026/w28/housing/"]
    assert {"", "weeks/2026/w28/", "teams/housing/"} <= set(addresses(found.lists))
    assert addresses(found.items_new) == ["weeks/2026/w28/", "weeknotes/2026/w28/housing/"]
    assert comparison.headline(found) == "1 page is new. No address is lost."


def test_what_differs_in_the_menu_alone_is_no_changed_text(after):
    found = after(files="-- content/pages/help.md --\nHelp.\n")
    assert addresses(found.new) == ["help/"]
    assert "posts/hello/" in addresses(found.around)
    assert found.changed == ()


def test_another_domain_changes_no_words(after):
    found = after(config=CONFIG.replace("https://open.example.org/", "https://notes.example.org/"))
    assert (found.changed, found.items_changed, found.ids) == ((), (), ())
    assert "CNAME" in found.others.changed
    assert found.around


# What is lost


def test_a_page_that_is_gone_is_a_lost_address_and_its_feeds_too(after):
    found = after((POST,))
    assert {"posts/hello/", "posts/", "tags/greetings/", "posts/feed"} <= set(addresses(found.lost))
    assert [change.title for change in found.items_gone] == ["Hello"]
    assert found.is_broken
    assert "redirect_from" in comparison.as_text(found)


def test_a_redirect_keeps_an_address(after):
    found = after((POST, "title: Hello\n", "title: Hello\nslug: welcome\nid: post/hello\naliases: /posts/hello/\n"))
    assert [(change.before, change.address) for change in found.moved] == [("posts/hello/", "posts/welcome/")]
    assert (found.lost, found.ids, found.is_broken) == ((), (), False)
    assert "1 has moved" in comparison.headline(found)


def test_a_tombstone_keeps_an_address(after):
    found = after((POST, "title: Hello\n", "title: Hello\nwithdrawn: It was wrong.\n"))
    assert addresses(found.withdrawn) == ["posts/hello/"]
    assert "posts/hello/" not in addresses(found.lost)


def test_a_document_that_is_gone_is_a_lost_address(after):
    found = after((STUDY, "The [figures](figures.csv).", ""))
    assert addresses(found.lost) == ["media/case-studies/figures.csv"]
    assert found.documents.gone == ("media/case-studies/figures.csv",)


def test_another_id_is_told_since_subscribers_would_get_all_again(after):
    found = after((POST, "title: Hello\n", "title: Hello\nid: other\n"))
    (change,) = found.ids
    assert (change.address, change.before, change.what) == (
        "posts/hello/",
        "tag:open.example.org,2019:post/hello",
        ("tag:open.example.org,2019:other",),
    )
    assert found.is_broken


def test_a_picture_that_was_exchanged_is_told(after):
    found = after(("content/weeknotes/2026/van.svg", 'width="40"', 'width="60"'))
    assert found.pictures.changed == ("media/weeknotes/2026/van.svg",)


# Where the builds lie


def archived(folder: Path, kind: str) -> Path:
    """The site of `folder` in an archive, as people and GitHub make them."""
    path = folder.parent / f"site.{kind.partition(' ')[0]}"
    top = "output/" if "folder" in kind else ""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            if "artefact" in kind:
                archive.write(archived(folder, "tar"), "artifact.tar")
                return path
            for file in filter(Path.is_file, folder.rglob("*")):
                archive.write(file, top + file.relative_to(folder).as_posix())
    else:
        with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as archive:
            archive.add(folder, top or ".")
    return path


@pytest.mark.parametrize("kind", ["zip", "zip folder", "zip artefact", "tar", "tar.gz", "tar.gz folder"])
def test_an_archive_is_as_good_as_a_folder(make, tmp_path, kind):
    make(SITE)
    found = comparison.compare(archived(tmp_path / "output", kind), tmp_path / "output")
    assert comparison.as_text(found) == "The two are the same, byte for byte.\n"


def test_a_link_to_a_build_is_as_good_as_the_build(make, tmp_path):
    make(SITE)
    shutil.copytree(tmp_path / "output", tmp_path / "old")
    (tmp_path / "www").symlink_to("output")
    found = comparison.compare(tmp_path / "old", tmp_path / "www")
    assert (comparison.as_text(found), found.files_after > 20) == ("The two are the same, byte for byte.\n", True)


def test_an_archive_writes_nothing_and_leads_nowhere(make, tmp_path):
    make(SITE)
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as archive:
        archive.add(tmp_path / "output", ".")
        out = tarfile.TarInfo("../../escaped.html")
        out.size = 2
        archive.addfile(out, BytesIO(b"oh"))
        link = tarfile.TarInfo("passwd.html")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    before = sorted(tmp_path.parent.iterdir())
    found = comparison.compare(tmp_path / "output", path)
    assert "passwd.html" not in addresses(found.new)
    assert sorted(tmp_path.parent.iterdir()) == before


@pytest.mark.parametrize("name", ["nowhere", "empty", "site", "note.txt", "broken.zip", "torn.tar.gz", "other.zip"])
def test_what_is_no_build_is_refused_in_words(make, tmp_path, name):
    make(SITE)
    (tmp_path / "empty").mkdir()
    shutil.copytree(tmp_path / "output", tmp_path / "site/output")
    (tmp_path / "note.txt").write_text("hello")
    whole = archived(tmp_path / "output", "zip").read_bytes()
    (tmp_path / "broken.zip").write_bytes(whole[:-40])
    (tmp_path / "torn.tar.gz").write_bytes(archived(tmp_path / "output", "tar.gz").read_bytes()[:3000])
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(UsageError) as told:
        comparison.compare(tmp_path / name, tmp_path / "output")
    assert str(tmp_path / name) in str(told.value)
    assert ("Did you mean" in str(told.value)) == (name == "site")


def test_a_site_compared_with_itself_is_a_slip(make, tmp_path):
    make(SITE)
    (tmp_path / "link").symlink_to("output")
    for other in ("output", "link", "output/../output"):
        with pytest.raises(UsageError, match="are the same"):
            comparison.compare(tmp_path / "output", tmp_path / other)


def test_a_site_json_that_is_no_account_is_passed_over(make, tmp_path):
    make(SITE)
    shutil.copytree(tmp_path / "output", tmp_path / "old")
    for number, text in enumerate(["{", "[]", '{"entries": 3}', '{"entries": [1, {"id": 2}]}', '{"entries": [{}]}']):
        (tmp_path / "old/site.json").write_text(text)
        (tmp_path / "old/feed.json").write_text(text)
        found = comparison.compare(tmp_path / "old", tmp_path / "output")
        assert (found.ids, found.others.changed) == ((), ("site.json",)), number


# Reading pages


@pytest.mark.parametrize(
    ("html", "text", "beside"),
    [
        ('<main><h1>T</h1><div class="e-content prose"><p>One<p>two</div><p>Three</main>', "One two", "T Three"),
        ("<main><p>All of it</main>", "All of it", ""),
        ('<main><div class="e-content">A<script>b</script></div><nav>c</nav></main>', "A", ""),
        ('<main><div class="e-content">a<b>b</b>c<br>d</div></main>', "abc d", ""),
        ('<main><div class="e-content">&lt;x&gt; &amp;</div><section class="related">r</section></main>', "<x> &", ""),
        ("", "", ""),
    ],
)
def test_a_page_is_its_text_and_what_stands_beside_it(html, text, beside):
    said = pages.read(html.encode(), "posts/x/")
    assert (said.text, said.beside) == (text, beside)


AROUND = b"<html><head><title>T</title></head><body><nav>%s</nav><main><h1>T</h1><p>Words.</main><footer>F</footer>"


def test_what_surrounds_the_words_of_a_page_is_not_read():
    home, menu = (pages.speaking(AROUND % words) for words in (b"Home", b"Home <a href='x'>Menu</a>"))
    assert home == menu
    assert pages.read(AROUND % b"Home", "x/") == pages.read(home, "x/")


@pytest.mark.parametrize("odd", [b"<main>no head", b"</main><main></head>", b"<head></head><p>no main", b""])
def test_a_page_of_another_make_is_read_whole(odd):
    assert pages.speaking(odd) == odd


@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("../new/", "posts/new/"),
        ("./", "posts/x/"),
        ("../../", ""),
        ("/a%20b/", "a b/"),
        ("https://e.org/", "https://e.org/"),
    ],
)
def test_a_redirect_leads_where_a_browser_would_go(url, there):
    html = f'<meta http-equiv="refresh" content="0; url={url}">'
    assert pages.read(html.encode(), "posts/x/").leads_to == there


PIECES = ["<main>", "</main>", "<p", '<div class="e-content">', "</div>", "a>", "<!--", "</p></main>", "<br", "</html>"]


@given(st.text() | st.lists(st.sampled_from(PIECES)))
def test_any_bytes_are_a_page(data):
    said = pages.read("".join(data).encode("utf-8", "surrogatepass"), "x/")
    assert isinstance(said.text, str)


# Telling


def named(number, address="posts/x/", title="A title"):
    return tuple(Change(f"{address}{each}/", title) for each in range(number))


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Comparison(new=named(3), changed=named(2)), "3 pages are new and 2 have changed. No address is lost."),
        (Comparison(new=named(1), lost=named(1)), "1 page is new. 1 address is lost."),
        (Comparison(changed=named(1), moved=named(2), withdrawn=named(1)),
         "1 page has changed, 2 have moved and 1 was withdrawn. No address is lost."),
        (Comparison(around=named(9)), "No text is new and none has changed. No address is lost."),
        (Comparison(lost=named(2), ids=(Change("posts/x/", "X", ("new",), "old"),)),
         "No text is new and none has changed. 2 addresses are lost. 1 entry has another id than before."),
    ],
)  # fmt: skip
def test_the_first_sentence_is_for_a_manager(found, told):
    assert comparison.headline(found) == told
    assert comparison.as_text(found, 200).startswith(told)


def test_long_lists_are_cut_and_say_so():
    text = comparison.as_text(Comparison(new=named(60)))
    assert text.count("/posts/x/") == words.LISTED
    assert "… and 35 more" in text


def test_markdown_fits_into_a_comment_on_github():
    long = named(5000, "posts/" + "x" * 300, "T " * 400)
    everything = Comparison(long, long, long, long, long, long, long, long, long, long, tuple(
        Change("a/" + "y" * 900, "T", ("z" * 900,), "w" * 900) for _ in range(50)))  # fmt: skip
    told = comparison.as_markdown(everything)
    assert len(told) < 65_536
    assert "and more" in told


def test_titles_cannot_act_on_a_screen_or_in_markdown():
    found = Comparison(new=(Change("a`b/", "<b>\x1b[2J*x* [y](z)"),))
    assert "\x1b" not in comparison.as_text(found)
    assert r"\<b\>�\[2J\*x\* \[y\](z)" in comparison.as_markdown(found)
    assert "`/a%60b/`" in comparison.as_markdown(found)


def test_json_has_all_of_it_with_the_first_sentence(after):
    told = json.loads(comparison.as_json(after((POST,), (NOTE, "We counted", "We numbered"))))
    assert told["broken"] is True
    assert told["headline"].startswith("1 page has changed.")
    assert {"new", "changed", "moved", "withdrawn", "lost", "items_new", "ids", "weight_after"} <= told.keys()
    assert told["changed"][0]["what"] == ["text"]
