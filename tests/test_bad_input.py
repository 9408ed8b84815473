"""What bad input gets: a clear problem or a sensible page, never a traceback, never a path outside the output."""

import os
import re
import struct
import zlib
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from weeknotes import gravity
from weeknotes.errors import Problem, Severity

POST = "-- content/posts/{}.md --\n---\ndate: 2026-01-02\n{}\n---\n{}\n"
NOTE = "-- content/weeknotes/note.md --\n---\n{}\n---\nText\n"
NOTES_HERE = '[[folders]]\npath = "{}"\nkind = "weeknote"\n'
# Words of parsers and of Python that a writer must never read.
JARGON = re.compile(r"Traceback|mapping values|scalar|\bNoneType\b|Errno|object at 0x|codec can't|\bobject has no\b")


def post(fields: str = "", body: str = "Text", name: str = "a") -> str:
    return POST.format(name, fields, body)


def put(folder: Path, path: str, data: bytes) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)


def errors(site) -> list[Problem]:
    return [each for each in site.account.problems if each.severity is Severity.ERROR]


def assert_plain(site) -> None:
    """Whatever came out is in the output, and what was said is in plain words."""
    assert [each.message for each in site.account.problems if JARGON.search(each.message)] == []
    beside = {path.name for path in site.folder.iterdir()}
    assert beside <= {"config.toml", "content", "output", "templates", ".weeknotes"}
    assert {path.name for path in site.folder.parent.iterdir()} == {site.folder.name}


@pytest.fixture
def make(make_in, tmp_path):
    """As `make`, in a folder that has nothing beside it."""
    folder = tmp_path / "site"
    folder.mkdir()

    def build(files: str = "", **wish):
        return make_in(folder, files, **wish)

    build.folder = folder
    return build


@pytest.fixture(scope="module")
def gallery(make_in, tmp_path_factory):
    """A site with one text for each of many values; the texts are called ``n0``, ``n1`` and so on."""

    @cache
    def built(pattern: str, values: tuple[str, ...]):
        folder = tmp_path_factory.mktemp("gallery") / "site"
        folder.mkdir()
        texts = (pattern.replace("NAME", f"n{number}").replace("VALUE", each) for number, each in enumerate(values))
        return make_in(folder, "".join(texts))

    return built


def of(values: tuple[str, ...], value: str) -> str:
    """The path of the post that a gallery makes of `value`."""
    return f"content/posts/n{values.index(value)}.md"


# Files that are not what they seem


@pytest.mark.parametrize(
    ("data", "code", "state"),
    [
        (b"Text\0 with a zero", "file.not-text", "held"),
        (b"PK\x03\x04\x00\x00word/document.xml", "file.not-text", "held"),
        (b"%PDF-1.7 text", "file.not-text", "held"),
        ("Helô".encode("utf-16"), "file.utf-16", "published"),
        ("Helô".encode("utf-16-le"), "file.not-text", "held"),
        ("Helô".encode("latin-1"), "file.encoding", "published"),
        (b"\xc3\x28 \xa0\xa1", "file.encoding", "published"),
        (b"a\x0bb\x07c", "file.characters", "published"),
    ],
)
def test_bytes_that_are_not_utf_8_are_recovered_or_held(make, data, code, state):
    put(make.folder, "content/posts/2026-01-02-x.md", data)
    site = make()
    assert code in site.codes
    assert site.files["content/posts/2026-01-02-x.md"].state == state
    assert_plain(site)


def test_a_byte_order_mark_is_no_fault(make):
    put(make.folder, "content/posts/x.md", b"\xef\xbb\xbf---\ntitle: Caf\xc3\xa9\ndate: 2026-01-02\n---\nText")
    site = make()
    assert "Café" in site.page("posts/x/index.html")
    assert "title:" not in site.page("posts/x/index.html")


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "---\n---\n", "---\ntitle:\n---\n"])
def test_an_empty_file_is_told_or_published_but_never_lost(make, text):
    site = make(f"-- content/posts/2026-01-02-x.md --\n{text}")
    found = site.files["content/posts/2026-01-02-x.md"]
    assert (found.state, "empty" in found.reason) == ("not content", True)
    assert_plain(site)


def test_a_file_that_only_made_its_folder_is_no_fault(make):
    site = make("-- content/posts/create-folder.md --\nx")
    assert site.account.problems == ()
    assert site.files["content/posts/create-folder.md"].reason.startswith("it only made the folder")


def test_a_pipe_is_not_read(make):
    (make.folder / "content/posts").mkdir(parents=True)
    os.mkfifo(make.folder / "content/posts/2026-01-02-x.md")
    assert "ordinary file" in make().files["content/posts/2026-01-02-x.md"].reason


def test_a_folder_may_be_called_like_a_file(make):
    site = make("-- content/posts/x.md/2026-01-02-inside.md --\nText\n")
    assert site.files["content/posts/x.md/2026-01-02-inside.md"].state == "published"


def test_empty_folders_are_nothing(make):
    (make.folder / "content/posts/a/b").mkdir(parents=True)
    assert make().account.files == ()


def test_a_link_out_of_the_site_is_neither_read_nor_copied(make):
    make.folder.joinpath("content/posts").mkdir(parents=True)
    for name in ("secret.txt", "secret.png", "2026-01-02-secret.md"):
        (make.folder / "content/posts" / name).symlink_to("/etc/passwd")
    site = make(post(body="[a](secret.txt) ![b](secret.png)"))
    assert {file.state for path, file in site.files.items() if "secret" in path} == {"not content"}
    assert {"link.broken", "link.image"} <= set(site.codes)
    assert not [name for name, data in site.output.items() if b"root:" in data]


def test_links_that_lead_in_a_circle_are_not_followed(make):
    make(post())
    (make.folder / "content/posts/b").symlink_to(make.folder / "content/posts/c")
    (make.folder / "content/posts/c").symlink_to(make.folder / "content/posts/b")
    assert "not followed" in make().files["content/posts/b"].reason


@pytest.mark.parametrize("name", ["2026-01-02-a\nb.md", "2026-01-02-\u202egnp.md", "2026-01-02-\udcff.md"])
def test_a_file_name_that_cannot_be_read_is_told(make, name):
    make(post())
    Path(make.folder / "content/posts" / os.fsdecode(os.fsencode(name))).write_bytes(b"Text")
    assert "Rename it" in make().files[f"content/posts/{name}"].reason


@pytest.mark.parametrize(
    "name", ["week\u00a0notes", "👩\u200d💻 notes", "it’s 100% #1?", "cafe\u0301", "CON", "a" * 230]
)
def test_unusual_file_names_are_published(make, name):
    site = make()
    put(make.folder, f"content/posts/2026-01-02-{name}.md", b"Text")
    site = make()
    assert [file.state for file in site.account.files] == ["published"]
    assert re.fullmatch(r"/posts/[a-z0-9-]+/", site.account.files[0].url)


# Texts of monstrous shape


MONSTERS = (
    "a" * 100_000,
    "word " * 20_000,
    ">" * 5_000 + " deep",
    "\n".join("  " * depth + "- item" for depth in range(400)),
    "*a **b " * 5_000,
    "[" * 20_000,
    "![" * 10_000,
    "[a](" * 10_000,
    "<div>" * 5_000,
    "`" * 20_000,
    "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n",
    "[^1]\n\n[^1]: " + "[^1]" * 1_000,
    "&amp;" * 20_000,
    "#" * 50_000,
    "{{ a" * 5_000,
    "{% link " * 5_000,
)


@pytest.mark.parametrize("body", MONSTERS, ids=lambda body: body[:12].strip())
def test_a_monstrous_text_is_a_page(gallery, body):
    site = gallery(post(name="NAME", body="VALUE"), MONSTERS)
    assert errors(site) == []
    assert f"posts/n{MONSTERS.index(body)}/index.html" in site.output


def test_a_note_of_ten_megabytes_is_a_page(make):
    put(make.folder, "content/posts/2026-01-02-x.md", b"Some words and then some more of them.\n\n" * 250_000)
    assert "posts/x/index.html" in make().output


# Fields


WRONG_TIMES = {
    "date: 9999-12-31": ("field.date", "date: 2099-12-31"),
    "date: 0001-01-01": ("field.date", "date: 2001-01-01"),
    "date: 2026-07-10T25:61": ("field.date", None),
    "date: 13/13/2026": ("field.date", None),
    "date: soon": ("field.date", None),
    "date: [2026-07-10, 2026-07-11]": ("field.date", None),
    "date: 2026-07-10\nweek: 0": ("field.week", None),
    "date: 2026-07-10\nweek: 54": ("week.unknown", "week: 2026-W28"),
    "date: 2026-07-10\nweek: 99999": ("field.week", None),
    "date: 2026-07-10\nweek: {a: b}": ("field.week", None),
    "date: 2027-07-10\nweek: 2027-W53": ("field.week", None),
    "date: 2026-07-10\nweek: 29": ("week.disagrees", "week: 2026-W28"),
    "covers: 2026-W29 to 2026-W28": ("field.covers", "covers: 2026-W28 to 2026-W29"),
    "covers: 1990-W01 to 2026-W50": ("field.covers", None),
}


@pytest.mark.parametrize("typed", WRONG_TIMES)
def test_days_and_weeks_that_cannot_be_are_told_with_their_line(gallery, typed):
    times = tuple(WRONG_TIMES)
    code, suggestion = WRONG_TIMES[typed]
    site = gallery(NOTE.format("VALUE").replace("note.md", "NAME.md"), times)
    path = of(times, typed).replace("posts", "weeknotes")
    told = [each for each in errors(site) if each.path == path]
    assert [each.code for each in told] == [code]
    assert told[0].line > 1
    assert suggestion in (None, told[0].suggestion)
    assert site.output == {}
    assert_plain(site)


SLUGS = ("../../x", "../..", "/etc/passwd", "a/b", "..\\..\\y", "%2e%2e/z", "🎉", "con", "<b>")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_slug_stays_where_its_kind_lives(gallery, slug):
    site = gallery(post("slug: 'VALUE'", name="NAME"), SLUGS)
    assert re.fullmatch(r"/posts/[a-z0-9-]+/", site.files[of(SLUGS, slug)].url)
    assert_plain(site)


OUTSIDE = (
    *("../../x/", "/a/../../../x/", "..\\..\\x/", "/%2e%2e/%2e%2e/x/"),
    *("https://e.example/x/", "//e.example/x/", "/", "/./"),
)


@pytest.mark.parametrize("alias", OUTSIDE)
def test_an_old_address_outside_the_site_is_ignored_and_told(gallery, alias):
    site = gallery(post("aliases: ['VALUE']", name="NAME"), OUTSIDE)
    told = [each for each in site.account.problems if each.path == of(OUTSIDE, alias)]
    assert [(each.code, each.line, each.found) for each in told] == [("field.aliases", 3, alias)]
    assert not [name for name in site.output if name.startswith("x/")]
    assert_plain(site)


TAKEN = ("/index.html", "/feed.xml", "/posts/", "/site.json", "/assets/style.css")


@pytest.mark.parametrize("alias", TAKEN)
def test_an_old_address_that_is_taken_is_an_error_that_names_the_file(gallery, alias):
    site = gallery(post("aliases: ['VALUE']", name="NAME"), TAKEN)
    assert [each.code for each in errors(site) if each.path == of(TAKEN, alias)] == ["address.twice"]
    assert site.output == {}


TAGS = ("feed.xml", "index", "index.html", "../../etc", "a\\b", "feed", "<script>", "con")


@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_of_any_name_is_a_page_of_its_own(gallery, tag):
    site = gallery(post("tags: ['VALUE']", name="NAME"), TAGS)
    assert errors(site) == []
    slug = re.sub(r"[^a-z]+", "-", tag).strip("-")
    assert f"tags/{slug}/index.html" in site.output
    assert {name.count("/") for name in site.output if name.startswith("tags/")} <= {1, 2}
    assert_plain(site)


NAMELESS = ("🎉", "..", "/", "—")


@pytest.mark.parametrize("tag", NAMELESS)
def test_a_tag_without_letters_is_told(gallery, tag):
    site = gallery(post("tags: ['VALUE']", name="NAME"), NAMELESS)
    told = [each for each in site.account.problems if each.path == of(NAMELESS, tag)]
    assert [(each.code, each.severity, each.line, each.found) for each in told] == [("tag.nameless", "hint", 3, tag)]


TEAMS = ("a/b/../c", "../../x", "Housing / Repairs", "<b>bold</b>")


def test_a_team_may_be_called_anything(gallery):
    site = gallery(post("team: 'VALUE'", name="NAME"), TEAMS)
    folders = {name.split("/")[1] for name in site.output if name.startswith("teams/") and name.count("/") > 1}
    assert folders == {"a-b-c", "x", "housing-repairs", "b-bold-b"}
    assert_plain(site)


IDS = ("a b", '"a\\nc"', "../../x", "'<b>&\"'", "tag:x,2020:y", "a/" * 200)


def test_an_id_may_hold_anything_and_is_a_uri_in_feeds(gallery):
    site = gallery(post("id: VALUE", name="NAME"), IDS)
    uris = re.findall(r"<entry>.*?<id>([^<]*)</id>", site.page("feed.atom"), re.S)
    assert len(set(uris)) == len(IDS)
    assert [uri for uri in uris if not re.fullmatch(r"tag:open\.example\.org,2019:[\w/%~.-]+", uri)] == []
    assert_plain(site)


TITLES = (
    *("<script>alert(1)</script>", "</title><b>x", "\"quotes\" & ''more''"),
    *("]]>", "{{ 7*7 }}", "&lt;b&gt;", "\u202egnp"),
)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_text_wherever_it_stands(gallery, title):
    site = gallery(post("title: 'VALUE'", name="NAME"), TITLES)
    page = site.page(f"posts/n{TITLES.index(title)}/index.html")
    assert not re.search(r"<script>alert|</title><b>|>49<", page)
    for feed in ("feed.xml", "feed.atom"):
        assert "<script>alert" not in re.sub(r"(?s)<!\[CDATA\[.*?\]\]>", "", site.page(feed))
    assert_plain(site)


def test_a_title_of_two_lines_is_one_line(make):
    assert "<title>One two" in make(post('title: "One\\ntwo"')).page("posts/a/index.html")


# Entries in one another's way


def test_a_part_of_a_case_study_without_its_index_is_told_and_stands_alone(make):
    site = make("-- content/case-studies/grow/01-first.md --\n---\ndate: 2026-01-02\n---\nText\n")
    problem = site.problem("path.no-index")
    assert (problem.severity, problem.path) == ("warning", "content/case-studies/grow/01-first.md")
    assert site.files[problem.path].url == "/case-studies/first/"


@pytest.mark.parametrize("other", ["content/case-studies/grow/index.markdown", "content/case-studies/grow.md"])
def test_two_files_that_are_one_case_study_are_told_once_each(make, other):
    study = "-- {} --\n---\ndate: 2026-01-02\n---\nText\n"
    site = make(study.format("content/case-studies/grow/index.md") + study.format(other))
    assert [each.code for each in errors(site)] == ["id.twice", "id.twice"]
    assert all("Correct the week" not in each.message for each in errors(site))


def test_pages_in_the_way_of_the_sites_own_are_told(make):
    pages = "".join(f"-- content/pages/{name}.md --\nText\n" for name in ("posts", "weeks", "teams", "feeds"))
    site = make(pages + post("team: housing") + NOTE.format("date: 2026-07-10"))
    told = {each.path for each in errors(site) if each.code == "address.twice"}
    assert told == {f"content/pages/{name}.md" for name in ("posts", "weeks", "teams", "feeds")}
    assert site.output == {}


BESIDE = ("feed", "404", "assets", "media", "sitemap", "weeknotes-2026")


@pytest.mark.parametrize("name", BESIDE)
def test_pages_beside_the_sites_own_are_published(gallery, name):
    site = gallery("-- content/pages/VALUE.md --\nHello there\n", BESIDE)
    assert "Hello there" in site.page(f"{name}/index.html")


def test_translations_in_a_circle_are_a_pair(make):
    site = make(post("translation_of: b.md\nlang: cy") + post("translation_of: a.md", name="b"))
    assert errors(site) == []
    assert 'hreflang="cy"' in site.page("posts/b/index.html")


@pytest.mark.parametrize("fields", ["translation_of: a.md", "linked_posts: [a.md]", "story: [a.md]"])
def test_an_entry_that_names_itself_is_told(make, fields):
    problem = make(post(fields)).problem("link.itself")
    assert (problem.severity, problem.line, problem.found) == ("warning", 3, "a.md")


TARGETS = (
    *("http://[::1", "//[", "mailto:", "javascript:alert(1)", "%ff%00", "?x", "\\\\", "#"),
    *("../../../../etc/passwd", "file:///etc/passwd", "/" * 500, "a" * 5000),
)


def test_strange_links_harm_nobody(gallery):
    body = "[x](<VALUE>) ![y](<VALUE>) [[VALUE]]"
    site = gallery(post(name="NAME", body=body), TARGETS)
    assert {each.code for each in errors(site)} <= {"link.broken", "link.image", "link.heading", "markdown.fragment"}
    assert_plain(site)


HIDDEN = ("state: draft", "date: 2027-01-01", "week: 99")


@pytest.mark.parametrize("state", HIDDEN)
def test_a_link_to_what_nobody_can_read_says_why(gallery, state):
    linking = "-- content/posts/to-NAME.md --\n---\ndate: 2026-01-02\n---\n[x](NAME.md)\n"
    site = gallery(linking + "-- content/posts/NAME.md --\n---\nVALUE\n---\nText\n", HIDDEN)
    number = HIDDEN.index(state)
    problem = next(each for each in errors(site) if each.path == f"content/posts/to-n{number}.md")
    code = "link.held" if state == "week: 99" else "link.unpublished"
    assert (problem.code, problem.found) == (code, f"n{number}.md")
    assert f"content/posts/n{number}.md" in problem.message


# Pictures


def bomb() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    size = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"'
ENTITIES = b'<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + SVG + b">&b;</svg>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.png", b"not a picture"),
        ("x.png", b""),
        ("x.png", bomb()),
        ("x.jpg", b"\xff\xd8\xff\xe0 broken off"),
        ("x.svg", b"<svg><rect"),
        ("x.svg", ENTITIES),
        ("x.gif", b"<html>"),
    ],
)
def test_what_is_no_picture_is_told_and_nothing_is_written(make, name, data):
    put(make.folder, f"content/posts/{name}", data)
    site = make(post(body=f"![A view]({name})"))
    problem = site.problem("image.broken")
    assert problem.path == f"content/posts/{name}"
    assert site.output == {}
    assert_plain(site)


def test_a_picture_that_breaks_off_half_way_is_told_and_leaves_nothing_behind(make):
    make(post())
    whole = make.folder / "content/posts/x.jpg"
    Image.new("RGB", (400, 300), "teal").save(whole)
    whole.write_bytes(whole.read_bytes()[:-600])
    before = make().output
    site = make(post(body="![A view](x.jpg)"))
    assert site.problem("image.broken").path == "content/posts/x.jpg"
    assert site.output == before


def test_a_drawing_with_a_script_is_published_without_it(make):
    drawing = SVG + b' onload="x()"><script>alert(1)</script><rect width="5" height="5"/></svg>'
    put(make.folder, "content/posts/x.svg", drawing)
    data = make(post(body="![A view](x.svg)")).output["media/posts/x.svg"]
    assert b"rect" in data
    assert b"script" not in data
    assert b"onload" not in data


# Settings, templates and folders


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ("\x00\x01garbage ][", "file.not-text"),
        ("<html>", "config.syntax"),
        ("a = " + "[" * 5000, "config.syntax"),
        ("[site]\ntitle = 3\n[site]\n", "config.twice"),
        ("site = 3\nfolders = 4\nteams = [1]\nchecks = 3\n", "config.type"),
        ('[site]\ntimezone = "../../etc/passwd"\n', "config.timezone"),
        ('[site]\nurl = "javascript:x"\n', "config.url"),
        ('[markdown]\nflavour = "extra"\nextensions = ["nope", "os"]\n', "config.extensions"),
        ('[[folders]]\npath = "../.."\nkind = "post"\n', "config.path"),
        ('[[folders]]\npath = "."\nkind = "files"\n', "config.path"),
    ],
)
def test_settings_that_cannot_be_understood_stop_the_site_with_a_line(make, config, code):
    site = make(post(), config=config)
    assert code in {each.code for each in errors(site)}
    assert site.output == {}
    assert_plain(site)


def test_a_folder_that_is_not_there_is_told_with_the_one_that_is(make):
    site = make("-- _post/2026-01-02-x.md --\nText\n", config=NOTES_HERE.format("_posts"))
    problem = site.problem("folder.missing")
    assert (problem.severity, problem.suggestion) == ("warning", 'path = "_post"')


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"\xff\xfe\x00\x89PNG", "template.not-text"),
        (b'{% extends "post.html" %}', "template.circle"),
        (b'{% include "post.html" %}', "template.circle"),
        (b'{% include "nope.html" %}', "template.missing"),
        (b"{{ 1/0 }}", "template.failed"),
        (b"{% if %}", "template.syntax"),
        (b"{{ nothing.here }}", "template.undefined"),
    ],
)
def test_a_broken_template_is_told_with_its_file_and_nothing_is_written(make, text, code):
    before = make(post()).output
    put(make.folder, "templates/post.html", text)
    site = make()
    assert site.problem(code).path == "templates/post.html"
    assert site.output == before


@pytest.mark.parametrize("output", [".", "..", "content", "content/posts/out", "templates"])
def test_the_output_cannot_lie_among_the_texts(make_in, make, output):
    from datetime import UTC, datetime

    from weeknotes import pipeline
    from weeknotes.workshop import Wish

    make(post())
    before = sorted(make.folder.rglob("*"))
    where = make.folder / output
    account = pipeline.build(Wish(make.folder, where, datetime(2026, 11, 21, tzinfo=UTC), jobs=1))
    assert "output.place" in {each.code for each in account.problems}
    assert sorted(make.folder.rglob("*")) == before


@pytest.mark.parametrize("where", ["output", "output/index.html/x"])
def test_an_output_that_cannot_be_written_is_told(make, where):
    put(make.folder, "content/posts/2026-01-02-a.md", b"Text")
    if where == "output":
        put(make.folder, "output", b"A file")
    else:
        (make.folder / where).mkdir(parents=True)
    site = make()
    assert [each.code for each in errors(site)] in (["output.unwritable"], ["output.foreign"])
    assert all(JARGON.search(each.message) is None for each in errors(site))


# How grave a problem is


def checks(text: str) -> str:
    return f'[site]\nurl = "https://open.example.org/"\nid_authority = "open.example.org,2019"\n[checks]\n{text}\n'


BROKEN = post(body="# A\n\n[x](nowhere.md) ![z](nowhere.png)")


def test_broken_links_can_be_made_warnings_for_a_blog_that_has_many(make):
    site = make(BROKEN, config=checks('link = "warning"'))
    assert {each.severity for each in site.account.problems if each.code.startswith("link.")} == {"warning"}
    assert "posts/a/index.html" in site.output


@pytest.mark.parametrize("line", ['"link.image" = "off"', 'link.image = "off"', "link.image = 'OFF'"])
def test_a_single_problem_goes_before_its_family(make, line):
    site = make(BROKEN, config=checks(f'{line}\n"link.broken" = "hint"'))
    assert "link.image" not in site.codes
    assert site.problem("link.broken").severity == "hint"


def test_a_hint_can_be_made_an_error(make):
    site = make(post("sumary: x"), config=checks('"field.unknown" = "error"'))
    assert site.problem("field.unknown").severity == "error"
    assert site.output == {}


def test_a_fault_of_a_text_that_is_made_lighter_does_not_hold_it(make):
    text = post(body="[x](#nothing)")
    assert make(text).files["content/posts/a.md"].state == "held"
    site = make(text, config=checks('markdown = "warning"'))
    assert site.files["content/posts/a.md"].state == "published"
    assert site.problem("markdown.fragment").severity == "warning"


def test_a_header_that_would_be_shown_as_text_is_an_error_whatever_the_settings_say(make):
    text = "-- content/posts/a.md --\ntitle: A\ndate: 2026-01-02\n\nText\n"
    site = make(text, config=checks('front-matter = "off"'))
    assert [each.severity for each in site.account.problems if each.code == "front-matter.no-fences"] == ["error"]


def test_a_note_with_a_fault_of_its_own_stays_held_where_that_is_no_error(make):
    site = make(post() + "-- content/posts/b.md --\nNo date\n", config=checks('date = "warning"'))
    assert site.files["content/posts/b.md"].state == "held"
    assert "posts/a/index.html" in site.output


@pytest.mark.parametrize("name", gravity.FIXED)
def test_some_problems_cannot_be_made_lighter(make, name):
    site = make(post(), config=checks(f'"{name}" = "off"'))
    problem = site.problem("config.checks")
    assert (problem.severity, problem.line) == ("error", 5)
    assert "always an error" in problem.message


def test_two_entries_at_one_address_are_an_error_whatever_the_settings_say(make):
    site = make(post("id: x") + post("id: x", name="b"), config=checks('id = "off"'))
    assert site.codes.count("id.twice") == 2
    assert site.output == {}


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ('linkk = "hint"', 'link = "warning"'),
        ('link = "warn"', 'link = "warning"'),
        ("link = 3", 'link = "warning"'),
        ('"link.image" = "none"', '"link.image" = "warning"'),
        ('zebra = "off"', 'link = "warning"'),
    ],
)
def test_a_check_that_is_no_check_is_told_with_the_line_to_write(make, line, suggestion):
    problem = make(post(), config=checks(line)).problem("config.checks")
    assert (problem.line, problem.suggestion) == (5, suggestion)


def test_problems_keep_their_weight_without_settings():
    problem = Problem("link.broken", Severity.ERROR, "a.md", "Nothing there.")
    assert gravity.weigh([problem], {}) == (problem,)
    assert gravity.weigh([problem], {"link": "off"}) == ()
