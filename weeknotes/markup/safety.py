"""Any HTML -> HTML that can do no harm; what is lost on the way is told.

The sanitiser (nh3) has the last word: all that happens before it only serves the writer.
"""

from __future__ import annotations

import nh3

ANYWHERE = {"id", "lang", "dir", "title"}
PLAIN = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "dl", "dt", "dd"),
    *(
        "table",
        "caption",
        "colgroup",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "figure",
        "figcaption",
        "strong",
        "em",
    ),
    *("b", "i", "u", "s", "sub", "sup", "small", "mark", "kbd", "samp", "var", "abbr", "cite", "dfn", "q"),
    *("span", "div", "section", "summary", "ruby", "rt", "rp", "wbr", "address", "bdi", "bdo", "input"),
}
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "code": {"class"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "col": {"span"},
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "details": {"open"},
}
CLEANER = nh3.Cleaner(
    tags={*PLAIN, *ATTRIBUTES},
    # What stands inside these is no text for readers.
    clean_content_tags={
        *("script", "style", "iframe", "object", "video", "audio", "svg", "math", "noscript"),
        *("template", "select", "textarea", "button", "canvas", "title", "head", "noembed", "noframes"),
    },
    attributes={"*": ANYWHERE, **ATTRIBUTES, "input": {"checked"}},
    tag_attribute_values={"input": {"type": {"checkbox"}}},
    set_tag_attribute_values={"input": {"disabled": ""}},
    allowed_classes={
        "a": {"footnote-ref", "footnote-backref"},
        "sup": {"footnote-ref"},
        "section": {"footnotes"},
        "div": {"footnote"},
        "p": {"embed"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)


def clean(html: str) -> str:
    """`html` with the elements, attributes and addresses of the allow-list only."""
    return CLEANER.clean(html)
