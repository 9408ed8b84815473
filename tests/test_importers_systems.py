"""Medium, Ghost, Jekyll and feeds: what comes, what stays out, addresses and ids that are kept."""

import json
import re
import shutil
import zipfile
from urllib.parse import unquote

import pytest
from exported import EXPORTS, NOW, SECRET, bring, picture
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes import importers, pipeline
from weeknotes.importers import cards, feed, ghost, jekyll, liquid, medium
from weeknotes.past import Wish


def zipped(folder, target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*.html")):
            archive.write(path, f"export/{path.relative_to(folder).as_posix()}")
    return target


@pytest.mark.parametrize(
    ("form", "file"),
    [
        ("wordpress", "wordpress-1.1.xml"),
        ("wordpress", "wordpress-odd.xml"),
        ("medium", "medium"),
        ("medium", "medium-odd"),
        ("ghost", "ghost.json"),
        ("ghost", "ghost-cards.json"),
        ("jekyll", "jekyll"),
        ("jekyll", "jekyll-odd"),
        ("feed", "rss.xml"),
        ("feed", "atom.xml"),
        ("feed", "feed.json"),
        ("feed", "rss-odd.xml"),
        ("feed", "atom-odd.xml"),
        ("feed", "feed-odd.json"),
        ("feed", "blogger.xml"),
        ("feed", "takeout.atom"),
    ],
)
class TestEverySystem:
    def test_passes_our_own_checks(self, tmp_path, form, file):
        assert bring(tmp_path, form, file).errors() == []

    def test_writes_nothing_private(self, tmp_path, form, file):
        everything = b"".join(bring(tmp_path, form, file).files.values()).decode("latin-1")
        assert [each for each in SECRET if each in everything] == []

    def test_old_addresses_lead_to_the_texts_and_drafts_stay_out(self, tmp_path, form, file):
        brought = bring(tmp_path / "site", form, file)
        pipeline.build(Wish(brought.site, tmp_path / "output", NOW, jobs=1))
        made = {path.relative_to(tmp_path / "output").as_posix() for path in (tmp_path / "output").rglob("*")}
        public = {each.path for each in brought.account.came if each.state == "published"}
        old = re.compile(r"^  - (/.*)$", re.MULTILINE)
        wanted = {unquote(each).strip("/") for path in public for each in old.findall(brought.files[path].decode())}
        assert wanted <= made | {each.removesuffix(".html") for each in made}
        drafts = {each.title for each in brought.account.came if each.state == "draft" and each.title}
        pages = "".join(path.read_text("utf-8") for path in (tmp_path / "output").rglob("*.xml"))
        assert not [title for title in drafts if f"<title>{title}</title>" in pages]

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


def test_the_folder_of_medium_posts_itself_will_do(tmp_path):
    inner = bring(tmp_path / "b", "medium", "medium/posts").files
    assert inner == bring(tmp_path / "a", "medium", "medium").files


POST = """<title>{title}</title><h1 class="p-name">{title}</h1><section data-field="body" class="e-content">
<p class="graf graf--p">{body}</p></section><footer>
<p class="p-tags">Tagged in <a class="p-tag">Repairs</a>, <a class="p-tag">Vans</a></p></footer>"""


@pytest.mark.parametrize(
    ("title", "body", "state"),
    [
        ("Thank you for this", "Thank you for this. I agree.", "draft"),
        ("Thank you for a…", "Thank you for a very long note about it.", "draft"),
        ("Our van", "It is back.", "published"),
    ],
)
def test_medium_texts_without_a_heading_are_responses_where_their_first_words_are_their_title(
    tmp_path, title, body, state
):
    (tmp_path / "posts").mkdir()
    made = POST.format(title=title, body=body)
    (tmp_path / "posts" / "2019-07-12_x-0a1b2c3d4e5f.html").write_text(made, encoding="utf-8")
    brought = bring(tmp_path / "site", "medium", tmp_path)
    assert [each.state for each in brought.account.came] == [state]
    assert "tags:\n  - Repairs\n  - Vans\n" in "".join(map(bytes.decode, brought.files.values()))


def test_the_lines_about_the_export_never_get_into_a_medium_text(tmp_path):
    posts = tmp_path / "posts"
    posts.mkdir()
    # The link and its paragraph are never closed, so that all that follows stands in the text.
    (posts / "2019-07-12_x-0a1b2c3d4e5f.html").write_text(
        '<h1 class="p-name">X</h1><section data-field="body"><h3>X</h3><p>Words <a href="https://a.example/">here'
        '<footer><p>By <a class="p-author h-card">Ada Byron</a> on <time datetime="2019-07-12T15:30:00Z">then</time>. '
        "Exported from Medium.</p></footer></section>",
        encoding="utf-8",
    )
    text = bring(tmp_path / "site", "medium", tmp_path).read("posts/2019-07-12-x.md")
    assert "Exported" not in text
    assert "author: Ada Byron\n" in text
    assert "date: 2019-07-12 16:30\n" in text


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


def test_medium_keeps_responses_among_the_posts_and_they_come_as_drafts(tmp_path):
    brought = bring(tmp_path, "medium", "medium-odd")
    assert "state: draft" in brought.read("posts/2022-05-06-thank-you-for-this.md")
    assert "state" not in brought.read("posts/2022-05-06-roofs-walls.md")
    told = [note.where for note in brought.account.notes if note.code == "answer"]
    assert told == ["Thank you for this. We tried the", "Untitled"]
    assert [each.why for each in brought.account.left] == ["the file holds no post"]


def test_medium_as_its_editor_writes_it(tmp_path):
    text = bring(tmp_path, "medium", "medium-odd").read("posts/2022-05-06-roofs-walls.md")
    assert text.partition("---\n\n")[2] == (
        "What we mended\n\nIn [a reply](https://medium.com/@gwen/x-0b1c2d3e4f5a) to [Cai](https://medium.com/u/abc123).\n\n"
        "> Warm at last\n\n- one\n\n<https://gist.github.com/gwen/77>\n\n"
        "[Picture: A roof](https://cdn-images-1.medium.com/max/800/1*x.png)\n\n[A paper](https://example.org/p)\n"
    )


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


def test_ghost_cards_become_markdown_where_there_is_no_html(tmp_path):
    picture(tmp_path / "content/images/2025/03/roof.png")
    brought = bring(tmp_path / "site", "ghost", "ghost-cards.json", images=tmp_path / "content")
    text = brought.read("posts/2025-03-07-newer.md").partition("---\n\n")[2]
    for part in (
        "## What we did\n\n"
        "We met [the tenants](2024-03-08-older.md) and **listened**, ***twice***\\\n`a < b & c`\n\n- one\n",
        '> It was cold.\n\n---\n\n![A roof](2024-03-08-older/roof.png "The roof")\n\n',
        "Picture\n\nBefore\n\n```python\nif a < b:\n    x()\n```\n\n",
        "[A paper & more](https://example.org/paper)\n\nMind *this*\n\n"
        "<details>\n<summary>How we counted</summary>\n\nBy hand.",
        "[Ask us](https://example.org/ask)\n\n## In Markdown\n\n"
        "- *typed*\n- [by hand](2024-03-08-older.md)\n\nRaw HTML\n\n",
        "<https://www.youtube.com/watch?v=q>\n\n",
        "Two pages\n\n## A book\n\nWorth it.\n\nOf a kind to come.\n",
    ):
        assert part in text
    assert brought.codes.count("script") == 1
    assert brought.errors() == []


def test_ghost_mobiledoc_becomes_markdown_where_there_is_no_html(tmp_path):
    picture(tmp_path / "content/images/2025/03/roof.png")
    text = bring(tmp_path / "site", "ghost", "ghost-cards.json", images=tmp_path / "content").read(
        "posts/2024-03-08-older.md"
    )
    assert text.partition("---\n\n")[2].startswith(
        "## Old times\n\nWe **did** it, [*see here*](2025-03-07-newer.md)\\\nand \\<there>.\n\n"
        '![Slates](2024-03-08-older/roof.png "On top")\n\n1. first\n2. second\n\n```\nx = 1\n```\n\n---\n\n'
        "<https://vimeo.com/7>\n\n1. in a card\n\n"
    )


def test_ghost_parts_for_members_stay_out_of_a_public_text(tmp_path):
    brought = bring(tmp_path, "ghost", "ghost-cards.json")
    assert brought.read("posts/2024-03-15-gated.md").endswith("---\n\nFor all.\n\nFor visitors.\n")
    assert [each.title for each in brought.account.left] == ["Tiers"]


@settings(max_examples=200)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-2, 12) | st.sampled_from(["a", "p", "text", "href", "image", "<b>"]),
        lambda inner: (
            st.lists(inner, max_size=5)
            | st.dictionaries(
                st.sampled_from(
                    [*("root", "children", "type", "text", "format", "tag"), *("sections", "cards", "markups", "atoms")]
                ),
                inner,
            )
        ),
        max_leaves=30,
    )
)
def test_any_document_of_ghost_ends_in_pieces(document):
    assert all(each.typed.strip() for each in cards.pieces(document))


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


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    """A folder of Jekyll with collections, fields given unasked, people in a file of their own, and Liquid."""
    return bring(tmp_path_factory.mktemp("homes"), "jekyll", "jekyll-odd")


def test_jekyll_shows_nothing_that_its_site_did_not_show(homes):
    assert {each.title: each.why for each in homes.account.left} == {
        "_notes/secret.md": "the old site did not show it",
        "archive.md": "it is about the repository, or a list that this site makes by itself",
        "tagged.html": "it is about the repository, or a list that this site makes by itself",
    }
    everything = b"".join(homes.files.values()).decode("latin-1")
    assert not [each for each in ("SEEDED", ".secret@") if each in everything]
    assert "state: draft" in homes.read("posts/2023-05-05-later.md")


def test_jekyll_gives_fields_unasked_and_names_to_its_people(homes):
    text = homes.read("posts/2023-03-17-croeso.md")
    assert "author: Gwen Price\ntags:\n  - council\n  - homes\nlang: cy\nredirect_from:\n" in text
    assert "  - /council/2023/03/croeso/\n  - /old/croeso.html\n" in text
    assert "feed_id: https://homes.larkfield.example/council/2023/03/croeso\n" in text
    both = "author:\n  - Gwen Price\n  - Health and Social Care team\ntags:\n  - Repairs\n  - homes\n"
    assert both in homes.read("weeknotes/2023/2023-w12-gwen-price.md")


def test_jekyll_collections_and_folders_are_pages_at_their_old_addresses(homes):
    assert "redirect_from:\n  - /said/one/\n" in homes.read("pages/one.md")
    assert homes.read("pages/about.md").startswith("---\ntitle: About\nimported_from")


def test_jekyll_includes_become_pictures_and_links(homes):
    text = homes.read("weeknotes/2023/2023-w12-gwen-price.md").partition("---\n\n")[2]
    assert text.startswith(
        'The beginning. The rest.\n\n![A roof](2023-w12-gwen-price/roof.png "The roof")\n\n'
        "<https://www.youtube.com/watch?v=zzz>\n\n"
    )
    assert "[the talk](../../pages/one.md), [last](../../posts/2023-03-17-croeso.md)" in text
    assert "\n{{ this stays }}\n" in text
    assert "\n[^1]: A note.\n\nWord[^1]. ![Wall](2023-w12-gwen-price/wall.png)\n" in text
    assert "{:" not in text


def test_jekyll_headers_that_are_no_yaml_are_told_line_by_line(homes):
    told = [(note.where, note.found) for note in homes.account.notes if note.code == "header"]
    assert told == [
        ("_posts/2023-06-06-broken.md", 'title: "Broken'),
        ("_posts/2023-06-06-broken.md", "tags: [a"),
    ]
    assert "1 text without a date: kept as a draft" in importers.as_text(homes.account)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("{% include_cached img.html image_path='/a.png' %}", "![](</a.png>)"),
        ('{% include figure url="a.jpg" alt="A" title="T" -%}', '![A](<a.jpg> "T")'),
        ("{% include vimeo-player.html id='7' %}", "<https://vimeo.com/7>"),
        ("{% include note.html text='x' %}", "{% include note.html text='x' %}"),
        ("{% include figure.html src=page.image %}", "{% include figure.html src=page.image %}"),
        ("a{% comment %}x\n{% include y.html %}{% endcomment %}b", "ab"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ('{{< youtube id="q" >}} {{< vimeo 7 >}}', "<https://www.youtube.com/watch?v=q> <https://vimeo.com/7>"),
    ],
)
def test_liquid_marks_become_what_they_showed(typed, plain):
    assert liquid.plain(typed) == plain


@pytest.mark.parametrize(
    "data", [b"", b"- a\n- b\n", b"\xff\xfe", b"defaults: 3\ncollections: [x]\nauthors: y\nurl: [z]"]
)
def test_settings_of_jekyll_may_hold_anything(data):
    files = [("_config.yml", data), ("_posts/2022-05-06-a-post.md", b"---\ntitle: x\n---\ny")]
    assert jekyll.read_jekyll(files).texts[0].link.endswith("/2022/05/06/a-post.html")


def test_jekyll_files_posts_under_the_folders_above_them():
    files = [("_config.yml", b""), ("2023-a.md", b"x"), ("team/news/_posts/2022-05-06-a-post.md", b"---\n---\ny")]
    posts = [each for each in jekyll.read_jekyll(files).texts if each.kind == "post"]
    assert [each.link for each in posts] == ["/team/news/2022/05/06/a-post.html"]


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


def test_hugo_days_names_and_references(tmp_path):
    texts = {
        "posts/_index.md": "title: Posts",
        "posts/first-one/index.md": "title: First one\ndate: 2023-03-24\nslug: first\nauthors: [Ada, A and B team]",
        "posts/second.md": "title: Second\ndate: 2023-03-31",
        "posts/later.md": "title: Later\ndate: 2020-01-01\npublishDate: 2049-01-01",
        "posts/expired.md": "title: Expired\ndate: 2020-01-01\nexpiryDate: 2021-01-01",
    }
    for name, head in texts.items():
        path = tmp_path / "hugo/content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'---\n{head}\n---\nSee [it]({{{{< ref "second.md" >}}}}).\n', encoding="utf-8")
    brought = bring(tmp_path / "site", "jekyll", tmp_path / "hugo")
    first = brought.read("posts/2023-03-24-first.md")
    assert "author:\n  - Ada\n  - A and B team\n" in first
    assert "[it](2023-03-31-second.md)" in first
    assert "redirect_from" not in first
    assert {each.title: each.state for each in brought.account.came} == {
        "First one": "published",
        "Second": "published",
        "Later": "scheduled",
        "Expired": "draft",
    }
    assert [note.found for note in brought.account.notes if note.code == "expires"] == ["2021-01-01"]


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


def test_addresses_in_a_feed_build_on_its_bases(tmp_path):
    for name in ("roof.png", "roofs/door.png"):
        picture(tmp_path / f"up/{name}")
    (tmp_path / "up/plan.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    brought = bring(tmp_path / "site", "feed", "atom-odd.xml", images=tmp_path / "up")
    text = brought.read("posts/2023-03-24-roofs.md")
    assert "author: Gwen Price\nredirect_from:\n  - /blog/2023/roofs/\n" in text
    assert "[the plan](2023-03-24-roofs/plan.pdf), [walls](2023-03-17-walls.md), here." in text
    assert "![A roof](2023-03-24-roofs/roof.png)\n\n[talk.mp3](https://cdn.larkfield.example/talk.mp3)\n" in text
    assert "![A door](2023-03-10-doors/door.png)" in brought.read("posts/2023-03-10-doors.md")
    assert brought.codes.count("beginning") == 1


def test_texts_to_which_a_feed_gives_one_id_stay_apart(tmp_path):
    brought = bring(tmp_path, "feed", "atom-odd.xml")
    assert 'feed_id: "tag:notes.larkfield.example,2018:walls"\n' in brought.read("posts/2023-03-17-walls.md")
    assert "feed_id" not in brought.read("posts/2023-03-10-doors.md")
    assert [(each.title, each.why) for each in brought.account.left] == [("Doors", "it is in the exports twice")]


def test_what_has_neither_name_nor_day_is_a_draft_with_its_first_words(tmp_path):
    text = bring(tmp_path, "feed", "atom-odd.xml").read("posts/untitled.md")
    assert 'title: "Neither name nor day <b>"\nauthor: Gwen Price\nstate: draft\n' in text
    brought = bring(tmp_path / "rss", "feed", "rss-odd.xml")
    assert {"content/posts/untitled.md", "content/posts/untitled-2.md", "content/posts/two.md"} <= set(brought.texts)
    assert "  - /blog/one/\nfeed_id: 17\n" in brought.read("posts/2023-03-24-one.md")


def test_a_json_feed_with_summaries_alone_and_files(tmp_path):
    brought = bring(tmp_path, "feed", "feed-odd.json")
    text = brought.read("posts/2023-03-24-one.md")
    assert text.endswith("---\n\nOnly a summary\n")
    assert "summary:" not in text
    assert "[plan.pdf](https://notes.larkfield.example/plan.pdf)" in brought.read("posts/two.md")
    assert [note.where for note in brought.account.notes if note.code == "beginning"] == ["One"]


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


def test_a_picture_beside_a_text_that_shows_it_in_another_size_comes_once():
    body = "https://cdn.example/w_1456/https%3A%2F%2Fe.org%2F0a1b-roof.png"
    file = "https://cdn.example/f_auto/https%3A%2F%2Fe.org%2F0a1b-roof.png"
    item = (
        f"<title>A</title><description>&lt;img src='{body}'&gt;</description><enclosure url='{file}' type='image/png'/>"
    )
    texts = feed.read_feed([f"<rss><channel><item>{item}</item></channel></rss>".encode()]).texts
    assert texts[0].body == f"<img src='{body}'>"
    texts = feed.read_feed([f"<rss><channel><item>{item.replace(body, 'b.png')}</item></channel></rss>".encode()]).texts
    assert texts[0].body.count("<img") == 2


def test_a_list_below_an_item_of_ghost_belongs_to_it():
    def node(kind, *children, **given):
        return {"type": kind, "children": list(children), **given}

    inner = node("list", node("listitem", {"type": "text", "text": "inner"}), listType="bullet")
    outer = node("list", node("listitem", {"type": "text", "text": "item"}), node("listitem", inner), listType="number")
    rows = [{"id": "1", "title": "x", "status": "draft", "lexical": json.dumps({"root": node("root", outer)})}]
    assert ghost.read_ghost(json.dumps({"data": {"posts": rows}}).encode()).texts[0].body == "1. item\n   - inner"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("https://e.org/a-50703370aea7?source=rss-621a1d970ada------2", "https://e.org/a-50703370aea7"),
        ("https://e.org/a/?utm_source=feed&amp;utm_medium=rss", "https://e.org/a/"),
        ("https://e.org/?p=12&amp;utm_source=feed", "https://e.org/?p=12&utm_source=feed"),
        ("https://e.org/a?source=print", "https://e.org/a?source=print"),
    ],
)
def test_the_address_of_a_text_is_that_without_what_counts_readers(typed, wanted):
    data = f"<rss><channel><item><title>A</title><link>{typed}</link></item></channel></rss>"
    assert feed.read_feed([data.encode()]).texts[0].link == wanted
