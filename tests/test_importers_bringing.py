"""An import as a whole: run twice, over somebody's work, for show; and what it says of itself."""

import json
import zipfile

import pytest
from exported import EXPORTS, NOW, bring, picture, post

from weeknotes import importers, pipeline
from weeknotes.errors import SiteError
from weeknotes.importers import front, naming, routes, typed
from weeknotes.importers.export import Export, Text
from weeknotes.importers.prose import Ways
from weeknotes.past import Wish


@pytest.fixture
def twice(tmp_path):
    """Import the large export again and again; `change` is made to the site in between."""

    def run(change=lambda site: None, **asked):
        first = bring(tmp_path / "site", "wordpress", "wordpress-1.2.xml")
        change(tmp_path / "site")
        before = first.files
        return before, bring(tmp_path / "site", "wordpress", "wordpress-1.2.xml", **asked)

    return run


NOTE = "content/weeknotes/2019/2019-w28-ada-byron.md"


def test_a_second_run_changes_nothing(twice):
    before, again = twice()
    assert (again.files, again.account.written) == (before, ())
    assert again.account.came
    assert len(again.account.unchanged) == 5


def test_a_text_that_somebody_changed_is_left_alone_and_told(twice):
    _, again = twice(
        lambda site: (site / NOTE).write_text("---\ntitle: Mine\ndate: 2019-07-12\n---\nMine\n", encoding="utf-8")
    )
    assert (again.account.written, again.account.edited) == ((), (NOTE,))
    assert b"Mine" in again.files[NOTE]


def test_a_changed_word_is_left_alone(twice):
    def change(site):
        text = (site / NOTE).read_text(encoding="utf-8")
        (site / NOTE).write_text(text.replace("the job swappers", "all swappers"), encoding="utf-8")

    _, again = twice(change)
    assert again.account.edited == (NOTE,)
    assert b"all swappers" in again.files[NOTE]
    assert [note.where for note in again.account.notes if note.code == "edited"] == [NOTE]


def test_without_its_list_an_import_replaces_nothing_that_differs(twice, tmp_path):
    def change(site):
        (site / ".weeknotes/imported.txt").unlink()
        text = (site / NOTE).read_text(encoding="utf-8")
        (site / NOTE).write_text(text + "More.\n", encoding="utf-8")

    _, again = twice(change)
    assert again.account.edited == (NOTE,)


def test_a_newer_export_renews_what_nobody_touched(tmp_path):
    old = tmp_path / "feed.json"
    old.write_bytes((EXPORTS / "feed.json").read_bytes())
    bring(tmp_path / "site", "feed", old)
    mine = tmp_path / "site/content/posts/2020-03-01-two.md"
    mine.write_text(mine.read_text(encoding="utf-8") + "Mine.\n", encoding="utf-8")
    old.write_text(
        old.read_text(encoding="utf-8").replace("First.", "First, mended.").replace("Plain", "Plainer"), "utf-8"
    )
    again = bring(tmp_path / "site", "feed", old)
    assert "First, mended." in again.read("posts/2020-02-29-one.md")
    assert again.account.edited == ("content/posts/2020-03-01-two.md",)
    assert again.read("posts/2020-03-01-two.md").endswith("Mine.\n")


def test_pictures_that_turn_up_later_take_the_place_of_their_links(twice, tmp_path):
    picture(tmp_path / "up/2019/07/board.png")
    before, again = twice(images=tmp_path / "up")
    assert b"[Picture" in before[NOTE]
    assert b"![A board" in again.files[NOTE]
    assert again.account.edited == ()
    assert again.errors() == []


def test_a_file_of_somebody_else_is_never_overwritten(tmp_path):
    mine = tmp_path / "content/posts/2020-02-29-one.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("---\ndate: 2020-02-29\nslug: mine\n---\nMine\n", encoding="utf-8")
    brought = bring(tmp_path, "feed", "feed.json")
    assert mine.read_text(encoding="utf-8").endswith("Mine\n")
    assert "content/posts/2020-02-29-one-2.md" in brought.texts
    assert brought.errors() == []


def test_a_dry_run_writes_nothing_and_tells_all(tmp_path):
    brought = bring(tmp_path, "wordpress", "wordpress-1.2.xml", dry_run=True)
    assert list(brought.files) == ["config.toml"]
    assert not (tmp_path / ".weeknotes").exists()
    assert len(brought.account.came) == 5
    assert len(brought.account.written) == 5
    assert "Nothing was written. Leave out --dry-run" in importers.as_text(brought.account)


def test_a_build_forgets_neither_the_list_nor_its_marks(tmp_path):
    first = bring(tmp_path, "feed", "feed.json")
    account = pipeline.build(Wish(tmp_path, tmp_path / "output", NOW, jobs=1))
    assert any(file.url == "/posts/one/" for file in account.files)
    assert "imported_from" not in "".join(path.read_text("utf-8") for path in (tmp_path / "output").rglob("*.html"))
    assert len(bring(tmp_path, "feed", "feed.json").account.unchanged) == len(first.account.written)


def test_an_address_that_another_text_has_is_not_given_again(tmp_path):
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "content/posts/2001-01-01-two.md").write_text("---\ntitle: x\n---\ny\n", encoding="utf-8")
    brought = bring(tmp_path, "feed", "feed.json")
    assert "slug: two-2" in brought.read("posts/2020-03-01-two.md")
    assert brought.errors() == []


def test_a_published_note_has_the_name_of_its_week_before_a_draft(tmp_path):
    one = post("x", title="Weeknotes", post_date_gmt="2019-07-12 10:00:00")
    draft = post("y", title="Weeknotes", post_date_gmt="2019-07-09 10:00:00", status="draft").replace("?p=7", "?p=8")
    (tmp_path / "both.xml").write_text(
        one.replace("<item>", draft[draft.index("<item>") : draft.index("</channel>")] + "<item>"), encoding="utf-8"
    )
    brought = bring(tmp_path / "site", "wordpress", tmp_path / "both.xml")
    assert "state" not in brought.read("weeknotes/2019/2019-w28.md")
    assert brought.errors() == []


def test_nothing_is_left_beside_the_site(tmp_path):
    bring(tmp_path, "feed", "feed.json")
    assert [path.name for path in (tmp_path / ".weeknotes").iterdir()] == ["imported.txt"]


def test_the_account_in_words(tmp_path):
    text = importers.as_text(bring(tmp_path, "wordpress", "wordpress-1.2.xml").account)
    assert text.startswith("WordPress: 9 items found = 5 imported + 4 left out.")
    for words in (
        "1 weeknote, published",
        "1 post, draft",
        "2 responses",
        "“Hidden” (line",
        "it is protected by a password",
    ):
        assert words in text
    assert "1 script taken out" in text
    assert "[my_slider]" in text
    assert "--images" in text
    assert "sk_" not in text
    assert "hunter2" not in text
    assert "Next: weeknotes check" in text


def test_the_account_as_json_has_everything(tmp_path):
    brought = bring(tmp_path, "wordpress", "wordpress-1.2.xml")
    value = json.loads(importers.as_json(brought.account))
    counts = value["counts"]
    assert (
        (counts["found"], counts["imported"], counts["left_out"])
        == (9, 5, 4)
        == (9, len(value["came"]), len(value["left"]))
    )
    assert sum(counts["by_kind"]["imported"].values()) == 5
    assert sum(counts["by_state"].values()) == 5
    assert sum(counts["needs_a_look"].values()) == len(value["notes"])
    assert "SEEDED" not in importers.as_json(brought.account)


def test_every_kind_of_note_has_its_words(tmp_path):
    notes = {
        code for file in ("wordpress-1.2.xml", "wordpress-1.1.xml") for code in bring(tmp_path, "wordpress", file).codes
    }
    assert notes <= set(importers.account.WORDS)


def test_addresses_below_the_path_of_the_new_site_are_told_from_there(tmp_path):
    config = '[site]\ntitle = "T"\nurl = "https://notes.larkfield.example/blog/"\nid_authority = "a.example,2020"\n'
    text = bring(tmp_path, "jekyll", "jekyll", config=config).read("weeknotes/2022/2022-w18-ada-byron.md")
    assert "  - /tenants/damp/2022/05/06/weeknotes/\n" in text


def test_moments_are_in_the_time_zone_of_the_site(tmp_path):
    config = (
        '[site]\ntitle = "T"\nurl = "https://e.example/"\nid_authority = "e.example,2020"\ntimezone = "Asia/Tokyo"\n'
    )
    brought = bring(tmp_path, "feed", "rss.xml", config=config)
    assert "date: 2019-10-26 08:30\n" in brought.read("weeknotes/2019/2019-w43-ada-byron.md")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("A quiet week", "A quiet week"),
        ("Week 28: rain", '"Week 28: rain"'),
        ('She said "no": twice', "'She said \"no\": twice'"),
        ("null", '"null"'),
        ("no", '"no"'),
        ("@ada’s week", '"@ada’s week"'),
        ("C# notes #1", '"C# notes #1"'),
        ("back\\slash", "'back\\slash'"),
        ("two\nlines\u00a0here ", "two lines here"),
        ("- item", '"- item"'),
        ("2019-07-12 16:30", "2019-07-12 16:30"),
        ("/2019/07/", "/2019/07/"),
        ("ends with a colon:", '"ends with a colon:"'),
    ],
)
def test_values_of_fields(typed, value):
    assert front.value(typed) == value


@pytest.mark.parametrize(
    "title", ["Week 28: rain & “damp”", "null", "'quoted'", '"', "# x", "a: b: c", "{x}", "[y]", "%", "é – ☂", "x #1"]
)
def test_any_title_comes_through_the_header_as_it_was(tmp_path, title):
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    (tmp_path / "one.xml").write_text(post("words", title=escaped), encoding="utf-8")
    brought = bring(tmp_path / "site", "wordpress", tmp_path / "one.xml")
    assert brought.errors() == []
    assert [each.title for each in brought.account.came] == [title]


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("https://a.example/2019/07/X-Y/", "2019/07/x-y"),
        ("http://www.a.example/2019/07/x-y.html?utm_source=z#top", "2019/07/x-y"),
        ("/?p=12&preview=true", "?12"),
        ("https://a.example/%E3%81%82/", "あ"),
        ("http://[broken", ""),
    ],
)
def test_addresses_in_one_form(address, normal):
    assert routes.normal(address) == normal


@pytest.mark.parametrize(
    "address", ["https://medium.com/@a/b-0a1b2c3d4e5f", "/?p=3", "https://a.example/", "http://[broken"]
)
def test_old_addresses_that_no_site_can_answer(address):
    assert routes.path_of(address) == ""


def test_outside_links_stay_as_they_are():
    drawn = routes.draw(
        Export("x", "https://old.example", (Text("k", "post", "T", "", link="https://old.example/t/"),))
    )
    assert [drawn.find(each) for each in ("https://www.old.example/t", "https://else.example/t/")] == ["k", ""]
    assert drawn.is_own("https://old.example/none")
    assert not drawn.is_own("https://else.example/")


@pytest.mark.parametrize(
    ("title", "is_note"),
    [
        *(
            (each, True)
            for each in (
                "Weeknotes",
                "Week notes 3",
                "#weeknotes: rain",
                "Week 28",
                "Housing: week no. 4",
                "s01e03",
                "S1 E12",
            )
        ),
        *((each, False) for each in ("A week in the office", "Weekend", "This week", "12 weeks on", "News s1")),
    ],
)
def test_what_is_taken_for_a_weeknote(title, is_note):
    assert naming.is_weeknote(Text("k", "post", title, "")) is is_note


@pytest.mark.parametrize(
    ("markdown", "rewritten"),
    [
        ("# T\n\n# A\n\n## B", "## A\n\n### B"),
        ("```\n# T\n[a](b.md)\n```", "```\n# T\n[a](b.md)\n```"),
        ("[a](b.md) and `[a](b.md)`", "[a](/to/b.md) and `[a](b.md)`"),
        ("[a]: b.md", "[a]: /to/b.md"),
        ('![](a(1).png "C")', '![](/pic/a%281%29.png "C")'),
        ("[![x](a.png)](b.md)", "[![x](/pic/a.png)](/to/b.md)"),
        ("<img src=\"a.png\"> <a href='b.md'>b</a>", "<img src=\"/pic/a.png\"> <a href='/to/b.md'>b</a>"),
        ("[a](javascript:x) [b](#c)", "a [b](#c)"),
        ("a\n<script>x</script>\nb", "a\n\nb"),
    ],
)
def test_markdown_keeps_its_words_and_gets_new_addresses(markdown, rewritten):
    ways = Ways(link=lambda address: f"/to/{address}", image=lambda address, words: (f"/pic/{address}", True))
    assert typed.rewrite(markdown, "T", ways).text == rewritten


def test_exports_stay_as_they_were(tmp_path):
    before = {path: path.read_bytes() for path in EXPORTS.rglob("*") if path.is_file()}
    bring(tmp_path, "jekyll", "jekyll")
    assert before == {path: path.read_bytes() for path in EXPORTS.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("form", "file", "inner"),
    [
        ("wordpress", "wordpress-1.1.xml", "larkfield.wordpress.2025-01-02.000.xml"),
        ("ghost", "ghost.json", "backup/larkfield.ghost.json"),
        ("feed", "takeout.atom", "Takeout/Blogger/Blogs/larkfield/feed.atom"),
    ],
)
def test_an_export_comes_out_of_its_zip_as_it_would_unpacked(tmp_path, form, file, inner):
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(EXPORTS / file, inner)
        archive.writestr(f"__MACOSX/{inner}", b"\x00\x05\x16\x07")
        archive.writestr("members.csv", "bo@larkfield.example")
    assert bring(tmp_path / "a", form, packed).files == bring(tmp_path / "b", form, file).files


def test_a_zip_of_several_files_is_one_export(tmp_path):
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.000.xml", post("One."))
        archive.writestr("a.001.xml", post("Two.", title="Second", post_name="second").replace("?p=7", "?p=8"))
    assert [each.title for each in bring(tmp_path / "site", "wordpress", packed).account.came] == ["A title", "Second"]


def test_a_zip_without_an_export_in_it_is_told_and_writes_nothing(tmp_path):
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("photo.jpg", "x")
    with pytest.raises(SiteError, match=r"No file in this zip ends in \.xml"):
        bring(tmp_path / "site", "wordpress", packed)
    assert not (tmp_path / "site" / "content").exists()


def test_the_address_of_a_page_that_is_there_stays_that_pages(tmp_path):
    mine = tmp_path / "content/pages/about.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("---\ntitle: About us\n---\n\nWho we are.\n", encoding="utf-8")
    brought = bring(tmp_path, "ghost", "ghost.json")
    assert "redirect_from" not in brought.read("pages/about-2.md")
    assert [note.found for note in brought.account.notes if note.code == "taken address"] == ["/about/"]
    assert brought.errors() == []
    assert bring(tmp_path, "ghost", "ghost.json").account.written == ()
