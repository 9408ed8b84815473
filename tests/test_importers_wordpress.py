"""WordPress exports of three versions: what comes, what stays out, dates, addresses, responses."""

import re
from datetime import UTC, datetime

import pytest
from exported import EXPORTS, NOW, SECRET, bring, picture, post

from weeknotes import importers, pipeline
from weeknotes.errors import SiteError
from weeknotes.importers import blocks, moments, paragraphs, shortcodes, wordpress, words
from weeknotes.importers.export import Attachment
from weeknotes.past import Wish

NOTE = "weeknotes/2019/2019-w28-ada-byron.md"
SWAPS = "posts/2019-07-19-job-swaps.md"


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """The 2025 export, with the folder of its uploads, in a site."""
    folder = tmp_path_factory.mktemp("blog")
    picture(folder / "uploads/2019/07/board.png")
    return bring(folder / "site", "wordpress", "wordpress-1.2.xml", images=folder / "uploads")


def import_post(tmp_path, body, **fields):
    """One post with this body in a site, and the text of its file."""
    (tmp_path / "one.xml").write_text(post(body, **fields), encoding="utf-8")
    brought = bring(tmp_path / "site", "wordpress", tmp_path / "one.xml")
    return brought, brought.read(brought.texts[0].removeprefix("content/"))


def test_every_item_is_either_in_the_site_or_left_out_with_a_reason(blog):
    exported = (EXPORTS / "wordpress-1.2.xml").read_text(encoding="utf-8")
    items = exported.count("<item>") - exported.count(">attachment<")
    assert blog.account.found == items == len(blog.texts) + len(blog.account.left)
    assert {each.title: each.why for each in blog.account.left} == {
        "Hidden": "it is private",
        "Locked": "it is protected by a password",
        "Binned": "it lies in the waste bin",
        "Menu": "it is a part of WordPress itself, nothing to read",
    }


def test_nothing_private_is_in_any_file(blog):
    everything = b"".join(blog.files.values()).decode("latin-1")
    assert [each for each in SECRET if each in everything] == []


def test_what_is_imported_passes_our_own_checks(blog):
    assert blog.errors() == []


def test_a_weeknote_has_its_fields(blog):
    head = blog.read(NOTE).split("---\n")[1]
    assert head == (
        'title: "Weeknotes: week 28 & a swap"\n'
        "date: 2019-07-12 16:30\nupdated: 2019-07-15 10:00\nauthor: Ada Byron\n"
        "tags:\n  - Repairs & damp\n  - Tenants\n"
        "image:\n  src: 2019-w28-ada-byron/board.png\n  alt: A board with forty cards\n  caption: The whole board\n"
        "redirect_from:\n  - /2019/07/12/weeknotes-28/\n  - /2019/07/12/week-28/\n"
        "feed_id: https://digital.larkfield.example/?p=10\n"
        "imported_from: https://digital.larkfield.example/?p=10\n"
    )


def test_its_text_is_markdown_with_links_that_lead_somewhere(blog):
    text = blog.read(NOTE)
    assert "[the job swappers](../../posts/2019-07-19-job-swaps.md) and asked **why**.[^1]" in text
    assert '![A board with forty cards](2019-w28-ada-byron/board.png "The board, full")' in text
    assert "[who we are](../../pages/about-us.md)" in text
    assert "| Paper\\|work | 15 % |" in text
    assert "[^1]: Ten *diaries*." in text
    assert "\n# " not in text
    assert "wp:" not in text
    assert "\\]\\]>" in text


def test_links_to_what_did_not_come_lead_to_the_old_site_and_are_told(blog):
    dead = [note.found for note in blog.account.notes if note.code == "dead link"]
    assert [each.rpartition("example")[2] for each in dead] == ["/2018/01/01/gone/", "/2019/07/13/hidden/"]
    assert "[a secret](https://digital.larkfield.example/2019/07/13/hidden/)" in blog.read(NOTE)


def test_a_text_of_the_old_editor_gets_its_paragraphs(blog):
    text = blog.read(SWAPS)
    assert "First line\\\nsecond line\n\n![A board with forty cards](" in text
    assert '```python\na = [1]\n\nb = "<x>"\n```' in text
    assert "- one\n- two" in text
    assert "A word \\[sic\\] and \\[1\\] stay." in text
    assert "<https://vimeo.com/42>" in text
    assert not re.search("Leave a Reply|Fill in|slider|mso-|caption", text)


def test_a_date_without_greenwich_time_is_the_time_of_the_site(blog):
    assert "\ndate: 2019-07-19 09:00\n" in blog.read(SWAPS)


def test_drafts_stay_drafts_and_scheduled_texts_keep_their_day(blog):
    assert "state: draft" in blog.read("posts/2025-01-01-half-done.md")
    assert "\ndate: 2049-01-04 09:00\n" in blog.read("posts/2049-01-04-next-year.md")
    assert {each.title: each.state for each in blog.account.came}["Next year"] == "scheduled"


def test_responses_are_quotations_with_names_alone(blog):
    quoted = blog.read(NOTE).partition("## Responses\n\n")[2]
    assert quoted == (
        "> **Cai Jones**, 13 July 2019\n>\n> Well done.\n>\n> Write to me: \\[e-mail address left out\\]\n>\n"
        "> > **Ada Byron**, 14 July 2019\n> >\n> > Thank you, **Cai**.\n"
    )
    assert blog.account.responses == 2
    assert blog.account.gone == {"responses that were not approved": 1, "links from other sites": 1}


def test_a_picture_loses_what_the_camera_noted(blog):
    data = blog.files["content/weeknotes/2019/2019-w28-ada-byron/board.png"]
    assert data.startswith(b"\x89PNG")
    assert b"SEEDED" not in data


def test_version_1_0_has_no_authors_and_says_tag(tmp_path):
    brought = bring(tmp_path, "wordpress", "wordpress-1.0.xml", author="Ada Byron")
    text = brought.read("posts/2009-02-03-a-first-post.md")
    assert "author: Ada Byron\ntags:\n  - Tenants\n  - damp\n" in text
    assert "> Said so\n>\n> twice" in text
    assert "- two\n  - deeper" in text
    assert "Vertical tab and bell gone" in text
    assert [note.found for note in brought.account.notes if note.code == "characters"] == ["3"]
    assert brought.errors() == []


def test_version_1_1_with_two_notes_in_a_week_a_reserved_name_and_no_title(tmp_path):
    brought = bring(tmp_path, "wordpress", "wordpress-1.1.xml")
    assert brought.texts == [
        "content/pages/weeknotes-page.md",
        "content/posts/2021-07-01-con-post.md",
        "content/weeknotes/2020/2020-w53-dev-patel.md",
        "content/weeknotes/2021/2021-01-01-again.md",
    ]
    assert "episode: s01e03" in brought.read("weeknotes/2020/2020-w53-dev-patel.md")
    assert "title: A status without a title, but with a link." in brought.read("posts/2021-07-01-con-post.md")
    assert brought.codes == ["no title", "same week", "taken address"]
    assert brought.errors() == []


def test_several_files_are_one_export(tmp_path):
    brought = bring(tmp_path, "wordpress", "wordpress-1.1.xml", "wordpress-1.2.xml", "wordpress-1.1.xml")
    assert len(brought.account.came) == 9
    assert [each.why for each in brought.account.left].count("it is in the exports twice") == 4
    assert brought.errors() == []


def test_categories_can_be_teams_and_themes(tmp_path):
    (tmp_path / "config.toml").write_text('[teams.housing]\nname = "Housing"\n', encoding="utf-8")
    brought = bring(tmp_path, "wordpress", "wordpress-1.2.xml", teams={"repairs-and-damp": "Housing"})
    assert "team: Housing\ntags: Tenants\n" in brought.read("weeknotes/2019/2019-w28-housing.md")


def test_a_folder_below_is_the_team_of_all(tmp_path):
    brought = bring(tmp_path, "wordpress", "wordpress-1.1.xml", into="Repairs")
    assert "content/weeknotes/repairs/2020/2020-w53-repairs.md" in brought.texts
    assert brought.errors() == []


@pytest.mark.parametrize(
    ("title", "gmt", "name"),
    [
        ("Week 28", "2019-07-15 08:00:00", "2019-w28.md"),  # the Monday after
        ("Week 28", "2019-07-18 08:00:00", "2019-w29.md"),  # too late for that: it counts otherwise
        ("Weeknotes #12", "2021-01-03 12:00:00", "2020-w53.md"),
        ("S02E05: rain", "2019-06-30 23:30:00", "2019-w27.md"),  # past midnight in London
    ],
)
def test_a_weeknote_is_filed_under_its_week(tmp_path, title, gmt, name):
    brought, _ = import_post(tmp_path, "x", title=title, post_date_gmt=gmt)
    assert brought.texts[0].endswith(f"/{name}")
    assert brought.errors() == []


@pytest.mark.parametrize(
    "name", ["con", "aux", "../../etc/passwd", "%E3%81%82" * 60, "posts", "a" * 300, "..", "week-28", "2019"]
)
def test_no_name_is_unsafe(tmp_path, name):
    brought, _ = import_post(tmp_path, "<p>x</p>", title="Any", post_name=name, post_type="page")
    path = brought.texts[0]
    assert path.startswith("content/pages/")
    assert ".." not in path
    assert path.count("/") == 2
    assert len(path.rpartition("/")[2].encode()) < 120
    assert path not in ("content/pages/con.md", "content/pages/aux.md", "content/pages/posts.md")
    assert brought.errors() == []


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("0000-00-00 00:00:00", None),
        ("Mon, 30 Nov -0001 00:00:00 +0000", None),
        ("2019-07-12 15:30:00", datetime(2019, 7, 12, 15, 30, tzinfo=UTC)),
        ("Fri, 12 Jul 2019 16:30:00 +0100", datetime(2019, 7, 12, 15, 30, tzinfo=UTC)),
        ("2019-02-30 10:00:00", None),
        ("yesterday", None),
    ],
)
def test_moments(typed, moment):
    assert moments.read_utc(typed) == moment


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("a\nb\n\nc", "<p>a\n<br>b</p>\n<p>c</p>"),
        ("<pre>a\n\nb</pre>", "<div><pre>a\n\nb</pre></div>"),
        ("x<!--more-->y<!-- wp:x {} -->", "<p>xy</p>"),
        ("<ul>\n<li>a</li>\n</ul>\nend", "<ul>\n<li>a</li>\n</ul>\n<p>end</p>"),
    ],
)
def test_paragraphs_as_wordpress_makes_them(typed, html):
    assert paragraphs.make(typed) == html


@pytest.mark.parametrize(
    ("typed", "html", "left"),
    [
        ("[sic] [1] [Ada]", "[sic] [1] [Ada]", ()),
        ("[[gallery]] <code>[x y=1]</code>", "[gallery] <code>[x y=1]</code>", ()),
        ("[su_box title=x]in[/su_box]", "in", ("[su_box]",)),
        ("[contact-form-7 id=3 key='sk_1']", "", ("[contact-form-7]",)),
        ("[embed]https://e.org/v[/embed]", '\n\n<p><a href="https://e.org/v">https://e.org/v</a></p>\n\n', ()),
        ("a[ref]N[/ref]", "a<footnote>N</footnote>", ()),
        ("[gallery ids='2,9']", '\n\n<figure><img src="b.png" alt="B"><figcaption>C</figcaption></figure>\n\n', ()),
    ],
)
def test_shortcodes(typed, html, left):
    assert shortcodes.replace(typed, {"2": Attachment("b.png", "B", "C")}) == (html, left)


def test_a_link_to_the_page_of_a_picture_leads_to_the_picture(tmp_path):
    picture(tmp_path / "up/board.png")
    attachment = (
        "<item><title>b</title><link>https://old.example/a-title/b/</link><wp:post_id>9</wp:post_id>"
        "<wp:post_type>attachment</wp:post_type><wp:attachment_url>https://old.example/board.png</wp:attachment_url></item>"
    )
    export = post('<a href="/a-title/b/">the board</a>').replace("</channel>", f"{attachment}</channel>")
    (tmp_path / "one.xml").write_text(export, encoding="utf-8")
    brought = bring(tmp_path / "site", "wordpress", tmp_path / "one.xml", images=tmp_path / "up")
    assert "[the board](2019-07-12-a-title/board.png)" in brought.read("posts/2019-07-12-a-title.md")


def test_responses_that_answer_one_another_in_a_circle_are_kept():
    comments = "".join(
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_approved>1</wp:comment_approved>"
        f"<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
        for number, parent in ((1, 2), (2, 1), (3, 3), *((each, each - 1) for each in range(4, 60)))
    )
    export = wordpress.read_wordpress([post("x").replace("</item>", f"{comments}</item>").encode()])

    def count(responses):
        return sum(1 + count(each.replies) for each in responses)

    assert count(export.texts[0].responses) == 59


def test_an_export_is_read_piece_by_piece():
    whole = (EXPORTS / "wordpress-1.2.xml").read_bytes()
    pieces = [whole[start : start + 7] for start in range(0, len(whole), 7)]
    assert wordpress.read_wordpress(pieces) == wordpress.read_wordpress([whole])


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A blog of a network, with the block editor's and the classic editor's oddities."""
    folder = tmp_path_factory.mktemp("odd")
    for name in ("roof", "wall"):
        picture(folder / f"uploads/2023/03/{name}.png")
    (folder / "uploads/2023/03/plan.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    return bring(folder / "site", "wordpress", "wordpress-odd.xml", images=folder / "uploads")


HOMES = "weeknotes/2023/2023-w12-gwen-price.md"
CLASSIC = "posts/2023-03-17-classic.md"


def test_what_comes_of_an_odd_blog_counts_up_and_passes_our_checks(odd):
    exported = (EXPORTS / "wordpress-odd.xml").read_text(encoding="utf-8")
    others = exported.count(">attachment<") + exported.count(">guest-author<")
    assert odd.account.found == exported.count("<item>") - others == len(odd.texts) + len(odd.account.left)
    assert {each.title: each.why for each in odd.account.left} == {
        "Archived by a plug-in": "its state “archive” is not known here",
        "An empty one": "it is an empty draft that WordPress made by itself",
        "Talk": "texts of the kind “talk” are not known here",
        "Opening hours": "its words stand in the texts that show it",
    }
    assert odd.errors() == []
    everything = b"".join(odd.files.values()).decode("latin-1")
    assert [each for each in (*SECRET, ".secret@", "private.example", "nobody-listed") if each in everything] == []


def test_a_second_run_over_an_odd_blog_changes_nothing(odd):
    again = bring(odd.site, "wordpress", "wordpress-odd.xml", images=odd.site.parent / "uploads")
    assert (again.account.written, again.account.edited) == ((), ())


def test_everybody_who_wrote_a_text_is_named_and_nobody_is_taken_apart(odd):
    names = "  - Gwen Price\n  - Siân Rees\n  - Health and Social Care team\n  - Rhys Lovelace-and-Co\n"
    assert f"author:\n{names}" in odd.read(HOMES)
    assert "author:\n  - name: Health and Social Care team\n" in odd.read("posts/2023-04-01-croeso-ty-newydd.md")
    assert "author" not in odd.read(CLASSIC)
    pages = build_pages(odd)
    assert {"people/health-and-social-care-team/", "people/rhys-lovelace-and-co/", "people/sian-rees/"} <= pages


def build_pages(brought):
    """The addresses of the pages of the site with what was imported."""
    account = pipeline.build(Wish(brought.site, brought.site.parent / "output", NOW, jobs=1))
    return {file.url.lstrip("/") for file in account.files} | {
        path.parent.relative_to(brought.site.parent / "output").as_posix() + "/"
        for path in (brought.site.parent / "output").rglob("index.html")
    }


def test_a_text_that_was_renamed_or_dated_anew_keeps_all_its_addresses(odd):
    assert (
        odd.read(HOMES)
        .partition("redirect_from:\n")[2]
        .startswith(
            "  - /homes/2023/03/24/homes/\n  - /homes/2023/03/24/week-twelve/\n  - /homes/2023/03/23/homes/\nfeed_id:"
        )
    )
    welsh = odd.read("posts/2023-04-01-croeso-ty-newydd.md")
    assert "  - /homes/2023/04/01/croeso-t%c5%b7-newydd/\n  - /homes/2023/04/01/croeso/\n" in welsh
    old = {"homes/2023/03/24/week-twelve/", "homes/2023/03/23/homes/", "homes/2023/04/01/croeso/", "homes/about/team/"}
    assert old <= build_pages(odd)


def test_blocks_become_markdown_in_their_order(odd):
    text = odd.read(HOMES).partition("---\n\n")[2].partition("## Responses")[0]
    assert text.startswith("Two columns, then a list.\n\n## Left\n\nWhat we did.\n\n- one\n  1. inner\n- two\n\n")
    assert "We are open *on Mondays*.\n\n> It was cold.\n>\n> A tenant\n\n![A roof](" in text
    assert "/wall.png)\n\nBefore and after\n\n![The same roof](" in text
    assert "| Home | Cost |\n| --- | --- |\n| Elm Row | £3 400 |" in text
    assert "<summary>How we counted</summary>\n\nBy hand.\n\n</details>\n\n" in text
    assert "[The plan](2023-w12-gwen-price/plan.pdf)\n\n[Read the last one](../../posts/2023-03-17-classic" in text
    assert "\n\n<https://social.example/@homes/1>\n\n---\n" in text
    assert text.endswith("```\na  b\n c\n```\n\nThe end: \\]\\]> and 😀.\n\n")
    told = [note.found for note in odd.account.notes if note.code == "shortcode" and "Week" in note.where]
    assert told == ["wp:latest-posts", "[contact-form-7]"]


def test_the_classic_editor_breaks_lines_and_shows_all_pictures_of_a_text(odd):
    text = odd.read(CLASSIC)
    assert "An old *editor*:\\\nwith a line break.\n\nAnother paragraph with **bold\\\nover two lines**.\n\n" in text
    assert '> Said so\\\n> twice\n\n![Slates on a roof](2023-03-17-classic/roof.png "The roof of Elm Row")\n\n' in text
    assert "[next week](../weeknotes/2023/2023-w12-gwen-price.md), [again](../weeknotes/2023/2023-w12" in text
    assert "Half a page\n\nWarm at last" in text


def test_a_draft_without_an_address_is_named_by_its_title(odd):
    assert "state: draft" in odd.read("posts/waits-for-a-look.md")
    assert "state: draft" in odd.read("posts/undated.md")


def test_responses_keep_their_order_and_nothing_that_waits_is_shown(odd):
    quoted = odd.read(HOMES).partition("## Responses\n\n")[2]
    assert "> > **A reader**\n> >\n> > A reply\n> >\n> > > **Gwen Price**\n> > >\n> > > A reply to a reply\n" in quoted
    assert quoted.endswith("> **Mair**\n>\n> Below one that waits\n")


@pytest.mark.parametrize("state", ["archive", "pitch", "request-pending", "acf-disabled", "inherit", "private"])
def test_a_state_that_nobody_knows_is_not_published(tmp_path, state):
    (tmp_path / "one.xml").write_text(post("SEEDED", status=state), encoding="utf-8")
    brought = bring(tmp_path / "site", "wordpress", tmp_path / "one.xml")
    assert (brought.texts, len(brought.account.left)) == ([], 1)


def test_a_block_that_shows_itself_ends():
    shared = {"1": 'a <!-- wp:block {"ref":1} /--> b', "2": '<!-- wp:block {"ref":9} /-->'}
    assert blocks.replace('<!-- wp:block {"ref":1} /-->', shared)[0].count("a ") == 4
    grows = {"3": '<!-- wp:block {"ref":3} /-->' * 2000}
    assert len(blocks.replace(grows["3"], grows)[0]) == 0
    assert blocks.replace('x<!-- wp:block {"ref":2} /-->', shared) == ("x", ("wp:block",))
    assert blocks.replace('<!-- wp:paragraph {"a":1} --><p>x</p><!-- /wp:paragraph --><!-- wp:rss /-->', {}) == (
        '<!-- wp:paragraph {"a":1} --><p>x</p><!-- /wp:paragraph -->',
        ("wp:rss",),
    )


@pytest.mark.parametrize(
    ("address", "name", "renamed"),
    [
        ("https://week.example/2019/week/", "old", "https://week.example/2019/old/"),
        ("https://a.example/2019/t%c5%b7", "old", "https://a.example/2019/old"),
        ("https://a.example/?p=3", "old", ""),
    ],
)
def test_an_old_name_takes_the_place_of_the_last_part_alone(address, name, renamed):
    assert words.renamed(address, name) == renamed


def test_letters_that_are_not_encoded_as_the_file_says_are_told_with_their_line(tmp_path):
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    (tmp_path / "one.xml").write_bytes((head + post("\ncaf\xe9")).encode("latin-1"))
    with pytest.raises(SiteError) as caught:
        bring(tmp_path / "site", "wordpress", tmp_path / "one.xml")
    assert (caught.value.problem.line, caught.value.problem.path) == (3, "one.xml")
    (tmp_path / "two.xml").write_bytes((head.replace("UTF-8", "ISO-8859-1") + post("caf\xe9")).encode("latin-1"))
    assert "café" in bring(tmp_path / "site", "wordpress", tmp_path / "two.xml").read("posts/2019-07-12-a-title.md")


def items(*each):
    """A WXR file with one post for each title, number and ``guid``."""
    whole = post("Words.")
    head, item, tail = re.split(r"(<item>.*</item>)", whole, flags=re.DOTALL)
    made = (
        item.replace("A title", title)
        .replace("https://old.example/?p=7", guid)
        .replace("post_id>7<", f"post_id>{number}<")
        for title, number, guid in each
    )
    return head + "".join(made) + tail


def test_texts_that_share_one_id_all_come_and_come_once(tmp_path):
    file = tmp_path / "export.xml"
    file.write_text(items(("One", 7, "same"), ("Two", 8, "same"), ("Three", 8, "same"), ("One", 7, "same")), "utf-8")
    brought = bring(tmp_path / "site", "wordpress", file)
    assert sorted(each.title for each in brought.account.came) == ["One", "Three", "Two"]
    assert [each.title for each in brought.account.left] == ["One"]
    # One of them alone has the id, as a feed may name it once.
    ids = [line for path in brought.texts for line in brought.files[path].decode().split("\n") if "feed_id" in line]
    assert ids == ["feed_id: same"]
    again = bring(tmp_path / "site", "wordpress", file)
    assert (again.account.written, again.files) == ((), brought.files)


@pytest.mark.parametrize("named", ["ada", "Ada Byron", "Ada Guest Byron"])
def test_several_writers_by_their_logins_or_by_their_names(tmp_path, named):
    people = (
        "<wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Byron</wp:author_display_name>"
    )
    file = tmp_path / "export.xml"
    text = post("x").replace("<item>", f"{people}</wp:author><item>")
    file.write_text(text.replace("</item>", f'<category domain="author">{named}</category></item>'), encoding="utf-8")
    wanted = "Ada Byron" if named == "ada" else named
    assert f"author: {wanted}\n" in bring(tmp_path / "site", "wordpress", file).read("posts/2019-07-12-a-title.md")


def test_a_login_that_nobody_explains_stays_out(tmp_path):
    people = "<wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada</wp:author_display_name>"
    file = tmp_path / "export.xml"
    text = post("x").replace("<item>", f"{people}</wp:author><item>")
    file.write_text(text.replace("</item>", '<category domain="author">bo99</category></item>'), encoding="utf-8")
    assert "bo99" not in bring(tmp_path / "site", "wordpress", file).read("posts/2019-07-12-a-title.md")


def test_the_ending_of_an_old_name_is_no_part_of_it(tmp_path):
    file = tmp_path / "export.xml"
    file.write_text(post("x", post_name="roof.html"), encoding="utf-8")
    assert bring(tmp_path / "site", "wordpress", file).texts == ["content/posts/2019-07-12-roof.md"]


def test_a_heading_that_serves_for_a_title_stands_no_more_in_the_text(tmp_path):
    _, text = import_post(tmp_path, "<h2>Our Services</h2><p>Words</p>", title="")
    assert "\ntitle: Our Services\n" in text
    assert text.endswith("---\n\nWords\n")


def test_folders_in_the_name_of_a_text_are_no_part_of_it(tmp_path):
    brought, _ = import_post(tmp_path, "<p>Words</p>", post_name="blog/2023/my-post.html")
    assert brought.texts == ["content/posts/2019-07-12-my-post.md"]


def test_files_of_the_library_that_no_text_shows_are_told(tmp_path):
    made = "".join(
        f"<item><title>{name}</title><wp:post_id>{number}</wp:post_id><wp:post_type>attachment</wp:post_type>"
        f"<wp:attachment_url>https://old.example/up/{name}</wp:attachment_url></item>"
        for number, name in enumerate(("shown.png", "linked.pdf", "lost.pdf"), 20)
    )
    body = '<img src="https://old.example/up/shown-300x200.png"><a href="/up/linked.pdf">The plan</a>'
    (tmp_path / "one.xml").write_text(post(body).replace("</channel>", f"{made}</channel>"), encoding="utf-8")
    notes = bring(tmp_path / "site", "wordpress", tmp_path / "one.xml").account.notes
    assert [note.found for note in notes if note.code == "unshown"] == ["https://old.example/up/lost.pdf"]


def test_a_link_to_the_front_page_of_the_old_site_leads_to_that_of_the_new_one(tmp_path):
    body = '<a href="https://old.example/">Home</a>, <a href="http://www.old.example">there</a>, <a href="/?s=x">s</a>'
    brought, text = import_post(tmp_path, f"<p>{body}</p>")
    assert text.endswith("---\n\n[Home](/), [there](/), [s](https://old.example/?s=x)\n")
    assert (brought.codes, brought.errors()) == (["dead link"], [])


def test_the_parts_of_wordpress_itself_are_counted_and_not_listed(blog):
    told = importers.as_text(blog.account)
    assert "it is a part of WordPress itself, nothing to read\n" in told
    assert "Menu" not in told
