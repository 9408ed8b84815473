import re

import pytest

from weeknotes.errors import MeaningError
from weeknotes.languages import language_code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("en", "en"), ("cy", "cy"), ("en-GB", "en-GB"), ("en_GB", "en-GB"), ("zh-Hant-TW", "zh-Hant-TW")],
)
def test_a_code_is_taken_as_it_is(typed, code):
    assert language_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"), [("Welsh", "cy"), (" cymraeg ", "cy"), ("English", "en"), ("Gàidhlig", "gd")]
)
def test_a_name_is_understood(typed, code):
    assert language_code(typed) == code


@pytest.mark.parametrize("typed", ["", "the usual", "e", "Klingon", "en/cy"])
def test_what_is_neither_is_told(typed):
    with pytest.raises(MeaningError, match="Write en for English"):
        language_code(typed)


def test_what_is_written_from_right_to_left_runs_so(make):
    made = make(
        """-- content/posts/arabic.md --
---
title: ملاحظات الأسبوع
date: 2026-03-06
lang: ar
---
نص عربي قصير.
-- content/posts/plain.md --
---
title: Plain
date: 2026-03-07
---
Words.
"""
    )
    page, home = made.page("ar/posts/arabic/index.html"), made.page("index.html")
    assert re.findall(r'<(\w+)[^>]* dir="rtl"', page) == ["h1", "div"]
    assert re.search(r'<h3 class="[^"]*" lang="ar" dir="rtl"><a class="u-url" href="ar/posts/arabic/">ملا', home)
    assert 'dir="rtl"' not in made.page("posts/plain/index.html").partition("<h1")[2].partition("</article>")[0]
