"""A note of any length and shape is fine: nobody is warned of how they write."""

import pytest
from noted import reading

STYLES = {
    "straight in": "On Monday we moved the repairs line to one team. It went well, and then the telephones stopped.\n"
    * 8,
    "day by day": "\n\n".join(
        f"## {day}\n\nWe met the caretakers, and mended {number} doors."
        for number, day in enumerate(("Monday", "Tuesday"))
    ),
    "lean": "* Done: the form\n* Learned: nobody reads the letter\n* Next: the letter\n* Mood: fine\n",
    "five things": "\n\n".join(f"### {number}. A thing\n\nIt happened." for number in range(1, 6)),
    "good, bad, ugly": "## The good\n\nIt works.\n\n## The bad\n\nNot on Fridays.\n\n## The ugly\n\nThe colours.\n",
    "questions": "**What inspired me?**\n\nThe library.\n\n**What did I learn?**\n\nTo ask first.\n",
    "a feeling": "Feeling: tired but happy.\n\nWe finished the flood map, and slept.\n",
    "fifty words": "This week was short, and so is this note. " * 5,
    "one line": "Nothing happened this week: I was on leave.\n",
    "pictures": "![The wall of notes on the second floor](https://example.org/wall.jpg)\n\n![Rain on the depot](https://example.org/a.jpg)\n",
    "nothing but a link": "[What we did about damp](https://example.org/damp)\n",
    "in Welsh": "Cyfarfuom â’r gofalwyr ddydd Llun.\n\n## Yr wythnos nesaf\n\nByddwn yn trwsio’r drysau.\n",
}
HEADS = {
    "with a header": "---\ntitle: Repairs in half the time\ndate: 2024-02-16\n---\n",
    "with nothing but its name": "",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("style", STYLES)
def test_no_style_of_notes_is_warned_of(style, head):
    told = reading(head + STYLES[style]).problems
    assert [each for each in told if each.severity.value != "hint"] == []


@pytest.mark.parametrize("style", STYLES)
def test_no_style_of_notes_gets_more_than_one_hint(style):
    assert len(reading(HEADS["with a header"] + STYLES[style]).problems) <= 1
