from __future__ import annotations

import pytest
from sheets import HEAD, codes, found

DRIVES = [
    "https://docs.google.com/document/d/1a2b3c/edit",
    "https://docs.google.com/spreadsheets/d/1a2b3c",
    "https://drive.google.com/file/d/1a2b3c/view",
    "https://council.sharepoint.com/:w:/s/housing/Ea1b2c",
    "https://council-my.sharepoint.com/personal/ada",
    "https://onedrive.live.com/?id=1",
    "https://1drv.ms/w/s!abc",
    "https://www.dropbox.com/s/abc/a.docx",
    "https://trello.com/b/abc/housing",
    "https://miro.com/app/board/abc=/",
    "https://app.mural.co/t/team/m/1",
    "https://council.atlassian.net/browse/HOU-12",
    "https://council.slack.com/archives/C01/p16",
    "https://dev.azure.com/council/notes",
    "https://teams.microsoft.com/l/channel/19",
]
OPEN = [
    "https://docs.google.com/forms/d/e/1FAIp/viewform",
    "https://docs.google.com/spreadsheets/d/e/2PACX/pubhtml",
    "https://docs.google.com/document/d/1a/pub",
    "https://trello.com/pricing",
    "https://slack.com/intl/en-gb/help",
    "https://miro.com/templates",
    "https://www.gov.uk/guidance/localhost",
    "https://preview-of-the-year.example.org/",
    "https://design-system.service.gov.uk/",
    "https://web.dev/articles",
    "https://github.com/alphagov/preview",
    "https://our-prototype.herokuapp.com/",
    "https://8.8.8.8/",
    "http://www.example.org/intranet/news",
    "mailto:ada@sharepoint.example",
    "We moved away from SharePoint and Google Docs.",
    r"C\:\\Temp is a folder, \\ is a line break",
]


@pytest.mark.parametrize("url", DRIVES)
def test_a_link_to_a_private_drive_or_board_is_told(url: str) -> None:
    assert codes(f"Read [the plan]({url}).\n") == ["private.drive"]


@pytest.mark.parametrize("url", OPEN)
def test_what_everybody_can_open_passes(url: str) -> None:
    assert codes(f"Read {url}\n") == []


@pytest.mark.parametrize(
    "url",
    [
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting",
        "https://zoom.us/j/123456789?pwd=abc",
        "https://us02web.zoom.us/j/12345",
        "https://meet.google.com/abc-defg-hij",
    ],
)
def test_a_link_into_a_meeting_is_told(url: str) -> None:
    assert codes(f"Join us: <{url}>\n") == ["private.meeting"]


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000/weeknotes/",
        "http://127.0.0.1/",
        "http://[::1]:3000/",
        "https://deploy-preview-12--notes.netlify.app/",
        "https://notes-git-main-council.vercel.app/",
        "https://notes-pr-12.herokuapp.com",
        "https://abc123.ngrok.io/a",
        "https://www.staging.publishing.service.gov.uk/",
        "https://draft-origin.publishing.service.gov.uk/",
        "https://blog.example.org/?p=12&preview=true",
    ],
)
def test_a_link_to_a_preview_is_told(url: str) -> None:
    assert codes(f"See {url} for it.\n") == ["private.preview"]


@pytest.mark.parametrize(
    "text",
    [
        "http://intranet/news",
        "https://intranet.council.example.org/",
        "http://sp2013.corp/sites/a",
        "http://10.1.2.3/admin",
        "https://192.168.0.7:8443",
        r"\\fileserver01\housing$\plans",
    ],
)
def test_a_host_that_only_colleagues_reach_is_told(text: str) -> None:
    assert codes(f"It is on {text}\n") == ["private.host"]


def test_the_site_s_own_hosts_are_told_wherever_they_stand() -> None:
    text = "It ran on hub.council.org and on db1.hub.council.org, not on github.council.organic.\n"
    assert codes(text, internal_hosts=("hub.council.org",)) == ["private.host", "private.host"]


def test_the_address_is_told_as_it_stands_without_what_follows_it() -> None:
    problem = found(HEAD + "Read ([the plan](https://trello.com/b/abc)), then act.\n")[0]
    assert (problem.found, problem.line, problem.column) == ("https://trello.com/b/abc", 6, 18)
    assert "Trello" in problem.message


@pytest.mark.parametrize("field", ["feed_id", "imported_from"])
def test_the_name_of_a_text_that_came_from_an_inner_host_is_no_link(field: str) -> None:
    head = f'---\ntitle: A week of repairs\ndate: 2026-07-10\n{field}: "http://localhost:8888/blog/?p=12"\n---\n\n'
    assert [each.code for each in found(f"{head}Words.\n")] == []
    assert [each.code for each in found(f"{head}See http://localhost:8888/.\n")] == ["private.preview"]
