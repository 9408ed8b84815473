"""Pages that a public body owes its readers beside the accessibility statement: what becomes of what is known about
them (UK GDPR, articles 13 and 14), and what they may do with the texts (Re-use of Public Sector Information
Regulations 2015, regulation 12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from weeknotes.config import Site
from weeknotes.errors import Problem, Severity
from weeknotes.model import Kind, Reading

# How such a page is called, in English and Welsh: its slug, or the beginning of it ("privacy-notice").
PAGES: Sequence[tuple[str, tuple[str, ...], str]] = (
    ("privacy", ("privacy", "data-protection", "preifatrwydd", "hysbysiad-preifatrwydd"), "what it keeps about them"),
    ("licence", ("licence", "license", "copyright", "terms", "hawlfraint", "trwydded"), "what they may do with texts"),
)


def lacking(shown: Iterable[Reading], site: Site) -> Iterator[Problem]:
    """An error for each such page that the site of a public body does not have; `shown` are the texts with a page."""
    if not site.public_body:
        return
    slugs = [each.slug for each in shown if each.kind is Kind.PAGE and each.fields.state != "withdrawn"]
    for name, beginnings, what in PAGES:
        if not any(slug == each or slug.startswith(f"{each}-") for slug in slugs for each in beginnings):
            message = (
                f"A public body tells its readers {what}, and this site has no page for that. Write one, as "
                f"content/pages/{name}.md; “weeknotes init” in an empty folder makes one to begin with."
            )
            better = f"---\ntitle: {name.capitalize()}\n---"
            yield Problem(f"page.{name}", Severity.ERROR, f"content/pages/{name}.md", message, suggestion=better)
