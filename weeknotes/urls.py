"""Where everything lives: addresses, files, relative and absolute links, feed identities.

An *address* is relative to the site and has no leading slash: ``""`` is the home page,
``weeknotes/2019/w28/housing/`` a page, ``feed.xml`` a file. Addresses are plain text;
links made of them are percent-encoded (RFC 3986).
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

from weeknotes.model import Kind
from weeknotes.weeks import Week

SECTIONS = {
    Kind.WEEKNOTE: "weeknotes/",
    Kind.CASE_STUDY: "case-studies/",
    Kind.PART: "case-studies/",
    Kind.POST: "posts/",
    Kind.PAGE: "",
}
TERM_SECTIONS = {
    "team": "teams/",
    "theme": "themes/",
    "tag": "tags/",
    "person": "people/",
    "project": "projects/",
}
# Of the forms that a rendition can have.
ENDINGS = {"avif": "avif", "jpeg": "jpg", "still": "png"}
WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# A colon in the first part of a relative link would make a scheme of it (RFC 3986 section 4.2).
# A semicolon at its end would be lost by readers that join links as RFC 1808 had it.
SAFE = "/@!$&'()*+,=~"


def entry_address(kind: Kind, slug: str, week: Week | None = None) -> str:
    """The address of an entry: ``weeknotes/2019/w28/housing/``, ``case-studies/job-swaps/``, ``about/``."""
    if kind is Kind.WEEKNOTE and week:
        return f"weeknotes/{week.year:04}/{week.slug}/{slug}/"
    return f"{SECTIONS[kind]}{slug}/"


def part_address(study: str, slug: str) -> str:
    """The address of a part below that of its case study."""
    return f"{study}{slug}/"


def rendition_address(picture: str, form: str, width: int) -> str:
    """The address of a rendition of the picture at that address, the same as long as the picture keeps its own.

    The whole name of the picture is in it: ``a.jpg`` and ``a.png`` have renditions apart.
    """
    return f"{picture}-{width}.{ENDINGS[form]}"


def term_address(kind: str, slug: str) -> str:
    """The address of a team, theme, tag, person or project."""
    return f"{TERM_SECTIONS[kind]}{slug}/"


def week_address(week: Week) -> str:
    """The address of the page that gathers a week."""
    return f"weeks/{week.year:04}/{week.slug}/"


def year_address(section: str, year: int) -> str:
    """The address of a year's archive below a section such as ``weeknotes/``."""
    return f"{section}{year:04}/"


def feed_address(section: str) -> str:
    """The address of a section's feed without its ending."""
    return f"{section}feed"


def file_of(address: str) -> str:
    """The file below the output folder that a host serves at `address`."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def address_of(file: str) -> str:
    """The address at which a host serves `file`."""
    return file.removesuffix("index.html") if file.rpartition("/")[2] == "index.html" else file


@lru_cache(maxsize=1 << 16)
def encoded(address: str) -> str:
    """`address`, with its fragment if it has one, percent-encoded as a link."""
    path, mark, fragment = address.partition("#")
    return quote(path, safe=SAFE) + mark + quote(fragment, safe=SAFE)


def relative(here: str, there: str) -> str:
    """The link from the page at address `here` to `there`, which may have a fragment.

    Such links work at the root of a host, below any folder and from a disk.
    """
    path, mark, fragment = there.partition("#")
    # A link within the page must not load it again.
    if path == here and mark:
        return encoded(mark + fragment)
    from_folders = here.split("/")[:-1]
    to_folders = path.split("/")[:-1]
    shared = 0
    while shared < min(len(from_folders), len(to_folders)) and from_folders[shared] == to_folders[shared]:
        shared += 1
    up = "../" * (len(from_folders) - shared)
    down = "/".join(path.split("/")[shared:])
    # An empty link would mean the page with its query.
    return encoded((up + down or "./") + mark + fragment)


def absolute(site_url: str, address: str) -> str:
    """The full URL of `address` on a site whose URL ends with a slash."""
    return site_url + encoded(address)


def joined(page_url: str, typed: str) -> str:
    """Where a link that was `typed` leads from the page with this URL; to the page itself where it cannot be read."""
    try:
        return typed if WHOLE.match(typed) else urljoin(page_url, typed.strip())
    except ValueError:
        return page_url


def rooted(site_url: str, address: str) -> str:
    """The link from the root of the host: for the 404 page, which is served at any depth."""
    return (urlsplit(site_url).path or "/") + encoded(address)


def tag_uri(authority: str, identity: str) -> str:
    """The feed id of an identity (RFC 4151): never made of host, path or title, so that it lasts."""
    return f"tag:{authority}:{quote(identity, safe='/')}"
