"""Medium, Ghost, Jekyll and feeds: what comes, what stays out, addresses and ids that are kept."""

import json
import shutil
import zipfile

import pytest
from exported import EXPORTS, SECRET, bring

from weeknotes.importers import feed, ghost, jekyll, medium


def zipped(folder, target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*.html")):
            archive.write(path, f"export/{path.relative_to(folder).as_posix()}")
    return target


@pytest.mark.parametrize(
    ("form", "file"),
    [
        ("medium", "medium"),
        ("ghost", "ghost.json"),
        ("jekyll", "jekyll"),
        ("feed", "rss.xml"),
        ("feed", "atom.xml"),
        ("feed", "feed.json"),
    ],
)
class TestEverySystem:
    def test_passes_our_own_checks(self, tmp_path, form, file):
        assert bring(tmp_path, form, file).errors() == []

    def test_writes_nothing_private(self, tmp_path, form, file):
        everything = b"".join(bring(tmp_path, form, file).files.values()).decode("latin-1")
        assert [each for each in SECRET if each in everything] == []

    def test_counts_add_up_and_a_second_run_changes_nothing(self, tmp_path, form, file):
        first = bring(tmp_path, form, file)
        before = first.files
        again = bring(tmp_path, form, file)
        assert first.account.found == len(first.texts) + len(first.account.left)
        assert (again.files, again.account.written, again.account.edited) == (before, (), ())
        assert sorted(again.account.unchanged) == sorted(first.account.written)


def test_medium_comes_out_of_its_zip_as_out_of_its_folder(tmp_path):
    archive = zipped(EXPORTS / "medium", tmp_path / "export.zip")
    assert bring(tmp_path / "a", "medium", archive).files == bring(tmp_path / "b", "medium", "medium").files


def test_medium_posts(tmp_path):
    brought = bring(tmp_path, "medium", "medium")
    text = brought.read("weeknotes/2021/2021-w09-ada-byron.md")
    assert "date: 2021-03-05 17:00\nauthor: Ada Byron\nsummary: What we saw from the window\n" in text
    assert "feed_id: https://medium.com/p/a1b2c3d4e5f6\n" in text
    assert "\n---\n\n[Picture: A window (The view)](https://cdn-images-1.medium.com/max/800/1*abc.png)\n\n" in text
    assert "[the one before](../../posts/2021-02-26-the-one-before.md)" in text
    assert (
        "```\none\n  two\n```\n\n<https://www.youtube.com/watch?v=xyz>\n\n[A paper](https://example.org/paper)" in text
    )


def test_medium_drafts_stay_drafts_and_own_domains_redirect(tmp_path):
    brought = bring(tmp_path, "medium", "medium")
    assert "state: draft" in brought.read("posts/not-yet.md")
    assert "redirect_from:\n  - /the-one-before-0a1b2c3d4e5f\n" in brought.read("posts/2021-02-26-the-one-before.md")
    assert brought.codes.count("old address") == 1


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://medium.com/@ada/weeknotes-9-a1b2c3d4e5f6?source=x", "a1b2c3d4e5f6"),
        ("https://medium.com/p/a1b2c3d4e5f6", "a1b2c3d4e5f6"),
        ("https://blog.example/notes-a1b2c3d4e5f6", "a1b2c3d4e5f6"),
        ("https://blog.example/about", ""),
    ],
)
def test_medium_knows_a_post_by_its_number(address, number):
    assert medium.number_of(address) == number


def test_ghost_posts(tmp_path):
    brought = bring(tmp_path, "ghost", "ghost.json")
    text = brought.read("weeknotes/2019/2019-w28-ada-byron.md")
    assert (
        "author:\n  - Ada Byron\n  - Bo Larsen\ntags:\n  - Tenants & damp\n" in text or "tags: Tenants & damp\n" in text
    )
    assert "redirect_from:\n  - /week-28/\nfeed_id: 5d28a1\n" in text
    assert "See [about us](../../pages/about.md), members." in text
    assert "[A paper](https://example.org/paper)" in text
    assert "Subscribe" not in text
    assert {each.title: each.why for each in brought.account.left} == {
        "For members": "only members could read it",
        "Letter": "it went out by e-mail alone and was never on the site",
    }


def test_ghost_pictures_come_from_its_folder_of_content(tmp_path):
    from exported import picture

    picture(tmp_path / "content/images/2019/07/board.png")
    text = bring(tmp_path / "site", "ghost", "ghost.json", images=tmp_path / "content").read(
        "weeknotes/2019/2019-w28-ada-byron.md"
    )
    assert "  src: 2019-w28-ada-byron/board.png\n  alt: A board with cards\n  caption: Our board\n" in text
    assert '![](2019-w28-ada-byron/board.png "The board")' in text


def test_ghost_drafts_that_were_never_html(tmp_path):
    text = bring(tmp_path, "ghost", "ghost.json").read("posts/2024-01-04-draft-one.md")
    assert text.endswith("---\n\nWords *here*\n")


def test_ghost_trees_of_text_keep_their_words():
    tree = {"root": {"children": [{"type": "paragraph", "children": [{"text": "One "}, {"text": "two"}]}]}}
    rows = [{"id": "1", "title": "x", "status": "draft", "lexical": json.dumps(tree)}]
    assert ghost.read_ghost(json.dumps({"data": {"posts": rows}}).encode()).texts[0].body == "One two"


def test_jekyll_posts(tmp_path):
    text = bring(tmp_path, "jekyll", "jekyll").read("weeknotes/2022/2022-w18-ada-byron.md")
    assert "date: 2022-05-06 16:30\nupdated: 2022-06-01\nauthor: Ada Byron\n" in text
    assert "tags:\n  - tenants\n  - damp\n  - repairs\n  - job swaps\nsummary: What we did\n" in text
    assert "redirect_from:\n  - /blog/tenants/damp/2022/05/06/weeknotes/\n  - /old/week-18/\n" in text
    assert "feed_id: https://notes.larkfield.example/blog/tenants/damp/2022/05/06/weeknotes\n" in text
    assert "takeaways:\n  - Ask before you build.\n" in text
    assert "team: Housing\n" in text
    assert "layout" not in text
    assert (
        "---\n\n## First\n\nWe wrote [before](../../posts/2022-04-29-before.md) and [about us](../../pages/about.md)."
        in text
    )
    assert '![A chart](2022-w18-ada-byron/chart.png "Our chart")\n\n```python\nx = "[not](a link.md)"\n```\n' in text
    assert "`[a](/nowhere/)`" in text
    assert "{:" not in text


def test_jekyll_code_that_is_left_is_told(tmp_path):
    brought = bring(tmp_path, "jekyll", "jekyll")
    assert [note.found for note in brought.account.notes if note.code == "template code"] == [
        '{% include video.html id="1" %}'
    ]
    assert "state: draft" in brought.read("posts/not-yet.md")


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("", "/2022/05/06/a-post.html"),
        ("permalink: pretty", "/2022/05/06/a-post/"),
        ("permalink: /:year/:i_month/:title:output_ext", "/2022/5/a-post.html"),
        ("permalink: none", "/a-post.html"),
    ],
)
def test_jekyll_addresses_follow_its_settings(permalink, address):
    files = [("_config.yml", permalink.encode()), ("_posts/2022-05-06-a-post.md", b"---\ntitle: x\n---\ny")]
    assert jekyll.read_jekyll(files).texts[0].link == address


def test_hugo_headers_between_plus_signs():
    head = b'title = "Notes"\ndate = 2022-05-06T10:00:00Z\ntags = ["damp"]\ndraft = true\naliases = ["/old/"]\n'
    data = b"+++\n" + head + b"+++\nWords\n"
    text = jekyll.read_jekyll([("content/posts/notes/index.md", data)]).texts[0]
    assert (text.title, text.draft, text.tags, text.aliases, text.slug) == (
        "Notes",
        True,
        ("damp",),
        ("/old/",),
        "notes",
    )
    assert text.body == "Words\n"
    assert text.link == "/posts/notes/"


def test_links_from_file_to_file_are_followed_wherever_the_pages_were_published(tmp_path):
    for name, day in (("case-studies/grow/one", "2022-01-05"), ("posts/two", "2022-01-06")):
        path = tmp_path / f"blog/content/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        words = "See [two](../../posts/two.md).[^n]\n\n[^n]: Ward survey.\n"
        head = f"title: The words of {name}\ndate: {day}\nslug: {name[-3:]}"
        path.write_text(f"---\n{head}\n---\n{words}", encoding="utf-8")
    brought = bring(tmp_path / "site", "jekyll", tmp_path / "blog")
    assert "[two](2022-01-06-two.md).[^n]" in brought.read("posts/2022-01-05-one.md")
    assert "[^n]: Ward survey." in brought.read("posts/2022-01-05-one.md")


def test_a_folder_of_a_hundred_posts_is_read_as_a_whole(tmp_path):
    for number in range(1, 101):
        path = tmp_path / f"blog/_posts/2022-01-{number % 28 + 1:02}-post-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: Post {number}\n---\n[next](/2022/01/01/post-28.html)\n", encoding="utf-8")
    brought = bring(tmp_path / "site", "jekyll", tmp_path / "blog")
    assert len(brought.texts) == 100
    assert "[next](2022-01-01-post-28.md)" in brought.read("posts/2022-01-02-post-1.md")
    assert brought.errors() == []


def test_feeds_keep_ids_and_moments(tmp_path):
    brought = bring(tmp_path, "feed", "rss.xml")
    text = brought.read("weeknotes/2019/2019-w43-ada-byron.md")
    # Half past midnight in London, since the clocks are an hour ahead.
    assert 'title: "Week notes: the 3rd one"\ndate: 2019-10-26 00:30\n' in text
    assert 'feed_id: "urn:uuid:3"\n' in text
    assert "Hello [second](../../posts/2019-10-27-2nd.md)." in text
    # The clocks show half past one twice that night.
    assert 'date: "2019-10-27 01:30 +00:00"\nauthor: Bo Larsen\n' in brought.read("posts/2019-10-27-2nd.md")
    assert sorted({*brought.codes}) == ["beginning", "no date"]


def test_atom_feeds_with_xhtml(tmp_path):
    text = bring(tmp_path, "feed", "atom.xml").read("posts/2019-10-27-swaps.md")
    assert "title: Swaps & more\n" in text
    assert 'date: "2019-10-27 01:30 +01:00"\nupdated: 2019-11-02 10:00\n' in text
    assert 'feed_id: "tag:notes.larkfield.example,2019:swaps"\n' in text
    assert text.endswith("One *two* three\\\nfour\n")


def test_json_feeds_with_plain_text(tmp_path):
    brought = bring(tmp_path, "feed", "feed.json")
    assert brought.read("posts/2020-03-01-two.md").endswith("Plain \\* text\n\nTwo\n")
    assert "title: Plain * text" in brought.read("posts/2020-03-01-two.md") or 'title: "Plain * text"' in brought.read(
        "posts/2020-03-01-two.md"
    )


def test_our_own_feeds_can_be_read_again(make):
    site = make(
        "-- content/posts/2026-01-02-one.md --\n---\ntitle: One & two\nauthor: Ada Byron\n---\nWords **here**.\n"
    )
    for name in ("feed.xml", "atom.xml"):
        path = site.folder / "output" / name
        if path.exists():
            text = feed.read_feed([path.read_bytes()]).texts[0]
            assert (text.title, text.authors, text.body.strip()) == (
                "One & two",
                ("Ada Byron",),
                "<p>Words <strong>here</strong>.</p>",
            )
            return
    raise AssertionError("no feed was found")


def test_a_text_that_was_moved_by_hand_is_known_again(tmp_path):
    brought = bring(tmp_path, "ghost", "ghost.json")
    path = tmp_path / "content/posts/2049-01-04-later.md"
    (tmp_path / "content/posts/2049").mkdir()
    shutil.move(path, tmp_path / "content/posts/2049/later-on.md")
    again = bring(tmp_path, "ghost", "ghost.json")
    assert not path.exists()
    assert len(again.texts) == len(brought.texts)
