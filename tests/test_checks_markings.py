from __future__ import annotations

import pytest
from sheets import HEAD, PATH, codes, found

CARRIED = [
    "OFFICIAL-SENSITIVE",
    "# OFFICIAL-SENSITIVE",
    "**OFFICIAL - SENSITIVE**",
    "OFFICIAL: SENSITIVE",
    "OFFICIAL–SENSITIVE [COMMERCIAL]",
    "OFFICIAL\u2011SENSITIVE",
    "OFFICIAL SENSITIVE (PERSONAL)",
    "OFFICIAL, SENSITIVE",
    "NHS OFFICIAL-SENSITIVE",
    "Classification: OFFICIAL-SENSITIVE",
    "OFFICIAL-SENSITIVE: the budget of the housing team",
    "OFFICIAL-SENSITIVE - not to leave the building",
    "> OFFICIAL-SENSITIVE",
    "- OFFICIAL-SENSITIVE",
    "| Budget | OFFICIAL-SENSITIVE |",
    "The bids came in on Tuesday (OFFICIAL-SENSITIVE).",
    "<!-- OFFICIAL-SENSITIVE -->",
    '<img src="a.png" alt="OFFICIAL-SENSITIVE">',
    "![OFFICIAL-SENSITIVE](slide.png)",
    "![OFFICIAL-SENSITIVE slide about money](slide.png)",
    "# OFFICIAL-SENSITIVE notes on money",
    "Marked OFFICIAL-SENSITIVE",
    "```\nOFFICIAL-SENSITIVE\n```",
    "This note is OFFICIAL-SENSITIVE and must stay in the team.",
    "This paper has been marked OFFICIAL-SENSITIVE.",
    "Please treat this as OFFICIAL-SENSITIVE.",
    "TOP SECRET",
    "SECRET",
    "**SECRET**",
    "SECRET – UK EYES ONLY",
    "DO NOT PUBLISH before 6 May",
    "CONFIDENTIAL",
    "CONFIDENTIAL: changes in the team",
    "RESTRICTED - STAFF",
    "STRICTLY CONFIDENTIAL",
    "PRIVATE AND CONFIDENTIAL",
    "COMMERCIAL IN CONFIDENCE",
    "Commercial terms (COMMERCIAL-IN-CONFIDENCE)",
    "NOT FOR PUBLICATION",
    "NOT FOR PUBLICATION until the committee has met",
    "DRAFT - NOT FOR WIDER CIRCULATION",
    "FOR INTERNAL USE ONLY",
    "LEGALLY PRIVILEGED",
    "SWYDDOGOL-SENSITIF",
    "NID I'W GYHOEDDI",
]
NAMED = [
    "People were not sure what `OFFICIAL-SENSITIVE` means.",
    "We stopped writing “OFFICIAL-SENSITIVE” on everything.",
    'A slide with "NOT FOR PUBLICATION" on it makes people nervous.',
    "We may now keep OFFICIAL-SENSITIVE data in the cloud.",
    "The new tool can hold documents marked OFFICIAL-SENSITIVE, which helps.",
    "We work at OFFICIAL-SENSITIVE most of the time.",
    "Use OFFICIAL-SENSITIVE only where the policy asks for it.",
    "Drawings of a system could be OFFICIAL-SENSITIVE; ask before you share them.",
    "The levels are OFFICIAL, OFFICIAL-SENSITIVE, SECRET and TOP SECRET.",
    "The levels are OFFICIAL, SENSITIVE and SECRET.",
    "- OFFICIAL\n- SECRET\n- TOP SECRET\n",
    "## Working at OFFICIAL-SENSITIVE",
    "## OFFICIAL-SENSITIVE data in the cloud",
    "## Handling OFFICIAL-SENSITIVE data",
    "Please DO NOT SHARE the link yet.",
    "DO NOT SHARE your password with anybody.",
    "The annex was COMMERCIAL IN CONFIDENCE until the award.",
]
ORDINARY = [
    "They gain confidence with every visit.",
    "We told them in confidence that the secret of a good note is to be short.",
    "It is no secret that this was hard. Official statistics are sensitive to the weather.",
    "Set the SECRET in the settings of the repository.",
    "| `SECRET` | the key of the site |",
    "| SECRET | PASSWORD |",
    "```\nSECRET=abc\nSECRET\n```",
    "The Official Secrets Act is from 1989.",
    "Official-sensitive is a handling caveat.",
    "We PROTECT what people tell us, and RESTRICTED access does not help.",
    "[SECRET](https://example.org/a-restaurant) was closed.",
    "The states are:\n\n- DRAFT\n- RESTRICTED\n- PUBLISHED",
    "1. CONFIDENTIAL\n2. OPEN",
    "SECRET: the key that signs the links",
    "PROTECTION and SECRETARY are longer words.",
]


@pytest.mark.parametrize("text", CARRIED)
def test_a_text_that_carries_a_marking_stops(text: str) -> None:
    assert "sensitive.marking!" in codes(text)


@pytest.mark.parametrize("text", NAMED)
def test_a_text_that_speaks_of_a_marking_is_told_and_not_stopped(text: str) -> None:
    assert set(codes(text)) == {"sensitive.marking-named"}


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_pass(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "title: OFFICIAL-SENSITIVE",
        'title: "OFFICIAL-SENSITIVE"',
        "title: OFFICIAL-SENSITIVE notes on money",
        "title: Budget notes OFFICIAL-SENSITIVE",
        "title: OFFICIAL-SENSITIVE – budget notes",
        "summary: NOT FOR PUBLICATION",
        "marking: OFFICIAL-SENSITIVE",
    ],
)
def test_a_marking_in_the_header_stops(line: str) -> None:
    problem = next(each for each in found(f"---\n{line}\ndate: 2026-07-10\n---\n\nWe met.\n") if "marking" in each.code)
    assert (problem.code, problem.severity, problem.line) == ("sensitive.marking", "error", 2)


@pytest.mark.parametrize("name", ["OFFICIAL-SENSITIVE-budget", "2026-w28-OFFICIAL_SENSITIVE", "OFFICIAL SENSITIVE"])
def test_a_marking_in_the_name_of_the_file_stops(name: str) -> None:
    problems = found(HEAD + "We met.\n", PATH.replace("2026-w28-housing", name))
    assert [(each.code, each.line) for each in problems] == [("sensitive.marking", 0)]


def test_the_message_says_what_is_wrong_and_what_to_do() -> None:
    problem = found(HEAD + "We met.\n\nOFFICIAL-SENSITIVE\n")[0]
    assert (problem.line, problem.column, problem.found) == (8, 1, "OFFICIAL-SENSITIVE")
    assert "can be read by all" in problem.message
    assert "Take out" in problem.message
