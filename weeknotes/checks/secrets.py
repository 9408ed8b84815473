"""Keys, tokens and passwords: shapes that services give them so that they can be known anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weeknotes.checks.sheet import Find, Sheet, masked
from weeknotes.errors import Severity

SHORTEST = 20  # characters of the shortest token
KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d:")
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

# Each shape with the word that every token of it has in it: a text without the word is not looked through.
SHAPES: tuple[tuple[str, str, str], ...] = (
    ("ghp_", "GitHub", r"ghp_[A-Za-z0-9]{36,}"),
    ("gho_", "GitHub", r"gho_[A-Za-z0-9]{36,}"),
    ("ghu_", "GitHub", r"ghu_[A-Za-z0-9]{36,}"),
    ("ghs_", "GitHub", r"ghs_[A-Za-z0-9]{36,}"),
    ("ghr_", "GitHub", r"ghr_[A-Za-z0-9]{36,}"),
    ("github_pat_", "GitHub", r"github_pat_\w{40,}"),
    ("glpat-", "GitLab", r"glpat-[\w-]{20,}"),
    ("AKIA", "Amazon Web Services", r"AKIA[A-Z0-9]{16}(?![A-Z0-9])"),
    ("ASIA", "Amazon Web Services", r"ASIA(?=[A-Z]*\d)[A-Z0-9]{16}(?![A-Z0-9])"),
    ("ecret", "Amazon Web Services", r"(?i:aws.{0,20}?secret.{0,20}?['\"=:\s]{1,5})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])"),
    ("xox", "Slack", r"xox[abeprs](?:\.xox[bp])?-\d[\w-]{9,}"),
    ("xapp-", "Slack", r"xapp-\d-[\w-]{20,}"),
    ("hooks.slack.com", "Slack", r"hooks\.slack\.com/(?:services|workflows|triggers)/T\w+/\w+/\w+"),
    ("webhook.office.com", "Teams", r"[\w-]+\.webhook\.office\.com/webhookb2/[\w@-]+/\w+/\w+"),
    ("AIza", "Google", r"AIza[\w-]{35}"),
    ("ya29.", "Google", r"ya29\.[\w-]{20,}"),
    ("GOCSPX-", "Google", r"GOCSPX-[\w-]{20,}"),
    ("k_live_", "Stripe", r"[rs]k_live_[A-Za-z0-9]{16,}"),
    ("k_test_", "Stripe", r"[rs]k_test_[A-Za-z0-9]{16,}"),
    ("whsec_", "Stripe", r"whsec_[A-Za-z0-9+/=]{24,}"),
    ("api_live_", "GOV.UK Pay", r"api_live_[a-z0-9]{40,}"),
    ("api_test_", "GOV.UK Pay", r"api_test_[a-z0-9]{40,}"),
    ("eyJ", "a signed login (JWT)", r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}"),
    ("SG.", "SendGrid", r"SG\.[\w-]{16,32}\.[\w-]{32,64}"),
    ("-us", "Mailchimp", r"[0-9a-f]{32}-us\d{1,2}"),
    ("npm_", "npm", r"npm_[A-Za-z0-9]{36}"),
    ("pypi-", "PyPI", r"pypi-AgE[\w-]{50,}"),
    ("dop_v1_", "DigitalOcean", r"dop_v1_[a-f0-9]{64}"),
    ("AccountKey=", "Azure", r"AccountKey=[A-Za-z0-9+/=]{44,}"),
    ("SharedAccessKey=", "Azure", r"SharedAccessKey=[A-Za-z0-9+/=]{40,}"),
    ("sig=", "Azure", r"sig=[\w%+/-]{40,80}(?:%3D|=)"),
    ("sk-", "OpenAI or Anthropic", r"(?<![\w-])sk-(?=[\w-]{0,60}\d)(?=[\w-]{0,60}[A-Z])[\w-]{32,}"),
    ("hf_", "Hugging Face", r"hf_[A-Za-z0-9]{34,}"),
    ("ATATT3", "Atlassian", r"ATATT3[\w=-]{50,}"),
    ("figd_", "Figma", r"figd_[\w-]{40,}"),
    ("shp", "Shopify", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    ("hvs.", "Vault", r"hvs\.[\w-]{24,}"),
    ("dapi", "Databricks", r"dapi[0-9a-f]{32}"),
    ("sk.eyJ", "Mapbox", r"sk\.eyJ[\w-]{20,}\.[\w-]{16,}"),
    ("PMAK-", "Postman", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    # The key's own name, then two identifiers in one.
    ("-4", "GOV.UK Notify", rf"(?:[\w-]{{1,60}}-)?{UUID}-{UUID}"),
)  # fmt: skip
COMPILED = tuple((word, of, re.compile(rf"(?<![A-Za-z0-9]){shape}")) for word, of, shape in SHAPES)
BEARER = re.compile(r"(?i:\bbearer) [\w.~+/-]{20,}=*")
# Signed addresses of pictures carry these by design; they run out, and the key itself is not in them.
# Keys that move no money.
TESTING = ("sk_test_", "rk_test_")
SIGNED = re.compile(
    r"X-Amz-Credential(?:=|%3D)$|AWSAccessKeyId=$|githubusercontent\.com/[^\s)]*[?&]jwt=$", re.IGNORECASE
)
# May be read by whoever has the address, and nothing more.
READ_ONLY = re.compile(r"[?&]sp=r(?:&|$)")
SHOWN_KEYS = re.compile(r"(?:google|googleapis|gstatic)\.[a-z.]+/[^\s)]*[?&]key=$", re.IGNORECASE)
# Amazon ends all keys of its documentation so.
STANDS_FOR = re.compile(r"placeholder|your[_-]|xxxx|EXAMPLE(?:KEY)?$", re.IGNORECASE)

LOGIN = re.compile(r"[a-z][a-z0-9+.-]{1,20}://(?P<user>[^\s/:@<>()\"'?#]*):(?P<password>[^\s/@<>()\"'?#]+)@[\w.-]+")
PASSWORD = re.compile(
    r"\b(?:pass(?:word|phrase|code)|pwd|cyfrinair)\b[*_`]*\s*(?::|=|\bis\b|\byw\b)[\s*_]*(?P<quote>[`'\"“‘]?)"
    r"(?P<password>[^\s`'\"“”‘’<>|*{}\[\]()]{4,40})",
    re.IGNORECASE,
)

PASSWORD_SIGNS = ("assw", "PASSW", "asscode", "assphrase", "pwd", "PWD", "yfrinair")

CHANGE = (
    "Whoever has it can act in your name. Take it out, and if the repository is public it has been seen already: "
    "have it changed today and tell your information governance team."
)
SAMPLE = "This has the shape of a key for {}, but looks like a sample. If it is real, take it out and have it changed."
PASSING = (
    "This address holds a signature that runs out, so what it leads to will be gone for readers. "
    "Save the picture or file beside the text and link to that."
)


def scan(sheet: Sheet) -> Iterator[Find]:
    """Keys, tokens, and passwords in addresses; a password in words is told."""
    text = sheet.text
    if "PRIVATE KEY" in text or "PuTTY" in text:
        yield from _keys(sheet)
    # No key is shorter than this, and few other words are longer.
    long = " ".join(word for word in text.split() if len(word) >= SHORTEST)
    yield from _tokens(sheet, long)
    if "@" in long and "://" in long:
        yield from _logins(sheet)
    if any(sign in text for sign in PASSWORD_SIGNS):
        yield from _passwords(sheet)


def _tokens(sheet: Sheet, long: str) -> Iterator[Find]:
    """Keys of every shape whose own word is among the `long` words of the text."""
    for word, of, shape in COMPILED:
        if word in long:
            yield from (_token(sheet, found, of) for found in shape.finditer(sheet.text))
    if "earer " in sheet.text:
        yield from (_token(sheet, found, "a service") for found in BEARER.finditer(sheet.text))


def _keys(sheet: Sheet) -> Iterator[Find]:
    for found in KEY.finditer(sheet.text):
        first, last = sheet.line(found.start())
        before, after = sheet.text[first : found.start()], sheet.text[found.end() : last]
        # In the middle of a sentence, between backticks, it is what people say of keys.
        is_talk = before.endswith("`") and after.startswith("`") and bool(re.search(r"\w", before + after))
        severity = Severity.WARNING if is_talk else Severity.ERROR
        message = f"A private key begins here. {CHANGE}" if not is_talk else SAMPLE.format("encryption")
        yield Find("secret.private-key", severity, found.start(), found.end(), message, found[0])


def _token(sheet: Sheet, found: re.Match[str], of: str) -> Find:
    before = sheet.before(found.start(), 400)
    severity, message = Severity.ERROR, f"This is a key for {of}: {masked(found[0])}. {CHANGE}"
    if SIGNED.search(before) or (found[0].startswith("sig=") and READ_ONLY.search(before)):
        severity, message = Severity.WARNING, PASSING
    elif _is_sample(found[0]) or SHOWN_KEYS.search(before):
        severity, message = Severity.WARNING, SAMPLE.format(of)
    return Find("secret.token", severity, found.start(), found.end(), message, masked(found[0]))


def _is_sample(key: str) -> bool:
    return key.startswith(TESTING) or len(set(key[6:])) < 6 or STANDS_FOR.search(key) is not None


def _logins(sheet: Sheet) -> Iterator[Find]:
    for found in LOGIN.finditer(sheet.text):
        password = found["password"].casefold()
        is_sample = "example" in found[0] or "localhost" in found[0] or "pass" in password or len(password) < 4
        severity = Severity.WARNING if is_sample else Severity.ERROR
        shown = found[0].replace(f":{found['password']}@", ":••••@")
        message = f"This address has a password in it: {shown}. {CHANGE}"
        yield Find("secret.login", severity, found.start(), found.end(), message, shown)


def _passwords(sheet: Sheet) -> Iterator[Find]:
    for found in PASSWORD.finditer(sheet.text):
        word = found["password"].rstrip(".,;:!?")
        # Unquoted words are a sentence about passwords; a password mixes letters with digits or signs.
        mixed = bool(re.search(r"[A-Za-z]", word)) and bool(re.search(r"[\d!@#$%^&+=~]", word))
        if "://" in word or not (mixed or (found["quote"] and " is" not in found[0].casefold())):
            continue
        message = f"This looks like a password. {CHANGE}"
        place = found.start("password")
        yield Find("secret.password", Severity.WARNING, place, place + len(word), message, "••••••••")
