"""HTML of the old site -> a tree of what its writer meant: no machinery, no leftovers, sound structure.

Every function changes the tree in place; `prose` reads it afterwards.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from weeknotes.importers import bounds, embeds
from weeknotes.importers.embeds import holds, is_gone, living, within
from weeknotes.text import INVISIBLE, for_xml, slugify

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    (
        *HEADINGS,
        *("p", "div", "section", "article", "aside", "header", "footer", "main", "nav", "blockquote", "pre", "ul"),
        *("ol", "li", "table", "figure", "figcaption", "hr", "dl", "dt", "dd", "details", "address", "center"),
    )
)
INLINE = (
    *("b", "strong", "em", "i", "u", "s", "del", "strike", "span", "font", "a", "code", "small", "big", "sup", "sub"),
    *("mark", "abbr", "kbd", "samp", "q", "cite", "ins", "tt", "var", "time", "label", "bdi", "acronym"),
)
# Elements of old HTML under the names that they have today.
RENAMED = {"acronym": "abbr", "tt": "code"}
EMPHASES = ("strong", "b", "em", "i", "del", "s")
GONE = (
    *("script", "style", "noscript", "template", "svg", "math", "form", "input", "button", "select", "textarea"),
    *("canvas", "head", "title", "meta", "link", "xml", "map", "area", "base", "dialog", "param", "source", "track"),
)
# Of these the report tells: somebody may want the answers that they asked for.
FORMS = ("form", "input", "select", "textarea")
# Classes and ids that themes and plug-ins give to what is no text.
JUNK = re.compile(
    r"sharedaddy|sd-(?:sharing|like|block|content)|jp-relatedposts|jp-post-flair|post-flair|addtoany\w*|wpcnt|wpa|"
    r"wpl-likebox|likes-widget\w*|screen-reader-text|comment-respond|respond|reply-title|wp-block-jetpack-(?:like|"
    r"subscriptions|contact-form|sharing-buttons)|wp-block-social-links|share-(?:buttons?|links?|this)|social-share|"
    r"sharing-buttons?|more-link|post-navigation|nav-links|wordads\w*|kg-(?:signup|cta|email)\w*(?:-card)?|"
    r"subscription-widget(?:-wrap)?|edit-link|entry-meta|comments-link|footnote-return|js-postShareWidget|button-subscribe|wp-block-file__button"
)
# Whole paragraphs that systems write, not people.
LEFTOVER = re.compile(
    r"leave a (?:reply|comment)|cancel reply|fill in your details.*|like this:?|"
    r"like(?: loading)?(?:\.\.\.|…)|loading(?:\.\.\.|…)|"
    r"share(?: this)?(?: post)?(?: on)?:?|connecting to %s|advertisements?|report this ad|rate this:?|"
    r"\(?(?:read|see|show) more\W*|"
    r"(?:continue|keep) reading\W*|enter your comment here.*|notify me of new (?:comments|posts).*|"
    r"click to (?:share|email|print) .*|required fields are marked.*|your email address will not be published.*|"
    r"you are commenting using your .*|post comment|skip to content|sign up to discover human stories.*",
    re.IGNORECASE,
)
# Where links lead that only hand the page on to others, or sign readers up to what is left behind.
SHARES = re.compile(
    r"[?&](?:action=share|share=\w+)(?:&|$)|facebook\.com/(?:sharer|share\.php|dialog/share)|linkedin\.com/(?:share|cws)|"
    r"(?:twitter|x)\.com/(?:share|intent/(?:tweet|post))|\.substack\.com/subscribe\b|addtoany\.com/|pinterest\.\w+/pin/"
)
FEW = 4  # words of a link of that kind; with more of them it says something itself
# Elements of our own, which no HTML may bring along.
OURS = ("raw-table", "mark-note", "gap", "place")
SIDE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)")
NO_PART = re.compile(r"<\?xml.*?>|<!\[if[^>]*>|<!\[endif\]>", re.IGNORECASE | re.DOTALL)
# Elements without an end (HTML, section 13.1.2), for which the parser would wait, and take what follows into them.
VOID = re.compile(
    r"<(source|track|wbr|embed|keygen)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)/?>(?:\s*</\1\s*>)?", re.IGNORECASE
)
# Google Docs and Word write emphasis as a style.
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
# No-break and other odd spaces; tabs and line ends count as spaces in HTML.
SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def parse(html: str) -> Tag:
    """The tree of `html`, however broken, without comments."""
    text = NO_PART.sub("", for_xml(html.replace("\v", " ").replace("\f", " ")))
    text = VOID.sub(r"<\1\2></\1>", text)
    soup = _soup(f"<div>{text}</div>")
    for each in list(soup.find_all(string=lambda text: isinstance(text, PreformattedString))):
        each.extract()
    soup = _soup(bounds.within(soup, OURS)) if bounds.is_over(soup) or soup.find(OURS) else soup
    return soup.body or soup


def _soup(html: str) -> BeautifulSoup:
    with warnings.catch_warnings(action="ignore"):
        return BeautifulSoup(html, "lxml", huge_tree=True)


def clean(root: Tag) -> Counter[str]:
    """Take out what is no text for readers; what that was, counted."""
    lost: Counter[str] = Counter()
    embeds.replace(root, lost)
    for each in list(root.find_all(GONE)):
        lost.update(["script"] if each.name == "script" else ["form"] if each.name in FORMS else [])
        each.decompose()
    # By class first: what is in it may look like words of the text.
    for each in living(root, root.find_all(True)):
        if _is_junk(each):
            each.decompose()
    for link in list(root.find_all("a", href=SHARES)):
        if len(link.get_text().split()) <= FEW:
            link.decompose()
    for image in list(root.find_all("img")):
        if _is_tracker(image):
            lost["tracker"] += 1
            image.decompose()
    _spaces(root)
    for each in living(root, root.find_all([*BLOCKS, "a", "span"])):
        if not holds(each, ("img",)) and LEFTOVER.fullmatch(each.get_text().strip()):
            each.decompose()
    return lost


def _is_junk(element: Tag) -> bool:
    names = [*classes(element), str(element.get("id") or "")]
    return any(JUNK.fullmatch(each) for each in names)


def classes(element: Tag) -> list[str]:
    """The classes of an element."""
    found = element.get("class")
    return [found] if isinstance(found, str) else list(found or ())


def _is_tracker(image: Tag) -> bool:
    sides = [str(image.get(side, "")).removesuffix("px") for side in ("width", "height")]
    tiny = all(each in ("0", "1") for each in sides) or bool(SIDE.search(str(image.get("style", ""))))
    return tiny or bool(embeds.TRACKERS.search(str(image.get("src", ""))))


def _spaces(root: Tag) -> None:
    """Spaces as a browser shows them; no-break ones become plain ones, invisible characters go."""
    for text in list(root.find_all(string=True)):
        # In code every space counts, but a no-break one there is a slip of the editor.
        if in_code(text):
            plain = INVISIBLE.sub("", str(text)).replace("\u00a0", " ")
        else:
            plain = SPACES.sub(" ", INVISIBLE.sub("", str(text)))
        if plain != text:
            text.replace_with(NavigableString(plain))


def in_code(node: PageElement) -> bool:
    """Whether a node stands in a block of code, where every space counts."""
    return within(node, ("pre",))


def dress(root: Tag) -> None:
    """Bold and italic that stand in styles become elements; what holds blocks is taken apart."""
    for each in list(root.find_all(["span", "font"])):
        _dress(each, str(each.get("style", "")))
    for each in root.find_all(RENAMED):
        each.name = RENAMED[each.name]
    for each in list(root.find_all(INLINE)):
        if (each.name != "a" and holds(each, BLOCKS)) or (each.name in EMPHASES and within(each, (each.name,))):
            each.unwrap()
    # A link holds no blocks in Markdown; a space keeps their words apart.
    for block in root.select(",".join(f"a {name}" for name in sorted(BLOCKS))):
        block.insert_after(NavigableString(" "))
        block.unwrap()


def _dress(element: Tag, style: str) -> None:
    element.name = "strong" if BOLD.search(style) else "em" if ITALIC.search(style) else "span"
    if element.name == "span":
        _keep_place(element)
        element.unwrap()


def _keep_place(element: Tag) -> None:
    """Other texts may lead to an element by its id: the one around it takes that over."""
    parent = element.parent
    if element.get("id") and parent is not None and not parent.get("id"):
        parent["id"] = element["id"]


def headings(root: Tag, title: str) -> None:
    """A first heading that repeats the title goes; the others begin at the second level."""
    found = [each for each in living(root, root.find_all(HEADINGS)) if _is_heading(each)]
    if found and title and slugify(found[0].get_text()) == slugify(title):
        found.pop(0).decompose()
    highest = min((int(each.name[1]) for each in found), default=2)
    for each in found:
        each.name = f"h{min(6, int(each.name[1]) - highest + 2)}"


def _is_heading(element: Tag) -> bool:
    """Whether an element is a heading still, once pictures and headings in it have been taken out.

    In tables, items and quotations a heading is a paragraph; without words it goes.
    """
    if element.name not in HEADINGS:
        return False
    for image in list(element.find_all("img")):
        element.insert_after(image.extract())
    for inner in element.find_all(HEADINGS):
        inner.name = "span"
    if not element.get_text().strip():
        element.decompose()
    elif within(element, ("table", "li", "blockquote")):
        element.name = "p"
    return not is_gone(element) and element.name != "p"
