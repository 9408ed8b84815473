"""Whole sites in the shapes of public blogs: they build as they stand, with every file accounted for."""

import json
import re
from functools import cache

import pytest
from PIL import Image

from weeknotes.config import Folder
from weeknotes.entries import headed_folders, place

SHA = "0123456789abcdef0123456789abcdef01234567"
CONFIG = """[site]
title = "Open Reach"
url = "https://open.example.org/"
id_authority = "open.example.org,2019"
repository = "reach/open"
"""

JEKYLL = f"""-- _config.yml --
baseurl: /blog
-- Gemfile --
source "https://rubygems.org"
-- README.md --
# How this blog works
-- index.md --
---
layout: home
---
Welcome
-- about.md --
---
layout: page
title: About us
permalink: /about/
---
Who we are
-- _layouts/post.html --
{{{{ content }}}}
-- _includes/note.md --
Include me
-- _data/authors.yml --
ada: Ada
-- _posts/.DS_Store --
x
-- _posts/2023-04-28-weeknotes.md --
---
layout: post
title: Weeknotes
permalink: /weeknotes/2023/april/
---
Older. [The next one](/2023/05/05/weeknotes.html)
-- _posts/2023-05-05-weeknotes.md --
---
layout: post
title: "Weeknotes 05/05/2023"
author: Sam & Jo
categories: weeknotes
lang: en
ref: weeknotes-05-05-2023
---
![A desk](https://github.com/reach/open/blob/{SHA}/images/pic.png?raw=true)
![A map](/assets/images/x.jpg) and ![again]({{{{ site.baseurl }}}}/assets/images/x.jpg)

* [by post]({{% post_url 2023-04-28-weeknotes %}})
* [by file]({{% link _posts/2023-04-28-weeknotes.md %}})
* [by address]({{{{ site.baseurl }}}}{{% post_url 2023-04-28-weeknotes %}})
* [by permalink](https://open.example.org/weeknotes/2023/april/)
-- _posts/2023-05-05-wythnos.cy.md --
---
layout: post
title: "Nodiadau wythnos 05/05/2023"
lang: cy
ref: weeknotes-05-05-2023
---
Helo
-- _posts/2023-05-12-weeknotes — it’s a week.md --
Text
-- _posts/2023-05-19-weeknotes --
The name lacks its ending
-- _posts/2023-05-26-weeknotes.html --
<p>Not Markdown</p>
-- _drafts/secret.md --
Nobody may read this
-- assets/images/x.jpg --
-- images/pic.png --
"""

PARLIAMENT = """-- README.md --
# Data team
-- LICENSE --
Open
-- 2018/index.md --
All of 2018
-- 2018/28/index.md --
# Week 28
We began.
-- 2018/29/index.md --
[The week before](../28/) and [its file](../28/index.md)
-- 2018/52/index.md --
Christmas
-- 2019/01/index.md --
![A chart](chart.png)
-- 2019/01/chart.png --
-- node_modules/left/readme.md --
x
"""

HUGO = """-- content/_index.md --
---
title: Home
---
-- content/posts/_index.md --
---
title: All posts
---
-- content/posts/first-week/index.md --
---
title: First week
date: 2024-03-01T10:00:00Z
draft: false
---
{{< figure src="team.png" alt="The team" caption="All of us" >}}

![Again](team.png) ![Static](/images/a.png)

[By name]({{< ref "third-week" >}}) [by path]({{< relref "third-week/index.md" >}})
[absolute]({{< ref "/posts/third-week" >}})
-- content/posts/first-week/team.png --
-- content/posts/second-week/index.md --
---
title: Second week
date: 2024-03-08
draft: true
---
Not ready
-- content/posts/third-week/index.md --
---
title: Third week
date: 2024-03-15
---
[Back](../first-week/)
-- static/images/a.png --
-- archetypes/default.md --
---
title: x
---
"""

DESIGN = """-- app/posts/posts.json --
{}
-- app/posts/book-a-vaccine/index.md --
---
title: Book a vaccine
description: A service
---
What the service is
-- app/posts/book-a-vaccine/book-a-vaccine.11tydata.json --
{}
-- app/posts/book-a-vaccine/2025/03/new-search/index.md --
---
title: New search
date: 2025-03-14
tags:
  - search
---
{% from "govuk/components/inset-text/macro.njk" import govukInsetText %}

{{ govukInsetText({ text: "Beware" }) }}

![Before](before.png) [The old one](/book-a-vaccine/2025/03/old-search/) [the service](/book-a-vaccine/)
-- app/posts/book-a-vaccine/2025/03/new-search/before.png --
-- app/posts/book-a-vaccine/2025/03/old-search/index.md --
---
title: Old search
date: 2025-03-01
---
Text
-- app/posts/apply.md --
---
title: Apply for a juror
---
Another service
-- app/posts/apply/2025/03/new-search/index.md --
---
title: New search
date: 2025-03-14
---
The same name on the same day, of another service
"""

MONTHS = """-- notes/2022-07.md --
# July
We moved.
-- notes/2022-08.md --
Monthnotes
-- notes/2022-12-monthnotes.md --
The last of the year
-- notes/2019-05-03_Week-notes-18--the-one-with-the-long-name-that-never-ends-and-goes-on-for-ever-c1d2e3f4a5b6.md --
Text
-- notes/2019-05-03_Week-notes-18--the-one-with-the-long-name-that-never-ends-and-goes-on-for-ever-c1d2e3f4a5b7.md --
Text
-- notes/a-week-in-september.md --
---
date: 2022-09-01
---
In the same week as the monthnotes
"""


def folders(*pairs: tuple[str, str]) -> str:
    return CONFIG + "".join(f'[[folders]]\npath = "{path}"\nkind = "{kind}"\n' for path, kind in pairs)


LAYOUTS = {
    "jekyll": (JEKYLL, folders(("_posts", "weeknote"))),
    "jekyll with drafts": (JEKYLL, folders(("_posts", "weeknote"), ("_drafts", "weeknote"))),
    "jekyll from its root": (JEKYLL, folders((".", "weeknote"))),
    "jekyll as posts": (JEKYLL, folders(("_posts", "post"))),
    "parliament": (PARLIAMENT, folders(("2018", "weeknote"), ("2019", "weeknote"))),
    "parliament from its root": (PARLIAMENT, folders((".", "weeknote"))),
    "hugo": (HUGO, folders(("content/posts", "weeknote"))),
    "hugo as posts": (HUGO, folders(("content/posts", "post"))),
    "design history": (DESIGN, folders(("app/posts", "post"))),
    "monthnotes": (MONTHS, folders(("notes", "weeknote"))),
}
PASSED_OVER = ("output", "node_modules", ".weeknotes")


@pytest.fixture(scope="module")
def build(make_in, tmp_path_factory):
    """Build one of the `LAYOUTS`, its pictures being real ones; every test looks at the same site."""

    @cache
    def built(name: str, more: str = ""):
        files, config = LAYOUTS[name]
        folder = tmp_path_factory.mktemp("site")
        for path in re.findall(r"^-- (\S+\.(?:jpg|png)) --\n", files, re.M):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (40, 30), "teal").save(folder / path)
        texts = re.sub(r"^-- \S+\.(?:jpg|png) --\n", "", files, flags=re.M)
        return make_in(folder, more + texts, config=config)

    return built


def on_disk(site, config: str) -> set[str]:
    """Every file below the configured folders and `content`, but for those of programs."""
    roots = {*re.findall(r'^path = "(.*)"', config, re.M), "content"}
    found = {path for root in roots for path in (site.folder / root).rglob("*") if path.is_file()}
    names = {path.relative_to(site.folder).as_posix() for path in found}
    return {name for name in names if not name.startswith(PASSED_OVER)}


def errors(site) -> list[str]:
    return [f"{each.path}: {each.message}" for each in site.account.problems if each.severity == "error"]


def published(site) -> dict[str, str]:
    texts = [file for file in site.account.files if file.path.endswith(".md")]
    return {file.path: file.url for file in texts if file.state == "published"}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_file_of_a_layout_is_in_the_report_exactly_once(build, name):
    site = build(name)
    paths = [file.path for file in site.account.files]
    assert sorted(paths) == sorted(on_disk(site, LAYOUTS[name][1]))


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_builds_as_it_stands(build, name):
    site = build(name)
    assert errors(site) == []
    assert "index.html" in site.output


@pytest.mark.parametrize("name", LAYOUTS)
def test_addresses_and_feed_ids_of_a_layout_are_unique(build, name):
    site = build(name)
    entries = json.loads(site.page("site.json"))["entries"]
    for key in ("id", "address"):
        values = [entry[key] for entry in entries]
        assert len(values) == len(set(values)) > 0


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_not_published_has_a_reason(build, name):
    left_out = [file for file in build(name).account.files if file.state in ("not content", "held", "draft")]
    assert [file.path for file in left_out if not file.reason] == []


def test_all_posts_of_a_jekyll_blog_are_published(build):
    assert published(build("jekyll")) == {
        "_posts/2023-04-28-weeknotes.md": "/weeknotes/2023/w17/weeknotes/",
        "_posts/2023-05-05-weeknotes.md": "/weeknotes/2023/w18/weeknotes/",
        "_posts/2023-05-05-wythnos.cy.md": "/cy/weeknotes/2023/w18/wythnos/",
        "_posts/2023-05-12-weeknotes — it’s a week.md": "/weeknotes/2023/w19/weeknotes-its-a-week/",
    }


def test_a_jekyll_post_without_ending_is_told_its_new_name(build):
    reason = build("jekyll").files["_posts/2023-05-19-weeknotes"].reason
    assert "2023-05-19-weeknotes.md" in reason


@pytest.mark.parametrize("text", ["by post", "by file", "by address", "by permalink"])
def test_jekyll_links_lead_to_the_post(build, text):
    page = build("jekyll").page("weeknotes/2023/w18/weeknotes/index.html")
    assert re.search(rf'<a href="\.\./\.\./w17/weeknotes/">{text}</a>', page)


def test_jekyll_addresses_of_posts_still_lead_there(build):
    page = build("jekyll").page("weeknotes/2023/w17/weeknotes/index.html")
    assert re.search(r'<a href="\.\./\.\./w18/weeknotes/">The next one</a>', page)


def test_pictures_of_the_repository_are_the_sites_own_whatever_way_they_are_linked(build):
    site = build("jekyll")
    page = site.page("weeknotes/2023/w18/weeknotes/index.html")
    assert "github.com/reach/open/blob/0123" not in page
    assert len(re.findall(r'<img src="[./]*media/(?:assets/)?images/(?:pic\.png|x\.jpg)"', page)) == 3
    assert {"media/images/pic.png", "media/assets/images/x.jpg"} <= site.output.keys()


def test_jekyll_posts_with_one_ref_are_a_translation_pair(build):
    assert 'hreflang="cy"' in build("jekyll").page("weeknotes/2023/w18/weeknotes/index.html")


def test_weeks_of_a_jekyll_blog_follow_each_other_whoever_wrote_them(build):
    page = build("jekyll").page("weeknotes/2023/w18/weeknotes/index.html")
    assert 'rel="prev" href="../../w17/weeknotes/"' in page
    assert 'rel="next" href="../../w19/weeknotes-its-a-week/"' in page


def test_a_permalink_of_jekyll_leads_on_to_the_new_address(build):
    assert "w17/weeknotes/" in build("jekyll").page("weeknotes/2023/april/index.html")


@pytest.mark.parametrize("name", ["jekyll with drafts", "jekyll from its root"])
def test_what_lies_in_a_folder_of_drafts_is_a_draft(build, name):
    site = build(name)
    assert site.files["_drafts/secret.md"].state == "draft"
    assert not [file for file, data in site.output.items() if b"Nobody may read" in data]


def test_the_machinery_of_a_jekyll_repository_is_not_content(build):
    files = build("jekyll from its root").files
    machinery = ("README.md", "index.md", "_layouts/post.html", "_includes/note.md", "_config.yml", "Gemfile")
    assert {files[path].state for path in (*machinery, "config.toml")} == {"not content"}
    assert "machinery" in files["_includes/note.md"].reason
    assert "rename" not in files["Gemfile"].reason


def test_a_page_of_jekyll_is_a_page(build):
    assert published(build("jekyll from its root"))["about.md"] == "/about/"


def test_a_note_in_a_folder_whose_name_is_mistyped_is_found_from_the_root(build):
    site = build("jekyll from its root", "-- _post/2023-06-02-wekknotes.md --\nHere\n")
    assert published(site)["_post/2023-06-02-wekknotes.md"] == "/weeknotes/2023/w22/wekknotes/"


@pytest.mark.parametrize("name", ["parliament", "parliament from its root"])
def test_the_week_is_in_the_folders_also_where_one_of_them_is_configured(build, name):
    assert published(build(name)) == {
        "2018/28/index.md": "/weeknotes/2018/w28/weeknotes/",
        "2018/29/index.md": "/weeknotes/2018/w29/weeknotes/",
        "2018/52/index.md": "/weeknotes/2018/w52/weeknotes/",
        "2019/01/index.md": "/weeknotes/2019/w01/weeknotes/",
    }


def test_a_week_links_to_the_next_over_new_year(build):
    page = build("parliament").page("weeknotes/2018/w52/weeknotes/index.html")
    assert re.search(r'href="\.\./\.\./\.\./2019/w01/weeknotes/"', page)


def test_links_between_folders_of_weeks_lead_to_their_notes(build):
    page = build("parliament").page("weeknotes/2018/w29/weeknotes/index.html")
    assert len(re.findall(r'<a href="\.\./\.\./w28/weeknotes/">(?:The week before|its file)</a>', page)) == 2


def test_the_page_of_a_year_is_a_list_that_the_site_makes(build):
    file = build("parliament").files["2018/index.md"]
    assert (file.state, "by itself" in file.reason) == ("not content", True)


def test_a_readme_may_be_the_note_of_a_week(make):
    site = make("-- 2018/28/README.md --\nText\n", config=folders((".", "weeknote")))
    assert site.files["2018/28/README.md"].url == "/weeknotes/2018/w28/weeknotes/"


def test_folders_of_programs_are_passed_over(build):
    assert not [path for path in build("parliament from its root").files if path.startswith("node_modules")]


def test_a_hugo_bundle_is_named_by_its_folder(build):
    assert published(build("hugo")) == {
        "content/posts/first-week/index.md": "/weeknotes/2024/w09/first-week/",
        "content/posts/third-week/index.md": "/weeknotes/2024/w11/third-week/",
    }


def test_hugo_drafts_are_drafts(build):
    site = build("hugo")
    assert site.files["content/posts/second-week/index.md"].state == "draft"
    assert not [file for file, data in site.output.items() if b"Not ready" in data]


def test_hugo_figures_are_pictures_with_captions(build):
    page = build("hugo").page("weeknotes/2024/w09/first-week/index.html")
    assert re.search(r'<figure><img src="[^"]*team\.png"[^>]* alt="The team"[^>]*><figcaption>All of us', page)
    assert "{{" not in page


@pytest.mark.parametrize("text", ["By name", "by path", "absolute"])
def test_hugo_references_lead_to_the_page(build, text):
    page = build("hugo").page("weeknotes/2024/w09/first-week/index.html")
    assert re.search(rf'<a href="\.\./\.\./w11/third-week/">{text}</a>', page)


def test_hugo_files_that_are_served_from_the_top_are_found(build):
    assert "media/static/images/a.png" in build("hugo").output


def test_a_link_to_a_draft_says_that_it_is_one(build):
    site = build("hugo", "-- content/posts/x.md --\n---\ndate: 2024-04-05\n---\n[a](second-week/)\n")
    problem = site.problem("link.unpublished")
    assert "which is a draft" in problem.message
    assert problem.line == 4


def test_a_header_in_toml_is_told_with_the_one_to_write(build):
    site = build("hugo", '-- content/posts/t.md --\n+++\ntitle = "T"\ndate = 2024-03-15\n+++\nText\n')
    problem = site.problem("front-matter.toml")
    assert (problem.path, problem.line) == ("content/posts/t.md", 1)
    assert 'title: "T"' in problem.suggestion


def test_services_of_a_design_history_are_teams_with_their_introductions(build):
    site = build("design history")
    assert site.files["app/posts/book-a-vaccine/index.md"].url == "/teams/book-a-vaccine/"
    assert site.files["app/posts/apply.md"].url == "/teams/apply/"
    page = site.page("teams/book-a-vaccine/index.html")
    assert "What the service is" in page
    assert "Old search" in page


def test_two_services_may_use_one_name_on_one_day(build):
    urls = published(build("design history"))
    assert urls["app/posts/apply/2025/03/new-search/index.md"] == "/posts/new-search/"
    assert urls["app/posts/book-a-vaccine/2025/03/new-search/index.md"] == "/posts/new-search-book-a-vaccine/"


def test_links_from_the_top_of_a_design_history_lead_to_its_posts(build):
    page = build("design history").page("posts/new-search-book-a-vaccine/index.html")
    assert '<a href="../old-search/">The old one</a>' in page
    assert '<a href="../../teams/book-a-vaccine/">the service</a>' in page


def test_template_code_in_a_text_is_told_once_and_shown_as_typed(build):
    site = build("design history")
    problem = site.problem("markdown.template-code")
    assert (problem.severity, problem.line, site.codes.count("markdown.template-code")) == ("warning", 7, 1)
    assert "{{ govukInsetText(" in site.page("posts/new-search-book-a-vaccine/index.html")


def test_monthnotes_and_long_names_are_notes(build):
    urls = published(build("monthnotes"))
    assert len(urls) == 6
    assert urls["notes/2022-07.md"] == "/weeknotes/2022/w30/weeknotes/"
    assert max(map(len, urls.values())) < 130


def test_two_teams_may_name_their_notes_alike(make):
    note = "-- content/weeknotes/{}/2026-w28-notes.md --\nText\n"
    site = make("".join(map(note.format, ("housing", "data", "library"))))
    assert errors(site) == []
    assert len(set(published(site).values())) == 3


def test_a_folder_that_a_text_stands_for_is_known_by_the_texts_below_it():
    posts = Folder("posts", "post")
    paths = frozenset({"posts/a/index.md", "posts/a/2025/x.md", "posts/b/index.md", "posts/c.md", "posts/c/y/index.md"})
    heads = {path: place(path, posts, paths, headed_folders(paths)).heads for path in sorted(paths)}
    assert [path for path, each in heads.items() if each] == ["posts/a/index.md", "posts/c.md"]
