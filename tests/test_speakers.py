"""People who are quoted in a case study that somebody else wrote: the ways there and back."""

from __future__ import annotations

import pytest
from lxml import html
from test_counterparts import CONFIG

STUDY = """\
-- content/weeknotes/2026/2026-w28-housing.cy.md --
---
title: Nodyn
date: 2026-07-10
author: Tom Finn
---
Testun.
-- content/people/ada-byron.md --
---
title: Ada Byron
image: {src: ada.svg, alt: Ada}
---
Ada likes lifts.
-- content/people/ada.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>
-- content/case-studies/lifts.md --
---
title: A lift
date: 2026-09-01
author: Tom Finn
quotes:
  - {text: It went up., name: ada byron, role: Engineer}
  - {text: It came down., name: Jo Nobody}
  - {text: I wrote this., name: Tom Finn}
  - {text: Good., role: Tenant}
---
Text.
-- content/case-studies/lifts.cy.md --
---
title: Lifft
date: 2026-09-01
author: Tom Finn
translation_of: lifts.md
quotes:
  - {text: Aeth i fyny., name: Ada Byron}
  - {text: Fi., name: Tom Finn}
---
Testun.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory, make_in):
    return make_in(tmp_path_factory.mktemp("speakers"), STUDY, CONFIG)


def cited(site, address):
    page = html.fromstring(site.page(f"{address}index.html"))
    return {each.text_content(): each.xpath("string(a/@href)") for each in page.xpath("//figcaption//cite")}


def test_whoever_has_a_page_is_linked_to_it_and_nobody_else(site):
    assert cited(site, "case-studies/lifts/") == {
        "ada byron": "../../people/ada-byron/",
        "Jo Nobody": "",
        "Tom Finn": "../../people/tom-finn/",
        "Tenant": "",
    }


def test_a_face_stands_beside_the_words(site):
    page = html.fromstring(site.page("case-studies/lifts/index.html"))
    assert len(page.xpath("//figure[contains(@class, 'quote')]//img[@class='face']")) == 1


def test_a_welsh_page_leads_to_the_page_in_welsh_where_there_is_one(site):
    assert cited(site, "cy/case-studies/lifts/") == {
        "Ada Byron": "../../../people/ada-byron/",
        "Tom Finn": "../../people/tom-finn/",
    }


def test_the_page_of_the_person_says_once_where_they_are_quoted_in_two_languages(site):
    page = html.fromstring(site.page("people/ada-byron/index.html"))
    titles = page.xpath("//section[.//h2[text()='Quoted in']]//h3/a/text()")
    assert titles == ["A lift"]
