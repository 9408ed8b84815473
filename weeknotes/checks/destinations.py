"""Links that readers cannot follow, or should not: private drives, boards, meetings, previews, internal hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address

from weeknotes.checks.contacts import is_below
from weeknotes.checks.sheet import Find, Sheet
from weeknotes.errors import Severity

URL = re.compile(r"https?://(?:[^\s/@<>]*@)?(?P<host>\[[0-9a-fA-F:]+\]|[\w.-]+)(?P<rest>[^\s<>\"'`\\]*)")
NAME = re.compile(r"(?:feed_id|imported_from):\s*[\"']?")
# A share on a Windows server: \\server\folder.
SHARE = re.compile(r"(?<![\w\\])\\\\(?P<host>[A-Za-z][\w.-]+)\\[\w$ .-]+")

# Hosts, what their address holds after the host, what they are, and where readers may still go.
DRIVES: tuple[tuple[str, str, str], ...] = (
    ("docs.google.com", r"(?!/forms/|/.*/pub(?:html|\b)|/.*/d/e/)/", "Google Docs"),
    ("drive.google.com", r"", "Google Drive"),
    ("sharepoint.com", r"", "SharePoint"),
    ("onedrive.live.com", r"", "OneDrive"),
    ("1drv.ms", r"", "OneDrive"),
    ("dropbox.com", r"/(?:s|sh|scl|home)\b", "Dropbox"),
    ("box.com", r"/(?:s|file|folder)/", "Box"),
    ("we.tl", r"", "WeTransfer"),
    ("trello.com", r"/[bc]/", "Trello"),
    ("miro.com", r"/app/", "Miro"),
    ("mural.co", r"/(?:t|invitation)/", "Mural"),
    ("mural.com", r"/(?:t|invitation)/", "Mural"),
    ("lucid.app", r"", "Lucid"),
    ("lucidchart.com", r"/(?:documents|invitations)", "Lucidchart"),
    ("atlassian.net", r"", "Jira or Confluence"),
    ("app.asana.com", r"", "Asana"),
    ("monday.com", r"/boards", "monday.com"),
    ("airtable.com", r"/(?:app|tbl)\w{8,}", "Airtable"),
    ("dev.azure.com", r"", "Azure DevOps"),
    ("planner.cloud.microsoft", r"", "Planner"),
    ("tasks.office.com", r"", "Planner"),
    ("loop.cloud.microsoft", r"", "Loop"),
    ("slack.com", r"/(?:archives|files|client)/", "Slack"),
    ("mail.google.com", r"", "a mailbox"),
    ("outlook.office.com", r"/(?:mail|owa|calendar)", "a mailbox"),
    ("outlook.office365.com", r"/(?:mail|owa|calendar)", "a mailbox"),
    ("teams.microsoft.com", r"/(?!l/meetup-join)", "Teams"),
)  # fmt: skip
MEETINGS: tuple[tuple[str, str, str], ...] = (
    ("teams.microsoft.com", r"/l/meetup-join", "Teams"),
    ("teams.live.com", r"/meet", "Teams"),
    ("zoom.us", r"/[jsw]/", "Zoom"),
    ("meet.google.com", r"/\w{3}-", "Google Meet"),
)
# Hosts that serve a site before it is one; the first of its names tells what is shown there.
TUNNELS = ("ngrok.io", "ngrok-free.app", "ngrok.app", "loca.lt", "app.github.dev", "githubpreview.dev", "gitpod.io")
DEPLOYED = ("netlify.app", "vercel.app", "herokuapp.com", "pages.dev", "azurewebsites.net", "azurestaticapps.net")
PREVIEW = re.compile(r"deploy-preview-\d|--|-git-|-pr-?\d|^pr-?\d|\b(?:preview|staging|uat|preprod)\b|^[0-9a-f]{8}\.")
STAGES = frozenset(("staging", "preprod", "pre-prod", "uat", "preview", "draft-origin", "integration", "sandbox"))
INSIDE = ("local", "internal", "lan", "intranet", "corp", "home.arpa", "localdomain", "private")
MACHINE = ("localhost", "host.docker.internal", "0.0.0.0", "[::1]")  # noqa: S104 - a name to look for
OPEN_DOOR = (
    "This is a {} meeting, and anybody who reads this can go in. Take the link out, or link to where people can ask "
    "for an invitation."
)
DRIVE = (
    "This link leads to {}, where most readers will be asked to sign in, and where too much is soon shown by mistake. "
    "Save what it shows beside the text, or say in words what it is."
)
MINE = "This address works on your own computer alone. Link to where readers can see the same."
STAGE = "This looks like a preview that is not meant for readers and may be gone next week. Link to the final page."
HOST = (
    "“{}” can be reached from inside the organisation alone, and tells strangers what its computers are called. "
    "Take it out."
)


def scan(sheet: Sheet) -> Iterator[Find]:
    """Links to private places, each told once with what to do."""
    for found in URL.finditer(sheet.text):
        rest = found["rest"].rstrip(").,;:!?*_]}|")
        told = _judged(found["host"].casefold().rstrip("."), rest)
        if told and not _is_name(sheet.text, found.start()):
            code, message = told
            yield _find(code, message, found.start(), found.start("rest") + len(rest), sheet.text)
    for found in SHARE.finditer(sheet.text) if "\\\\" in sheet.text else ():
        yield _find("private.host", HOST.format(found[0]), found.start(), found.end(), sheet.text)
    yield from _named(sheet)


def _find(code: str, message: str, start: int, end: int, text: str) -> Find:
    return Find(code, Severity.WARNING, start, end, message, text[start:end])


def _is_name(text: str, at: int) -> bool:
    """Whether an address only names a text that was imported: nobody follows it, and it must never change."""
    return bool(NAME.fullmatch(text, text.rfind("\n", 0, at) + 1, at))


def _judged(host: str, rest: str) -> tuple[str, str] | None:
    """The code and message for a link to `host`; None where readers can follow it."""
    for code, table, message in (("private.meeting", MEETINGS, OPEN_DOOR), ("private.drive", DRIVES, DRIVE)):
        for name, below, what in table:
            if is_below(host, (name,)) and re.match(below, rest):
                return code, message.format(what)
    if host in MACHINE or host.endswith(".localhost") or host.startswith("127."):
        return "private.preview", MINE
    if _is_inside(host):
        return "private.host", HOST.format(host)
    return ("private.preview", STAGE) if _is_stage(host, rest) else None


def _is_inside(host: str) -> bool:
    if "." not in host or is_below(host, INSIDE) or host.startswith("intranet."):
        return True
    try:
        return host[0].isdigit() and IPv4Address(host).is_private
    except AddressValueError:
        return False


def _is_stage(host: str, rest: str) -> bool:
    names = host.split(".")
    passing = is_below(host, DEPLOYED) and PREVIEW.search(host)
    is_named = not STAGES.isdisjoint(names[:-2])
    return bool(passing) or is_named or is_below(host, TUNNELS) or bool(re.search(r"[?&]preview=true\b", rest))


def _named(sheet: Sheet) -> Iterator[Find]:
    """The hosts that the site has listed, wherever they stand."""
    for host in sheet.rules.internal_hosts:
        shape = re.compile(rf"(?<![\w.-])(?:[\w-]+\.)*{re.escape(host.strip('.*'))}(?![\w-]|\.\w)", re.IGNORECASE)
        for found in shape.finditer(sheet.text):
            yield _find("private.host", HOST.format(found[0]), found.start(), found.end(), sheet.text)
