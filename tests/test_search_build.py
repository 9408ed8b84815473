"""Search as a part of a build: made when words change, left alone otherwise, and never with a draft in it."""

import gzip
import json
import re

import pagefind_bin
import pytest
from sites import CONFIG

FILES = """-- content/weeknotes/2026-11-06-housing.md --
---
title: Boilers
team: housing
---
The boilers are warm.

-- content/posts/damp.md --
---
title: Damp
date: 2025-03-01
---
Mould is back.

-- content/posts/secret.md --
---
title: Unicorns
date: 2026-01-01
draft: true
---
Unicorns ahead.
"""
EDITED = """-- content/posts/damp.md --
---
title: Damp
date: 2025-03-01
---
Mould has gone.
"""


def index(site) -> dict[str, bytes]:
    return {path: data for path, data in site.output.items() if re.match(r"search/(?!index\.html)", path)}


def texts(site) -> dict[str, str]:
    packed = [data for path, data in index(site).items() if path.endswith(".pf_fragment")]
    found = [json.loads(gzip.decompress(data)[12:]) for data in packed]
    return {each["url"]: each["content"] for each in found}


@pytest.fixture
def no_pagefind(monkeypatch, tmp_path_factory):
    """From here on whoever asks for Pagefind fails."""

    def lose() -> None:
        monkeypatch.setattr(pagefind_bin, "this_dir", tmp_path_factory.mktemp("empty"))

    return lose


def test_a_build_writes_an_index_of_what_is_published(make):
    site = make(FILES)
    assert texts(site) == {"weeknotes/2026/w45/housing/": "The boilers are warm.", "posts/damp/": "Mould is back."}
    assert not [path for path, data in site.output.items() if b"nicorn" in data]


def test_the_page_lists_by_year_and_every_other_page_has_a_box(make):
    site = make(FILES)
    page = site.page("search/index.html")
    assert page.index(">2026</h2>") < page.index(">Boilers</a>") < page.index(">2025</h2>") < page.index(">Damp</a>")
    assert 'class="find"' not in page
    assert '<form class="find" role="search" action="../../search/">' in site.page("posts/damp/index.html")
    assert '<form class="find" role="search" action="/search/">' in site.page("404.html")


def test_the_policy_is_wider_on_that_page_alone(make):
    site = make(FILES)
    assert [path for path, data in site.output.items() if b"wasm-unsafe-eval" in data and path.endswith("html")] == [
        "search/index.html"
    ]


def test_pages_count_the_files_of_the_index(make):
    assert make(FILES).account.written == len(make("").output) - 1 == make("").account.unchanged


def test_a_change_of_other_things_asks_nothing_of_pagefind(make, no_pagefind):
    before = index(make(FILES))
    no_pagefind()
    site = make("-- templates/base.html --\n<title>{{ page.title }}</title>{% block main %}{% endblock %}\n")
    assert index(site) == before


def test_a_change_of_a_word_gives_what_a_clean_build_gives(make, make_in, tmp_path_factory):
    before = index(make(FILES))
    after = index(make(EDITED))
    assert after != before
    assert after == index(make_in(tmp_path_factory.mktemp("clean"), FILES + EDITED))


def test_a_word_far_down_changes_the_index_though_nothing_is_laid_out_anew(make, make_in, tmp_path_factory):
    long = "-- content/posts/long.md --\n---\ndate: 2026-01-01\ntitle: Long\n---\n" + "Words and words. " * 60 + "{}\n"
    make(FILES + long.format("Kittens"))
    site = make(long.format("Puppies"))
    assert "Puppies" in texts(site)["posts/long/"]
    clean = make_in(tmp_path_factory.mktemp("clean"), FILES + long.format("Puppies"))
    assert site.output == clean.output
    assert site.account.removed > 0
    assert site.account.written + site.account.unchanged == len(site.output) - 1


def test_a_lost_file_of_the_index_comes_back(make):
    site = make(FILES)
    (site.folder / "output/search/facets.json").unlink()
    again = make("")
    assert (index(again), again.account.written) == (index(site), 1)


def test_a_missing_pagefind_stops_the_build_before_anything_is_written(make, no_pagefind):
    site = make(FILES)
    no_pagefind()
    failed = make(EDITED)
    assert "search.missing" in failed.codes
    assert failed.output == site.output


def test_a_site_can_do_without(make, no_pagefind):
    make(FILES)
    no_pagefind()
    site = make("", CONFIG + "[search]\nenabled = false\n")
    assert not [path for path in site.output if path.startswith("search/")]
    assert 'class="find"' not in site.page("index.html")


def test_a_site_with_nothing_to_find_has_no_page(make):
    assert not [path for path in make("").output if path.startswith("search/")]


def test_links_to_the_search_page_resolve(make):
    site = make(FILES + "-- content/posts/how.md --\n---\ndate: 2026-01-01\n---\n[Search](/search/) for it.\n")
    assert 'href="../../search/"' in site.page("posts/how/index.html")
    assert "link.broken" not in site.codes
