"""What readers can search for: the documents of the index, the filters beside it, and words to suggest.

`finder` makes the index of them, by Pagefind; `catalogue` remembers it.

Only published texts that have a page of their own are searched: weeknotes, case studies with their parts, posts
and pages. Lists would answer every question a second time; drafts, tombstones and redirects answer none.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from operator import attrgetter

from weeknotes import markup
from weeknotes.model import Body, Card, Entry, Kind, Target
from weeknotes.urls import SECTIONS, encoded
from weeknotes.values import Record
from weeknotes.words import Tongues, Words

# What is searched, with the words for one result (``kinds.…``) and those of the filter (``sections.…``).
KINDS = {
    Kind.WEEKNOTE: ("weeknote", "weeknotes"),
    Kind.CASE_STUDY: ("case-study", "case-studies"),
    Kind.PART: ("part", "case-studies"),
    Kind.POST: ("post", "posts"),
    Kind.PAGE: ("page", "pages"),
}
LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")
TAG = re.compile(r"<[^>]*>")
# For corrections: a word that one text alone has may be a slip itself.
WORD = re.compile(r"[^\W\d_]{4,24}")
IN_TEXTS = 2  # texts
MOST_WORDS = 5000  # that are loaded with the page, the most frequent


class Facet(Record):
    """A value that results can be narrowed to: ``team``, ``housing``, ``Housing Repairs``."""

    group: str
    value: str
    name: str


class SearchDocument(Record):
    """A text as it is searched. `url` is relative to the site, `lang` a language without its region (``cy``).

    `html` is the text with its headings and their ids, or in an outline the digest of its body; `points` is what
    stands above and below it. `meta` is what a result shows of it, its title among that; readers can search for
    that too, and its label and days are in the language `told`. `id` is that of its entry.
    """

    url: str
    lang: str
    html: str = ""
    points: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    facets: tuple[Facet, ...] = ()
    id: str = ""
    told: str = ""


def is_searchable(entry: Entry) -> bool:
    """Whether readers may find this entry by its words."""
    return entry.card.kind in KINDS and not entry.withdrawn and not entry.card.draft


def outline(entry: Entry, tongues: Tongues, card: Card) -> SearchDocument:
    """The document of an entry without its text: enough to tell whether anything that is searched has changed.

    What a result shows is in the language of the entry, whatever page shows it: `card` has the terms that it has there.
    """
    words, fields = tongues.of(card.lang), entry.fields
    quotes = (" ".join(filter(None, (each.text, each.name, each.role))) for each in fields.quotes)
    meta = {
        "title": card.title,
        "label": card.label or words.say(f"kinds.{KINDS[card.kind][0]}"),
        "team": words.join([term.name for term in card.teams]),
        "date": words.short_day(card.published.day) if card.published else "",
        "authors": words.join([term.name for term in card.authors]),
        "filed": ", ".join(term.name for term in (*card.projects, *card.themes, *card.tags)),
    }
    return SearchDocument(
        url=encoded(card.address),
        lang=_language(card.lang),
        html=entry.body.digest,
        points=tuple(filter(None, (fields.summary, *card.takeaways, *card.lessons, *quotes))),
        meta=tuple((name, value) for name, value in meta.items() if value),
        facets=_facets(entry.card, tongues.own),
        id=card.id,
        told=words.lang,
    )


def outlines(
    entries: Iterable[Entry], tongues: Tongues, placed: Callable[[Card], Card]
) -> tuple[SearchDocument, ...]:
    """The outlines of those entries that can be searched for; `placed` gives a card as its language has it."""
    return tuple(outline(entry, tongues, placed(entry.card)) for entry in entries if is_searchable(entry))


def html_of(body: Body) -> str:
    """The text of an entry with the ids that its headings have on its page; where its links lead is no matter."""
    targets = [Target("")] * body.html.count("\x02")  # at least one mark for each link
    return markup.fill(body, targets, str, plain=True)


def page_of(document: SearchDocument) -> str:
    """The document as a page for the library that indexes it; what is outside its body is never quoted."""
    meta = "".join(f'<p data-pagefind-meta="{name}">{escape(value)}</p>' for name, value in document.meta)
    text = "".join(f"<p>{escape(point)}</p>" for point in document.points) + document.html
    if not TAG.sub("", text).strip():  # pictures alone: Pagefind would leave the page out
        text = escape(", ".join(value for _, value in document.meta))
    page = f'<!doctype html><html lang="{document.lang}"><body>{meta}'
    return f"{page}<main data-pagefind-body>{text}</main></body></html>"


def facets_file(documents: Iterable[SearchDocument], ids: Mapping[str, str]) -> bytes:
    """What the search page narrows results by, as JSON: the languages, with that in which the days of their texts are
    told; all facets, and which each result has.

    `ids` tells for a URL by what id the index names it.
    """
    found = {ids[each.url]: each for each in documents if each.url in ids}
    facets = sorted({facet for each in found.values() for facet in each.facets}, key=_rank)
    place = {facet: number for number, facet in enumerate(facets)}
    return _json(
        {
            "languages": {each.lang: each.told for each in sorted(found.values(), key=attrgetter("lang", "url"))},
            "facets": [[facet.group, facet.value, facet.name] for facet in facets],
            "results": {id: sorted(place[facet] for facet in found[id].facets) for id in sorted(found)},
        }
    )


def words_file(texts: Mapping[str, Sequence[str]]) -> bytes:
    """The words that several of the texts in a language have, the most common ones first, as JSON: for corrections."""
    few = min(IN_TEXTS, sum(map(len, texts.values())))
    return _json({lang: _common(texts[lang], few) for lang in sorted(texts)})


def _common(texts: Iterable[str], few: int) -> list[str]:
    counts = Counter(word for text in texts for word in set(WORD.findall(text.lower())))
    common = [word for word, count in counts.items() if count >= few]
    return sorted(common, key=lambda word: (-counts[word], word))[:MOST_WORDS]


def _language(code: str) -> str:
    """A language without its region or script, since readers search for words and not for spellings."""
    found = LANGUAGE.match(code.lower())
    return found[0] if found else "en"


def _facets(card: Card, words: Words) -> tuple[Facet, ...]:
    year = card.week.year if card.week else card.published.day.year if card.published else 0
    return (
        Facet("kind", SECTIONS[card.kind].rstrip("/") or "pages", words.say(f"sections.{KINDS[card.kind][1]}")),
        *(Facet("team", term.slug, term.name) for term in card.teams),
        *(Facet("theme", term.slug, term.name) for term in card.themes),
        *((Facet("year", f"{year:04}", f"{year:04}"),) if year else ()),
    )


def _rank(facet: Facet) -> tuple[str, str, str]:
    """Names in the order of the alphabet, years with the newest first."""
    newest = f"{9999 - int(facet.value):04}" if facet.group == "year" else ""
    return (facet.group, newest or facet.name.casefold(), facet.value)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
