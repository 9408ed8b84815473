"""What the accessibility statement shows: `Statement`, and the findings that it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from weeknotes import criteria
from weeknotes.config import NATIONS, Accessibility, KnownProblem
from weeknotes.model import Card
from weeknotes.values import Record

MOST_PAGES = 20  # named of one finding; of the others the number is told
# What each finding is made of: the checks of `checks.barriers`, and files by their kind.
KINDS: Mapping[str, Sequence[str]] = {
    "pictures": ("alt.missing", "alt.file-name"),
    "vague-pictures": ("alt.vague",),
    "tables": ("table.no-header", "table.empty-header"),
    "headings": ("heading.bold", "heading.space", "heading.underlined"),
    "links": ("linktext.empty",),
    "vague-links": ("linktext.vague",),
    "documents": ("document",),
    "recordings": ("recording",),
}
# The success criteria of WCAG 2.2 that each fails, or may fail.
CRITERIA: Mapping[str, Sequence[str]] = {
    "pictures": ("1.1.1",),
    "vague-pictures": ("1.1.1",),
    "tables": ("1.3.1",),
    "headings": ("1.3.1",),
    "links": ("2.4.4", "4.1.2"),
    "vague-links": ("2.4.4",),
    "documents": ("1.1.1", "1.3.1", "2.4.2"),
    "recordings": ("1.2.1", "1.2.2", "1.2.5"),
}
# No program here can tell of these: words around a vague link may explain it, a document may be well made.
UNSURE = frozenset(("vague-links", "documents", "recordings"))


class Finding(Record):
    """A thing that keeps people out, as it stands in what is published: its `kind` (a key of `KINDS`), how often,
    and how often an exception lets it pass. `cards` are the first of the `pages` it is on."""

    kind: str
    number: int
    allowed: int
    cards: tuple[Card, ...]
    pages: int

    @property
    def criteria(self) -> Sequence[str]:
        """The numbers of the success criteria that it fails, or may fail."""
        return CRITERIA[self.kind]

    @property
    def sure(self) -> bool:
        """Whether it certainly fails them."""
        return self.kind not in UNSURE


class Statement(Record):
    """The accessibility statement: what the settings say (`told`) and what was found in what is published.

    `lang` is the language that the settings are written in.
    """

    told: Accessibility
    findings: tuple[Finding, ...]
    lang: str
    public_body: bool = False

    @property
    def status(self) -> str:
        """How far the site complies: ``full``, ``partial``, ``none`` or empty; never full where something fails."""
        return "partial" if self.told.status == "full" and self.failures else self.told.status

    @property
    def failures(self) -> bool:
        """Whether anything is known that fails the standard."""
        return any(each.sure for each in self.findings) or bool(self.known("non-compliance"))

    @property
    def in_uk(self) -> bool:
        """Whether the law is that of the United Kingdom."""
        return self.told.enforcement in NATIONS

    @property
    def lists_nothing(self) -> bool:
        """Whether there is nothing that the site complies but in part for, though it says so."""
        return self.told.status in ("partial", "none") and not self.findings and not self.told.problems

    def name_of(self, number: str) -> str:
        """The name of a success criterion, which is English."""
        return criteria.NAMES[number]

    def known(self, reason: str) -> tuple[KnownProblem, ...]:
        """The problems of the settings with this `reason`."""
        return tuple(each for each in self.told.problems if each.reason == reason)
