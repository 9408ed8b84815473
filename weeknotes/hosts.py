"""Hosts that serve folders of files: what they take, and which headers they send for a file called ``_headers``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from weeknotes.errors import Problem, Severity
from weeknotes.text import join_words
from weeknotes.values import Record

HEADERS = "_headers"
NEAR = 0.8  # of a limit: from here on, it is told
MOST = 3  # sorts and files that a problem names, the heaviest first
MEGABYTE = 1_000_000
YEAR = 365 * 24 * 60 * 60  # seconds
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico")
FEEDS = re.compile(r"(?:^|/)feed(?:-\d+)?\.(?:xml|atom|json)$")
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
BLOCK = re.compile(r"{% block policy %}(.*?){% endblock %}")
# Said to browsers on every page, beside the policy: what is asked for, framed, or told to other sites.
MANNERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
# Not below other hosts of the same domain, which are not ours to speak for.
SECRECY = ("Strict-Transport-Security", f"max-age={YEAR}")


class Host(Record):
    """A host by the name that people know: the bytes and files of a site, and the bytes of one file, that it takes,
    0 where it names no limit; whether it `reads` a file with headers."""

    name: str
    bytes: int = 0
    files: int = 0
    each: int = 0
    reads: bool = False


# Each limit as the host documents it; the 20,000 files of Cloudflare are those of its free plan.
HOSTS: Mapping[str, Host] = {
    "github": Host("GitHub Pages", bytes=1000 * MEGABYTE, each=100 * MEGABYTE),
    "gitlab": Host("GitLab Pages", bytes=1000 * MEGABYTE, files=200_000),
    "netlify": Host("Netlify", reads=True),
    "cloudflare": Host("Cloudflare Pages", files=20_000, each=25 << 20, reads=True),
    "other": Host("this host"),
}


def limits(sizes: Mapping[str, int], host: Host) -> tuple[Problem, ...]:
    """A warning for each limit of `host` that a site comes near; `sizes` has the bytes of each of its files."""
    return (*_weight(sizes, host), *_number(sizes, host), *_single(sizes, host))


def _weight(sizes: Mapping[str, int], host: Host) -> Iterator[Problem]:
    whole = sum(sizes.values())
    if host.bytes and whole >= NEAR * host.bytes:
        told = f"The site weighs {_megabytes(whole)}, and {host.name} takes {_megabytes(host.bytes)}"
        weights = _sums((_sort(file), size) for file, size in sizes.items())
        parts = join_words([f"{sort} {_megabytes(size)}" for sort, size in weights.most_common(MOST)])
        helps = (
            f"Most of it: {parts}. The largest files: {_largest(sizes, sizes)}. What helps: take out documents and "
            "pictures that nobody needs any more, put large documents where your organisation keeps its "
            "publications and link to them, or publish at another host."
        )
        yield _problem("size", told, whole > host.bytes, helps)


def _number(sizes: Mapping[str, int], host: Host) -> Iterator[Problem]:
    if host.files and len(sizes) >= NEAR * host.files:
        told = f"The site has {len(sizes):,} files, and {host.name} takes {host.files:,}"
        counts = _sums((_sort(file), 1) for file in sizes)
        parts = join_words([f"{number:,} {sort}" for sort, number in counts.most_common(MOST)])
        helps = f"Most of them: {parts}. What helps: fewer tags (each has a page and three feeds), or another host."
        yield _problem("files", told, len(sizes) > host.files, helps)


def _single(sizes: Mapping[str, int], host: Host) -> Iterator[Problem]:
    heavy = [file for file, size in sizes.items() if host.each and size >= NEAR * host.each]
    if heavy:
        told = f"{host.name} takes files of up to {_megabytes(host.each)}; the largest here: {_largest(sizes, heavy)}"
        helps = "Put such a file where your organisation keeps its publications, and link to it."
        yield _problem("file", told, any(sizes[file] > host.each for file in heavy), helps)


def heavy(sizes: Mapping[str, int]) -> tuple[Problem, ...]:
    """A warning of pages that weigh more than a megabyte without their pictures: too much for a poor connection."""
    pages = [file for file in sizes if file.endswith(".html") and sizes[file] > MEGABYTE]
    if not pages:
        return ()
    told = "One page weighs" if len(pages) == 1 else f"{len(pages)} pages weigh"
    message = (
        f"{told} more than 1 MB, pictures not counted: {_largest(sizes, pages)}. On a poor connection that takes "
        "half a minute. What helps: tell a long case study in parts, give long tables as a file to download, and share "
        "out a tag that thousands of entries have."
    )
    return (Problem("page.heavy", Severity.WARNING, "", message),)


def _problem(what: str, told: str, is_over: bool, helps: str) -> Problem:
    refused = "It may refuse the next publication; the site that stands stays."
    outcome = refused if is_over else "There is little room left."
    return Problem(f"host.{what}", Severity.WARNING, "", f"{told}. {outcome} {helps}")


def _sort(file: str) -> str:
    if file.endswith(".html"):
        return "pages"
    if FEEDS.search(file):
        return "feeds and their archives"
    if file.startswith("search/"):
        return "the search index"
    return "pictures" if file.lower().endswith(PICTURES) else "documents and other files"


def _sums(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for sort, number in pairs:
        found[sort] += number
    return found


def _largest(sizes: Mapping[str, int], files: Iterable[str]) -> str:
    first = sorted(files, key=lambda file: (-sizes[file], file))[:MOST]
    return join_words([f"/{file} ({_megabytes(sizes[file])})" for file in first])


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.0f} MB" if size >= 10 * MEGABYTE else f"{size / MEGABYTE:.1f} MB"


def policy(templates: Mapping[str, str]) -> str:
    """The policy that no page of these templates goes beyond, with what only a header can say: who may frame pages."""
    framing = "frame-ancestors 'none'"
    found = META.search(templates.get("base.html", ""))
    wider = {block for text in templates.values() for block in BLOCK.findall(text) if block}
    # Where templates widen it each in their own way, only the pages themselves know.
    if not found or len(wider) > 1:
        return framing
    return f"{BLOCK.sub(next(iter(wider), ''), found[1])}; {framing}"


def everywhere(policy: str, url: str) -> tuple[tuple[str, str], ...]:
    """The headers of every answer, for a site at `url`."""
    secret = [SECRECY] if url.startswith("https://") else []
    return (("Content-Security-Policy", policy), *MANNERS, *secret)


def headers(policy: str, url: str) -> str:
    """The file ``_headers`` as Netlify and Cloudflare read it.

    Rules that fit one file are joined, so that no two of these say the same header of one file.
    """
    kept = f"public, max-age={YEAR}, immutable"
    rules: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
        ("/*", everywhere(policy, url)),
        # Named by their digest: what has such a name never changes. Cloudflare takes one star in a path.
        ("/search/:language/fragment/*", [("Cache-Control", kept)]),
        ("/search/:language/index/*", [("Cache-Control", kept)]),
        ("/media/*", [("Cache-Control", "public, max-age=86400")]),
        # A type that readers of feeds take and browsers show, in the letters that it is written in.
        ("/*.xml", [("Content-Type", "application/xml; charset=utf-8")]),
        ("/*.atom", [("Content-Type", "application/xml; charset=utf-8")]),
    )
    blocks = ["\n".join([path, *(f"  {name}: {value}" for name, value in given)]) for path, given in rules]
    return "\n\n".join(["# Sent by the host with every file that fits.", *blocks])
