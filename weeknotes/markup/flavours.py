"""The two flavours of Markdown; both only turn text into HTML, nothing in it is safe yet."""

from __future__ import annotations

import cmarkgfm
from cmarkgfm.cmark import Options

from weeknotes import config
from weeknotes.errors import MeaningError

GITHUB = ("table", "autolink", "strikethrough", "tasklist")
# Raw HTML passes: the sanitiser knows better than the parser what is harmful.
GITHUB_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
EXTRA = ("extra", "sane_lists")
# Alignment as an attribute rather than a style, as the other flavour has it.
EXTRA_SETTINGS = {"extra": {"tables": {"use_align_attribute": True}}}


def to_html(text: str, settings: config.Markdown) -> str:
    """The HTML of `text` in the flavour of `settings`, as its parser gives it.

    Raises MeaningError where an extension named in the settings is not installed.
    """
    if settings.flavour == "extra":
        return _extra(text, settings.extensions)
    html: str = cmarkgfm.markdown_to_html_with_extensions(text, options=GITHUB_OPTIONS, extensions=GITHUB)
    return html


def _extra(text: str, extensions: tuple[str, ...]) -> str:
    """Python-Markdown with a new engine each time: a used one carries footnotes and ids over."""
    import markdown

    try:
        engine = markdown.Markdown(extensions=[*EXTRA, *extensions], extension_configs=EXTRA_SETTINGS)
    except ImportError as error:
        raise MeaningError(
            f"A Markdown extension named in config.toml is not installed: {error.name or error}.",
            "Install it, or take it out of extensions under [markdown].",
        ) from error
    return engine.convert(text)
