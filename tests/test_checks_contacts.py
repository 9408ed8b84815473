from __future__ import annotations

import pytest
from sheets import HEAD, MOBILE, codes, found

from weeknotes.config import Config, Sensitive, Site


@pytest.mark.parametrize(
    "text",
    [
        "07700 900461",
        "07700900461",
        "07700 900 461",
        "077 0090 0461",
        "+44 7700 900461",
        "+44 (0)7700 900461",
        "0044 7700 900461",
        "(07700) 900461",
        "07700-900-461",
        "Call [Ada](tel:07700900461)",
        "| Ada | 07700 900461 |",
    ],
)
def test_a_mobile_number_is_told(text: str) -> None:
    assert codes(text) == ["contact.mobile"]


@pytest.mark.parametrize(
    "text",
    [
        "020 7946 0000",
        "0800 123 4567",
        "07000 900461",
        "https://example.org/07700900461",
        "?id=07700900461",
        "107700900461",
        "0770 090 046",
        "07700 900461 7",
        "20270707 070707",
        "0.07700900461",
    ],
)
def test_other_numbers_pass(text: str) -> None:
    assert codes(text) == []


def test_no_report_repeats_a_mobile_number() -> None:
    problem = found(HEAD + f"Call {MOBILE}.\n")[0]
    assert MOBILE not in repr(problem)
    assert "number of a team" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Frith, 12 Larkfield Road, Saltings Quay, SW1A 2AA",
        "She lives at SW1A 2AA.",
        "12 Stryd Fawr, Bangor LL57 1AA",
        "Flat 4, SW1A2AA",
        "Callum Frith of SW1A 2AA",
    ],
)
def test_a_postcode_beside_a_name_or_a_street_is_told(text: str) -> None:
    assert codes(text) == ["contact.postcode"]


@pytest.mark.parametrize(
    "text",
    [
        "Type a postcode, for example SW1A 2AA.",
        "Most calls came from SW1A.",
        "Week W28 2AB",
        "https://example.org/SW1A2AA",
        "The A12 4AM service",
    ],
)
def test_a_postcode_alone_passes(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "text", ["ada.p@gmail.com", "[Ada](mailto:ada@company.co.uk)", "<ada@gmail.com>", "a ada+x@gmail.com."]
)
def test_an_address_outside_of_the_allowed_domains_is_told(text: str) -> None:
    assert codes(text) == ["contact.email"]


@pytest.mark.parametrize(
    "text",
    [
        "repairs@marlow-reach.gov.uk",
        "info@data.gov.wales",
        "ada@nhs.net",
        "someone@example.com",
        "team@marlowreach.example",
        "icon@2x.png",
        "@ada@mastodon.social",
        "https://medium.com/@ada.penhaligon",
        "git@github.com:o/r.git",
        "uses: actions/checkout@v4.1.1",
        "a @ b.com",
    ],
)
def test_public_addresses_and_other_signs_pass(text: str) -> None:
    assert codes(text) == []


def test_the_domains_that_the_site_allows_pass_and_those_below_them() -> None:
    text = "ada@charity.org and ada@mail.charity.org and ada@notcharity.org\n"
    assert codes(text, email_domains=("@charity.org",)) == ["contact.email"]
    assert found(HEAD + text, email_domains=("charity.org",))[0].found == "ada@notcharity.org"


def test_the_site_s_own_domain_passes() -> None:
    config = Config(site=Site(url="https://www.openreach.cymru/"), sensitive=Sensitive())
    assert found(HEAD + "ada@openreach.cymru\n", config=config) == []


def test_on_a_page_people_say_how_they_can_be_reached() -> None:
    text = "---\ntitle: About\n---\n\nWrite to 12 Larkfield Road, SW1A 2AA, or ada@gmail.com, or call 07700 900461.\n"
    assert [each.code for each in found(text, "content/pages/about.md")] == ["contact.mobile"]
