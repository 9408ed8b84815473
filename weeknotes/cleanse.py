"""Addresses without what watches their readers: tracking parameters, and the wrappings of mail filters."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

# What newsletters, advertisers and social media add to an address, and what no page needs.
TRACKING = re.compile(
    r"(?:amp;)?(?:utm_\w+|(?:fb|g|dc|tw|tt|y|ms|wb|gb)r?a?(?:clid|clkid|raid)|fbclid|gclsrc|mc_[ce]id|igshid?|mkt_tok|_hsenc|_hsmi"
    r"|__hs\w+|hsctatracking|vero_(?:id|conv)|oly_(?:enc|anon)_id|_gl|_ga|_kx|s_cid|wickedid|ml_subscriber(?:_hash)?"
    r"|li_fat_id|epik|ref_src|ref_url|rb_clickid|cmpid|sc_cid|at_campaign|at_medium|trk(?:campaign|email)?)(?:=.*)?",
    re.IGNORECASE | re.DOTALL,
)
# The same, fit to tell in one look whether a text holds anything of the sort.
SIGNS = re.compile(
    r"utm_|clid=|clkid=|[wg]braid=|gclsrc|mc_[ce]id|igsh|mkt_tok|_hs(?:enc|mi)|__hs|hscta|vero_|oly_|[?&]_g[al]=|_kx=|s_cid|wickedid"
    r"|ml_subscriber|li_fat_id|epik=|ref_(?:src|url)|rb_clickid|cmpid|sc_cid|at_(?:campaign|medium)|trk"
    r"|safelinks\.|urldefense\.|/url\?|l\.php\?|/redir",
    re.IGNORECASE,
)
# Without any of these nothing can be taken off: most addresses are told by that, in a tenth of the time.
PARTED = re.compile(r"[?#]|urldefense", re.IGNORECASE)
# Hosts that only pass readers on, with the part of their address in which the true one is.
WRAPPERS = (
    (re.compile(r"[\w.-]+\.safelinks\.protection\.(?:outlook|office365)\.(?:com|us)"), "", "url"),
    (re.compile(r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?"), "/url", "q url"),
    (re.compile(r"lm?\.(?:facebook|instagram|messenger)\.com"), "", "u"),
    (re.compile(r"(?:www\.)?linkedin\.com"), "/redir", "url"),
    (re.compile(r"slack-redir\.net"), "/link", "url"),
    (re.compile(r"(?:www\.)?youtube\.com"), "/redirect", "q"),
)
URLDEFENSE = re.compile(r"urldefense\.(?:proofpoint\.com|com|us)")
DEEPEST = 5  # wrappings within one another; a mail may pass several filters


def clean_url(url: str) -> str:
    """`url` without tracking parameters, and freed of wrappings; the same text where nothing is to be done.

    Whatever the text, nothing is raised. The address within a wrapping counts only where it begins with
    ``http:`` or ``https:``.
    """
    if not PARTED.search(url):
        return url
    for _ in range(DEEPEST):
        if not SIGNS.search(url):
            break
        inner = _unwrapped(url)
        if not inner:
            break
        url = inner
    return _without_tracking(url) if SIGNS.search(url) else url


def _unwrapped(url: str) -> str:
    """The address that `url` wraps; empty if it wraps none."""
    try:
        parts = urlsplit(url.replace("&amp;", "&"))
        host = (parts.hostname or "").casefold()
    except ValueError:
        return ""
    is_defended = URLDEFENSE.fullmatch(host)
    found = _defended(url) if is_defended else next(_passed_on(host, parts.path, parts.query), "")
    return found if re.match(r"https?://[^/\s]", found) and not re.search(r"[\s<>\"]", found) else ""


def _passed_on(host: str, path: str, query: str) -> Iterator[str]:
    for shape, below, names in WRAPPERS:
        if shape.fullmatch(host) and path.startswith(below):
            values = parse_qs(query)
            yield from (values[name][0] for name in names.split() if name in values)


def _defended(url: str) -> str:
    """The address that Proofpoint has rewritten, in any of its three ways."""
    third = re.search(r"/v3/__(.+?)__;([\w-]*)", url)
    if third:
        return _refilled(third[1], third[2])
    typed = parse_qs(urlsplit(url.replace("&amp;", "&")).query).get("u", [""])[0]
    return unquote(typed.replace("-", "%").replace("_", "/")) if "/v2/" in url else typed


def _refilled(address: str, taken: str) -> str:
    """`address` with the signs that version 3 took out: a star stands for one, two stars for a run of them."""
    try:
        signs = iter(urlsafe_b64decode(taken + "=" * (-len(taken) % 4)).decode("utf-8"))
    except ValueError:
        return ""
    lengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    def put(found: re.Match[str]) -> str:
        count = lengths.index(found[1]) + 2 if found[1] else 1
        return "".join(next(signs, "") for _ in range(count))

    # The filter drops one of the two slashes after the scheme now and then.
    whole = re.sub(r"\*(?:\*([\w-]))?", put, address, flags=re.ASCII)
    return re.sub(r"^(https?):/(?!/)", r"\1://", whole)


def _without_tracking(url: str) -> str:
    front, mark, fragment = url.partition("#")
    path, ask, query = front.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not TRACKING.fullmatch(part)).removeprefix("amp;")
    # A question mark with nothing after it stays where nothing was taken off.
    asked = f"?{kept}" if kept else ""
    if not any(TRACKING.fullmatch(part) for part in query.split("&") if part):
        asked = ask + query
    rest = "&".join(part for part in fragment.split("&") if not TRACKING.fullmatch(part))
    return path + asked + (f"#{rest}" if rest else mark if not fragment else "")
