"""The search index of a site as pages of it: made again only where a word that is searched has changed."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Mapping, Sequence

from weeknotes import digest
from weeknotes.finder import build_index
from weeknotes.memory import Memory
from weeknotes.model import Body, Page
from weeknotes.search import SearchDocument, html_of
from weeknotes.values import replace

MAKER = "search"
LATEST = "search index"


class Catalogue:
    """Knows which files the index has without making it, and makes it when their bytes are asked for.

    `bodies` gives the texts of these digests.
    """

    def __init__(self, memory: Memory, bodies: Callable[[Iterable[str]], Mapping[str, Body]]) -> None:
        self._memory = memory
        self._bodies = bodies
        self._outlines: Sequence[SearchDocument] = ()
        self._files: Mapping[str, bytes] = {}

    def pages(self, outlines: Sequence[SearchDocument], at_once: bool = True) -> tuple[Page, ...]:
        """A page for every file of the index of texts with these outlines; each holds the digest of its bytes.

        Not `at_once`, it may be the index that was made last: a preview need not wait for a new one.
        Raises SiteError where the index has to be made and cannot be.
        """
        self._outlines, self._files = outlines, {}
        latest = {} if at_once else self._memory.recall([LATEST])
        known: Mapping[str, str] = latest[LATEST] if latest else self._known()
        return tuple(Page(file, MAKER, shows={"digest": told}) for file, told in known.items())

    def files(self) -> Mapping[str, bytes]:
        """The bytes of every file. An index that is remembered is made again where the output has lost a part of it."""
        if not self._files:
            bodies = self._bodies(each.html for each in self._outlines)
            self._files = build_index([replace(each, html=html_of(bodies[each.html])) for each in self._outlines])
        return self._files

    def _known(self) -> Mapping[str, str]:
        # The same program for another kind of computer packs files as it likes.
        machine = (platform.system(), platform.machine())
        known: Mapping[str, str] = self._memory.remembered("search", (machine, tuple(self._outlines)), self._digests)
        self._memory.keep({LATEST: known})
        return known

    def _digests(self) -> dict[str, str]:
        return {file: digest.of_bytes(data) for file, data in self.files().items()}
