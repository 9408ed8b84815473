"""What the site itself says within a text, on pages and in feeds."""

from __future__ import annotations

import pytest
from lxml import html
from sites import TONGUES
from test_counterparts import CONFIG

from weeknotes.furniture import ENGLISH, spoken

TEXT = """\
-- content/posts/a.{0}md --
---
title: A
date: 2026-07-10
lang: {1}
---
> [!WARNING]
> Mind the [gap](https://example.com/).[^one]

Again.[^one]

[^one]: Here.
"""
SAID = """<p class="alert-title">Tip</p><p>Tip, Note (external site)</p><a aria-label="Footnotes today">Footnotes</a>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory, make_in):
    texts = TEXT.format("", "en") + TEXT.format("cy.", "cy")
    return make_in(tmp_path_factory.mktemp("furniture"), texts, CONFIG)


@pytest.mark.parametrize(
    ("file", "title", "external", "label", "backs"),
    [
        ("posts/a", "Warning", " (external site)", "Footnotes", ["note 1", "note 1, mention 2"]),
        ("cy/posts/a", "Rhybudd", " (gwefan allanol)", "Troednodiadau", ["nodyn 1", "nodyn 1, cyfeiriad 2"]),
    ],
)
def test_a_page_says_it_in_its_language(site, file, title, external, label, backs):
    text = html.fromstring(site.page(f"{file}/index.html")).xpath("//div[contains(@class, 'e-content')]")[0]
    assert text.xpath(".//*[@class='alert-title']/text()") == [title]
    assert text.xpath(".//a[@class='external']//span/text()") == [external]
    assert text.xpath(".//section/@aria-label") == [label]
    labels = text.xpath(".//a[@class='footnote-backref']/@aria-label")
    assert [each.partition(", ")[2] for each in labels] == backs


def test_a_feed_says_it_in_the_language_of_each_item(site):
    feed = site.output["feed.atom"].decode()
    assert ("Warning&lt;" in feed, "Rhybudd&lt;" in feed) == (True, True)
    assert "Warning" not in site.output["cy/feed.atom"].decode()


def test_nothing_else_in_a_text_is_touched():
    said = spoken(SAID, TONGUES.of("cy"))
    assert said == SAID.replace(">Tip</p>", ">Awgrym</p>", 1)


def test_in_english_a_text_stays_as_it_is():
    assert spoken(SAID, TONGUES.of("en")) is SAID


@pytest.mark.parametrize(
    ("label", "said"),
    [("Table", "Tabl, A &amp; B"), ("Table: 5 &lt; 6 (2)", "Tabl: 5 &lt; 6 (2), A &amp; B")],
)
def test_on_a_page_of_several_texts_tables_are_told_apart(label, said):
    frame = '<div class="table-scroll" role="region" tabindex="0" aria-label="{}">'
    assert spoken(frame.format(label), TONGUES.of("cy"), "A & B") == frame.format(said)
    assert spoken(frame.format(label), TONGUES.of("cy")) == frame.format(said.partition(",")[0])


def test_two_notes_of_a_week_have_no_label_in_common(make):
    note = "-- content/weeknotes/2026/2026-w28-{0}.md --\n---\ntitle: Of {0}\ndate: 2026-07-10\n---\n{1}"
    text = "| a | b |\n| - | - |\n| 1 | 2 |\n\nOne.[^1]\n\n[^1]: Note.\n"
    built = make(note.format("housing", text) + note.format("library", text), CONFIG)
    page = html.fromstring(built.page("weeks/2026/w28/index.html"))
    labels = page.xpath("//main//*[@role='region' or self::section]/@aria-label")
    assert sorted(labels) == [
        *("Footnotes, Of housing", "Footnotes, Of library"),
        *("Table, Of housing", "Table, Of library"),
    ]


def test_a_site_of_its_own_words_says_those(make):
    words = "-- templates/words/en.toml --\n[text]\nwarning = 'Mind <this>'\n"
    assert "Mind &lt;this&gt;</p>" in make(TEXT.format("", "en") + words, CONFIG).page("posts/a/index.html")


def test_the_english_words_of_the_theme_are_those_that_a_text_is_written_with():
    assert {key: TONGUES.of("en").phrases[key] for key in ENGLISH} == ENGLISH
