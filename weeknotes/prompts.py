"""Prompts: the headings and questions that a new entry is given, and whether anything was written below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from weeknotes.text import slugify
from weeknotes.weeks import Week

DEFAULT = "did-learned-next"
# The headings of each style that writers can ask for; `heads` has those of "questions".
STYLES: Mapping[str, Sequence[str]] = {
    "did-learned-next": ("What we did", "What we learned", "Next week"),
    "good-hard-next": ("What was good", "What was hard", "Next week"),
    "days": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "questions": (),
    "plain": (),
}
# Three a week, so that each comes round again after five weeks.
QUESTIONS = (
    *("What inspired us?", "What connections did we make?", "What did we learn?"),
    *("What surprised us?", "What was harder than we thought?", "Who helped us?"),
    *("What did we change our minds about?", "What did we stop doing?", "What are we worried about?"),
    *("What would we show a visitor?", "What did somebody say that stayed with us?", "What is still unclear?"),
    *("What are we proud of?", "What did we ask for, and get?", "What do we want to know next week?"),
)
AT_ONCE = 3
# Headings (as slugs) below which people say what comes next, in English and Welsh.
AHEAD = (
    *("next-week", "whats-next", "what-next", "what-happens-next", "next", "up-next", "next-up"),
    *("next-steps", "coming-up", "looking-ahead", "plans", "plans-for-next-week", "what-we-will-do-next"),
    *("yr-wythnos-nesaf", "wythnos-nesaf", "y-camau-nesaf", "camau-nesaf", "beth-nesaf", "edrych-ymlaen"),
)
REMINDER = "You said you would:"
CASE_STUDY = (
    ("The challenge", "What was the need, and how did you know? Who was affected?"),
    ("What we did", "What did you try, who led it, and what did you decide against?"),
    ("What came of it", "Give numbers with what they were before, and the date. What changed for one person?"),
    (
        "What was hard",
        "What took longer, what failed, what would you do differently? Readers trust this part most.",
    ),
    ("What happens next", "How does it carry on without you? What can others copy, and whom can they ask?"),
)
POST = "Write here. Begin with the point."
PAGE = "Write here."
HEADING = re.compile(r"#{1,6}(?=\s|$)")
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s.*")


def heads(style: str, week: Week) -> tuple[str, ...]:
    """The headings of a style for the note about `week`; those of ``questions`` change from week to week."""
    if style != "questions":
        return tuple(STYLES[style or DEFAULT])
    # Counted over the new year, so that week 1 does not ask again what week 52 asked.
    count = week.monday.toordinal() // 7 * AT_ONCE
    return tuple(QUESTIONS[(count + each) % len(QUESTIONS)] for each in range(AT_ONCE))


def case_study() -> str:
    """The body of a new case study: its headings, each with its questions."""
    return "\n\n".join(f"## {head}\n\n{question}" for head, question in CASE_STUDY) + "\n"


def is_prompt(heading: str) -> bool:
    """Whether a heading is one that the styles and questions give, or says what comes next."""
    return slugify(heading) in _GIVEN


def is_untouched(body: str) -> bool:
    """Whether a text, without its front matter, is still what a new entry is given, and nothing more.

    Headings, questions and the list of what the last note promised are no writing. A text without
    any of them, the empty one too, is not a scaffold; nor is a single heading of somebody's own.
    """
    heads, asked = [], False
    for line in map(str.strip, _unreminded(body.splitlines())):
        if HEADING.match(line):
            heads.append(line.strip("#"))
        elif line in _ASKED:
            asked = True
        elif line:
            return False
    return asked or len(heads) > 1 or bool(heads and is_prompt(heads[0]))


def _unreminded(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the reminder of what was promised; of it, only the line above the list stays."""
    reminded = False
    for line in lines:
        if reminded and (not line.strip() or ITEM.fullmatch(line)):
            continue
        reminded = line.strip() == REMINDER
        yield line


_ASKED = frozenset({REMINDER, POST, PAGE, *(question for _, question in CASE_STUDY)})
_GIVEN = frozenset(
    slugify(each) for each in (*QUESTIONS, *(head for style in STYLES.values() for head in style), *AHEAD)
)
