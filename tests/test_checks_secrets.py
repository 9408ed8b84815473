from __future__ import annotations

import pytest
from sheets import HEAD, KEY, PATH, TOKEN, codes, found

MIX = "aB3dE6gH9jK2mN5pQ8sT1vW4xY7zC0fL" * 4
HEX = "0a1b2c3d4e5f60718293a4b5c6d7e8f9" * 2
UUID = "f47ac10b-58cc-4372-a567-0e02b2c3d479"
# Each in pieces, so that no service takes this file for a leak.
TOKENS = {
    "GitHub": "ghp_" + MIX[:36],
    "GitHub, fine-grained": "github_pat_" + MIX[:22] + "_" + MIX[:59],
    "GitHub Actions": "ghs_" + MIX[:36],
    "GitLab": "glpat-" + MIX[:20],
    "AWS": "AKIA" + "J7Q2ZLM4XN3WVB5K",
    "AWS secret": "aws_secret_access_key = " + MIX[:40],
    "Slack": "xoxb-" + "123456789012-123456789012-" + MIX[:24],
    "Slack hook": "https://hooks.slack.com/" + "services/T0A1B2C3D/B0A1B2C3D/" + MIX[:24],
    "Teams hook": f"https://council.webhook.office.com/webhookb2/{UUID}@{UUID}/IncomingWebhook/{HEX[:32]}/{UUID}",
    "Google": "AIza" + MIX[:35],
    "Google login": "ya29." + MIX[:60],
    "Stripe": "sk_live_" + MIX[:24],
    "GOV.UK Notify": f"our_service-{UUID}-{UUID[::-1].replace('-', '')[:8]}-58cc-4372-a567-0e02b2c3d479",
    "GOV.UK Pay": "api_live_" + MIX[:58].lower(),
    "JWT": "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0." + MIX[:43],
    "SendGrid": "SG." + MIX[:22] + "." + MIX[:43],
    "Mailchimp": HEX[:32] + "-us14",
    "npm": "npm_" + MIX[:36],
    "PyPI": "pypi-" + "AgEIcHlwaS5vcmcC" + MIX[:60],
    "Azure storage": "AccountKey=" + MIX[:86] + "==",
    "Azure signature": "https://x.blob.core.windows.net/a?sv=2022-11-02&sp=rw&sig=" + MIX[:43] + "%3D",
    "OpenAI": "sk-proj-" + MIX[:48],
    "Atlassian": "ATATT3" + MIX[:80],
    "Figma": "figd_" + MIX[:40],
    "Hugging Face": "hf_" + MIX[:34],
    "a login": "Authorization: Bearer " + MIX[:40],
}
SAMPLES = {
    "a documented sample": "AKIA" + "IOSFODNN7EXAMPLE",
    "a word in place of a key": "glpat-your_token_goes_here_1",
    "crosses for letters": "ghp_" + "x" * 36,
    "a signed address": "https://s3.amazonaws.com/b/a.png?X-Amz-Credential=" + "AKIA" + "J7Q2ZLM4XN3WVB5K%2F20260710",
    "a picture that may be read": "https://x.blob.core.windows.net/a.png?sv=2022-11-02&sp=r&sig=" + MIX[:43] + "%3D",
    "a pasted picture": "https://private-user-images.githubusercontent.com/1/2.png?jwt=" + TOKENS["JWT"],
    "a map": "https://www.google.com/maps/embed/v1/place?key=" + "AIza" + MIX[:35],
    "letters for a login": "https://a:b@council.gov.uk/",
    "talk of keys": "A file that begins with `-----BEGIN PRIVATE KEY-----` is no file to share.",
}
HARMLESS = [
    "The commit d41d8cd98f00b204e9800998ecf8427ed41d8cd9 mended it.",
    f"The form has the number {UUID}.",
    "![](https://github.com/o/r/blob/0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d/a.png)",
    "https://docs.example.org/d/1A2b3C4d5E6f7G8h9I0jKlMnOpQrStUvWxYz0123456789",
    "A token that begins with ghp_ belongs to a person.",
    "ghp_short",
    "risk-based-approaches-to-publishing-notes-in-the-open-and-often",
    "task-aB3dE6gH9jK2mN5pQ8sT1vW4xY7zC0fLaB3dE6gH9jK2mN5pQ8sT1vW4xY7zC0fL",
    "xoxo-love-from-everyone-in-the-office",
    "sk-navod-na-pouzitie-aplikacie-pre-vsetkych-obcanov",
    "ASIAPACIFICCONFERENCEONNOTES",
    "-----BEGIN CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----",
    "The password is stored safely. Password: none needed. The password field comes next.",
    "We asked people to reset their password, and passwords are hard.",
    "https://medium.com/@ada/a-week and ssh://git@github.com/o/r",
    "https://example.org:8443/a@b",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
]


@pytest.mark.parametrize("service", TOKENS)
def test_a_key_of_every_known_shape_stops(service: str) -> None:
    assert "secret.token!" in codes(f"We used `{TOKENS[service]}` for it.\n")


@pytest.mark.parametrize("service", SAMPLES)
def test_a_sample_of_a_key_is_told_and_not_stopped(service: str) -> None:
    told = codes(f"{SAMPLES[service]}\n")
    assert told
    assert not any(each.endswith("!") for each in told)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_key_passes(text: str) -> None:
    assert not [each for each in codes(text) if each.startswith("secret")]


@pytest.mark.parametrize("kind", ["RSA ", "OPENSSH ", "EC ", "ENCRYPTED ", ""])
def test_a_private_key_stops_wherever_it_was_made(kind: str) -> None:
    assert codes(f"```\n-----BEGIN {kind}PRIVATE KEY-----\nMIIEpAIBAAKC\n```\n") == ["secret.private-key!"]
    assert codes("-----BEGIN PGP PRIVATE KEY BLOCK-----\n") == ["secret.private-key!"]


def test_no_report_repeats_a_key() -> None:
    problem = found(HEAD + f"Use {TOKEN} for it.\n")[0]
    assert TOKEN[8:] not in repr(problem)
    assert problem.found.startswith("ghp_")
    assert "have it changed" in problem.message
    assert KEY.split("\n")[1] not in repr(found(HEAD + KEY))


def test_a_key_in_the_name_of_the_file_stops() -> None:
    problems = found(HEAD + "We met.\n", PATH.replace("housing", TOKEN))
    assert [each.code for each in problems] == ["secret.token"]


def test_a_password_in_an_address_stops_and_is_not_repeated() -> None:
    problem = found(HEAD + "Go to https://team:sw0rdfish@prototype.service.gov.uk/start\n")[0]
    assert (problem.code, problem.severity) == ("secret.login", "error")
    assert "sw0rdfish" not in repr(problem)
    assert codes("postgres://user:password@localhost/db") == ["secret.login"]


@pytest.mark.parametrize(
    "text",
    [
        "[The prototype](https://example.org) (password: Sw0rdfish)",
        "Password: `swordfish`",
        "The password is swordf1sh!",
        "pwd=Sw0rdfish9",
        "**Passcode:** 4xgt-99",
        "cyfrinair: Pysg0dyn",
    ],
)
def test_a_password_in_words_is_told(text: str) -> None:
    assert codes(text) == ["secret.password"]
    assert "ordfish" not in repr(found(HEAD + text))
