from __future__ import annotations

from base64 import urlsafe_b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.cleanse import clean_url

PAGE = "https://www.example.org/a/b?id=7&page=2#part"
GOOGLE = "https://www.google.com/url?q="
OUTLOOK = "https://eur01.safelinks.protection.outlook.com/"


def third(address: str, taken: str) -> str:
    return f"https://urldefense.com/v3/__{address}__;{taken}!!Abc-D1!Xyz$"


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("https://example.org/?utm_source=mail&utm_medium=news", "https://example.org/"),
        ("https://example.org/a?utm_source=mail&id=7", "https://example.org/a?id=7"),
        ("https://example.org/a?id=7&utm_source=mail&b=&c", "https://example.org/a?id=7&b=&c"),
        ("https://example.org/a?id=7&amp;utm_source=mail", "https://example.org/a?id=7"),
        ("https://example.org/a?fbclid=IwAR0x#part", "https://example.org/a#part"),
        ("https://example.org/a?gclid=x&gbraid=y&wbraid=z", "https://example.org/a"),
        ("https://example.org/a?mc_cid=1&mc_eid=2", "https://example.org/a"),
        ("https://example.org/a?UTM_Source=x", "https://example.org/a"),
        ("https://example.org/a?_hsenc=x&_hsmi=2&mkt_tok=3&msclkid=4&igshid=5", "https://example.org/a"),
        ("https://example.org/a#utm_source=rss", "https://example.org/a"),
        (f"{OUTLOOK}?url={quote(PAGE, safe='')}&data=05%7C02%7C&sdata=abc%3D&reserved=0", PAGE),
        (f"{OUTLOOK}?url={quote(PAGE, safe='')}&amp;data=05&amp;reserved=0", PAGE),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org_a-5Fb-3Fid-3D7&d=DwIC&c=x", "https://www.example.org/a_b?id=7"),
        (third("https://example.org/a_b", ""), "https://example.org/a_b"),
        (third("https:/example.org/a", ""), "https://example.org/a"),
        (third("https://example.org/a*b", urlsafe_b64encode(b"$").decode()), "https://example.org/a$b"),
        (third("https://example.org/**Ax", urlsafe_b64encode(b"{}").decode().rstrip("=")), "https://example.org/{}x"),
        (f"https://www.google.com/url?q={quote(PAGE, safe='')}&sa=D&ust=1", PAGE),
        (f"https://www.google.co.uk/url?sa=t&url={quote(PAGE, safe='')}&usg=x", PAGE),
        (f"https://l.facebook.com/l.php?u={quote('https://example.org/?fbclid=1', safe='')}&h=x", "https://example.org/"),
        (f"{OUTLOOK}?url={quote(GOOGLE + quote(PAGE, safe=''), safe='')}", PAGE),
    ],
)  # fmt: skip
def test_what_watches_readers_is_taken_off(typed: str, clean: str) -> None:
    assert clean_url(typed) == clean


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "https://example.org/?",
        "https://example.org/?a=1&&b=2",
        "https://example.org/search?q=utm_source",
        "https://example.org/utm_source=1",
        "https://www.google.com/search?q=https://example.org/",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url?q=notes",
        "https://safelinks.example.org/?url=https%3A%2F%2Fevil.example%2F",
        f"{OUTLOOK}?url=javascript%3Aalert(1)",
        f"{OUTLOOK}?data=1",
        "https://urldefense.com/v3/__",
        "mailto:ada@example.org?subject=utm",
        "http://[broken/?utm",
        "../a.md?utm#b",
        "",
    ],
)
def test_other_addresses_stay_to_the_letter(url: str) -> None:
    assert clean_url(url) == url


@given(st.text(max_size=60), st.sampled_from(["", OUTLOOK + "?url=", "https://urldefense.com/v3/__", "http://a/?utm_"]))
def test_whatever_the_text_nothing_is_raised_and_once_is_enough(text: str, before: str) -> None:
    clean = clean_url(before + text)
    assert clean_url(clean) == clean


@given(
    st.from_regex(
        r"https://example\.org/[a-z/]{0,9}(\?[a-z]=[a-z0-9%+]{0,5}(&[a-z]{1,2}=[a-z]{0,5}){0,3})?(#[a-z]{1,5})?",
        fullmatch=True,
    )
)
def test_an_address_that_nobody_wrapped_comes_through_whole(url: str) -> None:
    assert clean_url(url) == url
