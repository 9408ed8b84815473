"""Exports that are broken, wrong or made to harm: words with file and line, and nothing written."""

import io
import json
import os
import stat
import zipfile

import pytest
from exported import EXPORTS, bring, post
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.errors import MeaningError, SiteError, UsageError
from weeknotes.importers import feed, ghost, trees, wordpress

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><item><title>&j;</title></item></channel></rss>"
)
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'
PAGE = "<!DOCTYPE html><html><body>502 Bad gateway</body></html>"
JAPANESE = b'<?xml version="1.0" encoding="shift_jis"?>\n' + post("\x80").encode("latin-1")
ZIP = b"PK\x03\x04" + b"\0" * 60


def refused(tmp_path, form, data, name="export.xml"):
    """What is said of these bytes; the site must stay as it was."""
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(SiteError) as caught:
        bring(tmp_path / "site", form, tmp_path / name)
    assert sorted(path.name for path in (tmp_path / "site").rglob("*")) == ["config.toml"]
    return caught.value.problem


@pytest.mark.parametrize(
    ("form", "data", "line", "words"),
    [
        ("wordpress", "", 1, "this file is empty"),
        ("wordpress", " \n\n", 1, "this file is empty"),
        ("wordpress", PAGE, 1, "a page of HTML"),
        ("wordpress", ZIP, 1, "this is a zip"),
        ("wordpress", "just words", 1, "this is not XML"),
        ("wordpress", b"\x80\xff\x00nonsense" * 9999, 1, "cannot stand in XML"),
        ("wordpress", "<feed/>", 1, "no export of WordPress"),
        ("wordpress", "<rss><channel/></rss>", 1, "no export of WordPress"),
        ("wordpress", post("x")[:-60], 1, "in the middle"),
        ("wordpress", post("x\n\ny").replace("</item>", "</items>"), 3, "was not opened"),
        ("wordpress", post("x").replace("A title", "A &nbsp; title"), 1, "nobody has explained"),
        ("wordpress", post("x").replace("A title", "\nFish & chips"), 2, "“&amp;”"),
        ("wordpress", post("x").replace("A title", "\nFish & chips"), 2, "Fish & chips"),
        ("wordpress", post("x").replace("A title", "A &nbsp; title"), 1, "write “&#160;”"),
        ("wordpress", post("x").replace("A title", "A &house; title"), 1, "“&house;”"),
        ("wordpress", "\n\n\n" + post("x").replace("A title", "\nFish & chips"), 5, "Fish & chips"),
        ("wordpress", post("x").encode().replace(b"A title", b"\ncaf\xe9"), 2, "no letters of UTF-8"),
        ("wordpress", post("x") + "Fatal error: memory", 1, "something follows"),
        ("wordpress", post("x") + '<?xml version="1.0"?>' + post("y"), 1, "something follows"),
        ("wordpress", '<?xml version="1.0" encoding="larkfield"?>' + post("x"), 1, "“larkfield”"),
        ("wordpress", JAPANESE, 2, "“shift_jis”"),
        ("wordpress", LAUGHS, 1, "entities of its own"),
        ("wordpress", OUTSIDE, 1, "entities of its own"),
        ("wordpress", "<rss>" + "<item>" * 5000, 1, "nested"),
        ("ghost", '{"db": [\n{"data"', 2, "in the middle"),
        ("ghost", "<rss/>", 1, "not JSON"),
        ("ghost", "{}", 1, "no export of Ghost"),
        ("ghost", "[" * 100_000, 1, "nested"),
        ("ghost", b"\xff\xfe\xfa", 1, "no text in UTF-8"),
        ("ghost", PAGE, 1, "a page of HTML"),
        ("feed", LAUGHS, 1, "entities of its own"),
        ("feed", "<opml/>", 1, "no RSS or Atom feed"),
        ("feed", '{"a": 1}', 1, "no feed"),
        ("feed", '{"a"\n x', 2, "neither a feed in XML nor one in JSON"),
        ("medium", "<rss/>", 1, "neither a folder nor a zip"),
        ("medium", PAGE, 1, "a page of HTML"),
        ("medium", ZIP, 1, "this is a zip"),
    ],
)
def test_what_is_no_export_is_told_with_its_line(tmp_path, form, data, line, words):
    problem = refused(tmp_path, form, data)
    assert words.casefold() in problem.message.casefold()
    assert "Nothing was imported" in problem.message
    assert (problem.line, problem.path) == (line, "export.xml")


def test_an_export_that_is_cut_off_anywhere_writes_nothing(tmp_path):
    whole = (EXPORTS / "wordpress-1.2.xml").read_bytes()
    for cut in range(100, len(whole) - 30, 1999):
        refused(tmp_path, "wordpress", whole[:cut])


def outcome(read, data):
    """How many things were read, or the first word of what was said instead."""
    try:
        export = read(data)
    except MeaningError as error:
        return str(error).split()[0]
    return len(export.texts) + len(export.left)


def archive(*members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text, mode in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = mode << 16
            opened.writestr(info, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("member", "words"),
    [
        (("../../posts/x.html", "x", 0), "leads out of it"),
        (("/posts/x.html", "x", 0), "leads out of it"),
        (("C:\\posts\\x.html", "x", 0), "leads out of it"),
        (("posts/x.html", "/etc/passwd", stat.S_IFLNK | 0o777), "leads out of it"),
        (("posts/x.html", "0" * 60_000_000, 0), "unpacks to 60,000,000 bytes"),
        (("about.txt", "x", 0), "No post is in here"),
    ],
)
def test_a_zip_that_means_harm_is_not_opened(tmp_path, member, words):
    assert words in refused(tmp_path, "medium", archive(member), "export.zip").message


def test_a_damaged_zip_is_told(tmp_path):
    whole = archive(("posts/x.html", os.urandom(5000).hex(), 0))
    damaged = whole[:900] + b"\0" * 200 + whole[1100:]
    assert "cannot be read to its end" in refused(tmp_path, "medium", damaged, "export.zip").message


def test_a_folder_is_not_left_through_a_link(tmp_path):
    (tmp_path / "outside.md").write_text("---\ntitle: SEEDED\ndate: 2022-01-01\n---\n", encoding="utf-8")
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/2022-01-02-in.md").write_text("in", encoding="utf-8")
    (tmp_path / "blog/2022-01-01-out.md").symlink_to(tmp_path / "outside.md")
    assert bring(tmp_path / "site", "jekyll", tmp_path / "blog").texts == ["content/posts/2022-01-02-in.md"]


def test_a_content_folder_that_is_a_link_out_of_the_site_is_refused(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site/content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SiteError, match="leads out of the site"):
        bring(tmp_path / "site", "feed", "feed.json")
    assert list((tmp_path / "elsewhere").rglob("*.md")) == []


def test_what_cannot_be_followed_is_told():
    for form, file in (("blogger", "feed.json"), ("feed", "nowhere.xml"), ("ghost", "medium")):
        with pytest.raises(UsageError):
            bring(EXPORTS, form, file, config="")


def test_a_site_that_cannot_be_written_stays_as_it_was(tmp_path):
    first = bring(tmp_path, "feed", "feed.json")
    before = first.files
    # A folder where a file has to go: found only when the others are in place.
    export = json.loads((EXPORTS / "feed.json").read_text(encoding="utf-8"))
    export["items"][0]["content_html"] = "<p>Changed.</p>"
    export["items"].append(
        {"id": "n-3", "title": "Three", "date_published": "2020-04-01T10:00:00Z", "content_text": "x"}
    )
    (tmp_path / "new.json").write_text(json.dumps(export), encoding="utf-8")
    (tmp_path / "content/posts").chmod(0o555)
    try:
        if not os.access(tmp_path / "content/posts", os.W_OK):
            with pytest.raises(SiteError, match="as it was"):
                bring(tmp_path, "feed", tmp_path / "new.json")
            assert {path: data for path, data in first.files.items() if path != "new.json"} == before
    finally:
        (tmp_path / "content/posts").chmod(0o755)


@settings(max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 3000), st.integers(1, 64))
def test_bytes_put_anywhere_into_an_export_end_in_words_or_in_texts(noise, place, size):
    whole = post("<p>words</p>").encode()
    data = whole[:place] + noise + whole[place:]
    pieces = (data[start : start + size] for start in range(0, len(data), size))
    assert outcome(wordpress.read_wordpress, pieces) in ("Line", 0, 1)


@settings(max_examples=60)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "posts",
                        "tags",
                        "users",
                        "id",
                        "title",
                        "html",
                        "status",
                        "post_id",
                        "name",
                        "published_at",
                        "data",
                        "db",
                    ]
                ),
                inner,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_ends_in_words_or_in_texts(value):
    data = json.dumps({"data": value}).encode()
    assert outcome(ghost.read_ghost, data) == "Line" or ghost.read_ghost(data).system == "Ghost"


POST = {"id": 1, "title": None, "html": 5, "status": "published", "visibility": "public", "published_at": "2025-01-01"}
ODD_JOIN = {"users": "x", "posts_authors": [{"sort_order": "q", "post_id": 1}]}
ODD_MARKS = (
    '{"sections":[[1,"p",[[0,["x"],"y",null],[1,[9],9,99]]],[3,"ul"],[10,"a"],[2,null],"x",[]],'
    '"markups":[["a",["href"]],["a",["href",5]]]}'
)
JSON_FEED = "https://jsonfeed.org/version/1.1"


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("ghost", {"data": {"posts": [{**POST, "lexical": '{"root":{"children":[[]]}}'}], **ODD_JOIN}}),
        ("ghost", {"data": {"posts": [{**POST, "html": None, "mobiledoc": ODD_MARKS}], **ODD_JOIN}}),
        ("feed", {"version": JSON_FEED, "items": [{"id": {"a": 1}, "tags": [{}], "authors": [5]}]}),
        ("feed", {"version": JSON_FEED, "author": "x", "authors": "y", "items": [{"id": 1, "attachments": 5}, 3]}),
    ],
)
def test_values_of_any_kind_in_any_place_are_no_reason_to_fail(tmp_path, form, value):
    (tmp_path / "odd.json").write_text(json.dumps(value), encoding="utf-8")
    assert len(bring(tmp_path / "site", form, tmp_path / "odd.json").texts) == 1


def test_addresses_that_are_none_are_no_reason_to_fail(tmp_path):
    odd = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://[bad"><link href="http://[worse"/><entry>'
        '<link href="x"/><link rel="enclosure" href="javascript:alert(1)" type="image/png"/><id>1</id>'
        '<content type="html" xml:base="//[">&lt;a href="y">y&lt;/a></content></entry></feed>'
    )
    (tmp_path / "odd.xml").write_text(odd, encoding="utf-8")
    brought = bring(tmp_path / "site", "feed", tmp_path / "odd.xml")
    assert "javascript" not in brought.read(brought.texts[0].removeprefix("content/"))


@settings(max_examples=100)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "url", "title", "content_html", "summary", "authors", "tags", "attachments"]),
            st.none() | st.integers() | st.text(max_size=5) | st.lists(st.dictionaries(st.text(), st.none())),
        )
    )
)
def test_any_json_feed_ends_in_texts(items):
    data = json.dumps({"version": JSON_FEED, "items": items}).encode()
    assert len(feed.read_feed([data]).texts) == len(items)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 64])
def test_characters_that_xml_forbids_are_left_out_however_the_file_is_cut(size):
    data = "<r><item>a\x07b&#8;c&#x1F;d\ufffee</item></r>".encode()
    found = list(trees.read((data[start : start + size] for start in range(0, len(data), size)), ["item"]))
    assert found[0].element.text == "abcde"
    assert found[-1].taken == 4


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb2312", "euc-jp", "shift_jis", "big5"]
)
def test_an_export_is_read_however_it_was_saved(tmp_path, encoding):
    words = "\u4e2d\u4e94" if encoding in ("gb2312", "euc-jp", "shift_jis", "big5") else "Caf\u00e9 \u2013 \u4e2d"
    typed = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + post(f"<p>{words}</p>")
    (tmp_path / "one.xml").write_bytes(typed.encode(encoding))
    brought = bring(tmp_path / "site", "wordpress", tmp_path / "one.xml")
    assert brought.read("posts/2019-07-12-a-title.md").endswith(f"---\n\n{words}\n")


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-15"])
def test_the_letters_of_old_windows_and_of_old_europe_are_read(tmp_path, encoding):
    typed = f'<?xml version="1.0" encoding="{encoding}"?>' + post("<p>Rent: 5 \u20ac</p>")
    (tmp_path / "one.xml").write_bytes(typed.encode(encoding))
    assert "5 \u20ac" in bring(tmp_path / "site", "wordpress", tmp_path / "one.xml").read("posts/2019-07-12-a-title.md")


def test_blank_lines_above_an_export_and_prefixes_that_nothing_explains_are_no_reason_to_fail(tmp_path):
    cut = '\r\n\n <?xml version="1.0"?>' + post("<p>words</p>")
    cut = cut.replace('xmlns:wp="http://wordpress.org/export/1.2/"', "")
    cut = cut.replace('xmlns:content="http://purl.org/rss/1.0/modules/content/"', "")
    cut = cut.replace("</item>", "<excerpt:encoded>In short.</excerpt:encoded></item>")
    (tmp_path / "one.xml").write_text(cut, encoding="utf-8")
    read = bring(tmp_path / "site", "wordpress", tmp_path / "one.xml").read("posts/2019-07-12-a-title.md")
    assert ("\nsummary: In short.\n" in read, read.endswith("---\n\nwords\n")) == (True, True)


def test_a_prefix_may_be_any_that_the_file_explains():
    typed = (
        '<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><title>A</title>'
        '<c:encoded>whole</c:encoded><x:encoded xmlns:x="urn:y">not this</x:encoded></item></channel></rss>'
    )
    assert feed.read_feed([typed.encode()]).texts[0].body == "whole"


def test_names_of_letters_that_an_old_feed_takes_from_a_list_elsewhere_are_letters():
    typed = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    item = "<rss><channel><item><title>Caf&eacute;&nbsp;28</title><link>https://e.org/a</link></item></channel></rss>"
    assert feed.read_feed([(typed + item).encode()]).texts[0].title == "Caf\u00e9 28"
    with pytest.raises(MeaningError, match="nobody has explained"):
        feed.read_feed([(typed + item.replace("eacute", "house")).encode()])


@pytest.mark.parametrize(
    "encoding", ["undefined", "idna", "punycode", "rot13", "zip", "utf-7", "unicode_escape", "utf-8-sig"]
)
def test_codecs_that_are_for_no_letters_end_in_words_or_in_texts(encoding):
    typed = f'<?xml version="1.0" encoding="{encoding}"?>' + post("caf\u00e9 \\x41 +AGE- xn--a")
    assert outcome(wordpress.read_wordpress, [typed.encode()]) in ("Line", 1)
