from __future__ import annotations

import pytest
from sheets import HEAD, codes, found

LONG = "https://www.example.org/damp?utm_source=newsletter&id=7"
MAIL = "https://gbr01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fdamp&data=05"


@pytest.mark.parametrize(
    ("typed", "clean"), [(LONG, "https://www.example.org/damp?id=7"), (MAIL, "https://www.example.org/damp")]
)
def test_an_address_that_watches_readers_is_told_with_the_clean_one(typed: str, clean: str) -> None:
    problem = found(HEAD + f"Read [this]({typed}).\n")[0]
    assert (problem.code, problem.severity, problem.suggestion) == ("link.tracking", "hint", clean)


def test_other_addresses_pass() -> None:
    assert codes("See https://www.example.org/?id=7 and https://www.google.com/search?q=a.\n") == []


@pytest.mark.parametrize(
    "written", [f"[Damp]({LONG})", f"<{LONG}>", LONG, f"[Damp]({MAIL})", f'<a href="{LONG}">Damp</a>']
)
def test_the_site_links_to_the_clean_address(make, written: str) -> None:
    page = make(f"-- content/weeknotes/2026/2026-w28-housing.md --\n{HEAD}Read {written} now.\n").page(
        "weeknotes/2026/w28/housing/index.html"
    )
    assert 'href="https://www.example.org/damp' in page
    assert "utm_source" not in page.replace("/blob/", "")
    assert "safelinks" not in page


def test_an_address_shown_as_text_is_shown_clean(make) -> None:
    built = make(f"-- content/weeknotes/2026/2026-w28-housing.md --\n{HEAD}Read {LONG} now.\n")
    assert ">https://www.example.org/damp?id=7<" in built.page("weeknotes/2026/w28/housing/index.html")


def test_a_filtered_link_to_the_site_itself_becomes_one_within_the_site(make) -> None:
    inner = "https%3A%2F%2Fopen.example.org%2Fweeknotes%2F2026%2Fw27%2Fhousing%2F"
    built = make(
        f"-- content/weeknotes/2026/2026-w27-housing.md --\n---\ntitle: Before\ndate: 2026-07-03\n---\n\nWe met.\n"
        f"-- content/weeknotes/2026/2026-w28-housing.md --\n{HEAD}"
        f"As [last week](https://gbr01.safelinks.protection.outlook.com/?url={inner}&data=05).\n"
    )
    assert 'href="../../w27/housing/"' in built.page("weeknotes/2026/w28/housing/index.html")
