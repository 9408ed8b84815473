"""WordPress's shortcodes: those with a meaning for readers become HTML, the others go and are told.

Only what can be one is taken for one: ``[sic]`` and ``[1]`` are words of the writer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from weeknotes.importers.export import Attachment

Attributes = Mapping[str, str]
Maker = Callable[[Attributes, str, Mapping[str, Attachment]], str]

# Code is shown as typed, whatever it holds.
CODE = re.compile(r"<(pre|code)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
CAPTION_NAMES = ("caption", "wp_caption")
LISTING_NAMES = (
    "code",
    "sourcecode",
    "source",
    "cc",
    "text",
    "python",
    "php",
    "bash",
    "css",
    "html",
    "xml",
    "sql",
    "js",
)
NOTE_NAMES = ("ref", "note", "fn", "footnote", "efn_note", "mfn", "sidenote")
# What shows something only inside WordPress; without attributes it looks like a word in brackets.
BARE = (
    "gallery|contact-form|contact-form-7|toc|more|subscribe|blog_subscription_form|archives|sitemap|footnotes|"
    "recent_posts"
)
LISTING = re.compile(rf"\[({'|'.join(LISTING_NAMES)})(\s[^\]]*)?\](.*?)\[/\1\]", re.DOTALL)
ESCAPED = re.compile(r"\[(\[[\w-][^\[\]]*\])\]")
# The innermost pair first: none of the same name may stand inside.
PAIR = re.compile(r"\[([a-zA-Z][\w-]*)((?:[\s=][^\]]*)?)(?<!/)\]((?:(?!\[\1\b).)*?)\[/\1\]", re.DOTALL)
SINGLE = re.compile(
    rf"\[(?:([a-zA-Z][\w-]*)(=[^\]\s]+[^\]]*|\s+[^\]]*=[^\]]*)|({BARE})|(youtube|vimeo|embed|gist|tweet|audio|video)\s+([^\]]+))\s*/?\]"
)
# Ends of page builders' columns that lost their beginning.
CLOSING = re.compile(r"\[/(?:[a-zA-Z][\w-]*_[\w-]*|et_\w+|vc_\w+|column\w*|row)\]")
# In double, single, curly quotation marks or none; an address may stand alone.
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|“([^”]*)”|([^\s\"'\]]+))|(https?://[^\s\"'\]]+)")
# A picture, perhaps in a link, and the words behind it.
IMAGE = re.compile(r"((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE)
# The oldest galleries name no picture: they show all that were put into the text.
GALLERY = re.compile(r"\[gallery(?=[\s\]/])(?![^\]]*\b(?:ids|include)\s*=)")
ROUNDS = 8  # shortcodes that stand inside one another


def replace(html: str, attachments: Mapping[str, Attachment], own: Sequence[str] = ()) -> tuple[str, tuple[str, ...]]:
    """`html` without shortcodes, and those that had no meaning here, as typed.

    `own` are the numbers of the pictures that were put into this text.
    """
    if "[" not in html:
        return html, ()
    left: list[str] = []
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\ue002{len(kept) - 1}\ue003"

    text = CODE.sub(lambda found: keep(found[0]), html.replace("\ue002", "").replace("\ue003", ""))
    text = LISTING.sub(lambda found: keep(_listing(found)), text)
    text = ESCAPED.sub(lambda found: keep(found[1]), text)
    text = GALLERY.sub(f'[gallery ids="{",".join(own)}"', text) if own else text
    for _ in range(ROUNDS):
        done = PAIR.sub(lambda found: _paired(found, attachments, left), text)
        if done == text:
            break
        text = done
    text = SINGLE.sub(lambda found: _single(found, attachments, left), text)
    text = CLOSING.sub("", text)
    for _ in range(3):  # code may stand in what was kept for another reason
        text = re.sub("\ue002(\\d+)\ue003", lambda found: kept[int(found[1])], text)
    return text, tuple(dict.fromkeys(left))


def _listing(found: re.Match[str]) -> str:
    given = attributes(found[2] or "")
    language = given.get("language") or given.get("lang") or ("" if found[1] in LISTING_NAMES[:5] else found[1])
    # The visual editor writes signs of HTML as such, the other as typed.
    code = found[3] if "&lt;" in found[3] or "&amp;" in found[3] else escape(found[3], quote=False)
    code = re.sub(r"</?(?:p|br)\s*/?>", "", code)
    return f'<pre><code class="language-{escape(language)}">{code.strip(chr(10))}</code></pre>'


def attributes(typed: str) -> dict[str, str]:
    """The attributes of a shortcode; an address without a name is its ``url``."""
    given: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(typed):
        given.setdefault(found[1] or "url", next(filter(None, found.groups()[1:]), ""))
    return given


def _paired(found: re.Match[str], attachments: Mapping[str, Attachment], left: list[str]) -> str:
    name, typed, inner = found[1].lower(), found[2], found[3]
    maker = MAKERS.get(name)
    if maker is None:
        left.append(_shown(f"[{name}{typed}]"))
        return inner
    return maker(attributes(typed), inner, attachments)


def _single(found: re.Match[str], attachments: Mapping[str, Attachment], left: list[str]) -> str:
    name = (found[1] or found[3] or found[4]).lower()
    typed = found[2] or found[5] or ""
    given = attributes(typed if not typed.startswith("=") else f"url{typed}")
    maker = MAKERS.get(name)
    made = maker({"url": found[5].strip(), **given} if found[5] else given, "", attachments) if maker else ""
    if not made:
        left.append(_shown(found[0]))
    return made


def _shown(typed: str) -> str:
    """A shortcode in the report: its name alone, since its attributes may hold keys and addresses."""
    found = re.match(r"\[([\w-]+)", typed)
    return f"[{found[1]}]" if found else "[…]"


def _caption(given: Attributes, inner: str, _attachments: Mapping[str, Attachment]) -> str:
    found = IMAGE.search(inner)
    if not found:
        return inner
    words = found[2].strip() or escape(given.get("caption", ""))
    return f"\n\n<figure>{found[1]}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(given: Attributes, _inner: str, attachments: Mapping[str, Attachment]) -> str:
    numbers = re.findall(r"\d+", given.get("ids") or given.get("include", ""))
    shown = [attachments[number] for number in numbers if number in attachments]
    return "".join(
        f'\n\n<figure><img src="{escape(each.url)}" alt="{escape(each.alt)}">'
        f"<figcaption>{escape(each.caption)}</figcaption></figure>\n\n"
        for each in shown
    )


def _embed(given: Attributes, inner: str, _attachments: Mapping[str, Attachment]) -> str:
    typed = re.sub(r"<[^>]+>", "", inner).strip() or given.get("url", "") or given.get("src", "")
    address = typed.replace("&amp;", "&").strip("\"' ")
    return f'\n\n<p><a href="{escape(address)}">{escape(address)}</a></p>\n\n' if address.startswith("http") else ""


def _player(host: str) -> Maker:
    def make(given: Attributes, inner: str, attachments: Mapping[str, Attachment]) -> str:
        address = given.get("url") or given.get("id") or inner.strip()
        whole = address if address.startswith("http") or not address else host + address
        return _embed({"url": whole}, "", attachments)

    return make


def _media(given: Attributes, inner: str, attachments: Mapping[str, Attachment]) -> str:
    names = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "ogg", "wav", "m4a", "url")
    return _embed({"url": next((given[each] for each in names if given.get(each)), "")}, inner, attachments)


def _note(_given: Attributes, inner: str, _attachments: Mapping[str, Attachment]) -> str:
    return f"<footnote>{inner}</footnote>" if inner.strip() else ""


def _inside(_given: Attributes, inner: str, _attachments: Mapping[str, Attachment]) -> str:
    return inner


MAKERS: Mapping[str, Maker] = {
    **dict.fromkeys(CAPTION_NAMES, _caption),
    **dict.fromkeys(("gallery", "playlist"), _gallery),
    **dict.fromkeys(("embed", "tweet", "twitter", "slideshare", "soundcloud", "ted", "instagram", "facebook"), _embed),
    **dict.fromkeys(("audio", "video"), _media),
    **dict.fromkeys(NOTE_NAMES, _note),
    **dict.fromkeys(("center", "row", "column", "one_half", "one_third"), _inside),
    "youtube": _player("https://www.youtube.com/watch?v="),
    "vimeo": _player("https://vimeo.com/"),
    "gist": _player("https://gist.github.com/"),
}
