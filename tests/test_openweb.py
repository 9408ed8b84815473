"""Addresses of the open web: which hosts may be asked, and one spelling for each address, whatever was typed."""

import socket
import ssl
from urllib.parse import urlsplit

import pytest
from faraway import CERTIFICATES, far
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.errors import MeaningError
from weeknotes.openweb import connection, is_public, place_of


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        *(
            (each, False)
            for each in ("127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "0.0.0.0")
        ),
        *((each, False) for each in ("100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1")),
        *((each, False) for each in ("::1", "::", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1")),
        *((each, False) for each in ("::ffff:127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::")),
    ],
)
def test_addresses_that_may_be_asked(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG:443/A b?q=ä b#part", "https://example.org/A%20b?q=%C3%A4%20b"),
        ("  http://example.org:80/%20a%zz  ", "http://example.org/%20a%zz"),
        ("http://example.org:8080/?a?b&c=1", "http://example.org:8080/?a?b&c=1"),
        ("https://example.org./x", "https://example.org/x"),
        ("https://tŷhyll.cymru/bore da", "https://xn--thyll-nhb.cymru/bore%20da"),
        ("https://FAẞ.de/", "https://xn--fa-hia.de/"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443/"),
        ("https://example.org/a|b[c]`d`", "https://example.org/a%7Cb%5Bc%5D%60d%60"),
    ],
)
def test_an_address_is_asked_for_in_one_spelling(typed, asked):
    assert place_of(typed).url == asked


@pytest.mark.parametrize(
    "typed",
    [
        *("", "/a", "example.org", "https://", "https:///a", "mailto:a@example.org", "file:///etc/passwd"),
        *("https://ada@example.org/", "https://ada:word@example.org/", "https://@example.org/"),
        *("https://example.org:99999/", "https://example.org:x/", "http://[::1", "http://[example]/", "http://[::1%]/"),
        *("https://exa mple.org/", "https://a..b/", "https://.org/", "https://a_b!.org/", f"https://{'a' * 64}.org/"),
        *("https://a\\b.org/", "https://example.org%2fevil/", "javascript://example.org/%0aalert(1)", "\ud800"),
        "https://example.org/\udcff",
    ],
)
def test_what_is_no_address_of_the_open_web_is_told(typed):
    with pytest.raises(MeaningError, match="open web"):
        place_of(typed)


PARTS = st.one_of(st.text(max_size=12), st.sampled_from(["example.org", "[::1]", "a@b", ":", "@", "//", "#", "%", "?"]))


@given(st.sampled_from(["http://", "https://", "//", ""]), st.lists(PARTS, max_size=5))
def test_any_text_is_an_address_or_is_told_to_be_none(scheme, parts):
    try:
        place = place_of(scheme + "".join(parts))
    except MeaningError:
        return
    # What is asked for is plain, names the same place, and holds neither a name nor a way into the next line.
    assert place.url.isascii()
    assert not any(each.isspace() or each in '"<>\\^`{|}' for each in place.url)
    assert place_of(place.url) == place
    assert urlsplit(place.url).username is None
    assert place.target.startswith("/")


def permitted(_address):
    return True


def test_a_host_inside_is_not_connected_to():
    with far() as host, pytest.raises(MeaningError, match="not on the open web"):
        connection(place_of(host.at("/200")), 20)
    assert host.asked == []


def test_of_the_addresses_of_a_host_the_one_that_answers_is_taken():
    # The name localhost has two addresses on most machines; the host listens at one of them.
    with far() as host:
        opened = connection(place_of(f"http://localhost:{host.port}/200"), 20, permitted)
        opened.request("GET", "/200")
        assert opened.getresponse().status == 200
        opened.close()


def test_a_host_nobody_trusts_is_not_asked(monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "other.pem"))
    with far("good") as host, pytest.raises(ssl.SSLCertVerificationError):
        connection(place_of(host.at("/200")), 20, permitted)
    assert host.asked == []


def test_a_host_with_a_certificate_hears_its_name_without_the_usual_port(monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "good.pem"))
    with far("good") as host:
        opened = connection(place_of(host.at("/200")), 20, permitted)
        assert opened.default_port == 443
        opened.request("HEAD", "/200")
        assert opened.getresponse().status == 200
        opened.close()


def test_a_host_that_there_is_not_raises_what_python_raises():
    with pytest.raises(socket.gaierror):
        connection(place_of("https://nowhere.invalid/"), 20)
