"""Teams, themes, tags, people and projects as each language of the site calls them, and where their pages are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from weeknotes import urls
from weeknotes.config import Site
from weeknotes.languages import base
from weeknotes.model import Card, Entry, Term
from weeknotes.namings import of_terms
from weeknotes.terms import DECLARED_BY, Terms
from weeknotes.text import slugify, spelt_out
from weeknotes.values import replace

Key = tuple[str, str]


def introduces(card: Card) -> Key | None:
    """Kind and slug of the term that the text of this card is the introduction of, if it is one."""
    kind = DECLARED_BY.get(card.kind)
    # By the address: the id of a term that was called otherwise is still that of its first name.
    return (kind, card.address.rstrip("/").rpartition("/")[2]) if kind else None


def is_beside(card: Card) -> bool:
    """Whether this is the introduction of a term that has one in the language of the site, or an earlier one, too."""
    key = introduces(card)
    return key is not None and card.address != urls.term_address(*key)


def namesakes(entries: Iterable[Entry], terms: Terms, homes: Mapping[str, str], site: Site) -> dict[str, Terms]:
    """All terms by language, for those with a front page in `homes`: called as the introduction in that language has
    it in its title, or as the settings of the site have it, with pages below that front page."""
    if not homes:
        return {}
    called = ((code, of_terms(site, code)) for code in homes)
    titles = {(code, (kind, slugify(typed))): name for code, of in called for (kind, typed), name in of.items()}
    titles |= {(base(card.lang), key): card.title for card, key in _introductions(entries)}
    return {
        code: Terms({called: _abroad(term, code, home, titles) for called, term in terms.known.items()})
        for code, home in homes.items()
    }


def placed(card: Card, terms: Terms) -> Card:
    """A card with the terms that it has in another language."""

    def there(each: Iterable[Term]) -> tuple[Term, ...]:
        return tuple(terms.known.get((term.kind, term.slug), term) for term in each)

    return replace(
        card,
        authors=there(card.authors),
        contributors=there(card.contributors),
        teams=there(card.teams),
        themes=there(card.themes),
        tags=there(card.tags),
        projects=there(card.projects),
    )


def _introductions(entries: Iterable[Entry]) -> Iterable[tuple[Card, Key]]:
    for entry in entries:
        key = introduces(entry.card)
        # A text without a title is called by its file, which is no name in any language.
        if key and not entry.withdrawn and entry.card.title != spelt_out(key[1]):
            yield entry.card, key


def _abroad(term: Term, code: str, home: str, titles: Mapping[tuple[str, Key], str]) -> Term:
    name = titles.get((code, (term.kind, term.slug)), term.name)
    return replace(term, name=name, address=home + term.address, lang=code if name != term.name else term.lang)
