"""Sites for tests: a configuration, and files written from one string."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from weeknotes.words import tongues

# The words that the theme comes with, by the names of their files.
CATALOGUES = {
    f"words/{path.name}": path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent.parent / "templates" / "words").glob("*.toml"))
}
TONGUES = tongues(CATALOGUES, "en")

CONFIG = """
[site]
title = "Open Reach"
description = "How we work"
url = "https://open.example.org/"
id_authority = "open.example.org,2019"
organisation = "Reach Council"
repository = "reach/open"
"""


def write(folder: Path, files: str) -> None:
    """Files in one string: ``-- path --`` stands above the text of each."""
    for path, text in re.findall(r"^-- (.+?) --\n(.*?)(?=^-- .+? --$|\Z)", files, re.M | re.S):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")


def work(function: Callable[[], object]) -> int:
    """How many calls `function` leads to: a measure of its work that no load of the machine changes."""
    calls = [0]

    def count(_frame: object, event: str, _what: object) -> None:
        calls[0] += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(None)
    return calls[0]
