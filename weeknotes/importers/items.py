"""What texts of all feeds have in common, whatever the feed is written in: names, files beside them, ends cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import unquote, urljoin

from weeknotes import digest
from weeknotes.importers import words
from weeknotes.importers.export import Note, Text
from weeknotes.values import replace

COUNTED = re.compile(r"utm_\w+=|source=rss|fbclid=|mc_[ce]id=")
LONG = 12  # letters of a name that no two files have by chance


def key(*names: str, body: str) -> str:
    """What names a text for ever: its id, else its address, else its title, else its words."""
    return next(filter(None, names), "") or f"feed {digest.of_bytes(body.encode())[:16]}"


def told_apart(texts: Sequence[Text]) -> Iterator[Text]:
    """Texts of which some feeds call several the same: those at other addresses are texts of their own."""
    first: dict[str, Text] = {}
    for text in texts:
        known = first.setdefault(text.key, text)
        is_other = known is not text and (known.link, known.title) != (text.link, text.title)
        other = replace(text, key=f"{text.key} {text.link or text.title}", feed_id="")
        yield other if is_other else text


def joined(base: str, address: str) -> str:
    """An address as a whole one, where it builds on `base`."""
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def uncounted(address: str) -> str:
    """An address without the query by which feeds count who comes from them: ``?source=rss-…``, ``?utm_source=…``."""
    front, mark, query = address.partition("?")
    return front if mark and all(map(COUNTED.match, query.partition("#")[0].split("&"))) else address


def with_files(body: str, files: Iterable[tuple[str, str]]) -> str:
    """`body` with the files that come along with it, by address and kind, where it does not show them itself."""
    shown_already = unquote(body)
    own = [(address, kind) for address, kind in files if address and not _is_in(address, shown_already)]
    shown = (
        f'<p><img src="{escape(address)}" alt=""></p>'
        if kind.startswith("image/")
        else f'<p><a href="{escape(address)}">{escape(words.last_part(address) or address)}</a></p>'
        for address, kind in own
    )
    return body + "".join(shown)


def _is_in(address: str, body: str) -> bool:
    """Whether a text shows a file, at the same address or in another size, which keeps its name."""
    name = words.last_part(unquote(address))
    return unquote(address) in body or (len(name) >= LONG and name in body)


def shortened(texts: Iterable[Text], short: Sequence[Text]) -> Iterator[Note]:
    """A note for each text that is only the beginning of one: `short` are those that the feed itself calls so."""
    told = {each.key for each in short}
    yield from (Note("beginning", "", each.title) for each in short)
    ends = ((each, words.plain(each.body[-200:])) for each in texts)
    cut = (each for each, end in ends if end.endswith(("…", "[…]", "[...]")) and each.key not in told)
    yield from (Note("beginning", "", each.title) for each in cut)
