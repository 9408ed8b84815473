from __future__ import annotations

import pytest
from sheets import HEAD, NI, TOKEN, found

from weeknotes import settings

SITE = '[site]\nurl = "https://a.example/"\nid_authority = "a.example,2026"\n'


def told(line: str) -> list[tuple[str, str]]:
    return [(each.message, each.suggestion) for each in settings.parse(f"{SITE}[checks]\n{line}\n")[1]]


@pytest.mark.parametrize("family", ["sensitive", "secret", "unfinished"])
@pytest.mark.parametrize("level", ["off", "hint", "warning"])
def test_what_cannot_be_called_back_is_not_made_light_of_all_at_once(family: str, level: str) -> None:
    ((message, suggestion),) = told(f'{family} = "{level}"')
    assert "one by one" in message
    assert told(suggestion) == []


@pytest.mark.parametrize("check", ["sensitive.nhs-number", "secret.token", "unfinished.conflict"])
def test_a_serious_check_is_lowered_to_a_warning_and_no_further(check: str) -> None:
    assert told(f'"{check}" = "warning"') == []
    for level in ("off", "hint"):
        ((message, _),) = told(f'"{check}" = "{level}"')
        assert "must be error or warning" in message


@pytest.mark.parametrize("check", ["contact", "private.drive", "word", "allow.unused", "image.heavy", "link.tracking"])
def test_every_other_check_can_be_turned_off(check: str) -> None:
    assert told(f'"{check}" = "off"') == []


def test_the_setting_decides_whether_a_text_is_stopped() -> None:
    config, _ = settings.parse(f'{SITE}[checks]\n"sensitive.ni-number" = "warning"\ncontact = "error"\n')
    problems = found(HEAD + f"{NI} and {TOKEN} and 07700 900461\n", config=config)
    assert {each.code: each.severity.value for each in problems} == {
        "sensitive.ni-number": "warning",
        "secret.token": "error",
        "contact.mobile": "error",
    }


def test_the_site_s_own_lists_are_read() -> None:
    text = f'{SITE}[sensitive]\nemail_domains = ["a.org"]\nwords = ["Project X"]\ninternal_hosts = ["hub.a.org"]\n'
    config, problems = settings.parse(text)
    assert problems == ()
    assert (config.sensitive.email_domains, config.sensitive.words) == (("a.org",), ("Project X",))
    assert config.sensitive.internal_hosts == ("hub.a.org",)


def test_a_list_that_is_none_is_told_with_the_line_to_write() -> None:
    (problem,) = settings.parse(f'{SITE}[sensitive]\nwords = "Nightingale"\n')[1]
    assert (problem.line, problem.suggestion) == (5, 'words = ["Nightingale"]')
